/* Where one was in each dataset, found again at the next start; the rest of what is resumed
 * is the working view's. */
#include <stdio.h>

#include "tui/console/app.h"
#include "tui/pane/data_state.h"

void data_memory_name(char *out, size_t size, int64_t dataset_id, const char *what)
{
    snprintf(out, size, "data.%lld.%s", (long long)dataset_id, what);
}

void data_remember_cursor(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    char name[64];
    if (state->dataset == NULL || state->arriving || data_is_leaving(state) ||
        work_is_followed(state->work))
        return;
    const struct {
        const char *what;
        int64_t number;
    } places[] = {
        {"row", state->table.row},
        {"top", state->table.top},
        {"column", state->dataset->columns[data_position(state)].id},
        {"left", (int64_t)state->table.left},
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        data_memory_name(name, sizeof name, state->dataset->id, places[i].what);
        app_remember_number(pane->app, name, places[i].number);
    }
}

static int64_t recall(const struct pane *pane, const char *what)
{
    char name[64];
    data_memory_name(name, sizeof name, data_state(pane)->dataset->id, what);
    return app_recall_number(pane->app, name, 0);
}

static size_t recall_column(const struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    int64_t id = recall(pane, "column");
    for (size_t i = 0; i < state->layout.shown_count; i++)
        if (state->dataset->columns[data_layout_position(&state->layout, i)].id == id)
            return i;
    return 0;
}

void data_recall_cursor(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t left = recall(pane, "left");
    state->table = (struct table){.row = recall(pane, "row"),
                                  .top = recall(pane, "top"),
                                  .left = left > 0 ? (size_t)left : 0,
                                  .column = recall_column(pane)};
}
