/*
 * SVG pictures: shapes and texts, written one after the other. Self-contained (no fonts, no
 * scripts, nothing fetched), with a title and a description for those who don't see it, and
 * readable in print and in black and white: series differ in pattern and dash as well as in
 * colour. All text is escaped; what XML can't hold is left out.
 */
#ifndef DATAJAM_OUTPUT_SVG_H
#define DATAJAM_OUTPUT_SVG_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/* How texts look. */
enum svg_text_class { SVG_TITLE, SVG_LABEL, SVG_FIGURE, SVG_DIM, SVG_HEAD, SVG_LIGHT };

enum { SVG_SERIES = 8, SVG_LEVELS = 5 };

struct svg_point {
    double x, y;
};

/* Each adds to out; whether memory ran out is seen there (out->failed). */
void svg_begin(struct buffer *out, double width, double height, const char *title,
               const char *description);
void svg_end(struct buffer *out);

/* The same for a picture within a page of several: without the header and the looks, which
 * the page has once, before all of them (svg_looks). name, letters and digits, is its own. */
void svg_begin_within(struct buffer *out, double width, double height, const char *title,
                      const char *description, const char *name);
void svg_looks(struct buffer *out);

/* Text at its base line. room: pixels it may take; longer texts are squeezed. */
void svg_text(struct buffer *out, struct svg_point at, enum svg_anchor anchor,
              enum svg_text_class class, struct span text, double room);

/* Filled rectangles: of a series, of a shade (1 … SVG_LEVELS), or white, under a text. */
void svg_bar(struct buffer *out, double x, double y, double width, double height, int series);
void svg_shade(struct buffer *out, double x, double y, double width, double height, int level);
void svg_blank(struct buffer *out, double x, double y, double width, double height);

/* Lines: of an axis, thin ones for comparison, and of a series through its points. */
void svg_axis(struct buffer *out, struct svg_point from, struct svg_point to);
void svg_reference(struct buffer *out, struct svg_point from, struct svg_point to);
void svg_line(struct buffer *out, const struct svg_point *points, size_t count, int series);
void svg_strong(struct buffer *out, struct svg_point from, struct svg_point to);

void svg_dot(struct buffer *out, struct svg_point at, double radius, int series);
void svg_cloud(struct buffer *out, struct svg_point at, double radius);

#endif
