/* A growable run of bytes. Zero-initialise it; free with buffer_free. */
#ifndef DATAJAM_BASE_BUFFER_H
#define DATAJAM_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

struct buffer {
    char *data; /* NUL behind the last byte once anything was added */
    size_t len;
    size_t capacity;
    bool failed; /* memory ran out: all later additions do nothing */
};

void buffer_free(struct buffer *buffer);

/* Empties it, keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* Makes room for `extra` more bytes (and the NUL). False: no memory. */
bool buffer_reserve(struct buffer *buffer, size_t extra);

/* Each adds at the end; false: no memory (and `failed` is set, to be checked once). */
bool buffer_add(struct buffer *buffer, const void *data, size_t len);
bool buffer_add_span(struct buffer *buffer, struct span span);
bool buffer_add_string(struct buffer *buffer, const char *string);
bool buffer_add_byte(struct buffer *buffer, char byte);
bool buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What is in it, valid until the next change. Never NULL data. */
struct span buffer_span(const struct buffer *buffer);

#endif
