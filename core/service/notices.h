/*
 * Announcements: the file "notices" in a jam's folder, which only grows. A line each: when (in
 * milliseconds since 1970), by whom, to which team's folder ("" for all), and the words, with
 * a tab between. Facilitators and coaches add to it, every console reads it.
 */
#ifndef DATAJAM_SERVICE_NOTICES_H
#define DATAJAM_SERVICE_NOTICES_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"

enum { NOTICE_MOST = 400 }; /* bytes of the words */

struct notice {
    int64_t at_ms;
    const char *by;
    const char *to; /* "north"; "": all */
    const char *text;
};

/* Adds one. STATUS_INVALID: no words, or too many. */
enum status notice_add(const char *jam, const struct notice *notice, struct error *err);

/* Those from *offset on, in arena, and the offset behind the last whole line; a file that is
 * not there has none. A line that is none is left out. */
enum status notices_read(const char *jam, struct arena *arena, int64_t *offset, struct notice **out,
                         size_t *count, struct error *err);

#endif
