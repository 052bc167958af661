/* What the files of the coach's pane share. */
#ifndef DATAJAM_PANE_COACH_STATE_H
#define DATAJAM_PANE_COACH_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/clock.h"
#include "core/service/coach.h"
#include "tui/console/pane.h"
#include "tui/pane/coach.h"

enum { COACH_NAME = 200 };

/* What a coach writes in a line: what helped, to the team, what came of a check-in. */
enum coach_words { COACH_TIP, COACH_LINE, COACH_NOTE, COACH_WORDS };

/* What a deed is for. The list changes while a dialog is open: its call may go away, and then
 * another one is under the cursor, perhaps of another team. */
struct coach_aim {
    struct arena *home;
    const char *team, *team_file;
    const char *uuid; /* of the call; "": it is the team itself */
};

/* Open calls come first, then all teams. */
struct coach_state {
    struct arena *home; /* of jam */
    struct coach_jam jam;
    bool known;
    size_t open;         /* calls that are open: the first ones of the queue */
    size_t cursor;       /* 0 … open + teams - 1 */
    size_t top;          /* first line that is shown; headings are lines, too */
    int columns;         /* of the pane */
    const char *unread;  /* of teams that can't be read, in home; "" or NULL: none */
    char at[COACH_NAME]; /* what the cursor is on: a call's UUID or a team's name */
    bool wishes;         /* to open the team under the cursor */
    struct coach_aim aim;
    char *unsent[COACH_WORDS]; /* words that could not be written; NULL: none */
};

static inline struct coach_state *coach_state(const struct pane *pane)
{
    return pane->state;
}

/* The call or the team under the cursor; NULL: it is none. */
const struct coach_call *coach_current_call(const struct coach_state *state);
const struct coach_team *coach_current_team(const struct coach_state *state);

/* The team under the cursor itself, no call of it, has a check-in of this coach. */
bool coach_is_at(const struct pane *pane);

/* coach_detail.c: how a dialog names a call: "North/3 · Ada: which chart?". */
void coach_call_named(const struct coach_call *call, char *out, size_t size);

/* coach_detail.c: more of what is under the cursor, at the bottom of a pane of so many rows. */
int coach_detail_rows(int rows); /* 0: there is no room for it */
void coach_draw_detail(const struct pane *pane, const struct surface *surface, int y);
void coach_describe_detail(const struct pane *pane, struct buffer *out);

/* coach_unread.c: what is said above the list about teams that can't be read; the rows it takes. */
int coach_unread_rows(const struct coach_state *state, int columns, int rows);
void coach_draw_unread(const struct coach_state *state, const struct surface *surface);
void coach_describe_unread(const struct coach_state *state, struct buffer *out);

/* coach_draw.c */
void coach_recalc(struct pane *pane, int columns, int rows);
void coach_draw(const struct pane *pane, const struct surface *surface);
void coach_describe(const struct pane *pane, struct buffer *out);

/* coach_job.c: reads the jam again and again; acts and reads it then. */
void coach_listen(struct pane *pane);

/* From now on what is under the cursor is meant by those below, whatever becomes of the list.
 * False: it can't be; that is told. */
bool coach_aim(struct pane *pane);
void coach_open(struct pane *pane); /* the team, if that can be done */
void coach_act(struct pane *pane, enum help_move move, const char *tip);
void coach_take_and_open(struct pane *pane);
void coach_act_check_in(struct pane *pane, enum check_in_move move, const char *note);
void coach_write(struct pane *pane, const char *text);

void coach_take(struct pane *pane, struct job *job);
void coach_forget(struct pane *pane); /* at the end */

#endif
