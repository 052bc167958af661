/* The rows that some filters let pass, as one SQL statement. */
#ifndef DATAJAM_SERVICE_ROWS_SQL_H
#define DATAJAM_SERVICE_ROWS_SQL_H

#include "core/base/buffer.h"
#include "core/frame/filter.h"
#include "core/service/frames.h"

/* "SELECT * FROM … WHERE …", added to out. STATUS_INVALID: a filter that SQL can't say. */
enum status rows_sql(struct frame_use *use, const struct filter_list *filters, struct buffer *out,
                     struct error *err);

#endif
