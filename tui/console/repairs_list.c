/* Owns the list of repaired rows and of rows set aside, and its jobs. */
#include "tui/console/repairs_list.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "core/service/repairs.h"
#include "tui/console/app_private.h"

enum { WORDS_SIZE = 400, LINE_CELLS = 10, STATE_CELLS = 20, DETAIL_ROWS = 4, LABEL_CELLS = 9 };

struct repairs_list {
    struct overlay head;
    struct job *job; /* whose result is shown; NULL: it is being read */
    int64_t dataset;
    bool aside;
    size_t cursor[2], top[2]; /* of the repaired rows, of those set aside */
    int height;
    bool changing; /* a step is under way */
};

static const struct overlay_class repairs_class;

static const struct repairs *repairs_of(const struct repairs_list *list)
{
    return list->job ? list->job->result : NULL;
}

static size_t count_of(const struct repairs_list *list)
{
    const struct repairs *repairs = repairs_of(list);
    return !repairs ? 0 : list->aside ? repairs->aside_count : repairs->count;
}

/* ---- reading ---- */

static enum status run_read(struct job *job, struct error *err)
{
    const int64_t *dataset = job->request;
    struct repairs *repairs = arena_alloc(job->arena, sizeof *repairs);
    if (!repairs)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = repairs;
    return repairs_read(job->db, *dataset, job->arena, repairs, err);
}

static const struct job_class read_job = {.name = "repairs.read", .run = run_read};

static void was_read(struct app *app, struct job *job)
{
    struct repairs_list *list = (struct repairs_list *)overlay_find(app, &repairs_class);
    if (!list)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(app, &job->error);
        return;
    }
    job_free(list->job);
    list->job = job;
    job->private->kept = true;
    for (int i = 0; i < 2; i++) {
        size_t count = i ? repairs_of(list)->aside_count : repairs_of(list)->count;
        if (list->cursor[i] >= count)
            list->cursor[i] = count ? count - 1 : 0;
    }
}

static void read_list(struct repairs_list *list)
{
    struct job *job = app_job(list->head.pane, &read_job);
    int64_t *dataset = job ? job_request(job, sizeof *dataset) : NULL;
    if (!dataset) {
        job_free(job);
        return;
    }
    *dataset = list->dataset;
    job->private->done = was_read;
    app_submit(job);
}

/* ---- undoing, and making again ---- */

struct change_request {
    int64_t dataset, line;
    bool again;
    const char *by;
    enum repair_state state; /* what became of it */
};

static enum status run_change(struct job *job, struct error *err)
{
    struct change_request *request = job->request;
    return request->again ? repair_again(job->db, request->dataset, request->line, request->by, err)
                          : repair_undo(job->db, request->dataset, request->line, request->by,
                                        &request->state, err);
}

static const struct job_class change_job = {.name = "repairs.change", .run = run_change};

static void changed(struct app *app, struct job *job)
{
    static const enum text_id said[] = {[REPAIR_HOLDS] = TEXT_REPAIRS_SAID_AGAIN,
                                        [REPAIR_READ_PLAIN] = TEXT_REPAIRS_SAID_PLAIN,
                                        [REPAIR_SET_ASIDE] = TEXT_REPAIRS_SAID_ASIDE};
    const struct change_request *request = job->request;
    struct repairs_list *list = (struct repairs_list *)overlay_find(app, &repairs_class);
    if (list)
        list->changing = false;
    if (job->status != STATUS_OK) {
        app_say_error(app, &job->error);
        return;
    }
    app_say(app, said[request->state], TEXT_VALUES(text_number("line", request->line)));
    app_tell_all(app);
    if (list)
        read_list(list);
}

static void change(struct repairs_list *list)
{
    const struct repairs *repairs = repairs_of(list);
    if (!repairs || list->aside || list->changing || list->cursor[0] >= repairs->count)
        return;
    const struct repair_entry *entry = &repairs->entries[list->cursor[0]];
    struct job *job = app_job(list->head.pane, &change_job);
    struct change_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request) {
        job_free(job);
        return;
    }
    *request = (struct change_request){.dataset = list->dataset,
                                       .line = entry->line,
                                       .again = entry->state != REPAIR_HOLDS,
                                       .by = arena_string(job->arena, app_person(list->head.app))};
    job->private->done = changed;
    list->changing = true;
    app_submit(job);
}

/* ---- keys ---- */

