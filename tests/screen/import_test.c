/*
 * Importing as a new user does it, by what can be read on the screen at that moment: choosing a
 * file, looking at how it will be read, changing that, loading, and what became of its rows.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tests/support/vt.h"
#include "tests/support/workbook.h"

static const struct {
    const char *name;
    int cols, rows;
} SIZES[] = {{"80x24", 80, 24}, {"120x40", 120, 40}};

static void golden(struct vt *vt, const char *what, const char *size)
{
    char name[64];
    snprintf(name, sizeof name, "%s-%s", what, size);
    vt_golden(vt, name);
}

static struct vt *start(const char *team, const char *home, int cols, int rows)
{
    static char variable[1100];
    const char *const env[] = {variable, NULL};
    const struct vt_options options = {.rows = rows, .cols = cols, .env = env, .folder = home};
    snprintf(variable, sizeof variable, "HOME=%s", home);
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", "open", team, "--as", "Ada"));
    vt_keys(vt, "2");
    return vt;
}

/* From the menu, as the key bar offers. */
static void open_picker(struct vt *vt)
{
    vt_expect(vt, "F9 Menu");
    vt_keys(vt, "F9");
    vt_expect(vt, "Import a file…");
    vt_expect(vt, "letters jump");
    vt_keys(vt, "i Enter");
    vt_expect(vt, "Import a file ·");
}

/* A title, dates that may be read in two ways, rows torn by delimiters, a second table. */
static const char *messy_file(const char *folder)
{
    static const char *const places[] = {"Mill Road", "Old Town", "West End", "High Street"};
    struct buffer text = {0};
    buffer_add_string(&text, "Visits of May;;;\n\nid;place;visits;since\n");
    for (int i = 0; i < 40; i++) {
        if (i == 20 || i == 31)
            buffer_printf(&text, "%03d;Mill; Road;%d;0%d/03/2019\n", i, i % 9, 1 + i % 9);
        else
            buffer_printf(&text, "%03d;%s;%d;0%d/0%d/2019\n", i, places[i % 4], i % 9, 1 + i % 9,
                          1 + i % 7);
    }
    buffer_add_string(&text, "x;y\n\nTable 2\nweek;count\n1;20\n2;30\n3;10\n");
    const char *path = fixture_file(folder, "visits.csv", text.data);
    buffer_free(&text);
    return path;
}

static void look_and_change(struct vt *vt, const char *size)
{
    vt_expect(vt, "parted by semicolons");
    vt_expect(vt, "line 3 has the names; 1 line above it is left out");
    vt_expect(vt, "1 column to decide; 2 rows repaired, 1 set aside");
    golden(vt, "import-preview", size);
    vt_expect(vt, "←→ columns");
    vt_keys(vt, "Right Right Right");
    vt_expect(vt, "since: text: 08/01/2019 may be day first or month first");
    vt_expect(vt, "Enter changes the type");
    vt_keys(vt, "Enter");
    vt_expect(vt, "What is the column \"since\"?");
    golden(vt, "import-type", size);
    vt_type(vt, "day first");
    vt_keys(vt, "Enter");
    vt_expect(vt, "since: dates, day first, as you asked");
    vt_expect(vt, "2019-01-01");
    vt_expect(vt, "Tab decisions");
    vt_keys(vt, "Tab");
}

static void undo_a_repair(struct vt *vt, const char *size)
{
    vt_expect(vt, "Look at the 2 rows that were repaired");
    vt_keys(vt, "Down");
    golden(vt, "import-done", size);
    vt_expect(vt, "Enter goes on with it");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits: 2 of 40 rows repaired");
    vt_expect(vt, "020 | Mill; Road | 2 | 2019-03-03");
    vt_expect(vt, "Space undoes the repair");
    vt_keys(vt, "Space");
    vt_expect(vt, "Line 24 is set aside now");
    vt_expect(vt, "visits: 1 of 39 rows repaired");
    golden(vt, "import-repairs", size);
    vt_expect(vt, "Tab rows set aside");
    vt_keys(vt, "Tab");
    vt_expect(vt, "visits: 2 rows set aside, beside 39 that are loaded");
    vt_expect(vt, "its repair was undone");
    vt_keys(vt, "Tab");
    vt_expect(vt, "Space repairs it again");
    vt_keys(vt, "Space");
    vt_expect(vt, "visits: 2 of 40 rows repaired");
    vt_expect(vt, "Esc goes back");
    vt_keys(vt, "Esc");
}

