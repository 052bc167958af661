/* Rows of the board for a size. */
#include "tui/pane/board_layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/pane/board_marks.h"
#include "tui/pane/board_state.h"

enum {
    MARGIN = 2, /* cells in front of what a card says */
    LINES_LIST = 1,
    LINES_LIST_CURRENT = 4,
    LINES_COLUMN = 4,
    LINES_COLUMN_CURRENT = 8
};

struct making {
    const struct pane *pane;
    struct board_layout *layout;
    struct board_strip *strip;
    size_t capacity;
    bool failed;
    struct board_row spare; /* written to where there is no memory */
};

static struct board_row *add_row(struct making *making, enum board_row_kind kind, size_t section,
                                 size_t index)
{
    struct board_strip *strip = making->strip;
    if (strip->count == making->capacity) {
        size_t capacity = making->capacity ? making->capacity * 2 : 32;
        struct board_row *more = arena_array(making->layout->arena, capacity, sizeof *more);
        if (!more) {
            making->failed = true;
            return &making->spare;
        }
        if (strip->count)
            memcpy(more, strip->rows, strip->count * sizeof *more);
        strip->rows = more;
        making->capacity = capacity;
    }
    struct board_row *row = &strip->rows[strip->count++];
    *row = (struct board_row){.kind = kind, .section = section, .index = index};
    return row;
}

