/* Looking together, for the files of tui/console alone: whose view is followed, who follows, and
 * what was shown. presence.c tells and listens; this decides what comes of it. */
#ifndef DATAJAM_CONSOLE_TOGETHER_H
#define DATAJAM_CONSOLE_TOGETHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/clock.h"
#include "core/service/seat.h"
#include "tui/console/app.h"

enum { TOGETHER_NAME = 128, TOGETHER_ASKED = 600 };

/* What the focused pane shows, so that others could see the same. Newly allocated texts. */
struct sight {
    char *kind, *view, *spot;
};

/* Which of the things that were shown. */
struct shown_key {
    char uuid[UUID_SIZE];
    int64_t number;
};

struct together {
    struct sight told; /* of this console */

    char following[UUID_SIZE]; /* the seat whose view is followed; "": none */
    char person[TOGETHER_NAME];
    struct sight seen; /* what was last taken from there */
    bool pending;      /* it is not on the screen yet: something lies over it */
    bool again;        /* the spot once more, when its rows are there */

    bool closed; /* nobody is to follow */

    char expected[TOGETHER_NAME]; /* to be followed as soon as it is known who is here; "" */
    char asked[TOGETHER_ASKED];   /* what they asked */
    bool here_known;
    bool coach, coach_known;
    size_t followers; /* of the last time */

    struct shown_key noticed; /* the newest that was shown to this console */
    struct sight unread;      /* what of it is to be opened; kind NULL: nothing */
    char unread_person[TOGETHER_NAME];
    struct sight at_sight;
    char at_person[TOGETHER_NAME];
    struct looked_at at;        /* what the panes are told to show: of the two above */
    char (*choices)[UUID_SIZE]; /* of the list on the screen */
    char (*names)[TOGETHER_NAME];
    size_t choice_count;
};

void together_free(struct together *together);

enum look_change {
    LOOK_SAME,
    LOOK_MOVED, /* the same view, another place in it */
    LOOK_OTHER
};

/* Looks at the focused pane: does it show something else than was told? */
enum look_change together_changed(struct app *app);

/* What the others tell has been read: app->here, and what they show. */
void together_taken(struct app *app, const struct seat_shown *shown, size_t count);

/* Brings what is followed onto the screen when nothing lies over it. */
void together_turn(struct app *app);

/* For the right of the status line; false: there is nothing to say beyond who is here. */
bool together_words(const struct app *app, char *out, size_t size);

bool together_follows(const struct app *app);
/* Follows that person as soon as it is known who is here, and says what they asked; what is on
 * the screen stays until they go on. */
void together_expect(struct app *app, const char *person, const char *asked);
/* Esc: follows nobody any more. False: so it was already. */
bool together_back(struct app *app);
bool together_is_follower(const struct app *app, const struct presence *one);

/* Commands. */
void together_command_follow(struct pane *pane);
void together_command_show(struct pane *pane);
void together_command_open(struct pane *pane);
void together_command_closed(struct pane *pane);

#endif
