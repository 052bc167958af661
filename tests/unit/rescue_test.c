/*
 * Damaged team files: whatever was done to the bytes, opening, the board, datasets, the doctor
 * and the rescue answer or say what is wrong; what a rescue gives is a sound team file with
 * rows and cards that were there. DATAJAM_DAMAGE_ROUNDS: more cases than the usual few
 * (`make damage`: 1,000).
 */
#include "core/store/rescue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/board.h"
#include "core/service/doctor.h"
#include "core/store/dataset.h"
#include "tests/support/check.h"
#include "tests/support/damage.h"
#include "tests/support/team.h"

enum { ROWS = 6000, CARDS = 120, LIMIT = 64 << 20, ROUNDS = 35, ROUNDS_SLOW = 7 };

struct fixture {
    char *folder, *path, *target;
    struct arena *arena;
    struct buffer good; /* the file as it was */
    int opened, rescued, whole;
    int64_t rows, cards;
};

static void add_cards(struct db *db, struct arena *arena)
{
    for (int i = 1; i <= CARDS; i++) {
        char text[400];
        int64_t id;
        snprintf(text, sizeof text, "card %d: %0*d", i, i * 3 % 300 + 1, i);
        const struct board_new card = {
            .kind = CARD_QUESTION, .column = BOARD_USUAL, .texts = {[CARD_TEXT] = text}};
        assert_int_equal(board_add(db, arena, &card, "Ada", &id, NULL), STATUS_OK);
    }
}

static int set_up(void **state)
{
    static struct fixture f;
    struct db *db;
    struct error err = {0};
    f = (struct fixture){.folder = scratch_new(), .arena = arena_new()};
    f.path = scratch_path(f.folder, "team.db");
    f.target = scratch_path(f.folder, "rescued.db");
    assert_int_equal(db_open(&db, f.path, DB_TEAM, DB_CREATE, &err), STATUS_OK);
    team_add_visits(db, ROWS);
    add_cards(db, f.arena);
    db_close(db);
    foreign_sql(f.path, "INSERT INTO dj_card_rival VALUES('r', 1, 'text', 'mine', 'Robin', 1)");
    assert_int_equal(file_read(f.path, LIMIT, &f.good, &err), STATUS_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    buffer_free(&f->good);
    arena_free(f->arena);
    free(f->path);
    free(f->target);
    scratch_remove(f->folder);
    return 0;
}

static const struct rescued_table *table_of(const struct rescue *rescue, const char *name)
{
    for (size_t i = 0; i < rescue->table_count; i++)
        if (strcmp(rescue->tables[i].name, name) == 0)
            return &rescue->tables[i];
    return NULL;
}

static void expect_sound(const char *path)
{
    struct doctor *doctor = NULL;
    struct error err = {0};
    if (doctor_look(&doctor, path, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    size_t count;
    const struct finding *findings = doctor_findings(doctor, &count);
    for (size_t i = 0; i < count; i++)
        if (findings[i].level == FINDING_DAMAGE)
            fail_msg("%s", findings[i].words);
    doctor_free(doctor);
}

/* ---- a rescue ---- */

static void a_whole_file_is_rescued_whole(void **state)
{
    struct fixture *f = *state;
    struct rescue rescue;
    struct error err = {0};
    struct db *db;
    struct dataset_info visits;
    damage_write(f->path, f->good.data, f->good.len);
    assert_int_equal(rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err), STATUS_OK);
    assert_true(rescue.whole);
    assert_int_equal(table_of(&rescue, "visits")->rows, ROWS);
    assert_int_equal(table_of(&rescue, "visits")->expected, ROWS);
    assert_int_equal(table_of(&rescue, "dj_card")->rows, CARDS);
    expect_sound(f->target);
    assert_int_equal(foreign_number(f->target, "SELECT sum(amount * 4) FROM visits"),
                     (int64_t)ROWS * (ROWS + 1) / 2);
    assert_int_equal(db_open(&db, f->target, DB_TEAM, DB_WRITE, &err), STATUS_OK);
    assert_int_equal(dataset_find(db, f->arena, "visits", &visits, &err), STATUS_OK);
    assert_int_equal(dataset_recount(db, &visits, NULL, &err), STATUS_OK);
    assert_int_equal(visits.rows, ROWS);
    assert_false(visits.changed_shape);
    db_close(db);
    assert_int_equal(rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err), STATUS_EXISTS);
    unlink(f->target);
}

/* A page of rows that is gone costs these rows and no more. */
static void one_bad_page_costs_its_rows(void **state)
{
    struct fixture *f = *state;
    struct rescue rescue;
    struct error err = {0};
    char *bytes = malloc(f->good.len);
    assert_non_null(bytes);
    memcpy(bytes, f->good.data, f->good.len);
    int64_t page = 0;
    for (size_t i = DAMAGE_PAGE; i < f->good.len && !page; i += DAMAGE_PAGE)
        if (bytes[i] == 13 && memmem(bytes + i, DAMAGE_PAGE, "2019-", 5))
            page = (int64_t)(i / DAMAGE_PAGE); /* a leaf of visits */
    assert_true(page > 0);
    memset(bytes + page * DAMAGE_PAGE, 0xFF, DAMAGE_PAGE);
    damage_write(f->path, bytes, f->good.len);
    assert_int_equal(rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err), STATUS_OK);
    const struct rescued_table *visits = table_of(&rescue, "visits");
    assert_false(rescue.whole);
    assert_int_equal(visits->holes, 1);
    assert_int_equal(visits->expected, ROWS);
    assert_in_range(visits->rows, ROWS - 600, ROWS - 1);
    assert_int_equal(table_of(&rescue, "dj_card")->rows, CARDS);
    assert_int_equal(foreign_number(f->target, "SELECT count(*) FROM visits WHERE amount * 4 <>"
                                               " dj_row"),
                     0);
    expect_sound(f->target);
    unlink(f->target);
    free(bytes);
}

