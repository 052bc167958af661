/* Facets: ranges where there are many values, and what ticking an entry means. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/frame/facet.h"
#include "core/frame/select.h"
#include "tests/support/values.h"

static struct facet make(struct arena *arena, const struct facet_request *request)
{
    struct facet facet;
    struct error err = {0};
    if (facet_make(&facet, request, arena, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return facet;
}

/* The first entries as text:count, one after the other. */
static void expect(const struct facet *facet, const char *wanted)
{
    struct buffer out = {0};
    for (size_t i = 0; i < facet->count && i < 6; i++) {
        buffer_add_string(&out, i ? " " : "");
        buffer_add_span(&out, facet->entries[i].text);
        buffer_printf(&out, ":%d", (int)facet->entries[i].rows);
    }
    assert_string_equal(buffer_span(&out).data, wanted);
    buffer_free(&out);
}

/* Each entry's filters let as many rows pass as it counts. */
static void tick_all(const struct frame_column *column, const struct facet *facet)
{
    for (size_t i = 0; i < facet->count; i++) {
        const struct facet_entry *entry = &facet->entries[i];
        struct bitmap rows, more;
        assert_true(bitmap_make(&rows, column->rows, true));
        for (size_t f = 0; f < entry->filter_count; f++) {
            assert_int_equal(select_rows(column, &entry->filters[f], "c", NULL, &more, NULL),
                             STATUS_OK);
            bitmap_and(&rows, &more);
            bitmap_free(&more);
        }
        assert_int_equal(rows.count, entry->rows);
        bitmap_free(&rows);
    }
}

static void test_values(void **state)
{
    struct frame_column *c = column_written(COLUMN_TEXT, "b 10,B 9,,b 10,a,,A");
    struct arena *arena = arena_new();
    struct facet_request request = {.field = {.column = c, .id = 1}, .automatic = true};
    (void)state;
    struct facet facet = make(arena, &request);
    expect(&facet, "b 10:2 :2 A:1 a:1 B 9:1");
    assert_int_equal(facet.rows, 7);
    assert_int_equal(facet.most, 2);
    tick_all(c, &facet);
    request.sort = FACET_BY_VALUE;
    request.limit = 3;
    facet = make(arena, &request);
    expect(&facet, "A:1 a:1 B 9:1");
    assert_int_equal(facet.all, 5);
    column_free(c);
    arena_free(arena);
}

/* Each entry as text:people/rows. */
static void expect_people(const struct facet *facet, const char *wanted)
{
    struct buffer out = {0};
    for (size_t i = 0; i < facet->count; i++) {
        const struct facet_entry *entry = &facet->entries[i];
        buffer_add_string(&out, i ? " " : "");
        buffer_add_span(&out, entry->text);
        buffer_printf(&out, ":%d/%d", (int)entry->people, (int)entry->rows);
    }
    assert_string_equal(buffer_span(&out).data, wanted);
    buffer_free(&out);
}

/* p has two values, and one row is of nobody: nobody counts as a person. */
static void test_people(void **state)
{
    struct frame_column *c = column_written(COLUMN_TEXT, "x,x,x,y,y,z");
    struct frame_column *persons = column_written(COLUMN_TEXT, "p,p,p,p,q,");
    struct arena *arena = arena_new();
    struct facet_request request = {
        .field = {.column = c, .id = 1}, .person = persons, .repeated = true};
    (void)state;
    struct facet facet = make(arena, &request);
    assert_true(facet.by_people);
    assert_int_equal(facet.people, 2);
    assert_int_equal(facet.rows, 6);
    assert_int_equal(facet.most, 2);
    expect_people(&facet, "y:2/2 x:1/3 z:0/1"); /* by people */
    tick_all(c, &facet);

    struct bitmap rows;
    assert_true(bitmap_make(&rows, c->rows, false));
    rows.words[0] = 0x18; /* y,y: each row another person */
    bitmap_recount(&rows);
    request.rows = &rows;
    facet = make(arena, &request);
    assert_false(facet.by_people);
    expect_people(&facet, "y:2/2");
    request.repeated = false; /* asked for */
    facet = make(arena, &request);
    assert_true(facet.by_people);
    bitmap_free(&rows);
    column_free(persons);
    column_free(c);
    arena_free(arena);
}

enum { MANY = 1000 };

