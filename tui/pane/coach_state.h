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
void coach_open(struct pane *pane); /* the team under the cursor, if that can be done */
void coach_act(struct pane *pane, enum help_move move, const char *tip);
void coach_take_and_open(struct pane *pane);
void coach_act_check_in(struct pane *pane, enum check_in_move move, const char *note);
void coach_write(struct pane *pane, const char *text);
void coach_take(struct pane *pane, struct job *job);

#endif
