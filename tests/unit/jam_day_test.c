/* A jam on disk: made from nothing, its teams, its clock as all consoles read it. */
#include "tests/support/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/base/folder.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "core/service/notices.h"
#include "core/service/team_change.h"
#include "core/store/agenda.h"
#include "tests/support/fixture.h"

static const char agenda[] = "time,title,minutes,kind,fixed,note\n"
                             "09:00,Kick-off,30,kick-off,yes,\n"
                             "09:30,Analysis 1,90,analysis,no,\n";

static const int64_t nine = 1778576400000; /* 2026-05-12T09:00:00Z */

static const char *make_jam(void)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "jam");
    struct error err = {0};
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/housing/data/visits.csv", "client,amount\n1,2\n2,3\n");
    const struct jam_wish wish = {.folder = jam,
                                  .agenda = fixture_file(folder, "agenda.csv", agenda),
                                  .topics = fixture_path(folder, "topics")};
    if (jam_make(&wish, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return jam;
}

static void act(const char *jam, enum day_action action, int64_t at_ms, struct day_record *out)
{
    const struct day_event event = {
        .at_ms = at_ms, .action = action, .midnight_ms = nine - 9 * 3600000, .speed = 1};
    assert_int_equal(day_do(jam, &event, "Robin", out, NULL), STATUS_OK);
}

static void a_jam_from_nothing(void **state)
{
    const char *jam = make_jam();
    struct day_record record;
    struct team_made made;
    struct error err = {0};
    struct stat info;
    (void)state;
    assert_int_equal(day_read(jam, &record, NULL), STATUS_OK);
    assert_int_equal(record.state, DAY_WAITING);
    assert_string_equal(record.next, "Kick-off");
    const struct team_wish wish = {.name = "Team North!", .topic = "housing", .by = "Robin"};
    assert_int_equal(jam_add_team(jam, &wish, &made, &err), STATUS_OK);
    assert_string_equal(made.folder, "teams/team-north");
    assert_int_equal(made.datasets, 1);
    assert_int_equal(made.rows, 2);
    assert_true(file_exists(fixture_path(jam, "teams/team-north/team.db")));
    assert_int_equal(stat(fixture_path(jam, "jam.db"), &info), 0);
    assert_int_equal(info.st_mode & 07, 0); /* not for others */
    assert_int_equal(stat(fixture_path(jam, "clock"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0644);
}

static void what_is_wrong_makes_nothing(void **state)
{
    const char *jam = make_jam();
    struct team_made made;
    struct error err = {0};
    (void)state;
    struct team_wish wish = {.name = "North", .topic = "hosing", .by = ""};
    assert_int_equal(jam_add_team(jam, &wish, &made, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.message, "did you mean \"housing\"?"));
    wish = (struct team_wish){.name = "North", .topic = "../topics/housing", .by = ""};
    assert_int_equal(jam_add_team(jam, &wish, &made, &err), STATUS_NOT_FOUND);
    wish =
        (struct team_wish){.name = "North", .topic = "housing", .group = "no such group", .by = ""};
    assert_int_equal(jam_add_team(jam, &wish, &made, &err), STATUS_NOT_FOUND);
    assert_false(file_exists(fixture_path(jam, "teams/north")));
    wish.group = NULL;
    assert_int_equal(jam_add_team(jam, &wish, &made, &err), STATUS_OK);
    assert_int_equal(jam_add_team(jam, &wish, &made, &err), STATUS_EXISTS);
    assert_true(file_exists(fixture_path(jam, "teams/north/team.db")));
    const struct jam_wish again = {.folder = jam, .agenda = fixture_path(jam, "../agenda.csv")};
    assert_int_equal(jam_make(&again, &err), STATUS_EXISTS);
}

static void a_group_alone_can_open_it(void **state)
{
    const char *jam = make_jam();
    struct team_made made;
    struct error err = {0};
    struct stat info;
    char group[24];
    (void)state;
    snprintf(group, sizeof group, "%u", (unsigned)getegid());
    const struct team_wish wish = {.name = "North", .topic = "housing", .group = group, .by = ""};
    if (jam_add_team(jam, &wish, &made, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(stat(fixture_path(jam, "teams/north"), &info), 0);
    assert_int_equal(info.st_mode & 07777, 02770);
    assert_int_equal(info.st_gid, getegid());
    assert_int_equal(stat(fixture_path(jam, "teams/north/team.db"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0660);
}

static void the_record_follows_the_log(void **state)
{
    const char *jam = make_jam();
    struct day_record record, again;
    struct error err = {0};
    struct db *db = NULL;
    (void)state;
    act(jam, DAY_START, nine, &record);
    assert_string_equal(record.phase, "Kick-off");
    act(jam, DAY_NEXT, nine + 30 * 60000, &record);
    assert_int_equal(day_read(jam, &again, NULL), STATUS_OK);
    assert_memory_equal(&again, &record, sizeof record);
    assert_int_equal(record.sequence, 2);
    /* torn: told, and what was known stays */
    fixture_file(jam, "clock", "datajam-clock 1\nstate=running\n");
    assert_int_equal(day_read(jam, &again, &err), STATUS_DAMAGED);
    assert_memory_equal(&again, &record, sizeof record);
    /* gone: the log makes it anew */
    assert_int_equal(unlink(fixture_path(jam, "clock")), 0);
    assert_int_equal(day_read(jam, &again, &err), STATUS_NOT_FOUND);
    assert_int_equal(day_open(&db, jam, DB_WRITE, NULL), STATUS_OK);
    assert_int_equal(day_publish(db, jam, &again, NULL), STATUS_OK);
    db_close(db);
    assert_memory_equal(&again, &record, sizeof record);
}

static void what_is_refused_is_not_logged(void **state)
{
    const char *jam = make_jam();
    const struct day_event pause = {.at_ms = nine, .action = DAY_PAUSE};
    struct day_record record;
    struct error err = {0};
    (void)state;
    assert_int_equal(day_do(jam, &pause, "Robin", &record, &err), STATUS_INVALID);
    assert_string_equal(err.message, "The day has not begun; start it first.");
    assert_int_equal(day_do(fixture_folder(), &pause, "Robin", &record, &err), STATUS_NOT_FOUND);
    act(jam, DAY_START, nine, &record);
    assert_int_equal(record.sequence, 1);
}

static void notices_only_grow(void **state)
{
    const char *jam = make_jam();
    struct arena *arena = arena_new();
    struct notice *notices, first = {.at_ms = 5, .by = "Robin", .text = "Lunch\tis\nserved"};
    struct notice second = {.at_ms = 6, .by = "Kim", .to = "north", .text = "Come"};
    int64_t offset = 0;
    size_t count;
    (void)state;
    assert_int_equal(notices_read(jam, arena, &offset, &notices, &count, NULL), STATUS_OK);
    assert_int_equal(count, 0);
    assert_int_equal(notice_add(jam, &first, NULL), STATUS_OK);
    assert_int_equal(notices_read(jam, arena, &offset, &notices, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(notices[0].text, "Lunch is served");
    assert_string_equal(notices[0].to, "");
    assert_int_equal(notice_add(jam, &second, NULL), STATUS_OK);
    assert_int_equal(notices_read(jam, arena, &offset, &notices, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(notices[0].to, "north");
    assert_int_equal(notices[0].at_ms, 6);
    first.text = "";
    assert_int_equal(notice_add(jam, &first, NULL), STATUS_INVALID);
    arena_free(arena);
}

enum { WORDS = 8 };

static void expect(const char *const *words, const char *now, int status, const char *out,
                   const char *err)
{
    const char *argv[WORDS + 2] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, (const char *const[]){now, NULL});
    if (run.status != status)
        fail_msg("%s %s: %d: %s", words[0], words[2], run.status, buffer_span(&run.err).data);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
    assert_non_null(strstr(buffer_span(&run.err).data, err));
    fixture_run_free(&run);
}

#define RUN(...)  ((const char *const[]){__VA_ARGS__, NULL})
#define NOW(time) "DATAJAM_NOW=2026-05-12T" time "Z"

static void on_the_command_line(void **state)
{
    const char *jam = make_jam();
    (void)state;
    expect(RUN("clock", jam, "status"), NOW("08:50:00"), 0,
           "phase=\nstate=waiting\nstarted=\nremaining=\nnext=Kick-off\n", "");
    expect(RUN("clock", jam, "start", "--at", "09:00"), NOW("08:50:00"), 0,
           "Kick-off: begins at 09:00\n", "");
    expect(RUN("clock", jam, "extend", "5"), NOW("09:10:00"), 0, "Kick-off: 25 min left\n", "");
    expect(RUN("clock", jam, "status"), NOW("09:20:30"), 0,
           "phase=Kick-off\nstate=running\nstarted=2026-05-12T09:00:00Z\nremaining=870\n"
           "next=Analysis 1\n",
           "");
    expect(RUN("clock", jam, "status"), NOW("09:36:00"), 0,
           "phase=Kick-off\nstate=running\nstarted=2026-05-12T09:00:00Z\nremaining=-60\n"
           "next=Analysis 1\n",
           "");
    expect(RUN("clock", jam, "nxt"), NOW("09:36:00"), 2, "", "did you mean \"next\"?");
    expect(RUN("clock", jam, "extend"), NOW("09:36:00"), 2, "", "needs a number of minutes");
    expect(RUN("clock", jam, "resume"), NOW("09:36:00"), 1, "", "not paused");
    expect(RUN("clock", jam, "say", "Lunch", "is", "served"), NOW("09:36:00"), 0,
           "Said to all teams.\n", "");
    expect(RUN("clock", jam, "say", "--to", "nobody", "Hello"), NOW("09:36:00"), 1, "",
           "has no team yet");
    expect(RUN("clock", fixture_folder(), "status"), NOW("09:36:00"), 1, "",
           "there is no jam here");
}

/* By its name in any case or by its folder: consoles know the team by the folder alone. */
static void said_to_a_team_by_name_or_folder(void **state)
{
    static const char *const ways[] = {"South / \xC3\x96st", "south / \xC3\xB6ST",
                                       "south-\xC3\xB6st"};
    const char *jam = make_jam();
    struct notice *list = NULL;
    struct arena *arena = arena_new();
    struct team_made made;
    int64_t offset = 0;
    size_t count = 0, said = sizeof ways / sizeof *ways;
    const struct team_wish wish = {.name = ways[0], .topic = "housing", .by = ""};
    (void)state;
    assert_int_equal(jam_add_team(jam, &wish, &made, NULL), STATUS_OK);
    for (size_t i = 0; i < said; i++)
        expect(RUN("clock", jam, "say", "--to", ways[i], "Hello"), NOW("09:36:00"), 0,
               "Said to South / \xC3\x96st.\n", "");
    expect(RUN("clock", jam, "say", "--to", "Nord", "Hello"), NOW("09:36:00"), 1, "",
           "it has South / \xC3\x96st");
    assert_int_equal(notices_read(jam, arena, &offset, &list, &count, NULL), STATUS_OK);
    assert_int_equal(count, said);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(list[i].to, strrchr(made.folder, '/') + 1);
    arena_free(arena);
}

/* Out of the jam, and kept; never two teams in one folder, also when one was deleted by hand. */
static void a_team_is_taken_out_and_kept(void **state)
{
    const char *jam = make_jam(), *folder = fixture_path(jam, "teams/evil");
    const char *kept = "";
    struct arena *arena = arena_new();
    struct team_made made;
    struct error err = {0};
    struct team *teams = NULL;
    size_t count = 0;
    (void)state;
    const struct team_wish odd = {.name = "../evil", .topic = "housing", .by = ""};
    const struct team_wish again = {.name = "evil", .topic = "housing", .by = ""};
    const struct team_wish no_topic = {.name = "North", .topic = "nope", .by = ""};
    assert_int_equal(jam_add_team(jam, &no_topic, &made, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.message, "it has housing"));
    assert_int_equal(jam_add_team(jam, &odd, &made, &err), STATUS_OK);
    assert_string_equal(made.folder, "teams/evil");
    folder_remove(folder);
    assert_int_equal(jam_add_team(jam, &again, &made, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.message, "the folder of the team ../evil already"));
    expect(RUN("team", "remove", jam, "evil"), NOW("08:00:00"), 2, "", "Say so with --yes");
    expect(RUN("team", "remove", jam, "nobody", "--yes"), NOW("08:00:00"), 1, "", "it has ../evil");
    assert_int_equal(jam_remove_team(jam, "evil", "Robin", arena, &kept, &err), STATUS_OK);
    assert_string_equal(kept, "");
    assert_int_equal(jam_add_team(jam, &again, &made, &err), STATUS_OK);
    assert_int_equal(jam_remove_team(jam, "EVIL", "Robin", arena, &kept, &err), STATUS_OK);
    assert_false(file_exists(folder));
    assert_true(file_exists(fixture_path(kept, "team.db")));
    assert_int_equal(jam_teams(jam, arena, &teams, &count, &err), STATUS_OK);
    assert_int_equal(count, 0);
    arena_free(arena);
}

/* One folder too high: nothing is made, and the right one is named. */
static void a_folder_without_a_page_is_no_topic(void **state)
{
    const char *folder = fixture_folder(), *jam = fixture_path(folder, "jam");
    struct error err = {0};
    (void)state;
    assert_int_equal(file_make_folder(fixture_path(folder, "sample/social/topics/housing"), NULL),
                     STATUS_OK);
    struct jam_wish wish = {.folder = jam,
                            .agenda = fixture_file(folder, "agenda.csv", agenda),
                            .topics = fixture_path(folder, "sample")};
    assert_int_equal(jam_make(&wish, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "sample/social is no topic: it has no topic.md. A topic"));
    fixture_file(folder, "sample/social/topics/housing/topic.md", "# Housing\n");
    assert_int_equal(jam_make(&wish, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "sample/social/topics; write --topics"));
    assert_false(file_exists(jam));
    wish.topics = fixture_path(folder, "sample/social/topics");
    assert_int_equal(jam_make(&wish, &err), STATUS_OK);
    expect(RUN("facilitate", jam), NOW("08:00:00"), 2, "", "datajam clock, rules, team");
    expect(RUN("datasets", fixture_path(jam, "")), NOW("08:00:00"), 1, "", "/jam/TEAM");
}

static void who_can_open_a_team_is_told(void **state)
{
    const char *jam = make_jam();
    struct team_access access;
    char group[24];
    (void)state;
    expect(RUN("team", "add", jam, "North \xF0\x9F\x9A\x80", "--topic", "housing"), NOW("08:00:00"),
           0, NULL, "Its folder is teams/north;");
    expect(RUN("team", "add", jam, "South", "--topic", "housing"), NOW("08:00:00"), 0, NULL,
           "Only your account can open South");
    team_access(fixture_path(jam, "teams/south"), &access);
    assert_true(access.known && !access.group && !access.others);
    snprintf(group, sizeof group, "%u", (unsigned)getegid());
    expect(RUN("team", "group", jam, "south", group), NOW("08:00:00"), 0, NULL, "");
    expect(RUN("team", "group", jam, "south", "no such group"), NOW("08:00:00"), 1, "",
           "There is no group");
    team_access(fixture_path(jam, "teams/south"), &access);
    assert_true(access.known && access.group && !access.others);
    expect(RUN("team", "list", jam, "--format", "csv"), NOW("08:00:00"), 0, NULL, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jam_from_nothing),
        cmocka_unit_test(what_is_wrong_makes_nothing),
        cmocka_unit_test(a_group_alone_can_open_it),
        cmocka_unit_test(the_record_follows_the_log),
        cmocka_unit_test(what_is_refused_is_not_logged),
        cmocka_unit_test(notices_only_grow),
        cmocka_unit_test(on_the_command_line),
        cmocka_unit_test(said_to_a_team_by_name_or_folder),
        cmocka_unit_test(a_team_is_taken_out_and_kept),
        cmocka_unit_test(a_folder_without_a_page_is_no_topic),
        cmocka_unit_test(who_can_open_a_team_is_told),
    };
    return cmocka_run_group_tests_name("jam day", tests, NULL, NULL);
}
