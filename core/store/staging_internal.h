/* For the staging*.c of core/store only: what stands behind struct staging. */
#ifndef DATAJAM_STORE_STAGING_INTERNAL_H
#define DATAJAM_STORE_STAGING_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/cell.h"
#include "core/base/clock.h"
#include "core/store/db_internal.h"
#include "core/store/staging.h"

/* ---- pace: how long a transaction may be, and who waits (staging_pace.c) ---- */

struct pace {
    int watch;           /* inotify on the file; -1: none */
    bool shared;         /* others can be there: not so in memory */
    int64_t begun_ns;    /* of the open transaction */
    int64_t bytes;       /* added in it */
    int64_t byte_limit;  /* adapts to how fast the disk takes them */
    int64_t seen_ns;     /* when a sign of others was last counted */
    int signs;           /* of somebody waiting */
    int64_t next_gap_ns; /* no long gap before this time */
};

void pace_open(struct pace *pace, const char *path);
void pace_close(struct pace *pace);

/* Around BEGIN: the first counts signs of others, the second forgets our own. */
void pace_before_begin(struct pace *pace);
void pace_begin(struct pace *pace);

/* Counts what was added; true: it is time to commit. */
bool pace_add(struct pace *pace, int64_t bytes);

/* After a commit: leaves the others the room they need. */
void pace_leave_room(struct pace *pace);

/* ---- owners: which imports live (staging_owner.c) ---- */

struct owner {
    int fd; /* holds the lock; -1: none */
    char *path;
};

/* Takes the lock of an import of this file. STATUS_BUSY: its owner lives. In memory there is
 * nothing to take. */
enum status owner_take(struct owner *owner, struct db *db, const char *uuid, struct error *err);

/* Keeps some room on the disk, so that what an import left can be dropped from a full one;
 * and gives that room free for it. */
void owner_make_reserve(const struct owner *owner);
void owner_free_reserve(const struct owner *owner);

/* Gives it up and removes its file. */
void owner_release(struct owner *owner);

/* The owners' files beside the database, one after the other; NULL: none can be listed. */
struct owner_list;
struct owner_list *owner_list_open(const struct db *db);
bool owner_list_next(struct owner_list *list, char uuid[UUID_SIZE]);
void owner_list_close(struct owner_list *list);

/* ---- the rows on their way (staging_feed.c) ---- */

/* The type of a staging table's column in SQL. */
const char *staging_sql_type(enum column_type type);

/* Rows that SQLite copies into the staging table. table and columns must outlive it; no
 * transaction may be open when it is opened and closed. */
struct row_feed;
enum status row_feed_open(struct row_feed **out, struct db *db, const char *table,
                          const struct staging_column *columns, size_t count, struct error *err);
void row_feed_close(struct row_feed *feed); /* NULL is fine */

/* Before each BEGIN. */
void row_feed_begin(struct row_feed *feed);

/* Nothing can be added before the next transaction. */
bool row_feed_is_full(const struct row_feed *feed);

/* Adds one part of pages, which were filled from cells; first_id is that of its first row. */
enum status row_feed_add(struct row_feed *feed, const struct row_pages *pages,
                         const struct row_part *part, const struct cell *cells, int64_t first_id,
                         struct error *err);

/* ---- dropping (staging_sweep.c) ---- */

/* Drops a staging table, its misfits and rows aside, and its line in dj_import, in short
 * transactions, and gives the space back. */
enum status staging_drop(struct db *db, int64_t dataset, const char *uuid, struct error *err);

#endif
