/* What must be true of the scene of any chart, and a scene as text. */
#ifndef DATAJAM_TESTS_CHART_CHECK_H
#define DATAJAM_TESTS_CHART_CHECK_H

#include "core/analysis/chart_scene.h"
#include "core/base/buffer.h"
#include "tui/widget/chart_canvas.h"

/*
 * NULL, or what is wrong: a text that leaves the frame, meets another text or a bar, is not as
 * wide as it says; different categories with the same label side by side; something drawn
 * outside of the frame. Valid until the next call.
 */
const char *chart_scene_flaw(const struct chart_scene *scene);

/* Adds the picture, row by row without trailing blanks. */
void chart_scene_text(const struct chart_scene *scene, enum chart_drawing drawing,
                      struct buffer *out);

#endif
