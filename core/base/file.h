/* Small files and folders: read whole, replaced whole. */
#ifndef DATAJAM_BASE_FILE_H
#define DATAJAM_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/error.h"

/* Reads all of path, at most limit bytes (STATUS_INVALID beyond), and adds it to out. */
enum status file_read(const char *path, size_t limit, struct buffer *out, struct error *err);

/* Replaces path by data whole or not at all: a new file beside it, flushed, renamed.
 * mode as for open(2), e.g. 0640. */
enum status file_replace(const char *path, struct span data, unsigned mode, struct error *err);

/* The same without waiting for the disk, for what changes many times a minute: it survives a
 * kill, and a power cut leaves what was there before, or after. */
enum status file_swap(const char *path, struct span data, unsigned mode, struct error *err);

/* Makes the folder and those above it; there already is fine. */
enum status file_make_folder(const char *path, struct error *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* dir + "/" + name into newly allocated memory; NULL: no memory. */
char *file_join(const char *dir, const char *name);

/* The last part of a path, in place ("a/b.csv" gives "b.csv"). */
const char *file_name(const char *path);

#endif
