/*
 * A whole day in rehearsal: teams with several consoles each, coaches and a facilitator, all
 * of them real programs in terminals, on one machine. The facilitator's console moves the
 * clock; people look around, write cards and call for coaches; coaches race for the calls.
 * Afterwards it is judged whether every console showed each phase, whether every call was
 * taken once and closed, and what all of that took.
 *
 * Here a small day; `make day` plays the whole one (DATAJAM_DAY=whole), ten teams of four with
 * the sample data, in which the figures are held against their targets, too.
 */
#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/day_play.h"
#include "tests/support/fixture.h"
#include "tests/support/process.h"
#include "tests/support/team.h"
#include "tests/support/vt_private.h"

enum {
    PHASES = 8,
    CHANGES = PHASES + 1,       /* with the end */
    CHILDREN = PLAY_PLACES - 1, /* all but the facilitator */
    OPEN_MS = 120000,           /* for all consoles to open */
    SETTLE_MS = 2000,
    LOG_LIMIT = 64 << 20,
    MEMORY_MOST_MB = 15,
    SEEN_MOST_MS = 1000,
    KEY_MOST_MS = 50,
    IDLE_MOST = 5 /* per cent of one core, all together */
};

/* The size of the day. */
struct size {
    bool whole;
    int teams, seats, coaches, speed, pace_ms, idle_ms;
};
static const struct size small = {false, 2, 2, 2, 7200 / 2, 120, 500},
                         whole = {true, 10, 4, 3, 120, 900, 60000};

static const char agenda[] = "time,title,minutes,kind,fixed,note\n"
                             "09:00,Kick-off,30,kick-off,yes,Welcome\n"
                             "09:30,Huddle,30,huddle,no,\n"
                             "10:00,Analysis 1,120,analysis,no,\n"
                             "12:00,Lunch,45,lunch,yes,\n"
                             "12:45,Analysis 2,105,analysis,no,\n"
                             "14:30,Prepare,30,prepare,no,\n"
                             "15:00,Showcase,60,showcase,yes,\n"
                             "16:00,Survey,15,survey,no,\n";
static const struct {
    const char *title;
    int minutes;
    bool helps;
} phases[PHASES] = {{"Kick-off", 30, false}, {"Huddle", 30, false},     {"Analysis 1", 120, true},
                    {"Lunch", 45, false},    {"Analysis 2", 105, true}, {"Prepare", 30, false},
                    {"Showcase", 60, false}, {"Survey", 15, false}};
static const char *const folders[PLAY_TEAMS_MOST] = {"team-1", "team-2",  "team-3",  "team-4",
                                                     "team-5", "team-6",  "team-7",  "team-8",
                                                     "team-9", "team-10", "team-11", "team-12"};

static const struct size *size;
static struct play_board *board;
static struct vt *facilitator;
static const char *folder; /* of what the drivers say */
static pid_t children[CHILDREN];
static int child_count, statuses[CHILDREN];

/* ---- figures ---- */

static double idle_percent;
static int64_t pss_kb[PLAY_PLACES]; /* the most of each console */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct figures {
    double *all;
    size_t count;
};

static double part(const struct figures *figures, size_t of_1000)
{
    size_t at = figures->count * of_1000 / 1000;
    return figures->count == 0 ? 0 : figures->all[at < figures->count ? at : figures->count - 1];
}

static void print(const char *what, const char *unit, struct figures *figures, int most)
{
    printf("day: %-38s %6zu  median %7.1f  p99 %7.1f  max %7.1f %s (at most %d)\n", what,
           figures->count, part(figures, 500), part(figures, 990), part(figures, 1000), unit, most);
    fflush(stdout);
}

static struct figures room(size_t count)
{
    struct figures figures = {.all = calloc(count, sizeof(double))};
    assert_non_null(figures.all);
    return figures;
}

static void in_order(struct figures *figures)
{
    qsort(figures->all, figures->count, sizeof *figures->all, by_size);
}

/* ---- the jam ---- */

static const char *topics_of_sample(void)
{
    const char *demo = fixture_path(fixture_folder(), "demo");
    fixture_do(VT_ARGS("datajam", "demo", demo, "--no-console"));
    return fixture_path(demo, "topics");
}

