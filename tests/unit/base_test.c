/* The base: words of errors, memory, numbers as text, time, patterns, files. */
#include "tests/support/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/pattern.h"
#include "core/base/value.h"

static void test_text_places(void **state)
{
    (void)state;
    struct error err;
    error_set_errno(&err, ENOENT, "caseload.csv");
    assert_int_equal(err.code, STATUS_NOT_FOUND);
    assert_string_equal(
        err.message,
        "caseload.csv: there is no such file or folder; check the name and the folder");
    /* An error told in terms of itself keeps its words. */
    error_set(&err, STATUS_IO, TEXT_FILE_SYSTEM,
              TEXT_VALUES(text_string("file", err.file), text_string("reason", "x{reason}")));
    assert_string_equal(err.message, "caseload.csv: x{reason}; try again, or use another folder");
}

static void test_one_is_no_many(void **state)
{
    (void)state;
    static const struct {
        int64_t rows, columns;
        const char *text;
    } cases[] = {{1, 1, "a ─ 1 row · 1 column"},
                 {0, 2, "a ─ 0 rows · 2 columns"},
                 {1001, 18, "a ─ 1,001 rows · 18 columns"}};
    char out[100];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_format(out, sizeof out, TEXT_DATA_CAPTION,
                    TEXT_VALUES(text_string("dataset", "a"), text_number("rows", cases[i].rows),
                                text_number("columns", cases[i].columns)));
        assert_string_equal(out, cases[i].text);
    }
}

static void test_text_cut_at_character(void **state)
{
    (void)state;
    char out[16];
    const char *name = "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9";
    size_t whole =
        text_format(out, sizeof out, TEXT_FILE_READ_ONLY, TEXT_VALUES(text_string("file", name)));
    assert_true(whole > sizeof out);
    assert_int_equal(strlen(out), 14);
}

static void test_group_digits(void **state)
{
    (void)state;
    static const struct {
        int64_t n;
        const char *text;
    } cases[] = {{0, "0"},
                 {999, "999"},
                 {1000, "1,000"},
                 {12408, "12,408"},
                 {-1234567, "-1,234,567"},
                 {INT64_MIN, "-9,223,372,036,854,775,808"}};
    char out[32];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(text_group_digits(out, sizeof out, cases[i].n), cases[i].text);
}

static void test_arena(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *a = arena_printf(arena, "%d rows", 3);
    char *big = arena_array(arena, 3000, 100);
    assert_string_equal(a, "3 rows");
    assert_int_equal(big[299999], 0);
    assert_null(arena_array(arena, SIZE_MAX / 2, 3));
    assert_null(arena_alloc(arena, SIZE_MAX - 4));
    arena_reset(arena);
    assert_string_equal(arena_copy(arena, span_of("abc", 2)), "ab");
    arena_free(arena);
}

static void test_buffer(void **state)
{
    (void)state;
    struct buffer b = {0};
    for (int i = 0; i < 1000; i++)
        assert_true(buffer_printf(&b, "%d,", i));
    assert_int_equal(b.len, 3890);
    assert_int_equal(strlen(b.data), 3890);
    assert_false(buffer_reserve(&b, SIZE_MAX - 10));
    assert_true(b.failed);
    buffer_free(&b);
}

