/*
 * The Board pane's class, its news, and what is known of a card. What changes the file is in
 * board_job.c, forms in board_edit.c, lists in board_choose.c, pinning in board_pin.c, what
 * it looks like in board_layout.c and board_draw.c.
 */
#include "tui/pane/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"
#include "tui/pane/lead.h"
#include "tui/pane/present.h"

enum { WORDS_CELLS = 48 };

/* ---- what is known ---- */

bool board_can_write(const struct pane *pane)
{
    return *app_team_file(pane->app) != '\0';
}

const struct card *board_find_card(const struct pane *pane, int64_t id)
{
    const struct board_state *state = board_state(pane);
    return state->read ? board_card(&state->read->board, id) : NULL;
}

const struct card *board_current(const struct pane *pane)
{
    return board_view_card(&board_state(pane)->view, board_state(pane)->at);
}

bool board_has_card(const struct pane *pane)
{
    return board_current(pane) != NULL;
}

size_t board_count_evidence(const struct pane *pane, const struct card *card)
{
    const struct board *board = &board_state(pane)->read->board;
    return evidence_count_of(board->evidence, board->evidence_count, card->id);
}

size_t board_count_rivals(const struct pane *pane, const struct card *card)
{
    const struct board *board = &board_state(pane)->read->board;
    size_t count = 0;
    for (size_t i = 0; i < board->rival_count; i++)
        count += board->rivals[i].card == card->id;
    return count;
}

size_t board_count_links(const struct pane *pane, const struct card *card)
{
    const struct board *board = &board_state(pane)->read->board;
    size_t count = 0;
    for (size_t i = 0; i < board->link_count; i++)
        count += board->links[i].a == card->id || board->links[i].b == card->id;
    return count;
}

enum evidence_state board_piece_state(const struct pane *pane, const struct evidence *evidence)
{
    const struct board_state *state = board_state(pane);
    for (size_t i = 0; i < state->check_count; i++)
        if (strcmp(state->checks[i].uuid, evidence->uuid) == 0)
            return state->checks[i].state;
    return EVIDENCE_SAME;
}

enum evidence_state board_evidence_state(const struct pane *pane, const struct card *card)
{
    const struct board *board = &board_state(pane)->read->board;
    enum evidence_state worst = EVIDENCE_SAME;
    for (size_t i = 0; i < board->evidence_count; i++) {
        if (board->evidence[i].card != card->id)
            continue;
        enum evidence_state state = board_piece_state(pane, &board->evidence[i]);
        worst = state > worst ? state : worst;
    }
    return worst;
}

bool board_lacks_evidence(const struct pane *pane, const struct card *card)
{
    const char *verdict = card->texts[CARD_VERDICT];
    return card_kind_of(card) == CARD_MYTH && *verdict && strcmp(verdict, "can't tell") != 0 &&
           board_count_evidence(pane, card) == 0;
}

bool board_is_unsettled(const void *context, const struct card *card)
{
    const struct pane *pane = context;
    return board_count_rivals(pane, card) > 0 || board_lacks_evidence(pane, card) ||
           board_evidence_state(pane, card) != EVIDENCE_SAME;
}

void board_card_words(const struct card *card, char *out, size_t size)
{
    struct buffer safe = {0};
    const char *text = card->texts[CARD_TEXT];
    size_t len = strcspn(text, "\n");
    utf8_screen(span_of(text, len), &safe);
    struct span fit = utf8_fit(buffer_span(&safe), WORDS_CELLS, NULL);
    snprintf(out, size, "%.*s%s", (int)fit.len, fit.data,
             fit.len < safe.len || text[len] ? "…" : "");
    buffer_free(&safe);
}

/* ---- the cursor ---- */

void board_go(struct pane *pane, struct board_place_in at)
{
    struct board_state *state = board_state(pane);
    const struct card *card = board_view_card(&state->view, at);
    if (!card)
        return;
    state->at = at;
    state->cursor = card->id;
    app_remember_number(pane->app, "board.cursor", card->id);
    app_redraw(pane);
}

/* After the view has changed: on its card, or near where that was. */
static void keep_cursor(struct board_state *state)
{
    if (board_view_find(&state->view, state->cursor, &state->at))
        return;
    const struct card *card = NULL;
    if (board_view_near(&state->view, &state->at))
        card = board_view_card(&state->view, state->at);
    state->cursor = card ? card->id : 0;
}

/* ---- opening and news ---- */

static enum status open_pane(struct pane *pane, struct error *err)
{
    struct board_state *state = board_state(pane);
    state->work = work_of(pane->app);
    if (!state->work)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    state->cursor = app_recall_number(pane->app, "board.cursor", 0);
    state->target = app_recall_number(pane->app, "board.target", 0);
    if (board_can_write(pane)) {
        board_read_anew(pane);
        board_adopt_drafts(pane);
    }
    return STATUS_OK;
}

