/*
 * Counts how often each text occurs, within a limit of memory: once there are too many
 * different ones it goes on counting those it knows and says that it is not complete.
 */
#ifndef DATAJAM_ANALYSIS_TALLY_H
#define DATAJAM_ANALYSIS_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/span.h"

struct tally;

struct tally_entry {
    struct span text;
    int64_t count;
};

/* At most `limit` different texts and some `bytes` bytes of them, all in arena; NULL: no
 * memory. */
struct tally *tally_new(struct arena *arena, size_t limit, size_t bytes);

/* False: no memory. */
bool tally_add(struct tally *tally, struct span text);

size_t tally_distinct(const struct tally *tally);

/* False: there are more different texts than it could keep, all figures are lower bounds. */
bool tally_complete(const struct tally *tally);

/* The most frequent ones into out (room for `count`), equal counts by their bytes; returns
 * how many there are. */
size_t tally_top(const struct tally *tally, struct tally_entry *out, size_t count);

#endif
