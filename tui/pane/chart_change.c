/*
 * Changes of what is drawn, each a step that can be taken back, but for how it is drawn, which
 * is a matter of the terminal and remembered for the person.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

enum { WORDS_ROOM = 300 };

static void change(struct pane *pane, const struct chart_settings *settings, enum text_id words,
                   const struct text_value *values)
{
    struct arena *arena = arena_new();
    const char *json = NULL;
    char text[WORDS_ROOM];
    text_format(text, sizeof text, words, values);
    if (arena != NULL && chart_settings_to_json(arena, settings, &json, NULL) == STATUS_OK)
        work_set_chart(chart_state(pane)->work, json, text);
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    arena_free(arena);
    app_redraw(pane);
}

static const struct chart *chart_of(const struct pane *pane)
{
    return &chart_state(pane)->page->chart;
}

static bool fresh_choices(struct pane *pane, size_t count)
{
    struct chart_state *state = chart_state(pane);
    free(state->choices);
    state->choices = calloc(count + 1, sizeof *state->choices);
    if (state->choices == NULL)
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    return state->choices != NULL;
}

/* ---- kinds ---- */

static void set_kind(struct pane *pane, enum chart_kind kind)
{
    struct chart_settings settings = chart_settings_now(pane);
    settings.chosen = true;
    settings.kind = kind;
    change(pane, &settings, TEXT_CHART_PANE_DID_KIND,
           TEXT_VALUES(text_string("kind", text_get(chart_kind_name(kind)))));
}

/* The next one that the data have. */
static void step_kind(struct pane *pane, int by)
{
    const struct chart *chart = chart_of(pane);
    int kind = (int)chart->kind;
    do {
        kind = (kind + by + CHART_KINDS) % CHART_KINDS;
    } while ((chart->fits >> kind & 1) == 0 && kind != (int)chart->kind);
    if (kind == (int)chart->kind)
        app_say(pane->app, TEXT_CHART_PANE_ONLY_KIND, NULL);
    else
        set_kind(pane, (enum chart_kind)kind);
}

void chart_command_next_kind(struct pane *pane)
{
    step_kind(pane, 1);
}

void chart_command_previous_kind(struct pane *pane)
{
    step_kind(pane, -1);
}

static void kind_chosen(struct pane *pane, size_t index)
{
    int64_t kind = chart_state(pane)->choices[index];
    struct chart_settings settings = chart_settings_now(pane);
    if (kind >= 0) {
        set_kind(pane, (enum chart_kind)kind);
        return;
    }
    settings.chosen = false;
    change(pane, &settings, TEXT_CHART_PANE_DID_SUIT, NULL);
}

/* What each is for, beside it. */
static enum text_id purpose_of(enum chart_kind kind)
{
    static const enum text_id purposes[CHART_KINDS] = {
        [CHART_BAR] = TEXT_CHART_PANE_FOR_BAR,
        [CHART_LINE] = TEXT_CHART_PANE_FOR_LINE,
        [CHART_HISTOGRAM] = TEXT_CHART_PANE_FOR_HISTOGRAM,
        [CHART_PYRAMID] = TEXT_CHART_PANE_FOR_PYRAMID,
        [CHART_HEAT] = TEXT_CHART_PANE_FOR_HEAT,
        [CHART_BOX] = TEXT_CHART_PANE_FOR_BOX,
        [CHART_SCATTER] = TEXT_CHART_PANE_FOR_SCATTER,
        [CHART_PARETO] = TEXT_CHART_PANE_FOR_PARETO,
    };
    return purposes[kind];
}

