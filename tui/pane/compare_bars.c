/*
 * The values of one column of a comparison: for each value a bar of A and one of B below it,
 * both on one scale; figures of numbers before them; the test for who wants it.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/analysis/total.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/compare.h"

enum {
    NAME_LEAST = 8,
    NAME_MOST = 26,
    SHARE_CELLS = 8,
    POINTS_CELLS = 16,
    LINES_OF_VALUE = 2,
    FIGURE_ROOM = 48,
    WORDS_ROOM = 700
};

/* ---- bars ---- */

static double greatest_share(const struct compare_column *column)
{
    double most = 0;
    for (size_t i = 0; i < column->value_count; i++)
        most = fmax(most, fmax(column->values[i].a, column->values[i].b));
    return most;
}

static struct span value_text_of(const struct compare_value *value)
{
    return value->text.len > 0 ? value->text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE));
}

static int name_cells(const struct compare_column *column, int columns)
{
    size_t widest = NAME_LEAST, most = (size_t)(columns / 3 < NAME_MOST ? columns / 3 : NAME_MOST);
    for (size_t i = 0; i < column->value_count; i++) {
        size_t width = utf8_screen_width(value_text_of(&column->values[i]));
        widest = width > widest ? width : widest;
    }
    return (int)(widest < most ? widest : most);
}

/* Whole cells: the signs of A and B have no eighths in common. */
static void draw_share(const struct surface *surface, int x, int y, int cells, double share,
                       double most, enum compare_set set)
{
    int length = most > 0 ? (int)lround(share / most * cells) : 0;
    char text[16];
    if (length == 0 && share > 0)
        length = 1;
    surface_put_string(surface, x, y, set == SET_A ? "A" : "B", THEME_OVERLAY_DIM);
    surface_repeat(surface, x + 2, y, length, set == SET_A ? COMPARE_BLOCK_A : COMPARE_BLOCK_B,
                   THEME_BAR);
    snprintf(text, sizeof text, share > 0 && share < 0.0005 ? "<0.1 %%" : "%.1f %%", 100 * share);
    surface_put_right(surface, x + 2 + cells, y, SHARE_CELLS, span_string(text), THEME_OVERLAY);
}

static void draw_points(const struct surface *surface, int x, int y,
                        const struct compare_value *value)
{
    char figure[FIGURE_ROOM], words[FIGURE_ROOM * 2];
    double points = 100 * (value->a - value->b);
    snprintf(figure, sizeof figure, "%s%.1f",
             fabs(points) < 0.05 ? "±"
             : points > 0        ? "+"
                                 : "\u2212",
             fabs(points));
    text_format(words, sizeof words, TEXT_COMPARE_PANE_POINTS,
                TEXT_VALUES(text_string("points", figure)));
    surface_put_right(surface, x, y, POINTS_CELLS, span_string(words), THEME_OVERLAY_STRONG);
}

static void draw_value(const struct surface *surface, const struct compare_column *column,
                       const struct compare_value *value, int y)
{
    int names = name_cells(column, surface->columns);
    int cells = surface->columns - names - 5 - SHARE_CELLS - POINTS_CELLS;
    double most = greatest_share(column);
    surface_put_cut(surface, 1, y, names, value_text_of(value),
                    value->text.len > 0 ? THEME_OVERLAY : THEME_OVERLAY_DIM);
    draw_share(surface, names + 2, y, cells, value->a, most, SET_A);
    draw_share(surface, names + 2, y + 1, cells, value->b, most, SET_B);
    draw_points(surface, surface->columns - 1 - POINTS_CELLS, y + 1, value);
}

/* ---- figures ---- */

static const char *number_words(double number, char *out)
{
    const struct value value = {.kind = VALUE_DECIMAL, .decimal = number};
    double size = fabs(number);
    return total_number_text(&value, size >= 1000 ? 0 : size >= 10 ? 1 : 2, out, FIGURE_ROOM);
}

static int draw_numbers(const struct surface *surface, int y, const struct compare_column *column)
{
    const struct {
        const char *name;
        const struct compare_numbers *numbers;
    } sets[] = {{"A", &column->a}, {"B", &column->b}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const struct compare_numbers *of = sets[i].numbers;
        char mean[FIGURE_ROOM], median[FIGURE_ROOM], lower[FIGURE_ROOM], upper[FIGURE_ROOM],
            deviation[FIGURE_ROOM], words[WORDS_ROOM];
        if (of->count == 0)
            continue;
        text_format(words, sizeof words, TEXT_COMPARE_PANE_NUMBERS,
                    TEXT_VALUES(text_string("set", sets[i].name),
                                text_string("mean", number_words(of->mean, mean)),
                                text_string("median", number_words(of->median, median)),
                                text_string("lower", number_words(of->lower, lower)),
                                text_string("upper", number_words(of->upper, upper)),
                                text_string("deviation", number_words(of->deviation, deviation))));
        surface_put_cut(surface, 1, y++, surface->columns - 2, span_string(words), THEME_OVERLAY);
    }
    return y;
}

