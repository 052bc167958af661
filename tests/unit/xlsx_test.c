/* Sheets as rows: what cells say, merged and hidden ones, colours, which sheet is meant. */
#include "core/ingest/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ingest/xlsx_number.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/workbook.h"

struct opened {
    enum status status;
    struct arena *arena;
    struct xlsx_account account;
    struct buffer rows;
    struct error err;
};

static struct opened open_sheet(const char *path, const char *sheet)
{
    struct opened out = {.arena = arena_new()};
    const struct xlsx_options options = {.sheet = sheet};
    struct input *input = NULL;
    char piece[100];
    size_t got = 1;
    out.status = xlsx_open(&input, path, &options, out.arena, &out.account, &out.err);
    while (out.status == STATUS_OK && got > 0) {
        assert_int_equal(input_fill(input, piece, sizeof piece, &got, NULL), STATUS_OK);
        buffer_add(&out.rows, piece, got);
    }
    input_close(input);
    return out;
}

static void drop(struct opened *opened)
{
    arena_free(opened->arena);
    buffer_free(&opened->rows);
}

static void check_rows(const char *path, const char *expected)
{
    struct opened opened = open_sheet(path, NULL);
    if (opened.status != STATUS_OK)
        fail_msg("%s", opened.err.message);
    assert_string_equal(buffer_span(&opened.rows).data, expected);
    drop(&opened);
}

static bool has_notice(const struct opened *opened, const char *words)
{
    for (size_t i = 0; i < opened->account.notice_count; i++) {
        if (strstr(opened->account.notices[i], words))
            return true;
    }
    return false;
}

/* The rows of one sheet with these rows in it. */
static void check_sheet(const char *rows, const char *strings, const char *styles,
                        const char *expected)
{
    struct buffer text = {0};
    buffer_printf(&text, "<sheetData>%s</sheetData>", rows);
    check_rows(workbook_simple(fixture_folder(), "book.xlsx", text.data, strings, styles),
               expected);
    buffer_free(&text);
}

static void test_texts(void **state)
{
    (void)state;
    check_sheet(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>2</v></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c>"
        "<c r=\"B2\" t=\"inlineStr\"><is><t>in </t><r><t>line</t></r></is></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"str\"><f>x</f><v>result</v></c>"
        "<c r=\"B3\" t=\"s\"><v>3</v></c></row>",
        "<si><t>name</t></si><si><r><t xml:space=\"preserve\"> rich </t></r>"
        "<r><rPr><b/></rPr><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>aid</t></rPh></si>"
        "<si><t/></si><si><t>a_x000D_\nb, \"c\" _x005F_x0041_ _xD83D__xDE00_"
        "_xDC00_ _x0000_ _xZZZZ_</t></si>",
        NULL,
        "name,\n rich text,in line\nresult,\"a\r\nb, \"\"c\"\" _x0041_ "
        "\xF0\x9F\x98\x80\xEF\xBF\xBD  _xZZZZ_\"\n");
}

static void test_numbers_keep_their_shortest_text(void **state)
{
    (void)state;
    check_sheet(
        "<row><c><v>1</v></c><c><v>-2.50</v></c><c><v>1E-3</v></c><c><v>1.5E+3</v></c></row>"
        "<row><c><v>0.1</v></c><c><v>0.30000000000000004</v></c><c><v>-0</v></c>"
        "<c><v>123456789012345678</v></c></row>"
        "<row><c><v>1.0000000000000000E+2</v></c><c><v>1.2345E+30</v></c><c><v>007</v></c>"
        "<c><v>1234567.8900000001</v></c></row>"
        "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#DIV/0!</v></c>"
        "<c t=\"d\"><v>2019-03-31T10:33:00</v></c></row>",
        NULL, NULL,
        "1,-2.5,0.001,1500\n"
        "0.1,0.30000000000000004,0,123456789012345678\n"
        "100,1.2345e+30,7,1234567.8900000001\n"
        "TRUE,FALSE,#DIV/0!,2019-03-31 10:33:00\n");
}

