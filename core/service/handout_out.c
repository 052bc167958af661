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

/* "- first: second; head of the third: third"; without a head "- first second: third". */
static void add_row_text(struct buffer *out, const struct handout_line *row,
                         const struct handout_line *head)
{
    struct buffer words = {0};
    for (size_t i = 0; i < row->cell_count; i++) {
        const char *next = head && i > 1 ? "; " : ": ";
        const char *between = !head && i + 1 < row->cell_count ? " " : next;
        if (!*row->cells[i])
            continue;
        buffer_add_string(&words, words.len > 0 ? between : "");
        if (head && i > 1 && i < head->cell_count && *head->cells[i])
            buffer_printf(&words, "%s: ", head->cells[i]);
        buffer_add_string(&words, row->cells[i]);
    }
    buffer_add_string(out, "- ");
    add_wrapped(out, words.data ? buffer_span(&words).data : "", 2, 2);
    out->failed = out->failed || words.failed;
    buffer_free(&words);
}

static bool is_list(enum handout_kind kind)
{
    return kind == HANDOUT_ITEM || kind == HANDOUT_ROW;
}

void handout_text(const struct handout *handout, struct buffer *out)
{
    const struct handout_line *head = NULL;
    enum handout_kind before = HANDOUT_KINDS;
    for (size_t i = 0; i < handout->count; i++) {
        const struct handout_line *line = &handout->lines[i];
        if (line->kind != HANDOUT_ROW)
            head = line->kind == HANDOUT_HEAD ? line : NULL;
        if (line->kind == HANDOUT_HEAD)
            continue;
        if (before != HANDOUT_KINDS && (!is_list(line->kind) || before == HANDOUT_TEXT))
            buffer_add_byte(out, '\n');
        if (line->kind == HANDOUT_ITEM)
            buffer_add_string(out, "- ");
        if (line->kind == HANDOUT_ROW)
            add_row_text(out, line, head);
        else
            add_wrapped(out, line->text, line->kind == HANDOUT_ITEM ? 2 : 0,
                        line->kind == HANDOUT_ITEM ? 2 : 0);
        if (line->kind == HANDOUT_TITLE || line->kind == HANDOUT_HEADING)
            underline(out, line->text, line->kind == HANDOUT_TITLE ? '=' : '-');
        before = line->kind;
    }
}

/* ---- the page ---- */

/* For a screen, light or dark, and for paper of A4, upright. */
static const char style[] =
    ":root{color-scheme:light dark}"
    "body{margin:0;background:#fff;color:#1a1a1a;font:16px/1.5 \"DejaVu Sans\",Verdana,"
    "\"Segoe UI\",Arial,sans-serif}"
    "main{max-width:46rem;margin:0 auto;padding:1.5rem;overflow-wrap:break-word}"
    "h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem;padding-bottom:.5rem;"
    "border-bottom:.3rem solid #0072b2}"
    "h2{font-size:1.35rem;line-height:1.3;margin:2rem 0 .5rem;color:#005a8c}"
    "h3{font-size:1.05rem;margin:1.2rem 0 .3rem}"
    "p{margin:.5rem 0}"
    "ul{margin:.4rem 0;padding-left:1.3rem}"
    "li{margin:.25rem 0}"
    "table{border-collapse:collapse;width:100%;margin:.6rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;"
    "border-bottom:1px solid #cfd5db}"
    "thead th{border-bottom-width:2px;font-weight:normal;color:#595959}"
    "tbody th{min-width:7.5rem;max-width:13rem}"
    "td:nth-child(2):not(:last-child){min-width:6.5rem}"
    "@media screen and (prefers-color-scheme:dark){"
    "body{background:#15181c;color:#e4e6e8}"
    "h2{color:#7cc4f0}"
    "th,td{border-color:#3d454d}"
    "thead th{color:#a9b1b9}"
    "}"
    "@page{size:A4;margin:15mm 18mm}"
    "@media print{"
    "body{font-size:10pt;line-height:1.4}"
    "main{max-width:none;padding:0}"
    "h2{margin-top:1.2rem}"
    "h2,h3,thead{break-after:avoid}"
    "thead{display:table-header-group}"
    "tr,li{break-inside:avoid}"
    "}";

static void add_row_page(struct buffer *out, const struct handout_line *row)
{
    buffer_add_string(out, row->kind == HANDOUT_HEAD ? "<thead>\n<tr>" : "<tr>");
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->kind == HANDOUT_HEAD || i == 0)
            html_header(out, row->kind == HANDOUT_HEAD ? "col" : "row", row->cells[i], 0);
        else
            html_cell(out, row->cells[i], 0);
    buffer_add_string(out, row->kind == HANDOUT_HEAD ? "</tr>\n</thead>\n" : "</tr>\n");
}

/* Ends what the line before stands in and begins what this one does; line NULL: the end. */
static void change_part(struct buffer *out, const struct handout_line *before,
                        const struct handout_line *line)
{
    enum handout_kind was = before ? before->kind : HANDOUT_KINDS;
    enum handout_kind now = line ? line->kind : HANDOUT_KINDS;
    if (was == HANDOUT_ROW && now != HANDOUT_ROW)
        buffer_add_string(out, "</tbody>\n</table>\n");
    else if (was == HANDOUT_HEAD && now != HANDOUT_ROW)
        buffer_add_string(out, "</table>\n");
    if (was == HANDOUT_ITEM && now != HANDOUT_ITEM)
        buffer_add_string(out, "</ul>\n");
    if (now == HANDOUT_ITEM && was != HANDOUT_ITEM)
        buffer_add_string(out, "<ul>\n");
    if (now == HANDOUT_HEAD || (now == HANDOUT_ROW && was != HANDOUT_HEAD && was != HANDOUT_ROW))
        buffer_add_string(out, "<table>\n");
    if (now == HANDOUT_ROW && was != HANDOUT_ROW)
        buffer_add_string(out, "<tbody>\n");
}

void handout_html(const struct handout *handout, struct buffer *out)
{
    static const char *const elements[HANDOUT_KINDS] = {[HANDOUT_TITLE] = "h1",
                                                        [HANDOUT_HEADING] = "h2",
                                                        [HANDOUT_UNDER] = "h3",
                                                        [HANDOUT_TEXT] = "p",
                                                        [HANDOUT_ITEM] = "li"};
    const struct handout_line *before = NULL;
    html_begin_styled(out, handout->title, style);
    buffer_add_string(out, "<main>\n");
    for (size_t i = 0; i < handout->count; i++) {
        const struct handout_line *line = &handout->lines[i];
        change_part(out, before, line);
        if (elements[line->kind])
            html_element(out, elements[line->kind], NULL, line->text);
        else
            add_row_page(out, line);
        before = line;
    }
    change_part(out, before, NULL);
    buffer_add_string(out, "</main>\n");
    html_end(out);
}