static void copy_span(struct span from, char *out)
{
    size_t len = from.len < FIGURE_ROOM - 1 ? from.len : FIGURE_ROOM - 1;
    memcpy(out, from.data, len);
    out[len] = '\0';
}

static int draw_dates(const struct surface *surface, int y, const struct compare_column *column)
{
    const struct {
        const char *name;
        const struct compare_period *period;
    } sets[] = {{"A", &column->a_period}, {"B", &column->b_period}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        char first[FIGURE_ROOM], middle[FIGURE_ROOM], last[FIGURE_ROOM], words[WORDS_ROOM];
        if (sets[i].period->first.len == 0)
            continue;
        copy_span(sets[i].period->first, first);
        copy_span(sets[i].period->middle, middle);
        copy_span(sets[i].period->last, last);
        text_format(words, sizeof words, TEXT_COMPARE_PANE_DATES,
                    TEXT_VALUES(text_string("set", sets[i].name), text_string("first", first),
                                text_string("middle", middle), text_string("last", last)));
        surface_put_cut(surface, 1, y++, surface->columns - 2, span_string(words), THEME_OVERLAY);
    }
    return y;
}

/* ---- the test ---- */

static void write_p(double p, char *out)
{
    if (p < 0.0001)
        snprintf(out, FIGURE_ROOM, "< 0.0001");
    else
        snprintf(out, FIGURE_ROOM, "= %.4f", p);
}

void compare_test_words(const struct compare_view *view, const struct compare_column *column,
                        struct buffer *out)
{
    char p[FIGURE_ROOM], words[WORDS_ROOM];
    if (column->rank == 0 || column->verdict.test == COMPARE_UNTESTED)
        return;
    write_p(column->p, p);
    text_format(words, sizeof words,
                column->chance ? TEXT_COMPARE_PANE_TEST_CHANCE : TEXT_COMPARE_PANE_TEST_SURE,
                TEXT_VALUES(text_string("p", p),
                            text_string("test", compare_test_word(column->verdict.test)),
                            text_number("columns", (int64_t)view->result->ranked)));
    buffer_add_string(out, words);
}

/* ---- all of it ---- */

static void draw_values(struct compare_view *view, const struct surface *surface,
                        const struct compare_column *column)
{
    view->height = surface->rows / LINES_OF_VALUE;
    size_t fit = view->height > 0 ? (size_t)view->height : 1;
    size_t most = column->value_count > fit ? column->value_count - fit : 0;
    if (view->value_top > most)
        view->value_top = most;
    for (size_t i = 0; i < fit && view->value_top + i < column->value_count; i++)
        draw_value(surface, column, compare_value_at(view, column, view->value_top + i),
                   (int)i * LINES_OF_VALUE);
}

/* Which of the values are in sight, where they are not all. */
static void draw_place(const struct compare_view *view, const struct surface *surface, int y,
                       const struct compare_column *column)
{
    char words[WORDS_ROOM];
    size_t last = view->value_top + (size_t)view->height;
    last = last < column->value_count ? last : column->value_count;
    if (view->value_top == 0 && last == column->all_values)
        return;
    text_format(words, sizeof words,
                column->ordered || view->by_value ? TEXT_COMPARE_PANE_PLACE
                                                  : TEXT_COMPARE_PANE_PLACE_MOST,
                TEXT_VALUES(text_number("first", (int64_t)view->value_top + 1),
                            text_number("last", (int64_t)last),
                            text_number("all", (int64_t)column->all_values)));
    surface_put_right(surface, 1, y, surface->columns - 2, span_string(words), THEME_OVERLAY_DIM);
}

void compare_draw_values(struct overlay *head, const struct surface *screen)
{
    struct compare_view *view = (struct compare_view *)head;
    const struct compare_column *column = compare_view_column(view);
    struct buffer words = {0}, test = {0};
    struct surface inside;
    char title[WORDS_ROOM];
    text_format(title, sizeof title, TEXT_COMPARE_PANE_TITLE_VALUES,
                TEXT_VALUES(text_string("column", column->name)));
    overlay_box(head, screen, title, screen->columns, screen->rows, &inside);
    int y = compare_draw_sets(view, &inside, 0);
    compare_sentence(column, &words);
    y = compare_draw_wrapped(&inside, y + 1, 2, buffer_span(&words), THEME_OVERLAY_STRONG);
    y = draw_numbers(&inside, y, column);
    y = draw_dates(&inside, y, column) + 1;
    struct surface values = surface_part(&inside, 0, y, inside.columns, inside.rows - y - 3);
    draw_values(view, &values, column);
    draw_place(view, &inside, inside.rows - 3, column);
    compare_test_words(view, column, &test);
    compare_draw_wrapped(&inside, inside.rows - 2, 2, buffer_span(&test), THEME_OVERLAY_DIM);
    buffer_free(&words);
    buffer_free(&test);
}
