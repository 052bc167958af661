/* Columns that were coded while a dataset was imported: they are there, and are the table. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/frames.h"
#include "core/service/import.h"
#include "core/store/db_internal.h"
#include "tests/support/caseload.h"
#include "tests/support/fixture.h"

enum { CASELOAD_ROWS = 20000, LATE_ROWS = 150000, WIDE_COLUMNS = 400, WIDE_ROWS = 2600 };

static struct db *open_memory(void)
{
    struct db *db = NULL;
    struct error err = {0};
    if (db_open(&db, NULL, DB_TEAM, DB_MEMORY, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return db;
}

static int64_t import(struct db *db, const char *path, const struct import_options *options)
{
    struct import_result result;
    struct error err = {0};
    if (import_file(db, path, options, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    int64_t id = result.dataset_id;
    import_result_free(&result);
    return id;
}

static int64_t number(struct db *db, const char *sql)
{
    int64_t out = -1;
    struct error err = {0};
    if (db_read_integer(db, sql, -1, &out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return out;
}

/* ---- the columns against the table ---- */

struct compare {
    const struct frame_column *column;
    struct arena *arena;
    size_t row;
};

static bool compare_row(void *context, int64_t row_id, const struct value *cells)
{
    struct compare *c = context;
    char one[COLUMN_TEXT_SIZE], two[VALUE_NUMBER_SIZE];
    struct value value;
    (void)row_id;
    assert_int_equal(column_row_value(c->column, c->row, c->arena, &value, NULL), STATUS_OK);
    if (value.kind != cells[0].kind ||
        !span_equal(value_text(&value, one), value_text(&cells[0], two)))
        fail_msg("row %zu differs", c->row);
    if (++c->row % 1024 == 0)
        arena_reset(c->arena);
    return true;
}

