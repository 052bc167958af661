/*
 * Forms: what is written on a card. While a form is open its text is nobody's but the
 * writer's, and a draft; what the fields were when the writing began goes along when it is
 * saved, so that what somebody else has written meanwhile is never overwritten.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/seat.h"
#include "tui/console/app.h"
#include "tui/pane/board_state.h"

enum { FIELDS_MOST = CARD_TEXTS, TITLE_SIZE = 160, SINGLE_ROWS = 2 };

/* ---- what is under way ---- */

static void end_writing(struct board_state *state)
{
    arena_free(state->writing.arena);
    state->writing = (struct board_writing){.draft = NULL};
}

/* A copy of the draft is what is written on from here. False: no memory. */
static bool begin_writing(struct board_state *state, const struct draft *draft)
{
    end_writing(state);
    struct board_writing *writing = &state->writing;
    writing->arena = arena_new();
    writing->draft = writing->arena ? draft_copy(writing->arena, draft) : NULL;
    if (!writing->draft) {
        end_writing(state);
        return false;
    }
    writing->draft->open = true;
    writing->number = ++state->writings;
    if (writing->draft->at_ms == 0)
        writing->draft->at_ms = clock_now_ms();
    return true;
}

/* What stands in the form goes into the draft. */
static bool read_form(struct pane *pane)
{
    struct board_writing *writing = &board_state(pane)->writing;
    size_t count;
    const struct card_form_field *fields = card_form(writing->draft->kind, &count);
    for (size_t i = 0; i < count; i++) {
        const char *text = app_form_text(pane, i);
        const char **place = &writing->draft->texts[fields[i].field];
        if (!text || strcmp(text, *place) == 0)
            continue;
        *place = arena_string(writing->arena, text);
        if (!*place)
            return false;
    }
    writing->draft->at_ms = clock_now_ms();
    return true;
}

/* Texts of each key press pile up in the arena: now and then it is made anew. */
static bool shrink(struct board_state *state)
{
    enum { MUCH = 4 << 20 };
    struct board_writing *writing = &state->writing;
    if (arena_size(writing->arena) < MUCH)
        return true;
    struct arena *arena = arena_new();
    struct draft *draft = arena ? draft_copy(arena, writing->draft) : NULL;
    if (!draft) {
        arena_free(arena);
        return false;
    }
    arena_free(writing->arena);
    writing->arena = arena;
    writing->draft = draft;
    return true;
}

static bool differs(const struct draft *draft)
{
    for (int i = 0; i < CARD_TEXTS; i++)
        if (strcmp(draft->texts[i], draft->bases[i]) != 0)
            return true;
    return draft->evidence != NULL;
}

static void edited(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    if (!state->writing.draft || !shrink(state) || !read_form(pane)) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    state->writing.edited = differs(state->writing.draft);
    board_keep_drafts(pane);
}

/* ---- the form ---- */

static void tell_others(struct pane *pane)
{
    char mark[40] = "";
    const struct draft *draft = board_state(pane)->writing.draft;
    if (draft && draft->card)
        snprintf(mark, sizeof mark, SEAT_MARK_WRITING "%lld", (long long)draft->card);
    app_set_mark(pane->app, mark);
}

static void left(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    bool keep = state->writing.edited;
    if (keep && !board_keep_as_draft(pane, state->writing.draft))
        return; /* no memory: the form stays */
    app_close_form(pane);
    end_writing(state);
    tell_others(pane);
    state->stale_view = true;
    if (keep)
        app_say(pane->app, TEXT_BOARD_LEFT, NULL);
    board_keep_drafts(pane);
}

static const char *form_title(const struct draft *draft, char *out, size_t size)
{
    text_format(out, size,
                draft->kind == CARD_FRAME ? TEXT_BOARD_FORM_FRAME
                : draft->card             ? TEXT_BOARD_FORM_EDIT
                                          : TEXT_BOARD_FORM_NEW,
                TEXT_VALUES(text_string("kind", text_get(card_kind_label(draft->kind))),
                            text_string("title", draft->bases[CARD_THEME])));
    return out;
}

static void saved(struct pane *pane);

