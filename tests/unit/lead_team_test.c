/* What a lead's screen reads of a team file and the seats beside it, and what is ticked there. */
#include "core/service/lead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/pivot.h"
#include "core/analysis/view.h"
#include "core/base/clock.h"
#include "core/jam/day_record.h"
#include "core/service/board.h"
#include "core/service/help.h"
#include "core/service/seat.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

enum { MINUTE = 60 * 1000 };

struct fixture {
    char *folder, *path;
    struct arena *arena;
    struct db *db;
    struct lead_view view;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(f->db, 300);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f->path);
    free(f);
    return 0;
}

static void look(struct fixture *f)
{
    assert_int_equal(lead_read(f->db, f->arena, &f->view, NULL), STATUS_OK);
}

static int64_t add_card(struct fixture *f, enum card_kind kind, const char *text,
                        const char *assignee, const char *by)
{
    const struct board_new new = {.kind = kind,
                                  .column = BOARD_USUAL,
                                  .texts = {[CARD_TEXT] = text, [CARD_ASSIGNEE] = assignee}};
    int64_t id = 0;
    assert_int_equal(board_add(f->db, f->arena, &new, by, &id, NULL), STATUS_OK);
    return id;
}

static const struct lead_person *person(const struct fixture *f, const char *name)
{
    for (size_t i = 0; i < f->view.person_count; i++)
        if (strcmp(f->view.people[i].name, name) == 0)
            return &f->view.people[i];
    fail_msg("%s is not among the people", name);
    return NULL;
}

static void an_empty_team_has_an_empty_screen(void **state)
{
    struct fixture *f = *state;
    look(f);
    assert_string_equal(f->view.team, "");
    assert_int_equal(f->view.person_count, 0);
    assert_int_equal(f->view.question_count, 0);
    assert_int_equal(f->view.slides, 1);
    assert_int_equal(f->view.minutes, 0);
    assert_int_equal(lead_ticked(&f->view), 0);
    assert_null(lead_view_card(&f->view, 1));
}

static void a_tie_to_a_finding_answers_a_question(void **state)
{
    struct fixture *f = *state;
    int64_t first = add_card(f, CARD_QUESTION, "first", NULL, "Ada");
    int64_t second = add_card(f, CARD_QUESTION, "second", "Kim", "Ada");
    int64_t note = add_card(f, CARD_NOTE, "note", NULL, "Ada");
    int64_t myth = add_card(f, CARD_MYTH, "myth", NULL, "Ada");
    int64_t finding = add_card(f, CARD_FINDING, "finding", NULL, "Kim");
    look(f);
    assert_int_equal(f->view.question_count, 2);
    assert_int_equal(f->view.free, 1);
    assert_int_equal(f->view.questions[0]->id, first);
    assert_int_equal(f->view.questions[1]->id, second);
    board_link(f->db, f->arena, first, note, true, "Ada", NULL);
    board_link(f->db, f->arena, first, myth, true, "Ada", NULL); /* without a verdict yet */
    look(f);
    assert_int_equal(f->view.question_count, 2);
    const struct board_edit verdict = {CARD_VERDICT, NULL, "busted"};
    struct board_outcome out;
    board_edit(f->db, f->arena, myth, &verdict, 1, "Ada", &out, NULL);
    board_link(f->db, f->arena, second, finding, true, "Ada", NULL);
    look(f);
    assert_int_equal(f->view.question_count, 0);
    board_archive(f->db, f->arena, finding, true, "Kim", NULL);
    look(f);
    assert_int_equal(f->view.question_count, 1);
    assert_int_equal(f->view.questions[0]->id, second);
    assert_int_equal(f->view.free, 0);
}

static struct seat *sit(struct fixture *f, const char *name, const char *words, int minutes,
                        const char *mark)
{
    struct seat *seat;
    int64_t now = clock_now_ms(), since = now - (int64_t)minutes * MINUTE;
    const struct presence presence = {
        .words = words, .mark = mark, .since_ms = since, .view_ms = since, .input_ms = now};
    assert_int_equal(seat_take(&seat, f->path, name, NULL), STATUS_OK);
    assert_int_equal(seat_tell(seat, &presence, NULL), STATUS_OK);
    return seat;
}

