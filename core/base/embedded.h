/*
 * Files inside the program: the themes and the sample jam's texts, so that one binary
 * works from anywhere. `make` puts in every file of themes/ and sample-data/ but the
 * data extracts, under its path in the source tree ("themes/dark.ini").
 */
#ifndef DATAJAM_BASE_EMBEDDED_H
#define DATAJAM_BASE_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

struct embedded_file {
    const char *path;
    const char *data; /* its bytes, with a NUL behind the last one */
    const char *end;
};

/* All of them by path, ended by an entry with a NULL path. Made by the build. */
extern const struct embedded_file embedded_files[];

/* The bytes of one file; false: there is no such path. out may be NULL. */
bool embedded_find(const char *path, struct span *out);

/* Walks the files whose path begins with prefix: the first after `after` (NULL: from the
 * start), or NULL at the end. */
const struct embedded_file *embedded_next(const char *prefix, const struct embedded_file *after);

/* The bytes of an entry. */
static inline struct span embedded_span(const struct embedded_file *file)
{
    return span_of(file->data, (size_t)(file->end - file->data));
}

#endif
