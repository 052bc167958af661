/*
 * Typing on a virtual terminal: keys by name, as xterm or PuTTY send them, text, pastes and
 * the mouse.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/vt_private.h"

/* Named keys as bytes. A key that PuTTY sends as xterm does has NULL there. "app" is what
 * xterm sends once the program has asked for application cursor keys; libvterm knows. */
struct named_key {
    const char *name;
    VTermKey vterm; /* VTERM_KEY_NONE: plain says it */
    const char *plain;
    const char *putty;
};

static const struct named_key KEYS[] = {
    {"Up", VTERM_KEY_UP, NULL, NULL},
    {"Down", VTERM_KEY_DOWN, NULL, NULL},
    {"Left", VTERM_KEY_LEFT, NULL, NULL},
    {"Right", VTERM_KEY_RIGHT, NULL, NULL},
    {"Home", VTERM_KEY_HOME, NULL, "\033[1~"},
    {"End", VTERM_KEY_END, NULL, "\033[4~"},
    {"PageUp", VTERM_KEY_PAGEUP, NULL, NULL},
    {"PageDown", VTERM_KEY_PAGEDOWN, NULL, NULL},
    {"Insert", VTERM_KEY_INS, NULL, NULL},
    {"Delete", VTERM_KEY_DEL, NULL, NULL},
    {"F1", VTERM_KEY_FUNCTION(1), NULL, "\033[11~"},
    {"F2", VTERM_KEY_FUNCTION(2), NULL, "\033[12~"},
    {"F3", VTERM_KEY_FUNCTION(3), NULL, "\033[13~"},
    {"F4", VTERM_KEY_FUNCTION(4), NULL, "\033[14~"},
    {"F5", VTERM_KEY_FUNCTION(5), NULL, NULL},
    {"F6", VTERM_KEY_FUNCTION(6), NULL, NULL},
    {"F7", VTERM_KEY_FUNCTION(7), NULL, NULL},
    {"F8", VTERM_KEY_FUNCTION(8), NULL, NULL},
    {"F9", VTERM_KEY_FUNCTION(9), NULL, NULL},
    {"F10", VTERM_KEY_FUNCTION(10), NULL, NULL},
    {"F11", VTERM_KEY_FUNCTION(11), NULL, NULL},
    {"F12", VTERM_KEY_FUNCTION(12), NULL, NULL},
    {"Enter", VTERM_KEY_NONE, "\r", NULL},
    {"Tab", VTERM_KEY_NONE, "\t", NULL},
    {"Shift-Tab", VTERM_KEY_NONE, "\033[Z", NULL},
    {"Backspace", VTERM_KEY_NONE, "\177", NULL},
    {"Esc", VTERM_KEY_NONE, "\033", NULL},
    {"Space", VTERM_KEY_NONE, " ", NULL},
    {"Ctrl-Space", VTERM_KEY_NONE, "", NULL},
};

static const struct {
    const char *name;
    VTermModifier modifier;
} MODIFIERS[] = {{"Ctrl-", VTERM_MOD_CTRL}, {"Alt-", VTERM_MOD_ALT}, {"Shift-", VTERM_MOD_SHIFT}};

static const struct named_key *find_named(const char *name)
{
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (strcmp(KEYS[i].name, name) == 0)
            return &KEYS[i];
    return NULL;
}

static void send_string(struct vt *vt, const char *bytes)
{
    vt_send(vt, bytes, *bytes ? strlen(bytes) : 1);
}

static void send_named(struct vt *vt, const struct named_key *key, VTermModifier modifiers)
{
    if (modifiers & VTERM_MOD_ALT && key->vterm == VTERM_KEY_NONE)
        send_string(vt, "\033");
    if (vt->keyboard == VT_PUTTY && key->putty && modifiers == VTERM_MOD_NONE)
        send_string(vt, key->putty);
    else if (key->vterm != VTERM_KEY_NONE)
        vterm_keyboard_key(vt->vterm, key->vterm, modifiers);
    else
        send_string(vt, key->plain);
}

/* A character with modifiers: "f", "Ctrl-F", "Alt-x", "é". */
static void send_character(struct vt *vt, const char *name, VTermModifier modifiers)
{
    char control[2] = {(char)(name[0] & 0x1f), '\0'};
    if (modifiers & VTERM_MOD_ALT)
        send_string(vt, "\033");
    send_string(vt, modifiers & VTERM_MOD_CTRL ? control : name);
}

static void send_key(struct vt *vt, const char *name)
{
    VTermModifier modifiers = VTERM_MOD_NONE;
    const struct named_key *whole = find_named(name);
    const char *rest = name;
    for (size_t i = 0; !whole && i < sizeof MODIFIERS / sizeof *MODIFIERS; i++) {
        size_t len = strlen(MODIFIERS[i].name);
        if (strncmp(rest, MODIFIERS[i].name, len) == 0 && rest[len]) {
            modifiers |= MODIFIERS[i].modifier;
            rest += len;
        }
    }
    const struct named_key *named = whole ? whole : find_named(rest);
    if (named)
        send_named(vt, named, modifiers);
    else if (rest[1] == '\0' || (unsigned char)rest[0] >= 0x80)
        send_character(vt, rest, modifiers);
    else
        vt_fail(vt, "no key is called %s", name);
}

void vt_keys(struct vt *vt, const char *names)
{
    char *copy = strdup(names), *rest = NULL;
    assert_non_null(copy);
    for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        vt_begin(vt);
        send_key(vt, name);
        if (!vt->unmarked)
            vt_idle(vt);
    }
    free(copy);
}

int vt_keys_end(struct vt *vt, const char *names)
{
    vt->may_end = true;
    vt_keys(vt, names);
    return vt_wait_end(vt);
}

void vt_type(struct vt *vt, const char *text)
{
    vt_begin(vt);
    vt_send(vt, text, strlen(text));
    if (!vt->unmarked)
        vt_idle(vt);
}

void vt_paste(struct vt *vt, const char *text)
{
    vt_begin(vt);
    if (vt->paste_mode)
        send_string(vt, "\033[200~");
    vt_send(vt, text, strlen(text));
    if (vt->paste_mode)
        send_string(vt, "\033[201~");
    if (!vt->unmarked)
        vt_idle(vt);
}

/* ---- the mouse, as SGR reports ---- */

static void send_mouse(struct vt *vt, int button, int row, int col, char end)
{
    char report[48];
    snprintf(report, sizeof report, "\033[<%d;%d;%d%c", button, col + 1, row + 1, end);
    send_string(vt, report);
}

void vt_click(struct vt *vt, int row, int col)
{
    vt_begin(vt);
    send_mouse(vt, 0, row, col, 'M');
    send_mouse(vt, 0, row, col, 'm');
    if (!vt->unmarked)
        vt_idle(vt);
}

void vt_wheel(struct vt *vt, int row, int col, int steps)
{
    vt_begin(vt);
    for (int i = 0; i < abs(steps); i++)
        send_mouse(vt, steps > 0 ? 65 : 64, row, col, 'M');
    if (!vt->unmarked)
        vt_idle(vt);
}
