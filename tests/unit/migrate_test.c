/* Migrations: from each older version a file comes to exactly what a new one is. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/store/db_internal.h"
#include "core/store/help.h"
#include "core/store/lead.h"
#include "core/store/migrate.h"
#include "tests/support/team.h"

/* A file as the program of that version would have left it; 0 is one without tables. */
static char *make_old(const char *folder, enum db_kind kind, int version)
{
    char *path = scratch_path(folder, "old.db");
    char sql[64];
    struct db db = {.path = path, .kind = kind, .writable = true};
    remove(path);
    snprintf(sql, sizeof sql, "PRAGMA application_id = %lld",
             (long long)migrate_application_id(kind));
    foreign_sql(path, sql);
    assert_int_equal(sqlite3_open(path, &db.handle), SQLITE_OK);
    assert_int_equal(migrate_to(&db, version, NULL), STATUS_OK);
    sqlite3_close(db.handle);
    return path;
}

static void schema_of(struct db *db, struct buffer *out)
{
    struct statement statement;
    bool row = true;
    assert_int_equal(statement_open(&statement, db,
                                    "SELECT type || name || ifnull(sql, '') FROM sqlite_master"
                                    " ORDER BY type, name",
                                    NULL),
                     STATUS_OK);
    while (statement_step(&statement, &row, NULL) == STATUS_OK && row) {
        buffer_add_span(out, statement_text(&statement, 0));
        buffer_add_byte(out, '\n');
    }
    statement_close(&statement);
}

static void expect_new_schema(struct db *old, enum db_kind kind)
{
    struct db *fresh;
    struct buffer old_schema = {0}, new_schema = {0};
    char path[] = "";
    struct db memory = {.path = path, .kind = kind, .writable = true};
    fresh = &memory;
    assert_int_equal(sqlite3_open(":memory:", &fresh->handle), SQLITE_OK);
    assert_int_equal(migrate_to(fresh, migrate_version(kind), NULL), STATUS_OK);
    schema_of(old, &old_schema);
    schema_of(fresh, &new_schema);
    assert_string_equal(buffer_span(&old_schema).data, buffer_span(&new_schema).data);
    buffer_free(&old_schema);
    buffer_free(&new_schema);
    sqlite3_close(fresh->handle);
}

static void test_every_older_version(void **state)
{
    char *folder = scratch_new();
    (void)state;
    for (enum db_kind kind = DB_TEAM; kind <= DB_JAM; kind++) {
        for (int version = 1; version <= migrate_version(kind); version++) {
            char *path = make_old(folder, kind, version);
            struct db *db;
            assert_int_equal(db_open(&db, path, kind, DB_WRITE, NULL), STATUS_OK);
            assert_int_equal(db_version(db), migrate_version(kind));
            expect_new_schema(db, kind);
            db_close(db);
            assert_int_equal(foreign_number(path, "PRAGMA user_version"), migrate_version(kind));
            free(path);
        }
    }
    scratch_remove(folder);
}

/* Version 1 had no columns; what it had stays. */
static void test_version_1_keeps_its_data(void **state)
{
    char *folder = scratch_new();
    char *path = make_old(folder, DB_TEAM, 1);
    struct db *db;
    (void)state;
    foreign_sql(path, "CREATE TABLE visits(dj_row INTEGER PRIMARY KEY, office TEXT);"
                      "INSERT INTO visits VALUES(1, 'here'), (2, 'there');"
                      "INSERT INTO dj_dataset(id, uuid, name, imported_ms, rows)"
                      " VALUES(3, 'u', 'visits', 0, 2)");
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_READ, NULL), STATUS_OK);
    assert_int_equal(db_version(db), 1);
    db_close(db);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    assert_int_equal(db_version(db), migrate_version(DB_TEAM));
    db_close(db);
    assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_chunk"), 0);
    assert_int_equal(foreign_number(path, "SELECT count(*) FROM visits, dj_dataset"), 2);
    free(path);
    scratch_remove(folder);
}

