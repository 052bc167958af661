/* For the files of the chart canvas: what series and levels look like. */
#ifndef DATAJAM_WIDGET_CHART_MARKS_H
#define DATAJAM_WIDGET_CHART_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/widget/chart_canvas.h"

/* The colour of a series; SCENE_PLAIN: of what is there for comparison. */
unsigned mark_style(int series);

/* What a bar of a series is filled with. */
uint32_t mark_fill(int series, enum chart_drawing drawing);
/* Is it filled whole, so that eighths of it look the same? */
bool mark_is_solid(int series);

/* A cell that is filled from the left, or from below, to a part (0 … 1); ' ' where that is too
 * little to be seen. least: something is seen in any case. */
uint32_t mark_part(int series, double part, bool upright, bool least, enum chart_drawing drawing);

/* Is the i-th dot of a line of the series drawn? */
bool mark_is_dot(int series, unsigned i, enum chart_drawing drawing);
/* Lines in plain characters, and points. */
uint32_t mark_sign(int series, enum chart_drawing drawing);

/* A cell of that level, 1 … SCENE_LEVELS; dots: of a cloud. */
uint32_t mark_level(int level, bool dots, enum chart_drawing drawing);

/* Dots in cells, for lines and clouds (chart_dots.c). */
struct chart_dots;
struct chart_dots *chart_dots_new(int columns, int rows, enum chart_drawing drawing);
void chart_dots_free(struct chart_dots *dots);
void chart_dots_line(struct chart_dots *dots, const struct scene_line *line);
void chart_dots_point(struct chart_dots *dots, double x, double y, int series);
/* The sample of a line in a legend. */
void chart_dots_sample(struct chart_dots *dots, const struct scene_key *key);
void chart_dots_put(const struct chart_dots *dots, const struct surface *surface);

#endif
