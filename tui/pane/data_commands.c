/*
 * The Data pane's commands: the table that keys, menus, palette and help are made from,
 * and those that only move. The others stand in the files of what they are about.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
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

static void up(struct pane *pane)
{
    by_rows(pane, -1);
}

static void down(struct pane *pane)
{
    by_rows(pane, 1);
}

static void left(struct pane *pane)
{
    by_columns(pane, -1);
}

static void right(struct pane *pane)
{
    by_columns(pane, 1);
}

static void page_up(struct pane *pane)
{
    table_move_page(&data_state(pane)->table, -1);
    moved(pane, -1);
}

static void page_down(struct pane *pane)
{
    table_move_page(&data_state(pane)->table, 1);
    moved(pane, 1);
}

static void first_column(struct pane *pane)
{
    data_state(pane)->table.left = 0; /* also when the cursor stands in a column that stays */
    by_columns(pane, -(int64_t)data_state(pane)->table.column);
}

static void last_column(struct pane *pane)
{
    by_columns(pane, (int64_t)data_state(pane)->table.column_count);
}

static void first_row(struct pane *pane)
{
    by_rows(pane, -data_state(pane)->table.rows);
}

static void last_row(struct pane *pane)
{
    by_rows(pane, data_state(pane)->table.rows);
}

static void first_cell(struct pane *pane)
{
    first_row(pane);
    first_column(pane);
}

