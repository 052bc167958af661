/*
 * Stretches of a file to look at, for data change their shape along it: from its beginning, its
 * middle and its end. Whole lines but for the ends of the file; bounded, however large it is.
 */
#ifndef DATAJAM_INGEST_WINDOWS_H
#define DATAJAM_INGEST_WINDOWS_H

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/ingest/input.h"

enum { WINDOWS = 3 };

/* Zero-initialise; free with windows_free. */
struct windows {
    char *rooms[WINDOWS];
    struct span texts[WINDOWS];
    size_t count;
    bool by_row; /* see input_has_rows */
};

/* from_line beyond 1: one stretch that begins there. The input may stand anywhere afterwards. */
enum status windows_read(struct windows *windows, struct input *input, int64_t from_line,
                         struct error *err);
void windows_free(struct windows *windows);

#endif