static void people_are_known_from_seats_log_and_cards(void **state)
{
    struct fixture *f = *state;
    char mark[40], sql[600];
    const int64_t now = clock_now_ms();
    foreign_sql(f->path, "INSERT INTO dj_person VALUES(1, 'p1', 'Robin', 'coach', '', 1)");
    int64_t card = add_card(f, CARD_QUESTION, "Why Millpond?", "Kim, Sam", "Ada");
    snprintf(mark, sizeof mark, SEAT_MARK_WRITING "%lld", (long long)card);
    struct seat *kim = sit(f, "Kim", "Pivot · office", 12, mark);
    struct seat *robin = sit(f, "Robin", "Board", 1, "");
    snprintf(sql, sizeof sql,
             "INSERT INTO dj_log(uuid, at_ms, by, action, kind) VALUES"
             "('l1', %lld, 'Yesterday', 'add', 'card'), ('l2', %lld, 'Kim', 'import', 'dataset'),"
             "('l3', %lld, 'root', 'import', 'dataset'), ('l4', %lld, 'Alex', 'claim', 'help'),"
             "('l5', %lld, 'Cleo', 'take', 'check-in'), ('l6', %lld, 'Cleo', 'add', 'card')",
             (long long)(clock_local_midnight(now) - 1), (long long)now, (long long)now,
             (long long)now, (long long)now, (long long)now);
    foreign_sql(f->path, sql);
    look(f);
    assert_int_equal(f->view.person_count, 3); /* no coach, and nobody who only brought the data */
    assert_int_equal(f->view.here, 1);
    assert_string_equal(f->view.people[0].name, "Kim");
    assert_string_equal(person(f, "Kim")->looks, "Pivot · office");
    assert_int_equal(person(f, "Kim")->writes, card);
    assert_int_equal(person(f, "Kim")->down, 1);
    assert_string_equal(person(f, "Kim")->last, "a file was imported");
    assert_false(person(f, "Ada")->here);
    assert_int_equal(person(f, "Ada")->own, 1);
    assert_string_equal(person(f, "Ada")->last, "\"Why Millpond?\" was written");
    assert_int_equal(person(f, "Sam")->down, 1);
    assert_string_equal(person(f, "Sam")->last, "");
    seat_leave(kim);
    seat_leave(robin);
    look(f);
    assert_int_equal(f->view.here, 0);
    assert_string_equal(person(f, "Kim")->looks, "");
}

static void a_tick_says_who_and_when_and_outlives_all(void **state)
{
    struct fixture *f = *state;
    int64_t before = clock_now_ms();
    assert_int_equal(lead_tick(f->db, LEAD_TOPIC, true, "Kim", NULL), STATUS_OK);
    assert_int_equal(lead_tick(f->db, LEAD_TOPIC, true, "Ada", NULL), STATUS_OK); /* as it is */
    db_close(f->db);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_READ, NULL), STATUS_OK);
    look(f);
    assert_int_equal(lead_ticked(&f->view), 1);
    assert_string_equal(f->view.ticks[LEAD_TOPIC].by, "Kim");
    assert_true(f->view.ticks[LEAD_TOPIC].at_ms >= before);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE kind = 'lead'"), 1);
    db_close(f->db);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    assert_int_equal(lead_tick(f->db, LEAD_TOPIC, false, "Ada", NULL), STATUS_OK);
    assert_int_equal(lead_tick(f->db, LEAD_TOPIC, false, "Ada", NULL), STATUS_OK);
    look(f);
    assert_int_equal(lead_ticked(&f->view), 0);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE kind = 'lead'"), 2);
    foreign_sql(f->path, "INSERT INTO dj_lead VALUES('of a newer version', 'Kim', 1)");
    look(f);
    assert_int_equal(lead_ticked(&f->view), 0);
}

static void a_call_is_for_the_team(void **state)
{
    struct fixture *f = *state;
    struct help_request asked;
    struct help_desk desk;
    assert_int_equal(lead_call(f->db, f->arena, "we are stuck", "Kim", &asked, NULL), STATUS_OK);
    assert_int_equal(help_read(f->db, f->arena, &desk, NULL), STATUS_OK);
    assert_int_equal(desk.count, 1);
    assert_int_equal(desk.requests[0].about, HELP_TEAM);
    assert_string_equal(desk.requests[0].pane, LEAD_PANE);
    assert_string_equal(desk.requests[0].by, "Kim");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_help WHERE about = 'team'"),
                     1);
}

/* ---- figures ---- */

static void check(struct fixture *f, struct lead_check **checks, size_t *count)
{
    struct frames *frames = frames_new(FRAMES_BUDGET);
    const struct evidence_ground ground = {.db = f->db, .frames = frames};
    assert_int_equal(lead_check_deck(&ground, f->arena, checks, count, NULL), STATUS_OK);
    frames_free(frames);
}

