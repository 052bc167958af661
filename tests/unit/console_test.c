/*
 * The whole console in memory, with a small trial pane: keys, commands, jobs and their
 * lanes, overlays, resuming. No terminal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tui/console/app_private.h"

struct trial {
    int pressed;
    int replies;
    int cancelled;
    int64_t answer;
    int changes;
    char told[64];
    char typed[64];
    size_t chosen;
    bool ticks[3];
    bool yes;
    bool closed;
};

static struct trial *trial_of(const struct pane *pane)
{
    return pane->state;
}

/* Doubles its request; waits for its cancel where that is asked for. */
static enum status run_double(struct job *job, struct error *err)
{
    const int64_t *number = job->request;
    int64_t *result = arena_alloc(job->arena, sizeof *result);
    if (!result)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    while (*number < 0 && !*job->cancel)
        usleep(200);
    if (*job->cancel)
        return STATUS_CANCELLED;
    *result = *number * 2;
    job->result = result;
    return STATUS_OK;
}

static const struct job_class double_job = {.name = "trial.double", .run = run_double};
static const struct job_class long_job = {
    .name = "trial.long", .run = run_double, .slow = true, .progress = TEXT_CONSOLE_PALETTE};

static void submit(struct pane *pane, const struct job_class *class, unsigned lane, int64_t number)
{
    struct job *job = app_job(pane, class);
    int64_t *request = job_request(job, sizeof *request);
    *request = number;
    job->lane = lane;
    app_submit(job);
}

static enum status trial_open(struct pane *pane, struct error *err)
{
    (void)err;
    trial_of(pane)->pressed = (int)app_recall_number(pane->app, "trial.pressed", 0);
    return STATUS_OK;
}

static void trial_close(struct pane *pane)
{
    trial_of(pane)->closed = true;
}

static void trial_message(struct pane *pane, const struct message *message)
{
    struct trial *trial = trial_of(pane);
    if (message->kind == MESSAGE_CHANGED)
        trial->changes++;
    if (message->kind == MESSAGE_TOLD)
        snprintf(trial->told, sizeof trial->told, "%s=%s", message->topic, message->text);
    if (message->kind != MESSAGE_REPLY)
        return;
    if (message->job->status == STATUS_CANCELLED)
        trial->cancelled++;
    if (message->job->status != STATUS_OK)
        return;
    trial->replies++;
    trial->answer = *(const int64_t *)message->job->result;
}

static bool trial_key(struct pane *pane, const struct key *key)
{
    if (key->code != 'k' && key->code != KEYCODE_MOUSE)
        return false;
    trial_of(pane)->pressed++;
    app_remember_number(pane->app, "trial.pressed", trial_of(pane)->pressed);
    return true;
}

static void trial_draw(const struct pane *pane, const struct surface *surface)
{
    char words[64];
    snprintf(words, sizeof words, "pressed %d answer %lld", trial_of(pane)->pressed,
             (long long)trial_of(pane)->answer);
    surface_put_string(surface, 1, 0, words, THEME_TEXT);
}

static bool trial_cursor(const struct pane *pane, int *x, int *y)
{
    (void)pane;
    *x = 1;
    *y = 0;
    return true;
}

static void trial_describe(const struct pane *pane, struct buffer *out)
{
    buffer_printf(out, "pressed %d times\n", trial_of(pane)->pressed);
}

static void run_count(struct pane *pane)
{
    submit(pane, &double_job, 1, 21);
}

static bool is_pressed(const struct pane *pane)
{
    return trial_of(pane)->pressed > 0;
}

static const struct command trial_commands[] = {
    {.name = "trial.count",
     .keys = "F2 f",
     .menu = MENU_DATA,
     .label = TEXT_CONSOLE_SAVE,
     .bar = TEXT_CONSOLE_SAVE,
     .help = TEXT_CONSOLE_SAVE_HELP,
     .run = run_count},
    {.name = "trial.off",
     .keys = "F3",
     .menu = MENU_DATA,
     .label = TEXT_CONSOLE_REDO,
     .help = TEXT_CONSOLE_REDO_HELP,
     .enabled = is_pressed,
     .run = run_count},
};

