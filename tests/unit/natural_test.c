/* Natural order. */
#include "tests/support/check.h"

#include <string.h>

#include "core/base/natural.h"

static void test_each_comes_before_the_next(void **state)
{
    static const char *const ordered[] = {"",
                                          "-",
                                          "0",
                                          "007",
                                          "7",
                                          "9",
                                          "10",
                                          "10a",
                                          "99999999999999999999",
                                          "100000000000000000000",
                                          "Office",
                                          "office",
                                          "Office 2",
                                          "office 2",
                                          "Office 10",
                                          "office 10 b",
                                          "offices",
                                          "zebra",
                                          "\xC3\x84pfel",
                                          "\xC3\xA4pfel",
                                          "\xC3\xB6l",
                                          "\xE6\x97\xA5"};
    (void)state;
    for (size_t i = 0; i < sizeof ordered / sizeof *ordered; i++) {
        for (size_t j = 0; j < sizeof ordered / sizeof *ordered; j++) {
            int order = natural_compare(span_string(ordered[i]), span_string(ordered[j]));
            int wanted = (i > j) - (i < j);
            if ((order > 0) - (order < 0) != wanted)
                fail_msg("\"%s\" against \"%s\" gives %d", ordered[i], ordered[j], order);
        }
    }
}

static void test_very_long_numbers(void **state)
{
    char shorter[600], longer[601];
    (void)state;
    memset(shorter, '9', sizeof shorter);
    memset(longer, '1', sizeof longer);
    for (size_t len = 250; len < 600; len++)
        assert_true(natural_compare(span_of(shorter, len), span_of(longer, len + 1)) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_comes_before_the_next),
        cmocka_unit_test(test_very_long_numbers),
    };
    return cmocka_run_group_tests_name("natural", tests, NULL, NULL);
}
