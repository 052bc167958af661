/* The rules of dictionary.csv, fed through the reader of small CSV files. */
#include "tests/support/check.h"

#include "core/ingest/small_csv.h"
#include "core/jam/dictionary.h"

static enum status add(void *context, const struct span *fields, size_t count, int64_t line,
                       struct error *err)
{
    return dictionary_add_row(context, fields, count, line, err);
}

static enum status read_text(struct dictionary_reader *reader, const char *text, struct error *err)
{
    return small_csv_read(span_string(text), add, reader, err);
}

static void reads_columns_and_the_grain(void **state)
{
    (void)state;
    struct dictionary_reader reader = {.arena = arena_new()};
    assert_int_equal(
        read_text(
            &reader,
            "\xEF\xBB\xBF"
            "dataset,column,label,meaning,quality,caution,order,role\r\n"
            "cases,,Cases,one client in one month,,,,\r\n"
            "cases,months,Months,\"Months, in a row\",caution,\"two\nlines\",a; b,measure\r\n",
            NULL),
        STATUS_OK);
    assert_int_equal(reader.result.notice_count, 0);
    assert_int_equal(reader.result.entry_count, 2);
    const struct dictionary_entry *grain = dictionary_find(&reader.result, "CASES", "");
    assert_string_equal(grain->meaning, "one client in one month");
    const struct dictionary_entry *months = dictionary_find(&reader.result, "cases", "Months");
    assert_string_equal(months->meaning, "Months, in a row");
    assert_string_equal(months->caution, "two\nlines");
    assert_string_equal(months->order, "a; b");
    assert_int_equal(months->quality, QUALITY_CAUTION);
    assert_int_equal(months->role, ROLE_MEASURE);
    assert_int_equal(months->line, 3);
    assert_null(dictionary_find(&reader.result, "cases", "years"));
    arena_free(reader.arena);
}

static void says_what_is_wrong_and_where(void **state)
{
    (void)state;
    struct dictionary_reader reader = {.arena = arena_new()};
    assert_int_equal(read_text(&reader,
                               "dataset;column;quality;role;colour\n"
                               "\n"
                               "cases;age;fine;measure;red\n"
                               ";sex;good;;\n"
                               "cases;AGE;good;;\n"
                               "cases;sex;good;person;\n",
                               NULL),
                     STATUS_OK);
    const struct dictionary *result = &reader.result;
    assert_int_equal(result->entry_count, 2);
    assert_int_equal(result->notice_count, 5);
    static const int64_t lines[] = {1, 3, 4, 5, 6};
    static const char *const words[] = {"colour", "fine", "no dataset", "line 3", "person"};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(result->notices[i].line, lines[i]);
        assert_non_null(strstr(result->notices[i].message, words[i]));
    }
    assert_int_equal(result->entries[0].quality, QUALITY_NONE);
    arena_free(reader.arena);
}

static void refuses_a_file_of_another_kind(void **state)
{
    (void)state;
    struct dictionary_reader reader = {.arena = arena_new()};
    struct error err;
    assert_int_equal(read_text(&reader, "name,age\nx,1\n", &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "\"dataset\""));
    assert_int_equal(err.line, 1);
    struct dictionary_reader other = {.arena = reader.arena};
    assert_int_equal(read_text(&other, "dataset,column\nx,\"open\nstill\n", &err), STATUS_INVALID);
    assert_int_equal(err.line, 2);
    struct dictionary_reader empty = {.arena = reader.arena};
    assert_int_equal(read_text(&empty, "", NULL), STATUS_OK);
    assert_int_equal(empty.result.entry_count, 0);
    arena_free(reader.arena);
}

static enum status note_line(void *context, const struct span *fields, size_t count, int64_t line,
                             struct error *err)
{
    (void)err;
    int64_t *sum = context;
    *sum = *sum * 10 + line;
    assert_true(count >= 1 && fields[0].len > 0);
    return STATUS_OK;
}

static void counts_lines_across_quotes_and_blanks(void **state)
{
    (void)state;
    int64_t lines = 0;
    assert_int_equal(
        small_csv_read(span_string("a,b\n\n\"x\ny\nz\",1\nc,d\n\n\ne"), note_line, &lines, NULL),
        STATUS_OK);
    assert_int_equal(lines, 1369);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_columns_and_the_grain),
        cmocka_unit_test(says_what_is_wrong_and_where),
        cmocka_unit_test(refuses_a_file_of_another_kind),
        cmocka_unit_test(counts_lines_across_quotes_and_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
