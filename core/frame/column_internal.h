/* For the column*.c and chunk*.c of core/frame: how a column holds its memory. */
#ifndef DATAJAM_FRAME_COLUMN_INTERNAL_H
#define DATAJAM_FRAME_COLUMN_INTERNAL_H

#include "core/frame/column.h"

/* Texts without codes, chunk by chunk: chunk c is the rows first[c] … first[c + 1] - 1. */
struct frame_texts {
    size_t chunks;
    size_t *first; /* chunks + 1 of them */

    /* The texts of a chunk; they are valid until the next call. */
    enum status (*read)(struct frame_texts *texts, size_t chunk, const struct span **out,
                        struct error *err);
    void (*free)(struct frame_texts *texts);
};

/* A column with all that is its own. */
struct column_box {
    struct frame_column column;
    void *codes;
    size_t mapped; /* bytes of codes that are a mapping of their own; 0: plain memory */
    struct value *words;
    char *text; /* of the words */
};

/* An empty one; NULL: no memory. */
struct column_box *column_box_new(enum column_form form, enum column_type type, size_t rows);

/* Room for codes up to top: sets width, top and codes, which are 0. False: no memory. */
bool column_box_codes(struct column_box *box, uint64_t top);

/* The least width for codes up to top: 1, 2, 4 or 8. */
int column_width(uint64_t top);

static inline void column_set_code(void *codes, int width, size_t row, uint64_t code)
{
    switch (width) {
    case 1:
        ((uint8_t *)codes)[row] = (uint8_t)code;
        break;
    case 2:
        ((uint16_t *)codes)[row] = (uint16_t)code;
        break;
    case 4:
        ((uint32_t *)codes)[row] = (uint32_t)code;
        break;
    default:
        ((uint64_t *)codes)[row] = code;
    }
}

/* The bits of a double, changed so that they keep the order; never 0. Not for NaN. */
uint64_t column_real_code(double number);
double column_code_real(uint64_t code);

/* 10^scale for scales from 0 to COLUMN_SCALE_MAX; exact. */
enum { COLUMN_SCALE_MAX = 9 };
#define COLUMN_WHOLE_MAX ((int64_t)1 << 51) /* whole numbers that are looked for */
double column_power(int scale);

/* The number k for which k / 10^scale is exactly `decimal`; false: there is none below
 * COLUMN_WHOLE_MAX. */
bool column_unscale(double decimal, int scale, int64_t *out);

/* Leading zeros and all; digits <= 18. */
bool column_read_digits(struct span text, int64_t *out);

#endif
