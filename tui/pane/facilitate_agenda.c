/*
 * Changing the agenda in the facilitator's console: a list of phases, and a form for one. What it
 * may become is decided by core/jam/agenda_edit where it is done, with the agenda as it is then;
 * the form only reads what was written.
 */
#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/facilitate_state.h"

enum { WORDS = 200, TEXT_LIMIT = 2000, KINDS_MOST = 16, NUMBER_SIZE = 16, NEW_MINUTES = 15 };

enum { PHASE_TITLE, PHASE_TIME, PHASE_MINUTES, PHASE_KIND, PHASE_FIXED, PHASE_NOTE, PHASE_FIELDS };

size_t facilitate_wrong_field(enum agenda_field field)
{
    static const size_t places[] = {[AGENDA_TITLE] = PHASE_TITLE,
                                    [AGENDA_TIME] = PHASE_TIME,
                                    [AGENDA_MINUTES] = PHASE_MINUTES,
                                    [AGENDA_KIND] = PHASE_KIND};
    return places[field];
}

/* ---- which phase ---- */

static const char *item_words(struct arena *arena, const struct agenda_item *item, bool begun)
{
    char words[WORDS], time[AGENDA_TIME_SIZE];
    agenda_write_time(item->starts, time);
    text_format(words, sizeof words,
                begun         ? TEXT_FACILITATE_ITEM_BEGUN
                : item->fixed ? TEXT_FACILITATE_ITEM_FIXED
                              : TEXT_FACILITATE_ITEM,
                TEXT_VALUES(text_string("time", time), text_number("minutes", item->minutes)));
    return arena_string(arena, words);
}

/* The list and what is chosen from it are of one state, whatever others do meanwhile. */
static bool keep_agenda(struct facilitate_form *form, const struct day *day)
{
    form->items = arena_array(form->arena, day->count, sizeof *form->items);
    for (size_t i = 0; form->items && i < day->count; i++) {
        struct agenda_item *item = &form->items[i];
        *item = day->items[i];
        item->title = arena_string(form->arena, item->title);
        item->kind = arena_string(form->arena, item->kind);
        item->note = arena_string(form->arena, item->note);
        if (!item->title || !item->kind || !item->note)
            return false;
    }
    form->count = day->count;
    form->begun = day_begun(day);
    return form->items != NULL;
}

