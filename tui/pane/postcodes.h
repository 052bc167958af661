/* The postcodes of a column over the screen: what becomes of each in its standard form, or cut
 * down to its first part, and what is none. */
#ifndef DATAJAM_PANE_POSTCODES_H
#define DATAJAM_PANE_POSTCODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct job;
struct pane;

/* Opens it for the column at a position, which must have texts. */
void postcodes_open(struct pane *pane, size_t position);

/* The same to change a column that was made of it: outer is how it is, made its id. */
void postcodes_change(struct pane *pane, size_t position, bool outer, int64_t made);

/* A job of it is back. */
void postcodes_take(struct pane *pane, struct job *job);

#endif
