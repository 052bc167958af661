/* The values of a column with how often each occurs, as one SQL statement. */
#ifndef DATAJAM_SERVICE_FACET_SQL_H
#define DATAJAM_SERVICE_FACET_SQL_H

#include "core/base/buffer.h"
#include "core/service/facet.h"

/* The facet that facet_read makes of the same wish, added to out: value, rows, and people where
 * the unit is FACET_PEOPLE. The cut is as the wish says, not automatic. STATUS_INVALID: a filter
 * that SQL can't say. */
enum status facet_sql(struct frame_use *use, const struct filter_list *filters,
                      const struct facet_wish *wish, struct buffer *out, struct error *err);

#endif