static void close_pane(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    board_keep_at_the_end(pane);
    board_layout_free(&state->layout);
    board_view_free(&state->view);
    while (state->draft_count > 0)
        board_drop_draft(state, state->draft_count - 1);
    arena_free(state->writing.arena);
    arena_free(state->checks_home);
    arena_free(state->home);
    arena_free(state->texts_home);
    arena_free(state->methods_home);
    free(state->choices);
}

static void take_job(struct pane *pane, struct job *job)
{
    static void (*const takers[])(struct pane *, struct job *) = {
        [BOARD_LANE_EACH] = board_take_reply,      [BOARD_LANE_READ] = board_take_reply,
        [BOARD_LANE_TAKE] = board_take_figures,    [BOARD_LANE_CHECK] = board_take_checks,
        [BOARD_LANE_LOOK] = board_take_look,       [BOARD_LANE_PAST] = board_take_past,
        [BOARD_LANE_METHODS] = board_take_methods, [BOARD_LANE_KEEP] = board_take_kept,
        [BOARD_LANE_ADOPT] = board_take_adopted,   [BOARD_LANE_DECK] = present_take,
        [BOARD_LANE_REPORT] = present_take_report,
    };
    if (lead_take(pane, job))
        return;
    if (job->lane < sizeof takers / sizeof *takers)
        takers[job->lane](pane, job);
}

/* Who writes where, and who does what. */
static void see_who_is_here(struct pane *pane)
{
    app_redraw(pane);
    if (lead_screen_of(pane->app))
        lead_submit_read(pane);
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind == MESSAGE_REPLY)
        take_job(pane, message->job);
    else if (message->kind == MESSAGE_CHANGED && board_can_write(pane))
        board_read_anew(pane);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "here.changed") == 0)
        see_who_is_here(pane);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "board.pin") == 0)
        board_pin_from(pane, message->text);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "board.present") == 0)
        present_ask(pane, message->text);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "board.report") == 0)
        present_report(pane);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "board.lead") == 0)
        lead_open(pane);
    else if (message->kind == MESSAGE_TOLD && strcmp(message->topic, "day.changed") == 0)
        lead_phase_changed(pane);
}

static void recalc(struct pane *pane, int columns, int rows)
{
    struct board_state *state = board_state(pane);
    bool wide = columns >= BOARD_WIDE;
    const struct board_wanted wanted = {state->filter, app_person(pane->app), state->tag};
    if (!state->read)
        return;
    if (state->stale_view || wide != state->view.columns || !state->view.arena) {
        if (!board_view_make(&state->view, &state->read->board, wide, &wanted, board_is_unsettled,
                             pane)) {
            app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
            return;
        }
        state->stale_view = false;
        keep_cursor(state);
    }
    if (!board_layout_make(pane, columns, rows))
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- keys ---- */

static bool take_mouse(struct pane *pane, const struct key *key)
{
    struct board_state *state = board_state(pane);
    struct board_place_in at;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        at = state->at;
        if (board_view_step(&state->view, &at, key->action == MOUSE_WHEEL_UP ? -1 : 1))
            board_go(pane, at);
        return true;
    }
    if (key->action != MOUSE_PRESS || key->button != 1)
        return false;
    if (key->y < state->layout.frame_rows) {
        if (key->clicks == 2)
            board_command_frame(pane);
        return true;
    }
    if (!board_layout_at(&state->layout, key->x, key->y, &at.section, &at.index))
        return false;
    board_go(pane, at);
    if (key->clicks == 2)
        board_command_open(pane);
    return true;
}

static bool take_key(struct pane *pane, const struct key *key)
{
    return key->code == KEYCODE_MOUSE && take_mouse(pane, key);
}

static bool cursor(const struct pane *pane, int *x, int *y)
{
    const struct board_state *state = board_state(pane);
    return board_layout_find(&state->layout, state->at.section, state->at.index, x, y);
}

/* The card. */
static void spot(const struct pane *pane, struct buffer *out)
{
    buffer_printf(out, "%lld", (long long)board_state(pane)->cursor);
}

static void go(struct pane *pane, const char *words)
{
    struct board_place_in at;
    if (board_view_find(&board_state(pane)->view, strtoll(words, NULL, 10), &at))
        board_go(pane, at);
}

/* Esc takes the filter away. */
static bool step_back(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    if (state->filter == BOARD_ALL)
        return false;
    state->filter = BOARD_ALL;
    state->stale_view = true;
    app_say(pane->app, TEXT_BOARD_ALL_AGAIN, NULL);
    app_redraw(pane);
    return true;
}

const struct pane_class board_pane = {
    .name = "board",
    .title = TEXT_BOARD_TITLE,
    .about = TEXT_ABOUT_BOARD,
    .place = PLACE_BOARD,
    .commands = board_commands,
    .command_count = BOARD_COMMAND_COUNT,
    .state_size = sizeof(struct board_state),
    .open = open_pane,
    .close = close_pane,
    .key = take_key,
    .message = message,
    .recalc = recalc,
    .draw = board_draw,
    .cursor = cursor,
    .caption = board_caption,
    .status = board_status,
    .describe = board_describe,
    .undo = board_undo_step,
    .redo = board_redo_step,
    .spot = spot,
    .go = go,
    .back = step_back,
};
