/*
 * Comparisons of datasets: every figure equals what SQL says of the same table, rows and
 * people; what the result says beside its figures; two datasets.
 */
#include "tests/support/check.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/compare.h"
#include "core/service/import.h"
#include "core/service/selection.h"
#include "tests/support/random_table.h"
#include "tests/support/team.h"

struct setting {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    sqlite3 *sql;
    struct arena *arena;
};

static int open_setting(void **state)
{
    struct setting *s = calloc(1, sizeof *s);
    s->folder = scratch_new();
    s->path = scratch_path(s->folder, "team.db");
    assert_int_equal(db_open(&s->db, s->path, DB_TEAM, DB_CREATE, NULL), STATUS_OK);
    s->frames = frames_new(FRAMES_BUDGET);
    s->arena = arena_new();
    *state = s;
    return 0;
}

static int close_setting(void **state)
{
    struct setting *s = *state;
    sqlite3_close(s->sql);
    arena_free(s->arena);
    frames_free(s->frames);
    db_close(s->db);
    scratch_remove(s->folder);
    free(s->path);
    free(s);
    return 0;
}

/* ---- datasets ---- */

static void import_csv(struct setting *s, const char *name, const char *file)
{
    struct import_options options = {.name = name};
    struct import_result result = {0};
    struct error err = {0};
    if (import_file(s->db, file, &options, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    import_result_free(&result);
    sqlite3_close(s->sql);
    assert_int_equal(sqlite3_open_v2(s->path, &s->sql, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
}

static void import_text(struct setting *s, const char *name, const char *csv)
{
    char *path = scratch_path(s->folder, "data.csv");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(csv, out);
    assert_int_equal(fclose(out), 0);
    import_csv(s, name, path);
    free(path);
}

static void import_random(struct setting *s, unsigned rows, uint64_t seed)
{
    char *path = scratch_path(s->folder, "random.csv");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    random_table_write(out, rows, &seed);
    assert_int_equal(fclose(out), 0);
    import_csv(s, "t", path);
    free(path);
}

/* Says what a dictionary would say. */
static void set_role(struct setting *s, const char *column, const char *what)
{
    char sql[200];
    snprintf(sql, sizeof sql, "UPDATE dj_column SET %s WHERE name = '%s'", what, column);
    foreign_sql(s->path, sql);
}

static struct frame_use *use_of(struct setting *s, const char *name)
{
    struct dataset_info dataset;
    struct frame_use *use = NULL;
    struct error err = {0};
    assert_int_equal(dataset_find(s->db, s->arena, name, &dataset, NULL), STATUS_OK);
    if (frame_use_begin(&use, s->frames, s->db, dataset.id, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return use;
}

static struct filter_list filters_of(struct setting *s, struct frame_use *use, const char *text)
{
    struct filter_list list = {0};
    struct error err = {0};
    if (text &&
        selection_read(frame_use_dataset(use), s->arena, &text, 1, false, &list, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return list;
}

/* ---- comparing ---- */

struct wish {
    const char *a, *b, *ground; /* b NULL: the rest */
    enum compare_unit unit;
    const char *column;
};

static struct compare_request request_of(struct setting *s, struct frame_use *use,
                                         const struct wish *wish)
{
    struct compare_request request = {.ground = filters_of(s, use, wish->ground),
                                      .a = filters_of(s, use, wish->a),
                                      .b = filters_of(s, use, wish->b),
                                      .rest = wish->b == NULL,
                                      .unit = wish->unit,
                                      .person = COMPARE_ALL_COLUMNS,
                                      .column = COMPARE_ALL_COLUMNS};
    if (wish->column)
        request.column =
            (size_t)dataset_column_index(frame_use_dataset(use), span_string(wish->column));
    return request;
}

static struct compare_result compare(struct setting *s, const struct wish *wish)
{
    struct compare_result result;
    struct error err = {0};
    struct frame_use *use = use_of(s, "t");
    struct compare_request request = request_of(s, use, wish);
    if (compare_make(use, NULL, &request, s->arena, &result, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    frame_use_end(use);
    return result;
}

static const struct compare_column *column_named(const struct compare_result *result,
                                                 const char *name)
{
    for (size_t i = 0; i < result->count; i++)
        if (strcmp(result->columns[i].name, name) == 0)
            return &result->columns[i];
    fail_msg("there is no column %s", name);
    return NULL;
}

static bool has_note(const struct compare_result *result, const char *words)
{
    for (size_t i = 0; i < result->note_count; i++)
        if (strstr(result->notes[i], words))
            return true;
    return false;
}

static void expect_sentence(const struct compare_result *result, const char *column,
                            const char *expected)
{
    struct buffer words = {0};
    assert_true(compare_sentence(column_named(result, column), &words));
    assert_string_equal(buffer_span(&words).data, expected);
    buffer_free(&words);
}

/* ---- SQL ---- */

/* The first cell of the answer, which is a number or NULL. */
static double number(struct setting *s, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(s->sql, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s\n%s", sqlite3_errmsg(s->sql), sql);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    double out = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    return out;
}

static void expect_number(struct setting *s, double value, const char *what, const char *sql)
{
    double expected = number(s, sql);
    if (!(fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%s: %.17g, and %.17g by SQL\n%s", what, value, expected, sql);
}

/* How many units of a set meet a condition: rows, or the last row of each person (`code`) by
 * `day`, of several the one that is last in the table. */
static const char *count_sql(struct setting *s, const char *set, const char *condition, bool people)
{
    const char *from = "t";
    if (people)
        from = arena_printf(
            s->arena,
            "(SELECT *, row_number() OVER (PARTITION BY code ORDER BY coalesce(day, '') "
            "DESC, dj_row DESC) place FROM t WHERE code <> '' AND (%s))",
            set);
    return arena_printf(s->arena, "SELECT coalesce(sum((%s) AND (%s)), 0) FROM %s WHERE %s", set,
                        condition, from, people ? "place = 1" : "1");
}

static void check_texts(struct setting *s, const struct compare_column *column, const char *a,
                        const char *b, bool people)
{
    for (size_t i = 0; i < column->value_count; i++) {
        const struct compare_value *value = &column->values[i];
        char *condition = value->text.len
                              ? sqlite3_mprintf("\"%w\" = '%.*q'", column->name,
                                                (int)value->text.len, value->text.data)
                              : sqlite3_mprintf("coalesce(\"%w\", '') = ''", column->name);
        expect_number(s, (double)value->units.a, column->name, count_sql(s, a, condition, people));
        expect_number(s, (double)value->units.b, column->name, count_sql(s, b, condition, people));
        sqlite3_free(condition);
        assert_true(fabs(value->a * (double)column->units.a - (double)value->units.a) < 1e-6);
        assert_true(value->p == significance_of_shares(value->units, column->units).p);
    }
}

static void check_bands(struct setting *s, const struct compare_column *column, const char *a,
                        const char *b, bool people)
{
    for (size_t i = 0; i < column->value_count; i++) {
        const struct compare_value *value = &column->values[i];
        char *text = arena_copy(s->arena, value->text), *dash = strstr(text, "\u2013");
        const char *last = dash ? dash + strlen("\u2013") : text;
        if (dash)
            *dash = '\0';
        const char *quote = column->a.count > 0 ? "" : "'";
        /* Of a time its day is what counts. */
        const char *name = column->type == COLUMN_DATETIME
                               ? arena_printf(s->arena, "substr(%s, 1, 10)", column->name)
                               : column->name;
        char *condition = value->text.len ? sqlite3_mprintf("%s BETWEEN %s%s%s AND %s%s%s", name,
                                                            quote, text, quote, quote, last, quote)
                                          : sqlite3_mprintf("%s IS NULL", name);
        expect_number(s, (double)value->units.a, column->name, count_sql(s, a, condition, people));
        expect_number(s, (double)value->units.b, column->name, count_sql(s, b, condition, people));
        sqlite3_free(condition);
    }
}

/* from: a table with a number `x` for each unit of the set. */
static void check_numbers(struct setting *s, const struct compare_numbers *numbers,
                          const char *from, const char *what)
{
    static const char *const figures[] = {"count(x)", "avg(x)", "min(x)", "max(x)"};
    const double values[] = {(double)numbers->count, numbers->mean, numbers->least,
                             numbers->greatest};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        expect_number(s, values[i], what,
                      arena_printf(s->arena, "SELECT %s FROM (%s)", figures[i], from));
    expect_number(
        s, numbers->median, what,
        arena_printf(s->arena,
                     "SELECT avg(x) FROM (SELECT x FROM (%s) WHERE x IS NOT NULL ORDER BY "
                     "x LIMIT 2 - %d %% 2 OFFSET (%d - 1) / 2)",
                     from, (int)numbers->count, (int)numbers->count));
    expect_number(s, numbers->deviation * numbers->deviation * (double)(numbers->count - 1), what,
                  arena_printf(s->arena,
                               "SELECT sum((x - m) * (x - m)) FROM (%s), (SELECT avg(x) m "
                               "FROM (%s))",
                               from, from));
}

/* ---- every figure ---- */

static const struct {
    const char *a, *a_sql, *b, *b_sql;
} pairs[] = {
    {"age >= 25", "age >= 25", NULL, "age IS NULL OR age < 25"},
    {"office ~ ^[OZ]", "office GLOB '[OZ]*'", "amount < 40", "amount < 40"},
    {"day < 2018", "day < '2018'", "flag = yes", "flag = 'yes'"},
    {"rate < 0", "rate < 0", NULL, "rate IS NULL OR rate >= 0"},
};

static void test_rows_equal_sql(void **state)
{
    struct setting *s = *state;
    import_random(s, 500, 21);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct compare_result result =
            compare(s, &(struct wish){.a = pairs[i].a, .b = pairs[i].b, .unit = COMPARE_ROWS});
        expect_number(s, (double)result.rows.a, "A", count_sql(s, pairs[i].a_sql, "1", false));
        expect_number(s, (double)result.rows.b, "B", count_sql(s, pairs[i].b_sql, "1", false));
        expect_number(s, (double)result.both, "both",
                      count_sql(s, pairs[i].a_sql, pairs[i].b_sql, false));
        assert_int_equal(result.count, 11);
        for (size_t c = 0; c < result.count; c++) {
            const struct compare_column *column = &result.columns[c];
            if (column->ordered)
                check_bands(s, column, pairs[i].a_sql, pairs[i].b_sql, false);
            else
                check_texts(s, column, pairs[i].a_sql, pairs[i].b_sql, false);
            if (column->a.count > 1)
                check_numbers(s, &column->a,
                              arena_printf(s->arena, "SELECT \"%s\" x FROM t WHERE %s",
                                           column->name, pairs[i].a_sql),
                              column->name);
        }
    }
}

static void test_people_equal_sql(void **state)
{
    struct setting *s = *state;
    import_random(s, 500, 22);
    set_role(s, "code", "role = 'person id'");
    struct compare_result result = compare(s, &(struct wish){.a = "age >= 25", .b = "age < 40"});
    assert_true(result.people);
    assert_string_equal(result.person, "code");
    expect_number(s, (double)result.units.a, "A", count_sql(s, "age >= 25", "1", true));
    expect_number(s, (double)result.units.b, "B", count_sql(s, "age < 40", "1", true));
    for (size_t c = 0; c < result.count; c++) {
        const struct compare_column *column = &result.columns[c];
        if (column->counted && !column->ordered)
            check_texts(s, column, "age >= 25", "age < 40", true);
        else if (column->counted)
            check_bands(s, column, "age >= 25", "age < 40", true);
        if (column->a.count > 1)
            check_numbers(s, &column->a,
                          arena_printf(s->arena,
                                       "SELECT \"%s\" x FROM (SELECT *, row_number() OVER "
                                       "(PARTITION BY code ORDER BY coalesce(day, '') DESC, dj_row "
                                       "DESC) place FROM t WHERE code <> '' AND age >= 25) WHERE "
                                       "place = 1",
                                       column->name),
                          column->name);
    }
    assert_true(has_note(&result, "name no person"));
    assert_true(has_note(&result, "people are in both sets"));
}

/* The rest is then whoever is not in A. */
static void test_rest_of_people(void **state)
{
    struct setting *s = *state;
    import_random(s, 300, 23);
    set_role(s, "code", "role = 'person id'");
    struct compare_result result = compare(s, &(struct wish){.a = "amount > 120"});
    expect_number(
        s, (double)result.units.b, "B",
        "SELECT count(DISTINCT code) FROM t WHERE code <> '' AND code NOT IN (SELECT code "
        "FROM t WHERE amount > 120 AND code <> '')");
    assert_int_equal(result.both, 0);
    check_texts(s, column_named(&result, "office"), "amount > 120",
                "code NOT IN (SELECT code FROM t WHERE amount > 120 AND code <> '')", true);
    result = compare(s, &(struct wish){.a = "amount > 120", .unit = COMPARE_ROWS});
    assert_false(result.people);
    assert_true(has_note(&result, "rows repeat people"));
}

/* Who has many rows gets into A more easily, and has had more values: no difference is to come
 * of that. */
static void test_many_rows_are_no_difference(void **state)
{
    struct setting *s = *state;
    struct buffer csv = {0};
    uint64_t chance = 31;
    buffer_add_string(&csv, "person,month,hit,kind,amount,level,flag\n");
    for (unsigned person = 0; person < 900; person++)
        for (unsigned month = 1 + chance_below(&chance, 12); month <= 12; month++)
            buffer_printf(&csv, "P%03u,2019-%02u,%u,%c,%u,%u,%s\n", person, month,
                          chance_below(&chance, 8), 'a' + (char)chance_below(&chance, 9),
                          chance_below(&chance, 5000), chance_below(&chance, 4),
                          chance_below(&chance, 10) ? "no" : "yes");
    import_text(s, "t", buffer_span(&csv).data);
    buffer_free(&csv);
    set_role(s, "person", "role = 'person id'");
    struct compare_result result = compare(s, &(struct wish){.a = "hit = 3"});
    assert_true(result.people && result.units.a > 300 && result.units.b > 300);
    assert_int_equal(result.ranked, 4);
    for (size_t i = 0; i < result.ranked; i++)
        if (!result.columns[i].chance || result.columns[i].verdict.difference > 0.1)
            fail_msg("%s differs: %.3f", result.columns[i].name,
                     result.columns[i].verdict.difference);
    assert_int_equal(column_named(&result, "month")->state, COMPARE_WHEN);
    assert_true(has_note(&result, "People are counted (person)"));
}

/* All values where one column is asked for, whatever it is. */
static void test_one_column(void **state)
{
    struct setting *s = *state;
    import_random(s, 400, 24);
    struct compare_result result = compare(s, &(struct wish){.a = "age >= 25", .column = "code"});
    assert_int_equal(result.count, 1);
    assert_string_equal(result.columns[0].name, "code");
    assert_int_equal(result.columns[0].value_count, result.columns[0].all_values);
    check_texts(s, &result.columns[0], "age >= 25", "age IS NULL OR age < 25", false);
    result = compare(s, &(struct wish){.a = "age >= 25", .column = "age"});
    assert_true(result.columns[0].counted && result.columns[0].state == COMPARE_CHOSEN_BY);
}

/* ---- a table where it is known what differs ---- */

static const char *planted_csv(struct setting *s, unsigned rows)
{
    struct buffer csv = {0};
    uint64_t chance = 9;
    buffer_add_string(&csv, "id,set,kind,age,half,seen,other,note,same\n");
    for (unsigned i = 0; i < rows; i++) {
        bool a = chance_below(&chance, 3) == 0;
        buffer_printf(&csv, "P%05u,%s,%s,%u,%s,2019-%02u-01,%u,text %u of many,x\n", i,
                      a ? "yes" : "no",
                      chance_below(&chance, 100) < (a ? 41U : 18U) ? "single parent" : "single",
                      chance_below(&chance, 40) + (a ? 25 : 20), a ? "first" : "second",
                      1 + chance_below(&chance, 12), chance_below(&chance, 7),
                      chance_below(&chance, 1000000));
    }
    const char *text = arena_copy(s->arena, buffer_span(&csv));
    buffer_free(&csv);
    return text;
}

static void test_planted(void **state)
{
    struct setting *s = *state;
    import_text(s, "t", planted_csv(s, 2000));
    set_role(s, "id", "role = 'person id'");
    struct compare_result result = compare(s, &(struct wish){.a = "set = yes"});
    assert_false(result.people); /* nobody has two rows */
    assert_string_equal(result.a, "set = yes");
    assert_string_equal(result.columns[0].name, "kind");
    assert_string_equal(result.columns[1].name, "age");
    assert_false(result.columns[0].chance || result.columns[1].chance);
    assert_true(column_named(&result, "seen")->chance && column_named(&result, "other")->chance);
    assert_int_equal(result.ranked, 4);
    assert_int_equal(column_named(&result, "set")->state, COMPARE_CHOSEN_BY);
    assert_int_equal(column_named(&result, "half")->state, COMPARE_APART);
    assert_int_equal(column_named(&result, "same")->state, COMPARE_SAME);
    assert_int_equal(column_named(&result, "note")->state, COMPARE_UNIQUE);
    assert_int_equal(column_named(&result, "id")->state, COMPARE_ID);
    assert_int_equal(result.note_count, 0);
}

static void test_words(void **state)
{
    struct setting *s = *state;
    struct buffer words = {0};
    struct compare_result result;
    import_text(s, "t",
                "kind,n,d,set\n"
                "x,1,2019-01-02,a\nx,2,2019-01-03,a\ny,3,,a\nx,3.5,2019-01-09,a\n"
                "y,10,2018-02-02,b\ny,20,2018-02-01,b\ny,30,2018-02-05,b\nx,,2018-02-04,b\n");
    result = compare(s, &(struct wish){.a = "set = a"});
    expect_sentence(&result, "kind", "x: 75 % of A, 25 % of B (+50 points)");
    expect_sentence(&result, "n", "average 2.4 in A, 20 in B (\u221217.6); middle 2.5 and 20");
    expect_sentence(&result, "d", "the middle date is 2019-01-03 in A, 2018-02-02 in B");
    assert_true(has_note(&result, "A has only 4 rows"));
    assert_true(has_note(&result, "B has only 4 rows"));
    assert_true(has_note(&result, "The periods differ: d is 2019-01-02 to 2019-01-09 in A and "
                                  "2018-02-01 to 2018-02-05 in B."));
    assert_true(compare_evidence(&result, column_named(&result, "kind"), &words));
    assert_string_equal(words.data, "kind: x: 75 % of A, 25 % of B (+50 points). A: set = a (4 "
                                    "rows). B: the rest: all other rows (4 rows). The difference "
                                    "could be chance.");
    buffer_free(&words);
}

static void test_overlap(void **state)
{
    struct setting *s = *state;
    import_text(s, "t", planted_csv(s, 300));
    struct compare_result result =
        compare(s, &(struct wish){.a = "age >= 25", .b = "age < 30", .ground = "other > 2"});
    expect_number(s, (double)result.both, "both",
                  "SELECT count(*) FROM t WHERE other > 2 AND age >= 25 AND age < 30");
    assert_true(has_note(&result, "the sets overlap"));
}

/* Marks and roles of the dictionary. */
static void test_left_out(void **state)
{
    struct setting *s = *state;
    import_text(s, "t", planted_csv(s, 300));
    set_role(s, "kind", "quality = 'ignore'");
    set_role(s, "id", "role = 'case id'");
    struct compare_result result = compare(s, &(struct wish){.a = "set = yes"});
    assert_int_equal(column_named(&result, "kind")->state, COMPARE_IGNORED);
    assert_int_equal(column_named(&result, "id")->state, COMPARE_ID);
    assert_string_equal(compare_state_words(COMPARE_IGNORED),
                        "it is not for analysis, says its mark");
    assert_string_equal(compare_state_words(COMPARE_RANKED), "");
}

/* ---- two datasets ---- */

static void test_two_datasets(void **state)
{
    struct setting *s = *state;
    struct error err = {0};
    struct compare_result result;
    import_text(s, "t",
                "kind,n,code,only_here,d\nx,1,007,1,2019-01\ny,2,008,1,2019-02\nx,2,,1,2019-02\n");
    import_text(s, "u",
                "n,Kind,code,d,new\n2.0,y,008,2018-02,1\n2.5,z,,2018-01,1\n,y,008,2018-02,1\n");
    struct frame_use *use = use_of(s, "t"), *other = use_of(s, "u");
    struct compare_request request = {.person = COMPARE_ALL_COLUMNS,
                                      .column = COMPARE_ALL_COLUMNS,
                                      .b = filters_of(s, other, "code is not empty")};
    assert_int_equal(compare_make(use, other, &request, s->arena, &result, &err), STATUS_OK);
    assert_string_equal(result.a, "t");
    assert_string_equal(result.b, "u: code is not empty");
    assert_int_equal(result.rows.a, 3);
    assert_int_equal(result.rows.b, 2);
    const struct compare_column *kind = column_named(&result, "kind");
    assert_int_equal(kind->value_count, 2);
    assert_string_equal(kind->values[0].text.data, "x");
    assert_true(kind->values[0].units.a == 2 && kind->values[0].units.b == 0);
    assert_true(kind->values[1].units.a == 1 && kind->values[1].units.b == 2);
    const struct compare_column *n = column_named(&result, "n");
    assert_true(n->a.count == 3 && n->b.count == 1 && n->b.mean == 2 && n->distinct == 2);
    assert_int_equal(column_named(&result, "only_here")->state, COMPARE_ONLY_ONE);
    assert_int_equal(column_named(&result, "new")->state, COMPARE_ONLY_ONE);
    assert_true(has_note(&result, "2 columns are only in one of the datasets and can't be "
                                  "compared: only_here, new."));
    const struct compare_column *d = column_named(&result, "d");
    assert_memory_equal(d->b_period.middle.data, "2018-02", 7);
    frame_use_end(use);
    frame_use_end(other);
}

/* ---- refusals ---- */

static void expect_refusal(struct setting *s, const struct wish *wish, const char *words)
{
    struct compare_result result;
    struct error err = {0};
    struct frame_use *use = use_of(s, "t");
    struct compare_request request = request_of(s, use, wish);
    assert_int_equal(compare_make(use, NULL, &request, s->arena, &result, &err), STATUS_INVALID);
    if (!strstr(err.message, words))
        fail_msg("%s", err.message);
    frame_use_end(use);
}

static void test_refused(void **state)
{
    struct setting *s = *state;
    import_text(s, "t", "id,n\n1,5\n1,6\n2,7\n");
    expect_refusal(s, &(struct wish){.a = NULL}, "no rows are chosen for A");
    expect_refusal(s, &(struct wish){.a = "n > 9"}, "no row is in A");
    expect_refusal(s, &(struct wish){.a = "n > 5", .b = "n > 9"}, "no row is in B");
    expect_refusal(s, &(struct wish){.a = "n > 1"}, "no rest is left");
    expect_refusal(s, &(struct wish){.a = "n > 5", .unit = COMPARE_PEOPLE},
                   "no column of \"t\" is known to tell persons apart");
    set_role(s, "id", "role = 'person id'");
    expect_refusal(s, &(struct wish){.a = "n > 5"}, "nobody is left for B");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_setting, close_setting)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows_equal_sql), TEST(test_people_equal_sql),
        TEST(test_rest_of_people), TEST(test_many_rows_are_no_difference),
        TEST(test_one_column),     TEST(test_planted),
        TEST(test_words),          TEST(test_overlap),
        TEST(test_left_out),       TEST(test_two_datasets),
        TEST(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
