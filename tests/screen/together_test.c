/*
 * A team of three in terminals: from a question to a pinned finding, with a follower beside them;
 * what is followed looks the same with and without; and what changes on one screen comes to the
 * others by itself.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"
#include "tests/support/team.h"

enum { COLUMNS = 120, ROWS = 36 };

/* A pivot of office, by keys. */
static void make_pivot(struct vt *vt)
{
    vt_keys(vt, "3 r");
    vt_type(vt, "office");
    vt_keys(vt, "Enter");
    vt_expect(vt, "office · rows");
}

static void from_a_question_to_a_finding(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *ada = sample_start(jam, COLUMNS, ROWS);
    struct vt *robin = sample_start_as(jam, "Robin", COLUMNS, ROWS);
    struct vt *kim = sample_start_as(jam, "Kim", COLUMNS, ROWS);
    vt_wait_for(kim, "Ada, Robin here");
    vt_keys(ada, "5 n Q u e Enter");
    vt_type(ada, "Which office has most?");
    vt_keys(ada, "Enter");
    vt_wait_for(kim, "Which office has most?");
    vt_keys(kim, "J");
    vt_expect(kim, "Follow whose view?");
    vt_type(kim, "Ada");
    vt_keys(kim, "Enter");
    vt_expect(kim, "you follow Ada");
    vt_wait_for(ada, "3 here · Kim is looking");
    make_pivot(ada);
    vt_wait_for(kim, "office · rows");
    vt_keys(ada, "Down Down");
    vt_wait_for(kim, "You follow Ada");
    vt_keys(ada, "4 F6");
    vt_expect(ada, "New: Finding");
    vt_keys(ada, "Enter 5");
    vt_expect(ada, "▤");
    vt_wait_for(robin, "▤");
    vt_wait_for(kim, "▤");
    vt_idle(kim);
    vt_keys(kim, "Esc");
    vt_wait_gone(ada, "is looking");
    vt_expect(kim, "Nothing is grouped yet."); /* Kim's own view */
    vt_free(kim);
    vt_free(robin);
    vt_free(ada);
}

/* ---- the same to the byte ---- */

/* What stands on the screen after each key, but for the row that says who is here. */
static void walk(struct vt *vt, struct buffer *out)
{
    static const char *const keys[] = {"2",    "Down", "PageDown", "Right", "s", "3",  "Down",
                                       "Home", "4",    "Right",    "Left",  "5", "2",  "End",
                                       "u",    "z",    "z",        "1",     "2", "Up", "Home"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        vt_keys(vt, keys[i]);
        for (int row = 0; row < ROWS; row++) {
            if (row == ROWS - 2)
                continue;
            buffer_add_string(out, vt_row(vt, row));
            buffer_add_byte(out, '\n');
        }
    }
}

static void whoever_is_followed_sees_no_difference(void **state)
{
    (void)state;
    struct buffer alone = {0}, followed = {0};
    struct vt *ada = sample_start(sample_jam(), COLUMNS, ROWS);
    make_pivot(ada);
    walk(ada, &alone);
    vt_free(ada);
    const char *jam = sample_jam();
    ada = sample_start(jam, COLUMNS, ROWS);
    make_pivot(ada);
    struct vt *kim = sample_start_as(jam, "Kim", COLUMNS, ROWS);
    vt_wait_for(kim, "Ada here");
    vt_keys(kim, "J Enter");
    vt_wait_for(ada, "2 here · Kim is looking");
    walk(ada, &followed);
    vt_expect(ada, "2 here · Kim is looking");
    assert_int_equal(alone.len, followed.len);
    assert_memory_equal(alone.data, followed.data, alone.len);
    vt_wait_for(kim, "1 / 105,376");
    buffer_free(&alone);
    buffer_free(&followed);
    vt_free(kim);
    vt_free(ada);
}

/* Whoever writes while following is not taken away from it: the view comes when they are done. */
static void what_is_written_is_not_disturbed(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *ada = sample_start(jam, COLUMNS, ROWS);
    struct vt *kim = sample_start_as(jam, "Kim", COLUMNS, ROWS);
    vt_wait_for(kim, "Ada here");
    vt_keys(kim, "J Enter F7");
    vt_wait_for(ada, "Kim is looking");
    make_pivot(ada);
    vt_type(kim, "select 1");
    vt_keys(ada, "5 n Q u e Enter"); /* told behind the pivot */
    vt_type(ada, "And?");
    vt_keys(ada, "Enter");
    vt_type(kim, " as one");
    vt_wait_for(kim, "And?");
    vt_expect(kim, "select 1 as one");
    vt_keys(kim, "2");
    vt_expect(kim, "select 1 as one2");
    vt_free(kim);
    vt_free(ada);
}

/* ---- one row behind evidence ---- */

static void changed_figures_come_to_every_screen(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", "office,age\nNorth,31\nSouth,44\nNorth,29\n");
    const struct vt_options options = {.rows = 30, .cols = 100};
    struct vt *ada = vt_start(&options, VT_ARGS("datajam", "open", team, "--as", "Ada"));
    struct vt *robin = vt_start(&options, VT_ARGS("datajam", "open", team, "--as", "Robin"));
    make_pivot(ada);
    vt_keys(ada, "4 F6 Enter 5");
    vt_keys(robin, "5");
    vt_wait_for(robin, "▤");
    vt_expect_not(robin, "▤≠");
    foreign_sql(team, "UPDATE visits SET office = 'South' WHERE age = 29");
    vt_wait_for(ada, "▤≠");
    vt_wait_for(robin, "▤≠");
    vt_idle(robin);
    vt_keys(robin, "Enter v");
    vt_expect(robin, "North: 2 → 1");
    vt_expect(robin, "South: 1 → 2");
    vt_free(robin);
    vt_free(ada);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_a_question_to_a_finding),
        cmocka_unit_test(whoever_is_followed_sees_no_difference),
        cmocka_unit_test(what_is_written_is_not_disturbed),
        cmocka_unit_test(changed_figures_come_to_every_screen),
    };
    return cmocka_run_group_tests_name("looking together", tests, NULL, NULL);
}
