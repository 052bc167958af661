/* The round of check-ins: its rules, what is asked in which state of a team, and its record in
 * the team's file, which several coaches write at once. */
#include "core/service/check_in.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/service/help.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

enum { MINUTE = 60 * 1000 };

#define AT(minutes) ((int64_t)(minutes)*MINUTE)

/* ---- one team's ---- */

static const struct check_in_event visits[] = {
    {AT(10), CHECK_IN_TAKE, "Kim", ""},  {AT(20), CHECK_IN_FINISH, "Kim", "they go on"},
    {AT(30), CHECK_IN_TAKE, "Alex", ""}, {AT(31), CHECK_IN_RELEASE, "Alex", ""},
    {AT(40), CHECK_IN_TAKE, "Alex", ""}, {AT(50), CHECK_IN_FINISH, "Alex", NULL}};

static struct check_in after(size_t count, int64_t since_ms)
{
    struct check_in out;
    check_in_fold(visits, count, since_ms, &out);
    return out;
}

static void what_was_done_becomes_a_state(void **state)
{
    (void)state;
    assert_int_equal(after(0, 0).state, CHECK_IN_DUE);
    assert_string_equal(after(0, 0).coach, "");
    assert_int_equal(after(1, 0).state, CHECK_IN_THERE);
    assert_string_equal(after(1, 0).coach, "Kim");
    assert_int_equal(after(1, AT(15)).state, CHECK_IN_THERE); /* it went on into the round */
    assert_int_equal(after(2, 0).state, CHECK_IN_DONE);
    assert_int_equal(after(2, 0).ended_ms, AT(20));
    assert_string_equal(after(2, 0).note, "they go on");
    assert_int_equal(after(2, AT(25)).state, CHECK_IN_DUE); /* that was another round */
    assert_string_equal(after(3, 0).coach, "Alex");
    assert_int_equal(after(4, 0).state, CHECK_IN_DONE); /* given back: as it was before */
    assert_string_equal(after(4, 0).coach, "Kim");
    assert_int_equal(after(4, AT(25)).state, CHECK_IN_DUE);
    assert_string_equal(after(6, AT(25)).coach, "Alex");
    assert_string_equal(after(6, AT(25)).note, "");
    assert_string_equal(after(6, AT(25)).former, "");
}

/* A second visit takes nothing away: it had one, and what was noted stays. */
static void a_second_visit_keeps_the_first(void **state)
{
    const struct check_in_event third[] = {{AT(10), CHECK_IN_TAKE, "Kim", ""},
                                           {AT(20), CHECK_IN_FINISH, "Kim", "they go on"},
                                           {AT(40), CHECK_IN_TAKE, "Alex", ""},
                                           {AT(50), CHECK_IN_FINISH, "Alex", "one story"}};
    struct check_in now;
    char notes[80];
    (void)state;
    now = after(1, 0);
    assert_false(check_in_was_had(&now));
    now = after(3, 0);
    assert_int_equal(now.state, CHECK_IN_THERE);
    assert_true(check_in_was_had(&now));
    now = after(6, 0); /* without a word */
    assert_int_equal(check_in_notes(&now, notes, sizeof notes), 10);
    assert_string_equal(notes, "they go on");
    check_in_fold(third, 4, 0, &now);
    check_in_notes(&now, notes, sizeof notes);
    assert_string_equal(notes, "they go on · one story");
    now = after(5, AT(25)); /* the first one was of another round */
    assert_false(check_in_was_had(&now));
}

