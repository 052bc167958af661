/* The writer of SVG. Looks are classes of one style sheet in the file, so that a slide's
 * author can change them in one place. */
#include "core/output/svg.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"

/* ---- text ---- */

/* XML 1.0 has no control characters, not even escaped ones. */
static bool is_xml(uint32_t c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xd800) || (c > 0xdfff && c < 0xfffe) ||
           c >= 0x10000;
}

static void add_escaped(struct buffer *out, struct span text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t c;
        size_t len = utf8_decode(text.data + i, text.len - i, &c);
        char bytes[4];
        if (c == '&')
            buffer_add_string(out, "&amp;");
        else if (c == '<')
            buffer_add_string(out, "&lt;");
        else if (c == '>')
            buffer_add_string(out, "&gt;");
        else if (c == '"')
            buffer_add_string(out, "&quot;");
        else if (is_xml(c))
            buffer_add(out, bytes, utf8_write(c, bytes));
        i += len;
    }
}

/* About how wide a text is in a usual font of letters without feet, in parts of its size. */
static double width_of(struct span text)
{
    double width = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t c;
        i += utf8_decode(text.data + i, text.len - i, &c);
        if (c < 128 && strchr("iljtfI.,:;'|!()[]- ", (int)c))
            width += 0.36;
        else if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%')
            width += 0.92;
        else if (c >= 'A' && c <= 'Z')
            width += 0.72;
        else
            width += utf8_width(c) == 2 ? 1.0 : utf8_width(c) > 0 ? 0.6 : 0;
    }
    return width;
}

/* A number with two decimals, never "-0" or "nan". */
static void add_number(struct buffer *out, double number)
{
    double rounded = isfinite(number) ? round(number * 100) / 100 : 0;
    buffer_printf(out, "%.10g", rounded + 0.0);
}

static void add_attribute(struct buffer *out, const char *name, double number)
{
    buffer_printf(out, " %s=\"", name);
    add_number(out, number);
    buffer_add_byte(out, '"');
}

/* ---- the style sheet ---- */

/* Colours that can be told apart by colour-blind eyes (Okabe and Ito, 2008), each with a
 * pattern of its own and a dash for lines. */
static const struct {
    const char *colour, *pattern, *dash;
} series_looks[SVG_SERIES] = {
    {"#0072b2", NULL, "none"},
    {"#e69f00", "M0 8L8 0M-2 2L2 -2M6 10L10 6", "9 4"},
    {"#009e73", "M2 1.5v3M0.5 3h3M6 5.5v3M4.5 7h3", "2 3"},
    {"#cc79a7", "M0 0L8 8M-2 6L2 10M6 -2L10 2", "12 4 2 4"},
    {"#56b4e9", "M0 0L8 8M0 8L8 0", "5 5"},
    {"#d55e00", "M0 2H8M0 6H8", "1 5"},
    {"#444444", "M2 0V8M6 0V8", "9 3 2 3 2 3"},
    {"#b3a600", "M0 4H8M4 0V8", "6 2"},
};

static const char *const shade_colours[SVG_LEVELS] = {"#eff3fa", "#c6d9ee", "#8fbcdf", "#4a90c4",
                                                      "#0a5a9c"};

static const char style[] =
    "text{font-family:\"DejaVu Sans\",Verdana,\"Segoe UI\",Arial,sans-serif;font-size:13px;"
    "fill:#1a1a1a}"
    ".title{font-size:15px;font-weight:bold}.head{font-weight:bold}.dim{fill:#595959;"
    "font-size:12px}.light{fill:#ffffff}"
    ".axis{stroke:#8c8c8c;stroke-width:1}.reference{stroke:#8c8c8c;stroke-width:1;"
    "stroke-dasharray:2 4}.strong{stroke:#1a1a1a;stroke-width:2.5}"
    ".line{fill:none;stroke-width:2.5;stroke-linejoin:round}"
    ".cloud{fill:#0072b2;fill-opacity:0.55}";

static void add_looks(struct buffer *out)
{
    buffer_add_string(out, "<style>");
    buffer_add_string(out, style);
    for (int i = 0; i < SVG_SERIES; i++)
        buffer_printf(out,
                      ".b%d{fill:%s%s%s;stroke:%s;stroke-width:1}.l%d{stroke:%s;"
                      "stroke-dasharray:%s}.d%d{fill:%s}",
                      i, series_looks[i].pattern ? "url(#p" : series_looks[i].colour,
                      series_looks[i].pattern ? (const char[]){(char)('0' + i), ')', '\0'} : "", "",
                      series_looks[i].colour, i, series_looks[i].colour, series_looks[i].dash, i,
                      series_looks[i].colour);
    for (int i = 0; i < SVG_LEVELS; i++)
        buffer_printf(out, ".s%d{fill:%s}", i + 1, shade_colours[i]);
    buffer_add_string(out, "</style>\n<defs>");
    for (int i = 0; i < SVG_SERIES; i++)
        if (series_looks[i].pattern)
            buffer_printf(out,
                          "<pattern id=\"p%d\" width=\"8\" height=\"8\" "
                          "patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" "
                          "fill=\"#ffffff\"/><path d=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>"
                          "</pattern>",
                          i, series_looks[i].pattern, series_looks[i].colour);
    buffer_add_string(out, "</defs>\n");
}

/* ---- the picture ---- */

