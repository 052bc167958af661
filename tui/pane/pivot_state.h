/* What the Pivot pane remembers, and what its files do for each other. */
#ifndef DATAJAM_PANE_PIVOT_STATE_H
#define DATAJAM_PANE_PIVOT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/pivot.h"
#include "core/base/arena.h"
#include "core/service/frames.h"
#include "core/store/dataset.h"
#include "tui/console/command.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"
#include "tui/pane/pivot_view.h"
#include "tui/pane/work.h"

/* Jobs of one lane replace each other. */
enum pivot_lane { PIVOT_LANE_EACH, PIVOT_LANE_PAGE, PIVOT_LANE_DRILL, PIVOT_LANE_VALUES };

/* What the table is made of: when one of them grows, another table is wanted. */
struct pivot_ground {
    uint64_t data, filters, pivot;
};

/* The parts of a pivot that a column is chosen for. */
enum pivot_slot { SLOT_ROWS, SLOT_THEN, SLOT_ACROSS, SLOT_VALUE, SLOT_COUNT };

struct pivot_state {
    struct work *work;
    struct arena *home; /* of the page that is shown */
    int64_t dataset;    /* that the page is of */
    struct pivot_view view;
    struct pivot_ground asked; /* of the last table that was asked for */
    bool waiting;              /* it is not here yet */
    bool quick;                /* the last one came at once: the next may go before others */
    struct error trouble;      /* why there is none */

    /* What a list on the screen is for. */
    enum pivot_slot slot;
    enum pivot_value value; /* SLOT_VALUE: what is to be done with the column */
    int64_t *choices;       /* a column of each entry; 0: none */
    int64_t share_column;   /* whose values are to choose from */
    struct arena *values;   /* of the list of them */
    const char **value_texts;
};

static inline struct pivot_state *pivot_state(const struct pane *pane)
{
    return pane->state;
}

/* pivot.c */
bool pivot_is_there(const struct pane *pane); /* a pivot is asked for */
bool pivot_has_page(const struct pane *pane); /* and its table is on the screen */
bool pivot_has_data(const struct pane *pane); /* there is a dataset to make one of */
const struct pivot_spec *pivot_spec_now(const struct pane *pane);

/* pivot_job.c: the table, and the rows behind a cell. */
void pivot_submit_page(struct pane *pane);
void pivot_take_page(struct pane *pane, struct job *job);
void pivot_command_again(struct pane *pane);
void pivot_command_drill(struct pane *pane);
void pivot_command_compare(struct pane *pane);
void pivot_take_drill(struct pane *pane, struct job *job);

/* What a job needs to make a table; lives in the job's arena. */
struct pivot_order {
    int64_t dataset;
    struct filter_list filters;
    struct pivot_spec spec;
};
/* The order for what is asked for now. False: no memory. */
bool pivot_order_fill(struct pivot_order *order, struct arena *arena, const struct pane *pane);
/* On the worker: the dataset for one piece of work, with progress and cancelling. */
enum status pivot_use_begin(struct frame_use **out, struct job *job, int64_t dataset,
                            struct error *err);

/* pivot_words.c: a pivot in words; all in arena, NULL: no memory. */
const char *pivot_field_words(struct arena *arena, const struct pivot_field *field,
                              const char *column);
const char *pivot_value_words(struct arena *arena, const struct work *work,
                              const struct pivot_spec *spec);
enum text_id pivot_value_label(enum pivot_value value);
bool pivot_names_fill(struct pivot_names *names, struct arena *arena, const struct work *work,
                      const struct pivot_spec *spec);
void pivot_caption(const struct pane *pane, struct buffer *out);

/* pivot_show.c */
void pivot_draw(const struct pane *pane, const struct surface *surface);
void pivot_status(const struct pane *pane, struct buffer *out);
void pivot_describe(const struct pane *pane, struct buffer *out);

/* pivot_build.c: one change of what is asked for, each. */
const char *pivot_column_name(const struct pane *pane, int64_t id);
const struct pivot_field *pivot_slot_field(const struct pivot_spec *spec, enum pivot_slot slot);
void pivot_set_field(struct pane *pane, enum pivot_slot slot, int64_t column);
void pivot_set_value(struct pane *pane, enum pivot_value value, int64_t column, const char *share);
/* base: of PIVOT_SHOW_FROM, the text of the column; else NULL. */
void pivot_set_show(struct pane *pane, enum pivot_show show, const char *base);
bool pivot_can_show(const struct pane *pane, enum pivot_show show);
void pivot_set_top(struct pane *pane, size_t top);
void pivot_set_cut(struct pane *pane, enum pivot_slot slot, enum pivot_cut cut, double width);
/* Wider bands or longer periods (by > 0), or narrower and shorter ones. */
void pivot_step_cut(struct pane *pane, enum pivot_slot slot, int by);
bool pivot_can_cut(const struct pane *pane, enum pivot_slot slot);
void pivot_step_value(struct pane *pane, int by);
void pivot_step_show(struct pane *pane, int by);
void pivot_set_subtotals(struct pane *pane, bool on);
void pivot_command_swap(struct pane *pane);
void pivot_sort_by(struct pane *pane, int sort, bool descending);
void pivot_remove(struct pane *pane, enum pivot_slot slot);
/* Could this be done with that column? And what is done with it, when nothing is said. */
bool pivot_value_fits(enum pivot_value value, const struct column_info *column);
enum pivot_value pivot_value_for(const struct column_info *column);

/* pivot_choose.c: lists to choose from. */
void pivot_choose_column(struct pane *pane, enum pivot_slot slot);
void pivot_choose_value(struct pane *pane);
void pivot_choose_of(struct pane *pane, enum pivot_value value);
void pivot_choose_show(struct pane *pane);
/* pivot_share.c: the value whose share is told, from those that the column holds. */
void pivot_choose_share(struct pane *pane, int64_t column);
void pivot_take_values(struct pane *pane, struct job *job);
void pivot_choose_remove(struct pane *pane);
void pivot_ask_top(struct pane *pane);
void pivot_ask_width(struct pane *pane, enum pivot_slot slot);

/* pivot_fields.c: all of it in one place. */
void pivot_fields_open(struct pane *pane);

/* pivot_copy.c, pivot_sql.c */
bool pivot_copy_cell(struct pane *pane);
void pivot_command_copy_cell(struct pane *pane);
void pivot_command_copy_table(struct pane *pane);
void pivot_command_sql(struct pane *pane);
void pivot_command_copy_sql(struct pane *pane);
void pivot_take_copy(struct pane *pane, struct job *job);

/* pivot_commands.c */
enum { PIVOT_COMMAND_COUNT = 42 };
extern const struct command pivot_commands[PIVOT_COMMAND_COUNT];

#endif
