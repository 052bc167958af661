/* Columns: whatever goes in is read back, codes keep the order, the form is the right one. */
#include "tests/support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/frame/column.h"
#include "core/frame/words.h"

static uint64_t seed = 88172645463325252u;

static uint64_t chance(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static struct value text_value(const char *text)
{
    return (struct value){.kind = *text ? VALUE_TEXT : VALUE_EMPTY, .text = span_string(text)};
}

static struct value integer_value(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value decimal_value(double number)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = number};
}

static void expect_same(const struct value *a, const struct value *b)
{
    assert_int_equal(a->kind, b->kind);
    if (a->kind == VALUE_INTEGER)
        assert_true(a->integer == b->integer);
    if (a->kind == VALUE_DECIMAL)
        assert_true(a->decimal == b->decimal);
    if (a->kind == VALUE_TEXT) {
        assert_int_equal(a->text.len, b->text.len);
        assert_memory_equal(a->text.data, b->text.data, a->text.len);
    }
}

struct walk {
    const struct value *values;
    size_t seen;
};

static bool check_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct walk *walk = context;
    char scratch[VALUE_NUMBER_SIZE];
    assert_int_equal(first, walk->seen);
    for (size_t i = 0; i < count; i++) {
        struct span text = value_text(&walk->values[first + i], scratch);
        assert_int_equal(text.len, texts[i].len);
        assert_true(text.len > 0 || texts[i].data == NULL);
        assert_true(text.len == 0 || memcmp(text.data, texts[i].data, text.len) == 0);
    }
    walk->seen += count;
    return true;
}

/* All values come back, and codes are in the order of values. */
static void expect_reads_back(const struct frame_column *column, const struct value *values,
                              size_t rows)
{
    struct arena *arena = arena_new();
    struct walk walk = {.values = values};
    char one[COLUMN_TEXT_SIZE], two[COLUMN_TEXT_SIZE];
    size_t empties = 0;
    assert_int_equal(column->rows, rows);
    for (size_t i = 0; i < rows; i++) {
        struct value value;
        assert_int_equal(column_row_value(column, i, arena, &value, NULL), STATUS_OK);
        expect_same(&value, &values[i]);
        empties += value.kind == VALUE_EMPTY;
        if (column->width == 0)
            continue;
        uint64_t code = column_code(column, i);
        assert_true(code <= column->top && (code == 0) == (value.kind == VALUE_EMPTY));
        uint64_t other = column_code(column, chance() % rows);
        if (code && other && !column->listed) {
            struct value a = column_value(column, code, one);
            struct value b = column_value(column, other, two);
            int order = words_compare(&a, &b);
            assert_int_equal((order > 0) - (order < 0), (code > other) - (code < other));
            uint64_t lower = column_lower(column, &a, false),
                     above = column_lower(column, &a, true);
            assert_true(lower <= code && code < above);
        }
    }
    assert_int_equal(column->empties, empties);
    assert_int_equal(column_walk_texts(column, check_texts, &walk, NULL, NULL), STATUS_OK);
    assert_int_equal(walk.seen, rows);
    arena_free(arena);
}

static struct frame_column *make(const struct value *values, size_t rows, enum column_type type,
                                 enum column_form form)
{
    struct frame_column *column;
    struct error err = {0};
    assert_int_equal(column_from_values(&column, values, rows, type, NULL, &err), STATUS_OK);
    assert_int_equal(column->form, form);
    assert_int_equal(column->type, type);
    expect_reads_back(column, values, rows);
    return column;
}

static void check(const struct value *values, size_t rows, enum column_type type,
                  enum column_form form)
{
    column_free(make(values, rows, type, form));
}

/* ---- forms ---- */

static void test_whole_numbers(void **state)
{
    const struct value values[] = {integer_value(5),   text_value(""),     integer_value(-3),
                                   integer_value(255), integer_value(250), integer_value(5)};
    (void)state;
    struct frame_column *column = make(values, 6, COLUMN_INTEGER, FORM_INTEGER);
    assert_int_equal(column->base, -3);
    assert_int_equal(column->width, 2);
    assert_int_equal(column->top, 259);
    double number;
    assert_true(column_is_numeric(column));
    assert_true(column_number(column, column_code(column, 3), &number) && number == 255);
    assert_false(column_number(column, 0, &number));
    column_free(column);
    const struct value wide[] = {integer_value(INT64_MAX), integer_value(0), integer_value(-9)};
    check(wide, 3, COLUMN_INTEGER, FORM_INTEGER);
    const struct value widest[] = {integer_value(INT64_MAX), integer_value(INT64_MIN)};
    check(widest, 2, COLUMN_INTEGER, FORM_WORDS);
}

