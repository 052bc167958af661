/*
 * The first mask: figures about groups of fewer rows than a minimum are hidden before they
 * are presented or written. It looks at each figure by itself and does not yet hide what
 * totals, differences and other tables give away.
 */
#ifndef DATAJAM_ANALYSIS_MASKING_H
#define DATAJAM_ANALYSIS_MASKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/snapshot.h"
#include "core/base/arena.h"

enum { MASK_MINIMUM = 5 }; /* unless the jam says otherwise */

struct mask_outcome {
    size_t counts;   /* that read "<5" now */
    size_t left_out; /* other figures of so small groups: "n<5" */
    bool guessed;    /* the rows behind the figures are not known: every whole number from 1 on
                        below the minimum counts as a count, and its row is left out */
};

/* Hides them in place; texts in arena. A minimum of 1 or less hides nothing. False: no
 * memory. */
bool mask_snapshot(struct arena *arena, struct snapshot *snapshot, int64_t minimum,
                   struct mask_outcome *out);

/* A number of rows as it may be told: "12,408", or "<5". In arena; NULL: no memory. */
const char *mask_rows_words(struct arena *arena, int64_t rows, int64_t minimum);

#endif
