/*
 * The columns of a comparison as a list: how much each differs, as a figure and a bar, and
 * what differs in words. What could be chance says so in words and with a sign.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/widget/motion.h"

enum {
    MARK_CELLS = 2,
    FIGURE_CELLS = 4,
    BAR_CELLS = 10,
    BAR_CELLS_NARROW = 6,
    NARROW = 100,
    NAME_LEAST = 12,
    NAME_MOST = 24,
    NOTE_ROWS = 2,
    FOOT_ROWS = 3,
    ROWS_WITH_ROOM = 26, /* from which an empty line here and there is affordable */
    WORDS_ROOM = 700
};

/* ---- pieces that the values have, too ---- */

int compare_draw_wrapped(const struct surface *surface, int y, int lines, struct span text,
                         unsigned style)
{
    int room = surface->columns - 2;
    struct buffer safe = {0};
    utf8_screen(text, &safe);
    struct span rest = buffer_span(&safe);
    for (int line = 0; line < lines && rest.len > 0 && room > 0; line++, y++) {
        size_t fit = utf8_fit(rest, (size_t)room, NULL).len, cut = fit;
        while (fit < rest.len && cut > 0 && rest.data[cut] != ' ')
            cut--;
        fit = line + 1 == lines ? rest.len : cut > 0 ? cut : fit > 0 ? fit : rest.len;
        surface_put_cut(surface, 1, y, room, span_of(rest.data, fit), style);
        while (fit < rest.len && rest.data[fit] == ' ')
            fit++;
        rest = span_of(rest.data + fit, rest.len - fit);
    }
    buffer_free(&safe);
    return y;
}

static void draw_set(const struct surface *surface, int y, const char *name, uint32_t block,
                     const char *words, const char *units)
{
    int room = surface->columns - 8 - (int)strlen(units);
    surface_put_string(surface, 1, y, name, THEME_OVERLAY_STRONG);
    surface_repeat(surface, 3, y, 1, block, THEME_BAR);
    surface_put_cut(surface, 5, y, room, span_string(words), THEME_OVERLAY);
    surface_put_right(surface, surface->columns - 1 - (int)strlen(units), y, (int)strlen(units),
                      span_string(units), THEME_OVERLAY_STRONG);
}

int compare_draw_sets(const struct compare_view *view, const struct surface *surface, int y)
{
    const struct compare_result *result = view->result;
    const struct {
        const char *name, *words;
        int64_t units;
    } sets[] = {{"A", result->a, result->units.a}, {"B", result->b, result->units.b}};
    static const uint32_t blocks[] = {COMPARE_BLOCK_A, COMPARE_BLOCK_B};
    char units[64];
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        text_format(units, sizeof units,
                    result->people ? TEXT_COMPARE_PANE_PEOPLE : TEXT_COMPARE_PANE_ROWS,
                    TEXT_VALUES(text_number("units", sets[i].units)));
        draw_set(surface, y++, sets[i].name, blocks[i], sets[i].words, units);
    }
    return y;
}

/* In eighths of a cell. */
static void draw_bar(const struct surface *surface, int x, int y, int cells, double part,
                     unsigned style)
{
    enum { FULL = 0x2588 };
    int eighths = (int)lround(part * cells * 8);
    if (eighths == 0 && part > 0)
        eighths = 1;
    surface_repeat(surface, x, y, eighths / 8, FULL, style);
    if (eighths % 8 > 0)
        surface_repeat(surface, x + eighths / 8, y, 1, (uint32_t)(FULL + 8 - eighths % 8), style);
}

/* ---- the list ---- */

/* Lines of the list: a column each, and one that parts those that are ranked from the rest. */
static size_t line_of(const struct compare_result *result, size_t column)
{
    return column + (column >= result->ranked && result->ranked < result->count);
}

static size_t line_count(const struct compare_result *result)
{
    return result->count + (result->ranked < result->count);
}

