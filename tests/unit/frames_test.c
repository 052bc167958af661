/* Columns of a team file: what they hold, also after another program has changed the table. */
#include "tests/support/check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/frames.h"
#include "tests/support/team.h"

enum { ROWS = 3000 };

struct fixture {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
};

static int open_team(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(f->db, ROWS);
    f->frames = frames_new(FRAMES_BUDGET);
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static struct frame_use *begin(struct fixture *f)
{
    struct frame_use *use;
    struct error err = {0};
    if (frame_use_begin(&use, f->frames, f->db, 7, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return use;
}

static const struct frame_column *column_of(struct frame_use *use, size_t position)
{
    const struct frame_column *column;
    struct error err = {0};
    if (frame_use_column(use, position, &column, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return column;
}

/* Each column of the frame against the rows of the table. */
static void expect_as_table(struct fixture *f)
{
    struct frame_use *use = begin(f);
    struct arena *arena = arena_new();
    const struct dataset_info *dataset = frame_use_dataset(use);
    struct row_page page;
    assert_int_equal(dataset_read_page(f->db, arena, dataset, 0, 2 * ROWS, NULL, 0, &page, NULL),
                     STATUS_OK);
    assert_int_equal(dataset->rows, page.rows);
    for (size_t c = 0; c < dataset->column_count; c++) {
        const struct frame_column *column = column_of(use, c);
        assert_int_equal(column->rows, page.rows);
        for (size_t r = 0; r < page.rows; r++) {
            char one[COLUMN_TEXT_SIZE], two[VALUE_NUMBER_SIZE];
            struct value value;
            assert_int_equal(column_row_value(column, r, arena, &value, NULL), STATUS_OK);
            const struct value *cell = &page.cells[r * page.columns + c];
            assert_int_equal(value.kind, cell->kind);
            assert_true(span_equal(value_text(&value, one), value_text(cell, two)));
        }
    }
    for (uint32_t r = 0; r < page.rows; r++) {
        int64_t id = 0;
        assert_int_equal(frame_use_ids(use, &r, 1, &id, NULL), STATUS_OK);
        assert_int_equal(id, page.ids[r]);
    }
    arena_free(arena);
    frame_use_end(use);
}

static void test_columns_are_the_table(void **state)
{
    struct fixture *f = *state;
    expect_as_table(f);
    struct frame_use *one = begin(f), *two = begin(f);
    assert_ptr_equal(column_of(one, 1), column_of(two, 1));
    frame_use_end(one);
    frame_use_end(two);
    frame_use_end(NULL);
}

static void test_changes_of_others(void **state)
{
    static const char *const changes[] = {
        "UPDATE visits SET office = 'Elsewhere', amount = -0.125 WHERE dj_row % 7 = 0",
        "DELETE FROM visits WHERE dj_row BETWEEN 10 AND 20",
        "INSERT INTO visits(client, office, amount, day) VALUES(1, 'New', 2, '2020-02-29')",
        "REPLACE INTO visits VALUES(5, 'five', x'ff41', 'much', 'soon')",
        "INSERT INTO visits(dj_row, client) VALUES(-9, 3)",
        "UPDATE visits SET client = 9223372036854775807 WHERE dj_row = 1",
        "DELETE FROM visits",
    };
    struct fixture *f = *state;
    expect_as_table(f);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        foreign_sql(f->path, changes[i]);
        expect_as_table(f);
        expect_as_table(f);
    }
}

/* Who is in the middle of a piece of work is not given a column of another state. */
static void test_one_state_for_a_use(void **state)
{
    struct fixture *f = *state;
    struct frame_use *use = begin(f);
    const struct frame_column *office = column_of(use, 1), *other = NULL;
    char scratch[COLUMN_TEXT_SIZE];
    struct error err = {0};
    foreign_sql(f->path, "UPDATE visits SET office = 'X', amount = 1");
    assert_int_equal(frame_use_column(use, 2, &other, &err), STATUS_BUSY);
    assert_non_null(strstr(err.message, "visits"));
    struct value value = column_value(office, column_code(office, 0), scratch);
    assert_memory_equal(value.text.data, "Office 1", 8);
    frame_use_end(use);
    expect_as_table(f);
}

static void expect_altered(struct fixture *f)
{
    struct frame_use *use;
    struct error err = {0};
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, 7, NULL, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "was altered by another program"));
    assert_null(use);
}

/* Without its triggers a table may have changed in any way. */
static void test_made_anew_in_the_same_shape(void **state)
{
    struct fixture *f = *state;
    expect_as_table(f);
    foreign_sql(f->path,
                "BEGIN; ALTER TABLE visits RENAME TO old;"
                "CREATE TABLE visits(dj_row INTEGER PRIMARY KEY, client INTEGER, office TEXT,"
                " amount REAL, day TEXT);"
                "INSERT INTO visits SELECT dj_row, client, 'gone', amount, day FROM old;"
                "DROP TABLE old; COMMIT");
    expect_altered(f);
}

/* ---- chunks in the file ---- */

static int64_t chunk_count(struct fixture *f)
{
    return foreign_number(f->path, "SELECT count(*) FROM dj_chunk");
}

/* A fresh cache, as a new program has it. */
static void start_anew(struct fixture *f)
{
    frames_free(f->frames);
    f->frames = frames_new(FRAMES_BUDGET);
}

static void test_columns_are_written_back(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    assert_int_equal(chunk_count(f), 0);
    expect_as_table(f);
    int64_t count = chunk_count(f);
    assert_int_equal(count, 8);                                  /* a head and a piece each */
    foreign_sql(f->path, "DELETE FROM visits WHERE dj_row = 1"); /* stale: built once more */
    start_anew(f);
    expect_as_table(f);
    assert_int_equal(chunk_count(f), count);
    /* Whoever can only read makes them in memory. */
    foreign_sql(f->path, "UPDATE visits SET office = 'there' WHERE dj_row = 7");
    db_close(f->db);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_READ, &err), STATUS_OK);
    start_anew(f);
    expect_as_table(f);
    expect_as_table(f);
    foreign_sql(f->path, "DROP TABLE dj_chunk; PRAGMA user_version = 1"); /* as version 1 had it */
    db_close(f->db);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_READ, &err), STATUS_OK);
    start_anew(f);
    expect_as_table(f);
}

