/* What the overlay of one row for each person looks like: ticks of the columns, and what comes of
 * them. */
#include <stdio.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"
#include "tui/pane/persons.h"
#include "tui/widget/motion.h"

enum {
    WIDTH = 76,
    HEAD_ROWS = 2,                /* what it will be, and heads of the ticks */
    FOOT_ROWS = 2 + PERSONS_ROWS, /* a line, heads and rows of the new dataset */
    TICK_CELLS = 10,
    LINES_MOST = 24,
    HEAD_CELLS_MOST = 22
};

static const enum text_id what_words[PER_PERSON_WHATS] = {
    [PER_PERSON_FIRST] = TEXT_PERSONS_FIRST,
    [PER_PERSON_LAST] = TEXT_PERSONS_LAST,
    [PER_PERSON_HIGHEST] = TEXT_PERSONS_HIGHEST,
    [PER_PERSON_LOWEST] = TEXT_PERSONS_LOWEST,
};

static const struct column_info *column_at(const struct persons_overlay *overlay, size_t column)
{
    return &data_state(overlay->head.pane)->dataset->columns[column];
}

bool persons_can(const struct persons_overlay *overlay, size_t column, int what)
{
    const struct column_info *info = column_at(overlay, column);
    return info->id != overlay->person && per_person_fits(info, (enum per_person_what)what);
}

static int ticks_x(const struct surface *surface)
{
    return surface->columns - PER_PERSON_WHATS * TICK_CELLS;
}

/* ---- what it will be ---- */

static void summary_words(const struct persons_overlay *overlay, char *out, size_t size)
{
    const struct persons_answer *answer = overlay->answer;
    if (overlay->err.code != STATUS_OK)
        snprintf(out, size, "%s", overlay->err.message);
    else if (answer == NULL)
        snprintf(out, size, "%s", text_get(TEXT_FACET_COUNTING));
    else
        text_format(out, size, answer->nameless > 0 ? TEXT_PERSONS_WOULD_LEAVE : TEXT_PERSONS_WOULD,
                    TEXT_VALUES(text_number("people", answer->people),
                                text_number("rows", answer->rows),
                                text_number("nameless", answer->nameless),
                                text_string("column", overlay->name)));
}

static void draw_heads(const struct persons_overlay *overlay, const struct surface *surface)
{
    char words[700];
    bool wrong = overlay->err.code != STATUS_OK;
    summary_words(overlay, words, sizeof words);
    surface_put_cut(surface, 1, 0, surface->columns - 2, span_string(words),
                    wrong                     ? THEME_ERROR
                    : overlay->answer == NULL ? THEME_OVERLAY_DIM
                                              : THEME_OVERLAY_STRONG);
    unsigned style = THEME_OVERLAY_DIM | STYLE_UNDERLINE;
    surface_fill(surface, 1, 1, surface->columns - 2, 1, style);
    surface_put_string(surface, 1, 1, text_get(TEXT_PERSONS_HEAD_COLUMN), style);
    for (int what = 0; what < PER_PERSON_WHATS; what++)
        surface_put_string(surface, ticks_x(surface) + what * TICK_CELLS, 1,
                           text_get(what_words[what]), style);
}

/* ---- ticks ---- */

static void draw_column(const struct persons_overlay *overlay, const struct surface *surface,
                        size_t column, int y)
{
    bool current = column == overlay->cursor;
    const struct column_info *info = column_at(overlay, column);
    surface_put_string(surface, 0, y, current ? "▶" : " ", THEME_OVERLAY_STRONG);
    surface_put_cut(surface, 1, y, ticks_x(surface) - 2, span_string(info->name),
                    current ? THEME_OVERLAY_STRONG : THEME_OVERLAY);
    if (info->id == overlay->person) {
        surface_put_string(surface, ticks_x(surface), y, text_get(TEXT_PERSONS_ONE_ROW),
                           THEME_OVERLAY_DIM);
        return;
    }
    for (int what = 0; what < PER_PERSON_WHATS; what++) {
        bool here = current && what == overlay->what;
        if (!persons_can(overlay, column, what))
            continue;
        surface_put_string(surface, ticks_x(surface) + what * TICK_CELLS, y,
                           overlay->ticked[column][what] ? "[x]" : "[ ]",
                           here ? THEME_OVERLAY_SELECTED : THEME_OVERLAY);
    }
}

/* ---- the first rows ---- */

