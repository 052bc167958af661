/*
 * One self-contained page of HTML that is well-formed XML as well, written piece by piece:
 * nothing in it asks for anything from anywhere, it prints a slide to a page, and it says
 * what it shows to those who don't see it. All text is escaped.
 */
#ifndef DATAJAM_OUTPUT_HTML_H
#define DATAJAM_OUTPUT_HTML_H

#include "core/base/buffer.h"
#include "core/base/span.h"

/* Each adds to out; whether memory ran out is seen there (out->failed). */
void html_begin(struct buffer *out, const char *title);
void html_begin_styled(struct buffer *out, const char *title, const char *rules); /* of CSS */
void html_end(struct buffer *out);

/* Text within an element or an attribute; line ends are kept by the style of the page. */
void html_text(struct buffer *out, const char *text);

/* A whole element with a text; class may be NULL. */
void html_element(struct buffer *out, const char *element, const char *class, const char *text);

/* The same within a line. */
void html_inline(struct buffer *out, const char *class, const char *text);

/* A cell of a table: a header of its column or row ("col", "row"), or a figure. */
void html_header(struct buffer *out, const char *scope, const char *text, int number);
void html_cell(struct buffer *out, const char *text, int number);

#endif
