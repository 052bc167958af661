/*
 * The connection: how a file is told, opened, hardened, made and closed; transactions; the
 * notice that others have changed it. Statements are in statement.c, schemas in migrate.c.
 */
#include "core/store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/settle.h"
#include "core/store/anchor.h"
#include "core/store/db_internal.h"
#include "core/store/meta.h"
#include "core/store/migrate.h"

enum { BUSY_WAIT_MS = 5000, HEADER_SIZE = 100, NEW_FILE_MODE = 0660 };

static const char magic[16] = "SQLite format 3";

static const char *kind_name(enum db_kind kind)
{
    return text_get(kind == DB_JAM ? TEXT_STORE_KIND_JAM : TEXT_STORE_KIND_TEAM);
}

static enum status refuse(const struct db *db, enum status status, enum text_id words, int found,
                          struct error *err)
{
    enum db_kind other = db->kind == DB_JAM ? DB_TEAM : DB_JAM;
    const char *found_kind = kind_name(other);
    if (words == TEXT_STORE_OTHER_KIND)
        return error_set_at(err, status, db->path, 0, 0, words,
                            TEXT_VALUES(text_string("file", db->path),
                                        text_string("kind", kind_name(db->kind)),
                                        text_string("found", found_kind)));
    return error_set_at(
        err, status, db->path, 0, 0, words,
        TEXT_VALUES(text_string("file", db->path), text_string("kind", kind_name(db->kind)),
                    text_number("found", found), text_number("known", migrate_version(db->kind))));
}

/* ---- telling what a file is ---- */

/* Looks before SQLite opens: a pipe would block, a missing file has clearer words here.
 * stat only: opening and closing the file would drop this process's locks on it. */
static enum status check_path(struct db *db, struct error *err)
{
    struct stat info;
    if (stat(db->path, &info) != 0)
        return error_set_errno(err, errno, db->path);
    if (S_ISDIR(info.st_mode))
        return error_set_errno(err, EISDIR, db->path);
    if (!S_ISREG(info.st_mode))
        return refuse(db, STATUS_WRONG_KIND, TEXT_STORE_NOT_REGULAR, 0, err);
    return STATUS_OK;
}

/* Reads the first bytes through SQLite's own handle; shorter files are filled with 0. */
static enum status check_magic(struct db *db, struct error *err)
{
    sqlite3_file *file = NULL;
    unsigned char header[HEADER_SIZE] = {0};
    sqlite3_int64 size = 0;
    int rc = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (rc != SQLITE_OK || !file || !file->pMethods)
        return db_fail(db, SQLITE_IOERR, err);
    rc = file->pMethods->xFileSize(file, &size);
    if (rc == SQLITE_OK && size == 0)
        return refuse(db, STATUS_WRONG_KIND, TEXT_STORE_EMPTY, 0, err);
    if (rc == SQLITE_OK)
        rc = file->pMethods->xRead(file, header, sizeof header, 0);
    if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
        return db_fail(db, rc, err);
    if (memcmp(header, magic, sizeof magic) != 0)
        return refuse(db, STATUS_WRONG_KIND, TEXT_STORE_NOT_SQLITE, 0, err);
    return STATUS_OK;
}

/* The marks of the header, through SQLite, which rolls back a journal that a crash left. */
static enum status check_marks(struct db *db, struct error *err)
{
    int64_t id = 0, version = 0;
    enum status status = db_read_integer(db, "PRAGMA application_id", 0, &id, err);
    if (status == STATUS_OK)
        status = db_read_integer(db, "PRAGMA user_version", 0, &version, err);
    if (status != STATUS_OK)
        return status;
    enum db_kind other = db->kind == DB_JAM ? DB_TEAM : DB_JAM;
    if (id == migrate_application_id(other))
        return refuse(db, STATUS_WRONG_KIND, TEXT_STORE_OTHER_KIND, 0, err);
    if (id != migrate_application_id(db->kind))
        return refuse(db, STATUS_WRONG_KIND, TEXT_STORE_OTHER_SQLITE, 0, err);
    if (version > migrate_version(db->kind))
        return refuse(db, STATUS_NEWER, TEXT_STORE_NEWER, (int)version, err);
    if (version < 1)
        return refuse(db, STATUS_WRONG_KIND, TEXT_STORE_OTHER_SQLITE, 0, err);
    db->version = (int)version;
    return STATUS_OK;
}

/* ---- waiting for others ---- */

