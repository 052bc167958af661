/* Snapshots as tables, as JSON, and beside each other. */
#include "core/analysis/snapshot.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, CELLS_MAX = SNAPSHOT_ROWS * SNAPSHOT_COLUMNS };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status no_snapshot(struct error *err, const char *reason)
{
    return error_set(err, STATUS_INVALID, TEXT_SNAPSHOT_BAD,
                     TEXT_VALUES(text_string("reason", reason)));
}

struct snapshot snapshot_new(struct arena *arena, size_t rows, size_t columns, size_t labels)
{
    struct snapshot out = {.all_rows = (int64_t)rows, .all_columns = (int64_t)columns, .mark = ""};
    out.rows = rows < SNAPSHOT_ROWS ? rows : SNAPSHOT_ROWS;
    out.columns = columns < SNAPSHOT_COLUMNS ? columns : SNAPSHOT_COLUMNS;
    out.labels = labels < out.columns ? labels : out.columns;
    out.heads = arena_array(arena, out.columns, sizeof *out.heads);
    out.cells = out.heads ? arena_array(arena, out.rows * out.columns, sizeof *out.cells) : NULL;
    for (size_t i = 0; out.heads && i < out.columns; i++)
        out.heads[i] = "";
    return out;
}

bool snapshot_keep_behind(struct arena *arena, struct snapshot *snapshot)
{
    snapshot->behind =
        arena_array(arena, snapshot->rows * snapshot->columns, sizeof *snapshot->behind);
    return snapshot->behind != NULL;
}

/* ---- the mark ---- */

/* Twelve digits: what is left of a sum that was added up in another order. */
void snapshot_mark_value(struct snapshot_mark *mark, const struct value *value)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, scratch);
    if (value->kind == VALUE_DECIMAL)
        text = span_of(scratch, (size_t)snprintf(scratch, sizeof scratch, "%.12g", value->decimal));
    if (mark->hash == 0)
        mark->hash = 14695981039346656037u;
    for (size_t i = 0; i <= text.len; i++) { /* and one for the end of it */
        unsigned char byte = i < text.len ? (unsigned char)text.data[i] : 0;
        mark->hash = (mark->hash ^ byte) * 1099511628211u;
    }
}

const char *snapshot_mark_text(const struct snapshot_mark *mark, struct arena *arena)
{
    return arena_printf(arena, "%016llx", (unsigned long long)mark->hash);
}

/* ---- writing ---- */

static json_t *value_json(const struct value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return json_integer(value->integer);
    case VALUE_DECIMAL:
        return isfinite(value->decimal) ? json_real(value->decimal) : json_null();
    case VALUE_TEXT:
        return json_stringn(value->text.data, value->text.len);
    case VALUE_EMPTY:
        break;
    }
    return json_null();
}

static json_t *rows_json(const struct snapshot *snapshot)
{
    json_t *rows = json_array();
    for (size_t r = 0; r < snapshot->rows; r++) {
        json_t *row = json_array();
        for (size_t c = 0; c < snapshot->columns; c++)
            json_array_append_new(row, value_json(&snapshot->cells[r * snapshot->columns + c]));
        json_array_append_new(rows, row);
    }
    return rows;
}

/* NULL where it was not kept: the key is left out. */
static json_t *behind_json(const struct snapshot *snapshot)
{
    json_t *behind = snapshot->behind ? json_array() : NULL;
    for (size_t i = 0; behind && i < snapshot->rows * snapshot->columns; i++)
        json_array_append_new(behind, json_integer((json_int_t)snapshot->behind[i]));
    return behind;
}

enum status snapshot_write(struct arena *arena, const struct snapshot *snapshot, const char **json,
                           struct error *err)
{
    json_t *heads = json_array();
    for (size_t i = 0; i < snapshot->columns; i++)
        json_array_append_new(heads, json_string(snapshot->heads[i]));
    bool wide = snapshot->all_columns > (int64_t)snapshot->columns;
    json_t *root = json_pack("{s:i, s:I, s:I, s:I, s:o*, s:s, s:o, s:o, s:o*}", "version", VERSION,
                             "n", (json_int_t)snapshot->n, "labels", (json_int_t)snapshot->labels,
                             "all_rows", (json_int_t)snapshot->all_rows, "all_columns",
                             wide ? json_integer((json_int_t)snapshot->all_columns) : NULL, "mark",
                             snapshot->mark, "heads", heads, "rows", rows_json(snapshot), "behind",
                             behind_json(snapshot));
    char *text = root ? json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(17)) : NULL;
    *json = text ? arena_string(arena, text) : NULL;
    free(text);
    json_decref(root);
    return *json ? STATUS_OK : no_memory(err);
}

