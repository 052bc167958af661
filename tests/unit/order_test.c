/* Which rows are shown, in which order. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/natural.h"
#include "core/frame/order.h"
#include "core/frame/order_internal.h"
#include "tests/support/values.h"

static struct row_order *make(size_t rows, const struct bitmap *bitmap,
                              const struct order_key *keys, size_t count)
{
    struct row_order *order = NULL;
    struct error err = {0};
    if (row_order_make(&order, rows, bitmap, keys, count, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return order;
}

static void test_all_rows(void **state)
{
    struct row_order *order = make(10, NULL, NULL, 0);
    uint32_t rows[8];
    (void)state;
    assert_int_equal(row_order_count(order), 10);
    assert_int_equal(row_order_rows(order, 7, 8, rows), 3);
    assert_int_equal(rows[2], 9);
    assert_int_equal(row_order_rows(order, 10, 8, rows), 0);
    assert_int_equal(row_order_rows(order, -1, 8, rows), 0);
    assert_int_equal(row_order_position(order, 9), 9);
    assert_int_equal(row_order_position(order, 10), -1);
    row_order_free(order);
    order = make(0, NULL, NULL, 0);
    assert_int_equal(row_order_rows(order, 0, 8, rows), 0);
    row_order_free(order);
}

/* Every position of bitmaps of several sizes, read one by one and in runs. */
static void test_a_bitmap(void **state)
{
    static const size_t sizes[] = {1, 63, 64, 65, 511, 512, 513, 5000};
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct bitmap bitmap;
        uint32_t wanted[5000], rows[5000];
        size_t count = 0;
        assert_true(bitmap_make(&bitmap, sizes[s], false));
        for (size_t row = 0; row < sizes[s]; row++) {
            if (row % 3 != 1 && row / 700 % 2 == 0) {
                bitmap.words[row / 64] |= UINT64_C(1) << row % 64;
                wanted[count++] = (uint32_t)row;
            }
        }
        bitmap_recount(&bitmap);
        struct row_order *order = make(sizes[s], &bitmap, NULL, 0);
        assert_int_equal(row_order_count(order), count);
        assert_int_equal(row_order_rows(order, 0, 5000, rows), count);
        assert_memory_equal(rows, wanted, count * sizeof *rows);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(row_order_rows(order, (int64_t)i, 1, rows), 1);
            assert_int_equal(rows[0], wanted[i]);
            assert_int_equal(row_order_position(order, wanted[i]), i);
        }
        if (sizes[s] > 1)
            assert_int_equal(row_order_position(order, 1), -1);
        row_order_free(order);
        bitmap_free(&bitmap);
    }
}

/* The rows in order, one letter each from a on. */
static void expect(const struct bitmap *bitmap, const struct order_key *keys, size_t count,
                   const char *letters)
{
    uint32_t rows[64];
    char found[65] = "";
    struct row_order *order = make(keys[0].column->rows, bitmap, keys, count);
    size_t shown = row_order_rows(order, 0, 64, rows);
    for (size_t i = 0; i < shown; i++) {
        found[i] = (char)('a' + rows[i]);
        assert_int_equal(row_order_position(order, rows[i]), i);
    }
    assert_string_equal(found, letters);
    row_order_free(order);
}

static void test_keys(void **state)
{
    struct frame_column *office = column_written(COLUMN_TEXT, "b 10,B 9,,a,b 10,,A");
    struct frame_column *age = column_written(COLUMN_INTEGER, "30,-5,7,30,,7,1000");
    struct order_key keys[] = {{office, false}, {age, false}};
    (void)state;
    expect(NULL, keys, 1, "gdbaecf");
    expect(NULL, keys, 2, "gdbaecf");
    keys[0].descending = true;
    expect(NULL, keys, 1, "aebdgcf");
    keys[1].descending = true;
    expect(NULL, keys + 1, 1, "gadcfbe");
    struct order_key by_age[] = {{age, false}, {office, true}};
    expect(NULL, by_age, 2, "bcfadge");
    struct bitmap bitmap;
    assert_true(bitmap_make(&bitmap, 7, true));
    bitmap.words[0] &= ~UINT64_C(9); /* a and d */
    bitmap_recount(&bitmap);
    expect(&bitmap, by_age, 2, "bcfge");
    bitmap_free(&bitmap);
    column_free(office);
    column_free(age);
}

