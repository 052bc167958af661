/*
 * A view that somebody else looks at, on this screen. To follow is one step, however much they
 * do: what they do next takes its place, and the step before it is one's own view, which comes
 * back at the end. What comes from elsewhere is read as any text is: what is no view, or of a
 * dataset that is not known here, changes nothing.
 */
#include "tui/pane/together.h"

#include <string.h>

#include "core/service/evidence.h"
#include "tui/console/app.h"
#include "tui/pane/view_open.h"
#include "tui/pane/work.h"

/* The kinds whose view can be worked on at once, in the pane of that name. Comparisons and
 * queries are not: nothing is counted or run unasked. */
static bool is_followed(const char *kind)
{
    static const char *const kinds[] = {EVIDENCE_DATA, EVIDENCE_PIVOT, EVIDENCE_CHART};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

static void follow_view(struct pane *pane, const struct looked_at *at)
{
    struct work *work = work_of(pane->app);
    struct work_draft *draft = work != NULL ? work_draft(work) : NULL;
    if (draft == NULL)
        return;
    if (work_state_from_json(draft->arena, span_string(at->view), &draft->state, NULL) ==
            STATUS_OK &&
        work_knows_dataset(work, draft->state.dataset))
        work_follow(work, draft, TEXT_TOGETHER_STEP,
                    TEXT_VALUES(text_string("person", at->person)));
    else
        work_abandon(draft);
}

static void follow(struct pane *pane)
{
    const struct looked_at *at = app_looked_at(pane->app);
    if (is_followed(at->kind) && *at->view)
        follow_view(pane, at);
    if (app_has_pane(pane->app, at->kind))
        app_focus(pane->app, at->kind);
    app_go_to_spot(pane->app, at->kind, at->spot);
}

static void open_shown(struct pane *pane)
{
    const struct looked_at *at = app_looked_at(pane->app);
    bool has_view = *at->view != '\0';
    const struct view_opening opening = {.kind = at->kind,
                                         .view = at->view,
                                         .words = TEXT_TOGETHER_OPENED,
                                         .gone = TEXT_TOGETHER_DATASET_GONE,
                                         .values = TEXT_VALUES(text_string("person", at->person))};
    if (has_view && !view_open(pane, &opening))
        return;
    if (!has_view && app_has_pane(pane->app, at->kind))
        app_focus(pane->app, at->kind);
    app_go_to_spot(pane->app, at->kind, at->spot);
}

bool together_told(struct pane *pane, const char *topic)
{
    static const struct {
        const char *topic;
        void (*act)(struct pane *pane);
    } acts[] = {{"together.follow", follow}, {"together.open", open_shown}};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (strcmp(acts[i].topic, topic) == 0) {
            acts[i].act(pane);
            return true;
        }
    if (strcmp(topic, "together.end") != 0)
        return false;
    struct work *work = work_of(pane->app);
    if (work != NULL)
        work_unfollow(work);
    return true;
}

void together_work_changed(struct pane *pane)
{
    const struct work *work = work_of(pane->app);
    if (work != NULL && work_has_left(work))
        app_stop_following(pane->app);
}
