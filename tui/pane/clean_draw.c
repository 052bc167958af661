/* What the overlay of groups looks like: the search line, how alike, groups and their members,
 * and what Enter would do. */
#include <stdio.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/clean.h"
#include "tui/widget/motion.h"

enum {
    WIDTH = 76,
    HEAD_ROWS = 3, /* search, how alike, heads of the columns */
    FOOT_ROWS = 1,
    TICK_CELLS = 4,
    MEMBER_CELLS = 8,
    ALIKE_CELLS = 16,
    VALUES_CELLS = 8,
    ROWS_CELLS = 11,
    FIGURES = ALIKE_CELLS + VALUES_CELLS + ROWS_CELLS,
    LINES_MOST = 30
};

static const enum text_id alike_words[CLEANING_WAYS] = {
    [CLEANING_FINGERPRINT] = TEXT_CLEAN_BUT_CASE,
    [CLEANING_NGRAMS] = TEXT_CLEAN_BUT_BLANKS,
    [CLEANING_NEAR] = TEXT_CLEAN_BUT_SLIPS,
};

/* ---- the head ---- */

/* The ways from the surest on, the one that holds in brackets. */
static void draw_ways(const struct clean_overlay *overlay, const struct surface *surface, int y)
{
    int x = 1 + surface_put_string(surface, 1, y, text_get(TEXT_CLEAN_ALIKE), THEME_OVERLAY_DIM);
    for (int way = 0; way < CLEANING_WAYS; way++) {
        bool on = way == (int)overlay->ways;
        unsigned style = on ? THEME_OVERLAY_STRONG : THEME_OVERLAY_DIM;
        x += 2;
        x += surface_put_string(surface, x, y, on ? "[" : " ", style);
        x += surface_put_string(surface, x, y, text_get(alike_words[way]), style);
        x += surface_put_string(surface, x, y, on ? "]" : " ", style);
    }
}

static void draw_heads(const struct surface *surface, int y)
{
    int x = surface->columns - 1 - FIGURES;
    unsigned style = THEME_OVERLAY_DIM | STYLE_UNDERLINE;
    surface_fill(surface, 1, y, surface->columns - 2, 1, style);
    surface_put_string(surface, 1 + TICK_CELLS, y, text_get(TEXT_CLEAN_HEAD_FORM), style);
    surface_put_string(surface, x + 1, y, text_get(TEXT_CLEAN_HEAD_ALIKE), style);
    surface_put_right(surface, x + ALIKE_CELLS, y, VALUES_CELLS,
                      span_string(text_get(TEXT_CLEAN_HEAD_VALUES)), style);
    surface_put_right(surface, x + ALIKE_CELLS + VALUES_CELLS, y, ROWS_CELLS,
                      span_string(text_get(TEXT_CLEAN_HEAD_ROWS)), style);
}

/* ---- lines ---- */

static void draw_number(const struct surface *surface, int x, int y, int cells, int64_t number,
                        unsigned style)
{
    char text[32];
    surface_put_right(surface, x, y, cells,
                      span_string(text_group_digits(text, sizeof text, number)), style);
}

static void draw_group(const struct clean_overlay *overlay, const struct surface *surface,
                       size_t index, int y, bool current)
{
    const struct cleaning_group *group = &overlay->column.groups.items[index];
    unsigned style = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_STRONG;
    unsigned dim = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_DIM;
    int x = surface->columns - 1 - FIGURES;
    surface_put_string(surface, 1, y, overlay->groups[index].ticked ? "[x]" : "[ ]", style);
    surface_put_cut(surface, 1 + TICK_CELLS, y, x - TICK_CELLS - 1, clean_form(overlay, index),
                    style);
    surface_put_string(surface, x + 1, y, text_get(alike_words[group->way]), dim);
    draw_number(surface, x + ALIKE_CELLS, y, VALUES_CELLS, (int64_t)group->count, style);
    draw_number(surface, x + ALIKE_CELLS + VALUES_CELLS, y, ROWS_CELLS, group->rows, style);
}

