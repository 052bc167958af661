/*
 * What changes the file: each wish is one use case, and brings the board back as it is then,
 * so that the screen shows it at once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/log.h"
#include "core/jam/lead.h"
#include "core/store/dataset.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"
#include "tui/pane/lead.h"

enum { ENTRIES = 40, WORDS = 240 };

struct answer {
    struct board_read_back read;
    int64_t id; /* of a new card */
    struct board_outcome outcome;
    const char *words; /* of what was taken back; NULL: nothing */
    bool unread;       /* it was done, but the board could not be read */
};

/* ---- the wishes ---- */

typedef enum status wish_fn(struct job *job, const struct board_wish *wish, struct answer *answer,
                            struct error *err);

static enum status add(struct job *job, const struct board_wish *wish, struct answer *answer,
                       struct error *err)
{
    return board_add(job->db, job->arena, &wish->new, wish->by, &answer->id, err);
}

static enum status edit(struct job *job, const struct board_wish *wish, struct answer *answer,
                        struct error *err)
{
    answer->id = wish->card;
    return board_edit(job->db, job->arena, wish->card, wish->edits, wish->edit_count, wish->by,
                      &answer->outcome, err);
}

static enum status place(struct job *job, const struct board_wish *wish, struct answer *answer,
                         struct error *err)
{
    (void)answer;
    return board_place(job->db, job->arena, wish->card, wish->column, wish->before, wish->by, err);
}

static enum status star(struct job *job, const struct board_wish *wish, struct answer *answer,
                        struct error *err)
{
    (void)answer;
    return board_star(job->db, job->arena, wish->card, wish->on, wish->by, err);
}

static enum status archive(struct job *job, const struct board_wish *wish, struct answer *answer,
                           struct error *err)
{
    (void)answer;
    return board_archive(job->db, job->arena, wish->card, wish->on, wish->by, err);
}

static bool is_wanted(const struct board_wish *wish, int64_t id)
{
    for (size_t i = 0; i < wish->link_count; i++)
        if (wish->links[i] == id)
            return true;
    return false;
}

/* Ties to all that are wanted and unties from all others: a step for each that changes. */
static enum status links(struct job *job, const struct board_wish *wish, struct answer *answer,
                         struct error *err)
{
    struct card_link *now;
    size_t count;
    (void)answer;
    enum status status = card_link_list(job->db, job->arena, &now, &count, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        bool own = now[i].a == wish->card || now[i].b == wish->card;
        int64_t other = now[i].a == wish->card ? now[i].b : now[i].a;
        if (own && !is_wanted(wish, other))
            status = board_link(job->db, job->arena, wish->card, other, false, wish->by, err);
    }
    for (size_t i = 0; i < wish->link_count && status == STATUS_OK; i++)
        status = board_link(job->db, job->arena, wish->card, wish->links[i], true, wish->by, err);
    return status;
}

static enum status undo(struct job *job, const struct board_wish *wish, struct answer *answer,
                        struct error *err)
{
    return board_undo(job->db, job->arena, wish->by, &answer->words, err);
}

static enum status redo(struct job *job, const struct board_wish *wish, struct answer *answer,
                        struct error *err)
{
    return board_redo(job->db, job->arena, wish->by, &answer->words, err);
}

static enum status settle(struct job *job, const struct board_wish *wish, struct answer *answer,
                          struct error *err)
{
    (void)answer;
    return board_settle(job->db, job->arena, wish->uuid, wish->settle, wish->by, err);
}

static enum status pin(struct job *job, const struct board_wish *wish, struct answer *answer,
                       struct error *err)
{
    (void)answer;
    return board_pin(job->db, job->arena, wish->card, wish->evidence, wish->by, NULL, err);
}

static enum status unpin(struct job *job, const struct board_wish *wish, struct answer *answer,
                         struct error *err)
{
    (void)answer;
    return board_unpin(job->db, job->arena, wish->uuid, wish->by, err);
}

/* The parts of the problem, empty, to be filled in. */
static enum status frame(struct job *job, const struct board_wish *wish, struct answer *answer,
                         struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i + 1 < wish->part_count && status == STATUS_OK; i += 2) {
        const struct board_new new = {
            .kind = CARD_FRAME,
            .column = BOARD_USUAL,
            .texts = {[CARD_THEME] = wish->parts[i], [CARD_CAVEAT] = wish->parts[i + 1]}};
        status = board_add(job->db, job->arena, &new, wish->by, &answer->id, err);
    }
    return status;
}

