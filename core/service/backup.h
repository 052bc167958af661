/*
 * Copies of a team file (or a jam file) that are made while others work with it. They appear
 * whole or not at all, and have the permissions of the file and the time of its last change.
 *
 * Consoles keep copies by themselves, in the folder "backups" beside the file: one every ten
 * minutes and one at the start, of which the last twelve stay, and one for each phase of the
 * day, which all stay:
 *
 *     backups/team-20260512-103300.db
 *     backups/team-20260512-103300-analysis-1.db
 *     backups/.team.lock    held with flock(2) by the one console that does it
 */
#ifndef DATAJAM_SERVICE_BACKUP_H
#define DATAJAM_SERVICE_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/store/db.h"

enum { BACKUP_EVERY_MS = 10 * 60 * 1000, BACKUP_KEPT = 12 };

/* Copies to target, which must not exist. STATUS_NO_SPACE: there would be hardly any room left
 * on the disk. cancel may be NULL. */
enum status backup_file(struct db *db, const char *target, const volatile int *cancel,
                        struct error *err);

/* Bytes that must be free on the disk for a copy of a file of that size. */
int64_t backup_room_needed(int64_t size);

/* The same into the folder of copies, which is made; *path, newly allocated, tells where. words
 * stand at the end of its name, so that it stays; NULL or "": none. */
enum status backup_beside(struct db *db, const char *words, const volatile int *cancel, char **path,
                          struct error *err);

/* ---- by themselves ---- */

/* One console's part in it. Used by one thread at a time. */
struct backups;

/* NULL: no memory. */
struct backups *backups_new(void);
void backups_free(struct backups *backups); /* NULL is fine; another console goes on */

enum backup_news {
    BACKUP_NOT_MINE, /* another console does it */
    BACKUP_NOT_DUE,
    BACKUP_UNCHANGED, /* since the last one */
    BACKUP_MADE
};

/* To be called about once a minute: makes a copy when it is time, and takes old ones away.
 * phase: what the day is at, as a name that begins a copy of its own; "": not known. */
enum status backups_turn(struct backups *backups, struct db *db, const char *phase,
                         const volatile int *cancel, enum backup_news *news, struct error *err);

/* Of the newest copy of the file beside it, by the clock that named it; 0: there is none. */
int64_t backup_newest_ms(const char *file);
/* Its path, newly allocated; NULL: there is none. */
char *backup_newest(const char *file);

#endif