/* Before the board there were logs, views and people; they stay, and the board is empty. */
static void test_older_files_get_a_board(void **state)
{
    char *folder = scratch_new();
    (void)state;
    for (int version = 1; version < 4; version++) {
        char *path = make_old(folder, DB_TEAM, version);
        struct db *db;
        foreign_sql(path, "INSERT INTO dj_log(uuid, at_ms, by, action) VALUES('u', 1, 'a', 'b');"
                          "INSERT INTO dj_view VALUES('v', 'n', 1, '{}', 1, 'a', 1);"
                          "INSERT INTO dj_person VALUES(1, 'p', 'a', '', '', 1)");
        assert_int_equal(db_open(&db, path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
        db_close(db);
        assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_log, dj_view, dj_person"),
                         1);
        assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_card"), 0);
        assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_evidence"), 0);
        free(path);
    }
    scratch_remove(folder);
}

/* Before there were calls for a coach: none, and one can be made. */
static void test_older_files_get_calls(void **state)
{
    char *folder = scratch_new();
    (void)state;
    for (int version = 1; version < 7; version++) {
        char *path = make_old(folder, DB_TEAM, version);
        struct arena *arena = arena_new();
        struct help_request *requests;
        size_t count = 1;
        struct db *db;
        assert_int_equal(db_open(&db, path, DB_TEAM, DB_READ, NULL), STATUS_OK);
        assert_int_equal(help_list(db, arena, &requests, &count, NULL), STATUS_OK);
        assert_int_equal(count, 0);
        db_close(db);
        assert_int_equal(db_open(&db, path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
        db_close(db);
        foreign_sql(path, "INSERT INTO dj_help(uuid, about, state, text, pane, view, by, at_ms)"
                          " VALUES('u', 'other', 'asked', '', '', '', 'a', 1)");
        assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_help, dj_log"), 0);
        arena_free(arena);
        free(path);
    }
    scratch_remove(folder);
}

/* Before there was a checklist: nothing is ticked, also where the file is only read. */
static void test_older_files_get_a_checklist(void **state)
{
    char *folder = scratch_new();
    (void)state;
    for (int version = 1; version < 9; version++) {
        char *path = make_old(folder, DB_TEAM, version);
        const struct lead_tick tick = {"topic", "a", 1};
        struct arena *arena = arena_new();
        struct lead_tick *ticks;
        size_t count = 1;
        bool changed = false;
        struct db *db;
        assert_int_equal(db_open(&db, path, DB_TEAM, DB_READ, NULL), STATUS_OK);
        assert_int_equal(lead_tick_list(db, arena, &ticks, &count, NULL), STATUS_OK);
        assert_int_equal(count, 0);
        db_close(db);
        assert_int_equal(db_open(&db, path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
        assert_int_equal(lead_tick_set(db, &tick, true, &changed, NULL), STATUS_OK);
        assert_true(changed);
        assert_int_equal(lead_tick_list(db, arena, &ticks, &count, NULL), STATUS_OK);
        assert_int_equal(count, 1);
        assert_string_equal(ticks[0].by, "a");
        db_close(db);
        arena_free(arena);
        free(path);
    }
    scratch_remove(folder);
}

/* The steps themselves, from a file that has the mark of its kind and nothing else. */
static void test_from_nothing(void **state)
{
    char *folder = scratch_new();
    (void)state;
    for (enum db_kind kind = DB_TEAM; kind <= DB_JAM; kind++) {
        char *path = make_old(folder, kind, 0);
        struct db db = {.path = path, .kind = kind, .writable = true};
        assert_int_equal(foreign_number(path, "SELECT count(*) FROM sqlite_master"), 0);
        assert_int_equal(sqlite3_open(path, &db.handle), SQLITE_OK);
        assert_int_equal(migrate_to(&db, migrate_version(kind), NULL), STATUS_OK);
        expect_new_schema(&db, kind);
        /* Once more changes nothing. */
        assert_int_equal(migrate_to(&db, migrate_version(kind), NULL), STATUS_OK);
        sqlite3_close(db.handle);
        free(path);
    }
    scratch_remove(folder);
}

/* A step that fails leaves the file as it was: here a table is in its way. */
static void test_a_failing_step_changes_nothing(void **state)
{
    char *folder = scratch_new();
    char *path = make_old(folder, DB_TEAM, 0);
    struct db db = {.path = path, .kind = DB_TEAM, .writable = true};
    struct error err = {0};
    (void)state;
    foreign_sql(path, "CREATE TABLE dj_view(mine)");
    assert_int_equal(sqlite3_open(path, &db.handle), SQLITE_OK);
    assert_int_not_equal(migrate_to(&db, migrate_version(DB_TEAM), &err), STATUS_OK);
    assert_true(err.message[0] != '\0');
    sqlite3_close(db.handle);
    assert_int_equal(foreign_number(path, "SELECT count(*) FROM sqlite_master"), 1);
    assert_int_equal(foreign_number(path, "PRAGMA user_version"), 0);
    free(path);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_older_version),
        cmocka_unit_test(test_version_1_keeps_its_data),
        cmocka_unit_test(test_older_files_get_a_board),
        cmocka_unit_test(test_older_files_get_calls),
        cmocka_unit_test(test_older_files_get_a_checklist),
        cmocka_unit_test(test_from_nothing),
        cmocka_unit_test(test_a_failing_step_changes_nothing),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
