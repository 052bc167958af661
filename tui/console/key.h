/*
 * Keys as values, and their names. A key is a character, a named key, a mouse event or a
 * paste. Names are what tables, help and theme-like files say: "F3", "/", "Ctrl-F",
 * "Shift-Down", "Ctrl-Home", "Alt-x", "PageDown", "Space".
 */
#ifndef DATAJAM_CONSOLE_KEY_H
#define DATAJAM_CONSOLE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

/* Codes past Unicode; a character is its own code point. */
enum key_code {
    KEYCODE_NONE = 0,
    KEYCODE_UP = 0x110000,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACKSPACE,
    KEYCODE_ENTER,
    KEYCODE_TAB,
    KEYCODE_ESC,
    KEYCODE_F1, /* … F12 follow each other */
    KEYCODE_F12 = KEYCODE_F1 + 11,
    KEYCODE_MOUSE,
    KEYCODE_PASTE
};

enum key_modifier { KEY_SHIFT = 1, KEY_ALT = 2, KEY_CTRL = 4 };

enum mouse_action { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct key {
    uint32_t code;      /* code point or enum key_code */
    unsigned modifiers; /* enum key_modifier; Ctrl-F is 'f' with KEY_CTRL; an upper-case
                           letter is just that, without KEY_SHIFT */
    /* KEYCODE_MOUSE */
    enum mouse_action action;
    int button; /* 1 left, 2 middle, 3 right */
    int clicks; /* 1, or 2 for the second press of a double click */
    int x, y;   /* of the receiver's surface, from 0 */
    /* KEYCODE_PASTE: valid UTF-8, during the call only; line ends are '\n' */
    struct span text;
};

/* The same key (code and modifiers)? */
bool key_equal(const struct key *a, const struct key *b);

/* A character that is meant as text: printable, without Ctrl and Alt. */
bool key_is_text(const struct key *key);

enum { KEY_NAME_SIZE = 32 };

/* The name into out (KEY_NAME_SIZE bytes); returns out. */
char *key_name(const struct key *key, char *out);

/* Reads a name ("Ctrl-F" and "ctrl-f" alike; a single character is itself). */
bool key_parse(struct span name, struct key *out);

/* Walks a list of names parted by blanks ("F3 / Ctrl-F"): fills *out with the next key and
 * moves *rest behind it. False at the end, or at a name that is none. */
bool key_next(struct span *rest, struct key *out);

/* True when key is one of those in the list. */
bool key_in(const char *names, const struct key *key);

#endif
