/*
 * Comparing two sets of rows on the screen: a small form that says which rows are A and B
 * (compare_form.c, compare_choose.c), a job that counts (compare_job.c), and what comes of it
 * over the whole screen (compare_view.c): columns ranked by how much they differ, and the two
 * distributions of one of them.
 *
 * All of it belongs to the Data pane, wherever it was begun.
 */
#ifndef DATAJAM_PANE_COMPARE_H
#define DATAJAM_PANE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/service/compare.h"
#include "tui/console/overlay.h"
#include "tui/console/pane.h"

struct job;
struct surface;

/* ---- what is compared ---- */

enum compare_set { SET_A, SET_B, SETS };
enum compare_choice_kind { CHOICE_NOTHING, CHOICE_REST, CHOICE_ROWS };

struct compare_choice {
    enum compare_choice_kind kind;
    int64_t dataset;            /* CHOICE_ROWS: id */
    struct filter_list filters; /* of its rows; none: all */
};

/* Kept with the Data pane, so that the form begins with what was compared last. Its pointers
 * are into arena. */
struct comparison {
    struct arena *arena;
    int64_t dataset; /* of A, and of the filters of the screen */
    struct compare_choice sets[SETS];
    bool ground;        /* both meet the filters of the view */
    int64_t ground_but; /* but for those on this column; 0: all */
    enum compare_unit unit;
    enum compare_set choosing; /* what a list on the screen is for */
};

/* That of the pane, for the dataset that it shows; NULL: no memory (and it was said). */
struct comparison *comparison_of(struct pane *pane);
void comparison_free(struct comparison *comparison);

/* Copies; false: no memory. */
bool comparison_set(struct comparison *comparison, enum compare_set set,
                    const struct compare_choice *choice);
/* One more condition; those on its column that are there give way to it. */
bool comparison_add(struct comparison *comparison, enum compare_set set,
                    const struct filter *filters, size_t count);
void comparison_swap(struct comparison *comparison);
/* The filters of the view that both sets meet; in arena. */
bool comparison_ground(const struct pane *pane, struct arena *arena, struct filter_list *out);
/* A set in words: "age ≥ 25", "the rest: all other rows", "choose some rows". */
void comparison_words(const struct pane *pane, enum compare_set set, struct buffer *out);

/* ---- from elsewhere ---- */

void data_command_compare(struct pane *pane);
/* Compares rows that meet these filters with the rest, at once; but: a column whose filters in
 * the view don't count, or 0. */
void compare_with_rest(struct pane *pane, const struct filter_list *filters, int64_t but);
/* The same for filters as JSON, from another pane. */
void compare_told(struct pane *pane, const char *json);
/* A job of it is back. */
void compare_take(struct pane *pane, struct job *job);

/* The comparison on the screen, as evidence (core/service/pinned.h): of its columns, with the one
 * under the cursor, or of the values of one. False: there is none. */
bool compare_pin(const struct pane *pane, struct arena *arena, struct pane_pin *out);
/* Opens what was pinned anew; the view's dataset and filters are those of the screen already. */
void compare_open_pinned(struct pane *pane, const char *json);
/* Closes the one on the screen, if there is one. */
void compare_close(struct pane *pane);

/* What the comparison on the screen says of the column at its cursor, as a sentence that
 * stands for itself, to be kept as evidence. False: there is none on the screen. */
bool compare_sentence_now(const struct pane *pane, struct buffer *out);

/* ---- its own files ---- */

void compare_open_form(struct pane *pane);
void compare_choose_set(struct pane *pane, enum compare_set set);
void compare_submit(struct pane *pane);

/* What bars of A and of B are made of. */
enum { COMPARE_BLOCK_A = 0x2588, COMPARE_BLOCK_B = 0x2592 };

struct compare_view {
    struct overlay head;
    struct arena *arena; /* of the result; NULL: it is being worked out */
    const struct compare_result *result;
    struct error err; /* why there is none */
    size_t cursor, top;
    int head_rows, height; /* rows above the list, and of it */
    size_t value_top;
    bool by_value;   /* values in their own order, where it is not shown anyway */
    uint64_t wanted; /* number of the last job; older answers are of no use */
};

/* Opens it, or begins anew in the one that is open. */
struct compare_view *compare_view_open(struct pane *pane);
struct compare_view *compare_view_find(const struct pane *pane); /* NULL: none is open */
const struct compare_column *compare_view_column(const struct compare_view *view); /* NULL: none */
bool compare_view_is_open(const struct compare_view *view); /* values, not columns, are shown */

/* compare_draw.c: columns; compare_bars.c: the values of one. */
void compare_draw_columns(struct overlay *head, const struct surface *screen);
void compare_draw_values(struct overlay *head, const struct surface *screen);
/* The column in a row of the inside (false: none), and the row of the cursor, added to y. */
bool compare_draw_row_at(const struct compare_view *view, int y, size_t *column);
void compare_draw_row_of(const struct compare_view *view, int *y);
/* The sets, each on a line of its own, from y on; gives the line behind them. */
int compare_draw_sets(const struct compare_view *view, const struct surface *surface, int y);
/* Text from y on in at most `lines` lines, broken at blanks; gives the line behind it. */
int compare_draw_wrapped(const struct surface *surface, int y, int lines, struct span text,
                         unsigned style);
/* p as people write it, with how it came about. */
void compare_test_words(const struct compare_view *view, const struct compare_column *column,
                        struct buffer *out);
/* The value that is shown at a place of the values of the column. */
const struct compare_value *compare_value_at(const struct compare_view *view,
                                             const struct compare_column *column, size_t place);

/* compare_describe.c */
void compare_describe_columns(const struct overlay *head, struct buffer *out);
void compare_describe_values(const struct overlay *head, struct buffer *out);

#endif
