/* A growable run of bytes; a failure is remembered, so that it can be checked once. */
#include "core/base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->len = 0;
    buffer->failed = false;
    if (buffer->data)
        buffer->data[0] = '\0';
}

bool buffer_reserve(struct buffer *buffer, size_t extra)
{
    if (buffer->failed)
        return false;
    if (extra < buffer->capacity - buffer->len)
        return true;
    size_t need = 0;
    if (__builtin_add_overflow(buffer->len, extra, &need) || need >= SIZE_MAX / 2) {
        buffer->failed = true;
        return false;
    }
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity <= need)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    buffer->data[buffer->len] = '\0';
    return true;
}

bool buffer_add(struct buffer *buffer, const void *data, size_t len)
{
    if (!buffer_reserve(buffer, len))
        return false;
    if (len)
        memcpy(buffer->data + buffer->len, data, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
    return true;
}

bool buffer_add_span(struct buffer *buffer, struct span span)
{
    return buffer_add(buffer, span.data, span.len);
}

bool buffer_add_string(struct buffer *buffer, const char *string)
{
    return buffer_add_span(buffer, span_string(string));
}

bool buffer_add_byte(struct buffer *buffer, char byte)
{
    return buffer_add(buffer, &byte, 1);
}

bool buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    bool ok = len >= 0 && buffer_reserve(buffer, (size_t)len);
    if (ok) {
        vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, again);
        buffer->len += (size_t)len;
    } else {
        buffer->failed = true;
    }
    va_end(again);
    return ok;
}

struct span buffer_span(const struct buffer *buffer)
{
    return span_of(buffer->data ? buffer->data : "", buffer->len);
}
