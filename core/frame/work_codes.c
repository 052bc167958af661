/*
 * Codes put together. Seconds of three years are a hundred million codes and a thousand days;
 * incomes in cents are millions of codes, and between two limits of bands they come to the
 * same: then it is enough to work out one of each.
 */
#include "core/frame/work_codes.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/calendar.h"
#include "core/frame/code_at.h"

static int64_t floor_divide(int64_t number, int64_t by)
{
    int64_t quotient = number / by;
    return number % by < 0 ? quotient - 1 : quotient;
}

static int64_t second_of(const struct frame_column *column, uint64_t code)
{
    return (int64_t)((uint64_t)column->base + (code - 1));
}

static bool is_number_form(const struct frame_column *column)
{
    return column->form == FORM_INTEGER || column->form == FORM_DECIMAL ||
           column->form == FORM_REAL;
}

static bool make_cuts(struct work_codes *out, const struct work_out *work)
{
    out->how = WORK_CUTS;
    out->count = work->cut_count + 2;
    out->codes = malloc((work->cut_count + 1) * sizeof *out->codes);
    for (size_t i = 0; out->codes && i < work->cut_count; i++) {
        const struct value value = {.kind = VALUE_DECIMAL, .decimal = work->cuts[i].at};
        out->codes[i] = column_lower(out->column, &value, work->cuts[i].above);
    }
    return out->codes != NULL;
}

bool work_codes_make(struct work_codes *out, const struct work_out *work, size_t source)
{
    const struct frame_column *column = work->sources[source];
    *out = (struct work_codes){.column = column, .how = WORK_SAME, .count = column->top + 1};
    if (column->form == FORM_TEXTS)
        return false;
    if (column->top < WORK_CODES_MOST && column->top < column->rows)
        return true;
    if (work->days && column->form == FORM_SECOND) {
        out->how = WORK_DAYS;
        out->first_day = floor_divide(second_of(column, 1), CALENDAR_DAY_SECONDS);
        out->count = (uint64_t)(floor_divide(second_of(column, column->top), CALENDAR_DAY_SECONDS) -
                                out->first_day) +
                     2;
        return out->count <= WORK_CODES_MOST;
    }
    if (work->source_count == 1 && work->cut_count > 0 && is_number_form(column))
        return make_cuts(out, work);
    return column->top < WORK_CODES_MOST;
}

void work_codes_free(struct work_codes *codes)
{
    free(codes->codes);
    codes->codes = NULL;
}

struct value work_codes_value(const struct work_codes *codes, uint64_t place, char *scratch)
{
    if (codes->how == WORK_SAME || place == 0)
        return column_value(codes->column, place, scratch);
    if (codes->how == WORK_CUTS && place == 1) /* below all cuts */
        return (struct value){.kind = VALUE_DECIMAL, .decimal = -INFINITY};
    if (codes->how == WORK_CUTS)
        return column_value(codes->column, codes->codes[place - 2], scratch);
    calendar_write_second((codes->first_day + (int64_t)place - 1) * CALENDAR_DAY_SECONDS, scratch);
    return (struct value){.kind = VALUE_TEXT, .text = span_of(scratch, CALENDAR_SECOND_LEN)};
}

/* ---- places of rows ---- */

__attribute__((always_inline)) static inline void add_same(const struct frame_column *column,
                                                           int width, size_t first, size_t count,
                                                           uint32_t stride, uint32_t *places)
{
    for (size_t i = 0; i < count; i++)
        places[i] = places[i] * stride + (uint32_t)code_at(column->codes, width, first + i);
}

static uint32_t day_place(const struct work_codes *codes, uint64_t code)
{
    return code == 0
               ? 0
               : (uint32_t)(floor_divide(second_of(codes->column, code), CALENDAR_DAY_SECONDS) -
                            codes->first_day + 1);
}

static uint32_t cut_place(const struct work_codes *codes, uint64_t code)
{
    size_t low = 0, high = codes->count - 2;
    if (code == 0)
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (codes->codes[middle] <= code)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low + 1;
}

void work_codes_add(const struct work_codes *codes, size_t first, size_t count, uint32_t stride,
                    uint32_t *places)
{
    const struct frame_column *column = codes->column;
    if (codes->how == WORK_SAME && column->width == 1)
        add_same(column, 1, first, count, stride, places);
    else if (codes->how == WORK_SAME && column->width == 2)
        add_same(column, 2, first, count, stride, places);
    else if (codes->how == WORK_SAME)
        add_same(column, 4, first, count, stride, places);
    else if (codes->how == WORK_DAYS)
        for (size_t i = 0; i < count; i++)
            places[i] = places[i] * stride + day_place(codes, column_code(column, first + i));
    else
        for (size_t i = 0; i < count; i++)
            places[i] = places[i] * stride + cut_place(codes, column_code(column, first + i));
}
