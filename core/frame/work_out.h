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

/* The same of numbers: *out is the result times 10^scale. False: it is empty, for the reason.
 * Several threads at once. */
typedef bool work_number_fn(const void *context, const double *in, int64_t *out, unsigned *reason);

/* Where a number begins to make a difference: at it, or just above it. */
struct work_cut {
    double at;
    bool above;
};

struct work_out {
    const struct frame_column *sources[WORK_OUT_SOURCES];
    size_t source_count;
    enum column_type type; /* of what comes out */
    const char *order;     /* of its values, as column_from_values takes it */
    work_out_fn *fn;
    void *context;
    int64_t *reasons;           /* rows by reason, added up; may be NULL */
    const volatile int *cancel; /* may be NULL */

    /* What saves work where there are very many different values; all may be left out. */
    const struct work_cut *cuts; /* the numbers of the one source differ at these alone, which
                                    rise */
    size_t cut_count;
    bool days;              /* of dates with times the time makes no difference */
    work_number_fn *number; /* all sources are numbers, and so is what comes out */
    int scale;              /* decimals of that */
    const void *number_context;
    unsigned empty_reason, other_reason; /* of number: a source is empty; it is no number */
};

/* *out is freed with column_free. */
enum status column_work_out(struct frame_column **out, const struct work_out *work,
                            struct error *err);

#endif