static const struct pane_class trial_topic = {.name = "topic",
                                              .title = TEXT_CONSOLE_MENU_TOPIC,
                                              .place = PLACE_TOPIC,
                                              .state_size = sizeof(struct trial),
                                              .open = trial_open,
                                              .close = trial_close,
                                              .message = trial_message,
                                              .draw = trial_draw,
                                              .describe = trial_describe};

static const struct pane_class trial_data = {.name = "data",
                                             .title = TEXT_CONSOLE_MENU_DATA,
                                             .about = TEXT_ABOUT_DATA,
                                             .place = PLACE_DATA,
                                             .commands = trial_commands,
                                             .command_count = 2,
                                             .state_size = sizeof(struct trial),
                                             .open = trial_open,
                                             .close = trial_close,
                                             .key = trial_key,
                                             .message = trial_message,
                                             .draw = trial_draw,
                                             .cursor = trial_cursor,
                                             .describe = trial_describe};

static const struct pane_class *const classes[] = {&trial_topic, &trial_data};

static struct app *start(int columns, int rows, const char *remember)
{
    struct app *app = NULL;
    struct app_config config = {.classes = classes,
                                .class_count = 2,
                                .jam = "Spring jam",
                                .team = "North",
                                .remember_path = remember,
                                .columns = columns,
                                .rows = rows};
    assert_int_equal(app_new(&app, &config, NULL), STATUS_OK);
    app_settle(app);
    return app;
}

static void press(struct app *app, const char *names)
{
    struct span rest = span_string(names);
    struct key key;
    while (key_next(&rest, &key)) {
        app_key(app, &key);
        app_settle(app);
    }
}

static struct trial *data_of(const struct app *app)
{
    return app_pane_named(app, "data")->state;
}

/* True when the screen has text in some row. */
static bool shows(const struct app *app, const char *text)
{
    struct buffer row = {0};
    bool found = false;
    for (int y = 0; y < app->grid->rows && !found; y++) {
        buffer_clear(&row);
        grid_row_text(app->grid, y, &row);
        found = row.len && strstr(row.data, text);
    }
    buffer_free(&row);
    return found;
}

static void test_frames(void **state)
{
    (void)state;
    struct app *app = start(120, 40, NULL);
    assert_true(shows(app, "datajam  Spring jam · Team North"));
    assert_true(shows(app, "┌ 1 Topic ─"));
    assert_true(shows(app, "┌ 2 Data ─"));
    assert_true(shows(
        app, "F1 Help  F2 Save  F4 Pivot  F5 Chart  F6 Pin  : Commands  F8 Ask a coach  F9 Menu"));
    int x = 0, y = 0;
    assert_true(app_cursor(app, &x, &y));
    assert_int_equal(x, 36 + 1 + 1);
    assert_int_equal(y, 2);
    app_resize(app, 80, 24);
    app_settle(app);
    assert_true(shows(app, " 1 Topic  2 Data"));
    assert_false(shows(app, "┌"));
    app_resize(app, 60, 20);
    app_settle(app);
    assert_true(shows(app, "This window has 60 columns and 20 rows."));
    assert_false(app->quit);
    press(app, "x q");
    assert_true(app->quit);
    app_free(app);
}

