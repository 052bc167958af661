/* `datajam lead`: what a team's lead needs, from outside the full screen. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

enum { WORDS = 12 };

/* Runs datajam as Kim, at the time of all tests or at the one given. Free the output. */
static struct fixture_run run_at(const char *now, const char *const *words)
{
    const char *argv[WORDS + 1] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    return fixture_run(argv, NULL, RUN("DATAJAM_PERSON=Kim", now));
}

static void expect(const char *const *words, int status, const char *out, const char *err)
{
    struct fixture_run run = run_at(NULL, words);
    if (run.status != status)
        fail_msg("%s %s: exit status %d: %s", words[0], words[2] ? words[2] : "", run.status,
                 buffer_span(&run.err).data);
    if (out && !strstr(buffer_span(&run.out).data, out))
        fail_msg("\"%s\" lacks \"%s\"", buffer_span(&run.out).data, out);
    if (err && !strstr(buffer_span(&run.err).data, err))
        fail_msg("\"%s\" lacks \"%s\"", buffer_span(&run.err).data, err);
    fixture_run_free(&run);
}

static void do_at(const char *now, const char *const *words)
{
    struct fixture_run run = run_at(now, words);
    if (run.status != 0)
        fail_msg("%s %s: %s", words[0], words[1], buffer_span(&run.err).data);
    fixture_run_free(&run);
}

static const char csv[] = "client,office\n1,North\n2,South\n3,North\n";

/* A team file alone: all that can be told without a jam, and that the time can't. */
static void a_team_file_alone(void **state)
{
    const char *team = fixture_team("visits", csv);
    (void)state;
    do_at(NULL, RUN("board", team, "add", "question", "Why North?", "--assignee", "Robin"));
    do_at(NULL, RUN("board", team, "add", "question", "And South?"));
    do_at(NULL, RUN("board", team, "add", "finding", "North is twice as busy"));
    do_at(NULL, RUN("board", team, "star", "3"));
    struct fixture_run run = run_at(NULL, RUN("lead", team));
    assert_int_equal(run.status, 0);
    assert_string_equal(
        buffer_span(&run.out).data,
        "part,what,who,at,says,card\n"
        "time,\"No jam's clock can be read here, so phase and time left are not known.\",,,,\n"
        "deck,\"1 finding with a star, 3 slides: about 2 min\",,,,\n"
        "question,And South?,,2026-05-12T10:33:00Z,now,2\n"
        "question,Why North?,Robin,2026-05-12T10:33:00Z,now,1\n"
        "away,\"\"\"North is twice as busy\"\" got its star and went to the showcase\",Kim,"
        "2026-05-12T10:33:00Z,Has written 3 cards and is still to look at 0.,\n"
        "away,not seen today,Robin,,Has written 0 cards and is still to look at 1.,\n"
        "to mend,North is twice as busy,,,nothing is pinned to it,3\n"
        "to mend,North is twice as busy,,,no caveat,3\n"
        "checklist,Introductions,,,open,\n"
        "checklist,Review of the topic,,,open,\n"
        "checklist,Split up the work,,,open,\n"
        "checklist,Final presentation,,,open,\n"
        "checklist,Turn frustration into learning,,,open,\n");
    fixture_run_free(&run);
    expect(RUN("lead", team, "--format", "json"), 0, "\"part\": \"checklist\"", NULL);
}

static void items_are_ticked_and_a_coach_is_called(void **state)
{
    const char *team = fixture_team("visits", csv);
    (void)state;
    expect(RUN("lead", team, "tick", "intro"), 0, NULL, NULL);
    expect(RUN("lead", team, "tick", "split", "--as", "Ada"), 0, NULL, NULL);
    expect(RUN("lead", team), 0, "checklist,Introductions,Kim,2026-05-12T10:33:00Z,done,\n", NULL);
    expect(RUN("lead", team), 0, "checklist,Split up the work,Ada,2026-05-12T10:33:00Z,done,\n",
           NULL);
    expect(RUN("lead", team, "untick", "split"), 0, NULL, NULL);
    expect(RUN("lead", team, "list"), 0, "checklist,Split up the work,,,open,\n", NULL);
    expect(RUN("lead", team, "call", "we are stuck"), 0, NULL, NULL);
    expect(RUN("lead", team, "call"), 0, NULL, NULL);
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_help WHERE about = 'team'"
                                          " AND pane = 'lead' AND by = 'Kim'"),
                     2);
}

static void what_can_not_be_done_is_told(void **state)
{
    const char *team = fixture_team("visits", csv);
    (void)state;
    expect(RUN("lead", team, "tik", "topic"), 2, NULL, "did you mean tick?");
    expect(RUN("lead", team, "everything"), 2, NULL, "it is one of list, tick, untick and call");
    expect(RUN("lead", team, "tick"), 2, NULL, "takes other words behind it");
    expect(RUN("lead", team, "list", "topic"), 2, NULL, "takes other words behind it");
    expect(RUN("lead", team, "tick", "topics"), 1, NULL, "did you mean topic?");
    expect(RUN("lead", team, "tick", "breakfast"), 1, NULL, "one of introductions, topic");
    expect(RUN("lead", fixture_file(fixture_folder(), "a.csv", csv), "tick", "topic"), 1, NULL,
           "a.csv");
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_lead"), 0);
}

/* ---- in a jam ---- */

static const char agenda[] = "time,title,minutes,kind,fixed,note\n"
                             "10:00,Analysis,60,analysis,yes,\n"
                             "11:00,Make ready,30,prepare,no,\n"
                             "11:30,Coffee,10,break,no,\n"
                             "11:40,Showcase,20,showcase,no,\n";

static void the_jam_tells_the_time(void **state)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "jam");
    const char *at_nine = "DATAJAM_NOW=2026-05-12T09:00:00Z";
    (void)state;
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/housing/data/visits.csv", csv);
    do_at(at_nine, RUN("new", jam, "--agenda", fixture_file(folder, "agenda.csv", agenda),
                       "--topics", fixture_path(folder, "topics")));
    do_at(at_nine, RUN("team", "add", jam, "North", "--topic", "housing"));
    do_at(at_nine, RUN("team", "add", jam, "South", "--topic", "housing"));
    const char *team = fixture_path(jam, "north");
    expect(RUN("lead", team), 0, "time,The day has not begun.,", NULL);
    expect(RUN("lead", team), 0, "show,Showcase: when it begins is known once the day has begun.",
           NULL);
    do_at("DATAJAM_NOW=2026-05-12T10:00:00Z", RUN("clock", jam, "start"));
    expect(RUN("lead", team), 0, "time,\"Analysis, 27 min left · then Make ready at 11:00\",",
           NULL);
    expect(RUN("lead", team), 0,
           "show,\"Showcase at 11:40, in 1 h 07 · slides are due at 11:30, in 57 min\",", NULL);
    expect(RUN("lead", team), 0, "1 slide: about 0 of 10 min", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_team_file_alone),
        cmocka_unit_test(items_are_ticked_and_a_coach_is_called),
        cmocka_unit_test(what_can_not_be_done_is_told),
        cmocka_unit_test(the_jam_tells_the_time),
    };
    return cmocka_run_group_tests_name("lead", tests, NULL, NULL);
}