void chart_command_kinds(struct pane *pane)
{
    const struct chart *chart = chart_of(pane);
    struct list_item items[CHART_KINDS + 1];
    size_t count = 0, selected = 0;
    if (!fresh_choices(pane, CHART_KINDS))
        return;
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        if ((chart->fits >> kind & 1) == 0)
            continue;
        selected = kind == (int)chart->kind ? count : selected;
        chart_state(pane)->choices[count] = kind;
        items[count++] =
            (struct list_item){.text = text_get(chart_kind_name((enum chart_kind)kind)),
                               .detail = text_get(purpose_of((enum chart_kind)kind))};
    }
    chart_state(pane)->choices[count] = -1;
    items[count++] = (struct list_item){.text = text_get(TEXT_CHART_PANE_SUITS)};
    const struct list_request request = {.title = text_get(TEXT_CHART_PANE_KINDS),
                                         .items = items,
                                         .count = count,
                                         .selected = selected,
                                         .chosen = kind_chosen};
    app_open_list(pane, &request);
}

/* ---- stacking ---- */

void chart_command_stack(struct pane *pane)
{
    static const enum text_id words[CHART_STACKS] = {[CHART_GROUPED] = TEXT_CHART_PANE_DID_GROUPED,
                                                     [CHART_STACKED] = TEXT_CHART_PANE_DID_STACKED,
                                                     [CHART_FULL] = TEXT_CHART_PANE_DID_FULL};
    const struct chart *chart = chart_of(pane);
    if (chart->kind != CHART_BAR || !chart->can_stack || chart->series_count < 2) {
        app_say(pane->app, TEXT_CHART_WHY_STACK, NULL);
        return;
    }
    struct chart_settings settings = chart_settings_now(pane);
    settings.stack = (enum chart_stack)((chart->stack + 1) % CHART_STACKS);
    change(pane, &settings, words[settings.stack], NULL);
}

/* ---- bands ---- */

static void set_width(struct pane *pane, double width)
{
    struct chart_settings settings = chart_settings_now(pane);
    settings.width = width;
    change(pane, &settings, width > 0 ? TEXT_CHART_PANE_DID_WIDTH : TEXT_CHART_PANE_DID_RULE,
           TEXT_VALUES(text_decimal("width", width, 9)));
}

/* Narrower ones than there is room for are made wider again: then that is said. */
static void step_width(struct pane *pane, int by)
{
    const struct chart *chart = chart_of(pane);
    double width = chart_bins_next(chart->bins.width, by, chart->axis.whole);
    double range = chart->whole != NULL ? chart->whole->high - chart->whole->low : 0;
    bool fits = by > 0 ? width <= range || chart->bins.count > 1
                       : range / width <= CHART_BINS_MOST && width < chart->bins.width;
    if (fits)
        set_width(pane, width);
    else
        app_say(pane->app, by > 0 ? TEXT_PIVOT_PANE_COARSEST : TEXT_PIVOT_PANE_FINEST, NULL);
}

void chart_command_wider(struct pane *pane)
{
    step_width(pane, 1);
}

void chart_command_narrower(struct pane *pane)
{
    step_width(pane, -1);
}

static void width_typed(struct pane *pane, const char *text)
{
    char *end = NULL;
    double width = strtod(text, &end);
    bool none = *text == '\0';
    if (!none && (end == text || *end != '\0' || !(width > 0) || !isfinite(width)))
        app_say(pane->app, TEXT_PIVOT_PANE_WIDTH_BAD, TEXT_VALUES(text_string("text", text)));
    else
        set_width(pane, none ? 0 : width);
}

void chart_command_width(struct pane *pane)
{
    char now[40];
    snprintf(now, sizeof now, "%.10g", chart_of(pane)->bins.width);
    const struct prompt_request request = {.title = text_get(TEXT_CHART_PANE_WIDTH),
                                           .label = text_get(TEXT_CHART_PANE_WIDTH_LABEL),
                                           .initial = now,
                                           .hint = text_get(TEXT_CHART_PANE_WIDTH_HINT),
                                           .accepted = width_typed};
    app_open_prompt(pane, &request);
}

/* ---- small charts ---- */

