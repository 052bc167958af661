/* See data_console.h. */
#include "tests/support/data_console.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/team.h"
#include "tui/pane/data.h"

enum { ROWS = 3000 };

const struct pane_class *const data_panes[] = {&data_pane, NULL};

int open_console(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct db *db;
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->remember = scratch_path(f->folder, "resume");
    assert_int_equal(db_open(&db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
    foreign_sql(f->path, "UPDATE visits SET amount = NULL WHERE dj_row IN (2, 3);"
                         "UPDATE dj_column SET misfits = 1 WHERE id = 73");
    f->console = console_new(f->path, data_panes, 80, 24, f->remember);
    *state = f;
    return 0;
}

int close_console(void **state)
{
    struct fixture *f = *state;
    console_free(f->console);
    scratch_remove(f->folder);
    free(f->path);
    free(f->remember);
    free(f);
    return 0;
}

void assert_row(struct fixture *f, int row, const char *text)
{
    assert_string_equal(console_row(f->console, row), text);
}

void assert_file(struct fixture *f, const char *name, const char *start)
{
    struct buffer text = {0};
    struct error err = {0};
    char *path = scratch_path(f->folder, name);
    if (file_read(path, 1 << 20, &text, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_true(text.len >= strlen(start));
    assert_memory_equal(text.data, start, strlen(start));
    buffer_free(&text);
    free(path);
}
