/*
 * Evidence: a view pinned to a card with its result at that moment (dj_evidence). It is added
 * and taken away, never edited; a trigger in the file sees to that. All that writes here
 * needs an open transaction.
 */
#ifndef DATAJAM_STORE_EVIDENCE_H
#define DATAJAM_STORE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct evidence {
    int64_t id;
    const char *uuid;
    int64_t card;
    const char *kind;         /* "pivot", "data", … */
    int64_t dataset;          /* id, as in the view */
    const char *dataset_name; /* as it was then */
    const char *view;         /* JSON: opens the same thing again */
    const char *title;        /* what it is, in words */
    const char *sentence;     /* what it says */
    const char *filters;      /* in words, or "" */
    int64_t n;                /* rows it counts */
    const char *snapshot;     /* JSON: the figures */
    const char *by;
    int64_t at_ms;
};

/* All that is not removed, by card and age, without views and snapshots, which may be large
 * (both NULL); *out lives in arena. */
enum status evidence_list(struct db *db, struct arena *arena, struct evidence **out, size_t *count,
                          struct error *err);

/* How many of them belong to the card with that id. */
size_t evidence_count_of(const struct evidence *evidence, size_t count, int64_t card);

/* One whole piece, also a removed one. STATUS_NOT_FOUND: there is none. */
enum status evidence_read(struct db *db, struct arena *arena, const char *uuid,
                          struct evidence *out, struct error *err);

/* Adds it; id, uuid and at_ms are given by the file. uuid (UUID_SIZE bytes, may be NULL) tells
 * which. */
enum status evidence_insert(struct db *db, const struct evidence *evidence, char *uuid,
                            struct error *err);

/* Takes it off its card, or puts it back. STATUS_NOT_FOUND: there is none, or it was so
 * already. */
enum status evidence_remove(struct db *db, const char *uuid, bool removed, struct error *err);

/* A copy with all of its texts in arena; NULL: no memory. */
const struct evidence *evidence_copy(struct arena *arena, const struct evidence *from);

#endif
