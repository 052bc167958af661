/* The overlay of a column's postcodes. What is no postcode stands first, since it will be empty;
 * then what will be written otherwise, and what is as it should be. */
#include "tui/pane/postcodes.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/analysis/needle.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/clean.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"
#include "tui/widget/motion.h"

enum {
    WIDTH = 70,
    HEAD_ROWS = 4, /* search, whose they are, which form, heads of the columns */
    FOOT_ROWS = 1,
    CODE_CELLS = 14,
    ROWS_CELLS = 11,
    LINES_MOST = 26
};

enum outcome { OUTCOME_NONE, OUTCOME_OTHER, OUTCOME_SAME, OUTCOMES };

struct postcodes {
    struct overlay head;
    struct arena *arena; /* of what was read; NULL: it is being read */
    struct clean_column column;
    size_t *lines; /* places in the values that fit what was typed, in their order */
    size_t line_count, cursor, top;
    int height;
    struct line search;
    struct error err;
    bool outer;

    size_t count[OUTCOMES]; /* values, */
    int64_t rows[OUTCOMES]; /* and rows that have them */

    size_t position;
    int64_t dataset, id;
    int64_t changing; /* the column that was made of it; 0: a new one */
    char name[200];
    uint64_t wanted;
};

static const struct overlay_class postcodes_class;

static struct postcodes *find(const struct pane *pane)
{
    return (struct postcodes *)overlay_find(pane->app, &postcodes_class);
}

/* ---- what becomes of values ---- */

static enum outcome outcome_of(struct span text, bool outer, char code[POSTCODE_SIZE])
{
    struct postcode read;
    code[0] = '\0';
    if (!postcode_read(text, &read))
        return OUTCOME_NONE;
    snprintf(code, POSTCODE_SIZE, "%s", outer ? read.outer : read.full);
    return span_equal(text, span_string(code)) ? OUTCOME_SAME : OUTCOME_OTHER;
}

static void list(struct postcodes *overlay)
{
    struct needle needle = {0};
    struct span typed = buffer_span(&overlay->search.text);
    bool all = typed.len == 0 || !needle_set(&needle, typed);
    char code[POSTCODE_SIZE];
    overlay->line_count = 0;
    for (int wanted = 0; wanted < OUTCOMES; wanted++) {
        overlay->count[wanted] = 0;
        overlay->rows[wanted] = 0;
        for (size_t i = 0; i < overlay->column.count; i++) {
            const struct cleaning_value *value = &overlay->column.values[i];
            if (outcome_of(value->text, overlay->outer, code) != (enum outcome)wanted)
                continue;
            overlay->count[wanted]++;
            overlay->rows[wanted] += value->rows;
            if (all || needle_in(&needle, value->text))
                overlay->lines[overlay->line_count++] = i;
        }
    }
    needle_free(&needle);
    if (overlay->cursor >= overlay->line_count)
        overlay->cursor = overlay->top = 0;
}

/* ---- drawing ---- */

static enum text_id country_words(const struct postcodes *overlay)
{
    static const enum text_id words[POSTCODE_COUNTRY_COUNT] = {
        [POSTCODE_NONE] = TEXT_POSTCODES_MIXED,
        [POSTCODE_UK] = TEXT_POSTCODES_UK,
        [POSTCODE_CANADA] = TEXT_POSTCODES_CANADA,
        [POSTCODE_NETHERLANDS] = TEXT_POSTCODES_NETHERLANDS,
    };
    return words[postcode_of_column(&overlay->column.postcodes)];
}

static void summary_words(const struct postcodes *overlay, char *out, size_t size)
{
    int64_t good = overlay->rows[OUTCOME_OTHER] + overlay->rows[OUTCOME_SAME];
    text_format(out, size, country_words(overlay),
                TEXT_VALUES(text_number("rows", good), text_number("all", overlay->column.rows)));
}

/* An example tells more than the name of a form. */
static void draw_forms(const struct postcodes *overlay, const struct surface *surface, int y)
{
    static const enum text_id words[] = {TEXT_POSTCODES_FULL, TEXT_POSTCODES_OUTER};
    int x = 1;
    for (int outer = 0; outer < 2; outer++) {
        bool on = overlay->outer == (outer == 1);
        unsigned style = on ? THEME_OVERLAY_STRONG : THEME_OVERLAY_DIM;
        x += surface_put_string(surface, x, y, on ? "[" : " ", style);
        x += surface_put_string(surface, x, y, text_get(words[outer]), style);
        x += surface_put_string(surface, x, y, on ? "]" : " ", style) + 2;
    }
}

static void draw_heads(const struct surface *surface, int y)
{
    int x = surface->columns - 1 - CODE_CELLS - ROWS_CELLS;
    unsigned style = THEME_OVERLAY_DIM | STYLE_UNDERLINE;
    surface_fill(surface, 1, y, surface->columns - 2, 1, style);
    surface_put_string(surface, 1, y, text_get(TEXT_POSTCODES_HEAD_NOW), style);
    surface_put_string(surface, x, y, text_get(TEXT_POSTCODES_HEAD_THEN), style);
    surface_put_right(surface, x + CODE_CELLS, y, ROWS_CELLS,
                      span_string(text_get(TEXT_CLEAN_HEAD_ROWS)), style);
}

