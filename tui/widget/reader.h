/* A text to read: lines with labels, wrapped to the width, scrolled. */
#ifndef DATAJAM_WIDGET_READER_H
#define DATAJAM_WIDGET_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "tui/console/app.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"

struct reader_row {
    const char *label; /* on the first row of its line, or NULL */
    struct span text;  /* safe for the screen */
    unsigned style;
};

struct reader {
    struct arena *arena; /* of the lines */
    struct card_line *lines;
    size_t line_count;
    struct arena *row_arena;
    struct reader_row *rows;
    size_t row_count;
    int columns; /* what the rows were made for */
    int label_cells;
    int top;
    int height;
};

/* Copies the lines and keeps the place of what was shown; false: no memory. */
bool reader_set(struct reader *reader, const struct card_line *lines, size_t count);
void reader_free(struct reader *reader);

/* Breaks the lines for that width; returns how many rows they take. */
int reader_wrap(struct reader *reader, int columns);

/* Cells that it would like to have. */
int reader_width(const struct reader *reader);

void reader_draw(struct reader *reader, const struct surface *surface);

/* Arrows, pages, Home, End, wheel. */
bool reader_key(struct reader *reader, const struct key *key);

void reader_describe(const struct reader *reader, struct buffer *out);

#endif
