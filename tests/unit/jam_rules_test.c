/* The rules of a jam: as bytes, laid down, kept by team files; data that wait, and the lease by
 * which one console of a team brings them. A jam is made whole or not at all. */
#include "tests/support/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/data_gate.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "core/service/release.h"
#include "core/service/rules_set.h"
#include "core/service/team_data.h"
#include "core/store/dataset.h"
#include "core/store/meta.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { MINUTE = 60000, OPEN_MODE = 0755 };

static const char agenda[] = "time,title,minutes,kind\n09:00,Kick-off,30,kick-off\n"
                             "09:30,Analysis 1,90,analysis\n11:00,Lunch,45,lunch\n";

static const int64_t nine = 1778576400000; /* 2026-05-12T09:00:00Z */

static void at(const char *now)
{
    setenv("DATAJAM_NOW", now, 1);
}

static const char *write_topics(void)
{
    const char *folder = fixture_folder();
    assert_int_equal(file_make_folder(fixture_path(folder, "topics/housing/data"), NULL),
                     STATUS_OK);
    fixture_file(folder, "topics/housing/topic.md", "# Housing\n");
    fixture_file(folder, "topics/housing/data/a.csv", "client,amount\n1,2\n2,3\n");
    fixture_file(folder, "topics/housing/data/b.csv", "client,amount\n1,2\n");
    fixture_file(folder, "agenda.csv", agenda);
    return folder;
}

