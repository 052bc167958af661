/*
 * The console's frame on a virtual terminal: sizes, keys as terminals send them, colours up
 * to the edges, ends of every kind, and the terminal after them.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

static const char csv[] = "client,office,age\n"
                          "K1,Millpond,31\nK2,Old Town,44\nK3,Riverside,29\nK4,Millpond,57\n";

static struct vt *start_with(const struct vt_options *options)
{
    return vt_start(options, VT_ARGS("datajam", fixture_team("visits", csv), "--as", "Robin"));
}

static struct vt *start(int rows, int cols)
{
    struct vt_options options = {.rows = rows, .cols = cols};
    return start_with(&options);
}

static void test_sizes(void **state)
{
    (void)state;
    struct vt *vt = start(24, 80);
    vt_expect(vt, "F1 Help");
    vt_expect(vt, "F9 Menu");
    vt_expect_row(vt, 1, "2 Data");
    vt_resize(vt, 40, 120);
    vt_expect(vt, "2 Data · visits");
    vt_expect(vt, "┌");
    vt_resize(vt, 20, 60);
    vt_expect(vt, "This window has 60 columns and 20 rows.");
    vt_expect_not(vt, "F1 Help");
    vt_resize(vt, 30, 100);
    vt_expect(vt, "F1 Help");
    vt_resize(vt, 1, 1);
    vt_resize(vt, 60, 200);
    vt_expect(vt, "F10 Quit");
    int status = vt_keys_end(vt, "F10");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(vt_restored(vt));
    vt_free(vt);
}

static void test_colours_reach_the_edge(void **state)
{
    (void)state;
    struct vt *vt = start(24, 80);
    for (int row = 0; row < 24; row++) {
        if (vt_cell(vt, row, 79).bg == -1)
            fail_msg("row %d ends in the terminal's own colour", row);
    }
    assert_int_equal(vt_cell(vt, 23, 79).bg, vt_cell(vt, 23, 1).bg);
    vt_free(vt);
}

static void check_function_keys(enum vt_keyboard keyboard)
{
    struct vt_options options = {.rows = 24, .cols = 80, .keyboard = keyboard};
    struct vt *vt = start_with(&options);
    vt_keys(vt, "F1");
    vt_expect(vt, "Help · Data");
    vt_keys(vt, "Esc F9");
    vt_expect(vt, " File ");
    vt_keys(vt, "End Home Esc :");
    vt_expect(vt, "Search commands");
    vt_keys(vt, "Esc");
    vt_expect_not(vt, "Search commands");
    vt_keys_end(vt, "F10");
    vt_free(vt);
}

static void test_function_keys(void **state)
{
    (void)state;
    check_function_keys(VT_XTERM);
    check_function_keys(VT_PUTTY);
}

/* Each menu entry is reached, and its help stands below. */
static void test_menu_shows_every_command(void **state)
{
    (void)state;
    struct vt *vt = start(24, 80);
    vt_keys(vt, "F9");
    for (int menu = 0; menu < 6; menu++) {
        assert_true(strlen(vt_row(vt, 22)) > 10);
        vt_keys(vt, "Right");
    }
    vt_keys(vt, "Esc");
    vt_click(vt, 0, 5);
    vt_expect(vt, "Quit");
    vt_click(vt, 12, 70);
    vt_expect_not(vt, "Leaves datajam");
    vt_free(vt);
}

/* The key bar is clicked from its first to its last entry; what is shown can be used. */
static void test_key_bar_is_clickable(void **state)
{
    (void)state;
    int row, col;
    struct vt *vt = start(24, 80);
    assert_true(vt_find(vt, "F9 Menu", &row, &col));
    vt_click(vt, row, col);
    vt_expect(vt, " Edit ");
    vt_keys(vt, "Esc");
    assert_true(vt_find(vt, "F1 Help", &row, &col));
    vt_click(vt, row, col + 3);
    vt_expect(vt, "Help · Data");
    vt_free(vt);
}

static void test_mouse_can_be_given_back(void **state)
{
    (void)state;
    size_t len;
    struct vt *vt = start(24, 80);
    vt_keys(vt, "Ctrl-T");
    vt_expect(vt, "Mouse off");
    assert_non_null(strstr(vt_output(vt, &len), "\033[?1000l"));
    vt_keys(vt, "Ctrl-T");
    assert_non_null(strstr(vt_output(vt, &len), "\033[?1000h"));
    vt_free(vt);
}

static void check_end_by(int number)
{
    struct vt *vt = start(24, 80);
    kill(vt_pid(vt), number);
    int status = vt_wait_end(vt);
    if (number == SIGTERM || number == SIGHUP)
        assert_true(WIFEXITED(status));
    else
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == number);
    if (number != SIGHUP)
        assert_true(vt_restored(vt));
    vt_free(vt);
}

static void test_signals_restore_the_terminal(void **state)
{
    (void)state;
    check_end_by(SIGTERM);
    check_end_by(SIGHUP);
    check_end_by(SIGSEGV);
    check_end_by(SIGABRT);
}