/* A text whose blanks can be seen where they would not be: at its ends and side by side. */
static void show_blanks(struct span text, struct buffer *out)
{
    for (size_t i = 0; i < text.len; i++) {
        bool hidden =
            i == 0 || i + 1 == text.len || text.data[i - 1] == ' ' || text.data[i + 1] == ' ';
        if (text.data[i] == ' ' && hidden)
            buffer_add_string(out, "\u2423");
        else
            buffer_add_byte(out, text.data[i]);
    }
}

/* "=" gives the form, "–" stays as it is. */
static const char *member_mark(const struct clean_group *group, size_t member)
{
    if (group->left_out[member])
        return "\u2013";
    return group->typed == NULL && group->form == member ? "=" : " ";
}

static void draw_member(const struct clean_overlay *overlay, const struct surface *surface,
                        const struct clean_line *line, int y, bool current)
{
    const struct clean_group *group = &overlay->groups[line->group];
    size_t place = overlay->column.groups.items[line->group].members[line->member];
    const struct cleaning_value *value = &overlay->column.values[place];
    unsigned style = current                         ? THEME_OVERLAY_SELECTED
                     : group->left_out[line->member] ? THEME_OVERLAY_DIM
                                                     : THEME_OVERLAY;
    int x = surface->columns - 1 - FIGURES;
    surface_put_string(surface, MEMBER_CELLS - 2, y, member_mark(group, line->member), style);
    struct buffer text = {0};
    show_blanks(value->text, &text);
    surface_put_cut(surface, MEMBER_CELLS, y, x - MEMBER_CELLS, buffer_span(&text), style);
    buffer_free(&text);
    if (group->left_out[line->member])
        surface_put_string(surface, x + 1, y, text_get(TEXT_CLEAN_STAYS), style);
    draw_number(surface, x + ALIKE_CELLS + VALUES_CELLS, y, ROWS_CELLS, value->rows, style);
}

static void draw_line(const struct clean_overlay *overlay, const struct surface *surface,
                      size_t place, int y)
{
    const struct clean_line *line = &overlay->lines[place];
    bool current = place == overlay->cursor;
    if (current)
        surface_fill(surface, 0, y, surface->columns, 1, THEME_OVERLAY_SELECTED);
    if (line->member == CLEAN_HEAD)
        draw_group(overlay, surface, line->group, y, current);
    else
        draw_member(overlay, surface, line, y, current);
}

/* ---- the foot ---- */

static bool are_postcodes(const struct clean_overlay *overlay)
{
    return postcode_of_column(&overlay->column.postcodes) != POSTCODE_NONE;
}

static void foot_words(const struct clean_overlay *overlay, struct buffer *out)
{
    char text[400];
    struct clean_sum sum = clean_sum(overlay);
    enum text_id words = overlay->column.groups.count == 0 && !are_postcodes(overlay)
                             ? TEXT_CLEAN_FOOT_NONE
                         : sum.groups > 0         ? TEXT_CLEAN_FOOT_SUM
                         : are_postcodes(overlay) ? TEXT_CLEAN_FOOT_POSTCODES
                                                  : TEXT_CLEAN_FOOT_TICK;
    text_format(text, sizeof text, words,
                TEXT_VALUES(text_number("groups", (int64_t)sum.groups),
                            text_number("values", (int64_t)sum.values),
                            text_number("rows", sum.rows)));
    buffer_add_string(out, text);
}

static void draw_foot(const struct clean_overlay *overlay, const struct surface *surface, int y)
{
    struct buffer words = {0};
    unsigned style = THEME_OVERLAY_STRONG;
    if (overlay->err.code != STATUS_OK) {
        buffer_add_string(&words, overlay->err.message);
        style = THEME_ERROR;
    } else if (overlay->arena == NULL) {
        buffer_add_string(&words, text_get(TEXT_CLEAN_LOOKING));
        style = THEME_OVERLAY_DIM;
    } else {
        foot_words(overlay, &words);
    }
    surface_put_cut(surface, 1, y, surface->columns - 2, buffer_span(&words), style);
    buffer_free(&words);
}

