/* The command line from outside: results, messages, exit status. */
#include "tests/support/check.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/fixture.h"
#include "tests/support/team.h"

static const char visits[] = "client,office,amount\n"
                             "1,North,2.5\n"
                             "2,\"Office 10, back\",\n"
                             "3,Office 9,-1\n";

static const char *team;

static int make_team(void **state)
{
    (void)state;
    team = fixture_team("visits", visits);
    return 0;
}

enum { WORDS = 12 };

/* Runs datajam with these words and expects exit status, standard output and a part of
 * standard error; NULL: not looked at. */
static void expect(const char *const *words, int status, const char *out, const char *err)
{
    const char *argv[WORDS + 2] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s: exit status %d: %s", words[0], run.status, said);
    if (out)
        assert_string_equal(buffer_span(&run.out).data, out);
    if (err && !strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    fixture_run_free(&run);
}

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_rows(void **state)
{
    (void)state;
    expect(RUN("rows", team), 0, visits, NULL);
    expect(RUN("rows", team, "VISITS", "--limit", "1", "--offset", "1", "--format=json"), 0,
           "[\n{\"client\": 2, \"office\": \"Office 10, back\", \"amount\": null}\n]\n", NULL);
    expect(RUN("rows", team, "--sort", "office", "--columns", "office,client"), 0,
           "office,client\nNorth,1\nOffice 9,3\n\"Office 10, back\",2\n", NULL);
    expect(RUN("rows", team, "--sort", "amount:desc", "--columns=client"), 0, "client\n1\n3\n2\n",
           NULL);
    expect(RUN("rows", team, "--limit", "0"), 0, "client,office,amount\n", NULL);
    expect(RUN("rows", team, "--offset", "9"), 0, "client,office,amount\n", NULL);
}

static void test_a_csv_file_is_a_source(void **state)
{
    (void)state;
    const char *folder = fixture_folder(), *file = fixture_file(folder, "visits.txt", visits);
    expect(RUN("rows", file), 0, visits, NULL);
    expect(RUN("datasets", file), 0, "dataset,rows,columns,source\nvisits,3,3,visits.txt\n", NULL);
    assert_int_equal(rmdir(folder), -1); /* the file is still there, */
    assert_int_equal(unlink(file), 0);
    assert_int_equal(rmdir(folder), 0); /* and nothing was left beside it */
}

static void test_wrong_usage(void **state)
{
    (void)state;
    expect(RUN("rosw"), 2, "", "did you mean \"rows\"");
    expect(RUN("rows", team, "--limt", "3"), 2, "", "did you mean \"--limit\"");
    expect(RUN("rows", team, "--limit", "x"), 2, "", "no number");
    expect(RUN("rows", team, "--limit"), 2, "", "needs a value");
    expect(RUN("rows", team, "--format", "xml"), 2, "", "no format");
    expect(RUN("rows"), 2, "", "SOURCE");
    expect(RUN("rows", team, "visits", "more"), 2, "", "\"more\"");
    expect(RUN("--wrong"), 2, "", "--wrong");
}

static void test_failures(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    expect(RUN("rows", team, "vists"), 1, "", "datajam: there is no dataset \"vists\"");
    expect(RUN("rows", team, "--columns", "ofice"), 1, "", "did you mean \"office\"");
    expect(RUN("rows", team, "--sort", "office:up"), 1, "", "COLUMN:desc");
    expect(RUN("rows", folder), 1, "", "folder");
    expect(RUN("rows", fixture_path(folder, "none.csv")), 1, "", "no such file");
    expect(RUN("rows", fixture_file(folder, "empty.csv", "")), 1, "", "empty");
    expect(RUN("datasets", fixture_file(folder, "a.db", "%PDF-1.4")), 1, "", "PDF");
    expect(RUN("rows", "--", "--help"), 1, "", "--help: there is no such file");
}

static void test_help(void **state)
{
    (void)state;
    expect(RUN("--version"), 0, NULL, "");
    expect(RUN("rows", "--help"), 0, NULL, "");
    expect(RUN("help", "rows"), 0, NULL, "");
    expect(RUN("help", "nothing"), 2, "", "\"nothing\"");
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "rows", "--help", NULL}, NULL, NULL);
    assert_int_equal(strncmp(buffer_span(&run.out).data, "Examples:\n", 10), 0);
    fixture_run_free(&run);
}

/* A name that would write on the screen of who reads the message. */
static void test_messages_are_safe_for_the_screen(void **state)
{
    (void)state;
    const char *const argv[] = {"datajam", "rows", "/x\033]0;evil\a\nfake", NULL};
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = buffer_span(&run.err).data;
    assert_int_equal(run.status, 1);
    assert_null(strchr(said, '\033'));
    assert_null(strchr(said, '\a'));
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
    fixture_run_free(&run);
}

