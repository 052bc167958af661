/*
 * Commands that filter and sort: from the cell under the cursor, by a condition that is
 * typed, by ticking values. What they end in is a step of the working view.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/select.h"
#include "tui/console/app.h"
#include "tui/pane/condition.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"
#include "tui/pane/facet.h"

enum { EXAMPLE_ROOM = 400 };

/* ---- conditions ---- */

/* Conditions are said and read with these names. NULL: no memory; free it. */
static struct filter_name *names_of(const struct dataset_info *dataset)
{
    struct filter_name *names = calloc(dataset->column_count + 1, sizeof *names);
    for (size_t i = 0; names != NULL && i < dataset->column_count; i++)
        names[i] = (struct filter_name){dataset->columns[i].id, dataset->columns[i].name,
                                        dataset->columns[i].label};
    return names;
}

static enum status read_all(const struct pane *pane, struct arena *arena, const char *text,
                            const struct filter_name *names, struct filter_list *out,
                            struct error *err)
{
    const struct data_state *state = data_state(pane);
    enum status status = filter_read_all(arena, span_string(text), names,
                                         state->dataset->column_count, false, out, err);
    for (size_t i = 0; status == STATUS_OK && i < out->count; i++) {
        const struct column_info *column = work_column(state->work, out->filters[i].column);
        if (column != NULL)
            status = select_check(column->type, &out->filters[i], column->name, err);
    }
    return status;
}

/* The line begins with the cursor's column: a whole condition that was typed behind it counts. */
static const char *behind_name(const struct filter_name *names, size_t count, const char *text)
{
    const char *behind = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(names[i].name);
        if (strncmp(text, names[i].name, len) == 0 && text[len] == ' ' &&
            (behind == NULL || text + len + 1 > behind))
            behind = text + len + 1;
    }
    return behind;
}

enum status data_read_conditions(const struct pane *pane, struct arena *arena, const char *text,
                                 struct filter_list *out, struct error *err)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    struct filter_name *names = names_of(dataset);
    struct error other = {0};
    if (names == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = read_all(pane, arena, text, names, out, err);
    const char *behind =
        status != STATUS_OK ? behind_name(names, dataset->column_count, text) : NULL;
    if (behind != NULL && read_all(pane, arena, behind, names, out, &other) == STATUS_OK) {
        error_clear(err);
        status = STATUS_OK;
    }
    free(names);
    return status;
}

static enum status check(struct pane *pane, const char *text, struct error *err)
{
    struct filter_list list = {.count = 0};
    struct arena *arena = arena_new();
    enum status status =
        arena != NULL ? data_read_conditions(pane, arena, text, &list, err) : STATUS_MEMORY;
    arena_free(arena);
    return status;
}

/* The first one takes the place of what is changed. */
static void apply(struct pane *pane, const char *text, size_t index)
{
    struct data_state *state = data_state(pane);
    struct filter_list list = {.count = 0};
    struct error err = {0};
    struct arena *arena = arena_new();
    bool good = arena != NULL && data_read_conditions(pane, arena, text, &list, &err) == STATUS_OK;
    if (!good)
        app_say_error(pane->app, &err);
    for (size_t i = 0; good && i < list.count; i++) {
        if (i == 0 && index < work_state(state->work)->filters.count)
            work_set_filter(state->work, index, &list.filters[i]);
        else
            work_add_filter(state->work, &list.filters[i]);
    }
    arena_free(arena);
}

static void ask(struct pane *pane, const char *initial, const struct column_info *column,
                size_t index, enum text_id title)
{
    char words[EXAMPLE_ROOM];
    data_example(data_state(pane), column, words, sizeof words);
    const struct condition_request request = {.title = text_get(title),
                                              .initial = initial,
                                              .example = words,
                                              .tag = index,
                                              .check = check,
                                              .accepted = apply};
    condition_open(pane, &request);
}

void data_ask_condition(struct pane *pane, const struct column_info *column, const char *typed)
{
    struct buffer start = {0};
    data_write_name(column, &start);
    buffer_add_string(&start, typed);
    ask(pane, start.failed ? "" : start.data, column, SIZE_MAX, TEXT_DATA_CONDITION_TITLE);
    buffer_free(&start);
}

/* A condition for somebody else, who is remembered until it is typed. */
static void take_condition(struct pane *pane, const char *text, size_t tag)
{
    struct filter_list list = {.count = 0};
    struct error err = {0};
    struct arena *arena = arena_new();
    (void)tag;
    if (arena != NULL && data_read_conditions(pane, arena, text, &list, &err) == STATUS_OK)
        data_state(pane)->condition_taker(pane, list.filters, list.count);
    else
        app_say_error(pane->app, &err);
    arena_free(arena);
}

static void ask_for(struct pane *pane, const struct column_info *column, const char *initial,
                    filters_fn *taker)
{
    char words[EXAMPLE_ROOM];
    data_example(data_state(pane), column, words, sizeof words);
    const struct condition_request request = {.title = text_get(TEXT_DATA_CONDITION_TITLE),
                                              .initial = initial,
                                              .example = words,
                                              .check = check,
                                              .accepted = take_condition};
    data_state(pane)->condition_taker = taker;
    condition_open(pane, &request);
}

void data_condition_for(struct pane *pane, const struct column_info *column, const char *typed,
                        filters_fn *taker)
{
    struct buffer start = {0};
    data_write_name(column, &start);
    buffer_add_string(&start, typed);
    ask_for(pane, column, start.failed ? "" : start.data, taker);
    buffer_free(&start);
}

void data_condition_of(struct pane *pane, const char *typed, filters_fn *taker)
{
    ask_for(pane, data_column(data_state(pane)), typed, taker);
}

