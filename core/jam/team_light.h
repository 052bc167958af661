/*
 * How far a team is, as one light for whoever runs the day: from who is there, what was made
 * last and what the board has for the showcase. Pure rules.
 */
#ifndef DATAJAM_JAM_TEAM_LIGHT_H
#define DATAJAM_JAM_TEAM_LIGHT_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/text.h"
#include "core/jam/deck.h"

/* Each is further than the one before. */
enum team_light {
    LIGHT_NOBODY,   /* no one is there */
    LIGHT_HERE,     /* somebody is, but nothing was made for a while */
    LIGHT_WORKING,  /* something was made not long ago */
    LIGHT_FINDINGS, /* there are findings on the board */
    LIGHT_READY,    /* each finding of the deck has its evidence */
    TEAM_LIGHTS
};

struct team_signs {
    size_t people;
    int64_t work_ms, now_ms; /* work_ms 0: nothing was made yet */
    size_t findings;         /* on the board */
    struct deck_meter deck;
};

enum team_light team_light(const struct team_signs *signs);

enum text_id team_light_words(enum team_light light); /* "working" */

#endif
