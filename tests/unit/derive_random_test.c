/*
 * Random recipes over random tables, of file columns and of each other: what the frame works
 * out equals what SQLite reads from the generated column, row by row, in one chain of steps
 * (make, change, rename, drop, changes of the table by another program).
 * DATAJAM_RECIPES sets how many (150).
 */
#include "tests/support/check.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/derive.h"
#include "core/service/frames.h"
#include "core/service/import.h"
#include "core/store/db_internal.h"
#include "tests/support/random_table.h"
#include "tests/support/team.h"

enum { TABLES = 6, ROWS = 300, LIST = 5, ENTRIES = 1000 };

struct setting {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    struct arena *arena;
    int64_t id;
    struct dataset_info dataset;
    uint64_t random;
    int number, made, refused;
    char entries[ENTRIES][UUID_SIZE]; /* what was done last, to be taken back */
    size_t entry_count;
};

static unsigned below(struct setting *s, unsigned limit)
{
    return chance_below(&s->random, limit);
}

/* Days at the ends of months, in leap years, long ago, and what is no day at all. */
static const char strange[] =
    "UPDATE people SET day = '2000-02-29' WHERE dj_row % 13 = 0;"
    "UPDATE people SET day = '1899-12-31' WHERE dj_row % 17 = 1;"
    "UPDATE people SET day = '1900-02-28' WHERE dj_row % 19 = 2;"
    "UPDATE people SET day = '0000-02-29' WHERE dj_row % 53 = 3;"
    "UPDATE people SET day = '9999-12-31' WHERE dj_row % 59 = 4;"
    "UPDATE people SET day = '2019-02-30' WHERE dj_row % 61 = 5;"
    "UPDATE people SET day = 'now' WHERE dj_row % 67 = 6;"
    "UPDATE people SET stamp = '2019-01-31 23:59:59' WHERE dj_row % 14 = 0;"
    "UPDATE people SET stamp = '2019-02-28' WHERE dj_row % 15 = 1;"
    "UPDATE people SET month = '2019-13' WHERE dj_row % 37 = 0;"
    "UPDATE people SET code = 'sw1a1aa' WHERE dj_row % 21 = 0;"
    "UPDATE people SET code = 'n2g 4x6' WHERE dj_row % 22 = 1;"
    "UPDATE people SET code = '1234-AB' WHERE dj_row % 27 = 2;"
    "UPDATE people SET code = 'n 2g' WHERE dj_row % 28 = 2;"
    "UPDATE people SET code = 'Ec1' WHERE dj_row % 28 = 3;"
    "UPDATE people SET code = '1234' WHERE dj_row % 28 = 4;"
    "UPDATE people SET code = 'GIR' WHERE dj_row % 28 = 5;"
    "UPDATE people SET code = '1234 SS' WHERE dj_row % 29 = 3;"
    "UPDATE people SET code = 'giR0aa' WHERE dj_row % 33 = 4;"
    "UPDATE people SET office = '  blank ' WHERE dj_row % 35 = 5;"
    "UPDATE people SET office = 'e\xCC\x81t\xC3\xA9-\xE6\x9D\xB1' WHERE dj_row % 39 = 6;"
    "UPDATE people SET age = 0 WHERE dj_row % 9 = 0;"
    "UPDATE people SET amount = 0 WHERE dj_row % 10 = 0;"
    "UPDATE people SET amount = 'much' WHERE dj_row % 43 = 0;"
    "UPDATE people SET amount = 1e300 WHERE dj_row % 47 = 0;"
    "UPDATE people SET big = 9223372036854775807 WHERE dj_row % 49 = 0;";