static void move(struct repairs_list *list, int64_t by)
{
    int64_t last = (int64_t)count_of(list) - 1, to = (int64_t)list->cursor[list->aside] + by;
    list->cursor[list->aside] = (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to);
}

static bool move_key(struct repairs_list *list, const struct key *key)
{
    static const struct {
        const char *keys;
        int64_t pages, rows;
    } motions[] = {{"Up Ctrl-P", 0, -1},
                   {"Down Ctrl-N", 0, 1},
                   {"PageUp", -1, 0},
                   {"PageDown", 1, 0},
                   {"Home Ctrl-Home", 0, -1000000000},
                   {"End Ctrl-End", 0, 1000000000}};
    for (size_t i = 0; i < sizeof motions / sizeof *motions; i++) {
        if (!key_in(motions[i].keys, key))
            continue;
        move(list, motions[i].rows + motions[i].pages * (list->height > 1 ? list->height - 1 : 1));
        return true;
    }
    return false;
}

static void click(struct repairs_list *list, const struct key *key)
{
    int x, y;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        move(list, key->action == MOUSE_WHEEL_UP ? -3 : 3);
        return;
    }
    if (key->action != MOUSE_PRESS || !overlay_inside(&list->head, key, &x, &y) || y < 0 ||
        y >= list->height)
        return;
    size_t at = list->top[list->aside] + (size_t)y;
    if (at < count_of(list))
        list->cursor[list->aside] = at;
    if (key->clicks == 2)
        change(list);
}

static void press(struct overlay *head, const struct key *key)
{
    struct repairs_list *list = (struct repairs_list *)head;
    if (key->code == KEYCODE_MOUSE)
        click(list, key);
    else if (key_in("Space u Enter", key))
        change(list);
    else if (key_in("Tab Shift-Tab", key))
        list->aside = !list->aside;
    else
        move_key(list, key);
}

/* ---- drawing ---- */

static void title_of(const struct repairs_list *list, char *out, size_t size)
{
    const struct repairs *repairs = repairs_of(list);
    text_format(out, size,
                !repairs      ? TEXT_REPAIRS_READING
                : list->aside ? TEXT_REPAIRS_TITLE_ASIDE
                              : TEXT_REPAIRS_TITLE,
                TEXT_VALUES(text_string("dataset", repairs ? repairs->dataset.name : ""),
                            text_number("repaired", repairs ? repairs->repaired : 0),
                            text_number("loaded", repairs ? repairs->dataset.rows : 0),
                            text_number("aside", repairs ? repairs->aside : 0)));
}

static void draw_entry(const struct repairs_list *list, const struct surface *surface, size_t at,
                       int y)
{
    const struct repairs *repairs = repairs_of(list);
    bool current = at == list->cursor[list->aside];
    unsigned style = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY;
    int64_t line = list->aside ? repairs->asides[at].line : repairs->entries[at].line;
    const char *how = list->aside ? repairs->asides[at].reason : repairs->entries[at].how;
    char words[64];
    text_format(words, sizeof words, TEXT_IMPORT_FILE_LINE, TEXT_VALUES(text_number("line", line)));
    surface_fill(surface, 0, y, surface->columns, 1, style);
    surface_put_right(surface, 1, y, LINE_CELLS + 2, span_string(words), style);
    int x = LINE_CELLS + 5, room = surface->columns - x - 1;
    if (!list->aside) {
        enum repair_state state = repairs->entries[at].state;
        unsigned other = current                 ? style
                         : state == REPAIR_HOLDS ? (unsigned)THEME_OVERLAY_DIM
                                                 : (unsigned)THEME_OVERLAY_STRONG;
        room -= STATE_CELLS + 1;
        surface_put_cut(surface, x + room + 1, y, STATE_CELLS,
                        span_string(repair_state_words(state)), other);
    }
    surface_put_cut(surface, x, y, room, span_string(how), style);
}

static void draw_detail_line(const struct surface *surface, int y, enum text_id label,
                             const char *text)
{
    surface_put_string(surface, 1, y, text_get(label), THEME_OVERLAY_STRONG);
    surface_put_cut(surface, 1 + LABEL_CELLS, y, surface->columns - LABEL_CELLS - 2,
                    span_string(text), THEME_OVERLAY);
}

