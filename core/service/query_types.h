/* What the columns of a result are, by all of their values: for saving it. */
#ifndef DATAJAM_SERVICE_QUERY_TYPES_H
#define DATAJAM_SERVICE_QUERY_TYPES_H

#include "core/base/text.h"
#include "core/base/value.h"

/* Zero-initialise. */
struct query_tally {
    int64_t values; /* that are not empty */
    int64_t integers, decimals, texts;
    int64_t dates, times;
    int64_t long_ones; /* numbers that a decimal of double precision can't hold to the last digit */
};

void query_tally_add(struct query_tally *tally, const struct value *value);

/* The type, and why. known: the type of the dataset's column that it comes from unchanged;
 * COLUMN_TYPE_COUNT: it is worked out. */
enum column_type query_tally_type(const struct query_tally *tally, enum column_type known,
                                  enum text_id *reason);

#endif