static void expect_as_table(struct db *db, int64_t dataset)
{
    struct frames *frames = frames_new(0);
    struct frame_use *use;
    struct error err = {0};
    int64_t chunks = number(db, "SELECT count(*) FROM dj_chunk");
    int64_t sum = number(db, "SELECT sum(length(data)) FROM dj_chunk");
    if (frame_use_begin(&use, frames, db, dataset, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    const struct dataset_info *info = frame_use_dataset(use);
    for (size_t i = 0; i < info->column_count; i++) {
        struct compare compare = {.arena = arena_new()};
        if (frame_use_column(use, i, &compare.column, &err) != STATUS_OK)
            fail_msg("%s", err.message);
        assert_int_equal(dataset_scan(db, info, 0, &i, 1, compare_row, &compare, NULL, NULL, NULL),
                         STATUS_OK);
        assert_int_equal(compare.row, compare.column->rows);
        arena_free(compare.arena);
    }
    frame_use_end(use);
    frames_free(frames);
    /* They came from there, none had to be made. */
    assert_true(chunks > 0);
    assert_int_equal(number(db, "SELECT count(*) FROM dj_chunk"), chunks);
    assert_int_equal(number(db, "SELECT sum(length(data)) FROM dj_chunk"), sum);
}

static void test_caseload(void **state)
{
    const char *path = fixture_path(fixture_folder(), "caseload.csv");
    const struct import_options options = {0};
    FILE *out = fopen(path, "w");
    (void)state;
    assert_non_null(out);
    assert_true(caseload_write(out, CASELOAD_ROWS, 3));
    assert_int_equal(fclose(out), 0);
    struct db *db = open_memory();
    expect_as_table(db, import(db, path, &options));
    db_close(db);
}

/* Several pieces, and a load that begins anew. */
static void test_late_contradiction(void **state)
{
    const struct import_options options = {0};
    struct buffer text = {0};
    (void)state;
    buffer_add_string(&text, "id,value,day,word\n");
    for (int i = 0; i < LATE_ROWS; i++)
        buffer_printf(&text, "%d,%s,2019-%02d-%02d,w%d\n", i, i == 140001 ? "007" : "20",
                      i % 12 + 1, i % 28 + 1, i % 70000);
    struct db *db = open_memory();
    int64_t id = import(db, fixture_file(fixture_folder(), "late.csv", text.data), &options);
    expect_as_table(db, id);
    assert_int_equal(number(db, "SELECT count(DISTINCT id >> 40) FROM dj_chunk"), 1);
    buffer_free(&text);
    db_close(db);
}

/* Pieces are shorter when there are many columns. */
static void test_wide(void **state)
{
    const struct import_options options = {.header = "yes"};
    struct buffer text = {0};
    (void)state;
    for (int row = 0; row <= WIDE_ROWS; row++) {
        for (int c = 0; c < WIDE_COLUMNS; c++)
            buffer_printf(&text, "%s%s%d", c ? "," : "", row ? "" : "c", row ? row * c % 97 : c);
        buffer_add_byte(&text, '\n');
    }
    struct db *db = open_memory();
    int64_t id = import(db, fixture_file(fixture_folder(), "wide.csv", text.data), &options);
    struct frames *frames = frames_new(FRAMES_BUDGET);
    struct frame_use *use;
    assert_int_equal(frame_use_begin(&use, frames, db, id, NULL, NULL), STATUS_OK);
    for (size_t c = 0; c < WIDE_COLUMNS; c++) {
        const struct frame_column *column;
        assert_int_equal(frame_use_column(use, c, &column, NULL), STATUS_OK);
        assert_int_equal(column->rows, WIDE_ROWS);
        char scratch[COLUMN_TEXT_SIZE];
        for (size_t r = 0; r < WIDE_ROWS; r += 89)
            assert_int_equal(column_value(column, column_code(column, r), scratch).integer,
                             (r + 1) * c % 97);
    }
    frame_use_end(use);
    frames_free(frames);
    buffer_free(&text);
    db_close(db);
}

/* ---- nothing stays behind ---- */

static volatile int stop;

static void stop_late(void *context, const struct import_progress *progress)
{
    (void)context;
    stop = progress->rows > 40000;
}

static void test_no_chunks_without_a_dataset(void **state)
{
    const char *team = fixture_team("small", "id,amount\n1,2\n2,3\n");
    struct import_options options = {.progress = stop_late, .cancel = &stop};
    struct import_result result;
    struct buffer text = {0};
    struct db *db;
    (void)state;
    assert_int_equal(db_open(&db, team, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    int64_t few = number(db, "SELECT count(*) FROM dj_chunk");
    assert_int_equal(few, 4);
    expect_as_table(db, number(db, "SELECT id FROM dj_dataset"));
    buffer_add_string(&text, "a,b\n");
    for (int i = 0; i < LATE_ROWS; i++)
        buffer_printf(&text, "%d,word %d\n", i, i % 10);
    const char *file = fixture_file(fixture_folder(), "stopped.csv", text.data);
    buffer_free(&text);
    enum status status = import_file(db, file, &options, &result, NULL);
    assert_true(status == STATUS_CANCELLED || status == STATUS_OK);
    if (status == STATUS_OK) { /* progress is told now and then only */
        assert_int_equal(dataset_drop(db, result.dataset_id, NULL), STATUS_OK);
        import_result_free(&result);
    }
    assert_int_equal(number(db, "SELECT count(*) FROM dj_chunk"), few);
    options = (struct import_options){0};
    int64_t id = import(db, file, &options);
    assert_true(number(db, "SELECT count(*) FROM dj_chunk") > few);
    assert_int_equal(dataset_drop(db, id, NULL), STATUS_OK);
    assert_int_equal(number(db, "SELECT count(*) FROM dj_chunk"), few);
    assert_int_equal(number(db, "SELECT count(*) FROM dj_import"), 0);
    assert_int_equal(number(db, "SELECT count(*) FROM dj_dataset"), 1);
    assert_int_equal(number(db, "SELECT count(*) FROM sqlite_master WHERE name LIKE '%stopped%'"
                                " OR name LIKE 'dj_staging%' OR tbl_name LIKE 'dj_staging%'"),
                     0);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_caseload),
        cmocka_unit_test(test_late_contradiction),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_no_chunks_without_a_dataset),
    };
    return cmocka_run_group_tests_name("frames_import", tests, NULL, NULL);
}