/* A pivot by client has one row in each group: all of it is hidden. */
static void figures_that_are_hidden_or_changed_are_told(void **state)
{
    struct fixture *f = *state;
    struct frames *frames = frames_new(FRAMES_BUDGET);
    const struct evidence_ground ground = {.db = f->db, .frames = frames};
    int64_t dataset = foreign_number(f->path, "SELECT id FROM dj_dataset");
    int64_t column = foreign_number(f->path, "SELECT id FROM dj_column WHERE name = 'client'");
    int64_t card = add_card(f, CARD_FINDING, "each client came once", NULL, "Ada");
    struct evidence evidence;
    struct error err = {0};
    struct lead_check *checks = NULL;
    size_t count = 0;
    const struct pivot_spec spec = {.rows = {{.column = column}}};
    struct view view = {.dataset = dataset};
    const char *json;
    assert_int_equal(pivot_spec_to_json(f->arena, &spec, &view.pivot, &err), STATUS_OK);
    assert_int_equal(view_write(f->arena, &view, &json, &err), STATUS_OK);
    if (evidence_take(&ground, EVIDENCE_PIVOT, json, f->arena, &evidence, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    frames_free(frames);
    assert_int_equal(board_pin(f->db, f->arena, card, &evidence, "Ada", NULL, NULL), STATUS_OK);
    assert_int_equal(board_star(f->db, f->arena, card, true, "Ada", NULL), STATUS_OK);
    check(f, &checks, &count);
    assert_int_equal(count, 1);
    assert_int_equal(checks[0].card, card);
    assert_int_equal(checks[0].gaps, LEAD_MASKED);
    look(f);
    assert_int_equal(lead_all_gaps(lead_view_card(&f->view, card), checks, count),
                     LEAD_MASKED | LEAD_NO_CAVEAT);
    assert_int_equal(lead_all_gaps(lead_view_card(&f->view, card), NULL, 0), LEAD_NO_CAVEAT);
    foreign_sql(f->path, "UPDATE visits SET client = 1002 WHERE client = 1001");
    check(f, &checks, &count);
    assert_int_equal(checks[0].gaps, LEAD_MASKED | LEAD_CHANGED);
}

/* ---- words ---- */

static struct day_record record_of(const char *kind, int64_t left_min)
{
    int64_t now = clock_now_ms();
    return (struct day_record){.state = DAY_RUNNING,
                               .phase = "Prepare",
                               .number = 6,
                               .began_ms = now,
                               .mark_ms = now,
                               .length_ms = left_min * MINUTE,
                               .next = "Showcase",
                               .origin_ms = now,
                               .origin_day_ms = now,
                               .speed = 1,
                               .kind = {*kind},
                               .show = "Showcase",
                               .show_minutes = 60,
                               .show_ms = now + left_min * MINUTE,
                               .deck_ms = now + left_min * MINUTE,
                               .teams = 6};
}

static void time_and_deck_are_told_in_sentences(void **state)
{
    struct fixture *f = *state;
    struct day_record record = record_of("p", 70);
    char words[200];
    look(f);
    lead_time_words(NULL, words, sizeof words);
    assert_non_null(strstr(words, "not known"));
    lead_show_words(NULL, words, sizeof words);
    assert_string_equal(words, "");
    lead_time_words(&record, words, sizeof words);
    assert_non_null(strstr(words, "Prepare, 1 h 10 left · then Showcase at "));
    lead_show_words(&record, words, sizeof words);
    assert_non_null(strstr(words, ", in 1 h 10 · slides are due then"));
    record.deck_ms -= 10 * MINUTE;
    lead_show_words(&record, words, sizeof words);
    assert_non_null(strstr(words, ", in 1 h 00"));
    assert_false(lead_deck_words(&record, &f->view, words, sizeof words));
    assert_string_equal(words, "0 findings with a star, 1 slide: about 0 of 10 min");
    f->view.slides = 13;
    f->view.minutes = 12;
    assert_true(lead_deck_words(&record, &f->view, words, sizeof words));
    assert_non_null(strstr(words, "about 12 min, but you have 10"));
    record.teams = 0;
    assert_false(lead_deck_words(&record, &f->view, words, sizeof words));
    assert_non_null(strstr(words, "about 12 min"));
    record.show[0] = '\0';
    lead_show_words(&record, words, sizeof words);
    assert_non_null(strstr(words, "No presentations"));
    snprintf(record.kind, sizeof record.kind, "showcase");
    lead_show_words(&record, words, sizeof words);
    assert_non_null(strstr(words, "Prepare is on"));
    record.state = DAY_OVER;
    lead_show_words(&record, words, sizeof words);
    assert_string_equal(words, "");
    lead_time_words(&record, words, sizeof words);
    assert_string_equal(words, "The day is over.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_team_has_an_empty_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_tie_to_a_finding_answers_a_question, set_up, tear_down),
        cmocka_unit_test_setup_teardown(people_are_known_from_seats_log_and_cards, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_tick_says_who_and_when_and_outlives_all, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_call_is_for_the_team, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_that_are_hidden_or_changed_are_told, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(time_and_deck_are_told_in_sentences, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("lead team", tests, NULL, NULL);
}
