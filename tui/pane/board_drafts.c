/*
 * Drafts: each change in a form is written to the console's own small file at once, so that a
 * lost line, a closed window or a full disk takes nothing that was typed. What is left
 * without saving stays a draft; what a console that died was writing is opened again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/seat.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"

enum { TITLE = 200 };

/* ---- keeping ---- */

/* All drafts, the one in the form as it stands there, as JSON in arena. */
static enum status write_all(struct pane *pane, struct arena *arena, struct span *out,
                             struct error *err)
{
    struct board_state *state = board_state(pane);
    const struct draft *all[BOARD_DRAFTS + 1];
    size_t count = 0;
    for (size_t i = 0; i < state->draft_count; i++)
        all[count++] = state->drafts[i].draft;
    if (state->writing.draft && state->writing.edited)
        all[count++] = state->writing.draft;
    return drafts_write(arena, all, count, out, err);
}

struct keep_request {
    struct seat *seat;
    struct span drafts;
};

static enum status run_keep(struct job *job, struct error *err)
{
    const struct keep_request *request = job->request;
    return seat_keep(request->seat, request->drafts, err);
}

static const struct job_class keep_job = {.name = "board.keep", .run = run_keep};

void board_keep_drafts(struct pane *pane)
{
    const struct board_state *state = board_state(pane);
    struct job *job = app_seat(pane->app) && !state->adopting ? app_job(pane, &keep_job) : NULL;
    struct keep_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->seat = app_seat(pane->app);
    if (write_all(pane, job->arena, &request->drafts, NULL) != STATUS_OK)
        return;
    job->lane = BOARD_LANE_KEEP;
    app_submit(job);
}

/* A disk that is full is told where one writes: the text is on the screen only. */
void board_take_kept(struct pane *pane, struct job *job)
{
    struct board_state *state = board_state(pane);
    char words[700];
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        text_format(words, sizeof words, TEXT_BOARD_NOT_KEPT,
                    TEXT_VALUES(text_string("message", job->error.message)));
        app_form_note(pane, words, true);
        state->not_kept = true;
    } else if (state->not_kept) {
        state->not_kept = false;
        app_form_note(pane, text_get(TEXT_BOARD_KEPT_AGAIN), false);
    }
}

/* When the console ends, its workers are gone. */
void board_keep_at_the_end(struct pane *pane)
{
    struct arena *arena = arena_new();
    struct span drafts;
    if (arena && app_seat(pane->app) && !board_state(pane)->adopting &&
        write_all(pane, arena, &drafts, NULL) == STATUS_OK)
        seat_keep(app_seat(pane->app), drafts, NULL);
    arena_free(arena);
}

/* ---- the list of drafts ---- */

/* Puts a copy into the list; the oldest goes where there are many. False: no memory. */
static bool add_draft(struct board_state *state, const struct draft *draft)
{
    struct board_kept kept = {.arena = arena_new()};
    kept.draft = kept.arena ? draft_copy(kept.arena, draft) : NULL;
    if (!kept.draft) {
        arena_free(kept.arena);
        return false;
    }
    kept.draft->open = false;
    if (state->draft_count == BOARD_DRAFTS)
        board_drop_draft(state, 0);
    state->drafts[state->draft_count++] = kept;
    return true;
}

void board_drop_draft(struct board_state *state, size_t index)
{
    arena_free(state->drafts[index].arena);
    state->draft_count--;
    memmove(state->drafts + index, state->drafts + index + 1,
            (state->draft_count - index) * sizeof *state->drafts);
}

bool board_keep_as_draft(struct pane *pane, const struct draft *draft)
{
    bool good = add_draft(board_state(pane), draft);
    if (!good)
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    return good;
}

/* The draft of a card; BOARD_DRAFTS: there is none. */
size_t board_find_draft(const struct board_state *state, int64_t card)
{
    for (size_t i = 0; card && i < state->draft_count; i++)
        if (state->drafts[i].draft->card == card)
            return i;
    return BOARD_DRAFTS;
}

/* ---- taking over ---- */

struct adopt_request {
    struct seat *seat;
};

/* A console keeps its list, and what stands in its form. */
enum { ADOPTED_MOST = BOARD_DRAFTS + 1 };

struct adopt_result {
    struct draft *drafts;
    size_t count;
};

/* Adds what one console left, all of it or nothing: without room it stays where it is, for the
 * next start. */
static bool add_left(struct adopt_result *result, const struct draft *drafts, size_t count)
{
    if (count > ADOPTED_MOST - result->count)
        return false;
    for (size_t i = 0; i < count; i++)
        result->drafts[result->count++] = drafts[i];
    return true;
}

static enum status keep_adopted(struct job *job, const struct adopt_result *result,
                                struct error *err)
{
    const struct adopt_request *request = job->request;
    const struct draft **all = arena_array(job->arena, result->count, sizeof *all);
    struct span json;
    if (!all)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < result->count; i++)
        all[i] = &result->drafts[i];
    enum status status = drafts_write(job->arena, all, result->count, &json, err);
    return status == STATUS_OK ? seat_keep(request->seat, json, err) : status;
}