static const char *small_topic(void)
{
    const char *topics = fixture_folder();
    assert_int_equal(file_make_folder(fixture_path(topics, "visits/data"), NULL), STATUS_OK);
    fixture_file(topics, "visits/topic.md", "# Visits\n\nWho comes, and how often?\n");
    fixture_file(topics, "visits/data/visits.csv",
                 "client,office,case_type,months,age\nK1,Millpond,single,3,31\n"
                 "K2,Old Town,couple,14,44\nK3,Riverside,single,9,29\nK4,Millpond,single,30,57\n");
    return topics;
}

static const char *topic_of(int team)
{
    static const char *const names[] = {"long-term-clients", "changing-caseload", "participation",
                                        "integration-focus", "additional-benefits"};
    return size->whole ? names[team % (int)(sizeof names / sizeof *names)] : "visits";
}

static const char *make_jam(void)
{
    const char *jam = fixture_path(fixture_folder(), "jam");
    const char *plan = fixture_file(fixture_folder(), "agenda.csv", agenda);
    fixture_do(VT_ARGS("datajam", "new", jam, "--agenda", plan, "--topics",
                       size->whole ? topics_of_sample() : small_topic()));
    for (int i = 0; i < size->teams; i++)
        fixture_do(VT_ARGS("datajam", "team", "add", jam, folders[i], "--topic", topic_of(i)));
    return jam;
}

static void make_board(void)
{
    board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(board != MAP_FAILED);
    board->jam = make_jam();
    board->teams = size->teams;
    board->seats = size->seats;
    board->coaches = size->coaches;
    board->pace_ms = size->pace_ms;
    board->team_folders = folders;
    board->at = -1;
    for (int i = 0; i < PHASES; i++) {
        snprintf(board->changes[i].words, PLAY_NAME, "● %s", phases[i].title);
        board->changes[i].helps = phases[i].helps;
    }
    snprintf(board->changes[PHASES].words, PLAY_NAME, "the day is over");
}

/* ---- the drivers: people team by team, then coaches, as the places are ---- */

static int people(void)
{
    return size->teams * size->seats;
}

static bool is_coach(int child)
{
    return child >= people();
}

static const char *output_file(int child)
{
    char name[30];
    snprintf(name, sizeof name, "driver-%d-output", child);
    return fixture_path(folder, name);
}

static void drive(void **state)
{
    int child = *(int *)*state;
    if (is_coach(child))
        play_coach(board, child - people());
    else
        play_person(board, child / size->seats, child % size->seats);
}

static int run_driver(int child)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(drive, &child)};
    const char *path = output_file(child);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* and its consoles are hung up then */
    if (!freopen(path, "w", stdout) || !freopen(path, "a", stderr))
        return 1;
    return cmocka_run_group_tests_name("driver", tests, NULL, NULL);
}

static void start_drivers(void)
{
    child_count = people() + size->coaches;
    for (int i = 0; i < child_count; i++) {
        children[i] = fork();
        if (children[i] == 0)
            exit(run_driver(i));
    }
}

/* A driver that has ended before its time ends the day. */
static bool all_drive(void)
{
    for (int i = 0; i < child_count; i++)
        if (children[i] > 0 && waitpid(children[i], &statuses[i], WNOHANG) == children[i]) {
            children[i] = 0;
            return false;
        }
    return true;
}

/* Coaches are asked, too, when calls were left over. */
static bool is_to_tell(int child)
{
    return statuses[child] != 0 || (is_coach(child) && board->closed != board->asked);
}

/* What a driver said, when it or the day came to a bad end. */
static void tell_ends(void)
{
    for (int i = 0; i < child_count; i++) {
        struct buffer bytes = {0};
        if (!is_to_tell(i))
            continue;
        file_read(output_file(i), LOG_LIMIT, &bytes, NULL);
        fprintf(stderr, "driver %d:\n%s\n", i, buffer_span(&bytes).data);
        buffer_free(&bytes);
    }
}

static void watch_for(int64_t ms)
{
    int64_t until = clock_steady_ms() + ms;
    for (int64_t left; (left = until - clock_steady_ms()) > 0;) {
        vt_pump(facilitator, left < 100 ? (int)left : 100);
        if (!all_drive()) {
            tell_ends();
            fail_msg("a driver has ended in the middle of the day");
        }
    }
}

