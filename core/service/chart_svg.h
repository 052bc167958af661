/* A chart as SVG: the scene that the terminal shows, drawn as finely as a picture can. */
#ifndef DATAJAM_SERVICE_CHART_SVG_H
#define DATAJAM_SERVICE_CHART_SVG_H

#include "core/analysis/chart_scene.h"
#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/store/db.h"

/* Cells of a picture that is as wide as a slide, and as high as it needs, up to a limit. A heat
 * table gets wider where it has many columns: nobody can scroll a picture. */
enum { CHART_SVG_COLUMNS = 104, CHART_SVG_COLUMNS_MOST = 320, CHART_SVG_ROWS_MOST = 120 };

/* The title and the sentences, for screen readers and in the place of the picture; in arena.
 * NULL: no memory. */
const char *chart_description(struct arena *arena, const struct chart *chart);

/* Adds the picture to out. columns or rows 0: as many as it needs. */
enum status chart_svg(struct arena *arena, const struct chart *chart, int columns, int rows,
                      struct buffer *out, struct error *err);

/* The same as a part of a page (svg_begin_within), as high as it needs; a heat table of many
 * columns gets half as wide again, which the page makes smaller. name is its own. */
enum status chart_svg_within(struct arena *arena, const struct chart *chart, int columns,
                             const char *name, struct buffer *out, struct error *err);

/* Writes it into the folder "copies" beside the team file, through the release gate; *path is
 * in arena. dataset and by (who) are names. */
enum status chart_svg_copy(struct db *db, struct arena *arena, const struct chart *chart,
                           const char *dataset, const char *by, const char **path,
                           struct error *err);

#endif
