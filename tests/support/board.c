/* A console with a board; see the header. */
#include "tests/support/board.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"
#include "tui/pane/board.h"
#include "tui/pane/data.h"
#include "tui/pane/pivot.h"

enum { ROWS = 300 };

const struct pane_class *const board_panes[] = {&data_pane, &pivot_pane, &board_pane, NULL};

void board_open_console(struct board_fixture *f)
{
    f->console = console_new_as("Ada", f->path, board_panes, 100, 26, f->remember);
}

int board_set_up(void **state)
{
    struct board_fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->remember = scratch_path(f->folder, "resume");
    f->arena = arena_new();
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
    foreign_sql(f->path, "INSERT INTO dj_person VALUES(1, 'p1', 'Ada', '', '', 1),"
                         "(2, 'p2', 'Robin', 'coach', '', 1)");
    assert_int_equal(db_open(&f->other, f->path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    board_open_console(f);
    console_press(f->console, "5");
    *state = f;
    return 0;
}

int board_tear_down(void **state)
{
    struct board_fixture *f = *state;
    console_free(f->console);
    db_close(f->other);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f->path);
    free(f->remember);
    free(f);
    return 0;
}

void board_write_card(struct board_fixture *f, const char *kind, const char *text)
{
    console_press(f->console, "n");
    console_type(f->console, kind);
    console_press(f->console, "Enter");
    console_type(f->console, text);
    console_press(f->console, "Ctrl-S");
    console_assert_shows(f->console, "On the board");
}

void board_write_three(struct board_fixture *f)
{
    board_write_card(f, "quest", "first");
    board_write_card(f, "quest", "second");
    board_write_card(f, "find", "third");
}

const char *board_field(struct board_fixture *f, int64_t id, enum card_field field)
{
    struct card card;
    struct error err = {0};
    if (card_read(f->other, f->arena, id, &card, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return card.texts[field];
}

void board_robin_writes(struct board_fixture *f, int64_t id, enum card_field field,
                        const char *text)
{
    const struct board_edit edit = {field, NULL, text};
    struct board_outcome out;
    assert_int_equal(board_edit(f->other, f->arena, id, &edit, 1, "Robin", &out, NULL), STATUS_OK);
}

/* The ids of a column, by place. */
void board_expect_order(struct board_fixture *f, const char *column, const char *ids)
{
    struct card *cards;
    size_t count;
    const char *out = "";
    assert_int_equal(card_list(f->other, f->arena, &cards, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        if (strcmp(cards[i].texts[CARD_COLUMN], column) == 0 &&
            strcmp(cards[i].texts[CARD_ARCHIVED], "0") == 0)
            out = arena_printf(f->arena, "%s%s%lld", out, *out ? " " : "", (long long)cards[i].id);
    assert_string_equal(out, ids);
}
