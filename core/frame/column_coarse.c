/* Days instead of seconds, and a guess at how many different values there are. */
#include "core/frame/column_coarse.h"

#include <stdlib.h>

#include "core/base/calendar.h"
#include "core/frame/code_at.h"
#include "core/frame/code_tally.h"
#include "core/frame/column_internal.h"
#include "core/frame/parallel.h"

/* ---- days ---- */

struct dividing {
    const struct frame_column *seconds;
    uint64_t before; /* seconds of the first day before the lowest value */
    struct column_box *days;
};

__attribute__((always_inline)) static inline void divide(const struct dividing *dividing, int width,
                                                         size_t first, size_t end)
{
    uint32_t *days = dividing->days->codes;
    for (size_t row = first; row < end; row++) {
        uint64_t code = code_at(dividing->seconds->codes, width, row);
        uint64_t day = (code - 1 + dividing->before) / CALENDAR_DAY_SECONDS + 1;
        days[row] = code ? (uint32_t)day : 0;
    }
}

static void divide_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct dividing *dividing = context;
    (void)part;
    switch (dividing->seconds->width) {
    case 1:
        divide(dividing, 1, first, end);
        break;
    case 2:
        divide(dividing, 2, first, end);
        break;
    case 4:
        divide(dividing, 4, first, end);
        break;
    default:
        divide(dividing, 8, first, end);
    }
}

enum status column_days(struct frame_column **out, const struct frame_column *seconds,
                        struct error *err)
{
    int64_t first = seconds->base / CALENDAR_DAY_SECONDS;
    first -= seconds->base % CALENDAR_DAY_SECONDS < 0;
    struct dividing dividing = {.seconds = seconds,
                                .before = (uint64_t)(seconds->base - first * CALENDAR_DAY_SECONDS),
                                .days = column_box_new(FORM_DAY, seconds->type, seconds->rows)};
    /* Wide enough for any calendar, so that codes are always of four bytes. */
    if (!dividing.days || !column_box_codes(dividing.days, UINT32_MAX)) {
        if (dividing.days)
            column_free(&dividing.days->column);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    struct frame_column *column = &dividing.days->column;
    column->base = first;
    column->top =
        seconds->top == 0 ? 0 : (seconds->top - 1 + dividing.before) / CALENDAR_DAY_SECONDS + 1;
    column->empties = seconds->empties;
    parallel_run(seconds->rows, divide_part, &dividing);
    *out = column;
    return STATUS_OK;
}

/* ---- a sample ---- */

/* splitmix64: the same rows each time. */
static uint64_t next_bits(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* If each value stood in two rows, a sample of s among n rows would hold s * s / n pairs of
 * rows that are alike (a row that was drawn twice among them). */
bool column_seems_unique(const struct frame_column *column)
{
    enum { SAMPLE = 1 << 16, ROWS_LEAST = 1 << 20 };
    uint64_t state = 1, *codes = NULL;
    size_t drawn = 0, alike = 0, filled = column->rows - column->empties;
    if (column->rows < ROWS_LEAST || filled < ROWS_LEAST / 2)
        return false;
    codes = malloc(SAMPLE * sizeof *codes);
    for (size_t i = 0; codes && i < SAMPLE; i++) {
        uint64_t code = column_code(column, (size_t)(next_bits(&state) % column->rows));
        if (code)
            codes[drawn++] = code;
    }
    bool sorted = codes && sort_numbers_8(codes, drawn);
    for (size_t i = 0, run = 0; sorted && i < drawn; i++) {
        run = i > 0 && codes[i] == codes[i - 1] ? run + 1 : 0;
        alike += run;
    }
    free(codes);
    return sorted && (double)alike < (double)drawn * (double)drawn / (double)filled;
}
