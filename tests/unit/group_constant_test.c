/* Groups with one value: against a plain count, on random columns. */
#include "core/frame/group_constant.h"

#include <stdlib.h>

#include "tests/support/check.h"

enum { ROWS = 3000, GROUPS = 12, TRIALS = 40 };

static struct value number(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

struct trial {
    struct value groups[ROWS], values[ROWS];
    struct frame_column *group_column, *value_column;
};

/* Some groups have one value or none at all, others vary; all at random. */
static void make(struct trial *t, unsigned *random, size_t rows)
{
    int kind[GROUPS];
    for (int i = 0; i < GROUPS; i++)
        kind[i] = rand_r(random) % 3;
    for (size_t i = 0; i < rows; i++) {
        int group = rand_r(random) % GROUPS;
        t->groups[i] = group == 0 ? (struct value){.kind = VALUE_EMPTY} : number(group);
        t->values[i] = kind[group] == 0   ? (struct value){.kind = VALUE_EMPTY}
                       : kind[group] == 1 ? number(7)
                                          : number(rand_r(random) % 5);
    }
    assert_int_equal(
        column_from_values(&t->group_column, t->groups, rows, COLUMN_INTEGER, NULL, NULL),
        STATUS_OK);
    assert_int_equal(
        column_from_values(&t->value_column, t->values, rows, COLUMN_INTEGER, NULL, NULL),
        STATUS_OK);
}

static bool same_value(const struct value *a, const struct value *b)
{
    return a->kind == b->kind && (a->kind == VALUE_EMPTY || a->integer == b->integer);
}

static void compare(const struct trial *t, const struct groups *groups,
                    const struct group_constant *found, size_t rows)
{
    for (uint32_t g = 0; g < groups->count; g++) {
        const struct value *first = NULL;
        int64_t count = 0;
        bool same = true;
        for (size_t i = 0; i < rows; i++) {
            bool empty = t->groups[i].kind == VALUE_EMPTY;
            bool here = empty ? groups->has_empty && g + 1 == groups->count
                              : !(groups->has_empty && g + 1 == groups->count) &&
                                    groups->values[g].integer == t->groups[i].integer;
            if (!here)
                continue;
            same = same && (first == NULL || same_value(first, &t->values[i]));
            first = first ? first : &t->values[i];
            count++;
        }
        assert_true(found[g].same == same);
        if (same) {
            char scratch[COLUMN_TEXT_SIZE];
            struct value value = column_value(t->value_column, found[g].code, scratch);
            assert_int_equal(found[g].rows, count);
            assert_true(same_value(&value, first));
        }
    }
}

static void test_against_a_plain_count(void **state)
{
    static struct trial t;
    unsigned random = 5;
    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        size_t rows = 1 + (size_t)rand_r(&random) % ROWS;
        struct group_constant found[GROUPS + 1];
        struct groups groups;
        make(&t, &random, rows);
        const struct group_field field = {.column = t.group_column, .id = 1, .name = "g"};
        assert_int_equal(groups_make(&groups, &field, NULL, NULL, NULL), STATUS_OK);
        assert_int_equal(groups_constant(&groups, t.value_column, NULL, found, NULL), STATUS_OK);
        compare(&t, &groups, found, rows);
        groups_free(&groups);
        column_free(t.group_column);
        column_free(t.value_column);
    }
}

static void test_is_called_off(void **state)
{
    static struct trial t;
    struct group_constant found[GROUPS + 1];
    struct groups groups;
    unsigned random = 1;
    volatile int cancel = 0;
    (void)state;
    make(&t, &random, ROWS);
    const struct group_field field = {.column = t.group_column, .id = 1, .name = "g"};
    assert_int_equal(groups_make(&groups, &field, NULL, NULL, NULL), STATUS_OK);
    cancel = 1;
    assert_int_equal(groups_constant(&groups, t.value_column, &cancel, found, NULL),
                     STATUS_CANCELLED);
    groups_free(&groups);
    column_free(t.group_column);
    column_free(t.value_column);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_a_plain_count),
        cmocka_unit_test(test_is_called_off),
    };
    return cmocka_run_group_tests_name("group_constant", tests, NULL, NULL);
}
