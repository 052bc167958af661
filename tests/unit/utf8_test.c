/* UTF-8: malformed bytes by the Unicode standard's own tables, and what a screen may show. */
#include "tests/support/check.h"

#include <string.h>

#include "core/base/utf8.h"

#define R "\xEF\xBF\xBD"

static void expect_repair(const char *bytes, size_t len, const char *expected, size_t count)
{
    struct buffer b = {0};
    assert_int_equal(utf8_repair(span_of(bytes, len), &b), count);
    assert_string_equal(buffer_span(&b).data, expected);
    assert_int_equal(utf8_valid(span_of(bytes, len)), count == 0);
    assert_true(utf8_valid(buffer_span(&b)));
    buffer_free(&b);
}

static void test_repair(void **state)
{
    (void)state;
    expect_repair("plain", 5, "plain", 0);
    expect_repair("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80",
                  0);
    /* The Unicode Standard 15.0, tables 3-8 to 3-11: one mark for each maximal part. */
    expect_repair("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9, R R R R R R R R "A", 8);
    expect_repair("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 9, R R R R R R R R "A", 8);
    expect_repair("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9, R R R R R "A" R R "B", 7);
    expect_repair("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9, R R R R "A", 4);
    expect_repair("\xEF\xBF", 2, R, 1);
}

static void test_encode_decode_all(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[4];
        uint32_t back = 0;
        size_t len = utf8_write(c, bytes);
        assert_true(utf8_valid(span_of(bytes, len)));
        assert_int_equal(utf8_decode(bytes, len, &back), len);
        assert_int_equal(back, c);
    }
}

static void expect_screen(const char *text, const char *shown, size_t cells)
{
    struct buffer b = {0};
    struct span span = span_string(text);
    assert_int_equal(utf8_screen(span, &b), cells);
    assert_string_equal(buffer_span(&b).data, shown);
    assert_int_equal(utf8_screen_width(span), cells);
    buffer_free(&b);
}

static void test_screen(void **state)
{
    (void)state;
    expect_screen("a\x1b[2Jb", "a\xE2\x90\x9B[2Jb", 6);
    expect_screen("a\r\n\tb\x7F",
                  "a\xE2\x90\x8D\xE2\x90\x8A\xE2\x90\x89"
                  "b\xE2\x90\xA1",
                  6);
    expect_screen("x\xC2\x9By", "x" R "y", 3); /* C1 CSI */
    expect_screen("a\xE2\x80\xAE"
                  "b\xE2\x80\x8B"
                  "c",
                  "abc", 3); /* bidi override, zero width */
    expect_screen("a\xE2\x80\xA8"
                  "b",
                  "a\xE2\x90\xA4"
                  "b",
                  3); /* line separator */
    expect_screen("\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97", 4);
    expect_screen("e\xCC\x81\xCC\x82\xCC\x83\xCC\x84", "e\xCC\x81\xCC\x82", 1);
    expect_screen("\xCC\x81x", R "x", 2);
    expect_screen("a\xEF\xB8\x8F\xF3\xA0\x81\x81", "a", 1); /* variation selector, tag */
    expect_screen("\xFF", R, 1);
}

static void test_fit(void **state)
{
    (void)state;
    size_t used = 0;
    struct span fit = utf8_fit(span_string("a\xE6\xBC\xA2"
                                           "b"),
                               2, &used);
    assert_int_equal(fit.len, 1);
    assert_int_equal(used, 1);
    fit = utf8_fit(span_string("e\xCC\x81x"), 1, &used);
    assert_int_equal(fit.len, 3);
    assert_int_equal(used, 1);
}

static void test_fold(void **state)
{
    (void)state;
    struct buffer a = {0};
    struct buffer b = {0};
    assert_true(utf8_fold(span_string("STRA\xC3\x9F"
                                      "E \xC3\x89"),
                          &a));
    assert_true(utf8_fold(span_string("strasse E\xCC\x81"), &b));
    assert_string_equal(a.data, b.data);
    assert_true(utf8_contains_folded(span_string("Rooming House"), span_string("house"), &a));
    assert_false(utf8_contains_folded(span_string(""), span_string("house"), &a));
    buffer_free(&a);
    buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_repair), cmocka_unit_test(test_encode_decode_all),
        cmocka_unit_test(test_screen), cmocka_unit_test(test_fit),
        cmocka_unit_test(test_fold),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