/* Kept in this console's file first, then taken away from where they were. */
static enum status run_adopt(struct job *job, struct error *err)
{
    const struct adopt_request *request = job->request;
    struct adopt_result *result = arena_alloc(job->arena, sizeof *result);
    struct left_draft *left = NULL;
    size_t left_count = 0;
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    enum status status = seat_left(request->seat, job->arena, &left, &left_count, err);
    if (status == STATUS_OK)
        result->drafts = arena_array(job->arena, ADOPTED_MOST, sizeof *result->drafts);
    size_t taken = 0;
    for (bool room = result->drafts != NULL; status == STATUS_OK && room && taken < left_count;) {
        struct draft *own = NULL;
        size_t count = 0;
        status = drafts_read(job->arena, left[taken].text, &own, &count, err);
        room = status == STATUS_OK && add_left(result, own, count);
        taken += room;
    }
    if (status == STATUS_OK && result->count > 0)
        status = keep_adopted(job, result, err);
    if (status == STATUS_OK)
        seat_drop_left(request->seat, left, taken);
    return status;
}

static const struct job_class adopt_job = {.name = "board.adopt", .run = run_adopt};

void board_adopt_drafts(struct pane *pane)
{
    struct job *job = app_seat(pane->app) ? app_job(pane, &adopt_job) : NULL;
    struct adopt_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->seat = app_seat(pane->app);
    board_state(pane)->adopting = true;
    job->lane = BOARD_LANE_ADOPT;
    app_submit(job);
}

/* The one whose form was open is opened again, in its place. */
void board_take_adopted(struct pane *pane, struct job *job)
{
    struct board_state *state = board_state(pane);
    const struct adopt_result *result = job->result;
    size_t open = BOARD_DRAFTS;
    state->adopting = false;
    if (job->status != STATUS_OK)
        return;
    for (size_t i = 0; i < result->count; i++) {
        bool full = state->draft_count == BOARD_DRAFTS;
        if (!add_draft(state, &result->drafts[i]))
            return;
        if (full && open > 0 && open < BOARD_DRAFTS)
            open--; /* the oldest went */
        if (result->drafts[i].open)
            open = state->draft_count - 1;
    }
    state->stale_view = true;
    if (open < BOARD_DRAFTS && !state->writing.draft) {
        app_focus(pane->app, pane->class->name);
        board_open_draft(pane, open);
    } else if (result->count > 0) {
        app_say(pane->app, TEXT_BOARD_DRAFTS_THERE,
                TEXT_VALUES(text_number("count", (int64_t)state->draft_count)));
        board_keep_drafts(pane);
    }
}

/* ---- commands ---- */

static size_t list_drafts(struct pane *pane, char (*texts)[TITLE], char (*details)[TITLE],
                          struct list_item *items)
{
    const struct board_state *state = board_state(pane);
    char at[8];
    for (size_t i = 0; i < state->draft_count; i++) {
        const struct draft *draft = state->drafts[i].draft;
        const char *text = draft->texts[CARD_TEXT];
        snprintf(texts[i], TITLE, "%.*s", (int)strcspn(text, "\n"), text);
        text_format(details[i], TITLE, TEXT_BOARD_DRAFT_OF,
                    TEXT_VALUES(text_string("kind", text_get(card_kind_label(draft->kind))),
                                text_string("at", clock_local_hm(at, sizeof at, draft->at_ms))));
        items[i] = (struct list_item){.text = texts[i], .detail = details[i]};
    }
    return state->draft_count;
}

static void open_list(struct pane *pane, enum text_id title,
                      void (*chosen)(struct pane *pane, size_t index))
{
    char texts[BOARD_DRAFTS][TITLE], details[BOARD_DRAFTS][TITLE];
    struct list_item items[BOARD_DRAFTS];
    const struct list_request request = {.title = text_get(title),
                                         .items = items,
                                         .count = list_drafts(pane, texts, details, items),
                                         .chosen = chosen};
    if (request.count > 0)
        app_open_list(pane, &request);
    else
        app_say(pane->app, TEXT_BOARD_WHY_DRAFTS, NULL);
}

static void dropped(struct pane *pane, size_t index)
{
    struct board_state *state = board_state(pane);
    if (index >= state->draft_count)
        return;
    board_drop_draft(state, index);
    state->stale_view = true;
    app_say(pane->app, TEXT_BOARD_DRAFT_DROPPED, NULL);
    board_keep_drafts(pane);
}

void board_command_drafts(struct pane *pane)
{
    open_list(pane, TEXT_BOARD_DRAFTS_TITLE, board_open_draft);
}

void board_command_drop_draft(struct pane *pane)
{
    open_list(pane, TEXT_BOARD_DRAFTS_DROP_TITLE, dropped);
}
