/* The working view: each change is a step, and every step can be taken back. */
#include "tui/pane/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/team.h"
#include "tui/console/app_private.h"

/* A pane that counts what it is told. */
static int told;

static enum status open_pane(struct pane *pane, struct error *err)
{
    (void)err;
    return work_of(pane->app) != NULL ? STATUS_OK : STATUS_MEMORY;
}

static void message(struct pane *pane, const struct message *message)
{
    (void)pane;
    told += message->kind == MESSAGE_TOLD && strcmp(message->topic, "work.changed") == 0;
}

static void draw(const struct pane *pane, const struct surface *surface)
{
    (void)pane;
    (void)surface;
}

static void describe(const struct pane *pane, struct buffer *out)
{
    (void)pane;
    (void)out;
}

static const struct pane_class listener = {.name = "listener",
                                           .title = TEXT_DATA_TITLE,
                                           .place = PLACE_DATA,
                                           .open = open_pane,
                                           .message = message,
                                           .draw = draw,
                                           .describe = describe};

static struct column_info columns[] = {
    {.id = 11, .name = "age", .type = COLUMN_INTEGER},
    {.id = 12, .name = "office", .type = COLUMN_TEXT},
    {.id = 13, .name = "months", .type = COLUMN_INTEGER},
};
static const struct dataset_info datasets[] = {
    {.id = 1,
     .name = "caseload",
     .label = "",
     .grain = "",
     .source = "",
     .imported_by = "",
     .rows = 40,
     .column_count = 3,
     .columns = columns},
    {.id = 2, .name = "visits", .label = "", .grain = "", .source = "", .imported_by = ""},
};

struct fixture {
    struct app *app;
    struct work *work;
};

static int open_work(void **state)
{
    static struct fixture f;
    const struct pane_class *classes[] = {&listener};
    struct app_config config = {.classes = classes, .class_count = 1, .columns = 80, .rows = 24};
    assert_int_equal(app_new(&f.app, &config, NULL), STATUS_OK);
    for (size_t i = 0; i < 3; i++)
        columns[i].label = columns[i].meaning = columns[i].caution = columns[i].reason =
            columns[i].order = "";
    f.work = work_of(f.app);
    assert_true(work_know_datasets(f.work, datasets, 2));
    assert_true(work_show_dataset(f.work, 1));
    told = 0;
    *state = &f;
    return 0;
}

static int close_work(void **state)
{
    app_free(((struct fixture *)*state)->app);
    return 0;
}

static struct filter older(int64_t column)
{
    static const struct span texts[] = {{"25", 2}};
    return (struct filter){
        .column = column, .op = FILTER_GREATER_EQUAL, .count = 1, .texts = texts};
}

static void changes_are_steps_with_words(void **state)
{
    const struct fixture *f = *state;
    const struct filter filter = older(11);
    assert_int_equal(work_step_count(f->work), 1);
    assert_true(work_add_filter(f->work, &filter));
    assert_true(work_sort(f->work, 13, true, false));
    assert_true(work_sort(f->work, 12, false, true));
    assert_int_equal(work_step_count(f->work), 4);
    assert_int_equal(told, 3);
    assert_non_null(strstr(work_step_words(f->work, 1), "Filter added: age"));
    assert_string_equal(work_step_words(f->work, 2), "Sorted by months, greatest first");
    assert_string_equal(work_step_words(f->work, 3), "Sorted further by office");
    const struct work_state *now = work_state(f->work);
    assert_int_equal(now->sort_count, 2);
    assert_int_equal(now->sorts[1].column, 12);
    assert_true(now->filters.filters[0].texts[0].data != filter.texts[0].data);
}

static void what_changes_nothing_is_no_step(void **state)
{
    const struct fixture *f = *state;
    assert_true(work_clear_filters(f->work));
    assert_true(work_clear_sorts(f->work));
    assert_int_equal(work_step_count(f->work), 1);
    assert_int_equal(told, 0);
}

