/* For the compare*.c of core/service: the sets, and how often each value occurs in them. */
#ifndef DATAJAM_SERVICE_COMPARE_INTERNAL_H
#define DATAJAM_SERVICE_COMPARE_INTERNAL_H

#include "core/frame/pair_tally.h"
#include "core/frame/person_pick.h"
#include "core/service/compare.h"

/* ---- the sets ---- */

enum { COMPARE_NO_COLUMN = -1 };

/* The rows of one dataset that are compared: those of A and B, or of one of them. */
struct compare_side {
    struct frame_use *use;
    const struct dataset_info *dataset;
    struct bitmap a, b; /* units: rows, or one row for each person. B of another dataset: that
                           one's units stand in a, and b is empty */
    struct count_pair rows;
    int person, when; /* positions: who a row is of, and of what time; or COMPARE_NO_COLUMN */
    struct person_index index;
};

struct compare_sets {
    struct compare_side first, second; /* second: another dataset; use NULL: there is none */
    bool people, repeats;              /* people count; there are people with several rows */
    int64_t both;                      /* units in A and in B */
    int64_t nameless;                  /* rows without a person, which are left out */
};

enum status compare_sets_make(struct compare_sets *out, struct frame_use *use,
                              struct frame_use *other, const struct compare_request *request,
                              struct error *err);
void compare_sets_free(struct compare_sets *sets);

/* Units of both sets: people or rows. */
struct count_pair compare_sets_units(const struct compare_sets *sets);

/* ---- one comparison ---- */

struct compare_making {
    const struct compare_request *request;
    struct compare_sets sets;
    struct arena *arena;
    struct compare_result *out;
};

/* compare_columns.c: the columns of the result, counted and weighed, as they stand in the
 * datasets. */
enum status compare_columns(struct compare_making *making, struct error *err);

/* ---- the values of a column ---- */

/* Values that occur, in order, with how often. Zero-initialise; compare_tally_free. */
struct compare_tally {
    struct compare_counts counts; /* values and numbers are the tally's */
    struct count_pair *pairs;     /* counts.values */
    double *numbers;              /* counts.numbers, or NULL */
    bool unique;                  /* nearly every row has another value, or has no code */

    /* What they are called: codes of a column, or, from two datasets, texts in arena. */
    const struct frame_column *column;
    struct frame_column *days; /* that column, where times count by their day */
    uint64_t *codes;
    struct span *texts;
    struct arena *arena;
};

/* The column of either dataset; the second NULL: there is one dataset. all: values that are
 * nearly unique are listed as well. Reads no file, and so may be beside what does. */
enum status compare_tally_make(struct compare_tally *out, const struct compare_sets *sets,
                               const struct frame_column *const columns[2], bool all,
                               struct error *err);
void compare_tally_free(struct compare_tally *tally);

/* The value as text; numbers into scratch (COLUMN_TEXT_SIZE bytes). */
struct span compare_tally_text(const struct compare_tally *tally, size_t value, char *scratch);

/* compare_merge.c: the same from a tally of each dataset. */
enum status compare_tally_merge(struct compare_tally *out, const struct frame_column *a_column,
                                const struct pair_tally *a, const struct frame_column *b_column,
                                const struct pair_tally *b, struct error *err);

/* compare_values.c: values, period and the one that says most. all: every value. */
enum status compare_values_fill(struct compare_column *column, const struct compare_tally *tally,
                                bool all, struct arena *arena, struct error *err);

/* compare_notes.c */
enum status compare_notes_make(struct compare_result *result, const struct compare_sets *sets,
                               const struct compare_request *request, struct arena *arena,
                               struct error *err);

#endif
