/* Datasets: the register, pages, walks, and what other tools do behind our back. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/dataset.h"
#include "core/store/db_internal.h"
#include "core/store/staging.h"
#include "tests/support/team.h"

struct fixture {
    char *folder;
    char *path;
    struct db *db;
    struct arena *arena;
};

enum { ROWS = 20000 };

static int open_team(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error err = {0};
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    if (db_open(&f->db, f->path, DB_TEAM, DB_CREATE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    team_add_visits(f->db, ROWS);
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    arena_free(f->arena);
    free(f->path);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static struct dataset_info find(struct fixture *f, const char *name)
{
    struct error err = {0};
    struct dataset_info dataset = {0};
    if (dataset_find(f->db, f->arena, name, &dataset, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return dataset;
}

static void test_register_tells_all(void **state)
{
    struct dataset_info d = find(*state, "VISITS");
    assert_string_equal(d.name, "visits");
    assert_string_equal(d.source, "visits.csv");
    assert_int_equal(d.rows, ROWS);
    assert_false(d.dirty);
    assert_false(d.changed_shape);
    assert_true(d.contiguous);
    assert_int_equal(d.column_count, 4);
    assert_string_equal(d.columns[0].label, "Client number");
    assert_int_equal(d.columns[0].role, ROLE_PERSON_ID);
    assert_int_equal(d.columns[2].type, COLUMN_DECIMAL);
    assert_int_equal(d.columns[1].quality, QUALITY_CAUTION);
    assert_int_equal(dataset_column_index(&d, span_string("Office")), 1);
    assert_int_equal(dataset_column_index(&d, span_string("client NUMBER")), 0);
    assert_int_equal(dataset_column_index(&d, span_string("nothing")), -1);
    assert_int_equal(dataset_column_index(&d, span_string("")), -1);
}

static void test_missing_dataset_offers_the_nearest(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d;
    struct error err = {0};
    assert_int_equal(dataset_find(f->db, f->arena, "vists", &d, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.message, "did you mean \"visits\""));
    assert_int_equal(dataset_find(f->db, f->arena, "zzzzzzzz", &d, &err), STATUS_NOT_FOUND);
    assert_null(strstr(err.message, "did you mean"));
    assert_string_equal(find(f, NULL).name, "visits");
}

static struct row_page page(struct fixture *f, const struct dataset_info *d, int64_t first,
                            size_t count)
{
    struct error err = {0};
    struct row_page out;
    if (dataset_read_page(f->db, f->arena, d, first, count, NULL, 0, &out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return out;
}

static void test_pages(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    struct row_page p = page(f, &d, 9999, 3);
    assert_int_equal(p.rows, 3);
    assert_int_equal(p.ids[0], 10000);
    assert_int_equal(p.cells[0].kind, VALUE_INTEGER);
    assert_int_equal(p.cells[0].integer, 11000);
    assert_int_equal(p.cells[1].kind, VALUE_EMPTY);
    assert_true(p.cells[2].decimal == 2500.0);
    assert_int_equal(p.cells[3].kind, VALUE_TEXT);
    assert_int_equal(page(f, &d, ROWS - 1, 50).rows, 1);
    assert_int_equal(page(f, &d, ROWS, 50).rows, 0);
    assert_int_equal(page(f, &d, -5, 2).ids[0], 1);
}

static void test_pages_of_some_columns(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    const size_t columns[] = {2, 0};
    struct row_page p;
    assert_int_equal(dataset_read_page(f->db, f->arena, &d, 3, 1, columns, 2, &p, NULL), STATUS_OK);
    assert_int_equal(p.columns, 2);
    assert_true(p.cells[0].decimal == 1.0);
    assert_int_equal(p.cells[1].integer, 1004);
}

static void test_misfits(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    const char **texts;
    assert_int_equal(dataset_read_misfits(f->db, f->arena, &d, 2, &texts, NULL), STATUS_OK);
    assert_null(texts[0]);
    assert_string_equal(texts[2], "N/A");
}

struct walk {
    int64_t rows, sum, stop_at;
};

static bool add_row(void *context, int64_t row_id, const struct value *cells)
{
    struct walk *walk = context;
    walk->rows++;
    walk->sum += row_id + (cells[0].kind == VALUE_INTEGER ? cells[0].integer : 0);
    return walk->rows != walk->stop_at;
}

static void test_scan_walks_all(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    struct walk walk = {0};
    bool stopped = true;
    const size_t client[] = {0};
    assert_int_equal(dataset_scan(f->db, &d, 0, client, 1, add_row, &walk, NULL, &stopped, NULL),
                     STATUS_OK);
    assert_int_equal(walk.rows, ROWS);
    assert_int_equal(walk.sum, (int64_t)ROWS * (ROWS + 1) + 1000LL * ROWS);
    assert_false(stopped);
    walk = (struct walk){.stop_at = 10};
    assert_int_equal(
        dataset_scan(f->db, &d, 19000, client, 1, add_row, &walk, NULL, &stopped, NULL), STATUS_OK);
    assert_int_equal(walk.rows, 10);
    assert_true(stopped);
    volatile int cancel = 1;
    assert_int_equal(dataset_scan(f->db, &d, 0, client, 1, add_row, &walk, &cancel, NULL, NULL),
                     STATUS_CANCELLED);
}

static bool write_beside(void *context, int64_t row_id, const struct value *cells)
{
    (void)cells;
    if (row_id % 5000 == 1)
        foreign_sql(context, "INSERT INTO dj_meta VALUES('k' || random(), 'v')");
    return true;
}

/* A walk holds no lock while its rows are looked at: another program can write meanwhile. */
static void test_scan_leaves_room_for_writers(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    assert_int_equal(dataset_scan(f->db, &d, 0, NULL, 0, write_beside, f->path, NULL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_meta WHERE value = 'v'"), 4);
}

static void test_foreign_changes_are_noticed(void **state)
{
    struct fixture *f = *state;
    assert_false(db_changed_by_others(f->db));
    foreign_sql(f->path, "DELETE FROM visits WHERE dj_row % 3 = 0");
    assert_true(db_changed_by_others(f->db));
    assert_false(db_changed_by_others(f->db));
    struct dataset_info d = find(f, "visits");
    assert_true(d.dirty);
    assert_false(d.changed_shape);
    assert_int_equal(page(f, &d, 0, 3).ids[2], 4);
    /* Position p holds the id p + p / 2 + 1 now, also far from the start. */
    assert_int_equal(page(f, &d, 9001, 1).ids[0], 9001 + 9001 / 2 + 1);
    assert_int_equal(page(f, &d, 5000, 1).ids[0], 5000 + 5000 / 2 + 1);
    assert_int_equal(dataset_recount(f->db, &d, NULL, NULL), STATUS_OK);
    assert_int_equal(d.rows, ROWS - ROWS / 3);
    assert_false(d.contiguous);
    struct dataset_info again = find(f, "visits");
    assert_false(again.dirty);
    assert_int_equal(again.rows, d.rows);
    foreign_sql(f->path, "DELETE FROM visits WHERE dj_row = 1");
    again = find(f, "visits");
    assert_true(again.dirty);
    assert_int_equal(page(f, &again, 9000, 1).ids[0], 9001 + 9001 / 2 + 1);
}

static void test_foreign_definition_is_noticed(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "ALTER TABLE visits ADD COLUMN extra TEXT");
    struct dataset_info d = find(f, "visits");
    assert_true(d.changed_shape);
    assert_int_equal(page(f, &d, 0, 1).rows, 1); /* our columns are still there */
    foreign_sql(f->path, "ALTER TABLE visits DROP COLUMN office");
    struct row_page p;
    struct error err = {0};
    assert_int_equal(dataset_read_page(f->db, f->arena, &d, 0, 1, NULL, 0, &p, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "visits"));
    foreign_sql(f->path, "DROP TABLE visits");
    assert_true(find(f, "visits").changed_shape);
}

static void test_foreign_bytes_become_text(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE visits SET office = CAST(x'41ff42' AS TEXT) WHERE dj_row = 1");
    struct dataset_info d = find(f, "visits");
    struct row_page p = page(f, &d, 0, 1);
    assert_memory_equal(p.cells[1].text.data,
                        "A\xEF\xBF\xBD"
                        "B",
                        5);
}

static void test_describe(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    d.grain = "one visit";
    d.columns[3].meaning = "day of the visit";
    d.columns[3].quality = QUALITY_GOOD;
    assert_int_equal(db_begin(f->db, NULL), STATUS_OK);
    assert_int_equal(dataset_describe(f->db, &d, NULL), STATUS_OK);
    assert_int_equal(db_commit(f->db, NULL), STATUS_OK);
    struct dataset_info again = find(f, "visits");
    assert_string_equal(again.grain, "one visit");
    assert_string_equal(again.columns[3].meaning, "day of the visit");
    assert_int_equal(again.columns[3].quality, QUALITY_GOOD);
    assert_int_equal(again.columns[0].quality, QUALITY_GOOD);
    assert_false(again.dirty);
}

static void test_drop_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    assert_int_equal(dataset_drop(f->db, d.id, NULL), STATUS_OK);
    assert_int_equal(foreign_number(f->path, "SELECT (SELECT count(*) FROM dj_dataset)"
                                             "+ (SELECT count(*) FROM dj_column)"
                                             "+ (SELECT count(*) FROM dj_misfit)"
                                             "+ (SELECT count(*) FROM sqlite_master"
                                             "   WHERE tbl_name = 'visits')"),
                     0);
    struct error err = {0};
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &d, &err), STATUS_NOT_FOUND);
}