static void draw_value(const struct postcodes *overlay, const struct surface *surface, size_t place,
                       int y)
{
    const struct cleaning_value *value = &overlay->column.values[overlay->lines[place]];
    char code[POSTCODE_SIZE], rows[32];
    enum outcome outcome = outcome_of(value->text, overlay->outer, code);
    bool current = place == overlay->cursor;
    unsigned style = current                   ? THEME_OVERLAY_SELECTED
                     : outcome == OUTCOME_SAME ? THEME_OVERLAY_DIM
                                               : THEME_OVERLAY;
    int x = surface->columns - 1 - CODE_CELLS - ROWS_CELLS;
    surface_fill(surface, 0, y, surface->columns, 1, style);
    surface_put_cut(surface, 1, y, x - 2, value->text, style);
    surface_put_string(surface, x, y,
                       outcome == OUTCOME_NONE ? text_get(TEXT_FILTER_EMPTY_VALUE) : code, style);
    surface_put_right(surface, x + CODE_CELLS, y, ROWS_CELLS,
                      span_string(text_group_digits(rows, sizeof rows, value->rows)), style);
}

static void foot_words(const struct postcodes *overlay, char *out, size_t size)
{
    text_format(out, size,
                overlay->count[OUTCOME_NONE] > 0 ? TEXT_POSTCODES_FOOT_EMPTY : TEXT_POSTCODES_FOOT,
                TEXT_VALUES(text_number("values", (int64_t)overlay->count[OUTCOME_OTHER]),
                            text_number("none", (int64_t)overlay->count[OUTCOME_NONE])));
}

static void draw_words(const struct postcodes *overlay, const struct surface *surface)
{
    char words[400];
    int foot = surface->rows - 1, cells = surface->columns - 2;
    if (overlay->err.code != STATUS_OK) {
        surface_put_cut(surface, 1, foot, cells, span_string(overlay->err.message), THEME_ERROR);
    } else if (overlay->arena == NULL) {
        surface_put_cut(surface, 1, foot, cells, span_string(text_get(TEXT_CLEAN_LOOKING)),
                        THEME_OVERLAY_DIM);
    } else {
        foot_words(overlay, words, sizeof words);
        surface_put_cut(surface, 1, foot, cells, span_string(words), THEME_OVERLAY_STRONG);
        summary_words(overlay, words, sizeof words);
        surface_put_cut(surface, 1, 1, cells, span_string(words), THEME_OVERLAY);
    }
}