static void test_keys_reach_commands_and_panes(void **state)
{
    (void)state;
    struct app *app = start(100, 30, NULL);
    press(app, "k k f");
    assert_int_equal(data_of(app)->pressed, 2);
    assert_int_equal(data_of(app)->answer, 42);
    press(app, "1");
    assert_string_equal(app_focused(app)->class->name, "topic");
    press(app, "Tab");
    assert_string_equal(app_focused(app)->class->name, "data");
    press(app, "y");
    assert_true(shows(app, "y does nothing here"));
    press(app, "k");
    assert_false(shows(app, "does nothing here"));
    press(app, "z");
    assert_true(shows(app, " 1 Topic  2 Data"));
    press(app, "Esc");
    assert_false(app->zoom);
    press(app, "Ctrl-S");
    assert_true(shows(app, "Already saved"));
    press(app, "Ctrl-C");
    assert_true(shows(app, "Nothing to copy here"));
    assert_false(app->quit);
    press(app, "F10");
    assert_true(app->quit);
    app_free(app);
}

static void test_disabled_commands(void **state)
{
    (void)state;
    struct app *app = start(100, 30, NULL);
    press(app, "F3");
    assert_int_equal(data_of(app)->answer, 0);
    assert_true(shows(app, "not possible just now"));
    press(app, "k F3");
    assert_int_equal(data_of(app)->answer, 42);
    app_free(app);
}

static void test_lanes_drop_stale_answers(void **state)
{
    (void)state;
    struct app *app = start(100, 30, NULL);
    struct pane *pane = app_pane_named(app, "data");
    submit(pane, &double_job, 1, -1); /* would wait for ever */
    submit(pane, &double_job, 1, 2);
    submit(pane, &double_job, 1, 3);
    app_settle(app);
    assert_int_equal(data_of(app)->replies, 1);
    assert_int_equal(data_of(app)->cancelled, 0);
    assert_int_equal(data_of(app)->answer, 6);
    submit(pane, &double_job, 0, 4); /* without a lane all are answered */
    submit(pane, &double_job, 0, 5);
    app_settle(app);
    assert_int_equal(data_of(app)->replies, 3);
    submit(pane, &double_job, 2, -1);
    assert_true(app_waiting(pane, 2));
    app_cancel(pane, 2);
    assert_false(app_waiting(pane, 2));
    app_settle(app);
    assert_int_equal(data_of(app)->replies, 3);
    app_free(app);
}

/* What is not possible while something is under way may be so in a moment, and that is said. */
static void test_disabled_while_reading(void **state)
{
    (void)state;
    struct app *app = start(100, 30, NULL);
    struct span name = span_string("F3");
    struct key key;
    assert_true(key_next(&name, &key));
    submit(app_pane_named(app, "data"), &long_job, 0, -1);
    app_key(app, &key);
    app_turn(app);
    assert_true(shows(app, "still being read"));
    app_free(app);
}

/* A slow job shows itself and is cancelled by Esc; quick ones run beside it. */
static void test_slow_jobs(void **state)
{
    (void)state;
    struct app *app = start(100, 30, NULL);
    struct pane *pane = app_pane_named(app, "data");
    struct key escape = {.code = KEYCODE_ESC};
    submit(pane, &long_job, 0, -1);
    submit(pane, &double_job, 1, 8);
    while (data_of(app)->answer != 16)
        app_turn(app);
    assert_false(app_idle(app));
    app_key(app, &escape);
    app_settle(app);
    assert_int_equal(data_of(app)->cancelled, 1);
    submit(pane, &long_job, 0, -1); /* and one that still runs at the end */
    app_free(app);
}

static void test_messages_between_panes(void **state)
{
    (void)state;
    struct app *app = start(100, 30, NULL);
    assert_true(app_tell(app, "data", "dataset.show", "caseload"));
    assert_string_equal(data_of(app)->told, "dataset.show=caseload");
    assert_false(app_tell(app, "nobody", "x", NULL));
    app_changed(app_pane_named(app, "topic"));
    assert_int_equal(data_of(app)->changes, 1);
    assert_int_equal(trial_of(app_pane_named(app, "topic"))->changes, 0);
    app_free(app);
}

static void on_chosen(struct pane *pane, size_t index)
{
    trial_of(pane)->chosen = index;
}

