/*
 * All that a card says, over the screen: its fields, what it is tied to, its evidence to
 * choose from, and its history.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/console/overlay.h"
#include "tui/pane/board_state.h"
#include "tui/widget/reader.h"

enum { WIDTH = 92, PIECE_ROWS = 2, WORDS = 400, LINES_MOST = 80 };

struct opened {
    struct overlay head;
    int64_t card;
    struct reader reader;
    size_t piece; /* of its evidence, that the cursor stands on */
    size_t top;
    int pieces_y; /* inside the box */
};

/* The n-th piece of the card's evidence; NULL: there are fewer. */
static const struct evidence *piece_of(const struct pane *pane, int64_t card, size_t n)
{
    const struct board *board = &board_state(pane)->read->board;
    for (size_t i = 0; i < board->evidence_count; i++)
        if (board->evidence[i].card == card && n-- == 0)
            return &board->evidence[i];
    return NULL;
}

static size_t piece_count(const struct pane *pane, int64_t card)
{
    size_t count = 0;
    while (piece_of(pane, card, count))
        count++;
    return count;
}

/* ---- what it says ---- */

struct telling {
    struct arena *arena;
    struct card_line lines[LINES_MOST];
    size_t count;
};

static void tell(struct telling *telling, const char *label, const char *text, unsigned style)
{
    if (telling->count < LINES_MOST && text && *text)
        telling->lines[telling->count++] = (struct card_line){label, text, style};
}

/* A field may have lines of its own: the label stands at the first. */
static void tell_field(struct telling *telling, const char *label, const char *text)
{
    const char *rest = text;
    bool first = true;
    while (*rest) {
        size_t len = strcspn(rest, "\n");
        const char *line = arena_copy(telling->arena, span_of(rest, len));
        tell(telling, first ? label : NULL, line && *line ? line : " ", THEME_OVERLAY);
        rest += len + (rest[len] == '\n');
        first = false;
    }
}

static void tell_ties(struct telling *telling, const struct pane *pane, const struct card *card)
{
    const struct board *board = &board_state(pane)->read->board;
    for (size_t i = 0; i < board->link_count; i++) {
        int64_t a = board->links[i].a, b = board->links[i].b;
        const struct card *other = a == card->id   ? board_card(board, b)
                                   : b == card->id ? board_card(board, a)
                                                   : NULL;
        if (other)
            tell(telling, text_get(TEXT_BOARD_TIED_TO), other->texts[CARD_TEXT], THEME_OVERLAY);
    }
}

static void tell_rivals(struct telling *telling, const struct pane *pane, const struct card *card)
{
    const struct board *board = &board_state(pane)->read->board;
    char words[WORDS];
    for (size_t i = 0; i < board->rival_count; i++) {
        const struct card_rival *rival = &board->rivals[i];
        if (rival->card != card->id)
            continue;
        text_format(words, sizeof words, TEXT_BOARD_RIVAL_SAYS,
                    TEXT_VALUES(text_string("by", rival->by), text_string("text", rival->text)));
        tell(telling, text_get(TEXT_BOARD_TWO_TEXTS), arena_string(telling->arena, words),
             THEME_OVERLAY_STRONG);
    }
}

static const struct overlay_class opened_class, plain_class;

static bool fill(struct opened *opened)
{
    const struct pane *pane = opened->head.pane;
    const struct card *card = board_find_card(pane, opened->card);
    struct telling telling = {.arena = arena_new()};
    char words[WORDS], at[8];
    if (!card || !telling.arena)
        return false;
    enum card_kind kind = card_kind_of(card);
    for (int i = 0; i < CARD_TEXTS; i++)
        tell_field(&telling, text_get(card_field_label(kind, (enum card_field)i)), card->texts[i]);
    tell_ties(&telling, pane, card);
    tell_rivals(&telling, pane, card);
    text_format(
        words, sizeof words, TEXT_BOARD_CARD_META,
        TEXT_VALUES(text_string("column", text_get(board_column_label(card_column_of(card)))),
                    text_string("by", card->by),
                    text_string("at", clock_local_hm(at, sizeof at, card->at_ms))));
    tell(&telling, " ", words, THEME_OVERLAY_DIM);
    bool good = reader_set(&opened->reader, telling.lines, telling.count);
    opened->head.class = piece_of(pane, opened->card, 0) ? &opened_class : &plain_class;
    arena_free(telling.arena);
    return good;
}

/* ---- drawing ---- */

