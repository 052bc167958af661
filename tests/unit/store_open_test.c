/* Opening: what is told apart, what is refused, what is left as it was. */
#include "tests/support/check.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/store/db.h"
#include "core/store/db_internal.h"
#include "core/store/migrate.h"
#include "tests/support/team.h"

static int make_folder(void **state)
{
    *state = scratch_new();
    return 0;
}

static int drop_folder(void **state)
{
    scratch_remove(*state);
    return 0;
}

static void write_file(const char *path, const char *data, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static char *make_team(const char *folder, enum db_kind kind)
{
    char *path = scratch_path(folder, "team.db");
    struct error err = {0};
    struct db *db;
    if (db_open(&db, path, kind, DB_CREATE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_true(db_writable(db));
    assert_int_equal(db_version(db), migrate_version(kind));
    db_close(db);
    return path;
}

/* Opening path for reading and for writing gives this status and names the file. */
static void expect_refused(const char *path, enum status wanted, const char *words)
{
    const enum db_mode modes[] = {DB_READ, DB_WRITE};
    for (size_t i = 0; i < 2; i++) {
        struct error err = {0};
        struct db *db;
        assert_int_equal(db_open(&db, path, DB_TEAM, modes[i], &err), wanted);
        assert_null(db);
        assert_int_equal(err.code, wanted);
        assert_non_null(strstr(err.message, "team.db"));
        if (!strstr(err.message, words))
            fail_msg("\"%s\" lacks \"%s\"", err.message, words);
    }
}

static void test_create_makes_an_ordinary_file(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    assert_int_equal(foreign_number(path, "PRAGMA application_id"), 0x646A544D);
    assert_int_equal(foreign_number(path, "PRAGMA user_version"), migrate_version(DB_TEAM));
    assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_dataset"), 0);
    free(path);
}

static void test_create_never_overwrites(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    struct error err = {0};
    struct db *db;
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, &err), STATUS_EXISTS);
    free(path);
}

static void test_create_leaves_nothing_where_it_fails(void **state)
{
    char *path = scratch_path(*state, "missing/team.db");
    struct error err = {0};
    struct db *db;
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, &err), STATUS_NOT_FOUND);
    assert_int_equal(access(path, F_OK), -1);
    free(path);
}

static void test_wrong_files_are_told_apart(void **state)
{
    char *path = scratch_path(*state, "team.db");
    expect_refused(path, STATUS_NOT_FOUND, "no such file");
    assert_int_equal(mkdir(path, 0700), 0);
    expect_refused(path, STATUS_WRONG_KIND, "folder");
    rmdir(path);
    write_file(path, "", 0);
    expect_refused(path, STATUS_WRONG_KIND, "empty");
    write_file(path, "a,b\n1,2\n", 8);
    expect_refused(path, STATUS_WRONG_KIND, "no team file");
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    expect_refused(path, STATUS_WRONG_KIND, "no ordinary file");
    unlink(path);
    foreign_sql(path, "CREATE TABLE t(a)");
    expect_refused(path, STATUS_WRONG_KIND, "SQLite database, but no team file");
    unlink(path);
    free(path);
    path = make_team(*state, DB_JAM);
    expect_refused(path, STATUS_WRONG_KIND, "this is a jam file");
    free(path);
}

static void test_newer_version_is_left_as_it_is(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    foreign_sql(path, "PRAGMA user_version = 4711");
    expect_refused(path, STATUS_NEWER, "newer datajam");
    assert_int_equal(foreign_number(path, "PRAGMA user_version"), 4711);
    free(path);
}

/* Writes `count` bytes of junk at `where`. */
static void damage(const char *path, off_t where, size_t count)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char)(0xA5 ^ (i * 37));
        assert_int_equal(pwrite(fd, &byte, 1, where + (off_t)i), 1);
    }
    close(fd);
}

static void test_damaged_header_is_damage(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    damage(path, 16, 8); /* page size and what follows: the name at the start stays */
    expect_refused(path, STATUS_DAMAGED, "damaged");
    free(path);
}

