/*
 * The use case "clean": the values of a text column that are probably the same, in groups, and
 * what becomes of postcodes. Reads only; what is decided becomes a recipe (derive).
 */
#ifndef DATAJAM_SERVICE_CLEAN_H
#define DATAJAM_SERVICE_CLEAN_H

#include "core/analysis/cleaning.h"
#include "core/analysis/postcode.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/service/frames.h"

struct clean_column {
    struct cleaning_value *values; /* all different ones, the most frequent first */
    size_t count;
    int64_t rows; /* with a value */
    struct cleaning_groups groups;
    struct postcode_tally postcodes;
};

/* The column at a position; all lives in arena. STATUS_INVALID: it has no texts. ways: how far
 * groups go. */
enum status clean_read(struct frame_use *use, size_t position, enum cleaning_way ways,
                       struct arena *arena, struct clean_column *out, struct error *err);

/* The recipe of a list that a person has gone through: a CSV file with the columns "value" and
 * "form". source: id of the column. Lives in arena. STATUS_INVALID: it is no such list, or it
 * changes nothing. */
enum status clean_read_forms(const char *path, int64_t source, struct arena *arena,
                             struct recipe *out, struct error *err);

#endif
