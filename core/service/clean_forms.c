/* Lists of forms: what the groups of a column are written as, after a person has changed them in
 * a spreadsheet. */
#include <string.h>
#include <strings.h>

#include "core/base/file.h"
#include "core/ingest/small_csv.h"
#include "core/service/clean.h"

enum { FORMS_FILE_MAX = 64 * 1024 * 1024, NONE = -1 };

struct reading {
    const char *file;
    struct arena *arena;
    struct recipe_pair *pairs;
    size_t count, size;
    int value, form; /* columns of the list; NONE: its first line was not seen yet */
};

static bool is_named(struct span cell, const char *name)
{
    return cell.len == strlen(name) && strncasecmp(cell.data, name, cell.len) == 0;
}

static enum status read_header(struct reading *r, const struct span *fields, size_t count,
                               struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (is_named(fields[i], "value"))
            r->value = (int)i;
        if (is_named(fields[i], "form"))
            r->form = (int)i;
    }
    if (r->value != NONE && r->form != NONE)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, TEXT_CLEAN_FORMS_HEADER,
                     TEXT_VALUES(text_string("file", r->file),
                                 text_string("name", r->value == NONE ? "value" : "form")));
}

static bool grow(struct reading *r)
{
    size_t size = r->size ? r->size * 2 : 64;
    struct recipe_pair *pairs = arena_array(r->arena, size, sizeof *pairs);
    if (!pairs)
        return false;
    if (r->count)
        memcpy(pairs, r->pairs, r->count * sizeof *pairs);
    r->pairs = pairs;
    r->size = size;
    return true;
}

static struct span copy(struct reading *r, struct span text)
{
    return span_of(arena_copy(r->arena, text), text.len);
}

static enum status read_row(void *context, const struct span *fields, size_t count, int64_t line,
                            struct error *err)
{
    struct reading *r = context;
    (void)line;
    if (r->value == NONE || r->form == NONE)
        return read_header(r, fields, count, err);
    if ((size_t)r->value >= count || (size_t)r->form >= count ||
        span_equal(fields[r->value], fields[r->form]))
        return STATUS_OK;
    if (r->count == r->size && !grow(r))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    struct recipe_pair pair = {copy(r, fields[r->value]), copy(r, fields[r->form])};
    if (!pair.from.data || !pair.to.data)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    r->pairs[r->count++] = pair;
    return STATUS_OK;
}

enum status clean_read_forms(const char *path, int64_t source, struct arena *arena,
                             struct recipe *out, struct error *err)
{
    struct buffer text = {0};
    struct reading r = {.file = path, .arena = arena, .value = NONE, .form = NONE};
    enum status status = file_read(path, FORMS_FILE_MAX, &text, err);
    if (status == STATUS_OK)
        status = small_csv_read(buffer_span(&text), read_row, &r, err);
    buffer_free(&text);
    if (status == STATUS_OK && r.count == 0)
        status = error_set(err, STATUS_INVALID, TEXT_CLEAN_FORMS_EMPTY,
                           TEXT_VALUES(text_string("file", path)));
    *out = (struct recipe){.kind = RECIPE_VALUES, .source = source};
    out->values.pairs = r.pairs;
    out->values.count = r.count;
    return status;
}
