/*
 * A recipe: how the values of a column are worked out from one or two other columns of the
 * same dataset, as a struct and as versioned JSON. Columns are named by id, so that a recipe
 * outlives a change of names.
 *
 * A recipe is worked out value by value: the same values in, the same value out. What can't
 * be worked out (a division by zero, a day before the other) is empty, and the reason is told
 * so that it can be counted. The same in SQL is written by core/service/recipe_sql.
 */
#ifndef DATAJAM_ANALYSIS_RECIPE_H
#define DATAJAM_ANALYSIS_RECIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"

enum { RECIPE_VERSION = 1, RECIPE_SOURCES = 2, RECIPE_LIST_MAX = 100000, RECIPE_DECIMALS_MAX = 9 };

enum recipe_kind {
    RECIPE_BANDS,     /* a number cut at limits; each band has a name */
    RECIPE_GROUPS,    /* values put together under names */
    RECIPE_VALUES,    /* values written otherwise, the others as they are: cleaning */
    RECIPE_DATE_PART, /* year, quarter, month, weekday of a date */
    RECIPE_BETWEEN,   /* whole years, months or days from a date to another */
    RECIPE_CALCULATE, /* two columns, or a column and a number */
    RECIPE_TEST,      /* yes or no: a condition holds */
    RECIPE_TEXT_PART, /* a part of a text */
    RECIPE_POSTCODE,  /* a postcode in its standard form, or its outer part */
    RECIPE_KIND_COUNT
};

/* How limits came about; they are written down, and stay when the data change. */
enum recipe_bands { BANDS_LIMITS, BANDS_WIDTH, BANDS_COUNTS, RECIPE_BANDS_COUNT };

/* What becomes of values that are in no group. */
enum recipe_rest { REST_KEEP, REST_EMPTY, REST_NAME, RECIPE_REST_COUNT };

enum recipe_date_part {
    DATE_PART_YEAR,         /* 2019 */
    DATE_PART_QUARTER,      /* 2019-Q1 */
    DATE_PART_MONTH,        /* 2019-03 */
    DATE_PART_MONTH_NAME,   /* January … December */
    DATE_PART_QUARTER_NAME, /* Q1 … Q4 */
    DATE_PART_WEEKDAY,      /* Monday … Sunday */
    RECIPE_DATE_PART_COUNT
};

enum recipe_unit { UNIT_YEARS, UNIT_MONTHS, UNIT_DAYS, RECIPE_UNIT_COUNT };

enum recipe_sign { SIGN_ADD, SIGN_TAKE, SIGN_TIMES, SIGN_DIVIDE, SIGN_SHARE, RECIPE_SIGN_COUNT };

enum recipe_test {
    TEST_IN,       /* one of the values; "" is empty cells */
    TEST_LEAST,    /* a number, or a date, that is the first value or above */
    TEST_BELOW,    /* below the first value */
    TEST_ABOVE,    /* above it */
    TEST_MOST,     /* the first value or below */
    TEST_BETWEEN,  /* the first value, the second one, or between them */
    TEST_CONTAINS, /* a text with the first value in it, upper and lower case told apart */
    RECIPE_TEST_COUNT
};

enum recipe_text_part {
    TEXT_PART_BEFORE,  /* what stands before a sign, the first one */
    TEXT_PART_AFTER,   /* what stands behind it */
    TEXT_PART_FIRST,   /* the first so many characters */
    TEXT_PART_LAST,    /* the last so many */
    TEXT_PART_PATTERN, /* the first group of a pattern, or all that it matches; SQLite has no
                          patterns, so what it finds is written down value by value */
    RECIPE_TEXT_PART_COUNT
};

struct recipe_group {
    const char *name;
    struct span *values; /* as texts; len 0: empty cells */
    size_t count;
};

struct recipe_pair {
    struct span from; /* as text; len 0: empty cells */
    struct span to;   /* len 0: becomes empty */
};

