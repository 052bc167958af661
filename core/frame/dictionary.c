/* A hash table from values to codes: open addressing, words in one run of bytes. It is asked
 * for each cell of an import, and so is as small and as plain as can be. */
#include "core/frame/dictionary.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 256, WORDS_FIRST = 128 };

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * 0x9E3779B97F4A7C15u;
    return a ^ a >> 32;
}

static inline uint64_t load_8(const char *data)
{
    uint64_t bytes;
    memcpy(&bytes, data, sizeof bytes);
    return bytes;
}

static inline uint64_t load_4(const char *data)
{
    uint32_t bytes;
    memcpy(&bytes, data, sizeof bytes);
    return bytes;
}

/* All of up to 16 bytes in two numbers: most words are not longer. */
struct short_word {
    uint64_t head, tail;
};

static inline struct short_word load_short(const char *data, size_t len)
{
    if (len >= 8)
        return (struct short_word){load_8(data), load_8(data + len - 8)};
    if (len >= 4)
        return (struct short_word){load_4(data), load_4(data + len - 4)};
    struct short_word word = {0, 0};
    for (size_t i = 0; i < len; i++)
        word.head = word.head << 8 | (unsigned char)data[i];
    return word;
}

static inline uint32_t hash_of(const char *data, size_t len, enum value_kind kind)
{
    uint64_t hash = len << 2 | (uint64_t)kind;
    for (; len > 16; data += 8, len -= 8)
        hash = mix(hash, load_8(data));
    struct short_word word = load_short(data, len);
    hash = mix(mix(hash, word.head), word.tail);
    return (uint32_t)(hash ^ hash >> 29);
}

static inline bool same_bytes(const char *a, const char *b, size_t len)
{
    if (len > 16)
        return memcmp(a, b, len) == 0;
    struct short_word x = load_short(a, len), y = load_short(b, len);
    return x.head == y.head && x.tail == y.tail;
}

static struct span bytes_of(const struct cell *cell)
{
    return cell->kind == VALUE_TEXT ? span_of(cell->text, cell->len)
                                    : span_of((const char *)&cell->integer, sizeof cell->integer);
}

static bool grow_slots(struct dictionary *d)
{
    size_t count = d->slot_count ? d->slot_count * 2 : SLOTS_FIRST;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < d->count; i++) {
        size_t at = d->words[i].hash & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)(i + 1);
    }
    free(d->slots);
    d->slots = slots;
    d->slot_count = count;
    return true;
}

static bool make_room(struct dictionary *d, size_t len)
{
    if (d->count >= UINT32_MAX - 1 || len >= UINT32_MAX - d->text.len)
        return false;
    if (d->count == d->size) {
        size_t size = d->size ? d->size + d->size / 2 : WORDS_FIRST;
        struct dictionary_word *words = realloc(d->words, size * sizeof *words);
        if (!words)
            return false;
        d->words = words;
        d->size = size;
    }
    return true;
}

static uint32_t add(struct dictionary *d, struct span bytes, enum value_kind kind, uint32_t hash,
                    size_t at)
{
    if (!make_room(d, bytes.len))
        return 0;
    struct dictionary_word word = {(uint32_t)d->text.len, (uint32_t)bytes.len, hash, kind};
    if (!buffer_add_span(&d->text, bytes))
        return 0;
    d->words[d->count++] = word;
    if (d->slots)
        d->slots[at] = (uint32_t)d->count;
    return (uint32_t)d->count;
}

uint32_t dictionary_code(struct dictionary *d, const struct cell *cell)
{
    struct span bytes = bytes_of(cell);
    uint32_t hash = hash_of(bytes.data, bytes.len, cell->kind);
    if (d->count * 3 >= d->slot_count * 2 && !grow_slots(d))
        return 0;
    size_t mask = d->slot_count - 1, at = hash & mask;
    for (; d->slots[at]; at = (at + 1) & mask) {
        const struct dictionary_word *word = &d->words[d->slots[at] - 1];
        if (word->hash == hash && word->len == bytes.len && word->kind == cell->kind &&
            same_bytes(d->text.data + word->start, bytes.data, bytes.len))
            return d->slots[at];
    }
    return add(d, bytes, cell->kind, hash, at);
}

uint32_t dictionary_append(struct dictionary *d, const struct cell *cell)
{
    return add(d, bytes_of(cell), cell->kind, 0, 0);
}

struct cell dictionary_cell(const struct dictionary *d, uint32_t code)
{
    const struct dictionary_word *word = &d->words[code - 1];
    const char *data = d->text.data + word->start;
    struct cell cell = {.kind = word->kind};
    if (word->kind == VALUE_TEXT)
        return cell_text(data, word->len);
    memcpy(&cell.integer, data, sizeof cell.integer);
    return cell;
}

size_t dictionary_bytes(const struct dictionary *d)
{
    return d->text.capacity + d->size * sizeof *d->words + d->slot_count * sizeof *d->slots;
}

void dictionary_free(struct dictionary *d)
{
    buffer_free(&d->text);
    free(d->words);
    free(d->slots);
    *d = (struct dictionary){0};
}
