/*
 * The board as a team uses it: from a pivot to a finding with its evidence, on two consoles
 * at once, and what it looks like.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/sample.h"
#include "tests/support/team.h"

/* A board of a day: cards of all kinds, made on the command line. */
static void fill_board(const char *team)
{
    static const char *const cards[][9] = {
        {"add", "question", "Do singles stay longer than couples?", "--theme", "Who stays",
         "--assignee", "Robin"},
        {"add", "question", "Does rent play a part?", "--tags", "rent, housing"},
        {"add", "question", "Are young people different?", "--theme", "Who stays"},
        {"pin", "new", "caseload_2019", "--rows", "case_type", "--value", "avg:months"},
        {"add", "myth", "Young people never leave", "--verdict", "busted"},
        {"add", "obstacle", "Education is filled in at half of the offices", "--barrier",
         "quality"},
        {"add", "action", "Ask for the birth date at renewal", "--due", "before summer"},
        {"add", "note", "Millpond changed its software in June 2019"},
        {"move", "2", "working on"},
        {"star", "4"},
        {"link", "1", "4"},
    };
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        const char *argv[16] = {"datajam", "board", team};
        for (size_t k = 0; cards[i][k] && k < 9; k++)
            argv[k + 3] = cards[i][k];
        static const char *const ada[] = {"DATAJAM_PERSON=Ada", NULL};
        struct fixture_run run = fixture_run(argv, NULL, ada);
        if (run.status != 0)
            fail_msg("%s", buffer_span(&run.err).data);
        fixture_run_free(&run);
    }
}

/* A jam with that board, made once. */
static const char *filled_jam(void)
{
    static const char *jam;
    if (!jam) {
        jam = sample_jam();
        fill_board(fixture_path(jam, "teams/north/team.db"));
    }
    return jam;
}

static void without_a_draft_d_says_so(void **state)
{
    (void)state;
    struct vt *vt = sample_start_csv("n\n1\n");
    vt_keys(vt, "5 d");
    vt_expect(vt, "There is no draft");
    vt_keys(vt, "D");
    vt_expect(vt, "There is no draft");
    vt_free(vt);
}

