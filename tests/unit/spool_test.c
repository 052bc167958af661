/* Bytes on hold, in memory and in a file; the rows of a sheet as an input. */
#include "core/base/spool.h"

#include <stdlib.h>
#include <string.h>

#include "core/ingest/input.h"
#include "core/ingest/reader.h"
#include "tests/support/check.h"

static void add(struct spool *spool, const char *text)
{
    assert_int_equal(spool_add(spool, span_string(text), NULL), STATUS_OK);
}

static void check_read(const struct spool *spool, int64_t from, size_t room, const char *expected)
{
    char at[64];
    size_t got = 0;
    assert_int_equal(spool_read(spool, from, at, room, &got, NULL), STATUS_OK);
    assert_int_equal(got, strlen(expected));
    assert_memory_equal(at, expected, got);
}

static void check_spool(size_t in_memory)
{
    struct spool *spool = spool_new(in_memory);
    assert_non_null(spool);
    check_read(spool, 0, 8, "");
    add(spool, "abc");
    add(spool, "defgh");
    add(spool, "ij");
    assert_int_equal(spool_size(spool), 10);
    check_read(spool, 0, 60, "abcdefghij");
    check_read(spool, 0, 4, "abcd");
    check_read(spool, 6, 3, "ghi");
    check_read(spool, 9, 3, "j");
    check_read(spool, 10, 3, "");
    check_read(spool, -1, 3, "");
    add(spool, "k");
    check_read(spool, 8, 9, "ijk");
    spool_free(spool);
}

static void test_in_memory_and_beyond(void **state)
{
    (void)state;
    for (size_t in_memory = 0; in_memory < 13; in_memory++)
        check_spool(in_memory);
}

static void test_no_folder_for_it(void **state)
{
    (void)state;
    struct error err = {0};
    struct spool *spool = spool_new(1);
    char *before = strdup(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    setenv("TMPDIR", "/no/such/folder", 1);
    assert_int_equal(spool_add(spool, span_string("abc"), &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.message, "/no/such/folder"));
    setenv("TMPDIR", before, 1);
    free(before);
    spool_free(spool);
}

/* Line ends inside of cells don't shift the numbers of rows. */
static void test_rows_of_a_sheet(void **state)
{
    (void)state;
    struct spool *spool = spool_new(100);
    struct input *input = NULL;
    struct reader *reader = NULL;
    struct record record;
    const struct dialect commas = dialect_of(",");
    add(spool, "\"two\nlines\",b\n\n1,2\n");
    assert_int_equal(input_open_rows(&input, spool, "book.xlsx", NULL), STATUS_OK);
    assert_true(input_has_rows(input));
    assert_int_equal(input_size(input), 19);
    assert_int_equal(reader_open(&reader, input, &commas, 1, NULL), STATUS_OK);
    static const int expected[][2] = {{RECORD_ROW, 1}, {RECORD_BLANK, 2}, {RECORD_ROW, 3}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(reader_next(reader, &record, NULL), STATUS_OK);
        assert_int_equal(record.state, expected[i][0]);
        assert_int_equal(record.line, expected[i][1]);
    }
    assert_int_equal(reader_next(reader, &record, NULL), STATUS_OK);
    assert_int_equal(record.state, RECORD_END);
    reader_close(reader);
    input_close(input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_memory_and_beyond),
        cmocka_unit_test(test_no_folder_for_it),
        cmocka_unit_test(test_rows_of_a_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
