/* The writer of HTML pages: the frame, the style sheet, escaping. */
#include "core/output/html.h"

#include <stdint.h>

#include "core/base/utf8.h"

/* ---- text ---- */

/* What XML can't hold, and what would turn the text around it. */
static int is_dropped(uint32_t c)
{
    int control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    int none = (c >= 0xd800 && c <= 0xdfff) || c == 0xfffe || c == 0xffff;
    int turns = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                (c >= 0x2066 && c <= 0x2069);
    return control || none || turns;
}

static const char *entity_of(uint32_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_text(struct buffer *out, const char *text)
{
    struct span span = span_string(text);
    for (size_t i = 0; i < span.len;) {
        uint32_t c;
        size_t len = utf8_decode(span.data + i, span.len - i, &c);
        char bytes[4];
        const char *entity = entity_of(c);
        if (entity)
            buffer_add_string(out, entity);
        else if (!is_dropped(c))
            buffer_add(out, bytes, utf8_write(c, bytes));
        i += len;
    }
}

void html_element(struct buffer *out, const char *element, const char *class, const char *text)
{
    if (class)
        buffer_printf(out, "<%s class=\"%s\">", element, class);
    else
        buffer_printf(out, "<%s>", element);
    html_text(out, text);
    buffer_printf(out, "</%s>\n", element);
}

void html_inline(struct buffer *out, const char *class, const char *text)
{
    buffer_printf(out, "<span class=\"%s\">", class);
    html_text(out, text);
    buffer_add_string(out, "</span>");
}

void html_header(struct buffer *out, const char *scope, const char *text, int number)
{
    buffer_printf(out, "<th scope=\"%s\"%s>", scope, number ? " class=\"number\"" : "");
    html_text(out, text);
    buffer_add_string(out, "</th>");
}

void html_cell(struct buffer *out, const char *text, int number)
{
    buffer_add_string(out, number ? "<td class=\"number\">" : "<td>");
    html_text(out, text);
    buffer_add_string(out, "</td>");
}

/* ---- the page ---- */

static const char style[] =
    ":root{color-scheme:light}"
    "body{margin:0;background:#eceff3;color:#1a1a1a;font:17px/1.5 \"DejaVu Sans\",Verdana,"
    "\"Segoe UI\",Arial,sans-serif}"
    "main{max-width:60rem;margin:0 auto;padding:1.5rem}"
    ".slide{background:#fff;margin:0 0 1.5rem;padding:1.8rem 2.2rem 1.4rem;border-radius:.4rem;"
    "box-shadow:0 1px 4px rgba(0,0,0,.18);overflow-wrap:anywhere}"
    ".cover{border-top:.6rem solid #0072b2;padding-top:3rem;padding-bottom:3rem}"
    "h1{font-size:2.2rem;line-height:1.2;margin:0 0 1.2rem}"
    "h2{font-size:1.5rem;line-height:1.3;margin:0 0 .9rem}"
    "h1,h2,p,li,td,th,caption,figcaption{white-space:pre-line}"
    "p{margin:.4rem 0}"
    ".cover p{font-size:1.15rem}"
    ".part,.small{color:#595959;font-size:.85rem}"
    ".remark{border-left:.25rem solid #d55e00;padding-left:.7rem}"
    ".follow{border-left:.25rem solid #009e73;padding-left:.7rem}"
    "figure{margin:0 0 .8rem}"
    "figure svg{max-width:100%;height:auto}"
    ".wide{overflow-x:auto;margin:.6rem 0}"
    "table{border-collapse:collapse;font-size:.88rem}"
    "table{min-width:min(100%,28rem)}"
    "caption{text-align:left;color:#595959;padding:.2rem 0}"
    "th,td{padding:.18rem .7rem;border-bottom:1px solid #d5d9de;text-align:left;"
    "vertical-align:top}"
    "thead th{border-bottom:2px solid #8c8c8c}"
    ".number{text-align:right;font-variant-numeric:tabular-nums}"
    "ul.lines{list-style:none;margin:0;padding:0}"
    "ul.lines li{margin:.55rem 0}"
    ".label{display:inline-block;background:#e3edf6;border-radius:.3rem;padding:0 .5rem;"
    "margin-right:.5rem;font-size:.85rem}"
    ".detail{color:#595959;display:block;font-size:.88rem}"
    ".wide table{margin-top:.4rem}"
    "@page{size:A4 landscape;margin:12mm}"
    "@media print{"
    "details{display:none}"
    "body{background:#fff;font-size:11pt}"
    "main{max-width:none;padding:0}"
    ".slide{box-shadow:none;border-radius:0;margin:0;padding:0;break-after:page}"
    ".slide:last-child{break-after:auto}"
    ".cover{padding-top:35mm}"
    "figure svg{width:auto;max-height:95mm}"
    ".wide{overflow:visible}"
    "table{font-size:9pt}"
    "thead{display:table-header-group}"
    "tr,li,figure{break-inside:avoid}"
    "h2{break-after:avoid}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
    "}";

void html_begin(struct buffer *out, const char *title)
{
    html_begin_styled(out, title, style);
}

/* The policy in it makes sure that no reader's browser asks for anything. */
void html_begin_styled(struct buffer *out, const char *title, const char *rules)
{
    buffer_add_string(out,
                      "<!DOCTYPE html>\n"
                      "<html lang=\"en\" xml:lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n"
                      "<head>\n<meta charset=\"utf-8\"/>\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\"/>\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                      "<meta name=\"generator\" content=\"datajam\"/>\n<title>");
    html_text(out, title);
    buffer_add_string(out, "</title>\n<style>");
    buffer_add_string(out, rules);
    buffer_add_string(out, "</style>\n</head>\n<body>\n");
}

void html_end(struct buffer *out)
{
    buffer_add_string(out, "</body>\n</html>\n");
}
