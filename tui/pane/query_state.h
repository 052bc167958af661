/* What the SQL pane remembers, and what its files do for each other. */
#ifndef DATAJAM_PANE_QUERY_STATE_H
#define DATAJAM_PANE_QUERY_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/chart_scene.h"
#include "core/base/arena.h"
#include "core/service/query.h"
#include "core/service/query_chart.h"
#include "core/service/query_shape.h"
#include "tui/console/command.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"
#include "tui/pane/work.h"
#include "tui/widget/editor.h"
#include "tui/widget/table.h"

/* Jobs of one lane replace each other. */
enum query_lane {
    QUERY_LANE_EACH, /* notes of runs: nobody waits for them */
    QUERY_LANE_RUN,
    QUERY_LANE_PAGE,
    QUERY_LANE_SQL,
    QUERY_LANE_SAVE,
    QUERY_LANE_LIST,
    QUERY_LANE_NAME,
    QUERY_LANE_PICTURE
};

enum { QUERY_WINDOW = 256, QUERY_VALUES_MAX = 32, QUERY_TEXT_MAX = QUERY_SQL_MAX };

/* A query that the pane and its jobs hold; counted on the UI thread. */
struct query_held {
    struct query *query;
    unsigned holders;
};

struct query_held *query_hold(struct query_held *held);
void query_let_go(void *thing); /* the last one frees; NULL is fine */

/* Rows that are in memory, as texts for the screen: cells[row * columns + column]. */
struct query_window {
    struct arena *arena;
    int64_t first;
    size_t rows, columns;
    const struct table_cell *cells;
    const struct value *values; /* of the cells; a text that is too long has no data */
};

struct query_value_given {
    char *name, *text; /* of a place for a value, without its sign */
};

/* The rows as a chart, in the place of the table. */
struct query_picture {
    bool wanted; /* it is shown, or will be */
    bool asked;  /* for these rows */
    struct chart_settings settings;
    struct arena *home;
    const struct query_chart *chart; /* NULL: not yet, or trouble says why not */
    struct error trouble;
    struct arena *stage; /* of the scene */
    struct chart_scene scene;
    struct chart_window window;
    int rows, said; /* that it takes; of them, below the scene, for the sentence */
    bool chosen;    /* a figure is: */
    uint32_t series, category;
    size_t drilled; /* the last filters of the rows came from it */
};

struct query_state {
    struct work *work;
    struct editor editor;
    bool in_rows;            /* the keys go to the rows */
    int editor_rows;         /* lines that the statement has on the screen */
    struct query_held *held; /* the last query; NULL: none yet */
    bool running;
    int64_t limit_ms; /* 0: the usual */
    struct error trouble;
    bool has_trouble;
    int64_t ran_rows; /* of the last one that came to its end; -1: none */
    int64_t ran_ms;
    bool cut;
    bool stopped; /* by the person, before its end */

    char *ran_sql;            /* what ran, but for order and filters of its rows; NULL: none */
    struct query_shape shape; /* its texts in shape_home */
    struct arena *shape_home;
    size_t wanted_column; /* of the cursor, once there are columns */

    struct arena *home;                 /* of the columns */
    const struct query_column *columns; /* as they are, but for types; NULL: none yet */
    bool settled;                       /* the types of its columns are known */
    const char **names;                 /* of them */
    struct table table;
    struct query_window window;
    int64_t asked_first; /* of the window that is on its way; -1: none */
    int64_t known_rows;  /* when it was asked for */

    struct query_value_given values[QUERY_VALUES_MAX];
    size_t value_count;
    char *missing; /* the place that a value is asked for */

    struct query_picture picture;

    struct arena *choices; /* what a list on the screen offers */
    const char **insertions;
};

static inline struct query_state *query_state(const struct pane *pane)
{
    return pane->state;
}

/* query.c: the statement has been changed; it is kept for the next start. */
void query_note_text(struct pane *pane);

/* query_job.c */
void query_submit_text(struct pane *pane); /* what is written */
void query_submit_run(struct pane *pane);  /* what ran before, as its rows are shaped now */
void query_submit_page(struct pane *pane); /* where rows are to be seen that are not here */
void query_take_run(struct pane *pane, struct job *job);
void query_take_page(struct pane *pane, struct job *job);
/* Columns and the number of rows, as far as they have come. */
void query_refresh(struct pane *pane);

/* query_shown.c: what the other panes show, as SQL. what: "rows", "pivot", or "" for the pivot
 * where there is one. */
