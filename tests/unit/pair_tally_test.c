/* Counting two sets of rows, and their people, against the plain way to do it. */
#include "core/frame/pair_tally.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/column_coarse.h"
#include "core/frame/column_internal.h"
#include "core/frame/person_pick.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"

enum { PEOPLE = 700 };

/* Enough rows for two threads, but under valgrind. */
static size_t row_count(void)
{
    return getenv("DATAJAM_SLOW") ? 3000 : 300000;
}

static struct column_box *random_column(uint64_t top, size_t values, uint64_t *chance)
{
    size_t rows = row_count();
    struct column_box *box = column_box_new(FORM_INTEGER, COLUMN_INTEGER, rows);
    assert_non_null(box);
    assert_true(column_box_codes(box, top));
    for (size_t row = 0; row < rows; row++) {
        uint64_t code = chance_below(chance, 9) == 0
                            ? 0
                            : top - chance_below(chance, (unsigned)values) * (top / values);
        column_set_code(box->codes, box->column.width, row, code);
    }
    box->column.base = 1;
    return box;
}

/* One row of `of` is in it; words that are all of one kind are among them. */
static struct bitmap random_rows(unsigned of, uint64_t *chance)
{
    struct bitmap bitmap;
    assert_true(bitmap_make(&bitmap, row_count(), false));
    for (size_t row = 0; row < bitmap.rows; row++) {
        bool in = row / 4096 % 4 == 1 || (row / 4096 % 4 != 2 && chance_below(chance, of) == 0);
        bitmap.words[row / 64] |= (uint64_t)in << (row % 64);
    }
    bitmap_recount(&bitmap);
    return bitmap;
}

/* ---- rows ---- */

static int64_t count_plainly(const struct frame_column *column, const struct bitmap *rows,
                             uint64_t code)
{
    int64_t count = 0;
    for (size_t row = 0; rows && row < column->rows; row++)
        count += bitmap_has(rows, row) && column_code(column, row) == code;
    return count;
}

static void check_tally(const struct frame_column *column, const struct bitmap *a,
                        const struct bitmap *b)
{
    struct pair_tally tally;
    struct pair_cursor cursor = {0};
    uint64_t code, before = 0;
    int64_t in_a, in_b, sum_a = 0, sum_b = 0;
    assert_int_equal(pair_tally_make(&tally, column, a, b, NULL, NULL), STATUS_OK);
    assert_int_equal(tally.a.empties, count_plainly(column, a, 0));
    assert_int_equal(tally.b.empties, count_plainly(column, b, 0));
    while (pair_tally_next(&tally, &cursor, &code, &in_a, &in_b)) {
        assert_true(code > before);
        assert_int_equal(in_a, count_plainly(column, a, code));
        assert_int_equal(in_b, count_plainly(column, b, code));
        sum_a += in_a;
        sum_b += in_b;
        before = code;
    }
    assert_int_equal(sum_a + tally.a.empties, a->count);
    assert_int_equal(sum_b + tally.b.empties, b ? b->count : 0);
    pair_tally_free(&tally);
}

static void test_rows(void **state)
{
    static const uint64_t tops[] = {7, 255, 900, 60000, 1 << 20, 1 << 25, (uint64_t)1 << 40};
    uint64_t chance = 1;
    (void)state;
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        struct column_box *box = random_column(tops[i], 7, &chance);
        struct bitmap a = random_rows(3, &chance), b = random_rows(2, &chance);
        check_tally(&box->column, &a, &b);
        check_tally(&box->column, &a, NULL);
        bitmap_free(&a);
        bitmap_free(&b);
        column_free(&box->column);
    }
}

static void test_stopped(void **state)
{
    const volatile int stop = 1;
    uint64_t chance = 2;
    struct column_box *box = random_column(90, 7, &chance);
    struct bitmap a = random_rows(3, &chance);
    struct pair_tally tally;
    (void)state;
    assert_int_equal(pair_tally_make(&tally, &box->column, &a, &a, &stop, NULL), STATUS_CANCELLED);
    bitmap_free(&a);
    column_free(&box->column);
}

/* ---- people ---- */

struct people {
    struct column_box *ids, *when;
    struct bitmap a, b;
    struct person_index index;
};

static void make_people(struct people *people, uint64_t top, uint64_t *chance)
{
    people->ids = random_column(top, PEOPLE, chance);
    people->when = random_column(24, 12, chance);
    people->a = random_rows(40, chance);
    people->b = random_rows(30, chance);
    for (size_t row = 4096; row < people->a.rows; row++) /* not everybody */
        people->a.words[row / 64] &= ~((uint64_t)1 << (row % 64));
    bitmap_recount(&people->a);
    assert_int_equal(person_index_make(&people->index, &people->ids->column, NULL, NULL),
                     STATUS_OK);
}

static void free_people(struct people *people)
{
    person_index_free(&people->index);
    bitmap_free(&people->a);
    bitmap_free(&people->b);
    column_free(&people->ids->column);
    column_free(&people->when->column);
}

/* The number of a person, 1 … PEOPLE, whatever the ids are. */
static size_t person_at(const struct people *people, size_t row)
{
    const struct frame_column *ids = &people->ids->column;
    uint64_t code = column_code(ids, row);
    return code == 0 ? 0 : 1 + (size_t)((ids->top - code) / (ids->top / PEOPLE));
}

