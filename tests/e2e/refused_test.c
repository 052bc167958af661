/*
 * What the system refuses to the program as it is: calls that fail under strace, and a disk
 * with little room. It says what happened and how to go on, ends with 1, and the file is as it
 * was.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/damage.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

enum { LIMIT = 16 << 20 };

/* Leaks can't be looked for under strace. */
static const char *const quiet[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};

static bool can_run(const char *const *argv)
{
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    bool can = run.status == 0;
    fixture_run_free(&run);
    return can;
}

static void expect(const char *const *argv, int status, const char *words)
{
    struct fixture_run run = fixture_run(argv, NULL, quiet);
    if (run.status != status || !strstr(buffer_span(&run.err).data, words))
        fail_msg("status %d and \"%s\" wanted, but: %d, %s%s", status, words, run.status,
                 buffer_span(&run.out).data, buffer_span(&run.err).data);
    fixture_run_free(&run);
}

static void expect_out(const char *const *argv, const char *words)
{
    struct fixture_run run = fixture_run(argv, NULL, NULL);
    assert_int_equal(run.status, 0);
    if (!strstr(buffer_span(&run.out).data, words))
        fail_msg("no \"%s\" in %s", words, buffer_span(&run.out).data);
    fixture_run_free(&run);
}

static void calls_that_fail(void **state)
{
    static const struct {
        const char *calls, *inject, *words;
    } cases[] = {
        {"trace=pwrite64", "inject=pwrite64:error=EIO", "the system refused to read or write"},
        {"trace=pwrite64", "inject=pwrite64:error=ENOSPC", "no space left on the disk"},
        {"trace=fsync,fdatasync", "inject=fsync,fdatasync:error=EIO",
         "the system refused to read or write"},
        {"trace=fcntl", "inject=fcntl:error=ENOLCK", "does not support locks between programs"},
    };
    (void)state;
    if (!can_run(VT_ARGS("strace", "-f", "-o", "/dev/null", "true")))
        skip(); /* no strace, or none that may trace */
    const char *team = fixture_team("visits", "office,n\nNorth,1\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect(VT_ARGS("strace", "-f", "-o", "/dev/null", "-e", cases[i].calls, "-e",
                       cases[i].inject, fixture_program("datajam"), "board", team, "add",
                       "question", "lost?"),
               1, cases[i].words);
        expect_out(VT_ARGS("datajam", "doctor", team), "the file is whole");
    }
    expect_out(VT_ARGS("datajam", "board", team, "add", "question", "there again"), "1");
    struct fixture_run run = fixture_run(VT_ARGS("datajam", "board", team), NULL, NULL);
    assert_non_null(strstr(buffer_span(&run.out).data, "there again"));
    assert_null(strstr(buffer_span(&run.out).data, "lost?"));
    fixture_run_free(&run);
}

/* No copy takes the last room, and none is left half made. */
static void a_copy_needs_room(void **state)
{
    static const char script[] = "mount -t tmpfs -o size=4m none \"$1\" && cp \"$0\" \"$1\" && "
                                 "\"$2\" backup \"$1/team.db\"; status=$?; "
                                 "ls -A \"$1/backups\"; exit $status";
    (void)state;
    const char *disk = fixture_folder(), *team = fixture_team("visits", "office,n\nNorth,1\n");
    if (!can_run(VT_ARGS("unshare", "-rm", "/bin/mount", "-t", "tmpfs", "none", disk)))
        skip(); /* namespaces are not to be had here */
    struct fixture_run run = fixture_run(
        VT_ARGS("unshare", "-rm", "/bin/sh", "-c", script, team, disk, fixture_program("datajam")),
        NULL, quiet);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(buffer_span(&run.err).data, "no copy was made, since only"));
    assert_int_equal(run.out.len, 0);
    fixture_run_free(&run);
}

/* Wipes the first page on which the text stands. */
static void wipe_page_with(const char *path, const char *text)
{
    struct buffer bytes = {0};
    assert_int_equal(file_read(path, LIMIT, &bytes, NULL), STATUS_OK);
    char *page = bytes.data;
    while (page < bytes.data + bytes.len && !memmem(page, DAMAGE_PAGE, text, strlen(text)))
        page += DAMAGE_PAGE;
    assert_true(page < bytes.data + bytes.len);
    memset(page, 0xFF, DAMAGE_PAGE);
    damage_write(path, bytes.data, bytes.len);
    buffer_free(&bytes);
}

/* What can be read of a file with a page that is gone is offered, and is a team file. */
static void a_rescue_from_the_command_line(void **state)
{
    (void)state;
    const char *folder = fixture_folder(), *saved = fixture_path(folder, "saved.db");
    const char *team = fixture_team("visits", "office,n\nNorth,1\nSouth,2\n");
    fixture_do(VT_ARGS("datajam", "board", team, "add", "question", "still here?"));
    wipe_page_with(team, "South");
    expect(VT_ARGS("datajam", "doctor", team), 1, "--rescue -o NEW.db");
    expect(VT_ARGS("datajam", "doctor", team, "--rescue"), 2, "-o NEW.db");
    fixture_do(VT_ARGS("datajam", "doctor", team, "--rescue", "-o", saved));
    expect_out(VT_ARGS("datajam", "board", saved), "still here?");
    expect_out(VT_ARGS("datajam", "doctor", saved), "the file is whole");
    expect(VT_ARGS("datajam", "doctor", team, "--rescue", "-o", saved), 1, "it is there already");
}

/* Where nothing can be read, not even the list of tables, a copy is named. */
static void the_newest_copy_is_offered(void **state)
{
    (void)state;
    const char *folder = fixture_folder(), *saved = fixture_path(folder, "saved.db");
    const char *team = fixture_team("visits", "office,n\nNorth,1\nSouth,2\n");
    struct buffer bytes = {0};
    fixture_do(VT_ARGS("datajam", "backup", team));
    assert_int_equal(file_read(team, LIMIT, &bytes, NULL), STATUS_OK);
    for (char *page = bytes.data; page < bytes.data + bytes.len; page += DAMAGE_PAGE)
        if (page == bytes.data || memmem(page, DAMAGE_PAGE, "CREATE TABLE", 12))
            memset(page, 0xFF, DAMAGE_PAGE);
    damage_write(team, bytes.data, bytes.len);
    buffer_free(&bytes);
    expect(VT_ARGS("datajam", "doctor", team, "--rescue", "-o", saved), 1, "The newest copy is ");
    assert_false(file_exists(saved));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_fail),
        cmocka_unit_test(a_copy_needs_room),
        cmocka_unit_test(a_rescue_from_the_command_line),
        cmocka_unit_test(the_newest_copy_is_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