static wish_fn *const wishes[WISH_KINDS] = {
    [WISH_READ] = NULL,   [WISH_ADD] = add,         [WISH_EDIT] = edit,   [WISH_PLACE] = place,
    [WISH_STAR] = star,   [WISH_ARCHIVE] = archive, [WISH_LINKS] = links, [WISH_UNDO] = undo,
    [WISH_REDO] = redo,   [WISH_SETTLE] = settle,   [WISH_PIN] = pin,     [WISH_UNPIN] = unpin,
    [WISH_FRAME] = frame,
};

/* ---- the job ---- */

static void mix(uint64_t *hash, uint64_t number)
{
    *hash = (*hash ^ number) * 1099511628211u;
}

/* What all figures hang on: rows that other tools change, columns that come and go. */
static enum status read_ground(struct job *job, uint64_t *out, struct error *err)
{
    struct dataset_info *datasets;
    size_t count;
    enum status status = dataset_list(job->db, job->arena, &datasets, &count, err);
    *out = 14695981039346656037u;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        mix(out, (uint64_t)datasets[i].id);
        mix(out, (uint64_t)datasets[i].edits);
        mix(out, (uint64_t)datasets[i].rows);
        for (size_t c = 0; c < datasets[i].column_count; c++) {
            mix(out, (uint64_t)datasets[i].columns[c].id);
            mix(out, (uint64_t)datasets[i].columns[c].revision);
        }
    }
    return status;
}

static enum status read_all(struct job *job, struct board_read_back *out, struct error *err)
{
    enum status status = board_read(job->db, job->arena, &out->board, err);
    if (status == STATUS_OK)
        status = person_list(job->db, job->arena, &out->people, &out->person_count, err);
    if (status == STATUS_OK)
        status = log_list(job->db, job->arena, 0, ENTRIES, &out->entries, &out->entry_count, err);
    return status == STATUS_OK ? read_ground(job, &out->ground, err) : status;
}

static enum status run_wish(struct job *job, struct error *err)
{
    const struct board_wish *wish = job->request;
    struct answer *answer = arena_alloc(job->arena, sizeof *answer);
    if (!answer)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = answer;
    enum status status =
        wishes[wish->kind] ? wishes[wish->kind](job, wish, answer, err) : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    status = read_all(job, &answer->read, err);
    answer->unread = status != STATUS_OK && wish->kind != WISH_READ;
    if (answer->unread)
        log_line("the board could not be read after a change: status %d", (int)status);
    return answer->unread ? STATUS_OK : status; /* what is done is done */
}

static const struct job_class wish_job = {.name = "board", .run = run_wish};

struct board_wish *board_wish(struct pane *pane, enum board_wish_kind kind, int64_t card)
{
    struct job *job = app_job(pane, &wish_job);
    struct board_wish *wish = job ? job_request(job, sizeof *wish) : NULL;
    if (!wish)
        return NULL;
    wish->kind = kind;
    wish->job = job;
    wish->card = card;
    wish->said_card = "";
    wish->said_value = "";
    wish->by = arena_string(job->arena, app_person(pane->app));
    return wish;
}

void board_submit(struct board_wish *wish)
{
    wish->job->lane = wish->kind == WISH_READ ? BOARD_LANE_READ : BOARD_LANE_EACH;
    app_submit(wish->job);
}

void board_read_anew(struct pane *pane)
{
    struct board_wish *wish = board_wish(pane, WISH_READ, 0);
    if (wish)
        board_submit(wish);
}

bool board_undo_step(struct pane *pane)
{
    struct board_wish *wish = board_can_write(pane) ? board_wish(pane, WISH_UNDO, 0) : NULL;
    if (wish)
        board_submit(wish);
    return wish != NULL;
}

bool board_redo_step(struct pane *pane)
{
    struct board_wish *wish = board_can_write(pane) ? board_wish(pane, WISH_REDO, 0) : NULL;
    if (wish)
        board_submit(wish);
    return wish != NULL;
}

/* ---- the answer ---- */

static void say_step(struct pane *pane, const struct board_wish *wish, const char *words)
{
    bool undo = wish->kind == WISH_UNDO;
    if (words)
        app_say(pane->app, undo ? TEXT_BOARD_UNDONE : TEXT_BOARD_REDONE,
                TEXT_VALUES(text_string("step", words)));
    else
        app_say(pane->app, undo ? TEXT_BOARD_NO_UNDO : TEXT_BOARD_NO_REDO, NULL);
}

