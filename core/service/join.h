/*
 * Two datasets side by side by the values of one or more columns, without SQL: which columns may
 * belong together, what matches and what doesn't before it is done, and the statement that does
 * it, to be run as a query and saved.
 */
#ifndef DATAJAM_SERVICE_JOIN_H
#define DATAJAM_SERVICE_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/service/query.h"
#include "core/store/dataset.h"

enum { JOIN_COLUMNS_MAX = 4, JOIN_EXAMPLES = 3, JOIN_FOUND_MAX = 24, JOIN_LIMIT_MS = 120000 };

/* How values of a pair are compared: numbers with texts as texts; loose ones without the letters,
 * zeros and dashes in front of them, so that K000117 and 117 are the same. */
enum join_how { JOIN_AS_IT_IS, JOIN_AS_TEXT, JOIN_LOOSE };

struct join_pair {
    size_t left, right; /* positions in the two datasets */
    enum join_how how;
};

struct join_plan {
    const struct dataset_info *left, *right;
    struct join_pair pairs[JOIN_COLUMNS_MAX]; /* rows match where all of them are equal */
    size_t count;
    bool matching; /* only rows that match; else all of the left dataset */
};

/* Two columns by their positions, compared as their types ask for. */
struct join_pair join_pair_of(const struct join_plan *plan, size_t left, size_t right);

/* A pair whose values were compared. */
struct join_found {
    struct join_pair pair;
    int64_t left_values, right_values;  /* different ones in each */
    int64_t left_rows, right_rows;      /* that have one */
    int64_t shared;                     /* values that are in both, compared as the pair says */
    int64_t exact;                      /* values that are in both as they are written */
    const char *left_like, *right_like; /* loose ones: two that are the same; else NULL */
};

/*
 * The pairs of columns that tell rows apart and share values, the best first: ids by their role
 * or name, and columns of which every value stands in one row of one of the two. Yes/no, groups
 * and measures are none. Fills found (JOIN_FOUND_MAX of them, texts in arena), and the plan's pairs
 * with those that one would begin with: the best, and the month or date where the best alone
 * stands in several rows of both; count 0: there is none. base has the helper, the connection and
 * cancel; progress may be NULL.
 */
enum status join_find(struct join_plan *plan, const struct query_request *base,
                      void (*progress)(void *context, int64_t done, int64_t total), void *context,
                      struct arena *arena, struct join_found *found, size_t *count,
                      struct error *err);

/* The first pair of the plan alone, as it is written; and where hardly anything matches so, but
 * would loosely: loosely (out->pair.how). */
enum status join_compare(const struct join_plan *plan, const struct query_request *base,
                         struct arena *arena, struct join_found *out, struct error *err);

struct join_account {
    int64_t rows;                /* of the left dataset: = once + several + none */
    int64_t once, several, none; /* by how many rows of the right one match */
    int64_t pairs;               /* rows that match, together: those of the result */
    int64_t right_rows, right_none;
    const char *several_like[JOIN_EXAMPLES]; /* values; NULL: no more */
    const char *none_like[JOIN_EXAMPLES];
    const char *right_none_like[JOIN_EXAMPLES];
};

/* What will come of it; texts live in arena. base has the helper, the connection and cancel. */
enum status join_look(const struct join_plan *plan, const struct query_request *base,
                      struct arena *arena, struct join_account *out, struct error *err);

/* Rows of the result. */
int64_t join_rows(const struct join_plan *plan, const struct join_account *account);

/* Far more rows than both datasets have together: nearly always by the wrong column. */
bool join_is_far_too_big(const struct join_plan *plan, const struct join_account *account);

/* Where a dataset of it comes from, in words. */
void join_source(const struct join_plan *plan, char *out, size_t size);

/* The statement, added to out: the columns of the left dataset, then those of the right one but
 * for what they were joined by; a name that both have gets the right one's name behind it. */
void join_sql(const struct join_plan *plan, struct buffer *out);

#endif
