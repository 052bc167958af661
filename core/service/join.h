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

enum { JOIN_COLUMNS_MAX = 4, JOIN_EXAMPLES = 3, JOIN_LIMIT_MS = 120000 };

struct join_pair {
    size_t left, right; /* positions in the two datasets */
};

struct join_plan {
    const struct dataset_info *left, *right;
    struct join_pair pairs[JOIN_COLUMNS_MAX]; /* rows match where all of them are equal */
    size_t count;
    bool matching; /* only rows that match; else all of the left dataset */
};

/* Pairs that may belong together, the likeliest first: of the same name, then of the same role and
 * kind. At most `room`; returns how many. */
size_t join_candidates(const struct dataset_info *left, const struct dataset_info *right,
                       struct join_pair *out, size_t room);

/* Fills in the pairs that one would begin with: the id of the same name, and the date where both
 * have it; count 0: there are none. */
void join_propose(struct join_plan *plan);

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

/* Where a dataset of it comes from, in words. */
void join_source(const struct join_plan *plan, char *out, size_t size);

/* The statement, added to out: the columns of the left dataset, then those of the right one but
 * for what they were joined by; a name that both have gets the right one's name behind it. */
void join_sql(const struct join_plan *plan, struct buffer *out);

#endif
