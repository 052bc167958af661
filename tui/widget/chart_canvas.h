/*
 * Draws the scene of a chart on a surface in one of three resolutions: braille dots for lines
 * and points with eighth blocks for bars; blocks alone, for fonts without braille; and plain
 * ASCII. Series differ in their pattern as well as in their colour.
 */
#ifndef DATAJAM_WIDGET_CHART_CANVAS_H
#define DATAJAM_WIDGET_CHART_CANVAS_H

#include <stdbool.h>

#include "core/analysis/chart_scene.h"
#include "tui/console/surface.h"

enum chart_drawing { DRAWING_BRAILLE, DRAWING_BLOCKS, DRAWING_PLAIN, DRAWING_COUNT };

/* For the scene that is to be drawn so: struct scene_request. */
int chart_canvas_grain(enum chart_drawing drawing);

void chart_canvas_draw(const struct chart_scene *scene, const struct surface *surface,
                       enum chart_drawing drawing);

/* Shows that a spot is chosen. */
void chart_canvas_choose(const struct scene_spot *spot, const struct surface *surface,
                         enum chart_drawing drawing, bool focused);

#endif
