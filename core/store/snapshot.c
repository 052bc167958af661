/* Copies by SQLite's backup interface, some pages at a time. */
#include "core/store/snapshot.h"

#include <time.h>

#include "core/base/clock.h"
#include "core/store/db_internal.h"

/* 8 KiB pages: a step copies 4 MB, some milliseconds. */
enum { PAGES = 512, PAUSE_NS = 1000000, PATIENCE_MS = 60000 };

static void pause_a_moment(void)
{
    const struct timespec pause = {.tv_nsec = PAUSE_NS};
    nanosleep(&pause, NULL);
}

static enum status copy_pages(sqlite3_backup *backup, struct db *db, const volatile int *cancel,
                              struct error *err)
{
    int64_t until = clock_steady_ms() + PATIENCE_MS;
    int rc = SQLITE_OK;
    while (rc != SQLITE_DONE) {
        if (cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        rc = sqlite3_backup_step(backup, PAGES);
        if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED || rc == SQLITE_OK)
            pause_a_moment(); /* writers get their turn */
        else if (rc != SQLITE_DONE)
            return db_fail(db, rc, err);
        if (rc != SQLITE_DONE && clock_steady_ms() > until)
            return db_fail(db, SQLITE_BUSY, err);
    }
    return STATUS_OK;
}

enum status db_snapshot(struct db *db, const char *path, const volatile int *cancel,
                        struct error *err)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK) /* it is nobody's yet: nothing needs to survive a crash */
        rc = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL,
                          NULL);
    sqlite3_backup *backup =
        rc == SQLITE_OK ? sqlite3_backup_init(to, "main", db->handle, "main") : NULL;
    struct db copy = {.handle = to, .kind = db->kind, .path = (char *)(uintptr_t)path};
    enum status status = backup ? copy_pages(backup, &copy, cancel, err)
                                : db_fail(&copy, rc == SQLITE_OK ? sqlite3_errcode(to) : rc, err);
    if (backup) {
        rc = sqlite3_backup_finish(backup);
        if (status == STATUS_OK && rc != SQLITE_OK)
            status = db_fail(&copy, rc, err);
    }
    rc = sqlite3_close(to);
    if (status == STATUS_OK && rc != SQLITE_OK)
        status = error_set_at(
            err, STATUS_IO, path, 0, 0, TEXT_STORE_IO,
            TEXT_VALUES(text_string("file", path), text_string("reason", sqlite3_errstr(rc))));
    return status;
}
