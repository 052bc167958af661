/* Groups of texts without codes: collected by hashing, then sorted by natural order. */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/natural.h"
#include "core/frame/group_internal.h"
#include "core/frame/group_table.h"

/* A text that occurs, with the key of natural order. */
struct text_found {
    struct span text; /* in the groups' arena */
    struct span key;
    uint32_t number;
};

struct text_walk {
    struct groups *out;
    const struct bitmap *bitmap;
    struct group_table table;
    struct text_found *texts; /* by number */
    enum status status;
    struct error *err;
};

static uint64_t hash_text(struct span text)
{
    uint64_t hash = 0xCBF29CE484222325u ^ text.len;
    size_t at = 0;
    for (; at + 8 <= text.len; at += 8) {
        uint64_t word;
        memcpy(&word, text.data + at, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    for (; at < text.len; at++)
        hash = (hash ^ (unsigned char)text.data[at]) * 0x100000001B3u;
    return group_table_mix(hash);
}

static bool same_text(const void *context, uint32_t number, const void *thing)
{
    const struct text_walk *walk = context;
    return span_equal(walk->texts[number].text, *(const struct span *)thing);
}

/* The number of a text, new ones among them; GROUP_TABLE_NONE: no memory. */
static uint32_t number_of_text(struct text_walk *walk, struct span text)
{
    struct group_table *table = &walk->table;
    uint64_t hash = hash_text(text);
    uint32_t number = group_table_find(table, hash, same_text, walk, &text);
    if (number != GROUP_TABLE_NONE)
        return number;
    size_t capacity = table->capacity;
    const char *copy = arena_copy(walk->out->arena, text);
    number = copy ? group_table_add(table, hash) : GROUP_TABLE_NONE;
    if (number != GROUP_TABLE_NONE && table->capacity > capacity) {
        struct text_found *texts = realloc(walk->texts, table->capacity * sizeof *texts);
        if (!texts)
            return GROUP_TABLE_NONE;
        walk->texts = texts;
    }
    if (number != GROUP_TABLE_NONE)
        walk->texts[number] =
            (struct text_found){.text = span_of(copy, text.len), .number = number};
    return number;
}

static bool walk_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct text_walk *walk = context;
    struct groups *out = walk->out;
    for (size_t i = 0; i < count; i++) {
        size_t row = first + i;
        if (walk->bitmap && !bitmap_has(walk->bitmap, row))
            continue;
        if (texts[i].len == 0) {
            out->has_empty = true;
            out->of_row[row] = GROUP_ROW_EMPTY;
            continue;
        }
        out->of_row[row] = number_of_text(walk, texts[i]);
        if (out->of_row[row] == GROUP_TABLE_NONE)
            walk->status = group_no_memory(walk->err);
        else if (walk->table.count > GROUP_TEXTS_MAX)
            walk->status = group_too_many(GROUP_TEXTS_MAX, walk->err);
        if (walk->status != STATUS_OK)
            return false;
    }
    return true;
}

static int compare_texts(const void *a, const void *b)
{
    const struct text_found *x = a, *y = b;
    int order = span_compare(x->key, y->key);
    return order ? order : span_compare(x->text, y->text);
}

static enum status sort_texts(struct text_walk *walk, struct arena *scratch, struct error *err)
{
    struct buffer key = {0};
    enum status status = scratch ? STATUS_OK : group_no_memory(err);
    for (size_t i = 0; i < walk->table.count && status == STATUS_OK; i++) {
        buffer_clear(&key);
        natural_key(walk->texts[i].text, &key);
        struct span made = buffer_span(&key);
        walk->texts[i].key = span_of(arena_copy(scratch, made), made.len);
        if (key.failed || !walk->texts[i].key.data)
            status = group_no_memory(err);
    }
    buffer_free(&key);
    if (status == STATUS_OK && walk->table.count > 0)
        qsort(walk->texts, walk->table.count, sizeof *walk->texts, compare_texts);
    return status;
}

static enum status finish_texts(struct text_walk *walk, struct error *err)
{
    struct groups *out = walk->out;
    size_t count = walk->table.count;
    uint32_t *places = calloc(count + 1, sizeof *places);
    out->count = (uint32_t)count + out->has_empty;
    if (!places)
        return group_no_memory(err);
    struct arena *scratch = arena_new();
    enum status status = group_make_room(out, err);
    if (status == STATUS_OK)
        status = sort_texts(walk, scratch, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        places[walk->texts[i].number] = (uint32_t)i;
        out->texts[i] = walk->texts[i].text;
        out->values[i] = (struct value){.kind = VALUE_TEXT, .text = walk->texts[i].text};
    }
    if (status == STATUS_OK)
        group_renumber(out, places);
    arena_free(scratch);
    free(places);
    return status;
}

enum status group_by_text(struct groups *out, const struct bitmap *bitmap,
                          const volatile int *cancel, struct error *err)
{
    struct text_walk walk = {.out = out, .bitmap = bitmap, .err = err};
    if (out->field.cut != CUT_NONE)
        return group_cannot(
            &out->field, out->field.cut == CUT_WIDTH ? TEXT_GROUP_NO_NUMBERS : TEXT_GROUP_NO_DATES,
            err);
    enum status status = group_make_rows(out) ? STATUS_OK : group_no_memory(err);
    if (status == STATUS_OK)
        status = column_walk_texts(out->field.column, walk_texts, &walk, cancel, err);
    if (status == STATUS_OK)
        status = walk.status;
    if (status == STATUS_OK)
        status = finish_texts(&walk, err);
    group_table_free(&walk.table);
    free(walk.texts);
    return status;
}