static void who_may_do_what(void **state)
{
    const struct check_in due = after(0, 0), there = after(1, 0), done = after(2, 0);
    (void)state;
    assert_int_equal(check_in_refused(&due, CHECK_IN_TAKE, "Kim", AT(9)), TEXT_NONE);
    assert_int_equal(check_in_refused(&due, CHECK_IN_FINISH, "Kim", AT(9)), TEXT_CHECK_IN_NOT_ON);
    assert_int_equal(check_in_refused(&there, CHECK_IN_TAKE, "Kim", AT(11)), TEXT_CHECK_IN_YOURS);
    assert_int_equal(check_in_refused(&there, CHECK_IN_TAKE, "Alex", AT(11)), TEXT_CHECK_IN_TAKEN);
    assert_int_equal(check_in_refused(&there, CHECK_IN_FINISH, "Alex", AT(11)),
                     TEXT_CHECK_IN_NOT_YOURS);
    assert_int_equal(check_in_refused(&there, CHECK_IN_RELEASE, "Alex", AT(11)),
                     TEXT_CHECK_IN_NOT_YOURS);
    assert_int_equal(check_in_refused(&there, CHECK_IN_FINISH, "Kim", AT(11)), TEXT_NONE);
    assert_int_equal(check_in_refused(&done, CHECK_IN_TAKE, "Alex", AT(21)), TEXT_NONE);
    assert_int_equal(check_in_refused(&done, CHECK_IN_RELEASE, "Kim", AT(21)),
                     TEXT_CHECK_IN_NOT_ON);
}

/* Who has forgotten to end it bars nobody; they may still end it themselves. */
static void a_forgotten_one_lapses(void **state)
{
    const struct check_in there = after(1, 0);
    (void)state;
    assert_false(check_in_is_open(&there, AT(39)));
    assert_true(check_in_is_open(&there, AT(40)));
    assert_int_equal(check_in_refused(&there, CHECK_IN_TAKE, "Alex", AT(39)), TEXT_CHECK_IN_TAKEN);
    assert_int_equal(check_in_refused(&there, CHECK_IN_TAKE, "Alex", AT(40)), TEXT_NONE);
    assert_int_equal(check_in_refused(&there, CHECK_IN_FINISH, "Kim", AT(60)), TEXT_NONE);
}

static void names_are_known(void **state)
{
    enum check_in_move move;
    (void)state;
    for (int i = 0; i < CHECK_IN_MOVES; i++) {
        assert_true(check_in_move_from_name(check_in_move_name((enum check_in_move)i), &move));
        assert_int_equal(move, i);
    }
    assert_false(check_in_move_from_name("visit", &move));
    assert_string_equal(check_in_state_name(CHECK_IN_DUE), "due");
    assert_true(check_in_phase("Lunch"));
    assert_false(check_in_phase("analysis"));
    assert_false(check_in_phase(""));
}

/* ---- what to ask ---- */

/* Teams as coaches meet them, those first that need one most. */
static const struct {
    const char *name;
    struct check_in_signs signs;
    enum text_id asked[CHECK_IN_ASK_MOST];
} teams[] = {
    {"never seen",
     {.calls = 0},
     {TEXT_CHECK_IN_ASK_NOT_SEEN, TEXT_CHECK_IN_ASK_NO_QUESTION, TEXT_CHECK_IN_ASK_LAST}},
    {"only looks",
     {.seen = true, .questions = 2},
     {TEXT_CHECK_IN_ASK_NOTHING_MADE, TEXT_CHECK_IN_ASK_LAST}},
    {"calls often",
     {.seen = true, .made = true, .questions = 1, .calls = 4},
     {TEXT_CHECK_IN_ASK_CALLS, TEXT_CHECK_IN_ASK_FINDING, TEXT_CHECK_IN_ASK_LAST}},
    {"no finding yet",
     {.seen = true, .made = true, .calls = 1},
     {TEXT_CHECK_IN_ASK_NO_QUESTION, TEXT_CHECK_IN_ASK_FINDING, TEXT_CHECK_IN_ASK_LAST}},
    {"bare claims",
     {.seen = true, .made = true, .findings = 3, .bare = 2, .careless = 3, .obstacles = 1},
     {TEXT_CHECK_IN_ASK_EVIDENCE, TEXT_CHECK_IN_ASK_CAVEAT, TEXT_CHECK_IN_ASK_OBSTACLES,
      TEXT_CHECK_IN_ASK_NO_DECK, TEXT_CHECK_IN_ASK_LAST}},
    {"good findings",
     {.seen = true, .made = true, .questions = 1, .findings = 2},
     {TEXT_CHECK_IN_ASK_NO_DECK, TEXT_CHECK_IN_ASK_LAST}},
    {"deck begun",
     {.seen = true, .made = true, .questions = 1, .findings = 2, .deck = 1},
     {TEXT_CHECK_IN_ASK_DECK, TEXT_CHECK_IN_ASK_LAST}},
};

