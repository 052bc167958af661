/*
 * Random damage to a team file with a dataset of some size: bytes flipped, the end cut off,
 * pages swapped, wiped, or from elsewhere in the file. Whatever is done to it, reading it
 * answers or says what is wrong, never falls over, and never gives rows in a wrong order or
 * more than there are. DATAJAM_DAMAGE_ROUNDS: more rounds than the usual few.
 */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/open.h"
#include "core/store/dataset.h"
#include "tests/support/damage.h"
#include "tests/support/team.h"

enum { ROWS = 20000, LIMIT = 64 << 20, ROUNDS = 120, STEPS = 4 };

struct trial {
    char *folder, *path;
    struct buffer good; /* the file as it was */
    unsigned seed;
    int refused, read; /* how it went */
};

static unsigned chance(struct trial *trial, size_t below)
{
    return damage_chance(&trial->seed, below);
}

static int set_up(void **state)
{
    static struct trial trial;
    struct db *db;
    struct error err = {0};
    trial = (struct trial){.folder = scratch_new(), .seed = 20190101};
    trial.path = scratch_path(trial.folder, "team.db");
    assert_int_equal(db_open(&db, trial.path, DB_TEAM, DB_CREATE, &err), STATUS_OK);
    team_add_visits(db, ROWS);
    db_close(db);
    assert_int_equal(file_read(trial.path, LIMIT, &trial.good, &err), STATUS_OK);
    assert_true(trial.good.len / DAMAGE_PAGE > 60);
    *state = &trial;
    return 0;
}

static int tear_down(void **state)
{
    struct trial *trial = *state;
    buffer_free(&trial->good);
    free(trial->path);
    scratch_remove(trial->folder);
    return 0;
}

/* ---- reading ---- */

/* Refused, with words; or all that was read is in order. */
static bool refused(enum status status, const struct error *err)
{
    if (status != STATUS_OK)
        assert_true(err->message[0] != '\0');
    return status != STATUS_OK;
}

static void check_page(const struct row_page *page, int64_t wanted)
{
    assert_true(page->rows <= (size_t)wanted);
    for (size_t i = 1; i < page->rows; i++)
        assert_true(page->ids[i] > page->ids[i - 1]);
}

struct walk {
    int64_t rows, last;
    bool order;
};

static bool count_row(void *context, int64_t id, const struct value *values)
{
    struct walk *walk = context;
    (void)values;
    walk->order &= walk->rows == 0 || id > walk->last;
    walk->last = id;
    walk->rows++;
    return true;
}

static bool read_dataset(struct trial *trial, struct db *db, struct arena *arena)
{
    struct dataset_info visits;
    struct row_page page;
    struct walk walk = {.order = true};
    struct error err = {0};
    if (refused(dataset_find(db, arena, NULL, &visits, &err), &err))
        return false;
    for (int i = 0; i < STEPS; i++) {
        int64_t first = chance(trial, ROWS);
        if (refused(dataset_read_page(db, arena, &visits, first, 50, NULL, 0, &page, &err), &err))
            return false;
        check_page(&page, 50);
    }
    if (refused(dataset_scan(db, &visits, 0, NULL, 0, count_row, &walk, NULL, NULL, &err), &err))
        return false;
    assert_true(walk.order);
    return true;
}

static void try_file(struct trial *trial)
{
    struct source source;
    struct error err = {0};
    struct arena *arena = arena_new();
    bool good = !refused(source_open(&source, trial->path, SOURCE_READ, &err), &err) &&
                source.kind == FILE_TEAM && read_dataset(trial, source.db, arena);
    source_close(&source);
    arena_free(arena);
    trial->read += good;
    trial->refused += !good;
}

static int rounds(void)
{
    const char *asked = getenv("DATAJAM_DAMAGE_ROUNDS");
    int count = asked ? atoi(asked) : 0; /* NOLINT: 0 is no number of rounds */
    int usual = getenv("DATAJAM_SLOW") ? ROUNDS / 5 : ROUNDS;
    return count > 0 ? count : usual;
}

static void test_damage_is_told_or_harmless(void **state)
{
    struct trial *trial = *state;
    char *bytes = malloc(trial->good.len);
    assert_non_null(bytes);
    for (int i = 0; i < rounds(); i++) {
        size_t len = trial->good.len;
        memcpy(bytes, trial->good.data, len);
        damage_do((size_t)i, &trial->seed, bytes, &len);
        damage_write(trial->path, bytes, len);
        try_file(trial);
    }
    free(bytes);
    assert_true(trial->refused > rounds() / 4); /* the damage does reach what is read */
}

/* A file that was cut lacks rows: that is always told. */
static void test_a_cut_file_is_always_told(void **state)
{
    struct trial *trial = *state;
    int before = trial->refused;
    for (int i = 0; i < 20; i++) {
        damage_write(trial->path, trial->good.data, 1 + chance(trial, trial->good.len - 1));
        try_file(trial);
    }
    assert_int_equal(trial->refused - before, 20);
}

static void test_the_undamaged_file_is_read(void **state)
{
    struct trial *trial = *state;
    int before = trial->read;
    damage_write(trial->path, trial->good.data, trial->good.len);
    try_file(trial);
    assert_int_equal(trial->read, before + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_undamaged_file_is_read),
        cmocka_unit_test(test_a_cut_file_is_always_told),
        cmocka_unit_test(test_damage_is_told_or_harmless),
    };
    return cmocka_run_group_tests_name("damage", tests, set_up, tear_down);
}
