/* Start, end and start again: first screens, who is there, resume, too small a terminal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"
#include "tui/console/remember.h"

static const struct {
    const char *name;
    int cols, rows;
} SIZES[] = {{"80x24", 80, 24}, {"100x30", 100, 30}, {"120x40", 120, 40}};

static void first_screens_are_as_they_were_looked_at(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        struct vt *vt = sample_start(jam, SIZES[i].cols, SIZES[i].rows);
        char name[32];
        vt_keys(vt, "1");
        snprintf(name, sizeof name, "topic-%s", SIZES[i].name);
        vt_golden(vt, name);
        vt_keys(vt, "2");
        snprintf(name, sizeof name, "data-%s", SIZES[i].name);
        vt_golden(vt, name);
        vt_free(vt);
    }
}

static void the_terminal_is_given_back_at_the_end(void **state)
{
    (void)state;
    static const char *const KEYS[] = {"F10", "q"};
    const char *jam = sample_jam();
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        struct vt *vt = sample_start(jam, 80, 24);
        int status = vt_keys_end(vt, KEYS[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
        assert_true(vt_restored(vt));
        vt_free(vt);
    }
}

/* Keys that come while the panes still read are acted on when they have: F4 has no columns to
 * list before. */
static void keys_before_the_first_screen_are_kept(void **state)
{
    (void)state;
    if (getenv("DATAJAM_SLOW"))
        skip(); /* they wait for two seconds at most */
    const struct vt_options options = {.rows = 24, .cols = 80, .unmarked = true};
    const char *jam = sample_jam();
    struct vt *vt =
        vt_start(&options, VT_ARGS("datajam", "join", fixture_path(jam, "north"), "--as", "Ada"));
    static const char keys[] = "2\033OSty";
    vt_send(vt, keys, sizeof keys - 1);
    vt_wait_for(vt, "Group by ─");
    vt_wait_for(vt, "│ ty ");
    vt_wait_for(vt, "│ case_type");
    vt_free(vt);
}

static void a_killed_console_leaves_the_terminal_usable(void **state)
{
    (void)state;
    struct vt *vt = sample_start(sample_jam(), 80, 24);
    kill(vt_pid(vt), SIGKILL);
    assert_int_equal(WTERMSIG(vt_wait_end(vt)), SIGKILL);
    assert_true(vt_restored(vt)); /* by the helper process, which outlives it */
    vt_free(vt);
}

static void a_dropped_connection_ends_the_console(void **state)
{
    (void)state;
    struct vt *vt = sample_start(sample_jam(), 80, 24);
    kill(vt_pid(vt), SIGHUP);
    int status = vt_wait_end(vt);
    assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGHUP);
    vt_free(vt);
}

static void the_next_start_resumes(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    char before[8192];
    struct vt *vt = sample_start(jam, 80, 24);
    vt_keys(vt, "2 Ctrl-End PageUp Left Left -");
    vt_keys(vt, "Up"); /* so that the last message is gone */
    snprintf(before, sizeof before, "%s", vt_text(vt));
    vt_keys_end(vt, "q");
    vt_free(vt);
    vt = sample_start(jam, 80, 24);
    assert_string_equal(vt_text(vt), before);
    vt_free(vt);
}

/* What is remembered is written a moment after the screen has shown it. */
static void wait_until_remembered(const char *jam, const char *text)
{
    char *path = remembered_place(fixture_path(jam, "teams/north/team.db"), "Ada");
    bool found = false;
    for (int64_t until = clock_steady_ms() + 30000; !found && clock_steady_ms() < until;) {
        struct buffer bytes = {0};
        if (file_read(path, 1 << 20, &bytes, NULL) == STATUS_OK)
            found = strstr(bytes.data, text) != NULL;
        buffer_free(&bytes);
    }
    free(path);
    assert_true(found);
}

static void a_kill_loses_nothing_that_was_there_for_a_second(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *vt = sample_start(jam, 80, 24);
    vt_keys(vt, "2 Ctrl-End");
    vt_expect(vt, "105,376 / 105,376");
    wait_until_remembered(jam, "105375");
    kill(vt_pid(vt), SIGKILL);
    vt_wait_end(vt);
    vt_free(vt);
    vt = sample_start(jam, 80, 24);
    vt_expect(vt, "105,376 / 105,376");
    vt_free(vt);
}

static void a_terminal_too_small_is_told_and_grows_back(void **state)
{
    (void)state;
    struct vt *vt = sample_start(sample_jam(), 80, 24);
    char before[8192];
    vt_keys(vt, "2");
    snprintf(before, sizeof before, "%s", vt_text(vt));
    vt_resize(vt, 12, 50);
    vt_expect(vt, "50 columns and 12 rows");
    vt_keys(vt, "Down x Enter"); /* nothing happens behind it */
    vt_resize(vt, 3, 9);
    vt_resize(vt, 1, 1);
    vt_resize(vt, 24, 80);
    assert_string_equal(vt_text(vt), before);
    vt_resize(vt, 12, 50);
    assert_int_equal(WEXITSTATUS(vt_keys_end(vt, "q")), 0);
    vt_free(vt);
}

static void who_is_there_is_asked_once(void **state)
{
    (void)state;
    const char *team = fixture_path(sample_jam(), "north");
    struct vt *vt = vt_start(NULL, VT_ARGS("datajam", "join", team));
    vt_expect(vt, "Who are you?");
    vt_type(vt, "Maximiliane");
    vt_keys(vt, "Enter");
    vt_expect_not(vt, "Who are you?");
    vt_keys_end(vt, "q");
    vt_free(vt);
    vt = vt_start(NULL, VT_ARGS("datajam"));
    vt_expect_not(vt, "Who are you?");
    vt_expect(vt, "Sample jam");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_screens_are_as_they_were_looked_at),
        cmocka_unit_test(the_terminal_is_given_back_at_the_end),
        cmocka_unit_test(keys_before_the_first_screen_are_kept),
        cmocka_unit_test(a_killed_console_leaves_the_terminal_usable),
        cmocka_unit_test(a_dropped_connection_ends_the_console),
        cmocka_unit_test(the_next_start_resumes),
        cmocka_unit_test(a_kill_loses_nothing_that_was_there_for_a_second),
        cmocka_unit_test(a_terminal_too_small_is_told_and_grows_back),
        cmocka_unit_test(who_is_there_is_asked_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
