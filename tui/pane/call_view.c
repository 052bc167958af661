/* A coach comes to what the team looked at when it called: that view is opened as a step of its
 * own, as soon as the datasets are known. */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_state.h"

static void open_view(struct pane *pane, const char *kind, const char *view)
{
    struct work *work = data_state(pane)->work;
    struct error err = {0};
    struct work_draft *draft = work_draft(work);
    if (!draft)
        return;
    if (work_state_from_json(draft->arena, span_string(view), &draft->state, &err) != STATUS_OK) {
        work_abandon(draft);
        app_say_error(pane->app, &err);
    } else if (!work_knows_dataset(work, draft->state.dataset)) {
        work_abandon(draft);
        app_say(pane->app, TEXT_CALL_VIEW_GONE, NULL);
    } else if (work_commit(work, draft, TEXT_CALL_VIEW_OPENED, NULL)) {
        app_focus(pane->app, app_has_pane(pane->app, kind) ? kind : "data");
    }
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
    free(state->call_view);
    state->call_view = strdup(text);
    data_call_view_try(pane);
}
