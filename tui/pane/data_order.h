/*
 * Which rows the Data pane shows, in which order. Jobs read through an order while the pane
 * may long have another one: so each of them holds the one it was made for.
 */
#ifndef DATAJAM_PANE_DATA_ORDER_H
#define DATAJAM_PANE_DATA_ORDER_H

#include <stdbool.h>

#include "core/service/rows.h"
#include "tui/console/job.h"

struct data_state;
struct pane;

/* The rows that are shown, for a job: a copy of the dataset in its arena, and the order, held
 * until the job is gone. False: no memory. */
bool data_source_fill(struct job *job, const struct data_state *state, struct row_source *out);

/* The rows are to be those of the working view: asks for a new order where it needs one. The
 * cursor goes with its row where it is still shown; else, as after a sort, to the first. */
bool data_needs_order(const struct pane *pane);
void data_submit_order(struct pane *pane, bool with_row);
void data_take_order(struct pane *pane, struct job *job);

#endif
