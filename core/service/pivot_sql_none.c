/* Stands in until pivots are said as SQL: then this file goes. */
#include "core/base/buffer.h"
#include "core/service/pivot.h"

__attribute__((weak)) enum status pivot_sql(struct frame_use *use, const struct filter_list *filters,
                                            const struct pivot_spec *spec, struct buffer *out,
                                            struct error *err)
{
    (void)use;
    (void)filters;
    (void)spec;
    (void)out;
    return error_set(err, STATUS_INVALID, TEXT_PIVOT_PANE_NO_SQL, NULL);
}