static int cells_of(const struct persons_answer *answer, size_t column)
{
    size_t most = utf8_screen_width(span_string(answer->heads[column]));
    for (size_t row = 0; row < answer->row_count; row++) {
        size_t cells = utf8_screen_width(span_string(answer->cells[row * answer->width + column]));
        most = cells > most ? cells : most;
    }
    return most < HEAD_CELLS_MOST ? (int)most : HEAD_CELLS_MOST;
}

/* As many columns as there is room for; who it is and the months, and then from the one that the
 * cursor is at on. */
static void draw_rows(const struct persons_overlay *overlay, const struct surface *surface, int y)
{
    enum { GAP = 2, OWN = 2 };
    const struct persons_answer *answer = overlay->answer;
    unsigned strong = THEME_OVERLAY_DIM | STYLE_UNDERLINE;
    size_t skipped = 0;
    if (answer == NULL)
        return;
    for (size_t i = 0; i < overlay->cursor; i++)
        for (int what = 0; what < PER_PERSON_WHATS; what++)
            skipped += overlay->ticked[i][what];
    surface_fill(surface, 1, y, surface->columns - 2, 1, strong);
    int x = 1;
    for (size_t i = 0; i < answer->width && x < surface->columns - 1; i++) {
        size_t column = i < OWN ? i : i + skipped;
        if (column >= answer->width)
            break;
        int cells = cells_of(answer, column), room = surface->columns - 1 - x;
        cells = cells < room ? cells : room;
        surface_put_cut(surface, x, y, cells, span_string(answer->heads[column]), strong);
        for (size_t row = 0; row < answer->row_count; row++)
            surface_put_cut(surface, x, y + 1 + (int)row, cells,
                            span_string(answer->cells[row * answer->width + column]),
                            overlay->waiting ? THEME_OVERLAY_DIM : THEME_OVERLAY);
        x += cells + GAP;
    }
}

/* ---- all of it ---- */

void persons_draw(struct overlay *head, const struct surface *screen)
{
    struct persons_overlay *overlay = (struct persons_overlay *)head;
    struct surface inside;
    char title[300];
    int most = overlay->count < LINES_MOST ? (int)overlay->count : LINES_MOST;
    text_format(title, sizeof title, TEXT_PERSONS_TITLE,
                TEXT_VALUES(text_string("column", overlay->name)));
    overlay_box(head, screen, title, WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4,
                most + HEAD_ROWS + FOOT_ROWS, &inside);
    overlay->height = inside.rows - HEAD_ROWS - FOOT_ROWS;
    motion_scroll(&overlay->top, overlay->cursor, overlay->count, overlay->height);
    draw_heads(overlay, &inside);
    for (int i = 0; i < overlay->height && overlay->top + (size_t)i < overlay->count; i++)
        draw_column(overlay, &inside, overlay->top + (size_t)i, HEAD_ROWS + i);
    draw_rows(overlay, &inside, inside.rows - FOOT_ROWS + 1);
}

bool persons_at(const struct persons_overlay *overlay, int x, int y, size_t *column, int *what)
{
    int first = overlay->head.columns - 2 - PER_PERSON_WHATS * TICK_CELLS;
    *column = overlay->top + (size_t)(y - HEAD_ROWS);
    *what = x < first ? overlay->what : (x - first) / TICK_CELLS;
    return y >= HEAD_ROWS && y < HEAD_ROWS + overlay->height && *column < overlay->count &&
           *what < PER_PERSON_WHATS;
}

bool persons_cursor(const struct overlay *head, int *x, int *y)
{
    const struct persons_overlay *overlay = (const struct persons_overlay *)head;
    int first = head->columns - 2 - PER_PERSON_WHATS * TICK_CELLS;
    *x = head->x + 1 + first + overlay->what * TICK_CELLS + 1;
    *y = head->y + 1 + HEAD_ROWS + (int)(overlay->cursor - overlay->top);
    return true;
}

void persons_describe(const struct overlay *head, struct buffer *out)
{
    const struct persons_overlay *overlay = (const struct persons_overlay *)head;
    char words[700];
    summary_words(overlay, words, sizeof words);
    buffer_printf(out, "%s\n", words);
    for (size_t i = overlay->cursor; i < overlay->count && i < overlay->cursor + LINES_MOST; i++) {
        buffer_add_string(out, i == overlay->cursor ? "> " : "  ");
        utf8_screen(span_string(column_at(overlay, i)->name), out);
        for (int what = 0; what < PER_PERSON_WHATS; what++)
            if (persons_can(overlay, i, what))
                buffer_printf(out, " %s %s", overlay->ticked[i][what] ? "[x]" : "[ ]",
                              text_get(what_words[what]));
        buffer_add_byte(out, '\n');
    }
}
