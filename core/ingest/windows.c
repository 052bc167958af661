/* Stretches of a file: what is read to find out how the rest of it is written. */
#include "core/ingest/windows.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/ingest/reader.h"

enum { WINDOW = 128 * 1024, WINDOW_MAX = 4 * READER_RECORD_MAX, LINES_AT_LEAST = 12 };

void windows_free(struct windows *windows)
{
    for (size_t i = 0; i < WINDOWS; i++)
        free(windows->rooms[i]);
}

static const char *first_line_end(const char *p, size_t len)
{
    const char *found = memchr(p, '\n', len);
    return found ? found : memchr(p, '\r', len);
}

static const char *last_line_end(const char *p, size_t len)
{
    const char *found = memrchr(p, '\n', len);
    return found ? found : memrchr(p, '\r', len);
}

/* Fills a window from a place of the file on. */
static enum status read_window(struct windows *windows, struct input *input, int64_t at,
                               size_t size, struct error *err)
{
    size_t len = 0, got = 1, start = 0, n = windows->count;
    free(windows->rooms[n]);
    char *room = windows->rooms[n] = calloc(1, size);
    if (!room)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = input_seek(input, at, err);
    while (status == STATUS_OK && got > 0 && size - len >= 16) {
        status = input_fill(input, room + len, size - len, &got, err);
        len += got;
    }
    if (at > 0) {
        const char *end = first_line_end(room, len);
        start = end ? (size_t)(end - room) + 1 : len;
    }
    if (got > 0) {
        const char *end = last_line_end(room + start, len - start);
        len = end ? (size_t)(end - room) + 1 : len;
    }
    windows->texts[n] = span_of(room + start, len - start);
    return status;
}

static size_t count_line_ends(struct span text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < LINES_AT_LEAST; i++)
        n += text.data[i] == '\n' || text.data[i] == '\r';
    return n;
}

/* One window from a line on: lines are passed over one by one, as the rows will be later. */
static enum status read_from(struct windows *windows, struct input *input, int64_t from_line,
                             struct error *err)
{
    const struct dialect lines = input_has_rows(input) ? dialect_of(",") : (struct dialect){0};
    struct reader *reader = NULL;
    struct record record = {.state = RECORD_ROW};
    size_t len = 0;
    char *room = windows->rooms[0] = calloc(1, WINDOW);
    if (!room)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = input_seek(input, 0, err);
    if (status == STATUS_OK)
        status = reader_open(&reader, input, &lines, 1, err);
    while (status == STATUS_OK && record.state != RECORD_END) {
        status = reader_next(reader, &record, err);
        if (status != STATUS_OK || record.line < from_line)
            continue;
        if (record.raw.len + 1 > WINDOW - len)
            break;
        if (len == 0)
            record.raw = utf8_without_mark(record.raw);
        if (record.raw.len)
            memcpy(room + len, record.raw.data, record.raw.len);
        len += record.raw.len;
        room[len++] = '\n';
    }
    reader_close(reader);
    windows->texts[0] = span_of(room, len);
    windows->count = 1;
    windows->by_row = input_has_rows(input);
    return status;
}

enum status windows_read(struct windows *windows, struct input *input, int64_t from_line,
                         struct error *err)
{
    if (from_line > 1)
        return read_from(windows, input, from_line, err);
    int64_t size = input_size(input);
    enum status status = STATUS_OK;
    /* lines may be long: some of them have to be in the sample */
    for (size_t room = WINDOW; room <= WINDOW_MAX && status == STATUS_OK; room *= 4) {
        status = read_window(windows, input, 0, room, err);
        if (windows->texts[0].len + 16 < room / 2 ||
            count_line_ends(windows->texts[0]) >= LINES_AT_LEAST)
            break;
    }
    windows->count = 1;
    windows->by_row = input_has_rows(input);
    for (int i = 1; i < WINDOWS && status == STATUS_OK && size > WINDOWS * WINDOW; i++) {
        int64_t at = i == WINDOWS - 1 ? size - WINDOW + 64 : size / (WINDOWS - 1) * i;
        status = read_window(windows, input, at, WINDOW, err);
        windows->count++;
    }
    return status;
}
