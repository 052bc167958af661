/*
 * Looks up the files inside the program. Apart from their table, which the build
 * generates (see EMBED in the Makefile).
 */
#include "core/base/embedded.h"

#include <string.h>

bool embedded_find(const char *path, struct span *out)
{
    for (const struct embedded_file *file = embedded_files; file->path; file++) {
        if (strcmp(file->path, path) != 0)
            continue;
        if (out)
            *out = embedded_span(file);
        return true;
    }
    return false;
}

const struct embedded_file *embedded_next(const char *prefix, const struct embedded_file *after)
{
    const size_t len = strlen(prefix);
    const struct embedded_file *file = after ? after + 1 : embedded_files;

    for (; file->path; file++) {
        if (strncmp(file->path, prefix, len) == 0)
            return file;
    }
    return NULL;
}
