/*
 * The board of a team: cards, what ties them, the evidence on them. Whatever is done is one
 * transaction with its entry in the log, and can be taken back by who did it, unless someone
 * else has changed the same thing since.
 *
 * `by` is the name of who does it. Texts are given as they were typed. No transaction may be
 * open.
 */
#ifndef DATAJAM_SERVICE_BOARD_H
#define DATAJAM_SERVICE_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/card.h"
#include "core/base/error.h"
#include "core/store/card.h"
#include "core/store/db.h"
#include "core/store/evidence.h"

enum { BOARD_TEXT_MAX = 65536 }; /* bytes of one field */

struct board {
    struct card *cards; /* archived ones and the frame of the problem, too */
    size_t card_count;
    struct card_link *links;
    size_t link_count;
    struct card_rival *rivals;
    size_t rival_count;
    struct evidence *evidence; /* without views and snapshots */
    size_t evidence_count;
};

/* All of it, in arena; cards by column and place. */
enum status board_read(struct db *db, struct arena *arena, struct board *out, struct error *err);

/* What a card is; NULL: there is none of that id. */
const struct card *board_card(const struct board *board, int64_t id);
enum card_kind card_kind_of(const struct card *card);
enum board_column card_column_of(const struct card *card);
static inline bool card_is(const struct card *card, enum card_field flag)
{
    return card->texts[flag][0] == '1';
}

struct board_new {
    enum card_kind kind;
    int column;                      /* enum board_column; BOARD_USUAL: that of its kind */
    const char *texts[CARD_TEXTS];   /* NULL: "" */
    const struct evidence *evidence; /* what is pinned to it at once; NULL: nothing */
};
enum { BOARD_USUAL = -1 };

enum status board_add(struct db *db, struct arena *arena, const struct board_new *card,
                      const char *by, int64_t *id, struct error *err);

/* ---- changing ---- */

struct board_edit {
    enum card_field field; /* one of CARD_TEXTS, or CARD_KIND */
    const char *base;      /* what it was when the writing began; NULL: whatever it is now */
    const char *text;      /* what it is to be */
};

struct board_outcome {
    size_t rivals;     /* texts that were kept beside what someone else has written meanwhile */
    const char *other; /* who that was; in arena */
};

/* Changes fields. One that somebody else has changed since its base stays as they left it, and
 * the text is kept beside it as a rival: nothing is lost, and out tells. */
enum status board_edit(struct db *db, struct arena *arena, int64_t id,
                       const struct board_edit *edits, size_t count, const char *by,
                       struct board_outcome *out, struct error *err);

/* Which of two texts counts. */
enum board_settle { BOARD_KEEP, BOARD_TAKE_RIVAL, BOARD_TAKE_BOTH };
enum status board_settle(struct db *db, struct arena *arena, const char *rival_uuid,
                         enum board_settle how, const char *by, struct error *err);

/* To a place in a column: in front of the card `before`, or at its end (0). The showcase holds
 * exactly the starred cards: whoever goes there gets a star, whoever leaves loses it. */
enum status board_place(struct db *db, struct arena *arena, int64_t id, enum board_column column,
                        int64_t before, const char *by, struct error *err);
enum status board_star(struct db *db, struct arena *arena, int64_t id, bool on, const char *by,
                       struct error *err);
enum status board_archive(struct db *db, struct arena *arena, int64_t id, bool on, const char *by,
                          struct error *err);
/* STATUS_INVALID: a card with itself. */
enum status board_link(struct db *db, struct arena *arena, int64_t a, int64_t b, bool on,
                       const char *by, struct error *err);

/* ---- evidence ---- */

/* Pins it; evidence->card is set. The UUID is told (UUID_SIZE bytes; may be NULL). */
enum status board_pin(struct db *db, struct arena *arena, int64_t id,
                      const struct evidence *evidence, const char *by, char *uuid,
                      struct error *err);
enum status board_unpin(struct db *db, struct arena *arena, const char *uuid, const char *by,
                        struct error *err);

/* ---- taking back ---- */

/* The last step of `by`; *words, in arena, say what it was, NULL: there is none. STATUS_STALE:
 * someone else has changed the same thing since, and nothing was done. */
enum status board_undo(struct db *db, struct arena *arena, const char *by, const char **words,
                       struct error *err);
enum status board_redo(struct db *db, struct arena *arena, const char *by, const char **words,
                       struct error *err);

struct board_past {
    int64_t at_ms;
    const char *by;
    const char *words; /* a whole sentence */
};

/* What was done to a card, the newest first; in arena. */
enum status board_history(struct db *db, struct arena *arena, int64_t id, struct board_past **out,
                          size_t *count, struct error *err);

/* What an entry of the log did to a card, as a sentence in arena; NULL: no memory. */
struct log_entry;
const char *board_entry_words(struct arena *arena, const struct log_entry *entry,
                              const struct card *card);
#define BOARD_LOG_KIND "card"

#endif
