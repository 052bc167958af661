/*
 * The log of a team or jam file (dj_log): what was done, by whom and when. It is the
 * ground of history, undo, activity and hand-over. Entries are added in the transaction
 * of what they tell, so that both are there or neither.
 */
#ifndef DATAJAM_STORE_LOG_H
#define DATAJAM_STORE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct log_entry {
    int64_t id;       /* order of entries in this file */
    const char *uuid; /* the same in every copy and merge of files */
    int64_t at_ms;
    const char *by;      /* a person's name, or "" */
    const char *action;  /* "import", "export", "describe", … */
    const char *kind;    /* of the subject: "dataset", "view", "card", … */
    const char *subject; /* its id or UUID */
    const char *detail;  /* JSON object, or "" */
    const char *undo;    /* JSON object: what takes it back, or "" */
    const char *undone;  /* UUID of the entry that took it back, or "" */
};

/* Adds an entry; id, undone and, where they are NULL or 0, uuid and at_ms are given by the
 * file. uuid (UUID_SIZE bytes, may be NULL) tells which. Inside a transaction or by itself. */
enum status log_add(struct db *db, const struct log_entry *entry, char *uuid, struct error *err);

/* The newest `most` entries with an id below `before` (0: from the newest), newest first. */
enum status log_list(struct db *db, struct arena *arena, int64_t before, size_t most,
                     struct log_entry **out, size_t *count, struct error *err);

/* The newest `most` entries on one subject, newest first. */
enum status log_of(struct db *db, struct arena *arena, const char *kind, const char *subject,
                   size_t most, struct log_entry **out, size_t *count, struct error *err);

/* The entry of that kind that `by` would take back next: the newest that can be, is no undo
 * itself, and was not taken back. *found false: there is none. */
enum status log_to_undo(struct db *db, struct arena *arena, const char *kind, const char *by,
                        struct log_entry *out, bool *found, struct error *err);

/* The undo that `by` would take back next: only while nothing new was done since. */
enum status log_to_redo(struct db *db, struct arena *arena, const char *kind, const char *by,
                        struct log_entry *out, bool *found, struct error *err);

/* The actions that these two know an undo and a redo by. */
#define LOG_UNDO "undo"
#define LOG_REDO "redo"

/* One entry. STATUS_NOT_FOUND: there is none of that UUID. */
enum status log_find(struct db *db, struct arena *arena, const char *uuid, struct log_entry *out,
                     struct error *err);

/* Notes that the entry `uuid` was taken back by the entry `by_uuid`. STATUS_STALE when it
 * was taken back before. */
enum status log_mark_undone(struct db *db, const char *uuid, const char *by_uuid,
                            struct error *err);

#endif