static void test_value_text(void **state)
{
    (void)state;
    static const struct {
        double d;
        const char *text;
    } cases[] = {{0.1, "0.1"},
                 {29.5, "29.5"},
                 {-0.0, "0"},
                 {1e15, "1e+15"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {123456789012, "123456789012"}};
    char scratch[VALUE_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct value v = {.kind = VALUE_DECIMAL, .decimal = cases[i].d};
        struct span text = value_text(&v, scratch);
        assert_int_equal(text.len, strlen(cases[i].text));
        assert_memory_equal(text.data, cases[i].text, text.len);
    }
}

static void test_names(void **state)
{
    (void)state;
    enum column_role role = ROLE_NONE;
    assert_true(column_role_from_name(span_string("Person ID"), &role));
    assert_int_equal(role, ROLE_PERSON_ID);
    enum quality quality = QUALITY_NONE;
    assert_false(quality_from_name(span_string("goo"), &quality));
}

static void test_clock(void **state)
{
    (void)state;
    char out[32];
    int64_t ms = 0;
    setenv("DATAJAM_NOW", "2026-05-12T10:33:00Z", 1);
    assert_string_equal(clock_iso(out, sizeof out, clock_now_ms()), "2026-05-12T10:33:00Z");
    setenv("DATAJAM_NOW", "@60", 1);
    assert_int_equal(clock_now_ms(), 60000);
    unsetenv("DATAJAM_NOW");
    assert_true(clock_now_ms() > 1600000000000);
    assert_false(clock_parse_iso("2026-05-12", &ms));
    setenv("DATAJAM_SEED", "7", 1);
    char a[UUID_SIZE];
    char b[UUID_SIZE];
    uuid_new(a);
    uuid_new(b);
    assert_int_equal(strlen(a), 36);
    assert_int_equal(a[14], '7');
    assert_string_not_equal(a, b);
    unsetenv("DATAJAM_SEED");
}

static void test_pattern(void **state)
{
    (void)state;
    struct pattern *p = NULL;
    struct error err;
    bool yes = false;
    assert_int_equal(pattern_new(&p, span_string("(?i)^n2[a-z]"), &err), STATUS_OK);
    assert_int_equal(pattern_match(p, span_string("N2L 3G1"), &yes, &err), STATUS_OK);
    assert_true(yes);
    pattern_free(p);
    assert_int_equal(pattern_new(&p, span_string("a(b"), &err), STATUS_INVALID);
    assert_int_equal(err.column, 4);
    /* A pattern that would run for years stops at its limits. */
    assert_int_equal(pattern_new(&p, span_string("^(a+)+$"), &err), STATUS_OK);
    struct span long_text = span_string("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
    assert_int_equal(pattern_match(p, long_text, &yes, &err), STATUS_INVALID);
    pattern_free(p);
}

static void test_file_replace(void **state)
{
    (void)state;
    char dir[] = "/tmp/datajam-base-XXXXXX";
    assert_non_null(mkdtemp(dir));
    char *deep = file_join(dir, "a/b");
    char *path = file_join(deep, "x.txt");
    struct error err;
    assert_int_equal(file_make_folder(deep, &err), STATUS_OK);
    assert_int_equal(file_make_folder(deep, &err), STATUS_OK);
    assert_int_equal(file_replace(path, span_string("one"), 0600, &err), STATUS_OK);
    assert_int_equal(file_replace(path, span_string("two"), 0600, &err), STATUS_OK);
    struct buffer b = {0};
    assert_int_equal(file_read(path, 100, &b, &err), STATUS_OK);
    assert_string_equal(b.data, "two");
    buffer_clear(&b);
    assert_int_equal(file_read(path, 2, &b, &err), STATUS_INVALID);
    assert_int_equal(file_read(dir, 100, &b, &err), STATUS_WRONG_KIND);
    assert_int_equal(file_make_folder(path, &err), STATUS_EXISTS);
    buffer_free(&b);
    unlink(path);
    rmdir(deep);
    deep[strlen(deep) - 2] = '\0';
    rmdir(deep);
    assert_int_equal(rmdir(dir), 0);
    free(path);
    free(deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_places),
        cmocka_unit_test(test_one_is_no_many),
        cmocka_unit_test(test_text_cut_at_character),
        cmocka_unit_test(test_group_digits),
        cmocka_unit_test(test_arena),
        cmocka_unit_test(test_buffer),
        cmocka_unit_test(test_value_text),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_pattern),
        cmocka_unit_test(test_file_replace),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
