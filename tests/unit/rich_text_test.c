/* Markdown as styled lines: golden pages at three widths, and hostile texts. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"
#include "core/output/rich_text.h"

static const char page[] =
    "# Long-term clients\n\nWhat do we *want* to **know**?\n\n"
    "- Key traits of clients who have received OW for 2 years or more\n- second\n"
    "  1. inner\n  2. inner two\n\n"
    "> quoted words go here\n\n## Tips\n\nSee [the map](https://x.example/m) and `code`.\n\n"
    "| name | count |\n|:--|--:|\n| **one** thing | 1 |\n| two | 12,000 |\n\n---\n\n"
    "<b>raw</b>\n\n```\n  int x;\n\ty\n```\n";

/* The page as text, one line each; checks widths on the way. */
static char *laid_out(struct arena *arena, struct span markdown, size_t width)
{
    struct rich_text text;
    struct error err;
    assert_int_equal(rich_text_layout(arena, markdown, width, &text, &err), STATUS_OK);
    struct buffer out = {0};
    buffer_add_string(&out, "");
    for (size_t i = 0; i < text.line_count; i++) {
        struct span line = rich_line_text(arena, &text.lines[i]);
        assert_int_equal(text.lines[i].cells, utf8_screen_width(line));
        assert_true(text.lines[i].cells <= width);
        assert_true(utf8_valid(line));
        while (line.len > 0 && line.data[line.len - 1] == ' ')
            line.len--;
        buffer_add_span(&out, line);
        buffer_add_byte(&out, '\n');
    }
    char *copy = arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    assert_non_null(copy);
    return copy;
}

static void lays_a_page_out_at_35(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(laid_out(arena, span_string(page), 35),
                        "Long-term clients\n"
                        "\n"
                        "What do we want to know?\n"
                        "\n"
                        "· Key traits of clients who have\n"
                        "  received OW for 2 years or more\n"
                        "· second\n"
                        "  1. inner\n"
                        "  2. inner two\n"
                        "\n"
                        "│ quoted words go here\n"
                        "\n"
                        "Tips\n"
                        "\n"
                        "See the map (https://x.example/m)\n"
                        "and code.\n"
                        "\n"
                        "name      │  count\n"
                        "──────────┼───────\n"
                        "one thing │      1\n"
                        "two       │ 12,000\n"
                        "\n"
                        "───────────────────────────────────\n"
                        "\n"
                        "<b>raw</b>\n"
                        "\n"
                        "  int x;\n"
                        "    y\n");
    arena_free(arena);
}

static void breaks_long_words_and_cells_at_20(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(
        laid_out(arena,
                 span_string("Rindfleischetikettierungsgesetz ok\n\n日本語日本語日本語日本語\n\n"
                             "|a|b|\n|-|-|\n|one two three four five|x y|\n"),
                 20),
        "Rindfleischetikettie\n"
        "rungsgesetz ok\n"
        "\n"
        "日本語日本語日本語日\n"
        "本語\n"
        "\n"
        "a              │ b\n"
        "───────────────┼────\n"
        "one two three  │ x y\n"
        "four five      │\n");
    arena_free(arena);
}

static void tells_a_wide_table_as_a_list(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(laid_out(arena,
                                 span_string("|alpha|beta|gamma|delta|\n|-|-|-|-|\n"
                                             "|1111111|2222222|3333333|4|\n|x||y|z|\n"),
                                 20),
                        "alpha: 1111111\n"
                        "beta: 2222222\n"
                        "gamma: 3333333\n"
                        "delta: 4\n"
                        "\n"
                        "alpha: x\n"
                        "beta:\n"
                        "gamma: y\n"
                        "delta: z\n");
    arena_free(arena);
}

static void styles_words_and_marks_headings(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct rich_text text;
    assert_int_equal(rich_text_layout(arena, span_string(page), 80, &text, NULL), STATUS_OK);
    assert_int_equal(text.lines[0].heading, 1);
    assert_int_equal(text.lines[0].runs[0].style, RICH_HEADING1);
    const struct rich_line *line = &text.lines[2];
    bool strong = false, emphasis = false;
    for (size_t i = 0; i < line->run_count; i++) {
        strong |= line->runs[i].style == RICH_STRONG &&
                  span_equal(line->runs[i].text, span_string("know"));
        emphasis |= line->runs[i].style == RICH_EMPHASIS &&
                    span_equal(line->runs[i].text, span_string("want"));
    }
    assert_true(strong && emphasis);
    assert_int_equal(text.lines[4].runs[0].style, RICH_MARK);
    arena_free(arena);
}

static void controls_cannot_reach_the_screen(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *out = laid_out(
        arena, span_string("a\x1b[31mred\x07 \xE2\x80\xAE right <script>\x9b\n\n`\x1b]0;t\x07`"),
        35);
    for (const char *at = out; *at != '\0'; at++)
        assert_true((unsigned char)*at >= 0x20 || *at == '\n');
    assert_null(strstr(out, "\xE2\x80\xAE"));
    assert_non_null(strstr(out, "<script>"));
    arena_free(arena);
}

static struct span repeated(struct buffer *out, const char *piece, size_t count)
{
    buffer_clear(out);
    for (size_t i = 0; i < count; i++)
        buffer_add_string(out, piece);
    return buffer_span(out);
}

static void nesting_and_size_have_limits(void **state)
{
    (void)state;
    static const char *const pieces[] = {"> ", "- ", "* - ", "[", "**a", "| a ", "<b>", "`", "1. "};
    static const size_t widths[] = {10, 20, 35, 80};
    struct buffer text = {0};
    for (size_t p = 0; p < sizeof pieces / sizeof pieces[0]; p++) {
        for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
            struct arena *arena = arena_new();
            repeated(&text, pieces[p], 400);
            buffer_add_string(&text, "end of it\n|-|-|\n");
            laid_out(arena, buffer_span(&text), widths[w]);
            arena_free(arena);
        }
    }
    struct arena *arena = arena_new();
    struct rich_text laid;
    repeated(&text, "0123456789abcdef", RICH_TEXT_LIMIT / 16);
    assert_int_equal(rich_text_layout(arena, buffer_span(&text), 20, &laid, NULL), STATUS_OK);
    buffer_add_byte(&text, 'x');
    assert_int_equal(rich_text_layout(arena, buffer_span(&text), 20, &laid, NULL), STATUS_INVALID);
    arena_free(arena);
    buffer_free(&text);
}

static void random_bytes_stay_inside(void **state)
{
    (void)state;
    static const char alphabet[] = "#*_`>|-[]()<>! \n\n\tab1.\\&\xE6\x97\xA5\xC3\xA9\x01";
    unsigned seed = 7;
    for (int round = 0; round < 300; round++) {
        struct arena *arena = arena_new();
        char bytes[200];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245u + 12345u;
            bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        laid_out(arena, span_of(bytes, sizeof bytes), 10 + (size_t)round % 60);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_a_page_out_at_35),
        cmocka_unit_test(breaks_long_words_and_cells_at_20),
        cmocka_unit_test(tells_a_wide_table_as_a_list),
        cmocka_unit_test(styles_words_and_marks_headings),
        cmocka_unit_test(controls_cannot_reach_the_screen),
        cmocka_unit_test(nesting_and_size_have_limits),
        cmocka_unit_test(random_bytes_stay_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
