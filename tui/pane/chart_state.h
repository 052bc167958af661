/* What the Chart pane remembers, and what its files do for each other. */
#ifndef DATAJAM_PANE_CHART_STATE_H
#define DATAJAM_PANE_CHART_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/chart_scene.h"
#include "core/base/arena.h"
#include "core/frame/filter.h"
#include "core/service/chart.h"
#include "tui/console/command.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"
#include "tui/pane/work.h"
#include "tui/widget/chart_canvas.h"

/* Jobs of one lane replace each other. */
enum chart_lane { CHART_LANE_EACH, CHART_LANE_PAGE, CHART_LANE_DRILL };

/* What the chart is made of: when one of them grows, another chart is wanted. */
struct chart_ground {
    uint64_t data, filters, pivot, chart;
};

/* What a job needs to make it; lives in one arena with what comes of it. */
struct chart_order {
    int64_t dataset;
    struct filter_list filters;
    struct pivot_spec pivot;
    struct chart_settings settings;
};

/* Made by the worker; read only from then on. */
struct chart_page {
    struct chart_order order;
    struct chart chart;
    int64_t ms; /* that it took */
};

enum { CHART_MARGIN = 1 }; /* to the left and to the right of the scene */

struct chart_state {
    struct work *work;
    struct arena *home;            /* of the page */
    const struct chart_page *page; /* NULL: nothing to show */
    struct chart_ground asked;     /* of the last chart that was asked for */
    bool waiting;                  /* it is not here yet */
    bool quick;                    /* the last one came at once: the next may go before others */
    struct error trouble;          /* why there is none */

    struct arena *stage; /* of the scene */
    struct chart_scene scene;
    int rows; /* of the pane */
    int said; /* rows below the scene, for the sentence */
    struct chart_window window;
    bool chosen; /* a figure is: */
    uint32_t panel, series, category;
    enum chart_drawing drawing;

    int64_t *choices; /* of the list on the screen: a column of each entry, or a kind */
};

static inline struct chart_state *chart_state(const struct pane *pane)
{
    return pane->state;
}

/* chart.c */
bool chart_has_data(const struct pane *pane);  /* there is a dataset */
bool chart_is_there(const struct pane *pane);  /* and a pivot to draw */
bool chart_has_page(const struct pane *pane);  /* and the chart is on the screen */
bool chart_has_spots(const struct pane *pane); /* with something to choose in it */
struct chart_settings chart_settings_now(const struct pane *pane);
/* The chosen spot; NULL: none, or it is out of sight. */
const struct scene_spot *chart_chosen(const struct chart_state *state);
void chart_choose(struct chart_state *state, const struct scene_spot *spot);

/* chart_job.c: the chart, the rows behind a figure, the picture in a file. */
void chart_submit_page(struct pane *pane);
void chart_take_page(struct pane *pane, struct job *job);
void chart_command_again(struct pane *pane);
void chart_command_drill(struct pane *pane);
void chart_take_drill(struct pane *pane, struct job *job);
void chart_command_save(struct pane *pane);
void chart_take_saved(struct pane *pane, struct job *job);

/* chart_move.c */
void chart_move(struct pane *pane, int dx, int dy);
/* The spot that the cursor goes to from another; inside: of its small chart. NULL: none is seen. */
const struct scene_spot *chart_nearest(const struct chart *chart, const struct chart_scene *scene,
                                       const struct scene_spot *from, int dx, int dy, bool inside);
void chart_move_page(struct pane *pane, int by);
void chart_move_end(struct pane *pane, bool last);

/* chart_show.c */
void chart_draw(const struct pane *pane, const struct surface *surface);
void chart_caption(const struct pane *pane, struct buffer *out);
void chart_status(const struct pane *pane, struct buffer *out);
void chart_describe(const struct pane *pane, struct buffer *out);
/* Lays the chart out for the size of the pane. */
void chart_lay_out(struct pane *pane, int columns, int rows);

/* chart_words.c: a figure in words: its name, and with what is known of it. */
void chart_spot_words(const struct chart *chart, const struct scene_spot *spot, struct buffer *out);
void chart_spot_says(const struct chart *chart, const struct scene_spot *spot, struct buffer *out);
void chart_command_words(struct pane *pane); /* the whole chart, on a card */

/* chart_change.c: changes of the settings, each a step that can be taken back. */
void chart_command_next_kind(struct pane *pane);
void chart_command_previous_kind(struct pane *pane);
void chart_command_kinds(struct pane *pane);
void chart_command_stack(struct pane *pane);
void chart_command_wider(struct pane *pane);
void chart_command_narrower(struct pane *pane);
void chart_command_width(struct pane *pane);
void chart_command_by(struct pane *pane);
void chart_command_minimum(struct pane *pane);
void chart_command_drawing(struct pane *pane);

/* chart_commands.c */
enum { CHART_COMMAND_COUNT = 24 };
extern const struct command chart_commands[CHART_COMMAND_COUNT];

#endif
