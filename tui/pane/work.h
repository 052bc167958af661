/*
 * The working view that the panes share: which dataset, which filters, sorts, pivot, columns,
 * and the drill. One object for the whole console, on the UI thread. Whatever changes it is
 * one step with a sentence ("Filter added: age ≥ 25") that can be taken back, done again, and
 * gone back to from a list.
 *
 * A pane reads work_state and draws what it says; after each change every pane is told
 * "work.changed" (MESSAGE_TOLD), and work_revision tells whether its own part is another.
 */
#ifndef DATAJAM_PANE_WORK_H
#define DATAJAM_PANE_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/pivot.h"
#include "core/analysis/view.h"
#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/frame/filter.h"
#include "core/store/dataset.h"

struct app;
struct work;

/* Rows behind a cell of the pivot: for the Data pane alone, beside the filters. */
struct work_drill {
    const char *words;          /* "couple × Cambridge"; "" : there is no drill */
    const char *from;           /* the pane that going back leads to: "pivot" */
    struct filter_list filters; /* may be empty: all rows of the pivot */
};

enum { WORK_PINNED_DEFAULT = -1 };

struct work_state {
    int64_t dataset; /* id; 0: none yet */
    struct filter_list filters;
    struct view_sort *sorts; /* the first counts most */
    size_t sort_count;
    struct pivot_spec pivot; /* no rows[0] and no column: there is no pivot yet */
    const char *chart;       /* a JSON object of the chart's settings, or "" */
    struct work_drill drill;

    /* How the Data pane shows its columns; those not named follow behind. */
    struct view_column *columns;
    size_t column_count;
    int pinned; /* columns that stay in sight, or WORK_PINNED_DEFAULT */
};

bool work_has_pivot(const struct work_state *state);

/* The filters that the Data pane's rows meet: those of the view and of the drill, copied into
 * arena. False: no memory. */
bool work_filters_shown(const struct work_state *state, struct arena *arena,
                        struct filter_list *out);

/* The console's own; made when it is first asked for. NULL: no memory, only then. */
struct work *work_of(struct app *app);

/* As it is now; valid until the next change. */
const struct work_state *work_state(const struct work *work);

/* Numbers that grow when a part changes, be it by a new step, by going back, or by somebody
 * else's change of the data. */
enum work_part {
    WORK_ALL,
    WORK_DATA, /* another dataset, other columns or other rows in it */
    WORK_FILTERS,
    WORK_SORTS,
    WORK_DRILL,
    WORK_PIVOT,
    WORK_CHART,
    WORK_COLUMNS,
    WORK_PARTS
};
uint64_t work_revision(const struct work *work, enum work_part part);

/* ---- datasets ---- */

/* The dataset that work_state names, as it was last read; NULL: none. Valid until the panes
 * are told of the next change. */
const struct dataset_info *work_dataset(const struct work *work);
const struct column_info *work_column(const struct work *work, int64_t id); /* NULL: none */

/* What there is, as the Data pane has read it; copies it. */
bool work_know_datasets(struct work *work, const struct dataset_info *datasets, size_t count);

/* All of them; valid until they are read again. */
const struct dataset_info *work_datasets(const struct work *work, size_t *count);

bool work_knows_dataset(const struct work *work, int64_t id); /* it is among them */

/* Another dataset, with the filters and so on that it had when it was left. */
bool work_show_dataset(struct work *work, int64_t id);

/* A dataset that was just made: showing it is a step that takes it away when it is taken back;
 * entry is that of the log by which change_undo does it. */
void work_expect_made(struct work *work, int64_t id, const char *entry);

/* ---- changes; each is one step, says so on the status line and tells the panes. False:
 * no memory (and it was said), nothing was changed. Lists and texts are copied. ---- */

bool work_add_filter(struct work *work, const struct filter *filter);
bool work_set_filter(struct work *work, size_t index, const struct filter *filter);
bool work_remove_filter(struct work *work, size_t index);
bool work_switch_filter(struct work *work, size_t index); /* off, or on again */
bool work_clear_filters(struct work *work);

/* further: behind the sorts that are there; else alone. Of a column that is sorted by
 * already, the direction changes. */
bool work_sort(struct work *work, int64_t column, bool descending, bool further);
bool work_clear_sorts(struct work *work);

/* words: what was done, a whole sentence without its full stop: "Rows of the pivot: office". */
bool work_set_pivot(struct work *work, const struct pivot_spec *pivot, const char *words);
bool work_set_chart(struct work *work, const char *json, const char *words);

/* Shows the rows behind a cell in the Data pane; filters are those of pivot_drill, without
 * the view's own. from: the pane's name. Going to the Data pane is the caller's. */
bool work_drill(struct work *work, const struct filter_list *filters, const char *words,
                const char *from);
bool work_leave_drill(struct work *work);

/* The general form: a copy of the state to be changed; its pointers into draft->arena. */
struct work_draft {
    struct arena *arena;
    struct work_state state;
};
struct work_draft *work_draft(struct work *work); /* NULL: no memory, and it was said */
/* Makes it the state (when it differs; a step is kept) and frees the draft. */
bool work_commit(struct work *work, struct work_draft *draft, enum text_id words,
                 const struct text_value *values);
void work_abandon(struct work_draft *draft);

/* The same for a change that was made in the file as well: entry is that of the log by which
 * change_undo takes it back, and does it again. */
bool work_commit_made(struct work *work, struct work_draft *draft, const char *entry,
                      enum text_id words, const struct text_value *values);

/* Going back and forth over such steps leaves something to do in the file. What is next: the
 * step, by its number, and the entry to take back. False: the file is as the steps say. The
 * Data pane does it, and tells what came of it: the entry of the taking back, or NULL where it
 * can't be done any more. */
bool work_due(const struct work *work, int64_t *step, const char **entry);
void work_settle(struct work *work, int64_t step, const char *entry);

/* ---- steps ---- */

/* They are kept: also those of the time before this start can be taken back. */

/* False: there is nothing to take back, or to do again. */
bool work_undo(struct work *work);
bool work_redo(struct work *work);

/* The steps in words, the oldest first; the first is how it was at the start. */
size_t work_step_count(const struct work *work);
size_t work_step_now(const struct work *work);
const char *work_step_words(const struct work *work, size_t index);
int64_t work_step_ms(const struct work *work, size_t index); /* when */
void work_go_to_step(struct work *work, size_t index);

/* ---- somebody else's view (work_follow.c) ---- */

/* The first time a step like work_commit; then, while that is the present one, the next view
 * takes its place. Frees the draft. */
bool work_follow(struct work *work, struct work_draft *draft, enum text_id words,
                 const struct text_value *values);
/* The present step is of that kind: it is not remembered, and nor is where one is in it. */
bool work_is_followed(const struct work *work);
/* Somebody is followed, and the present step is one's own again. */
bool work_has_left(const struct work *work);
/* Goes back to the step before, if the present one is of that kind. */
void work_unfollow(struct work *work);

/* ---- saved views ---- */

/* The state as a view's JSON, without its drill, and back (in arena). */
enum status work_state_to_json(struct arena *arena, const struct work_state *state,
                               const char **json, struct error *err);
enum status work_state_from_json(struct arena *arena, struct span json, struct work_state *out,
                                 struct error *err);

/* ---- in words ---- */

/* A filter as its chip says it ("age ≥ 25"), added to out. */
void work_filter_words(const struct work *work, const struct filter *filter, struct buffer *out);

#endif
