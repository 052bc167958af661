/*
 * The filter bar of the Data pane: a chip for the rows behind a cell, then one per filter.
 * Where each chip stands is worked out once per turn; drawing and clicks go by it.
 */
#ifndef DATAJAM_PANE_DATA_CHIPS_H
#define DATAJAM_PANE_DATA_CHIPS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "tui/console/key.h"
#include "tui/console/surface.h"

enum { CHIPS_SEEN = 48 };

struct pane;

struct chip_place {
    size_t index; /* of the chip */
    int x, y, cells;
};

struct chip_bar {
    bool focused;
    size_t cursor; /* index of a chip; the drill comes first where there is one */
    int rows;      /* lines that it takes; 0: there are no chips */
    struct chip_place places[CHIPS_SEEN];
    size_t seen;
    size_t left_out; /* chips that had no room */
};

/* How many chips there are. */
size_t data_chip_count(const struct pane *pane);

/* Places the chips on a surface of that size. */
void data_chips_fit(struct pane *pane, int columns, int rows);
void data_chips_draw(const struct pane *pane, const struct surface *surface);
void data_chips_describe(const struct pane *pane, struct buffer *out);

/* A press of the mouse on the bar; false: not on it. */
bool data_chips_click(struct pane *pane, const struct key *key);
bool data_chips_cursor(const struct pane *pane, int *x, int *y);

/* What keys do there. */
bool data_chips_focused(const struct pane *pane);
void data_chips_focus(struct pane *pane, bool on);
void data_chips_move(struct pane *pane, int by);
void data_chip_edit(struct pane *pane);
void data_chip_remove(struct pane *pane);
void data_chip_switch(struct pane *pane);
void data_chip_reverse(struct pane *pane);

#endif
