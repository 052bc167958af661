/* The use case "pivot": a table from a dataset, filters and what is asked for. */
#ifndef DATAJAM_SERVICE_PIVOT_H
#define DATAJAM_SERVICE_PIVOT_H

#include "core/analysis/pivot.h"
#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/frame/filter.h"
#include "core/service/frames.h"

/* *out lives in arena. STATUS_INVALID: a sum of texts, bands of a text, too many groups, … */
enum status pivot_make(struct frame_use *use, const struct filter_list *filters,
                       const struct pivot_spec *spec, struct arena *arena, struct pivot_table *out,
                       struct error *err);

/* The filters that the rows behind a cell meet beside those of the pivot, and only they
 * (totals have fewer), and a name for them: "couple × Cambridge". In arena. */
enum status pivot_drill(struct frame_use *use, const struct filter_list *filters,
                        const struct pivot_spec *spec, const struct pivot_table *table, size_t row,
                        size_t column, struct arena *arena, struct filter_list *out,
                        const char **words, struct error *err);

/* What heads the one column of a pivot without a column field: "count", "avg:age". In arena,
 * "" without memory. */
const char *pivot_heading(const struct dataset_info *dataset, const struct pivot_spec *spec,
                          struct arena *arena);

/* One SQL statement that gives the same table as the command line's CSV; without subtotals. */
enum status pivot_sql(struct frame_use *use, const struct filter_list *filters,
                      const struct pivot_spec *spec, struct buffer *out, struct error *err);

#endif