/* before: in front of its two ids. */
static void open_picture(struct buffer *out, double width, double height, const char *title,
                         const char *description, const char *before)
{
    buffer_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                  "aria-labelledby=\"%stitle %sdesc\"",
                  before, before);
    add_attribute(out, "width", width);
    add_attribute(out, "height", height);
    buffer_add_string(out, " viewBox=\"0 0 ");
    add_number(out, width);
    buffer_add_byte(out, ' ');
    add_number(out, height);
    buffer_printf(out, "\">\n<title id=\"%stitle\">", before);
    add_escaped(out, span_string(title));
    buffer_printf(out, "</title>\n<desc id=\"%sdesc\">", before);
    add_escaped(out, span_string(description));
    buffer_add_string(out, "</desc>\n");
}

static void add_ground(struct buffer *out)
{
    buffer_add_string(out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
}

void svg_begin(struct buffer *out, double width, double height, const char *title,
               const char *description)
{
    buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open_picture(out, width, height, title, description, "");
    add_looks(out);
    add_ground(out);
}

void svg_begin_within(struct buffer *out, double width, double height, const char *title,
                      const char *description, const char *name)
{
    char before[64];
    snprintf(before, sizeof before, "%s-", name);
    open_picture(out, width, height, title, description, before);
    add_ground(out);
}

void svg_looks(struct buffer *out)
{
    buffer_add_string(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\" "
                           "style=\"position:absolute\" aria-hidden=\"true\">");
    add_looks(out);
    svg_end(out);
}

void svg_end(struct buffer *out)
{
    buffer_add_string(out, "</svg>\n");
}

void svg_text(struct buffer *out, struct svg_point at, enum svg_anchor anchor,
              enum svg_text_class class, struct span text, double room)
{
    static const char *const anchors[] = {[SVG_START] = "",
                                          [SVG_MIDDLE] = " text-anchor=\"middle\"",
                                          [SVG_END] = " text-anchor=\"end\""};
    static const struct {
        const char *name;
        double size;
    } classes[] = {
        [SVG_TITLE] = {"title", 16.5}, [SVG_LABEL] = {"label", 13}, [SVG_FIGURE] = {"figure", 13},
        [SVG_DIM] = {"dim", 12},       [SVG_HEAD] = {"head", 14},   [SVG_LIGHT] = {"light", 13}};
    buffer_printf(out, "<text class=\"%s\"%s", classes[class].name, anchors[anchor]);
    add_attribute(out, "x", at.x);
    add_attribute(out, "y", at.y);
    if (width_of(text) * classes[class].size > room) {
        add_attribute(out, "textLength", room);
        buffer_add_string(out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
    buffer_add_byte(out, '>');
    add_escaped(out, text);
    buffer_add_string(out, "</text>\n");
}

static void add_rect(struct buffer *out, const char *class, int number, double x, double y,
                     double width, double height)
{
    buffer_printf(out, "<rect class=\"%s%d\"", class, number);
    add_attribute(out, "x", x);
    add_attribute(out, "y", y);
    add_attribute(out, "width", width > 0 ? width : 0);
    add_attribute(out, "height", height > 0 ? height : 0);
    buffer_add_string(out, "/>\n");
}

static int look_of(int series)
{
    return series < 0 ? 0 : series % SVG_SERIES;
}

void svg_bar(struct buffer *out, double x, double y, double width, double height, int series)
{
    add_rect(out, "b", look_of(series), x, y, width, height);
}

void svg_shade(struct buffer *out, double x, double y, double width, double height, int level)
{
    add_rect(out, "s", level, x, y, width, height);
}

void svg_blank(struct buffer *out, double x, double y, double width, double height)
{
    buffer_add_string(out, "<rect fill=\"#ffffff\"");
    add_attribute(out, "x", x);
    add_attribute(out, "y", y);
    add_attribute(out, "width", width);
    add_attribute(out, "height", height);
    buffer_add_string(out, "/>\n");
}

static void add_segment(struct buffer *out, const char *class, struct svg_point from,
                        struct svg_point to)
{
    buffer_printf(out, "<line class=\"%s\"", class);
    add_attribute(out, "x1", from.x);
    add_attribute(out, "y1", from.y);
    add_attribute(out, "x2", to.x);
    add_attribute(out, "y2", to.y);
    buffer_add_string(out, "/>\n");
}

void svg_axis(struct buffer *out, struct svg_point from, struct svg_point to)
{
    add_segment(out, "axis", from, to);
}

void svg_reference(struct buffer *out, struct svg_point from, struct svg_point to)
{
    add_segment(out, "reference", from, to);
}

void svg_strong(struct buffer *out, struct svg_point from, struct svg_point to)
{
    add_segment(out, "strong", from, to);
}

void svg_line(struct buffer *out, const struct svg_point *points, size_t count, int series)
{
    buffer_printf(out, "<polyline class=\"line l%d\" points=\"", look_of(series));
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(out, ' ');
        add_number(out, points[i].x);
        buffer_add_byte(out, ',');
        add_number(out, points[i].y);
    }
    buffer_add_string(out, "\"/>\n");
}

static void add_circle(struct buffer *out, struct svg_point at, double radius)
{
    add_attribute(out, "cx", at.x);
    add_attribute(out, "cy", at.y);
    add_attribute(out, "r", radius);
    buffer_add_string(out, "/>\n");
}

void svg_dot(struct buffer *out, struct svg_point at, double radius, int series)
{
    buffer_printf(out, "<circle class=\"d%d\"", look_of(series));
    add_circle(out, at, radius);
}

void svg_cloud(struct buffer *out, struct svg_point at, double radius)
{
    buffer_add_string(out, "<circle class=\"cloud\"");
    add_circle(out, at, radius);
}
