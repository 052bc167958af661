/* Rows that pass filters, on columns of every form. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/frame/parallel.h"
#include "core/frame/select.h"
#include "tests/support/values.h"

/* One condition on a column called c. */
static struct filter read_filter(struct arena *arena, const char *text, bool exact)
{
    static const struct filter_name name = {1, "c", ""};
    struct filter filter;
    struct error err = {0};
    if (filter_read(arena, span_string(text), &name, 1, exact, &filter, &err) != STATUS_OK)
        fail_msg("%s: %s", text, err.message);
    return filter;
}

/* The rows that pass, as one letter each from a on; upper and lower case differ in texts
 * that begin with a !. */
static void expect(const struct frame_column *column, const char *condition, const char *rows)
{
    char passed[256] = "";
    size_t count = 0;
    struct arena *arena = arena_new();
    struct error err = {0};
    struct bitmap bitmap;
    bool exact = condition[0] == '!';
    struct filter filter = read_filter(arena, condition + exact, exact);
    if (select_rows(column, &filter, "c", NULL, &bitmap, &err) != STATUS_OK)
        fail_msg("%s: %s", condition, err.message);
    for (size_t row = 0; row < column->rows; row++)
        if (bitmap_has(&bitmap, row))
            passed[count++] = (char)('a' + row);
    if (strcmp(passed, rows) != 0 || bitmap.count != (int64_t)count)
        fail_msg("%s: rows %s instead of %s", condition, passed, rows);
    bitmap_free(&bitmap);
    arena_free(arena);
}

static void refuse(const struct frame_column *column, const char *condition, const char *words)
{
    struct arena *arena = arena_new();
    struct error err = {0}, checked = {0};
    struct bitmap bitmap;
    struct filter filter = read_filter(arena, condition, false);
    assert_int_equal(select_rows(column, &filter, "c", NULL, &bitmap, &err), STATUS_INVALID);
    if (!strstr(err.message, words))
        fail_msg("%s: \"%s\" lacks \"%s\"", condition, err.message, words);
    assert_null(bitmap.words);
    assert_int_equal(select_check(column->type, &filter, "c", &checked), STATUS_INVALID);
    assert_string_equal(err.message, checked.message);
    arena_free(arena);
}

static void test_whole_numbers(void **state)
{
    struct frame_column *c = column_written(COLUMN_INTEGER, "3,-7,,12,0,3,100000");
    (void)state;
    assert_int_equal(c->form, FORM_INTEGER);
    expect(c, "c = 3", "af");
    expect(c, "c = 3.0", "af");
    expect(c, "c = 3.5", "");
    expect(c, "c != 3", "bcdeg");
    expect(c, "c < 3", "be");
    expect(c, "c <= 3", "abef");
    expect(c, "c < 3.5", "abef");
    expect(c, "c > 2.5", "adfg");
    expect(c, "c >= -7", "abdefg");
    expect(c, "c > -1e3", "abdefg");
    expect(c, "c > 1e300", "");
    expect(c, "c in (3, 0, \"\")", "acef");
    expect(c, "c not in (3, 0)", "bcdg");
    expect(c, "c not in (3, 0, \"\")", "bdg");
    expect(c, "c between -7 and 3", "abef");
    expect(c, "c between 3 and -7", "");
    expect(c, "c not between -7 and 3", "cdg");
    expect(c, "c is empty", "c");
    expect(c, "c is not empty", "abdefg");
    expect(c, "c = \"\"", "c");
    expect(c, "c ~ ^1", "dg");
    expect(c, "c !~ ^1", "abcef");
    refuse(c, "c = many", "holds numbers");
    refuse(c, "c = 1,5", "did you mean 1.5");
    refuse(c, "c > 1,000", "did you mean 1000");
    refuse(c, "c > 1 000", "did you mean 1000");
    refuse(c, "c = NaN", "holds numbers");
    refuse(c, "c = inf", "holds numbers");
    refuse(c, "c = 0x10", "holds numbers");
    refuse(c, "c = 1e", "holds numbers");
    refuse(c, "c = -", "holds numbers");
    refuse(c, "c in (1, x)", "\"x\"");
    refuse(c, "c ~ (", "can't be read");
    column_free(c);
}

