/* What the Data pane looks like, and what it says of itself in words. */
#include <string.h>

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

static bool model_cell(void *context, int64_t row, size_t column, struct table_cell *out)
{
    const struct data_state *state = context;
    const struct shown_cell *cell =
        block_cache_cell(&state->cache, row, data_layout_position(&state->layout, column));
    static const enum table_cell_kind kinds[] = {
        [SHOWN_VALUE] = TABLE_VALUE, [SHOWN_EMPTY] = TABLE_EMPTY, [SHOWN_MISFIT] = TABLE_MISFIT};
    if (cell == NULL)
        return false;
    *out = (struct table_cell){cell->text, cell->cells, kinds[cell->kind]};
    return true;
}

static bool model_marked(void *context, int64_t row)
{
    const struct data_state *state = context;
    return row_set_has(&state->marks, row);
}

struct table_model data_model(const struct pane *pane)
{
    return (struct table_model){model_cell, model_marked, pane->state};
}

/* Lines in the middle of an empty pane. */
static void draw_lines(const struct surface *surface, const enum text_id *lines, size_t count,
                       const struct text_value *values)
{
    char text[400];
    int y = surface->rows > (int)count ? (surface->rows - (int)count) / 2 : 0;
    for (size_t i = 0; i < count; i++) {
        text_format(text, sizeof text, lines[i], values);
        surface_put_cut(surface, 2, y + (int)i, surface->columns - 4, span_string(text),
                        i == 0 ? THEME_STRONG : THEME_TEXT);
    }
}

static void draw_nothing(const struct pane *pane, const struct surface *surface)
{
    static const enum text_id none[] = {TEXT_DATA_NONE,         TEXT_NONE, TEXT_DATA_NONE_HOW,
                                        TEXT_DATA_NONE_COMMAND, TEXT_NONE, TEXT_DATA_NONE_THEN};
    static const enum text_id waiting[] = {TEXT_DATA_OPENING};
    static const enum text_id closed[] = {TEXT_DATA_CLOSED, TEXT_NONE, TEXT_DATA_CLOSED_HOW};
    const struct data_state *state = data_state(pane);
    const char *file = app_team_file(pane->app);
    if (!state->listed)
        draw_lines(surface, waiting, 1, NULL);
    else if (state->trouble.code != STATUS_OK)
        surface_put_cut(surface, 2, surface->rows / 2, surface->columns - 4,
                        span_string(state->trouble.message), THEME_ERROR);
    else if (app_data_closed(pane->app))
        draw_lines(surface, closed, sizeof closed / sizeof closed[0], NULL);
    else
        draw_lines(surface, none, sizeof none / sizeof none[0],
                   TEXT_VALUES(text_string("file", file[0] != '\0' ? file : "team.db")));
}

/* Why there are no rows below the header. */
static void draw_trouble(const struct data_state *state, const struct surface *surface)
{
    enum { LINE = 2 };
    int room = surface->columns - 4;
    if (state->order_trouble.code != STATUS_OK) {
        surface_put_cut(surface, 2, LINE, room, span_string(state->order_trouble.message),
                        THEME_ERROR);
    } else if (state->ordering && data_rows(state) == 0) {
        surface_put_string(surface, 2, LINE, text_get(TEXT_DATA_ORDERING), THEME_DIM);
    } else if (state->order != NULL && data_rows(state) == 0) {
        surface_put_string(surface, 2, LINE, text_get(TEXT_DATA_NO_ROWS), THEME_STRONG);
        surface_put_cut(surface, 2, LINE + 1, room, span_string(text_get(TEXT_DATA_NO_ROWS_HOW)),
                        THEME_TEXT);
    } else if (state->dataset->rows == 0) {
        surface_put_string(surface, 2, LINE, text_get(TEXT_DATA_DATASET_EMPTY), THEME_STRONG);
    }
}

