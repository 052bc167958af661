/* Nearest names: slips are mended, other words are left alone. */
#include "tests/support/check.h"

#include "core/base/nearest.h"

static const char *const verbs[] = {"demo", "import", "datasets", "rows", "convert", "commands"};

static const char *offer(const char *word)
{
    int i = nearest_name(word, verbs, sizeof verbs / sizeof *verbs);
    return i < 0 ? "" : verbs[i];
}

static void test_slips(void **state)
{
    (void)state;
    assert_string_equal(offer("rosw"), "rows");
    assert_string_equal(offer("row"), "rows");
    assert_string_equal(offer("ROWS"), "rows");
    assert_string_equal(offer("dataset"), "datasets");
    assert_string_equal(offer("improt"), "import");
    assert_string_equal(offer("comands"), "commands");
    assert_string_equal(offer("conv"), "convert");
}

/* The beginning of a name counts, also where its words are parted in another way. */
static void test_beginnings(void **state)
{
    static const char *const topics[] = {"additional-benefits", "integration-focus",
                                         "long-term-clients"};
    (void)state;
    assert_int_equal(nearest_name("longterm", topics, 3), 2);
    assert_int_equal(nearest_name("Long Term", topics, 3), 2);
    assert_int_equal(nearest_name("additionalb", topics, 3), 0);
    assert_int_equal(nearest_name("--", topics, 3), -1);
}

static void test_other_words(void **state)
{
    (void)state;
    assert_string_equal(offer("xyz"), "");
    assert_string_equal(offer(""), "");
    assert_string_equal(offer("q"), "");
    assert_string_equal(offer("presentation-of-everything"), "");
    char longest[400];
    for (size_t i = 0; i + 1 < sizeof longest; i++)
        longest[i] = 'r';
    longest[sizeof longest - 1] = '\0';
    assert_string_equal(offer(longest), "");
    assert_int_equal(nearest_name("rows", NULL, 0), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slips),
        cmocka_unit_test(test_beginnings),
        cmocka_unit_test(test_other_words),
    };
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
