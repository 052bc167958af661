/* Postcodes in the forms that the postal services publish, and what is none. */
#include "core/analysis/postcode.h"

#include "tests/support/check.h"

static void check(const char *text, enum postcode_country country, const char *full,
                  const char *outer)
{
    struct postcode code;
    if (!postcode_read(span_string(text), &code))
        fail_msg("%s was not recognised", text);
    assert_int_equal(code.country, country);
    assert_string_equal(code.full, full);
    assert_string_equal(code.outer, outer);
}

static void check_none(const char *text)
{
    struct postcode code;
    if (postcode_read(span_string(text), &code))
        fail_msg("%s was taken for %s", text, code.full);
    assert_int_equal(code.country, POSTCODE_NONE);
}

/* One of each form, as in the guide to the postcode address file. */
static void test_united_kingdom(void **state)
{
    (void)state;
    check("M1 1AE", POSTCODE_UK, "M1 1AE", "M1");
    check("B33 8TH", POSTCODE_UK, "B33 8TH", "B33");
    check("CR2 6XH", POSTCODE_UK, "CR2 6XH", "CR2");
    check("DN55 1PT", POSTCODE_UK, "DN55 1PT", "DN55");
    check("W1A 0AX", POSTCODE_UK, "W1A 0AX", "W1A");
    check("EC1A 1BB", POSTCODE_UK, "EC1A 1BB", "EC1A");
    check("GIR 0AA", POSTCODE_UK, "GIR 0AA", "GIR");
    check("FIQQ1ZZ", POSTCODE_UK, "FIQQ 1ZZ", "FIQQ");
    check(" sw1a1aa ", POSTCODE_UK, "SW1A 1AA", "SW1A");
    check("S W1A  1-aa", POSTCODE_UK, "SW1A 1AA", "SW1A");
    check("ec1a\xC2\xA0"
          "1bb",
          POSTCODE_UK, "EC1A 1BB", "EC1A");
    check_none("QA1 1AA"); /* no area begins with Q, V, X */
    check_none("AI1 1AA"); /* nor is the second letter I, J, Z */
    check_none("M1 1AC");  /* C I K M O V are not at the end */
    check_none("M1L 1AE"); /* not every letter behind a digit */
    check_none("EC1C 1BB");
    check_none("M1 1A");
    check_none("M111 1AE");
    check_none("SW1A 1AA x");
    check_none("SW1A/1AA");
}

static void test_canada(void **state)
{
    (void)state;
    check("K1A 0B1", POSTCODE_CANADA, "K1A 0B1", "K1A");
    check("n2l3g1", POSTCODE_CANADA, "N2L 3G1", "N2L");
    check("H0H-0H0", POSTCODE_CANADA, "H0H 0H0", "H0H");
    check_none("D1A 0B1"); /* D F I O Q U are nowhere, W and Z not in front */
    check_none("W1A 0B1");
    check_none("K1O 0B1");
    check_none("K1A 0B");
    check_none("K1A 0B1X");
}

static void test_netherlands(void **state)
{
    (void)state;
    check("1012 JS", POSTCODE_NETHERLANDS, "1012 JS", "1012");
    check("2595bd", POSTCODE_NETHERLANDS, "2595 BD", "2595");
    check_none("0123 AB"); /* none begins with 0 */
    check_none("1234 SS"); /* and none ends in SA, SD, SS */
    check_none("1234 SA");
    check_none("1234 SD");
    check_none("1234");
    check_none("1234 ABC");
}

static void test_nothing_of_the_kind(void **state)
{
    (void)state;
    check_none("");
    check_none("   ");
    check_none("12345");
    check_none("Waterloo");
    check_none("a very long text that is no code");
    check_none("M1\n1AE");
}

static void test_columns(void **state)
{
    (void)state;
    struct postcode_tally tally = {0};
    assert_int_equal(postcode_of_column(&tally), POSTCODE_NONE);
    postcode_count(&tally, span_string("N2L 3G1"), 85);
    postcode_count(&tally, span_string("n2l3g2"), 5);
    postcode_count(&tally, span_string(" "), 1000);
    postcode_count(&tally, span_string("unknown"), 10);
    assert_int_equal(tally.values, 100);
    assert_int_equal(postcode_of_column(&tally), POSTCODE_CANADA);
    postcode_count(&tally, span_string("M1 1AE"), 5);
    assert_int_equal(postcode_of_column(&tally), POSTCODE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_united_kingdom), cmocka_unit_test(test_canada),
        cmocka_unit_test(test_netherlands),    cmocka_unit_test(test_nothing_of_the_kind),
        cmocka_unit_test(test_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
