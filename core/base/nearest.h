/* The name that a mistyped word was probably meant to be. */
#ifndef DATAJAM_BASE_NEAREST_H
#define DATAJAM_BASE_NEAREST_H

#include <stddef.h>

/* Position of the name that is closest to word (letters changed, left out, added or
 * swapped; upper and lower case alike); -1 when none is close enough to be offered. */
int nearest_name(const char *word, const char *const *names, size_t count);

#endif
