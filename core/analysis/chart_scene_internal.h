/* What the files of core/analysis/chart_scene*.c share: the scene while it is made, and its
 * parts. All of them note a failure (no memory) in the builder and go on. */
#ifndef DATAJAM_ANALYSIS_CHART_SCENE_INTERNAL_H
#define DATAJAM_ANALYSIS_CHART_SCENE_INTERNAL_H

#include "core/analysis/chart_label.h"
#include "core/analysis/chart_scale.h"
#include "core/analysis/chart_scene.h"

enum { SCENE_LISTS = 10 };

struct scene_builder {
    struct arena *arena;
    const struct chart *chart;
    const struct scene_request *request;
    struct chart_scene *scene;
    size_t capacities[SCENE_LISTS];
    bool failed;
};

struct scene_area {
    int x, y, columns, rows;
};

/* ---- adding ---- */

/* Puts text at (x, y) in at most cells cells, cut with dots; nothing where there are none. */
void scene_put(struct scene_builder *builder, int x, int y, int cells,
               const struct chart_label *label, enum scene_ink ink, enum scene_align align);
void scene_put_string(struct scene_builder *builder, int x, int y, int cells, const char *text,
                      enum scene_ink ink, enum scene_align align);
/* The text that was put last belongs to what is there, which may be between cells, if it
 * stands about there. */
void scene_anchor_last(struct scene_builder *builder, double at);
void scene_level_last(struct scene_builder *builder, double middle);
/* On a part of a bar: always as long as it is. */
void scene_put_on(struct scene_builder *builder, int x, int y, const char *text, int series);

void scene_add_bar(struct scene_builder *builder, const struct scene_bar *bar);
void scene_add_line(struct scene_builder *builder, const struct scene_line *line);
void scene_add_shade(struct scene_builder *builder, const struct scene_shade *shade);
void scene_add_dot(struct scene_builder *builder, const struct scene_dot *dot);
void scene_add_box(struct scene_builder *builder, const struct scene_box *box);
void scene_add_rule(struct scene_builder *builder, const struct scene_rule *rule);
void scene_add_tick(struct scene_builder *builder, const struct scene_tick *tick);
void scene_add_key(struct scene_builder *builder, const struct scene_key *key);
void scene_add_spot(struct scene_builder *builder, const struct scene_spot *spot);

/* Safe labels of spans; NULL: no memory, and it was noted. */
struct chart_label *scene_labels(struct scene_builder *builder, size_t count);
bool scene_label(struct scene_builder *builder, struct span text, struct chart_label *out);

int scene_cells(const char *text);

/* ---- axes (chart_axis.c) ---- */

/* What is along an axis. */
struct scene_axis {
    double least, greatest;
    bool whole;   /* counted: no ticks between whole numbers */
    bool percent; /* ticks end in " %" */
    bool edges;   /* 0 is the edge of the plot, as for bars; else the middle of its first cell */
};

/* A scale with ticks for so many rows of an upright axis, and the cells of its labels. */
struct chart_scale scene_upright_scale(const struct scene_axis *axis, int rows, int *cells);
/* Draws it to the left of area (the plot), its rule in the column before; cells of labels. */
void scene_upright_axis(struct scene_builder *builder, const struct scene_axis *axis,
                        const struct chart_scale *scale, const struct scene_area *area, int cells);
/* Where a value is in the plot: of points, in the middle of cells. */
double scene_y(const struct chart_scale *scale, const struct scene_area *area, double value);
double scene_x(const struct chart_scale *scale, const struct scene_area *area, double value);

/* A scale for an axis along the bottom whose labels fit; then its rule in the row below area
 * and its labels under it. */
struct chart_scale scene_level_scale(const struct scene_axis *axis, int columns);
void scene_level_axis(struct scene_builder *builder, const struct scene_axis *axis,
                      const struct chart_scale *scale, const struct scene_area *area);
/* The same for times. */
void scene_time_axis(struct scene_builder *builder, double begin, double end,
                     const struct scene_area *area);

/* Labels side by side under area, centred at places in cells; those without room are left
 * out, the first one stays. */
void scene_level_labels(struct scene_builder *builder, const struct scene_area *area,
                        const double *places, const struct chart_label *labels, size_t count);

/* ---- notes (chart_scene_notes.c) ---- */

/* The lines they take at that width, at most so many; and they are put into as many. */
int scene_note_lines(const struct chart *chart, int columns, int most);
void scene_put_notes(struct scene_builder *builder, const struct scene_area *area);

/* ---- rows of bars (chart_scene_rows.c) ---- */

/* How categories share the rows of an area from top to bottom. */
struct row_plan {
    size_t first, count; /* categories that are seen */
    int each;            /* rows of a category, */
    int gap;             /* and free rows behind it */
    int series, hidden;  /* of its bars the first that is seen, and how many are not */
    int y;               /* of the first row */
    int label_cells;
    struct chart_label *labels; /* of those that are seen, fitted */
};

/* Chooses what is seen, so that the chosen category is among it, and says in the last row what
 * is not. extra: rows below the bars that are wanted where there is room for them. */
void scene_plan_rows(struct scene_builder *builder, const struct scene_area *area, size_t panel,
                     int each, int label_most, int extra, struct row_plan *out);
/* The cells that labels take, at most so many. */
int scene_label_cells(struct scene_builder *builder, int most);
int scene_row_y(const struct row_plan *plan, size_t category);
void scene_put_label(struct scene_builder *builder, const struct row_plan *plan, int x,
                     size_t category, enum scene_align align);

/* ---- the kinds, each drawn into an area ---- */

void scene_draw_bars(struct scene_builder *builder, size_t panel, const struct scene_area *area);
void scene_draw_pyramid(struct scene_builder *builder, size_t panel, const struct scene_area *area);
void scene_draw_boxes(struct scene_builder *builder, size_t panel, const struct scene_area *area);
void scene_draw_lines(struct scene_builder *builder, size_t panel, const struct scene_area *area);
void scene_draw_curve(struct scene_builder *builder, size_t panel, const struct scene_area *area);
void scene_draw_histogram(struct scene_builder *builder, size_t panel,
                          const struct scene_area *area);
void scene_draw_heat(struct scene_builder *builder, size_t panel, const struct scene_area *area);
void scene_draw_points(struct scene_builder *builder, size_t panel, const struct scene_area *area);

/* Which level a cell of so many rows has, 1 … SCENE_LEVELS, where the fullest has `most`; and
 * the least rows of a level. */
int scene_level(int64_t rows, int64_t most);
int64_t scene_level_from(int level, int64_t most);

#endif
