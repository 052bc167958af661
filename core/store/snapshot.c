/* Copies by SQLite's backup interface, some pages at a time. */
#include "core/store/snapshot.h"

#include <time.h>

#include "core/base/clock.h"
#include "core/store/db_internal.h"

/* 8 KiB pages: a step copies 2 MB, some milliseconds. Whoever writes makes the copy begin anew;
 * after so many beginnings it holds the reader's lock to its end, for a time that is well below
 * what writers wait. */
enum { PAGES = 256, PAUSE_NS = 1000000, PATIENCE_MS = 60000, RESTARTS_MOST = 12, HOLD_MS = 3500 };

struct copying {
    sqlite3_backup *backup;
    struct db *from, *to;
    int left; /* pages, after the last step; -1: there was none */
    int restarts;
    bool held;
    int64_t until; /* steady ms */
};

static void pause_a_moment(void)
{
    const struct timespec pause = {.tv_nsec = PAUSE_NS};
    nanosleep(&pause, NULL);
}

/* A lock that SQLite's backup keeps from step to step, since it finds it there. */
static enum status hold(struct copying *copying, struct error *err)
{
    int64_t tables = 0;
    enum status status = db_read_begin(copying->from, err);
    if (status != STATUS_OK)
        return status;
    copying->held = true;
    copying->until = clock_steady_ms() + HOLD_MS;
    return db_read_integer(copying->from, "SELECT count(*) FROM sqlite_schema", 0, &tables, err);
}

/* What a step that went well has come to. */
static enum status go_on(struct copying *copying, struct error *err)
{
    int left = sqlite3_backup_remaining(copying->backup);
    copying->restarts += copying->left >= 0 && left >= copying->left;
    copying->left = left;
    if (copying->held)
        return STATUS_OK;
    if (copying->restarts >= RESTARTS_MOST)
        return hold(copying, err);
    pause_a_moment(); /* writers get their turn */
    return STATUS_OK;
}

static enum status copy_pages(struct copying *copying, const volatile int *cancel,
                              struct error *err)
{
    enum status status = STATUS_OK;
    copying->until = clock_steady_ms() + PATIENCE_MS;
    for (int rc = SQLITE_OK; status == STATUS_OK;) {
        if (cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        rc = sqlite3_backup_step(copying->backup, PAGES);
        if (rc == SQLITE_DONE)
            return STATUS_OK;
        if (rc == SQLITE_OK)
            status = go_on(copying, err);
        else if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
            pause_a_moment();
        else
            return db_fail(copying->to, rc, err);
        if (clock_steady_ms() > copying->until)
            return db_fail(copying->from, SQLITE_BUSY, err);
    }
    return status;
}

static enum status copy_between(struct db *from, struct db *to, const volatile int *cancel,
                                struct error *err)
{
    struct copying copying = {.from = from, .to = to, .left = -1};
    copying.backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    if (!copying.backup)
        return db_fail(to, sqlite3_errcode(to->handle), err);
    enum status status = copy_pages(&copying, cancel, err);
    int rc = sqlite3_backup_finish(copying.backup);
    if (copying.held)
        db_read_end(from);
    return status == STATUS_OK && rc != SQLITE_OK ? db_fail(to, rc, err) : status;
}

enum status db_snapshot(struct db *db, const char *path, const volatile int *cancel,
                        struct error *err)
{
    sqlite3 *handle = NULL;
    int rc = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK) /* it is nobody's yet: nothing needs to survive a crash */
        rc = sqlite3_exec(handle, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL,
                          NULL);
    struct db to = {.handle = handle, .kind = db->kind, .path = (char *)(uintptr_t)path};
    enum status status =
        rc == SQLITE_OK ? copy_between(db, &to, cancel, err) : db_fail(&to, rc, err);
    rc = sqlite3_close(handle);
    if (status == STATUS_OK && rc != SQLITE_OK)
        status = error_set_at(
            err, STATUS_IO, path, 0, 0, TEXT_STORE_IO,
            TEXT_VALUES(text_string("file", path), text_string("reason", sqlite3_errstr(rc))));
    return status;
}
