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
    int64_t own_reads;   /* of pages of the file, so far */
    int64_t seen_ns;     /* when a sign of others was last counted */
    int signs;           /* of somebody waiting */
    int64_t next_gap_ns; /* no long gap before this time */
};

void pace_open(struct pace *pace, const char *path);
void pace_close(struct pace *pace);

/* Around BEGIN: the first counts signs of others, the second forgets our own. own_reads: pages
 * that we have read from the file so far, which leaves the same signs. */
void pace_before_begin(struct pace *pace, int64_t own_reads);
void pace_begin(struct pace *pace);

/* Counts what was added; true: it is time to commit. */
bool pace_add(struct pace *pace, int64_t bytes, int64_t own_reads);

/* After a commit: leaves the others the room they need. */
void pace_leave_room(struct pace *pace, int64_t own_reads);

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

/* ---- a file that is not there (staging_file.c) ---- */

/* Tables in a database of pages in memory: table t has its root on page 2 + t, and then
 * ROW_PART_PAGES of its own. In one transaction each can show one part of some rows. */
struct page_file {
    sqlite3_vfs vfs;
    char name[40]; /* of the vfs */
    bool registered;
    unsigned char *first_page; /* the caller's */
    uint32_t counter;          /* of changes */
    size_t tables, next;       /* next: the first that has shown nothing in this transaction */
    const struct row_pages *pages;
    const struct row_part *part; /* what table next - 1 shows */
    int64_t reads;               /* of pages, so far */
};

/* first_page: of a database with so many empty tables. It can be attached afterwards under any
 * name with this vfs. Gives SQLite's result. */
int page_file_open(struct page_file *shown, unsigned char *first_page, size_t tables);
void page_file_close(struct page_file *shown); /* also a zeroed one */

/* Before each BEGIN: nothing is shown. */
void page_file_begin(struct page_file *shown);

/* Shows a part of pages, which are to stay until it has been read, and tells in which table.
 * There is one left. */
size_t page_file_show(struct page_file *shown, const struct row_pages *pages,
                      const struct row_part *part);

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

/* Pages that SQLite has read from it so far, and not from the team file. */
int64_t row_feed_reads(const struct row_feed *feed);

/* Nothing can be added before the next transaction. */
bool row_feed_is_full(const struct row_feed *feed);

/* Adds one part of pages; first_id is that of its first row. */
enum status row_feed_add(struct row_feed *feed, const struct row_pages *pages,
                         const struct row_part *part, int64_t first_id, struct error *err);

/* ---- dropping (staging_sweep.c) ---- */

/* Drops a staging table, its misfits and rows aside, and its line in dj_import, in short
 * transactions, and gives the space back. */
enum status staging_drop(struct db *db, int64_t dataset, const char *uuid, struct error *err);

#endif
