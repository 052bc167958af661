/* Methods: those that come with datajam, a jam's own, and files that are none. */
#include "core/service/method.h"

#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

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

static const struct method *find(const struct method *methods, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(methods[i].name, name) == 0)
            return &methods[i];
    fail_msg("there is no method %s", name);
    return NULL;
}

static void those_that_come_with_it(void **state)
{
    static const char *const places[] = {NULL, "", "/nowhere"};
    struct method *methods;
    size_t count;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        assert_int_equal(methods_read(*state, places[i], &methods, &count, NULL), STATUS_OK);
        assert_int_equal(count, 3);
        assert_int_equal(find(methods, count, "data jam")->part_count, 3);
        assert_int_equal(find(methods, count, "data lab")->part_count, 6);
        assert_int_equal(find(methods, count, "hack day")->part_count, 3);
        assert_string_equal(methods[0].parts[0].title, "Topic question");
        assert_true(strlen(methods[0].parts[0].hint) > 10);
    }
}

static void a_jam_has_its_own(void **state)
{
    const char *folder = fixture_folder();
    struct method *methods;
    size_t count;
    fixture_file(folder, "methods.csv",
                 "Part;Method;More\nFirst;ours;x\n;ours;\nSecond;ours;\nOnly;theirs;\n");
    assert_int_equal(methods_read(*state, folder, &methods, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_string_equal(methods[0].name, "ours");
    assert_int_equal(methods[0].part_count, 2);
    assert_string_equal(methods[0].parts[1].title, "Second");
    assert_string_equal(methods[0].parts[1].hint, "");
}

static void what_is_no_list_of_methods(void **state)
{
    const char *folder = fixture_folder();
    struct method *methods;
    struct error err = {0};
    size_t count;
    fixture_file(folder, "methods.csv", "name,what\na,b\n");
    assert_int_equal(methods_read(*state, folder, &methods, &count, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "method,part,hint"));
    fixture_file(folder, "methods.csv", "method,part\n,\n");
    assert_int_equal(methods_read(*state, folder, &methods, &count, &err), STATUS_NOT_FOUND);
    fixture_file(folder, "methods.csv", "method,part\n\"a,b\n");
    assert_int_equal(methods_read(*state, folder, &methods, &count, &err), STATUS_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(those_that_come_with_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_jam_has_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_list_of_methods, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("methods", tests, NULL, NULL);
}