/* A text on one line, safe for the screen, in the arena. */
static struct span safe_text(struct making *making, const char *text)
{
    struct buffer safe = {0};
    char *flat = arena_string(making->layout->arena, text);
    for (char *c = flat; c && *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    utf8_screen(span_string(flat), &safe);
    const char *copy = arena_copy(making->layout->arena, buffer_span(&safe));
    struct span out = span_of(copy, copy ? safe.len : 0);
    making->failed |= !flat || !copy;
    buffer_free(&safe);
    return out;
}

/* The start that fits, broken at a blank where there is one. */
static struct span fit_line(struct span text, size_t cells)
{
    struct span fits = utf8_fit(text, cells, NULL);
    if (fits.len == text.len || (fits.len && text.data[fits.len] == ' '))
        return fits;
    size_t cut = fits.len;
    while (cut > 0 && fits.data[cut - 1] != ' ')
        cut--;
    return span_of(fits.data, cut ? cut : fits.len ? fits.len : 1);
}

/* The last line has the rest, to be cut off with an ellipsis when it is drawn. */
static void add_lines(struct making *making, size_t section, size_t index, struct span text,
                      struct span marks, int most)
{
    size_t all = (size_t)(making->strip->columns - MARGIN);
    size_t beside = marks.len ? utf8_screen_width(marks) + 1 : 0;
    for (int line = 0; line == 0 || (text.len && line < most); line++) {
        size_t cells = all > 4 ? all : 4;
        if (line == 0 && cells > beside + 4)
            cells -= beside;
        struct span part = line + 1 == most ? text : fit_line(text, cells);
        struct board_row *row = add_row(making, BOARD_ROW_CARD, section, index);
        row->text = part;
        row->first = line == 0;
        row->marks = line == 0 ? marks : span_of("", 0);
        text = span_of(text.data + part.len, text.len - part.len);
        while (text.len && *text.data == ' ')
            text = span_of(text.data + 1, text.len - 1);
    }
}

static struct span marks_of(struct making *making, const struct card *card, bool words)
{
    struct buffer marks = {0};
    if (words)
        board_marks_words(making->pane, card, &marks);
    else
        board_marks_signs(making->pane, card, making->strip->columns >= BOARD_WIDE, &marks);
    const char *copy = arena_copy(making->layout->arena, buffer_span(&marks));
    struct span out = span_of(copy, copy ? marks.len : 0);
    making->failed |= !copy;
    buffer_free(&marks);
    return out;
}

static void add_card(struct making *making, size_t section, size_t index)
{
    const struct board_state *state = board_state(making->pane);
    const struct card *card = state->view.sections[section].cards[index];
    bool current = card->id == state->cursor, side_by_side = state->view.columns;
    struct span text = safe_text(making, card->texts[CARD_TEXT]);
    if (!side_by_side) {
        add_lines(making, section, index, text, marks_of(making, card, false),
                  current ? LINES_LIST_CURRENT : LINES_LIST);
        return;
    }
    add_lines(making, section, index, text, span_of("", 0),
              current ? LINES_COLUMN_CURRENT : LINES_COLUMN);
    struct span marks = marks_of(making, card, true);
    if (marks.len)
        add_row(making, BOARD_ROW_MARKS, section, index)->text = marks;
    add_row(making, BOARD_ROW_BLANK, section, index);
}

static void add_section(struct making *making, size_t number)
{
    const struct board_section *section = &board_state(making->pane)->view.sections[number];
    const char *theme = "";
    char words[120];
    text_format(words, sizeof words, TEXT_BOARD_HEADING,
                TEXT_VALUES(text_string("heading", text_get(section->title)),
                            text_number("count", (int64_t)section->count)));
    add_row(making, BOARD_ROW_HEADING, number, 0)->text = safe_text(making, words);
    for (size_t i = 0; i < section->count; i++) {
        const char *own = section->cards[i]->texts[CARD_THEME];
        if (*own && strcmp(own, theme) != 0)
            add_row(making, BOARD_ROW_THEME, number, i)->text = safe_text(making, own);
        theme = own;
        add_card(making, number, i);
    }
}

/* ---- the problem ---- */

static void add_frame(struct making *making, bool wide)
{
    const struct board_view *view = &board_state(making->pane)->view;
    struct board_layout *layout = making->layout;
    size_t most = wide ? BOARD_FRAME_ROWS : 1;
    char words[600];
    for (size_t i = 0; i < view->frame_count && (size_t)layout->frame_rows < most; i++) {
        const struct card *part = view->frame[i];
        bool filled = part->texts[CARD_TEXT][0] != '\0';
        if (!filled && !wide && i + 1 < view->frame_count)
            continue;
        text_format(words, sizeof words, filled ? TEXT_BOARD_FRAME_PART : TEXT_BOARD_FRAME_OPEN,
                    TEXT_VALUES(text_string("title", part->texts[CARD_THEME]),
                                text_string("text", part->texts[CARD_TEXT])));
        layout->frame[layout->frame_rows++] = safe_text(making, words);
    }
    if (layout->frame_rows > layout->rows / 3)
        layout->frame_rows = layout->rows / 3;
    layout->y = layout->frame_rows ? layout->frame_rows + (wide ? 1 : 0) : 0;
}

/* ---- all of it ---- */

static size_t row_of_card(const struct board_strip *strip, struct board_place_in at, bool last)
{
    size_t found = strip->count;
    for (size_t i = 0; i < strip->count; i++) {
        const struct board_row *row = &strip->rows[i];
        bool is_card = row->kind == BOARD_ROW_CARD || row->kind == BOARD_ROW_MARKS;
        if (is_card && row->section == at.section && row->index == at.index &&
            (last || found == strip->count))
            found = i;
    }
    return found;
}

/* The card with the heading above it, where that is the first of its section. */
static void scroll(struct board_strip *strip, struct board_place_in at, int rows)
{
    size_t first = row_of_card(strip, at, false), last = row_of_card(strip, at, true);
    size_t height = rows > 1 ? (size_t)rows : 1;
    if (first < strip->count) {
        size_t above = first > 0 && at.index == 0 ? first - 1 : first;
        if (last >= strip->top + height)
            strip->top = last - height + 1;
        if (above < strip->top)
            strip->top = above;
    }
    if (strip->top + height > strip->count)
        strip->top = strip->count > height ? strip->count - height : 0;
}

static void make_strips(struct making *making, const size_t *tops)
{
    struct board_layout *layout = making->layout;
    const struct board_state *state = board_state(making->pane);
    const struct board_view *view = &state->view;
    size_t strips = view->columns ? view->count : 1;
    int each = (layout->columns + 1) / (int)strips;
    for (size_t i = 0; i < strips && !making->failed; i++) {
        making->strip = &layout->strips[layout->strip_count++];
        making->capacity = 0;
        making->strip->x = (int)i * each;
        making->strip->columns = i + 1 == strips ? layout->columns - making->strip->x : each - 1;
        for (size_t s = view->columns ? i : 0; s < (view->columns ? i + 1 : view->count); s++) {
            if (s > 0 && !view->columns)
                add_row(making, BOARD_ROW_BLANK, s, 0);
            add_section(making, s);
        }
        making->strip->top = tops[i];
        scroll(making->strip, state->at, layout->rows - layout->y);
    }
}

bool board_layout_make(struct pane *pane, int columns, int rows)
{
    struct board_state *state = board_state(pane);
    struct board_layout *layout = &state->layout;
    size_t tops[BOARD_COLUMNS] = {0};
    for (size_t i = 0; i < layout->strip_count; i++)
        tops[i] = layout->strips[i].top;
    board_layout_free(layout);
    *layout = (struct board_layout){.arena = arena_new(), .columns = columns, .rows = rows};
    struct making making = {.pane = pane, .layout = layout};
    if (!layout->arena)
        return false;
    add_frame(&making, state->view.columns);
    if (state->view.count > 0)
        make_strips(&making, tops);
    if (making.failed)
        board_layout_free(layout);
    return !making.failed;
}

void board_layout_free(struct board_layout *layout)
{
    arena_free(layout->arena);
    *layout = (struct board_layout){.arena = NULL};
}

bool board_layout_at(const struct board_layout *layout, int x, int y, size_t *section,
                     size_t *index)
{
    for (size_t i = 0; i < layout->strip_count && y >= layout->y; i++) {
        const struct board_strip *strip = &layout->strips[i];
        size_t row = strip->top + (size_t)(y - layout->y);
        if (x < strip->x || x >= strip->x + strip->columns || row >= strip->count)
            continue;
        const struct board_row *at = &strip->rows[row];
        *section = at->section;
        *index = at->index;
        return at->kind == BOARD_ROW_CARD || at->kind == BOARD_ROW_MARKS;
    }
    return false;
}

bool board_layout_find(const struct board_layout *layout, size_t section, size_t index, int *x,
                       int *y)
{
    for (size_t i = 0; i < layout->strip_count; i++) {
        const struct board_strip *strip = &layout->strips[i];
        size_t row = row_of_card(strip, (struct board_place_in){section, index}, false);
        if (row == strip->count || row < strip->top ||
            (int)(row - strip->top) >= layout->rows - layout->y)
            continue;
        *x = strip->x;
        *y = layout->y + (int)(row - strip->top);
        return true;
    }
    return false;
}
