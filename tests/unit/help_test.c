/* Calls for a coach in a team file: the life of one, two coaches at once, what is said, places. */
#include "core/service/help.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/check.h"
#include "tests/support/team.h"

static struct help_request ask(struct team_fixture *f, const char *text)
{
    const struct help_request wish = {
        .about = HELP_MEANING, .text = text, .pane = "pivot", .view = "{\"version\":1}"};
    struct help_request out;
    assert_int_equal(help_ask(f->db, f->arena, &wish, "Robin", &out, NULL), STATUS_OK);
    return out;
}

static void a_call_from_asking_to_its_tip(void **state)
{
    struct team_fixture *f = *state;
    struct help_desk desk;
    struct help_request asked = ask(f, "  what is \"code 7\"?\n"), after;
    assert_string_equal(asked.text, "what is \"code 7\"?");
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_CLAIM, "Kim", NULL, &after, NULL),
                     STATUS_OK);
    assert_int_equal(help_say(f->db, f->arena, asked.uuid, "I come over.", "Kim", NULL), STATUS_OK);
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_FINISH, "Kim",
                               "the dictionary has the codes", NULL, NULL),
                     STATUS_OK);
    assert_int_equal(help_read(f->db, f->arena, &desk, NULL), STATUS_OK);
    assert_int_equal(desk.count, 1);
    assert_int_equal(desk.requests[0].id, asked.id);
    assert_int_equal(desk.requests[0].about, HELP_MEANING);
    assert_int_equal(desk.requests[0].state, HELP_DONE);
    assert_string_equal(desk.requests[0].view, "{\"version\":1}");
    assert_string_equal(desk.requests[0].pane, "pivot");
    assert_string_equal(desk.requests[0].coach, "Kim");
    assert_string_equal(desk.requests[0].tip, "the dictionary has the codes");
    assert_true(desk.requests[0].ended_ms >= desk.requests[0].claimed_ms);
    assert_int_equal(desk.line_count, 1);
    assert_int_equal(desk.lines[0].help, asked.id);
    assert_string_equal(desk.lines[0].text, "I come over.");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE kind = 'help'"
                                             " AND action IN ('ask', 'claim', 'say', 'finish')"),
                     4);
}

static void a_refusal_changes_nothing_and_says_why(void **state)
{
    struct team_fixture *f = *state;
    struct help_request asked = ask(f, "");
    struct error err = {0};
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_CLAIM, "Kim", NULL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_CLAIM, "Alex", NULL, NULL, &err),
                     STATUS_STALE);
    assert_non_null(strstr(err.message, "Kim has taken this call"));
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_RELEASE, "Alex", NULL, NULL, &err),
                     STATUS_STALE);
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_CLOSE, "Alex", "x", NULL, &err),
                     STATUS_STALE);
    assert_non_null(strstr(err.message, "Kim has this call"));
    assert_int_equal(help_move(f->db, f->arena, "no such", HELP_CLAIM, "Alex", NULL, NULL, &err),
                     STATUS_NOT_FOUND);
    assert_int_equal(help_say(f->db, f->arena, asked.uuid, "  ", "Kim", &err), STATUS_INVALID);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_help WHERE coach = 'Kim'"),
                     1);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log"), 2);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_help_line"), 0);
}