/* ---- two at once, as the console's workers are ---- */

struct helper {
    pthread_t thread;
    const struct fixture *f;
    int good;
};

/* All figures of a use are of one state: each update sets amount to the same for all rows. */
static void *use_columns(void *context)
{
    struct helper *h = context;
    struct db *db = NULL;
    for (int round = 0;
         round < 30 && (db || db_open(&db, h->f->path, DB_TEAM, DB_WRITE, NULL) == STATUS_OK);
         round++) {
        struct frame_use *use;
        const struct frame_column *column;
        double first = 0, last = 0;
        if (frame_use_begin(&use, h->f->frames, db, 7, NULL, NULL) != STATUS_OK)
            continue;
        if (frame_use_column(use, 2, &column, NULL) == STATUS_OK &&
            column_number(column, column_code(column, 0), &first) &&
            column_number(column, column_code(column, column->rows - 1), &last))
            h->good += first == last ? 1 : -1000;
        if (frame_use_column(use, (size_t)round % 4, &column, NULL) == STATUS_OK)
            h->good += column->rows == ROWS ? 1 : -1000;
        frame_use_end(use);
    }
    db_close(db);
    return NULL;
}

static void test_two_at_once(void **state)
{
    struct fixture *f = *state;
    struct helper helpers[2] = {{.f = f}, {.f = f}};
    frames_free(f->frames);
    f->frames = frames_new(20000);
    foreign_sql(f->path, "UPDATE visits SET amount = 1");
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&helpers[i].thread, NULL, use_columns, &helpers[i]), 0);
    foreign_sql(f->path, "UPDATE visits SET amount = 2");
    foreign_sql(f->path, "UPDATE visits SET amount = 3, office = 'there'");
    for (int i = 0; i < 2; i++)
        pthread_join(helpers[i].thread, NULL);
    /* Who meets a change in the middle is told so, but that is not always. */
    assert_true(helpers[0].good > 0 && helpers[1].good > 0);
    expect_as_table(f);
}

/* What is needed is made in one walk, and can be given back one by one. */
static void test_prepared(void **state)
{
    static const size_t positions[] = {3, 1, 3, 0};
    struct fixture *f = *state;
    struct frame_use *use = begin(f);
    column_of(use, 0);
    assert_int_equal(chunk_count(f), 2);
    assert_int_equal(frame_use_prepare(use, positions, 4, NULL), STATUS_OK);
    assert_int_equal(chunk_count(f), 6);
    assert_int_equal(column_of(use, 3)->form, FORM_DAY);
    frame_use_release(use, 3);
    frame_use_release(use, 3);
    assert_int_equal(column_of(use, 3)->form, FORM_DAY);
    assert_int_equal(frame_use_prepare(use, positions, 4, NULL), STATUS_OK);
    frame_use_end(use);
    assert_int_equal(chunk_count(f), 6);
    expect_as_table(f);
}

