/* What the SQL pane looks like: the statement in colours, a line on how it went, the rows. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

enum { LEAST_EDITOR = 3, TROUBLE_LINES = 2 };

int query_split(const struct query_state *state, int rows)
{
    int wanted =
        state->editor.row_count > LEAST_EDITOR ? (int)state->editor.row_count : LEAST_EDITOR;
    int most = state->in_rows ? rows / 3 : rows / 2;
    wanted = wanted > most ? most : wanted;
    return wanted < 1 ? 1 : wanted;
}

bool query_cell(void *context, int64_t row, size_t column, struct table_cell *out)
{
    const struct query_state *state = context;
    const struct query_window *window = &state->window;
    if (row < window->first || row >= window->first + (int64_t)window->rows ||
        column >= window->columns)
        return false;
    *out = window->cells[(size_t)(row - window->first) * window->columns + column];
    return true;
}

/* ---- the statement ---- */

struct paint {
    const struct editor *editor;
    const struct surface *surface;
};

/* The part of a piece that stands in one row of the editor. */
static void paint_part(const struct paint *paint, size_t row, size_t start, size_t len,
                       unsigned style)
{
    const struct editor_row *line = &paint->editor->rows[row];
    size_t from = start > line->start ? start : line->start;
    size_t end = start + len < line->start + line->len ? start + len : line->start + line->len;
    int y = (int)(row - paint->editor->top);
    if (from >= end)
        return;
    struct span before = span_of(paint->editor->text.data + line->start, from - line->start);
    struct span part = span_of(paint->editor->text.data + from, end - from);
    int x = (int)utf8_screen_width(before);
    surface_put(paint->surface, x, y, paint->surface->columns - x, part, style);
}

static void paint_piece(void *context, size_t start, size_t len, unsigned style)
{
    const struct paint *paint = context;
    size_t last = paint->editor->top + (size_t)paint->surface->rows;
    for (size_t row = paint->editor->top; row < paint->editor->row_count && row < last; row++)
        paint_part(paint, row, start, len, style);
}

/* The bracket of the cursor and its partner; one without shows that it has none. */
static void paint_brackets(const struct paint *paint)
{
    size_t first, second;
    if (!query_brackets(buffer_span(&paint->editor->text), paint->editor->cursor, &first, &second))
        return;
    paint_piece((void *)(uintptr_t)paint, first, 1, first == second ? THEME_ERROR : THEME_MATCH);
    if (second != first)
        paint_piece((void *)(uintptr_t)paint, second, 1, THEME_MATCH);
}

static bool is_name_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The word with which an error begins, as long as what ran is what is written. */
static void paint_trouble(const struct query_state *state, const struct paint *paint)
{
    struct span sql = buffer_span(&state->editor.text);
    size_t start = state->trouble.column > 0 ? (size_t)state->trouble.column - 1 : sql.len;
    bool there = state->has_trouble && state->ran_sql && !query_is_shaped(&state->shape);
    if (!there || start >= sql.len || strcmp(editor_text(&state->editor), state->ran_sql) != 0)
        return;
    size_t end = start + 1;
    while (end < sql.len && is_name_byte(sql.data[start]) && is_name_byte(sql.data[end]))
        end++;
    paint_piece((void *)(uintptr_t)paint, start, end - start, THEME_ERROR);
}

static void draw_statement(const struct pane *pane, const struct surface *surface)
{
    struct query_state *state = query_state(pane);
    struct paint paint = {&state->editor, surface};
    editor_draw(&state->editor, surface, THEME_TEXT); /* scrolls to its cursor, no more */
    if (state->editor.text.len == 0)
        surface_put_cut(surface, 1, 0, surface->columns - 1,
                        span_string(text_get(TEXT_QUERY_PANE_EMPTY)), THEME_DIM);
    query_colour(buffer_span(&state->editor.text), paint_piece, &paint);
    paint_trouble(state, &paint);
    if (pane->focused && !state->in_rows)
        paint_brackets(&paint);
}

/* ---- how it went ---- */

static enum text_id story_words(const struct query_state *state)
{
    if (state->running)
        return TEXT_QUERY_PANE_RUNNING;
    if (state->ran_rows < 0 || state->has_trouble)
        return TEXT_QUERY_PANE_READY;
    if (state->stopped)
        return TEXT_QUERY_PANE_STOPPED;
    if (state->cut)
        return TEXT_QUERY_PANE_CUT;
    if (state->picture.wanted)
        return state->in_rows ? TEXT_QUERY_PANE_IN_PICTURE : TEXT_QUERY_PANE_ROWS;
    bool plain = state->in_rows && !query_is_shaped(&state->shape);
    return plain ? TEXT_QUERY_PANE_IN_ROWS : TEXT_QUERY_PANE_ROWS;
}

