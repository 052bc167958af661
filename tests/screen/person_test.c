/* What belongs to a person at the console: who it is, the colours, the warning at the start. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"

static void run_command(struct vt *vt, const char *words)
{
    vt_keys(vt, ":");
    vt_type(vt, words);
    vt_keys(vt, "Enter");
}

static void the_theme_changes_at_once_and_is_kept(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *vt = sample_start(jam, 80, 24);
    vt_keys(vt, "2");
    int dark = vt_cell(vt, 10, 5).bg;
    run_command(vt, "Choose a theme");
    vt_expect(vt, "Themes");
    vt_keys(vt, "Down Enter");
    vt_expect(vt, "The theme is kept for you");
    int light = vt_cell(vt, 10, 5).bg;
    assert_int_not_equal(dark, light);
    for (int row = 1; row < 23; row++) /* to the edge, also where nothing stands */
        if (row != 2 && row != 3 && vt_cell(vt, row, 79).bg == dark)
            vt_fail(vt, "row %d is dark at its end", row);
    vt_keys(vt, "Up");
    assert_int_equal(WEXITSTATUS(vt_keys_end(vt, "q")), 0);
    vt_free(vt);
    vt = sample_start(jam, 80, 24);
    assert_int_equal(vt_cell(vt, 10, 5).bg, light);
    run_command(vt, "I am someone else");
    vt_expect(vt, "Who are you?");
    vt_type(vt, "Grace");
    vt_keys(vt, "Enter");
    vt_expect(vt, "case_id");
    assert_int_equal(vt_cell(vt, 10, 5).bg, dark); /* hers is another */
    vt_free(vt);
}

/* Each goes on where they were. */
static void another_person_takes_over_and_gives_back(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *vt = vt_start(NULL, VT_ARGS("datajam", "join", fixture_path(jam, "north")));
    vt_type(vt, "Ada");
    vt_keys(vt, "Enter 2 Ctrl-End");
    vt_expect(vt, "105,376 / 105,376");
    run_command(vt, "I am someone else");
    vt_expect(vt, "Who are you?");
    vt_expect(vt, "Ada");
    vt_keys(vt, "End Enter");
    vt_type(vt, "Grace");
    vt_keys(vt, "Enter");
    vt_expect(vt, "1 / 105,376");
    run_command(vt, "I am someone else");
    vt_keys(vt, "Home Enter");
    vt_expect(vt, "105,376 / 105,376");
    assert_int_equal(WEXITSTATUS(vt_keys_end(vt, "F10")), 0);
    assert_true(vt_restored(vt));
    vt_free(vt);
}

/* On an account that several people use nobody becomes who was here last without being asked. */
static void who_sits_there_is_asked_on_a_shared_account(void **state)
{
    (void)state;
    const char *team = fixture_path(sample_jam(), "north");
    struct vt *ann = vt_start(NULL, VT_ARGS("datajam", "join", team, "--as", "Ann"));
    vt_expect(ann, "case_id");
    struct vt *vt = vt_start(NULL, VT_ARGS("datajam", "join", team)); /* Ann is here just now */
    vt_expect(vt, "Ann is here already, in another console. Are you somebody");
    vt_keys(vt, "Enter");
    vt_expect(vt, "Who are you?");
    vt_expect(vt, "was here last");
    vt_keys(vt, "End Enter");
    vt_type(vt, "ann");
    vt_keys(vt, "Enter");
    vt_expect(vt, "ann is here already");
    vt_keys(vt, "Enter End Enter");
    vt_type(vt, "Bob");
    vt_keys(vt, "Enter");
    vt_expect(vt, "case_id");
    vt_free(vt);
    vt_free(ann);
    vt = vt_start(NULL, VT_ARGS("datajam", "join", team)); /* two names are remembered */
    vt_expect(vt, "Who are you?");
    vt_expect(vt, "Bob");
    vt_expect(vt, "was here last");
    vt_keys(vt, "Enter");
    vt_expect(vt, "case_id");
    vt_free(vt);
}

/* Whoever is at two consoles says so. */
static void one_person_may_be_at_two_consoles(void **state)
{
    (void)state;
    const char *team = fixture_path(sample_jam(), "north");
    struct vt *first = vt_start(NULL, VT_ARGS("datajam", "join", team, "--as", "Ann"));
    vt_expect(first, "case_id");
    struct vt *vt = vt_start(NULL, VT_ARGS("datajam", "join", team, "--as", "Ann"));
    vt_expect(vt, "Ann is here already");
    vt_keys(vt, "Right Enter");
    vt_expect(vt, "case_id");
    vt_free(vt);
    vt_free(first);
}

static void a_place_without_locks_is_told_first(void **state)
{
    (void)state;
    static const char *const nfs[] = {"DATAJAM_PLACE=nfs", NULL};
    const struct vt_options options = {.env = nfs};
    const char *team = fixture_path(sample_jam(), "north");
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", "join", team, "--as", "Ada"));
    vt_expect(vt, "Before you go on");
    vt_expect(vt, "on a network");
    vt_keys(vt, "Enter");
    vt_expect_not(vt, "Before you go on");
    vt_expect(vt, "case_id");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_theme_changes_at_once_and_is_kept),
        cmocka_unit_test(another_person_takes_over_and_gives_back),
        cmocka_unit_test(who_sits_there_is_asked_on_a_shared_account),
        cmocka_unit_test(one_person_may_be_at_two_consoles),
        cmocka_unit_test(a_place_without_locks_is_told_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
