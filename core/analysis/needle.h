/*
 * A text that is looked for without regard to case. Most cells are ASCII and are searched
 * as they are; only others are folded.
 */
#ifndef DATAJAM_ANALYSIS_NEEDLE_H
#define DATAJAM_ANALYSIS_NEEDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

struct needle {
    struct buffer folded;
    struct buffer scratch;
    bool ascii;
};

/* Zero-initialised before; false: no memory. Free with needle_free. */
bool needle_set(struct needle *needle, struct span text);
void needle_free(struct needle *needle);

/* Does it stand in text (valid UTF-8)? An empty needle stands nowhere. */
bool needle_in(struct needle *needle, struct span text);

#endif
