/* Natural order of texts: without regard to case, digits inside by value ("Office 9"
 * before "Office 10"), else by code point; texts that are the same then, by their bytes. */
#ifndef DATAJAM_BASE_NATURAL_H
#define DATAJAM_BASE_NATURAL_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

/* Adds to out a key for text: keys compare by their bytes (memcmp, the shorter first) as
 * the texts do in natural order. False: no memory. Equal keys: compare the texts' bytes. */
bool natural_key(struct span text, struct buffer *out);

/* Below, equal to or above 0, as a comes before, with or after b. */
int natural_compare(struct span a, struct span b);

#endif