static void open_form(struct pane *pane, const char *note)
{
    const struct draft *draft = board_state(pane)->writing.draft;
    struct form_field fields[FIELDS_MOST];
    char title[TITLE_SIZE];
    size_t count;
    const struct card_form_field *forms = card_form(draft->kind, &count);
    for (size_t i = 0; i < count; i++) {
        bool of_frame = draft->kind == CARD_FRAME && *draft->bases[CARD_CAVEAT];
        fields[i] = (struct form_field){.label = text_get(forms[i].label),
                                        .hint = of_frame ? draft->bases[CARD_CAVEAT]
                                                         : text_get(forms[i].hint),
                                        .initial = draft->texts[forms[i].field],
                                        .rows = forms[i].rows,
                                        .single = forms[i].rows <= SINGLE_ROWS,
                                        .choices = card_field_choices(forms[i].field)};
    }
    const struct form_request request = {.title = form_title(draft, title, sizeof title),
                                         .note = note,
                                         .fields = fields,
                                         .count = count,
                                         .limit = BOARD_TEXT_MAX,
                                         .drafts = true,
                                         .saved = saved,
                                         .edited = edited,
                                         .left = left};
    app_open_form(pane, &request);
    tell_others(pane);
}

/* Somebody writes on something else: that one keeps its form, this one waits. */
static void put_aside(struct pane *pane, const struct draft *draft)
{
    struct board_state *state = board_state(pane);
    if (!board_keep_as_draft(pane, draft))
        return;
    state->stale_view = true;
    app_say(pane->app, TEXT_BOARD_DRAFTS_THERE,
            TEXT_VALUES(text_number("count", (int64_t)state->draft_count)));
    board_keep_drafts(pane);
}

/* Opens the form with a draft, which is in it from then on. */
static void write_on(struct pane *pane, const struct draft *draft, const char *note)
{
    struct board_state *state = board_state(pane);
    if (state->writing.draft) {
        put_aside(pane, draft);
        return;
    }
    if (!begin_writing(state, draft)) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    state->writing.edited = differs(state->writing.draft);
    open_form(pane, note);
    if (state->writing.edited)
        board_keep_drafts(pane);
}

void board_open_draft(struct pane *pane, size_t index)
{
    struct board_state *state = board_state(pane);
    char note[120], at[8];
    if (index >= state->draft_count)
        return;
    const struct draft *draft = state->drafts[index].draft;
    text_format(note, sizeof note, TEXT_BOARD_FORM_DRAFT,
                TEXT_VALUES(text_string("at", clock_local_hm(at, sizeof at, draft->at_ms))));
    if (state->writing.draft)
        return;
    write_on(pane, draft, note);
    if (state->writing.draft) {
        board_drop_draft(state, index);
        state->stale_view = true;
    }
}

void board_edit_card(struct pane *pane, const struct card *card)
{
    const struct board_state *state = board_state(pane);
    size_t kept = board_find_draft(state, card->id);
    struct draft draft = {.card = card->id, .kind = card_kind_of(card)};
    if (kept < BOARD_DRAFTS) {
        board_open_draft(pane, kept);
        return;
    }
    for (int i = 0; i < CARD_TEXTS; i++)
        draft.bases[i] = draft.texts[i] = card->texts[i];
    write_on(pane, &draft, NULL);
}

void board_new_card(struct pane *pane, enum card_kind kind, const char *text,
                    const struct evidence *evidence)
{
    struct draft draft = {.kind = kind, .evidence = evidence};
    for (int i = 0; i < CARD_TEXTS; i++)
        draft.bases[i] = draft.texts[i] = "";
    if (text)
        draft.texts[CARD_TEXT] = text;
    write_on(pane, &draft, evidence ? text_get(TEXT_BOARD_FORM_PINNED) : NULL);
}

/* ---- saving ---- */