/* As a person's shell does, one stays on the terminal: when its first process ends, the kernel
 * hangs it up, and nobody could put it right any more. */
static void test_kill_9_restores_the_terminal(void **state)
{
    (void)state;
    const char *note = fixture_path(fixture_folder(), "pid");
    const char *team = fixture_team("visits", csv);
    struct vt *vt =
        vt_start(NULL, VT_ARGS("sh", "-c", "exec 3<&0; \"$@\" <&3 & echo $! >\"$0\"; wait $!", note,
                               fixture_program("datajam"), team, "--as", "Robin"));
    struct buffer pid = {0};
    struct error err = {0};
    assert_int_equal(file_read(note, 32, &pid, &err), STATUS_OK);
    kill((pid_t)strtol(pid.data, NULL, 10), SIGKILL);
    buffer_free(&pid);
    int status = vt_wait_end(vt);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGKILL);
    assert_true(vt_restored(vt));
    vt_free(vt);
}

/* Ctrl-C and Ctrl-Z are keys, never the end. */
static void test_reflexes(void **state)
{
    (void)state;
    struct vt *vt = start(24, 80);
    vt_keys(vt, "Ctrl-C Ctrl-Z Ctrl-S");
    vt_expect(vt, "Already saved");
    vt_keys(vt, "Ctrl-Q Ctrl-Y");
    vt_expect(vt, "Nothing to redo");
    vt_free(vt);
}

static void test_who_are_you(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct vt_options options = {.rows = 24, .cols = 80};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", team));
    vt_expect(vt, "Who are you?");
    vt_type(vt, "Zoë");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Millpond");
    vt_keys_end(vt, "q");
    vt_free(vt);
    vt = vt_start(&options, VT_ARGS("datajam", team, "--as", "Kim"));
    vt_expect(vt, "Millpond");
    vt_keys_end(vt, "q");
    vt_free(vt);
}

static void test_themes(void **state)
{
    (void)state;
    const char *light[] = {"DATAJAM_THEME=light", NULL};
    struct vt_options options = {.rows = 24, .cols = 80, .env = light};
    struct vt *vt = start_with(&options);
    assert_int_equal(vt_cell(vt, 10, 70).bg, 0xffffff);
    vt_free(vt);
    const char *plain[] = {"NO_COLOR=1", NULL};
    options.env = plain;
    vt = start_with(&options);
    assert_int_equal(vt_cell(vt, 10, 70).bg, -1);
    assert_true(vt_cell(vt, 0, 40).reverse);
    vt_free(vt);
}

/* A terminal that says odd things about itself. */
static void test_odd_terminals(void **state)
{
    (void)state;
    static const char *const names[] = {
        "../../etc/passwd", "no-such-terminal", "", "vt100", "linux", "screen-256color", "putty"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct vt_options options = {.rows = 24, .cols = 80, .term = names[i]};
        struct vt *vt = start_with(&options);
        vt_expect(vt, "Millpond");
        vt_keys(vt, "F9");
        vt_expect(vt, "Edit");
        vt_free(vt);
    }
}

static void test_plain(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct fixture_run run = fixture_run(VT_ARGS("datajam", team, "--plain"), NULL, NULL);
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(run.out.data, "2 Data · visits"));
    fixture_run_free(&run);
    run = fixture_run(VT_ARGS("datajam", team), NULL, NULL); /* no terminal, no --plain */
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err.data, "--plain"));
    fixture_run_free(&run);
}

/* A kill loses no more than what was done within the last second. */
static void test_resumes_after_a_kill(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", csv);
    struct vt_options options = {.rows = 40, .cols = 120};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", team, "--as", "Robin"));
    vt_keys(vt, "z");
    vt_expect_not(vt, "┌");
    char path[512];
    snprintf(path, sizeof path, "%.*s/.team.db-Robin.state", (int)(strrchr(team, '/') - team),
             team);
    for (bool saved = false; !saved;) { /* it saves by itself within half a second */
        char line[64];
        FILE *file = fopen(path, "r");
        while (file && fgets(line, sizeof line, file))
            saved |= strcmp(line, "console.zoom=1\n") == 0;
        if (file)
            fclose(file);
    }
    kill(vt_pid(vt), SIGKILL);
    vt_wait_end(vt);
    vt_free(vt);
    vt = vt_start(&options, VT_ARGS("datajam", team, "--as", "Robin"));
    vt_expect_row(vt, 1, "2 Data");
    vt_expect_not(vt, "┌");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_colours_reach_the_edge),
        cmocka_unit_test(test_function_keys),
        cmocka_unit_test(test_menu_shows_every_command),
        cmocka_unit_test(test_key_bar_is_clickable),
        cmocka_unit_test(test_mouse_can_be_given_back),
        cmocka_unit_test(test_signals_restore_the_terminal),
        cmocka_unit_test(test_kill_9_restores_the_terminal),
        cmocka_unit_test(test_reflexes),
        cmocka_unit_test(test_who_are_you),
        cmocka_unit_test(test_themes),
        cmocka_unit_test(test_odd_terminals),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_resumes_after_a_kill),
    };
    return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
