/* Views: there and back, other versions, broken texts. */
#include "tests/support/check.h"

#include <string.h>

#include "core/analysis/view.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *written(const struct view *view)
{
    const char *json;
    assert_int_equal(view_write(arena, view, &json, NULL), STATUS_OK);
    return json;
}

static struct view read(const char *json)
{
    struct view view;
    struct error err = {0};
    if (view_read(arena, span_string(json), &view, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return view;
}

static void test_there_and_back(void **state)
{
    struct view_column columns[] = {
        {.id = 72}, {.id = 71, .hidden = true}, {.id = 1LL << 50, .width = 12}};
    struct view_sort sorts[] = {{72, true}, {71, false}};
    const struct view view = {.dataset = 7,
                              .columns = columns,
                              .column_count = 3,
                              .sorts = sorts,
                              .sort_count = 2,
                              .filters = "[{\"column\":72,\"op\":\"=\"}]",
                              .pivot = "{\"rows\":[72]}"};
    (void)state;
    const char *json = written(&view);
    struct view back = read(json);
    assert_int_equal(back.dataset, 7);
    assert_int_equal(back.column_count, 3);
    assert_true(back.columns[1].hidden);
    assert_int_equal(back.columns[2].id, 1LL << 50);
    assert_int_equal(back.columns[2].width, 12);
    assert_int_equal(back.sort_count, 2);
    assert_true(back.sorts[0].descending);
    assert_string_equal(back.pivot, "{\"rows\":[72]}");
    assert_string_equal(back.chart, "");
    assert_string_equal(written(&back), json);
}

static void test_unknown_keys_are_kept(void **state)
{
    const char *json = "{\"version\":1,\"dataset\":7,\"glow\":{\"a\":[1,2]},\"columns\":"
                       "[{\"id\":1,\"colour\":\"red\"}]}";
    (void)state;
    struct view view = read(json);
    assert_int_equal(view.column_count, 1);
    assert_non_null(strstr(written(&view), "\"glow\":{\"a\":[1,2]}"));
    view.others = "{\"dataset\":99}"; /* can't take the place of what is known */
    assert_non_null(strstr(written(&view), "\"dataset\":7"));
}

static void test_least_view(void **state)
{
    (void)state;
    struct view view = read("{\"version\":1,\"dataset\":3}");
    assert_int_equal(view.column_count, 0);
    assert_string_equal(view.filters, "");
    view = read("{\"version\":1,\"dataset\":3,\"columns\":[{\"id\":1,\"width\":99999999999}]}");
    assert_int_equal(view.columns[0].width, VIEW_WIDTH_MAX);
}

static void test_newer_version_is_refused(void **state)
{
    struct view view;
    (void)state;
    assert_int_equal(view_read(arena, span_string("{\"version\":2,\"dataset\":3}"), &view, NULL),
                     STATUS_NEWER);
}

static void test_broken_texts_are_errors(void **state)
{
    static const char *const broken[] = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{\"version\":1}",
        "{\"version\":\"1\",\"dataset\":3}",
        "{\"version\":0,\"dataset\":3}",
        "{\"version\":1,\"dataset\":3} x",
        "{\"version\":1,\"version\":1,\"dataset\":3}",
        "{\"version\":1,\"dataset\":3,\"columns\":7}",
        "{\"version\":1,\"dataset\":3,\"columns\":[7]}",
        "{\"version\":1,\"dataset\":3,\"sort\":[{\"column\":\"x\"}]}",
        "{\"version\":1,\"dataset\":3,\"filters\":{}}",
        "{\"version\":1,\"dataset\":3,\"pivot\":[]}",
        "{\"version\":1,\"dataset\":99999999999999999999}"};
    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct view view;
        struct error err = {0};
        if (view_read(arena, span_string(broken[i]), &view, &err) != STATUS_INVALID)
            fail_msg("taken for a view: %s", broken[i]);
        assert_true(err.message[0] != '\0');
    }
    const struct view bad = {.dataset = 1, .filters = "not json"};
    const char *json;
    assert_int_equal(view_write(arena, &bad, &json, NULL), STATUS_INVALID);
}

static void test_very_deep_text_is_an_error(void **state)
{
    char deep[20000];
    struct view view;
    (void)state;
    memset(deep, '[', sizeof deep);
    assert_int_equal(view_read(arena, span_of(deep, sizeof deep), &view, NULL), STATUS_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)
        T(test_there_and_back),
        T(test_unknown_keys_are_kept),
        T(test_least_view),
        T(test_newer_version_is_refused),
        T(test_broken_texts_are_errors),
        T(test_very_deep_text_is_an_error),
    };
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
