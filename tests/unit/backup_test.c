/* Copies of a team file: one state of it whatever others write meanwhile, and when consoles
 * make them by themselves. */
#include "core/service/backup.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/store/meta.h"
#include "tests/support/board.h"
#include "tests/support/check.h"
#include "tests/support/team.h"
#include "tui/console/app_private.h"

enum { READS_BETWEEN = 100, BUSY_MS = 5000 };

struct fixture {
    char *folder, *path;
    struct db *db;
};

static struct db *open_team(const char *path, enum db_mode mode)
{
    struct db *db;
    struct error err = {0};
    if (db_open(&db, path, DB_TEAM, mode, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return db;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->db = open_team(f->path, DB_CREATE);
    setenv("DATAJAM_NOW", "2026-05-12T10:33:00Z", 1);
    setenv("TZ", "UTC", 1);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    free(f->path);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void expect_whole(const char *path)
{
    assert_int_equal(
        foreign_number(path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}

/* How many files of the folder of copies have such a part in their names. */
static int copies(const struct fixture *f, const char *part)
{
    char *folder = scratch_path(f->folder, "backups");
    DIR *dir = opendir(folder);
    int count = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        count += strstr(entry->d_name, part) && !strstr(entry->d_name, ".lock");
    if (dir)
        closedir(dir);
    free(folder);
    return count;
}

static void change(const struct fixture *f)
{
    foreign_sql(f->path, "INSERT INTO dj_log(uuid, at_ms, by, action)"
                         " VALUES(hex(randomblob(16)), 0, 'Ada', 'test')");
}

/* ---- one copy ---- */

static void a_copy_is_the_file_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct stat file, copy;
    struct error err = {0};
    char *target = scratch_path(f->folder, "copy.db");
    team_add_visits(f->db, 500);
    assert_int_equal(chmod(f->path, 0640), 0);
    assert_int_equal(backup_file(f->db, target, NULL, &err), STATUS_OK);
    expect_whole(target);
    assert_int_equal(foreign_number(target, "SELECT count(*) FROM visits"), 500);
    assert_int_equal(stat(f->path, &file), 0);
    assert_int_equal(stat(target, &copy), 0);
    assert_int_equal(copy.st_mode & 0777, 0640);
    assert_int_equal(copy.st_size, file.st_size);
    assert_true(copy.st_mtim.tv_sec <= file.st_mtim.tv_sec);
    assert_int_equal(backup_file(f->db, target, NULL, &err), STATUS_EXISTS);
    assert_non_null(strstr(err.message, "it is there already"));
    free(target);
}

static void a_copy_that_fails_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    const int cancel = 1;
    struct error err = {0};
    char *nowhere = scratch_path(f->folder, "no/copy.db"), *path = NULL;
    assert_int_equal(backup_file(f->db, nowhere, NULL, &err), STATUS_NOT_FOUND);
    assert_int_equal(backup_beside(f->db, NULL, &cancel, &path, &err), STATUS_CANCELLED);
    assert_null(path);
    assert_int_equal(copies(f, "team"), 0);
    free(nowhere);
}

/* Writes many times a second, as no team does, until it is ended; it reads in between, so that
 * others find the file without its lock. */
static pid_t start_writer(const char *path)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    sqlite3 *db = NULL;
    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    sqlite3_busy_timeout(db, BUSY_MS);
    for (;;) {
        sqlite3_exec(db, "UPDATE dj_meta SET value = value + 1 WHERE key IN ('one', 'other')", NULL,
                     NULL, NULL);
        for (int i = 0; i < READS_BETWEEN; i++)
            sqlite3_exec(db, "SELECT value FROM dj_meta WHERE key = 'one'", NULL, NULL, NULL);
    }
}

static void wait_until_it_writes(struct db *db)
{
    struct arena *arena = arena_new();
    const char *number = "";
    while (meta_get(db, arena, "other", &number, NULL) != STATUS_OK || strcmp(number, "1") == 0)
        arena_reset(arena);
    arena_free(arena);
}

/* The copy begins anew and anew, and then is made in one go; what it holds is of one moment. */
static void others_write_all_the_time(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    char *target = scratch_path(f->folder, "copy.db");
    team_add_visits(f->db, getenv("DATAJAM_SLOW") ? 2000 : 60000);
    assert_int_equal(meta_set(f->db, "one", "1", &err), STATUS_OK);
    assert_int_equal(meta_set(f->db, "other", "1", &err), STATUS_OK);
    db_close(f->db);
    f->db = NULL;
    pid_t writer = start_writer(f->path);
    f->db = open_team(f->path, DB_READ);
    wait_until_it_writes(f->db);
    enum status status = backup_file(f->db, target, NULL, &err);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    if (status != STATUS_OK)
        fail_msg("%s", err.message);
    expect_whole(target);
    assert_int_equal(foreign_number(target, "SELECT count(DISTINCT value) FROM dj_meta"
                                            " WHERE key IN ('one', 'other')"),
                     1);
    free(target);
}

/* ---- by themselves ---- */

static enum backup_news turn(struct backups *backups, const struct fixture *f, const char *phase)
{
    enum backup_news news;
    struct error err = {0};
    if (backups_turn(backups, f->db, phase, NULL, &news, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return news;
}

static void one_console_of_those_open_does_it(void **state)
{
    struct fixture *f = *state;
    struct backups *ada = backups_new(), *robin = backups_new();
    assert_int_equal(turn(ada, f, ""), BACKUP_MADE);
    assert_int_equal(turn(ada, f, ""), BACKUP_NOT_DUE);
    assert_int_equal(turn(robin, f, ""), BACKUP_NOT_MINE);
    assert_int_equal(copies(f, "team-20260512-103300.db"), 1);
    backups_free(ada);
    setenv("DATAJAM_NOW", "2026-05-12T10:33:30Z", 1);
    change(f);
    assert_int_equal(turn(robin, f, ""), BACKUP_NOT_DUE); /* there is one of a moment ago */
    setenv("DATAJAM_NOW", "2026-05-12T10:43:00Z", 1);
    assert_int_equal(turn(robin, f, ""), BACKUP_MADE);
    assert_int_equal(copies(f, "team-20260512-104300.db"), 1);
    char *copy = scratch_path(f->folder, "backups/team-20260512-104300.db");
    assert_int_equal(foreign_number(copy, "SELECT count(*) FROM dj_log"), 1);
    free(copy);
    backups_free(robin);
}

/* The time of a file is a little coarse: one that was changed a moment ago is copied again. */
static void age(const struct fixture *f)
{
    const struct timespec before[2] = {{.tv_sec = 1700000000}, {.tv_sec = 1700000000}};
    assert_int_equal(utimensat(AT_FDCWD, f->path, before, 0), 0);
}

static void what_has_not_changed_is_not_copied(void **state)
{
    struct fixture *f = *state;
    struct backups *backups = backups_new();
    age(f);
    assert_int_equal(turn(backups, f, ""), BACKUP_MADE);
    backups_free(backups);
    setenv("DATAJAM_NOW", "2026-05-12T12:00:00Z", 1);
    backups = backups_new();
    assert_int_equal(turn(backups, f, ""), BACKUP_UNCHANGED);
    assert_int_equal(turn(backups, f, ""), BACKUP_NOT_DUE);
    backups_free(backups);
    change(f);
    backups = backups_new();
    assert_int_equal(turn(backups, f, ""), BACKUP_MADE);
    assert_int_equal(copies(f, "team-"), 2);
    backups_free(backups);
}

static void write_copy(const struct fixture *f, const char *name)
{
    char part[80];
    snprintf(part, sizeof part, "backups/%s", name);
    char *path = scratch_path(f->folder, part);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    close(fd);
    free(path);
}

static void the_last_twelve_stay_and_each_phase(void **state)
{
    struct fixture *f = *state;
    struct backups *backups = backups_new();
    assert_int_equal(turn(backups, f, "Analysis 1"), BACKUP_MADE);
    assert_int_equal(turn(backups, f, "Analysis 1"), BACKUP_NOT_DUE);
    assert_int_equal(copies(f, "team-20260512-103300-analysis-1.db"), 1);
    for (int i = 0; i < 20; i++) {
        char name[60];
        snprintf(name, sizeof name, "team-20260512-09%02d00.db", i);
        write_copy(f, name);
    }
    write_copy(f, "team-20260512-080000-huddle.db");
    write_copy(f, "other-20260512-080000.db");
    write_copy(f, "team-of-my-own.db");
    backups_free(backups);
    change(f);
    backups = backups_new();
    assert_int_equal(turn(backups, f, "Analysis 1"), BACKUP_MADE);
    assert_int_equal(copies(f, "team-20260512-09"), BACKUP_KEPT - 1);
    assert_int_equal(copies(f, "team-20260512-0919"), 1);
    assert_int_equal(copies(f, "team-20260512-103300.db"), 1);
    assert_int_equal(copies(f, "huddle") + copies(f, "analysis-1") + copies(f, "other-") +
                         copies(f, "my-own"),
                     4);
    assert_int_equal(turn(backups, f, "Lunch / Mittag"), BACKUP_MADE);
    assert_int_equal(copies(f, "-lunch-mittag.db"), 1);
    backups_free(backups);
    assert_true(backup_newest_ms(f->path) > 0);
}

/* ---- in the console ---- */

static enum status open_again(struct db **out, void *context, struct error *err)
{
    const struct fixture *f = context;
    return db_open(out, f->path, DB_TEAM, DB_WRITE, err);
}

/* At the start, and when a phase begins. */
static void the_console_keeps_copies(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    struct app *app = NULL;
    const struct app_config config = {.classes = board_panes,
                                      .class_count = 1,
                                      .open = open_again,
                                      .open_context = f,
                                      .team_file = f->path,
                                      .columns = 100,
                                      .rows = 30,
                                      .backups = true};
    assert_int_equal(app_new(&app, &config, &err), STATUS_OK);
    app_settle(app);
    assert_int_equal(copies(f, "team-20260512-103300.db"), 1);
    app_set_phase(app, "Showcase");
    app_settle(app);
    assert_int_equal(copies(f, "-showcase.db"), 1);
    assert_int_equal(copies(f, "team-"), 2);
    app_free(app);
}

/* A file where the folder should be: it is said, once. */
static void the_console_says_when_there_is_no_copy(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    struct app *app = NULL;
    char *folder = scratch_path(f->folder, "backups");
    const struct app_config config = {.classes = board_panes,
                                      .class_count = 1,
                                      .open = open_again,
                                      .open_context = f,
                                      .team_file = f->path,
                                      .columns = 100,
                                      .rows = 30,
                                      .backups = true};
    int fd = open(folder, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(app_new(&app, &config, &err), STATUS_OK);
    app_settle(app);
    assert_non_null(strstr(app->message, "was not copied to its backups"));
    app->message[0] = '\0';
    app_set_phase(app, "Showcase");
    app_settle(app);
    assert_string_equal(app->message, "");
    app_free(app);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_copy_is_the_file_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_copy_that_fails_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(others_write_all_the_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_console_of_those_open_does_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_has_not_changed_is_not_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_twelve_stay_and_each_phase, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_console_keeps_copies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_console_says_when_there_is_no_copy, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
