/* Profiles of columns of every form, and against the plain way on many rows. */
#include "tests/support/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/frame/profile.h"
#include "tests/support/values.h"

/* All figures in a line: empty distinct least greatest | quartiles mean | top. */
static void expect(const struct frame_column *column, const struct bitmap *bitmap,
                   const char *wanted)
{
    struct profile profile;
    struct error err = {0};
    struct buffer line = {0};
    char number[VALUE_NUMBER_SIZE];
    struct arena *arena = arena_new();
    if (profile_make(&profile, column, bitmap, 3, arena, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    const struct value *figures[] = {&profile.least,  &profile.greatest, &profile.lower,
                                     &profile.median, &profile.upper,    &profile.mean};
    buffer_printf(&line, "%d %d", (int)profile.empty, (int)profile.distinct);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        buffer_add_string(&line, i == 2 ? " | " : " ");
        buffer_add_span(&line, value_text(figures[i], number));
    }
    buffer_add_string(&line, " |");
    for (size_t i = 0; i < profile.top_count; i++) {
        buffer_add_string(&line, " ");
        buffer_add_span(&line, value_text(&profile.top[i].value, number));
        buffer_printf(&line, ":%d", (int)profile.top[i].rows);
    }
    assert_string_equal(line.data, wanted);
    buffer_free(&line);
    arena_free(arena);
}

static void check(enum column_type type, const char *values, const char *wanted)
{
    struct frame_column *column = column_written(type, values);
    expect(column, NULL, wanted);
    column_free(column);
}

static void test_figures(void **state)
{
    (void)state;
    check(COLUMN_INTEGER, "3,-7,,12,0,3,100", "1 5 -7 100 | 0.75 3 9.75 18.5 | 3:2 -7:1 0:1");
    check(COLUMN_INTEGER, "5", "0 1 5 5 | 5 5 5 5 | 5:1");
    check(COLUMN_INTEGER, ",,", "3 0   |     |");
    check(COLUMN_DECIMAL, "0.1,0.2,,0.3", "1 3 0.1 0.3 | 0.15 0.2 0.25 0.2 | 0.1:1 0.2:1 0.3:1");
    check(COLUMN_DECIMAL, "1e300,-1e300,2",
          "0 3 -1e+300 1e+300 | -5e+299 2 5e+299 "
          "0.6666666666666666 | -1e+300:1 2:1 1e+300:1");
    check(COLUMN_TEXT, "b 10,B 9,,b 10,a,10", "1 4 10 b 10 |     | b 10:2 10:1 a:1");
    check(COLUMN_DATE, "2019-03-31,2018-12-31,,2019-03-31",
          "1 2 2018-12-31 2019-03-31 |     | 2019-03-31:2 2018-12-31:1");
    check(COLUMN_INTEGER, "30,N/A,,40", "1 3 30 N/A | 32.5 35 37.5 35 | 30:1 40:1 N/A:1");
    check(COLUMN_TEXT, "0012,0007,,0007", "1 2 0007 0012 |     | 0007:2 0012:1");
}

static void test_whole_numbers_stay_whole(void **state)
{
    struct value values[3] = {value_whole(INT64_MAX), value_whole(INT64_MAX - 1),
                              value_whole(INT64_MAX - 2)};
    struct frame_column *column = NULL;
    struct profile profile;
    struct arena *arena = arena_new();
    (void)state;
    assert_int_equal(column_from_values(&column, values, 3, COLUMN_INTEGER, NULL, NULL), STATUS_OK);
    assert_int_equal(profile_make(&profile, column, NULL, 1, arena, NULL, NULL), STATUS_OK);
    assert_true(profile.median.kind == VALUE_INTEGER && profile.median.integer == INT64_MAX - 1);
    assert_true(profile.sum == (profile_whole)INT64_MAX * 3 - 3);
    column_free(column);
    arena_free(arena);
}

/* An order that was given tells the least and the greatest, not the median. */
static void test_a_given_order(void **state)
{
    struct value values[] = {value_whole(3), value_whole(1), value_word("none"), value_whole(2),
                             value_whole(2)};
    struct frame_column *column = NULL;
    (void)state;
    assert_int_equal(column_from_values(&column, values, 5, COLUMN_TEXT, "none; 3; 1; 2", NULL),
                     STATUS_OK);
    expect(column, NULL, "0 4 none 2 | 1.75 2 2.25 2 | 2:2 none:1 3:1");
    column_free(column);
}

static void test_some_rows(void **state)
{
    struct frame_column *column = column_written(COLUMN_INTEGER, "3,-7,,12,0,3,100");
    struct bitmap bitmap;
    (void)state;
    assert_true(bitmap_make(&bitmap, 7, false));
    bitmap.words[0] = 0x2d; /* the first, third, fourth and sixth */
    bitmap_recount(&bitmap);
    expect(column, &bitmap, "1 2 3 12 | 3 3 7.5 6 | 3:2 12:1");
    bitmap_free(&bitmap);
    column_free(column);
}

/* ---- many rows ---- */

enum { MANY = 5 * CHUNK_ROWS + 77 };

static int by_integer(const void *a, const void *b)
{
    const struct value *x = a, *y = b;
    return (x->integer > y->integer) - (x->integer < y->integer);
}

static double quartile(const struct value *sorted, size_t count, int number)
{
    double at = (double)(count - 1) * number / 4;
    size_t low = (size_t)at, high = low + 1 < count ? low + 1 : low;
    double below = (double)sorted[low].integer, above = (double)sorted[high].integer;
    return below + (above - below) * (at - (double)low);
}

static double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
}

