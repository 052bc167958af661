/* The writers: exact text of each format, hostile values included. */
#include "tests/support/check.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/output/output.h"

static struct value text(const char *string)
{
    return (struct value){.kind = VALUE_TEXT, .text = span_string(string)};
}

static struct value integer(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value decimal(double number)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = number};
}

static const struct value empty = {.kind = VALUE_EMPTY};

/* Writes rows of the columns and gives the text, valid until the next call. */
static const char *written(enum output_format format, size_t width,
                           const struct output_column *columns, size_t count,
                           const struct value *values, size_t rows)
{
    static struct buffer out;
    struct sink *sink = sink_new_buffer(&out);
    struct output *output;
    const struct output_options options = {.width = width};
    buffer_clear(&out);
    assert_int_equal(output_begin(&output, format, sink, &options, columns, count, NULL),
                     STATUS_OK);
    for (size_t r = 0; r < rows; r++)
        assert_int_equal(output_row(output, values + r * count, NULL), STATUS_OK);
    assert_int_equal(output_end(output, NULL), STATUS_OK);
    sink_free(sink);
    return buffer_span(&out).data;
}

static const struct output_column two[] = {{"name", COLUMN_TEXT}, {"n", COLUMN_DECIMAL}};

static void test_csv(void **state)
{
    (void)state;
    const struct value rows[] = {text("a"),        decimal(0.1),   text("x, \"y\"\nz\r"),
                                 decimal(1e300),   empty,          integer(-7),
                                 text(" kept "),   decimal(-0.0),  text("=1+1"),
                                 integer(1234567), text("\t|\\'"), empty};
    assert_string_equal(written(OUTPUT_CSV, 0, two, 2, rows, 6), "name,n\n"
                                                                 "a,0.1\n"
                                                                 "\"x, \"\"y\"\"\nz\r\",1e+300\n"
                                                                 ",-7\n"
                                                                 " kept ,0\n"
                                                                 "=1+1,1234567\n"
                                                                 "\t|\\',\n");
    assert_string_equal(written(OUTPUT_CSV, 0, two, 2, NULL, 0), "name,n\n");
}

static void test_json(void **state)
{
    (void)state;
    const struct value rows[] = {text("a\"b\\c\n\t\r\x01\x7F\xC2\x9B[31m"),
                                 decimal(0.25),
                                 empty,
                                 decimal(INFINITY),
                                 text("\xFF\xFE"),
                                 integer(9007199254740993)};
    const char *json = written(OUTPUT_JSON, 0, two, 2, rows, 3);
    assert_string_equal(json, "[\n"
                              "{\"name\": \"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f\\u009b[31m\","
                              " \"n\": 0.25},\n"
                              "{\"name\": null, \"n\": null},\n"
                              "{\"name\": \"\xEF\xBF\xBD\xEF\xBF\xBD\", \"n\": 9007199254740993}\n"
                              "]\n");
    json_error_t problem;
    json_t *read = json_loads(json, 0, &problem);
    assert_non_null(read);
    assert_int_equal(json_array_size(read), 3);
    json_decref(read);
    assert_string_equal(written(OUTPUT_JSON, 0, two, 2, NULL, 0), "[]\n");
}

static void test_json_escapes_column_names(void **state)
{
    (void)state;
    const struct output_column odd[] = {{"a\"b", COLUMN_TEXT}};
    const struct value row[] = {text("c")};
    assert_string_equal(written(OUTPUT_JSON, 0, odd, 1, row, 1), "[\n{\"a\\\"b\": \"c\"}\n]\n");
}

static void test_markdown(void **state)
{
    (void)state;
    const struct value rows[] = {text("a|b\\|c"),
                                 decimal(2),
                                 text("one\r\ntwo\nthree"),
                                 empty,
                                 text("*x* _y_ rooming_house `z` [l](u) <b> &amp; ~~s~~"),
                                 integer(3),
                                 text("esc \x1B[31m"),
                                 integer(4)};
    assert_string_equal(written(OUTPUT_MARKDOWN, 0, two, 2, rows, 4),
                        "| name | n |\n"
                        "| --- | ---: |\n"
                        "| a\\|b\\\\\\|c | 2 |\n"
                        "| one<br>two<br>three |  |\n"
                        "| \\*x\\* \\_y\\_ rooming_house \\`z\\` \\[l\\](u) \\<b> \\&amp; "
                        "\\~\\~s\\~\\~ | 3 |\n"
                        "| esc ␛\\[31m | 4 |\n");
}