/* A drop that died right after its first step is finished by the next writer. */
static void test_a_drop_that_died_is_swept(void **state)
{
    struct fixture *f = *state;
    int swept = 0;
    foreign_sql(f->path,
                "INSERT INTO dj_chunk SELECT (7 << 40) + dj_row, zeroblob(3000) FROM visits"
                " LIMIT 500;"
                "INSERT INTO dj_chunk VALUES((8 << 40), x'00');"
                "DROP TRIGGER dj_edit_7_INSERT; DROP TRIGGER dj_edit_7_UPDATE;"
                "DROP TRIGGER dj_edit_7_DELETE; ALTER TABLE visits RENAME TO dj_staging_7;"
                "DELETE FROM dj_dataset; DELETE FROM dj_column;"
                "INSERT INTO dj_import(uuid, dataset, staging, host, pid, started_ms, seen_ms)"
                " VALUES('0192', '', 'dj_staging_7', '', 1, 0, 0)");
    assert_int_equal(staging_sweep(f->db, &swept, NULL), STATUS_OK);
    assert_int_equal(swept, 1);
    assert_int_equal(foreign_number(f->path, "SELECT (SELECT count(*) FROM dj_import)"
                                             "+ (SELECT count(*) FROM dj_misfit)"
                                             "+ (SELECT count(*) FROM sqlite_master"
                                             "   WHERE tbl_name = 'dj_staging_7')"),
                     0);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_chunk"), 1);
}