void data_draw(const struct pane *pane, const struct surface *surface)
{
    const struct data_state *state = data_state(pane);
    if (state->dataset == NULL || state->table.width == 0) {
        draw_nothing(pane, surface);
        return;
    }
    struct table_model model = data_model(pane);
    struct surface below = surface_part(surface, 0, state->bar.rows, surface->columns,
                                        surface->rows - state->bar.rows);
    bool bar = data_chips_focused(pane);
    char position[100];
    bool all = data_rows(state) == state->dataset->rows;
    text_format(position, sizeof position, all ? TEXT_DATA_POSITION : TEXT_DATA_POSITION_OF,
                TEXT_VALUES(text_number("row", data_rows(state) > 0 ? state->table.row + 1 : 0),
                            text_number("rows", data_rows(state)),
                            text_number("all", state->dataset->rows)));
    data_chips_draw(pane, surface);
    draw_trouble(state, &below);
    table_draw(&state->table, &model, &below, pane->focused && !bar, position);
    if (pane->focused && (bar || data_has_drill(pane)))
        surface_put_string(&below, 1, below.rows - 1,
                           text_get(bar ? TEXT_DATA_CHIPS_KEYS : TEXT_DATA_DRILL_KEYS), THEME_DIM);
}

void data_caption(const struct pane *pane, struct buffer *out)
{
    const struct data_state *state = data_state(pane);
    char text[400];
    if (state->dataset == NULL)
        return;
    size_t shown = state->layout.shown_count, all = state->dataset->column_count;
    static const enum text_id words[2][2] = {
        {TEXT_DATA_CAPTION, TEXT_DATA_CAPTION_HIDDEN},
        {TEXT_DATA_CAPTION_FILTERED, TEXT_DATA_CAPTION_FILTERED_HIDDEN}};
    text_format(
        text, sizeof text, words[data_rows(state) != state->dataset->rows][shown != all],
        TEXT_VALUES(text_string("dataset", state->dataset->name),
                    text_number("rows", data_rows(state)), text_number("all", state->dataset->rows),
                    text_number("shown", (int64_t)shown), text_number("columns", (int64_t)all)));
    buffer_add_string(out, text);
}

static void describe_cell(const struct pane *pane, size_t column, struct buffer *out)
{
    const struct data_state *state = data_state(pane);
    struct table_model model = data_model(pane);
    struct table_cell cell = {0};
    struct buffer value = {0};
    if (!model.cell(model.context, state->table.row, column, &cell))
        buffer_add_string(&value, text_get(TEXT_DATA_NOT_THERE_YET));
    else if (cell.kind == TABLE_EMPTY)
        buffer_add_string(&value, text_get(TEXT_DATA_EMPTY));
    else
        utf8_screen(cell.text, &value);
    utf8_screen(span_string(state->layout.columns[column].title), out);
    buffer_printf(out, ": %.*s\n", (int)value.len, value.len > 0 ? value.data : "");
    buffer_free(&value);
}

void data_describe(const struct pane *pane, struct buffer *out)
{
    const struct data_state *state = data_state(pane);
    char text[200];
    if (state->dataset == NULL) {
        buffer_add_string(out, text_get(!state->listed               ? TEXT_DATA_OPENING
                                        : app_data_closed(pane->app) ? TEXT_DATA_CLOSED
                                                                     : TEXT_DATA_NONE));
        buffer_add_byte(out, '\n');
        return;
    }
    if (state->table.rows > 0)
        describe_cell(pane, state->table.column, out);
    text_format(text, sizeof text, TEXT_DATA_ROW_OF,
                TEXT_VALUES(text_number("row", state->table.row + (state->table.rows > 0)),
                            text_number("rows", state->table.rows)));
    buffer_printf(out, "%s\n", text);
    data_chips_describe(pane, out);
    for (size_t i = 0; i < state->layout.shown_count && state->table.rows > 0; i++)
        if (i != state->table.column)
            describe_cell(pane, i, out);
}
