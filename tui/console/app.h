/*
 * What a pane may ask of the console. All of it on the UI thread.
 *
 * Overlays (list, prompt, card, question) lie over the panes and take the keys until they
 * are closed; Esc closes them. Opening one copies what it is given. Their functions are
 * called with the pane that opened them.
 */
#ifndef DATAJAM_CONSOLE_APP_H
#define DATAJAM_CONSOLE_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"

struct app;
struct helper;

/* Jobs (job.h). app_job gives NULL when memory runs out, and has said so. */
struct job *app_job(struct pane *pane, const struct job_class *class);
void app_submit(struct job *job);
void app_cancel(struct pane *pane, unsigned lane);        /* lane 0: all of the pane's jobs */
bool app_waiting(const struct pane *pane, unsigned lane); /* something is under way there */

/* Tells every pane but this one that the team file has changed (MESSAGE_CHANGED). */
void app_changed(struct pane *pane);

/* Tells the pane of that name (MESSAGE_TOLD). False: there is none. */
bool app_tell(struct app *app, const char *pane_name, const char *topic, const char *text);

/* The same to every pane, in their order. */
void app_tell_panes(struct app *app, const char *topic, const char *text);

/* What the pane of that name offers as evidence, in arena. False: there is no such pane, or
 * nothing to pin in it. */
bool app_pin_of(const struct app *app, const char *pane_name, struct arena *arena,
                struct pane_pin *out);
bool app_has_pane(const struct app *app, const char *pane_name);

/* One object that the panes share; released when they are closed. NULL: none yet. */
void app_share(struct app *app, void *shared, void (*release)(void *shared));
void *app_shared(const struct app *app);

/* A message on the status line, until the next key. */
void app_say(struct app *app, enum text_id id, const struct text_value *values);
void app_say_error(struct app *app, const struct error *err);

/* Above the status line for a minute, whatever keys are pressed: what somebody else has done. */
void app_tell_person(struct app *app, enum text_id id, const struct text_value *values);

/* Tells the pane "tick" (MESSAGE_TOLD) once, that long from now. */
void app_tick(struct pane *pane, int ms);

/* The pane is to be recalculated and drawn (keys, commands and messages do it anyway). */
void app_redraw(struct pane *pane);

void app_focus(struct app *app, const char *pane_name);
void app_zoom(struct app *app, bool on);
void app_quit(struct app *app);

/* Makes children for what must not run in here (core/base/helper.h); NULL: there is none. */
struct helper *app_helper(const struct app *app);

/* Who and where. Strings live as long as the app; "" when not known. */
const char *app_team_file(const struct app *app);    /* path of team.db */
const char *app_topic_folder(const struct app *app); /* path of the team's topic folder */
const char *app_jam_folder(const struct app *app);
const char *app_person(const struct app *app);
bool app_plain(const struct app *app); /* the terminal shows nothing but ASCII */
void app_set_team(struct app *app, const char *jam, const char *team, const char *topic);

/* What is remembered for this person in this team file and resumed at the next start:
 * small texts under names that begin with the pane's ("data.cursor"). Saved within a
 * second. NULL text forgets. app_recall gives NULL when there is none; the text is valid
 * until the name is set again. */
void app_remember(struct app *app, const char *name, const char *text);
void app_remember_number(struct app *app, const char *name, int64_t number);
const char *app_recall(const struct app *app, const char *name);
int64_t app_recall_number(const struct app *app, const char *name, int64_t otherwise);

/* Who else is here, as they have last told. Panes are told "here.changed". */
struct presence;
const struct presence *app_here(const struct app *app, size_t *count);
/* A place that the others may show: what is written on, or "". */
void app_set_mark(struct app *app, const char *mark);

/* What the day is at, as far as the console knows; NULL: there is none. *lost (may be NULL):
 * it is the last known. */
struct day_record;
const struct day_record *app_day(const struct app *app, bool *lost);

/* The pane has said what made the record of that number: when it comes, nothing is said of it. */
void app_day_told(struct app *app, int64_t sequence);

/* What was announced, as long as it is shown; "" when there is nothing. */
const char *app_notice(const struct app *app);

/* The team waits for data that the rules of its jam close. */
bool app_data_closed(const struct app *app);

/* What the day is at: "Analysis 1", or "". A copy of the team file is made of each phase. */
void app_set_phase(struct app *app, const char *phase);
/* What somebody else looks at, when the panes are told "together.follow" (it is followed) or
 * "together.open" (it was shown). Valid during the call; the texts are from elsewhere. */
struct looked_at {
    const char *person;
    const char *kind; /* of the view, as what is pinned; or the name of a pane */
    const char *view; /* its JSON, or "" */
    const char *spot; /* where in it, in that pane's words, or "" */
};
const struct looked_at *app_looked_at(const struct app *app);
void app_go_to_spot(struct app *app, const char *pane_name, const char *spot);
/* One does something else: nobody is followed any more ("together.end"). */
void app_stop_following(struct app *app);

