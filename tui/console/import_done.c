/* Owns the account at the end of an import: a text to read, and entries below it to go on with. */
#include "tui/console/import_done.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app_private.h"
#include "tui/console/import_view.h"
#include "tui/console/repairs_list.h"
#include "tui/widget/reader.h"

enum { MAX_WIDTH = 96, MIN_WIDTH = 60, NOTICES_MAX = 60, WORDS_SIZE = 600, ACTION_SIZE = 200 };

enum action { ACTION_CLOSE, ACTION_REPAIRS, ACTION_ASIDE, ACTION_TABLE, ACTION_COUNT };

struct done {
    struct overlay head;
    struct reader reader;
    int64_t dataset;
    int64_t second_line; /* of another table in the file */
    char path[VIEW_PATH_SIZE];
    enum action actions[ACTION_COUNT];
    char words[ACTION_COUNT][ACTION_SIZE]; /* of actions[i] */
    int count, cursor;
};

/* ---- drawing ---- */

static void draw(struct overlay *head, const struct surface *screen)
{
    struct done *done = (struct done *)head;
    struct surface inside;
    int most = screen->columns - 6 < MAX_WIDTH ? screen->columns - 6 : MAX_WIDTH;
    int width = reader_width(&done->reader);
    width = width < MIN_WIDTH ? MIN_WIDTH : width;
    width = width > most ? most : width;
    int rows = reader_wrap(&done->reader, width), room = screen->rows - 5 - done->count;
    rows = rows < room ? rows : room;
    overlay_box(head, screen, text_get(TEXT_IMPORT_FILE_DONE), width + 2, rows + 1 + done->count,
                &inside);
    rows = inside.rows - 1 - done->count;
    struct surface body = surface_part(&inside, 1, 0, inside.columns - 2, rows > 0 ? rows : 0);
    reader_draw(&done->reader, &body);
    for (int i = 0; i < done->count; i++) {
        int y = inside.rows - done->count + i;
        unsigned style = i == done->cursor ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_STRONG;
        surface_fill(&inside, 0, y, inside.columns, 1, style);
        surface_put_string(&inside, 1, y, i == done->cursor ? "▶" : " ", style);
        surface_put_cut(&inside, 3, y, inside.columns - 4, span_string(done->words[i]), style);
    }
}

/* ---- going on ---- */

/* It is closed first, since what comes opens on top. */
static void act(struct done *done)
{
    struct pane *pane = done->head.pane;
    struct app *app = done->head.app;
    enum action action = done->actions[done->cursor];
    int64_t dataset = done->dataset, line = done->second_line;
    char path[VIEW_PATH_SIZE];
    snprintf(path, sizeof path, "%s", done->path);
    if (action == ACTION_CLOSE || action == ACTION_TABLE)
        overlay_pop(app);
    if (action == ACTION_TABLE)
        import_view_open_at(pane, path, line);
    else if (action != ACTION_CLOSE)
        repairs_list_open(pane, dataset, action == ACTION_ASIDE);
}

static void click(struct done *done, const struct key *key)
{
    int x, y;
    if (key->action != MOUSE_PRESS || !overlay_inside(&done->head, key, &x, &y)) {
        reader_key(&done->reader, key);
        return;
    }
    int at = y - (done->head.rows - 2 - done->count);
    if (at < 0 || at >= done->count)
        return;
    done->cursor = at;
    act(done);
}

static void press(struct overlay *head, const struct key *key)
{
    struct done *done = (struct done *)head;
    if (key->code == KEYCODE_MOUSE)
        click(done, key);
    else if (key_in("Enter Space", key))
        act(done);
    else if (key_in("Up Shift-Tab", key))
        done->cursor -= done->cursor > 0;
    else if (key_in("Down Tab", key))
        done->cursor += done->cursor + 1 < done->count;
    else
        reader_key(&done->reader, key);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct done *done = (const struct done *)head;
    *x = head->x + 2;
    *y = head->y + head->rows - 1 - done->count + done->cursor;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct done *done = (const struct done *)head;
    buffer_printf(out, "%s\n", text_get(TEXT_IMPORT_FILE_DONE));
    reader_describe(&done->reader, out);
    for (int i = 0; i < done->count; i++)
        buffer_printf(out, "%s%s\n", i == done->cursor ? "> " : "  ", done->words[i]);
}

static void release(struct overlay *head)
{
    reader_free(&((struct done *)head)->reader);
}

static const struct overlay_class done_class = {.name = "imported",
                                                .keys = TEXT_IMPORT_DONE_KEYS,
                                                .draw = draw,
                                                .key = press,
                                                .cursor = cursor,
                                                .describe = describe,
                                                .free = release};

/* ---- opening ---- */

static void add_action(struct done *done, enum action action, enum text_id words,
                       const struct text_value *values)
{
    done->actions[done->count] = action;
    text_format(done->words[done->count], ACTION_SIZE, words, values);
    done->count++;
}

static void add_actions(struct done *done, const struct import_result *result)
{
    add_action(done, ACTION_CLOSE, TEXT_IMPORT_DONE_SEE, NULL);
    if (result->rows_repaired > 0)
        add_action(done, ACTION_REPAIRS, TEXT_IMPORT_DONE_REPAIRS,
                   TEXT_VALUES(text_number("rows", result->rows_repaired)));
    if (result->rows_aside > 0)
        add_action(done, ACTION_ASIDE, TEXT_IMPORT_DONE_ASIDE,
                   TEXT_VALUES(text_number("rows", result->rows_aside)));
    if (result->second_line > 0)
        add_action(done, ACTION_TABLE, TEXT_IMPORT_DONE_TABLE,
                   TEXT_VALUES(text_number("line", result->second_line)));
}

/* Every row of the file is in the dataset or set aside with its reason; then what is to know. */
static bool set_text(struct done *done, const struct import_result *result)
{
    struct card_line lines[NOTICES_MAX + 2];
    char words[WORDS_SIZE];
    char(*notices)[WORDS_SIZE] = calloc(NOTICES_MAX, sizeof *notices);
    size_t count = 0;
    if (!notices)
        return false;
    text_format(words, sizeof words, TEXT_IMPORT_RECONCILED,
                TEXT_VALUES(text_string("dataset", result->dataset),
                            text_number("file", result->rows_in_file),
                            text_number("loaded", result->rows_loaded),
                            text_number("aside", result->rows_aside)));
    lines[count++] = (struct card_line){NULL, words, THEME_OVERLAY_STRONG};
    if (result->notice_count > 0)
        lines[count++] = (struct card_line){NULL, "", THEME_OVERLAY};
    for (size_t i = 0; i < result->notice_count && i < NOTICES_MAX; i++) {
        snprintf(notices[i], WORDS_SIZE, "· %s", result->notices[i]);
        lines[count++] = (struct card_line){NULL, notices[i], THEME_OVERLAY};
    }
    bool good = reader_set(&done->reader, lines, count);
    free(notices);
    return good;
}

void import_done_open(struct pane *pane, const struct import_result *result, const char *path)
{
    struct done *done = overlay_push(pane, &done_class, sizeof *done);
    if (!done)
        return;
    done->dataset = result->dataset_id;
    done->second_line = result->second_line;
    snprintf(done->path, sizeof done->path, "%s", path);
    add_actions(done, result);
    if (!set_text(done, result)) {
        overlay_pop(pane->app);
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    }
}
