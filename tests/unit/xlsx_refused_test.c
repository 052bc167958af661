/* Workbooks that are not read, and what is said of them; none of them may do harm. */
#include "core/ingest/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/ingest/xlsx_zip.h"
#include "core/service/data_file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/workbook.h"

static void check_refused(const char *path, enum status status, const char *words)
{
    struct arena *arena = arena_new();
    const struct data_file_options options = {.sheet = NULL};
    struct data_file file;
    struct error err = {0};
    assert_int_equal(data_file_open(&file, path, &options, arena, &err), status);
    if (!strstr(err.message, words))
        fail_msg("\"%s\" lacks \"%s\"", err.message, words);
    data_file_close(&file);
    arena_free(arena);
}

static void check_sheet(const char *sheet, enum status status, const char *words)
{
    check_refused(workbook_simple(fixture_folder(), "book.xlsx", sheet, NULL, NULL), status, words);
}

/* A book with one sheet whose parts can be replaced. */
static const char *book_of(const struct workbook_part *last)
{
    static const char book[] =
        "<workbook><sheets><sheet name=\"a\" r:id=\"r1\" xmlns:r=\"r\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>";
    const struct workbook_part parts[] = {
        {.name = "xl/workbook.xml", .text = book},
        {.name = "xl/_rels/workbook.xml.rels", .text = relations},
        {.name = "xl/t.xml", .text = "<sst><si><t>x</t></si></sst>"},
        *last,
        {.name = NULL}};
    return workbook_write(fixture_folder(), "parts.xlsx", parts);
}

static void test_bombs(void **state)
{
    (void)state;
    /* 80 MB of nothing from 80 KB */
    const struct workbook_part zeros = {
        .name = "xl/s.xml", .text = "<worksheet>", .zeros = 80 << 20, .deflated = 1};
    check_refused(book_of(&zeros), STATUS_DAMAGED, "unpacks to far more");
    /* one piece of markup without an end */
    const struct workbook_part token = {
        .name = "xl/s.xml", .text = "<worksheet a='", .zeros = 8 << 20, .deflated = 1};
    check_refused(book_of(&token), STATUS_DAMAGED, "unpacks to far more");
    struct buffer deep = {0};
    for (int i = 0; i < 2000; i++)
        buffer_add_string(&deep, "<a>");
    check_sheet(deep.data, STATUS_DAMAGED, "unpacks to far more");
    buffer_free(&deep);
}

/* A text of 32 KB that 400,000 cells name: 13 GB from some 10 MB of sheet. */
static void test_one_text_in_many_cells(void **state)
{
    (void)state;
    struct buffer sheet = {0}, strings = {0};
    buffer_add_string(&strings, "<si><t>");
    for (int i = 0; i < 32768; i++)
        buffer_add_byte(&strings, 'x');
    buffer_add_string(&strings, "</t></si>");
    buffer_add_string(&sheet, "<sheetData>");
    for (int i = 0; i < 400000; i++)
        buffer_add_string(&sheet, "<row><c t=\"s\"><v>0</v></c></row>");
    buffer_add_string(&sheet, "</sheetData>");
    check_refused(workbook_simple(fixture_folder(), "many.xlsx", sheet.data, strings.data, NULL),
                  STATUS_DAMAGED, "far more text than is in it");
    buffer_free(&sheet);
    buffer_free(&strings);
}

static void test_document_types(void **state)
{
    (void)state;
    static const char *const sheets[] = {
        "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet>&b;</worksheet>",
        "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>",
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>&x;</worksheet>"};
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        const struct workbook_part part = {.name = "xl/s.xml", .text = sheets[i]};
        check_refused(book_of(&part), STATUS_DAMAGED, "declares a document type");
    }
    const struct workbook_part undeclared = {.name = "xl/s.xml",
                                             .text = "<worksheet>&x;</worksheet>"};
    check_refused(book_of(&undeclared), STATUS_DAMAGED, "xl/s.xml of this workbook can't be read");
}

static void test_what_lies_outside(void **state)
{
    (void)state;
    static const char *const names[] = {"../evil", "a/../../evil", "/etc/passwd",
                                        "C:/x",    "..\\x",        ".."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct workbook_part part = {.name = names[i], .text = "x"};
        check_refused(book_of(&part), STATUS_DAMAGED, "names that lead out of it");
    }
    static const char *const relations[] = {
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" TargetMode=\"External\" "
        "Target=\"http://example.org/s.xml\"/></Relationships>",
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
        "Target=\"../../../etc/passwd\"/></Relationships>"};
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        const struct workbook_part parts[] = {
            {.name = "xl/workbook.xml",
             .text = "<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"},
            {.name = "xl/_rels/workbook.xml.rels", .text = relations[i]},
            {.name = NULL}};
        check_refused(workbook_write(fixture_folder(), "outside.xlsx", parts), STATUS_DAMAGED,
                      "lies outside of it");
    }
}

