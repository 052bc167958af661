/* The doctor: what it finds in a team file and beside it, and what a repair changes. */
#include "core/service/doctor.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/frames.h"
#include "core/service/seat.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/damage.h"
#include "tests/support/team.h"

struct fixture {
    char *folder, *path;
    struct doctor *doctor;
};

/* Asks for every column, so that it is stored. */
static void store_columns(const char *path)
{
    struct db *db;
    struct frame_use *use;
    struct error err = {0};
    const struct frame_column *column;
    struct frames *frames = frames_new(0);
    assert_int_equal(db_open(&db, path, DB_TEAM, DB_CREATE, &err), STATUS_OK);
    team_add_visits(db, 500);
    struct arena *arena = arena_new();
    struct dataset_info visits;
    assert_int_equal(dataset_find(db, arena, NULL, &visits, &err), STATUS_OK);
    assert_int_equal(frame_use_begin(&use, frames, db, visits.id, NULL, &err), STATUS_OK);
    arena_free(arena);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(frame_use_column(use, i, &column, &err), STATUS_OK);
    frame_use_end(use);
    frames_free(frames);
    db_close(db);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    store_columns(f->path);
    assert_int_equal(chmod(f->path, 0640), 0);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    doctor_free(f->doctor);
    free(f->path);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void look(struct fixture *f)
{
    struct error err = {0};
    doctor_free(f->doctor);
    if (doctor_look(&f->doctor, f->path, &err) != STATUS_OK)
        fail_msg("%s", err.message);
}

/* The finding with these words; -1: there is none. */
static int find(const struct fixture *f, const char *words)
{
    size_t count;
    const struct finding *findings = doctor_findings(f->doctor, &count);
    for (size_t i = 0; i < count; i++)
        if (strstr(findings[i].words, words))
            return (int)i;
    return -1;
}

static void expect(const struct fixture *f, enum finding_level level, const char *words)
{
    size_t count;
    const struct finding *findings = doctor_findings(f->doctor, &count);
    int at = find(f, words);
    if (at < 0)
        fail_msg("the doctor does not say: %s", words);
    assert_int_equal(findings[at].level, level);
}

/* Repairs what is said in these words, after saying what that would lose. */
static void repair(struct fixture *f, const char *words, const char *loses)
{
    struct error err = {0};
    size_t count;
    const struct finding *findings = doctor_findings(f->doctor, &count);
    int at = find(f, words);
    assert_true(at >= 0 && findings[at].repair);
    assert_non_null(strstr(findings[at].repair, loses));
    if (doctor_repair(f->doctor, (size_t)at, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    look(f);
    assert_int_equal(find(f, words), -1);
}

static void a_sound_file_has_nothing(void **state)
{
    struct fixture *f = *state;
    size_t count;
    look(f);
    const struct finding *findings = doctor_findings(f->doctor, &count);
    for (size_t i = 0; i < count; i++)
        if (findings[i].level > FINDING_NOTE)
            fail_msg("%s", findings[i].words);
    expect(f, FINDING_GOOD, "the file is whole");
    expect(f, FINDING_GOOD, "(4 compared)");
    assert_false(doctor_found(f->doctor, FINDING_DAMAGE));
}

static void a_stored_column_that_is_damaged_is_made_anew(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "UPDATE dj_chunk SET data = zeroblob(length(data)) WHERE id ="
                         " (SELECT max(id) FROM dj_chunk)");
    look(f);
    expect(f, FINDING_DAMAGE, "stored column \"day\" of \"visits\"");
    assert_true(doctor_found(f->doctor, FINDING_DAMAGE));
    repair(f, "stored column \"day\"", "nothing is lost");
    expect(f, FINDING_GOOD, "(3 compared)");
}

/* The triggers that would tell of the change are gone: only the values say it. */
static void a_stored_column_with_other_values_is_found(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "CREATE TEMP TABLE was AS SELECT edits FROM dj_dataset;"
                         "UPDATE visits SET office = 'Elsewhere' WHERE dj_row = 17;"
                         "UPDATE dj_dataset SET edits = (SELECT edits FROM was)");
    look(f);
    expect(f, FINDING_DAMAGE, "stored column \"office\" of \"visits\"");
    assert_int_equal(find(f, "stored column \"amount\""), -1);
    repair(f, "stored column \"office\"", "made anew");
}

static void an_index_is_made_anew(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "INSERT INTO dj_log(uuid, at_ms, by, action, kind, subject)"
                         " VALUES('1', 0, 'Ada', 'a', 'card', '7'), ('2', 0, 'Ada', 'b', 'z', '1');"
                         "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
                         " 'CREATE INDEX dj_log_subject ON dj_log(subject, kind)'"
                         " WHERE name = 'dj_log_subject'");
    look(f);
    expect(f, FINDING_DAMAGE, "dj_log_subject");
    int at = find(f, "dj_log_subject");
    size_t count;
    while (!doctor_findings(f->doctor, &count)[at].repair)
        assert_true((size_t)++at < count);
    assert_int_equal(doctor_repair(f->doctor, (size_t)at, NULL), STATUS_OK);
    look(f);
    expect(f, FINDING_GOOD, "the file is whole");
}

