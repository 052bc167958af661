/* What the board looks like, and what it says in lines of text. */
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/jam/deck.h"
#include "tui/console/app.h"
#include "tui/pane/board_marks.h"
#include "tui/pane/board_state.h"

/* ---- rows ---- */

static unsigned style_of(const struct board_row *row)
{
    switch (row->kind) {
    case BOARD_ROW_HEADING:
        return THEME_HEADING;
    case BOARD_ROW_THEME:
        return THEME_EMPHASIS;
    case BOARD_ROW_MARKS:
        return THEME_DIM;
    case BOARD_ROW_CARD:
    case BOARD_ROW_BLANK:
        break;
    }
    return THEME_TEXT;
}

static bool is_current(const struct board_state *state, const struct board_row *row)
{
    return (row->kind == BOARD_ROW_CARD || row->kind == BOARD_ROW_MARKS) &&
           row->section == state->at.section && row->index == state->at.index && state->cursor != 0;
}

static void draw_row(const struct pane *pane, const struct surface *strip,
                     const struct board_row *row, int y)
{
    const struct board_state *state = board_state(pane);
    bool card = row->kind == BOARD_ROW_CARD || row->kind == BOARD_ROW_MARKS;
    bool current = is_current(state, row);
    int x = card ? 2 : 1, room = strip->columns - x;
    if (row->marks.len) {
        int cells = (int)utf8_screen_width(row->marks);
        surface_put(strip, strip->columns - cells, y, cells, row->marks, THEME_STRONG);
        room -= cells + 1;
    }
    surface_put_cut(strip, x, y, room > 0 ? room : 0, row->text, style_of(row));
    if (current && row->first)
        surface_repeat(strip, 0, y, 1, 0x25b6, pane->focused ? THEME_STRONG : THEME_DIM);
    if (current)
        surface_tint(strip, 0, y, strip->columns, 1, THEME_CURSOR_ROW);
}

static void draw_strip(const struct pane *pane, const struct surface *surface,
                       const struct board_strip *strip)
{
    const struct board_layout *layout = &board_state(pane)->layout;
    int rows = surface->rows - layout->y;
    struct surface part = surface_part(surface, strip->x, layout->y, strip->columns, rows);
    for (int y = 0; y < rows && strip->top + (size_t)y < strip->count; y++)
        draw_row(pane, &part, &strip->rows[strip->top + (size_t)y], y);
    if (strip->top > 0)
        surface_repeat(&part, 1, 0, 1, 0x2191, THEME_STRONG);
    if (strip->top + (size_t)rows < strip->count)
        surface_repeat(&part, 1, rows - 1, 1, 0x2193, THEME_STRONG);
}

static void draw_frame(const struct board_state *state, const struct surface *surface)
{
    const struct board_layout *layout = &state->layout;
    for (int y = 0; y < layout->frame_rows; y++)
        surface_put_cut(surface, 1, y, surface->columns - 2, layout->frame[y], THEME_QUOTE);
    if (layout->y > layout->frame_rows)
        surface_repeat(surface, 0, layout->frame_rows, surface->columns, 0x2500, THEME_BORDER);
}

static void draw_nothing(const struct pane *pane, const struct surface *surface)
{
    static const enum text_id lines[] = {TEXT_BOARD_EMPTY, TEXT_BOARD_EMPTY_NEW,
                                         TEXT_BOARD_EMPTY_PIN, TEXT_BOARD_EMPTY_FRAME};
    const struct board_state *state = board_state(pane);
    int y = state->layout.y + 1;
    if (!state->read || state->filter != BOARD_ALL) {
        surface_put_cut(surface, 1, y, surface->columns - 2,
                        span_string(text_get(state->read             ? TEXT_BOARD_EMPTY_FILTER
                                             : board_can_write(pane) ? TEXT_BOARD_READING
                                                                     : TEXT_BOARD_NO_FILE)),
                        THEME_DIM);
        return;
    }
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        surface_put_cut(surface, 1, y + (int)i, surface->columns - 2,
                        span_string(text_get(lines[i])), i ? THEME_DIM : THEME_TEXT);
}

void board_draw(const struct pane *pane, const struct surface *surface)
{
    const struct board_state *state = board_state(pane);
    const struct board_layout *layout = &state->layout;
    if (!state->read || state->view.cards == 0) {
        if (state->read)
            draw_frame(state, surface);
        draw_nothing(pane, surface);
        return;
    }
    draw_frame(state, surface);
    for (size_t i = 0; i < layout->strip_count; i++) {
        draw_strip(pane, surface, &layout->strips[i]);
        for (int y = layout->y; i > 0 && y < surface->rows; y++)
            surface_repeat(surface, layout->strips[i].x - 1, y, 1, 0x2502, THEME_BORDER);
    }
}