static void on_ticked(struct pane *pane, const size_t *order, const bool *ticks, size_t count)
{
    for (size_t i = 0; i < count && i < 3; i++)
        trial_of(pane)->ticks[order[i]] = ticks[i];
}

static void on_text(struct pane *pane, const char *text)
{
    snprintf(trial_of(pane)->typed, sizeof trial_of(pane)->typed, "%s", text);
}

static void on_answer(struct pane *pane, bool yes)
{
    trial_of(pane)->yes = yes;
}

static const struct list_item items[] = {{.text = "one"}, {.text = "two"}, {.text = "three"}};

static void test_lists(void **state)
{
    (void)state;
    struct app *app = start(80, 24, NULL);
    struct pane *pane = app_pane_named(app, "data");
    struct list_request list = {.title = "Pick", .items = items, .count = 3, .chosen = on_chosen};
    app_open_list(pane, &list);
    app_settle(app);
    assert_true(shows(app, "─ Pick ─"));
    press(app, "t h Enter");
    assert_int_equal(data_of(app)->chosen, 2);
    assert_null(app->overlays);
    list.ticks = true;
    list.ticked = on_ticked;
    app_open_list(pane, &list);
    press(app, "Space Down Space Enter");
    assert_true(data_of(app)->ticks[0] && !data_of(app)->ticks[1] && data_of(app)->ticks[2]);
    app_open_list(pane, &list);
    press(app, "Down Space Esc");
    assert_false(data_of(app)->ticks[1]);
    assert_null(app->overlays);
    app_free(app);
}

static void test_prompts_cards_and_questions(void **state)
{
    (void)state;
    struct app *app = start(80, 24, NULL);
    struct pane *pane = app_pane_named(app, "data");
    struct prompt_request prompt = {
        .title = "Find", .label = "Find:", .initial = "ab", .accepted = on_text};
    app_open_prompt(pane, &prompt);
    press(app, "c Space d Enter");
    assert_string_equal(data_of(app)->typed, "abc d");
    struct card_line lines[] = {{"label", "a text", THEME_OVERLAY}, {NULL, "more", THEME_OVERLAY}};
    struct card_request card = {.title = "A card", .lines = lines, .count = 2};
    app_open_card(pane, &card);
    app_settle(app);
    assert_true(shows(app, "label  a text"));
    lines[0].text = "another text";
    app_update_card(pane, &card);
    app_settle(app);
    assert_true(shows(app, "another text"));
    press(app, "Down Esc");
    assert_null(app->overlays);
    app_update_card(pane, &card); /* closed: nothing opens */
    assert_null(app->overlays);
    struct question_request question = {"Really?", "Do it", "Leave it", on_answer};
    app_open_question(pane, &question);
    press(app, "Enter");
    assert_true(data_of(app)->yes);
    app_open_question(pane, &question);
    press(app, "Esc");
    assert_false(data_of(app)->yes);
    app_free(app);
}

static void test_menu_palette_help(void **state)
{
    (void)state;
    struct app *app = start(80, 24, NULL);
    press(app, "F9");
    assert_true(shows(app, " File  Edit  View  Data  Pivot  Chart  SQL  Board  Team  Help"));
    assert_true(shows(app, "Quit"));
    press(app, "Right Right Right Enter"); /* Data: the trial's command */
    assert_int_equal(data_of(app)->answer, 42);
    assert_null(app->overlays);
    press(app, ":");
    assert_true(shows(app, "Search commands"));
    press(app, "n e x t Enter");
    assert_string_equal(app_focused(app)->class->name, "topic");
    press(app, ": s a v e Enter"); /* of the pane that has no focus: it gets it */
    press(app, "?");
    assert_true(shows(app, "Help · "));
    press(app, "Esc 2 ?"); /* what the pane is for comes before its keys */
    assert_true(shows(app, "The rows of the dataset"));
    press(app, "Esc q");
    assert_true(app->quit);
    app_free(app);
}

