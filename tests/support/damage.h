/* Damage to the bytes of a team file, by chance but the same each time. */
#ifndef DATAJAM_TESTS_DAMAGE_H
#define DATAJAM_TESTS_DAMAGE_H

#include <stddef.h>

enum { DAMAGE_PAGE = 8192 };

/* A number below `below`; seed goes on. */
unsigned damage_chance(unsigned *seed, size_t below);

/* How many kinds there are: bytes overwritten here and there, heads of pages, a run of bytes, the
 * end cut off, pages swapped, wiped, doubled. */
extern const size_t damage_kinds;

/* Does damage of one kind (any number) to bytes; *len may become less. */
void damage_do(size_t kind, unsigned *seed, char *bytes, size_t *len);

/* Writes bytes to path, in the place of what was there. */
void damage_write(const char *path, const char *bytes, size_t len);

#endif
