/* Owns the table of panes: a new pane is a file beside this one and a line here. */
#include "tui/pane/panes.h"

#include "tui/pane/board.h"
#include "tui/pane/chart.h"
#include "tui/pane/data.h"
#include "tui/pane/pivot.h"
#include "tui/pane/query.h"
#include "tui/pane/topic.h"

static const struct pane_class *const panes[] = {
    &topic_pane, &data_pane, &pivot_pane, &chart_pane, &board_pane, &query_pane,
};

const struct pane_class *const *panes_all(size_t *count)
{
    *count = sizeof panes / sizeof *panes;
    return panes;
}
