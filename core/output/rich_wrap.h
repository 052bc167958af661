/*
 * Words into lines: the part of rich text that knows cells. Words are collected with
 * their styles, then broken into lines under a prefix (bullets, quotation bars).
 */
#ifndef DATAJAM_OUTPUT_RICH_WRAP_H
#define DATAJAM_OUTPUT_RICH_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/output/rich_text.h"

/* A piece of a word in one style; pieces without a space between them hold together. */
struct rich_piece {
    struct span text;
    enum rich_style style;
    size_t cells;
    bool space_before;
    bool break_before; /* a line break that was asked for */
};

struct rich_words {
    struct arena *arena;
    struct rich_piece *pieces;
    size_t count, capacity;
    bool space_pending, break_pending;
    bool failed; /* memory ran out */
};

/* Lines that grow in an arena. */
struct rich_lines {
    struct arena *arena;
    struct rich_line *lines;
    size_t count, capacity;
    bool failed;
};

/* Adds text, which is made safe and parted at blanks; blanks at either end count. */
void rich_words_add(struct rich_words *words, struct span text, enum rich_style style);
/* Adds text as one piece with its blanks, for code. */
void rich_words_add_whole(struct rich_words *words, struct span text, enum rich_style style);
/* The next word stands after a blank, or on a new line. */
void rich_words_space(struct rich_words *words);
void rich_words_break(struct rich_words *words);
void rich_words_clear(struct rich_words *words);

/* What stands before the first line and before the others, of equal width. */
struct rich_prefix {
    const struct rich_run *first, *rest;
    size_t first_count, rest_count;
    size_t cells;
};

/* Breaks words into lines of width cells, prefix included, and adds them. heading is the
 * level noted on the first of them. */
void rich_wrap(struct rich_lines *lines, const struct rich_words *words,
               const struct rich_prefix *prefix, size_t width, int heading);

/* Adds one line; runs are copied. */
void rich_lines_add(struct rich_lines *lines, const struct rich_run *runs, size_t count,
                    int heading);

/* A run of text that is safe already. */
struct rich_run rich_run_of(const char *safe, enum rich_style style);

#endif
