/* A coach comes to what the team looked at when it called: that view is opened as a step of its
 * own, as soon as the datasets are known. */
#include <stdlib.h>
#include <string.h>

#include "core/service/evidence.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"
#include "tui/pane/view_open.h"

/* In the pane that the team was in; of panes without a view of their own, beside it. */
static void open_view(struct pane *pane, const char *from, const char *view)
{
    bool own = strcmp(from, EVIDENCE_PIVOT) == 0 || strcmp(from, EVIDENCE_CHART) == 0;
    const struct view_opening opening = {.kind = own ? from : EVIDENCE_DATA,
                                         .view = view,
                                         .words = TEXT_CALL_VIEW_OPENED,
                                         .gone = TEXT_CALL_VIEW_GONE};
    if (view_open(pane, &opening) && app_has_pane(pane->app, from))
        app_focus(pane->app, from);
}

void data_call_view_try(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    char *text = state->call_view, *view = text ? strchr(text, '\n') : NULL;
    if (!view || !state->dataset)
        return;
    state->call_view = NULL; /* what follows may come back here */
    *view = '\0';
    open_view(pane, text, view + 1);
    free(text);
}

void data_call_view(struct pane *pane, const char *text)
{
    struct data_state *state = data_state(pane);
    const char *view = strchr(text, '\n');
    if (!view || !view[1]) /* nothing was looked at: the team as a whole has called */
        return;
    free(state->call_view);
    state->call_view = strdup(text);
    data_call_view_try(pane);
}
