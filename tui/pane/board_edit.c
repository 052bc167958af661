/*
 * Forms: what is written on a card. While a form is open its text is nobody's but the
 * writer's; what the fields were when the writing began goes along when it is saved, so that
 * what somebody else has written meanwhile is never overwritten.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/board_state.h"

enum { FIELDS_MOST = CARD_TEXTS, TITLE_SIZE = 160, SINGLE_ROWS = 2 };

/* ---- what is under way ---- */

static void end_writing(struct board_state *state)
{
    arena_free(state->writing.arena);
    state->writing = (struct board_writing){.on = false};
}

static bool begin_writing(struct board_state *state, const struct card *card, enum card_kind kind)
{
    end_writing(state);
    struct board_writing *writing = &state->writing;
    *writing = (struct board_writing){
        .on = true, .card = card ? card->id : 0, .kind = kind, .arena = arena_new()};
    bool good = writing->arena != NULL;
    for (int i = 0; i < CARD_TEXTS && good; i++) {
        writing->bases[i] = arena_string(writing->arena, card ? card->texts[i] : "");
        good = writing->bases[i] != NULL;
    }
    return good;
}

/* ---- the form ---- */

static bool is_edited(const struct pane *pane)
{
    const struct board_writing *writing = &board_state(pane)->writing;
    size_t count;
    const struct card_form_field *fields = card_form(writing->kind, &count);
    for (size_t i = 0; i < count; i++) {
        const char *text = app_form_text(pane, i);
        if (text && strcmp(text, writing->bases[fields[i].field]) != 0)
            return true;
    }
    return writing->evidence != NULL;
}

static void left(struct pane *pane)
{
    struct board_state *state = board_state(pane);
    if (is_edited(pane))
        app_say(pane->app, TEXT_BOARD_LEFT, NULL);
    app_close_form(pane);
    end_writing(state);
}

static const char *form_title(const struct board_writing *writing, char *out, size_t size)
{
    text_format(out, size,
                writing->kind == CARD_FRAME ? TEXT_BOARD_FORM_FRAME
                : writing->card             ? TEXT_BOARD_FORM_EDIT
                                            : TEXT_BOARD_FORM_NEW,
                TEXT_VALUES(text_string("kind", text_get(card_kind_label(writing->kind))),
                            text_string("title", writing->bases[CARD_THEME])));
    return out;
}

static void saved(struct pane *pane);

/* texts: what stands in the fields, by CARD_…; NULL: as they were. */
static void open_form(struct pane *pane, const char *const *texts, const char *note)
{
    const struct board_writing *writing = &board_state(pane)->writing;
    struct form_field fields[FIELDS_MOST];
    char title[TITLE_SIZE];
    size_t count;
    const struct card_form_field *forms = card_form(writing->kind, &count);
    for (size_t i = 0; i < count; i++) {
        const char *text = texts ? texts[forms[i].field] : NULL;
        const char *hint = text_get(forms[i].hint);
        if (writing->kind == CARD_FRAME && *writing->bases[CARD_CAVEAT])
            hint = writing->bases[CARD_CAVEAT];
        fields[i] = (struct form_field){.label = text_get(forms[i].label),
                                        .hint = hint,
                                        .initial = text ? text : writing->bases[forms[i].field],
                                        .rows = forms[i].rows,
                                        .single = forms[i].rows <= SINGLE_ROWS,
                                        .choices = card_field_choices(forms[i].field)};
    }
    const struct form_request request = {.title = form_title(writing, title, sizeof title),
                                         .note = note,
                                         .fields = fields,
                                         .count = count,
                                         .limit = BOARD_TEXT_MAX,
                                         .saved = saved,
                                         .left = left};
    app_open_form(pane, &request);
}

void board_edit_card(struct pane *pane, const struct card *card)
{
    if (begin_writing(board_state(pane), card, card_kind_of(card)))
        open_form(pane, NULL, NULL);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

void board_new_card(struct pane *pane, enum card_kind kind, const char *text,
                    const struct evidence *evidence)
{
    struct board_state *state = board_state(pane);
    const char *texts[CARD_TEXTS] = {[CARD_TEXT] = text};
    bool good = begin_writing(state, NULL, kind);
    if (good && evidence) {
        state->writing.evidence = evidence_copy(state->writing.arena, evidence);
        good = state->writing.evidence != NULL;
    }
    if (!good) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    open_form(pane, texts, evidence ? text_get(TEXT_BOARD_FORM_PINNED) : NULL);
}

/* ---- saving ---- */

static bool copy_fields(struct pane *pane, struct board_wish *wish)
{
    const struct board_writing *writing = &board_state(pane)->writing;
    size_t count;
    const struct card_form_field *fields = card_form(writing->kind, &count);
    wish->edits = arena_array(wish->job->arena, count, sizeof *wish->edits);
    for (size_t i = 0; wish->edits && i < count; i++) {
        const char *text = arena_string(wish->job->arena, app_form_text(pane, i));
        const char *base = arena_string(wish->job->arena, writing->bases[fields[i].field]);
        if (!text || !base)
            return false;
        wish->new.texts[fields[i].field] = text;
        if (strcmp(text, base) != 0)
            wish->edits[wish->edit_count++] = (struct board_edit){fields[i].field, base, text};
    }
    return wish->edits != NULL;
}

static void saved(struct pane *pane)
{
    const struct board_writing *writing = &board_state(pane)->writing;
    struct board_wish *wish = board_wish(pane, writing->card ? WISH_EDIT : WISH_ADD, writing->card);
    if (!wish)
        return;
    wish->new = (struct board_new){.kind = writing->kind, .column = BOARD_USUAL};
    bool good = copy_fields(pane, wish);
    if (good && writing->evidence) {
        wish->new.evidence = evidence_copy(wish->job->arena, writing->evidence);
        good = wish->new.evidence != NULL;
    }
    if (!good) {
        app_form_note(pane, text_get(TEXT_OUT_OF_MEMORY), true);
        return;
    }
    wish->said = writing->card ? TEXT_BOARD_SAVED : TEXT_BOARD_ADDED;
    board_submit(wish);
}

bool board_edit_done(struct pane *pane, const struct board_wish *wish, const struct job *job)
{
    struct board_state *state = board_state(pane);
    bool own = wish->kind == WISH_EDIT ? wish->edits && wish->card == state->writing.card
                                       : wish->kind == WISH_ADD && state->writing.card == 0;
    if (!state->writing.on || !own ||
        (wish->said != TEXT_BOARD_SAVED && wish->said != TEXT_BOARD_ADDED))
        return false;
    if (job->status != STATUS_OK) {
        app_form_note(pane, job->error.message, true);
        return true;
    }
    app_close_form(pane);
    end_writing(state);
    return true;
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
