/*
 * Profiles of texts without codes. Texts are told apart by hashes of 64 bits, which are
 * sorted, so that equal ones stand side by side; a second walk fetches the texts of those
 * that are shown, which may be many: a table of their hashes says which they are.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/natural.h"
#include "core/frame/code_tally.h"
#include "core/frame/profile_internal.h"

struct walk {
    const struct bitmap *bitmap;
    struct profile *out;
    uint64_t *hashes;
    size_t count;
    struct buffer least, greatest; /* keys of natural order, then the text */
    struct buffer key;
    size_t left; /* texts of the top still to be found */
    const struct profile_top *top;
    uint32_t *places; /* of the top by hash, from 1; 0: none */
    size_t mask;
    struct arena *arena;
    bool failed;
};

/* Both halves of a product of 128 bits: each bit of the factors reaches most of it. */
static inline uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t load_8(const char *data)
{
    uint64_t bytes;
    memcpy(&bytes, data, sizeof bytes);
    return bytes;
}

/* The last bytes of a text, up to 16, in two numbers; what is read twice does no harm, since
 * the length is hashed, too. */
static inline void load_end(const char *data, size_t len, uint64_t *head, uint64_t *tail)
{
    uint32_t first = 0, last = 0;
    if (len >= 8) {
        *head = load_8(data);
        *tail = load_8(data + len - 8);
        return;
    }
    if (len >= 4) {
        memcpy(&first, data, sizeof first);
        memcpy(&last, data + len - sizeof last, sizeof last);
    } else {
        for (size_t i = 0; i < len; i++)
            first = first << 8 | (unsigned char)data[i];
    }
    *head = first;
    *tail = last;
}

static uint64_t hash_text(struct span text)
{
    static const uint64_t salts[] = {UINT64_C(0x9E3779B97F4A7C15), UINT64_C(0xD6E8FEB86659FD93),
                                     UINT64_C(0xA0761D6478BD642F)};
    const char *data = text.data;
    uint64_t hash = text.len ^ salts[0], head, tail;
    size_t left = text.len;
    for (; left > 16; data += 16, left -= 16)
        hash = mix(load_8(data) ^ salts[1], load_8(data + 8) ^ hash);
    load_end(data, left, &head, &tail);
    hash = mix(head ^ salts[1], tail ^ hash);
    return mix(hash ^ salts[2], text.len ^ salts[1]);
}

/* ---- the first walk: hashes, the least and the greatest ---- */

static int compare_keys(const struct buffer *a, const struct buffer *b)
{
    size_t len = a->len < b->len ? a->len : b->len;
    int order = memcmp(a->data, b->data, len);
    return order ? order : (a->len > b->len) - (a->len < b->len);
}

/* True where the first letter alone tells that a text stands between the two: the cheap way
 * for nearly all of them. (What follows could be an accent, and make another letter of it.) */
static bool is_between(const struct walk *walk, struct span text)
{
    unsigned char c = (unsigned char)text.data[0];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter || walk->least.len == 0 || (text.len > 1 && (unsigned char)text.data[1] > 0x7f))
        return false;
    c |= 0x20;
    return c > (unsigned char)walk->least.data[0] && c < (unsigned char)walk->greatest.data[0];
}

/* Equal keys are told apart by the text, which stands behind the key and a 0. */
static void compare_ends(struct walk *walk, struct span text)
{
    buffer_clear(&walk->key);
    natural_key(text, &walk->key);
    buffer_add_byte(&walk->key, '\0');
    buffer_add_span(&walk->key, text);
    if (walk->least.len == 0 || compare_keys(&walk->key, &walk->least) < 0) {
        buffer_clear(&walk->least);
        buffer_add_span(&walk->least, buffer_span(&walk->key));
        walk->out->least.text.len = text.len;
    }
    if (walk->greatest.len == 0 || compare_keys(&walk->key, &walk->greatest) > 0) {
        buffer_clear(&walk->greatest);
        buffer_add_span(&walk->greatest, buffer_span(&walk->key));
        walk->out->greatest.text.len = text.len;
    }
    walk->failed = walk->key.failed || walk->least.failed || walk->greatest.failed;
}

static bool take_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct walk *walk = context;
    for (size_t i = 0; i < count && !walk->failed; i++) {
        if (walk->bitmap && !bitmap_has(walk->bitmap, first + i))
            continue;
        if (!texts[i].data || texts[i].len == 0) {
            walk->out->empty++;
            continue;
        }
        walk->hashes[walk->count++] = hash_text(texts[i]);
        if (!is_between(walk, texts[i]))
            compare_ends(walk, texts[i]);
    }
    return !walk->failed;
}

/* The text at the end of a key. */
static bool keep_end(struct arena *arena, const struct buffer *key, struct value *out)
{
    size_t len = out->text.len;
    if (key->len == 0)
        return true;
    out->kind = VALUE_TEXT;
    out->text.data = arena_copy(arena, span_of(key->data + key->len - len, len));
    return out->text.data != NULL;
}