static void last_cell(struct pane *pane)
{
    last_row(pane);
    last_column(pane);
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

static void jump(struct pane *pane)
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

static void find_next(struct pane *pane)
{
    data_find_next(pane, false);
}

static void find_previous(struct pane *pane)
{
    data_find_next(pane, true);
}

static void mark_range(struct pane *pane, int64_t first, int64_t last)
{
    struct data_state *state = data_state(pane);
    if (row_set_add(&state->marks, first, last))
        state->marks_version++; /* the status line tells how many, and their sum */
}

static void mark(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t row = state->table.row;
    if (row_set_has(&state->marks, row)) {
        row_set_remove(&state->marks, row);
        state->marks_version++;
    } else {
        mark_range(pane, row, row);
    }
    by_rows(pane, 1);
}

static void mark_down(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t row = state->table.row;
    by_rows(pane, 1);
    mark_range(pane, row, state->table.row);
}

static void mark_up(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    int64_t row = state->table.row;
    by_rows(pane, -1);
    mark_range(pane, state->table.row, row);
}

static void mark_all(struct pane *pane)
{
    mark_range(pane, 0, data_state(pane)->table.rows - 1);
}

static void unmark(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    row_set_clear(&state->marks);
    state->marks_version++;
    app_say(pane->app, TEXT_DATA_UNMARKED, NULL);
}

static bool has_marks(const struct pane *pane)
{
    return data_state(pane)->marks.count > 0;
}

static void add_up(struct pane *pane)
{
    data_submit_sum(pane, true);
}

static void dataset_chosen(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    if (index < state->dataset_count)
        data_show(pane, state->datasets[index].id);
}

static void choose_dataset(struct pane *pane)
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

static bool has_datasets(const struct pane *pane)
{
    return data_state(pane)->dataset_count > 0;
}

#define WORDS(name) .label = TEXT_DATA_CMD_##name, .help = TEXT_DATA_HELP_##name

const struct command data_commands[DATA_COMMAND_COUNT] = {
    {.name = "data.find",
     .keys = "F3 / Ctrl-F",
     .menu = MENU_DATA,
     WORDS(FIND),
     .bar = TEXT_DATA_BAR_FIND,
     .enabled = data_has_rows,
     .run = data_command_find},
    {.name = "data.find-in-column",
     .keys = "F",
     .menu = MENU_DATA,
     WORDS(FIND_IN_COLUMN),
     .enabled = data_has_rows,
     .run = data_command_find_in_column},
    {.name = "data.find-next",
     .keys = "n",
     .menu = MENU_DATA,
     WORDS(FIND_NEXT),
     .enabled = data_has_rows,
     .run = find_next},
    {.name = "data.find-previous",
     .keys = "N",
     .menu = MENU_DATA,
     WORDS(FIND_PREVIOUS),
     .enabled = data_has_rows,
     .run = find_previous},
    {.name = "data.jump",
     .keys = "Ctrl-G #",
     .menu = MENU_DATA,
     WORDS(JUMP),
     .enabled = data_has_rows,
     .run = jump},
    {.name = "data.card",
     .keys = "i",
     .menu = MENU_DATA,
     WORDS(CARD),
     .bar = TEXT_DATA_BAR_CARD,
     .enabled = data_has_dataset,
     .run = data_command_card},
    {.name = "data.sum",
     .keys = "=",
     .menu = MENU_DATA,
     WORDS(SUM),
     .enabled = data_has_rows,
     .run = add_up},
    {.name = "data.dataset",
     .keys = "o",
     .menu = MENU_DATA,
     WORDS(DATASET),
     .bar = TEXT_DATA_BAR_DATASET,
     .enabled = has_datasets,
     .run = choose_dataset},
    {.name = "data.columns",
     .keys = "C",
     .menu = MENU_VIEW,
     WORDS(COLUMNS),
     .bar = TEXT_DATA_BAR_COLUMNS,
     .enabled = data_has_dataset,
     .run = data_command_columns},
    {.name = "data.hide",
     .keys = "-",
     .menu = MENU_VIEW,
     WORDS(HIDE),
     .enabled = data_has_dataset,
     .run = data_command_hide},
    {.name = "data.move-left",
     .keys = "{",
     .menu = MENU_VIEW,
     WORDS(MOVE_LEFT),
     .enabled = data_has_dataset,
     .run = data_command_move_left},
    {.name = "data.move-right",
     .keys = "}",
     .menu = MENU_VIEW,
     WORDS(MOVE_RIGHT),
     .enabled = data_has_dataset,
     .run = data_command_move_right},
    {.name = "data.narrower",
     .keys = "<",
     .menu = MENU_VIEW,
     WORDS(NARROWER),
     .enabled = data_has_dataset,
     .run = data_command_narrower},
    {.name = "data.wider",
     .keys = ">",
     .menu = MENU_VIEW,
     WORDS(WIDER),
     .enabled = data_has_dataset,
     .run = data_command_wider},
    {.name = "data.pin-columns",
     .keys = "|",
     .menu = MENU_VIEW,
     WORDS(PIN),
     .enabled = data_has_dataset,
     .run = data_command_pin},
    {.name = "data.copy-cell",
     .keys = "y",
     .menu = MENU_NONE,
     WORDS(COPY_CELL),
     .enabled = data_has_rows,
     .run = data_command_copy_cell},
    {.name = "data.copy-row",
     .keys = "Y",
     .menu = MENU_EDIT,
     WORDS(COPY_ROW),
     .enabled = data_has_rows,
     .run = data_command_copy_row},
    {.name = "data.copy-column",
     .keys = "",
     .menu = MENU_EDIT,
     WORDS(COPY_COLUMN),
     .enabled = data_has_rows,
     .run = data_command_copy_column},
    {.name = "data.mark",
     .keys = "Space",
     .menu = MENU_EDIT,
     WORDS(MARK),
     .bar = TEXT_DATA_BAR_MARK,
     .enabled = data_has_rows,
     .run = mark},
    {.name = "data.mark-all",
     .keys = "Ctrl-A",
     .menu = MENU_EDIT,
     WORDS(MARK_ALL),
     .enabled = data_has_rows,
     .run = mark_all},
    {.name = "data.unmark",
     .keys = "",
     .menu = MENU_EDIT,
     WORDS(UNMARK),
     .enabled = has_marks,
     .run = unmark},
    {.name = "data.mark-down",
     .keys = "Shift-Down",
     WORDS(MARK_DOWN),
     .enabled = data_has_rows,
     .run = mark_down},
    {.name = "data.mark-up",
     .keys = "Shift-Up",
     WORDS(MARK_UP),
     .enabled = data_has_rows,
     .run = mark_up},
    {.name = "data.up", .keys = "Up", WORDS(UP), .enabled = data_has_rows, .run = up},
    {.name = "data.down", .keys = "Down", WORDS(DOWN), .enabled = data_has_rows, .run = down},
    {.name = "data.left", .keys = "Left", WORDS(LEFT), .enabled = data_has_dataset, .run = left},
    {.name = "data.right",
     .keys = "Right",
     WORDS(RIGHT),
     .enabled = data_has_dataset,
     .run = right},
    {.name = "data.page-up",
     .keys = "PageUp",
     WORDS(PAGE_UP),
     .enabled = data_has_rows,
     .run = page_up},
    {.name = "data.page-down",
     .keys = "PageDown",
     WORDS(PAGE_DOWN),
     .enabled = data_has_rows,
     .run = page_down},
    {.name = "data.first-column",
     .keys = "Home",
     WORDS(FIRST_COLUMN),
     .enabled = data_has_dataset,
     .run = first_column},
    {.name = "data.last-column",
     .keys = "End",
     WORDS(LAST_COLUMN),
     .enabled = data_has_dataset,
     .run = last_column},
    {.name = "data.first-row",
     .keys = "g",
     .menu = MENU_DATA,
     WORDS(FIRST_ROW),
     .enabled = data_has_rows,
     .run = first_row},
    {.name = "data.last-row",
     .keys = "G",
     .menu = MENU_DATA,
     WORDS(LAST_ROW),
     .enabled = data_has_rows,
     .run = last_row},
    {.name = "data.first-cell",
     .keys = "Ctrl-Home",
     WORDS(FIRST_CELL),
     .enabled = data_has_rows,
     .run = first_cell},
    {.name = "data.last-cell",
     .keys = "Ctrl-End",
     WORDS(LAST_CELL),
     .enabled = data_has_rows,
     .run = last_cell},
};
