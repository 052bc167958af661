/* Names of columns: what the header says, made unique and fit for a table. */
#ifndef DATAJAM_INGEST_NAMES_H
#define DATAJAM_INGEST_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/span.h"

enum { NAME_MAX_BYTES = 120 };

/*
 * Names for count columns from the cells of a header (NULL: there is none): blanks around
 * them go, control signs become blanks, an empty one becomes col_N (from 0), a second
 * "name" (in any case) becomes name_2. *out lives in the arena; false: no memory.
 * *renamed (may be NULL) counts those that differ from what stands in the file.
 */
bool names_make(struct arena *arena, const struct span *header, size_t count, const char ***out,
                size_t *renamed);

#endif
