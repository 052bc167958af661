/*
 * Anchors: the ids at every 4,096th position of a dataset whose ids have gaps (rows were
 * deleted by another tool), so that a page deep inside is found without counting from the
 * start each time. Made on demand, kept with the connection, forgotten when it changes.
 */
#ifndef DATAJAM_STORE_ANCHOR_H
#define DATAJAM_STORE_ANCHOR_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/store/dataset.h"

struct anchors;

/*
 * Finds where to read from for position first: rows with an id above *after, leaving out
 * *skip of them. Takes slices of at most a few milliseconds.
 */
enum status anchor_find(struct db *db, const struct dataset_info *dataset, int64_t first,
                        int64_t *after, int64_t *skip, struct error *err);

/* NULL is fine. */
void anchors_free(struct anchors *anchors);

#endif