static void import_the_other_table(struct vt *vt)
{
    vt_expect(vt, "Import the other table of the file, from line 47 on");
    vt_keys(vt, "Down Down");
    vt_keys(vt, "Enter");
    vt_expect(vt, "what stands from line 47 on");
    vt_expect(vt, "visits_2, since there is a visits already");
    vt_expect(vt, "Enter loads it");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits_2: 3 rows in the file = 3 rows loaded + 0 set aside");
    vt_keys(vt, "Enter");
    vt_expect(vt, "visits_2 ─ 3 rows");
}

static void a_file_is_looked_at_changed_and_loaded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        const char *home = fixture_folder();
        const char *team = fixture_team("small", "a,b\n1,2\n");
        messy_file(home);
        struct vt *vt = start(team, home, SIZES[i].cols, SIZES[i].rows);
        open_picker(vt);
        vt_expect(vt, "visits.csv");
        vt_expect(vt, "text, 2 KB");
        vt_expect(vt, "Enter opens it");
        vt_keys(vt, "Enter");
        look_and_change(vt, SIZES[i].name);
        vt_expect(vt, "Enter loads it");
        vt_keys(vt, "Enter");
        vt_expect(vt, "visits: 41 rows in the file = 40 rows loaded + 1 set aside");
        undo_a_repair(vt, SIZES[i].name);
        import_the_other_table(vt);
        vt_keys_end(vt, "q");
        vt_free(vt);
        assert_int_equal(foreign_number(team, "SELECT count(*) FROM visits WHERE since LIKE "
                                              "'2019-0_-0_'"),
                         40);
    }
}

/* Decisions are changed by lists, and leaving leaves nothing. */
static void leaving_leaves_no_trace(void **state)
{
    (void)state;
    const char *home = fixture_folder(), *team = fixture_team("small", "a,b\n1,2\n");
    fixture_do(VT_ARGS("mkdir", fixture_path(home, "files")));
    fixture_file(fixture_path(home, "files"), "c.csv", "a;b,c\n1;2,5\n3;4,5\n");
    struct vt *vt = start(team, home, 80, 24);
    open_picker(vt);
    vt_type(vt, "files");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Home folder");
    vt_expect(vt, "c.csv");
    vt_keys(vt, "Enter");
    vt_expect(vt, "parted by semicolons: 3 of 3 lines then have 2 cells");
    vt_keys(vt, "Down Down");
    vt_expect(vt, "Enter changes it");
    vt_keys(vt, "Enter");
    vt_expect(vt, "What parts the cells?");
    vt_expect(vt, "3 of 3 lines have 2 cells");
    vt_type(vt, "commas");
    vt_keys(vt, "Enter");
    vt_expect(vt, "parted by commas, as you asked");
    vt_expect(vt, "a;b");
    vt_keys(vt, "Enter");
    vt_type(vt, "~");
    vt_expect(vt, "one sign or two");
    vt_keys(vt, "Enter");
    vt_expect(vt, "a;b,c");
    vt_keys(vt, "Up");
    vt_keys(vt, "Enter");
    vt_expect(vt, "What is the dataset called?");
    vt_type(vt, "_x");
    vt_keys(vt, "Enter");
    vt_expect(vt, "c_x");
    vt_keys(vt, "?");
    vt_expect(vt, "--name c_x");
    vt_expect(vt, "--delimiter '~'");
    vt_keys(vt, "Esc");
    vt_expect(vt, "Esc goes back");
    vt_keys(vt, "Esc");
    vt_expect(vt, "Import a file ·");
    vt_keys(vt, "Esc");
    vt_expect(vt, "small ─ 1 row");
    vt_keys(vt, "Ctrl-O"); /* the next one is looked for where this one was */
    vt_expect(vt, "c.csv");
    vt_keys(vt, "Esc");
    vt_free(vt);
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_dataset"), 1);
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_import"), 0);
}

