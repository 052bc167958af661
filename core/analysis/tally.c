/* A hash table of texts with counts, open addressing, never more than half full. */
#include "core/analysis/tally.h"

#include <string.h>

struct slot {
    uint64_t hash;
    struct span text;
    int64_t count; /* 0: free */
};

struct tally {
    struct arena *arena;
    struct slot *slots;
    size_t slot_count; /* a power of two */
    size_t used;
    size_t limit;
    size_t bytes_left;
    bool overflowed;
};

enum { FIRST_SLOTS = 1024 };

static uint64_t hash_of(struct span text)
{
    uint64_t hash = 0xcbf29ce484222325u ^ text.len;
    size_t at = 0;
    for (; at + 8 <= text.len; at += 8) {
        uint64_t word;
        memcpy(&word, text.data + at, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    for (; at < text.len; at++)
        hash = (hash ^ (unsigned char)text.data[at]) * 0x100000001b3u;
    return hash ^ (hash >> 32);
}

struct tally *tally_new(struct arena *arena, size_t limit, size_t bytes)
{
    struct tally *tally = arena_alloc(arena, sizeof *tally);
    struct slot *slots = arena_array(arena, FIRST_SLOTS, sizeof *slots);
    if (tally == NULL || slots == NULL)
        return NULL;
    *tally = (struct tally){.arena = arena,
                            .slots = slots,
                            .slot_count = FIRST_SLOTS,
                            .limit = limit,
                            .bytes_left = bytes};
    return tally;
}

static struct slot *find(struct slot *slots, size_t slot_count, uint64_t hash, struct span text)
{
    size_t at = (size_t)hash & (slot_count - 1);
    while (slots[at].count != 0 && (slots[at].hash != hash || !span_equal(slots[at].text, text)))
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

/* The old slots stay in the arena until it goes: together they are no more than the new. */
static bool widen(struct tally *tally)
{
    size_t wider = tally->slot_count * 2;
    struct slot *slots = arena_array(tally->arena, wider, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < tally->slot_count; i++) {
        const struct slot *slot = &tally->slots[i];
        if (slot->count != 0)
            *find(slots, wider, slot->hash, slot->text) = *slot;
    }
    tally->slots = slots;
    tally->slot_count = wider;
    return true;
}

bool tally_add(struct tally *tally, struct span text)
{
    uint64_t hash = hash_of(text);
    struct slot *slot = find(tally->slots, tally->slot_count, hash, text);
    if (slot->count != 0) {
        slot->count++;
        return true;
    }
    if (tally->used >= tally->limit || text.len > tally->bytes_left) {
        tally->overflowed = true;
        return true;
    }
    if (tally->used * 2 >= tally->slot_count) {
        if (!widen(tally))
            return false;
        slot = find(tally->slots, tally->slot_count, hash, text);
    }
    char *copy = arena_copy(tally->arena, text);
    if (copy == NULL)
        return false;
    *slot = (struct slot){hash, span_of(copy, text.len), 1};
    tally->used++;
    tally->bytes_left -= text.len;
    return true;
}

size_t tally_distinct(const struct tally *tally)
{
    return tally->used;
}

bool tally_complete(const struct tally *tally)
{
    return !tally->overflowed;
}

static bool goes_before(const struct tally_entry *a, const struct tally_entry *b)
{
    if (a->count != b->count)
        return a->count > b->count;
    size_t len = a->text.len < b->text.len ? a->text.len : b->text.len;
    int order = len > 0 ? memcmp(a->text.data, b->text.data, len) : 0;
    return order != 0 ? order < 0 : a->text.len < b->text.len;
}

size_t tally_top(const struct tally *tally, struct tally_entry *out, size_t count)
{
    size_t filled = 0;
    for (size_t i = 0; i < tally->slot_count && count > 0; i++) {
        struct tally_entry entry = {tally->slots[i].text, tally->slots[i].count};
        if (entry.count == 0 || (filled == count && !goes_before(&entry, &out[count - 1])))
            continue;
        size_t at = filled < count ? filled++ : count - 1;
        for (; at > 0 && goes_before(&entry, &out[at - 1]); at--)
            out[at] = out[at - 1];
        out[at] = entry;
    }
    return filled;
}
