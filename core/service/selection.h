/* What a person types to say which rows of a dataset, in which order: filters and sort keys
 * of the command line, and the order that comes of them. */
#ifndef DATAJAM_SERVICE_SELECTION_H
#define DATAJAM_SERVICE_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/frame/filter.h"
#include "core/frame/order.h"
#include "core/service/frames.h"
#include "core/store/dataset.h"

/* The columns of a dataset, as filters name them. In arena; NULL: no memory. */
struct filter_name *selection_names(const struct dataset_info *dataset, struct arena *arena);

/* Reads filters; *out lives in arena. Errors of filter_read and select_check. */
enum status selection_read(const struct dataset_info *dataset, struct arena *arena,
                           const char *const *texts, size_t count, bool exact,
                           struct filter_list *out, struct error *err);

/* The rows that pass the filters, sorted by the keys. Free *out with row_order_free. */
enum status selection_order(struct frame_use *use, const struct filter_list *filters,
                            const struct sort_key *keys, size_t key_count, struct row_order **out,
                            struct error *err);

#endif
