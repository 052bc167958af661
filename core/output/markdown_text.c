/* Escaping for prose: apart from the writer of tables, which knows cells alone. */
#include "core/output/markdown_text.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"

/* A dash, a plus, a # or "1." begins a list or a heading where it stands first; "://", "@" and
 * "www." make links by themselves. */
static bool needs_escape(struct span text, size_t i)
{
    char c = text.data[i], next = i + 1 < text.len ? text.data[i + 1] : '\0';
    bool digits = i > 0;
    for (size_t k = 0; k < i; k++)
        digits = digits && isdigit((unsigned char)text.data[k]);
    if (c == ':')
        return next == '/';
    if (c == '.' || c == ')')
        return (digits && (next == ' ' || next == '\0')) ||
               (c == '.' && i >= 3 && strncasecmp(text.data + i - 3, "www", 3) == 0);
    if (i == 0 && strchr("-+=", c) != NULL)
        return true;
    return c != '\0' && strchr("\\`*_[]<>&~|#!$@", c) != NULL;
}

static void add_line(struct buffer *out, struct span line)
{
    struct buffer safe = {0};
    utf8_screen(line, &safe);
    struct span text = buffer_span(&safe);
    for (size_t i = 0; i < text.len; i++) {
        if (needs_escape(text, i))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, text.data[i]);
    }
    out->failed = out->failed || safe.failed;
    buffer_free(&safe);
}

static void add_lines(struct buffer *out, const char *text, const char *between)
{
    for (;;) {
        size_t len = strcspn(text, "\r\n");
        add_line(out, span_of(text, len));
        text += len;
        text += strspn(text, "\r\n");
        if (*text == '\0')
            return;
        buffer_add_string(out, between);
    }
}

void markdown_text(struct buffer *out, const char *text)
{
    add_lines(out, text, " ");
}

void markdown_cell(struct buffer *out, const char *text)
{
    add_lines(out, text, "<br>");
}
