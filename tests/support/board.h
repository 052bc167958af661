/* The Board pane in a console without a terminal, beside the Data and Pivot panes, for Ada; a
 * second connection to the file stands for Robin. 300 visits are in it. */
#ifndef DATAJAM_TESTS_BOARD_H
#define DATAJAM_TESTS_BOARD_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/card.h"
#include "core/store/db.h"
#include "tests/support/console.h"

struct board_fixture {
    char *folder, *path, *remember;
    struct console *console;
    struct db *other;
    struct arena *arena;
};

extern const struct pane_class *const board_panes[];

/* For cmocka; the board has the focus. */
int board_set_up(void **state);
int board_tear_down(void **state);

/* The console anew, as after an end. */
void board_open_console(struct board_fixture *f);

/* Writes a card by keys; kind is what is typed to find it. */
void board_write_card(struct board_fixture *f, const char *kind, const char *text);
/* Two questions, "first" and "second", and a finding, "third". */
void board_write_three(struct board_fixture *f);

/* What stands in the file. */
const char *board_field(struct board_fixture *f, int64_t id, enum card_field field);
/* The ids of a column, by place: "2 1". */
void board_expect_order(struct board_fixture *f, const char *column, const char *ids);

/* Robin changes a field, whatever it was. */
void board_robin_writes(struct board_fixture *f, int64_t id, enum card_field field,
                        const char *text);

#endif