/* ---- reading: the text may come from another version, another program or a damaged file ---- */

static struct value read_value(struct arena *arena, const json_t *json)
{
    if (json_is_integer(json))
        return (struct value){.kind = VALUE_INTEGER, .integer = json_integer_value(json)};
    if (json_is_real(json))
        return (struct value){.kind = VALUE_DECIMAL, .decimal = json_real_value(json)};
    if (!json_is_string(json))
        return (struct value){.kind = VALUE_EMPTY};
    const char *text = arena_string(arena, json_string_value(json));
    return (struct value){.kind = text && *text ? VALUE_TEXT : VALUE_EMPTY,
                          .text = span_string(text)};
}

static enum status read_table(struct arena *arena, const json_t *heads, const json_t *rows,
                              struct snapshot *out, struct error *err)
{
    size_t labels = out->labels;
    int64_t all = out->all_rows, wide = out->all_columns, n = out->n;
    if (!json_is_array(heads) || !json_is_array(rows) ||
        json_array_size(heads) > SNAPSHOT_COLUMNS || json_array_size(rows) > SNAPSHOT_ROWS)
        return no_snapshot(err, "rows");
    *out = snapshot_new(arena, json_array_size(rows), json_array_size(heads), labels);
    if (!out->cells)
        return no_memory(err);
    out->all_rows = all;
    out->all_columns = wide > out->all_columns ? wide : out->all_columns;
    out->n = n;
    for (size_t c = 0; c < out->columns; c++) {
        const char *head = json_string_value(json_array_get(heads, c));
        out->heads[c] = arena_string(arena, head ? head : "");
        if (!out->heads[c])
            return no_memory(err);
    }
    for (size_t r = 0; r < out->rows; r++)
        for (size_t c = 0; c < out->columns; c++)
            out->cells[r * out->columns + c] =
                read_value(arena, json_array_get(json_array_get(rows, r), c));
    return STATUS_OK;
}

/* Of figures that were kept without it, or by whoever does not know it, there is none. */
static enum status read_behind(struct arena *arena, const json_t *json, struct snapshot *out,
                               struct error *err)
{
    size_t count = out->rows * out->columns;
    if (!json_is_array(json) || json_array_size(json) != count)
        return STATUS_OK;
    if (!snapshot_keep_behind(arena, out))
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        out->behind[i] = json_integer_value(json_array_get(json, i));
    return STATUS_OK;
}

static enum status read_root(struct arena *arena, const json_t *root, struct snapshot *out,
                             struct error *err)
{
    const json_t *version = json_object_get(root, "version");
    const char *mark = json_string_value(json_object_get(root, "mark"));
    json_int_t labels = json_integer_value(json_object_get(root, "labels"));
    if (!json_is_integer(version))
        return no_snapshot(err, "version");
    if (json_integer_value(version) > VERSION)
        return error_set(err, STATUS_NEWER, TEXT_SNAPSHOT_NEWER, NULL);
    out->n = json_integer_value(json_object_get(root, "n"));
    out->all_rows = json_integer_value(json_object_get(root, "all_rows"));
    out->all_columns = json_integer_value(json_object_get(root, "all_columns"));
    out->labels = labels < 0 ? 0 : (size_t)labels;
    enum status status =
        read_table(arena, json_object_get(root, "heads"), json_object_get(root, "rows"), out, err);
    if (status == STATUS_OK)
        status = read_behind(arena, json_object_get(root, "behind"), out, err);
    if (status == STATUS_OK)
        out->mark = arena_string(arena, mark ? mark : "");
    return status == STATUS_OK && !out->mark ? no_memory(err) : status;
}

enum status snapshot_read(struct arena *arena, struct span json, struct snapshot *out,
                          struct error *err)
{
    json_error_t problem;
    *out = (struct snapshot){.mark = ""};
    json_t *root =
        json_loadb(json.data ? json.data : "", json.len, JSON_REJECT_DUPLICATES, &problem);
    if (!root)
        return no_snapshot(err, problem.text);
    enum status status = read_root(arena, root, out, err);
    json_decref(root);
    return status;
}
