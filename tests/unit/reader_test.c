/* Records: quotes, line ends, lines and their numbers, stray quotes; that the short way for
 * lines without quotes gives what the long one gives, and both what libcsv gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ingest/reader.h"
#include "tests/support/check.h"

struct text_reader {
    struct input *input;
    struct reader *reader;
    struct record record;
};

static struct text_reader open_text(struct span text, char delimiter, bool scan_all)
{
    const char sign[] = {delimiter, '\0'};
    struct dialect dialect = dialect_of(sign);
    struct text_reader t = {0};
    struct error err = {0};
    assert_int_equal(input_open_text(&t.input, text, "text", &err), STATUS_OK);
    assert_int_equal(reader_open(&t.reader, t.input, &dialect, 1, &err), STATUS_OK);
    if (scan_all)
        reader_scan_all(t.reader);
    return t;
}

static void close_text(struct text_reader *t)
{
    reader_close(t->reader);
    input_close(t->input);
}

static enum record_state next(struct text_reader *t)
{
    struct error err = {0};
    assert_int_equal(reader_next(t->reader, &t->record, &err), STATUS_OK);
    return t->record.state;
}

/* Cells joined by "|", and the line before them. */
static const char *show(const struct text_reader *t)
{
    static char out[1000];
    int n = snprintf(out, sizeof out, "%d:", (int)t->record.line);
    for (size_t i = 0; i < t->record.count; i++) {
        struct span cell = record_cell(&t->record, i);
        n += snprintf(out + n, sizeof out - (size_t)n, "%s%.*s", i ? "|" : "", (int)cell.len,
                      cell.data);
    }
    return out;
}

static void assert_next(struct text_reader *t, const char *shown)
{
    assert_int_equal(next(t), RECORD_ROW);
    assert_string_equal(show(t), shown);
}

static void plain_rows(void **state)
{
    (void)state;
    struct text_reader t =
        open_text(span_string("a,b,c\n1,, 3 \r\n\n,,\nlast,one,here"), ',', false);
    assert_next(&t, "1:a|b|c");
    assert_next(&t, "2:1|| 3 ");
    assert_int_equal(next(&t), RECORD_BLANK);
    assert_next(&t, "4:||");
    assert_next(&t, "5:last|one|here");
    assert_int_equal(next(&t), RECORD_END);
    assert_int_equal(next(&t), RECORD_END);
    close_text(&t);
}

static void quotes(void **state)
{
    (void)state;
    struct text_reader t = open_text(
        span_string("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n5\" pipe,b \"c\" d,\"\"\nx,y,z\n"),
        ',', false);
    assert_next(&t, "1:a,b|say \"hi\"|two\nlines");
    assert_next(&t, "3:5\" pipe|b \"c\" d|");
    assert_next(&t, "4:x|y|z");
    assert_int_equal(next(&t), RECORD_END);
    close_text(&t);
}

static void old_line_ends(void **state)
{
    (void)state;
    struct text_reader t = open_text(span_string("a,b\rc,\"d\"\re,f"), ',', false);
    assert_next(&t, "1:a|b");
    assert_next(&t, "2:c|d");
    assert_next(&t, "3:e|f");
    assert_int_equal(next(&t), RECORD_END);
    close_text(&t);
}

/* A quote that is never closed costs its own line, not the rest of the file. */
static void stray_quotes(void **state)
{
    (void)state;
    struct text_reader t = open_text(span_string("a,b\n\"open,1\nc,2\nd,3\n"), ',', false);
    assert_next(&t, "1:a|b");
    assert_int_equal(next(&t), RECORD_STRAY_QUOTE);
    assert_int_equal(t.record.line, 2);
    assert_int_equal(t.record.raw.len, 7);
    assert_memory_equal(t.record.raw.data, "\"open,1", 7);
    assert_next(&t, "3:c|2");
    assert_next(&t, "4:d|3");
    assert_int_equal(next(&t), RECORD_END);
    close_text(&t);
}

/* Both lines could be one row of the right width. */
static void stray_quotes_that_join_lines(void **state)
{
    (void)state;
    struct text_reader t =
        open_text(span_string("1,\"ab\" c,3\n2,\"d\",4\n5,\"e\nf\",6\n"), ',', false);
    assert_int_equal(next(&t), RECORD_STRAY_QUOTE);
    assert_string_equal(show(&t), "1:1|\"ab\" c|3");
    assert_true(t.record.odd);
    assert_next(&t, "2:2|d|4");
    assert_next(&t, "3:5|e\nf|6");
    assert_int_equal(next(&t), RECORD_END);
    close_text(&t);
}

static void long_lines(void **state)
{
    (void)state;
    size_t len = 6 * READER_RECORD_MAX;
    char *text = malloc(len + 10);
    assert_non_null(text);
    memset(text, 'x', len);
    memcpy(text, "a,b\n", 4);
    memcpy(text + len, "\nc,d\n", 5);
    struct text_reader t = open_text(span_of(text, len + 5), ',', false);
    assert_next(&t, "1:a|b");
    assert_int_equal(next(&t), RECORD_TOO_LONG);
    assert_int_equal(t.record.line, 2);
    assert_next(&t, "3:c|d");
    assert_int_equal(next(&t), RECORD_END);
    close_text(&t);
    /* an open quote with much behind it: only its line goes */
    for (size_t i = 100; i < len; i += 100)
        text[i] = '\n';
    memcpy(text, "\"a,", 3);
    t = open_text(span_of(text, len), ',', false);
    assert_int_equal(next(&t), RECORD_STRAY_QUOTE);
    assert_int_equal(next(&t), RECORD_ROW);
    assert_int_equal(t.record.line, 2);
    close_text(&t);
    free(text);
}

/* Random texts of the signs that matter: both ways give the same records. */
static void both_ways_agree(void **state)
{
    (void)state;
    static const char signs[] = "ab,,;\n\n\r\"x ";
    uint32_t seed = 12345;
    for (int round = 0; round < 3000; round++) {
        char text[120];
        size_t len = 1 + (size_t)round % (sizeof text - 1);
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = signs[(seed >> 24) % (sizeof signs - 1)];
        }
        struct text_reader a = open_text(span_of(text, len), ',', false);
        struct text_reader b = open_text(span_of(text, len), ',', true);
        do {
            enum record_state one = next(&a);
            assert_int_equal(one, next(&b));
            assert_int_equal(a.record.count, b.record.count);
            char shown[1000];
            strcpy(shown, show(&a));
            assert_string_equal(shown, show(&b));
        } while (a.record.state != RECORD_END);
        close_text(&a);
        close_text(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_rows),
        cmocka_unit_test(quotes),
        cmocka_unit_test(old_line_ends),
        cmocka_unit_test(stray_quotes),
        cmocka_unit_test(stray_quotes_that_join_lines),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(both_ways_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
