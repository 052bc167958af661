/*
 * The life of a program on a virtual terminal: start, wait, resize, end. Keys are in
 * vt_keys.c, the reading of the stream in vt_stream.c, of the screen in vt_screen.c.
 */
#include "tests/support/vt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt_private.h"

enum { PATIENCE_MS = 30000, PATIENCE_SLOW_MS = 240000, PIECE_MS = 3, MAX_ARGUMENTS = 40 };

static struct vt *living; /* to be ended at exit: a failed test jumps over its vt_free */

static int patience_ms(void)
{
    return getenv("DATAJAM_SLOW") ? PATIENCE_SLOW_MS : PATIENCE_MS;
}

void vt_fail(struct vt *vt, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    fprintf(stderr, "%s\nThe screen (%d × %d):\n%s", message, vt_rows(vt), vt_cols(vt),
            vt_text(vt));
    fail_msg("%s", message);
    abort(); /* fail_msg does not return */
}

static void end_living(void)
{
    while (living)
        vt_free(living);
}

/* ---- start ---- */

/* DATAJAM_WRAP is put in front: "valgrind -q". Fills all (MAX_ARGUMENTS + 1 places). */
static void put_wrap_in_front(const char *const *argv, char *wrap, const char **all)
{
    size_t n = 0;
    char *rest = NULL;
    for (char *word = wrap ? strtok_r(wrap, " ", &rest) : NULL; word && n < MAX_ARGUMENTS / 2;
         word = strtok_r(NULL, " ", &rest))
        all[n++] = word;
    all[n++] = strcmp(argv[0], "datajam") == 0 ? fixture_program("datajam") : argv[0];
    for (size_t i = 1; argv[i] && n < MAX_ARGUMENTS; i++)
        all[n++] = argv[i];
    all[n] = NULL;
}

static void become_program(const struct vt_options *options, const char *const *argv)
{
    const char *all[MAX_ARGUMENTS + 1];
    const char *wrap = getenv("DATAJAM_WRAP");
    put_wrap_in_front(argv, wrap ? strdup(wrap) : NULL, all);
    fixture_environment(options->env);
    if (options->term)
        setenv("TERM", options->term, 1);
    if (options->folder && chdir(options->folder))
        _exit(126);
    execvp(all[0], (char *const *)(uintptr_t)all);
    _exit(127);
}

static void answer_program(const char *bytes, size_t len, void *user)
{
    vt_send(user, bytes, len);
}

static int note_property(VTermProp property, VTermValue *value, void *user)
{
    struct vt *vt = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        vt->cursor_visible = value->boolean;
    else if (property == VTERM_PROP_ALTSCREEN)
        vt->alt_screen = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        vt->mouse = value->number;
    return 1;
}

static void make_screen(struct vt *vt, int rows, int cols)
{
    static const VTermScreenCallbacks CALLBACKS = {.settermprop = note_property};
    vt->vterm = vterm_new(rows, cols);
    assert_non_null(vt->vterm);
    vterm_set_utf8(vt->vterm, 1);
    vterm_output_set_callback(vt->vterm, answer_program, vt);
    vt->screen = vterm_obtain_screen(vt->vterm);
    vterm_screen_set_callbacks(vt->screen, &CALLBACKS, vt);
    vterm_screen_enable_altscreen(vt->screen, 1);
    vt->cursor_visible = true;
    vterm_screen_reset(vt->screen, 1);
}

/* The line settings of a fresh terminal, the same on every machine. */
static struct termios fresh_line(void)
{
    struct termios line = {.c_iflag = ICRNL | IXON | IUTF8,
                           .c_oflag = OPOST | ONLCR,
                           .c_cflag = CS8 | CREAD | B38400,
                           .c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | IEXTEN};
    line.c_cc[VINTR] = 3;
    line.c_cc[VQUIT] = 28;
    line.c_cc[VERASE] = 127;
    line.c_cc[VKILL] = 21;
    line.c_cc[VEOF] = 4;
    line.c_cc[VSTART] = 17;
    line.c_cc[VSTOP] = 19;
    line.c_cc[VSUSP] = 26;
    line.c_cc[VMIN] = 1;
    return line;
}

struct vt *vt_start(const struct vt_options *options, const char *const *argv)
{
    static const struct vt_options DEFAULTS = {0};
    struct vt *vt = calloc(1, sizeof *vt);
    assert_non_null(vt);
    options = options ? options : &DEFAULTS;
    int rows = options->rows ? options->rows : 24;
    int cols = options->cols ? options->cols : 80;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    if (!living)
        atexit(end_living);
    fixture_program(""); /* so that memory is there before the fork */
    vt->unmarked = options->unmarked;
    vt->keyboard = options->keyboard;
    vt->started_ns = clock_steady_ns();
    vt->before = fresh_line();
    vt->pid = forkpty(&vt->master, NULL, &vt->before, &size);
    assert_true(vt->pid >= 0);
    if (vt->pid == 0)
        become_program(options, argv);
    fcntl(vt->master, F_SETFD, FD_CLOEXEC);
    fcntl(vt->master, F_SETFL, fcntl(vt->master, F_GETFL) | O_NONBLOCK);
    make_screen(vt, rows, cols);
    vt->next = living;
    living = vt;
    vt_begin(vt);
    vt->markers_wanted = 1;
    if (!vt->unmarked)
        vt_idle(vt);
    vt->start_idle_ns = vt->idle_ns;
    return vt;
}