static void test_decimals(void **state)
{
    const struct value values[] = {decimal_value(0.1), decimal_value(-2.75), decimal_value(1e6),
                                   text_value(""), decimal_value(19.99)};
    (void)state;
    struct frame_column *column = make(values, 5, COLUMN_DECIMAL, FORM_DECIMAL);
    assert_int_equal(column->scale, 2);
    column_free(column);
    const struct value reals[] = {decimal_value(1.0 / 3),  decimal_value(-1e300),
                                  decimal_value(INFINITY), decimal_value(-INFINITY),
                                  decimal_value(5e-324),   text_value(""),
                                  decimal_value(0)};
    check(reals, 7, COLUMN_DECIMAL, FORM_REAL);
    const struct value minus[] = {decimal_value(-0.0), decimal_value(NAN)};
    const struct value kept[] = {decimal_value(0.0), text_value("")};
    assert_int_equal(column_from_values(&column, minus, 2, COLUMN_DECIMAL, NULL, NULL), STATUS_OK);
    expect_reads_back(column, kept, 2);
    column_free(column);
}

static void test_dates(void **state)
{
    const struct value days[] = {text_value("2019-03-31"), text_value("2020-02-29"),
                                 text_value("0001-01-01"), text_value(""),
                                 text_value("9999-12-31")};
    const struct value seconds[] = {text_value("2019-03-31 10:33:00"),
                                    text_value("1969-12-31 23:59:59"), text_value("")};
    const struct value broken[] = {text_value("2019-02-29"), text_value("2019-03-01"),
                                   text_value("soon")};
    (void)state;
    check(days, 5, COLUMN_DATE, FORM_DAY);
    check(seconds, 3, COLUMN_DATETIME, FORM_SECOND);
    check(broken, 3, COLUMN_DATE, FORM_WORDS);
    check(days, 1, COLUMN_DATETIME, FORM_WORDS);
}

static void test_texts(void **state)
{
    const struct value digits[] = {text_value("000123"), text_value("999999"), text_value(""),
                                   text_value("000007")};
    const struct value codes[] = {text_value("01"), text_value("02"), text_value("01"),
                                  text_value("01"), text_value("02")};
    const struct value words[] = {text_value("Office 10"), text_value("office 9"),
                                  text_value("Äpfel"),     text_value("zoo"),
                                  text_value("office 9"),  text_value("")};
    const struct value mixed[] = {text_value("7"), integer_value(7), decimal_value(7.5),
                                  integer_value(-1), text_value("")};
    (void)state;
    check(digits, 4, COLUMN_TEXT, FORM_DIGITS);
    check(codes, 5, COLUMN_TEXT, FORM_WORDS);
    check(words, 6, COLUMN_TEXT, FORM_WORDS);
    check(mixed, 5, COLUMN_INTEGER, FORM_WORDS);
}

static void test_nothing(void **state)
{
    const struct value empties[] = {text_value(""), text_value("")};
    static const enum column_form forms[COLUMN_TYPE_COUNT] = {
        [COLUMN_TEXT] = FORM_WORDS,      [COLUMN_INTEGER] = FORM_INTEGER,
        [COLUMN_DECIMAL] = FORM_DECIMAL, [COLUMN_DATE] = FORM_DAY,
        [COLUMN_DATETIME] = FORM_SECOND, [COLUMN_YESNO] = FORM_WORDS};
    (void)state;
    for (int type = 0; type < COLUMN_TYPE_COUNT; type++) {
        struct frame_column *column = make(empties, 2, (enum column_type)type, forms[type]);
        assert_int_equal(column->top, 0);
        column_free(column);
        check(empties, 0, (enum column_type)type, forms[type]);
    }
}

static void test_order_that_was_given(void **state)
{
    const struct value values[] = {text_value("high"), text_value("low"), text_value("other"),
                                   text_value("Medium"), text_value("")};
    struct frame_column *column;
    char scratch[COLUMN_TEXT_SIZE];
    (void)state;
    assert_int_equal(
        column_from_values(&column, values, 5, COLUMN_TEXT, "low; medium ;high;none", NULL),
        STATUS_OK);
    expect_reads_back(column, values, 5);
    assert_int_equal(column->listed, 3);
    static const char *const sorted[] = {"low", "Medium", "high", "other"};
    for (uint64_t code = 1; code <= column->top; code++) {
        struct value value = column_value(column, code, scratch);
        assert_int_equal(value.text.len, strlen(sorted[code - 1]));
        assert_memory_equal(value.text.data, sorted[code - 1], value.text.len);
    }
    column_free(column);
}

/* ---- places of values ---- */

static uint64_t lower(const struct frame_column *column, struct value value, bool above)
{
    return column_lower(column, &value, above);
}

