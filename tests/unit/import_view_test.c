/* The preview of an import in the console: stopping a load, reading like another dataset, marks
 * from colours, what can't be read, what a screen reader is told. */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tests/support/workbook.h"
#include "tui/pane/data.h"

static const struct pane_class *const panes[] = {&data_pane, NULL};

struct fixture {
    const char *team, *folder;
    struct console *console;
};

static int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->team = fixture_team("cases", "id,day,old\n001,01/02/2019,x\n002,13/02/2019,y\n");
    f->folder = fixture_folder();
    f->console = console_new(f->team, panes, 100, 30, NULL);
    *state = f;
    return 0;
}

static int close_console(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    free(f);
    return 0;
}

/* By its path, as it is typed. */
static void open_file(struct fixture *f, const char *path)
{
    console_press(f->console, "Ctrl-O");
    console_assert_shows(f->console, "Import a file ·");
    console_type(f->console, path);
    console_press(f->console, "Enter");
}

/* Esc while it loads stops that, and the preview stays as it was. */
static void a_load_is_stopped(void **state)
{
    struct fixture *f = *state;
    struct buffer text = {0};
    buffer_add_string(&text, "id,name\n");
    for (int i = 0; i < 200000; i++)
        buffer_printf(&text, "%d,somebody\n", i);
    open_file(f, fixture_file(f->folder, "large.csv", text.data));
    buffer_free(&text);
    console_assert_shows(f->console, "some 240,000 rows, 2 columns");
    console_assert_shows(f->console, "what will be loaded: the first 1,000 rows");
    console_press_at_once(f->console, "L Esc");
    console_assert_shows(f->console, "The import was cancelled; nothing was changed");
    console_assert_shows(f->console, "Import · large.csv");
    assert_int_equal(foreign_number(f->team, "SELECT count(*) FROM dj_dataset"), 1);
    assert_int_equal(foreign_number(f->team, "SELECT count(*) FROM dj_import"), 0);
    console_press(f->console, "Home Enter");
    console_assert_shows(f->console, "large: 200,000 rows in the file = 200,000 rows loaded");
}

static void read_like_another_dataset(void **state)
{
    struct fixture *f = *state;
    open_file(f, fixture_file(f->folder, "june.csv", "id,day,new\n7,03/04/2019,1\n8,soon,2\n"));
    console_assert_shows(f->console, "no other dataset; cases has 2 of the 3 columns");
    console_press(f->console, "End Up Up"); /* to the rows, and back */
    console_press(f->console, "Home Down Down Down Down Down Down");
    console_assert_shows(f->console, "▶ Read like");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "2 of 3 columns are called the same");
    console_press(f->console, "Down Enter");
    console_assert_shows(f->console, "cases; 3 changes since then");
    console_press(f->console, "Down Enter");
    console_assert_shows(f->console, "Against the dataset it is read like");
    console_assert_shows(f->console, "column \"new\" is new");
    console_assert_shows(f->console, "column \"old\" (text) is gone");
    console_press(f->console, "Esc Right Left Enter");
    console_assert_shows(f->console, "What is the column \"id\"?");
    console_press(f->console, "Home Enter"); /* what the data say, whatever was said then */
    console_press(f->console, "?");
    console_assert_shows(f->console, "--like cases --type id=auto");
    console_press(f->console, "Esc L");
    console_assert_shows(f->console, "june: 2 rows in the file = 2 rows loaded + 0 set aside");
    assert_int_equal(foreign_number(f->team, "SELECT sum(id) FROM june"), 15);
}

static void colours_become_marks(void **state)
{
    struct fixture *f = *state;
    const char *path = workbook_simple(
        f->folder, "colours.xlsx",
        "<sheetData><row><c t=\"inlineStr\" s=\"1\"><is><t>age</t></is></c>"
        "<c t=\"inlineStr\" s=\"2\"><is><t>sex</t></is></c></row>"
        "<row><c><v>41</v></c><c t=\"inlineStr\"><is><t>F</t></is></c></row></sheetData>",
        NULL,
        "<fills><fill><patternFill patternType=\"none\"/></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/></patternFill></fill>"
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF00B050\"/></patternFill></fill>"
        "</fills><cellXfs><xf/><xf fillId=\"1\"/><xf fillId=\"2\"/></cellXfs>");
    open_file(f, path);
    console_assert_shows(f->console, "2 header cells are coloured, which may mean: age yellow: "
                                     "caution, sex green: good");
    assert_false(console_shows(f->console, "age !"));
    console_press(f->console, "End Up");
    console_assert_shows(f->console, "▶ Marks");
    console_press(f->console, "Enter Down Enter");
    console_assert_shows(f->console, "taken from the colours");
    console_assert_shows(f->console, "age !");
    console_press(f->console, "L");
    console_assert_shows(f->console, "colours: 1 row in the file");
    assert_int_equal(foreign_number(f->team, "SELECT count(*) FROM dj_column WHERE"
                                             " (name, quality) IN (VALUES('age', 'caution'),"
                                             " ('sex', 'good'))"),
                     2);
}

/* What can be opened but not be read so is told, and can be changed. */
static void what_can_not_be_read_so(void **state)
{
    struct fixture *f = *state;
    open_file(f, fixture_file(f->folder, "a.csv", "x\n\na,b\n1,2\n"));
    console_press(f->console, "Down Down Down Down Down");
    console_assert_shows(f->console, "▶ Header");
    console_press(f->console, "Enter 9 9 Enter");
    console_assert_shows(f->console,
                         "not in this way: there is no table with its header in line 99");
    console_press(f->console, "L");
    console_assert_shows(f->console, "It can't be loaded in this way");
    console_press(f->console, "Enter Home Enter");
    console_assert_shows(f->console, "line 3 has the names");
    console_press(f->console, "Esc");
    console_type(f->console, fixture_file(f->folder, "empty.csv", ""));
    console_press(f->console, "Enter");
    console_press(f->console, "Esc Esc");
    console_assert_shows(f->console, "cases ─ 2 rows");
}

static void a_screen_reader_hears_it(void **state)
{
    struct fixture *f = *state;
    open_file(f, fixture_file(f->folder, "b.csv", "a;b\n1;x\n"));
    const char *said = console_description(f->console);
    assert_non_null(strstr(said, "> Load it: 1 row, 2 columns"));
    assert_non_null(strstr(said, "Cells: parted by semicolons"));
    console_press(f->console, "Right");
    said = console_description(f->console);
    assert_non_null(strstr(said, "> b: text"));
}

/* The mouse does what the keys do, and a small screen loses nothing. */
static void sizes(void **state)
{
    struct fixture *f = *state;
    open_file(f, fixture_file(f->folder, "c.csv", "a;b\n1;x\n"));
    for (int rows = 24; rows >= 4; rows -= 4)
        console_resize(f->console, 80, rows);
    console_resize(f->console, 40, 10);
    console_resize(f->console, 200, 60);
    console_assert_shows(f->console, "parted by semicolons");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_console, close_console)
    const struct CMUnitTest tests[] = {
        TEST(a_load_is_stopped),       TEST(read_like_another_dataset), TEST(colours_become_marks),
        TEST(what_can_not_be_read_so), TEST(a_screen_reader_hears_it),  TEST(sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
