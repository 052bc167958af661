/*
 * The projector's clock at every turn of a day, on a small screen and on larger ones: what it says,
 * that nothing of it is cut, and that it is large.
 */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/base/utf8.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "core/service/notices.h"
#include "tests/support/console.h"
#include "tests/support/fixture.h"
#include "tui/console/projector.h"

static const int64_t nine = 1778576400000; /* 2026-05-12T09:00:00Z */

enum { MINUTE = 60000 };

static const char *make_jam(void)
{
    const char *folder = fixture_folder();
    const struct jam_wish wish = {
        .folder = fixture_path(folder, "jam"),
        .agenda = fixture_file(folder, "agenda.csv",
                               "time,title,minutes,kind\n09:00,Kick-off,30,kick-off\n"
                               "09:30,Analysis 1,150,analysis\n"),
        .by = ""};
    assert_int_equal(jam_make(&wish, NULL), STATUS_OK);
    return wish.folder;
}

static void act(const char *jam, enum day_action action, int minutes)
{
    const struct day_event event = {.at_ms = nine + (int64_t)minutes * MINUTE,
                                    .action = action,
                                    .begin_ms = action == DAY_START ? nine : 0,
                                    .midnight_ms = nine - (int64_t)9 * 60 * MINUTE,
                                    .speed = 1};
    assert_int_equal(day_do(jam, &event, "Robin", NULL, NULL), STATUS_OK);
}

static void at(int minutes, int seconds)
{
    char now[40];
    int of_day = 9 * 60 + minutes;
    snprintf(now, sizeof now, "2026-05-12T%02d:%02d:%02dZ", of_day / 60, of_day % 60, seconds);
    setenv("DATAJAM_NOW", now, 1);
}

/* Below the header, which has less room. */
static bool is_cut(struct console *console, int rows)
{
    for (int row = 1; row < rows; row++)
        if (strstr(console_row(console, row), "…"))
            return true;
    return false;
}

/* Cells of the digits that are drawn as blocks. */
static int blocks(struct console *console, int rows)
{
    int count = 0;
    for (int row = 2; row < rows - 2; row++)
        for (const char *p = console_row(console, row); (p = strstr(p, "█")); p++)
            count++;
    return count;
}

static void look(const char *jam, const char *description, const char *words, int least)
{
    static const struct {
        int columns, rows;
    } sizes[] = {{80, 24}, {120, 40}, {200, 60}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct console *console =
            console_new_jam("", jam, &projector_pane, sizes[i].columns, sizes[i].rows);
        const char *told = console_description(console);
        if (!strstr(told, description))
            fail_msg("\"%s\" is not in what it says:\n%s", description, told);
        if (*words)
            console_assert_shows(console, words);
        assert_false(is_cut(console, sizes[i].rows));
        assert_true(blocks(console, sizes[i].rows) >= least * (int)(i + 1));
        console_free(console);
    }
}

static void at_every_turn(void **state)
{
    const char *jam = make_jam();
    (void)state;
    at(-10, 0);
    look(jam, "The day has not begun\nNext: Kick-off at 09:00", "Next:", 0);
    act(jam, DAY_START, -10);
    look(jam, "Kick-off\nbegins at 09:00\nNext: Analysis 1 at 09:30", "begins at 09:00", 100);
    at(5, 0);
    look(jam, "Kick-off\n25 min left\nNext: Analysis 1 at 09:30", "minutes left", 100);
    at(25, 30);
    look(jam, "4:30 left", "4:30 left", 0); /* the digits are of the warning's ground */
    at(30, 20);
    look(jam, "time is up", "time is up", 0);
    at(33, 20);
    look(jam, "3 min over\nNext: Analysis 1 at 09:33", "3 min over", 0);
    act(jam, DAY_PAUSE, 30);
    look(jam, "paused, time is up", "paused, time is up", 100);
    act(jam, DAY_RESUME, 33);
    act(jam, DAY_PAUSE, 34);
    at(50, 0);
    look(jam, "paused, 1 min over", "paused, 1 min over", 100);
    act(jam, DAY_NEXT, 50);
    at(55, 0);
    look(jam, "Analysis 1\n2 h 25 left\nNext: the end at 12:20", "hours and minutes left", 100);
    act(jam, DAY_NEXT, 55);
    look(jam, "The day is over", "", 0);
    unsetenv("DATAJAM_NOW");
}

/* It waits for a record that can be read, and goes on from the last one that could. */
static void without_a_record(void **state)
{
    const char *jam = make_jam();
    (void)state;
    at(5, 0);
    act(jam, DAY_START, 0);
    struct console *console = console_new_jam("", jam, &projector_pane, 80, 24);
    fixture_file(jam, "clock", "datajam-clock 1\nstate=runn");
    look(jam, "The clock can't be read now", "", 0);
    assert_non_null(strstr(console_description(console), "25 min left"));
    console_free(console);
    unsetenv("DATAJAM_NOW");
}

/* A title too long for big letters, or with signs that they don't have, is there in small ones. */
static void titles_of_any_kind(void **state)
{
    static const char *const titles[] = {"Präsentation",
                                         "A title that has no room in letters as big as these"};
    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const char *jam = make_jam();
        const struct agenda_item items[] = {{titles[i], "", 540, 30, false, ""},
                                            {titles[i], "", 570, 30, false, ""}};
        assert_int_equal(day_set_agenda(jam, items, 2, "Robin", NULL), STATUS_OK);
        act(jam, DAY_START, 0);
        at(1, 0);
        look(jam, titles[i], titles[i], 100);
    }
    unsetenv("DATAJAM_NOW");
}

/* It fills the screen for a minute, and the clock comes back. */
static void an_announcement_is_large(void **state)
{
    const char *jam = make_jam();
    struct notice notice = {.by = "Robin", .text = "Lunch is served"};
    (void)state;
    at(5, 0);
    act(jam, DAY_START, 0);
    struct console *console = console_new_jam("", jam, &projector_pane, 120, 40);
    int clock = blocks(console, 40);
    notice.at_ms = nine + 5 * MINUTE;
    assert_int_equal(notice_add(jam, &notice, NULL), STATUS_OK);
    console_day(console);
    assert_true(blocks(console, 40) > 0 && blocks(console, 40) != clock);
    console_free(console);
    unsetenv("DATAJAM_NOW");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_every_turn),
        cmocka_unit_test(without_a_record),
        cmocka_unit_test(an_announcement_is_large),
        cmocka_unit_test(titles_of_any_kind),
    };
    return cmocka_run_group_tests_name("projector", tests, NULL, NULL);
}
