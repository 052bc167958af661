/* SVG of charts: well-formed whatever stands in names and values, with title and description,
 * nothing in it that is fetched or run; and the shapes that the writer makes. */
#include "core/output/svg.h"

#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "core/service/chart_svg.h"
#include "tests/support/check.h"
#include "tests/support/pivot_written.h"

/* ---- what a parser of XML sees ---- */

struct seen {
    struct buffer texts; /* of title, desc and text elements, a line each */
    bool in_text;
    size_t elements;
    const char *foreign; /* an element or attribute that has no place there */
};

static void begin(void *context, const char *name, const char **attributes)
{
    static const char *const known[] = {"svg",  "title", "desc", "style",    "defs",   "pattern",
                                        "path", "rect",  "line", "polyline", "circle", "text"};
    struct seen *seen = context;
    bool good = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        good = good || strcmp(known[i], name) == 0;
    if (!good)
        seen->foreign = "element";
    for (size_t i = 0; attributes[i]; i += 2)
        if (strncmp(attributes[i], "on", 2) == 0 || strstr(attributes[i], "href"))
            seen->foreign = "attribute";
    seen->in_text =
        strcmp(name, "title") == 0 || strcmp(name, "desc") == 0 || strcmp(name, "text") == 0;
    seen->elements++;
}

static void end(void *context, const char *name)
{
    struct seen *seen = context;
    (void)name;
    if (seen->in_text)
        buffer_add_byte(&seen->texts, '\n');
    seen->in_text = false;
}

static void take_text(void *context, const char *text, int len)
{
    struct seen *seen = context;
    if (seen->in_text)
        buffer_add(&seen->texts, text, (size_t)len);
}

static struct seen parse(const struct buffer *svg)
{
    struct seen seen = {.elements = 0};
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, &seen);
    XML_SetElementHandler(parser, begin, end);
    XML_SetCharacterDataHandler(parser, take_text);
    if (XML_Parse(parser, svg->data, (int)svg->len, 1) != XML_STATUS_OK)
        fail_msg("line %d: %s", (int)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    if (seen.foreign)
        fail_msg("an %s that has no place in the picture", seen.foreign);
    return seen;
}

/* ---- charts ---- */

#define HOSTILE "<script>alert(1)</script>"

static void make_svg(enum chart_kind kind, const char *table, int columns, struct buffer *out)
{
    struct arena *arena = arena_new();
    const struct chart_names names = {{"a & b", ""}, "\"c\" ]]> <d>", "e'f", "", "", "",
                                      "x<y",         false,           NULL};
    struct chart chart = {.kind = kind, .minimum = CHART_MINIMUM};
    struct pivot_table written;
    chart.traits.additive = chart.traits.time = true;
    pivot_written(arena, table, &chart.spec, &written);
    assert_int_equal(chart_from_table(arena, &written, false, &names, &chart, NULL), STATUS_OK);
    assert_int_equal(chart_add_words(arena, &names, &chart, NULL), STATUS_OK);
    assert_int_equal(chart_svg(arena, &chart, columns, 0, out, NULL), STATUS_OK);
    arena_free(arena);
}

static void test_hostile_names_are_only_text(void **state)
{
    static const enum chart_kind kinds[] = {CHART_BAR, CHART_LINE, CHART_HEAT, CHART_PYRAMID};
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buffer svg = {0};
        make_svg(kinds[i],
                 "x;" HOSTILE ";\"onload=&quot\n2019-01;12;20\n2019-02;15:3;7\n2019-04;9;11", 0,
                 &svg);
        struct seen seen = parse(&svg);
        assert_non_null(strstr(seen.texts.data, "by a & b and \"c\" ]]> <d>\n"));
        assert_non_null(strstr(seen.texts.data, "<script>al")); /* a heat table cuts it */
        assert_non_null(strstr(seen.texts.data, "source: x<y"));
        assert_null(strstr(svg.data, "<script"));
        buffer_free(&seen.texts);
        buffer_free(&svg);
    }
}

/* Nobody can scroll a picture: a heat table gets as wide as it has columns, or says how many more
 * there are. */