/* Outside of a jam files are looked for where the console was started. */
static void files_are_listed_from_the_current_folder(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    fixture_file(folder, "of-today.csv", "n\n1\n");
    const struct vt_options options = {.folder = folder};
    struct vt *vt = vt_start(
        &options, VT_ARGS("datajam", "open", fixture_team("small", "n\n1\n"), "--as", "Ada"));
    vt_keys(vt, "Ctrl-O");
    vt_expect(vt, "of-today.csv");
    vt_free(vt);
}

static void a_workbook_with_several_tables_asks_which(void **state)
{
    (void)state;
    static const struct workbook_sheet sheets[] = {
        {"May", "visible",
         "<sheetData><row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>n</v></c></row>"
         "<row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"},
        {"June", "visible",
         "<sheetData><row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>m</v></c></row>"
         "<row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"},
    };
    const char *home = fixture_folder(), *team = fixture_team("small", "a,b\n1,2\n");
    workbook_sheets(home, "book.xlsx", sheets, 2);
    struct vt *vt = start(team, home, 80, 24);
    open_picker(vt);
    vt_expect(vt, "workbook, 3 KB");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Which sheet? · book.xlsx");
    vt_expect(vt, "2 rows, 2 columns");
    vt_golden(vt, "import-sheet");
    vt_keys(vt, "Down Enter");
    vt_expect(vt, "\"June\", one of 2");
    vt_keys(vt, "L");
    vt_expect(vt, "book: 1 row in the file = 1 row loaded + 0 set aside");
    vt_keys(vt, "Enter");
    vt_expect(vt, "book ─ 1 row");
    vt_free(vt);
}

/* Names of files and cells can't forge the screen; odd folders and paths are told, not fallen
 * over. */
static void hostile_names_and_odd_places(void **state)
{
    (void)state;
    static const char *const NEVER[] = {"\033[2Jx", "\033]0;", "\342\200\256", "\302\233"};
    const char *home = fixture_folder(), *team = fixture_team("small", "a,b\n1,2\n");
    const char *locked = fixture_path(home, "locked");
    size_t len;
    fixture_file(home, "a\033[2Jx\033]0;t\007\342\200\256.csv",
                 "na\033[2Jxme,b\n\033]0;title\007,1\n\342\200\256x,2\302\233\n");
    fixture_file(home, "notes.pdf", "%PDF-1.4\n");
    assert_int_equal(symlink("/nowhere", fixture_path(home, "dangling")), 0);
    fixture_do(VT_ARGS("/bin/sh", "-c", "mkfifo \"$0/pipe\" && mkdir \"$1\" && chmod 0 \"$1\"",
                       home, locked));
    struct vt *vt = start(team, home, 80, 24);
    open_picker(vt);
    vt_expect(vt, "a PDF document");
    vt_keys(vt, "Ctrl-L");
    vt_keys(vt, "Enter");
    vt_expect(vt, "2 rows, 2 columns");
    vt_keys(vt, "Right Ctrl-L");
    const char *output = vt_output(vt, &len);
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        if (memmem(output, len, NEVER[i], strlen(NEVER[i])))
            vt_fail(vt, "byte sequence %zu of a name reached the terminal", i);
    vt_keys(vt, "Esc");
    vt_type(vt, "pdf");
    vt_keys(vt, "Enter");
    vt_expect(vt, "notes.pdf can't be imported: a PDF document");
    vt_keys(vt, "Ctrl-U");
    vt_type(vt, "/no/such/place");
    vt_expect(vt, "Enter opens a path");
    vt_keys(vt, "Enter");
    vt_expect(vt, "/no/such/place");
    vt_keys(vt, "Ctrl-U");
    vt_type(vt, team);
    vt_keys(vt, "Enter");
    vt_expect(vt, "this is a database");
    vt_keys(vt, "Esc");
    vt_expect(vt, "small ─ 1 row");
    vt_free(vt);
    fixture_do(VT_ARGS("/bin/sh", "-c", "chmod 700 \"$0\"", locked));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_looked_at_changed_and_loaded),
        cmocka_unit_test(leaving_leaves_no_trace),
        cmocka_unit_test(files_are_listed_from_the_current_folder),
        cmocka_unit_test(a_workbook_with_several_tables_asks_which),
        cmocka_unit_test(hostile_names_and_odd_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
