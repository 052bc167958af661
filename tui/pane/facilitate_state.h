/* For the files of the facilitator's console only. */
#ifndef DATAJAM_PANE_FACILITATE_STATE_H
#define DATAJAM_PANE_FACILITATE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/jam/agenda_edit.h"
#include "core/service/coach.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "core/service/rules_set.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"

struct facilitate_view {
    struct day_loaded loaded;
    struct rules rules;
    const char *leads; /* the group that may look at closed data, or "" */
    const char **topics;
    size_t topic_count;
    bool opened;          /* the data, just now */
    const char *stays;    /* why they could not be; NULL: nothing is to be told */
    struct coach_jam jam; /* its teams, by name */

    /* What came of a wish that a form made. */
    struct error refused; /* code STATUS_OK: it was done */
    enum agenda_field field;
    struct team_made made;
    int64_t early; /* teams that have rows already, though the data were closed */
};

enum facilitate_work { WORK_READ, WORK_CLOCK, WORK_SAY, WORK_RULES, WORK_TEAM, WORK_AGENDA };

/* What is to be done; copied when it is submitted. */
struct facilitate_wish {
    enum facilitate_work work;
    struct day_event event;
    const char *text; /* of an announcement */
    struct rules_wish rules;
    struct team_wish team;
    struct agenda_edit edit;
    int64_t form; /* the number of the form that it comes from; 0: none */
};

/* The form that is open: what it was opened with. */
struct facilitate_form {
    enum facilitate_work work; /* WORK_READ: none is */
    int64_t number;
    struct arena *arena; /* of all below */
    struct rules seen;
    const char *leads_seen;
    struct agenda_edit edit;
    struct agenda_item *items; /* the agenda as it was listed */
    size_t count, begun;
    const char *const *choices; /* topics, kinds */
    const char *flags[3];       /* yes, no */
};

struct facilitate {
    struct arena *home;                 /* of the view */
    const struct facilitate_view *view; /* NULL: not read yet */
    char to[256];                       /* the folder of the team that is spoken to; "": all */
    char team[128];                     /* the name under the cursor */
    size_t cursor, top;                 /* its place in the list, and the first one shown */
    int columns, rows;                  /* that it is drawn in */
    bool anew;                          /* a start takes the place of what is there: it was asked */
    int64_t seen;                       /* the sequence on the screen when a key was pressed */
    int64_t forms;                      /* so many were opened */
    struct facilitate_form form;
};

/* Reads the day anew, and again after a while; does something to the clock; announces; what a
 * form asks for. */
void facilitate_read(struct pane *pane);
void facilitate_do(struct pane *pane, enum day_action action, int64_t minutes);
void facilitate_say(struct pane *pane, const char *text);
void facilitate_submit(struct pane *pane, const struct facilitate_wish *wish);

/* One of them is back. */
void facilitate_taken(struct pane *pane, struct job *job);

/* facilitate_form.c: the forms. begin: a new one with an arena; false: no memory, and said. */
bool facilitate_begin_form(struct pane *pane, enum facilitate_work work);
void facilitate_left_form(struct pane *pane);
void facilitate_end_form(struct facilitate *state);
void facilitate_command_rules(struct pane *pane);
void facilitate_command_team(struct pane *pane);
void facilitate_form_done(struct pane *pane, const struct facilitate_wish *wish);

/* facilitate_agenda.c: phases are changed, added and taken out. */
void facilitate_command_change(struct pane *pane);
void facilitate_command_add(struct pane *pane);
void facilitate_command_drop(struct pane *pane);
size_t facilitate_wrong_field(enum agenda_field field); /* its place in the form of a phase */

/* facilitate_draw.c */
void facilitate_recalc(struct pane *pane, int columns, int rows);
void facilitate_draw(const struct pane *pane, const struct surface *surface);
bool facilitate_cursor(const struct pane *pane, int *x, int *y);
void facilitate_describe(const struct pane *pane, struct buffer *out);
/* Text from anywhere, made safe for the screen and cut to so many cells. */
void facilitate_put(const struct surface *surface, int x, int y, int cells, const char *words,
                    unsigned style);

/* facilitate_teams.c: their heading, a line for so many of them from state->top on, and what is
 * behind the figures of the one under the cursor; the same of all in words. */
enum { FACILITATE_DETAIL_ROWS = 2 };
void facilitate_draw_teams(const struct surface *surface, int y, int rows,
                           const struct facilitate *state);
void facilitate_describe_teams(const struct facilitate_view *view, struct buffer *out);

#endif
