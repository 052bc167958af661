/*
 * Cards of the board, how they hang together, and texts that are at odds: dj_card,
 * dj_card_link, dj_card_rival. What may be done with them, and the log of it, is
 * core/service/board; all that writes here needs an open transaction.
 */
#ifndef DATAJAM_STORE_CARD_H
#define DATAJAM_STORE_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/card.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct card {
    int64_t id;       /* short, for people and the command line; never used again */
    const char *uuid; /* the same in every copy and merge of files */
    const char *texts[CARD_FIELDS];
    int64_t revision; /* 1 when new, one more with each change */
    const char *by;
    int64_t at_ms;
    const char *changed_by;
    int64_t changed_ms;
};

/* All of them, archived ones too, by column, position and id; *out lives in arena. */
enum status card_list(struct db *db, struct arena *arena, struct card **out, size_t *count,
                      struct error *err);

/* STATUS_NOT_FOUND: there is no such card. */
enum status card_read(struct db *db, struct arena *arena, int64_t id, struct card *out,
                      struct error *err);

/* Adds it; id and revision are given by the file, uuid, at_ms, changed_by and changed_ms too.
 * texts may have NULLs for "". *id tells which it has become. */
enum status card_insert(struct db *db, const struct card *card, int64_t *id, struct error *err);

struct card_value {
    enum card_field field;
    const char *text;
};

/* Sets fields of a card and counts its revision up. */
enum status card_write(struct db *db, int64_t id, const struct card_value *values, size_t count,
                       const char *by, struct error *err);

/* Gives the cards of a column the places 1, 2, 3, … in the order they have: for when there is
 * no number left between two of them. */
enum status card_renumber(struct db *db, const char *column, struct error *err);

/* ---- links: each ties two cards, in no direction ---- */

struct card_link {
    int64_t a, b; /* a < b */
};

enum status card_link_list(struct db *db, struct arena *arena, struct card_link **out,
                           size_t *count, struct error *err);

/* Makes or takes away the link. *changed: it was otherwise before. */
enum status card_link_set(struct db *db, int64_t a, int64_t b, bool on, bool *changed,
                          struct error *err);

/* ---- rivals: what was written to a field while someone else changed it ---- */

struct card_rival {
    const char *uuid;
    int64_t card;
    enum card_field field;
    const char *text;
    const char *by;
    int64_t at_ms;
};

/* All of them, the oldest first; of fields that this version does not know, none. */
enum status card_rival_list(struct db *db, struct arena *arena, struct card_rival **out,
                            size_t *count, struct error *err);

enum status card_rival_add(struct db *db, const struct card_rival *rival, struct error *err);
/* STATUS_NOT_FOUND: somebody has settled it already. */
enum status card_rival_remove(struct db *db, const char *uuid, struct error *err);

#endif