/* With closed data, and a team that waits for them. */
static const char *make_jam(void)
{
    const char *folder = write_topics(), *jam = fixture_path(folder, "jam");
    struct error err = {0};
    struct team_made made;
    const struct jam_wish wish = {.folder = jam,
                                  .agenda = fixture_path(folder, "agenda.csv"),
                                  .topics = fixture_path(folder, "topics"),
                                  .closed = true,
                                  .by = "Robin"};
    const struct team_wish team = {.name = "North", .topic = "housing", .by = "Robin"};
    if (jam_make(&wish, &err) != STATUS_OK || jam_add_team(jam, &team, &made, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_true(made.waits);
    assert_int_equal(made.datasets, 0);
    return jam;
}

static struct db *open_team(const char *jam)
{
    struct db *db = NULL;
    struct error err = {0};
    if (db_open(&db, fixture_path(jam, "teams/north/team.db"), DB_TEAM, DB_WRITE, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    return db;
}

static struct rules lay_down(const char *jam, const struct rules_wish *wish)
{
    struct rules rules;
    struct error err = {0};
    if (rules_set(jam, wish, "Robin", &rules, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return rules;
}

static unsigned mode_of_data(const char *jam)
{
    struct stat info;
    assert_int_equal(stat(fixture_path(jam, "topics/housing/data"), &info), 0);
    return info.st_mode & 0777;
}

/* ---- as bytes ---- */

static void as_bytes(void **state)
{
    static const char *const bad[] = {
        "",
        "datajam-rules 1\n",
        "datajam-rules 2\nminimum=5\nexports=yes\ndata=open\n",
        "datajam-rules 1\nminimum=5\nexports=yes\ndata=open",
        "datajam-rules 1\nminimum=0\nexports=yes\ndata=open\n",
        "datajam-rules 1\nminimum=1001\nexports=yes\ndata=open\n",
        "datajam-rules 1\nminimum=5x\nexports=yes\ndata=open\n",
        "datajam-rules 1\nminimum=\nexports=yes\ndata=open\n",
        "datajam-rules 1\nminimum=5\nexports=maybe\ndata=open\n",
        "datajam-rules 1\nexports=yes\nminimum=5\ndata=open\n",
        "datajam-rules 1\nminimum=5\nexports=yes\ndata=open\nmore=1\n",
    };
    struct rules rules = {.minimum = 12, .exports = false, .closed = true}, read;
    struct buffer bytes = {0};
    (void)state;
    rules_write(&rules, &bytes);
    assert_string_equal(buffer_span(&bytes).data,
                        "datajam-rules 1\nminimum=12\nexports=no\ndata=closed\n");
    assert_true(rules_read(buffer_span(&bytes), &read));
    assert_int_equal(read.minimum, 12);
    assert_false(read.exports);
    assert_true(read.closed);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(rules_read(span_string(bad[i]), &read));
        assert_int_equal(read.minimum, 12);
    }
    buffer_free(&bytes);
}

/* ---- laid down ---- */

static void laid_down_and_kept(void **state)
{
    const char *jam = make_jam();
    const struct rules_wish wish = {.minimum = 9, .exports = RULES_NO};
    struct error err = {0};
    int64_t minimum = 0;
    (void)state;
    struct rules rules = lay_down(jam, &wish);
    assert_int_equal(rules.minimum, 9);
    assert_true(rules.closed); /* that stays */
    struct db *db = open_team(jam);
    assert_int_equal(release_minimum(db, &minimum, NULL), STATUS_OK);
    assert_int_equal(minimum, 9);
    assert_int_equal(release_allowed(db, &err), STATUS_NO_ACCESS);
    assert_non_null(strstr(err.message, "allow no exports"));
    db_close(db);
    assert_int_equal(foreign_number(fixture_path(jam, "jam.db"),
                                    "SELECT count(*) FROM dj_log WHERE action = 'rules'"
                                    " AND by = 'Robin' AND detail LIKE '%\"minimum\":9%'"),
                     1);
    lay_down(jam, &wish); /* the same again is no change */
    assert_int_equal(foreign_number(fixture_path(jam, "jam.db"),
                                    "SELECT count(*) FROM dj_log WHERE action = 'rules'"),
                     2); /* with that of the closing */
    /* carried away, the file knows them still */
    const char *home = fixture_path(fixture_folder(), "team.db");
    fixture_do((const char *const[]){"cp", fixture_path(jam, "teams/north/team.db"), home, NULL});
    assert_int_equal(db_open(&db, home, DB_TEAM, DB_READ, NULL), STATUS_OK);
    assert_int_equal(release_minimum(db, &minimum, NULL), STATUS_OK);
    assert_int_equal(minimum, 9);
    assert_int_equal(release_allowed(db, NULL), STATUS_NO_ACCESS);
    db_close(db);
}

static void what_cant_be_read_allows_nothing(void **state)
{
    const char *jam = make_jam();
    const struct rules_wish no = {.exports = RULES_NO};
    struct rules rules;
    bool inside = false;
    struct db *db = open_team(jam);
    (void)state;
    lay_down(jam, &no);
    fixture_file(jam, "rules", "datajam-rules 1\nmini");
    assert_int_equal(rules_load(jam, &rules, NULL), STATUS_DAMAGED);
    rules_of_path(fixture_path(jam, "topics/housing/data/a.csv"), &rules, &inside);
    assert_true(inside && rules.closed && !rules.exports);
    assert_int_equal(rules_of(db, &rules, NULL), STATUS_OK); /* its own copy */
    assert_false(rules.exports);
    db_close(db);
    assert_int_equal(day_open(&db, jam, DB_WRITE, NULL), STATUS_OK);
    assert_int_equal(rules_publish(db, jam, NULL), STATUS_OK); /* from the jam's file, anew */
    db_close(db);
    assert_int_equal(rules_load(jam, &rules, NULL), STATUS_OK);
    assert_true(rules.closed && !rules.exports);
}

/* Never the rules that a jam begins with: nothing goes out, and a facilitator has them back. */
static void what_is_missing_is_noticed(void **state)
{
    const char *jam = make_jam(), *file = fixture_path(jam, "rules");
    const struct rules_wish wish = {.minimum = 10, .exports = RULES_NO, .closed = RULES_NO};
    struct rules rules;
    bool inside = false;
    (void)state;
    lay_down(jam, &wish);
    assert_int_equal(unlink(file), 0);
    rules_of_path(fixture_path(jam, "topics/housing/data/a.csv"), &rules, &inside);
    assert_true(inside && !rules.exports);
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "doctor", jam, NULL}, NULL, NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(buffer_span(&run.out).data, "the rules of the jam are missing"));
    fixture_run_free(&run);
    run = fixture_run((const char *const[]){"datajam", "rules", jam, NULL}, NULL, NULL);
    assert_int_equal(run.status, 0);
    assert_string_equal(buffer_span(&run.out).data, "minimum=10\nexports=no\ndata=open\n");
    assert_non_null(strstr(buffer_span(&run.err).data, "written anew"));
    fixture_run_free(&run);
    assert_int_equal(rules_load(jam, &rules, NULL), STATUS_OK);
    run = fixture_run(
        (const char *const[]){"datajam", "rules", fixture_path(jam, "teams/north"), NULL}, NULL,
        NULL);
    assert_int_equal(run.status, 1);
    fixture_run_free(&run);
}

/* Nothing is written out where the rules say so, by no way that leads through the gate. */
static void no_exports(void **state)
{
    const char *jam = make_jam(), *file = fixture_path(jam, "topics/housing/data/a.csv");
    const char *out = fixture_path(fixture_folder(), "out.html"),
               *team = fixture_path(jam, "north");
    const struct rules_wish no = {.exports = RULES_NO, .closed = RULES_NO};
    (void)state;
    lay_down(jam, &no);
    fixture_do((const char *const[]){"datajam", "import", team, file, NULL});
    const char *const tries[][6] = {
        {"datajam", "report", team, "-o", out},
        {"datajam", "convert", file},
        {"datajam", "rows", team},
        {"datajam", "rows", file},
        {"datajam", "pivot", team, "--rows", "client"},
        {"datajam", "facet", team, "client"},
        {"datajam", "query", team, "SELECT 1"},
        {"datajam", "profile", team},
        {"datajam", "chart", team, "--rows", "client"},
        {"datajam", "backup", team, "-o", out},
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct fixture_run run = fixture_run(tries[i], NULL, NULL);
        if (run.status != 1 || run.out.len > 0 ||
            !strstr(buffer_span(&run.err).data, "allow no exports"))
            fail_msg("%s: %d: %s%s", tries[i][1], run.status, buffer_span(&run.out).data,
                     buffer_span(&run.err).data);
        fixture_run_free(&run);
    }
    assert_false(file_exists(out));
    fixture_do((const char *const[]){"datajam", "datasets", team, NULL}); /* that is no export */
    fixture_do((const char *const[]){"datajam", "board", team, NULL});
}

/* ---- with the clock ---- */

static void act(const char *jam, enum day_action action, int64_t at_ms, int64_t speed)
{
    const struct day_event event = {
        .at_ms = at_ms, .action = action, .midnight_ms = nine - 540 * MINUTE, .speed = speed};
    assert_int_equal(day_do(jam, &event, "Robin", NULL, NULL), STATUS_OK);
}

static bool follow(const char *jam)
{
    bool opened = false;
    assert_int_equal(data_gate_follow(jam, "Robin", &opened, NULL), STATUS_OK);
    return opened;
}

static void the_phase_opens_the_data(void **state)
{
    const char *jam = make_jam();
    (void)state;
    at("2026-05-12T09:30:00Z");
    assert_int_equal(mode_of_data(jam) & 07, 0);
    act(jam, DAY_START, nine, 60); /* a rehearsal opens nothing */
    act(jam, DAY_NEXT, nine, 60);
    assert_false(follow(jam));
    assert_int_equal(mode_of_data(jam) & 07, 0);
    act(jam, DAY_RESET, nine, 1);
    act(jam, DAY_START, nine, 1);
    assert_false(follow(jam)); /* the kick-off does not */
    act(jam, DAY_NEXT, nine + 30 * MINUTE, 1);
    assert_true(follow(jam));
    assert_int_equal(mode_of_data(jam), OPEN_MODE);
    assert_false(follow(jam)); /* once */
    act(jam, DAY_BACK, nine + 31 * MINUTE, 1);
    assert_false(follow(jam));
    assert_int_equal(mode_of_data(jam), OPEN_MODE);
    unsetenv("DATAJAM_NOW");
}

/* A start for a time to come opens nothing before that time. */
static void not_before_its_time(void **state)
{
    const char *jam = make_jam();
    (void)state;
    foreign_sql(fixture_path(jam, "jam.db"), "DELETE FROM dj_agenda WHERE kind = 'kick-off'");
    const struct day_event later = {.at_ms = nine - 10 * MINUTE,
                                    .action = DAY_START,
                                    .begin_ms = nine,
                                    .midnight_ms = nine - 540 * MINUTE,
                                    .speed = 1};
    assert_int_equal(day_do(jam, &later, "Robin", NULL, NULL), STATUS_OK);
    at("2026-05-12T08:59:59Z");
    assert_false(follow(jam));
    at("2026-05-12T09:00:00Z");
    assert_true(follow(jam));
    unsetenv("DATAJAM_NOW");
}

/* ---- bringing the data ---- */

static void put_lease(const char *jam, const char *lease)
{
    struct db *db = open_team(jam);
    assert_int_equal(meta_set(db, META_LEASE, lease, NULL), STATUS_OK);
    db_close(db);
}

static enum team_data_state state_of(const char *jam)
{
    enum team_data_state out;
    struct db *db = open_team(jam);
    assert_int_equal(team_data_look(db, &out, NULL), STATUS_OK);
    db_close(db);
    return out;
}

static enum status bring(const char *jam, struct team_data_brought *out)
{
    const struct team_data_wish wish = {.by = "Nora"};
    struct db *db = open_team(jam);
    enum status status = team_data_bring(db, &wish, out, NULL);
    db_close(db);
    return status;
}

static void one_console_brings_the_data(void **state)
{
    const char *jam = make_jam();
    const struct rules_wish open = {.closed = RULES_NO};
    struct team_data_brought brought;
    (void)state;
    at("@1778576400");
    assert_int_equal(state_of(jam), TEAM_DATA_CLOSED);
    assert_int_equal(bring(jam, &brought), STATUS_NO_ACCESS);
    lay_down(jam, &open);
    assert_int_equal(state_of(jam), TEAM_DATA_READY);
    /* another one is at it, and lives */
    put_lease(jam, "01901c3e-0000-7000-8000-000000000000 1778576410000");
    assert_int_equal(state_of(jam), TEAM_DATA_TAKEN);
    assert_int_equal(bring(jam, &brought), STATUS_BUSY);
    /* it died after its first file: half a minute later another one takes over */
    fixture_do((const char *const[]){"datajam", "import", fixture_path(jam, "north"),
                                     fixture_path(jam, "topics/housing/data/a.csv"), NULL});
    at("@1778576411");
    assert_int_equal(state_of(jam), TEAM_DATA_READY);
    assert_int_equal(bring(jam, &brought), STATUS_OK);
    assert_int_equal(brought.datasets, 1);
    assert_int_equal(brought.rows, 1);
    assert_int_equal(state_of(jam), TEAM_DATA_THERE);
    assert_int_equal(
        foreign_number(fixture_path(jam, "teams/north/team.db"), "SELECT count(*) FROM dj_dataset"),
        2);
    assert_int_equal(bring(jam, &brought), STATUS_BUSY); /* it is done */
    unsetenv("DATAJAM_NOW");
}

/* A lease from a clock that was an hour ahead holds nobody up. */
static void a_lease_from_the_future(void **state)
{
    const char *jam = make_jam();
    const struct rules_wish open = {.closed = RULES_NO};
    struct team_data_brought brought;
    (void)state;
    at("@1778576400");
    lay_down(jam, &open);
    put_lease(jam, "01901c3e-0000-7000-8000-000000000000 1778580000000");
    assert_int_equal(state_of(jam), TEAM_DATA_READY);
    assert_int_equal(bring(jam, &brought), STATUS_OK);
    assert_int_equal(brought.datasets, 2);
    unsetenv("DATAJAM_NOW");
}

/* ---- whole or not at all ---- */

static size_t count_in(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

/* Mistakes that show before, while and after it is made. */
static void whole_or_not_at_all(void **state)
{
    const char *folder = write_topics(), *home = fixture_folder();
    const char *taken = fixture_path(home, "taken");
    struct error err = {0};
    struct jam_wish wish = {.folder = fixture_path(home, "jam"),
                            .agenda = fixture_path(folder, "agenda.csv"),
                            .topics = fixture_path(folder, "topics"),
                            .leads = "no such group",
                            .by = ""};
    (void)state;
    assert_int_equal(jam_make(&wish, &err), STATUS_NOT_FOUND);
    assert_int_equal(count_in(home), 0);
    /* a name that is too long beside its place */
    char longest[256];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    wish.leads = NULL;
    wish.folder = fixture_path(home, longest);
    assert_int_not_equal(jam_make(&wish, &err), STATUS_OK);
    assert_int_equal(count_in(home), 0);
    /* a file in the place of the jam */
    fixture_file(home, "taken", "mine");
    wish.folder = taken;
    assert_int_equal(jam_make(&wish, &err), STATUS_EXISTS);
    assert_int_equal(count_in(home), 1);
    wish.folder = fixture_path(home, "jam");
    assert_int_equal(jam_make(&wish, &err), STATUS_OK);
    assert_int_equal(count_in(home), 2);
}

/* The disk fills up while topics are copied: 64 KB hold no jam. */
static void a_full_disk(void **state)
{
    static const char script[] =
        "mount -t tmpfs -o size=64k none \"$0\" && \"$1\" new \"$0/jam\" --agenda \"$2/agenda.csv\""
        " --topics \"$2/topics\"; status=$?; ls -A \"$0\"; exit $status";
    const char *disk = fixture_folder(), *folder = write_topics();
    (void)state;
    struct fixture_run run =
        fixture_run((const char *const[]){"unshare", "-rm", "true", NULL}, NULL, NULL);
    int can = run.status;
    fixture_run_free(&run);
    if (can != 0)
        skip(); /* namespaces are not to be had here */
    run = fixture_run((const char *const[]){"unshare", "-rm", "sh", "-c", script, disk,
                                            fixture_program("datajam"), folder, NULL},
                      NULL, (const char *const[]){"ASAN_OPTIONS=detect_leaks=0", NULL});
    assert_int_equal(run.status, 1);
    assert_int_equal(run.out.len, 0); /* nothing is left there */
    fixture_run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_bytes),
        cmocka_unit_test(laid_down_and_kept),
        cmocka_unit_test(what_cant_be_read_allows_nothing),
        cmocka_unit_test(what_is_missing_is_noticed),
        cmocka_unit_test(no_exports),
        cmocka_unit_test(the_phase_opens_the_data),
        cmocka_unit_test(not_before_its_time),
        cmocka_unit_test(one_console_brings_the_data),
        cmocka_unit_test(a_lease_from_the_future),
        cmocka_unit_test(whole_or_not_at_all),
        cmocka_unit_test(a_full_disk),
    };
    return cmocka_run_group_tests_name("jam rules", tests, NULL, NULL);
}
