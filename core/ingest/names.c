/* Names of columns. SQLite tells names apart without regard to the case of A–Z, and so do
 * people: that is the sense of "unique" here. */
#include "core/ingest/names.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A set of names, open addressing. */
struct name_set {
    const char **slots;
    size_t mask;
};

static size_t hash_name(const char *name)
{
    uint64_t h = 1469598103934665603u;
    for (; *name; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name + ('a' - 'A')) : *name;
        h = (h ^ (unsigned char)c) * 1099511628211u;
    }
    return (size_t)(h ^ (h >> 29));
}

/* False: it is in there already. */
static bool set_add(struct name_set *set, const char *name)
{
    size_t i = hash_name(name) & set->mask;
    for (; set->slots[i]; i = (i + 1) & set->mask) {
        if (strcasecmp(set->slots[i], name) == 0)
            return false;
    }
    set->slots[i] = name;
    return true;
}

static bool set_new(struct name_set *set, size_t count)
{
    size_t size = 16;
    while (size < count * 4)
        size *= 2;
    *set = (struct name_set){calloc(size, sizeof *set->slots), size - 1};
    return set->slots && set_add(set, "dj_row"); /* the key that every table has */
}

/* Cuts at a character's beginning. */
static size_t cut(const char *text, size_t len, size_t limit)
{
    if (len <= limit)
        return len;
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

static char *clean_name(struct arena *arena, struct span cell)
{
    while (cell.len && (unsigned char)*cell.data <= ' ')
        cell = span_of(cell.data + 1, cell.len - 1);
    cell.len = cut(cell.data, cell.len, NAME_MAX_BYTES);
    while (cell.len && (unsigned char)cell.data[cell.len - 1] <= ' ')
        cell.len--;
    char *name = arena_copy(arena, cell);
    for (char *p = name; p && *p; p++) {
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            *p = ' ';
    }
    return name;
}

static const char *make_unique(struct arena *arena, struct name_set *set, const char *name)
{
    if (set_add(set, name))
        return name;
    for (size_t n = 2;; n++) {
        char *other = arena_printf(arena, "%s_%zu", name, n);
        if (!other || set_add(set, other))
            return other;
    }
}

bool names_make(struct arena *arena, const struct span *header, size_t count, const char ***out,
                size_t *renamed)
{
    struct name_set set;
    const char **names = arena_array(arena, count, sizeof *names);
    bool good = set_new(&set, count) && names;
    size_t changed = 0;
    for (size_t i = 0; good && i < count; i++) {
        const char *name = header ? clean_name(arena, header[i]) : "";
        if (name && !*name)
            name = arena_printf(arena, "col_%zu", i);
        names[i] = name ? make_unique(arena, &set, name) : NULL;
        good = names[i] != NULL;
        changed += good && header && !span_equal(header[i], span_string(names[i]));
    }
    free(set.slots);
    *out = names;
    if (renamed)
        *renamed = changed;
    return good;
}
