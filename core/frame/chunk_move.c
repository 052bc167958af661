/*
 * Codes of a piece into those of the whole column: apart, since these loops see every row and
 * are written so that compilers make vector instructions of them. The greatest code is looked
 * for first, so that adding can't overflow and nothing beyond the top is ever written.
 */
#include <string.h>

#include "core/frame/chunk_load.h"

#define INLINE static inline __attribute__((always_inline))

/* Blobs follow no alignment. */
INLINE uint64_t read_code(const char *codes, int width, size_t row)
{
    uint8_t one;
    uint16_t two;
    uint32_t four;
    uint64_t eight;
    switch (width) {
    case 1:
        memcpy(&one, codes + row, sizeof one);
        return one;
    case 2:
        memcpy(&two, codes + row * sizeof two, sizeof two);
        return two;
    case 4:
        memcpy(&four, codes + row * sizeof four, sizeof four);
        return four;
    default:
        memcpy(&eight, codes + row * sizeof eight, sizeof eight);
        return eight;
    }
}

/* ---- the greatest ---- */

static uint64_t greatest_1(const char *codes, size_t rows)
{
    uint8_t top = 0;
    for (size_t i = 0; i < rows; i++) {
        uint8_t code = (uint8_t)codes[i];
        top = code > top ? code : top;
    }
    return top;
}

static uint64_t greatest_2(const char *codes, size_t rows)
{
    uint16_t top = 0;
    for (size_t i = 0; i < rows; i++) {
        uint16_t code = (uint16_t)read_code(codes, 2, i);
        top = code > top ? code : top;
    }
    return top;
}

static uint64_t greatest_4(const char *codes, size_t rows)
{
    uint32_t top = 0;
    for (size_t i = 0; i < rows; i++) {
        uint32_t code = (uint32_t)read_code(codes, 4, i);
        top = code > top ? code : top;
    }
    return top;
}

static uint64_t greatest_8(const char *codes, size_t rows)
{
    uint64_t top = 0;
    for (size_t i = 0; i < rows; i++) {
        uint64_t code = read_code(codes, 8, i);
        top = code > top ? code : top;
    }
    return top;
}

static uint64_t greatest(const char *codes, int width, size_t rows)
{
    switch (width) {
    case 1:
        return greatest_1(codes, rows);
    case 2:
        return greatest_2(codes, rows);
    case 4:
        return greatest_4(codes, rows);
    default:
        return greatest_8(codes, rows);
    }
}

/* ---- moving ---- */

/* What is not 0 becomes code × factor + more, counted at the width of the result. */
struct step {
    uint64_t factor, more;
};

INLINE void move_1(const char *in, uint8_t *restrict out, size_t rows, struct step step)
{
    uint8_t factor = (uint8_t)step.factor, more = (uint8_t)step.more;
    for (size_t i = 0; i < rows; i++) {
        uint8_t code = (uint8_t)in[i];
        out[i] = (uint8_t)(code * factor + (code ? more : 0));
    }
}

INLINE void move_2(const char *in, int width, uint16_t *restrict out, size_t rows, struct step step)
{
    uint16_t factor = (uint16_t)step.factor, more = (uint16_t)step.more;
    for (size_t i = 0; i < rows; i++) {
        uint32_t code = (uint32_t)read_code(in, width, i);
        out[i] = (uint16_t)(code * factor + (code ? more : 0));
    }
}

INLINE void move_4(const char *in, int width, uint32_t *restrict out, size_t rows, struct step step)
{
    uint32_t factor = (uint32_t)step.factor, more = (uint32_t)step.more;
    for (size_t i = 0; i < rows; i++) {
        uint32_t code = (uint32_t)read_code(in, width, i);
        out[i] = code * factor + (code ? more : 0);
    }
}

INLINE void move_8(const char *in, int width, uint64_t *restrict out, size_t rows, struct step step)
{
    for (size_t i = 0; i < rows; i++) {
        uint64_t code = read_code(in, width, i);
        out[i] = code * step.factor + (code ? step.more : 0);
    }
}

INLINE void move_from(const char *in, int in_width, void *out, int width, size_t rows,
                      struct step step)
{
    switch (width) {
    case 1:
        move_1(in, out, rows, step);
        break;
    case 2:
        move_2(in, in_width, out, rows, step);
        break;
    case 4:
        move_4(in, in_width, out, rows, step);
        break;
    default:
        move_8(in, in_width, out, rows, step);
    }
}

INLINE void move(const struct chunk_codes *in, void *out, int width, struct step step)
{
    switch (in->width) {
    case 1:
        move_from(in->codes, 1, out, width, in->rows, step);
        break;
    case 2:
        move_from(in->codes, 2, out, width, in->rows, step);
        break;
    case 4:
        move_from(in->codes, 4, out, width, in->rows, step);
        break;
    default:
        move_from(in->codes, 8, out, width, in->rows, step);
    }
}

/* Both are here so that the one without a multiplication is made as well. */
static void move_plain(const struct chunk_codes *in, void *out, int width, uint64_t more)
{
    move(in, out, width, (struct step){1, more});
}

static void move_scaled(const struct chunk_codes *in, void *out, int width, struct step step)
{
    move(in, out, width, step);
}

bool chunk_move(const struct chunk_codes *in, const struct chunk_shift *shift, void *out, int width,
                uint64_t top)
{
    uint64_t most = greatest(in->codes, in->width, in->rows);
    uint64_t first = shift->first, factor = shift->factor;
    bool fits = most == 0 || (first > 0 && first <= top && most - 1 <= (top - first) / factor);
    if (in->width > width || !fits)
        return false;
    if (factor == 1 && first == 1 && in->width == width)
        memcpy(out, in->codes, in->rows * (size_t)width);
    else if (factor == 1)
        move_plain(in, out, width, first - 1);
    else
        move_scaled(in, out, width, (struct step){factor, first - factor});
    return true;
}
