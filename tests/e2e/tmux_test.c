/* The console in a real terminal: opened by a shell, left, killed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/tmux.h"

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void check_terminal(struct tmux *tmux)
{
    assert_int_equal(tmux_flag(tmux, "alternate_on"), 0);
    assert_int_equal(tmux_flag(tmux, "mouse_any_flag"), 0);
    assert_int_equal(tmux_flag(tmux, "cursor_flag"), 1);
    tmux_line(tmux, "stty -a | grep -o ' icanon' && echo ready");
    tmux_wait_for(tmux, " icanon\nready");
}

static void the_sample_jam_opens_and_is_left(void **state)
{
    (void)state;
    struct tmux *tmux = tmux_begin(80, 24, fixture_folder());
    tmux_line(tmux, "datajam demo jam; echo ended $?");
    tmux_wait_for(tmux, "Who are you?");
    tmux_keys(tmux, KEYS("A", "d", "a", "Enter"));
    tmux_wait_for(tmux, "105,376");
    tmux_keys(tmux, KEYS("1"));
    tmux_wait_for(tmux, "What do we want to know?");
    tmux_keys(tmux, KEYS("2"));
    tmux_wait_for(tmux, "caseload_2019");
    tmux_keys(tmux, KEYS("NPage", "F9"));
    tmux_wait_for(tmux, " File ");
    tmux_keys(tmux, KEYS("Escape"));
    tmux_wait_gone(tmux, " File ");
    tmux_resize(tmux, 120, 40);
    tmux_wait_for(tmux, "2 Data ·");
    tmux_keys(tmux, KEYS("F10"));
    tmux_wait_for(tmux, "ended 0");
    check_terminal(tmux);
    tmux_end(tmux);
}

static void a_killed_console_leaves_the_shell_usable(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    const char *pid_file = fixture_path(folder, "pid");
    struct tmux *tmux = tmux_begin(80, 24, folder);
    struct buffer pid = {0};
    tmux_line(tmux, "sh -c 'echo $$ >pid; exec datajam demo jam'; echo ended $?");
    tmux_wait_for(tmux, "Who are you?");
    assert_int_equal(file_read(pid_file, 64, &pid, NULL), STATUS_OK);
    assert_int_equal(kill((pid_t)strtol(pid.data, NULL, 10), SIGKILL), 0);
    buffer_free(&pid);
    /* The shell may have said that before the helper left the alternate screen. */
    while (tmux_flag(tmux, "alternate_on"))
        ;
    tmux_line(tmux, "echo the shell is $((1 + 0))");
    tmux_wait_for(tmux, "the shell is 1");
    check_terminal(tmux);
    tmux_line(tmux, "datajam demo jam; echo again $?");
    tmux_wait_for(tmux, "Who are you?");
    tmux_keys(tmux, KEYS("F10"));
    tmux_wait_for(tmux, "again 0");
    tmux_end(tmux);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_jam_opens_and_is_left),
        cmocka_unit_test(a_killed_console_leaves_the_shell_usable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
