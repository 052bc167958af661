/* For the work*.c of core/frame only: the codes of a source, put together where many of them
 * come to the same. */
#ifndef DATAJAM_FRAME_WORK_CODES_H
#define DATAJAM_FRAME_WORK_CODES_H

#include "core/frame/work_out.h"

enum { WORK_CODES_MOST = 1 << 22 };

/* How codes of a source become places 0 … count - 1; place 0 is the empty cell. */
struct work_codes {
    const struct frame_column *column;
    enum { WORK_SAME, WORK_DAYS, WORK_CUTS } how;
    uint64_t count;
    int64_t first_day; /* WORK_DAYS: the day of place 1 */
    uint64_t *codes;   /* WORK_CUTS: where places 2, 3, … begin */
};

/* False: there are too many places, or no memory. Free with work_codes_free. */
bool work_codes_make(struct work_codes *out, const struct work_out *work, size_t source);
void work_codes_free(struct work_codes *codes);

/* A value that comes to this place; scratch as for column_value. */
struct value work_codes_value(const struct work_codes *codes, uint64_t place, char *scratch);

/* places[i] = places[i] * stride + the place of row first + i. */
void work_codes_add(const struct work_codes *codes, size_t first, size_t count, uint32_t stride,
                    uint32_t *places);

/* What number_fn makes of each row, straight into codes (work_numbers.c). */
enum status work_out_numbers(struct frame_column **out, const struct work_out *work,
                             struct error *err);

#endif