static bool copy_fields(const struct draft *draft, struct board_wish *wish)
{
    struct draft *copy = draft_copy(wish->job->arena, draft);
    wish->edits = arena_array(wish->job->arena, CARD_TEXTS, sizeof *wish->edits);
    if (!copy || !wish->edits)
        return false;
    for (int i = 0; i < CARD_TEXTS; i++) {
        wish->new.texts[i] = copy->texts[i];
        if (strcmp(copy->texts[i], copy->bases[i]) != 0)
            wish->edits[wish->edit_count++] =
                (struct board_edit){(enum card_field)i, copy->bases[i], copy->texts[i]};
    }
    wish->new.evidence = copy->evidence;
    return true;
}

static void saved(struct pane *pane)
{
    const struct draft *draft = board_state(pane)->writing.draft;
    struct board_wish *wish = NULL;
    if (read_form(pane))
        wish = board_wish(pane, draft->card ? WISH_EDIT : WISH_ADD, draft->card);
    if (!wish) {
        app_form_note(pane, text_get(TEXT_OUT_OF_MEMORY), true);
        return;
    }
    wish->writing = board_state(pane)->writing.number;
    wish->new = (struct board_new){.kind = draft->kind, .column = BOARD_USUAL};
    wish->said = draft->card ? TEXT_BOARD_SAVED : TEXT_BOARD_ADDED;
    if (copy_fields(draft, wish))
        board_submit(wish);
    else
        app_form_note(pane, text_get(TEXT_OUT_OF_MEMORY), true);
}

static bool says_the_same(const struct draft *draft, const struct board_wish *wish)
{
    for (int i = 0; i < CARD_TEXTS; i++)
        if (strcmp(draft->texts[i], wish->new.texts[i]) != 0)
            return false;
    return true;
}

/* What was typed while it was being saved goes on in its form, on top of what is saved now. */
static void write_the_rest(struct pane *pane, const struct board_wish *wish, int64_t id)
{
    struct board_writing *writing = &board_state(pane)->writing;
    for (int i = 0; i < CARD_TEXTS; i++) {
        const char *base = arena_string(writing->arena, wish->new.texts[i]);
        writing->draft->bases[i] = base ? base : "";
    }
    writing->draft->card = id;
    writing->draft->evidence = NULL; /* it hangs on the card */
    app_form_note(pane, text_get(TEXT_BOARD_SAVED_SO_FAR), false);
}

/* The form was left before the answer came: what it kept as a draft has been saved. */
static void drop_what_was_saved(struct board_state *state, const struct board_wish *wish)
{
    for (size_t i = state->draft_count; i-- > 0;) {
        const struct draft *draft = state->drafts[i].draft;
        if (draft->card == wish->card &&
            draft->kind == wish->new.kind &&says_the_same(draft, wish)) {
            board_drop_draft(state, i);
            state->stale_view = true;
            return;
        }
    }
}

bool board_edit_done(struct pane *pane, const struct board_wish *wish, const struct job *job,
                     int64_t id)
{
    struct board_state *state = board_state(pane);
    bool own = state->writing.draft && wish->writing == state->writing.number;
    if (own && job->status != STATUS_OK)
        app_form_note(pane, job->error.message, true);
    if (!wish->writing || job->status != STATUS_OK)
        return own;
    if (!own) {
        drop_what_was_saved(state, wish);
    } else if (says_the_same(state->writing.draft, wish)) {
        app_close_form(pane);
        end_writing(state);
    } else {
        write_the_rest(pane, wish, id);
    }
    tell_others(pane);
    board_keep_drafts(pane);
    return own;
}

/* ---- commands ---- */

static void chosen_kind(struct pane *pane, size_t index)
{
    board_new_card(pane, (enum card_kind)index, NULL, NULL);
}

void board_command_new(struct pane *pane)
{
    struct list_item items[CARD_BOARD_KINDS];
    for (int i = 0; i < CARD_BOARD_KINDS; i++)
        items[i] = (struct list_item){.text = text_get(card_kind_label((enum card_kind)i)),
                                      .detail = text_get(card_kind_help((enum card_kind)i))};
    const struct list_request request = {.title = text_get(TEXT_BOARD_NEW_TITLE),
                                         .items = items,
                                         .count = CARD_BOARD_KINDS,
                                         .chosen = chosen_kind};
    app_open_list(pane, &request);
}

void board_command_edit(struct pane *pane)
{
    board_edit_card(pane, board_current(pane));
}