static void check_many(uint64_t distinct)
{
    struct value *values = calloc(MANY, sizeof *values);
    struct frame_column *column = NULL;
    struct profile profile;
    struct arena *arena = arena_new();
    size_t count = 0, different = 0, most = 0, run = 0;
    double sum = 0;
    for (size_t i = 0; i < MANY; i++)
        values[i] =
            i % 7
                ? value_whole((int64_t)(i * UINT64_C(0x9E3779B97F4A7C15) >> 20) % (int64_t)distinct)
                : value_none();
    assert_int_equal(column_from_values(&column, values, MANY, COLUMN_INTEGER, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(profile_make(&profile, column, NULL, 1, arena, NULL, NULL), STATUS_OK);
    for (size_t i = 0; i < MANY; i++)
        if (i % 7)
            values[count++] = values[i];
    qsort(values, count, sizeof *values, by_integer);
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || values[i].integer != values[i - 1].integer;
        different += first;
        run = first ? 1 : run + 1;
        most = run > most ? run : most;
        sum += (double)values[i].integer;
    }
    assert_int_equal(profile.empty, MANY - count);
    assert_int_equal(profile.distinct, different);
    assert_int_equal(profile.top[0].rows, most);
    assert_int_equal(profile.least.integer, values[0].integer);
    assert_int_equal(profile.greatest.integer, values[count - 1].integer);
    assert_true(number_of(&profile.lower) == quartile(values, count, 1));
    assert_true(number_of(&profile.median) == quartile(values, count, 2));
    assert_true(number_of(&profile.upper) == quartile(values, count, 3));
    assert_true(fabs(number_of(&profile.mean) - sum / (double)count) <= 1e-9 * fabs(sum));
    column_free(column);
    arena_free(arena);
    free(values);
}

static void test_many_rows(void **state)
{
    (void)state;
    check_many(100);
    check_many(50000);
    check_many(5000000);
    check_many(100000000);
    check_many(UINT64_C(1) << 40);
}

static void test_texts_without_codes(void **state)
{
    enum { ROWS = 6000, LENGTH = 300 };
    static char texts[ROWS][LENGTH];
    static struct value values[ROWS];
    struct frame_column *column = NULL;
    struct profile profile;
    struct arena *arena = arena_new();
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        int word = i % 100 == 7 ? 7 : i; /* one of them often */
        snprintf(texts[i], LENGTH, "%s %d %0*d", word == 2000 ? "Aab" : "nOte", word, LENGTH - 30,
                 word);
        values[i] = i % 10 == 3 ? value_none() : value_word(texts[i]);
    }
    assert_int_equal(column_from_values(&column, values, ROWS, COLUMN_TEXT, NULL, NULL), STATUS_OK);
    assert_int_equal(column->form, FORM_TEXTS);
    assert_int_equal(profile_make(&profile, column, NULL, 2, arena, NULL, NULL), STATUS_OK);
    assert_int_equal(profile.empty, ROWS / 10);
    assert_int_equal(profile.distinct, ROWS - ROWS / 10 - (ROWS / 100 - 1));
    assert_int_equal(profile.top_count, 2);
    assert_int_equal(profile.top[0].rows, ROWS / 100);
    assert_memory_equal(profile.top[0].value.text.data, "nOte 7 ", 7);
    assert_memory_equal(profile.least.text.data, "Aab 2000 ", 9);
    assert_memory_equal(profile.greatest.text.data, "nOte 5999 ", 10);
    column_free(column);
    arena_free(arena);
}

static void test_a_profile_can_be_stopped(void **state)
{
    static const volatile int cancel = 1;
    struct frame_column *column = column_written(COLUMN_INTEGER, "1,2,3");
    struct arena *arena = arena_new();
    struct profile profile;
    (void)state;
    assert_int_equal(profile_make(&profile, column, NULL, 2, arena, &cancel, NULL),
                     STATUS_CANCELLED);
    column_free(column);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_whole_numbers_stay_whole),
        cmocka_unit_test(test_a_given_order),
        cmocka_unit_test(test_some_rows),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_texts_without_codes),
        cmocka_unit_test(test_a_profile_can_be_stopped),
    };
    return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
