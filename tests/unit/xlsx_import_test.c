/* Workbooks of other programs load equal to the same data as CSV; what an import tells of a
 * workbook; every verb's way to one sheet of several. */
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/import.h"
#include "core/service/open.h"
#include "core/store/db_internal.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/workbook.h"

#define DATA "tests/unit/xlsx/"

static void import(struct db *db, const char *file, const char *name, struct import_result *out)
{
    const struct import_options options = {.name = name};
    struct error err = {0};
    if (import_file(db, file, &options, out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

static void assert_number(struct db *db, const char *sql, int64_t expected)
{
    int64_t number = -1;
    assert_int_equal(db_read_integer(db, sql, -1, &number, NULL), STATUS_OK);
    assert_int_equal(number, expected);
}

static void check_equal(const char *workbook, const char *csv)
{
    struct db *db = NULL;
    struct import_result left, right;
    assert_int_equal(db_open(&db, NULL, DB_TEAM, DB_MEMORY, NULL), STATUS_OK);
    import(db, workbook, "left", &left);
    import(db, csv, "right", &right);
    assert_int_equal(left.rows_loaded, right.rows_loaded);
    assert_int_equal(left.column_count, right.column_count);
    for (size_t i = 0; i < left.column_count; i++) {
        assert_string_equal(left.columns[i].name, right.columns[i].name);
        assert_int_equal(left.columns[i].type, right.columns[i].type);
        assert_int_equal(left.columns[i].misfits, right.columns[i].misfits);
    }
    assert_number(
        db, "SELECT count(*) FROM (SELECT * FROM \"left\" EXCEPT SELECT * FROM \"right\")", 0);
    assert_number(
        db, "SELECT count(*) FROM (SELECT * FROM \"right\" EXCEPT SELECT * FROM \"left\")", 0);
    import_result_free(&left);
    import_result_free(&right);
    db_close(db);
}

static void test_equal_to_csv(void **state)
{
    (void)state;
    check_equal(DATA "libreoffice.xlsx", DATA "data.csv");
    check_equal(DATA "exceljs.xlsx", DATA "data.csv");
    check_equal(DATA "exceljs_inline.xlsx", DATA "data.csv");
    check_equal(DATA "features.xlsx", DATA "features.csv");
}

static void check_converted(const char *workbook, const char *csv)
{
    struct buffer right = {0};
    const char *const argv[] = {"datajam", "convert", workbook, NULL};
    struct fixture_run run = fixture_run(argv, ".", NULL);
    assert_int_equal(run.status, 0);
    assert_int_equal(file_read(csv, 1 << 20, &right, NULL), STATUS_OK);
    assert_string_equal(buffer_span(&run.out).data, buffer_span(&right).data);
    fixture_run_free(&run);
    buffer_free(&right);
}

static void test_converted(void **state)
{
    (void)state;
    check_converted(DATA "libreoffice.xlsx", DATA "data.csv");
    check_converted(DATA "exceljs.xlsx", DATA "data.csv");
    check_converted(DATA "exceljs_inline.xlsx", DATA "data.csv");
    check_converted(DATA "features.xlsx", DATA "features.csv");
}

#define WORD(text)   "<c t=\"str\"><v>" text "</v></c>"
#define FIGURE(text) "<c><v>" text "</v></c>"

/* As statistics offices write it: titles, years over several columns, notes. */
static void test_a_statistical_table(void **state)
{
    (void)state;
    const char *path = workbook_simple(
        fixture_folder(), "table.xlsx",
        "<sheetData><row r=\"1\">" WORD(
            "Table 1: Clients by office") "</row>"
                                          "<row r=\"2\">" WORD(
                                              "Source: case system") "</row>"
                                                                     "<row r=\"4\">" WORD(
                                                                         "Office") "<c "
                                                                                   "r=\"B4\"><v>"
                                                                                   "2018</v></c>"
                                                                                   "<c "
                                                                                   "r=\"D4\"><v>"
                                                                                   "2019</v></c></"
                                                                                   "row>"
                                                                                   "<row "
                                                                                   "r=\"5\"><c/"
                                                                                   ">" WORD("new") WORD("all") WORD("new") WORD(
                                                                                       "all") "</"
                                                                                              "row>"
                                                                                              "<row"
                                                                                              " r="
                                                                                              "\"6"
                                                                                              "\""
                                                                                              ">" WORD("Cambridge") FIGURE(
                                                                                                  "12") FIGURE("140")
                                                                                                  FIGURE("15") FIGURE(
                                                                                                      "150") "</row>"
                                                                                                             "<row r=\"7\">" WORD("Kitchener") FIGURE(
                                                                                                                 "22") FIGURE("240")
                                                                                                                 FIGURE("25") FIGURE(
                                                                                                                     "250") "</row>"
                                                                                                                            "<row r=\"8\">" WORD(
                                                                                                                                "Waterloo")
                                                                                                                                FIGURE("32") FIGURE(
                                                                                                                                    "340")
                                                                                                                                    FIGURE("35") FIGURE(
                                                                                                                                        "350") "</row>"
                                                                                                                                               "<row r=\"10\">" WORD(
                                                                                                                                                   "Figures are rounded.") "</row></sheetData>"
                                                                                                                                                                           "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A4:A5\"/>"
                                                                                                                                                                           "<mergeCell ref=\"B4:C4\"/><mergeCell ref=\"D4:E4\"/></mergeCells>",
        NULL, NULL);
    const char *const argv[] = {"datajam", "convert", path, NULL};
    struct fixture_run run = fixture_run(argv, ".", NULL);
    assert_string_equal(buffer_span(&run.out).data,
                        "Office,2018 new,2018 all,2019 new,2019 all\n"
                        "Cambridge,12,140,15,150\nKitchener,22,240,25,250\n"
                        "Waterloo,32,340,35,350\n");
    assert_non_null(
        strstr(run.err.data, "lines below the table that were left out: 1, from line 10"));
    fixture_run_free(&run);
}

/* No payload is no failure: it is nothing. */
static void test_empty_workbooks(void **state)
{
    (void)state;
    static const struct workbook_sheet sheets[] = {{"One", "visible", "<sheetData/>"},
                                                   {"Two", "visible", "<sheetData/>"}};
    for (size_t count = 1; count <= 2; count++) {
        const char *path = workbook_sheets(fixture_folder(), "empty.xlsx", sheets, count);
        const char *const convert[] = {"datajam", "convert", path, NULL};
        const char *const rows[] = {"datajam", "rows", path, NULL};
        struct fixture_run run = fixture_run(convert, ".", NULL);
        assert_int_equal(run.status, 0);
        assert_int_equal(run.out.len, 0);
        fixture_run_free(&run);
        run = fixture_run(rows, ".", NULL);
        assert_int_equal(run.status, 1);
        assert_non_null(strstr(buffer_span(&run.err).data, "empty"));
        fixture_run_free(&run);
    }
}

static bool has_notice(const struct import_result *result, const char *words)
{
    for (size_t i = 0; i < result->notice_count; i++) {
        if (strstr(result->notices[i], words))
            return true;
    }
    return false;
}

static void test_account(void **state)
{
    (void)state;
    static const enum quality marks[] = {QUALITY_GOOD,    QUALITY_GOOD,   QUALITY_NONE,
                                         QUALITY_CAUTION, QUALITY_IGNORE, QUALITY_GOOD,
                                         QUALITY_NONE,    QUALITY_NONE,   QUALITY_NONE};
    struct db *db = NULL;
    struct import_result result;
    assert_int_equal(db_open(&db, NULL, DB_TEAM, DB_MEMORY, NULL), STATUS_OK);
    import(db, DATA "features.xlsx", NULL, &result);
    assert_string_equal(result.sheet, "Visits");
    assert_string_equal(result.dataset, "features");
    for (size_t i = 0; i < result.column_count; i++) {
        assert_int_equal(result.columns[i].mark, marks[i]);
        assert_int_equal(result.columns[i].colour != NULL, marks[i] != QUALITY_NONE);
    }
    assert_string_equal(result.columns[3].colour, "yellow");
    assert_true(has_notice(&result, "left out: \"Codes\""));
    assert_true(has_notice(&result, "read, too: E"));
    assert_string_equal(result.columns[6].markers, "1 × #DIV/0!, 1 × #N/A");
    import_result_free(&result);
    db_close(db);
}

/* Fractions as programs write them are numbers as long as nothing is lost. */
static void test_long_fractions(void **state)
{
    (void)state;
    struct db *db = NULL;
    struct import_result result;
    const char *path = workbook_simple(
        fixture_folder(), "sums.xlsx",
        "<sheetData><row><c t=\"str\"><v>sum</v></c><c t=\"str\"><v>code</v></c></row>"
        "<row><c><v>0.30000000000000004</v></c><c t=\"str\"><v>0.30000000000000005</v></c></row>"
        "<row><c><v>1234567.8900000001</v></c><c t=\"str\"><v>1.25</v></c></row></sheetData>",
        NULL, NULL);
    assert_int_equal(db_open(&db, NULL, DB_TEAM, DB_MEMORY, NULL), STATUS_OK);
    import(db, path, NULL, &result);
    assert_int_equal(result.columns[0].type, COLUMN_DECIMAL);
    assert_int_equal(result.columns[1].type, COLUMN_TEXT);
    assert_number(db, "SELECT count(*) FROM sums WHERE typeof(sum) = 'real'", 2);
    import_result_free(&result);
    db_close(db);
    const char *const argv[] = {"datajam", "rows", path, NULL};
    struct fixture_run run = fixture_run(argv, ".", NULL);
    assert_string_equal(buffer_span(&run.out).data,
                        "sum,code\n0.30000000000000004,0.30000000000000005\n"
                        "1234567.8900000001,1.25\n");
    fixture_run_free(&run);
}

static void test_sheet_of_a_source(void **state)
{
    (void)state;
    static const struct workbook_sheet sheets[] = {
        {"One", "visible",
         "<sheetData><row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>"
         "<row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"},
        {"Two", "visible",
         "<sheetData><row><c t=\"str\"><v>c</v></c><c t=\"str\"><v>d</v></c></row>"
         "<row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"}};
    const char *path = workbook_sheets(fixture_folder(), "two.xlsx", sheets, 2);
    struct source source;
    struct error err = {0};
    assert_int_equal(source_open(&source, path, SOURCE_READ, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "1 \"One\" (2 rows, 2 columns); 2 \"Two\""));
    assert_int_equal(source_open_sheet(&source, path, "2", SOURCE_READ, &err), STATUS_OK);
    assert_number(source.db, "SELECT c + d FROM two", 7);
    source_close(&source);
    const char *const argv[] = {"datajam", "rows", path, "--sheet", "one", NULL};
    struct fixture_run run = fixture_run(argv, ".", NULL);
    assert_string_equal(buffer_span(&run.out).data, "a,b\n1,2\n");
    fixture_run_free(&run);
    const char *csv = fixture_file(fixture_folder(), "a.csv", "a,b\n1,2\n");
    assert_int_equal(source_open_sheet(&source, csv, "2", SOURCE_READ, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "leave out --sheet"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_to_csv),
        cmocka_unit_test(test_converted),
        cmocka_unit_test(test_a_statistical_table),
        cmocka_unit_test(test_empty_workbooks),
        cmocka_unit_test(test_account),
        cmocka_unit_test(test_long_fractions),
        cmocka_unit_test(test_sheet_of_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
