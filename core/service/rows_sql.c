/* Rows as SQL: the filters of the view, one line each. */
#include "core/service/rows_sql.h"

#include "core/service/pivot_sql_internal.h"

enum status rows_sql(struct frame_use *use, const struct filter_list *filters, struct buffer *out,
                     struct error *err)
{
    bool pattern = false, first = true;
    buffer_add_string(out, "SELECT *\nFROM ");
    pivot_sql_name(out, frame_use_dataset(use)->name);
    for (size_t i = 0; i < filters->count; i++) {
        if (filters->filters[i].off)
            continue;
        buffer_add_string(out, first ? "\nWHERE " : "\n  AND ");
        first = false;
        enum status status = pivot_sql_filter(out, use, &filters->filters[i], &pattern, err);
        if (status != STATUS_OK)
            return status;
    }
    buffer_add_byte(out, '\n');
    return out->failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
}
