/*
 * A run of bytes that is written once, from its beginning to its end, and read from any place:
 * in memory while it is small, beyond that in a temporary file without a name.
 */
#ifndef DATAJAM_BASE_SPOOL_H
#define DATAJAM_BASE_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"

struct spool;

/* An empty one that keeps up to in_memory bytes in memory; NULL: no memory. */
struct spool *spool_new(size_t in_memory);

/* NULL is fine. */
void spool_free(struct spool *spool);

/* Adds at the end. Errors are those of memory and of a full disk. */
enum status spool_add(struct spool *spool, struct span bytes, struct error *err);

int64_t spool_size(const struct spool *spool);

/* Reads up to room bytes from a place on; *got 0: there is nothing behind it. */
enum status spool_read(const struct spool *spool, int64_t from, char *at, size_t room, size_t *got,
                       struct error *err);

#endif