static void test_decimals_and_reals(void **state)
{
    struct frame_column *c = column_written(COLUMN_DECIMAL, "0.1,-2.5,,3,1000000.25");
    (void)state;
    assert_int_equal(c->form, FORM_DECIMAL);
    expect(c, "c = 0.1", "a");
    expect(c, "c = 0.10", "a");
    expect(c, "c > 0.1", "de");
    expect(c, "c >= 0.1", "ade");
    expect(c, "c = 3", "d");
    expect(c, "c ~ \\.", "abe");
    column_free(c);
    c = column_written(COLUMN_DECIMAL, "0.1,-1e300,,3e-12,1e300,0");
    assert_int_equal(c->form, FORM_REAL);
    expect(c, "c > 0", "ade");
    expect(c, "c >= 0", "adef");
    expect(c, "c != 0", "abcde");
    expect(c, "c < 0.1", "bdf");
    expect(c, "c in (0.1, 0, 1e300)", "aef");
    expect(c, "c ~ e", "bde");
    column_free(c);
}

static void test_the_ends_of_the_whole_numbers(void **state)
{
    static const int64_t ends[] = {INT64_MAX, INT64_MAX - 1, INT64_MAX - 1024};
    struct value values[3];
    struct frame_column *c = NULL;
    (void)state;
    for (size_t i = 0; i < 3; i++)
        values[i] = value_whole(ends[i]);
    assert_int_equal(column_from_values(&c, values, 3, COLUMN_INTEGER, NULL, NULL), STATUS_OK);
    expect(c, "c < 9223372036854775808", "abc");
    expect(c, "c > 9223372036854775000",
           "a"
           "b");
    expect(c, "c > -1e30", "abc");
    column_free(c);
}

static void test_dates(void **state)
{
    struct frame_column *c = column_written(
        COLUMN_DATE, "2019-03-31,2018-12-31,,2019-01-01,2020-02-29,2019-12-31,2019-03-01");
    (void)state;
    assert_int_equal(c->form, FORM_DAY);
    expect(c, "c = 2019", "adfg");
    expect(c, "c != 2019", "bce");
    expect(c, "c = 2019-03", "ag");
    expect(c, "c = 2019-03-31", "a");
    expect(c, "c < 2019", "b");
    expect(c, "c <= 2019", "abdfg");
    expect(c, "c > 2019", "e");
    expect(c, "c >= 2019-03", "aefg");
    expect(c, "c > 2019-03", "ef");
    expect(c, "c between 2019-01 and 2019-03", "adg");
    expect(c, "c in (2018, 2019-03)", "abg");
    expect(c, "c not between 2019 and 2019", "bce");
    expect(c, "c ~ -31$", "abf");
    refuse(c, "c = 31/03/2019", "2019-03-31");
    refuse(c, "c = 2019-13", "holds dates");
    refuse(c, "c = 2019-02-29", "holds dates");
    refuse(c, "c = spring", "holds dates");
    refuse(c, "c = 201", "holds dates");
    column_free(c);
}

static void test_dates_and_times(void **state)
{
    static const char written[] = "2019-03-31 10:33:00,2019-03-31 10:59:59,,2019-03-31 11:00:00";
    struct frame_column *c = column_written(COLUMN_DATETIME, written);
    (void)state;
    assert_int_equal(c->form, FORM_SECOND);
    expect(c, "c = 2019-03-31", "abd");
    expect(c, "c = 2019-03-31 10", "ab");
    expect(c, "c <= 2019-03-31T10:33", "a");
    expect(c, "c > \"2019-03-31 10:33:00\"", "bd");
    refuse(c, "c = 2019-03-31 25", "holds dates");
    column_free(c);
    /* Kept as they were written: months, and times with parts of a second. */
    c = column_written(COLUMN_DATE, "2019-03,2018-12,,2019-04");
    expect(c, "c = 2019", "ad");
    expect(c, "c <= 2019-03", "ab");
    expect(c, "c > 2019-03", "d");
    expect(c, "c < 2019-03-15", "ab");
    column_free(c);
    c = column_written(COLUMN_DATETIME, "2019-03-31 10:33:00.250,2019-03-31 10:33:00Z");
    expect(c, "c = 2019-03-31 10:33", "ab");
    expect(c, "c = 2019-03-31 10:33:00.250", "a");
    column_free(c);
}

