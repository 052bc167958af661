/* Joining the dataset that is shown with another one, in steps of lists. For the Data pane. */
#ifndef DATAJAM_PANE_JOIN_H
#define DATAJAM_PANE_JOIN_H

#include <stdbool.h>

struct job;
struct pane;

bool join_can(const struct pane *pane); /* there is a dataset */
void join_command(struct pane *pane);
void join_take(struct pane *pane, struct job *job);

/* Lets go of what was found. */
struct data_state;
void join_forget(struct data_state *state);

#endif
