/* A console in memory; see the header. */
#include "tests/support/console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/seat.h"
#include "core/store/db.h"
#include "tests/support/check.h"
#include "tui/console/app_private.h"

struct console {
    struct app *app;
    char *file;
    struct buffer text;
};

static enum status open_file(struct db **out, void *context, struct error *err)
{
    struct console *console = context;
    return db_open(out, console->file, DB_TEAM, DB_WRITE, err);
}

struct console *console_new(const char *team_file, const struct pane_class *const *classes,
                            int columns, int rows, const char *remember)
{
    return console_new_as(NULL, team_file, classes, columns, rows, remember);
}

struct console *console_new_as(const char *person, const char *team_file,
                               const struct pane_class *const *classes, int columns, int rows,
                               const char *remember)
{
    struct console *console = calloc(1, sizeof *console);
    struct error err = {0};
    assert_non_null(console);
    console->file = strdup(team_file != NULL ? team_file : "");
    struct seat *seat = NULL;
    if (person != NULL && team_file != NULL)
        assert_int_equal(seat_take(&seat, team_file, person, &err), STATUS_OK);
    struct app_config config = {.classes = classes,
                                .seat = seat,
                                .open = team_file != NULL ? open_file : NULL,
                                .open_context = console,
                                .team_file = team_file,
                                .person = person,
                                .remember_path = remember,
                                .columns = columns,
                                .rows = rows};
    while (classes[config.class_count] != NULL)
        config.class_count++;
    if (app_new(&console->app, &config, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    app_settle(console->app);
    return console;
}

struct console *console_new_jam(const char *person, const char *jam, const struct pane_class *pane,
                                int columns, int rows)
{
    struct console *console = calloc(1, sizeof *console);
    struct error err = {0};
    assert_non_null(console);
    console->file = strdup("");
    const struct app_config config = {.classes = &pane,
                                      .class_count = 1,
                                      .person = person,
                                      .jam_folder = jam,
                                      .columns = columns,
                                      .rows = rows};
    if (app_new(&console->app, &config, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    app_settle(console->app);
    return console;
}

struct pane *console_pane(struct console *console, const char *name)
{
    return app_pane_named(console->app, name);
}

void console_free(struct console *console)
{
    app_free(console->app);
    buffer_free(&console->text);
    free(console->file);
    free(console);
}

static void press(struct console *console, const struct key *key)
{
    app_key(console->app, key);
    app_settle(console->app);
}

void console_press(struct console *console, const char *keys)
{
    struct span rest = span_string(keys);
    struct key key;
    while (key_next(&rest, &key))
        press(console, &key);
    assert_int_equal(strspn(rest.len > 0 ? rest.data : "", " "), rest.len);
}

void console_press_at_once(struct console *console, const char *keys)
{
    struct span rest = span_string(keys);
    struct key key;
    while (key_next(&rest, &key))
        app_key(console->app, &key);
    app_settle(console->app);
}

void console_type(struct console *console, const char *text)
{
    for (; *text != '\0'; text++)
        press(console, &(struct key){.code = (unsigned char)*text});
}

void console_click(struct console *console, int x, int y, int clicks)
{
    press(console, &(struct key){.code = KEYCODE_MOUSE,
                                 .action = MOUSE_PRESS,
                                 .button = 1,
                                 .clicks = clicks,
                                 .x = x,
                                 .y = y});
}

void console_changed(struct console *console)
{
    for (size_t i = 0; i < console->app->pane_count; i++) {
        struct pane *pane = &console->app->panes[i];
        const struct message message = {.kind = MESSAGE_CHANGED, .topic = "", .text = ""};
        pane->class->message(pane, &message);
        app_redraw(pane);
    }
    call_listen(console->app);
    app_settle(console->app);
}

void console_day(struct console *console)
{
    today_listen(console->app);
    app_settle(console->app);
}

void console_here(struct console *console)
{
    console->app->tell_at = 0;
    presence_listen(console->app);
    app_settle(console->app);
}

void console_resize(struct console *console, int columns, int rows)
{
    app_resize(console->app, columns, rows);
    app_settle(console->app);
}

const char *console_row(struct console *console, int row)
{
    buffer_clear(&console->text);
    buffer_add_string(&console->text, "");
    grid_row_text(console->app->grid, row, &console->text);
    return console->text.data;
}

bool console_shows(struct console *console, const char *text)
{
    for (int row = 0; row < console->app->grid->rows; row++)
        if (strstr(console_row(console, row), text) != NULL)
            return true;
    return false;
}

void console_assert_shows(struct console *console, const char *text)
{
    if (console_shows(console, text))
        return;
    console_print(console);
    fail_msg("\"%s\" is not on the screen", text);
}

void console_print(struct console *console)
{
    for (int row = 0; row < console->app->grid->rows; row++)
        fprintf(stderr, "%s\n", console_row(console, row));
}

const char *console_description(struct console *console)
{
    buffer_clear(&console->text);
    buffer_add_string(&console->text, "");
    app_describe(console->app, &console->text);
    return console->text.data;
}
