/* Imports into memory: late contradictions, misfits, rows aside, names, mended bytes; that
 * every row of the file is accounted for. */
#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/derive.h"
#include "core/service/import.h"
#include "core/store/db_internal.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

struct imported {
    struct db *db;
    struct import_result result;
};

static struct imported import_bytes(struct span bytes, const struct import_options *options)
{
    struct imported in = {0};
    struct error err = {0};
    const char *path = fixture_path(fixture_folder(), "data.csv");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(db_open(&in.db, NULL, DB_TEAM, DB_MEMORY, &err), STATUS_OK);
    if (import_file(in.db, path, options, &in.result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(in.result.rows_in_file, in.result.rows_loaded + in.result.rows_aside);
    return in;
}

static struct imported import_text(const char *text)
{
    const struct import_options options = {0};
    return import_bytes(span_string(text), &options);
}

static void done(struct imported *in)
{
    import_result_free(&in->result);
    db_close(in->db);
}

static void assert_number(struct imported *in, const char *sql, int64_t expected)
{
    int64_t number = -1;
    assert_int_equal(db_read_integer(in->db, sql, -1, &number, NULL), STATUS_OK);
    assert_int_equal(number, expected);
}

/* 200,000 plain rows, with one other value far down, beyond any sample. */
static struct imported import_with_late(const char *late)
{
    const struct import_options options = {0};
    struct buffer text = {0};
    buffer_add_string(&text, "id,value\n");
    for (int i = 0; i < 200000; i++)
        buffer_printf(&text, "%d,%s\n", i, i == 70001 ? late : "20");
    struct imported in = import_bytes(buffer_span(&text), &options);
    buffer_free(&text);
    assert_int_equal(in.result.rows_loaded, 200000);
    assert_number(&in, "SELECT count(*) FROM data", 200000);
    assert_number(&in, "SELECT max(dj_row) FROM data", 200000);
    assert_number(&in, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'dj_staging%'", 0);
    return in;
}

static void late_contradictions(void **state)
{
    (void)state;
    struct imported in = import_with_late("007");
    assert_int_equal(in.result.columns[1].type, COLUMN_TEXT);
    assert_non_null(strstr(in.result.columns[1].reason, "007"));
    assert_number(&in, "SELECT count(*) FROM data WHERE value = '007'", 1);
    assert_number(&in, "SELECT count(*) FROM data WHERE typeof(value) = 'text'", 200000);
    done(&in);
    in = import_with_late("12.5");
    assert_int_equal(in.result.columns[1].type, COLUMN_DECIMAL);
    assert_number(&in, "SELECT count(*) FROM data WHERE typeof(value) = 'real'", 200000);
    done(&in);
    in = import_with_late("N/A");
    assert_int_equal(in.result.columns[1].type, COLUMN_INTEGER);
    assert_number(&in, "SELECT count(*) FROM data WHERE value IS NULL", 1);
    assert_number(&in, "SELECT count(*) FROM dj_misfit WHERE row = 70002 AND text = 'N/A'", 1);
    assert_string_equal(in.result.columns[1].markers, "1 × N/A");
    done(&in);
}

/* A number column in the sample that is mostly words further down is none. */
static void drowned_in_words(void **state)
{
    (void)state;
    const struct import_options options = {0};
    struct buffer text = {0};
    buffer_add_string(&text, "id,value\n");
    for (int i = 0; i < 200000; i++)
        buffer_printf(&text, "%d,%s\n", i, i > 30000 && i < 70000 ? "unknown" : "20");
    struct imported in = import_bytes(buffer_span(&text), &options);
    buffer_free(&text);
    assert_int_equal(in.result.columns[1].type, COLUMN_TEXT);
    assert_number(&in, "SELECT count(*) FROM data WHERE value = 'unknown'", 39999);
    assert_number(&in, "SELECT count(*) FROM dj_misfit", 0);
    done(&in);
}

static void rows_aside(void **state)
{
    (void)state;
    struct imported in =
        import_text("id,name\n1,a\n2\n\n3,b,c\n4,\"x\ny\"\n5,e,,\n\"6,open\n7,g\n");
    assert_int_equal(in.result.rows_loaded, 7);
    assert_int_equal(in.result.rows_aside, 0);
    assert_int_equal(in.result.rows_repaired, 3);
    assert_int_equal(in.result.repairs[0].line, 3);
    assert_int_equal(in.result.repairs[1].line, 5);
    assert_string_equal(in.result.repairs[1].before, "3,b,c");
    assert_int_equal(in.result.repairs[2].line, 9);
    assert_string_equal(in.result.repairs[2].before, "\"6,open");
    assert_int_equal(in.result.columns[0].type, COLUMN_INTEGER);
    assert_number(&in, "SELECT sum(id) FROM data", 28);
    assert_number(&in, "SELECT id FROM data WHERE name = 'open'", 6);
    assert_number(&in, "SELECT count(*) FROM dj_repair", 3);
    assert_number(&in, "SELECT line FROM dj_repair WHERE row = 3 AND kind = 'joined'", 5);
    assert_number(&in, "SELECT row FROM dj_repair WHERE before = '\"6,open'", 6);
    done(&in);
    in = import_text("id,n\n1,2\n2,3\n3,4,5,6\n4,5\n5,6\n");
    assert_int_equal(in.result.rows_loaded, 4);
    assert_int_equal(in.result.rows_aside, 1);
    assert_int_equal(in.result.aside[0].line, 4);
    assert_string_equal(in.result.aside[0].text, "3,4,5,6");
    assert_number(&in, "SELECT count(*) FROM dj_aside", 1);
    done(&in);
}

static void shapes(void **state)
{
    (void)state;
    struct imported in = import_text("\xEF\xBB\xBF"
                                     "a;a;;dj_row\r\n1,5;2;3;4\r\n");
    assert_string_equal(in.result.columns[0].name, "a");
    assert_string_equal(in.result.columns[1].name, "a_2");
    assert_string_equal(in.result.columns[2].name, "col_2");
    assert_string_equal(in.result.columns[3].name, "dj_row_2");
    assert_int_equal(in.result.columns[0].type, COLUMN_DECIMAL);
    done(&in);
    in = import_text("1\t2\n3\t4\n");
    assert_string_equal(in.result.columns[1].name, "col_1");
    assert_int_equal(in.result.rows_loaded, 2);
    done(&in);
    /* in one column a blank line is an empty value, but not at the end */
    in = import_text("name\nx\n\ny\n\n\n");
    assert_int_equal(in.result.rows_loaded, 3);
    assert_number(&in, "SELECT count(*) FROM data WHERE name IS NULL", 1);
    done(&in);
}

static void mended_bytes(void **state)
{
    (void)state;
    const struct import_options options = {0};
    static const char bytes[] = "id,name\n1,J\xF6rg and some more\n2,x\0y\n3,caf\xC3\xA9\n";
    struct imported in = import_bytes(span_of(bytes, sizeof bytes - 1), &options);
    assert_int_equal(in.result.rows_loaded, 3);
    assert_number(&in, "SELECT name LIKE 'J\xC3\xB6rg%' FROM data WHERE id = 1", 1);
    assert_number(&in, "SELECT name = 'xy' FROM data WHERE id = 2", 1);
    assert_number(&in, "SELECT name = 'caf\xC3\xA9' FROM data WHERE id = 3", 1);
    assert_int_equal(in.result.notice_count, 2);
    done(&in);
}

static void assert_notice(const struct imported *in, const char *words)
{
    for (size_t i = 0; i < in->result.notice_count; i++) {
        if (strstr(in->result.notices[i], words))
            return;
    }
    fail_msg("no notice says \"%s\"", words);
}

/* Sheets of old Excel had 65,536 rows, the header among them. */
/* The last line adds up the others: it is no row, also in a small file that is known from all of
 * its lines, and the types are those of the rows. In the middle of a table it is one. */
static void totals_below(void **state)
{
    (void)state;
    struct imported in =
        import_text("Datum;Ort;Art;Betrag;a;b\n"
                    "2019-01-01;Nord;x;500,50;1;2\n2019-01-02;Nord;y;600,50;1;2\n"
                    "2019-01-03;Ost;x;1.120,00;1;2\n2019-01-04;Ost;y;1.100,00;1;2\n"
                    "Summe;;;3.321,00;;\n\nQuelle: ein Amt\n");
    assert_int_equal(in.result.rows_in_file, 4);
    assert_number(&in, "SELECT count(*) FROM data WHERE Betrag > 0", 4);
    assert_number(&in, "SELECT sum(Betrag) = 3321 FROM data", 1);
    assert_notice(&in, "left out: 2, from line 6 on (Summe 3.321,00)");
    done(&in);
    in = import_text("Ort,Art,n,m\nNord,x,1,2\nTotal,,1,2\nOst,y,1,2\nOst,x,2,2\nOst,z,,2\n");
    assert_int_equal(in.result.rows_in_file, 5);
    done(&in);
}

/* A total without gaps may be a row: it stays, and is told. Only the last row can be one. */
static void totals_that_are_filled(void **state)
{
    static const char *const with[] = {
        "n;m\nOst;1\nWest;2\nNord;4\nTotal;7\n",
        "n;m\nOst;1\nWest;2\nNord;4\nGesamt:;7\n\nQuelle: ein Amt\n"};
    static const char *const words[] = {"line 5, begins with \"Total\"", "begins with \"Gesamt:\""};
    (void)state;
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        struct imported in = import_text(with[i]);
        assert_int_equal(in.result.rows_loaded, 4);
        assert_notice(&in, words[i]);
        assert_notice(&in, "filter it out: \"n\" != ");
        done(&in);
    }
    struct imported in = import_text("n;m\nOst;1\nTotal;7\nNord;4\nWest;2\n");
    assert_int_equal(in.result.notice_count, 0);
    done(&in);
}

static void damage_by_excel(void **state)
{
    (void)state;
    const struct import_options options = {0};
    struct imported in = import_text("id,gene\n1.23457E+11,SEPT2\n100200300401,05-Mar\n"
                                     "100200300402,DEC1\n100200300403,MARCH1\n");
    assert_notice(&in, "1.23457E+11");
    assert_notice(&in, "05-Mar");
    assert_int_equal(in.result.columns[0].type, COLUMN_TEXT);
    done(&in);
    struct buffer text = {0};
    buffer_add_string(&text, "id,value\n");
    for (int i = 0; i < 65535; i++)
        buffer_printf(&text, "%d,20\n", i);
    in = import_bytes(buffer_span(&text), &options);
    assert_notice(&in, "exactly 65,536 rows");
    done(&in);
    buffer_add_string(&text, "65535,20\n"); /* a program that counts without the header */
    in = import_bytes(buffer_span(&text), &options);
    buffer_free(&text);
    assert_notice(&in, "exactly 65,536 rows");
    done(&in);
}

/* Next month's file: codes stay text, dates are read as before, and changes are told. */
static void like_before(void **state)
{
    (void)state;
    struct imported in =
        import_text("code;day;n;gone\n007;13/02/2019;1,5;x\n008;01/02/2019;2,5;y\n");
    const struct import_options options = {.name = "march", .like = "data"};
    struct import_result next;
    const char *path =
        fixture_file(fixture_folder(), "march.csv",
                     "code;day;n;fresh\n107;01/03/2019;one;2\n108;02/03/2019;two;3\n");
    struct error err = {0};
    assert_int_equal(in.result.columns[1].type, COLUMN_DATE);
    if (import_file(in.db, path, &options, &next, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    import_result_free(&in.result);
    in.result = next;
    assert_int_equal(in.result.columns[0].type, COLUMN_TEXT);
    assert_int_equal(in.result.columns[1].type, COLUMN_DATE);
    assert_number(&in, "SELECT count(*) FROM march WHERE day = '2019-03-02'", 1);
    assert_notice(&in, "\"n\" was decimal and is text now");
    assert_notice(&in, "\"fresh\" is new");
    assert_notice(&in, "\"gone\" (text) is gone");
    const struct import_options nobody = {.name = "april", .like = "nobody"};
    assert_int_equal(import_file(in.db, path, &nobody, &next, &err), STATUS_NOT_FOUND);
    done(&in);
}

static void make_column(struct imported *in, const char *name, const struct recipe *recipe)
{
    struct error err = {0};
    if (derive_make(in->db, in->result.dataset_id, name, recipe, "Robin", NULL, &err) != STATUS_OK)
        fail_msg("%s: %s", name, err.message);
}

static int64_t column_id(struct imported *in, const char *name)
{
    struct dataset_info dataset;
    struct arena *arena = arena_new();
    assert_int_equal(dataset_by_id(in->db, arena, in->result.dataset_id, &dataset, NULL),
                     STATUS_OK);
    int position = dataset_column_index(&dataset, span_string(name));
    assert_true(position >= 0);
    int64_t id = dataset.columns[position].id;
    arena_free(arena);
    return id;
}

/* What was made of the last file is made of the next one, also a column of a made one; what needs
 * a column that is gone is told. */
static void like_before_with_new_columns(void **state)
{
    (void)state;
    struct imported in = import_text("code;day;gone\n007;13/02/2019;x\n008;01/02/2019;y\n");
    const struct import_options options = {.name = "march", .like = "data"};
    struct import_result next;
    const char *path =
        fixture_file(fixture_folder(), "march.csv", "code;day\n107;01/03/2019\n108;20/03/2019\n");
    struct error err = {0};
    struct recipe recipe = {.kind = RECIPE_DATE_PART,
                            .source = column_id(&in, "day"),
                            .date_part = DATE_PART_MONTH_NAME};
    make_column(&in, "month", &recipe);
    recipe = (struct recipe){.kind = RECIPE_TEXT_PART, .source = column_id(&in, "month")};
    recipe.text.part = TEXT_PART_FIRST;
    recipe.text.count = 3;
    make_column(&in, "short", &recipe);
    recipe.source = column_id(&in, "gone");
    make_column(&in, "of_gone", &recipe);
    if (import_file(in.db, path, &options, &next, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    import_result_free(&in.result);
    in.result = next;
    assert_number(&in, "SELECT count(*) FROM march WHERE short = 'Mar' AND month = 'March'", 2);
    assert_notice(&in, "2 columns were made again as in \"data\": month, short.");
    assert_notice(&in, "the column \"of_gone\" could not be made again: the dataset \"march\" "
                       "has no column \"gone\"");
    done(&in);
}

/* Two tables in a file: each becomes a dataset. */
static void another_table(void **state)
{
    (void)state;
    static const char text[] = "id,day,n\n1,2019-03-01,5\n2,2019-03-02,6\n3,2019-03-03,7\n\n"
                               "Table 2\nsize,count\n10,1\n20,2\n30,3\n";
    struct import_options options = {0};
    struct imported in = import_bytes(span_string(text), &options);
    assert_int_equal(in.result.rows_loaded, 3);
    assert_notice(&in, "--from 7");
    done(&in);
    options.from_line = 7;
    in = import_bytes(span_string(text), &options);
    assert_int_equal(in.result.column_count, 2);
    assert_int_equal(in.result.rows_loaded, 3);
    assert_number(&in, "SELECT sum(size) FROM data", 60);
    done(&in);
}

static void text_as_asked(void **state)
{
    (void)state;
    const struct import_choice text[] = {{"ID", "text"}};
    const struct import_options options = {.name = "mine", .choices = text, .choice_count = 1};
    struct imported in = import_bytes(span_string("id,n\n1,2\n"), &options);
    assert_int_equal(in.result.columns[0].type, COLUMN_TEXT);
    assert_number(&in, "SELECT count(*) FROM mine WHERE id = '1'", 1);
    done(&in);
}

/* What a person says of a column holds; what does not fit is kept as it was written. */
static void types_as_asked(void **state)
{
    (void)state;
    const struct import_choice choices[] = {
        {"day", "day-first"}, {"code", "number"}, {"sum", "decimal-comma"}};
    const struct import_options options = {.choices = choices, .choice_count = 3};
    struct imported in = import_bytes(span_string("day,code,sum\n"
                                                  "01/02/2019,007,\"1.234,5\"\n"
                                                  "03/04/2019,12,\"2,25\"\n"
                                                  "13.05.2019,1.5,none\n"),
                                      &options);
    assert_int_equal(in.result.columns[0].type, COLUMN_DATE);
    assert_int_equal(in.result.columns[1].type, COLUMN_DECIMAL);
    assert_int_equal(in.result.columns[2].type, COLUMN_DECIMAL);
    assert_string_equal(in.result.columns[0].reason, "dates, day first, as you asked");
    assert_number(&in, "SELECT count(*) FROM data WHERE day IN ('2019-02-01', '2019-04-03')", 2);
    assert_number(&in, "SELECT sum(code) * 10 FROM data", 135);
    assert_number(&in, "SELECT count(*) FROM dj_misfit WHERE text = '007'", 1);
    assert_number(&in, "SELECT sum(sum) * 100 FROM data", 123675);
    done(&in);
}

/* Far down there are decimals and words among what was said to be numbers. */
static void asked_types_grow(void **state)
{
    (void)state;
    const struct import_choice choices[] = {{"value", "number"}};
    const struct import_options options = {.choices = choices, .choice_count = 1};
    struct buffer text = {0};
    buffer_add_string(&text, "id,value\n");
    for (int i = 0; i < 100000; i++)
        buffer_printf(&text, "%d,%s\n", i, i == 70001 ? "12.5" : i > 70001 ? "00word1" : "20");
    struct imported in = import_bytes(buffer_span(&text), &options);
    buffer_free(&text);
    assert_int_equal(in.result.columns[1].type, COLUMN_DECIMAL);
    assert_int_equal(in.result.columns[1].misfits, 100000 - 70002);
    assert_number(&in, "SELECT count(*) FROM data WHERE value = 12.5", 1);
    done(&in);
}

/* The header is where a person says it is; what stands above is left out. */
static void header_in_a_line(void **state)
{
    (void)state;
    const char text[] = "a,b\nx,y\n1,2\nname,size\nc,3\nd,4\n";
    const struct import_options line = {.header = "4"};
    struct imported in = import_bytes(span_string(text), &line);
    assert_string_equal(in.result.columns[0].name, "name");
    assert_int_equal(in.result.rows_loaded, 2);
    assert_int_equal(in.result.columns[1].type, COLUMN_INTEGER);
    done(&in);
    const struct import_options lines = {.header = "1-2"};
    in = import_bytes(span_string(text), &lines);
    assert_string_equal(in.result.columns[1].name, "b y");
    done(&in);
    const struct import_options from = {.header = "2", .from_line = 2};
    in = import_bytes(span_string(text), &from);
    assert_string_equal(in.result.columns[0].name, "x");
    assert_int_equal(in.result.rows_loaded, 4);
    done(&in);
}

/* What was said of a file is said of the next month's, too. */
static void like_what_was_said(void **state)
{
    (void)state;
    const struct import_choice choices[] = {{"day", "month-first"}, {"n", "text"}};
    const struct import_options first = {
        .name = "first", .header = "2", .choices = choices, .choice_count = 2};
    const struct import_options second = {.name = "second", .like = "first"};
    struct import_result result = {0};
    struct imported in = import_bytes(span_string("a,b\nday,n\n01/02/2019,5\n"), &first);
    const char *next =
        fixture_file(fixture_folder(), "next.csv", "c,d\nday,n\n03/04/2019,6\n05/06/2019,7\n");
    if (import_file(in.db, next, &second, &result, NULL) != STATUS_OK)
        fail_msg("the second file was refused");
    assert_string_equal(result.columns[0].name, "day");
    assert_int_equal(result.columns[0].type, COLUMN_DATE);
    assert_int_equal(result.columns[1].type, COLUMN_TEXT);
    assert_number(&in, "SELECT count(*) FROM second WHERE day = '2019-03-04'", 1);
    import_result_free(&result);
    done(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_contradictions), cmocka_unit_test(drowned_in_words),
        cmocka_unit_test(rows_aside),          cmocka_unit_test(shapes),
        cmocka_unit_test(totals_below),        cmocka_unit_test(totals_that_are_filled),
        cmocka_unit_test(mended_bytes),        cmocka_unit_test(text_as_asked),
        cmocka_unit_test(damage_by_excel),     cmocka_unit_test(like_before),
        cmocka_unit_test(another_table),       cmocka_unit_test(types_as_asked),
        cmocka_unit_test(asked_types_grow),    cmocka_unit_test(header_in_a_line),
        cmocka_unit_test(like_what_was_said),  cmocka_unit_test(like_before_with_new_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
