/* A copy of a team file as it is at one moment, made while others work with it. */
#ifndef DATAJAM_STORE_SNAPSHOT_H
#define DATAJAM_STORE_SNAPSHOT_H

#include "core/base/error.h"
#include "core/store/db.h"

/*
 * Copies the file behind db (or the one in memory) to path, an empty file that is there. The
 * reader's lock is held for a moment at a time; what others write meanwhile is in the copy, or
 * the copy begins anew, and is made in one go when that happens too often: others then wait
 * for 3.5 s at most. cancel may be NULL. STATUS_BUSY: that was not enough.
 */
enum status db_snapshot(struct db *db, const char *path, const volatile int *cancel,
                        struct error *err);

#endif