/* ---- wait ---- */

/* Takes note of the program's end once it has happened. */
static bool reap(struct vt *vt, int options)
{
    if (vt->ended)
        return true;
    if (waitpid(vt->pid, &vt->status, options) == vt->pid)
        vt->ended = true;
    return vt->ended;
}

bool vt_pump(struct vt *vt, int ms)
{
    char block[65536];
    struct pollfd ready = {.fd = vt->master, .events = POLLIN};
    if (poll(&ready, 1, ms) <= 0)
        return false;
    ssize_t n = read(vt->master, block, sizeof block);
    if (n > 0) {
        vt_take(vt, block, (size_t)n);
        if (vt->watch)
            vt->watch(vt, vt->watch_context);
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) { /* EIO: all have closed it */
        vt->closed = true;
        reap(vt, 0);
    }
    return n > 0;
}

void vt_idle(struct vt *vt)
{
    int64_t until = clock_steady_ms() + patience_ms();
    while (vt->marked < vt->sent || vt->markers < vt->markers_wanted) {
        int64_t left = until - clock_steady_ms();
        if (left <= 0)
            vt_fail(vt, "the program is not idle (%llu of %llu bytes dealt with)",
                    (unsigned long long)vt->marked, (unsigned long long)vt->sent);
        if (!vt_pump(vt, (int)left) && vt->ended) {
            if (vt->may_end)
                return;
            vt_fail(vt, "the program has ended (status %#x) and was to go on", vt->status);
        }
    }
}

void vt_wait_either(struct vt *vt, const char *text, const char *other)
{
    int64_t until = clock_steady_ms() + patience_ms();
    while (!vt_find(vt, text, NULL, NULL) && !(other && vt_find(vt, other, NULL, NULL))) {
        int64_t left = until - clock_steady_ms();
        if (left <= 0 || vt->ended)
            vt_fail(vt, "\"%s\" does not come", text);
        vt_pump(vt, (int)left);
    }
    while (vt_pump(vt, PIECE_MS)) /* the terminal gives a large update in pieces */
        ;
}

void vt_wait_for(struct vt *vt, const char *text)
{
    vt_wait_either(vt, text, NULL);
}

void vt_wait_gone(struct vt *vt, const char *text)
{
    int64_t until = clock_steady_ms() + patience_ms();
    while (vt_find(vt, text, NULL, NULL)) {
        int64_t left = until - clock_steady_ms();
        if (left <= 0 || vt->ended)
            vt_fail(vt, "\"%s\" does not go", text);
        vt_pump(vt, (int)left);
    }
}

int vt_wait_end(struct vt *vt)
{
    int64_t until = clock_steady_ms() + patience_ms();
    while (!reap(vt, WNOHANG) || !vt->closed) {
        if (clock_steady_ms() > until)
            vt_fail(vt, "the program does not end");
        vt_pump(vt, 20);
    }
    return vt->status;
}

/* ---- the rest ---- */

void vt_resize(struct vt *vt, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    while (vt_pump(vt, 0))
        ;
    vt_begin(vt);
    if (rows > 0 && cols > 0)
        vterm_set_size(vt->vterm, rows, cols);
    vt->markers_wanted = vt->markers + 1;
    assert_int_equal(ioctl(vt->master, TIOCSWINSZ, &size), 0);
    if (!vt->unmarked)
        vt_idle(vt);
}

void vt_free(struct vt *vt)
{
    if (!vt)
        return;
    for (struct vt **at = &living; *at; at = &(*at)->next)
        if (*at == vt) {
            *at = vt->next;
            break;
        }
    if (!vt->ended) {
        kill(vt->pid, SIGKILL);
        waitpid(vt->pid, NULL, 0);
    }
    close(vt->master);
    vterm_free(vt->vterm);
    buffer_free(&vt->output);
    buffer_free(&vt->text);
    for (size_t i = 0; i < sizeof vt->row / sizeof *vt->row; i++)
        buffer_free(&vt->row[i]);
    free(vt);
}

pid_t vt_pid(const struct vt *vt)
{
    return vt->pid;
}

int64_t vt_start_ns(const struct vt *vt)
{
    return vt->start_idle_ns - vt->started_ns;
}
