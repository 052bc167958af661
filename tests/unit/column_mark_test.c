/* What the team says of columns: written, read with the columns, taken back and done again. */
#include "core/service/column_mark.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/dataset.h"
#include "core/store/log.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

struct fixture {
    char *folder, *path;
    struct db *db;
    struct arena *arena;
};

static int open_team(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(f->db, 30);
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    scratch_remove(f->folder);
    arena_free(f->arena);
    free(f->path);
    free(f);
    return 0;
}

static const struct column_info *column(struct fixture *f, const char *name)
{
    struct dataset_info *dataset = arena_alloc(f->arena, sizeof *dataset);
    assert_int_equal(dataset_find(f->db, f->arena, "visits", dataset, NULL), STATUS_OK);
    int at = dataset_column_index(dataset, span_string(name));
    assert_true(at >= 0);
    return &dataset->columns[at];
}

static void mark(struct fixture *f, const char *name, enum quality quality, const char *line,
                 char *entry)
{
    struct error err = {0};
    const struct column_mark wanted = {.quality = quality, .line = line, .seen = "office = Ayr"};
    if (column_mark_make(f->db, column(f, name)->id, &wanted, "Robin", entry, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

static void test_is_read_with_the_columns(void **state)
{
    struct fixture *f = *state;
    char entry[UUID_SIZE];
    assert_int_equal(column(f, "office")->team.quality, QUALITY_NONE);
    mark(f, "office", QUALITY_CAUTION, "never\nfilled\tthere", entry);
    const struct column_info *office = column(f, "office");
    assert_int_equal(office->team.quality, QUALITY_CAUTION);
    assert_string_equal(office->team.line, "never filled there");
    assert_string_equal(office->team.seen, "office = Ayr");
    assert_string_equal(office->team.by, "Robin");
    assert_true(office->team.at_ms > 0);
    assert_int_equal(column(f, "amount")->team.quality, QUALITY_NONE);
    mark(f, "office", QUALITY_IGNORE, "", entry); /* the newest counts */
    assert_int_equal(column(f, "office")->team.quality, QUALITY_IGNORE);
    mark(f, "office", QUALITY_NONE, "", entry);
    assert_int_equal(column(f, "office")->team.quality, QUALITY_NONE);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_column_mark"), 0);
}

static void test_lines_are_cut_between_characters(void **state)
{
    struct fixture *f = *state;
    char entry[UUID_SIZE], line[2 * COLUMN_MARK_LINE_MAX];
    memset(line, 'x', sizeof line);
    line[sizeof line - 1] = '\0';
    memcpy(line + COLUMN_MARK_LINE_MAX - 1, "é", 2); /* half of it would be over */
    mark(f, "office", QUALITY_GOOD, line, entry);
    assert_int_equal(strlen(column(f, "office")->team.line), COLUMN_MARK_LINE_MAX - 1);
}

static void test_is_taken_back_and_done_again(void **state)
{
    struct fixture *f = *state;
    char first[UUID_SIZE], second[UUID_SIZE], undone[UUID_SIZE], again[UUID_SIZE];
    mark(f, "office", QUALITY_CAUTION, "one", first);
    mark(f, "office", QUALITY_IGNORE, "two", second);
    assert_int_equal(change_undo(f->db, second, "Kim", undone, NULL), STATUS_OK);
    assert_string_equal(column(f, "office")->team.line, "one");
    assert_string_equal(column(f, "office")->team.by, "Robin"); /* whose it was */
    assert_int_equal(change_undo(f->db, undone, "Kim", again, NULL), STATUS_OK);
    assert_string_equal(column(f, "office")->team.line, "two");
    assert_int_equal(change_undo(f->db, again, "Kim", undone, NULL), STATUS_OK);
    assert_int_equal(change_undo(f->db, first, "Kim", undone, NULL), STATUS_OK);
    assert_int_equal(column(f, "office")->team.quality, QUALITY_NONE);
    assert_int_equal(change_undo(f->db, undone, "Kim", again, NULL), STATUS_OK);
    assert_string_equal(column(f, "office")->team.line, "one");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE kind = 'mark'"), 7);
}

static void test_nobody_is_overwritten(void **state)
{
    struct fixture *f = *state;
    char first[UUID_SIZE], second[UUID_SIZE], undone[UUID_SIZE];
    struct error err = {0};
    mark(f, "office", QUALITY_CAUTION, "one", first);
    mark(f, "office", QUALITY_CAUTION, "somebody else's", second);
    assert_int_equal(change_undo(f->db, first, "Robin", undone, &err), STATUS_STALE);
    assert_string_equal(column(f, "office")->team.line, "somebody else's");
    assert_int_equal(change_undo(f->db, second, "Robin", undone, &err), STATUS_OK);
    assert_int_equal(change_undo(f->db, second, "Robin", undone, &err), STATUS_STALE);
    assert_int_equal(change_undo(f->db, "no such entry", "Robin", undone, &err), STATUS_NOT_FOUND);
    const struct column_mark wanted = {.quality = QUALITY_GOOD, .line = "", .seen = ""};
    assert_int_equal(column_mark_make(f->db, 999, &wanted, "Robin", first, &err), STATUS_NOT_FOUND);
}

static void test_goes_with_its_dataset(void **state)
{
    struct fixture *f = *state;
    char entry[UUID_SIZE];
    mark(f, "office", QUALITY_CAUTION, "one", entry);
    assert_int_equal(dataset_drop(f->db, 7, NULL), STATUS_OK);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_column_mark"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_team, close_team)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_is_read_with_the_columns),     TEST(test_lines_are_cut_between_characters),
        TEST(test_is_taken_back_and_done_again), TEST(test_nobody_is_overwritten),
        TEST(test_goes_with_its_dataset),
    };
    return cmocka_run_group_tests_name("column_mark", tests, NULL, NULL);
}