/* A query that its limit has stopped: the key that gives it more time. */
static bool say_longer(const struct query_state *state, char *out, size_t size)
{
    int64_t limit = state->limit_ms ? state->limit_ms : QUERY_LIMIT_MS;
    if (state->running || !state->has_trouble || state->ran_ms < limit)
        return false;
    for (size_t i = 0; i < QUERY_COMMAND_COUNT; i++)
        if (strcmp(query_commands[i].name, "query.longer") == 0)
            snprintf(out, size, " %s  %s ", query_commands[i].keys,
                     text_get(query_commands[i].label));
    return true;
}

/* How it went, and what was done to the rows since. */
static void story(const struct query_state *state, char *out, size_t size)
{
    struct query *query = state->held ? state->held->query : NULL;
    if (say_longer(state, out, size))
        return;
    int64_t rows = state->running && query ? query_rows(query) : state->ran_rows;
    int64_t ms = state->running && query ? query_ms(query) : state->ran_ms;
    text_format(out, size, story_words(state),
                TEXT_VALUES(text_number("rows", rows < 0 ? 0 : rows),
                            text_decimal("seconds", (double)ms / 1000, ms < 1000 ? 2 : 0)));
    size_t len = strlen(out);
    if (len < size)
        query_shape_words(state, out + len, size - len);
}

static int draw_story(const struct pane *pane, const struct surface *surface, int y)
{
    const struct query_state *state = query_state(pane);
    char words[300];
    surface_repeat(surface, 0, y, surface->columns, 0x2500, THEME_BORDER);
    story(state, words, sizeof words);
    surface_put_cut(surface, 1, y, surface->columns - 2, span_string(words),
                    state->running ? THEME_MESSAGE : THEME_DIM);
    if (!state->has_trouble)
        return y + 1;
    /* The words of an error may take two lines. */
    struct span rest = span_string(state->trouble.message);
    struct buffer safe = {0};
    utf8_screen(rest, &safe);
    rest = buffer_span(&safe);
    int lines = 0;
    for (; rest.len > 0 && lines < TROUBLE_LINES; lines++) {
        size_t cells = (size_t)surface->columns - 2;
        struct span fit = utf8_fit(rest, cells, NULL);
        const char *blank = fit.len < rest.len ? memrchr(fit.data, ' ', fit.len) : NULL;
        size_t len = blank && lines + 1 < TROUBLE_LINES ? (size_t)(blank - fit.data) : fit.len;
        surface_put_cut(surface, 1, y + 1 + lines, surface->columns - 2,
                        lines + 1 < TROUBLE_LINES ? span_of(rest.data, len) : rest, THEME_ERROR);
        len += len < rest.len && rest.data[len] == ' ';
        rest = span_of(rest.data + len, rest.len - len);
    }
    buffer_free(&safe);
    return y + 1 + lines;
}

void query_pane_draw(const struct pane *pane, const struct surface *surface)
{
    struct query_state *state = query_state(pane);
    int lines = state->editor_rows;
    struct surface top = surface_part(surface, 1, 0, surface->columns - 2, lines);
    draw_statement(pane, &top);
    int y = draw_story(pane, surface, lines);
    if (!state->table.columns || y >= surface->rows)
        return;
    if (state->picture.wanted && !state->running) {
        struct surface rest = surface_part(surface, 0, y, surface->columns, surface->rows - y);
        query_picture_draw(pane, &rest);
        return;
    }
    const struct table_model model = {.cell = query_cell, .context = state};
    struct surface below = surface_part(surface, 0, y, surface->columns, surface->rows - y);
    table_draw(&state->table, &model, &below, pane->focused && state->in_rows, NULL);
}

void query_pane_describe(const struct pane *pane, struct buffer *out)
{
    struct query_state *state = query_state(pane);
    char words[300];
    story(state, words, sizeof words);
    utf8_screen(buffer_span(&state->editor.text), out);
    buffer_printf(out, "\n%s\n", words);
    if (state->has_trouble)
        buffer_printf(out, "%s\n", state->trouble.message);
    if (state->picture.wanted) {
        query_picture_describe(state, out);
        return;
    }
    for (int64_t row = state->table.top;
         row < state->table.top + state->table.page && row < state->table.rows; row++) {
        for (size_t c = 0; c < state->table.column_count; c++) {
            struct table_cell cell;
            buffer_printf(out, "%s%s: ", c ? ", " : "", state->table.columns[c].title);
            if (query_cell(state, row, c, &cell))
                buffer_add_span(out, cell.text);
        }
        buffer_add_byte(out, '\n');
    }
}
