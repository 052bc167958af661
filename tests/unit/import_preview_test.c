/*
 * The preview of an import: what is shown is what is loaded, each decision can be changed and
 * answers, and a bounded part of the file is read.
 */
#include "core/service/import_preview.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/service/import_wish.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/workbook.h"

static const char *file_of(const char *text)
{
    return fixture_file(fixture_folder(), "data.csv", text);
}

static struct import_preview look(struct db *db, const char *path,
                                  const struct import_options *options)
{
    static const struct import_options none = {0};
    struct import_preview out;
    struct error err = {0};
    if (import_preview(db, path, options ? options : &none, &out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return out;
}

static struct db *team(void)
{
    struct db *db = NULL;
    assert_int_equal(db_open(&db, NULL, DB_TEAM, DB_MEMORY, NULL), STATUS_OK);
    return db;
}

static const struct preview_choice *choice_of(const struct preview_choices *choices,
                                              const char *value)
{
    for (size_t i = 0; i < choices->count; i++) {
        if (strcmp(choices->list[i].value, value) == 0)
            return &choices->list[i];
    }
    fail_msg("no choice \"%s\"", value);
    return NULL;
}

static const char *words_of(const struct import_preview *preview, enum preview_decision decision)
{
    return preview->answers[decision].words;
}

/* ---- what is shown is what is loaded ---- */

static void assert_same_cell(const struct preview_cell *shown, const struct value *loaded,
                             const char *misfit)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = misfit ? span_string(misfit) : value_text(loaded, scratch);
    assert_int_equal(shown->kind, misfit                        ? PREVIEW_MISFIT
                                  : loaded->kind == VALUE_EMPTY ? PREVIEW_EMPTY
                                                                : PREVIEW_VALUE);
    assert_int_equal(strlen(shown->text), text.len);
    assert_memory_equal(shown->text, text.data, text.len);
}

static void assert_as_loaded(const char *path, const struct import_options *options)
{
    struct db *db = team();
    struct arena *arena = arena_new();
    struct import_preview preview = look(db, path, options);
    struct import_result result;
    struct dataset_info dataset;
    struct row_page page;
    struct error err = {0};
    assert_null(preview.problem);
    assert_true(preview.whole);
    if (import_file(db, path, options, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    bool any = false;
    assert_string_equal(preview.name, result.dataset);
    assert_int_equal(preview.column_count, result.column_count);
    assert_int_equal(preview.row_count, result.rows_loaded);
    assert_int_equal(preview.aside, result.rows_aside);
    assert_int_equal(preview.repaired, result.rows_repaired);
    for (size_t i = 0; i < preview.column_count; i++) {
        assert_string_equal(preview.columns[i].name, result.columns[i].name);
        assert_int_equal(preview.columns[i].type, result.columns[i].type);
        assert_string_equal(preview.columns[i].reason, result.columns[i].reason);
        assert_int_equal(preview.columns[i].misfits, result.columns[i].misfits);
        any |= result.columns[i].misfits > 0;
        assert_string_equal(preview.columns[i].markers, result.columns[i].markers);
    }
    assert_int_equal(dataset_find(db, arena, result.dataset, &dataset, NULL), STATUS_OK);
    assert_int_equal(dataset_read_page(db, arena, &dataset, 0, 1000, NULL, 0, &page, NULL),
                     STATUS_OK);
    for (size_t r = 0; r < page.rows; r++) {
        const char **misfits = NULL;
        if (any)
            assert_int_equal(dataset_read_misfits(db, arena, &dataset, page.ids[r], &misfits, NULL),
                             STATUS_OK);
        for (size_t c = 0; c < page.columns; c++)
            assert_same_cell(&preview.rows[r].cells[c], &page.cells[r * page.columns + c],
                             misfits ? misfits[c] : NULL);
    }
    import_result_free(&result);
    import_preview_free(&preview);
    arena_free(arena);
    db_close(db);
}

static void what_is_shown_is_loaded(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "id,name\n1,a\n2\n\n3,b,c\n4,\"x\ny\"\n5,e,,\n\"6,open\n7,g\n",
        "Report;;\n;;\nid;since;sum\n007;01/02/2019;1.234,5\n008;13/02/2019;[c]\n",
        "one\na\n\nb\n",
        "1,2\n3,4\n",
        "Name,Answer\nx,Yes\ny,No\nz,maybe\n",
        "a|b\n1|N/A\n2|3\n\nNote: what is below the table\n",
        "id,since\n1,02/03/2019\n2,04/05/2019\n",
    };
    const struct import_options none = {0}, no_header = {.header = "no"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_as_loaded(file_of(texts[i]), &none);
        assert_as_loaded(file_of(texts[i]), &no_header);
    }
    const struct import_choice choices[] = {{"since", "month-first"}};
    const struct import_options asked = {.choices = choices, .choice_count = 1};
    assert_as_loaded(file_of(texts[6]), &asked);
    assert_as_loaded("tests/unit/xlsx/libreoffice.xlsx", &none);
}

/* The messy files, one of each fault (under valgrind: of every eighth). */
static void messy_files_are_shown_as_loaded(void **state)
{
    (void)state;
    const struct import_options none = {0};
    DIR *dir = opendir("tests/unit/corpus");
    int faults = 0, files = 0;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[512];
        struct import_preview preview;
        snprintf(path, sizeof path, "tests/unit/corpus/%s/02.csv", entry->d_name);
        if (entry->d_name[0] == '.' || access(path, R_OK) != 0 ||
            (getenv("DATAJAM_SLOW") && faults++ % 8))
            continue;
        bool good = import_preview(NULL, path, &none, &preview, NULL) == STATUS_OK &&
                    !preview.problem && preview.whole;
        import_preview_free(&preview);
        if (!good)
            continue;
        assert_as_loaded(path, &none);
        files++;
    }
    closedir(dir);
    assert_true(files >= (getenv("DATAJAM_SLOW") ? 4 : 40));
}

/* A value behind the sample that speaks against a type, but among the rows that are shown. */
static void contradictions_are_mended(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_add_string(&text, "id,value\n");
    for (int i = 0; i < 900; i++) /* too long for the first stretch */
        buffer_printf(&text, "%0180d,%s\n", i, i == 800 ? "007" : "20");
    assert_true(text.len > 128 * 1024);
    const struct import_options none = {0};
    assert_as_loaded(file_of(text.data), &none);
    buffer_free(&text);
}

/* ---- decisions ---- */

static void cells_are_parted_as_asked(void **state)
{
    (void)state;
    const char *path = file_of("a;b,c\n1;2,5\n3;4,5\n5;6,25\n");
    struct import_preview preview = look(NULL, path, NULL);
    assert_string_equal(words_of(&preview, PREVIEW_CELLS),
                        "parted by semicolons: 4 of 4 lines then have 2 cells");
    const struct preview_choices *choices = &preview.answers[PREVIEW_CELLS].choices;
    assert_int_equal(choices->chosen, 0);
    assert_string_equal(choice_of(choices, ",")->words, "commas");
    assert_string_equal(choice_of(choices, ",")->detail, "4 of 4 lines have 2 cells");
    import_preview_free(&preview);

    const struct import_options commas = {.delimiter = "comma"};
    preview = look(NULL, path, &commas);
    assert_string_equal(preview.columns[0].name, "a;b");
    assert_string_equal(preview.rows[2].cells[1].text, "25");
    choices = &preview.answers[PREVIEW_CELLS].choices;
    assert_string_equal(choices->list[choices->chosen].value, ",");
    import_preview_free(&preview);

    const struct import_options strange = {.delimiter = "~"};
    preview = look(NULL, path, &strange);
    assert_int_equal(preview.column_count, 1);
    choices = &preview.answers[PREVIEW_CELLS].choices;
    assert_string_equal(choices->list[choices->chosen].value, "~");
    import_preview_free(&preview);
}

static void quotes_and_letters(void **state)
{
    (void)state;
    const char *path = file_of("name,n\n\"M\374ller\",1\n'K\366nig',2\n");
    struct import_preview preview = look(NULL, path, NULL);
    assert_string_equal(words_of(&preview, PREVIEW_LETTERS),
                        "Latin-1: 2 bytes are no UTF-8, but letters in it");
    assert_string_equal(words_of(&preview, PREVIEW_QUOTES),
                        "double quotes around 1 of the cells looked at");
    assert_string_equal(preview.rows[0].cells[0].text, "Müller");
    assert_non_null(
        strstr(choice_of(&preview.answers[PREVIEW_LETTERS].choices, "Latin-1")->detail, "Müller"));
    import_preview_free(&preview);

    const struct import_options asked = {.encoding = "utf-8", .quote = "none"};
    preview = look(NULL, path, &asked);
    assert_string_equal(words_of(&preview, PREVIEW_LETTERS), "UTF-8, as you asked");
    assert_string_equal(preview.rows[1].cells[0].text, "'König'"); /* mended one by one */
    assert_non_null(strchr(preview.rows[0].cells[0].text, '"'));
    import_preview_free(&preview);
}

static void header_is_where_it_is_said(void **state)
{
    (void)state;
    const char *path = file_of("Report of May\n\nname,size\na,1\nb,2\n");
    struct import_preview preview = look(NULL, path, NULL);
    assert_string_equal(words_of(&preview, PREVIEW_HEADER),
                        "line 3 has the names; 1 line above it is left out");
    const struct preview_choices *choices = &preview.answers[PREVIEW_HEADER].choices;
    assert_string_equal(choice_of(choices, "1")->words, "line 1: Report of May");
    assert_string_equal(choice_of(choices, "")->detail, "line 3");
    import_preview_free(&preview);

    const struct import_options line = {.header = "4"};
    preview = look(NULL, path, &line);
    assert_string_equal(preview.columns[0].name, "a");
    assert_int_equal(preview.row_count, 1);
    import_preview_free(&preview);

    const struct import_options none = {.header = "no"};
    preview = look(NULL, path, &none);
    assert_string_equal(preview.columns[1].name, "col_1");
    assert_string_equal(words_of(&preview, PREVIEW_HEADER),
                        "there is none: the first line holds data");
    import_preview_free(&preview);

    const struct import_options beyond = {.header = "99"};
    preview = look(NULL, path, &beyond);
    assert_non_null(strstr(preview.problem, "line 99"));
    assert_true(preview.answers[PREVIEW_HEADER].choices.count > 3); /* another can be chosen */
    import_preview_free(&preview);
}

/* What was said of a column of another header does not stand in the way. */
static void columns_that_are_gone(void **state)
{
    (void)state;
    const struct import_choice said[] = {{"gone", "text"}, {"id", "text"}};
    const struct import_options options = {.choices = said, .choice_count = 2};
    struct import_preview preview = look(NULL, file_of("id,n\n1,2\n"), &options);
    struct import_wish wish = {0};
    assert_null(preview.problem);
    assert_int_equal(preview.columns[0].type, COLUMN_TEXT);
    assert_true(import_wish_set_column(&wish, "gone", "text"));
    assert_true(import_wish_set_column(&wish, "ID", "text"));
    import_wish_prune(&wish, &preview);
    assert_int_equal(wish.choice_count, 1);
    import_wish_free(&wish);
    import_preview_free(&preview);
}

static void types_and_what_fits(void **state)
{
    (void)state;
    const char *path = file_of("day,n\n01/02/2019,1\n03/04/2019,x1\n");
    struct import_preview preview = look(NULL, path, NULL);
    const struct preview_choices *choices = &preview.columns[0].choices;
    assert_int_equal(preview.columns[0].type, COLUMN_TEXT);
    assert_string_equal(choice_of(choices, "day-first")->detail, "2 of 2 values are");
    assert_non_null(strstr(choice_of(choices, "")->detail, "no date tells which"));
    assert_string_equal(choice_of(&preview.columns[1].choices, "number")->detail,
                        "1 of 2 values are");
    import_preview_free(&preview);

    const struct import_choice said[] = {{"day", "day-first"}, {"n", "number"}};
    const struct import_options options = {.choices = said, .choice_count = 2};
    preview = look(NULL, path, &options);
    assert_string_equal(preview.rows[0].cells[0].text, "2019-02-01");
    assert_int_equal(preview.rows[1].cells[1].kind, PREVIEW_MISFIT);
    assert_string_equal(preview.rows[1].cells[1].text, "x1");
    choices = &preview.columns[0].choices;
    assert_string_equal(choices->list[choices->chosen].value, "day-first");
    import_preview_free(&preview);
}

/* A column that one cell has made text: which cell, and that it can be told to be numbers. */
static void one_odd_cell_is_named(void **state)
{
    struct buffer text = {0};
    (void)state;
    buffer_add_string(&text, "n,m\n");
    for (int i = 0; i < 60; i++)
        buffer_printf(&text, "%s,%d\n", i == 30 ? "12 or 13" : "4", i);
    const char *path = file_of(buffer_span(&text).data);
    struct import_preview preview = look(NULL, path, NULL);
    assert_string_equal(preview.columns[0].reason,
                        "text: 1 of 60 is no number: 12 or 13 (line 32)");
    assert_int_equal(preview.undecided, 1);
    assert_int_equal(preview.notice_count, 1);
    assert_non_null(strstr(preview.notices[0], "--type \"n=number\""));
    assert_string_equal(choice_of(&preview.columns[0].choices, "number")->detail,
                        "59 of 60 values are");
    import_preview_free(&preview);
    buffer_free(&text);
}

static void several_tables(void **state)
{
    (void)state;
    const char *path = file_of("id,day,n\n1,2019-03-01,5\n2,2019-03-02,6\n3,2019-03-03,7\n\n"
                               "Table 2\nsize,count\n10,1\n20,2\n30,3\n");
    struct import_preview preview = look(NULL, path, NULL);
    const struct preview_answer *answer = &preview.answers[PREVIEW_TABLE];
    assert_true(answer->offered);
    assert_int_equal(preview.row_count, 3);
    assert_string_equal(answer->words, "the first of 2");
    assert_string_equal(choice_of(&answer->choices, "7")->detail, "size, count");
    import_preview_free(&preview);

    const struct import_options second = {.from_line = 7};
    preview = look(NULL, path, &second);
    assert_string_equal(preview.columns[1].name, "count");
    answer = &preview.answers[PREVIEW_TABLE];
    assert_string_equal(answer->choices.list[answer->choices.chosen].value, "7");
    assert_string_equal(choice_of(&answer->choices, "")->detail, "id, day, n");
    import_preview_free(&preview);
}

static void rows_that_are_mended(void **state)
{
    (void)state;
    static const char *const places[] = {"Mill Road", "Old Town", "West End", "High Street"};
    struct buffer text = {0};
    buffer_add_string(&text, "id,place,size\n");
    for (int i = 0; i < 30; i++)
        buffer_printf(&text, i == 20 ? "%d,Mill, Road%s,%d\n" : "%d,%s,%d\n", i,
                      i == 20 ? "" : places[i % 4], i);
    struct import_preview preview = look(NULL, file_of(text.data), NULL);
    buffer_free(&text);
    assert_int_equal(preview.repaired, 1);
    assert_int_equal(preview.line_count, 1);
    assert_int_equal(preview.lines[0].line, 22);
    assert_string_equal(preview.lines[0].before, "20,Mill, Road,20");
    assert_string_equal(preview.lines[0].after, "20 | Mill, Road | 20");
    assert_true(preview.rows[20].repaired);
    import_preview_free(&preview);
}

static void names_and_likeness(void **state)
{
    (void)state;
    struct db *db = team();
    struct import_result result;
    const struct import_choice said[] = {{"id", "text"}};
    const struct import_options first = {.choices = said, .choice_count = 1};
    const char *path = file_of("id,day,old\n1,2019-01-02,x\n2,2019-01-03,y\n");
    assert_int_equal(import_file(db, path, &first, &result, NULL), STATUS_OK);
    import_result_free(&result);

    path = file_of("id,day,new\n3,soon,7\n4,later,8\n");
    struct import_preview preview = look(db, path, NULL);
    assert_string_equal(preview.name, "data_2");
    assert_string_equal(words_of(&preview, PREVIEW_NAME), "data_2, since there is a data already");
    assert_string_equal(words_of(&preview, PREVIEW_LIKE),
                        "no other dataset; data has 2 of the 3 columns");
    assert_int_equal(preview.columns[0].type, COLUMN_INTEGER);
    import_preview_free(&preview);

    const struct import_options like = {.like = "data"};
    preview = look(db, path, &like);
    assert_int_equal(preview.columns[0].type, COLUMN_TEXT);
    assert_int_equal(preview.change_count, 3);
    assert_non_null(strstr(preview.changes[0], "\"day\" was date and is text"));
    assert_non_null(strstr(preview.changes[1], "\"new\" is new"));
    assert_non_null(strstr(preview.changes[2], "\"old\" (text) is gone"));
    assert_string_equal(words_of(&preview, PREVIEW_LIKE), "data; 3 changes since then");
    import_preview_free(&preview);

    /* what is said now goes before what was said then */
    const struct import_choice now[] = {{"id", "auto"}};
    const struct import_options both = {.like = "data", .choices = now, .choice_count = 1};
    preview = look(db, path, &both);
    assert_int_equal(preview.columns[0].type, COLUMN_INTEGER);
    import_preview_free(&preview);
    db_close(db);
}

static void sheets_of_a_workbook(void **state)
{
    (void)state;
    static const struct workbook_sheet sheets[] = {
        {"Notes", "visible", "<sheetData><row><c t=\"str\"><v>about</v></c></row></sheetData>"},
        {"May", "visible",
         "<sheetData><row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>n</v></c></row>"
         "<row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"},
        {"June", "visible",
         "<sheetData><row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>m</v></c></row>"
         "<row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"},
        {"Old", "hidden", "<sheetData><row><c><v>5</v></c></row></sheetData>"},
    };
    const char *path = workbook_sheets(fixture_folder(), "book.xlsx", sheets, 4);
    struct import_preview preview = look(NULL, path, NULL);
    const struct preview_answer *answer = &preview.answers[PREVIEW_SHEET];
    assert_true(preview.workbook && preview.ask_sheet && answer->offered);
    assert_string_equal(preview.columns[1].name, "n"); /* shown meanwhile */
    assert_int_equal(answer->choices.count, 4);
    assert_string_equal(answer->choices.list[2].detail, "2 rows, 2 columns");
    assert_string_equal(answer->choices.list[3].detail, "hidden; 1 row, 1 column");
    assert_false(preview.answers[PREVIEW_CELLS].offered);
    import_preview_free(&preview);

    const struct import_options june = {.sheet = "June"};
    preview = look(NULL, path, &june);
    assert_false(preview.ask_sheet);
    assert_string_equal(preview.columns[1].name, "m");
    assert_int_equal(preview.answers[PREVIEW_SHEET].choices.chosen, 2);
    import_preview_free(&preview);

    /* the next month's workbook is read from the sheet of that name */
    struct db *db = team();
    struct import_result result;
    const struct import_options like = {.like = "book"};
    assert_int_equal(import_file(db, path, &june, &result, NULL), STATUS_OK);
    import_result_free(&result);
    preview = look(db, path, &like);
    assert_false(preview.ask_sheet);
    assert_string_equal(preview.columns[1].name, "m");
    import_preview_free(&preview);
    preview = look(db, file_of("id,m\n5,6\n"), &like); /* no workbook this time */
    assert_int_equal(preview.row_count, 1);
    import_preview_free(&preview);
    db_close(db);
}

/* ---- bounds ---- */

static void large_files_are_looked_at_in_part(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_add_string(&text, "id,name\n");
    for (int i = 0; i < 200000; i++)
        buffer_printf(&text, "%06d,somebody\n", i);
    const char *path = file_of(text.data);
    buffer_free(&text);
    struct import_preview preview = look(NULL, path, NULL);
    assert_false(preview.whole);
    assert_int_equal(preview.row_count, 1000);
    assert_int_equal(preview.rows_about, 200000);
    import_preview_free(&preview);

    const volatile int stop = 1;
    const struct import_options stopped = {.cancel = &stop};
    struct error err = {0};
    assert_int_equal(import_preview(NULL, path, &stopped, &preview, &err), STATUS_CANCELLED);
    import_preview_free(&preview);
}

static void large_workbooks_are_looked_at_in_part(void **state)
{
    (void)state;
    struct buffer rows = {0};
    buffer_add_string(&rows, "<sheetData><row><c t=\"str\"><v>id</v></c></row>");
    for (int i = 0; i < 120000; i++)
        buffer_printf(&rows, "<row><c t=\"str\"><v>client %06d in the extract</v></c></row>", i);
    buffer_add_string(&rows, "</sheetData>");
    const struct workbook_sheet sheet = {"May", "visible", rows.data};
    const char *path = workbook_sheets(fixture_folder(), "large.xlsx", &sheet, 1);
    buffer_free(&rows);
    struct import_preview preview = look(NULL, path, NULL);
    assert_false(preview.whole);
    assert_int_equal(preview.row_count, 1000);
    assert_int_equal(preview.rows_about, 120000);
    import_preview_free(&preview);
}

static void what_can_not_be_read(void **state)
{
    (void)state;
    const struct import_options none = {0};
    struct import_preview preview;
    struct error err = {0};
    const char *folder = fixture_folder();
    struct db *db = NULL;
    const char *path = fixture_path(folder, "team.db");
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    assert_int_equal(import_preview(db, path, &none, &preview, &err), STATUS_WRONG_KIND);
    import_preview_free(&preview);
    db_close(db);
    assert_int_equal(import_preview(NULL, folder, &none, &preview, &err), STATUS_WRONG_KIND);
    import_preview_free(&preview);
    assert_int_equal(import_preview(NULL, fixture_path(folder, "no.csv"), &none, &preview, &err),
                     STATUS_NOT_FOUND);
    import_preview_free(&preview);
    preview = look(NULL, fixture_file(folder, "empty.csv", ""), NULL);
    assert_non_null(strstr(preview.problem, "empty"));
    import_preview_free(&preview);
}

/* ---- as a command ---- */

static void the_wish_as_a_command(void **state)
{
    (void)state;
    struct import_wish wish = {0};
    struct import_options options;
    struct buffer out = {0};
    assert_true(import_wish_set(&wish, PREVIEW_CELLS, ";"));
    assert_true(import_wish_set(&wish, PREVIEW_TABLE, "57"));
    assert_true(import_wish_set(&wish, PREVIEW_MARKS, "yes"));
    assert_true(import_wish_set(&wish, PREVIEW_QUOTES, "none"));
    assert_true(import_wish_set(&wish, PREVIEW_QUOTES, ""));
    assert_true(import_wish_set_column(&wish, "it's", "text"));
    assert_true(import_wish_set_column(&wish, "it's", "number"));
    import_wish_options(&wish, &options);
    assert_int_equal(options.from_line, 57);
    assert_true(options.marks);
    assert_null(options.quote);
    assert_int_equal(options.choice_count, 1);
    import_wish_command(&wish, "/t/team.db", "/d/My file.csv", NULL, &out);
    assert_string_equal(out.data, "datajam import /t/team.db '/d/My file.csv' --from 57 "
                                  "--delimiter ';' --marks --type 'it'\\''s=number'");
    buffer_free(&out);
    import_wish_free(&wish);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shown_is_loaded),
        cmocka_unit_test(messy_files_are_shown_as_loaded),
        cmocka_unit_test(contradictions_are_mended),
        cmocka_unit_test(cells_are_parted_as_asked),
        cmocka_unit_test(quotes_and_letters),
        cmocka_unit_test(header_is_where_it_is_said),
        cmocka_unit_test(columns_that_are_gone),
        cmocka_unit_test(types_and_what_fits),
        cmocka_unit_test(one_odd_cell_is_named),
        cmocka_unit_test(several_tables),
        cmocka_unit_test(rows_that_are_mended),
        cmocka_unit_test(names_and_likeness),
        cmocka_unit_test(sheets_of_a_workbook),
        cmocka_unit_test(large_files_are_looked_at_in_part),
        cmocka_unit_test(large_workbooks_are_looked_at_in_part),
        cmocka_unit_test(what_can_not_be_read),
        cmocka_unit_test(the_wish_as_a_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
