/*
 * Where bytes come from: a file (or a text in memory) as clean UTF-8, in large pieces, from
 * any place, again and again. Its size is known, memory stays flat.
 */
#ifndef DATAJAM_INGEST_SOURCE_H
#define DATAJAM_INGEST_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/ingest/encoding.h"

struct source;

/* Opens a file. Errors say what it is instead: missing, a folder, empty, no permission, no
 * text. *out is owned by the caller. */
enum status source_open(struct source **out, const char *path, enum encoding encoding,
                        struct error *err);

/* A text in memory, taken as it is; it must outlive the source. name is for messages. */
enum status source_open_text(struct source **out, struct span text, const char *name,
                             struct error *err);
void source_close(struct source *source);

const char *source_name(const struct source *source);
int64_t source_size(const struct source *source);     /* bytes of the file */
int64_t source_position(const struct source *source); /* bytes of it read so far */

/* Goes to a byte of the file; 0 is behind the byte order mark. */
enum status source_seek(struct source *source, int64_t position, struct error *err);

/* Puts up to room bytes at `at`; *got 0: the end. room must be at least 16. */
enum status source_fill(struct source *source, char *at, size_t room, size_t *got,
                        struct error *err);

/* What was mended since the last seek. */
struct encoding_notes source_notes(const struct source *source);

#endif