static void test_table(void **state)
{
    (void)state;
    const struct value rows[] = {text("Cambridge"), decimal(1.5), empty,
                                 integer(-20),      text("日本"), empty};
    assert_string_equal(written(OUTPUT_TABLE, 80, two, 2, rows, 3), "name         n\n"
                                                                    "─────────  ───\n"
                                                                    "Cambridge  1.5\n"
                                                                    "           -20\n"
                                                                    "日本          \n");
}

static void test_table_is_safe_for_the_screen(void **state)
{
    (void)state;
    const struct value rows[] = {text("a\x1B]0;x\x07\nb\r\xC2\x9B\xE2\x80\xAEz"), integer(1)};
    const char *table = written(OUTPUT_TABLE, 80, two, 2, rows, 1);
    for (const char *p = table; *p; p++)
        assert_true(*p == '\n' || (unsigned char)*p >= 0x20);
    assert_null(strstr(table, "\xC2\x9B"));
    assert_null(strstr(table, "\xE2\x80\xAE"));
}

static void test_table_fits_the_screen(void **state)
{
    (void)state;
    const struct output_column four[] = {{"first", COLUMN_TEXT},
                                         {"second", COLUMN_TEXT},
                                         {"number", COLUMN_INTEGER},
                                         {"last", COLUMN_TEXT}};
    const struct value rows[] = {text("some rather long text"), text("short"), integer(123456789),
                                 text("another rather long text")};
    assert_string_equal(written(OUTPUT_TABLE, 40, four, 4, rows, 1),
                        "first      second     number  last\n"
                        "─────────  ──────  ─────────  ──────────\n"
                        "some rat…  short   123456789  another r…\n");
    const char *narrow = written(OUTPUT_TABLE, 20, four, 4, rows, 1);
    assert_non_null(strstr(narrow, "2 of 4 columns"));
}

static void test_table_streams_after_measuring(void **state)
{
    (void)state;
    struct value rows[1000];
    for (size_t r = 0; r < 500; r++) {
        rows[2 * r] = text(r < 450 ? "ab" : "much longer than before");
        rows[2 * r + 1] = integer(r < 450 ? 7 : 123456);
    }
    const char *table = written(OUTPUT_TABLE, 80, two, 2, rows, 500);
    assert_non_null(strstr(table, "ab    7\n"));
    assert_non_null(strstr(table, "muc…  123456\n")); /* texts are cut, numbers are not */
}

static void test_formats_by_name(void **state)
{
    (void)state;
    enum output_format format;
    assert_true(output_format_from_name("md", &format));
    assert_int_equal(format, OUTPUT_MARKDOWN);
    assert_string_equal(output_format_name(OUTPUT_CSV), "csv");
    assert_false(output_format_from_name("xml", &format));
}

static enum status write_to(int fd)
{
    struct sink *sink = sink_new(fd, "standard output");
    struct error err = {0};
    sink_put_string(sink, "text");
    enum status status = sink_flush(sink, &err);
    sink_free(sink);
    return status;
}

static void test_sink_tells_what_is_wrong(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC), ends[2];
    assert_int_equal(write_to(full), STATUS_NO_SPACE);
    close(full);
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_int_equal(write_to(ends[1]), STATUS_CANCELLED);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_escapes_column_names),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_is_safe_for_the_screen),
        cmocka_unit_test(test_table_fits_the_screen),
        cmocka_unit_test(test_table_streams_after_measuring),
        cmocka_unit_test(test_formats_by_name),
        cmocka_unit_test(test_sink_tells_what_is_wrong),
    };
    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
