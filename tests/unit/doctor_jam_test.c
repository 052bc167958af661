/* The doctor before a day: a jam that is ready, and what may be wrong with one, each with what to
 * do and the exit status. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/jam_make.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

static const char dictionary[] = "dataset,column,label,meaning,quality\n"
                                 "visits,client,Client,who came,good\n"
                                 "visits,amount,Amount,what was paid,caution\n";

/* Closed data, a team with a group. */
static const char *make_jam(void)
{
    static const char agenda[] = "time,title,minutes,kind\n09:00,Analysis 1,90,analysis\n";
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "jam");
    char group[24];
    struct error err = {0};
    struct team_made made;
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/housing/dictionary.csv", dictionary);
    fixture_file(folder, "topics/housing/data/visits.csv", "client,amount\n1,2\n2,3\n");
    const struct jam_wish wish = {.folder = jam,
                                  .agenda = fixture_file(folder, "agenda.csv", agenda),
                                  .topics = fixture_path(folder, "topics"),
                                  .closed = true,
                                  .by = ""};
    snprintf(group, sizeof group, "%u", (unsigned)getegid());
    const struct team_wish team = {.name = "North", .topic = "housing", .group = group, .by = ""};
    if (jam_make(&wish, &err) != STATUS_OK || jam_add_team(jam, &team, &made, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return jam;
}

/* words NULL: nothing is wrong and nothing warned of. */
static void expect(const char *jam, int status, const char *words)
{
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "doctor", jam, NULL}, NULL, NULL);
    const char *out = buffer_span(&run.out).data;
    bool quiet = !strstr(out, "WRONG") && !strstr(out, "warning") && !strstr(out, "DAMAGE");
    if (run.status != status || (words ? !strstr(out, words) : !quiet))
        fail_msg("%d and \"%s\" wanted, but %d: %s%s", status, words ? words : "nothing",
                 run.status, out, buffer_span(&run.err).data);
    fixture_run_free(&run);
}

static void a_jam_that_is_ready(void **state)
{
    const char *jam = make_jam();
    (void)state;
    expect(jam, 0, NULL);
    expect(jam, 0, "ok: topic housing: one page, 1 dataset with 2 rows");
    expect(jam, 0, "ok: 1 team has a topic, a file that opens, and the right permissions");
    expect(jam, 0, "ok: this machine's clock says 10:33 on 2026-05-12");
}

static void what_a_topic_lacks(void **state)
{
    const char *jam = make_jam(), *topic = fixture_path(jam, "topics/housing");
    char page[8 * 80 + 1] = "";
    (void)state;
    for (size_t i = 0; i < 80; i++)
        memcpy(page + 8 * i, "a line.\n", 9);
    fixture_file(topic, "topic.md", page);
    expect(jam, 0, "its page has 80 lines, more than fit on one sheet; shorten topic.md");
    assert_int_equal(unlink(fixture_path(topic, "topic.md")), 0);
    expect(jam, 1, "it has no page; write topic.md");
    fixture_file(topic, "topic.md", "# Housing\n");
    fixture_file(topic, "dictionary.csv", "dataset,column,meaning,quality\nvisits,client,who,\n");
    expect(jam, 0, "columns of visits without a meaning: amount; write it");
    expect(jam, 0, "columns of visits without a quality mark: client, amount; write good");
    fixture_file(topic, "dictionary.csv",
                 "dataset,column,meaning,quality\nvisits,clint,who,good\n");
    expect(jam, 0, "dictionary.csv, line 2: ");
    fixture_file(topic, "dictionary.csv", dictionary);
    fixture_file(topic, "data/dj_visits.csv", "client,amount\n1,2\n");
    expect(jam, 1, "topic housing: its files don't load: ");
    assert_int_equal(unlink(fixture_path(topic, "data/dj_visits.csv")), 0);
    assert_int_equal(unlink(fixture_path(topic, "data/visits.csv")), 0);
    expect(jam, 1, "it has no data; put CSV or XLSX files");
}

static void who_may_open_what(void **state)
{
    const char *jam = make_jam(), *team = fixture_path(jam, "teams/north");
    const char *data = fixture_path(jam, "topics/housing/data");
    (void)state;
    assert_int_equal(chmod(team, 02775), 0);
    expect(jam, 1, "anybody on this computer can enter teams/north");
    assert_int_equal(chmod(team, 02750), 0);
    expect(jam, 1, "can't write all of teams/north");
    assert_int_equal(chmod(team, 02770), 0);
    assert_int_equal(chmod(data, 0755), 0);
    expect(jam, 1, "its data are to be closed, and anybody can enter the folder");
    fixture_do((const char *const[]){"datajam", "rules", jam, "--data", "open", NULL});
    expect(jam, 0, NULL);
    fixture_do(
        (const char *const[]){"datajam", "team", "add", jam, "South", "--topic", "housing", NULL});
    expect(jam, 0, "team South: nobody but the account that made it can open teams/south");
    expect(jam, 0, " south GROUP (or all work with that account)");
    fixture_do((const char *const[]){"datajam", "team", "remove", jam, "south", "--yes", NULL});
    expect(jam, 0, "ok: 1 team has a topic");
    assert_int_equal(chmod(data, 0700), 0);
    expect(jam, 1, "its data are to be open, and teams can't enter the folder");
}

static void what_a_team_lacks(void **state)
{
    const char *jam = make_jam(), *file = fixture_path(jam, "teams/north/team.db");
    (void)state;
    foreign_sql(file, "DELETE FROM dj_meta WHERE key = 'data'");
    expect(jam, 0, "its file has rows already");
    foreign_sql(fixture_path(jam, "jam.db"), "UPDATE dj_team SET topic = 'jobs'");
    expect(jam, 1, "its topic \"jobs\" is not there");
    assert_int_equal(unlink(file), 0);
    expect(jam, 1, "teams/north can't be looked at");
    expect(jam, 1, "or take the team out: datajam team remove");
    foreign_sql(fixture_path(jam, "jam.db"), "DELETE FROM dj_team");
    expect(jam, 0, "there are no teams yet; add them");
}

static void clock_and_agenda(void **state)
{
    const char *jam = make_jam(), *file = fixture_path(jam, "jam.db");
    (void)state;
    fixture_do((const char *const[]){"datajam", "clock", jam, "start", NULL});
    foreign_sql(file, "UPDATE dj_clock SET at_ms = at_ms + 600000");
    expect(jam, 1, "was made at 10:43, which is still to come: this machine's clock was set back");
    foreign_sql(file, "UPDATE dj_clock SET at_ms = at_ms - 600000");
    fixture_file(jam, "clock", "datajam-clock 1\nstate=run");
    expect(jam, 1, "the clock can't be read, since its record is not whole");
    foreign_sql(file, "UPDATE dj_agenda SET kind = 'work'");
    fixture_do((const char *const[]){"datajam", "rules", jam, "--data", "closed", NULL});
    expect(jam, 1, "the data are closed until an analysis phase, and the agenda has none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jam_that_is_ready), cmocka_unit_test(what_a_topic_lacks),
        cmocka_unit_test(who_may_open_what),   cmocka_unit_test(what_a_team_lacks),
        cmocka_unit_test(clock_and_agenda),
    };
    return cmocka_run_group_tests_name("doctor of a jam", tests, NULL, NULL);
}