/* Cells have styles: 1 a date of Excel's own, then those of the codes below, one by one. */
static const char styles[] =
    "<numFmts count=\"9\">"
    "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"h:mm AM/PM\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"[$€-407]#,##0.00;[Red]-[$€-407]#,##0.00\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"0.0%\"/>"
    "<numFmt numFmtId=\"170\" formatCode=\"00000\"/>"
    "<numFmt numFmtId=\"171\" formatCode=\"mmm yy;@\"/>"
    "<numFmt numFmtId=\"172\" formatCode=\"0.00E+00\"/>"
    "<numFmt numFmtId=\"173\" formatCode=\"&quot;day&quot; 0\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
    "<xf numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/><xf numFmtId=\"169\"/>"
    "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"172\"/><xf numFmtId=\"173\"/>"
    "</cellXfs>";

static void test_number_formats(void **state)
{
    (void)state;
    check_sheet("<row><c s=\"1\"><v>43555</v></c><c s=\"2\"><v>61</v></c>"
                "<c s=\"3\"><v>43555.43958333333</v></c><c s=\"4\"><v>1.5208333333</v></c></row>"
                "<row><c s=\"5\"><v>0.439583333333333</v></c><c s=\"6\"><v>1234.5</v></c>"
                "<c s=\"7\"><v>0.125</v></c><c s=\"8\"><v>123</v></c></row>"
                "<row><c s=\"9\"><v>43525</v></c><c s=\"10\"><v>12345</v></c>"
                "<c s=\"11\"><v>7</v></c><c s=\"99\"><v>8</v></c></row>",
                NULL, styles,
                "2019-03-31,1900-03-01,2019-03-31 10:33:00,36:30:00\n"
                "10:33:00,1234.5,0.125,00123\n"
                "2019-03-01,12345,7,8\n");
}

/* The days around the one that never was; what is no day stays a number. */
static void test_days_at_the_edges(void **state)
{
    (void)state;
    check_sheet("<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c>"
                "<c s=\"1\"><v>61</v></c></row>"
                "<row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>-5</v></c><c s=\"1\"><v>2958465</v></c>"
                "<c s=\"1\"><v>2958466</v></c></row>"
                "<row><c s=\"1\"><v>43555.75</v></c><c s=\"3\"><v>43555</v></c>"
                "<c s=\"3\"><v>43555.999999999</v></c><c s=\"1\"><v>0.5</v></c></row>"
                "<row><c s=\"1\"><v>x</v></c><c s=\"3\"><v>36585.0000028935</v></c>"
                "<c s=\"1\"><v>366</v></c><c s=\"1\"><v>1e999</v></c></row>",
                NULL, styles,
                "1900-01-01,1900-02-28,1900-02-29,1900-03-01\n"
                "0,-5,9999-12-31,2958466\n"
                "2019-03-31 18:00:00,2019-03-31 00:00:00,2019-04-01 00:00:00,12:00:00\n"
                "x,2000-02-29 00:00:00.250,1900-12-31,1e999\n");
}

/* Every day from 1900 to 2100 and many to 9999, counted one by one. */
static void test_every_day(void **state)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 1900, month = 1, day = 1;
    (void)state;
    for (int number = 1; number <= 2958465; number++) {
        char raw[16], out[XLSX_NUMBER_SIZE], expected[40];
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 || year == 1900;
        int len = snprintf(raw, sizeof raw, "%d", number);
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day);
        const struct xlsx_format date = {.shown = XLSX_DATE};
        bool tried = year <= 2100 || number % 13 == 0; /* valgrind takes its time */
        size_t written =
            tried ? xlsx_number_write(out, span_of(raw, (size_t)len), date, false) : 10;
        if (written != 10 || (tried && memcmp(out, expected, 10) != 0))
            fail_msg("%d is %.*s, not %s", number, (int)written, out, expected);
        if (++day > lengths[month - 1] + (month == 2 && leap)) {
            day = 1;
            month = month == 12 ? 1 : month + 1;
            year += month == 1;
        }
    }
}