/* The steps of SQLite's own handler, which can't be called off. */
int db_wait(void *context, int times)
{
    int reason = errno; /* of the call that SQLite takes for somebody's lock */
    static const int steps[] = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};
    enum { STEPS = sizeof steps / sizeof *steps };
    struct db *db = context;
    int before = 0;
    errno = 0;
    db->no_locks = reason == ENOLCK;
    if (db->no_locks)
        return 0; /* nobody holds it, and waiting is of no use */
    for (int i = 0; i < times && before < BUSY_WAIT_MS; i++)
        before += steps[i < STEPS ? i : STEPS - 1];
    if (db_cancelled(db) || before >= BUSY_WAIT_MS)
        return 0;
    int ms = steps[times < STEPS ? times : STEPS - 1];
    const struct timespec pause = {.tv_nsec = (long)ms * 1000000};
    nanosleep(&pause, NULL); /* a signal ends it early, and then perhaps the wait */
    return !db_cancelled(db);
}

const volatile int *db_set_cancel(struct db *db, const volatile int *cancel)
{
    const volatile int *before = db->cancel;
    db->cancel = cancel;
    return before;
}

/* ---- opening ---- */

static enum status connect(struct db *db, const char *path, int flags, struct error *err)
{
    int rc = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        return STATUS_OK;
    if (!db->handle)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    int reason = sqlite3_system_errno(db->handle);
    if ((rc & 0xff) == SQLITE_CANTOPEN && reason != 0)
        return error_set_errno(err, reason, db->path);
    return db_fail(db, rc, err);
}

/* Settings that a file from elsewhere can't talk us out of. */
static void harden(struct db *db)
{
    sqlite3 *handle = db->handle;
    static const struct {
        int option;
        int on;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 1},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        sqlite3_db_config(handle, settings[i].option, settings[i].on, NULL);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_handler(handle, db_wait, db);
}

static enum status set_up(struct db *db, struct error *err)
{
    harden(db);
    enum status status = check_magic(db, err);
    if (status != STATUS_OK)
        return status;
    return db_run(db, "PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL", err);
}

static enum status settle_version(struct db *db, enum db_mode mode, struct error *err)
{
    enum status status = check_marks(db, err);
    if (status != STATUS_OK)
        return status;
    db->writable = mode == DB_WRITE && sqlite3_db_readonly(db->handle, "main") == 0;
    if (mode == DB_READ) {
        if (db->version < migrate_oldest_readable(db->kind))
            return refuse(db, STATUS_INVALID, TEXT_STORE_OLDER, db->version, err);
        return db_run(db, "PRAGMA query_only = ON", err);
    }
    if (!db->writable)
        return db_fail(db, SQLITE_READONLY, err);
    status = db_run(db, "PRAGMA journal_mode = TRUNCATE", err);
    if (status == STATUS_OK && db->version < migrate_version(db->kind))
        status = migrate_to(db, migrate_version(db->kind), err);
    return status;
}

static enum status open_existing(struct db *db, enum db_mode mode, struct error *err)
{
    enum status status = check_path(db, err);
    if (status == STATUS_OK)
        status = connect(db, db->path, SQLITE_OPEN_READWRITE, err);
    if (status == STATUS_OK)
        status = set_up(db, err);
    if (status == STATUS_OK)
        status = settle_version(db, mode, err);
    return status;
}

/* ---- making ---- */

static enum status set_birth(struct db *db, struct error *err)
{
    char uuid[UUID_SIZE], now[32];
    uuid_new(uuid);
    clock_iso(now, sizeof now, clock_now_ms());
    enum status status = meta_set(db, META_UUID, uuid, err);
    return status == STATUS_OK ? meta_set(db, META_CREATED, now, err) : status;
}

/* Fills an empty file that is already connected. */
static enum status make_schema(struct db *db, struct error *err)
{
    harden(db);
    db->writable = true;
    enum status status = db_run(db,
                                "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; "
                                "PRAGMA journal_mode = TRUNCATE;"
                                "PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL",
                                err);
    if (status == STATUS_OK)
        status = migrate_to(db, migrate_version(db->kind), err);
    return status == STATUS_OK ? set_birth(db, err) : status;
}

static enum status make_empty(const char *temp, const char *path, struct error *err)
{
    int fd = open(temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, NEW_FILE_MODE);
    if (fd < 0)
        return error_set_errno(err, errno, path);
    close(fd);
    return STATUS_OK;
}

/* The journal of the unfinished file, which TRUNCATE leaves empty. */
static void drop_journal_of(const char *temp)
{
    char *journal = NULL;
    if (asprintf(&journal, "%s-journal", temp) < 0)
        return;
    unlink(journal);
    free(journal);
}

