/* Team files for tests: datasets written with plain SQL, so that tests of the store don't
 * hang on the importer. */
#include "tests/support/team.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/db_internal.h"
#include "core/store/watch.h"
#include "tests/support/check.h"

char *scratch_new(void)
{
    const char *base = getenv("TMPDIR");
    char *folder = NULL;
    assert_true(asprintf(&folder, "%s/datajam-test-XXXXXX", base && *base ? base : "/tmp") > 0);
    assert_non_null(mkdtemp(folder));
    return folder;
}

static int remove_one(const char *path, const struct stat *info, int flag, struct FTW *ftw)
{
    (void)info;
    (void)flag;
    (void)ftw;
    return remove(path);
}

void scratch_remove(char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

void scratch_let_pass(const char *folder)
{
    char *path = strdup(folder);
    assert_non_null(path);
    /* Only folders that tests have made: what lies above is open, or none of our business. */
    while (strstr(path, "datajam-test")) {
        assert_int_equal(chmod(path, 0755), 0);
        *strrchr(path, '/') = '\0';
    }
    free(path);
}

char *scratch_path(const char *folder, const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

void foreign_sql(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    if (sqlite3_exec(handle, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(handle);
}

int foreign_sql_works(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    int rc = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    sqlite3_close(handle);
    return rc == SQLITE_OK;
}

int64_t foreign_number(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return number;
}

static void run(struct db *db, const char *sql)
{
    struct error err = {0};
    if (db_run(db, sql, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

void team_add_visits(struct db *db, int64_t rows)
{
    struct error err = {0};
    char sql[600];
    assert_int_equal(db_begin(db, &err), STATUS_OK);
    run(db, "CREATE TABLE visits(dj_row INTEGER PRIMARY KEY, client INTEGER, office TEXT,"
            " amount REAL, day TEXT)");
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < %lld) "
             "INSERT INTO visits SELECT i, 1000 + i, CASE WHEN i %% 5 = 0 THEN NULL "
             "ELSE 'Office ' || (i %% 12) END, i / 4.0, date('2019-01-01', (i %% 700) || ' days') "
             "FROM n",
             (long long)rows);
    run(db, sql);
    snprintf(sql, sizeof sql,
             "INSERT INTO dj_dataset(id, uuid, name, label, source, imported_by, imported_ms, rows)"
             " VALUES(7, 'u7', 'visits', 'Visits', 'visits.csv', 'tester', 0, %lld)",
             (long long)rows);
    run(db, sql);
    run(db, "INSERT INTO dj_column(id, dataset, position, name, type, label, quality, role) VALUES"
            "(71, 7, 0, 'client', 'integer', 'Client number', 'good', 'person id'),"
            "(72, 7, 1, 'office', 'text', '', 'caution', 'group'),"
            "(73, 7, 2, 'amount', 'decimal', '', '', 'measure'),"
            "(74, 7, 3, 'day', 'date', '', 'ignore', 'date')");
    run(db, "INSERT INTO dj_misfit VALUES(7, 2, 73, 'N/A')");
    assert_int_equal(dataset_watch(db, 7, &err), STATUS_OK);
    assert_int_equal(db_commit(db, &err), STATUS_OK);
}

int team_set_up(void **state)
{
    struct team_fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    *state = f;
    return 0;
}

int team_tear_down(void **state)
{
    struct team_fixture *f = *state;
    db_close(f->db);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}
