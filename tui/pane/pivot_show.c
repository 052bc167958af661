/* What the Pivot pane shows besides its table: what to do first, what went wrong, what the
 * cursor stands on, and the same in words for screen readers. */
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

/* The status line has room for the figure behind labels of STATUS_LABEL cells. */
enum { WORDS_ROOM = 600, MARGIN = 2, STATUS_LABEL = 24 };

/* ---- before there is a table ---- */

/* A text from y on, broken at blanks; returns the line behind it. */
static int draw_wrapped(const struct surface *surface, int y, struct span text, unsigned style)
{
    return y + surface_put_wrapped(surface, MARGIN, y, surface->columns - 2 * MARGIN,
                                   surface->rows - y, text, style);
}

/* The best column of a role for an example; NULL: none. */
static const struct column_info *example(const struct dataset_info *dataset, enum column_role role,
                                         const struct column_info *but)
{
    const struct column_info *best = NULL;
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        bool number = column_type_is_number(column->type);
        bool fits = role == ROLE_MEASURE
                        ? pivot_value_fits(PIVOT_AVERAGE, column)
                        : !number && column->role != ROLE_PERSON_ID && column->role != ROLE_CASE_ID;
        if (!fits || (but != NULL && column->id == but->id) || column->quality == QUALITY_IGNORE)
            continue;
        if (best == NULL || (column->role == role && best->role != role))
            best = column;
    }
    return best;
}

/* "For example: group by office, across case_type, average of months", with columns that
 * are there. */
static void example_words(const struct dataset_info *dataset, char *out, size_t size)
{
    const struct column_info *rows = example(dataset, ROLE_GROUP, NULL);
    const struct column_info *across = rows != NULL ? example(dataset, ROLE_GROUP, rows) : NULL;
    const struct column_info *value = example(dataset, ROLE_MEASURE, NULL);
    enum text_id words = rows == NULL     ? TEXT_NONE
                         : value == NULL  ? TEXT_PIVOT_PANE_EXAMPLE_COUNT
                         : across == NULL ? TEXT_PIVOT_PANE_EXAMPLE_ONE
                                          : TEXT_PIVOT_PANE_EXAMPLE;
    out[0] = '\0';
    if (words != TEXT_NONE)
        text_format(out, size, words,
                    TEXT_VALUES(text_string("rows", rows->name),
                                text_string("across", across != NULL ? across->name : ""),
                                text_string("value", value != NULL ? value->name : "")));
}

static void draw_nothing(const struct pane *pane, const struct surface *surface)
{
    const struct dataset_info *dataset = work_dataset(pivot_state(pane)->work);
    char words[WORDS_ROOM];
    int y = surface->rows > 8 ? 2 : 0;
    if (dataset == NULL) {
        draw_wrapped(surface, y, span_string(text_get(TEXT_PIVOT_PANE_NO_DATA)), THEME_TEXT);
        return;
    }
    y = draw_wrapped(surface, y, span_string(text_get(TEXT_PIVOT_PANE_NONE)), THEME_STRONG);
    y = draw_wrapped(surface, y, span_string(text_get(TEXT_PIVOT_PANE_HOW)), THEME_TEXT);
    example_words(dataset, words, sizeof words);
    if (words[0] != '\0')
        y = draw_wrapped(surface, y, span_string(words), THEME_TEXT);
    draw_wrapped(surface, y + (surface->rows > 8 ? 1 : 0),
                 span_string(text_get(TEXT_PIVOT_PANE_KEYS)), THEME_DIM);
}

static void draw_trouble(const struct pane *pane, const struct surface *surface)
{
    const struct pivot_state *state = pivot_state(pane);
    int y = surface->rows > 8 ? 2 : 0;
    y = draw_wrapped(surface, y, span_string(state->trouble.message), THEME_ERROR);
    draw_wrapped(surface, y, span_string(text_get(TEXT_PIVOT_PANE_TROUBLE)), THEME_TEXT);
}

void pivot_draw(const struct pane *pane, const struct surface *surface)
{
    const struct pivot_state *state = pivot_state(pane);
    if (!pivot_is_there(pane))
        draw_nothing(pane, surface);
    else if (state->trouble.code != STATUS_OK)
        draw_trouble(pane, surface);
    else if (state->view.page == NULL)
        draw_wrapped(surface, surface->rows > 8 ? 2 : 0,
                     span_string(text_get(TEXT_PIVOT_PANE_COUNTING)), THEME_DIM);
    else if (!pivot_has_page(pane) || state->view.page->table.rows_in == 0)
        draw_wrapped(
            surface, surface->rows > 8 ? 2 : 0,
            span_string(text_get(work_dataset(state->work)->rows == 0 ? TEXT_DATA_DATASET_EMPTY
                                                                      : TEXT_PIVOT_PANE_EMPTY)),
            THEME_TEXT);
    else
        pivot_view_draw(&state->view, surface, pane->focused);
}

/* ---- the status line ---- */