static void check_pick(const struct people *people, const struct frame_column *when,
                       const struct bitmap *rows)
{
    size_t last[PEOPLE + 1] = {0};
    int64_t found = 0, nameless;
    struct bitmap picked;
    for (size_t row = 0; row < rows->rows; row++) {
        size_t *so_far = &last[person_at(people, row)];
        if (bitmap_has(rows, row) &&
            (*so_far == 0 || !when || column_code(when, row) >= column_code(when, *so_far - 1)))
            *so_far = row + 1;
    }
    assert_int_equal(person_pick(&people->index, when, rows, &picked, &nameless, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(nameless, count_plainly(&people->ids->column, rows, 0));
    for (size_t person = 1; person <= PEOPLE; person++) {
        assert_true(last[person] == 0 || bitmap_has(&picked, last[person] - 1));
        found += last[person] > 0;
    }
    assert_int_equal(picked.count, found);
    bitmap_free(&picked);
}

/* Ids close together, which number themselves, and ids far apart. */
static void test_people(void **state)
{
    static const uint64_t tops[] = {PEOPLE, 1 << 25, (uint64_t)1 << 40};
    uint64_t chance = 3;
    (void)state;
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        struct people people;
        make_people(&people, tops[i], &chance);
        check_pick(&people, &people.when->column, &people.a);
        check_pick(&people, &people.when->column, &people.b);
        check_pick(&people, NULL, &people.b);
        free_people(&people);
    }
}

/* The rest is whoever is not in A at all. */
static void test_rest(void **state)
{
    uint64_t chance = 4;
    struct people people;
    struct bitmap rest;
    bool in_a[PEOPLE + 1] = {false}, in_b[PEOPLE + 1] = {false};
    int64_t left = 0, both = 0;
    (void)state;
    make_people(&people, 1 << 25, &chance);
    for (size_t row = 0; row < people.a.rows; row++) {
        in_a[person_at(&people, row)] |= bitmap_has(&people.a, row);
        in_b[person_at(&people, row)] |= bitmap_has(&people.b, row);
    }
    for (size_t person = 1; person <= PEOPLE; person++)
        both += in_a[person] && in_b[person];
    assert_int_equal(person_overlap(&people.index, &people.a, &people.b), both);
    assert_int_equal(person_rest(&people.index, &people.a, &people.b, &rest, NULL), STATUS_OK);
    for (size_t row = 0; row < rest.rows; row++) {
        size_t person = person_at(&people, row);
        bool expected = bitmap_has(&people.b, row) && person > 0 && !in_a[person];
        assert_true(bitmap_has(&rest, row) == expected);
        left += expected;
    }
    assert_true(left > 0 && left == rest.count);
    bitmap_free(&rest);
    free_people(&people);
}

static void test_refused(void **state)
{
    const struct frame_column texts = {.form = FORM_TEXTS, .rows = 9};
    struct person_index index;
    (void)state;
    assert_int_equal(person_index_make(&index, &texts, NULL, NULL), STATUS_INVALID);
}

/* ---- coarse columns ---- */

static void test_days(void **state)
{
    struct column_box *box = column_box_new(FORM_SECOND, COLUMN_DATETIME, 5);
    struct frame_column *days = NULL;
    static const uint64_t codes[] = {0, 1, 86399, 86400, 200000};
    (void)state;
    assert_true(column_box_codes(box, 200000));
    box->column.base = -3 * 86400 + 1; /* 1969-12-29 00:00:01 */
    for (size_t row = 0; row < 5; row++)
        column_set_code(box->codes, box->column.width, row, codes[row]);
    assert_int_equal(column_days(&days, &box->column, NULL), STATUS_OK);
    static const char *const expected[] = {"", "1969-12-29", "1969-12-29", "1969-12-30",
                                           "1969-12-31"};
    for (size_t row = 0; row < 5; row++) {
        char scratch[COLUMN_TEXT_SIZE];
        struct value value = column_value(days, column_code(days, row), scratch);
        assert_true(span_equal(value.text, span_string(expected[row])));
        assert_true(column_code(days, row) <= days->top);
    }
    column_free(days);
    column_free(&box->column);
}

static void test_seems_unique(void **state)
{
    enum { ROWS = 1 << 20 };
    static const struct {
        unsigned repeats;
        bool unique;
    } cases[] = {{1, true}, {3, false}, {1000, false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct column_box *box = column_box_new(FORM_DIGITS, COLUMN_TEXT, ROWS);
        assert_true(column_box_codes(box, ROWS));
        for (size_t row = 0; row < ROWS; row++)
            column_set_code(box->codes, box->column.width, row, 1 + row / cases[i].repeats);
        assert_true(column_seems_unique(&box->column) == cases[i].unique);
        column_free(&box->column);
    }
    const struct frame_column few = {.rows = 100};
    assert_false(column_seems_unique(&few));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),         cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_people),       cmocka_unit_test(test_rest),
        cmocka_unit_test(test_refused),      cmocka_unit_test(test_days),
        cmocka_unit_test(test_seems_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