static void test_words(void **state)
{
    struct frame_column *c = column_written(
        COLUMN_TEXT, "Office 10,office 9,,Stra\u00dfe,STRASSE,\u00c4mter,\u00e4mter,office 10,NaN");
    (void)state;
    assert_int_equal(c->form, FORM_WORDS);
    expect(c, "c = office 10", "ah");
    expect(c, "!c = office 10", "h");
    expect(c, "c = strasse", "de");
    expect(c, "c = \u00c4MTER", "fg");
    expect(c, "c != OFFICE 9", "acdefghi");
    expect(c, "c < office 10", "bi");
    expect(c, "c <= office 10", "abhi");
    expect(c, "c > office 10", "defg");
    expect(c, "!c > office 10", "defg");
    expect(c, "!c >= office 10", "defgh");
    expect(c, "c in (NAN, \"\", \"Office 9\", x)", "bci");
    expect(c, "!c in (NAN, \"\", \"office 9\", x)", "bc");
    expect(c, "c not in (nan, \"office 9\")", "acdefgh");
    expect(c, "c between office and office 9", "b");
    expect(c, "c ~ ^o", "bh");
    expect(c, "c ~ (?i)^o", "abh");
    expect(c, "c !~ (?i)^o", "cdefgi");
    expect(c, "c ~ ^.mter$", "fg");
    expect(c, "c = 5", "");
    column_free(c);
}

static void test_codes_that_look_like_numbers(void **state)
{
    struct frame_column *c = column_written(COLUMN_TEXT, "007,1E5,,7,-3,007,10,1,5");
    (void)state;
    expect(c, "c = 7", "d");
    expect(c, "c = 007", "af");
    expect(c, "c > 7", "g");
    expect(c, "c = 1e5", "b");
    expect(c, "c = \"1,5\"", "");
    column_free(c);
    c = column_written(COLUMN_TEXT, "0012,0007,,9999,0100");
    expect(c, "c >= 0012", "ade");
    expect(c, "c < 13", "ab");
    expect(c, "c > abc", "");
    expect(c, "c < abc", "abde");
    expect(c, "c ~ 00", "abe");
    column_free(c);
}

/* Numbers and texts in one column, as other tools write them. */
static void test_mixed_words(void **state)
{
    struct frame_column *c = column_written(COLUMN_INTEGER, "30,N/A,,40,-5,[c]");
    (void)state;
    assert_int_equal(c->form, FORM_WORDS);
    expect(c, "c > 10", "ad");
    expect(c, "c < 10", "e");
    expect(c, "c != 30", "bcdef");
    expect(c, "c not between 0 and 100", "bcef");
    expect(c, "c ~ N", "b");
    column_free(c);
    struct value values[] = {value_whole(7), value_word("seven"), value_none(), value_real(7.5)};
    assert_int_equal(column_from_values(&c, values, 4, COLUMN_TEXT, NULL, NULL), STATUS_OK);
    expect(c, "c = 7", "a");
    expect(c, "c >= 7.5", "bd");
    expect(c, "c ~ ^7", "ad");
    column_free(c);
}

static void test_the_given_order_does_not_compare(void **state)
{
    struct value values[] = {value_word("low"), value_word("high"), value_word("middle")};
    struct frame_column *c = NULL;
    (void)state;
    assert_int_equal(column_from_values(&c, values, 3, COLUMN_TEXT, "low; middle; high", NULL),
                     STATUS_OK);
    expect(c, "c < low", "b");
    expect(c, "c >= low", "ac");
    column_free(c);
}

/* Long texts, nearly all of them different: no codes. */
static void test_texts_without_codes(void **state)
{
    enum { ROWS = 5000, LENGTH = 300 };
    static char texts[ROWS][LENGTH];
    static struct value values[ROWS];
    struct frame_column *c = NULL;
    struct arena *arena = arena_new();
    struct bitmap bitmap;
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        snprintf(texts[i], LENGTH, "Note %d %0*d", i, LENGTH - 20, i);
        values[i] = i % 10 == 3 ? value_none() : value_word(texts[i]);
    }
    assert_int_equal(column_from_values(&c, values, ROWS, COLUMN_TEXT, NULL, NULL), STATUS_OK);
    assert_int_equal(c->form, FORM_TEXTS);
    struct filter filter = read_filter(arena, "c ~ ^Note 12", false);
    assert_int_equal(select_rows(c, &filter, "c", NULL, &bitmap, NULL), STATUS_OK);
    assert_int_equal(bitmap.count, 1 + 9 + 90);
    bitmap_free(&bitmap);
    filter = read_filter(arena, "c < note 100", false);
    assert_int_equal(select_rows(c, &filter, "c", NULL, &bitmap, NULL), STATUS_OK);
    assert_int_equal(bitmap.count, 90);
    bitmap_free(&bitmap);
    filter = read_filter(arena, "c is empty", false);
    assert_int_equal(select_rows(c, &filter, "c", NULL, &bitmap, NULL), STATUS_OK);
    assert_int_equal(bitmap.count, ROWS / 10);
    bitmap_free(&bitmap);
    column_free(c);
    arena_free(arena);
}