/* ---- the second walk: the texts of the top ---- */

static bool make_places(struct walk *walk)
{
    size_t size = 16;
    while (size < walk->top->count * 2)
        size *= 2;
    walk->places = calloc(size, sizeof *walk->places);
    walk->mask = size - 1;
    for (size_t t = 0; walk->places && t < walk->top->count; t++) {
        size_t at = (size_t)walk->top->entries[t].key & walk->mask;
        while (walk->places[at] != 0)
            at = (at + 1) & walk->mask;
        walk->places[at] = (uint32_t)t + 1;
    }
    return walk->places != NULL;
}

/* The place of the top that has this hash; top->count: none. */
static size_t place_of(const struct walk *walk, uint64_t hash)
{
    for (size_t at = (size_t)hash & walk->mask; walk->places[at] != 0; at = (at + 1) & walk->mask)
        if (walk->top->entries[walk->places[at] - 1].key == hash)
            return walk->places[at] - 1;
    return walk->top->count;
}

static bool fetch_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct walk *walk = context;
    for (size_t i = 0; i < count && walk->left > 0 && !walk->failed; i++) {
        if (!texts[i].data || texts[i].len == 0 ||
            (walk->bitmap && !bitmap_has(walk->bitmap, first + i)))
            continue;
        size_t t = place_of(walk, hash_text(texts[i]));
        if (t == walk->top->count || walk->out->top[t].value.kind == VALUE_TEXT)
            continue;
        struct profile_value *value = &walk->out->top[t];
        value->rows = walk->top->entries[t].rows;
        value->value.kind = VALUE_TEXT;
        value->value.text = span_of(arena_copy(walk->arena, texts[i]), texts[i].len);
        walk->failed = !value->value.text.data;
        walk->left--;
    }
    return walk->left > 0 && !walk->failed;
}

static int by_rows(const void *a, const void *b)
{
    const struct profile_value *left = a, *right = b;
    if (left->rows != right->rows)
        return left->rows > right->rows ? -1 : 1;
    return natural_compare(left->value.text, right->value.text);
}

static void count_runs(struct walk *walk, struct profile_top *top)
{
    for (size_t i = 0, end; i < walk->count; i = end) {
        for (end = i + 1; end < walk->count && walk->hashes[end] == walk->hashes[i];)
            end++;
        walk->out->distinct++;
        profile_top_offer(top, walk->hashes[i], (int64_t)(end - i));
    }
}

/* Where each text occurs once, the least is the first of them: hashes have no order that
 * anybody could expect. */
static void none_is_frequent(struct profile_top *top, const struct profile *out)
{
    if (top->count == 0 || top->entries[0].rows > 1)
        return;
    uint64_t least = hash_text(out->least.text);
    for (size_t i = 1; i < top->count; i++)
        if (top->entries[i].key == least)
            top->entries[i].key = top->entries[0].key;
    top->entries[0].key = least;
}

/* ---- both ---- */

static enum status failed_or(const struct walk *walk, enum status status, struct error *err)
{
    if (status == STATUS_OK && walk->failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return status;
}

static enum status fetch_top(struct walk *walk, const struct frame_column *column,
                             const volatile int *cancel, struct error *err)
{
    struct profile *out = walk->out;
    out->top = arena_array(walk->arena, walk->top->count, sizeof *out->top);
    walk->failed = !out->top || !make_places(walk);
    walk->left = walk->top->count;
    enum status status = STATUS_OK;
    if (!walk->failed && walk->left > 0)
        status = column_walk_texts(column, fetch_texts, walk, cancel, err);
    status = failed_or(walk, status, err);
    if (status == STATUS_OK && out->top && walk->top->count) {
        out->top_count = walk->top->count - walk->left;
        qsort(out->top, out->top_count, sizeof *out->top, by_rows);
    }
    return status;
}

enum status profile_texts(struct profile *out, const struct frame_column *column,
                          const struct bitmap *bitmap, struct profile_top *top, struct arena *arena,
                          const volatile int *cancel, struct error *err)
{
    struct walk walk = {.bitmap = bitmap, .out = out, .top = top, .arena = arena};
    walk.hashes = numbers_new((size_t)out->rows, sizeof *walk.hashes);
    walk.failed = !walk.hashes;
    enum status status = STATUS_OK;
    if (!walk.failed)
        status = column_walk_texts(column, take_texts, &walk, cancel, err);
    if (status == STATUS_OK && !walk.failed)
        walk.failed = !keep_end(arena, &walk.least, &out->least) ||
                      !keep_end(arena, &walk.greatest, &out->greatest) ||
                      !sort_numbers_8(walk.hashes, walk.count);
    status = failed_or(&walk, status, err);
    if (status == STATUS_OK) {
        count_runs(&walk, top);
        none_is_frequent(top, out);
        status = fetch_top(&walk, column, cancel, err);
    }
    free(walk.hashes);
    free(walk.places);
    buffer_free(&walk.least);
    buffer_free(&walk.greatest);
    buffer_free(&walk.key);
    return status;
}