static void every_step_is_taken_back_and_done_again(void **state)
{
    const struct fixture *f = *state;
    const struct filter filter = older(11);
    struct pivot_spec pivot = {.rows = {{.column = 12}}, .sort = PIVOT_BY_LABEL};
    const struct filter_list behind = {(struct filter[]){older(13)}, 1};
    work_add_filter(f->work, &filter);
    work_switch_filter(f->work, 0);
    work_set_pivot(f->work, &pivot, "Rows of the pivot: office");
    work_drill(f->work, &behind, "couple × Cambridge", "pivot");
    work_remove_filter(f->work, 0);
    work_show_dataset(f->work, 2);
    assert_int_equal(work_step_now(f->work), 6);
    assert_int_equal(work_state(f->work)->pivot.rows[0].column, 0);
    while (work_undo(f->work))
        ;
    assert_int_equal(work_step_now(f->work), 0);
    assert_int_equal(work_state(f->work)->filters.count, 0);
    assert_string_equal(work_state(f->work)->drill.words, "");
    while (work_redo(f->work))
        ;
    assert_int_equal(work_state(f->work)->dataset, 2);
    work_go_to_step(f->work, 4);
    const struct work_state *now = work_state(f->work);
    assert_true(now->filters.filters[0].off);
    assert_string_equal(now->drill.words, "couple × Cambridge");
    assert_int_equal(now->drill.filters.filters[0].column, 13);
    assert_int_equal(now->pivot.rows[0].column, 12);
    assert_true(work_leave_drill(f->work));
    assert_int_equal(work_step_count(f->work), 6); /* what lay ahead is gone */
    assert_string_equal(work_step_words(f->work, 5), "Back from couple × Cambridge");
}

static void revisions_tell_parts_apart(void **state)
{
    const struct fixture *f = *state;
    const struct filter filter = older(11);
    uint64_t filters = work_revision(f->work, WORK_FILTERS);
    uint64_t sorts = work_revision(f->work, WORK_SORTS);
    work_sort(f->work, 11, false, false);
    assert_true(work_revision(f->work, WORK_FILTERS) == filters);
    assert_true(work_revision(f->work, WORK_SORTS) > sorts);
    sorts = work_revision(f->work, WORK_SORTS);
    work_add_filter(f->work, &filter);
    assert_true(work_revision(f->work, WORK_FILTERS) > filters);
    work_undo(f->work);
    assert_true(work_revision(f->work, WORK_FILTERS) > filters + 1);
    assert_true(work_revision(f->work, WORK_SORTS) == sorts);
}

static void rows_changed_by_others_are_told(void **state)
{
    const struct fixture *f = *state;
    struct dataset_info changed[2] = {datasets[0], datasets[1]};
    uint64_t data = work_revision(f->work, WORK_DATA);
    assert_true(work_know_datasets(f->work, changed, 2));
    assert_int_equal(told, 0);
    changed[0].rows = 41;
    assert_true(work_know_datasets(f->work, changed, 2));
    assert_int_equal(told, 1);
    assert_true(work_revision(f->work, WORK_DATA) > data);
    assert_int_equal(work_dataset(f->work)->rows, 41);
    assert_string_equal(work_column(f->work, 12)->name, "office");
    assert_null(work_column(f->work, 99));
}

static void the_oldest_steps_go(void **state)
{
    const struct fixture *f = *state;
    for (int i = 0; i < 250; i++)
        work_sort(f->work, 11 + i % 3, false, false);
    assert_int_equal(work_step_count(f->work), 100);
    assert_int_equal(work_step_now(f->work), 99);
    int back = 0;
    while (work_undo(f->work))
        back++;
    assert_int_equal(back, 99);
}

/* A console that keeps what is resumed in a file, until its app_free. */
static struct app *app_that_remembers(const char *path)
{
    const struct pane_class *classes[] = {&listener};
    struct app_config config = {
        .classes = classes, .class_count = 1, .columns = 80, .rows = 24, .remember_path = path};
    struct app *app;
    assert_int_equal(app_new(&app, &config, NULL), STATUS_OK);
    return app;
}