static void scroll(struct compare_view *view)
{
    motion_scroll(&view->top, line_of(view->result, view->cursor), line_count(view->result),
                  view->height);
}

static int name_cells(const struct compare_result *result)
{
    size_t widest = NAME_LEAST;
    for (size_t i = 0; i < result->count; i++) {
        size_t width = utf8_screen_width(span_string(result->columns[i].name));
        widest = width > widest ? width : widest;
    }
    return widest < NAME_MOST ? (int)widest : NAME_MOST;
}

static int bar_cells(const struct surface *surface)
{
    return surface->columns < NARROW ? BAR_CELLS_NARROW : BAR_CELLS;
}

static void words_of(const struct compare_column *column, struct buffer *out)
{
    struct buffer sentence = {0};
    char words[WORDS_ROOM];
    if (column->rank == 0) {
        buffer_add_string(out, compare_state_words(column->state));
        return;
    }
    compare_sentence(column, &sentence);
    if (column->chance) {
        text_format(words, sizeof words, TEXT_COMPARE_PANE_CHANCE,
                    TEXT_VALUES(text_string("sentence", buffer_span(&sentence).data)));
        buffer_add_string(out, words);
    } else {
        buffer_add_span(out, buffer_span(&sentence));
    }
    buffer_free(&sentence);
}

static void draw_column(const struct compare_view *view, const struct surface *surface, size_t at,
                        int y)
{
    const struct compare_column *column = &view->result->columns[at];
    bool current = at == view->cursor, dim = column->rank == 0 || column->chance;
    unsigned style = current ? THEME_OVERLAY_SELECTED : dim ? THEME_OVERLAY_DIM : THEME_OVERLAY;
    int names = name_cells(view->result), bar = bar_cells(surface), x = MARK_CELLS;
    struct buffer words = {0};
    char figure[16];
    surface_fill(surface, 0, y, surface->columns, 1, style);
    if (current)
        surface_put_string(surface, 0, y, "▶", style);
    if (column->rank > 0) {
        snprintf(figure, sizeof figure, "%s%ld", column->chance ? "~" : "",
                 lround(100 * column->verdict.difference));
        surface_put_right(surface, x, y, FIGURE_CELLS, span_string(figure), style);
        draw_bar(surface, x + FIGURE_CELLS + 1, y, bar, column->verdict.difference,
                 current ? style : THEME_BAR);
    }
    x += FIGURE_CELLS + bar + 2;
    surface_put_cut(surface, x, y, names, span_string(column->name), style);
    words_of(column, &words);
    surface_put_cut(surface, x + names + 2, y, surface->columns - x - names - 3,
                    buffer_span(&words), style);
    buffer_free(&words);
}

static void draw_list(const struct compare_view *view, const struct surface *surface)
{
    const struct compare_result *result = view->result;
    for (int i = 0; i < view->height; i++) {
        size_t line = view->top + (size_t)i;
        bool parting = line == result->ranked && result->ranked < result->count;
        size_t at = line > result->ranked ? line - 1 : line;
        if (line >= line_count(result))
            break;
        if (parting)
            surface_put_string(surface, MARK_CELLS, i, text_get(TEXT_COMPARE_PANE_NOT_RANKED),
                               THEME_OVERLAY_STRONG);
        else
            draw_column(view, surface, at, i);
    }
}

bool compare_draw_row_at(const struct compare_view *view, int y, size_t *column)
{
    const struct compare_result *result = view->result;
    size_t line = view->top + (size_t)(y - view->head_rows);
    if (result == NULL || y < view->head_rows || y >= view->head_rows + view->height ||
        line >= line_count(result) || (line == result->ranked && result->ranked < result->count))
        return false;
    *column = line > result->ranked ? line - 1 : line;
    return true;
}

void compare_draw_row_of(const struct compare_view *view, int *y)
{
    if (view->result != NULL && view->result->count > 0)
        *y += view->head_rows + (int)(line_of(view->result, view->cursor) - view->top);
}

/* ---- around it ---- */