enum { TEAMS = sizeof teams / sizeof *teams };

static void questions_fit_the_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < TEAMS; i++) {
        struct check_in_question asked[CHECK_IN_ASK_MOST];
        size_t count = check_in_ask(&teams[i].signs, asked), wanted = 0;
        while (wanted < CHECK_IN_ASK_MOST && teams[i].asked[wanted] != TEXT_NONE)
            wanted++;
        if (count != wanted)
            fail_msg("%s is asked %zu questions", teams[i].name, count);
        for (size_t k = 0; k < count; k++)
            if (asked[k].id != teams[i].asked[k])
                fail_msg("%s is asked: %s", teams[i].name, text_get(asked[k].id));
    }
}

static void a_question_has_its_figure(void **state)
{
    struct check_in_question asked[CHECK_IN_ASK_MOST];
    char words[200];
    (void)state;
    check_in_ask(&teams[4].signs, asked);
    check_in_words(&asked[0], words, sizeof words);
    assert_non_null(strstr(words, "(findings without evidence: 2)"));
    check_in_words(&asked[1], words, sizeof words);
    assert_non_null(strstr(words, "(without a caveat: 3)"));
}

static void who_needs_it_more_comes_first(void **state)
{
    (void)state;
    for (size_t i = 1; i < TEAMS; i++) {
        assert_true(check_in_compare(&teams[i - 1].signs, &teams[i].signs) < 0);
        assert_true(check_in_compare(&teams[i].signs, &teams[i - 1].signs) > 0);
        assert_int_equal(check_in_compare(&teams[i].signs, &teams[i].signs), 0);
    }
}

/* ---- its record ---- */

static enum status act(struct team_fixture *f, enum check_in_move move, const char *who,
                       const char *note, struct error *err)
{
    return check_in_do(f->db, f->arena, move, who, note, err);
}

static void a_visit_and_its_note(void **state)
{
    struct team_fixture *f = *state;
    struct check_in now;
    struct error err = {0};
    assert_int_equal(check_in_read(f->db, f->arena, 0, &now, NULL), STATUS_OK);
    assert_int_equal(now.state, CHECK_IN_DUE);
    assert_int_equal(act(f, CHECK_IN_TAKE, "Kim", NULL, NULL), STATUS_OK);
    assert_int_equal(act(f, CHECK_IN_TAKE, "Alex", NULL, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "Kim is with this team already"));
    assert_int_equal(act(f, CHECK_IN_FINISH, "Alex", "mine", &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "only Kim can end that"));
    assert_int_equal(act(f, CHECK_IN_FINISH, "Kim", " they say \"no\tway\" \n", NULL), STATUS_OK);
    assert_int_equal(check_in_read(f->db, f->arena, 0, &now, NULL), STATUS_OK);
    assert_int_equal(now.state, CHECK_IN_DONE);
    assert_string_equal(now.coach, "Kim");
    assert_string_equal(now.note, "they say \"no way\"");
    assert_true(now.ended_ms >= now.began_ms && now.began_ms > 0);
    assert_int_equal(check_in_read(f->db, f->arena, now.ended_ms + 1, &now, NULL), STATUS_OK);
    assert_int_equal(now.state, CHECK_IN_DUE);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE kind = 'check-in'"),
                     2);
}

/* A coach who has come for a call is with the team, too. */
static void nobody_goes_where_another_has_been_called(void **state)
{
    struct team_fixture *f = *state;
    const struct help_request wish = {.about = HELP_OTHER};
    struct help_request asked;
    struct error err = {0};
    assert_int_equal(help_ask(f->db, f->arena, &wish, "Robin", &asked, NULL), STATUS_OK);
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_CLAIM, "Alex", NULL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(act(f, CHECK_IN_TAKE, "Kim", NULL, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "Alex is with this team, which had called"));
    assert_int_equal(act(f, CHECK_IN_TAKE, "Alex", NULL, NULL), STATUS_OK);
    assert_int_equal(act(f, CHECK_IN_RELEASE, "Alex", NULL, NULL), STATUS_OK);
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_FINISH, "Alex", NULL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(act(f, CHECK_IN_TAKE, "Kim", NULL, NULL), STATUS_OK);
}

