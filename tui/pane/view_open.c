/* Opening views; see the header. A query has no view to work on: it is run where queries are. */
#include "tui/pane/view_open.h"

#include <string.h>

#include "core/service/evidence.h"
#include "tui/console/app.h"
#include "tui/pane/work.h"

/* Where each kind is shown, and what that pane is told beside the view; "": nothing. */
static const struct {
    const char *kind, *pane, *topic;
    bool no_dataset;
} places[] = {
    {EVIDENCE_DATA, "data", "", false},
    {EVIDENCE_PIVOT, "pivot", "", false},
    {EVIDENCE_CHART, "chart", "", false},
    {EVIDENCE_COMPARE, "data", "compare.pinned", false},
    {EVIDENCE_QUERY, "query", "query.pinned", true},
};

static bool open_state(struct pane *pane, const struct view_opening *opening)
{
    struct work *work = work_of(pane->app);
    struct work_draft *draft = work != NULL ? work_draft(work) : NULL;
    struct error err = {0};
    if (draft == NULL)
        return false;
    if (work_state_from_json(draft->arena, span_string(opening->view), &draft->state, &err) !=
        STATUS_OK) {
        work_abandon(draft);
        app_say_error(pane->app, &err);
        return false;
    }
    if (!work_knows_dataset(work, draft->state.dataset)) {
        work_abandon(draft);
        app_say(pane->app, opening->gone, opening->values);
        return false;
    }
    return work_commit(work, draft, opening->words, opening->values);
}

bool view_open(struct pane *pane, const struct view_opening *opening)
{
    const char *kind = opening->kind;
    size_t at = 0;
    while (at < sizeof places / sizeof *places && strcmp(places[at].kind, kind) != 0)
        at++;
    if (at == sizeof places / sizeof *places) {
        app_say(pane->app, TEXT_EVIDENCE_KIND, TEXT_VALUES(text_string("kind", kind)));
        return false;
    }
    if (!places[at].no_dataset && !open_state(pane, opening))
        return false;
    app_focus(pane->app, app_has_pane(pane->app, places[at].pane) ? places[at].pane : "pivot");
    if (*places[at].topic)
        app_tell(pane->app, places[at].pane, places[at].topic, opening->view);
    return true;
}
