/* The scans behind filters: codes of rows against codes that pass, into a bitmap. */
#ifndef DATAJAM_FRAME_SCAN_H
#define DATAJAM_FRAME_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/frame/bitmap.h"
#include "core/frame/column.h"

struct code_range {
    uint64_t first, last; /* both in it */
};

/* Codes that pass. */
struct code_set {
    struct code_range *ranges; /* in order, apart from each other */
    size_t count;
    const uint8_t *table; /* or, where it is not NULL, 1 for each code that passes, for each of
                             the codes 0 … top */
};

/* Sets the bits of rows whose code passes and counts them; the bitmap is of the column's
 * rows. False: cancelled. */
bool scan_codes(const struct frame_column *column, const struct code_set *set,
                const volatile int *cancel, struct bitmap *out);

#endif