static void test_places(void **state)
{
    const struct value numbers[] = {integer_value(10), integer_value(20)};
    const struct value days[] = {text_value("2018-12-30"), text_value("2019-01-02")};
    const struct value decimals[] = {decimal_value(0.1), decimal_value(0.3)};
    (void)state;
    struct frame_column *column = make(numbers, 2, COLUMN_INTEGER, FORM_INTEGER);
    assert_int_equal(lower(column, integer_value(12), false), 3);
    assert_int_equal(lower(column, integer_value(12), true), 4);
    assert_int_equal(lower(column, decimal_value(12.5), false), 4);
    assert_int_equal(lower(column, decimal_value(12.0), true), 4);
    assert_int_equal(lower(column, integer_value(-5), false), 1);
    assert_int_equal(lower(column, decimal_value(1e300), false), column->top + 1);
    column_free(column);
    column = make(days, 2, COLUMN_DATE, FORM_DAY);
    assert_int_equal(lower(column, text_value("2019"), false), 3);
    assert_int_equal(lower(column, text_value("2019-01"), true), 4);
    assert_int_equal(lower(column, text_value("2019-01-01"), false), 3);
    assert_int_equal(lower(column, text_value("2018-12-31 00:00:01"), false), 3);
    column_free(column);
    column = make(decimals, 2, COLUMN_DECIMAL, FORM_DECIMAL);
    assert_int_equal(lower(column, decimal_value(0.2), false), 2);
    assert_int_equal(lower(column, decimal_value(0.3), false), 3);
    assert_int_equal(lower(column, integer_value(0), true), 1);
    column_free(column);
}

/* ---- by chance ---- */

static struct value any_value(int kind, char *scratch, size_t size)
{
    uint64_t r = chance();
    switch (r % 11 == 0 ? 99 : kind) {
    case 0:
        return integer_value((int64_t)(r >> 20) % 1000 - 500);
    case 1:
        return decimal_value((double)((int64_t)(r >> 20) % 100000) / 100);
    case 2:
        return decimal_value(ldexp((double)(r >> 11), (int)(r % 80) - 60));
    case 3:
        snprintf(scratch, size, "%06u", (unsigned)(r >> 20) % 1000000);
        break;
    case 4:
        calendar_write_day((int64_t)(r >> 20) % 40000 - 20000, scratch);
        scratch[CALENDAR_DAY_LEN] = '\0';
        break;
    case 5:
        snprintf(scratch, size, "wörd %u", (unsigned)(r >> 20) % 300);
        break;
    case 6:
        return any_value((int)(chance() % 6), scratch, size);
    case 7:
        snprintf(scratch, size, "%020llu a note of its own", (unsigned long long)r);
        break;
    default:
        return text_value("");
    }
    return text_value(scratch);
}

static void test_by_chance(void **state)
{
    enum { ROWS = 3000, SIZE = 64 };
    struct value *values = calloc(ROWS, sizeof *values);
    char *scratch = calloc(ROWS, SIZE);
    (void)state;
    for (int round = 0; round < 24; round++) {
        struct frame_column *column;
        size_t rows = chance() % ROWS + 1;
        for (size_t i = 0; i < rows; i++)
            values[i] = any_value(round % 8, scratch + i * SIZE, SIZE);
        enum column_type type = round % 8 == 4 ? COLUMN_DATE : COLUMN_TEXT;
        assert_int_equal(column_from_values(&column, values, rows, type, NULL, NULL), STATUS_OK);
        expect_reads_back(column, values, rows);
        column_free(column);
    }
    free(values);
    free(scratch);
}

static void test_long_texts_have_no_codes(void **state)
{
    enum { ROWS = 8000, SIZE = 128 };
    struct value *values = calloc(ROWS, sizeof *values);
    char *scratch = calloc(ROWS, SIZE);
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(scratch + i * SIZE, SIZE, "%0100zu", i);
        values[i] = text_value(i % 7 ? scratch + i * SIZE : "");
    }
    check(values, ROWS, COLUMN_TEXT, FORM_TEXTS);
    free(values);
    free(scratch);
}

static void test_calendar(void **state)
{
    char text[CALENDAR_SECOND_LEN];
    (void)state;
    assert_int_equal(calendar_day(1970, 1, 1), 0);
    assert_int_equal(calendar_day(2000, 3, 1), 11017);
    for (int64_t day = calendar_day(0, 1, 1); day <= calendar_day(9999, 12, 31); day += 13) {
        int64_t back = 0;
        calendar_write_day(day, text);
        assert_true(calendar_read_day(span_of(text, CALENDAR_DAY_LEN), &back));
        assert_true(back == day);
        calendar_write_second(day * 86400 + 86399, text);
        assert_true(calendar_read_second(span_of(text, CALENDAR_SECOND_LEN), &back));
        assert_true(back == day * 86400 + 86399);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_order_that_was_given),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_by_chance),
        cmocka_unit_test(test_long_texts_have_no_codes),
        cmocka_unit_test(test_calendar),
    };
    return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
