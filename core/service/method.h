/*
 * Methods of working: which parts the frame of the problem has. They stand in methods.csv of
 * the jam's folder (method, part, hint); a jam without one has those of the sample jam.
 */
#ifndef DATAJAM_SERVICE_METHOD_H
#define DATAJAM_SERVICE_METHOD_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"

struct method_part {
    const char *title;
    const char *hint; /* or "" */
};

struct method {
    const char *name; /* "data jam" */
    struct method_part *parts;
    size_t part_count;
};

/* All of them, in their order, in arena. jam_folder may be NULL or "". STATUS_INVALID: the
 * file has no such columns; STATUS_NOT_FOUND: there is no line in it. */
enum status methods_read(struct arena *arena, const char *jam_folder, struct method **out,
                         size_t *count, struct error *err);

#endif
