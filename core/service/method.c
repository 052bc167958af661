/* methods.csv: a line for each part of each method. */
#include "core/service/method.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/embedded.h"
#include "core/base/file.h"
#include "core/ingest/small_csv.h"

#define FILE_NAME "methods.csv"
#define BUILT_IN  "sample-data/social-assistance/" FILE_NAME

enum { FILE_LIMIT = 1 << 20, METHODS_MOST = 20, PARTS_MOST = 20 };

enum field { FIELD_METHOD, FIELD_PART, FIELD_HINT, FIELDS };

static const char *const names[FIELDS] = {"method", "part", "hint"};

struct reader {
    struct arena *arena;
    const char *file;
    struct method *methods;
    size_t count;
    bool header_seen;
    size_t places[FIELDS]; /* 1 + the field in the line; 0: not there */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status read_header(struct reader *reader, const struct span *cells, size_t count,
                               struct error *err)
{
    for (size_t i = 0; i < count; i++)
        for (int field = 0; field < FIELDS; field++)
            if (cells[i].len == strlen(names[field]) &&
                strncasecmp(cells[i].data, names[field], cells[i].len) == 0)
                reader->places[field] = i + 1;
    reader->header_seen = true;
    if (reader->places[FIELD_METHOD] && reader->places[FIELD_PART])
        return STATUS_OK;
    return error_set_at(err, STATUS_INVALID, reader->file, 1, 0, TEXT_METHODS_NO_COLUMN,
                        TEXT_VALUES(text_string("file", reader->file)));
}

static struct span cell(const struct reader *reader, enum field field, const struct span *cells,
                        size_t count)
{
    size_t place = reader->places[field];
    return place && place <= count ? cells[place - 1] : span_of("", 0);
}

/* The method of that name, a new one where there is none yet. NULL: no memory, or too many. */
static struct method *find_method(struct reader *reader, struct span name)
{
    for (size_t i = 0; i < reader->count; i++)
        if (span_equal(span_string(reader->methods[i].name), name))
            return &reader->methods[i];
    if (reader->count == METHODS_MOST)
        return NULL;
    struct method *method = &reader->methods[reader->count];
    method->name = arena_copy(reader->arena, name);
    method->parts = arena_array(reader->arena, PARTS_MOST, sizeof *method->parts);
    if (!method->name || !method->parts)
        return NULL;
    reader->count++;
    return method;
}

static enum status read_line(void *context, const struct span *cells, size_t count, int64_t line,
                             struct error *err)
{
    struct reader *reader = context;
    (void)line;
    if (!reader->header_seen)
        return read_header(reader, cells, count, err);
    struct span name = cell(reader, FIELD_METHOD, cells, count);
    struct span title = cell(reader, FIELD_PART, cells, count);
    if (name.len == 0 || title.len == 0)
        return STATUS_OK;
    struct method *method = find_method(reader, name);
    if (!method || method->part_count == PARTS_MOST)
        return method ? STATUS_OK : no_memory(err);
    struct method_part *part = &method->parts[method->part_count++];
    part->title = arena_copy(reader->arena, title);
    part->hint = arena_copy(reader->arena, cell(reader, FIELD_HINT, cells, count));
    return part->title && part->hint ? STATUS_OK : no_memory(err);
}

/* The jam's own file, else the one in the program. */
static enum status read_text(const char *jam_folder, struct reader *reader, struct buffer *out,
                             struct error *err)
{
    char *path = jam_folder && *jam_folder ? file_join(jam_folder, FILE_NAME) : NULL;
    struct span text = {0};
    enum status status = STATUS_OK;
    if (path && file_exists(path)) {
        reader->file = arena_string(reader->arena, path);
        status = file_read(path, FILE_LIMIT, out, err);
    } else {
        reader->file = FILE_NAME;
        embedded_find(BUILT_IN, &text);
        buffer_add_span(out, text);
    }
    free(path);
    return status == STATUS_OK && (out->failed || !reader->file) ? no_memory(err) : status;
}

enum status methods_read(struct arena *arena, const char *jam_folder, struct method **out,
                         size_t *count, struct error *err)
{
    struct reader reader = {.arena = arena};
    struct buffer text = {0};
    reader.methods = arena_array(arena, METHODS_MOST, sizeof *reader.methods);
    enum status status =
        reader.methods ? read_text(jam_folder, &reader, &text, err) : no_memory(err);
    if (status == STATUS_OK)
        status = small_csv_read(buffer_span(&text), read_line, &reader, err);
    buffer_free(&text);
    if (status == STATUS_OK && reader.count == 0)
        status = error_set(err, STATUS_NOT_FOUND, TEXT_METHODS_NONE,
                           TEXT_VALUES(text_string("file", reader.file)));
    *out = reader.methods;
    *count = reader.count;
    return status;
}
