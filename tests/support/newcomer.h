/*
 * Somebody who has never seen the program: presses only keys that can be read on the screen at
 * that moment, with what they do, and is counted.
 */
#ifndef DATAJAM_TESTS_NEWCOMER_H
#define DATAJAM_TESTS_NEWCOMER_H

#include "tests/support/vt.h"

struct newcomer {
    struct vt *vt;
    int presses;
};

/* One key, which must stand on the screen with what it does: "F9 Menu", "Enter chooses". */
void newcomer_press(struct newcomer *who, const char *key, const char *does);

/* Letters, where the screen asks for them; prompt is how it does. */
void newcomer_type(struct newcomer *who, const char *letters, const char *prompt);

/* The first letter of a menu whose title can be read. */
void newcomer_menu(struct newcomer *who, const char *letter, const char *title);

#endif
