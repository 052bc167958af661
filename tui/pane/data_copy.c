/* Copying out of the Data pane. */
#include "tui/console/app.h"
#include "tui/pane/data_state.h"

bool data_copy_cell(struct pane *pane)
{
    (void)pane;
    return false;
}

void data_command_copy_cell(struct pane *pane)
{
    data_copy_cell(pane);
}

void data_command_copy_row(struct pane *pane)
{
    (void)pane;
}

void data_command_copy_column(struct pane *pane)
{
    (void)pane;
}

void data_take_copy(struct pane *pane, struct job *job)
{
    (void)pane;
    (void)job;
}
