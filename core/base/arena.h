/*
 * Arenas: memory that is given out piece by piece and freed as a whole. A reply
 * owns one arena; whoever takes the reply frees it.
 */
#ifndef DATAJAM_BASE_ARENA_H
#define DATAJAM_BASE_ARENA_H

#include <stddef.h>

#include "core/base/span.h"

struct arena;

/* A new, empty arena; NULL: no memory. */
struct arena *arena_new(void);

/* Frees the arena and all that came from it. NULL is fine. */
void arena_free(struct arena *arena);

/* Forgets all that came from it but keeps one block for reuse. */
void arena_reset(struct arena *arena);

/* size bytes of zeroed memory, aligned for any type; NULL: no memory. size 0 gives a
 * pointer that must not be read through. */
void *arena_alloc(struct arena *arena, size_t size);

/* count × size bytes of zeroed memory; NULL: no memory, or the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A NUL-terminated copy; NULL: no memory. NULL and the empty span give "". */
char *arena_string(struct arena *arena, const char *string);
char *arena_copy(struct arena *arena, struct span bytes);

/* printf into the arena; NULL: no memory. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes held, for limits and tests. */
size_t arena_size(const struct arena *arena);

#endif