static void reload(struct setting *s)
{
    struct error err = {0};
    if (dataset_by_id(s->db, s->arena, s->id, &s->dataset, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_false(s->dataset.changed_shape);
}

static void open_table(struct setting *s)
{
    struct error err = {0};
    struct import_result result;
    s->folder = scratch_new();
    s->path = scratch_path(s->folder, "team.db");
    s->arena = arena_new();
    s->entry_count = 0;
    char *csv = scratch_path(s->folder, "people.csv");
    FILE *out = fopen(csv, "w");
    assert_non_null(out);
    random_table_write(out, ROWS, &s->random);
    fclose(out);
    assert_int_equal(db_open(&s->db, s->path, DB_TEAM, DB_CREATE, &err), STATUS_OK);
    assert_int_equal(db_run(s->db, "PRAGMA synchronous = OFF", NULL), STATUS_OK);
    if (import_file(s->db, csv, &(struct import_options){.name = "people"}, &result, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    free(csv);
    assert_int_equal(result.rows_loaded, ROWS);
    s->id = result.dataset_id;
    import_result_free(&result);
    foreign_sql(s->path, random_table_mix());
    foreign_sql(s->path, strange);
    s->frames = frames_new(FRAMES_BUDGET);
    reload(s);
}

static void close_table(struct setting *s)
{
    frames_free(s->frames);
    db_close(s->db);
    scratch_remove(s->folder);
    arena_free(s->arena);
    free(s->path);
}

/* ---- random recipes ---- */

static struct span word(struct setting *s)
{
    static const char *const words[] = {
        "Office 10", "Office 9", "office 9",   "Zürich",     "東京", "it's \"it\"", "a, b",
        "",          "2018-03",  "2019-01",    "007",        "yes",  "0",           "12",
        "-3",        "7.25",     "2018-06-15", "1899-12-31", "NaN",  "blank"};
    return span_string(words[below(s, sizeof words / sizeof *words)]);
}

static struct span *words(struct setting *s, size_t *count)
{
    struct span *list = arena_array(s->arena, LIST, sizeof *list);
    *count = 1 + below(s, LIST);
    for (size_t i = 0; i < *count; i++)
        list[i] = word(s);
    return list;
}

static void random_bands(struct setting *s, struct recipe *r)
{
    static const double limits[] = {-50, -0.5, 0, 0.25, 12, 24.5, 100, 1e12};
    r->bands.limits = arena_array(s->arena, 8, sizeof(double));
    for (size_t i = 0; i < 8; i++) {
        if (below(s, 2))
            r->bands.limits[r->bands.count++] = limits[i];
    }
    r->bands.names = recipe_band_names(r->bands.limits, r->bands.count, below(s, 2) > 0, s->arena);
}

static void random_groups(struct setting *s, struct recipe *r)
{
    static const char *const names[] = {"one", "it's", "東", "four", "five"};
    r->groups.items = arena_array(s->arena, LIST, sizeof *r->groups.items);
    r->groups.count = 1 + below(s, 3);
    for (size_t i = 0; i < r->groups.count; i++) {
        r->groups.items[i].name = names[i];
        r->groups.items[i].values = words(s, &r->groups.items[i].count);
    }
    r->groups.rest = (enum recipe_rest)below(s, RECIPE_REST_COUNT);
    r->groups.rest_name = r->groups.rest == REST_NAME ? "other" : "";
}

static void random_values(struct setting *s, struct recipe *r)
{
    size_t count = below(s, 3) ? LIST : 60;
    r->values.pairs = arena_array(s->arena, count, sizeof *r->values.pairs);
    r->values.count = 1 + below(s, (unsigned)count);
    for (size_t i = 0; i < r->values.count; i++) {
        r->values.pairs[i].from = word(s);
        if (count > LIST)
            r->values.pairs[i].from =
                span_string(arena_printf(s->arena, i % 2 ? "%03zu" : "Office %zu", i));
        r->values.pairs[i].to = word(s);
    }
}

static void random_text_part(struct setting *s, struct recipe *r)
{
    static const char *const signs[] = {" ", "-", "0", "'", "ff", "\xC3\xA9", "東"};
    r->text.part = (enum recipe_text_part)below(s, RECIPE_TEXT_PART_COUNT);
    r->text.sign = signs[below(s, sizeof signs / sizeof *signs)];
    r->text.count = 1 + (int)below(s, 6);
    if (r->text.part == TEXT_PART_PATTERN)
        r->text.sign = below(s, 2) ? "([0-9]+)" : "\\w(.)?";
}

static void random_recipe(struct setting *s, struct recipe *r)
{
    static const char *const days[] = {"2019-12-31", "2019-02-28", "1900-03-01", "2018-06-15"};
    static const double numbers[] = {0, 1, -2, 0.1, 12, 1e10};
    memset(r, 0, sizeof *r);
    r->kind = (enum recipe_kind)below(s, RECIPE_KIND_COUNT);
    /* Now one of the file's, now any. */
    r->source =
        s->dataset.columns[below(s, below(s, 2) ? 11 : (unsigned)s->dataset.column_count)].id;
    bool two = r->kind == RECIPE_BETWEEN || r->kind == RECIPE_CALCULATE;
    if (two && below(s, 3))
        r->with = s->dataset.columns[below(s, (unsigned)s->dataset.column_count)].id;
    if (r->kind == RECIPE_BANDS)
        random_bands(s, r);
    else if (r->kind == RECIPE_GROUPS)
        random_groups(s, r);
    else if (r->kind == RECIPE_VALUES)
        random_values(s, r);
    else if (r->kind == RECIPE_DATE_PART)
        r->date_part = (enum recipe_date_part)below(s, RECIPE_DATE_PART_COUNT);
    else if (r->kind == RECIPE_TEXT_PART)
        random_text_part(s, r);
    else if (r->kind == RECIPE_POSTCODE)
        r->outer = below(s, 2) > 0;
    if (r->kind == RECIPE_BETWEEN) {
        r->between.unit = (enum recipe_unit)below(s, RECIPE_UNIT_COUNT);
        r->between.until = days[below(s, 4)];
    }
    if (r->kind == RECIPE_CALCULATE) {
        r->calculate.sign = (enum recipe_sign)below(s, RECIPE_SIGN_COUNT);
        r->calculate.number = numbers[below(s, 6)];
        r->calculate.decimals = (int)below(s, RECIPE_DECIMALS_MAX + 1);
    }
    if (r->kind == RECIPE_TEST) {
        r->test.test = (enum recipe_test)below(s, RECIPE_TEST_COUNT);
        r->test.negated = below(s, 3) == 0;
        r->test.values = words(s, &r->test.count);
    }
}

/* ---- the comparison ---- */

/* A cell of the frame and of the table; empty texts are empty cells. */
static bool same(const struct value *frame, const struct value *table)
{
    char one[VALUE_NUMBER_SIZE], two[VALUE_NUMBER_SIZE];
    bool empty = table->kind == VALUE_EMPTY || (table->kind == VALUE_TEXT && !table->text.len);
    if (frame->kind == VALUE_EMPTY || empty)
        return frame->kind == VALUE_EMPTY && empty;
    return frame->kind == table->kind && span_equal(value_text(frame, one), value_text(table, two));
}

static void expect_same(struct setting *s, struct frame_use *use, const struct row_page *page,
                        size_t c)
{
    const struct column_info *info = &s->dataset.columns[c];
    const struct frame_column *column = NULL;
    struct error err = {0};
    size_t empties = 0;
    if (frame_use_column(use, c, &column, &err) != STATUS_OK)
        fail_msg("recipe %d: %s", s->number, err.message);
    assert_int_equal(column->rows, page->rows);
    for (size_t r = 0; r < page->rows; r++) {
        struct value value;
        char one[VALUE_NUMBER_SIZE], two[VALUE_NUMBER_SIZE];
        const struct value *cell = &page->cells[r * page->columns + c];
        assert_int_equal(column_row_value(column, r, s->arena, &value, NULL), STATUS_OK);
        empties += value.kind == VALUE_EMPTY;
        if (same(&value, cell))
            continue;
        struct span a = value_text(&value, one), b = value_text(cell, two);
        fail_msg("recipe %d, row %zu: %s\n%s\nframe \"%.*s\", table \"%.*s\"", s->number, r,
                 info->recipe, info->sql, (int)a.len, a.data, (int)b.len, b.data);
    }
    assert_int_equal(column->empties, empties);
}

static void expect_all_same(struct setting *s)
{
    struct frame_use *use;
    struct row_page page;
    struct error err = {0};
    reload(s);
    if (frame_use_begin(&use, s->frames, s->db, s->id, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    if (dataset_read_page(s->db, s->arena, &s->dataset, 0, ROWS, NULL, 0, &page, &err) != STATUS_OK)
        fail_msg("recipe %d: %s", s->number, err.message);
    assert_int_equal(page.rows, ROWS);
    for (size_t c = 0; c < s->dataset.column_count; c++) {
        if (*s->dataset.columns[c].recipe)
            expect_same(s, use, &page, c);
    }
    frame_use_end(use);
}

/* ---- steps ---- */

static void note(struct setting *s, enum status status, const struct derive_done *done,
                 const struct error *err)
{
    if (status == STATUS_OK && s->entry_count < ENTRIES)
        memcpy(s->entries[s->entry_count++], done->entry, UUID_SIZE);
    s->made += status == STATUS_OK;
    s->refused += status != STATUS_OK;
    if (status != STATUS_OK && status != STATUS_INVALID)
        fail_msg("recipe %d: %s", s->number, err->message);
}

static const struct column_info *some_derived(struct setting *s)
{
    const struct column_info *found = NULL;
    unsigned seen = 0;
    for (size_t i = 0; i < s->dataset.column_count; i++) {
        if (*s->dataset.columns[i].recipe && below(s, ++seen) == 0)
            found = &s->dataset.columns[i];
    }
    return found;
}

static enum status find_pairs(struct setting *s, struct recipe *recipe, struct error *err)
{
    struct frame_use *use;
    assert_int_equal(frame_use_begin(&use, s->frames, s->db, s->id, NULL, err), STATUS_OK);
    enum status status = derive_pattern(use, recipe, s->arena, err);
    frame_use_end(use);
    return status;
}

static void make_one(struct setting *s)
{
    struct recipe recipe;
    struct error err = {0};
    char name[40];
    random_recipe(s, &recipe);
    snprintf(name, sizeof name, "it's \"%d\"", s->number);
    struct derive_done done;
    bool pattern = recipe.kind == RECIPE_TEXT_PART && recipe.text.part == TEXT_PART_PATTERN;
    enum status status = pattern ? find_pairs(s, &recipe, &err) : STATUS_OK;
    if (status == STATUS_OK)
        status = derive_make(s->db, s->id, name, &recipe, "Robin", &done, &err);
    note(s, status, &done, &err);
}

static void change_one(struct setting *s, const struct column_info *column)
{
    struct recipe recipe;
    struct error err = {0};
    char name[40];
    random_recipe(s, &recipe);
    snprintf(name, sizeof name, "new %d", s->number);
    bool named = below(s, 2) > 0, changed = !named || below(s, 2) > 0;
    struct derive_done done;
    enum status status = derive_change(s->db, s->id, column->id, named ? name : NULL,
                                       changed ? &recipe : NULL, "Robin", &done, &err);
    note(s, status, &done, &err);
}

static int by_id(const void *left, const void *right)
{
    const struct column_info *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

/* All columns with their recipes, in words; one that comes back stands behind the others. */
static char *told(struct setting *s)
{
    struct buffer out = {0};
    reload(s);
    size_t count = s->dataset.column_count;
    struct column_info *columns = arena_array(s->arena, count, sizeof *columns);
    memcpy(columns, s->dataset.columns, count * sizeof *columns);
    qsort(columns, count, sizeof *columns, by_id);
    for (size_t i = 0; i < count; i++) {
        const struct column_info *column = &columns[i];
        if (*column->recipe)
            buffer_printf(&out, "%lld %s %s %s %s\n", (long long)column->id, column->name,
                          column->recipe, column->order, column->meaning);
    }
    char *copy = arena_copy(s->arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

/* The last change is taken back, now and then done again and taken back once more: both times
 * the columns are what they were. */
static void take_back(struct setting *s)
{
    struct error err = {0};
    struct derive_done done;
    const char *entry = s->entries[--s->entry_count], *now = told(s);
    if (derive_undo(s->db, entry, "Robin", &done, &err) != STATUS_OK)
        fail_msg("recipe %d: %s", s->number, err.message);
    assert_int_equal(derive_undo(s->db, entry, "Robin", NULL, NULL), STATUS_STALE);
    expect_all_same(s);
    if (below(s, 2)) {
        const char *before = told(s);
        assert_int_equal(derive_undo(s->db, done.entry, "Robin", &done, &err), STATUS_OK);
        expect_all_same(s);
        assert_string_equal(told(s), now);
        assert_int_equal(derive_undo(s->db, done.entry, "Robin", &done, &err), STATUS_OK);
        assert_string_equal(told(s), before);
    }
}

static void step(struct setting *s)
{
    struct error err = {0};
    const struct column_info *column = some_derived(s);
    struct derive_done done;
    unsigned what = below(s, 12);
    if (what > 9 && s->entry_count > 0)
        take_back(s);
    else if (!column || what < 5)
        make_one(s);
    else if (what < 8 && s->dataset.column_count < 40)
        change_one(s, column);
    else if (what == 8 || s->dataset.column_count >= 40)
        note(s, derive_drop(s->db, s->id, column->id, "Robin", &done, &err), &done, &err);
    else
        foreign_sql(s->path,
                    arena_printf(s->arena,
                                 "UPDATE people SET age = age + 1, office = 'New' WHERE dj_row "
                                 "%% 5 = %u",
                                 below(s, 5)));
    expect_all_same(s);
}

static void test_frame_is_table(void **state)
{
    const char *wanted = getenv("DATAJAM_RECIPES");
    int recipes = wanted ? atoi(wanted) : getenv("DATAJAM_SLOW") ? 20 : 150;
    struct setting s = {.random = 5};
    (void)state;
    for (int table = 0; table < TABLES; table++) {
        open_table(&s);
        for (; s.number < recipes * (table + 1) / TABLES; s.number++) {
            step(&s);
            arena_reset(s.arena);
            reload(&s);
        }
        close_table(&s);
    }
    print_message("made %d refused %d\n", s.made, s.refused);
    assert_true(s.made > recipes / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frame_is_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
