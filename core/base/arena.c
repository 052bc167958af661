/* Arenas: a chain of blocks, each handed out from its start. */
#include "core/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct block {
    struct block *next; /* the one made before it */
    size_t size;
    size_t used;
    _Alignas(max_align_t) char data[];
};

struct arena {
    struct block *top;
    size_t next_size;
    size_t total;
};

struct arena *arena_new(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->next_size = FIRST_BLOCK;
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *b = arena->top, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

void arena_reset(struct arena *arena)
{
    struct block *keep = arena->top;
    if (!keep)
        return;
    for (struct block *b = keep->next, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    keep->next = NULL;
    keep->used = 0;
    arena->total = keep->size;
}

static struct block *add_block(struct arena *arena, size_t need)
{
    size_t size = arena->next_size;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(struct block))
        return NULL;
    struct block *b = malloc(sizeof *b + size);
    if (!b)
        return NULL;
    *b = (struct block){.next = arena->top, .size = size};
    arena->top = b;
    arena->total += size;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return b;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size_t need = (size + align - 1) / align * align;
    struct block *b = arena->top;
    if (!b || b->size - b->used < need) {
        b = add_block(arena, need);
        if (!b)
            return NULL;
    }
    void *out = b->data + b->used;
    b->used += need;
    return memset(out, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, struct span bytes)
{
    if (bytes.len == SIZE_MAX)
        return NULL;
    char *out = arena_alloc(arena, bytes.len + 1);
    if (out && bytes.len)
        memcpy(out, bytes.data, bytes.len);
    return out;
}

char *arena_string(struct arena *arena, const char *string)
{
    return arena_copy(arena, span_string(string));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *out = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1);
    if (out)
        vsnprintf(out, (size_t)len + 1, format, again);
    va_end(again);
    return out;
}

size_t arena_size(const struct arena *arena)
{
    return arena->total;
}
