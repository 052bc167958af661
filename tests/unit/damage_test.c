/*
 * Random damage to a team file with a dataset of some size: bytes flipped, the end cut off,
 * pages swapped, wiped, or from elsewhere in the file. Whatever is done to it, reading it
 * answers or says what is wrong, never falls over, and never gives rows in a wrong order or
 * more than there are. DATAJAM_DAMAGE_ROUNDS: more rounds than the usual few.
 */
#include "tests/support/check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/open.h"
#include "core/store/dataset.h"
#include "tests/support/team.h"

enum { ROWS = 20000, PAGE = 8192, LIMIT = 64 << 20, ROUNDS = 120, STEPS = 4 };

struct trial {
    char *folder, *path;
    struct buffer good; /* the file as it was */
    unsigned seed;
    int refused, read; /* how it went */
};

static unsigned chance(struct trial *trial, size_t below)
{
    trial->seed = trial->seed * 1103515245u + 12345u;
    return (unsigned)((trial->seed >> 8) % below);
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
    assert_true(trial.good.len / PAGE > 60);
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

/* ---- damage ---- */

typedef void damage_fn(struct trial *trial, char *bytes, size_t *len);

static void flip_bytes(struct trial *trial, char *bytes, size_t *len)
{
    unsigned count = 1 + chance(trial, 40);
    for (unsigned i = 0; i < count; i++)
        bytes[chance(trial, *len)] ^= (char)(1 + chance(trial, 255));
}

/* Where SQLite keeps its order: the header of a page and its list of cells. */
static void flip_page_heads(struct trial *trial, char *bytes, size_t *len)
{
    for (int i = 0; i < 3; i++)
        bytes[chance(trial, *len / PAGE) * (size_t)PAGE + chance(trial, 64)] ^=
            (char)(1 + chance(trial, 255));
}

static void cut(struct trial *trial, char *bytes, size_t *len)
{
    (void)bytes;
    *len = 1 + chance(trial, *len - 1);
}

static void swap_pages(struct trial *trial, char *bytes, size_t *len)
{
    char page[PAGE];
    char *a = bytes + (size_t)PAGE * (1 + chance(trial, *len / PAGE - 1));
    char *b = bytes + (size_t)PAGE * (1 + chance(trial, *len / PAGE - 1));
    memcpy(page, a, PAGE);
    memcpy(a, b, PAGE);
    memcpy(b, page, PAGE);
}

static void wipe_page(struct trial *trial, char *bytes, size_t *len)
{
    memset(bytes + (size_t)PAGE * chance(trial, *len / PAGE), chance(trial, 2) ? 0 : 0xFF, PAGE);
}

static void double_page(struct trial *trial, char *bytes, size_t *len)
{
    size_t from = chance(trial, *len / PAGE), to = chance(trial, *len / PAGE);
    if (from != to)
        memcpy(bytes + to * PAGE, bytes + from * PAGE, PAGE);
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
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
    static damage_fn *const kinds[] = {flip_bytes, flip_page_heads, cut,
                                       swap_pages, wipe_page,       double_page};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    struct trial *trial = *state;
    char *bytes = malloc(trial->good.len);
    assert_non_null(bytes);
    for (int i = 0; i < rounds(); i++) {
        size_t len = trial->good.len;
        memcpy(bytes, trial->good.data, len);
        kinds[i % KINDS](trial, bytes, &len);
        write_file(trial->path, bytes, len);
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
        write_file(trial->path, trial->good.data, 1 + chance(trial, trial->good.len - 1));
        try_file(trial);
    }
    assert_int_equal(trial->refused - before, 20);
}

static void test_the_undamaged_file_is_read(void **state)
{
    struct trial *trial = *state;
    int before = trial->read;
    write_file(trial->path, trial->good.data, trial->good.len);
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
