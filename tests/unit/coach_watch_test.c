/* What a coach sees of teams at work: seats of their consoles become reasons in words; places
 * in the queue are told to the teams. */
#include "core/service/coach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/jam/day_record.h"
#include "core/service/jam.h"
#include "tests/support/board.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { MINUTE = 60 * 1000 };

struct fixture {
    char *jam;
    struct arena *arena;
    struct coach_jam read;
};

static char *team_file(struct fixture *f, const char *team)
{
    char *path = arena_printf(f->arena, "%s/teams/%s/team.db", f->jam, team);
    assert_non_null(path);
    return path;
}

static int set_up(void **state)
{
    static const struct team teams[] = {{.name = "North", .topic = "t", .folder = "teams/north"},
                                        {.name = "South", .topic = "t", .folder = "teams/south"}};
    const struct jam_plan plan = {.title = "Trial", .teams = teams, .team_count = 2};
    struct fixture *f = calloc(1, sizeof *f);
    f->jam = scratch_new();
    f->arena = arena_new();
    char *path = scratch_path(f->jam, "jam.db");
    assert_int_equal(jam_create(path, &plan, NULL), STATUS_OK);
    free(path);
    for (int i = 0; i < 2; i++) {
        struct db *db;
        path = arena_printf(f->arena, "%s/%s", f->jam, teams[i].folder);
        assert_int_equal(file_make_folder(path, NULL), STATUS_OK);
        path = arena_printf(f->arena, "%s/team.db", path);
        assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
        db_close(db);
    }
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->jam);
    arena_free(f->arena);
    free(f);
    return 0;
}

static void read_jam(struct fixture *f)
{
    assert_int_equal(coach_read(f->jam, f->arena, &f->read, NULL), STATUS_OK);
    assert_int_equal(f->read.team_count, 2);
}

/* A console at a team's file that has looked at the same for so many minutes. */
static struct seat *sit(struct fixture *f, const char *team, const char *person, int minutes,
                        int64_t undone)
{
    struct seat *seat;
    int64_t now = clock_now_ms(), since = now - (int64_t)minutes * MINUTE;
    const struct presence presence = {.words = "Pivot · office",
                                      .mark = "",
                                      .since_ms = since,
                                      .view_ms = since,
                                      .input_ms = now,
                                      .undone = undone};
    assert_int_equal(seat_take(&seat, team_file(f, team), person, NULL), STATUS_OK);
    assert_int_equal(seat_tell(seat, &presence, NULL), STATUS_OK);
    return seat;
}

static void seats_become_reasons(void **state)
{
    struct fixture *f = *state;
    read_jam(f);
    assert_string_equal(f->read.title, "Trial");
    assert_string_equal(f->read.teams[0].name, "North");
    assert_int_equal(f->read.teams[0].people_count, 0);
    struct seat *north = sit(f, "north", "Ada", 25, 0);
    struct seat *south = sit(f, "south", "Robin", 2, 7);
    read_jam(f);
    assert_string_equal(f->read.teams[0].name, "South");
    assert_string_equal(f->read.teams[0].quiet_words, "7 steps taken back within 10 minutes");
    assert_string_equal(f->read.teams[0].people[0].person, "Robin");
    assert_string_equal(f->read.teams[1].quiet_words,
                        "the same view for 25 minutes: Pivot · office");
    seat_leave(south);
    read_jam(f);
    assert_string_equal(f->read.teams[0].name, "North");
    assert_int_equal(f->read.teams[1].quiet.reason, QUIET_NONE);
    seat_leave(north);
}

