/*
 * The virtual terminal itself, tried on a tiny program of our own: this one, started with
 * "--tiny". It tells each byte it reads in hexadecimal, its size, and writes the marker.
 */
#include "tests/support/vt.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tui/console/idle.h"

/* ---- the tiny program ---- */

static volatile sig_atomic_t resized;

static void note_resize(int number)
{
    (void)number;
    resized = 1;
}

static void tell_size(void)
{
    struct winsize size;
    if (ioctl(0, TIOCGWINSZ, &size) == 0)
        printf("\033[H\033[2Jsize %dx%d ", size.ws_col, size.ws_row);
}

static int be_tiny(void)
{
    struct termios before, raw;
    unsigned long long bytes = 0;
    unsigned char c = 0;
    struct sigaction action = {.sa_handler = note_resize};
    sigaction(SIGWINCH, &action, NULL);
    tcgetattr(0, &before);
    raw = before;
    cfmakeraw(&raw);
    tcsetattr(0, TCSANOW, &raw);
    printf("\033[?1049h\033[?2004h");
    tell_size();
    while (c != 'q') {
        printf(IDLE_FORMAT, bytes);
        fflush(stdout);
        while (!resized && read(0, &c, 1) == 1) {
            bytes++;
            printf("%02x ", c);
            if (poll(&(struct pollfd){.fd = 0, .events = POLLIN}, 1, 0) <= 0)
                break;
        }
        if (resized)
            tell_size();
        resized = 0;
    }
    tcsetattr(0, TCSANOW, &before);
    printf("\033[?2004l\033[?1049l");
    return 7;
}

static struct vt *start_tiny(enum vt_keyboard keyboard)
{
    static char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    assert_true(len > 0);
    self[len] = '\0';
    return vt_start(&(struct vt_options){.keyboard = keyboard}, VT_ARGS(self, "--tiny"));
}

/* ---- tests ---- */

static void keys_are_sent_as_xterm_and_putty_do(void **state)
{
    (void)state;
    struct vt *vt = start_tiny(VT_XTERM);
    vt_keys(vt, "Home F1 F5 Ctrl-F Alt-x é Shift-Down Space");
    vt_expect(vt, "1b 5b 48 1b 4f 50 1b 5b 31 35 7e 06 1b 78 c3 a9 1b 5b 31");
    vt_expect(vt, "3b 32 42 20");
    vt_free(vt);
    vt = start_tiny(VT_PUTTY);
    vt_keys(vt, "Home End F1 F4 F5");
    vt_expect(vt, "1b 5b 31 7e 1b 5b 34 7e 1b 5b 31 31 7e 1b 5b 31 34 7e 1b 5b 31");
    vt_free(vt);
}

static void every_key_is_waited_for(void **state)
{
    (void)state;
    struct vt *vt = start_tiny(VT_XTERM);
    for (int i = 0; i < 200; i++) {
        char expected[8];
        snprintf(expected, sizeof expected, "%02x ", 'A' + i % 26);
        vt_keys(vt, (char[]){(char)('A' + i % 26), '\0'});
        size_t len;
        assert_string_equal(vt_output(vt, &len), expected);
        assert_int_equal(vt_bytes(vt), 3);
    }
    vt_free(vt);
}

static void sizes_and_screens_are_followed(void **state)
{
    (void)state;
    struct vt *vt = start_tiny(VT_XTERM);
    int row, col;
    vt_expect(vt, "size 80x24");
    vt_resize(vt, 40, 132);
    vt_expect_row(vt, 0, "size 132x40");
    vt_type(vt, "abc");
    assert_true(vt_find(vt, "62", &row, &col));
    assert_int_equal(row, 0);
    assert_int_equal(col, (int)strlen("size 132x40 61 "));
    assert_true(vt_cursor(vt, &row, &col));
    assert_int_equal(col, (int)strlen("size 132x40 61 62 63 "));
    vt_free(vt);
}

static void the_end_is_told_and_the_terminal_checked(void **state)
{
    (void)state;
    struct vt *vt = start_tiny(VT_XTERM);
    int status = vt_keys_end(vt, "a q");
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_true(vt_restored(vt));
    vt_free(vt);
    vt = start_tiny(VT_XTERM);
    kill(vt_pid(vt), SIGKILL);
    assert_int_equal(WTERMSIG(vt_wait_end(vt)), SIGKILL);
    assert_false(vt_restored(vt));
    vt_free(vt);
}

static void cells_carry_colors_and_wide_characters(void **state)
{
    (void)state;
    struct vt *vt =
        vt_start(&(struct vt_options){.unmarked = true},
                 VT_ARGS("/bin/sh", "-c",
                         "printf '\\033[1;38;2;1;2;3m漢\\033[0;7mx\\033[m e\\314\\201.'; read x"));
    vt_wait_for(vt, ".");
    struct vt_cell wide = vt_cell(vt, 0, 0), narrow = vt_cell(vt, 0, 2);
    assert_string_equal(wide.text, "漢");
    assert_int_equal(wide.width, 2);
    assert_int_equal(wide.fg, 0x010203);
    assert_true(wide.bold);
    assert_true(narrow.reverse);
    assert_string_equal(vt_row(vt, 0), "漢x e\314\201.");
    vt_free(vt);
}

static void programs_are_run_with_a_clean_environment(void **state)
{
    (void)state;
    setenv("LEAKED", "1", 1);
    struct fixture_run run = fixture_run(
        VT_ARGS("/bin/sh", "-c", "echo ${LEAKED-none} $X $DATAJAM_NOW; echo no >&2; exit 3"),
        fixture_folder(), VT_ARGS("X=1"));
    assert_int_equal(run.status, 3);
    assert_string_equal(run.out.data, "none 1 2026-05-12T10:33:00Z\n");
    assert_string_equal(run.err.data, "no\n");
    fixture_run_free(&run);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--tiny") == 0)
        return be_tiny();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_sent_as_xterm_and_putty_do),
        cmocka_unit_test(every_key_is_waited_for),
        cmocka_unit_test(sizes_and_screens_are_followed),
        cmocka_unit_test(the_end_is_told_and_the_terminal_checked),
        cmocka_unit_test(cells_carry_colors_and_wide_characters),
        cmocka_unit_test(programs_are_run_with_a_clean_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