/* ---- many rows, against the plain comparison ---- */

enum { MANY = 300000 };

static struct value *many;

static int compare_rows(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    const struct value *x = &many[left], *y = &many[right];
    int order = (x->kind == VALUE_EMPTY) - (y->kind == VALUE_EMPTY);
    if (order == 0 && x->kind == VALUE_INTEGER)
        order = (x->integer > y->integer) - (x->integer < y->integer);
    if (order == 0 && x->kind == VALUE_TEXT)
        order = natural_compare(x->text, y->text);
    return order ? order : (left > right) - (left < right);
}

static void check_many(size_t count, enum column_type type)
{
    struct frame_column *column = NULL;
    uint32_t *wanted = calloc(count, sizeof *wanted), *rows = calloc(count, sizeof *rows);
    assert_int_equal(column_from_values(&column, many, count, type, NULL, NULL), STATUS_OK);
    struct row_order *order = make(count, NULL, &(struct order_key){column, false}, 1);
    for (size_t i = 0; i < count; i++)
        wanted[i] = (uint32_t)i;
    qsort(wanted, count, sizeof *wanted, compare_rows);
    assert_int_equal(row_order_rows(order, 0, count, rows), count);
    assert_memory_equal(rows, wanted, count * sizeof *rows);
    row_order_free(order);
    column_free(column);
    free(wanted);
    free(rows);
}

static void test_many_numbers(void **state)
{
    static const uint64_t distinct[] = {3, 1000, 100000, UINT64_C(1) << 40};
    (void)state;
    many = calloc(MANY, sizeof *many);
    for (size_t d = 0; d < sizeof distinct / sizeof *distinct; d++) {
        for (size_t i = 0; i < MANY; i++)
            many[i] = i % 11 ? value_whole((int64_t)(i * UINT64_C(0x9E3779B97F4A7C15) >> 8) %
                                           (int64_t)distinct[d])
                             : value_none();
        check_many(MANY, COLUMN_INTEGER);
    }
    free(many);
}

static void test_texts_without_codes(void **state)
{
    enum { ROWS = 4000, LENGTH = 300 };
    static char texts[ROWS][LENGTH];
    struct frame_column *column = NULL, coded;
    (void)state;
    many = calloc(ROWS, sizeof *many);
    for (size_t i = 0; i < ROWS; i++) {
        size_t word = i * 7919 % 3000; /* some of them twice */
        snprintf(texts[i], LENGTH, "%s %zu %0*zu", word % 2 ? "Note" : "note", word / 4,
                 LENGTH - 30, word);
        many[i] = i % 10 ? value_word(texts[i]) : value_none();
    }
    check_many(ROWS, COLUMN_TEXT);
    assert_int_equal(column_from_values(&column, many, ROWS, COLUMN_TEXT, NULL, NULL), STATUS_OK);
    assert_int_equal(column->form, FORM_TEXTS);
    assert_int_equal(order_code_texts(&coded, column, NULL, 100000, NULL, NULL), STATUS_INVALID);
    column_free(column);
    free(many);
}

static void test_a_sort_can_be_stopped(void **state)
{
    static const volatile int cancel = 1;
    struct frame_column *age = column_written(COLUMN_INTEGER, "30,-5,7");
    struct row_order *order = NULL;
    (void)state;
    assert_int_equal(
        row_order_make(&order, 3, NULL, &(struct order_key){age, false}, 1, &cancel, NULL),
        STATUS_CANCELLED);
    assert_null(order);
    column_free(age);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_rows),
        cmocka_unit_test(test_a_bitmap),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_many_numbers),
        cmocka_unit_test(test_texts_without_codes),
        cmocka_unit_test(test_a_sort_can_be_stopped),
    };
    return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