/* A coach who looks in does not hide that nobody of the team has come. */
static void a_coach_is_a_guest(void **state)
{
    struct fixture *f = *state;
    struct seat *kim;
    char name[80];
    const int64_t now = clock_now_ms();
    const struct presence guest = {
        .words = "Pivot · office", .mark = "", .coach = true, .since_ms = now, .input_ms = now};
    assert_int_equal(seat_take(&kim, team_file(f, "north"), "Kim", NULL), STATUS_OK);
    assert_int_equal(seat_tell(kim, &guest, NULL), STATUS_OK);
    read_jam(f);
    const struct coach_team *north = &f->read.teams[strcmp(f->read.teams[0].name, "North") != 0];
    assert_int_equal(north->people_count, 1);
    assert_int_equal(north->here, 0);
    assert_int_equal(north->quiet.here, 0);
    assert_int_equal(north->light, LIGHT_NOBODY);
    assert_int_equal(north->work_ms, 0);
    assert_string_equal(coach_person_words(&north->people[0], name, sizeof name), "Kim (coach)");
    struct seat *ada = sit(f, "north", "Ada", 0, 0), *second = sit(f, "north", "Ada", 0, 0);
    read_jam(f);
    north = &f->read.teams[strcmp(f->read.teams[0].name, "North") != 0];
    assert_int_equal(north->people_count, 3);
    assert_int_equal(north->here, 1); /* at two consoles */
    seat_leave(kim);
    seat_leave(ada);
    seat_leave(second);
}

static const struct coach_team *team_of(const struct fixture *f, const char *name)
{
    for (size_t i = 0; i < f->read.team_count; i++)
        if (strcmp(f->read.teams[i].name, name) == 0)
            return &f->read.teams[i];
    fail_msg("there is no team %s", name);
    return NULL;
}

/* What every console reads of the clock: a phase that began so many minutes ago, and so many of
 * them have passed in it before it went on five minutes ago. */
static void clock_says(const struct fixture *f, const char *kind, int began, int spent)
{
    int64_t now = clock_now_ms();
    struct day_record record = {.state = DAY_RUNNING,
                                .number = 3,
                                .of = 8,
                                .began_ms = now - (int64_t)began * MINUTE,
                                .mark_ms = now - (int64_t)5 * MINUTE,
                                .spent_ms = (int64_t)spent * MINUTE,
                                .length_ms = (int64_t)120 * MINUTE,
                                .origin_ms = now - (int64_t)300 * MINUTE,
                                .origin_day_ms = now - (int64_t)300 * MINUTE,
                                .speed = 1};
    struct buffer bytes = {0};
    snprintf(record.phase, sizeof record.phase, "As %s", kind);
    snprintf(record.kind, sizeof record.kind, "%s", kind);
    day_record_write(&record, &bytes);
    char *path = scratch_path(f->jam, "clock");
    assert_int_equal(file_replace(path, buffer_span(&bytes), 0644, NULL), STATUS_OK);
    buffer_free(&bytes);
    free(path);
}

/* Half an hour on the same view, but the clock stood still for most of it. */
static void a_pause_is_nobodys_silence(void **state)
{
    struct fixture *f = *state;
    struct seat *north = sit(f, "north", "Ada", 30, 0);
    clock_says(f, "analysis", 90, 85);
    read_jam(f);
    assert_string_equal(team_of(f, "North")->quiet_words,
                        "the same view for 30 minutes: Pivot · office");
    clock_says(f, "analysis", 90, 65);
    read_jam(f);
    assert_int_equal(team_of(f, "North")->quiet.reason, QUIET_NONE);
    clock_says(f, "analysis", 90, 80); /* five minutes of pause */
    read_jam(f);
    assert_string_equal(team_of(f, "North")->quiet_words,
                        "the same view for 25 minutes: Pivot · office");
    seat_leave(north);
}

/* Whatever the agenda has planned for this time: the clock says what is on. */
static void the_phase_is_the_clocks(void **state)
{
    struct fixture *f = *state;
    struct seat *north = sit(f, "north", "Ada", 30, 0);
    foreign_sql(arena_printf(f->arena, "%s/jam.db", f->jam),
                "INSERT INTO dj_agenda(position, title, kind, starts, minutes, fixed, note)"
                " VALUES(1, 'All day long', 'analysis', 0, 1440, 1, '')");
    clock_says(f, "lunch", 60, 55);
    read_jam(f);
    assert_string_equal(f->read.phase, "As lunch");
    assert_string_equal(f->read.phase_kind, "lunch");
    assert_int_equal(team_of(f, "North")->quiet.reason, QUIET_NONE);
    clock_says(f, "analysis", 60, 55);
    read_jam(f);
    assert_string_equal(f->read.phase, "As analysis");
    assert_int_equal(team_of(f, "North")->quiet.reason, QUIET_STUCK);
    seat_leave(north);
}

