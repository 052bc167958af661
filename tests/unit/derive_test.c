/*
 * New columns in a team file: what pivots, facets, filters and SQL see of them equals the same
 * written in SQL by hand; and what becomes of columns that are made of each other.
 */
#include "tests/support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/derive.h"
#include "core/service/derive_read.h"
#include "core/service/facet.h"
#include "core/service/pivot.h"
#include "core/service/selection.h"
#include "core/store/log.h"
#include "core/store/watch.h"
#include "tests/support/team.h"

enum { ROWS = 2000, VISITS = 7, CLIENT = 71, OFFICE, AMOUNT, DAY };

struct fixture {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
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
    /* Ids as an import gives them out: new columns have other ones. */
    foreign_sql(f->path, "INSERT OR REPLACE INTO dj_sequence VALUES('column', 100)");
    f->frames = frames_new(FRAMES_BUDGET);
    *state = f;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    scratch_remove(f->folder);
    arena_free(f->arena);
    free(f->path);
    free(f);
    return 0;
}

static struct frame_use *begin(struct fixture *f)
{
    struct frame_use *use;
    struct error err = {0};
    if (frame_use_begin(&use, f->frames, f->db, VISITS, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return use;
}

static struct dataset_info dataset(struct fixture *f)
{
    struct dataset_info info;
    assert_int_equal(dataset_by_id(f->db, f->arena, VISITS, &info, NULL), STATUS_OK);
    return info;
}

static const struct column_info *column(struct fixture *f, const char *name)
{
    struct dataset_info *info = arena_alloc(f->arena, sizeof *info);
    *info = dataset(f);
    int at = dataset_column_index(info, span_string(name));
    return at < 0 ? NULL : &info->columns[at];
}

static int64_t make(struct fixture *f, const char *name, const char *json)
{
    struct recipe recipe;
    struct derive_done done;
    struct error err = {0};
    assert_int_equal(recipe_read(f->arena, span_string(json), &recipe, &err), STATUS_OK);
    if (derive_make(f->db, VISITS, name, &recipe, "Robin", &done, &err) != STATUS_OK)
        fail_msg("%s: %s", name, err.message);
    return done.column;
}

/* The text with "SOURCE" as a column's id; valid until the next call. */
static const char *said(const char *text, int64_t id)
{
    static char json[400];
    const char *place = strstr(text, "SOURCE");
    snprintf(json, sizeof json, "%.*s%lld%s", (int)(place - text), text, (long long)id, place + 6);
    return json;
}

#define BANDS                                                                                      \
    "{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\",\"source\":73,\"limits\":[0,100,250.5]," \
    "\"names\":[\"none\",\"low\",\"it's\",\"high\"]}"
#define GROUPS                                                                                     \
    "{\"version\":1,\"kind\":\"groups\",\"source\":72,\"rest\":\"name\",\"rest name\":\"other\","  \
    "\"groups\":[{\"name\":\"north\",\"values\":[\"Office 1\",\"Office 2\",\"\"]}]}"
#define MONTH "{\"version\":1,\"kind\":\"date part\",\"part\":\"month of year\",\"source\":74}"
#define TWICE                                                                                      \
    "{\"version\":1,\"kind\":\"calculate\",\"sign\":\"*\",\"number\":2,\"decimals\":1,"            \
    "\"source\":73}"

/* ---- the same as SQL by hand ---- */

/* Each value of a facet has so many rows as SQL finds; texts[i] in order. */
static void test_facet_is_sql(void **state)
{
    static const char *const names[] = {"low", "it's", "high"};
    static const char *const where[] = {"amount >= 0 AND amount < 100",
                                        "amount >= 100 AND amount < 250.5", "amount >= 250.5"};
    struct fixture *f = *state;
    make(f, "band", BANDS);
    struct frame_use *use = begin(f);
    struct facet facet;
    const struct facet_wish wish = {.column = 4, .sort = FACET_BY_VALUE};
    const struct filter_list none = {NULL, 0};
    assert_int_equal(facet_read(use, &none, &wish, f->arena, &facet, NULL), STATUS_OK);
    assert_int_equal(facet.count, 3); /* in the order of the limits */
    for (size_t i = 0; i < facet.count; i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM visits WHERE %s", where[i]);
        assert_true(span_equal(facet.entries[i].text, span_string(names[i])));
        assert_int_equal(facet.entries[i].rows, foreign_number(f->path, sql));
    }
    frame_use_end(use);
}

static void test_filter_and_pivot_are_sql(void **state)
{
    struct fixture *f = *state;
    int64_t region = make(f, "region", GROUPS), month = make(f, "month", MONTH);
    make(f, "twice", TWICE);
    struct frame_use *use = begin(f);
    const char *words[] = {"region = NORTH", "month in (March, april)"};
    struct filter_list filters;
    struct error err = {0};
    if (selection_read(frame_use_dataset(use), f->arena, words, 2, false, &filters, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    struct pivot_spec spec = {
        .value = PIVOT_SUM, .value_column = column(f, "twice")->id, .sort = PIVOT_BY_LABEL};
    spec.rows[0].column = month;
    spec.column.column = region;
    struct pivot_table table;
    assert_int_equal(pivot_make(use, &filters, &spec, f->arena, &table, &err), STATUS_OK);
    assert_int_equal(table.row_count, 3); /* March, April, total */
    for (size_t row = 0; row < 2; row++) {
        char sql[400];
        snprintf(sql, sizeof sql,
                 "SELECT round(4 * sum(amount * 2)) FROM visits WHERE strftime('%%m', day) ="
                 " '%02zu' AND (office IN ('Office 1', 'Office 2') OR office IS NULL)",
                 row + 3);
        assert_int_equal((int64_t)(4 * table.cells[row * table.column_count].number + 0.5),
                         foreign_number(f->path, sql));
    }
    frame_use_end(use);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM visits WHERE region = 'north'"
                                             " AND month IN ('March', 'April')"),
                     foreign_number(f->path,
                                    "SELECT count(*) FROM visits WHERE coalesce(office, 'Office 1')"
                                    " IN ('Office 1', 'Office 2') AND strftime('%m', day) IN"
                                    " ('03', '04')"));
}

/* ---- columns of columns ---- */

static void expect_first(struct fixture *f, const char *name, const char *text)
{
    struct frame_use *use = begin(f);
    struct error err = {0};
    const struct dataset_info *info = frame_use_dataset(use);
    int at = dataset_column_index(info, span_string(name));
    const struct frame_column *codes = NULL;
    struct value value;
    char scratch[VALUE_NUMBER_SIZE], sql[200];
    assert_true(at >= 0);
    if (frame_use_column(use, (size_t)at, &codes, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(column_row_value(codes, 399, f->arena, &value, NULL), STATUS_OK);
    struct span found = value_text(&value, scratch);
    if (!span_equal(found, span_string(text)))
        fail_msg("%s: \"%.*s\"", name, (int)found.len, found.data);
    snprintf(sql, sizeof sql, "SELECT \"%s\" IS '%s' FROM visits WHERE dj_row = 400", name,
             strcmp(text, "it's") == 0 ? "it''s" : text);
    assert_int_equal(foreign_number(f->path, sql), 1);
    frame_use_end(use);
}

#define GROUPED                                                                                    \
    "{\"version\":1,\"kind\":\"groups\",\"source\":SOURCE,\"rest\":\"keep\",\"groups\":[{"         \
    "\"name\":"                                                                                    \
    "\"some\",\"values\":[\"low\",\"it's\"]}]}"

static void test_what_depends_follows(void **state)
{
    struct fixture *f = *state;
    int64_t band = make(f, "band", BANDS), some = make(f, "some", said(GROUPED, band));
    struct recipe recipe;
    struct error err = {0};
    expect_first(f, "band", "it's"); /* 400 / 4 */
    expect_first(f, "some", "some");
    assert_int_equal(recipe_read(f->arena,
                                 span_string("{\"version\":1,\"kind\":\"bands\",\"how\":\"limits\","
                                             "\"source\":73,\"limits\":[50],\"names\":[\"low\","
                                             "\"over\"]}"),
                                 &recipe, NULL),
                     STATUS_OK);
    assert_int_equal(derive_change(f->db, VISITS, band, "cut", &recipe, "Robin", NULL, &err),
                     STATUS_OK);
    expect_first(f, "cut", "over");
    expect_first(f, "some", "over");
    assert_int_equal(column(f, "cut")->id, band);
    assert_int_equal(column(f, "some")->id, some);
    assert_string_equal(column(f, "some")->meaning, "cut in groups: some (low, it's)");
    recipe.source = some; /* of itself, by way of the other */
    assert_int_equal(derive_change(f->db, VISITS, band, NULL, &recipe, "Robin", NULL, &err),
                     STATUS_INVALID);
    recipe.kind = RECIPE_TEST;
    recipe.test.test = TEST_IN;
    recipe.test.values = &(struct span){"over", 4};
    recipe.test.count = 1;
    assert_int_equal(derive_change(f->db, VISITS, band, NULL, &recipe, "Robin", NULL, &err),
                     STATUS_INVALID);
    assert_non_null(strstr(err.message, "\"cut\" would be worked out from itself"));
    expect_first(f, "some", "over");
}

static void test_a_source_that_goes(void **state)
{
    struct fixture *f = *state;
    struct derive_done done;
    int64_t band = make(f, "band", BANDS);
    make(f, "some", said(GROUPED, band));
    make(f, "letter",
         said("{\"version\":1,\"kind\":\"text part\",\"part\":\"first\",\"count\":1,"
              "\"source\":SOURCE}",
              column(f, "some")->id));
    assert_int_equal(derive_drop(f->db, VISITS, band, "Robin", &done, NULL), STATUS_OK);
    struct dataset_info info = dataset(f);
    assert_null(column(f, "band"));
    assert_true(derive_lost(&info, column(f, "some")));
    assert_false(derive_lost(&info, column(f, "letter")));
    expect_first(f, "some", "some"); /* as it was */
    expect_first(f, "letter", "s");
    foreign_sql(f->path, "UPDATE visits SET amount = 300 WHERE dj_row = 400");
    expect_first(f, "some", "high");
    expect_first(f, "letter", "h");
    assert_int_equal(derive_undo(f->db, done.entry, "Robin", NULL, NULL), STATUS_OK);
    assert_int_equal(column(f, "band")->id, band); /* views that name it go on */
    info = dataset(f);
    assert_false(derive_lost(&info, column(f, "some")));
    expect_first(f, "band", "high");
}

static struct derive_done change(struct fixture *f, int64_t id, const char *name, const char *json)
{
    struct recipe recipe;
    struct derive_done done;
    struct error err = {0};
    if (json)
        assert_int_equal(recipe_read(f->arena, span_string(json), &recipe, &err), STATUS_OK);
    if (derive_change(f->db, VISITS, id, name, json ? &recipe : NULL, "Robin", &done, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    return done;
}

/* What was changed of a column while its source was gone is taken back all the same; what it
 * was with the source can't come back without it, and nothing changes. */
static void test_a_change_without_its_source(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    int64_t band = make(f, "band", BANDS);
    int64_t some = make(f, "some", said(GROUPED, band));
    struct derive_done before = change(f, some, NULL, MONTH);
    assert_int_equal(derive_drop(f->db, VISITS, band, "Robin", NULL, NULL), STATUS_OK);
    assert_int_equal(derive_undo(f->db, before.entry, "Robin", NULL, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.message, "no longer there"));
    expect_first(f, "some", "February");

    band = make(f, "band", BANDS);
    change(f, some, NULL, said(GROUPED, band));
    assert_int_equal(derive_drop(f->db, VISITS, band, "Robin", NULL, NULL), STATUS_OK);
    struct derive_done renamed = change(f, some, "few", NULL);
    struct derive_done by_month = change(f, some, NULL, MONTH);
    assert_int_equal(derive_undo(f->db, by_month.entry, "Robin", NULL, NULL), STATUS_OK);
    struct dataset_info info = dataset(f);
    assert_true(derive_lost(&info, column(f, "few")));
    expect_first(f, "few", "some");
    assert_int_equal(derive_undo(f->db, renamed.entry, "Robin", NULL, NULL), STATUS_OK);
    expect_first(f, "some", "some");

    struct derive_done dropped;
    band = make(f, "band", BANDS);
    int64_t other = make(f, "other", said(GROUPED, band));
    assert_int_equal(derive_drop(f->db, VISITS, other, "Robin", &dropped, NULL), STATUS_OK);
    assert_int_equal(derive_drop(f->db, VISITS, band, "Robin", NULL, NULL), STATUS_OK);
    assert_int_equal(derive_undo(f->db, dropped.entry, "Robin", NULL, &err), STATUS_NOT_FOUND);
    assert_null(column(f, "other"));
}

/* A source that another program has renamed: nothing is worked out from a guess. The new column
 * stands in the table with the values that it had, and goes on when the old name is back. */
static void test_a_source_that_others_rename(void **state)
{
    struct fixture *f = *state;
    struct frame_use *use = NULL;
    struct error err = {0};
    make(f, "band", BANDS);
    expect_first(f, "band", "it's");
    foreign_sql(f->path, "ALTER TABLE visits RENAME COLUMN amount TO paid");
    assert_int_equal(frame_use_begin(&use, f->frames, f->db, VISITS, NULL, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "was altered by another program"));
    assert_int_equal(
        foreign_number(f->path, "SELECT band = 'it''s' FROM visits WHERE dj_row = 400"), 1);
    foreign_sql(f->path, "ALTER TABLE visits RENAME COLUMN paid TO amount;"
                         "UPDATE visits SET amount = 20 WHERE dj_row = 400");
    expect_first(f, "band", "low");
}

/* A column that was marked and described comes back as people left it. */
static void test_what_was_written_about_it(void **state)
{
    struct fixture *f = *state;
    struct derive_done done;
    int64_t band = make(f, "band", BANDS);
    struct dataset_info info = dataset(f);
    info.columns[4].label = "Money in bands";
    info.columns[4].quality = QUALITY_CAUTION;
    info.columns[4].role = ROLE_GROUP;
    assert_int_equal(db_begin(f->db, NULL), STATUS_OK);
    assert_int_equal(dataset_describe(f->db, &info, NULL), STATUS_OK);
    assert_int_equal(db_commit(f->db, NULL), STATUS_OK);
    assert_int_equal(derive_drop(f->db, VISITS, band, "Robin", &done, NULL), STATUS_OK);
    assert_int_equal(derive_undo(f->db, done.entry, "Sam", NULL, NULL), STATUS_OK);
    const struct column_info *back = column(f, "band");
    assert_string_equal(back->label, "Money in bands");
    assert_int_equal(back->quality, QUALITY_CAUTION);
    assert_int_equal(back->role, ROLE_GROUP);
    assert_string_equal(back->order, "none; low; it's; high");
    assert_string_equal(back->meaning, "amount in bands: low, it's, high");
}

static void test_taking_back_what_others_changed(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe;
    struct derive_done done;
    struct error err = {0};
    assert_int_equal(recipe_read(f->arena, span_string(BANDS), &recipe, NULL), STATUS_OK);
    assert_int_equal(derive_make(f->db, VISITS, "band", &recipe, "Robin", &done, NULL), STATUS_OK);
    assert_int_equal(derive_change(f->db, VISITS, done.column, "mine", NULL, "Sam", NULL, NULL),
                     STATUS_OK);
    assert_int_equal(derive_undo(f->db, done.entry, "Robin", NULL, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "someone has changed"));
    expect_first(f, "mine", "it's");
    struct log_entry *entries;
    size_t count;
    assert_int_equal(log_list(f->db, f->arena, 0, 10, &entries, &count, NULL), STATUS_OK);
    assert_string_equal(entries[0].by, "Sam");
    assert_string_equal(entries[0].action, "change column");
}

static void test_names(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe;
    struct error err = {0};
    int64_t band = make(f, "band", BANDS);
    static const char *const bad[] = {"", "  ", "dj_row", "DJ_x", "a\nb"};
    assert_int_equal(recipe_read(f->arena, span_string(BANDS), &recipe, NULL), STATUS_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(derive_make(f->db, VISITS, bad[i], &recipe, "", NULL, &err),
                         STATUS_INVALID);
    assert_int_equal(derive_make(f->db, VISITS, "OFFICE", &recipe, "", NULL, &err), STATUS_EXISTS);
    assert_int_equal(derive_make(f->db, VISITS, "Band", &recipe, "", NULL, &err), STATUS_EXISTS);
    assert_int_equal(derive_change(f->db, VISITS, band, "client", NULL, "", NULL, &err),
                     STATUS_EXISTS);
    assert_int_equal(derive_change(f->db, VISITS, band, "BAND", NULL, "", NULL, &err), STATUS_OK);
    assert_int_equal(derive_drop(f->db, VISITS, OFFICE, "", NULL, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "came with the file"));
    assert_int_equal(derive_drop(f->db, VISITS, 999, "", NULL, &err), STATUS_NOT_FOUND);
}

static void test_table_of_others(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe;
    struct error err = {0};
    make(f, "band", BANDS);
    assert_int_equal(recipe_read(f->arena, span_string(MONTH), &recipe, NULL), STATUS_OK);
    foreign_sql(f->path, "VACUUM");
    foreign_sql(f->path, "CREATE VIEW lows AS SELECT * FROM visits WHERE band = 'low'");
    expect_first(f, "band", "it's");
    /* A view that names the column is no reason to keep it. */
    assert_int_equal(derive_drop(f->db, VISITS, column(f, "band")->id, "", NULL, &err), STATUS_OK);
    foreign_sql(f->path, "ALTER TABLE visits ADD COLUMN more TEXT");
    assert_int_equal(derive_make(f->db, VISITS, "month", &recipe, "", NULL, &err), STATUS_STALE);
    assert_non_null(strstr(err.message, "altered by another program"));
    assert_null(column(f, "month"));
}

/* ---- other datasets ---- */

static void tell(void *context, const char *name, enum status status,
                 const struct derive_done *done, const struct error *err)
{
    struct buffer *out = context;
    assert_int_equal(done->entry[0] != '\0', status == STATUS_OK);
    buffer_printf(out, "%s %d %s\n", name, (int)status, status == STATUS_OK ? "" : err->message);
}

static void test_replay(void **state)
{
    struct fixture *f = *state;
    struct buffer out = {0};
    int64_t band = make(f, "band", BANDS);
    make(f, "some", said(GROUPED, band));
    make(f, "month", MONTH);
    foreign_sql(f->path, "CREATE TABLE later(dj_row INTEGER PRIMARY KEY, amount REAL, office TEXT);"
                         "INSERT INTO later VALUES(1, 120, 'Office 1'), (2, 20, 'Office 9');"
                         "INSERT INTO dj_dataset(id, uuid, name, imported_ms, rows)"
                         " VALUES(8, 'u8', 'later', 0, 2);"
                         "INSERT INTO dj_column(id, dataset, position, name, type) VALUES"
                         "(81, 8, 0, 'amount', 'decimal'), (82, 8, 1, 'office', 'text')");
    assert_int_equal(db_begin(f->db, NULL), STATUS_OK);
    assert_int_equal(dataset_watch(f->db, 8, NULL), STATUS_OK);
    assert_int_equal(db_commit(f->db, NULL), STATUS_OK);
    assert_int_equal(derive_replay(f->db, VISITS, 8, "Robin", tell, &out, NULL), STATUS_OK);
    assert_string_equal(out.data, "band 0 \nsome 0 \n"
                                  "month 2 the dataset \"later\" has no column \"day\"\n");
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM later WHERE some = 'some'"), 2);
    assert_int_equal(foreign_number(f->path, "SELECT band = 'low' FROM later WHERE dj_row = 2"), 1);
    buffer_free(&out);
}

/* ---- looking first ---- */

static void test_preview(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe;
    struct derive_preview preview;
    struct frame_use *use = begin(f);
    assert_int_equal(recipe_read(f->arena, span_string(GROUPS), &recipe, NULL), STATUS_OK);
    assert_int_equal(derive_preview(use, &recipe, 10, 3, f->arena, &preview, NULL), STATUS_OK);
    assert_int_equal(preview.type, COLUMN_TEXT);
    assert_int_equal(preview.rows, ROWS);
    assert_int_equal(preview.count, 2);
    assert_true(span_equal(preview.values[0].text, span_string("north")));
    assert_int_equal(preview.values[0].rows,
                     foreign_number(f->path, "SELECT count(*) FROM visits WHERE office IS NULL OR"
                                             " office IN ('Office 1', 'Office 2')"));
    assert_int_equal(preview.first_count, 3);
    assert_string_equal(preview.first[2].sources[0], "Office 3");
    assert_string_equal(preview.first[2].result, "other");
    recipe.groups.rest = REST_EMPTY;
    recipe.groups.items[0].count = 2;
    assert_int_equal(derive_preview(use, &recipe, 10, 0, f->arena, &preview, NULL), STATUS_OK);
    assert_int_equal(preview.reasons[FAULT_EMPTY], ROWS / 5);
    assert_int_equal(preview.count, 2);
    assert_int_equal(preview.values[1].value.kind, VALUE_EMPTY);
    frame_use_end(use);
    assert_int_equal(dataset(f).column_count, 4); /* nothing was made */
}

/* A semicolon parts limits as a comma does. */
static void test_limits_in_a_list(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe = {.kind = RECIPE_BANDS};
    struct error err = {0};
    assert_int_equal(derive_read_limits(f->arena, "18, 25; 100", COLUMN_INTEGER, &recipe, &err),
                     STATUS_OK);
    assert_int_equal(recipe.bands.count, 3);
    assert_true(recipe.bands.limits[1] == 25 && recipe.bands.limits[2] == 100);
    assert_int_equal(derive_read_limits(f->arena, "18; x", COLUMN_INTEGER, &recipe, &err),
                     STATUS_INVALID);
}

static void test_bands_from_the_data(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe;
    struct derive_preview preview;
    struct error err = {0};
    struct frame_use *use = begin(f);
    assert_int_equal(derive_bands(use, 2, BANDS_COUNTS, 4, f->arena, &recipe, &err), STATUS_OK);
    assert_int_equal(derive_preview(use, &recipe, 10, 0, f->arena, &preview, NULL), STATUS_OK);
    assert_int_equal(preview.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(preview.values[i].rows, ROWS / 4);
    assert_int_equal(derive_bands(use, 0, BANDS_WIDTH, 500, f->arena, &recipe, &err), STATUS_OK);
    assert_int_equal(derive_preview(use, &recipe, 10, 0, f->arena, &preview, NULL), STATUS_OK);
    assert_true(span_equal(preview.values[0].text, span_string("1000\u20131499")));
    assert_int_equal(preview.values[0].rows, 499);
    assert_int_equal(derive_bands(use, 0, BANDS_WIDTH, 1, f->arena, &recipe, &err), STATUS_INVALID);
    assert_non_null(strstr(err.message, "2,000 bands"));
    assert_int_equal(derive_bands(use, 0, BANDS_WIDTH, 0, f->arena, &recipe, &err), STATUS_INVALID);
    assert_int_equal(derive_bands(use, 0, BANDS_COUNTS, 1.5, f->arena, &recipe, &err),
                     STATUS_INVALID);
    assert_int_equal(derive_bands(use, 1, BANDS_COUNTS, 4, f->arena, &recipe, &err),
                     STATUS_INVALID);
    frame_use_end(use);
}

static void note_missing(void *context, struct span value, const char *nearest)
{
    buffer_printf(context, "%.*s (%s)\n", (int)value.len, value.data, nearest);
}

static void test_values_as_people_type_them(void **state)
{
    struct fixture *f = *state;
    struct recipe recipe;
    struct buffer out = {0};
    foreign_sql(f->path, "UPDATE visits SET office = 'OFFICE 1' WHERE dj_row = 1");
    struct frame_use *use = begin(f);
    assert_int_equal(recipe_read(f->arena,
                                 span_string("{\"version\":1,\"kind\":\"groups\",\"source\":72,"
                                             "\"rest\":\"keep\",\"groups\":[{\"name\":\"one\","
                                             "\"values\":[\"office 1\",\"Offise 2\",\"\"]}]}"),
                                 &recipe, NULL),
                     STATUS_OK);
    assert_int_equal(derive_values(use, &recipe, f->arena, note_missing, &out, NULL), STATUS_OK);
    assert_string_equal(out.data, "Offise 2 (Office 2)\n");
    assert_int_equal(recipe.groups.items[0].count, 4); /* both ways to write it */
    frame_use_end(use);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_facet_is_sql, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_filter_and_pivot_are_sql, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_what_depends_follows, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_a_source_that_goes, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_a_change_without_its_source, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_a_source_that_others_rename, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_what_was_written_about_it, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_taking_back_what_others_changed, open_team,
                                        close_team),
        cmocka_unit_test_setup_teardown(test_names, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_table_of_others, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_replay, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_preview, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_limits_in_a_list, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_bands_from_the_data, open_team, close_team),
        cmocka_unit_test_setup_teardown(test_values_as_people_type_them, open_team, close_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
