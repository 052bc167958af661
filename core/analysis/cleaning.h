/*
 * Values of a text column that are probably the same, put together in groups, each with a
 * form to write them all in. Pure: values and their counts in, groups out.
 */
#ifndef DATAJAM_ANALYSIS_CLEANING_H
#define DATAJAM_ANALYSIS_CLEANING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/cleaning_key.h"
#include "core/base/arena.h"

struct cleaning_value {
    struct span text;
    int64_t rows; /* that have it */
};

/* What put a group together, from the surest on. */
enum cleaning_way { CLEANING_FINGERPRINT, CLEANING_NGRAMS, CLEANING_NEAR, CLEANING_WAYS };

struct cleaning_group {
    size_t *members; /* places in the values, the most frequent first */
    size_t count;    /* at least 2 */
    size_t form;     /* the member that is proposed for all: the most frequent */
    int64_t rows;
    enum cleaning_way way; /* the least sure one that was needed */
};

struct cleaning_groups {
    struct cleaning_group *items; /* those with the most rows first */
    size_t count;
    bool cut; /* a limit below was met: there may be more near neighbours */
};

/*
 * Limits. Beyond CLEANING_VALUES_MAX values only the most frequent are looked at; near
 * neighbours are looked for in blocks of values that begin or end alike, in blocks of at most
 * CLEANING_BLOCK_MAX, and CLEANING_COMPARED_MAX pairs in all. Values that differ in their
 * digits are never neighbours: "Unit 12" is not "Unit 13".
 */
enum {
    CLEANING_VALUES_MAX = 200000,
    CLEANING_BLOCK_MAX = 400,
    CLEANING_COMPARED_MAX = 4000000,
    CLEANING_NGRAM = 2
};

/* Groups of values, which must all be different. ways: how far to go, CLEANING_NEAR for all.
 * All lives in arena; false: no memory. */
bool cleaning_find_groups(const struct cleaning_value *values, size_t count, enum cleaning_way ways,
                          struct arena *arena, struct cleaning_groups *out);

#endif