static void marked_words(const struct pivot_view *view, const struct pivot_sum *sum, char *out,
                         size_t size)
{
    const struct pivot_figures *figures = &view->page->figures;
    char total[PIVOT_FIGURE_SIZE], average[PIVOT_FIGURE_SIZE], least[PIVOT_FIGURE_SIZE],
        greatest[PIVOT_FIGURE_SIZE];
    double mean = sum->figures > 0 ? sum->sum / (double)sum->figures : 0;
    int more = figures->decimals == 0 ? 1 : 0;
    text_format(
        out, size, sum->figures > 0 ? TEXT_PIVOT_PANE_MARKED : TEXT_PIVOT_PANE_MARKED_EMPTY,
        TEXT_VALUES(text_number("cells", (int64_t)sum->cells),
                    text_string("sum", pivot_figure_number(figures, sum->sum, 0, total)),
                    text_string("average", pivot_figure_number(figures, mean, more, average)),
                    text_string("min", pivot_figure_number(figures, sum->least, 0, least)),
                    text_string("max", pivot_figure_number(figures, sum->greatest, 0, greatest))));
}

/* cells: that a label may take. */
static void cell_words(const struct pivot_view *view, size_t cells, char *out, size_t size)
{
    const struct pivot_cell *cell = pivot_view_cell(view);
    char scratch[PIVOT_FIGURE_SIZE];
    struct buffer words = {0}, figure = {0};
    struct span text = pivot_figure_text(&view->page->figures, cell, scratch);
    pivot_cell_words_cut(view->page, pivot_view_row(view), pivot_view_column(view), cells, &words);
    utf8_screen(text, &figure);
    text_format(out, size,
                text.len > 0      ? TEXT_PIVOT_PANE_CELL
                : cell->rows == 0 ? TEXT_PIVOT_PANE_CELL_NO_ROWS
                                  : TEXT_PIVOT_PANE_CELL_EMPTY,
                TEXT_VALUES(text_string("cell", words.data), text_string("figure", figure.data),
                            text_number("rows", cell->rows)));
    buffer_free(&words);
    buffer_free(&figure);
}

void pivot_status(const struct pane *pane, struct buffer *out)
{
    const struct pivot_view *view = &pivot_state(pane)->view;
    char words[WORDS_ROOM];
    if (!pivot_has_page(pane) || pivot_state(pane)->trouble.code != STATUS_OK)
        return;
    const struct pivot_sum sum = pivot_view_sum(view);
    if (sum.cells > 0)
        marked_words(view, &sum, words, sizeof words);
    else
        cell_words(view, STATUS_LABEL, words, sizeof words);
    buffer_add_string(out, words);
}

/* ---- in words ---- */

static void describe_row(const struct pivot_page *page, size_t row, struct buffer *out)
{
    struct buffer label = {0};
    for (size_t field = 0; field < page->table.row_fields; field++) {
        struct span text = pivot_row_label(page, row, field);
        buffer_add_string(&label, field > 0 && text.len > 0 ? " · " : "");
        buffer_add_span(&label, text);
    }
    utf8_screen(buffer_span(&label), out);
    buffer_add_byte(out, ':');
    for (size_t column = 0; column < page->table.column_count; column++) {
        char scratch[PIVOT_FIGURE_SIZE];
        const struct pivot_cell *cell = &page->table.cells[row * page->table.column_count + column];
        struct span figure = pivot_figure_text(&page->figures, cell, scratch);
        buffer_add_byte(out, ' ');
        utf8_screen(pivot_column_label(page, column), out);
        buffer_add_byte(out, ' ');
        utf8_screen(figure.len > 0 ? figure : span_string(text_get(TEXT_DATA_EMPTY)), out);
        buffer_add_string(out, column + 1 < page->table.column_count ? ";" : "\n");
    }
    buffer_free(&label);
}

static void describe_table(const struct pane *pane, struct buffer *out)
{
    enum { ROWS_SAID = 200 };
    const struct pivot_view *view = &pivot_state(pane)->view;
    char words[WORDS_ROOM];
    cell_words(view, WORDS_ROOM / 4, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    text_format(words, sizeof words, TEXT_PIVOT_PANE_PLACE,
                TEXT_VALUES(text_number("row", view->grid.row + 1),
                            text_number("rows", view->grid.rows),
                            text_number("column", (int64_t)pivot_view_column(view) + 1),
                            text_number("columns", (int64_t)view->page->table.column_count)));
    buffer_printf(out, "%s\n", words);
    for (size_t row = 0; row < view->page->table.row_count && row < ROWS_SAID; row++)
        describe_row(view->page, row, out);
    if (view->page->table.skipped > 0) {
        text_format(words, sizeof words, TEXT_PIVOT_PANE_SKIPPED,
                    TEXT_VALUES(text_number("values", view->page->table.skipped)));
        buffer_printf(out, "%s\n", words);
    }
    if (pivot_show_note(&view->page->spec) != TEXT_NONE)
        buffer_printf(out, "%s\n", text_get(pivot_show_note(&view->page->spec)));
    if (view->page->names.counted[0] != '\0')
        buffer_printf(out, "%s\n", view->page->names.counted);
}

void pivot_describe(const struct pane *pane, struct buffer *out)
{
    const struct pivot_state *state = pivot_state(pane);
    if (!pivot_has_data(pane))
        buffer_printf(out, "%s\n", text_get(TEXT_PIVOT_PANE_NO_DATA));
    else if (!pivot_is_there(pane))
        buffer_printf(out, "%s\n%s\n", text_get(TEXT_PIVOT_PANE_NONE),
                      text_get(TEXT_PIVOT_PANE_HOW));
    else if (state->trouble.code != STATUS_OK)
        buffer_printf(out, "%s\n%s\n", state->trouble.message, text_get(TEXT_PIVOT_PANE_TROUBLE));
    else if (!pivot_has_page(pane))
        buffer_printf(out, "%s\n", text_get(TEXT_PIVOT_PANE_COUNTING));
    else
        describe_table(pane, out);
}
