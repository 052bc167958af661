/* A console while the machine's clock is set: it says so, goes on, and warns of no minutes that
 * have not passed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tui/console/app_private.h"
#include "tui/console/projector.h"

static const int64_t nine = 1778576400000; /* 2026-05-12T09:00:00Z */

static void at(const char *time)
{
    char now[40];
    snprintf(now, sizeof now, "2026-05-12T%sZ", time);
    setenv("DATAJAM_NOW", now, 1);
}

static const char *make_jam(void)
{
    const char *folder = fixture_folder();
    const struct jam_wish wish = {
        .folder = fixture_path(folder, "jam"),
        .agenda = fixture_file(folder, "agenda.csv",
                               "time,title,minutes,kind\n09:00,Analysis 1,90,analysis\n"
                               "10:30,Lunch,30,lunch\n"),
        .by = ""};
    const struct day_event start = {
        .at_ms = nine, .action = DAY_START, .midnight_ms = nine - 9 * 3600000, .speed = 1};
    assert_int_equal(jam_make(&wish, NULL), STATUS_OK);
    assert_int_equal(day_do(wish.folder, &start, "Robin", NULL, NULL), STATUS_OK);
    return wish.folder;
}

static struct app *open_console(const char *jam, struct theme *theme)
{
    static const struct pane_class *const classes[] = {&projector_pane};
    struct app *app = NULL;
    struct error err = {0};
    assert_int_equal(theme_load(theme, "dark", &err), STATUS_OK);
    const struct app_config config = {.classes = classes,
                                      .class_count = 1,
                                      .jam_folder = jam,
                                      .theme = theme,
                                      .columns = 100,
                                      .rows = 30};
    if (app_new(&app, &config, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    app_settle(app);
    return app;
}

static void it_says_so(void **state)
{
    struct theme theme;
    const char *jam = make_jam();
    (void)state;
    at("09:10:00");
    struct app *app = open_console(jam, &theme);
    app->message[0] = '\0';
    at("09:11:00"); /* as clocks are put right */
    app_settle(app);
    assert_string_equal(app->message, "");
    at("10:21:00"); /* the warnings of 10 and 5 minutes lie between */
    app_settle(app);
    assert_non_null(strstr(app->message, "has jumped ahead by 70 minutes"));
    app->message[0] = '\0';
    app_settle(app);
    assert_string_equal(app->message, ""); /* once */
    at("08:51:00");
    app_settle(app);
    assert_non_null(strstr(app->message, "was set back by 90 minutes"));
    app_free(app);
    unsetenv("DATAJAM_NOW");
}

static void step(const char *jam, const char *word, const char *now, const char *note)
{
    struct fixture_run run = fixture_run((const char *const[]){"datajam", "clock", jam, word, NULL},
                                         NULL, (const char *const[]){now, NULL});
    const char *err = buffer_span(&run.err).data;
    if (run.status != 0 || (note ? !strstr(err, note) : *err != '\0'))
        fail_msg("%s at %s: %d: %s", word, now, run.status, err);
    fixture_run_free(&run);
}

/* Whoever moves the day by a command is told, too, once, and it goes on. */
static void so_does_the_command(void **state)
{
    const char *jam = make_jam();
    (void)state;
    step(jam, "next", "DATAJAM_NOW=2026-05-12T10:30:00Z", NULL);
    step(jam, "pause", "DATAJAM_NOW=2026-05-12T09:00:00Z",
         "this machine's clock was set back by 90 minutes");
    step(jam, "resume", "DATAJAM_NOW=2026-05-12T09:01:00Z", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_so),
        cmocka_unit_test(so_does_the_command),
    };
    return cmocka_run_group_tests_name("today jumps", tests, NULL, NULL);
}