void query_submit_shown(struct pane *pane, const char *what);
void query_command_shown(struct pane *pane);
void query_submit_facet(struct pane *pane, const char *words); /* as query_open_facet told it */
void query_take_sql(struct pane *pane, struct job *job);

/* query_sort.c: the rows in another order, or some of them; both are the child's work. */
/* One more filter, copied; false: there is no room, or the text is too long, and it was said. */
bool query_add_filter(struct pane *pane, size_t column, const struct value *value, bool leave_out);
void query_run_shaped(struct pane *pane); /* as the shape says now; the keys are with the rows */
bool query_has_column(const struct pane *pane); /* there are rows */
bool query_has_shape(const struct pane *pane);
void query_sort_up(struct pane *pane);
void query_sort_down(struct pane *pane);
void query_keep_alike(struct pane *pane);
void query_leave_alike(struct pane *pane);
void query_take_off(struct pane *pane); /* the last filter, or the order */
void query_forget_shape(struct query_state *state);
/* The statement that gives the rows as they are shown, which must be there; NULL: no memory. */
char *query_shown_sql(const struct query_state *state, struct arena *arena);
/* What was done to the rows, in words, behind how it went; "": nothing. */
void query_shape_words(const struct query_state *state, char *out, size_t size);

/* query_picture.c: the rows as a chart. */
bool query_has_picture(const struct pane *pane); /* it is on the screen */
void query_picture_open(struct pane *pane);      /* the second time: its kinds */
void query_command_picture(struct pane *pane);   /* to the chart, or back to the rows */
void query_command_next_kind(struct pane *pane);
void query_command_previous_kind(struct pane *pane);
bool query_picture_key(struct pane *pane, const struct key *key);
bool query_picture_click(struct pane *pane, const struct key *key, int y);
void query_picture_lay_out(struct pane *pane, int columns, int rows);
void query_picture_draw(const struct pane *pane, const struct surface *surface);
bool query_picture_cursor(const struct query_state *state, int *x, int *y);
void query_picture_status(const struct pane *pane, struct buffer *out);
void query_picture_describe(const struct query_state *state, struct buffer *out);
void query_picture_forget(struct query_state *state); /* the rows are others now */
void query_picture_close(struct query_state *state);
void query_take_picture(struct pane *pane, struct job *job);

/* query_keep.c: a result as a dataset, and the team's queries. */
bool query_can_save(const struct pane *pane);
void query_ask_name(struct pane *pane);     /* of a dataset for the rows */
void query_ask_own_name(struct pane *pane); /* of the statement */
void query_list(struct pane *pane);         /* to choose from */
void query_note_run(struct pane *pane);     /* in the team file */
void query_take_save(struct pane *pane, struct job *job);
void query_take_list(struct pane *pane, struct job *job);
void query_take_name(struct pane *pane, struct job *job);

/* query_choose.c: lists over the pane. */
void query_choose_name(struct pane *pane);   /* datasets, columns, functions */
void query_choose_recipe(struct pane *pane); /* whole statements with blanks */
void query_ask_value(struct pane *pane, const char *place);
void query_free_values(struct query_state *state);

/* query_pin.c: the rows as evidence, and such evidence opened again. */
bool query_pin(const struct pane *pane, struct arena *arena, struct pane_pin *out);
void query_open_pinned(struct pane *pane, const char *json);

/* query_draw.c */
void query_pane_draw(const struct pane *pane, const struct surface *surface);
void query_pane_describe(const struct pane *pane, struct buffer *out);
bool query_cell(void *context, int64_t row, size_t column, struct table_cell *out);
int query_split(const struct query_state *state, int rows); /* lines for the statement */

/* query_colour.c: the style of a word of SQL by its kind. Calls fn for each word and sign that is
 * not plain. */
const char *const *query_keywords(size_t *count); /* in small letters */
typedef void query_colour_fn(void *context, size_t start, size_t len, unsigned style);
void query_colour(struct span sql, query_colour_fn *fn, void *context);
/* The bracket that the cursor stands on or just behind, and its partner: itself where it has none.
 * False: there stands no bracket. */
bool query_brackets(struct span sql, size_t cursor, size_t *first, size_t *second);

/* query_commands.c */
enum { QUERY_COMMAND_COUNT = 18 };
void query_command_run(struct pane *pane);
extern const struct command query_commands[QUERY_COMMAND_COUNT];

#endif