static void test_cut_file_is_damage(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    assert_int_equal(truncate(path, 8192), 0);
    expect_refused(path, STATUS_DAMAGED, "damaged");
    free(path);
}

/* As someone without rights, since root may do everything. Returns the child's answer. */
static int as_nobody(enum status (*what)(const char *), const char *path)
{
    int result = 0;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit((int)what(path));
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    return WEXITSTATUS(result);
}

static enum status open_to_read(const char *path)
{
    struct db *db;
    enum status status = db_open(&db, path, DB_TEAM, DB_READ, NULL);
    db_close(db);
    return status;
}

static enum status open_to_write(const char *path)
{
    struct db *db;
    struct error err = {0};
    enum status status = db_open(&db, path, DB_TEAM, DB_WRITE, &err);
    if (status == STATUS_OK)
        status = db_begin(db, &err);
    if (status == STATUS_OK)
        status = db_run(db, "INSERT INTO dj_meta VALUES('x', 'y')", &err);
    if (status == STATUS_OK)
        status = db_commit(db, &err);
    db_close(db);
    return status;
}

static void test_permissions(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    scratch_let_pass(*state);
    chmod(path, 0000);
    assert_int_equal(as_nobody(open_to_read, path), STATUS_NO_ACCESS);
    chmod(path, 0444);
    assert_int_equal(as_nobody(open_to_read, path), STATUS_OK);
    assert_int_equal(as_nobody(open_to_write, path), STATUS_NO_ACCESS);
    chmod(path, 0666); /* the folder still can't take a journal */
    assert_int_equal(as_nobody(open_to_read, path), STATUS_OK);
    assert_int_equal(as_nobody(open_to_write, path), STATUS_NO_ACCESS);
    assert_int_equal(foreign_number(path, "SELECT count(*) FROM dj_meta WHERE key = 'x'"), 0);
    free(path);
}

static void test_reading_never_writes(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    struct error err = {0};
    struct db *db;
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_READ, &err), STATUS_OK);
    assert_false(db_writable(db));
    assert_int_equal(db_run(db, "INSERT INTO dj_meta VALUES('x', 'y')", &err), STATUS_NO_ACCESS);
    db_close(db);
    free(path);
}

/* A process that dies in a transaction whose pages are on the disk already. */
static void crash_while_writing(const char *path)
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct db *db;
        if (db_open(&db, path, DB_TEAM, DB_WRITE, NULL) != STATUS_OK ||
            db_run(db,
                   "PRAGMA cache_size = 10; BEGIN IMMEDIATE; CREATE TABLE big(a);"
                   "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                   "INSERT INTO big SELECT zeroblob(1000) FROM n; UPDATE dj_meta SET value = 'no'",
                   NULL) != STATUS_OK)
            _exit(1);
        _exit(42); /* no close: the journal stays */
    }
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(WEXITSTATUS(result), 42);
}

static void test_reader_mends_what_a_crash_left(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    struct error err = {0};
    struct db *db;
    int64_t tables = -1;
    foreign_sql(path, "INSERT INTO dj_meta VALUES('team', 'North')");
    crash_while_writing(path);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_READ, &err), STATUS_OK);
    assert_int_equal(db_read_integer(db, "SELECT count(*) FROM sqlite_master WHERE name = 'big'",
                                     -1, &tables, &err),
                     STATUS_OK);
    assert_int_equal(tables, 0);
    db_close(db);
    assert_int_equal(foreign_number(path, "SELECT value = 'North' FROM dj_meta WHERE key = 'team'"),
                     1);
    free(path);
}

static volatile int called_off;

static void call_off(int number)
{
    (void)number;
    called_off = 1;
}