static void a_long_note_is_cut_between_characters(void **state)
{
    struct team_fixture *f = *state;
    struct check_in now;
    char text[2 * CHECK_IN_NOTE_MAX + 2] = "x";
    for (size_t i = 1; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "é", 2);
    text[sizeof text - 1] = '\0';
    assert_int_equal(act(f, CHECK_IN_TAKE, "Kim", NULL, NULL), STATUS_OK);
    assert_int_equal(act(f, CHECK_IN_FINISH, "Kim", text, NULL), STATUS_OK);
    assert_int_equal(check_in_read(f->db, f->arena, 0, &now, NULL), STATUS_OK);
    assert_int_equal(strlen(now.note), CHECK_IN_NOTE_MAX - 1);
}

/* ---- many coaches at once ---- */

enum { COACHES = 6, ROUNDS = 5 };

enum { GOT = 10, REFUSED, FAILED };

/* A coach of its own process, who starts when the pipe is closed. */
static pid_t send_coach(const struct team_fixture *f, int number, const int *gate)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    char name[16], byte;
    struct db *db = NULL;
    struct arena *arena = arena_new();
    close(gate[1]);
    snprintf(name, sizeof name, "coach %d", number);
    enum status status = db_open(&db, f->path, DB_TEAM, DB_WRITE, NULL);
    if (status == STATUS_OK && read(gate[0], &byte, 1) == 0)
        status = check_in_do(db, arena, CHECK_IN_TAKE, name, NULL, NULL);
    db_close(db);
    arena_free(arena);
    _exit(status == STATUS_OK ? GOT : status == STATUS_STALE ? REFUSED : FAILED);
}

static void one_of_many_processes_goes_there(void **state)
{
    struct team_fixture *f = *state;
    struct check_in now;
    db_close(f->db); /* no handle of SQLite is carried into another process */
    f->db = NULL;
    for (int round = 0; round < ROUNDS; round++) {
        int gate[2], ended[FAILED + 1] = {0};
        pid_t pids[COACHES];
        assert_int_equal(pipe(gate), 0);
        for (int i = 0; i < COACHES; i++)
            pids[i] = send_coach(f, i, gate);
        close(gate[0]);
        close(gate[1]);
        for (int i = 0; i < COACHES; i++) {
            int result = 0;
            assert_int_equal(waitpid(pids[i], &result, 0), pids[i]);
            assert_true(WIFEXITED(result) && WEXITSTATUS(result) >= GOT &&
                        WEXITSTATUS(result) <= FAILED);
            ended[WEXITSTATUS(result)]++;
        }
        assert_int_equal(ended[GOT], 1);
        assert_int_equal(ended[REFUSED], COACHES - 1);
        assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
        assert_int_equal(check_in_read(f->db, f->arena, 0, &now, NULL), STATUS_OK);
        assert_int_equal(now.state, CHECK_IN_THERE);
        assert_int_equal(act(f, CHECK_IN_FINISH, now.coach, NULL, NULL), STATUS_OK);
        db_close(f->db);
        f->db = NULL;
    }
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE action = 'take'"),
                     ROUNDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_done_becomes_a_state),
        cmocka_unit_test(a_second_visit_keeps_the_first),
        cmocka_unit_test(who_may_do_what),
        cmocka_unit_test(a_forgotten_one_lapses),
        cmocka_unit_test(names_are_known),
        cmocka_unit_test(questions_fit_the_state),
        cmocka_unit_test(a_question_has_its_figure),
        cmocka_unit_test(who_needs_it_more_comes_first),
        cmocka_unit_test_setup_teardown(a_visit_and_its_note, team_set_up, team_tear_down),
        cmocka_unit_test_setup_teardown(nobody_goes_where_another_has_been_called, team_set_up,
                                        team_tear_down),
        cmocka_unit_test_setup_teardown(a_long_note_is_cut_between_characters, team_set_up,
                                        team_tear_down),
        cmocka_unit_test_setup_teardown(one_of_many_processes_goes_there, team_set_up,
                                        team_tear_down),
    };
    return cmocka_run_group_tests_name("check-in", tests, NULL, NULL);
}
