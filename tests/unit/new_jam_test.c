/* A jam from nothing by a form: what it makes, whole or not at all, and what it refuses where. */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/rules.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"
#include "tui/pane/new_jam.h"

struct fixture {
    const char *folder;
    struct console *console;
};

/* As started in a folder that holds what a jam is made of. */
static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = fixture_folder();
    assert_int_equal(file_make_folder(fixture_path(f->folder, "topics/housing"), NULL), STATUS_OK);
    fixture_file(f->folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(f->folder, "agenda.csv", "time,title,minutes\n10:00,Look,60\n");
    assert_int_equal(chdir(f->folder), 0);
    f->console = console_new_jam("Robin", "", &new_jam_pane, 80, 24);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    assert_int_equal(chdir("/"), 0);
    free(f);
    return 0;
}

static const char *made(const struct fixture *f)
{
    return new_jam_made(console_pane(f->console, "new-jam"));
}

/* Nothing is left of a jam that was not made, under any name. */
static void expect_nothing(const struct fixture *f)
{
    assert_string_equal(made(f), "");
    assert_false(file_exists(fixture_path(f->folder, "spring-jam")));
    assert_int_equal(access(fixture_path(f->folder, "agenda.csv"), F_OK), 0);
    struct fixture_run run =
        fixture_run((const char *const[]){"/bin/ls", "-A", f->folder, NULL}, NULL, NULL);
    assert_null(strstr(buffer_span(&run.out).data, ".new"));
    fixture_run_free(&run);
}

static void it_is_made(void **state)
{
    struct fixture *f = *state;
    console_assert_shows(f->console, "There is no jam here yet");
    console_assert_shows(f->console, "agenda.csv"); /* what lies there */
    console_type(f->console, " spring-jam ");
    console_press(f->console, "Tab Tab Tab Tab End Ctrl-U");
    console_type(f->console, "12");
    console_press(f->console, "Tab Right Enter");
    assert_string_equal(made(f), "spring-jam");
    struct rules rules;
    assert_int_equal(rules_load(fixture_path(f->folder, "spring-jam"), &rules, NULL), STATUS_OK);
    assert_int_equal(rules.minimum, 12);
    assert_true(rules.closed);
    assert_true(rules.exports);
    const char *db = fixture_path(f->folder, "spring-jam/jam.db");
    assert_int_equal(foreign_number(db, "SELECT count(*) FROM dj_agenda WHERE title = 'Look'"), 1);
    assert_int_equal(foreign_number(db, "SELECT count(*) FROM dj_log WHERE by = 'Robin'"), 1);
    assert_true(file_exists(fixture_path(f->folder, "spring-jam/topics/housing/topic.md")));
}

/* Without a file of one's own the day is a usual one. */
static void the_sample_has_an_agenda(void **state)
{
    struct fixture *f = *state;
    console_type(f->console, "spring-jam");
    console_press(f->console, "Tab End Ctrl-U Tab End Ctrl-U Enter");
    assert_string_equal(made(f), "spring-jam");
    const char *db = fixture_path(f->folder, "spring-jam/jam.db");
    assert_int_equal(foreign_number(db, "SELECT count(*) FROM dj_agenda WHERE kind = 'lunch'"), 1);
    assert_true(file_is_folder(fixture_path(f->folder, "spring-jam/topics")));
    assert_false(file_exists(fixture_path(f->folder, "spring-jam/topics/housing")));
}

static void what_is_wrong_is_told_at_its_field(void **state)
{
    static const struct {
        const char *keys, *text, *words, *field;
    } cases[] = {
        {"", "", "A jam needs a folder", "> Folder:"},
        {"", "topics", "something is there already", "> Folder: topics"},
        {"", "agenda.csv/jam", "agenda.csv", "> Folder: agenda.csv/jam"},
        {"Tab", "none.csv", "there is no such file", "> Agenda: none.csv"},
        {"Tab", "bad.csv", "\"noon\" is no time", "> Agenda: bad.csv"},
        {"Tab Tab", "none", "there is no such folder of topics", "> Topics: none"},
        {"Tab Tab Tab", "no such", "There is no group", "> Facilitators: no such"},
        {"Tab Tab Tab Tab", "0", "a number from 1 to", "> Smallest group: 0"},
        {"Tab Tab Tab Tab Tab Tab", "no such", "There is no group", "> Leads' group: no such"},
    };
    struct fixture *f = *state;
    fixture_file(f->folder, "bad.csv", "time,title,minutes\nnoon,Look,60\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct console *console = console_new_jam("Robin", "spring-jam", &new_jam_pane, 80, 24);
        console_press(console, cases[i].keys);
        console_press(console, "End Ctrl-U");
        console_type(console, cases[i].text);
        console_press(console, "Tab Enter"); /* from another field */
        console_assert_shows(console, cases[i].words);
        if (!strstr(console_description(console), cases[i].field))
            fail_msg("%s: %s", cases[i].field, console_description(console));
        assert_string_equal(new_jam_made(console_pane(console, "new-jam")), "");
        console_free(console);
        expect_nothing(f);
    }
}

/* What was refused is put right in the same form, and Esc makes nothing. */
static void it_is_put_right_or_left(void **state)
{
    struct fixture *f = *state;
    console_type(f->console, "topics");
    console_press(f->console, "Enter");
    console_assert_shows(f->console, "something is there already");
    console_press(f->console, "Esc");
    expect_nothing(f);
    struct console *again = console_new_jam("Robin", "topics", &new_jam_pane, 80, 24);
    console_press(again, "Enter End Ctrl-U");
    console_type(again, "spring-jam");
    console_press(again, "Enter");
    assert_string_equal(new_jam_made(console_pane(again, "new-jam")), "spring-jam");
    console_free(again);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(it_is_made),
        CASE(the_sample_has_an_agenda),
        CASE(what_is_wrong_is_told_at_its_field),
        CASE(it_is_put_right_or_left),
    };
    return cmocka_run_group_tests_name("new jam", tests, NULL, NULL);
}