static void draw_piece(const struct opened *opened, const struct surface *inside, size_t n, int y)
{
    const struct evidence *piece = piece_of(opened->head.pane, opened->card, n);
    enum evidence_state state = board_piece_state(opened->head.pane, piece);
    bool current = n == opened->piece;
    char words[WORDS], at[8];
    text_format(
        words, sizeof words, TEXT_BOARD_PIECE,
        TEXT_VALUES(text_string("title", piece->title), text_string("filters", piece->filters)));
    surface_put_string(inside, 1, y, text_get(TEXT_BOARD_SIGN_EVIDENCE), THEME_OVERLAY_STRONG);
    surface_put_cut(inside, 3, y, inside->columns - 4, span_string(words),
                    current ? THEME_OVERLAY_STRONG : THEME_OVERLAY);
    text_format(words, sizeof words,
                state == EVIDENCE_SAME      ? TEXT_BOARD_PIECE_META
                : state == EVIDENCE_CHANGED ? TEXT_BOARD_PIECE_CHANGED
                                            : TEXT_BOARD_PIECE_GONE,
                TEXT_VALUES(text_number("n", piece->n), text_string("by", piece->by),
                            text_string("at", clock_local_hm(at, sizeof at, piece->at_ms)),
                            text_string("dataset", piece->dataset_name)));
    surface_put_cut(inside, 3, y + 1, inside->columns - 4, span_string(words),
                    state == EVIDENCE_SAME ? THEME_OVERLAY_DIM : THEME_OVERLAY_STRONG);
    if (current)
        surface_tint(inside, 0, y, inside->columns, PIECE_ROWS, THEME_OVERLAY_SELECTED);
}

static void draw_pieces(struct opened *opened, const struct surface *inside, int y, int rows)
{
    size_t count = piece_count(opened->head.pane, opened->card);
    size_t shown = rows > PIECE_ROWS ? (size_t)rows / PIECE_ROWS : 1;
    opened->pieces_y = y;
    if (count == 0) {
        surface_put_cut(inside, 1, y, inside->columns - 2,
                        span_string(text_get(TEXT_BOARD_NO_EVIDENCE)), THEME_OVERLAY_DIM);
        return;
    }
    opened->piece = opened->piece < count ? opened->piece : count - 1;
    if (opened->piece < opened->top)
        opened->top = opened->piece;
    if (opened->piece >= opened->top + shown)
        opened->top = opened->piece - shown + 1;
    for (size_t i = 0; i < shown && opened->top + i < count; i++)
        draw_piece(opened, inside, opened->top + i, y + (int)i * PIECE_ROWS);
}

static void draw(struct overlay *head, const struct surface *screen)
{
    struct opened *opened = (struct opened *)head;
    const struct card *card = board_find_card(head->pane, opened->card);
    struct surface inside;
    int columns = screen->columns - 4 < WIDTH ? screen->columns - 4 : WIDTH;
    int most = screen->rows - 6;
    int pieces = (int)piece_count(head->pane, opened->card) * PIECE_ROWS;
    pieces = pieces < PIECE_ROWS ? 1 : pieces;
    int lines = reader_wrap(&opened->reader, columns - 2);
    if (lines > most - 4)
        lines = most - 4;
    if (pieces > most - lines - 1)
        pieces = most - lines - 1;
    overlay_box(head, screen, card ? text_get(card_kind_label(card_kind_of(card))) : "", columns,
                lines + 1 + pieces, &inside);
    struct surface body = surface_part(&inside, 1, 0, inside.columns - 2, lines);
    reader_draw(&opened->reader, &body);
    surface_repeat(&inside, 0, lines, inside.columns, 0x2500, THEME_OVERLAY_BORDER);
    draw_pieces(opened, &inside, lines + 1, inside.rows - lines - 1);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct opened *opened = (const struct opened *)head;
    bool any = piece_of(head->pane, opened->card, 0) != NULL;
    *x = head->x + 2;
    *y = head->y + 1;
    if (any)
        *y += opened->pieces_y + (int)(opened->piece - opened->top) * PIECE_ROWS;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct opened *opened = (const struct opened *)head;
    const struct evidence *piece;
    reader_describe(&opened->reader, out);
    for (size_t i = 0; (piece = piece_of(head->pane, opened->card, i)) != NULL; i++) {
        buffer_add_string(out, i == opened->piece ? "> " : "  ");
        utf8_screen(span_string(piece->sentence), out);
        buffer_add_byte(out, '\n');
    }
    buffer_add_byte(out, '\n');
}

static void release(struct overlay *head)
{
    reader_free(&((struct opened *)head)->reader);
}

/* ---- keys ---- */

static void unpin(struct pane *pane, int64_t card, const char *uuid)
{
    struct board_wish *wish = board_wish(pane, WISH_UNPIN, card);
    if (!wish)
        return;
    wish->uuid = arena_string(wish->job->arena, uuid);
    wish->said = TEXT_BOARD_UNPINNED;
    if (wish->uuid)
        board_submit(wish);
}

static void ask_past(struct pane *pane, int64_t card);

