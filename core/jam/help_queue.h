/*
 * The queue of calls for a coach: who may do what with one, in which order they stand, how
 * long they have waited. Pure rules; the file is core/store/help, the deed core/service/help.
 */
#ifndef DATAJAM_JAM_HELP_QUEUE_H
#define DATAJAM_JAM_HELP_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/help.h"
#include "core/base/text.h"

enum help_move {
    HELP_CLAIM,     /* a coach comes; only one does */
    HELP_RELEASE,   /* the coach gives it back to the queue */
    HELP_FINISH,    /* it is solved, says the team */
    HELP_CANCEL,    /* the team needs nobody any more */
    HELP_REOPEN,    /* it is not solved after all */
    HELP_CLOSE,     /* it is solved, says the coach; not one that another coach has */
    HELP_TAKE_OVER, /* a coach comes in the place of the one who has it */
    HELP_MOVES
};

const char *help_move_name(enum help_move move); /* in the log: "claim" */

/* Why `who` can't do it, with the places {coach} and {state}; TEXT_NONE: they can. */
enum text_id help_refused(const struct help_request *request, enum help_move move, const char *who);

/* What the request is after the move, at now_ms. tip (HELP_FINISH): what helped, NULL: nothing
 * new. Strings are not copied. */
void help_after(struct help_request *request, enum help_move move, const char *who, const char *tip,
                int64_t now_ms);

/* It waits, or somebody is coming. */
static inline bool help_is_open(const struct help_request *request)
{
    return request->state == HELP_ASKED || request->state == HELP_COMING;
}

/* From the asking until a coach took it, or it ended, or now. Never below 0: the clocks of two
 * machines may differ. */
int64_t help_waited_ms(const struct help_request *request, int64_t now_ms);

/* Puts them in the order of the queue: those that wait, the oldest first; those somebody comes
 * to; then those that are over, the newest first. */
void help_order(const struct help_request **requests, size_t count);

/* The places in the queue, 1 for the next, 0 for what does not wait; of requests in their
 * order. */
void help_places(const struct help_request *const *requests, size_t count, int64_t *places);

#endif
