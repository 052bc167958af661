/*
 * A chart laid out in a frame of so many columns and rows: where each text, bar, line and dot
 * stands. Texts stand in whole cells and never meet; what is drawn has places with parts of
 * cells, so that braille dots, eighth blocks, plain characters and SVG draw the same picture
 * as finely as each can. (0, 0) is the upper left corner; y grows downwards.
 */
#ifndef DATAJAM_ANALYSIS_CHART_SCENE_H
#define DATAJAM_ANALYSIS_CHART_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/chart.h"

enum scene_ink {
    INK_TITLE,
    INK_LABEL,  /* of a category */
    INK_FIGURE, /* a number on a bar */
    INK_AXIS,   /* ticks and names of axes */
    INK_PANEL,  /* the name of a small chart */
    INK_NOTE,
    INK_KINDS
};

enum scene_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

enum { SCENE_PLAIN = -1 }; /* in the place of a series: what belongs to none */

struct scene_text {
    int x, y, cells;
    struct span text; /* safe for a screen; its width is cells */
    enum scene_ink ink;
    enum scene_align align; /* for fonts that are not as wide as cells: */
    double at;              /* where it begins, has its middle, or ends, */
    double middle;          /* and the middle of its height; both may be between cells */
    int series;             /* on a part of a bar: its own; else SCENE_PLAIN */
};

/* Filled from corner to corner. */
struct scene_bar {
    double x0, y0, x1, y1;
    int series;
    bool upright; /* it grows upwards, else to the side; */
    bool back;    /* to the left, or downwards */
    bool apart;   /* the row above it is free: it may be a little thicker */
};

struct scene_line {
    double x0, y0, x1, y1;
    int series; /* SCENE_PLAIN: for comparison */
    bool point; /* a single point without neighbours: both ends are the same */
};

enum { SCENE_LEVELS = 5 };

/* A cell that is the darker the more is in it (1 … SCENE_LEVELS). */
struct scene_shade {
    int x, y, cells;
    int level;
};

/* A point of a cloud. */
struct scene_dot {
    double x, y;
    int64_t rows; /* in the cell where it is, all its points together */
    int level;    /* of that cell, 1 … SCENE_LEVELS */
};

/* A box plot in the row y. far: places of what is beyond the whiskers. */
struct scene_box {
    int y;
    double low, lower, median, upper, high;
    double far[CHART_BOX_FAR];
    size_t far_count;
};

/* A line of an axis, one cell thick. */
struct scene_rule {
    int x, y, length;
    bool upright;
    bool axis; /* else a thin line of the ground, behind all else */
};

/* A tick on a rule: the cell, and where in it. */
struct scene_tick {
    int x, y;
    double at;    /* along the axis */
    bool upright; /* of the upright axis */
};

/* How a series or a level looks, in a legend. */
struct scene_key {
    int x, y, cells;
    int series; /* SCENE_PLAIN: of the level */
    int level;
};

/* Where a hand stands that points at a bar in its spot, which may be much larger. */
enum scene_hand { HAND_NONE, HAND_LEFT, HAND_RIGHT, HAND_BELOW };

/* What can be chosen: a figure, or the points of a cell. */
struct scene_spot {
    int x, y, columns, rows;
    enum scene_hand hand; /* NONE: the spot is as large as what is drawn */
    uint32_t panel, series, category;
    double x0, y0, x1, y1; /* of points: their numbers, from and to below */
    int64_t point_rows;
};

/* From where on it is seen. */
struct chart_window {
    size_t category, series, panel;
};

struct chart_scene {
    int columns, rows;
    struct scene_text *texts;
    struct scene_bar *bars;
    struct scene_line *lines;
    struct scene_shade *shades;
    struct scene_dot *dots;
    struct scene_box *boxes;
    struct scene_rule *rules;
    struct scene_tick *ticks;
    struct scene_key *keys;
    struct scene_spot *spots;
    size_t text_count, bar_count, line_count, shade_count, dot_count, box_count, rule_count,
        tick_count, key_count, spot_count;
    int64_t most;               /* rows of the fullest cell of a cloud; */
    bool crowded;               /* more than it can show: its level is what counts */
    bool lined;                 /* keys are samples of lines, else of bars */
    struct chart_window window; /* as it is seen, */
    size_t window_categories, window_series, window_panels; /* and how much of it */
};

struct scene_request {
    int columns, rows;
    bool bare; /* without title and notes: whoever shows it says them */
    int grain; /* points that a cell can show beside each other; 0: one */
    struct chart_window window;
    bool chosen; /* this figure is to be seen: the window moves */
    uint32_t panel, series, category;
};

enum { SCENE_COLUMNS_LEAST = 20, SCENE_ROWS_LEAST = 3 };

/* *out lives in arena. STATUS_MEMORY. In less than the least size there is nothing. */
enum status chart_scene_make(struct arena *arena, const struct chart *chart,
                             const struct scene_request *request, struct chart_scene *out,
                             struct error *err);

/* The rows that show all of it at that width, at most `most`. */
int chart_scene_height(const struct chart *chart, int columns, int most);

/* The spot of a figure; NULL: it is not seen. */
const struct scene_spot *chart_scene_spot(const struct chart_scene *scene, uint32_t panel,
                                          uint32_t series, uint32_t category);
/* The one at a cell, the nearest first where they are many; NULL: none. */
const struct scene_spot *chart_scene_at(const struct chart_scene *scene, int x, int y);

#endif
