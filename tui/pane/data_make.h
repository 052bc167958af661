/* A new column from a recipe, beside the one that it is made of. For overlays of the Data pane. */
#ifndef DATAJAM_PANE_DATA_MAKE_H
#define DATAJAM_PANE_DATA_MAKE_H

#include <stddef.h>
#include <stdint.h>

#include "core/analysis/recipe.h"
#include "core/base/text.h"

struct job;
struct pane;

/* Asks for the name of a new column; suggested is that of the column at the position with what
 * words say behind it ("town_clean"), and a number where that is taken. */
void data_ask_name(struct pane *pane, size_t position, enum text_id words,
                   void (*accepted)(struct pane *pane, const char *name));

/* Makes it; the recipe is copied. Overlays stay until it is made, and say why it is not. */
void data_make_column(struct pane *pane, const char *name, const struct recipe *recipe);

/* Gives a column that was made another name or recipe; NULL: as it was. */
void data_change_column(struct pane *pane, int64_t column, const char *name,
                        const struct recipe *recipe);

/* Takes a column that was made away. */
void data_drop_column(struct pane *pane, int64_t column);

void data_take_make(struct pane *pane, struct job *job);
void data_take_replay(struct pane *pane, struct job *job); /* data_replay.c */

/* What a change in the file means for all panes: they read again what they show. */
void data_read_again(struct pane *pane);

/* Does in the file what going over steps has left to do there. */
void data_settle(struct pane *pane);
void data_take_settle(struct pane *pane, struct job *job);

#endif