static int draw_notes(const struct compare_view *view, const struct surface *surface, int y)
{
    const struct compare_result *result = view->result;
    char words[WORDS_ROOM];
    if (result->note_count == 0)
        return y;
    text_format(words, sizeof words, TEXT_COMPARE_PANE_NOTE_MORE,
                TEXT_VALUES(text_string("note", result->notes[0]),
                            text_number("more", (int64_t)result->note_count - 1)));
    const char *said = result->note_count > 1 ? words : result->notes[0];
    return compare_draw_wrapped(surface, y, NOTE_ROWS, span_string(said),
                                THEME_OVERLAY | STYLE_ITALIC);
}

static void draw_heads(const struct compare_view *view, const struct surface *surface, int y)
{
    int x = MARK_CELLS + FIGURE_CELLS + bar_cells(surface) + 2, names = name_cells(view->result);
    surface_put_string(surface, MARK_CELLS + 1, y, text_get(TEXT_COMPARE_PANE_HEAD_DIFFERENCE),
                       THEME_OVERLAY_STRONG);
    surface_put_string(surface, x, y, text_get(TEXT_COMPARE_HEAD_COLUMN), THEME_OVERLAY_STRONG);
    surface_put_string(surface, x + names + 2, y, text_get(TEXT_COMPARE_HEAD_WORDS),
                       THEME_OVERLAY_STRONG);
}

/* The line of the cursor, whole, and what its figure means. */
static void draw_foot(const struct compare_view *view, const struct surface *surface)
{
    const struct compare_column *column = compare_view_column(view);
    struct buffer words = {0};
    char meaning[WORDS_ROOM];
    if (column == NULL)
        return;
    buffer_printf(&words, "%s: ", column->name);
    words_of(column, &words);
    int y = surface->rows - FOOT_ROWS;
    compare_draw_wrapped(surface, y, 2, buffer_span(&words), THEME_OVERLAY_STRONG);
    if (column->rank > 0) {
        text_format(meaning, sizeof meaning,
                    view->result->people ? TEXT_COMPARE_PANE_MEANS_PEOPLE
                                         : TEXT_COMPARE_PANE_MEANS_ROWS,
                    TEXT_VALUES(text_percent("part", 100 * column->verdict.difference, 0)));
        surface_put_cut(surface, 1, surface->rows - 1, surface->columns - 2, span_string(meaning),
                        THEME_OVERLAY_DIM);
    }
    buffer_free(&words);
}

/* Why there is nothing to see yet, or at all. */
static void draw_instead(const struct compare_view *view, const struct surface *surface)
{
    bool wrong = view->err.code != STATUS_OK;
    int y = compare_draw_wrapped(
        surface, 1, 4,
        span_string(wrong ? view->err.message : text_get(TEXT_COMPARE_PANE_COUNTING)),
        wrong ? THEME_ERROR : THEME_OVERLAY_DIM);
    if (wrong)
        compare_draw_wrapped(surface, y + 1, 2, span_string(text_get(TEXT_COMPARE_PANE_WRONG)),
                             THEME_OVERLAY);
}

void compare_draw_columns(struct overlay *head, const struct surface *screen)
{
    struct compare_view *view = (struct compare_view *)head;
    struct surface inside;
    overlay_box(head, screen, text_get(TEXT_COMPARE_PANE_TITLE), screen->columns, screen->rows,
                &inside);
    if (view->result == NULL) {
        draw_instead(view, &inside);
        return;
    }
    int y = draw_notes(view, &inside, compare_draw_sets(view, &inside, 0));
    y += inside.rows >= ROWS_WITH_ROOM;
    draw_heads(view, &inside, y++);
    view->head_rows = y;
    view->height = inside.rows - y - FOOT_ROWS - 1;
    if (view->height < 1)
        view->height = 1;
    scroll(view);
    struct surface list = surface_part(&inside, 0, y, inside.columns, view->height);
    draw_list(view, &list);
    draw_foot(view, &inside);
}