static void open_all(void)
{
    static const char *const env[] = {"DATAJAM_NOW=", NULL};
    const struct vt_options options = {.rows = 40, .cols = 120, .env = env};
    int64_t until = clock_steady_ms() + OPEN_MS;
    start_drivers();
    facilitator = vt_start(&options, VT_ARGS("datajam", "facilitate", board->jam, "--as", "Robin"));
    play_open(board, play_facilitator(board), facilitator);
    while (board->open < play_places(board)) {
        watch_for(50);
        if (clock_steady_ms() > until)
            fail_msg("only %d consoles have opened", board->open);
    }
}

/* ---- the day ---- */

static void measure_idle(void)
{
    pid_t pids[PLAY_PLACES];
    size_t count = (size_t)play_places(board);
    for (size_t i = 0; i < count; i++)
        pids[i] = board->places[i].pid;
    watch_for(size->whole ? SETTLE_MS : 0);
    int64_t before = process_ns(pids, count), begin = clock_steady_ns();
    watch_for(size->idle_ms);
    int64_t used = process_ns(pids, count) - before;
    idle_percent = (double)used * 100 / (double)(clock_steady_ns() - begin);
}

/* The idle hour is one of a real day, whose clock runs as fast as any: what was done to the
 * clock for it is taken back afterwards. */
static void idle_with_the_clock_on(void)
{
    const char *jam_file = fixture_path(board->jam, "jam.db");
    const char *copy = fixture_path(folder, "jam.db");
    fixture_do(VT_ARGS("/bin/cp", jam_file, copy));
    fixture_do(VT_ARGS("datajam", "clock", board->jam, "start"));
    measure_idle();
    fixture_do(VT_ARGS("/bin/cp", copy, jam_file));
}

static void measure_memory(void)
{
    for (int i = 0; i < play_places(board); i++) {
        int64_t now = process_pss_kb(board->places[i].pid);
        pss_kb[i] = now > pss_kb[i] ? now : pss_kb[i];
    }
}

static void change(int at)
{
    static const char *const real[] = {"DATAJAM_NOW=", NULL};
    char speed[20];
    board->at = at;
    board->changes[at].at_ns = clock_steady_ns();
    if (at > 0) {
        play_key(play_facilitator(board), facilitator, "n");
        if (at == PHASES) /* the end of the day is asked for */
            play_key(play_facilitator(board), facilitator, "Enter");
        return;
    }
    snprintf(speed, sizeof speed, "%d", size->speed);
    struct fixture_run run = fixture_run(
        VT_ARGS("datajam", "clock", board->jam, "start", "--rehearse", speed), NULL, real);
    assert_int_equal(run.status, 0);
    fixture_run_free(&run);
}

static bool all_have_seen(int at)
{
    for (int i = 0; i < play_places(board); i++)
        if (!board->places[i].seen_ns[at])
            return false;
    return true;
}

/* The time of the phase, and in the small day as long as the machine needs. */
static void spend(int at)
{
    int64_t until = clock_steady_ms() + OPEN_MS;
    watch_for(phases[at].minutes * 60000 / size->speed);
    while (!all_have_seen(at) && clock_steady_ms() < until)
        watch_for(20);
    while (phases[at].helps && board->asked == 0 && clock_steady_ms() < until)
        watch_for(20);
    measure_memory();
}

static void close_the_day(void)
{
    int64_t until = clock_steady_ms() + OPEN_MS;
    change(PHASES);
    while ((!all_have_seen(PHASES) || board->closed < board->asked) && clock_steady_ms() < until)
        watch_for(50);
    board->mode = PLAY_END;
    for (int i = 0; i < child_count; i++)
        if (children[i] > 0)
            waitpid(children[i], &statuses[i], 0);
    vt_keys_end(facilitator, "F10");
    vt_free(facilitator);
}

static int play(void **state)
{
    const char *asked = getenv("DATAJAM_DAY");
    (void)state;
    size = asked && strcmp(asked, "whole") == 0 ? &whole : &small;
    folder = fixture_folder();
    make_board();
    open_all();
    idle_with_the_clock_on();
    board->mode = PLAY_WORK;
    for (int i = 0; i < PHASES; i++) {
        change(i);
        spend(i);
    }
    close_the_day();
    return 0;
}

/* ---- how it went ---- */

static void everybody_came_through(void **state)
{
    (void)state;
    tell_ends();
    for (int i = 0; i < child_count; i++)
        assert_int_equal(statuses[i], 0);
}

