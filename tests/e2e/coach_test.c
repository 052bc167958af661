/* The coach's commands from outside: two teams, one queue, one coach to a call. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/help.h"
#include "core/service/jam.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { WORDS = 8 };

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

/* `datajam coach JAM …` as Kim; NULL: not looked at. */
static void expect(const char *jam, const char *const *words, int status, const char *out,
                   const char *err)
{
    static const char *const kim[] = {"DATAJAM_PERSON=Kim", NULL};
    const char *argv[WORDS + 4] = {"datajam", "coach", jam};
    for (size_t i = 0; words[i]; i++)
        argv[i + 3] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, kim);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s: exit status %d: %s", words[0], run.status, said);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

/* A team's file, with a call that was made at that time. */
static const char *make_team(const char *jam, const char *folder, const char *text, int64_t at_ms)
{
    const char *place = fixture_path(jam, folder);
    const char *path = fixture_path(place, "team.db");
    char sql[200];
    struct db *db;
    assert_int_equal(file_make_folder(place, NULL), STATUS_OK);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    db_close(db);
    snprintf(sql, sizeof sql,
             "INSERT INTO dj_help(uuid, about, state, text, pane, view, by, at_ms) VALUES"
             "('%s', 'meaning', 'asked', '%s', 'data', '{}', 'Robin', %lld)",
             folder, text, (long long)at_ms);
    foreign_sql(path, sql);
    return path;
}

/* 10:33 on the day of the tests, minus some minutes. */
static int64_t minutes_ago(int minutes)
{
    int64_t now = 0;
    assert_true(clock_parse_iso("2026-05-12T10:33:00Z", &now));
    return now - (int64_t)minutes * 60 * 1000;
}

static const char *make_jam(void)
{
    static const struct team teams[] = {{.name = "North", .topic = "t", .folder = "teams/north"},
                                        {.name = "South", .topic = "t", .folder = "teams/south"},
                                        {.name = "West", .topic = "t", .folder = "teams/west"}};
    static const struct agenda_item agenda[] = {{"Analysis 1", "analysis", 600, 120, false, ""},
                                                {"Lunch", "lunch", 720, 45, true, ""}};
    const struct jam_plan plan = {
        .title = "Trial jam", .agenda = agenda, .agenda_count = 2, .teams = teams, .team_count = 3};
    const char *jam = fixture_folder();
    assert_int_equal(jam_create(fixture_path(jam, "jam.db"), &plan, NULL), STATUS_OK);
    return jam;
}

#define QUEUE "call,state,place,minutes,about,text,by,coach,asked\n"

static void one_queue_of_all_teams(void **state)
{
    const char *jam = make_jam();
    (void)state;
    make_team(jam, "teams/north", "what is 7?", minutes_ago(3));
    make_team(jam, "teams/south", "which chart?", minutes_ago(11));
    expect(jam, RUN("queue"), 0,
           QUEUE "South/1,asked,1,11,meaning,which chart?,Robin,,2026-05-12T10:22:00Z\n"
                 "North/1,asked,2,3,meaning,what is 7?,Robin,,2026-05-12T10:30:00Z\n",
           "");
    expect(jam, RUN("claim", "south/1"), 0, "", "");
    expect(jam, RUN("claim", "South/1", "--as", "Alex"), 1, "",
           "Kim has taken this call already; take another one.");
    expect(jam, RUN("release", "South/1", "--as", "Alex"), 1, "", "Only Kim can give this call");
    expect(jam, RUN("say", "South/1", "I come over"), 0, "", "");
    expect(jam, RUN("queue"), 0,
           QUEUE "North/1,asked,1,3,meaning,what is 7?,Robin,,2026-05-12T10:30:00Z\n"
                 "South/1,coming,,11,meaning,which chart?,Robin,Kim,2026-05-12T10:22:00Z\n",
           "");
    expect(jam, RUN("done", "South/1", "bars, sorted"), 0, "", "");
    expect(jam, RUN("tips"), 0, "about,tip\nmeaning,\"bars, sorted\"\n", "");
    expect(jam, RUN("done", "South/1"), 1, "", "This call is over already (done).");
}

