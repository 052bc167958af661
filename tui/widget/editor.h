/*
 * A text editor: UTF-8 over several lines, wrapped to its width, with a cursor that never
 * stands inside of what looks like one character, and with undo. Forms are made of these;
 * also of single ones, which wrap but hold one line.
 */
#ifndef DATAJAM_WIDGET_EDITOR_H
#define DATAJAM_WIDGET_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"

struct editor_row {
    size_t start, len; /* bytes of the text */
};

struct editor_step;

/* Zero-initialise; free with editor_free. */
struct editor {
    struct buffer text;
    size_t cursor; /* byte offset */
    bool single;   /* one line: Enter means nothing here, line ends that come become blanks */
    size_t limit;  /* bytes; 0: none */
    bool full;     /* the last key met the limit */

    int goal; /* column that Up and Down keep to; -1: the cursor's own */

    struct editor_row *rows; /* for `columns` cells */
    size_t row_count, row_capacity;
    int columns;
    size_t top; /* first row that is drawn */
    int height; /* of the last drawing */

    struct editor_step *steps; /* the oldest first */
    size_t step_count, step_now;
    bool joining; /* the next character belongs to the last step */
};

void editor_free(struct editor *editor);

/* Replaces the text, forgets the steps, puts the cursor at the end. False: no memory. */
bool editor_set(struct editor *editor, const char *text);
/* The same as one step that can be taken back. */
bool editor_put(struct editor *editor, const char *text);
const char *editor_text(const struct editor *editor); /* NUL-terminated, never NULL */

enum editor_result {
    EDITOR_UNUSED, /* a key that means nothing here: Tab, Enter in a single one */
    EDITOR_MOVED,
    EDITOR_EDITED
};

/*
 * Characters, Enter, paste, Backspace, Delete; arrows, by words with Ctrl, Home and End of the
 * row, Ctrl-Home and Ctrl-End of the text, PageUp and PageDown; Ctrl-A/E, Ctrl-U and Ctrl-K
 * to the ends of the line, Ctrl-W the word before; Ctrl-Z takes back, Ctrl-Y does again. A
 * click puts the cursor (coordinates of the surface it was drawn on). Up in the first row and
 * Down in the last are EDITOR_UNUSED.
 */
enum editor_result editor_key(struct editor *editor, const struct key *key);

/* Rows that the text takes in that width, at least 1. */
size_t editor_rows(struct editor *editor, int columns);

/* Draws it over the whole surface and scrolls so that the cursor is in sight. */
void editor_draw(struct editor *editor, const struct surface *surface, unsigned style);

/* Where the cursor stands on that surface. */
void editor_cursor(const struct editor *editor, int *x, int *y);

#endif
