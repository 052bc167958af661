/*
 * The forms of the facilitator's console for rules and teams, and what comes back for any form.
 * What they do is done by the same services as on the command line; a form stays open until that
 * is done, so that nothing that was written is lost when it fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"

enum { NUMBER_SIZE = 24, TEXT_LIMIT = 200 };

/* ---- any form ---- */

void facilitate_end_form(struct facilitate *state)
{
    arena_free(state->form.arena);
    state->form = (struct facilitate_form){.arena = NULL};
}

bool facilitate_begin_form(struct pane *pane, enum facilitate_work work)
{
    struct facilitate *state = pane->state;
    facilitate_end_form(state);
    state->form.arena = arena_new();
    if (!state->form.arena) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return false;
    }
    state->form.work = work;
    state->form.number = ++state->forms;
    state->form.flags[0] = text_get(TEXT_FACILITATE_YES);
    state->form.flags[1] = text_get(TEXT_FACILITATE_NO);
    return true;
}

void facilitate_left_form(struct pane *pane)
{
    app_close_form(pane);
    facilitate_end_form(pane->state);
    app_say(pane->app, TEXT_FACILITATE_LEFT, NULL);
}

static void wrong(struct pane *pane, size_t field, const char *words)
{
    app_form_go_to(pane, field);
    app_form_note(pane, words, true);
}

/* ---- the rules ---- */

enum { RULE_MINIMUM, RULE_EXPORTS, RULE_CLOSED, RULE_LEADS, RULE_FIELDS };

static bool is_yes(const struct pane *pane, size_t field)
{
    return strcmp(app_form_text(pane, field), text_get(TEXT_FACILITATE_YES)) == 0;
}

static void bad_minimum(struct pane *pane)
{
    char words[TEXT_LIMIT];
    text_format(words, sizeof words, TEXT_FACILITATE_BAD_MINIMUM,
                TEXT_VALUES(text_number("most", RULES_MINIMUM_MOST)));
    wrong(pane, RULE_MINIMUM, words);
}

/* Only what was changed in the form is wished for: what another one changes meanwhile stays. */
static void save_rules(struct pane *pane)
{
    const struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    struct facilitate_wish wish = {.work = WORK_RULES, .form = form->number};
    int64_t minimum;
    const char *leads = app_form_text(pane, RULE_LEADS);
    bool exports = is_yes(pane, RULE_EXPORTS), closed = is_yes(pane, RULE_CLOSED);
    if (!rules_read_minimum(span_string(app_form_text(pane, RULE_MINIMUM)), &minimum)) {
        bad_minimum(pane);
        return;
    }
    wish.rules.seen = &form->seen;
    wish.rules.leads_seen = form->leads_seen;
    if (minimum != form->seen.minimum)
        wish.rules.minimum = minimum;
    if (exports != form->seen.exports)
        wish.rules.exports = exports ? RULES_YES : RULES_NO;
    if (closed != form->seen.closed)
        wish.rules.closed = closed ? RULES_YES : RULES_NO;
    if (strcmp(leads, form->leads_seen) != 0)
        wish.rules.leads = leads;
    facilitate_submit(pane, &wish);
}

static const char *flag(bool yes)
{
    return text_get(yes ? TEXT_FACILITATE_YES : TEXT_FACILITATE_NO);
}