/* ---- words ---- */

/* How far the deck is: what is shown, and what nothing is pinned for. */
static void add_meter(const struct pane *pane, struct buffer *out)
{
    const struct board *board = &board_state(pane)->read->board;
    struct deck_meter all = {0};
    char text[160];
    for (size_t i = 0; i < board->card_count; i++) {
        const struct card *card = &board->cards[i];
        const struct deck_card one = {.kind = card_kind_of(card),
                                      .starred = card_is(card, CARD_STAR),
                                      .archived = card_is(card, CARD_ARCHIVED),
                                      .evidence = board_count_evidence(pane, card),
                                      .texts = card->texts};
        const struct deck_meter meter = deck_measure(&one, 1);
        all.findings += meter.findings;
        all.without += meter.without;
    }
    if (all.findings == 0)
        return;
    text_format(text, sizeof text, all.without ? TEXT_DECK_METER_WITHOUT : TEXT_DECK_METER,
                TEXT_VALUES(text_number("findings", (int64_t)all.findings),
                            text_number("without", (int64_t)all.without)));
    buffer_printf(out, "%s · ", text);
}

void board_caption(const struct pane *pane, struct buffer *out)
{
    static const enum text_id filters[BOARD_FILTERS] = {
        [BOARD_ALL] = TEXT_NONE,
        [BOARD_PLAN] = TEXT_BOARD_CAPTION_PLAN,
        [BOARD_MINE] = TEXT_BOARD_CAPTION_MINE,
        [BOARD_STARRED] = TEXT_BOARD_CAPTION_STARRED,
        [BOARD_UNSETTLED] = TEXT_BOARD_CAPTION_UNSETTLED,
        [BOARD_TAGGED] = TEXT_BOARD_CAPTION_TAGGED,
    };
    const struct board_state *state = board_state(pane);
    char text[160];
    if (!state->read)
        return;
    text_format(text, sizeof text, TEXT_BOARD_CAPTION,
                TEXT_VALUES(text_number("cards", (int64_t)state->view.cards)));
    add_meter(pane, out); /* first, where there is little room */
    buffer_add_string(out, text);
    if (state->draft_count > 0) {
        text_format(text, sizeof text, TEXT_BOARD_CAPTION_DRAFTS,
                    TEXT_VALUES(text_number("drafts", (int64_t)state->draft_count)));
        buffer_printf(out, " · %s", text);
    }
    if (state->filter != BOARD_ALL) {
        text_format(text, sizeof text, filters[state->filter],
                    TEXT_VALUES(text_string("tag", state->tag)));
        buffer_printf(out, " · %s", text);
    }
}

/* What F6 does with the card, and who looks at it. */
void board_status(const struct pane *pane, struct buffer *out)
{
    const struct board_state *state = board_state(pane);
    const struct card *card = board_current(pane);
    char text[200];
    if (!card)
        return;
    text_format(
        text, sizeof text, TEXT_BOARD_STATUS,
        TEXT_VALUES(text_number("id", card->id),
                    text_string("kind", text_get(card_kind_label(card_kind_of(card)))),
                    text_string("column", text_get(board_column_label(card_column_of(card)))),
                    text_string("by", card->by)));
    utf8_screen(span_string(text), out);
    if (card->id == state->target)
        buffer_printf(out, " · %s", text_get(TEXT_BOARD_MARK_TARGET));
}

static void describe_card(const struct pane *pane, const struct card *card, struct buffer *out)
{
    struct buffer marks = {0};
    buffer_add_string(out, card->id == board_state(pane)->cursor ? "> " : "  ");
    utf8_screen(span_string(card->texts[CARD_TEXT]), out);
    board_marks_words(pane, card, &marks);
    if (marks.len)
        buffer_printf(out, " (%s)", marks.data);
    buffer_add_byte(out, '\n');
    buffer_free(&marks);
}

void board_describe(const struct pane *pane, struct buffer *out)
{
    const struct board_state *state = board_state(pane);
    const struct board_view *view = &state->view;
    if (!state->read)
        return;
    if (view->cards == 0)
        buffer_printf(
            out, "%s\n",
            text_get(state->filter == BOARD_ALL ? TEXT_BOARD_EMPTY : TEXT_BOARD_EMPTY_FILTER));
    for (int i = 0; i < state->layout.frame_rows; i++) {
        buffer_add_span(out, state->layout.frame[i]);
        buffer_add_byte(out, '\n');
    }
    for (size_t s = 0; s < view->count; s++) {
        if (view->sections[s].count == 0)
            continue;
        buffer_printf(out, "%s\n", text_get(view->sections[s].title));
        for (size_t i = 0; i < view->sections[s].count; i++)
            describe_card(pane, view->sections[s].cards[i], out);
    }
}
