/*
 * A team as it works: two consoles and a coach who follows one of them, side by side in real
 * terminals of three sizes, from a question to a pinned finding to a running presentation.
 */
#include <stdio.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/tmux.h"

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const char visits[] = "office,kind,months\n"
                             "North,single,10\nNorth,single,12\nNorth,couple,30\nNorth,couple,28\n"
                             "South,single,14\nSouth,single,9\nSouth,couple,33\nSouth,couple,41\n"
                             "South,single,11\nNorth,single,35\n";

static struct tmux *sit_down(const char *team, const char *person, int cols, int rows)
{
    char line[500];
    struct tmux *tmux = tmux_begin(cols, rows, fixture_folder());
    snprintf(line, sizeof line, "datajam open %s --as %s; echo ended $?", team, person);
    tmux_line(tmux, line);
    tmux_wait_for(tmux, "visits");
    return tmux;
}

static void get_up(struct tmux *tmux)
{
    tmux_keys(tmux, KEYS("F10"));
    tmux_wait_for(tmux, "ended 0");
    tmux_end(tmux);
}

/* What one asks, all have on their boards. */
static void ask(struct tmux *ada, struct tmux *robin)
{
    tmux_keys(ada, KEYS("5", "n"));
    tmux_wait_for(ada, "what we want to know");
    tmux_keys(ada, KEYS("Q", "u", "e", "Enter"));
    tmux_wait_for(ada, "New: Question");
    tmux_keys(ada, KEYS("W", "h", "o", "Space", "s", "t", "a", "y", "s", "?", "Enter"));
    tmux_wait_for(ada, "On the board: Who stays?");
    tmux_wait_for(robin, "Who stays?");
}

/* The coach sees what Robin does, and Robin knows it. */
static void look_together(struct tmux *robin, struct tmux *coach)
{
    tmux_keys(coach, KEYS("J"));
    tmux_wait_for(coach, "Follow whose view?");
    tmux_keys(coach, KEYS("R", "o", "b", "Enter"));
    tmux_wait_for(coach, "You see what Robin looks at");
    tmux_wait_for(robin, "Lee follows what you look at");
    tmux_keys(robin, KEYS("3", "r"));
    tmux_wait_for(robin, "Group by");
    tmux_keys(robin, KEYS("k", "i", "n", "Enter"));
    tmux_wait_for(robin, "kind · rows");
    tmux_wait_for(coach, "kind · rows");
}

/* What Robin has found is pinned, and stands on Ada's board. */
static void find(struct tmux *robin, struct tmux *ada)
{
    tmux_keys(robin, KEYS("F6"));
    tmux_wait_for(robin, "New: Finding");
    tmux_wait_for(robin, "By kind, single");
    tmux_keys(robin, KEYS("Enter"));
    tmux_wait_for(robin, "On the board: By kind");
    tmux_wait_for(ada, "By kind,");
    tmux_keys(robin, KEYS("5", "*"));
    tmux_wait_for(robin, "Starred");
    tmux_wait_for(ada, "1 finding starred");
}

/* Slides over the screen of whoever shows them; the coach goes on where Robin is. */
static void present(struct tmux *robin, struct tmux *coach)
{
    tmux_keys(robin, KEYS("B"));
    tmux_wait_for(robin, "1 of 3");
    tmux_keys(robin, KEYS("Right"));
    tmux_wait_for(robin, "2 of 3");
    tmux_wait_for(robin, "Who stays?");
    tmux_keys(robin, KEYS("Right"));
    tmux_wait_for(robin, "3 of 3");
    tmux_wait_for(robin, "Rows by kind");
    tmux_wait_for(robin, "n = 10 · visits");
    tmux_wait_for(robin, "Counts below 5 read <5"); /* of the four couples */
    tmux_wait_for(coach, "★");
    tmux_keys(robin, KEYS("Escape"));
    tmux_wait_gone(robin, "3 of 3");
    tmux_keys(coach, KEYS("Escape"));
    tmux_wait_gone(coach, "you follow Robin");
}

static void from_a_question_to_the_slides(void **state)
{
    (void)state;
    const char *team = fixture_team("visits", visits);
    struct tmux *ada = sit_down(team, "Ada", 80, 24);
    struct tmux *robin = sit_down(team, "Robin", 120, 40);
    struct tmux *coach = sit_down(team, "Lee", 100, 30);
    ask(ada, robin);
    look_together(robin, coach);
    find(robin, ada);
    present(robin, coach);
    get_up(coach);
    get_up(robin);
    get_up(ada);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(from_a_question_to_the_slides)};
    return cmocka_run_group_tests_name("a team", tests, NULL, NULL);
}
