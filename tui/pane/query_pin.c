/* The rows of a query as evidence, and such evidence opened again: its statement takes the place
 * of the one that is written, as one step that can be taken back, and runs. */
#include <stdlib.h>
#include <string.h>

#include "core/service/evidence.h"
#include "core/service/pinned.h"
#include "tui/console/app.h"
#include "tui/pane/query_state.h"

bool query_pin(const struct pane *pane, struct arena *arena, struct pane_pin *out)
{
    const struct query_state *state = query_state(pane);
    struct pinned_query pinned = {.parameter_count = 0};
    bool came_to_its_end =
        !state->running && !state->has_trouble && !state->stopped && state->ran_rows >= 0;
    if (!came_to_its_end || !state->ran_sql)
        return false;
    pinned.sql = query_shown_sql(state, arena);
    if (!pinned.sql)
        return false;
    for (size_t i = 0; i < state->value_count && i < PINNED_PARAMETERS; i++)
        pinned.parameters[pinned.parameter_count++] =
            (struct query_parameter){state->values[i].name, state->values[i].text};
    if (query_has_picture(pane)) {
        struct chart_settings settings = state->picture.settings;
        settings.chosen = true; /* the kind that is seen now */
        settings.kind = state->picture.chart->chart.kind;
        if (chart_settings_to_json(arena, &settings, &pinned.chart, NULL) != STATUS_OK)
            return false;
    }
    out->kind = EVIDENCE_QUERY;
    return pinned_query_write(arena, &pinned, &out->view, NULL) == STATUS_OK;
}

static bool keep_values(struct query_state *state, const struct pinned_query *pinned)
{
    query_free_values(state);
    for (size_t i = 0; i < pinned->parameter_count && i < QUERY_VALUES_MAX; i++) {
        struct query_value_given given = {.name = strdup(pinned->parameters[i].name),
                                          .text = strdup(pinned->parameters[i].text)};
        if (!given.name || !given.text) {
            free(given.name);
            free(given.text);
            return false;
        }
        state->values[state->value_count++] = given;
    }
    return true;
}

void query_open_pinned(struct pane *pane, const char *json)
{
    struct query_state *state = query_state(pane);
    struct arena *arena = arena_new();
    struct pinned_query pinned = {.sql = ""};
    struct view view = {.dataset = 0};
    struct error err = {0};
    enum status status = arena ? view_read(arena, span_string(json), &view, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = pinned_query_read(arena, &view, &pinned, &err);
    bool other = status == STATUS_OK && strcmp(editor_text(&state->editor), pinned.sql) != 0;
    if (status != STATUS_OK) {
        app_say_error(pane->app, &err);
        arena_free(arena);
        return;
    }
    struct chart_settings settings = {0};
    state->picture.wanted = *pinned.chart && chart_settings_from_json(span_string(pinned.chart),
                                                                      &settings, NULL) == STATUS_OK;
    state->picture.settings = settings;
    if (keep_values(state, &pinned) && (!other || editor_put(&state->editor, pinned.sql))) {
        query_note_text(pane);
        query_submit_text(pane);
    } else {
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    }
    arena_free(arena);
}