static void check_ranges(enum column_type type, const struct value *values, enum group_cut cut,
                         double width, const char *wanted)
{
    struct frame_column *c = NULL;
    struct arena *arena = arena_new();
    assert_int_equal(column_from_values(&c, values, MANY, type, NULL, NULL), STATUS_OK);
    struct facet_request request = {
        .field = {.column = c, .id = 1}, .automatic = true, .sort = FACET_BY_VALUE};
    struct facet facet = make(arena, &request);
    assert_int_equal(facet.cut, cut);
    assert_true(facet.width == width);
    expect(&facet, wanted);
    assert_int_equal(facet.rows, MANY);
    tick_all(c, &facet);
    column_free(c);
    arena_free(arena);
}

static void test_numbers_in_ranges(void **state)
{
    static struct value values[MANY];
    (void)state;
    for (int i = 0; i < MANY; i++)
        values[i] = i % 10 ? value_whole(i % 100 - 20) : value_none();
    check_ranges(COLUMN_INTEGER, values, CUT_WIDTH, 10,
                 "-20\u2013-11:90 -10\u2013-1:90 0\u20139:90 10\u201319:90 20\u201329:90 "
                 "30\u201339:90");
    for (int i = 0; i < MANY; i++)
        values[i] = value_real(i * 0.001);
    check_ranges(COLUMN_DECIMAL, values, CUT_WIDTH, 0.1,
                 "[0,0.1):100 [0.1,0.2):100 [0.2,0.3):100 [0.3,0.4):100 [0.4,0.5):100 "
                 "[0.5,0.6):100");
    for (int i = 0; i < MANY; i++)
        values[i] = value_whole(i % 7);
    check_ranges(COLUMN_INTEGER, values, CUT_NONE, 0, "0:143 1:143 2:143 3:143 4:143 5:143");
}

static void check_days(int days, enum group_cut cut, const char *wanted)
{
    static struct value values[MANY];
    static char texts[MANY][16];
    for (int i = 0; i < MANY; i++) {
        int day = i * (days / MANY);
        snprintf(texts[i], sizeof texts[i], "%04d-%02d-%02d", 2000 + day / 360 % 100,
                 day / 30 % 12 + 1, day % 28 + 1);
        values[i] = value_word(texts[i]);
    }
    check_ranges(COLUMN_DATE, values, cut, 0, wanted);
}

static void test_dates_in_periods(void **state)
{
    (void)state;
    check_days(1000, CUT_MONTH,
               "2000-01:30 2000-02:30 2000-03:30 2000-04:30 2000-05:30 2000-06:30");
    check_days(3000, CUT_QUARTER,
               "2000-Q1:30 2000-Q2:30 2000-Q3:30 2000-Q4:30 2001-Q1:30 2001-Q2:30");
    check_days(20000, CUT_YEAR, "2000:18 2001:18 2002:18 2003:18 2004:18 2005:18");
}

static void test_texts_without_codes(void **state)
{
    enum { ROWS = 6000, LENGTH = 300 };
    static char texts[ROWS][LENGTH];
    static struct value values[ROWS];
    struct frame_column *c = NULL;
    struct arena *arena = arena_new();
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        int word = i % 50 == 7 ? 7 : i;
        snprintf(texts[i], LENGTH, "%0*d", LENGTH - 30, word);
        values[i] = i % 100 == 3 ? value_none() : value_word(texts[i]);
    }
    assert_int_equal(column_from_values(&c, values, ROWS, COLUMN_TEXT, NULL, NULL), STATUS_OK);
    assert_int_equal(c->form, FORM_TEXTS);
    struct facet_request request = {.field = {.column = c, .id = 1}, .limit = 3};
    struct facet facet = make(arena, &request);
    assert_int_equal(facet.count, 3);
    assert_int_equal(facet.entries[0].rows, ROWS / 50);
    assert_int_equal(facet.entries[1].rows, ROWS / 100);
    assert_int_equal(facet.entries[1].text.len, 0);
    assert_int_equal(facet.entries[2].rows, 1);
    assert_int_equal(facet.most, ROWS / 50);
    assert_int_equal(facet.all, ROWS - ROWS / 50 - ROWS / 100 + 2);
    tick_all(c, &facet);
    request.limit = 1;
    facet = make(arena, &request);
    assert_int_equal(facet.count, 1);
    assert_int_equal(facet.entries[0].rows, ROWS / 50);
    column_free(c);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_people),
        cmocka_unit_test(test_numbers_in_ranges),
        cmocka_unit_test(test_dates_in_periods),
        cmocka_unit_test(test_texts_without_codes),
    };
    return cmocka_run_group_tests_name("facet", tests, NULL, NULL);
}