/* The page that leads to all others of a dataset is gone: they say themselves whose they are. */
static void pages_that_nothing_leads_to(void **state)
{
    struct fixture *f = *state;
    struct rescue rescue;
    struct error err = {0};
    char *bytes = malloc(f->good.len);
    assert_non_null(bytes);
    memcpy(bytes, f->good.data, f->good.len);
    damage_write(f->path, bytes, f->good.len);
    int64_t root =
        foreign_number(f->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'visits'");
    memset(bytes + (root - 1) * DAMAGE_PAGE, 0xFF, DAMAGE_PAGE);
    damage_write(f->path, bytes, f->good.len);
    if (rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(table_of(&rescue, "visits")->rows, ROWS);
    assert_false(rescue.whole);
    assert_int_equal(foreign_number(f->target,
                                    "SELECT count(*) FROM visits WHERE amount * 4 = dj_row"
                                    " AND client = 1000 + dj_row"
                                    " AND (office IS NULL) = (dj_row % 5 = 0)"),
                     ROWS);
    expect_sound(f->target);
    unlink(f->target);
    free(bytes);
}

/* SQLite takes it for no database at all. */
static void a_file_without_its_head(void **state)
{
    struct fixture *f = *state;
    struct rescue rescue;
    struct error err = {0};
    char *bytes = malloc(f->good.len);
    assert_non_null(bytes);
    memcpy(bytes, f->good.data, f->good.len);
    memset(bytes, 0x55, 100);
    damage_write(f->path, bytes, f->good.len);
    if (rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(table_of(&rescue, "visits")->rows, ROWS);
    assert_int_equal(table_of(&rescue, "dj_card")->rows, CARDS);
    expect_sound(f->target);
    unlink(f->target);
    free(bytes);
}

/* The page that the list of tables begins on is gone: the list is on others, too. */
static void a_file_without_its_first_page(void **state)
{
    struct fixture *f = *state;
    struct rescue rescue;
    struct error err = {0};
    char *bytes = malloc(f->good.len);
    assert_non_null(bytes);
    memcpy(bytes, f->good.data, f->good.len);
    memset(bytes, 0x55, DAMAGE_PAGE);
    damage_write(f->path, bytes, f->good.len);
    if (rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_false(rescue.whole);
    assert_int_equal(table_of(&rescue, "visits")->rows, ROWS);
    assert_int_equal(table_of(&rescue, "dj_card")->rows, CARDS);
    assert_int_equal(table_of(&rescue, "dj_card_rival")->rows, 1); /* has no row ids */
    expect_sound(f->target);
    assert_int_equal(foreign_number(f->target, "SELECT sum(amount * 4) FROM visits"),
                     (int64_t)ROWS * (ROWS + 1) / 2);
    unlink(f->target);
    free(bytes);
}

static bool is_of_the_list(const char *page)
{
    return page[0] == 13 && memmem(page, DAMAGE_PAGE, "CREATE TABLE", 12) != NULL;
}

/* The file with so many tables that their list takes several pages. */
static struct buffer with_many_tables(struct fixture *f)
{
    enum { TABLES = 120 };
    struct buffer out = {0};
    struct error err = {0};
    damage_write(f->path, f->good.data, f->good.len);
    for (int i = 0; i < TABLES; i++) {
        char sql[200];
        snprintf(
            sql, sizeof sql,
            "CREATE TABLE \"of another tool, number %d\"(id INTEGER PRIMARY KEY, a TEXT, b TEXT,"
            " c TEXT DEFAULT 'what is usual', d REAL)",
            i);
        foreign_sql(f->path, sql);
    }
    assert_int_equal(file_read(f->path, LIMIT, &out, &err), STATUS_OK);
    return out;
}

/* One of the list's other pages is gone: what the rest of it says is not lost with it; and with
 * all of them nothing can be said. */
static void pages_of_the_list(void **state)
{
    struct fixture *f = *state;
    struct rescue rescue;
    struct error err = {0};
    struct buffer good = with_many_tables(f);
    char *bytes = malloc(good.len);
    size_t pages = 0, visits = 0, cards = 0;
    assert_non_null(bytes);
    for (size_t at = DAMAGE_PAGE; at < good.len; at += DAMAGE_PAGE) {
        if (!is_of_the_list(good.data + at))
            continue;
        pages++;
        memcpy(bytes, good.data, good.len);
        memset(bytes + at, 0x55, DAMAGE_PAGE);
        damage_write(f->path, bytes, good.len);
        if (rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err) != STATUS_OK)
            fail_msg("%s", err.message);
        assert_false(rescue.whole);
        visits += table_of(&rescue, "visits")->rows == ROWS;
        cards += table_of(&rescue, "dj_card") && table_of(&rescue, "dj_card")->rows == CARDS;
        if (table_of(&rescue, "visits")->rows == ROWS)
            expect_sound(f->target);
        unlink(f->target);
    }
    assert_true(pages > 2);
    assert_int_equal(visits, pages - 1); /* each was lost with one of them only */
    assert_int_equal(cards, pages - 1);
    memcpy(bytes, good.data, good.len);
    memset(bytes, 0x55, DAMAGE_PAGE);
    for (size_t at = DAMAGE_PAGE; at < good.len; at += DAMAGE_PAGE)
        if (is_of_the_list(bytes + at))
            memset(bytes + at, 0x55, DAMAGE_PAGE);
    damage_write(f->path, bytes, good.len);
    assert_int_equal(rescue_copy(f->path, f->target, f->arena, NULL, &rescue, &err),
                     STATUS_DAMAGED);
    assert_non_null(strstr(err.message, "not even the list"));
    assert_false(file_exists(f->target));
    buffer_free(&good);
    free(bytes);
}

/* ---- whatever the damage ---- */

static bool count_row(void *context, int64_t id, const struct value *values)
{
    int64_t *rows = context;
    (void)id;
    (void)values;
    (*rows)++;
    return true;
}

/* All that a console would read. */
static void read_all(struct fixture *f, struct arena *arena)
{
    struct db *db = NULL;
    struct error err = {0};
    struct board board;
    struct dataset_info *datasets;
    size_t count = 0;
    int64_t rows = 0;
    if (db_open(&db, f->path, DB_TEAM, DB_READ, &err) != STATUS_OK) {
        assert_true(err.message[0] != '\0');
        return;
    }
    f->opened++;
    board_read(db, arena, &board, &err);
    if (dataset_list(db, arena, &datasets, &count, &err) == STATUS_OK)
        for (size_t i = 0; i < count; i++)
            dataset_scan(db, &datasets[i], 0, NULL, 0, count_row, &rows, NULL, NULL, &err);
    db_close(db);
}

static void see_the_doctor(const struct fixture *f)
{
    struct doctor *doctor = NULL;
    struct error err = {0};
    if (doctor_look(&doctor, f->path, &err) != STATUS_OK)
        assert_true(err.message[0] != '\0');
    doctor_free(doctor);
}

static void rescue_it(struct fixture *f, struct arena *arena)
{
    struct rescue rescue;
    struct error err = {0};
    if (rescue_copy(f->path, f->target, arena, NULL, &rescue, &err) != STATUS_OK) {
        assert_true(err.message[0] != '\0');
        assert_false(file_exists(f->target));
        return;
    }
    const struct rescued_table *visits = table_of(&rescue, "visits");
    const struct rescued_table *cards = table_of(&rescue, "dj_card");
    f->rescued++;
    f->whole += rescue.whole;
    f->rows += visits ? visits->rows : 0;
    f->cards += cards ? cards->rows : 0;
    assert_int_equal(foreign_number(f->target, "SELECT integrity_check = 'ok' FROM"
                                               " pragma_integrity_check"),
                     1);
    unlink(f->target);
}

static int rounds(void)
{
    const char *asked = getenv("DATAJAM_DAMAGE_ROUNDS");
    int count = asked ? atoi(asked) : 0; /* NOLINT: 0 is no number of rounds */
    int usual = getenv("DATAJAM_SLOW") ? ROUNDS_SLOW : ROUNDS;
    return count > 0 ? count : usual;
}

static void no_damage_is_too_much(void **state)
{
    struct fixture *f = *state;
    unsigned seed = 20190101;
    char *bytes = malloc(f->good.len);
    assert_non_null(bytes);
    for (int i = 0; i < rounds(); i++) {
        size_t len = f->good.len;
        struct arena *arena = arena_new();
        memcpy(bytes, f->good.data, len);
        damage_do((size_t)i, &seed, bytes, &len);
        damage_write(f->path, bytes, len);
        read_all(f, arena);
        see_the_doctor(f);
        rescue_it(f, arena);
        arena_free(arena);
    }
    free(bytes);
    printf("rescue: %d damaged files, %d could be opened, %d rescued, %d of them whole\n", rounds(),
           f->opened, f->rescued, f->whole);
    printf("rescue: on average %lld of %d rows and %lld of %d cards\n",
           (long long)(f->rows / rounds()), ROWS, (long long)(f->cards / rounds()), CARDS);
    assert_true(f->rescued > rounds() / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_is_rescued_whole),
        cmocka_unit_test(one_bad_page_costs_its_rows),
        cmocka_unit_test(pages_that_nothing_leads_to),
        cmocka_unit_test(a_file_without_its_head),
        cmocka_unit_test(a_file_without_its_first_page),
        cmocka_unit_test(pages_of_the_list),
        cmocka_unit_test(no_damage_is_too_much),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
