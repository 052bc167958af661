/* A line editor: one line of UTF-8 with a cursor. */
#ifndef DATAJAM_WIDGET_LINE_H
#define DATAJAM_WIDGET_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"

/* Zero-initialise; free with line_free. */
struct line {
    struct buffer text;
    size_t cursor; /* byte offset, at a character */
    size_t scroll; /* byte offset of the first character that is shown */
};

enum line_result {
    LINE_UNUSED, /* a key that means nothing here */
    LINE_MOVED,
    LINE_EDITED
};

void line_free(struct line *line);
void line_set(struct line *line, const char *text);
const char *line_text(const struct line *line); /* NUL-terminated, never NULL */

/* Characters, paste (line ends become blanks), Backspace, Delete, arrows, Ctrl-arrows by
 * words, Home/End, Ctrl-A/E, Ctrl-U (all before the cursor), Ctrl-K (all behind it), Ctrl-W
 * (the word before it). */
enum line_result line_key(struct line *line, const struct key *key);

/* Draws it in `cells` cells and moves its scroll so that the cursor is in sight; returns
 * the cursor's column, relative to x. */
int line_draw(struct line *line, const struct surface *surface, int x, int y, int cells,
              unsigned style);

/* Byte offsets of the neighbours of a place: characters with their marks, words. For the
 * text editor, too. */
size_t line_previous(struct span text, size_t at);
size_t line_next(struct span text, size_t at);
size_t line_word_left(struct span text, size_t at);
size_t line_word_right(struct span text, size_t at);

#endif
