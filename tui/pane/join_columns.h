/* By which columns two datasets are joined, as one chooses them; for join.c and join_columns.c. */
#ifndef DATAJAM_PANE_JOIN_COLUMNS_H
#define DATAJAM_PANE_JOIN_COLUMNS_H

#include "core/base/buffer.h"
#include "core/service/join.h"
#include "tui/pane/data_state.h"

/* The plan as it is now. False: one of the datasets is gone. */
bool join_plan_now(const struct data_state *state, struct join_plan *plan);

/* Says what comes of the plan as it is now. */
void join_look_again(struct pane *pane);

/* A list of the pairs that share values, with how many; by hand where there are none. */
void join_choose_columns(struct pane *pane);

/* Any column of the left dataset, then any of the right one. */
void join_choose_by_hand(struct pane *pane);

/* "client_id = client_no", safe for the screen, added to out. */
void join_pair_words(const struct join_plan *plan, struct join_pair pair, struct buffer *out);

#endif