static void test_formats_by_their_code(void **state)
{
    static const struct {
        const char *code;
        enum xlsx_shown shown;
    } cases[] = {{"General", XLSX_NUMBER},   {"General \"days\"", XLSX_NUMBER},
                 {"d/m/yy", XLSX_DATE},      {"[$-409]mmmm\\ d\\,\\ yyyy;@", XLSX_DATE},
                 {"mmmm", XLSX_DATE},        {"m/d/yy h:mm", XLSX_DATETIME},
                 {"mm:ss.0", XLSX_TIME},     {"mm/dd hh:mm", XLSX_DATETIME},
                 {"[mm]:ss", XLSX_DURATION}, {"[s]", XLSX_DURATION},
                 {"h \"h\" mm", XLSX_TIME},  {"[Red]0.00", XLSX_NUMBER},
                 {"\"d\"0", XLSX_NUMBER},    {"0_);(0)", XLSX_NUMBER},
                 {"# ?/?", XLSX_NUMBER},     {"0.00E+00", XLSX_NUMBER},
                 {"@", XLSX_NUMBER},         {"", XLSX_NUMBER},
                 {"000", XLSX_PADDED},       {"0", XLSX_NUMBER},
                 {"#,000", XLSX_NUMBER},     {"[h", XLSX_NUMBER},
                 {"\"open", XLSX_NUMBER}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (xlsx_format_code(cases[i].code).shown != cases[i].shown)
            fail_msg("%s: %d", cases[i].code, xlsx_format_code(cases[i].code).shown);
    }
}

static void test_days_since_1904(void **state)
{
    (void)state;
    const struct workbook_part parts[] = {
        {.name = "xl/workbook.xml",
         .text = "<workbook><workbookPr date1904=\"1\"/><sheets>"
                 "<sheet name=\"a\" sheetId=\"1\" r:id=\"r1\" xmlns:r=\"r\"/></sheets></workbook>"},
        {.name = "xl/_rels/workbook.xml.rels",
         .text = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
                 "Target=\"worksheets/s.xml\"/><Relationship Id=\"r2\" Type=\"x/styles\" "
                 "Target=\"styles.xml\"/></Relationships>"},
        {.name = "xl/styles.xml",
         .text = "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/></cellXfs>"
                 "</styleSheet>"},
        {.name = "XL\\Worksheets\\s.xml",
         .text =
             "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row><x:c s=\"1\"><x:v>42093</x:v></x:c>"
             "<x:c s=\"1\"><x:v>1</x:v></x:c><x:c s=\"2\"><x:v>0.5</x:v></x:c></x:row>"
             "</x:sheetData></x:worksheet>"},
        {.name = NULL}};
    check_rows(workbook_write(fixture_folder(), "1904.xlsx", parts),
               "2019-03-31,1904-01-02,12:00:00\n");
}

/* Rows and cells where the sheet says they are, with gaps, without places, out of order. */
static void test_places(void **state)
{
    (void)state;
    check_sheet("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c><v>2</v></c></row>"
                "<row r=\"3\"><c r=\"A3\" s=\"1\"/></row>"
                "<row r=\"5\"><c r=\"D5\"><v>4</v></c><c r=\"A5\"><v>3</v></c></row>"
                "<row r=\"5\"><c><v>5</v></c></row><row><c r=\"$B$7\"><v>6</v></c></row>"
                "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>",
                NULL, NULL, "\n,1,2,\n\n\n3,,,4\n5,,,\n,6,,\n");
}

static void test_merged_cells(void **state)
{
    (void)state;
    const char *path = workbook_simple(
        fixture_folder(), "merged.xlsx",
        "<sheetData>"
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Title</v></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>office</v></c>"
        "<c r=\"B2\" t=\"str\"><v>clients, all</v></c><c r=\"D2\"><v>2019</v></c>"
        "<c r=\"E2\" t=\"str\"><v>rate, %</v></c></row>"
        "<row r=\"3\"><c r=\"B3\" t=\"str\"><v>new</v></c><c r=\"C3\" "
        "t=\"str\"><v>old</v></c></row>"
        "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>North \"N\"</v></c><c r=\"B4\"><v>1</v></c></row>"
        "<row r=\"5\"><c r=\"B5\"><v>2</v></c></row><row r=\"6\"/>"
        "<row r=\"7\"><c r=\"B7\"><v>3</v></c><c r=\"D7\"><v>9</v></c></row>"
        "<row r=\"8\"><c r=\"B8\"><v>4</v></c><c r=\"F8\"><v>5</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A2:A3\"/>"
        "<mergeCell ref=\"B2:C2\"/><mergeCell ref=\"A4:A7\"/><mergeCell ref=\"D7:XFD7\"/>"
        "<mergeCell ref=\"E2:F3\"/><mergeCell ref=\"bad\"/></mergeCells>",
        NULL, NULL);
    struct opened opened = open_sheet(path, NULL);
    assert_string_equal(buffer_span(&opened.rows).data,
                        "Title,,,,,\noffice,\"clients, all\",,2019,\"rate, %\",\"rate, %\"\n"
                        ",new,old,,,\n"
                        "\"North \"\"N\"\"\",1,,,,\n\"North \"\"N\"\"\",2,,,,\n\n"
                        "\"North \"\"N\"\"\",3,,9,,\n,4,,,,5\n");
    assert_true(has_notice(&opened, "got the label of the merged cells they are in: 1"));
    assert_true(has_notice(&opened, "got the value of the merged cells they are in: 2"));
    drop(&opened);
}

