/* Figures as they were: kept whole as JSON, and set beside those of now. */
#include "core/analysis/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/values.h"

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

/* A table of one label and one figure per row: "north 3.5; south 2". */
static struct snapshot table(struct arena *arena, const char *rows)
{
    struct snapshot out = snapshot_new(arena, 16, 2, 1);
    struct snapshot_mark mark = {0};
    out.rows = 0;
    out.heads[0] = "office";
    out.heads[1] = "average";
    char *copy = arena_string(arena, rows), *rest = NULL;
    for (char *row = strtok_r(copy, ";", &rest); row; row = strtok_r(NULL, ";", &rest)) {
        char *figure = strrchr(row, ' ');
        *figure = '\0';
        out.cells[out.rows * 2] = value_word(row + strspn(row, " "));
        out.cells[out.rows * 2 + 1] =
            strcmp(figure + 1, "-") == 0 ? value_none() : value_real(strtod(figure + 1, NULL));
        out.n += 10;
        out.rows++;
    }
    for (size_t i = 0; i < out.rows * 2; i++)
        snapshot_mark_value(&mark, &out.cells[i]);
    out.all_rows = (int64_t)out.rows;
    out.mark = snapshot_mark_text(&mark, arena);
    return out;
}

static struct snapshot through_json(struct arena *arena, const struct snapshot *in)
{
    const char *json;
    struct snapshot out;
    struct error err = {0};
    assert_int_equal(snapshot_write(arena, in, &json, &err), STATUS_OK);
    if (snapshot_read(arena, span_string(json), &out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return out;
}

static void test_there_and_back(void **state)
{
    struct arena *arena = *state;
    const struct snapshot in = table(arena, "north 0.1; south \"家\" 1e-17; empty -");
    const struct snapshot out = through_json(arena, &in);
    assert_int_equal(out.n, 30);
    assert_int_equal(out.rows, 3);
    assert_int_equal(out.labels, 1);
    assert_string_equal(out.heads[1], "average");
    assert_true(span_equal(out.cells[2].text, span_string("south \"家\"")));
    assert_true(out.cells[1].decimal == 0.1 && out.cells[3].decimal == 1e-17);
    assert_int_equal(out.cells[5].kind, VALUE_EMPTY);
    assert_string_equal(out.mark, in.mark);
    assert_true(snapshot_same(&in, &out));
}

static void compare(struct arena *arena, const char *before, const char *after, const char *what)
{
    const struct snapshot was = table(arena, before), is = table(arena, after);
    struct snapshot_change *changes;
    size_t count;
    char scratch[VALUE_NUMBER_SIZE], other[VALUE_NUMBER_SIZE];
    const char *said = "";
    assert_int_equal(snapshot_compare(arena, &was, &is, 10, &changes, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        struct span a = value_text(&changes[i].before, scratch);
        struct span b = value_text(&changes[i].after, other);
        said = arena_printf(arena, "%s%s%s:%.*s>%.*s", said, *said ? " " : "", changes[i].what,
                            (int)a.len, a.len ? a.data : "", (int)b.len, b.len ? b.data : "");
    }
    assert_string_equal(said, what);
    assert_true(snapshot_same(&was, &is) == (*what == '\0'));
}

static void test_what_differs(void **state)
{
    struct arena *arena = *state;
    compare(arena, "a 1; b 2", "a 1; b 2", "");
    compare(arena, "a 1; b 2", "a 1; b 2.5", "b:2>2.5");
    compare(arena, "a 1; b 2", "a 1", "rows counted:20>10 b:2>");
    compare(arena, "a 1", "a 1; b 2", "rows counted:10>20 b:>2");
    compare(arena, "a 1; b -", "a 1; b 3", "b:>3");
    compare(arena, "", "a 1", "rows counted:0>10 a:>1");
    /* Sums that were added up in another order are the same. */
    compare(arena, "a 0.30000000000000004", "a 0.3", "");
}

/* Another order is another table, but no figure of it is another. */
static void test_rows_are_known_by_their_labels(void **state)
{
    struct arena *arena = *state;
    const struct snapshot was = table(arena, "a 1; b 2; c 3"), is = table(arena, "c 3; a 1; b 2");
    struct snapshot_change *changes;
    size_t count;
    assert_false(snapshot_same(&was, &is));
    assert_int_equal(snapshot_compare(arena, &was, &is, 10, &changes, &count, NULL), STATUS_OK);
    assert_int_equal(count, 0);
}

static void test_no_more_than_asked_for(void **state)
{
    struct arena *arena = *state;
    const struct snapshot was = table(arena, "a 1; b 2; c 3"), is = table(arena, "a 2; b 3; c 4");
    struct snapshot_change *changes;
    size_t count;
    assert_int_equal(snapshot_compare(arena, &was, &is, 2, &changes, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
}

/* What is cut off still counts for the mark. */
static void test_a_large_table(void **state)
{
    struct arena *arena = *state;
    struct snapshot big = snapshot_new(arena, 5000, 100, 1);
    assert_int_equal(big.rows, SNAPSHOT_ROWS);
    assert_int_equal(big.columns, SNAPSHOT_COLUMNS);
    assert_int_equal(big.all_rows, 5000);
    struct snapshot_mark one = {0}, other = {0};
    for (int i = 0; i < 5000; i++) {
        const struct value value = value_whole(i), last = value_whole(i + (i == 4999));
        snapshot_mark_value(&one, &value);
        snapshot_mark_value(&other, &last);
    }
    assert_string_not_equal(snapshot_mark_text(&one, arena), snapshot_mark_text(&other, arena));
    big.mark = snapshot_mark_text(&one, arena);
    const struct snapshot back = through_json(arena, &big);
    assert_int_equal(back.all_rows, 5000);
    assert_int_equal(back.rows, SNAPSHOT_ROWS);
}

static void test_what_is_no_snapshot(void **state)
{
    static const char *const wrong[] = {"",
                                        "[]",
                                        "{}",
                                        "{\"version\":\"1\"}",
                                        "{\"version\":1}",
                                        "{\"version\":1,\"heads\":{},\"rows\":[]}",
                                        "{\"version\":1,\"heads\":[],\"rows\":1}"};
    struct arena *arena = *state;
    struct snapshot out;
    struct error err = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(snapshot_read(arena, span_string(wrong[i]), &out, &err), STATUS_INVALID);
    assert_int_equal(snapshot_read(arena, span_string("{\"version\":2}"), &out, &err),
                     STATUS_NEWER);
    /* Odd, but readable: what is missing is empty, labels are never more than columns. */
    assert_int_equal(snapshot_read(arena,
                                   span_string("{\"version\":1,\"labels\":-3,\"heads\":[1,\"a\"],"
                                               "\"rows\":[[],7,[1,2,3]]}"),
                                   &out, &err),
                     STATUS_OK);
    assert_int_equal(out.labels, 0);
    assert_int_equal(out.cells[0].kind, VALUE_EMPTY);
    assert_int_equal(out.cells[5].integer, 2);
    assert_int_equal(
        snapshot_read(arena,
                      span_string("{\"version\":1,\"labels\":9,\"heads\":[\"a\"],\"rows\":[]}"),
                      &out, &err),
        STATUS_OK);
    assert_int_equal(out.labels, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_there_and_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_differs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rows_are_known_by_their_labels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_more_than_asked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_large_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_snapshot, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("snapshot", tests, NULL, NULL);
}