/* What stands in the file, and what became of it, of the row under the cursor. */
static void draw_detail(const struct repairs_list *list, const struct surface *surface, int y)
{
    const struct repairs *repairs = repairs_of(list);
    size_t at = list->cursor[list->aside];
    surface_repeat(surface, 0, y, surface->columns, 0x2500, THEME_OVERLAY_BORDER);
    if (at >= count_of(list))
        return;
    draw_detail_line(surface, y + 1, TEXT_REPAIRS_WHY,
                     list->aside ? repairs->asides[at].reason : repairs->entries[at].how);
    draw_detail_line(surface, y + 2, TEXT_IMPORT_VIEW_BEFORE,
                     list->aside ? repairs->asides[at].text : repairs->entries[at].before);
    if (!list->aside)
        draw_detail_line(surface, y + 3,
                         repairs->entries[at].state == REPAIR_HOLDS ? TEXT_IMPORT_VIEW_AFTER
                                                                    : TEXT_REPAIRS_WAS,
                         repairs->entries[at].after);
}

static void scroll(struct repairs_list *list)
{
    size_t *top = &list->top[list->aside], at = list->cursor[list->aside];
    size_t height = list->height > 0 ? (size_t)list->height : 1;
    if (at < *top)
        *top = at;
    if (at >= *top + height)
        *top = at - height + 1;
    if (count_of(list) <= height)
        *top = 0;
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct repairs_list *list = (struct repairs_list *)head;
    struct surface inside;
    char title[WORDS_SIZE];
    title_of(list, title, sizeof title);
    overlay_box(head, screen, title, screen->columns - 2, screen->rows - 6, &inside);
    list->height = inside.rows - DETAIL_ROWS;
    scroll(list);
    size_t top = list->top[list->aside], count = count_of(list);
    for (int i = 0; i < list->height && top + (size_t)i < count; i++)
        draw_entry(list, &inside, top + (size_t)i, i);
    if (repairs_of(list) && count == 0)
        surface_put_cut(
            &inside, 1, 0, inside.columns - 2,
            span_string(text_get(list->aside ? TEXT_REPAIRS_NONE_ASIDE : TEXT_REPAIRS_NONE)),
            THEME_OVERLAY_DIM);
    draw_detail(list, &inside, list->height);
}

static enum text_id keys_now(const struct overlay *head)
{
    const struct repairs_list *list = (const struct repairs_list *)head;
    const struct repairs *repairs = repairs_of(list);
    if (list->aside)
        return TEXT_REPAIRS_KEYS_ASIDE;
    if (!repairs || list->cursor[0] >= repairs->count)
        return TEXT_REPAIRS_KEYS_NONE;
    return repairs->entries[list->cursor[0]].state == REPAIR_HOLDS ? TEXT_REPAIRS_KEYS
                                                                   : TEXT_REPAIRS_KEYS_AGAIN;
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct repairs_list *list = (const struct repairs_list *)head;
    *x = head->x + 2;
    *y = head->y + 1 + (int)(list->cursor[list->aside] - list->top[list->aside]);
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct repairs_list *list = (const struct repairs_list *)head;
    const struct repairs *repairs = repairs_of(list);
    char title[WORDS_SIZE];
    title_of(list, title, sizeof title);
    utf8_screen(span_string(title), out);
    for (size_t i = list->cursor[list->aside]; i < count_of(list); i++) {
        const char *how = list->aside ? repairs->asides[i].reason : repairs->entries[i].how;
        const char *text = list->aside ? repairs->asides[i].text : repairs->entries[i].before;
        buffer_printf(out, "\n%s%lld %s ", i == list->cursor[list->aside] ? "> " : "  ",
                      (long long)(list->aside ? repairs->asides[i].line : repairs->entries[i].line),
                      how);
        utf8_screen(span_string(text), out);
    }
    buffer_add_byte(out, '\n');
}

static void release(struct overlay *head)
{
    job_free(((struct repairs_list *)head)->job);
}

static const struct overlay_class repairs_class = {.name = "repairs",
                                                   .keys = TEXT_REPAIRS_KEYS,
                                                   .keys_now = keys_now,
                                                   .draw = draw,
                                                   .key = press,
                                                   .cursor = cursor,
                                                   .describe = describe,
                                                   .free = release};

void repairs_list_open(struct pane *pane, int64_t dataset, bool aside)
{
    struct repairs_list *list = overlay_push(pane, &repairs_class, sizeof *list);
    if (!list)
        return;
    list->dataset = dataset;
    list->aside = aside;
    read_list(list);
}