static void test_what_is_hidden_or_missing_is_named(void **state)
{
    (void)state;
    const struct workbook_sheet sheets[] = {
        {"Data", "visible",
         "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\"/>"
         "<col min=\"28\" max=\"28\" hidden=\"true\"/></cols><sheetData>"
         "<row r=\"1\"><c><v>1</v></c><c><v>2</v></c></row>"
         "<row r=\"2\" hidden=\"1\"><c><f>A1</f></c><c><v>3</v></c></row>"
         "<row r=\"3\" hidden=\"1\"/></sheetData>"},
        {"Codes", "hidden", "<sheetData><row><c><v>1</v></c></row></sheetData>"},
        {"Rates", "veryHidden", "<sheetData/>"}};
    const char *path = workbook_sheets(fixture_folder(), "hidden.xlsx", sheets, 3);
    struct opened opened = open_sheet(path, NULL);
    assert_int_equal(opened.status, STATUS_OK);
    assert_string_equal(opened.account.sheet, "Data");
    assert_string_equal(buffer_span(&opened.rows).data, "1,2\n,3\n");
    assert_true(has_notice(&opened, "left out: \"Codes\", \"Rates\""));
    assert_true(has_notice(&opened, "read, too: B–C, AB"));
    assert_true(has_notice(&opened, "by a filter, and were read, too: 1"));
    assert_true(has_notice(&opened, "formulas without a result, which are empty here: 1"));
    assert_int_equal(opened.account.notice_count, 4);
    drop(&opened);
    opened = open_sheet(path, "CODES");
    assert_string_equal(buffer_span(&opened.rows).data, "1\n");
    assert_true(has_notice(&opened, "\"Codes\" is hidden"));
    drop(&opened);
}

static void test_colours_of_the_header(void **state)
{
    (void)state;
    const char *path = workbook_simple(
        fixture_folder(), "colours.xlsx",
        "<sheetData><row r=\"1\"><c s=\"1\" t=\"str\"><v>Title</v></c></row>"
        "<row r=\"2\"><c s=\"1\" t=\"str\"><v>a</v></c><c s=\"2\" t=\"str\"><v>b</v></c>"
        "<c s=\"3\" t=\"str\"><v>c</v></c><c s=\"4\" t=\"str\"><v>d</v></c>"
        "<c s=\"5\" t=\"str\"><v>e</v></c><c s=\"6\" t=\"str\"><v>f</v></c>"
        "<c s=\"7\" t=\"str\"><v>g</v></c></row>"
        "<row r=\"3\"><c s=\"5\"><v>1</v></c></row></sheetData>",
        NULL,
        "<fills><fill><patternFill patternType=\"none\"/></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor indexed=\"50\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.6\"/>"
        "<bgColor rgb=\"FFFF0000\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFC00000\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFD9D9D9\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"gray125\"><fgColor "
        "rgb=\"FFFF0000\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor indexed=\"10\"/></patternFill></fill>"
        "</fills><cellXfs><xf/><xf fillId=\"1\"/><xf fillId=\"2\"/><xf fillId=\"3\"/>"
        "<xf fillId=\"4\"/><xf fillId=\"5\"/><xf fillId=\"6\"/><xf fillId=\"7\"/></cellXfs>"
        "<colors><indexedColors><rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00000000\"/>"
        "<rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00000000\"/>"
        "<rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00000000\"/>"
        "<rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00000000\"/><rgbColor rgb=\"00ED7D31\"/>"
        "</indexedColors></colors>");
    static const enum xlsx_colour expected[] = {XLSX_YELLOW, XLSX_GREEN,     XLSX_BLUE,
                                                XLSX_RED,    XLSX_NO_COLOUR, XLSX_NO_COLOUR,
                                                XLSX_ORANGE, XLSX_NO_COLOUR};
    struct opened opened = open_sheet(path, NULL);
    assert_int_equal(opened.status, STATUS_OK);
    assert_int_equal(opened.account.width, 7);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(xlsx_header_colour(&opened.account, i), expected[i]);
    drop(&opened);
}

