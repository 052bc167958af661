/* Undoing a repair, row by row: what the row becomes, that all counts add up, the way back, and
 * that nothing is overwritten that someone else has changed. */
#include "core/service/repairs.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/frames.h"
#include "core/service/import.h"
#include "core/store/db_internal.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static struct db *db;
static int64_t dataset;

static int64_t number(const char *sql)
{
    int64_t out = -1;
    assert_int_equal(db_read_integer(db, sql, -1, &out, NULL), STATUS_OK);
    return out;
}

static void run(const char *sql)
{
    struct error err = {0};
    if (db_run(db, sql, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

/* Line 22 has a delimiter in its text, and is row 21; the last line is too short. */
static int import(void **state)
{
    (void)state;
    static const char *const places[] = {"Mill Road", "Old Town", "West End", "High Street"};
    const struct import_options none = {0};
    struct import_result result;
    struct error err = {0};
    struct buffer text = {0};
    buffer_add_string(&text, "id,place,size,note\n");
    for (int i = 0; i < 30; i++) {
        if (i == 20)
            buffer_printf(&text, "%d,Mill, Road,%d,N/A\n", i, i);
        else if (i == 7)
            buffer_printf(&text, "%d,%s,N/A,x\n", i, places[i % 4]);
        else
            buffer_printf(&text, "%d,%s,%d,x\n", i, places[i % 4], i);
    }
    buffer_add_string(&text, "x,y\n");
    const char *path = fixture_file(fixture_folder(), "t.csv", text.data);
    buffer_free(&text);
    assert_int_equal(db_open(&db, NULL, DB_TEAM, DB_MEMORY, NULL), STATUS_OK);
    if (import_file(db, path, &none, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    dataset = result.dataset_id;
    import_result_free(&result);
    return 0;
}

static int close_db(void **state)
{
    (void)state;
    db_close(db);
    db = NULL;
    return 0;
}

/* The sums that the dataset says are those of its tables. */
static void assert_adds_up(int64_t loaded, int64_t aside)
{
    assert_int_equal(number("SELECT rows FROM dj_dataset"), loaded);
    assert_int_equal(number("SELECT count(*) FROM t"), loaded);
    assert_int_equal(number("SELECT aside FROM dj_dataset"), aside);
    assert_int_equal(number("SELECT count(*) FROM dj_aside"), aside);
    assert_int_equal(number("SELECT sum(misfits) FROM dj_column"),
                     number("SELECT count(*) FROM dj_misfit"));
    assert_int_equal(number("SELECT edits = counted_edits FROM dj_dataset"), 1);
    assert_int_equal(number("SELECT contiguous FROM dj_dataset"),
                     number("SELECT max(dj_row) = count(*) FROM t"));
}

static void read_list(struct arena *arena, struct repairs *out)
{
    struct error err = {0};
    if (repairs_read(db, dataset, arena, out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

static void undo(int64_t line, enum repair_state expected)
{
    enum repair_state is = REPAIR_HOLDS;
    struct error err = {0};
    if (repair_undo(db, dataset, line, "Robin", &is, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(is, expected);
}

static void again(int64_t line)
{
    struct error err = {0};
    if (repair_again(db, dataset, line, "Robin", &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

static void the_list(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct repairs repairs;
    read_list(arena, &repairs);
    assert_int_equal(repairs.repaired, 1);
    assert_int_equal(repairs.count, 1);
    assert_int_equal(repairs.entries[0].line, 22);
    assert_string_equal(repairs.entries[0].how, "a delimiter within a text had parted it");
    assert_string_equal(repairs.entries[0].before, "20,Mill, Road,20,N/A");
    assert_string_equal(repairs.entries[0].after, "20 | Mill, Road | 20 | N/A");
    run("UPDATE t SET size = NULL WHERE dj_row = 21");
    run("INSERT INTO dj_misfit SELECT dataset, 21, id, '[c]' FROM dj_column WHERE name = 'size'");
    read_list(arena, &repairs);
    assert_string_equal(repairs.entries[0].after, "20 | Mill, Road | [c] | N/A");
    assert_int_equal(repairs.aside_count, 1);
    assert_string_equal(repairs.asides[0].text, "x,y");
    arena_free(arena);
}

/* Five cells don't fit four columns: the row is set aside, and comes back. */
static void a_row_that_does_not_fit_is_set_aside(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct repairs repairs;
    assert_adds_up(30, 1);
    undo(22, REPAIR_SET_ASIDE);
    assert_adds_up(29, 2);
    assert_int_equal(number("SELECT count(*) FROM t WHERE dj_row = 21"), 0);
    assert_int_equal(number("SELECT count(*) FROM dj_aside WHERE line = 22 AND"
                            " text = '20,Mill, Road,20,N/A' AND reason LIKE '%5 cells%'"),
                     1);
    read_list(arena, &repairs);
    assert_int_equal(repairs.repaired, 0);
    assert_int_equal(repairs.count, 1);
    assert_int_equal(repairs.entries[0].state, REPAIR_SET_ASIDE);
    assert_string_equal(repairs.entries[0].after, "20 | Mill, Road | 20 | N/A");
    again(22);
    assert_adds_up(30, 1);
    assert_int_equal(number("SELECT count(*) FROM t WHERE dj_row = 21 AND id = 20 AND"
                            " place = 'Mill, Road' AND size = 20"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM dj_repair WHERE row = 21 AND line = 22"), 1);
    assert_int_equal(number("SELECT count(*) FROM dj_log WHERE by = 'Robin' AND kind = 'repair'"),
                     2);
    undo(22, REPAIR_SET_ASIDE); /* and so on */
    assert_adds_up(29, 2);
    arena_free(arena);
}

/* As many cells as there are columns: the row is what stands there, with its misfits. */
static void a_row_that_fits_is_read_as_it_stands(void **state)
{
    (void)state;
    run("INSERT INTO dj_repair VALUES((SELECT id FROM dj_dataset), 9, 10, 'quote',"
        " '8,Old \"Town,none,y')");
    int64_t misfits = number("SELECT count(*) FROM dj_misfit");
    undo(10, REPAIR_READ_PLAIN);
    assert_adds_up(30, 1);
    assert_int_equal(number("SELECT count(*) FROM t WHERE dj_row = 9 AND id = 8 AND"
                            " place = 'Old \"Town' AND size IS NULL AND note = 'y'"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM dj_misfit WHERE row = 9 AND text = 'none'"), 1);
    again(10);
    assert_adds_up(30, 1);
    assert_int_equal(number("SELECT size FROM t WHERE dj_row = 9"), 8);
    assert_int_equal(number("SELECT count(*) FROM dj_misfit"), misfits);
}

/* What somebody else has changed meanwhile is not overwritten. */
static void what_has_changed_is_left_alone(void **state)
{
    (void)state;
    enum repair_state is;
    struct error err = {0};
    run("INSERT INTO dj_repair VALUES((SELECT id FROM dj_dataset), 9, 10, 'quote',"
        " '8,Old Town,8,z')");
    undo(10, REPAIR_READ_PLAIN);
    run("UPDATE t SET note = 'mine' WHERE dj_row = 9");
    assert_int_equal(repair_again(db, dataset, 10, "", &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "line 10"));
    assert_int_equal(number("SELECT note = 'mine' FROM t WHERE dj_row = 9"), 1);
    assert_int_equal(repair_undo(db, dataset, 10, "", &is, &err), STATUS_NOT_FOUND);
    assert_int_equal(repair_undo(db, dataset, 5, "", &is, &err), STATUS_NOT_FOUND);
    assert_int_equal(repair_again(db, dataset, 22, "", &err), STATUS_NOT_FOUND);
    undo(22, REPAIR_SET_ASIDE);
    run("INSERT INTO t(dj_row, id) VALUES(21, 99)");
    assert_int_equal(repair_again(db, dataset, 22, "", &err), STATUS_STALE);
    run("DELETE FROM t WHERE dj_row = 21");
    again(22);
    run("DELETE FROM t WHERE dj_row = 21");
    assert_int_equal(repair_undo(db, dataset, 22, "", &is, &err), STATUS_STALE);
    assert_int_equal(number("SELECT count(*) FROM dj_repair WHERE line = 22"), 1);
    run("ALTER TABLE t ADD COLUMN other");
    assert_int_equal(repair_undo(db, dataset, 22, "", &is, &err), STATUS_STALE);
}

/* A dataset without the account of how it was read has no way to read a row as it stands. */
static void without_a_decision_nothing_is_done(void **state)
{
    (void)state;
    enum repair_state is;
    struct error err = {0};
    run("UPDATE dj_dataset SET decision = ''");
    assert_int_equal(repair_undo(db, dataset, 22, "", &is, &err), STATUS_DAMAGED);
    assert_adds_up(30, 1);
}

/* Columns in memory follow. */
static void figures_follow(void **state)
{
    (void)state;
    struct frames *frames = frames_new(FRAMES_BUDGET);
    struct frame_use *use = NULL;
    const struct frame_column *column = NULL;
    assert_int_equal(frame_use_begin(&use, frames, db, dataset, NULL, NULL), STATUS_OK);
    assert_int_equal(frame_use_column(use, 0, &column, NULL), STATUS_OK);
    frame_use_end(use);
    undo(22, REPAIR_SET_ASIDE);
    assert_int_equal(frame_use_begin(&use, frames, db, dataset, NULL, NULL), STATUS_OK);
    assert_int_equal(frame_use_dataset(use)->rows, 29);
    assert_int_equal(frame_use_column(use, 0, &column, NULL), STATUS_OK);
    frame_use_end(use);
    frames_free(frames);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, import, close_db)
    const struct CMUnitTest tests[] = {
        TEST(the_list),
        TEST(a_row_that_does_not_fit_is_set_aside),
        TEST(a_row_that_fits_is_read_as_it_stands),
        TEST(what_has_changed_is_left_alone),
        TEST(without_a_decision_nothing_is_done),
        TEST(figures_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
