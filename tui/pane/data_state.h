/* What the Data pane remembers, and what its files do for each other. */
#ifndef DATAJAM_PANE_DATA_STATE_H
#define DATAJAM_PANE_DATA_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/ranges.h"
#include "core/analysis/total.h"
#include "core/base/arena.h"
#include "core/service/join.h"
#include "core/store/dataset.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"
#include "tui/pane/data_blocks.h"
#include "tui/pane/data_chips.h"
#include "tui/pane/data_layout.h"
#include "tui/pane/data_order.h"
#include "tui/pane/work.h"
#include "tui/widget/table.h"

/* Jobs of one lane replace each other. */
enum data_lane {
    LANE_EACH, /* every one is answered */
    LANE_OPEN,
    LANE_PAGE,
    LANE_AHEAD,
    LANE_SUM,
    LANE_FIND,
    LANE_CARD,
    LANE_RECOUNT,
    LANE_ORDER,
    LANE_CELL,
    LANE_FACET,
    LANE_CLEAN,
    LANE_VIEWS,
    LANE_COMPARE,
    LANE_LOOK,
    LANE_PERSONS,
    LANE_MAKE, /* from here on: changes of the file */
    LANE_SETTLE,
    LANE_QUALITY,
    LANE_PERSONS_MAKE,
    LANE_JOIN,
    LANE_REPLAY
};

enum {
    BLOCKS_AT_ONCE = 12,
    SUM_ROWS = 500000 /* as many are added up unasked */
};

/* What the status line says of a column. */
struct data_sum {
    bool known, asked;
    size_t position; /* in the dataset */
    uint64_t generation, marks;
    struct total total;
};

struct stored_view;
struct comparison;

/* Told of filters that were chosen for something else than the view: at most two, valid
 * during the call. */
typedef void filters_fn(struct pane *pane, const struct filter *filters, size_t count);
typedef void view_fn(struct pane *pane, const struct stored_view *view);

struct data_state {
    struct work *work;         /* shared with the other panes */
    uint64_t seen[WORK_PARTS]; /* its revisions that are shown */
    int64_t wanted;            /* id of the dataset that is shown or being opened */
    bool arriving; /* the cursor is still that of the dataset before: not to be remembered */
    struct shared_arena *home; /* of the datasets */
    struct dataset_info *datasets;
    size_t dataset_count;
    struct dataset_info *dataset; /* one of them; NULL: none */
    bool listed;                  /* the list has come, empty or not */
    struct error trouble;         /* why there is none */
    uint64_t generation;          /* of the rows: older answers are of no use */

    struct row_order *order;    /* of the rows that are shown; NULL: all, as they stand */
    int64_t order_edits;        /* of the dataset when it was made */
    bool ordering;              /* another one is being made */
    bool order_again;           /* the place stays: others have changed rows, or a new start */
    struct error order_trouble; /* why there is none */

    struct chip_bar bar;
    struct data_layout layout;
    struct table table;
    struct block_cache cache;
    struct block_key asked[BLOCKS_AT_ONCE];
    size_t asked_count;
    bool asked_failed;
    int travel; /* direction of the last move: -1 up, 1 down */

    struct row_set marks;
    uint64_t marks_version;
    struct data_sum sum;

    struct arena *views_home; /* of the views that are to choose from */
    struct stored_view *views;
    size_t view_chosen;
    int view_wish;       /* what is done with the one that is chosen */
    view_fn *view_taker; /* who gets it, where it is not opened */

    struct comparison *comparison; /* what was compared last; NULL: nothing yet */
    size_t *compare_entries;       /* what the list of a set stands for */
    filters_fn *condition_taker;   /* who gets the condition that is typed */

    char *needle;    /* what was last looked for, or NULL */
    char *call_view; /* is to be opened (call_view.c); NULL: none */
    bool needle_in_column;
    size_t card_position;  /* the column whose card is open */
    int64_t marked_column; /* that the team marks */
    enum quality marked_quality;
    struct {
        int64_t own, other;    /* ids of the datasets that are being joined */
        struct join_plan plan; /* its pairs */
        struct arena *home;    /* of what was found */
        struct join_found *found;
        size_t found_count;
        size_t by_hand;              /* a column of the left one */
        struct join_account account; /* its numbers alone */
    } join;
    bool settling;       /* a step is being taken back in the file */
    size_t new_position; /* that a new one is to be made of */
    int64_t made;        /* the column that the cursor is to go to; 0: none */
};