static void teams_are_told_their_places(void **state)
{
    struct fixture *f = *state;
    static const char *const teams[] = {"north", "south"};
    struct help_request asked;
    for (int i = 0; i < 2; i++) {
        const struct help_request wish = {.about = HELP_OTHER};
        struct db *db;
        assert_int_equal(db_open(&db, team_file(f, teams[i]), DB_TEAM, DB_WRITE, NULL), STATUS_OK);
        assert_int_equal(help_ask(db, f->arena, &wish, "Ada", &asked, NULL), STATUS_OK);
        db_close(db);
        foreign_sql(team_file(f, teams[i]),
                    i ? "UPDATE dj_help SET at_ms = 5" : "UPDATE dj_help SET at_ms = 9");
    }
    read_jam(f);
    assert_int_equal(f->read.call_count, 2);
    assert_string_equal(f->read.calls[0].team->name, "South");
    coach_tell_places(&f->read);
    assert_int_equal(foreign_number(team_file(f, "north"), "SELECT place FROM dj_help"), 2);
    assert_int_equal(foreign_number(team_file(f, "south"), "SELECT place FROM dj_help"), 1);
    assert_int_equal(coach_move(team_file(f, "south"), asked.uuid, HELP_CLAIM, "Kim", NULL, NULL),
                     STATUS_OK);
    read_jam(f);
    coach_tell_places(&f->read);
    assert_int_equal(foreign_number(team_file(f, "north"), "SELECT place FROM dj_help"), 1);
}

/* A team's own console tells of what it takes back. */
static void a_console_tells_of_steps_taken_back(void **state)
{
    struct board_fixture *f = *state;
    struct presence *people = NULL;
    size_t count = 0;
    board_write_three(f);
    console_press(f->console, "u u u");
    console_here(f->console);
    assert_int_equal(seat_look(f->path, f->arena, &people, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(people[0].person, "Ada");
    assert_int_equal(people[0].undone, 3);
    assert_true(people[0].view_ms > 0 && people[0].view_ms <= people[0].told_ms);
    char *alone = arena_printf(f->arena, "%s/nobody.db", f->folder);
    assert_int_equal(seat_look(alone, f->arena, &people, &count, NULL), STATUS_OK);
    assert_int_equal(count, 0);
}

/* A queue without them would look as if nobody had called. */
static void teams_that_cannot_be_read_are_told(void **state)
{
    struct fixture *f = *state;
    const char *words = "";
    const char *const queue[] = {"datajam", "coach", f->jam, "queue", NULL};
    read_jam(f);
    assert_int_equal(coach_unread(&f->read, f->arena, &words), 0);
    assert_string_equal(words, "");
    assert_int_equal(remove(team_file(f, "south")), 0);
    struct fixture_run run = fixture_run(queue, NULL, NULL);
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(buffer_span(&run.err).data, "South can't be read, so its calls"));
    fixture_run_free(&run);
    assert_int_equal(remove(team_file(f, "north")), 0);
    run = fixture_run(queue, NULL, NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(buffer_span(&run.err).data, "North, South can't be read, so their"));
    fixture_run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(seats_become_reasons, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_coach_is_a_guest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pause_is_nobodys_silence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_phase_is_the_clocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(teams_are_told_their_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(teams_that_cannot_be_read_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_console_tells_of_steps_taken_back, board_set_up,
                                        board_tear_down),
    };
    return cmocka_run_group_tests_name("coach watch", tests, NULL, NULL);
}