static void is_resumed_dataset_by_dataset(void **state)
{
    (void)state;
    char *folder = scratch_new(), *path = scratch_path(folder, "resume");
    const struct filter filter = older(11);
    const struct filter_list behind = {(struct filter[]){older(13)}, 1};
    struct pivot_spec pivot = {.rows = {{.column = 12}}, .sort = PIVOT_BY_TOTAL};
    struct app *app = app_that_remembers(path);
    struct work *work = work_of(app);
    work_know_datasets(work, datasets, 2);
    work_show_dataset(work, 1);
    work_add_filter(work, &filter);
    work_sort(work, 13, true, false);
    work_set_pivot(work, &pivot, "Rows of the pivot: office");
    work_drill(work, &behind, "a\tb\n× \\", "pivot");
    struct work_draft *draft = work_draft(work);
    draft->state.columns = arena_alloc(draft->arena, sizeof *draft->state.columns);
    draft->state.columns[0] = (struct view_column){.id = 12, .hidden = true, .width = 20};
    draft->state.column_count = 1;
    draft->state.pinned = 0;
    work_commit(work, draft, TEXT_WORK_WORDS, TEXT_VALUES(text_string("words", "x")));
    work_show_dataset(work, 2);
    app_free(app);

    app = app_that_remembers(path);
    work = work_of(app);
    assert_int_equal(work_state(work)->dataset, 2);
    work_know_datasets(work, datasets, 2);
    work_show_dataset(work, 1);
    assert_string_equal(work_step_words(work, work_step_now(work)), "Dataset shown: caseload");
    const struct work_state *now = work_state(work);
    assert_int_equal(now->filters.count, 1);
    assert_true(span_equal(now->filters.filters[0].texts[0], span_string("25")));
    assert_true(now->sorts[0].descending);
    assert_int_equal(now->pivot.rows[0].column, 12);
    assert_int_equal(now->pivot.sort, PIVOT_BY_TOTAL);
    assert_string_equal(now->drill.words, "a\tb\n× \\");
    assert_string_equal(now->drill.from, "pivot");
    assert_int_equal(now->drill.filters.filters[0].column, 13);
    assert_int_equal(now->pinned, 0);
    assert_int_equal(now->columns[0].width, 20);
    app_free(app);
    free(path);
    scratch_remove(folder);
}

static void steps_reach_past_a_restart(void **state)
{
    (void)state;
    char *folder = scratch_new(), *path = scratch_path(folder, "resume");
    const struct filter filter = older(11);
    const struct filter_list behind = {(struct filter[]){older(13)}, 1};
    struct app *app = app_that_remembers(path);
    struct work *work = work_of(app);
    work_know_datasets(work, datasets, 2);
    work_show_dataset(work, 1);
    work_add_filter(work, &filter);
    work_drill(work, &behind, "couple × Cambridge", "pivot");
    work_sort(work, 12, false, false);
    work_undo(work);
    app_free(app);

    app = app_that_remembers(path);
    work = work_of(app);
    work_know_datasets(work, datasets, 2);
    assert_int_equal(work_step_count(work), 4);
    assert_int_equal(work_step_now(work), 2);
    assert_true(work_redo(work)); /* what lay ahead is still there */
    assert_int_equal(work_state(work)->sort_count, 1);
    assert_string_equal(work_step_words(work, 3), "Sorted by office");
    work_undo(work);
    assert_true(work_undo(work));
    assert_string_equal(work_state(work)->drill.words, "");
    assert_true(work_undo(work));
    assert_int_equal(work_state(work)->filters.count, 0);
    assert_false(work_undo(work));
    work_sort(work, 13, true, false); /* the steps ahead go, for the next start as well */
    app_free(app);

    app = app_that_remembers(path);
    work = work_of(app);
    assert_int_equal(work_step_count(work), 2);
    assert_string_equal(work_step_words(work, 1), "Sorted by months, greatest first");
    app_free(app);
    free(path);
    scratch_remove(folder);
}

static void the_newest_steps_are_kept(void **state)
{
    (void)state;
    char *folder = scratch_new(), *path = scratch_path(folder, "resume");
    struct app *app = app_that_remembers(path);
    struct work *work = work_of(app);
    work_know_datasets(work, datasets, 2);
    work_show_dataset(work, 1);
    for (int i = 0; i < 250; i++)
        work_sort(work, 11 + i % 3, i % 2, false);
    for (int i = 0; i < 3; i++)
        work_undo(work);
    app_free(app);
    app = app_that_remembers(path);
    work = work_of(app);
    assert_int_equal(work_step_count(work), 50);
    assert_int_equal(work_step_now(work), 46);
    const struct work_state *now = work_state(work);
    assert_int_equal(now->sorts[0].column, 11 + 246 % 3);
    app_free(app);
    free(path);
    scratch_remove(folder);
}

