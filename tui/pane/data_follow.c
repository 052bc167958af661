/*
 * How the Data pane follows the working view: whatever changed it (a command of this pane,
 * another pane, going back a step), what is shown is brought in line here and nowhere else.
 */
#include "tui/console/app.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"

/* Takes up a new revision of a part; true: it is another than the one that was seen. */
static bool is_new(struct data_state *state, enum work_part part)
{
    uint64_t now = work_revision(state->work, part);
    bool changed = state->seen[part] != now;
    state->seen[part] = now;
    return changed;
}

/* The cursor stays on its column where that is still seen. */
static void lay_out(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    const struct work_state *now = work_state(state->work);
    size_t position = data_position(state);
    data_layout_apply(&state->layout, state->dataset, now->columns, now->column_count, now->pinned);
    data_layout_sort(&state->layout, state->dataset, now->sorts, now->sort_count);
    size_t at = data_layout_find(&state->layout, position);
    if (at < state->layout.shown_count)
        state->table.column = at;
    data_keep_inside(state);
}

void data_follow(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t dataset = work_state(state->work)->dataset;
    data_settle(pane);
    if (dataset != state->wanted) {
        data_show(pane, dataset);
        return;
    }
    if (state->dataset == NULL || state->dataset->id != dataset || state->layout.count == 0)
        return; /* it is being opened */
    bool sorts = is_new(state, WORK_SORTS), columns = is_new(state, WORK_COLUMNS);
    bool filters = is_new(state, WORK_FILTERS), drill = is_new(state, WORK_DRILL);
    bool data = is_new(state, WORK_DATA);
    if (sorts || columns)
        lay_out(pane);
    state->order_again = data && !sorts && !filters && !drill;
    if (sorts || filters || drill || data)
        data_submit_order(pane, !sorts);
}

void data_follow_anew(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    for (int part = 0; part < WORK_PARTS; part++)
        state->seen[part] = UINT64_MAX;
    data_follow(pane);
    state->order_again = true; /* its place is found again */
}
