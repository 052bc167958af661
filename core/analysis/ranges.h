/* A set of row positions as ranges, for rows that a person has marked. */
#ifndef DATAJAM_ANALYSIS_RANGES_H
#define DATAJAM_ANALYSIS_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Positions [first, last]. */
struct row_range {
    int64_t first, last;
};

/* Zero-initialise it; free with row_set_free. Ranges are sorted and don't touch. */
struct row_set {
    struct row_range *ranges;
    size_t count, capacity;
};

void row_set_free(struct row_set *set);
void row_set_clear(struct row_set *set);
bool row_set_has(const struct row_set *set, int64_t row);
int64_t row_set_size(const struct row_set *set);

/* Both give false when memory runs out; the set is as before. */
bool row_set_add(struct row_set *set, int64_t first, int64_t last);
bool row_set_remove(struct row_set *set, int64_t row);

#endif