static void act(struct opened *opened, const struct key *key)
{
    struct pane *pane = opened->head.pane;
    int64_t id = opened->card;
    const struct evidence *piece = piece_of(pane, id, opened->piece);
    if (key_in("e F2", key)) {
        const struct card *card = board_find_card(pane, id);
        overlay_pop(pane->app);
        if (card)
            board_edit_card(pane, card);
    } else if (key_in("h", key)) {
        overlay_pop(pane->app);
        ask_past(pane, id);
    } else if (key_in("Enter", key) && piece) {
        overlay_pop_all(pane->app); /* it is opened in its pane */
        board_open_evidence(pane, piece->uuid);
    } else if (key_in("Enter", key)) {
        overlay_pop(pane->app);
    } else if (key_in("v Space", key) && piece) {
        board_show_evidence(pane, piece->uuid);
    } else if (key_in("Delete", key) && piece) {
        unpin(pane, id, piece->uuid);
    } else {
        reader_key(&opened->reader, key);
    }
    app_redraw(pane);
}

static void press(struct overlay *head, const struct key *key)
{
    struct opened *opened = (struct opened *)head;
    size_t count = piece_count(head->pane, opened->card);
    int x, y;
    if (!board_find_card(head->pane, opened->card)) {
        overlay_pop(head->app);
        return;
    }
    if (key->code == KEYCODE_MOUSE && key->action == MOUSE_PRESS &&
        overlay_inside(head, key, &x, &y) && y >= opened->pieces_y) {
        size_t at = opened->top + (size_t)(y - opened->pieces_y) / PIECE_ROWS;
        opened->piece = at < count ? at : opened->piece;
        if (key->clicks == 2)
            act(opened, &(struct key){.code = KEYCODE_ENTER});
    } else if (key_in("Up Ctrl-P", key) && opened->piece > 0) {
        opened->piece--;
    } else if (key_in("Down Ctrl-N", key) && opened->piece + 1 < count) {
        opened->piece++;
    } else {
        act(opened, key);
    }
}

#define CARD_FUNCTIONS                                                                             \
    .draw = draw, .key = press, .cursor = cursor, .describe = describe, .free = release

/* With evidence to choose from, and without. */
static const struct overlay_class opened_class = {
    .name = "board.card", .keys = TEXT_BOARD_KEYS_CARD, CARD_FUNCTIONS};
static const struct overlay_class plain_class = {
    .name = "board.card", .keys = TEXT_BOARD_KEYS_CARD_PLAIN, CARD_FUNCTIONS};

void board_command_open(struct pane *pane)
{
    const struct card *card = board_current(pane);
    if (card)
        board_open_card(pane, card->id);
}

void board_open_card(struct pane *pane, int64_t id)
{
    const struct card *card = board_find_card(pane, id);
    struct opened *opened = card ? overlay_push(pane, &opened_class, sizeof *opened) : NULL;
    if (!opened)
        return;
    opened->card = id;
    if (!fill(opened)) {
        overlay_pop(pane->app);
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    }
}

void board_refresh_card(struct pane *pane)
{
    struct overlay *found = overlay_find(pane->app, &opened_class);
    if (!found)
        found = overlay_find(pane->app, &plain_class);
    if (found)
        fill((struct opened *)found);
}

/* ---- history ---- */

struct past_request {
    int64_t card;
};

struct past_result {
    struct board_past *lines;
    size_t count;
};

static enum status run_past(struct job *job, struct error *err)
{
    const struct past_request *request = job->request;
    struct past_result *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    return board_history(job->db, job->arena, request->card, &result->lines, &result->count, err);
}

static const struct job_class past_job = {.name = "board.history", .run = run_past};

static void ask_past(struct pane *pane, int64_t card)
{
    struct job *job = app_job(pane, &past_job);
    struct past_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->card = card;
    job->lane = BOARD_LANE_PAST;
    app_submit(job);
}

void board_command_history(struct pane *pane)
{
    const struct card *card = board_current(pane);
    if (card)
        ask_past(pane, card->id);
}

void board_take_past(struct pane *pane, struct job *job)
{
    const struct past_result *result = job->result;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    struct card_line *lines = arena_array(job->arena, result->count, sizeof *lines);
    char at[8];
    for (size_t i = 0; lines && i < result->count; i++) {
        const struct board_past *past = &result->lines[i];
        lines[i] = (struct card_line){
            .label = arena_printf(job->arena, "%s %s", clock_local_hm(at, sizeof at, past->at_ms),
                                  past->by),
            .text = past->words,
            .style = THEME_OVERLAY};
    }
    const struct card_request request = {
        .title = text_get(TEXT_BOARD_HISTORY), .lines = lines, .count = result->count};
    if (lines)
        app_open_card(pane, &request);
}
