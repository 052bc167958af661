/*
 * A virtual terminal: starts a program on a pseudo-terminal, types, and reads what stands on
 * the screen. It waits by the console's idle marker (tui/console/idle.h), never by time.
 *
 * What goes wrong fails the running cmocka test with the screen in the message. Programs
 * that a failed test left behind are ended when the test program ends.
 */
#ifndef DATAJAM_TESTS_VT_H
#define DATAJAM_TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct vt;

enum vt_keyboard { VT_XTERM, VT_PUTTY };

struct vt_options {
    int rows, cols;         /* 0: 24 × 80 */
    const char *term;       /* NULL: xterm-256color */
    const char *folder;     /* to start in; NULL: as the test */
    const char *const *env; /* "NAME=VALUE", …, NULL: on top of fixture.h's environment */
    enum vt_keyboard keyboard;
    bool unmarked; /* a program that writes no idle marker: see vt_wait_for */
};

/* Starts argv (NULL-ended) and waits until it is idle. "datajam" as argv[0] is the program
 * of this build. options may be NULL. Free with vt_free. */
struct vt *vt_start(const struct vt_options *options, const char *const *argv);

/* vt_start for a program with a short list of arguments. */
#define VT_ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Ends the program (SIGKILL) if it still runs. NULL is fine. */
void vt_free(struct vt *vt);

/* ---- typing: each waits until the program is idle again ---- */

/* Keys by the names of tui/console/key.h, parted by blanks: "Down Down F3 Ctrl-F q Esc".
 * Each is sent when the one before has been dealt with. */
void vt_keys(struct vt *vt, const char *names);

/* Keys that end the program; the status of waitpid(2). */
int vt_keys_end(struct vt *vt, const char *names);

/* A text, as fast as a paste without brackets. */
void vt_type(struct vt *vt, const char *text);

/* A bracketed paste. */
void vt_paste(struct vt *vt, const char *text);

/* Left button pressed and let go; row and col from 0. */
void vt_click(struct vt *vt, int row, int col);

/* The wheel: steps > 0 down, < 0 up. */
void vt_wheel(struct vt *vt, int row, int col, int steps);

void vt_resize(struct vt *vt, int rows, int cols);

/* Bytes as they are, without waiting. */
void vt_send(struct vt *vt, const void *bytes, size_t len);

/* Waits until all that was sent is dealt with. */
void vt_idle(struct vt *vt);

/* Waits for text to stand on the screen, whatever the marker says. */
void vt_wait_for(struct vt *vt, const char *text);
/* The same for one of two. other NULL: text alone. */
void vt_wait_either(struct vt *vt, const char *text, const char *other);
void vt_wait_gone(struct vt *vt, const char *text);

/* ---- the screen ---- */

int vt_rows(const struct vt *vt);
int vt_cols(const struct vt *vt);

/* All rows, blanks at their ends cut, each with '\n'. Valid until the next call. */
const char *vt_text(struct vt *vt);

/* One row of it. Valid until the next call; up to four may be held at a time. */
const char *vt_row(struct vt *vt, int row);

/* The first place of text; false: it is not there. row and col may be NULL. */
bool vt_find(struct vt *vt, const char *text, int *row, int *col);

void vt_expect(struct vt *vt, const char *text);
void vt_expect_not(struct vt *vt, const char *text);
void vt_expect_row(struct vt *vt, int row, const char *text); /* text stands in that row */

struct vt_cell {
    char text[28]; /* UTF-8; "" behind a wide character */
    int width;
    bool bold, underline, reverse, italic, blink;
    int fg, bg; /* 0xRRGGBB; -1: the terminal's own */
};

struct vt_cell vt_cell(struct vt *vt, int row, int col);

/* False: the cursor is hidden. row and col may be NULL. */
bool vt_cursor(const struct vt *vt, int *row, int *col);

/* Compares the screen with tests/screen/golden/NAME.txt, or writes that file when
 * DATAJAM_GOLDEN=write is set (make golden). */
void vt_golden(struct vt *vt, const char *name);

/* ---- what the program did ---- */

pid_t vt_pid(const struct vt *vt);

/* Since the last key, text, click or resize: bytes written to the terminal (without the
 * marker), and nanoseconds until it was idle. */
size_t vt_bytes(const struct vt *vt);
int64_t vt_answer_ns(const struct vt *vt);

/* Nanoseconds from the start until it was idle for the first time. */
int64_t vt_start_ns(const struct vt *vt);

/* Those bytes themselves, as they came. */
const char *vt_output(const struct vt *vt, size_t *len);

/* Waits until the program has ended and all that it started have let go of the terminal; the
 * status of waitpid(2). */
int vt_wait_end(struct vt *vt);

/* Has the terminal been given back as it was: main screen, cursor, mouse, paste mode and
 * line settings? Says what is not on the standard error. */
bool vt_restored(struct vt *vt);

/* Fails the running test, with the screen. */
void vt_fail(struct vt *vt, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));

#endif