static void nothing_is_written_to_what_is_over(void **state)
{
    struct team_fixture *f = *state;
    struct help_request asked = ask(f, "");
    struct error err = {0};
    assert_int_equal(help_move(f->db, f->arena, asked.uuid, HELP_FINISH, "Robin", NULL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(help_say(f->db, f->arena, asked.uuid, "I come over.", "Kim", &err),
                     STATUS_STALE);
    assert_string_equal(err.message, "This call is over already (done).");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_help_line"), 0);
}

/* ---- many coaches at once ---- */

enum { COACHES = 6, CALLS = 8 };

struct coach {
    const char *path;
    const struct help_request *calls;
    char name[16];
    int got, refused;
    bool failed;
};

static void *take_all(void *context)
{
    struct coach *coach = context;
    struct arena *arena = arena_new();
    struct db *db = NULL;
    if (!arena || db_open(&db, coach->path, DB_TEAM, DB_WRITE, NULL) != STATUS_OK) {
        coach->failed = true;
        arena_free(arena);
        return NULL;
    }
    for (int i = 0; i < CALLS; i++) {
        enum status status =
            help_move(db, arena, coach->calls[i].uuid, HELP_CLAIM, coach->name, NULL, NULL, NULL);
        coach->got += status == STATUS_OK;
        coach->refused += status == STATUS_STALE;
    }
    db_close(db);
    arena_free(arena);
    return NULL;
}

static void each_call_is_taken_once(void **state)
{
    struct team_fixture *f = *state;
    struct help_request calls[CALLS];
    struct coach coaches[COACHES];
    pthread_t threads[COACHES];
    int got = 0, refused = 0;
    for (int i = 0; i < CALLS; i++)
        calls[i] = ask(f, "all at once");
    for (int i = 0; i < COACHES; i++) {
        coaches[i] = (struct coach){.path = f->path, .calls = calls};
        snprintf(coaches[i].name, sizeof coaches[i].name, "coach %d", i);
        assert_int_equal(pthread_create(&threads[i], NULL, take_all, &coaches[i]), 0);
    }
    for (int i = 0; i < COACHES; i++) {
        pthread_join(threads[i], NULL);
        assert_false(coaches[i].failed);
        got += coaches[i].got;
        refused += coaches[i].refused;
    }
    assert_int_equal(got, CALLS);
    assert_int_equal(refused, CALLS * (COACHES - 1));
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE action = 'claim'"),
                     CALLS);
}

static void places_are_told_and_written_only_when_they_differ(void **state)
{
    struct team_fixture *f = *state;
    struct help_request first = ask(f, "a"), second = ask(f, "b");
    const struct help_place places[] = {{first.uuid, 2}, {second.uuid, 5}};
    assert_int_equal(help_tell_places(f->db, f->arena, places, 2, NULL), STATUS_OK);
    assert_int_equal(foreign_number(f->path, "SELECT max(place) FROM dj_help"), 5);
    struct db *watcher;
    assert_int_equal(db_open(&watcher, f->path, DB_TEAM, DB_READ, NULL), STATUS_OK);
    (void)db_changed_by_others(watcher);
    assert_int_equal(help_tell_places(f->db, f->arena, places, 2, NULL), STATUS_OK);
    assert_false(db_changed_by_others(watcher));
    db_close(watcher);
    assert_int_equal(help_move(f->db, f->arena, first.uuid, HELP_CLAIM, "Kim", NULL, NULL, NULL),
                     STATUS_OK);
    assert_int_equal(help_tell_places(f->db, f->arena, places, 2, NULL), STATUS_OK);
    assert_int_equal(foreign_number(f->path, "SELECT place FROM dj_help WHERE coach = 'Kim'"), 0);
}

static void a_long_line_is_cut_between_characters(void **state)
{
    struct team_fixture *f = *state;
    char text[2 * HELP_LINE_MAX + 1];
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "é", 2);
    text[sizeof text - 1] = '\0';
    struct help_request asked = ask(f, text);
    assert_int_equal(strlen(asked.text), HELP_LINE_MAX);
    memmove(text + 1, text, sizeof text - 2);
    text[0] = 'x';
    text[sizeof text - 2] = '\0';
    asked = ask(f, text);
    assert_int_equal(strlen(asked.text), HELP_LINE_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_call_from_asking_to_its_tip, team_set_up, team_tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_written_to_what_is_over, team_set_up,
                                        team_tear_down),
        cmocka_unit_test_setup_teardown(a_refusal_changes_nothing_and_says_why, team_set_up,
                                        team_tear_down),
        cmocka_unit_test_setup_teardown(each_call_is_taken_once, team_set_up, team_tear_down),
        cmocka_unit_test_setup_teardown(places_are_told_and_written_only_when_they_differ,
                                        team_set_up, team_tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_is_cut_between_characters, team_set_up,
                                        team_tear_down),
    };
    return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