static void test_damaged_chunks_are_made_anew(void **state)
{
    static const char *const harms[] = {
        "DELETE FROM dj_chunk WHERE id % 2 = 0",
        "DELETE FROM dj_chunk WHERE id % 2 = 1",
        "UPDATE dj_chunk SET data = substr(data, 1, length(data) - 1)",
        "UPDATE dj_chunk SET data = x'' WHERE id % 2 = 1",
        "UPDATE dj_chunk SET data = CAST('text' AS TEXT)",
        "UPDATE dj_chunk SET data = x'02' || substr(data, 2)",
        "UPDATE dj_chunk SET data = (SELECT data FROM dj_chunk ORDER BY id DESC LIMIT 1)",
    };
    struct fixture *f = *state;
    expect_as_table(f);
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
        foreign_sql(f->path, harms[i]);
        start_anew(f);
        expect_as_table(f);
        assert_int_equal(chunk_count(f), 8);
        start_anew(f);
        expect_as_table(f);
    }
}

/* The first who meets the damage is told so, the next one has the column made anew. */
static void expect_texts_heal(struct fixture *f, const char *harm)
{
    struct arena *arena = arena_new();
    struct value value;
    struct error err = {0};
    foreign_sql(f->path, harm);
    struct frame_use *use = begin(f);
    assert_int_equal(column_row_value(column_of(use, 1), 9, arena, &value, &err), STATUS_DAMAGED);
    assert_non_null(strstr(err.message, "try again"));
    arena_free(arena);
    frame_use_end(use);
    expect_as_table(f);
    start_anew(f);
    expect_as_table(f);
}

/* Texts without codes are read from the file whenever they are walked. */
static void test_texts_from_the_file(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE visits SET office = printf('%.400c', 'x') || dj_row"
                         " WHERE dj_row % 3 > 0");
    expect_as_table(f);
    struct frame_use *use = begin(f);
    assert_int_equal(column_of(use, 1)->form, FORM_TEXTS);
    frame_use_end(use);
    expect_as_table(f);
    expect_texts_heal(f, "UPDATE dj_chunk SET data = data || x'00' WHERE length(data) > 100000");
    expect_texts_heal(f, "DELETE FROM dj_chunk WHERE length(data) > 100000");
    /* a piece of another build, all of it right for itself */
    foreign_sql(f->path, "CREATE TABLE kept AS SELECT * FROM dj_chunk WHERE length(data) > 100000;"
                         "UPDATE visits SET client = 1 WHERE dj_row = 1");
    expect_as_table(f);
    expect_texts_heal(f, "REPLACE INTO dj_chunk SELECT * FROM kept");
}

static void test_another_shape(void **state)
{
    struct fixture *f = *state;
    expect_as_table(f);
    foreign_sql(f->path, "ALTER TABLE visits ADD COLUMN more TEXT");
    expect_altered(f);
    foreign_sql(f->path, "ALTER TABLE visits DROP COLUMN more");
    foreign_sql(f->path, "ALTER TABLE visits DROP COLUMN amount");
    expect_altered(f);
    foreign_sql(f->path, "DROP TABLE visits");
    expect_altered(f);
    foreign_sql(f->path, "DELETE FROM dj_dataset");
    struct frame_use *use;
    struct error err = {0};
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, 7, NULL, &err), STATUS_NOT_FOUND);
    assert_true(err.message[0] != '\0');
}

static void test_cancel(void **state)
{
    struct fixture *f = *state;
    int stop = 0;
    struct frames_watch watch = {.cancel = &stop};
    struct frame_use *use;
    const struct frame_column *column;
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, 7, &watch, NULL), STATUS_OK);
    stop = 1;
    assert_int_equal(frame_use_column(use, 0, &column, NULL), STATUS_CANCELLED);
    stop = 0;
    assert_int_equal(frame_use_column(use, 0, &column, NULL), STATUS_OK);
    frame_use_end(use);
}

static void test_memory_is_given_back(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    f->frames = frames_new(0);
    struct frame_use *use = begin(f);
    const struct frame_column *column = column_of(use, 0);
    assert_int_equal(column->rows, ROWS); /* in use: it stays */
    frame_use_end(use);
    expect_as_table(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_columns_are_the_table, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_changes_of_others, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_one_state_for_a_use, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_another_shape, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_made_anew_in_the_same_shape, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_columns_are_written_back, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_two_at_once, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_prepared, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_damaged_chunks_are_made_anew, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_texts_from_the_file, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_cancel, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_memory_is_given_back, open_team, close_team),
    };
    return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