static void title_of(const struct postcodes *overlay, char *out, size_t size)
{
    text_format(out, size, TEXT_POSTCODES_TITLE, TEXT_VALUES(text_string("column", overlay->name)));
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct postcodes *overlay = (struct postcodes *)head;
    struct surface inside;
    char title[300];
    int most = overlay->line_count < LINES_MOST ? (int)overlay->line_count : LINES_MOST;
    title_of(overlay, title, sizeof title);
    overlay_box(head, screen, title, WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4,
                (most > 3 ? most : 3) + HEAD_ROWS + FOOT_ROWS, &inside);
    overlay->height = inside.rows - HEAD_ROWS - FOOT_ROWS;
    motion_scroll(&overlay->top, overlay->cursor, overlay->line_count, overlay->height);
    line_draw(&overlay->search, &inside, 1, 0, inside.columns - 2, THEME_INPUT);
    if (overlay->search.text.len == 0)
        surface_put(&inside, 2, 0, inside.columns - 4, span_string(text_get(TEXT_CLEAN_SEARCH)),
                    THEME_INPUT | STYLE_ITALIC);
    draw_forms(overlay, &inside, 2);
    draw_heads(&inside, 3);
    for (int i = 0; i < overlay->height && overlay->top + (size_t)i < overlay->line_count; i++)
        draw_value(overlay, &inside, overlay->top + (size_t)i, HEAD_ROWS + i);
    draw_words(overlay, &inside);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct postcodes *overlay = (const struct postcodes *)head;
    *x = head->x + 2;
    *y = head->y + 1;
    if (overlay->line_count > 0)
        *y += HEAD_ROWS + (int)(overlay->cursor - overlay->top);
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct postcodes *overlay = (const struct postcodes *)head;
    char words[400], code[POSTCODE_SIZE], rows[32];
    title_of(overlay, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    if (overlay->arena == NULL)
        return;
    summary_words(overlay, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    foot_words(overlay, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    for (size_t i = overlay->cursor; i < overlay->line_count && i < overlay->cursor + LINES_MOST;
         i++) {
        const struct cleaning_value *value = &overlay->column.values[overlay->lines[i]];
        bool none = outcome_of(value->text, overlay->outer, code) == OUTCOME_NONE;
        buffer_add_string(out, i == overlay->cursor ? "> " : "  ");
        utf8_screen(value->text, out);
        text_group_digits(rows, sizeof rows, value->rows);
        buffer_printf(out, " \u2192 %s: %s\n", none ? text_get(TEXT_FILTER_EMPTY_VALUE) : code,
                      rows);
    }
}

/* ---- keys ---- */

static void name_typed(struct pane *pane, const char *name)
{
    const struct postcodes *overlay = find(pane);
    if (overlay == NULL)
        return;
    const struct recipe recipe = {
        .kind = RECIPE_POSTCODE, .source = overlay->id, .outer = overlay->outer};
    data_make_column(pane, name, &recipe);
}

/* A column that is there keeps its name. */
static void change(struct postcodes *overlay)
{
    const struct recipe recipe = {
        .kind = RECIPE_POSTCODE, .source = overlay->id, .outer = overlay->outer};
    data_change_column(overlay->head.pane, overlay->changing, NULL, &recipe);
}

static void ask_name(struct postcodes *overlay)
{
    error_clear(&overlay->err);
    if (overlay->rows[OUTCOME_OTHER] + overlay->rows[OUTCOME_SAME] == 0)
        error_set(&overlay->err, STATUS_INVALID, TEXT_POSTCODES_NONE, NULL);
    else if (overlay->changing != 0)
        change(overlay);
    else
        data_ask_name(overlay->head.pane, overlay->position,
                      overlay->outer ? TEXT_POSTCODES_NAME_OUTER : TEXT_CLEAN_NAME, name_typed);
}

static void to_groups(struct postcodes *overlay)
{
    struct pane *pane = overlay->head.pane;
    size_t position = overlay->position;
    overlay_pop(pane->app);
    clean_open(pane, position);
}

static void click(struct postcodes *overlay, const struct key *key)
{
    enum { WHEEL = 3 };
    int x, y;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN)
        motion_move(&overlay->cursor, overlay->line_count,
                    key->action == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
    else if (key->action == MOUSE_PRESS && overlay_inside(&overlay->head, key, &x, &y) &&
             y >= HEAD_ROWS && y < HEAD_ROWS + overlay->height &&
             overlay->top + (size_t)(y - HEAD_ROWS) < overlay->line_count)
        overlay->cursor = overlay->top + (size_t)(y - HEAD_ROWS);
}

static void press(struct overlay *head, const struct key *key)
{
    struct postcodes *overlay = (struct postcodes *)head;
    bool typed = overlay->search.text.len > 0;
    if (overlay->arena == NULL) {
        if (key_in("F4", key))
            to_groups(overlay);
        return;
    }
    error_clear(&overlay->err);
    if (key->code == KEYCODE_MOUSE) {
        click(overlay, key);
    } else if (key_in("F4", key)) {
        to_groups(overlay);
    } else if (key_in("Enter", key)) {
        ask_name(overlay);
    } else if (!typed && key_in("Left Right Space", key)) {
        overlay->outer = !overlay->outer;
        list(overlay);
    } else if (!motion_key(key, &overlay->cursor, overlay->line_count, overlay->height) &&
               line_key(&overlay->search, key) == LINE_EDITED) {
        overlay->cursor = overlay->top = 0;
        list(overlay);
    }
}

static void release(struct overlay *head)
{
    struct postcodes *overlay = (struct postcodes *)head;
    app_cancel(head->pane, LANE_CLEAN);
    line_free(&overlay->search);
    arena_free(overlay->arena);
}

static const struct overlay_class postcodes_class = {.name = "postcodes",
                                                     .keys = TEXT_POSTCODES_KEYS,
                                                     .draw = draw,
                                                     .key = press,
                                                     .cursor = cursor,
                                                     .describe = describe,
                                                     .free = release};

/* ---- opening ---- */

void postcodes_open(struct pane *pane, size_t position)
{
    postcodes_change(pane, position, false, 0);
}

void postcodes_change(struct pane *pane, size_t position, bool outer, int64_t made)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    const struct column_info *column = &dataset->columns[position];
    struct postcodes *overlay = overlay_push(pane, &postcodes_class, sizeof *overlay);
    if (overlay == NULL)
        return;
    overlay->outer = outer;
    overlay->changing = made;
    overlay->position = position;
    overlay->dataset = dataset->id;
    overlay->id = column->id;
    snprintf(overlay->name, sizeof overlay->name, "%s", column->name);
    struct job *job = clean_read_job(pane, dataset->id, column->id, CLEANING_FINGERPRINT);
    if (job == NULL)
        return;
    job->tag = ++overlay->wanted;
    app_submit(job);
}

void postcodes_take(struct pane *pane, struct job *job)
{
    struct postcodes *overlay = find(pane);
    if (overlay == NULL || job->tag != overlay->wanted)
        return;
    if (job->status != STATUS_OK) {
        overlay->err = job->error;
        overlay->err.code = job->status;
        return;
    }
    overlay->column = *(const struct clean_column *)job->result;
    overlay->lines = arena_array(job->arena, overlay->column.count + 1, sizeof *overlay->lines);
    if (overlay->lines == NULL) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    overlay->arena = job_take_arena(job);
    list(overlay);
}
