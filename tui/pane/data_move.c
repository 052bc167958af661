/*
 * The Data pane's commands that move about, mark rows and choose a dataset. In the filter
 * bar the arrows and Space are those of the chips.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/console/repairs_list.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

static void moved(struct pane *pane, int travel)
{
    struct data_state *state = data_state(pane);
    if (travel != 0)
        state->travel = travel;
    data_remember_cursor(pane);
}

static void by_rows(struct pane *pane, int64_t by)
{
    table_move_rows(&data_state(pane)->table, by);
    moved(pane, by < 0 ? -1 : 1);
}

static void by_columns(struct pane *pane, int64_t by)
{
    table_move_columns(&data_state(pane)->table, by);
    moved(pane, 0);
}

/* Up and Down leave the filter bar. */
void data_command_up(struct pane *pane)
{
    if (data_chips_focused(pane))
        data_chips_focus(pane, false);
    else
        by_rows(pane, -1);
}

void data_command_down(struct pane *pane)
{
    if (data_chips_focused(pane))
        data_chips_focus(pane, false);
    else
        by_rows(pane, 1);
}

void data_command_left(struct pane *pane)
{
    if (data_chips_focused(pane))
        data_chips_move(pane, -1);
    else
        by_columns(pane, -1);
}

void data_command_right(struct pane *pane)
{
    if (data_chips_focused(pane))
        data_chips_move(pane, 1);
    else
        by_columns(pane, 1);
}

void data_command_page_up(struct pane *pane)
{
    table_move_page(&data_state(pane)->table, -1);
    moved(pane, -1);
}

void data_command_page_down(struct pane *pane)
{
    table_move_page(&data_state(pane)->table, 1);
    moved(pane, 1);
}

void data_command_first_column(struct pane *pane)
{
    if (data_chips_focused(pane)) {
        data_chips_move(pane, INT_MIN);
        return;
    }
    data_state(pane)->table.left = 0; /* also when the cursor stands in a column that stays */
    by_columns(pane, -(int64_t)data_state(pane)->table.column);
}

void data_command_last_column(struct pane *pane)
{
    if (data_chips_focused(pane)) {
        data_chips_move(pane, INT_MAX);
        return;
    }
    by_columns(pane, (int64_t)data_state(pane)->table.column_count);
}

void data_command_first_row(struct pane *pane)
{
    by_rows(pane, -data_state(pane)->table.rows);
}

void data_command_last_row(struct pane *pane)
{
    by_rows(pane, data_state(pane)->table.rows);
}

void data_command_first_cell(struct pane *pane)
{
    data_command_first_row(pane);
    data_command_first_column(pane);
}

void data_command_last_cell(struct pane *pane)
{
    data_command_last_row(pane);
    data_command_last_column(pane);
}

/* "12,408", "12408" or "50%". */
static bool read_row(const char *text, int64_t rows, int64_t *row)
{
    char digits[32];
    size_t len = 0;
    for (; *text != '\0' && *text != '%'; text++) {
        if (*text >= '0' && *text <= '9' && len < 18)
            digits[len++] = *text;
        else if (strchr(", ._", *text) == NULL)
            return false;
    }
    digits[len] = '\0';
    *row = strtoll(digits, NULL, 10);
    if (*text == '%')
        *row = *row >= 100 ? rows : rows / 100 * *row + rows % 100 * *row / 100;
    return len > 0;
}

static void jump_to(struct pane *pane, const char *text)
{
    struct data_state *state = data_state(pane);
    int64_t row;
    if (!read_row(text, state->table.rows, &row)) {
        app_say(pane->app, TEXT_DATA_JUMP_BAD, TEXT_VALUES(text_string("text", text)));
        return;
    }
    row = row < 1 ? 1 : row > state->table.rows ? state->table.rows : row;
    state->table.row = row - 1;
    state->table.top = state->table.row - state->table.page / 2;
    moved(pane, 1);
    app_say(pane->app, TEXT_DATA_JUMPED, TEXT_VALUES(text_number("row", row)));
}

void data_command_jump(struct pane *pane)
{
    char hint[200];
    text_format(hint, sizeof hint, TEXT_DATA_JUMP_HINT,
                TEXT_VALUES(text_number("rows", data_state(pane)->table.rows)));
    const struct prompt_request request = {.title = text_get(TEXT_DATA_JUMP_TITLE),
                                           .label = text_get(TEXT_DATA_JUMP_LABEL),
                                           .hint = hint,
                                           .accepted = jump_to};
    app_open_prompt(pane, &request);
}

void data_command_find_next(struct pane *pane)
{
    data_find_next(pane, false);
}

void data_command_find_previous(struct pane *pane)
{
    data_find_next(pane, true);
}

static void mark_range(struct pane *pane, int64_t first, int64_t last)
{
    struct data_state *state = data_state(pane);
    if (row_set_add(&state->marks, first, last))
        state->marks_version++; /* the status line tells how many, and their sum */
}

void data_command_mark(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t row = state->table.row;
    if (data_chips_focused(pane)) {
        data_chip_switch(pane);
        return;
    }
    if (row_set_has(&state->marks, row)) {
        row_set_remove(&state->marks, row);
        state->marks_version++;
    } else {
        mark_range(pane, row, row);
    }
    by_rows(pane, 1);
}

void data_command_mark_down(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t row = state->table.row;
    by_rows(pane, 1);
    mark_range(pane, row, state->table.row);
}

void data_command_mark_up(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t row = state->table.row;
    by_rows(pane, -1);
    mark_range(pane, state->table.row, row);
}

void data_command_mark_all(struct pane *pane)
{
    mark_range(pane, 0, data_state(pane)->table.rows - 1);
}

void data_command_unmark(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    row_set_clear(&state->marks);
    state->marks_version++;
    app_say(pane->app, TEXT_DATA_UNMARKED, NULL);
}

bool data_has_marks(const struct pane *pane)
{
    return data_state(pane)->marks.count > 0;
}

void data_command_add_up(struct pane *pane)
{
    data_submit_sum(pane, true);
}

static void dataset_chosen(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    if (index < state->dataset_count)
        data_show(pane, state->datasets[index].id);
}

void data_command_repairs(struct pane *pane)
{
    repairs_list_open(pane, data_state(pane)->dataset->id, false);
}

void data_command_choose_dataset(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    struct list_item *items = calloc(state->dataset_count + 1, sizeof *items);
    char(*details)[160] = calloc(state->dataset_count + 1, sizeof *details);
    size_t selected = 0;
    for (size_t i = 0; items != NULL && details != NULL && i < state->dataset_count; i++) {
        const struct dataset_info *dataset = &state->datasets[i];
        text_format(
            details[i], sizeof details[i], TEXT_DATA_DATASET_DETAIL,
            TEXT_VALUES(text_number("rows", dataset->rows), text_string("label", dataset->label)));
        items[i] = (struct list_item){.text = dataset->name, .detail = details[i]};
        if (dataset == state->dataset)
            selected = i;
    }
    const struct list_request request = {.title = text_get(TEXT_DATA_DATASET_TITLE),
                                         .items = items,
                                         .count = state->dataset_count,
                                         .selected = selected,
                                         .chosen = dataset_chosen};
    if (items != NULL && details != NULL)
        app_open_list(pane, &request);
    free(items);
    free(details);
}

bool data_has_datasets(const struct pane *pane)
{
    return data_state(pane)->dataset_count > 0;
}
