/*
 * Where bytes come from. Clean stretches go straight to the reader's buffer; a stretch with
 * something to mend takes the way over `mended`, from which it is handed out.
 */
#include "core/ingest/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOK_AT = 65536, MEND_SIZE = 65536, CUT_OFF_MAX = 4 };

struct input {
    int fd; /* -1: in memory */
    struct span text;
    struct spool *rows; /* of a sheet; NULL: none */
    bool by_row;
    char *name;
    int64_t size;
    int64_t position; /* of the next byte to be read */
    size_t mark;      /* bytes of the byte order mark */
    enum encoding encoding;
    struct buffer mended;
    size_t mended_used;
    struct encoding_evidence evidence;
    struct encoding_notes notes;
    const volatile int *cancel;
};

static enum status read_at(struct input *input, int64_t position, char *at, size_t room,
                           size_t *got, struct error *err)
{
    *got = 0;
    if (input->rows)
        return spool_read(input->rows, position, at, room, got, err);
    if (input->fd < 0) {
        size_t start = (size_t)position < input->text.len ? (size_t)position : input->text.len;
        *got = input->text.len - start < room ? input->text.len - start : room;
        if (*got)
            memcpy(at, input->text.data + start, *got);
        return STATUS_OK;
    }
    while (*got < room) {
        ssize_t n = pread(input->fd, at + *got, room - *got, (off_t)(position + (int64_t)*got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set_errno(err, errno, input->name);
        if (n == 0)
            break;
        *got += (size_t)n;
    }
    return STATUS_OK;
}

/* What speaks for which encoding, at the beginning, in the middle and at the end. */
static enum status weigh(struct input *input, char *room, struct error *err)
{
    int64_t last = input->size > LOOK_AT ? input->size - LOOK_AT : 0;
    const int64_t places[] = {0, last / 2, last};
    enum status status = STATUS_OK;
    for (int i = 0; i < 3 && status == STATUS_OK && (i == 0 || places[i] > places[i - 1]); i++) {
        size_t got = 0;
        status = read_at(input, places[i], room, LOOK_AT, &got, err);
        encoding_weigh(span_of(room, got), &input->evidence);
    }
    input->encoding = encoding_decide(&input->evidence);
    return status;
}

/* Only files can be written in any way but our own. */
static enum status look(struct input *input, enum encoding asked, struct error *err)
{
    char *start = malloc(LOOK_AT);
    enum encoding found = ENCODING_AUTO;
    size_t got = 0;
    if (!start)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = read_at(input, 0, start, LOOK_AT, &got, err);
    if (status == STATUS_OK)
        status = encoding_check(span_of(start, got), input->name, &found, &input->mark, err);
    /* "utf-16" leaves the order of bytes to the mark */
    input->encoding = found == ENCODING_UTF16BE && asked == ENCODING_UTF16LE ? found
                      : asked != ENCODING_AUTO                               ? asked
                                                                             : found;
    if (status == STATUS_OK && input->encoding == ENCODING_AUTO)
        status = weigh(input, start, err);
    input->position = (int64_t)input->mark;
    free(start);
    return status;
}

static enum status open_descriptor(struct input *input, struct error *err)
{
    struct stat info;
    /* Without waiting: a pipe without a writer would keep us for ever. */
    input->fd = open(input->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (input->fd < 0 || fstat(input->fd, &info) != 0)
        return error_set_errno(err, errno, input->name);
    if (S_ISDIR(info.st_mode))
        return error_set_errno(err, EISDIR, input->name);
    if (!S_ISREG(info.st_mode))
        return error_set_at(err, STATUS_WRONG_KIND, input->name, 0, 0, TEXT_INGEST_NOT_REGULAR,
                            TEXT_VALUES(text_string("file", input->name)));
    input->size = info.st_size;
    (void)posix_fadvise(input->fd, 0, 0, POSIX_FADV_SEQUENTIAL); /* a hint, no more */
    return STATUS_OK;
}

static struct input *make(const char *name)
{
    struct input *input = calloc(1, sizeof *input);
    if (!input)
        return NULL;
    input->fd = -1;
    input->encoding = ENCODING_UTF8;
    input->name = strdup(name);
    if (!input->name) {
        free(input);
        return NULL;
    }
    return input;
}

enum status input_open(struct input **out, const char *path, enum encoding encoding,
                       struct error *err)
{
    *out = NULL;
    struct input *input = make(path);
    if (!input)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = open_descriptor(input, err);
    if (status == STATUS_OK)
        status = look(input, encoding, err);
    if (status != STATUS_OK) {
        input_close(input);
        return status;
    }
    *out = input;
    return STATUS_OK;
}

enum status input_open_text(struct input **out, struct span text, const char *name,
                            struct error *err)
{
    *out = NULL;
    struct input *input = make(name);
    if (!input)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    input->text = text;
    input->size = (int64_t)text.len;
    *out = input;
    return STATUS_OK;
}

enum status input_open_rows(struct input **out, struct spool *rows, const char *name,
                            struct error *err)
{
    *out = NULL;
    struct input *input = make(name);
    if (!input) {
        spool_free(rows);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    input->rows = rows;
    input->by_row = true;
    input->size = spool_size(rows);
    *out = input;
    return STATUS_OK;
}

bool input_has_rows(const struct input *input)
{
    return input->by_row;
}

void input_treat_as_rows(struct input *input)
{
    input->by_row = true;
}

void input_close(struct input *input)
{
    if (!input)
        return;
    spool_free(input->rows);
    if (input->fd >= 0)
        close(input->fd);
    buffer_free(&input->mended);
    free(input->name);
    free(input);
}

void input_set_cancel(struct input *input, const volatile int *cancel)
{
    input->cancel = cancel;
}

const struct encoding_evidence *input_evidence(const struct input *input)
{
    return &input->evidence;
}

bool input_has_mark(const struct input *input)
{
    return input->mark > 0;
}

const char *input_name(const struct input *input)
{
    return input->name;
}

enum encoding input_encoding(const struct input *input)
{
    return input->encoding;
}

bool input_is_empty(const struct input *input)
{
    return input->size <= (int64_t)input->mark;
}

int64_t input_size(const struct input *input)
{
    return input->size;
}

int64_t input_position(const struct input *input)
{
    return input->position;
}

struct encoding_notes input_notes(const struct input *input)
{
    return input->notes;
}

enum status input_seek(struct input *input, int64_t position, struct error *err)
{
    if (position < 0)
        return error_set_errno(err, EINVAL, input->name);
    if (position < (int64_t)input->mark)
        position = (int64_t)input->mark;
    if (input->encoding == ENCODING_UTF16LE || input->encoding == ENCODING_UTF16BE)
        position -= (position - (int64_t)input->mark) % 2;
    input->position = position;
    input->notes = (struct encoding_notes){0};
    input->mended_used = 0;
    buffer_clear(&input->mended);
    return STATUS_OK;
}

static size_t hand_out(struct input *input, char *at, size_t room)
{
    size_t left = input->mended.len - input->mended_used;
    size_t n = left < room ? left : room;
    memcpy(at, input->mended.data + input->mended_used, n);
    input->mended_used += n;
    return n;
}

/* Mends the first part of what was read; the rest is read again. */
static enum status mend(struct input *input, struct span text, bool last, struct error *err)
{
    if (text.len > MEND_SIZE) {
        text.len = MEND_SIZE;
        last = false;
    }
    input->mended_used = 0;
    buffer_clear(&input->mended);
    size_t used = encoding_clean(input->encoding, text, last, &input->mended, &input->notes);
    if (input->mended.failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    input->position += (int64_t)used;
    return STATUS_OK;
}

enum status input_fill(struct input *input, char *at, size_t room, size_t *got, struct error *err)
{
    *got = 0;
    if (input->cancel && *input->cancel)
        return error_set(err, STATUS_CANCELLED, TEXT_IMPORT_CANCELLED, NULL);
    /* A stretch of nothing but NULs is mended into nothing: then go on. */
    for (;;) {
        if (input->mended_used < input->mended.len) {
            *got = hand_out(input, at, room);
            return STATUS_OK;
        }
        size_t read = 0, whole = 0;
        enum status status = read_at(input, input->position, at, room, &read, err);
        if (status != STATUS_OK || read == 0)
            return status;
        bool last = read < room;
        bool clean =
            input->encoding == ENCODING_UTF8 && encoding_is_clean(span_of(at, read), &whole);
        if (clean && (!last || whole == read) && whole > 0) {
            input->position += (int64_t)whole;
            *got = whole;
            return STATUS_OK;
        }
        status = mend(input, span_of(at, read), last, err);
        if (status != STATUS_OK)
            return status;
    }
}

enum status input_peek(struct input *input, int64_t position, char *at, size_t room, size_t *got,
                       struct error *err)
{
    return read_at(input, position, at, room, got, err);
}