static void test_hostile_patterns_stop(void **state)
{
    struct frame_column *c =
        column_written(COLUMN_TEXT, "x,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
    struct arena *arena = arena_new();
    struct filter filter = read_filter(arena, "c ~ ^(a+)+$", false);
    struct bitmap bitmap;
    struct error err = {0};
    (void)state;
    assert_int_equal(select_rows(c, &filter, "c", NULL, &bitmap, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "takes too long"));
    assert_null(bitmap.words);
    column_free(c);
    arena_free(arena);
}

static void test_a_filter_that_is_off(void **state)
{
    struct frame_column *c = column_written(COLUMN_TEXT, "x,y,");
    struct arena *arena = arena_new();
    struct filter filter = read_filter(arena, "c = x", false);
    struct bitmap bitmap;
    (void)state;
    filter.off = true;
    assert_int_equal(select_rows(c, &filter, "c", NULL, &bitmap, NULL), STATUS_OK);
    assert_int_equal(bitmap.count, 3);
    bitmap_free(&bitmap);
    column_free(c);
    arena_free(arena);
}

/* Enough rows for two threads, of each width of code. */
enum { MANY = 5 * CHUNK_ROWS + 77 };

static int64_t many_value(size_t row, int64_t distinct)
{
    return (int64_t)(row * 2654435761u % (uint64_t)distinct);
}

static void check_many(int64_t distinct, int width)
{
    struct value *values = calloc(MANY, sizeof *values);
    struct frame_column *c = NULL;
    struct arena *arena = arena_new();
    struct bitmap bitmap;
    for (size_t row = 0; row < MANY; row++)
        values[row] = row % 7 ? value_whole(many_value(row, distinct)) : value_none();
    assert_int_equal(column_from_values(&c, values, MANY, COLUMN_INTEGER, NULL, NULL), STATUS_OK);
    assert_int_equal(c->width, width);
    static const char *const conditions[] = {"c between 50 and 150", "c in (1, 3, 5, 7, 9, 11, 13)",
                                             "c ~ ^1.*1$"};
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        struct filter filter = read_filter(arena, conditions[i], false);
        assert_int_equal(select_rows(c, &filter, "c", NULL, &bitmap, NULL), STATUS_OK);
        for (size_t row = 0; row < MANY; row++) {
            int64_t v = many_value(row, distinct);
            char text[32];
            int len = snprintf(text, sizeof text, "%lld", (long long)v);
            bool passes[] = {v >= 50 && v <= 150, v % 2 == 1 && v <= 13,
                             len > 1 && text[0] == '1' && text[len - 1] == '1'};
            if (bitmap_has(&bitmap, row) != (row % 7 && passes[i]))
                fail_msg("%s: row %zu, %s", conditions[i], row, text);
        }
        bitmap_free(&bitmap);
    }
    static const volatile int cancel = 1;
    struct filter filter = read_filter(arena, "c > 3", false);
    assert_int_equal(select_rows(c, &filter, "c", &cancel, &bitmap, NULL), STATUS_CANCELLED);
    column_free(c);
    arena_free(arena);
    free(values);
}

static void test_many_rows(void **state)
{
    (void)state;
    check_many(200, 1);
    check_many(60000, 2);
    check_many(3000000, 4);
    check_many(INT64_C(30000000000), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_decimals_and_reals),
        cmocka_unit_test(test_the_ends_of_the_whole_numbers),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_dates_and_times),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_codes_that_look_like_numbers),
        cmocka_unit_test(test_mixed_words),
        cmocka_unit_test(test_the_given_order_does_not_compare),
        cmocka_unit_test(test_texts_without_codes),
        cmocka_unit_test(test_hostile_patterns_stop),
        cmocka_unit_test(test_a_filter_that_is_off),
        cmocka_unit_test(test_many_rows),
    };
    return cmocka_run_group_tests_name("select", tests, NULL, NULL);
}