/* ---- which sheet ---- */

#define TABLE(n)                                                                                   \
    "<sheetData><row r=\"1\"><c><v>" n "</v></c><c><v>2</v></c></row>"                             \
    "<row r=\"2\"><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
#define NOTES                                                                                      \
    "<sheetData><row r=\"1\"><c t=\"str\"><v>Read this first</v></c></row>"                        \
    "<row r=\"3\"><c t=\"str\"><v>and this</v></c></row></sheetData>"

static void check_choice(const struct workbook_sheet *sheets, size_t count, const char *sheet,
                         const char *expected, const char *message)
{
    const char *path = workbook_sheets(fixture_folder(), "which.xlsx", sheets, count);
    struct opened opened = open_sheet(path, sheet);
    if (expected && opened.status != STATUS_OK)
        fail_msg("%s", opened.err.message);
    if (expected)
        assert_string_equal(opened.account.sheet, expected);
    else if (opened.status == STATUS_OK || !strstr(opened.err.message, message))
        fail_msg("\"%s\" lacks \"%s\"", opened.err.message, message);
    drop(&opened);
}

static void test_which_sheet(void **state)
{
    (void)state;
    static const struct workbook_sheet two[] = {{"Cases", "visible", TABLE("1")},
                                                {"2019", "visible", TABLE("2")},
                                                {"Notes", "visible", NOTES},
                                                {"Empty", "visible", "<sheetData/>"},
                                                {"Old", "hidden", TABLE("5")}};
    check_choice(two, 5, NULL, NULL,
                 "--sheet NUMBER: 1 \"Cases\" (2 rows, 2 columns); 2 \"2019\" (2 rows, 2 columns); "
                 "3 \"Notes\" (2 rows, 1 columns); 4 \"Empty\" (empty); 5 \"Old\" (2 rows, 2 "
                 "columns, hidden)");
    check_choice(two, 5, "cases", "Cases", NULL);
    check_choice(two, 5, "2019", "2019", NULL);
    check_choice(two, 5, "1", "Cases", NULL);
    check_choice(two, 5, "5", "Old", NULL);
    check_choice(two, 5, "6", NULL, "there is no sheet \"6\"; the workbook has 1 \"Cases\"");
    check_choice(two, 5, "Empty", NULL, "the sheet \"Empty\" is empty");
    check_choice(two + 1, 4, NULL, "2019", NULL);  /* notes are no table */
    check_choice(two + 2, 2, NULL, "Notes", NULL); /* but better than nothing */
    check_choice(two + 3, 2, NULL, "Old", NULL);
    check_choice(two + 3, 1, NULL, NULL, "the sheet \"Empty\" is empty");
    const struct workbook_sheet nothing[] = {two[3], two[3]};
    check_choice(nothing, 2, NULL, NULL, "all sheets of this workbook are empty");
    struct workbook_sheet many[40];
    for (size_t i = 0; i < 40; i++)
        many[i] = two[0];
    check_choice(many, 40, NULL, NULL, "and 3"); /* … more */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_numbers_keep_their_shortest_text),
        cmocka_unit_test(test_number_formats),
        cmocka_unit_test(test_days_at_the_edges),
        cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_formats_by_their_code),
        cmocka_unit_test(test_days_since_1904),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_merged_cells),
        cmocka_unit_test(test_what_is_hidden_or_missing_is_named),
        cmocka_unit_test(test_colours_of_the_header),
        cmocka_unit_test(test_which_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
