/*
 * Where bytes come from. Clean stretches go straight to the reader's buffer; a stretch with
 * something to mend takes the way over `mended`, from which it is handed out.
 */
#include "core/ingest/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOK_AT = 65536, MEND_SIZE = 65536, CUT_OFF_MAX = 4 };

struct source {
    int fd; /* -1: in memory */
    struct span text;
    char *name;
    int64_t size;
    int64_t position; /* of the next byte to be read */
    size_t mark;      /* bytes of the byte order mark */
    struct buffer mended;
    size_t mended_used;
    struct encoding_notes notes;
};

static enum status read_at(struct source *source, int64_t position, char *at, size_t room,
                           size_t *got, struct error *err)
{
    *got = 0;
    if (source->fd < 0) {
        size_t start = (size_t)position < source->text.len ? (size_t)position : source->text.len;
        *got = source->text.len - start < room ? source->text.len - start : room;
        if (*got)
            memcpy(at, source->text.data + start, *got);
        return STATUS_OK;
    }
    while (*got < room) {
        ssize_t n = pread(source->fd, at + *got, room - *got, (off_t)(position + (int64_t)*got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set_errno(err, errno, source->name);
        if (n == 0)
            break;
        *got += (size_t)n;
    }
    return STATUS_OK;
}

static enum status look(struct source *source, struct error *err)
{
    char *start = malloc(LOOK_AT);
    size_t got = 0;
    if (!start)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = read_at(source, 0, start, LOOK_AT, &got, err);
    if (status == STATUS_OK && source->fd >= 0)
        status = encoding_check(span_of(start, got), source->name, &source->mark, err);
    if (status == STATUS_OK && got <= source->mark)
        status = error_set_at(err, STATUS_INVALID, source->name, 0, 0, TEXT_INGEST_EMPTY,
                              TEXT_VALUES(text_string("file", source->name)));
    source->position = (int64_t)source->mark;
    free(start);
    return status;
}

static enum status open_descriptor(struct source *source, struct error *err)
{
    struct stat info;
    /* Without waiting: a pipe without a writer would keep us for ever. */
    source->fd = open(source->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (source->fd < 0 || fstat(source->fd, &info) != 0)
        return error_set_errno(err, errno, source->name);
    if (S_ISDIR(info.st_mode))
        return error_set_errno(err, EISDIR, source->name);
    if (!S_ISREG(info.st_mode))
        return error_set_at(err, STATUS_WRONG_KIND, source->name, 0, 0, TEXT_INGEST_NOT_REGULAR,
                            TEXT_VALUES(text_string("file", source->name)));
    source->size = info.st_size;
    (void)posix_fadvise(source->fd, 0, 0, POSIX_FADV_SEQUENTIAL); /* a hint, no more */
    return STATUS_OK;
}

static struct source *make(const char *name)
{
    struct source *source = calloc(1, sizeof *source);
    if (!source)
        return NULL;
    source->fd = -1;
    source->name = strdup(name);
    if (!source->name) {
        free(source);
        return NULL;
    }
    return source;
}

enum status source_open(struct source **out, const char *path, enum encoding encoding,
                        struct error *err)
{
    (void)encoding; /* both that are known are UTF-8 */
    *out = NULL;
    struct source *source = make(path);
    if (!source)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = open_descriptor(source, err);
    if (status == STATUS_OK)
        status = look(source, err);
    if (status != STATUS_OK) {
        source_close(source);
        return status;
    }
    *out = source;
    return STATUS_OK;
}

enum status source_open_text(struct source **out, struct span text, const char *name,
                             struct error *err)
{
    *out = NULL;
    struct source *source = make(name);
    if (!source)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    source->text = text;
    source->size = (int64_t)text.len;
    enum status status = look(source, err);
    if (status != STATUS_OK) {
        source_close(source);
        return status;
    }
    *out = source;
    return STATUS_OK;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    if (source->fd >= 0)
        close(source->fd);
    buffer_free(&source->mended);
    free(source->name);
    free(source);
}

const char *source_name(const struct source *source)
{
    return source->name;
}

int64_t source_size(const struct source *source)
{
    return source->size;
}

int64_t source_position(const struct source *source)
{
    return source->position;
}

struct encoding_notes source_notes(const struct source *source)
{
    return source->notes;
}

enum status source_seek(struct source *source, int64_t position, struct error *err)
{
    if (position < 0)
        return error_set_errno(err, EINVAL, source->name);
    if (position < (int64_t)source->mark)
        position = (int64_t)source->mark;
    source->position = position;
    source->notes = (struct encoding_notes){0};
    source->mended_used = 0;
    buffer_clear(&source->mended);
    return STATUS_OK;
}

static size_t hand_out(struct source *source, char *at, size_t room)
{
    size_t left = source->mended.len - source->mended_used;
    size_t n = left < room ? left : room;
    memcpy(at, source->mended.data + source->mended_used, n);
    source->mended_used += n;
    return n;
}

/* Mends the first part of what was read; the rest is read again. */
static enum status mend(struct source *source, struct span text, bool last, struct error *err)
{
    if (text.len > MEND_SIZE) {
        text.len = MEND_SIZE;
        last = false;
    }
    source->mended_used = 0;
    buffer_clear(&source->mended);
    size_t used = encoding_clean(text, last, &source->mended, &source->notes);
    if (source->mended.failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    source->position += (int64_t)used;
    return STATUS_OK;
}

enum status source_fill(struct source *source, char *at, size_t room, size_t *got,
                        struct error *err)
{
    *got = 0;
    /* A stretch of nothing but NULs is mended into nothing: then go on. */
    for (;;) {
        if (source->mended_used < source->mended.len) {
            *got = hand_out(source, at, room);
            return STATUS_OK;
        }
        size_t read = 0, whole = 0;
        enum status status = read_at(source, source->position, at, room, &read, err);
        if (status != STATUS_OK || read == 0)
            return status;
        bool last = read < room;
        bool clean = encoding_is_clean(span_of(at, read), &whole);
        if (clean && (!last || whole == read) && whole > 0) {
            source->position += (int64_t)whole;
            *got = whole;
            return STATUS_OK;
        }
        status = mend(source, span_of(at, read), last, err);
        if (status != STATUS_OK)
            return status;
    }
}