static void test_mouse(void **state)
{
    (void)state;
    struct app *app = start(120, 40, NULL);
    struct key click = {.code = KEYCODE_MOUSE, .action = MOUSE_PRESS, .button = 1, .x = 5, .y = 5};
    app_key(app, &click);
    assert_string_equal(app_focused(app)->class->name, "topic");
    click.x = 60;
    app_key(app, &click);
    assert_string_equal(app_focused(app)->class->name, "data");
    assert_int_equal(data_of(app)->pressed, 1); /* it got the click, too */
    click = (struct key){.code = KEYCODE_MOUSE, .action = MOUSE_PRESS, .x = 11, .y = 39};
    app_key(app, &click); /* F2 in the key bar */
    app_settle(app);
    assert_int_equal(data_of(app)->answer, 42);
    app_free(app);
}

/* The row of the screen in which that begins; -1: none. */
static int row_of(const struct app *app, const char *text)
{
    int found = -1;
    for (int y = 0; y < app->grid->rows && found < 0; y++) {
        struct buffer row = {0};
        grid_row_text(app->grid, y, &row);
        if (row.len && strstr(row.data, text))
            found = y;
        buffer_free(&row);
    }
    return found;
}

/* What has no room on the status line stands above it, and the panes give it the rows. */
static void test_long_messages(void **state)
{
    (void)state;
    struct error err = {0};
    struct app *app = start(80, 24, NULL);
    error_set(&err, STATUS_INVALID, TEXT_CLI_PIVOT_WRONG,
              TEXT_VALUES(text_string(
                  "message", "one two three four five six seven eight nine ten eleven twelve"
                             " thirteen fourteen fifteen sixteen")));
    app_say_error(app, &err);
    app_settle(app);
    assert_int_equal(row_of(app, "one two three"), 20);
    assert_int_equal(row_of(app, "fifteen sixteen"), 21);
    assert_int_equal(app->layout.panes[PLACE_DATA].rows, 18);
    press(app, ":"); /* what lies over the panes leaves it one line */
    assert_int_equal(row_of(app, "one two three"), -1);
    app_say_error(app, &err);
    app_settle(app);
    assert_int_equal(row_of(app, "one two three"), 22);
    press(app, "Esc Down");
    assert_int_equal(row_of(app, "one two three"), -1);
    assert_int_equal(app->layout.panes[PLACE_DATA].rows, 20);
    today_tell(app, "An announcement.");
    app_settle(app);
    press(app, "Down");
    assert_int_equal(row_of(app, "An announcement."), 21);
    app_free(app);
}

static void test_resumes(void **state)
{
    (void)state;
    const char *path = fixture_path(fixture_folder(), "state");
    struct app *app = start(100, 30, path);
    press(app, "k k k 1 z");
    app_free(app);
    app = start(100, 30, path);
    assert_int_equal(data_of(app)->pressed, 3);
    assert_string_equal(app_focused(app)->class->name, "topic");
    assert_true(app->zoom);
    app_free(app);
}

static void test_describe(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct app *app = start(100, 30, NULL);
    press(app, "k");
    app_describe(app, &out);
    assert_non_null(strstr(out.data, "datajam · Spring jam · North\n"));
    assert_non_null(strstr(out.data, "2 Data\npressed 1 times\n"));
    buffer_free(&out);
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_keys_reach_commands_and_panes),
        cmocka_unit_test(test_disabled_commands),
        cmocka_unit_test(test_lanes_drop_stale_answers),
        cmocka_unit_test(test_disabled_while_reading),
        cmocka_unit_test(test_slow_jobs),
        cmocka_unit_test(test_messages_between_panes),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_prompts_cards_and_questions),
        cmocka_unit_test(test_menu_palette_help),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_long_messages),
        cmocka_unit_test(test_resumes),
        cmocka_unit_test(test_describe),
    };
    return cmocka_run_group_tests_name("console", tests, NULL, NULL);
}
