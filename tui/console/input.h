/*
 * Bytes from the terminal → keys: UTF-8, escape sequences of xterm, PuTTY, rxvt, the Linux
 * console, tmux and screen, SGR mouse reports, bracketed paste. A state machine without a
 * terminal, so that a test feeds it the very bytes.
 */
#ifndef DATAJAM_CONSOLE_INPUT_H
#define DATAJAM_CONSOLE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"
#include "tui/console/key.h"

struct input;

struct input *input_new(void);
void input_free(struct input *input);

/* Names a sequence of this terminal (from terminfo); known ones stay as they are. */
void input_define(struct input *input, const char *sequence, const struct key *key);

/* Adds bytes that were read. False: no memory. */
bool input_feed(struct input *input, struct span bytes);

/* Takes the next key. False: there is none yet. A paste's text is valid until the next
 * call. now_ms is a steady clock, for double clicks. */
bool input_next(struct input *input, int64_t now_ms, struct key *out);

/* Bytes wait for more of their sequence: how long to wait for them in milliseconds (a lone
 * ESC is decided sooner than a sequence that a slow line tore apart); -1: nothing waits. */
int input_wait_ms(const struct input *input);

/* No more came in time: what waits is taken as it stands (ESC is the Esc key). Then call
 * input_next again. A paste goes on waiting. */
void input_expire(struct input *input);

#endif
