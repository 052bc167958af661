/* The hand-out as text of 78 columns, and as a page of HTML. */
#include <stdbool.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/output/html.h"
#include "core/service/handout.h"

enum { WIDTH = 78 };

/* Words are broken between words; lines behind the first are set in. */
static void add_wrapped(struct buffer *out, const char *text, size_t used, size_t indent)
{
    bool first = true;
    while (*text) {
        size_t len = strcspn(text, " ");
        size_t cells = utf8_screen_width(span_of(text, len));
        if (!first && used + 1 + cells > WIDTH) {
            buffer_printf(out, "\n%*s", (int)indent, "");
            used = indent;
        } else if (!first) {
            buffer_add_byte(out, ' ');
            used++;
        }
        buffer_add(out, text, len);
        used += cells;
        first = false;
        text += len;
        text += strspn(text, " ");
    }
    buffer_add_byte(out, '\n');
}

static void underline(struct buffer *out, const char *text, char sign)
{
    for (size_t i = utf8_screen_width(span_string(text)); i > 0; i--)
        buffer_add_byte(out, sign);
    buffer_add_byte(out, '\n');
}

void handout_text(const struct handout *handout, struct buffer *out)
{
    for (size_t i = 0; i < handout->count; i++) {
        const struct handout_line *line = &handout->lines[i];
        bool item = line->kind == HANDOUT_ITEM;
        if (i > 0 && (!item || handout->lines[i - 1].kind == HANDOUT_TEXT))
            buffer_add_byte(out, '\n');
        if (item) {
            buffer_add_string(out, "- ");
            if (*line->label)
                buffer_printf(out, "%s: ", line->label);
            size_t label = *line->label ? utf8_screen_width(span_string(line->label)) + 2 : 0;
            add_wrapped(out, line->text, 2 + label, 2);
        } else {
            add_wrapped(out, line->text, 0, 0);
        }
        if (line->kind == HANDOUT_TITLE || line->kind == HANDOUT_HEADING)
            underline(out, line->text, line->kind == HANDOUT_TITLE ? '=' : '-');
    }
}

static void add_item(struct buffer *out, const struct handout_line *line)
{
    buffer_add_string(out, "<li>");
    if (*line->label) {
        html_inline(out, "label", line->label);
        buffer_add_byte(out, ' ');
    }
    html_text(out, line->text);
    buffer_add_string(out, "</li>\n");
}

void handout_html(const struct handout *handout, struct buffer *out)
{
    static const char *const elements[HANDOUT_KINDS] = {[HANDOUT_TITLE] = "h1",
                                                        [HANDOUT_HEADING] = "h2",
                                                        [HANDOUT_UNDER] = "h3",
                                                        [HANDOUT_TEXT] = "p"};
    bool list = false;
    html_begin(out, handout->title);
    buffer_add_string(out, "<main>\n");
    for (size_t i = 0; i < handout->count; i++) {
        const struct handout_line *line = &handout->lines[i];
        bool item = line->kind == HANDOUT_ITEM;
        if (item != list)
            buffer_add_string(out, item ? "<ul class=\"lines\">\n" : "</ul>\n");
        list = item;
        if (item)
            add_item(out, line);
        else
            html_element(out, elements[line->kind], NULL, line->text);
    }
    buffer_add_string(out, list ? "</ul>\n</main>\n" : "</main>\n");
    html_end(out);
}