static void open_list(struct pane *pane, enum text_id title, bool end,
                      void (*chosen)(struct pane *pane, size_t index))
{
    const struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    struct list_item *items = arena_array(form->arena, form->count + 1, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; items && i < form->count; i++)
        items[count++] =
            (struct list_item){.text = form->items[i].title,
                               .detail = item_words(form->arena, &form->items[i], i < form->begun)};
    if (items && end)
        items[count++] = (struct list_item){.text = text_get(TEXT_FACILITATE_AT_THE_END)};
    const struct list_request request = {.title = text_get(title),
                                         .items = items,
                                         .count = count,
                                         .selected = form->begun,
                                         .chosen = chosen};
    if (items)
        app_open_list(pane, &request);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* With `end` there is an entry for the end of the day, too. The first one to come is chosen. */
static void ask_which(struct pane *pane, enum text_id title, bool end,
                      void (*chosen)(struct pane *pane, size_t index))
{
    struct facilitate *state = pane->state;
    if (!state->view || !facilitate_begin_form(pane, WORK_AGENDA))
        return;
    const struct day *day = &state->view->loaded.day;
    if (day->state == DAY_OVER)
        app_say(pane->app, TEXT_DAY_IS_OVER, NULL);
    else if (day_begun(day) >= day->count && !end)
        app_say(pane->app, TEXT_FACILITATE_NONE_TO_COME, NULL);
    else if (keep_agenda(&state->form, day))
        open_list(pane, title, end, chosen);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
}

/* False: it has begun already, and that was said. */
static bool may_change(struct pane *pane, size_t index)
{
    const struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    if (index >= form->begun)
        return true;
    app_say(pane->app, TEXT_AGENDA_PAST,
            TEXT_VALUES(text_string("title", form->items[index].title)));
    return false;
}

/* ---- the form of a phase ---- */

static const char *text_of(const struct pane *pane, struct arena *arena, size_t field)
{
    const char *text = app_form_text(pane, field);
    return arena_string(arena, text + strspn(text, " "));
}

static void save_phase(struct pane *pane)
{
    const struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    struct facilitate_wish wish = {.work = WORK_AGENDA, .form = form->number, .edit = form->edit};
    struct agenda_item *now = &wish.edit.now;
    *now = (struct agenda_item){
        .title = text_of(pane, form->arena, PHASE_TITLE),
        .kind = text_of(pane, form->arena, PHASE_KIND),
        .note = text_of(pane, form->arena, PHASE_NOTE),
        .starts = agenda_read_time(app_form_text(pane, PHASE_TIME)),
        .minutes = agenda_read_minutes(app_form_text(pane, PHASE_MINUTES)),
        .fixed = strcmp(app_form_text(pane, PHASE_FIXED), text_get(TEXT_FACILITATE_YES)) == 0,
    };
    if (now->title && now->kind && now->note)
        facilitate_submit(pane, &wish);
    else
        app_form_note(pane, text_get(TEXT_OUT_OF_MEMORY), true);
}

/* The kinds that datajam knows, and the one that the phase has. */
static bool list_kinds(struct facilitate_form *form, const char *own)
{
    const char **kinds = arena_array(form->arena, KINDS_MOST, sizeof *kinds);
    size_t count = 0;
    bool known = !*own;
    for (; kinds && agenda_kinds[count]; count++) {
        kinds[count] = agenda_kinds[count];
        known = known || strcmp(agenda_kinds[count], own) == 0;
    }
    if (kinds && !known)
        kinds[count] = own;
    form->choices = kinds;
    return kinds != NULL;
}

static void open_phase(struct pane *pane, const char *title, const struct agenda_item *item)
{
    const struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    char time[AGENDA_TIME_SIZE], minutes[NUMBER_SIZE];
    agenda_write_time(item->starts, time);
    snprintf(minutes, sizeof minutes, "%d", item->minutes);
    const struct form_field fields[PHASE_FIELDS] = {
        [PHASE_TITLE] = {.label = text_get(TEXT_FACILITATE_PHASE_TITLE),
                         .hint = text_get(TEXT_FACILITATE_PHASE_TITLE_HINT),
                         .initial = item->title,
                         .rows = 1,
                         .single = true},
        [PHASE_TIME] = {.label = text_get(TEXT_FACILITATE_PHASE_TIME),
                        .hint = text_get(TEXT_FACILITATE_PHASE_TIME_HINT),
                        .initial = time,
                        .rows = 1,
                        .single = true},
        [PHASE_MINUTES] = {.label = text_get(TEXT_FACILITATE_PHASE_MINUTES),
                           .hint = text_get(TEXT_FACILITATE_PHASE_MINUTES_HINT),
                           .initial = minutes,
                           .rows = 1,
                           .single = true},
        [PHASE_KIND] = {.label = text_get(TEXT_FACILITATE_PHASE_KIND),
                        .hint = text_get(TEXT_FACILITATE_PHASE_KIND_HINT),
                        .initial = item->kind,
                        .choices = form->choices},
        [PHASE_FIXED] = {.label = text_get(TEXT_FACILITATE_PHASE_FIXED),
                         .hint = text_get(TEXT_FACILITATE_PHASE_FIXED_HINT),
                         .initial =
                             text_get(item->fixed ? TEXT_FACILITATE_YES : TEXT_FACILITATE_NO),
                         .choices = form->flags,
                         .always = true},
        [PHASE_NOTE] = {.label = text_get(TEXT_FACILITATE_PHASE_NOTE),
                        .hint = text_get(TEXT_FACILITATE_PHASE_NOTE_HINT),
                        .initial = item->note,
                        .rows = 2,
                        .single = true},
    };
    const struct form_request request = {.title = title,
                                         .fields = fields,
                                         .count = PHASE_FIELDS,
                                         .limit = TEXT_LIMIT,
                                         .saved = save_phase,
                                         .left = facilitate_left_form};
    app_open_form(pane, &request);
}

/* A new one begins where the last one ends, or when the one behind it was to begin; so much before
 * that where it stays at its time. */
static int new_time(const struct facilitate_form *form, size_t at)
{
    if (at >= form->count) {
        const struct agenda_item *before = &form->items[form->count - 1];
        return (before->starts + before->minutes) % AGENDA_MINUTES_MOST;
    }
    int starts = form->items[at].starts - (form->items[at].fixed ? NEW_MINUTES : 0);
    int least = at > 0 ? form->items[at - 1].starts : 0;
    return starts > least ? starts : least;
}

static void open_edit(struct pane *pane, enum agenda_edit_kind kind, size_t at)
{
    struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    bool last = at >= form->count;
    char title[WORDS];
    if (!may_change(pane, at))
        return;
    form->edit = (struct agenda_edit){.kind = kind, .at = at};
    if (!last)
        form->edit.was = form->items[at];
    const struct agenda_item *near = &form->items[last ? form->count - 1 : at];
    const struct agenda_item fresh = {
        .title = "", .kind = "", .starts = new_time(form, at), .minutes = NEW_MINUTES, .note = ""};
    const struct agenda_item *shown = kind == AGENDA_CHANGE ? near : &fresh;
    if (!list_kinds(form, shown->kind)) {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    text_format(title, sizeof title,
                kind == AGENDA_CHANGE ? TEXT_FACILITATE_CHANGE_TITLE
                : last                ? TEXT_FACILITATE_ADD_LAST
                                      : TEXT_FACILITATE_ADD_TITLE,
                TEXT_VALUES(text_string("title", near->title)));
    open_phase(pane, title, shown);
}

static void chosen_change(struct pane *pane, size_t index)
{
    open_edit(pane, AGENDA_CHANGE, index);
}

static void chosen_add(struct pane *pane, size_t index)
{
    open_edit(pane, AGENDA_ADD, index);
}

/* ---- taking one out ---- */

static void drop(struct pane *pane, bool yes)
{
    struct facilitate *state = pane->state;
    const struct facilitate_wish wish = {
        .work = WORK_AGENDA, .form = state->form.number, .edit = state->form.edit};
    if (yes)
        facilitate_submit(pane, &wish);
    else
        facilitate_end_form(state);
}

static void chosen_drop(struct pane *pane, size_t index)
{
    struct facilitate_form *form = &((struct facilitate *)pane->state)->form;
    char words[WORDS + WORDS];
    if (!may_change(pane, index))
        return;
    form->edit = (struct agenda_edit){.kind = AGENDA_DROP, .at = index, .was = form->items[index]};
    text_format(words, sizeof words, TEXT_FACILITATE_DROP_ASK,
                TEXT_VALUES(text_string("title", form->items[index].title)));
    const struct question_request question = {.text = words,
                                              .yes = text_get(TEXT_FACILITATE_DROP_YES),
                                              .no = text_get(TEXT_FACILITATE_DROP_NO),
                                              .answered = drop};
    app_open_question(pane, &question);
}

/* ---- the commands ---- */

void facilitate_command_change(struct pane *pane)
{
    ask_which(pane, TEXT_FACILITATE_WHICH_CHANGE, false, chosen_change);
}

void facilitate_command_add(struct pane *pane)
{
    ask_which(pane, TEXT_FACILITATE_WHICH_ADD, true, chosen_add);
}

void facilitate_command_drop(struct pane *pane)
{
    ask_which(pane, TEXT_FACILITATE_WHICH_DROP, false, chosen_drop);
}