/* Asks for a line and calls a coach for the team as a whole, unless one is called already. */
void app_call_for_team(struct pane *pane);

/* For jobs of the quick worker alone; NULL: there is none. */
struct seat;
struct seat *app_seat(const struct app *app);

/* A list to choose from, with a search line; typing jumps. */
struct list_item {
    const char *text;
    const char *detail; /* at the right, dim; NULL: none */
    const char *search; /* more words to be found by; NULL: none */
    bool ticked;        /* with ticks */
};

struct list_request {
    const char *title;
    const struct list_item *items;
    size_t count;
    size_t selected;
    enum text_id hint; /* in the empty search line; TEXT_NONE: "type to search" */
    bool ticks;        /* Space ticks and unticks; Enter ends with the whole */
    bool reorder;      /* with ticks: Shift-Up and Shift-Down (also < and >) move an entry */

    /* Enter. Without ticks: the chosen entry. */
    void (*chosen)(struct pane *pane, size_t index);
    /* Enter where nothing fits what was typed; NULL: nothing happens. Its hint says what. */
    void (*otherwise)(struct pane *pane, const char *typed);
    enum text_id otherwise_hint;
    /* With ticks: for each entry in its new order its former index and its tick. */
    void (*ticked)(struct pane *pane, const size_t *order, const bool *ticks, size_t count);
};
void app_open_list(struct pane *pane, const struct list_request *request);

/* One line to type. */
struct prompt_request {
    const char *title;
    const char *label;   /* before the line: "Find:" */
    const char *initial; /* NULL: "" */
    const char *hint;    /* below it, dim; NULL: none */
    void (*accepted)(struct pane *pane, const char *text);
    void (*edited)(struct pane *pane, const char *text); /* at each change; may be NULL */
    void (*left)(struct pane *pane);                     /* Esc; may be NULL */
};
void app_open_prompt(struct pane *pane, const struct prompt_request *request);

/* Something to read: lines, scrolled by the arrows, closed by Esc or Enter. */
struct card_line {
    const char *label; /* in a column of its own, or NULL */
    const char *text;  /* wrapped; "" for an empty line */
    unsigned style;    /* of the text: THEME_OVERLAY, THEME_OVERLAY_STRONG, … */
};

/* A key that closes the card and does something; the last one has no keys. */
struct card_action {
    const char *keys;
    void (*run)(struct pane *pane);
};

struct card_request {
    const char *title;
    const struct card_line *lines;
    size_t count;
    const struct card_action *actions; /* lasting; NULL: none */
};
void app_open_card(struct pane *pane, const struct card_request *request);

/* Replaces the lines of the card that this pane has open (its figures have come); opens
 * nothing when it was closed meanwhile. */
void app_update_card(struct pane *pane, const struct card_request *request);

/* A question with a yes and a no; Esc is no. */
struct question_request {
    const char *text;
    const char *yes; /* "Import again" */
    const char *no;
    void (*answered)(struct pane *pane, bool yes);
};
void app_open_question(struct pane *pane, const struct question_request *request);

/* Several things to write, below each other. It stays open until the pane closes it: what was
 * written stays on the screen while it is being saved, and when that fails. */
struct form_field {
    const char *label;
    const char *hint;
    const char *initial;
    int rows;                   /* that it has at least */
    bool single;                /* one line, in which Enter saves */
    const char *const *choices; /* NULL-ended; lives longer than the form. NULL: any text */
    bool always;                /* one of the choices: it can't be left empty */
};

struct form_request {
    const char *title;
    const char *note; /* a line above; NULL: none */
    const struct form_field *fields;
    size_t count;
    size_t focus;
    size_t limit;                      /* bytes of each field; 0: none */
    bool drafts;                       /* what is left by Esc is kept, and the key bar says so */
    void (*saved)(struct pane *pane);  /* Enter, Ctrl-S: close it, or say with app_form_note why
                                          it could not be saved */
    void (*edited)(struct pane *pane); /* at each change; may be NULL */
    void (*left)(struct pane *pane);   /* Esc: close it */
};
void app_open_form(struct pane *pane, const struct form_request *request);

/* The form that the pane has open: a field's text (until its next change; NULL: no form, no
 * such field), the field with the focus, a line above all, its end. */
const char *app_form_text(const struct pane *pane, size_t field);
size_t app_form_focus(const struct pane *pane);
void app_form_go_to(struct pane *pane, size_t field); /* where something is to be put right */
void app_form_note(struct pane *pane, const char *note, bool bad);
void app_close_form(struct pane *pane);

#endif
