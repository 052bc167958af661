/* For the recipe*.c of core/analysis only: days and numbers as recipes read them, and values
 * with the group or pair that they belong to. */
#ifndef DATAJAM_ANALYSIS_RECIPE_INTERNAL_H
#define DATAJAM_ANALYSIS_RECIPE_INTERNAL_H

#include "core/analysis/recipe.h"

/* Whole numbers up to here are kept exactly by every program. */
#define RECIPE_WHOLE_MAX 9007199254740992.0

struct recipe_day {
    int year, month, day;
};

/* The day that a value of a column of that type says: the first 10 characters, of a day that
 * there is; in columns of text also a month, which is its first day. False: none. */
bool recipe_day_read(struct span text, enum column_type type, struct recipe_day *out);

/* Days since 1970-01-01 in the Gregorian calendar. */
int64_t recipe_day_number(const struct recipe_day *day);

/* Whole years, months or days from one to the other; not after the other. */
int64_t recipe_day_between(const struct recipe_day *from, const struct recipe_day *to,
                           enum recipe_unit unit);

/* All of the text is a number. */
bool recipe_number_read(struct span text, double *out);

/* A value, and the group or pair that it belongs to. */
struct recipe_owned {
    struct span value;
    size_t owner;
};

/* The values of RECIPE_GROUPS or RECIPE_VALUES by their bytes, to be freed by the caller.
 * NULL: no memory. */
struct recipe_owned *recipe_sort_owned(const struct recipe *recipe, size_t *count);

/* Of RECIPE_CALCULATE: the result is a whole number. */
bool recipe_is_whole(const struct recipe *recipe, const enum column_type *types);

#endif
