/* Drafts of cards: what stands in a form and is not saved yet, as values and as JSON. */
#ifndef DATAJAM_SERVICE_DRAFT_H
#define DATAJAM_SERVICE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/card.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/store/evidence.h"

struct draft {
    int64_t card; /* 0: of a new one */
    enum card_kind kind;
    const char *bases[CARD_TEXTS];   /* as the fields were when the writing began */
    const char *texts[CARD_TEXTS];   /* as they are now */
    const struct evidence *evidence; /* that comes with a new one; NULL: none */
    int64_t at_ms;                   /* of the last change */
    bool open;                       /* its form is on the screen */
};

/* All of them as JSON, in arena; no drafts give an empty span. */
enum status drafts_write(struct arena *arena, const struct draft *const *drafts, size_t count,
                         struct span *out, struct error *err);

/* Reads what drafts_write wrote; all in arena. One that can't be read is left out. */
enum status drafts_read(struct arena *arena, struct span json, struct draft **out, size_t *count,
                        struct error *err);

/* A copy that lives in arena; NULL: no memory. */
struct draft *draft_copy(struct arena *arena, const struct draft *from);

#endif
