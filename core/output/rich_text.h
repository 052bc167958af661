/*
 * Markdown as styled lines for a screen of a given width: what the Topic pane shows, help
 * pages too. Pure: bytes in, lines out, all in the caller's arena. Every text that comes
 * out is safe for a screen; raw HTML is shown as it is written.
 */
#ifndef DATAJAM_OUTPUT_RICH_TEXT_H
#define DATAJAM_OUTPUT_RICH_TEXT_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"

enum rich_style {
    RICH_PLAIN,
    RICH_HEADING1,
    RICH_HEADING2,
    RICH_HEADING3, /* and deeper */
    RICH_STRONG,
    RICH_EMPHASIS,
    RICH_CODE,
    RICH_QUOTE, /* the bar beside a quotation */
    RICH_LINK,  /* the address behind a link's text */
    RICH_MARK,  /* bullet or number of a list */
    RICH_RULE,  /* lines of a table, thematic breaks */
    RICH_STYLE_COUNT
};

struct rich_run {
    struct span text; /* safe for a screen */
    enum rich_style style;
    size_t cells;
};

struct rich_line {
    const struct rich_run *runs;
    size_t run_count;
    size_t cells;
    int heading; /* its level on the first line of a heading, else 0 */
};

struct rich_text {
    struct rich_line *lines;
    size_t line_count;
};

/* Longer texts are refused with STATUS_INVALID: a topic is one page. */
enum { RICH_TEXT_LIMIT = 256 * 1024 };

/* Lays markdown out in at most width cells (at least 10 are taken). */
enum status rich_text_layout(struct arena *arena, struct span markdown, size_t width,
                             struct rich_text *out, struct error *err);

/* The words of a line without styles, for search and for plain output. */
struct span rich_line_text(struct arena *arena, const struct rich_line *line);

#endif
