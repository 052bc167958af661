/*
 * A real terminal multiplexer around a shell, for the few tests that a virtual terminal of
 * our own can't vouch for. Each has a server of its own. Waits by looking, never by time.
 */
#ifndef DATAJAM_TESTS_TMUX_H
#define DATAJAM_TESTS_TMUX_H

struct tmux;

/* A shell "$ " of the given size, in folder, with the environment of fixture.h and build/ at
 * the front of PATH. TERM is tmux's own. Free with tmux_end. */
struct tmux *tmux_begin(int cols, int rows, const char *folder);

/* Ends the server and what runs in it. NULL is fine. */
void tmux_end(struct tmux *tmux);

/* Keys by tmux's names (Enter, F9, C-c, PPage), NULL-ended. */
void tmux_keys(struct tmux *tmux, const char *const *keys);

/* A line for the shell, with Enter. */
void tmux_line(struct tmux *tmux, const char *line);

/* Waits until text stands on the screen, or until it is gone. Fails the test after 30 s. */
void tmux_wait_for(struct tmux *tmux, const char *text);
void tmux_wait_gone(struct tmux *tmux, const char *text);

/* The screen as text; valid until the next call. */
const char *tmux_screen(struct tmux *tmux);

/* A variable of tmux about the pane: "alternate_on", "cursor_flag", "mouse_any_flag". */
int tmux_flag(struct tmux *tmux, const char *name);

void tmux_resize(struct tmux *tmux, int cols, int rows);

#endif