static void test_passwords_and_old_files(void **state)
{
    (void)state;
    const struct workbook_part locked = {
        .name = "xl/s.xml", .text = "<worksheet/>", .encrypted = 1};
    check_refused(book_of(&locked), STATUS_NO_ACCESS, "password");
    /* the old form: a head of 512 bytes that tells where the list of streams is */
    static const struct {
        const char *name;
        size_t len;
        const char *words;
    } streams[] = {
        {"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0", 34, "there is a password"},
        {"W\0o\0r\0k\0b\0o\0o\0k\0\0", 18, "an old Excel workbook (.xls)"},
        {"B\0o\0o\0k\0\0", 10, "save it as .xlsx"},
    };
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        char file[2048] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
        const char *path = fixture_path(fixture_folder(), "old.xls");
        file[30] = 9;
        file[48] = 1; /* the second sector behind the head */
        memcpy(file + 1024 + 128, streams[i].name, streams[i].len);
        assert_int_equal(file_replace(path, span_of(file, sizeof file), 0644, NULL), STATUS_OK);
        check_refused(path, STATUS_WRONG_KIND, streams[i].words);
    }
    const struct workbook_part ods[] = {
        {.name = "mimetype", .text = "application/vnd.oasis.opendocument.spreadsheet"},
        {.name = NULL}};
    check_refused(workbook_write(fixture_folder(), "a.ods", ods), STATUS_WRONG_KIND,
                  "an OpenDocument spreadsheet");
    const struct workbook_part binary[] = {{.name = "xl/workbook.bin", .text = "x"},
                                           {.name = NULL}};
    check_refused(workbook_write(fixture_folder(), "a.xlsb", binary), STATUS_WRONG_KIND,
                  "a binary workbook (.xlsb)");
}

static void test_damage(void **state)
{
    (void)state;
    const struct workbook_part none = {.name = "xl/other.xml", .text = "x"};
    check_refused(book_of(&none), STATUS_DAMAGED, "the part xl/s.xml of this workbook is missing");
    check_sheet("<sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData>", STATUS_DAMAGED,
                "cell A1 points to a text that is not there");
    check_sheet("<sheetData><row><c t=\"s\"><v>-1</v></c></row></sheetData>", STATUS_DAMAGED,
                "points to a text");
    check_sheet("<sheetData><row><c r=\"AAAA1\"><v>7</v></c></row></sheetData>", STATUS_DAMAGED,
                "outside of what a sheet can have");
    check_sheet("<sheetData><row><c r=\"XFD1\"><v>7</v></c></row></sheetData>", STATUS_INVALID,
                "more columns than a table can have");
    check_sheet("<sheetData><row>", STATUS_DAMAGED, "can't be read");
    /* cut off in the middle, and with a byte turned over */
    struct buffer whole = {0};
    const char *path =
        workbook_simple(fixture_folder(), "whole.xlsx",
                        "<sheetData><row><c><v>1</v></c></row></sheetData>", NULL, NULL);
    assert_int_equal(file_read(path, 1 << 20, &whole, NULL), STATUS_OK);
    assert_int_equal(file_replace(path, span_of(whole.data, whole.len / 2), 0644, NULL), STATUS_OK);
    check_refused(path, STATUS_DAMAGED, "workbook is damaged");
    char *at = memmem(whole.data, whole.len, "<workbook ", 10);
    assert_non_null(at);
    at[strlen("<workbook xmlns=\"h")] = 'x';
    assert_int_equal(file_replace(path, buffer_span(&whole), 0644, NULL), STATUS_OK);
    check_refused(path, STATUS_DAMAGED, "workbook is damaged");
    buffer_free(&whole);
}

static void test_no_sheets(void **state)
{
    (void)state;
    const struct workbook_part parts[] = {{.name = "xl/workbook.xml", .text = "<workbook/>"},
                                          {.name = NULL}};
    check_refused(workbook_write(fixture_folder(), "none.xlsx", parts), STATUS_INVALID,
                  "no sheet with cells");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_one_text_in_many_cells),
        cmocka_unit_test(test_document_types),
        cmocka_unit_test(test_what_lies_outside),
        cmocka_unit_test(test_passwords_and_old_files),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_no_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
