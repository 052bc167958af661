/*
 * A column worked out from one or two others: once for each value, or pair of values, that
 * occurs, where they have codes; row by row else.
 */
#ifndef DATAJAM_FRAME_WORK_OUT_H
#define DATAJAM_FRAME_WORK_OUT_H

#include "core/base/error.h"
#include "core/frame/column.h"

enum { WORK_OUT_SOURCES = 2, WORK_OUT_REASONS = 16 };

/* The value that a row gets from those of its sources. A text has to stay until the next
 * call. Returns a reason below WORK_OUT_REASONS, to be counted. Always on the same thread. */
typedef unsigned work_out_fn(void *context, const struct value *in, struct value *out);

struct work_out {
    const struct frame_column *sources[WORK_OUT_SOURCES];
    size_t source_count;
    enum column_type type; /* of what comes out */
    const char *order;     /* of its values, as column_from_values takes it */
    work_out_fn *fn;
    void *context;
    int64_t *reasons;           /* rows by reason, added up; may be NULL */
    const volatile int *cancel; /* may be NULL */
};

/* *out is freed with column_free. */
enum status column_work_out(struct frame_column **out, const struct work_out *work,
                            struct error *err);

#endif
