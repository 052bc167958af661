/* What is kept of an undone repair, as JSON in the log. */
#include <string.h>

#include <jansson.h>

#include "core/base/buffer.h"
#include "core/service/import_report.h"
#include "core/service/repairs_internal.h"

enum { TEXT_SHOWN = 200 };

/* ---- writing ---- */

static json_t *value_json(const struct value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return json_integer(value->integer);
    case VALUE_DECIMAL:
        return json_real(value->decimal);
    case VALUE_TEXT:
        return json_stringn(value->text.data, value->text.len);
    case VALUE_EMPTY:
        break;
    }
    return json_null();
}

static json_t *state_json(const struct row_state *state)
{
    json_t *cells = json_array();
    for (size_t i = 0; i < state->count; i++) {
        const struct row_cell *cell = &state->cells[i];
        json_array_append_new(cells, json_pack("{s:s, s:o, s:s*}", "column", cell->column, "value",
                                               value_json(&cell->value), "misfit", cell->misfit));
    }
    return cells;
}

char *repair_memory_write(const struct repair_memory *memory)
{
    json_t *root = json_pack(
        "{s:I, s:I, s:s, s:s, s:s, s:I, s:o, s:o}", "row", (json_int_t)memory->repair.row, "line",
        (json_int_t)memory->repair.line, "kind", memory->repair.kind, "before",
        memory->repair.before, "after", memory->after, "aside", (json_int_t)memory->aside.id, "was",
        state_json(&memory->was), "plain", state_json(&memory->plain));
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(root);
    return text;
}

/* ---- reading ---- */

static const char *read_string(const json_t *object, const char *key, struct arena *arena)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? arena_string(arena, text) : NULL;
}

static bool read_value(struct value *out, const json_t *json, struct arena *arena)
{
    *out = (struct value){.kind = VALUE_EMPTY};
    if (json_is_integer(json)) {
        *out = (struct value){.kind = VALUE_INTEGER, .integer = json_integer_value(json)};
    } else if (json_is_real(json)) {
        *out = (struct value){.kind = VALUE_DECIMAL, .decimal = json_real_value(json)};
    } else if (json_is_string(json)) {
        const struct span text = span_of(json_string_value(json), json_string_length(json));
        *out =
            (struct value){.kind = VALUE_TEXT, .text = span_of(arena_copy(arena, text), text.len)};
        return out->text.data != NULL;
    }
    return true;
}

static bool read_state(struct row_state *out, const json_t *cells, struct arena *arena)
{
    size_t count = json_array_size(cells);
    *out = (struct row_state){.cells = arena_array(arena, count, sizeof *out->cells)};
    for (size_t i = 0; out->cells && i < count; i++) {
        const json_t *json = json_array_get(cells, i);
        struct row_cell *cell = &out->cells[out->count++];
        cell->column = read_string(json, "column", arena);
        cell->misfit = read_string(json, "misfit", arena);
        if (!cell->column || !read_value(&cell->value, json_object_get(json, "value"), arena))
            return false;
    }
    return out->cells != NULL;
}

bool repair_memory_read(struct repair_memory *out, const char *json, struct arena *arena)
{
    json_t *root = json_loads(json, 0, NULL);
    *out =
        (struct repair_memory){.repair = {.row = json_integer_value(json_object_get(root, "row")),
                                          .line = json_integer_value(json_object_get(root, "line")),
                                          .kind = read_string(root, "kind", arena),
                                          .before = read_string(root, "before", arena)},
                               .after = read_string(root, "after", arena),
                               .aside = {.id = json_integer_value(json_object_get(root, "aside"))}};
    bool good = out->repair.kind && out->repair.before && out->after && out->repair.row > 0 &&
                read_state(&out->was, json_object_get(root, "was"), arena) &&
                read_state(&out->plain, json_object_get(root, "plain"), arena) &&
                (out->aside.id > 0) != (out->plain.count > 0);
    json_decref(root);
    return good;
}

/* ---- cells ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_value(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_INTEGER:
        return a->integer == b->integer;
    case VALUE_DECIMAL:
        return a->decimal == b->decimal;
    case VALUE_TEXT:
        return span_equal(a->text, b->text);
    case VALUE_EMPTY:
        break;
    }
    return true;
}

bool repair_same_cells(const struct row_state *a, const struct row_state *b)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct row_cell *cell = &a->cells[i], *other = NULL;
        for (size_t k = 0; k < b->count && !other; k++) {
            if (strcmp(b->cells[k].column, cell->column) == 0)
                other = &b->cells[k];
        }
        if (!other || !same_value(&cell->value, &other->value) ||
            !same_text(cell->misfit, other->misfit))
            return false;
    }
    return true;
}

const char *repair_cells_text(struct arena *arena, const struct row_state *state)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct buffer text = {0};
    for (size_t i = 0; i < state->count && text.len <= TEXT_SHOWN; i++) {
        const struct row_cell *cell = &state->cells[i];
        buffer_add_string(&text, i ? " | " : "");
        buffer_add_span(&text, cell->misfit ? span_string(cell->misfit)
                                            : value_text(&cell->value, scratch));
    }
    const char *out = text.failed ? NULL : report_beginning(arena, buffer_span(&text));
    buffer_free(&text);
    return out;
}
