/* Where bytes go: a file descriptor or a buffer, gathered into large writes. */
#ifndef DATAJAM_OUTPUT_SINK_H
#define DATAJAM_OUTPUT_SINK_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/span.h"

struct sink;

/* A sink into fd, which stays the caller's; name stands in messages. Or into a buffer of
 * the caller's. NULL: no memory. */
struct sink *sink_new(int fd, const char *name);
struct sink *sink_new_buffer(struct buffer *target);

/* Frees it; what was not flushed is lost. NULL is fine. */
void sink_free(struct sink *sink);

/* Each adds bytes. A failure is kept and reported by sink_check and sink_flush. */
void sink_put(struct sink *sink, struct span bytes);
void sink_put_string(struct sink *sink, const char *string);
void sink_put_byte(struct sink *sink, char byte);

/* What went wrong so far. A reader that has left (`| head`) gives STATUS_CANCELLED. */
enum status sink_check(const struct sink *sink, struct error *err);

/* Writes out what is held, then as sink_check. */
enum status sink_flush(struct sink *sink, struct error *err);

#endif