/* Built beside its place and renamed, so that a half-made file is never seen. */
static enum status create_file(struct db *db, struct error *err)
{
    struct stat info;
    if (lstat(db->path, &info) == 0)
        return error_set_errno(err, EEXIST, db->path);
    char *temp = settle_name(db->path);
    if (!temp)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = make_empty(temp, db->path, err);
    if (status == STATUS_OK) {
        status = connect(db, temp, SQLITE_OPEN_READWRITE, err);
        if (status == STATUS_OK)
            status = make_schema(db, err);
        sqlite3_close(db->handle);
        db->handle = NULL;
        drop_journal_of(temp);
        if (status == STATUS_OK)
            status = settle_file(temp, db->path, false, err);
        if (status != STATUS_OK)
            unlink(temp);
    }
    free(temp);
    return status;
}

static enum status open_by_mode(struct db *db, enum db_mode mode, struct error *err)
{
    enum status status = STATUS_OK;
    switch (mode) {
    case DB_MEMORY:
        status = connect(db, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
        return status == STATUS_OK ? make_schema(db, err) : status;
    case DB_CREATE:
        status = create_file(db, err);
        return status == STATUS_OK ? open_existing(db, DB_WRITE, err) : status;
    case DB_READ:
    case DB_WRITE:
        break;
    }
    return open_existing(db, mode, err);
}

enum status db_open(struct db **out, const char *path, enum db_kind kind, enum db_mode mode,
                    struct error *err)
{
    *out = NULL;
    struct db *db = calloc(1, sizeof *db);
    if (db) {
        db->kind = kind;
        db->path = strdup(mode == DB_MEMORY || !path ? "" : path);
    }
    if (!db || !db->path) {
        free(db);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    enum status status = open_by_mode(db, mode, err);
    if (status != STATUS_OK) {
        db_close(db);
        return status;
    }
    *out = db;
    return STATUS_OK;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    anchors_free(db->anchors);
    sqlite3_finalize(db->data_version);
    /* An open transaction is rolled back; v2 waits for statements that a caller forgot. */
    sqlite3_close_v2(db->handle);
    free(db->path);
    free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_writable(const struct db *db)
{
    return db->writable;
}

int db_version(const struct db *db)
{
    return db->version;
}

int64_t db_application_id(enum db_kind kind)
{
    return migrate_application_id(kind);
}

/* ---- transactions ---- */

bool db_in_transaction(const struct db *db)
{
    return !sqlite3_get_autocommit(db->handle);
}

enum status db_begin(struct db *db, struct error *err)
{
    if (db_in_transaction(db))
        return error_set(err, STATUS_INVALID, TEXT_STORE_OPEN_TRANSACTION,
                         TEXT_VALUES(text_string("file", db->path)));
    return db_run(db, "BEGIN IMMEDIATE", err);
}

enum status db_commit(struct db *db, struct error *err)
{
    /* A full disk or a damaged page may have rolled everything back already. */
    if (!db_in_transaction(db))
        return error_set(err, STATUS_INVALID, TEXT_STORE_NO_TRANSACTION,
                         TEXT_VALUES(text_string("file", db->path)));
    enum status status = db_run(db, "COMMIT", err);
    if (status != STATUS_OK)
        db_rollback(db);
    return status;
}

/* An interrupt that was meant for what ran before may stop this, too, and a transaction that
 * stays open locks the file for all others: then it is run again. Only while some other
 * statement is being read the interrupt stays; whoever reads it ends the rest (db_rollback). */
static void end_with(struct db *db, const char *sql)
{
    enum { TRIES = 1000 };
    int rc = SQLITE_INTERRUPT;
    for (int i = 0; i < TRIES && rc == SQLITE_INTERRUPT; i++)
        rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db))
        end_with(db, "ROLLBACK"); /* if it fails, closing rolls back */
}

enum status db_read_begin(struct db *db, struct error *err)
{
    return db_run(db, "SAVEPOINT dj_read", err);
}

void db_read_end(struct db *db)
{
    end_with(db, "RELEASE dj_read"); /* nothing was written: it can't lose anything */
}

/* ---- others ---- */

bool db_changed_by_others(struct db *db)
{
    if (!db->data_version &&
        sqlite3_prepare_v3(db->handle, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT,
                           &db->data_version, NULL) != SQLITE_OK)
        return false;
    int rc = sqlite3_step(db->data_version);
    int64_t version = rc == SQLITE_ROW ? sqlite3_column_int64(db->data_version, 0) : 0;
    sqlite3_reset(db->data_version);
    if (rc != SQLITE_ROW) /* a writer is in its last moment: ask again later */
        return false;
    bool changed = db->has_seen_version && version != db->seen_version;
    db->seen_version = version;
    db->has_seen_version = true;
    return changed;
}

void db_release_memory(struct db *db)
{
    (void)sqlite3_db_release_memory(db->handle); /* what can't be released stays */
}

void db_interrupt(struct db *db)
{
    sqlite3_interrupt(db->handle);
}