void data_command_condition(struct pane *pane)
{
    data_ask_condition(pane, data_column(data_state(pane)), "");
}

/* Conditions that ticks can say. */
static bool is_list(const struct filter *filter)
{
    return filter->op == FILTER_IN || filter->op == FILTER_NOT_IN || filter->op == FILTER_EMPTY ||
           filter->op == FILTER_NOT_EMPTY ||
           (filter->exact && (filter->op == FILTER_EQUAL || filter->op == FILTER_NOT_EQUAL));
}

void data_edit_filter(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    const struct filter *filter = &work_state(state->work)->filters.filters[index];
    size_t position = 0;
    while (position < state->dataset->column_count &&
           state->dataset->columns[position].id != filter->column)
        position++;
    if (position < state->dataset->column_count && is_list(filter))
        facet_open(pane, position, (int64_t)index);
    else
        data_edit_condition(pane, index);
}

void data_edit_condition(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    const struct filter *filter = &work_state(state->work)->filters.filters[index];
    const struct column_info *column = work_column(state->work, filter->column);
    struct buffer text = {0};
    if (column == NULL) {
        app_say(pane->app, TEXT_DATA_CHIP_COLUMN_GONE, NULL);
        return;
    }
    filter_write(filter, column->name, &text);
    ask(pane, text.failed ? "" : text.data, column, index, TEXT_DATA_CONDITION_CHANGE_TITLE);
    buffer_free(&text);
}

/* ---- sorts ---- */

static void sort(struct pane *pane, bool descending, bool further)
{
    struct data_state *state = data_state(pane);
    work_sort(state->work, data_column(state)->id, descending, further);
}

void data_command_sort_up(struct pane *pane)
{
    sort(pane, false, false);
}

void data_command_sort_down(struct pane *pane)
{
    sort(pane, true, false);
}

void data_command_then_up(struct pane *pane)
{
    sort(pane, false, true);
}

void data_command_then_down(struct pane *pane)
{
    sort(pane, true, true);
}

void data_command_unsort(struct pane *pane)
{
    work_clear_sorts(data_state(pane)->work);
}

/* ---- away with them ---- */

void data_command_unfilter(struct pane *pane)
{
    work_clear_filters(data_state(pane)->work);
}

void data_leave_drill(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    char from[64];
    snprintf(from, sizeof from, "%s", work_state(state->work)->drill.from);
    if (work_leave_drill(state->work) && *from != '\0')
        app_focus(pane->app, from);
}

/* ---- which column ---- */

/* The entry behind the columns. */
static void column_chosen(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    size_t here = data_position(state);
    size_t position = index == 0 ? here : index <= here ? index - 1 : index;
    if (position < state->dataset->column_count)
        data_filter_column(pane, position);
    else
        data_ask_condition(pane, data_column(state), "");
}

/* A list of the column's values that is there already is changed. */
void data_filter_column(struct pane *pane, size_t position)
{
    const struct data_state *state = data_state(pane);
    const struct filter_list *list = &work_state(state->work)->filters;
    int64_t chip = FACET_NO_FILTER;
    for (size_t i = 0; i < list->count && chip < 0; i++)
        if (list->filters[i].column == state->dataset->columns[position].id &&
            is_list(&list->filters[i]))
            chip = (int64_t)i;
    facet_open(pane, position, chip);
}

void data_command_values(struct pane *pane)
{
    data_filter_column(pane, data_position(data_state(pane)));
}

/* What fits no column may be a condition, as in "age >= 25". */
static void condition_typed(struct pane *pane, const char *typed)
{
    ask(pane, typed, data_column(data_state(pane)), SIZE_MAX, TEXT_DATA_CONDITION_TITLE);
}

/* The cursor's column first, then the others as they stand, then the condition. */
void data_command_filter(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    size_t count = state->dataset->column_count, here = data_position(state);
    struct list_item *items = calloc(count + 1, sizeof *items);
    if (items == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct column_info *column = &state->dataset->columns[i];
        items[i == here  ? 0
              : i < here ? i + 1
                         : i] = (struct list_item){.text = column->name, .detail = column->label};
    }
    items[count] = (struct list_item){.text = text_get(TEXT_DATA_FILTER_CONDITION),
                                      .detail = text_get(TEXT_DATA_FILTER_CONDITION_DETAIL)};
    const struct list_request request = {.title = text_get(TEXT_DATA_FILTER_TITLE),
                                         .items = items,
                                         .count = count + 1,
                                         .chosen = column_chosen,
                                         .otherwise = condition_typed,
                                         .otherwise_hint = TEXT_DATA_FILTER_TYPED};
    app_open_list(pane, &request);
    free(items);
}

/* ---- the bar, by the names of the commands ---- */

bool data_has_chips(const struct pane *pane)
{
    return data_chip_count(pane) > 0;
}

bool data_has_filters(const struct pane *pane)
{
    return work_state(data_state(pane)->work)->filters.count > 0;
}

bool data_has_drill(const struct pane *pane)
{
    return *work_state(data_state(pane)->work)->drill.words != '\0';
}

bool data_has_sorts(const struct pane *pane)
{
    return work_state(data_state(pane)->work)->sort_count > 0;
}

void data_command_chips(struct pane *pane)
{
    data_chips_focus(pane, !data_chips_focused(pane));
}

void data_command_chip_edit(struct pane *pane)
{
    data_chip_edit(pane);
}

void data_command_chip_reverse(struct pane *pane)
{
    data_chip_reverse(pane);
}

void data_command_chip_remove(struct pane *pane)
{
    data_chip_remove(pane);
}

void data_command_back(struct pane *pane)
{
    data_leave_drill(pane);
}
