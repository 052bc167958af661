/* Text for Markdown documents: whatever would mean something there comes out as it is. */
#ifndef DATAJAM_OUTPUT_MARKDOWN_TEXT_H
#define DATAJAM_OUTPUT_MARKDOWN_TEXT_H

#include "core/base/buffer.h"

/* In one line: a line break becomes a blank, in a cell of a table <br>. */
void markdown_text(struct buffer *out, const char *text);
void markdown_cell(struct buffer *out, const char *text);

#endif
