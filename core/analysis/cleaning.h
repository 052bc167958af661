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
#include "core/analysis/recipe.h"
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
 * cancel (may be NULL): non-zero ends the search with what there is. All lives in arena; false:
 * no memory. */
bool cleaning_find_groups(const struct cleaning_value *values, size_t count, enum cleaning_way ways,
                          const volatile int *cancel, struct arena *arena,
                          struct cleaning_groups *out);

/* What is to become of a group. */
struct cleaning_choice {
    bool taken;           /* else its values stay as they are */
    const char *form;     /* that all are written in; NULL: the group's own */
    const bool *left_out; /* of its members, those that stay as they are; NULL: none */
};

/* The values of a group that are written otherwise then, and the rows that have them. */
size_t cleaning_changes(const struct cleaning_value *values, const struct cleaning_group *group,
                        const struct cleaning_choice *choice, int64_t *rows);

/* The recipe of a column in which all that was chosen is done (a choice for each group);
 * source: the id of the column. It lives in arena, and points to the values and forms. False: no
 * memory. A recipe without pairs: nothing would change. */
bool cleaning_recipe(const struct cleaning_value *values, const struct cleaning_groups *groups,
                     const struct cleaning_choice *choices, int64_t source, struct arena *arena,
                     struct recipe *out);

/* A recipe of values that was made before, as groups to be gone through again (cleaning_again.c).
 * groups: those that were found now; they come back with the recipe's own in front, which may
 * have a single member, and without what these have taken up. *choices: one for each group, as
 * the recipe has it. All lives in arena; false: no memory. */
bool cleaning_again(const struct cleaning_value *values, size_t count, const struct recipe *recipe,
                    struct arena *arena, struct cleaning_groups *groups,
                    struct cleaning_choice **choices);

/* Adds to a recipe what the former one has of values that no row has now: nobody could see them
 * to decide on them, and they may come back. False: no memory. */
bool cleaning_keep_absent(const struct cleaning_value *values, size_t count,
                          const struct recipe *former, struct arena *arena, struct recipe *recipe);

#endif
