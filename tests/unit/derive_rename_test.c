/*
 * Bands and groups that get other names: the columns that are made of them go on meaning the
 * same values, also when the change is taken back and done again.
 */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/derive.h"
#include "tests/support/team.h"

enum { ROWS = 2000, VISITS = 7 };

struct fixture {
    char *folder, *path;
    struct db *db;
    struct arena *arena;
};

static int open_team(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    team_add_visits(f->db, ROWS);
    foreign_sql(f->path, "INSERT OR REPLACE INTO dj_sequence VALUES('column', 100)");
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    scratch_remove(f->folder);
    arena_free(f->arena);
    free(f->path);
    free(f);
    return 0;
}

static const struct recipe *recipe(struct fixture *f, const char *json)
{
    struct recipe *out = arena_alloc(f->arena, sizeof *out);
    struct error err = {0};
    if (recipe_read(f->arena, span_string(json), out, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return out;
}

/* A column of what follows "version" and the id of its source. */
static int64_t make(struct fixture *f, const char *name, int64_t source, const char *rest)
{
    struct derive_done done;
    struct error err = {0};
    const char *json =
        arena_printf(f->arena, "{\"version\":1,\"source\":%lld,%s}", (long long)source, rest);
    if (derive_make(f->db, VISITS, name, recipe(f, json), "Robin", &done, &err) != STATUS_OK)
        fail_msg("%s: %s", name, err.message);
    return done.column;
}

static struct derive_done change(struct fixture *f, int64_t id, const char *json)
{
    struct derive_done done;
    struct error err = {0};
    if (derive_change(f->db, VISITS, id, NULL, recipe(f, json), "Robin", &done, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return done;
}

static struct derive_done undo(struct fixture *f, const struct derive_done *what)
{
    struct derive_done done;
    struct error err = {0};
    if (derive_undo(f->db, what->entry, "Robin", &done, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return done;
}

static const char *recipe_of(struct fixture *f, const char *name)
{
    struct dataset_info info;
    assert_int_equal(dataset_by_id(f->db, f->arena, VISITS, &info, NULL), STATUS_OK);
    int at = dataset_column_index(&info, span_string(name));
    return at < 0 ? "" : info.columns[at].recipe;
}

/* Rows in which a column has a value. */
static int64_t rows(struct fixture *f, const char *name, const char *value)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM visits WHERE \"%s\" = '%s'", name, value);
    return foreign_number(f->path, sql);
}

#define BANDS_AT(limits, names)                                                                    \
    "{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":73,\"limits\":[" limits       \
    "],\"names\":[" names "]}"
#define BANDS(names) BANDS_AT("0,100,250.5", names)
#define FEW          "\"none\",\"low\",\"mid\",\"high\""
#define GROUPS(rest, name)                                                                         \
    "{\"version\":1,\"kind\":\"groups\",\"source\":72,\"rest\":\"" rest                            \
    "\",\"groups\":[{\"name\":\"" name "\",\"values\":[\"Office 1\",\"Office 2\"]}]}"
#define SOME(values)                                                                               \
    "\"kind\":\"groups\",\"rest\":\"empty\",\"groups\":[{\"name\":\"some\",\"values\":[" values    \
    "]}]"
#define IN(value) "\"kind\":\"test\",\"test\":\"in\",\"negated\":false,\"values\":[\"" value "\"]"

static int64_t make_bands(struct fixture *f)
{
    return make(f, "band", 73,
                "\"kind\":\"bands\",\"how\":\"limits\",\"limits\":[0,100,250.5],"
                "\"names\":[" FEW "]");
}

static int64_t make_region(struct fixture *f, const char *rest)
{
    return make(f, "region", 72,
                arena_printf(f->arena,
                             "\"kind\":\"groups\",\"rest\":\"%s\",\"groups\":[{\"name\":\"north\","
                             "\"values\":[\"Office 1\",\"Office 2\"]}]",
                             rest));
}

static void test_bands(void **state)
{
    static const char *const followers[] = {"grown", "plain", "is it"};
    static const char *const values[] = {"some", "medium", "yes"};
    struct fixture *f = *state;
    const char *was[3];
    int64_t all[3];
    int64_t band = make_bands(f);
    make(f, "grown", band, SOME("\"mid\",\"high\""));
    make(f, "plain", band, "\"kind\":\"values\",\"values\":[[\"mid\",\"medium\"]]");
    make(f, "is it", band, IN("mid"));
    for (size_t i = 0; i < 3; i++) {
        was[i] = recipe_of(f, followers[i]);
        all[i] = rows(f, followers[i], values[i]);
        assert_true(all[i] > 0);
    }
    struct derive_done done = change(f, band, BANDS("\"none\",\"low\",\"work\",\"high\""));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(rows(f, followers[i], values[i]), all[i]);
        assert_non_null(strstr(recipe_of(f, followers[i]), "\"work\""));
        assert_null(strstr(recipe_of(f, followers[i]), "\"mid\""));
    }
    struct derive_done undone = undo(f, &done);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(rows(f, followers[i], values[i]), all[i]);
        assert_string_equal(recipe_of(f, followers[i]), was[i]);
    }
    undo(f, &undone); /* again */
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(rows(f, followers[i], values[i]), all[i]);
}

/* Two bands change their names with each other, and limits move with them. */
static void test_names_that_move(void **state)
{
    struct fixture *f = *state;
    int64_t band = make_bands(f);
    make(f, "grown", band, SOME("\"mid\""));
    int64_t all = rows(f, "grown", "some");
    struct derive_done done = change(f, band, BANDS("\"none\",\"mid\",\"low\",\"high\""));
    assert_int_equal(rows(f, "grown", "some"), all);
    assert_non_null(strstr(recipe_of(f, "grown"), "\"low\""));
    undo(f, &done);
    assert_int_equal(rows(f, "grown", "some"), all);
    assert_non_null(strstr(recipe_of(f, "grown"), "\"mid\""));
    /* With other limits "mid" in another place is still what it is called. */
    change(f, band, BANDS_AT("100,250.5,300", "\"below\",\"mid\",\"high\",\"top\""));
    assert_non_null(strstr(recipe_of(f, "grown"), "\"mid\""));
    assert_int_equal(rows(f, "grown", "some"), rows(f, "band", "mid"));
}

/* A recipe that named the new name before there was one of that name. */
static void test_a_name_that_was_idle(void **state)
{
    struct fixture *f = *state;
    int64_t band = make_bands(f);
    make(f, "grown", band, SOME("\"mid\",\"work\""));
    const char *was = recipe_of(f, "grown");
    int64_t all = rows(f, "grown", "some");
    struct derive_done done = change(f, band, BANDS("\"none\",\"low\",\"work\",\"high\""));
    assert_int_equal(rows(f, "grown", "some"), all);
    undo(f, &done);
    assert_int_equal(rows(f, "grown", "some"), all);
    assert_string_equal(recipe_of(f, "grown"), was);
}

/* What loses a value, or has two of a name, has nothing to follow; nothing is guessed. */
static void test_more_than_names(void **state)
{
    struct fixture *f = *state;
    int64_t band = make_bands(f);
    make(f, "grown", band, SOME("\"mid\",\"high\""));
    const char *was = recipe_of(f, "grown");
    struct derive_done done = change(f, band, BANDS("\"none\",\"low\",\"high\",\"high\""));
    assert_string_equal(recipe_of(f, "grown"), was);
    undo(f, &done);
    assert_string_equal(recipe_of(f, "grown"), was);
    change(f, band, BANDS_AT("0,100", "\"none\",\"low\",\"more\""));
    assert_string_equal(recipe_of(f, "grown"), was);
}

static void test_groups(void **state)
{
    static const char *const rests[] = {"empty", "keep"};
    static const char *const changed[] = {GROUPS("empty", "up"), GROUPS("keep", "up")};
    struct fixture *f = *state;
    for (size_t i = 0; i < 2; i++) {
        int64_t region = make_region(f, rests[i]), there = make(f, "there", region, IN("north"));
        const char *was = recipe_of(f, "there");
        int64_t all = rows(f, "there", "yes");
        assert_true(all > 0);
        struct derive_done done = change(f, region, changed[i]);
        assert_int_equal(rows(f, "there", "yes"), all);
        undo(f, &done);
        assert_int_equal(rows(f, "there", "yes"), all);
        assert_string_equal(recipe_of(f, "there"), was);
        assert_int_equal(derive_drop(f->db, VISITS, there, "Robin", NULL, NULL), STATUS_OK);
        assert_int_equal(derive_drop(f->db, VISITS, region, "Robin", NULL, NULL), STATUS_OK);
    }
}

/* A group is called as an office is that stays as it is: the name means both then, and those
 * that mean the office go on meaning it when the group has its name back. */
static void test_a_group_called_as_what_is_kept(void **state)
{
    struct fixture *f = *state;
    int64_t region = make_region(f, "keep");
    make(f, "there", region, IN("Office 3"));
    int64_t all = rows(f, "there", "yes");
    assert_true(all > 0);
    struct derive_done done = change(f, region, GROUPS("keep", "Office 3"));
    assert_true(rows(f, "there", "yes") > all);
    undo(f, &done);
    assert_int_equal(rows(f, "there", "yes"), all);
}

/* The bands are made of a column that is gone by the time that their names are taken back. */
static void test_without_the_source(void **state)
{
    static const char bands[] = "\"kind\":\"bands\",\"how\":\"limits\",\"limits\":[100],";
    struct fixture *f = *state;
    int64_t twice =
        make(f, "twice", 73, "\"kind\":\"calculate\",\"sign\":\"*\",\"number\":2,\"decimals\":1");
    int64_t band =
        make(f, "band", twice, arena_printf(f->arena, "%s\"names\":[\"a\",\"b\"]", bands));
    make(f, "is it", band, IN("b"));
    int64_t all = rows(f, "is it", "yes");
    assert_true(all > 0);
    struct derive_done done =
        change(f, band,
               arena_printf(f->arena, "{\"version\":1,\"source\":%lld,%s\"names\":[\"a\",\"c\"]}",
                            (long long)twice, bands));
    assert_int_equal(derive_drop(f->db, VISITS, twice, "Robin", NULL, NULL), STATUS_OK);
    assert_int_equal(rows(f, "is it", "yes"), all);
    struct error err = {0};
    if (derive_undo(f->db, done.entry, "Robin", NULL, &err) == STATUS_OK)
        assert_int_equal(rows(f, "band", "b"), all);
    assert_int_equal(rows(f, "is it", "yes"), all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bands, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_names_that_move, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_a_name_that_was_idle, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_more_than_names, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_groups, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_a_group_called_as_what_is_kept, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_without_the_source, open_team, close_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
