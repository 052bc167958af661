/* For the recipe*.c of core/analysis only: days and numbers as recipes read them, and values
 * with the group or pair that they belong to. */
#ifndef DATAJAM_ANALYSIS_RECIPE_INTERNAL_H
#define DATAJAM_ANALYSIS_RECIPE_INTERNAL_H

#include "core/analysis/recipe.h"

/* Whole numbers up to here are kept exactly by every program. */
#define RECIPE_WHOLE_MAX 9007199254740992.0

struct recipe_day {
    int year, month, day;
    int64_t number; /* since 1970-01-01 */
};

/* The day that a value says: the first 10 characters, of a day that there is; a month ("2019-03")
 * is its first day. False: none. */
bool recipe_day_read(struct span text, struct recipe_day *out);

/* Whole years, months or days from one to the other; not after the other. */
int64_t recipe_day_between(const struct recipe_day *from, const struct recipe_day *to,
                           enum recipe_unit unit);

/* Below, equal to or above 0; both are numbers. Exact, also for a whole number against one
 * with decimals. */
int recipe_compare_numbers(const struct value *a, const struct value *b);

/* A value, and the group or pair that it belongs to. */
struct recipe_owned {
    struct span value;
    size_t owner;
};

/* The pairs of RECIPE_VALUES, or those that a pattern has found. */
struct recipe_pairs {
    const struct recipe_pair *items;
    size_t count;
};

struct recipe_pairs recipe_pairs_of(const struct recipe *recipe);

/* The values of RECIPE_GROUPS, or of pairs, by their bytes, to be freed by the caller.
 * NULL: no memory. */
struct recipe_owned *recipe_sort_owned(const struct recipe *recipe, size_t *count);

/* Of RECIPE_CALCULATE: the result is a whole number. */
bool recipe_is_whole(const struct recipe *recipe, const enum column_type *types);

#endif
