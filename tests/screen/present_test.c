/*
 * The slides of a team as an audience sees them: at three sizes, by keys and by the mouse,
 * from the console and from the command line.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"

static void run_board(const char *team, const char *const *words)
{
    static const char *const ada[] = {"DATAJAM_PERSON=Ada", NULL};
    const char *argv[16] = {"datajam", "board", team};
    for (size_t k = 0; words[k]; k++)
        argv[k + 3] = words[k];
    struct fixture_run run = fixture_run(argv, NULL, ada);
    if (run.status != 0)
        fail_msg("%s", buffer_span(&run.err).data);
    fixture_run_free(&run);
}

/* A jam with two findings to show, made once. */
static const char *filled_jam(void)
{
    static const char *const cards[][10] = {
        {"add", "question", "Do singles stay longer than couples?", "--assignee", "Robin"},
        {"pin", "new", "caseload_2019", "--rows", "case_type", "--value", "avg:months"},
        {"edit", "2", "--caveat", "Months are those of 2019 alone.", "--follows",
         "Ask single parents first."},
        {"add", "finding", "Nobody has looked yet"},
        {"pin", "new", "caseload_2019", "--rows", "age", "--where", "age > 68"},
        {"add", "myth", "Young people never leave", "--verdict", "busted"},
        {"add", "action", "Ask for the birth date at renewal", "--due", "before summer"},
        {"star", "2"},
        {"star", "3"},
        {"star", "4"},
    };
    static const char *jam;
    if (jam)
        return jam;
    jam = sample_jam();
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++)
        run_board(fixture_path(jam, "teams/north/team.db"), cards[i]);
    return jam;
}

static struct vt *present(int cols, int rows)
{
    static const char *const ada[] = {"DATAJAM_PERSON=Ada", NULL};
    const struct vt_options options = {.rows = rows, .cols = cols, .env = ada};
    return vt_start(
        &options, VT_ARGS("datajam", "present", fixture_path(filled_jam(), "teams/north/team.db")));
}

static void it_looks_as_it_was_looked_at(void **state)
{
    static const struct {
        int cols, rows;
    } sizes[] = {{80, 24}, {120, 40}, {200, 60}};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[48];
        struct vt *vt = present(sizes[i].cols, sizes[i].rows);
        snprintf(name, sizeof name, "present-title-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "Right Right");
        snprintf(name, sizeof name, "present-finding-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_free(vt);
    }
}

static void keys_and_mouse_go_through_it(void **state)
{
    (void)state;
    struct vt *vt = present(100, 30);
    vt_expect(vt, "1 of 7");
    vt_expect(vt, "Team North");
    vt_keys(vt, "Left");
    vt_expect(vt, "1 of 7");
    vt_click(vt, 15, 80);
    vt_expect(vt, "Do singles stay longer than couples?");
    vt_keys(vt, "Space");
    vt_expect(vt, "Look out: Months are those of 2019 alone.");
    vt_expect(vt, "Average of months by case type");
    vt_keys(vt, "t");
    vt_expect(vt, "average of months");
    vt_keys(vt, "End");
    vt_expect(vt, "Ask single parents first.");
    vt_expect(vt, "7 of 7");
    vt_keys(vt, "Right");
    vt_expect(vt, "7 of 7");
    vt_click(vt, 15, 3);
    vt_expect(vt, "[busted] Young people never leave");
    vt_keys(vt, "Home Right Right Right");
    vt_expect(vt, "Nothing is pinned for this yet.");
    vt_keys(vt, "t");
    vt_expect(vt, "This slide has no picture to change for its figures.");
    vt_keys(vt, "Up");
    vt_expect(vt, "Esc Leave");
    int status = vt_keys_end(vt, "Esc"); /* it ends with the slides */
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    vt_free(vt);
}

static void small_groups_are_not_on_a_slide(void **state)
{
    (void)state;
    struct vt *vt = present(100, 40);
    vt_keys(vt, "Right Right Right Right");
    vt_expect(vt, "5 of 7");
    vt_expect(vt, "Counts below 5 read <5");
    vt_keys(vt, "t");
    vt_expect(vt, "<5");
    vt_free(vt);
}

static void from_the_console_and_back(void **state)
{
    (void)state;
    struct vt *vt = sample_start(filled_jam(), 80, 24);
    vt_keys(vt, "B");
    vt_expect(vt, "1 of 7");
    vt_resize(vt, 30, 110);
    vt_keys(vt, "Right");
    vt_expect(vt, "2 of 7");
    vt_keys(vt, "Esc");
    vt_expect_not(vt, "of 7");
    vt_expect(vt, "F1 Help");
    vt_resize(vt, 24, 80);
    vt_keys(vt, ":");
    vt_type(vt, "report to take");
    vt_keys(vt, "Enter");
    vt_expect(vt, "The report is in report-2026-05-12/report.html beside the team file");
    vt_free(vt);
    static const char *const files[] = {"report.html", "report.md", "report-3.svg"};
    char name[120];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(name, sizeof name, "teams/north/report-2026-05-12/%s", files[i]);
        assert_true(file_exists(fixture_path(filled_jam(), name)));
    }
}

static void without_a_terminal_it_is_text(void **state)
{
    const char *team = fixture_path(filled_jam(), "teams/north/team.db");
    const char *const argv[] = {"datajam", "present", team, NULL};
    (void)state;
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(buffer_span(&run.out).data, "# Long-term clients\n"));
    assert_non_null(strstr(buffer_span(&run.out).data, "| single parent | 41.1 |"));
    assert_null(strstr(buffer_span(&run.out).data, "]("));
    fixture_run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_looks_as_it_was_looked_at),
        cmocka_unit_test(keys_and_mouse_go_through_it),
        cmocka_unit_test(small_groups_are_not_on_a_slide),
        cmocka_unit_test(from_the_console_and_back),
        cmocka_unit_test(without_a_terminal_it_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