/* In the order of the list, and without those that are gone. */
static void test_rows_by_id(void **state)
{
    static const size_t columns[] = {3, 0};
    static const int64_t ids[] = {500, 3, 19999, 3, 7, 1};
    struct fixture *f = *state;
    struct dataset_info d = find(f, "visits");
    struct row_page page;
    foreign_sql(f->path, "DELETE FROM visits WHERE dj_row = 7");
    assert_int_equal(dataset_read_ids(f->db, f->arena, &d, ids, 6, columns, 2, &page, NULL),
                     STATUS_OK);
    assert_int_equal(page.rows, 5);
    for (size_t r = 0; r < page.rows; r++) {
        int64_t id = ids[r + (r > 3)];
        assert_int_equal(page.ids[r], id);
        assert_int_equal(page.cells[r * 2 + 1].integer, 1000 + id);
    }
    assert_memory_equal(page.cells[2].text.data, "2019-01-04", 10);
    assert_int_equal(dataset_read_ids(f->db, f->arena, &d, ids, 0, NULL, 0, &page, NULL),
                     STATUS_OK);
    assert_int_equal(page.rows, 0);
    assert_int_equal(page.columns, 4);
    struct dataset_info by_id;
    assert_int_equal(dataset_by_id(f->db, f->arena, d.id, &by_id, NULL), STATUS_OK);
    assert_string_equal(by_id.columns[3].name, "day");
    assert_int_equal(dataset_by_id(f->db, f->arena, 12345, &by_id, NULL), STATUS_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, open_team, close_team)
        T(test_register_tells_all),
        T(test_missing_dataset_offers_the_nearest),
        T(test_pages),
        T(test_pages_of_some_columns),
        T(test_a_drop_that_died_is_swept),
        T(test_rows_by_id),
        T(test_misfits),
        T(test_scan_walks_all),
        T(test_scan_leaves_room_for_writers),
        T(test_foreign_changes_are_noticed),
        T(test_foreign_definition_is_noticed),
        T(test_foreign_bytes_become_text),
        T(test_describe),
        T(test_drop_leaves_nothing),
    };
    return cmocka_run_group_tests_name("dataset", tests, NULL, NULL);
}