static void every_console_showed_each_phase(void **state)
{
    struct figures figures = room((size_t)play_places(board) * CHANGES);
    (void)state;
    for (int i = 0; i < play_places(board); i++)
        for (int at = 0; at < CHANGES; at++) {
            int64_t seen = board->places[i].seen_ns[at], since = board->changes[at].at_ns;
            if (!seen)
                fail_msg("console %d never showed \"%s\"", i, board->changes[at].words);
            figures.all[figures.count++] = (double)(seen - since) / 1e6;
            if (seen - since > (int64_t)SEEN_MOST_MS * 1000000)
                printf("day: console %d showed \"%s\" after %" PRId64 " ms\n", i,
                       board->changes[at].words, (seen - since) / 1000000);
        }
    in_order(&figures);
    print("a change of the clock in a console", "ms", &figures, SEEN_MOST_MS);
    if (size->whole)
        assert_true(part(&figures, 1000) <= SEEN_MOST_MS);
    free(figures.all);
}

static int64_t of_all_teams(const char *sql)
{
    int64_t all = 0;
    for (int i = 0; i < size->teams; i++) {
        char name[60];
        snprintf(name, sizeof name, "teams/%s/team.db", folders[i]);
        all += foreign_number(fixture_path(board->jam, name), sql);
    }
    return all;
}

static void every_call_was_taken_once_and_closed(void **state)
{
    (void)state;
    int64_t calls = of_all_teams("SELECT count(*) FROM dj_help");
    printf("day: %d calls for a coach, %d taken, %d times another coach was faster, %d visits,"
           " %d closed\n",
           board->asked, board->claimed, board->late, board->visits, board->closed);
    assert_true(board->asked > 0);
    assert_int_equal(calls, board->asked);
    assert_int_equal(board->claimed, board->asked);
    assert_int_equal(
        of_all_teams("SELECT count(*) FROM dj_help WHERE state = 'done' AND coach <> ''"
                     " AND tip <> ''"),
        calls);
    assert_int_equal(
        of_all_teams("SELECT count(*) FROM dj_help h WHERE (SELECT count(*) FROM dj_log l"
                     " WHERE l.subject = h.uuid AND l.action = 'claim') = 1"
                     " AND (SELECT count(*) FROM dj_log l WHERE l.subject = h.uuid"
                     " AND l.action = 'finish') = 1"),
        calls);
}

static void keys_were_answered(void **state)
{
    struct figures figures = room((size_t)play_places(board) * PLAY_KEYS_MOST);
    (void)state;
    for (int i = 0; i < play_places(board); i++)
        for (int k = 0; k < board->places[i].keys; k++)
            figures.all[figures.count++] = (double)board->places[i].ms[k];
    in_order(&figures);
    print("from a key to its screen", "ms", &figures, KEY_MOST_MS);
    assert_true(figures.count > 0);
    if (size->whole)
        assert_true(part(&figures, 990) <= KEY_MOST_MS);
    free(figures.all);
}

static void memory_and_rest(void **state)
{
    struct figures figures = room((size_t)play_places(board));
    (void)state;
    for (int i = 0; i < play_places(board); i++)
        figures.all[figures.count++] = (double)pss_kb[i] / 1024;
    in_order(&figures);
    print("memory of a console (PSS)", "MB", &figures, MEMORY_MOST_MB);
    printf("day: %d consoles idle                    %.2f %% of one core together (at most %d)\n",
           play_places(board), idle_percent, IDLE_MOST);
    double most = part(&figures, 1000);
    assert_true(part(&figures, 0) > 0);
    free(figures.all);
    if (!size->whole)
        return;
    assert_true(most < MEMORY_MOST_MB);
    assert_true(idle_percent < IDLE_MOST);
}

static void the_doctor_finds_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < size->teams; i++) {
        char name[60];
        snprintf(name, sizeof name, "teams/%s/team.db", folders[i]);
        fixture_do(VT_ARGS("datajam", "doctor", fixture_path(board->jam, name)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_came_through),
        cmocka_unit_test(every_console_showed_each_phase),
        cmocka_unit_test(every_call_was_taken_once_and_closed),
        cmocka_unit_test(keys_were_answered),
        cmocka_unit_test(memory_and_rest),
        cmocka_unit_test(the_doctor_finds_nothing),
    };
    return cmocka_run_group_tests_name("day", tests, play, NULL);
}