void facilitate_command_rules(struct pane *pane)
{
    struct facilitate *state = pane->state;
    char minimum[NUMBER_SIZE];
    if (!state->view || !facilitate_begin_form(pane, WORK_RULES))
        return;
    struct facilitate_form *form = &state->form;
    form->seen = state->view->rules;
    form->leads_seen = arena_string(form->arena, state->view->leads);
    snprintf(minimum, sizeof minimum, "%lld", (long long)form->seen.minimum);
    const struct form_field fields[RULE_FIELDS] = {
        [RULE_MINIMUM] = {.label = text_get(TEXT_FACILITATE_MINIMUM),
                          .hint = text_get(TEXT_FACILITATE_MINIMUM_HINT),
                          .initial = minimum,
                          .rows = 1,
                          .single = true},
        [RULE_EXPORTS] = {.label = text_get(TEXT_FACILITATE_EXPORTS_LABEL),
                          .hint = text_get(TEXT_FACILITATE_EXPORTS_HINT),
                          .initial = flag(form->seen.exports),
                          .choices = form->flags,
                          .always = true},
        [RULE_CLOSED] = {.label = text_get(TEXT_FACILITATE_CLOSED_LABEL),
                         .hint = text_get(TEXT_FACILITATE_CLOSED_HINT),
                         .initial = flag(form->seen.closed),
                         .choices = form->flags,
                         .always = true},
        [RULE_LEADS] = {.label = text_get(TEXT_FACILITATE_LEADS),
                        .hint = text_get(TEXT_FACILITATE_LEADS_HINT),
                        .initial = form->leads_seen ? form->leads_seen : "",
                        .rows = 1,
                        .single = true},
    };
    const struct form_request request = {.title = text_get(TEXT_FACILITATE_RULES_TITLE),
                                         .fields = fields,
                                         .count = RULE_FIELDS,
                                         .limit = TEXT_LIMIT,
                                         .saved = save_rules,
                                         .left = facilitate_left_form};
    if (form->leads_seen)
        app_open_form(pane, &request);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* Of another's change it was told; the next Enter is about that. */
static void rules_refused(struct pane *pane)
{
    struct facilitate *state = pane->state;
    const struct error *err = &state->view->refused;
    if (err->code == STATUS_STALE) {
        const char *leads = arena_string(state->form.arena, state->view->leads);
        state->form.seen = state->view->rules;
        state->form.leads_seen = leads ? leads : state->form.leads_seen;
    }
    /* which group there is not, and whose folder can't be closed */
    size_t field = err->code == STATUS_NOT_FOUND   ? RULE_LEADS
                   : err->code == STATUS_NO_ACCESS ? RULE_CLOSED
                                                   : app_form_focus(pane);
    wrong(pane, field, err->message);
}

/* ---- a team ---- */

enum { FIELD_NAME, FIELD_TOPIC, FIELD_GROUP, TEAM_FIELDS };

static bool is_blank(const char *text)
{
    return !text[strspn(text, " ")];
}

static void save_team(struct pane *pane)
{
    const struct facilitate *state = pane->state;
    struct facilitate_wish wish = {.work = WORK_TEAM,
                                   .form = state->form.number,
                                   .team = {.name = app_form_text(pane, FIELD_NAME),
                                            .topic = app_form_text(pane, FIELD_TOPIC),
                                            .group = app_form_text(pane, FIELD_GROUP)}};
    if (is_blank(wish.team.name))
        wrong(pane, FIELD_NAME, text_get(TEXT_FACILITATE_NEEDS_NAME));
    else if (is_blank(wish.team.topic))
        wrong(pane, FIELD_TOPIC, text_get(TEXT_FACILITATE_NEEDS_TOPIC));
    else {
        if (is_blank(wish.team.group))
            wish.team.group = NULL;
        facilitate_submit(pane, &wish);
    }
}

/* Copies: the view is another one in a few seconds. False: no memory. */
static bool copy_topics(struct facilitate *state)
{
    struct facilitate_form *form = &state->form;
    const char **topics = arena_array(form->arena, state->view->topic_count + 1, sizeof *topics);
    for (size_t i = 0; topics && i < state->view->topic_count; i++) {
        topics[i] = arena_string(form->arena, state->view->topics[i]);
        if (!topics[i])
            return false;
    }
    form->choices = topics;
    return topics != NULL;
}

static void open_team(struct pane *pane)
{
    const struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    const struct form_field fields[TEAM_FIELDS] = {
        [FIELD_NAME] = {.label = text_get(TEXT_FACILITATE_TEAM_NAME),
                        .hint = text_get(TEXT_FACILITATE_TEAM_NAME_HINT),
                        .initial = "",
                        .rows = 1,
                        .single = true},
        [FIELD_TOPIC] = {.label = text_get(TEXT_FACILITATE_TEAM_TOPIC),
                         .hint = text_get(TEXT_FACILITATE_TEAM_TOPIC_HINT),
                         .initial = form->choices[0],
                         .choices = form->choices,
                         .always = true},
        [FIELD_GROUP] = {.label = text_get(TEXT_FACILITATE_TEAM_GROUP),
                         .hint = text_get(TEXT_FACILITATE_TEAM_GROUP_HINT),
                         .initial = "",
                         .rows = 1,
                         .single = true},
    };
    const struct form_request request = {.title = text_get(TEXT_FACILITATE_TEAM_TITLE),
                                         .fields = fields,
                                         .count = TEAM_FIELDS,
                                         .limit = TEXT_LIMIT,
                                         .saved = save_team,
                                         .left = facilitate_left_form};
    app_open_form(pane, &request);
}

void facilitate_command_team(struct pane *pane)
{
    struct facilitate *state = pane->state;
    if (!state->view)
        return;
    if (state->view->topic_count == 0) {
        app_say(pane->app, TEXT_FACILITATE_NO_TOPIC_YET,
                TEXT_VALUES(text_string("folder", app_jam_folder(pane->app))));
        return;
    }
    if (!facilitate_begin_form(pane, WORK_TEAM))
        return;
    if (copy_topics(state))
        open_team(pane);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- what came of it ---- */

static void refused(struct pane *pane, enum facilitate_work work)
{
    static const size_t team_fields[] = {
        [TEAM_NAME] = FIELD_NAME, [TEAM_TOPIC] = FIELD_TOPIC, [TEAM_GROUP] = FIELD_GROUP};
    const struct facilitate_view *view = ((struct facilitate *)pane->state)->view;
    if (work == WORK_RULES)
        rules_refused(pane);
    else if (work == WORK_TEAM)
        wrong(pane,
              view->made.wrong == TEAM_NOTHING ? app_form_focus(pane)
                                               : team_fields[view->made.wrong],
              view->refused.message);
    else
        wrong(pane,
              view->field == AGENDA_NO_FIELD ? app_form_focus(pane)
                                             : facilitate_wrong_field(view->field),
              view->refused.message);
}

static bool has_analysis_to_come(const struct day *day)
{
    for (size_t i = day_begun(day); i < day->count; i++)
        if (strcmp(day->items[i].kind, "analysis") == 0)
            return true;
    return false;
}

static void say_done(struct pane *pane, const struct facilitate_wish *wish)
{
    const struct facilitate_view *view = ((struct facilitate *)pane->state)->view;
    if (wish->work == WORK_TEAM)
        app_say(pane->app, view->made.waits ? TEXT_FACILITATE_ADDED_WAITS : TEXT_FACILITATE_ADDED,
                TEXT_VALUES(text_string("team", wish->team.name),
                            text_number("rows", view->made.rows),
                            text_string("jam", file_name(app_jam_folder(pane->app))),
                            text_string("folder", file_name(view->made.folder))));
    else if (wish->work == WORK_RULES && view->early > 0)
        app_say(pane->app, TEXT_RULES_EARLY, TEXT_VALUES(text_number("teams", view->early)));
    else if (wish->work == WORK_RULES)
        app_say(pane->app, TEXT_FACILITATE_RULES_HOLD, NULL);
    else if (view->rules.closed && !has_analysis_to_come(&view->loaded.day))
        app_say(pane->app, TEXT_FACILITATE_NO_ANALYSIS, NULL);
    else
        app_say(pane->app, TEXT_FACILITATE_AGENDA_CHANGED, NULL);
}

void facilitate_form_done(struct pane *pane, const struct facilitate_wish *wish)
{
    struct facilitate *state = pane->state;
    const struct error *err = &state->view->refused;
    /* a question has no form; and a form may have been left before the answer came */
    bool ours = wish->form && wish->form == state->form.number;
    bool open = ours && app_form_text(pane, 0);
    if (err->code != STATUS_OK) {
        if (open)
            refused(pane, wish->work);
        else
            app_say_error(pane->app, err);
        return;
    }
    if (open)
        app_close_form(pane);
    if (ours)
        facilitate_end_form(state);
    say_done(pane, wish);
}
