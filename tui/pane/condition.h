/*
 * One line for a condition, checked while it is typed: what is wrong stands under it in
 * plain words, and Enter takes only what makes sense.
 */
#ifndef DATAJAM_PANE_CONDITION_H
#define DATAJAM_PANE_CONDITION_H

#include <stddef.h>

#include "core/base/error.h"

struct pane;

struct condition_request {
    const char *title;
    const char *initial;
    const char *example; /* a whole line, shown while nothing is wrong */
    size_t tag;          /* given back to accepted */
    enum status (*check)(struct pane *pane, const char *text, struct error *err);
    void (*accepted)(struct pane *pane, const char *text, size_t tag);
};

/* Copies the texts. */
void condition_open(struct pane *pane, const struct condition_request *request);

#endif
