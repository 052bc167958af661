/*
 * Imports in a file that is alive: killed at any moment, beside others who read and write,
 * and with input or places that don't serve. Times are printed, not asserted.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/service/import.h"
#include "core/store/dataset.h"
#include "core/store/staging.h"
#include "tests/support/caseload.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

enum { KILLS = 50, KILLS_SLOW = 20, KILL_ROWS = 60000, LIVE_ROWS = 200000, NOBODY = 65534 };

static const char *big_file(const char *folder, uint64_t rows)
{
    const char *path = fixture_path(folder, "big.csv");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(caseload_write(out, rows, 1));
    assert_int_equal(fclose(out), 0);
    return path;
}

/* In a child: imports and leaves; 0 when it went well, else the status. */
static pid_t start_import(const char *team, const char *file, const char *name)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    struct db *db = NULL;
    struct import_options options = {.name = name};
    struct import_result result;
    enum status status = db_open(&db, team, DB_TEAM, DB_WRITE, NULL);
    if (status == STATUS_OK)
        status = import_file(db, file, &options, &result, NULL);
    _exit((int)status);
}

static int finish(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void sleep_ns(int64_t ns)
{
    struct timespec span = {.tv_sec = ns / 1000000000, .tv_nsec = (long)(ns % 1000000000)};
    while (nanosleep(&span, &span) != 0 && errno == EINTR)
        ;
}

/* Files in the folder whose name contains part. */
static int count_files(const char *folder, const char *part)
{
    char command[600], line[32] = "";
    snprintf(command, sizeof command, "ls -a '%s' | grep -c -e '%s'", folder, part);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    assert_non_null(fgets(line, sizeof line, pipe));
    pclose(pipe);
    return atoi(line);
}

static void assert_sound(const char *team)
{
    assert_int_equal(
        foreign_number(team, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}

static const char *folder_of(const char *path)
{
    static char folder[600];
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    return folder;
}

static void assert_swept(const char *team, const char *folder)
{
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_import"), 0);
    assert_int_equal(
        foreign_number(team, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'dj_stag%'"), 0);
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM dj_misfit"), 0);
    assert_int_equal(count_files(folder, "-import-"), 0);
}

static void killed_at_any_moment(void **state)
{
    (void)state;
    const char *team = fixture_team("small", "id,amount\n1,2\n2,3\n");
    const char *folder = fixture_folder();
    const char *file = big_file(folder, KILL_ROWS);
    int64_t begun = clock_steady_ns();
    assert_int_equal(finish(start_import(team, file, "first")), STATUS_OK);
    int64_t whole = clock_steady_ns() - begun;
    int64_t size = foreign_number(team, "PRAGMA page_count");
    uint64_t seed = 7;
    int died = 0, kills = getenv("DATAJAM_SLOW") ? KILLS_SLOW : KILLS;
    for (int i = 0; i < kills; i++) {
        char name[20];
        snprintf(name, sizeof name, "again %d", i);
        pid_t child = start_import(team, file, name);
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        sleep_ns((int64_t)((seed >> 33) % (uint64_t)whole));
        kill(child, SIGKILL);
        bool done = finish(child) == STATUS_OK;
        /* Whole or not at all: a kill right after the end comes too late. */
        int64_t rows = foreign_number(team, "SELECT coalesce(sum(rows), 0) FROM dj_dataset");
        died += !done && rows == 2 + KILL_ROWS;
        assert_int_equal((rows - 2) % KILL_ROWS, 0);
        if (rows > 2 + KILL_ROWS) {
            struct db *db = NULL;
            assert_int_equal(db_open(&db, team, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
            assert_int_equal(
                dataset_drop(db, foreign_number(team, "SELECT max(id) FROM dj_dataset"), NULL),
                STATUS_OK);
            db_close(db);
        }
        assert_int_equal(foreign_number(team, "SELECT sum(amount) FROM small"), 5);
        assert_int_equal(foreign_number(team, "SELECT count(*) FROM first"), KILL_ROWS);
        assert_sound(team);
    }
    print_message("%d of %d kills came before the end\n", died, kills);
    assert_true(died > 0);
    assert_int_equal(finish(start_import(team, fixture_file(folder, "tiny.csv", "a\n1\n"), "tiny")),
                     STATUS_OK);
    assert_swept(team, folder_of(team));
    int64_t used = foreign_number(team, "PRAGMA page_count") -
                   foreign_number(team, "PRAGMA freelist_count"); /* of a dataset dropped above */
    assert_true(used <= size + 20);
}

/* ---- others at work ---- */

static int64_t timed_sql(sqlite3 *handle, const char *sql)
{
    int64_t begun = clock_steady_ns();
    char *message = NULL;
    if (sqlite3_exec(handle, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    return clock_steady_ns() - begun;
}

static void others_read_and_write_meanwhile(void **state)
{
    (void)state;
    const char *team = fixture_team("small", "id,amount\n1,2\n2,3\n");
    const char *file = big_file(fixture_folder(), LIVE_ROWS);
    foreign_sql(team, "CREATE TABLE mine(id INTEGER PRIMARY KEY, at INTEGER)");
    pid_t child = start_import(team, file, "big");
    sqlite3 *handle = NULL;
    assert_int_equal(sqlite3_open(team, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    int64_t longest_write = 0, longest_read = 0, writes = 0;
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        int64_t wait = timed_sql(handle, "BEGIN IMMEDIATE; INSERT INTO mine(at) VALUES(1); COMMIT");
        longest_write = wait > longest_write ? wait : longest_write;
        wait = timed_sql(handle, "SELECT sum(amount) FROM small");
        longest_read = wait > longest_read ? wait : longest_read;
        writes++;
        sleep_ns(10000000);
    }
    sqlite3_close(handle);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), STATUS_OK);
    print_message("beside an import: %d writes, longest wait %d ms to write, %d ms to read\n",
                  (int)writes, (int)(longest_write / 1000000), (int)(longest_read / 1000000));
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM mine"), writes);
    assert_int_equal(foreign_number(team, "SELECT count(*) FROM big"), LIVE_ROWS);
    assert_sound(team);
}

static void stop_now(void *context, const struct import_progress *progress)
{
    volatile int *stop = context;
    (void)progress;
    *stop = 1;
}

static void stopped_leaves_nothing(void **state)
{
    (void)state;
    const char *team = fixture_team("small", "id,amount\n1,2\n2,3\n");
    const char *file = big_file(fixture_folder(), LIVE_ROWS);
    int64_t pages = foreign_number(team, "PRAGMA page_count");
    volatile int stop = 0;
    struct db *db = NULL;
    struct error err = {0};
    struct import_options options = {
        .cancel = &stop, .progress = stop_now, .progress_context = (void *)(uintptr_t)&stop};
    struct import_result result;
    assert_int_equal(db_open(&db, team, DB_TEAM, DB_WRITE, &err), STATUS_OK);
    enum status status = import_file(db, file, &options, &result, &err);
    db_close(db);
    if (status == STATUS_OK) { /* a machine too fast to be stopped */
        import_result_free(&result);
        skip();
    }
    assert_int_equal(status, STATUS_CANCELLED);
    assert_swept(team, folder_of(team));
    assert_true(foreign_number(team, "PRAGMA page_count") <= pages + 4);
}

/* ---- what doesn't serve ---- */

/* Imports in a child, as nobody if asked to; exit status of datajam, and its words. */
static void assert_refused(const char *team, const char *file, const char *words)
{
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "import", team, file, NULL}, NULL, NULL);
    assert_int_equal(run.status, 1);
    if (!strstr(buffer_span(&run.err).data, words))
        fail_msg("\"%s\" does not say \"%s\"", buffer_span(&run.err).data, words);
    fixture_run_free(&run);
}

static void wrong_files(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    const char *team = fixture_path(folder, "new.db");
    const char *good = fixture_file(folder, "good.csv", "a,b\n1,2\n");
    assert_refused(team, fixture_path(folder, "none.csv"), "no such file");
    assert_refused(team, folder, "folder");
    assert_refused(team, "/dev/null", "no ordinary file");
    assert_refused(team, fixture_file(folder, "empty.csv", ""), "empty");
    assert_refused(team, fixture_file(folder, "blank.csv", "\n\n"), "no row");
    assert_refused(team, fixture_file(folder, "b.csv", "\x01\x02\x03\x04\x05\x06"), "no text file");
    FILE *wide = fopen(fixture_path(folder, "u32.csv"), "w");
    assert_non_null(wide);
    assert_int_equal(fwrite("\xFF\xFE\0\0a\0\0\0", 1, 8, wide), 8);
    assert_int_equal(fclose(wide), 0);
    assert_refused(team, fixture_path(folder, "u32.csv"), "UTF-32");
    assert_refused(team, fixture_file(folder, "x.csv", "PK\x03\x04"), "workbook");
    assert_refused(team, fixture_file(folder, "h.csv", "\n<HTML><table></table>"), "web page");
    /* nothing was made for them */
    assert_int_equal(count_files(folder, "new.db"), 0);
    assert_refused(good, good, "import");
    assert_refused("/no/such/folder/team.db", good, "no such");
    team = fixture_team("good", "a,b\n1,2\n");
    assert_refused(team, good, "already");
}

/* Runs check as nobody in a child, who stops at a failed assertion. */
static void without_rights(void (*check)(const char *folder), const char *folder)
{
    scratch_let_pass(folder);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(1);
        check(folder);
        _exit(0);
    }
    assert_int_equal(finish(child), 0);
}

static void try_without_rights(const char *folder)
{
    struct db *db = NULL;
    struct error err = {0};
    struct import_options options = {0};
    struct import_result result;
    const char *team = fixture_path(folder, "team.db");
    if (db_open(&db, team, DB_TEAM, DB_CREATE, &err) != STATUS_NO_ACCESS)
        _exit(2);
    if (db_open(&db, NULL, DB_TEAM, DB_MEMORY, &err) != STATUS_OK ||
        import_file(db, fixture_path(folder, "secret.csv"), &options, &result, &err) !=
            STATUS_NO_ACCESS)
        _exit(3);
    db_close(db);
}

static void no_rights(void **state)
{
    (void)state;
    const char *folder = fixture_folder();
    assert_int_equal(chmod(fixture_file(folder, "secret.csv", "a\n1\n"), 0), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    without_rights(try_without_rights, folder);
}

/* On a disk of two megabytes, in a namespace of its own. */
static void fill_disk(const char *folder, const char *file)
{
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", folder, "tmpfs", 0, "size=5m") != 0)
        _exit(77);
    const char *team = fixture_path(folder, "team.db");
    struct db *db = NULL;
    struct error err = {0};
    struct import_options options = {0};
    struct import_result result;
    if (db_open(&db, team, DB_TEAM, DB_CREATE, &err) != STATUS_OK)
        _exit(2);
    if (import_file(db, file, &options, &result, &err) != STATUS_NO_SPACE)
        _exit(3);
    db_close(db);
    if (foreign_number(team, "SELECT count(*) FROM dj_dataset") != 0)
        _exit(4);
    /* the next start sweeps what the full disk may have kept */
    if (db_open(&db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK ||
        staging_sweep(db, NULL, &err) != STATUS_OK)
        _exit(5);
    db_close(db);
    if (foreign_number(team, "SELECT count(*) FROM dj_import") != 0 ||
        foreign_number(team, "PRAGMA page_count") > 60)
        _exit(6);
    _exit(0);
}

static void disk_full(void **state)
{
    (void)state;
    const char *file = big_file(fixture_folder(), KILL_ROWS);
    const char *folder = fixture_folder();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        fill_disk(folder, file);
    int status = finish(child);
    if (status == 77) /* not root: no disk of our own */
        skip();
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_files),
        cmocka_unit_test(no_rights),
        cmocka_unit_test(disk_full),
        cmocka_unit_test(stopped_leaves_nothing),
        cmocka_unit_test(others_read_and_write_meanwhile),
        cmocka_unit_test(killed_at_any_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
