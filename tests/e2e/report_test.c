/* Reports from outside: what is written where, and what is said of wishes that can't be met. */
#include "tests/support/check.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/fixture.h"

static const char visits[] = "office,months\n"
                             "North,10\nNorth,20\nNorth,30\nNorth,40\nNorth,50\nSouth,40\n";

enum { WORDS = 12 };

#define RUN(...) ((const char *const[]){__VA_ARGS__, NULL})

/* `datajam VERB …` in a folder. */
static void expect(const char *folder, const char *const *words, int status, const char *err)
{
    static const char *const ada[] = {"DATAJAM_PERSON=Ada", NULL};
    const char *argv[WORDS + 2] = {"datajam"};
    for (size_t i = 0; words[i]; i++)
        argv[i + 1] = words[i];
    struct fixture_run run = fixture_run(argv, folder, ada);
    const char *said = buffer_span(&run.err).data;
    if (run.status != status)
        fail_msg("%s: exit status %d: %s", words[0], run.status, said);
    if (!strstr(said, err))
        fail_msg("\"%s\" lacks \"%s\"", said, err);
    assert_int_equal(run.out.len, status == 0 && strcmp(words[0], "board") == 0 ? run.out.len : 0);
    fixture_run_free(&run);
}

static int is_there(const char *folder, const char *name)
{
    struct stat info;
    return stat(fixture_path(folder, name), &info) == 0 && info.st_size > 0;
}

static void a_page_or_a_folder(void **state)
{
    const char *team = fixture_team("visits", visits), *folder = fixture_folder();
    (void)state;
    expect(folder, RUN("board", team, "pin", "new", "--rows", "office", "--value", "avg:months"), 0,
           "Pinned");
    expect(folder, RUN("report", team, "-o", "empty.html"), 0, "No finding is starred yet");
    expect(folder, RUN("board", team, "star", "1"), 0, "");
    expect(folder, RUN("report", team, "-o", "out.html"), 0,
           "out.html: 2 slides, 1 finding starred, 0 without evidence");
    assert_true(is_there(folder, "out.html"));
    expect(folder, RUN("report", team, "--output", "home/out.md"), 0, "Groups below 5 are hidden");
    assert_true(is_there(folder, "home/out.md"));
    assert_true(is_there(folder, "home/out-2.svg"));
    expect(folder, RUN("report", team, "-o", "out.html"), 1, "there already");
    expect(folder, RUN("report", team, "-o", "out.html", "--replace"), 0, "out.html");
}

static void what_can_not_be(void **state)
{
    const char *team = fixture_team("visits", visits), *folder = fixture_folder();
    (void)state;
    expect(folder, RUN("report", team), 2, "say where the report goes");
    expect(folder, RUN("report", team, "-o", "out.pptx"), 1, "ends in .html");
    expect(folder, RUN("report", team, "-o", "out"), 1, "ends in .html");
    expect(folder, RUN("report", team, "-o", "/proc/none/out.html"), 1, "/proc/none");
    expect(folder, RUN("report", fixture_file(folder, "x.csv", visits), "-o", "a.html"), 1,
           "x.csv");
    assert_false(is_there(folder, "a.html"));
    expect(folder, RUN("report", "nowhere.db", "-o", "out.html"), 1, "nowhere.db");
}

/* As in a container: there is a user, but nobody says so. */
static void the_login_is_found_without_an_environment(void **state)
{
    static const char *const nobody[] = {"DATAJAM_PERSON=", "LOGNAME=", "USER=", NULL};
    const char *team = fixture_team("visits", visits);
    struct passwd entry, *user = NULL;
    char line[4096];
    assert_int_equal(getpwuid_r(getuid(), &entry, line, sizeof line, &user), 0);
    const char *argv[] = {"datajam", "board", team, "add", "question", "Why?", NULL};
    (void)state;
    struct fixture_run run = fixture_run(argv, NULL, nobody);
    assert_int_equal(run.status, 0);
    fixture_run_free(&run);
    const char *list[] = {"datajam", "board", team, "--format", "csv", NULL};
    run = fixture_run(list, NULL, nobody);
    char wanted[80];
    snprintf(wanted, sizeof wanted, "Why?,%s,", user ? user->pw_name : "");
    assert_non_null(strstr(buffer_span(&run.out).data, wanted));
    fixture_run_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_or_a_folder),
        cmocka_unit_test(what_can_not_be),
        cmocka_unit_test(the_login_is_found_without_an_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
