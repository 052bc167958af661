/*
 * Groups of columns with too many codes for a table of them, or for a bit each (long numbers,
 * bands and decimals of any kind): each row gets its group. What occurs is collected in the
 * order it comes, sorted, and the rows are renumbered.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/group_internal.h"
#include "core/frame/group_table.h"

enum { CANCEL_EVERY = 65535 };

/* Room for a group per row, none of them in one yet. */
bool group_make_rows(struct groups *out)
{
    size_t rows = out->field.column->rows;
    out->of_row = arena_array(out->arena, rows, sizeof *out->of_row);
    if (out->of_row)
        memset(out->of_row, 0xFF, rows * sizeof *out->of_row);
    return out->of_row != NULL;
}

/* Puts the numbers that rows were given in the order of places; the empty group is last. */
void group_renumber(struct groups *out, const uint32_t *places)
{
    for (size_t row = 0; row < out->field.column->rows; row++) {
        uint32_t number = out->of_row[row];
        if (number != GROUP_TABLE_NONE)
            out->of_row[row] = number == GROUP_ROW_EMPTY ? out->count - 1 : places[number];
    }
}

struct keyed {
    int64_t key;
    uint32_t number;
};

static int compare_keyed(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* Codes of 8 bytes are unsigned: their order as keys, which are signed. */
static int64_t key_of_code(uint64_t code)
{
    return (int64_t)(code ^ ((uint64_t)1 << 63));
}

static uint64_t code_of_key(int64_t key)
{
    return (uint64_t)key ^ ((uint64_t)1 << 63);
}

struct code_walk {
    struct groups *out;
    struct cut cut;
    struct group_table table;
    struct keyed *keys; /* by number */
};

static bool same_key(const void *context, uint32_t number, const void *thing)
{
    const struct code_walk *walk = context;
    return walk->keys[number].key == *(const int64_t *)thing;
}

/* The number of a key, new ones among them; GROUP_TABLE_NONE: no memory. */
static uint32_t number_of_key(struct code_walk *walk, int64_t key)
{
    struct group_table *table = &walk->table;
    uint64_t hash = group_table_mix((uint64_t)key);
    uint32_t number = group_table_find(table, hash, same_key, walk, &key);
    if (number != GROUP_TABLE_NONE)
        return number;
    size_t capacity = table->capacity;
    number = group_table_add(table, hash);
    if (number != GROUP_TABLE_NONE && table->capacity > capacity) {
        struct keyed *keys = realloc(walk->keys, table->capacity * sizeof *keys);
        if (!keys)
            return GROUP_TABLE_NONE;
        walk->keys = keys;
    }
    if (number != GROUP_TABLE_NONE)
        walk->keys[number] = (struct keyed){key, number};
    return number;
}

static enum status walk_codes(struct code_walk *walk, const struct bitmap *bitmap,
                              const volatile int *cancel, struct error *err)
{
    struct groups *out = walk->out;
    const struct frame_column *column = out->field.column;
    for (size_t row = 0; row < column->rows; row++) {
        int64_t key;
        if ((row & CANCEL_EVERY) == 0 && cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        if (bitmap && !bitmap_has(bitmap, row))
            continue;
        uint64_t code = column_code(column, row);
        if (code == 0) {
            out->has_empty = true;
            out->of_row[row] = GROUP_ROW_EMPTY;
            continue;
        }
        if (walk->cut.kind == CUT_NONE)
            key = key_of_code(code);
        else if (!cut_key(&walk->cut, code, &key))
            return group_cannot(&out->field, TEXT_GROUP_BAD_WIDTH, err);
        out->of_row[row] = number_of_key(walk, key);
        if (out->of_row[row] == GROUP_TABLE_NONE)
            return group_no_memory(err);
        if (walk->table.count > GROUPS_MAX)
            return group_too_many(GROUPS_MAX, err);
    }
    return STATUS_OK;
}

static bool name_key(struct groups *out, const struct cut *cut, uint32_t group, int64_t key)
{
    char scratch[COLUMN_TEXT_SIZE], text[CUT_TEXT_SIZE];
    struct value value = cut->kind == CUT_NONE
                             ? column_value(cut->column, code_of_key(key), scratch)
                             : cut_value(cut, key, scratch);
    if (!group_set_value(out, group, &value))
        return false;
    if (cut->kind == CUT_NONE)
        return true;
    size_t len = cut_text(cut, key, text);
    out->texts[group] = span_of(arena_copy(out->arena, span_of(text, len)), len);
    return out->texts[group].data != NULL;
}

static enum status finish_codes(struct code_walk *walk, struct error *err)
{
    struct groups *out = walk->out;
    size_t count = walk->table.count;
    uint32_t *places = calloc(count + 1, sizeof *places);
    out->count = (uint32_t)count + out->has_empty;
    if (!places)
        return group_no_memory(err);
    enum status status = group_make_room(out, err);
    if (status == STATUS_OK && count > 0)
        qsort(walk->keys, count, sizeof *walk->keys, compare_keyed);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        places[walk->keys[i].number] = (uint32_t)i;
        if (!name_key(out, &walk->cut, (uint32_t)i, walk->keys[i].key))
            status = group_no_memory(err);
    }
    if (status == STATUS_OK)
        group_renumber(out, places);
    free(places);
    return status;
}

enum status group_by_row(struct groups *out, const struct bitmap *bitmap,
                         const volatile int *cancel, struct error *err)
{
    struct code_walk walk = {.out = out};
    enum status status = cut_begin(&walk.cut, &out->field, err);
    if (status == STATUS_OK && !group_make_rows(out))
        status = group_no_memory(err);
    if (status == STATUS_OK)
        status = walk_codes(&walk, bitmap, cancel, err);
    if (status == STATUS_OK)
        status = finish_codes(&walk, err);
    group_table_free(&walk.table);
    free(walk.keys);
    return status;
}
