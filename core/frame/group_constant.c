/*
 * One walk over both columns, which ends as soon as every group has shown two values: in
 * most columns that is after a few rows.
 */
#include "core/frame/group_constant.h"

#include <string.h>

static uint32_t group_at(const struct groups *groups, size_t row)
{
    return groups->of_code ? groups->of_code[column_code(groups->field.column, row)]
                           : groups->of_row[row];
}

/* Rows from `first` to `end`; returns how many groups have begun to vary. */
static uint32_t walk(const struct groups *groups, const struct frame_column *column, size_t first,
                     size_t end, struct group_constant *out)
{
    uint32_t varied = 0;
    for (size_t row = first; row < end; row++) {
        uint32_t group = group_at(groups, row);
        if (group >= groups->count)
            continue;
        struct group_constant *of = &out[group];
        uint64_t code = column_code(column, row);
        if (of->rows++ == 0)
            of->code = code;
        if (of->same && code != of->code) {
            of->same = false;
            varied++;
        }
    }
    return varied;
}

enum status groups_constant(const struct groups *groups, const struct frame_column *column,
                            const volatile int *cancel, struct group_constant *out,
                            struct error *err)
{
    uint32_t left = groups->count;
    for (uint32_t i = 0; i < groups->count; i++)
        out[i] = (struct group_constant){.same = true};
    for (size_t first = 0; first < column->rows && left > 0; first += CHUNK_ROWS) {
        size_t end = first + CHUNK_ROWS < column->rows ? first + CHUNK_ROWS : column->rows;
        if (cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
        left -= walk(groups, column, first, end, out);
    }
    return STATUS_OK;
}
