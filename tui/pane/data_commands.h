/* The Data pane's commands: what stands in their table. */
#ifndef DATAJAM_PANE_DATA_COMMANDS_H
#define DATAJAM_PANE_DATA_COMMANDS_H

#include <stdbool.h>

#include "tui/console/command.h"

enum { DATA_COMMAND_COUNT = 72 };
extern const struct command data_commands[DATA_COMMAND_COUNT];

/* When they can be used. */
bool data_has_marks(const struct pane *pane);
bool data_has_datasets(const struct pane *pane);
bool data_has_chips(const struct pane *pane);
bool data_has_filters(const struct pane *pane);
bool data_has_drill(const struct pane *pane);
bool data_has_sorts(const struct pane *pane);
bool data_has_steps(const struct pane *pane);
bool data_has_made_column(const struct pane *pane);

void data_command_add_up(struct pane *pane);
void data_command_card(struct pane *pane);
void data_command_quality(struct pane *pane);
void data_command_clean(struct pane *pane);
void data_command_postcodes(struct pane *pane);
void data_command_new_column(struct pane *pane);
void data_command_persons(struct pane *pane);
void data_command_change_column(struct pane *pane);
void data_command_rename_column(struct pane *pane);
void data_command_remove_column(struct pane *pane);
void data_command_replay(struct pane *pane);
void data_command_choose_dataset(struct pane *pane);
void data_command_columns(struct pane *pane);
void data_command_copy_cell(struct pane *pane);
void data_command_copy_column(struct pane *pane);
void data_command_copy_row(struct pane *pane);
void data_command_down(struct pane *pane);
void data_command_find(struct pane *pane);
void data_command_find_in_column(struct pane *pane);
void data_command_find_next(struct pane *pane);
void data_command_find_previous(struct pane *pane);
void data_command_first_cell(struct pane *pane);
void data_command_first_column(struct pane *pane);
void data_command_first_row(struct pane *pane);
void data_command_hide(struct pane *pane);
void data_command_jump(struct pane *pane);
void data_command_last_cell(struct pane *pane);
void data_command_last_column(struct pane *pane);
void data_command_last_row(struct pane *pane);
void data_command_left(struct pane *pane);
void data_command_mark(struct pane *pane);
void data_command_mark_all(struct pane *pane);
void data_command_mark_down(struct pane *pane);
void data_command_mark_up(struct pane *pane);
void data_command_move_left(struct pane *pane);
void data_command_move_right(struct pane *pane);
void data_command_narrower(struct pane *pane);
void data_command_page_down(struct pane *pane);
void data_command_page_up(struct pane *pane);
void data_command_pin(struct pane *pane);
void data_command_repairs(struct pane *pane);
void data_command_right(struct pane *pane);
void data_command_unmark(struct pane *pane);
void data_command_up(struct pane *pane);
void data_command_wider(struct pane *pane);
void data_command_condition(struct pane *pane);
void data_command_sort_up(struct pane *pane);
void data_command_sort_down(struct pane *pane);
void data_command_then_up(struct pane *pane);
void data_command_then_down(struct pane *pane);
void data_command_unsort(struct pane *pane);
void data_command_unfilter(struct pane *pane);
void data_command_chips(struct pane *pane);
void data_command_chip_edit(struct pane *pane);
void data_command_chip_remove(struct pane *pane);
void data_command_chip_reverse(struct pane *pane);
void data_command_back(struct pane *pane);
void data_command_filter(struct pane *pane);
void data_command_steps(struct pane *pane);
void data_command_values(struct pane *pane);
void data_command_only(struct pane *pane);
void data_command_without(struct pane *pane);
void data_command_pivot_rows(struct pane *pane);
void data_command_pivot_then(struct pane *pane);
void data_command_pivot_across(struct pane *pane);
void data_command_pivot_value(struct pane *pane);
void data_command_view_save(struct pane *pane);
void data_command_views(struct pane *pane);
void data_command_view_rename(struct pane *pane);
void data_command_view_delete(struct pane *pane);

#endif
