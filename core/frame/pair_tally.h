/* How often each code of a column occurs in two sets of rows, A and B, which may overlap. */
#ifndef DATAJAM_FRAME_PAIR_TALLY_H
#define DATAJAM_FRAME_PAIR_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/code_tally.h"
#include "core/frame/column.h"

struct pair_tally {
    struct code_tally a, b;
};

/* Of a column with codes, in one pass over them where a table of counts has room for them.
 * b NULL: nothing is counted for B. Free with pair_tally_free. */
enum status pair_tally_make(struct pair_tally *out, const struct frame_column *column,
                            const struct bitmap *a, const struct bitmap *b,
                            const volatile int *cancel, struct error *err);
void pair_tally_free(struct pair_tally *tally);

/* How far a walk over both is; begins zeroed. */
struct pair_cursor {
    struct pair_side {
        bool known, more; /* the next code that occurs is known; there is one */
        uint64_t position, code;
        int64_t rows;
    } a, b;
};

/* The next code that occurs in A or B, in order, without the empties; false: no more. */
bool pair_tally_next(const struct pair_tally *tally, struct pair_cursor *cursor, uint64_t *code,
                     int64_t *a, int64_t *b);

#endif