static void test_wide_heat_tables_are_whole(void **state)
{
    struct buffer table = {0}, svg = {0};
    (void)state;
    buffer_add_string(&table, "x");
    for (int i = 0; i < 24; i++)
        buffer_printf(&table, ";place %02d", i);
    for (int row = 0; row < 3; row++) {
        buffer_printf(&table, "\nrow %d", row);
        for (int i = 0; i < 24; i++)
            buffer_printf(&table, ";%d", 1000 + row * i);
    }
    make_svg(CHART_HEAT, table.data, 0, &svg);
    struct seen seen = parse(&svg);
    assert_non_null(strstr(seen.texts.data, "place 00\n"));
    assert_non_null(strstr(seen.texts.data, "place 23\n"));
    assert_null(strstr(seen.texts.data, "more column"));
    buffer_free(&seen.texts);
    buffer_clear(&svg);
    make_svg(CHART_HEAT, table.data, CHART_SVG_COLUMNS, &svg); /* where a width is asked for */
    seen = parse(&svg);
    assert_null(strstr(seen.texts.data, "place 23\n"));
    assert_non_null(strstr(seen.texts.data, "more columns"));
    buffer_free(&seen.texts);
    buffer_free(&svg);
    buffer_free(&table);
}

static void test_what_xml_cant_hold_is_left_out(void **state)
{
    struct buffer svg = {0};
    (void)state;
    svg_begin(&svg, 100, 50, "a\x01z \x1b[31m\xff\xf0", "d\tx\n");
    svg_text(&svg, (struct svg_point){1, 2}, SVG_END, SVG_LABEL, span_string("\xef\xbf\xbf é \x7f"),
             500);
    svg_end(&svg);
    struct seen seen = parse(&svg);
    assert_string_equal(seen.texts.data, "az [31m\xef\xbf\xbd\xef\xbf\xbd\nd\tx\n\n é \x7f\n");
    buffer_free(&seen.texts);
    buffer_free(&svg);
}

static void test_numbers_are_numbers(void **state)
{
    struct buffer svg = {0};
    (void)state;
    svg_bar(&svg, 0.0 / 0.0, -0.0, 1e300 * 1e300, 12.3456, 9);
    assert_string_equal(svg.data,
                        "<rect class=\"b1\" x=\"0\" y=\"0\" width=\"0\" height=\"12.35\"/>\n");
    buffer_clear(&svg);
    svg_line(&svg, (const struct svg_point[]){{0, 1}, {2.5, 3}}, 2, 2);
    assert_string_equal(svg.data, "<polyline class=\"line l2\" points=\"0,1 2.5,3\"/>\n");
    buffer_clear(&svg);
    /* Too long for its room: it is squeezed, never over its neighbour. */
    svg_text(&svg, (struct svg_point){1, 2}, SVG_START, SVG_LABEL, span_string("WWWWWW"), 40);
    assert_non_null(strstr(svg.data, " textLength=\"40\" lengthAdjust=\"spacingAndGlyphs\">"));
    buffer_free(&svg);
}

/* Lines that go on are one line, so that their dashes do; gaps part them. */
static void test_lines_are_whole(void **state)
{
    struct buffer svg = {0};
    size_t lines = 0;
    (void)state;
    make_svg(CHART_LINE,
             "x;-\n2019-01;12\n2019-02;15\n2019-03;9\n2019-06;11\n2019-07;12\n"
             "2019-10;40",
             0, &svg);
    for (const char *at = svg.data; (at = strstr(at, "<polyline")) != NULL; at++)
        lines++;
    assert_int_equal(lines, 2);
    assert_non_null(strstr(svg.data, "<circle")); /* 2019-10 stands alone */
    buffer_free(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_names_are_only_text),
        cmocka_unit_test(test_wide_heat_tables_are_whole),
        cmocka_unit_test(test_what_xml_cant_hold_is_left_out),
        cmocka_unit_test(test_numbers_are_numbers),
        cmocka_unit_test(test_lines_are_whole),
    };
    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