/* Someone writes and doesn't end; whoever waits is asked to stop, before it or in the middle. */
static void test_a_wait_can_be_called_off(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    struct error err = {0};
    struct db *writer, *waiter;
    assert_int_equal(db_open(&writer, path, DB_TEAM, DB_WRITE, &err), STATUS_OK);
    assert_int_equal(db_open(&waiter, path, DB_TEAM, DB_WRITE, &err), STATUS_OK);
    assert_int_equal(db_begin(writer, &err), STATUS_OK);
    assert_null(db_set_cancel(waiter, &called_off));
    struct sigaction action = {.sa_handler = call_off}, before;
    const struct itimerval soon = {.it_value = {.tv_usec = 30000}};
    called_off = 1;
    assert_int_equal(db_begin(waiter, &err), STATUS_CANCELLED);
    assert_non_null(strstr(err.message, "stopped as you asked"));
    called_off = 0;
    sigaction(SIGALRM, &action, &before);
    assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    assert_int_equal(db_begin(waiter, &err), STATUS_CANCELLED);
    sigaction(SIGALRM, &before, NULL);
    called_off = 0;
    db_rollback(writer);
    assert_int_equal(db_begin(waiter, &err), STATUS_OK); /* the next one waits as ever */
    db_close(waiter);
    db_close(writer);
    free(path);
}

static atomic_int hammering;

static void *hammer(void *db)
{
    const struct timespec moment = {.tv_nsec = 1};
    while (hammering) {
        db_interrupt(db);
        nanosleep(&moment, NULL);
    }
    return NULL;
}

/* Whatever is interrupted and wherever: what was begun is ended, and nobody is locked out. */
static void test_interrupts_leave_nothing_open(void **state)
{
    const int rounds = getenv("DATAJAM_SLOW") ? 1000 : 20000;
    char *path = make_team(*state, DB_TEAM);
    struct db *db;
    pthread_t thread;
    int whole = 0;
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_WRITE, NULL), STATUS_OK);
    hammering = 1;
    assert_int_equal(pthread_create(&thread, NULL, hammer, db), 0);
    for (int i = 0; i < rounds; i++) {
        int64_t tables = 0;
        if (db_read_begin(db, NULL) == STATUS_OK) {
            whole += db_read_integer(db, "SELECT count(*) FROM sqlite_schema", 0, &tables, NULL) ==
                     STATUS_OK;
            db_read_end(db);
        }
        assert_false(db_in_transaction(db));
        if (db_begin(db, NULL) == STATUS_OK)
            db_rollback(db);
        assert_false(db_in_transaction(db));
    }
    hammering = 0;
    pthread_join(thread, NULL);
    print_message("%d of %d were read\n", whole, rounds);
    assert_int_equal(db_begin(db, NULL), STATUS_OK);
    db_rollback(db);
    db_close(db);
    free(path);
}

/* Random damage anywhere: opening and reading answers or refuses, and never falls over. */
static void test_random_damage_never_crashes(void **state)
{
    char *path = make_team(*state, DB_TEAM);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    srand(20190101);
    for (int round = 0; round < 150; round++) {
        struct error err = {0};
        struct db *db;
        int64_t number;
        damage(path, rand() % (info.st_size - 16), 1 + (size_t)(rand() % 16));
        if (db_open(&db, path, DB_TEAM, DB_WRITE, &err) == STATUS_OK) {
            if (db_read_integer(db, "SELECT count(*) FROM dj_log", 0, &number, &err) != STATUS_OK)
                assert_true(err.message[0] != '\0');
        } else {
            assert_true(err.message[0] != '\0');
        }
        db_close(db);
        if (round % 10 == 9) {
            unlink(path);
            free(path);
            path = make_team(*state, DB_TEAM);
        }
    }
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)
        T(test_create_makes_an_ordinary_file),
        T(test_create_never_overwrites),
        T(test_create_leaves_nothing_where_it_fails),
        T(test_wrong_files_are_told_apart),
        T(test_newer_version_is_left_as_it_is),
        T(test_damaged_header_is_damage),
        T(test_cut_file_is_damage),
        T(test_permissions),
        T(test_reading_never_writes),
        T(test_reader_mends_what_a_crash_left),
        T(test_a_wait_can_be_called_off),
        T(test_interrupts_leave_nothing_open),
        T(test_random_damage_never_crashes),
    };
    return cmocka_run_group_tests_name("store_open", tests, NULL, NULL);
}