static void by_chosen(struct pane *pane, size_t index)
{
    struct chart_state *state = chart_state(pane);
    struct chart_settings settings = chart_settings_now(pane);
    const struct column_info *column = work_column(state->work, state->choices[index]);
    settings.by = state->choices[index];
    change(pane, &settings, column != NULL ? TEXT_CHART_PANE_DID_BY : TEXT_CHART_PANE_DID_ONE,
           TEXT_VALUES(text_string("column", column != NULL ? column->name : "")));
}

/* Columns that are in the chart already, and those of names and numbers of people, make none. */
static bool makes_small_charts(const struct pane *pane, const struct column_info *column)
{
    const struct pivot_spec *pivot = &work_state(chart_state(pane)->work)->pivot;
    return column->id != pivot->rows[0].column && column->id != pivot->column.column &&
           column->id != pivot->value_column && column->role != ROLE_PERSON_ID &&
           column->role != ROLE_CASE_ID && column->quality != QUALITY_IGNORE;
}

void chart_command_by(struct pane *pane)
{
    const struct dataset_info *dataset = work_dataset(chart_state(pane)->work);
    struct list_item *items = calloc(dataset->column_count + 1, sizeof *items);
    size_t count = 0, selected = 0;
    if (items == NULL || !fresh_choices(pane, dataset->column_count + 1)) {
        free(items);
        return;
    }
    items[count++] = (struct list_item){.text = text_get(TEXT_CHART_PANE_ONE)};
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        if (!makes_small_charts(pane, column))
            continue;
        selected = column->id == chart_settings_now(pane).by ? count : selected;
        chart_state(pane)->choices[count] = column->id;
        items[count++] = (struct list_item){.text = column->name, .detail = column->label};
    }
    const struct list_request request = {.title = text_get(TEXT_CHART_PANE_BY),
                                         .items = items,
                                         .count = count,
                                         .selected = selected,
                                         .chosen = by_chosen};
    app_open_list(pane, &request);
    free(items);
}

/* ---- few rows ---- */

static void minimum_typed(struct pane *pane, const char *text)
{
    enum { MOST = 1000000 };
    char *end = NULL;
    long minimum = strtol(text, &end, 10);
    struct chart_settings settings = chart_settings_now(pane);
    if (*text != '\0' && (end == text || *end != '\0' || minimum < 1 || minimum > MOST)) {
        app_say(pane->app, TEXT_CHART_PANE_MINIMUM_BAD, TEXT_VALUES(text_string("text", text)));
        return;
    }
    settings.minimum = *text != '\0' ? minimum : 0;
    change(pane, &settings, TEXT_CHART_PANE_DID_MINIMUM,
           TEXT_VALUES(text_number("minimum", settings.minimum > 0 ? minimum : CHART_MINIMUM)));
}

void chart_command_minimum(struct pane *pane)
{
    char now[32];
    snprintf(now, sizeof now, "%lld", (long long)chart_of(pane)->minimum);
    const struct prompt_request request = {.title = text_get(TEXT_CHART_PANE_MINIMUM),
                                           .label = text_get(TEXT_CHART_PANE_MINIMUM_LABEL),
                                           .initial = now,
                                           .hint = text_get(TEXT_CHART_PANE_MINIMUM_HINT),
                                           .accepted = minimum_typed};
    app_open_prompt(pane, &request);
}

/* ---- how it is drawn ---- */

void chart_command_drawing(struct pane *pane)
{
    static const enum text_id words[DRAWING_COUNT] = {
        [DRAWING_BRAILLE] = TEXT_CHART_PANE_DRAWS_BRAILLE,
        [DRAWING_BLOCKS] = TEXT_CHART_PANE_DRAWS_BLOCKS,
        [DRAWING_PLAIN] = TEXT_CHART_PANE_DRAWS_PLAIN};
    struct chart_state *state = chart_state(pane);
    state->drawing = (enum chart_drawing)((state->drawing + 1) % DRAWING_COUNT);
    app_remember_number(pane->app, "chart.drawing", state->drawing);
    app_say(pane->app, words[state->drawing], NULL);
}