/* ---- all of it ---- */

static void title_of(const struct clean_overlay *overlay, char *out, size_t size)
{
    text_format(out, size,
                overlay->arena == NULL       ? TEXT_CLEAN_TITLE
                : overlay->column.groups.cut ? TEXT_CLEAN_TITLE_CUT
                                             : TEXT_CLEAN_TITLE_GROUPS,
                TEXT_VALUES(text_string("column", overlay->name),
                            text_number("groups", (int64_t)overlay->column.groups.count),
                            text_number("values", (int64_t)overlay->column.count)));
}

void clean_draw(struct overlay *head, const struct surface *screen)
{
    struct clean_overlay *overlay = (struct clean_overlay *)head;
    struct surface inside;
    char title[400];
    int most = overlay->line_count < LINES_MOST ? (int)overlay->line_count : LINES_MOST;
    title_of(overlay, title, sizeof title);
    overlay_box(head, screen, title, WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4,
                (most > 4 ? most : 4) + HEAD_ROWS + FOOT_ROWS, &inside);
    overlay->height = inside.rows - HEAD_ROWS - FOOT_ROWS;
    motion_scroll(&overlay->top, overlay->cursor, overlay->line_count, overlay->height);
    line_draw(&overlay->search, &inside, 1, 0, inside.columns - 2, THEME_INPUT);
    if (overlay->search.text.len == 0)
        surface_put(&inside, 2, 0, inside.columns - 4, span_string(text_get(TEXT_CLEAN_SEARCH)),
                    THEME_INPUT | STYLE_ITALIC);
    draw_ways(overlay, &inside, 1);
    draw_heads(&inside, 2);
    for (int i = 0; i < overlay->height && overlay->top + (size_t)i < overlay->line_count; i++)
        draw_line(overlay, &inside, overlay->top + (size_t)i, HEAD_ROWS + i);
    if (overlay->arena != NULL && overlay->line_count == 0 && overlay->column.groups.count > 0)
        surface_put_string(&inside, 1, HEAD_ROWS, text_get(TEXT_WIDGET_NOTHING_FITS),
                           THEME_OVERLAY_DIM);
    draw_foot(overlay, &inside, inside.rows - 1);
}

bool clean_cursor(const struct overlay *head, int *x, int *y)
{
    const struct clean_overlay *overlay = (const struct clean_overlay *)head;
    *x = head->x + 2;
    *y = head->y + 1;
    if (overlay->line_count > 0)
        *y += HEAD_ROWS + (int)(overlay->cursor - overlay->top);
    return true;
}

static void describe_line(const struct clean_overlay *overlay, const struct clean_line *line,
                          struct buffer *out)
{
    char number[32];
    const struct cleaning_group *all = &overlay->column.groups.items[line->group];
    const struct clean_group *group = &overlay->groups[line->group];
    bool is_head = line->member == CLEAN_HEAD;
    const struct cleaning_value *value =
        is_head ? NULL : &overlay->column.values[all->members[line->member]];
    buffer_add_string(out, !is_head ? "    " : group->ticked ? "[x] " : "[ ] ");
    if (!is_head)
        buffer_printf(out, "%s ", member_mark(group, line->member));
    utf8_screen(is_head ? clean_form(overlay, line->group) : value->text, out);
    text_group_digits(number, sizeof number, is_head ? all->rows : value->rows);
    buffer_printf(out, ": %s\n", number);
}

void clean_describe(const struct overlay *head, struct buffer *out)
{
    const struct clean_overlay *overlay = (const struct clean_overlay *)head;
    char title[400];
    title_of(overlay, title, sizeof title);
    buffer_printf(out, "%s\n", title);
    if (overlay->arena != NULL)
        foot_words(overlay, out);
    buffer_add_string(out, "\n");
    for (size_t i = overlay->cursor; i < overlay->line_count && i < overlay->cursor + LINES_MOST;
         i++) {
        buffer_add_string(out, i == overlay->cursor ? "> " : "  ");
        describe_line(overlay, &overlay->lines[i], out);
    }
}