static inline struct data_state *data_state(const struct pane *pane)
{
    return pane->state;
}

int64_t data_rows(const struct data_state *state); /* that are shown */

/* Another dataset is being opened: nothing is asked of this one any more. */
static inline bool data_is_leaving(const struct data_state *state)
{
    return state->dataset != NULL && state->dataset->id != state->wanted;
}

static inline bool data_has_rows(const struct pane *pane)
{
    return data_state(pane)->dataset != NULL && data_rows(data_state(pane)) > 0;
}

static inline bool data_has_dataset(const struct pane *pane)
{
    return data_state(pane)->dataset != NULL;
}

/* data.c: another dataset; its place, layout and marks as they were left. */
void data_show(struct pane *pane, int64_t dataset_id);
/* The position in the dataset of the column under the cursor. */
size_t data_position(const struct data_state *state);
/* After a change of the columns that are shown: the cursor stands on one of them. */
void data_keep_inside(struct data_state *state);
const struct column_info *data_column(const struct data_state *state);

/* data_memory.c: what is resumed at the next start. */
void data_memory_name(char *out, size_t size, int64_t dataset_id, const char *what);
void data_remember_cursor(struct pane *pane);
void data_recall_cursor(struct pane *pane);

/* data_follow.c: brings what is shown in line with the working view. */
void data_follow(struct pane *pane);
void data_follow_anew(struct pane *pane); /* whatever was seen of it */

/* data_read.c: jobs that list datasets and read rows. */
void data_submit_open(struct pane *pane, int64_t dataset_id, int64_t row);
void data_submit_blocks(struct pane *pane);
void data_take_open(struct pane *pane, struct job *job);
void data_take_recount(struct pane *pane, struct job *job);
void data_take_blocks(struct pane *pane, struct job *job);

/* data_sum.c, data_find.c, data_card.c, data_copy.c: the jobs behind the commands. */
void data_submit_sum(struct pane *pane, bool whatever_size);
void data_take_sum(struct pane *pane, struct job *job);
void data_sum_text(const struct pane *pane, struct buffer *out);
void data_find_next(struct pane *pane, bool backwards);
void data_take_find(struct pane *pane, struct job *job);
void data_take_card(struct pane *pane, struct job *job);

/* data_filter.c */
/* One or more with "and" between them. */
enum status data_read_conditions(const struct pane *pane, struct arena *arena, const char *text,
                                 struct filter_list *out, struct error *err);
/* typed: what is behind the column's name already. */
/* Adds the column's name as conditions hold it, quoted where it must be, and a blank. */
void data_write_name(const struct column_info *column, struct buffer *out);
/* A line with conditions that fit the column, with values that are on the screen. */
void data_example(const struct data_state *state, const struct column_info *column, char *out,
                  size_t size);
void data_ask_condition(struct pane *pane, const struct column_info *column, const char *typed);
/* The same for somebody else than the view; of: a condition that is typed already. */
void data_condition_for(struct pane *pane, const struct column_info *column, const char *typed,
                        filters_fn *taker);
void data_condition_of(struct pane *pane, const char *typed, filters_fn *taker);
void data_edit_condition(struct pane *pane, size_t index);
void data_edit_filter(struct pane *pane, size_t index);
void data_filter_column(struct pane *pane, size_t position);
void data_leave_drill(struct pane *pane);

/* data_views.c */
void data_take_views(struct pane *pane, struct job *job);
void data_choose_view(struct pane *pane, view_fn *taker);

/* data_quality.c */
void data_take_quality(struct pane *pane, struct job *job);

/* data_cell.c */
void data_take_cell(struct pane *pane, struct job *job);

/* data_draw.c */
void data_draw(const struct pane *pane, const struct surface *surface);
void data_caption(const struct pane *pane, struct buffer *out);
void data_describe(const struct pane *pane, struct buffer *out);
struct table_model data_model(const struct pane *pane);

/* call_view.c: opens a view that came with a call, "kind\njson", when the datasets are known. */
void data_call_view(struct pane *pane, const char *text);
void data_call_view_try(struct pane *pane);

/* data_copy.c */
bool data_copy_cell(struct pane *pane);
void data_take_copy(struct pane *pane, struct job *job);

#endif
