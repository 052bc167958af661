/* Sinks: one write for many rows, and the failure of any of them remembered until asked. */
#include "core/output/sink.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELD = 1 << 16 };

struct sink {
    int fd;
    char *name;
    struct buffer *target; /* instead of fd */
    int failure;           /* an errno, or 0 */
    struct buffer held;
};

static struct sink *make(int fd, const char *name, struct buffer *target)
{
    struct sink *sink = calloc(1, sizeof *sink);
    if (!sink)
        return NULL;
    sink->fd = fd;
    sink->target = target;
    sink->name = strdup(name);
    if (!sink->name || !buffer_reserve(&sink->held, HELD)) {
        sink_free(sink);
        return NULL;
    }
    return sink;
}

struct sink *sink_new(int fd, const char *name)
{
    return make(fd, name, NULL);
}

struct sink *sink_new_buffer(struct buffer *target)
{
    return make(-1, "", target);
}

void sink_free(struct sink *sink)
{
    if (!sink)
        return;
    buffer_free(&sink->held);
    free(sink->name);
    free(sink);
}

static void write_out(struct sink *sink)
{
    struct span rest = buffer_span(&sink->held);
    if (sink->target) {
        if (!buffer_add_span(sink->target, rest))
            sink->failure = ENOMEM;
        rest.len = 0;
    }
    while (rest.len > 0 && sink->failure == 0) {
        ssize_t written = write(sink->fd, rest.data, rest.len);
        if (written >= 0)
            rest = span_of(rest.data + written, rest.len - (size_t)written);
        else if (errno != EINTR)
            sink->failure = errno;
    }
    buffer_clear(&sink->held);
}

void sink_put(struct sink *sink, struct span bytes)
{
    if (sink->failure)
        return;
    if (!buffer_add_span(&sink->held, bytes))
        sink->failure = ENOMEM;
    if (sink->held.len >= HELD)
        write_out(sink);
}

void sink_put_string(struct sink *sink, const char *string)
{
    sink_put(sink, span_string(string));
}

void sink_put_byte(struct sink *sink, char byte)
{
    sink_put(sink, span_of(&byte, 1));
}

enum status sink_check(const struct sink *sink, struct error *err)
{
    switch (sink->failure) {
    case 0:
        return STATUS_OK;
    case EPIPE:
        return error_set(err, STATUS_CANCELLED, TEXT_OUTPUT_READER_LEFT, NULL);
    case ENOMEM:
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    default:
        return error_set_errno(err, sink->failure, sink->name);
    }
}

enum status sink_flush(struct sink *sink, struct error *err)
{
    if (!sink->failure && sink->held.len > 0)
        write_out(sink);
    return sink_check(sink, err);
}