static void test_standard_output_is_looked_at(void **state)
{
    char command[600];
    const char *datajam = fixture_program("datajam");
    (void)state;
    /* All space is gone: a failure. */
    assert_true(snprintf(command, sizeof command, "%s rows %s > /dev/full", datajam, team) > 0);
    struct fixture_run run =
        fixture_run((const char *const[]){"/bin/sh", "-c", command, NULL}, NULL, NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(buffer_span(&run.err).data, "no space left"));
    fixture_run_free(&run);
    /* The reader does not look: none. */
    assert_true(snprintf(command, sizeof command, "{ %s rows %s; echo $? >&2; } | true", datajam,
                         team) > 0);
    run = fixture_run((const char *const[]){"/bin/sh", "-c", command, NULL}, NULL, NULL);
    assert_string_equal(buffer_span(&run.err).data, "0\n");
    fixture_run_free(&run);
}

/* Where locks can't be trusted, who writes is told, who reads is not. */
static void test_writers_are_warned_of_network_disks(void **state)
{
    static const char *const NFS[] = {"DATAJAM_PLACE=nfs", NULL};
    static const char *const LOCAL[] = {"DATAJAM_PLACE=ext4", NULL};
    const char *folder = fixture_folder(), *csv = fixture_file(folder, "a.csv", visits);
    const char *db = fixture_path(folder, "a.db"), *jam = fixture_path(folder, "jam");
    const struct {
        const char *const *words, *const *place;
        bool warned;
    } cases[] = {{RUN("datajam", "import", db, csv), NFS, true},
                 {RUN("datajam", "import", db, csv, "--name", "again"), NFS, true},
                 {RUN("datajam", "import", db, csv, "--name", "third"), LOCAL, false},
                 {RUN("datajam", "rows", db, "a"), NFS, false},
                 {RUN("datajam", "demo", jam, "--no-console"), NFS, true}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture_run run = fixture_run(cases[i].words, NULL, cases[i].place);
        const char *said = buffer_span(&run.err).data;
        if (run.status != 0)
            fail_msg("case %zu: exit status %d: %s", i, run.status, said);
        if ((strstr(said, "only one person at a time") != NULL) != cases[i].warned)
            fail_msg("case %zu: \"%s\"", i, said);
        fixture_run_free(&run);
    }
}

/* A team file that can't be used is told by every verb, and by the console. */
static void test_wrong_team_files(void **state)
{
    const char *folder = fixture_folder(), *csv = fixture_file(folder, "a.csv", visits);
    const struct {
        const char *file, *words;
    } cases[] = {
        {fixture_path(folder, "none.db"), "no such file"},
        {folder, "folder"},
        {fixture_file(folder, "empty.db", ""), "empty"},
        {fixture_file(folder, "text.db", "only words\n"), "a team file is needed"},
        {fixture_file(folder, "binary.db", "\x01\x02\x03\x04\x05\x06\x07"), "no text"},
        {fixture_team("newer", visits), "newer datajam"},
        {fixture_team("damaged", visits), "damaged"},
    };
    (void)state;
    foreign_sql(cases[5].file, "PRAGMA user_version = 4711");
    assert_int_equal(truncate(cases[6].file, 20000), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect(RUN("open", cases[i].file, "--plain"), 1, "", cases[i].words);
        if (i > 0) /* where there is none, import makes one */
            expect(RUN("import", cases[i].file, csv), 1, "", cases[i].words);
        if (i != 3) /* a text is a source */
            expect(RUN("datasets", cases[i].file), 1, "", cases[i].words);
    }
}

/* It says how a file would be read, under the options that are given, and makes nothing. */
static void test_a_dry_run_leaves_nothing(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    const char *file = fixture_file(folder, "a.csv", "day;n\n01/02/2019;1\n03/04/2019;2\n");
    const char *none = fixture_path(folder, "team.db");
    const char *const words[] = {"import",        none, file, "--dry-run", "--type",
                                 "day=day-first", NULL};
    const char *argv[WORDS] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    const char *said = buffer_span(&run.out).data;
    assert_int_equal(run.status, 0);
    assert_non_null(strstr(said, "Cells: parted by semicolons: 3 of 3 lines then have 2 cells"));
    assert_non_null(strstr(said, "day: date (dates, day first, as you asked)"));
    assert_non_null(strstr(said, "2 rows would be loaded and 0 set aside."));
    fixture_run_free(&run);
    assert_int_equal(access(none, F_OK), -1);
    expect(RUN("import", none, file, "--dry-run", "--type", "day"), 2, "", "COLUMN=TYPE");
    expect(RUN("import", none, file, "--header", "x"), 2, "", "--header");
    expect(RUN("import", none, none, "--dry-run"), 1, "", "no such file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_a_csv_file_is_a_source),
        cmocka_unit_test(test_wrong_usage),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_messages_are_safe_for_the_screen),
        cmocka_unit_test(test_standard_output_is_looked_at),
        cmocka_unit_test(test_writers_are_warned_of_network_disks),
        cmocka_unit_test(test_wrong_team_files),
        cmocka_unit_test(test_a_dry_run_leaves_nothing),
    };
    return cmocka_run_group_tests_name("cli", tests, make_team, NULL);
}