/* West has no file: it is told, and the others are there all the same. */
static void teams_with_their_reasons(void **state)
{
    const char *jam = make_jam();
    char sql[200];
    (void)state;
    make_team(jam, "teams/north", "what is 7?", minutes_ago(3));
    const char *south = make_team(jam, "teams/south", "", minutes_ago(1));
    foreign_sql(south, "UPDATE dj_help SET state = 'done'");
    snprintf(sql, sizeof sql,
             "INSERT INTO dj_log(uuid, at_ms, by, action, kind) VALUES('u', %lld, 'Robin', 'add',"
             " 'card')",
             (long long)minutes_ago(20));
    foreign_sql(south, sql);
    static const char *const kim[] = {"DATAJAM_PERSON=Kim", NULL};
    struct fixture_run run =
        fixture_run(RUN("datajam", "coach", jam, "teams", "--format", "csv"), NULL, kim);
    const char *out = buffer_span(&run.out).data;
    const char *first = strstr(out, "South,0,,2026-05-12T10:13:00Z,0,0,0,"
                                    "nobody here for 20 minutes\n");
    assert_int_equal(run.status, 0);
    assert_non_null(first);
    assert_true(first < strstr(out, "North,0,,,1,0,0,\n")); /* it has called: no alarm */
    assert_non_null(strstr(out, "West,0,,,0,0,0,"));
    assert_non_null(strstr(strstr(out, "West"), "team.db"));
    fixture_run_free(&run);
}

static void do_to_clock(const char *jam, const char *word)
{
    fixture_do_at("DATAJAM_NOW=2026-05-12T10:20:00Z", RUN("clock", jam, word));
}

#define ROUND "team,state,coach,began,ended,next,note\n"

/* West has no file, so nobody is sent there. */
static void a_round_of_check_ins(void **state)
{
    const char *jam = make_jam();
    (void)state;
    const char *north = make_team(jam, "teams/north", "what is 7?", minutes_ago(3));
    make_team(jam, "teams/south", "which chart?", minutes_ago(11));
    foreign_sql(north, "UPDATE dj_help SET state = 'done'");
    expect(jam, RUN("take", "North"), 0, "", ""); /* before the round: it counts for none */
    expect(jam, RUN("done", "North"), 0, "", "");
    do_to_clock(jam, "start");
    expect(jam, RUN("round"), 0,
           ROUND "North,done,Kim,2026-05-12T10:33:00Z,2026-05-12T10:33:00Z,,\n"
                 "South,due,,,,,\nWest,due,,,,,\n",
           "");
    foreign_sql(north, "UPDATE dj_log SET at_ms = at_ms - 3600000 WHERE kind = 'check-in'");
    do_to_clock(jam, "next");
    expect(jam, RUN("round"), 0, ROUND "North,due,,,,yes,\nSouth,due,,,,,\nWest,due,,,,,\n", "");
    expect(jam, RUN("ask", "north"), 0,
           "ask\nWhat have you looked at so far? Shall we try one question together?\n"
           "Which question do you want to answer? Put it on the board.\n"
           "\"Does everybody have a part in it, and what do you need from us?\"\n",
           "");
    expect(jam, RUN("take", "North"), 0, "", "");
    expect(jam, RUN("take", "North", "--as", "Alex"), 1, "", "Kim is with this team already");
    expect(jam, RUN("take", "South"), 1, "", "You are with North; end that check-in first.");
    expect(jam, RUN("take", "South", "--as", "Alex"), 0, "", "");
    expect(jam, RUN("done", "South", "mine"), 1, "", "only Alex can end that check-in");
    expect(jam, RUN("release", "South", "--as", "Alex"), 0, "", "");
    expect(jam, RUN("done", "North", "a myth, and data for it"), 0, "", "");
    expect(jam, RUN("round"), 0,
           ROUND "South,due,,,,yes,\nWest,due,,,,,\n"
                 "North,done,Kim,2026-05-12T10:33:00Z,2026-05-12T10:33:00Z,,"
                 "\"a myth, and data for it\"\n",
           "");
    expect(jam, RUN("done", "North"), 1, "", "No check-in with this team is on");
}

static void mistakes_are_told(void **state)
{
    const char *jam = make_jam();
    (void)state;
    expect(jam, RUN("queu"), 2, "", "did you mean queue?");
    expect(jam, RUN("claim"), 2, "", "the words behind \"claim\"");
    expect(jam, RUN("tips", "North/1"), 2, "", "the words behind \"tips\"");
    expect(jam, RUN("claim", "North/9"), 1, "", "There is no call \"North/9\"");
    expect(jam, RUN("claim", "North"), 1, "", "There is no call \"North\"");
    expect(jam, RUN("take"), 2, "", "the words behind \"take\"");
    expect(jam, RUN("take", "Norht"), 1, "",
           "no team \"Norht\" in this jam; did you mean \"North\"?");
    expect(jam, RUN("ask", "Nowhere"), 1, "", "no team \"Nowhere\"");
    expect(fixture_path(jam, "nowhere"), RUN("queue"), 1, "", "nowhere");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_queue_of_all_teams),
        cmocka_unit_test(teams_with_their_reasons),
        cmocka_unit_test(a_round_of_check_ins),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests_name("coach", tests, NULL, NULL);
}