/* A file that somebody has changed, or an older version of the program. */
static void steps_that_lead_elsewhere_are_forgotten(void **state)
{
    static const char *const spoils[] = {"sed -i 's/^work.steps=.*/work.steps=3 9 1/'",
                                         "sed -i '/^work.step.2.view=/d'",
                                         "sed -i 's/^work.1.view=.*/work.1.view=/'",
                                         "sed -i 's/^work.step.2.view=.*/work.step.2.view={}/'"};
    (void)state;
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++) {
        char *folder = scratch_new(), *path = scratch_path(folder, "resume"), command[400];
        struct app *app = app_that_remembers(path);
        struct work *work = work_of(app);
        work_know_datasets(work, datasets, 2);
        work_show_dataset(work, 1);
        work_sort(work, 12, true, false);
        work_sort(work, 13, true, false);
        app_free(app);
        snprintf(command, sizeof command, "%s %s", spoils[i], path);
        assert_int_equal(system(command), 0);
        app = app_that_remembers(path);
        assert_int_equal(work_step_count(work_of(app)), 1);
        app_free(app);
        free(path);
        scratch_remove(folder);
    }
}

static void follow(struct work *work, int64_t dataset, int64_t column)
{
    struct filter filter = older(column);
    struct work_draft *draft = work_draft(work);
    const struct filter_list one = {&filter, 1};
    draft->state.dataset = dataset;
    assert_true(filter_list_copy(draft->arena, &one, &draft->state.filters));
    assert_true(
        work_follow(work, draft, TEXT_TOGETHER_STEP, TEXT_VALUES(text_string("person", "Kim"))));
}

/* Looks at visits, having left the caseload without a filter. */
static struct work *work_before_following(struct app *app)
{
    struct work *work = work_of(app);
    work_know_datasets(work, datasets, 2);
    work_show_dataset(work, 1);
    work_show_dataset(work, 2);
    return work;
}

static void assert_nothing_stayed(struct work *work)
{
    assert_int_equal(work_state(work)->dataset, 2);
    assert_int_equal(work_state(work)->filters.count, 0);
    work_show_dataset(work, 1);
    assert_int_equal(work_state(work)->filters.count, 0);
}

static void following_leaves_nothing_in_other_datasets(void **state)
{
    (void)state;
    struct app *app = app_that_remembers(NULL);
    struct work *work = work_before_following(app);
    follow(work, 1, 11);
    follow(work, 1, 13); /* takes its place */
    assert_true(work_is_followed(work));
    work_unfollow(work);
    assert_false(work_is_followed(work));
    assert_nothing_stayed(work);
    /* Nor when another dataset is chosen while somebody is followed. */
    follow(work, 2, 11);
    work_show_dataset(work, 1);
    assert_int_equal(work_state(work)->filters.count, 0);
    work_unfollow(work);
    work_show_dataset(work, 2);
    assert_int_equal(work_state(work)->filters.count, 0);
    app_free(app);
}

/* Whether it ends before the program does, or with it. */
static void following_leaves_nothing_for_the_next_start(void **state)
{
    (void)state;
    for (int ended = 0; ended < 2; ended++) {
        char *folder = scratch_new(), *path = scratch_path(folder, "resume");
        struct app *app = app_that_remembers(path);
        struct work *work = work_before_following(app);
        size_t steps = work_step_count(work);
        work_sort(work, 12, true, false);
        work_undo(work); /* following takes what could be done again */
        follow(work, 1, 11);
        if (ended)
            work_unfollow(work);
        app_free(app);
        app = app_that_remembers(path);
        work = work_of(app);
        work_know_datasets(work, datasets, 2);
        assert_int_equal(work_step_count(work), steps);
        assert_nothing_stayed(work);
        app_free(app);
        free(path);
        scratch_remove(folder);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_work, close_work)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(changes_are_steps_with_words),
        TEST(what_changes_nothing_is_no_step),
        TEST(every_step_is_taken_back_and_done_again),
        TEST(revisions_tell_parts_apart),
        TEST(rows_changed_by_others_are_told),
        TEST(the_oldest_steps_go),
        cmocka_unit_test(is_resumed_dataset_by_dataset),
        cmocka_unit_test(steps_reach_past_a_restart),
        cmocka_unit_test(the_newest_steps_are_kept),
        cmocka_unit_test(steps_that_lead_elsewhere_are_forgotten),
        cmocka_unit_test(following_leaves_nothing_in_other_datasets),
        cmocka_unit_test(following_leaves_nothing_for_the_next_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