static void what_belongs_together_is_missed(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "INSERT INTO dj_card_link VALUES(7, 8);"
                         "INSERT INTO dj_card_rival VALUES('u', 7, 'text', 'what I saw', 'Ada', 0);"
                         "DROP TABLE visits");
    look(f);
    expect(f, FINDING_WARNING, "1 ties lead to cards that are not there");
    expect(f, FINDING_DAMAGE, "1 second texts belong to no card, such as \"what I saw\"");
    expect(f, FINDING_DAMAGE, "lost the table with the rows: visits");
    repair(f, "ties lead to cards", "nothing is lost");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_card_rival"), 1);
}

static void who_may_read_it(void **state)
{
    struct fixture *f = *state;
    struct stat info;
    assert_int_equal(chmod(f->path, 0664), 0);
    assert_int_equal(chmod(f->folder, 0777), 0);
    look(f);
    expect(f, FINDING_WARNING, "anybody on this computer can read the file");
    expect(f, FINDING_WARNING, "anybody on this computer can remove or replace files");
    repair(f, "can read the file", "can then no longer open it");
    assert_int_equal(stat(f->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0660);
    assert_false(doctor_found(f->doctor, FINDING_DAMAGE));
}

static void what_others_left(void **state)
{
    struct fixture *f = *state;
    const struct timespec before[2] = {{.tv_sec = 1700000000}, {.tv_sec = 1700000000}};
    char *old = scratch_path(f->folder, ".team.db.0123456789abcdef");
    char *new = scratch_path(f->folder, ".team.db.fedcba9876543210");
    struct seat *seat;
    damage_write(old, "", 0);
    damage_write(new, "", 0);
    assert_int_equal(utimensat(AT_FDCWD, old, before, 0), 0);
    assert_int_equal(seat_take(&seat, f->path, "Robin", NULL), STATUS_OK);
    assert_int_equal(seat_keep(seat, span_string("[]"), NULL), STATUS_OK);
    look(f);
    assert_int_equal(find(f, "Robin"), -1); /* the console lives */
    seat_leave(seat);
    look(f);
    expect(f, FINDING_NOTE, "Robin wrote something at");
    expect(f, FINDING_WARNING, "1 unfinished file beside it");
    repair(f, "1 unfinished file", "never finished");
    assert_false(file_exists(old));
    assert_true(file_exists(new)); /* perhaps somebody is at it */
    free(old);
    free(new);
}

static void an_import_that_ended_in_the_middle(void **state)
{
    struct fixture *f = *state;
    foreign_sql(f->path, "INSERT INTO dj_import(uuid, dataset, staging, host, pid, started_ms,"
                         " seen_ms) VALUES('0190a0a0-0000-7000-8000-000000000000', 'more',"
                         " 'dj_staging_9', 'here', 1, 0, 0);"
                         "CREATE TABLE dj_staging_9(dj_row INTEGER PRIMARY KEY, a);"
                         "INSERT INTO dj_staging_9 VALUES(1, 1)");
    look(f);
    expect(f, FINDING_WARNING, "1 import ended in the middle");
    repair(f, "ended in the middle", "they were never to be seen");
    assert_int_equal(
        foreign_number(f->path, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'dj_staging%'"),
        0);
}

static void damage_is_told(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    struct buffer bytes = {0};
    assert_int_equal(file_read(f->path, 1 << 24, &bytes, &err), STATUS_OK);
    memset(bytes.data, 0x55, 16);
    damage_write(f->path, bytes.data, bytes.len);
    look(f);
    expect(f, FINDING_DAMAGE, "its first bytes");
    memset(bytes.data, 0x55, 100);
    damage_write(f->path, bytes.data, bytes.len);
    doctor_free(f->doctor);
    assert_int_equal(doctor_look(&f->doctor, f->path, &err), STATUS_WRONG_KIND);
    assert_null(f->doctor);
    buffer_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sound_file_has_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stored_column_that_is_damaged_is_made_anew, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_stored_column_with_other_values_is_found, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_index_is_made_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_belongs_together_is_missed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_may_read_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_others_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_import_that_ended_in_the_middle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damage_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
