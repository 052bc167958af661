/* Puts a finished file in its place: it appears there whole, and never over another file
 * unless that is asked for. */
#ifndef DATAJAM_BASE_SETTLE_H
#define DATAJAM_BASE_SETTLE_H

#include <stdbool.h>

#include "core/base/error.h"

/*
 * A name for the unfinished file, in the folder of path and hidden, in newly allocated
 * memory; NULL: no memory.
 */
char *settle_name(const char *path);

/* Renames temp to path and flushes the folder. STATUS_EXISTS when there is something at
 * path and replace is false; temp then stays. */
enum status settle_file(const char *temp, const char *path, bool replace, struct error *err);

#endif