struct recipe {
    enum recipe_kind kind;
    int64_t source; /* id of a column */
    int64_t with;   /* of the other one; 0: there is none */
    union {
        struct {
            enum recipe_bands how;
            double *limits; /* rising; band i is limits[i - 1] <= value < limits[i] */
            size_t count;
            const char **names; /* count + 1 of them: the first is below all limits */
        } bands;
        struct {
            struct recipe_group *items;
            size_t count;
            enum recipe_rest rest;
            const char *rest_name; /* REST_NAME; else "" */
        } groups;
        struct {
            struct recipe_pair *pairs;
            size_t count;
        } values;
        enum recipe_date_part date_part;
        struct {
            enum recipe_unit unit;
            const char *until; /* without a second column: a date, 2019-12-31 */
        } between;
        struct {
            enum recipe_sign sign;
            double number; /* without a second column */
            int decimals;  /* that are kept, where the result has any */
        } calculate;
        struct {
            enum recipe_test test;
            bool negated; /* yes where it does not hold; empty cells stay as they were */
            struct span *values;
            size_t count;
        } test;
        struct {
            enum recipe_text_part part;
            const char *sign;          /* or the pattern */
            int count;                 /* of characters */
            struct recipe_pair *pairs; /* what the pattern finds, of each value that it fits */
            size_t pair_count;
        } text;
        bool outer; /* of a postcode */
    };
};

/* Reads JSON; *out lives in arena. STATUS_NEWER: a newer datajam wrote it; STATUS_INVALID:
 * it is no recipe, and err says why. */
enum status recipe_read(struct arena *arena, struct span json, struct recipe *out,
                        struct error *err);

/* Writes JSON into arena, the same text for the same recipe. */
enum status recipe_write(struct arena *arena, const struct recipe *recipe, const char **json,
                         struct error *err);

/* The columns it needs: 1 or 2. */
static inline size_t recipe_sources(const struct recipe *recipe)
{
    return recipe->with ? 2 : 1;
}

struct recipe_column {
    enum column_type type;
    const char *name; /* for errors */
};

/* Can it be worked out from columns of these types (columns[1] where there is a second one)?
 * STATUS_INVALID says why not. */
enum status recipe_check(const struct recipe *recipe, const struct recipe_column *columns,
                         struct error *err);

/* Of the column that it makes. */
enum column_type recipe_type(const struct recipe *recipe, const enum column_type *types);

/* The order of its values as a dictionary gives it ("a; b; c"), or ""; NULL: no memory. */
const char *recipe_order(const struct recipe *recipe, struct arena *arena);

/* ---- bands ---- */

/* The names that bands between these limits have, count + 1 of them, in arena: of whole
 * numbers "under 12", "12–23", "24+". NULL: no memory. */
const char **recipe_band_names(const double *limits, size_t count, bool whole, struct arena *arena);

/* What days and months are called: weekday 0 is Sunday, month 1 January. */
const char *recipe_weekday_name(int weekday);
const char *recipe_month_name(int month);

/* All of a text as a number, whole where it is written so and fits. False: it is none. */
bool recipe_read_number(struct span text, struct value *out);

/* ---- patterns ---- */

/* Fills the pairs of TEXT_PART_PATTERN from all different values of its column: those that it
 * fits, in arena. STATUS_INVALID: a bad pattern. */
enum status recipe_find_pairs(struct recipe *recipe, const struct span *values, size_t count,
                              struct arena *arena, struct error *err);

/* ---- working out ---- */

/* Why a value is empty. */
enum recipe_fault {
    FAULT_NONE,   /* it is not, or is meant to be */
    FAULT_EMPTY,  /* a value that it is made of is empty */
    FAULT_ZERO,   /* divided by zero */
    FAULT_EARLY,  /* the second date is before the first */
    FAULT_DATE,   /* no date */
    FAULT_NUMBER, /* no number */
    FAULT_MATCH,  /* the sign is not in it, no postcode, the pattern does not match */
    FAULT_LARGE,  /* beyond what is kept exactly */
    RECIPE_FAULT_COUNT
};

struct recipe_work;

/* Makes ready for values of columns of these types. The recipe must have been checked with
 * them, and outlive it. Free with recipe_work_free. */
enum status recipe_work_new(struct recipe_work **out, const struct recipe *recipe,
                            const enum column_type *types, struct error *err);
void recipe_work_free(struct recipe_work *work); /* NULL is fine */

/* The value that one row gets. A text is valid until the next call, and as long as what is
 * passed in. One work serves one thread at a time. */
enum recipe_fault recipe_work_value(struct recipe_work *work, const struct value *in,
                                    struct value *out);

/* The same of RECIPE_CALCULATE with numbers that are there: *out is the result times 10^decimals
 * (whole results: as it is). Any thread. */
enum recipe_fault recipe_work_number(const struct recipe_work *work, const double *in,
                                     int64_t *out);

/* Where numbers of the source begin to make a difference, rising; between two of them all give
 * the same. Returns how many, at most `most`; 0: they differ everywhere, or there are more. */
struct recipe_cut {
    double at;
    bool above; /* not at it, but just above */
};
size_t recipe_cuts(const struct recipe *recipe, struct recipe_cut *out, size_t most);

#endif
