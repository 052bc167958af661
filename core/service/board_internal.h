/*
 * For the files of the board alone. Whatever is done to a card is an effect: values before
 * and after, a link, a piece of evidence, a rival text. It is applied, kept in the log as
 * JSON, turned round to be taken back, and put into words for the history.
 */
#ifndef DATAJAM_SERVICE_BOARD_INTERNAL_H
#define DATAJAM_SERVICE_BOARD_INTERNAL_H

#include "core/service/board.h"
#include "core/store/log.h"

struct board_value {
    enum card_field field;
    const char *before, *after;
};

struct board_effect {
    int64_t card;
    struct board_value values[CARD_FIELDS];
    size_t count;
    int64_t link;                   /* id of the other card; 0: none */
    bool linked;                    /* the link was made, else taken away */
    const char *evidence;           /* UUID; NULL: none */
    bool pinned;                    /* it was put on the card, else taken off */
    const struct card_rival *rival; /* NULL: none */
    bool settled;                   /* it went away, else it came */
};

/* Adds a value that is to become `after`; one that is so already is left out. */
void board_effect_add(struct board_effect *effect, const struct card *card, enum card_field field,
                      const char *after);
bool board_effect_is_empty(const struct board_effect *effect);

/* Does it, in the open transaction. STATUS_STALE: a value is no longer what it was before. */
enum status board_effect_apply(struct db *db, struct arena *arena,
                               const struct board_effect *effect, const char *by,
                               struct error *err);
struct board_effect board_effect_reverse(const struct board_effect *effect);

/* As JSON for the log, and back; in arena. */
enum status board_effect_write(struct arena *arena, const struct board_effect *effect,
                               const char **json, struct error *err);
enum status board_effect_read(struct arena *arena, const char *json, struct board_effect *out,
                              struct error *err);

/* Adds the entry to the log; uuid (UUID_SIZE bytes) may be NULL. */
enum status board_note(struct db *db, struct arena *arena, const char *action,
                       const struct card *card, const char *by, const struct board_effect *effect,
                       char *uuid, struct error *err);

/* Applies, notes and commits an effect of the open transaction; else rolls back. */
enum status board_finish(struct db *db, struct arena *arena, enum status status, const char *action,
                         const struct card *card, const char *by, const struct board_effect *effect,
                         struct error *err);

/* A text that may be kept: repaired, not too long. In arena. */
enum status board_text(struct arena *arena, const char *text, const char **out, struct error *err);

/* The place at the end of a column, or in front of the card `before` (0: at the end) in it, as
 * text in arena; card is the one that is to go there. */
enum status board_position(struct db *db, struct arena *arena, const struct card *card,
                           enum board_column column, int64_t before, const char **out,
                           struct error *err);

#endif