static void say_done(struct pane *pane, const struct board_wish *wish, const struct answer *answer)
{
    const struct card *card = board_card(&answer->read.board, answer->id ? answer->id : wish->card);
    char words[240] = "";
    if (wish->kind == WISH_UNDO || wish->kind == WISH_REDO)
        say_step(pane, wish, answer->words);
    if (wish->said == TEXT_NONE)
        return;
    const char *text = wish->new.texts[CARD_TEXT];
    if (card)
        board_card_words(card, words, sizeof words);
    else if (text) /* it is written, but could not be read again */
        snprintf(words, sizeof words, "%.*s", (int)strcspn(text, "\n"), text);
    /* In another pane u takes back what was done to the view. */
    bool beside = wish->said == TEXT_BOARD_ADDED && !pane->focused;
    app_say(pane->app, beside ? TEXT_BOARD_ADDED_BESIDE : wish->said,
            TEXT_VALUES(text_string("card", *wish->said_card ? wish->said_card : words),
                        text_string("value", wish->said_value)));
}

static void say_rivals(struct pane *pane, const struct board_outcome *outcome)
{
    if (outcome->rivals > 0)
        app_say(pane->app, TEXT_BOARD_RIVAL_KEPT, TEXT_VALUES(text_string("by", outcome->other)));
}

/* Who has changed the card last; NULL: it is not among the last entries. */
static const char *changed_by(const struct board_read_back *read, const struct card *card)
{
    for (size_t i = 0; i < read->entry_count; i++) {
        const struct log_entry *entry = &read->entries[i];
        if (strcmp(entry->kind, BOARD_LOG_KIND) == 0 && strcmp(entry->subject, card->uuid) == 0)
            return entry->by;
    }
    return NULL;
}

/* A card that somebody else has just given to whoever sits here is told to them. */
static void tell_given(const struct pane *pane, const struct board_read_back *now)
{
    const struct board_read_back *before = board_state(pane)->read;
    const char *person = app_person(pane->app);
    for (size_t i = 0; before && *person && i < now->board.card_count; i++) {
        const struct card *card = &now->board.cards[i];
        const struct card *was = board_card(&before->board, card->id);
        if (!lead_looks_at(card->texts[CARD_ASSIGNEE], person) || card_is(card, CARD_ARCHIVED) ||
            (was && lead_looks_at(was->texts[CARD_ASSIGNEE], person)))
            continue;
        const char *by = changed_by(now, card);
        char words[WORDS] = "";
        board_card_words(card, words, sizeof words);
        if (by && *by && strcasecmp(by, person) != 0)
            app_tell_person(pane->app, TEXT_BOARD_ASKED,
                            TEXT_VALUES(text_string("by", by), text_string("card", words)));
    }
}

/* The board of the answer takes the place of the one before. */
static void take_board(struct pane *pane, struct job *job)
{
    struct board_state *state = board_state(pane);
    struct answer *answer = job->result;
    arena_free(state->home);
    state->read = &answer->read;
    state->home = job_take_arena(job);
    state->stale_view = true;
    state->chosen_for = NULL;
    board_layout_free(&state->layout); /* its rows point into what has gone */
    board_view_free(&state->view);
}

/* A verdict without evidence is asked for what shows it, not refused. */
static void ask_for_evidence(struct pane *pane, const struct board_wish *wish, int64_t id)
{
    const struct card *card = board_find_card(pane, id);
    bool written = wish->said == TEXT_BOARD_SAVED || wish->said == TEXT_BOARD_ADDED;
    if (written && card && board_lacks_evidence(pane, card))
        app_say(pane->app, TEXT_BOARD_VERDICT_ASKED, NULL);
}

void board_take_reply(struct pane *pane, struct job *job)
{
    struct board_state *state = board_state(pane);
    const struct board_wish *wish = job->request;
    if (job->status != STATUS_OK) {
        if (!board_edit_done(pane, wish, job, 0) && job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        if (job->status == STATUS_STALE || job->status == STATUS_NOT_FOUND)
            board_read_anew(pane);
        return;
    }
    const struct answer *answer = job->result;
    say_done(pane, wish, answer);
    board_edit_done(pane, wish, job, answer->id);
    say_rivals(pane, &answer->outcome);
    if (wish->kind == WISH_ADD)
        state->cursor = answer->id;
    if (answer->unread) {
        board_read_anew(pane);
        return;
    }
    tell_given(pane, &answer->read);
    take_board(pane, job); /* wish and answer live in what it keeps */
    ask_for_evidence(pane, wish, answer->id);
    board_refresh_card(pane);
    board_check_evidence(pane);
    lead_read_anew(pane);
}
