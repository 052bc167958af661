/* The first bytes of a damaged team file, made anew in a copy of it. */
#ifndef DATAJAM_STORE_RESCUE_HEAD_H
#define DATAJAM_STORE_RESCUE_HEAD_H

#include <stdbool.h>

#include "core/base/error.h"

/* Copies path to copy, a file that is there and is emptied, and writes the first 100 bytes as they
 * are in every team file; empty: all of the first page, without anything on it. Whether it can
 * then be read is another matter. */
enum status rescue_mend_head(const char *path, const char *copy, bool empty, struct error *err);

#endif