static void it_looks_as_it_was_looked_at(void **state)
{
    static const struct {
        int cols, rows;
    } sizes[] = {{80, 24}, {120, 40}};
    (void)state;
    const char *jam = filled_jam();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char name[40];
        struct vt *vt = sample_start(jam, sizes[i].cols, sizes[i].rows);
        vt_keys(vt, "5");
        snprintf(name, sizeof name, "board-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "End Enter");
        snprintf(name, sizeof name, "board-card-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_keys(vt, "e");
        snprintf(name, sizeof name, "board-form-%dx%d", sizes[i].cols, sizes[i].rows);
        vt_golden(vt, name);
        vt_free(vt);
    }
}

static void from_a_pivot_to_a_finding(void **state)
{
    (void)state;
    struct vt *vt = sample_start(sample_jam(), 120, 40);
    vt_keys(vt, "F4");
    vt_type(vt, "ty");
    vt_keys(vt, "Enter");
    vt_keys(vt, "Esc F6");
    vt_expect(vt, "By case_type, single has the most rows (49,658 of 105,376, 47");
    vt_keys(vt, "Ctrl-U");
    vt_type(vt, "Nearly half of our clients are single \xe2\x80\x93 more than we thought");
    vt_paste(vt, " (2019)\n");
    vt_keys(vt, "Enter 5");
    vt_expect(vt, "Nearly half of our clients are");
    vt_expect(vt, "more than we thought");
    vt_expect(vt, "(2019)");
    vt_keys(vt, "Enter Enter");
    vt_expect(vt, "Evidence opened: case_type");
    vt_free(vt);
}

/* The other's card comes by itself, and the other's text is not overwritten. */
static void two_consoles_on_one_board(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *ada = sample_start(jam, 100, 30);
    struct vt *robin = sample_start_as(jam, "Robin", 100, 30);
    vt_keys(ada, "5 n Q u e Enter");
    vt_type(ada, "How long?");
    vt_keys(ada, "Enter");
    vt_keys(robin, "5");
    vt_wait_for(robin, "How long?");
    vt_idle(robin);
    vt_keys(ada, "e End");
    vt_type(ada, " In months.");
    vt_keys(robin, "e End");
    vt_type(robin, " In years.");
    vt_keys(robin, "Enter");
    vt_keys(ada, "Enter");
    vt_expect(ada, "Robin has changed the same thing meanwhile.");
    vt_expect(ada, "years.");
    vt_expect(ada, "2 texts");
    vt_wait_for(robin, "2 texts");
    vt_idle(robin);
    vt_keys(robin, "r Down Down Enter");
    vt_expect(robin, "Settled");
    vt_wait_for(ada, "months.");
    vt_free(robin);
    vt_free(ada);
}

/* A console that is killed while one writes: the next start goes on in the middle of the word,
 * and the others see who has gone. */
static void what_was_typed_outlives_a_kill(void **state)
{
    (void)state;
    const char *jam = sample_jam();
    struct vt *robin = sample_start_as(jam, "Robin", 100, 30);
    struct vt *ada = sample_start(jam, 100, 30);
    vt_keys(robin, "5");
    vt_wait_for(robin, "Ada here");
    vt_keys(ada, "5 n N o t e Enter");
    vt_type(ada, "first line");
    vt_keys(ada, "Enter");
    vt_type(ada, "and in the mid");
    assert_int_equal(kill(vt_pid(ada), SIGKILL), 0);
    vt_free(ada);
    ada = sample_start(jam, 100, 30);
    vt_expect(ada, "This is what you wrote at");
    vt_expect(ada, "and in the mid");
    vt_type(ada, "dle of it");
    vt_keys(ada, "Ctrl-S");
    vt_expect(ada, "On the board: first line");
    vt_wait_for(robin, "first line");
    vt_idle(robin);
    assert_int_equal(vt_keys_end(ada, "F10"), 0);
    vt_free(ada);
    vt_wait_gone(robin, "Ada here");
    vt_free(robin);
}

/* A console on a small disk of its own, in a namespace that only it sees. */
static struct vt *start_on_small_disk(const char *disk)
{
    static const char script[] = "mount -t tmpfs -o size=1500k none \"$1\" && cp \"$0\" \"$1\" && "
                                 "exec \"$2\" open \"$1/team.db\" --as Ada";
    const struct vt_options options = {.rows = 30, .cols = 100};
    const char *team = fixture_team("visits", "office,n\nNorth,1\n");
    return vt_start(&options, VT_ARGS("unshare", "-rm", "/bin/sh", "-c", script, team, disk,
                                      fixture_program("datajam")));
}

/* Takes all the room that there is, until what it made is unlinked. */
static void fill_disk(const char *path)
{
    static const char block[4096];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    while (write(fd, block, sizeof block) > 0)
        ;
    assert_int_equal(errno, ENOSPC);
    close(fd);
}

/* A disk without room: what is typed stays on the screen and is said to be nowhere else; when
 * there is room again, all is kept. */
static void a_full_disk_takes_nothing(void **state)
{
    (void)state;
    char filler[400];
    const char *disk = fixture_folder();
    struct fixture_run can =
        fixture_run((const char *const[]){"/usr/bin/unshare", "-rm", "/bin/mount", "-t", "tmpfs",
                                          "none", disk, NULL},
                    NULL, NULL);
    int status = can.status;
    fixture_run_free(&can);
    if (status != 0)
        skip(); /* namespaces are not to be had here */
    struct vt *vt = start_on_small_disk(disk);
    snprintf(filler, sizeof filler, "/proc/%ld/root%s/filler", (long)vt_pid(vt), disk);
    vt_keys(vt, "5 n F i n d Enter");
    vt_type(vt, "kept so far");
    fill_disk(filler);
    vt_type(vt, ", and this has no room");
    vt_expect(vt, "What you type is on this screen only");
    vt_keys(vt, "Enter");
    vt_expect(vt, "New: Finding"); /* it could not be saved, and is still there */
    vt_expect(vt, ", and this has no room");
    assert_int_equal(unlink(filler), 0);
    vt_type(vt, " but now");
    vt_expect(vt, "There is room again");
    vt_keys(vt, "Enter");
    vt_expect(vt, "On the board: kept so far, and this has no room but now");
    vt_free(vt);
}

/* The mouse does what the keys do. */
static void cards_are_clicked(void **state)
{
    int row, col;
    (void)state;
    const char *jam = filled_jam();
    struct vt *vt = sample_start(jam, 80, 24);
    vt_keys(vt, "5");
    assert_true(vt_find(vt, "Millpond changed", &row, &col));
    vt_click(vt, row, col);
    vt_expect(vt, "Note 8");
    vt_click(vt, row, col);
    vt_click(vt, row, col); /* twice at once opens it */
    vt_expect(vt, "Millpond changed its software in June 2019");
    vt_keys(vt, "e");
    assert_true(vt_find(vt, "Tags", &row, &col));
    vt_click(vt, row, col + 24);
    vt_type(vt, "software");
    vt_keys(vt, "Enter");
    vt_expect(vt, "software");
    vt_free(vt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_draft_d_says_so),
        cmocka_unit_test(it_looks_as_it_was_looked_at),
        cmocka_unit_test(from_a_pivot_to_a_finding),
        cmocka_unit_test(two_consoles_on_one_board),
        cmocka_unit_test(what_was_typed_outlives_a_kill),
        cmocka_unit_test(a_full_disk_takes_nothing),
        cmocka_unit_test(cards_are_clicked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
