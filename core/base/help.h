/*
 * What a call for a coach is made of. The words that files keep, and what people read in
 * their place, stand in tables.
 */
#ifndef DATAJAM_BASE_HELP_H
#define DATAJAM_BASE_HELP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"
#include "core/base/text.h"

/* What it is about. */
enum help_about {
    HELP_SPREADSHEET, /* sorting, filtering, counting: what a spreadsheet does */
    HELP_ANALYSIS,    /* which chart, which figure */
    HELP_MEANING,     /* what the data mean */
    HELP_TECHNICAL,   /* it does not do what it should */
    HELP_OTHER,
    HELP_TEAM, /* the team as a whole, asked by who leads it */
    HELP_ABOUTS
};

enum help_state {
    HELP_ASKED,  /* it waits in the queue */
    HELP_COMING, /* one coach has taken it */
    HELP_DONE,
    HELP_CANCELLED,
    HELP_STATES
};

struct help_request {
    int64_t id;       /* short, for people and the command line; of the team's file */
    const char *uuid; /* the same in every copy */
    enum help_about about;
    enum help_state state;
    const char *text;  /* one line; may be "" */
    const char *pane;  /* from where: "pivot" */
    const char *view;  /* the view at that moment as JSON, or "" */
    const char *by;    /* who asked */
    int64_t at_ms;     /* of the asking; a call that is taken up again keeps it */
    int64_t place;     /* in the queue of all teams, 1: the next; 0: not known */
    const char *coach; /* who is coming, or was there; "" while nobody is */
    int64_t claimed_ms;
    int64_t ended_ms; /* done or cancelled */
    const char *tip;  /* what helped; "" */
};

const char *help_about_name(enum help_about about); /* in files: "meaning" */
const char *help_state_name(enum help_state state); /* in files: "asked" */

/* The same, in any case; false: no such name. Of what it is about the beginning will do. */
bool help_about_from_name(struct span name, enum help_about *out);
bool help_state_from_name(struct span name, enum help_state *out);

enum text_id help_about_label(enum help_about about); /* "What the data mean" */
enum text_id help_about_hint(enum help_about about);  /* "a column, a code, a gap" */
enum text_id help_state_label(enum help_state state); /* "waiting" */

#endif
