/*
 * Random pivots over random tables: each cell equals that of the pivot's own SQL, a good part
 * of them that of SQL written here, and as many rows as it counts are behind each.
 * DATAJAM_PIVOTS sets how many (1,000).
 */
#include "tests/support/check.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/pattern.h"
#include "core/service/import.h"
#include "core/service/pivot.h"
#include "tests/support/random_table.h"
#include "tests/support/team.h"

enum { TABLES = 8, ROWS = 150, FILTERS = 3 };

/* Filters as people write them, and in SQL. */
static const struct {
    const char *words, *sql;
} conditions[] = {
    {"age >= 25", "age >= 25"},
    {"age != 3", "(age <> 3 OR age IS NULL)"},
    {"amount between -10 and 50.5", "amount BETWEEN -10 AND 50.5"},
    {"rate < 0", "rate < 0"},
    {"office in (\"Office 9\", 東京)", "office IN ('Office 9', 'office 9', '東京')"},
    {"office != \"ZÜRICH\"", "(office NOT IN ('Zürich', 'zürich') OR office IS NULL)"},
    {"office is not empty", "nullif(office, '') IS NOT NULL"},
    {"office ~ ^[OZ]", "office REGEXP '^[OZ]'"},
    {"office !~ \\d", "(office IS NULL OR NOT office REGEXP '\\d')"},
    {"code > 020", "code > '020'"},
    {"day >= 2018-03", "day >= '2018-03-01'"},
    {"stamp < 2019", "stamp < '2019-01-01'"},
    {"month in (2018-03, 2018-04, 2019-01)", "month IN ('2018-03', '2018-04', '2019-01')"},
    {"big > 100000000000", "big > 100000000000"},
    {"flag = YES", "flag = 'yes'"},
};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

struct setting {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    struct frame_use *use;
    const struct dataset_info *dataset;
    sqlite3 *sql;
    struct arena *arena;
    uint64_t random;
    int number; /* of the pivot, for messages */
};

struct trial {
    struct pivot_spec spec;
    struct filter filters[FILTERS];
    struct filter_list list;
    const char *where; /* the filters in SQL */
    struct pivot_table table;
    struct buffer sql;
};

static unsigned below(struct setting *s, unsigned limit)
{
    return chance_below(&s->random, limit);
}

/* ---- SQLite beside it ---- */

static void regexp(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct pattern *pattern = NULL;
    bool matches = false;
    (void)count;
    if (sqlite3_value_type(values[1]) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    const char *text = (const char *)sqlite3_value_text(values[1]);
    assert_int_equal(
        pattern_new(&pattern, span_string((const char *)sqlite3_value_text(values[0])), NULL),
        STATUS_OK);
    assert_int_equal(pattern_match(pattern, span_string(text), &matches, NULL), STATUS_OK);
    pattern_free(pattern);
    sqlite3_result_int(context, matches);
}

static sqlite3_stmt *prepared(struct setting *s, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(s->sql, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("pivot %d: %s\n%s", s->number, sqlite3_errmsg(s->sql), sql);
    return statement;
}

static struct value value_of(sqlite3_stmt *statement, int column)
{
    const char *text;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return (struct value){.kind = VALUE_INTEGER,
                              .integer = sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
        return (struct value){.kind = VALUE_DECIMAL,
                              .decimal = sqlite3_column_double(statement, column)};
    case SQLITE_TEXT:
        text = (const char *)sqlite3_column_text(statement, column);
        return (struct value){.kind = VALUE_TEXT,
                              .text =
                                  span_of(text, (size_t)sqlite3_column_bytes(statement, column))};
    default:
        return (struct value){.kind = VALUE_EMPTY};
    }
}

static bool near(double a, double b)
{
    double size = fmax(1, fmax(fabs(a), fabs(b)));
    return fabs(a - b) <= 1e-9 * size;
}

static bool same_cell(const struct pivot_cell *cell, const struct value *value)
{
    if (!cell->has_value)
        return value->kind == VALUE_EMPTY;
    if (cell->word.kind == VALUE_TEXT)
        return value->kind == VALUE_TEXT && span_equal(cell->word.text, value->text);
    if (cell->whole && value->kind == VALUE_INTEGER)
        return cell->integer == value->integer;
    return near(cell->number,
                value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal) &&
           (value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL);
}

static void show_cell(const struct pivot_cell *cell, const struct value *value, char *out,
                      size_t size)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, scratch);
    snprintf(out, size, "%s %.17g \"%.*s\" (%lld rows) against \"%.*s\"",
             cell->has_value ? "has" : "is empty", cell->number, (int)cell->word.text.len,
             cell->word.text.data ? cell->word.text.data : "", (long long)cell->rows, (int)text.len,
             text.data);
}

/* ---- a pivot ---- */

static int64_t column_id(const struct setting *s, const char *name)
{
    int at = dataset_column_index(s->dataset, span_string(name));
    assert_true(at >= 0);
    return s->dataset->columns[at].id;
}

/* Fields of many groups stand in rows, mostly: SQL is slow with hundreds of columns. */
static struct pivot_field random_field(struct setting *s, bool across)
{
    static const struct {
        const char *column;
        enum pivot_cut cut;
        double width;
    } fields[] = {
        {"rate", PIVOT_AS_IS, 0},     {"amount", PIVOT_AS_IS, 0},   {"amount", PIVOT_BANDS, 0.1},
        {"office", PIVOT_AS_IS, 0},   {"office", PIVOT_AS_IS, 0},   {"code", PIVOT_AS_IS, 0},
        {"age", PIVOT_AS_IS, 0},      {"age", PIVOT_BANDS, 10},     {"age", PIVOT_BANDS, 1},
        {"age", PIVOT_BANDS, 2.5},    {"amount", PIVOT_BANDS, 25},  {"rate", PIVOT_BANDS, 100},
        {"day", PIVOT_YEARS, 0},      {"day", PIVOT_QUARTERS, 0},   {"day", PIVOT_MONTHS, 0},
        {"stamp", PIVOT_MONTHS, 0},   {"stamp", PIVOT_QUARTERS, 0}, {"month", PIVOT_AS_IS, 0},
        {"month", PIVOT_QUARTERS, 0}, {"month", PIVOT_YEARS, 0},    {"flag", PIVOT_AS_IS, 0},
        {"mixed", PIVOT_AS_IS, 0},    {"mixed", PIVOT_BANDS, 5},    {"big", PIVOT_BANDS, 1e14},
    };
    enum { MANY = 3 };
    unsigned few = across && below(s, 8) ? MANY : 0;
    unsigned i = few + below(s, sizeof fields / sizeof *fields - few);
    return (struct pivot_field){column_id(s, fields[i].column), fields[i].cut, fields[i].width};
}

static void choose_value(struct setting *s, struct pivot_spec *spec)
{
    static const char *const numbers[] = {"age", "amount", "rate", "big", "mixed"};
    static const char *const any[] = {"office", "code", "day",  "stamp",  "month",
                                      "flag",   "age",  "rate", "amount", "mixed"};
    spec->value = (enum pivot_value)below(s, PIVOT_VALUES);
    bool number = spec->value == PIVOT_SUM || spec->value == PIVOT_AVERAGE ||
                  spec->value == PIVOT_MEDIAN || spec->show != PIVOT_SHOW_VALUE;
    if (spec->value == PIVOT_SHARE) {
        bool office = below(s, 2);
        spec->value_column = column_id(s, office ? "office" : "flag");
        spec->share = office ? "office 9" : "Yes";
    } else if (spec->value != PIVOT_COUNT) {
        spec->value_column = column_id(s, number ? numbers[below(s, 5)] : any[below(s, 10)]);
        if (spec->value_column == column_id(s, "mixed") && spec->value >= PIVOT_MIN)
            spec->show = PIVOT_SHOW_VALUE; /* "about 7" has no percentage */
    }
}

static void choose_filters(struct setting *s, struct trial *t)
{
    struct filter_name names[16];
    for (size_t i = 0; i < s->dataset->column_count; i++)
        names[i] = (struct filter_name){s->dataset->columns[i].id, s->dataset->columns[i].name, ""};
    t->where = "1";
    t->list = (struct filter_list){t->filters, below(s, 2) ? below(s, FILTERS + 1) : 0};
    for (size_t i = 0; i < t->list.count; i++) {
        unsigned at = below(s, CONDITIONS);
        struct error err = {0};
        if (filter_read(s->arena, span_string(conditions[at].words), names,
                        s->dataset->column_count, false, &t->filters[i], &err) != STATUS_OK)
            fail_msg("%s", err.message);
        t->where = arena_printf(s->arena, "%s AND %s", t->where, conditions[at].sql);
    }
}

static void choose(struct setting *s, struct trial *t)
{
    struct pivot_spec *spec = &t->spec;
    *spec = (struct pivot_spec){.sort = PIVOT_BY_LABEL};
    spec->rows[0] = random_field(s, false);
    if (below(s, 3) == 0)
        spec->rows[1] = random_field(s, false);
    if (below(s, 4) > 0)
        spec->column = random_field(s, true);
    spec->show = below(s, 4) ? PIVOT_SHOW_VALUE : (enum pivot_show)below(s, 4);
    choose_value(s, spec);
    if (below(s, 4) == 0)
        spec->sort = below(s, 2) ? PIVOT_BY_TOTAL : (int)below(s, 3);
    spec->descending = below(s, 4) == 0;
    spec->top = below(s, 4) ? 0 : 1 + below(s, 6);
    choose_filters(s, t);
}

static void fail_pivot(const struct setting *s, const struct trial *t, size_t row, size_t column,
                       const char *what)
{
    const char *json = "";
    pivot_spec_to_json(s->arena, &t->spec, &json, NULL);
    fprintf(stderr, "%s\n", t->sql.data ? t->sql.data : ""); /* too long for the message */
    fail_msg("pivot %d, row %zu, column %zu: %s\n%s\nWHERE %s", s->number, row, column, what, json,
             t->where);
}

/* ---- against the pivot's own SQL ---- */

static void compare_row(struct setting *s, const struct trial *t, sqlite3_stmt *statement,
                        size_t row)
{
    const struct pivot_table *table = &t->table;
    char scratch[VALUE_NUMBER_SIZE], words[400];
    for (size_t f = 0; f < table->row_fields; f++) {
        struct value value = value_of(statement, (int)f);
        if (!span_equal(value_text(&value, scratch), pivot_line_text(&table->rows[row], f)))
            fail_pivot(s, t, row, f, "another label");
    }
    for (size_t c = 0; c < table->column_count; c++) {
        const struct pivot_cell *cell = &table->cells[row * table->column_count + c];
        struct value value = value_of(statement, (int)(table->row_fields + c));
        if (same_cell(cell, &value))
            continue;
        show_cell(cell, &value, words, sizeof words);
        fail_pivot(s, t, row, c, words);
    }
}

static void compare_with_sql(struct setting *s, struct trial *t)
{
    struct error err = {0};
    if (pivot_sql(s->use, &t->list, &t->spec, &t->sql, &err) != STATUS_OK)
        fail_pivot(s, t, 0, 0, err.message);
    sqlite3_stmt *statement = prepared(s, t->sql.data);
    size_t row = 0;
    if ((size_t)sqlite3_column_count(statement) != t->table.row_fields + t->table.column_count)
        fail_pivot(s, t, 0, 0, "another number of columns");
    for (; sqlite3_step(statement) == SQLITE_ROW; row++) {
        if (row >= t->table.row_count)
            fail_pivot(s, t, row, 0, "too many rows in SQL");
        compare_row(s, t, statement, row);
    }
    if (row != t->table.row_count)
        fail_pivot(s, t, row, 0, "too few rows in SQL");
    sqlite3_finalize(statement);
}

/* ---- against SQL written here ---- */

static const char *name_of(const struct setting *s, int64_t id)
{
    for (size_t i = 0; i < s->dataset->column_count; i++)
        if (s->dataset->columns[i].id == id)
            return s->dataset->columns[i].name;
    return "";
}

/* The condition that rows of a group meet, from its text alone. */
static const char *group_condition(struct setting *s, const struct pivot_field *field,
                                   struct span text)
{
    const char *name = name_of(s, field->column);
    double low = 0, high = 0;
    char *word = arena_copy(s->arena, text);
    if (text.len == 0)
        return arena_printf(s->arena, "(%s IS NULL OR %s = '')", name, name);
    bool number = strchr("0123456789-", word[0]) && word[0];
    switch (field->cut) {
    case PIVOT_BANDS:
        if (sscanf(word, "[%lf,%lf)", &low, &high) == 2)
            return arena_printf(s->arena, "typeof(%s) <> 'text' AND %s >= %.17g AND %s < %.17g",
                                name, name, low, name, high);
        if (sscanf(word, "%lf–%lf", &low, &high) == 2)
            return arena_printf(s->arena, "typeof(%s) <> 'text' AND %s >= %.17g AND %s < %.17g",
                                name, name, low, name, high + 1);
        break;
    case PIVOT_YEARS:
        return arena_printf(s->arena, "strftime('%%Y', substr(%s, 1, 7) || '-01') = '%s'", name,
                            word);
    case PIVOT_MONTHS:
        return arena_printf(s->arena, "strftime('%%Y-%%m', substr(%s, 1, 7) || '-01') = '%s'", name,
                            word);
    case PIVOT_QUARTERS:
        low = (word[6] - '0') * 3 - 2;
        return arena_printf(s->arena,
                            "substr(%s, 1, 4) = substr('%s', 1, 4) AND "
                            "CAST(substr(%s, 6, 2) AS INTEGER) BETWEEN %g AND %g",
                            name, word, name, low, low + 2);
    case PIVOT_AS_IS:
        break;
    }
    if (number && (!strcmp(name, "age") || !strcmp(name, "amount") || !strcmp(name, "rate") ||
                   !strcmp(name, "big") || !strcmp(name, "mixed")))
        return arena_printf(s->arena, "%s = %s", name, word);
    char *quoted = sqlite3_mprintf("%Q", word);
    const char *condition = arena_printf(s->arena, "%s = %s", name, quoted);
    sqlite3_free(quoted);
    return condition;
}

static const char *cell_condition(struct setting *s, const struct trial *t, size_t row,
                                  size_t column)
{
    const struct pivot_line *line = &t->table.rows[row], *across = &t->table.columns[column];
    const char *where = t->where;
    for (size_t f = 0; f < t->table.row_fields && line->kind == PIVOT_LINE; f++)
        where = arena_printf(s->arena, "%s AND %s", where,
                             group_condition(s, &t->spec.rows[f], line->texts[f]));
    if (across->kind == PIVOT_LINE)
        where = arena_printf(s->arena, "%s AND %s", where,
                             group_condition(s, &t->spec.column, across->texts[0]));
    return where;
}

static const char *cell_sql(struct setting *s, const struct trial *t, const char *where)
{
    const char *of = name_of(s, t->spec.value_column);
    const char *numbers =
        arena_printf(s->arena, "%s AND typeof(%s) IN ('integer', 'real')", where, of);
    switch (t->spec.value) {
    case PIVOT_COUNT:
        return arena_printf(s->arena, "SELECT nullif(count(*), 0) FROM people WHERE %s", where);
    case PIVOT_DISTINCT:
        return arena_printf(s->arena,
                            "SELECT CASE WHEN count(*) > 0 THEN count(DISTINCT nullif(%s, '')) "
                            "END FROM people WHERE %s",
                            of, where);
    case PIVOT_SHARE:
        return arena_printf(s->arena,
                            "SELECT avg(coalesce(lower(%s) = lower('%s'), 0)) FROM people WHERE %s",
                            of, t->spec.share, where);
    case PIVOT_MEDIAN:
        return arena_printf(s->arena,
                            "SELECT avg(v) FROM (SELECT %s AS v FROM people WHERE %s ORDER BY v "
                            "LIMIT 2 - (SELECT count(*) FROM people WHERE %s) %% 2 "
                            "OFFSET (SELECT (count(*) - 1) / 2 FROM people WHERE %s))",
                            of, numbers, numbers, numbers);
    default:
        return arena_printf(
            s->arena, "SELECT %s(%s) FROM people WHERE %s", pivot_value_word(t->spec.value), of,
            t->spec.value == PIVOT_MIN || t->spec.value == PIVOT_MAX ? where : numbers);
    }
}

/* Least and greatest of texts go by natural order, which SQL does not know. */
static bool sql_knows(const struct setting *s, const struct trial *t)
{
    const char *of = name_of(s, t->spec.value_column);
    bool ends = t->spec.value == PIVOT_MIN || t->spec.value == PIVOT_MAX;
    return t->spec.show == PIVOT_SHOW_VALUE &&
           (!ends || (strcmp(of, "office") != 0 && strcmp(of, "mixed") != 0));
}

static void compare_cell(struct setting *s, struct trial *t, size_t row, size_t column)
{
    const struct pivot_cell *cell = &t->table.cells[row * t->table.column_count + column];
    const char *sql = cell_sql(s, t, cell_condition(s, t, row, column));
    char words[400], all[8000];
    sqlite3_stmt *statement = prepared(s, sql);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    struct value value = value_of(statement, 0);
    if (!same_cell(cell, &value)) {
        show_cell(cell, &value, words, sizeof words);
        snprintf(all, sizeof all, "%s\n%s", words, sql);
        fail_pivot(s, t, row, column, all);
    }
    sqlite3_finalize(statement);
}

/* ---- the rows behind a cell ---- */

static void drill(struct setting *s, struct trial *t, size_t row, size_t column)
{
    const struct pivot_cell *cell = &t->table.cells[row * t->table.column_count + column];
    struct filter all[FILTERS + 8];
    struct filter_list found, list = {all, 0};
    struct bitmap rows;
    const char *name = NULL;
    struct error err = {0};
    char what[200];
    enum status status = pivot_drill(s->use, &t->list, &t->spec, &t->table, row, column, s->arena,
                                     &found, &name, &err);
    if (status != STATUS_OK)
        fail_pivot(s, t, row, column, err.message);
    for (size_t i = 0; i < t->list.count; i++)
        all[list.count++] = t->filters[i];
    for (size_t i = 0; i < found.count; i++)
        all[list.count++] = found.filters[i];
    if (frame_use_select(s->use, &list, 0, &rows, &err) != STATUS_OK)
        fail_pivot(s, t, row, column, err.message);
    snprintf(what, sizeof what, "%s: %lld rows behind a count of %lld", name, (long long)rows.count,
             (long long)cell->rows);
    if (rows.count != cell->rows)
        fail_pivot(s, t, row, column, what);
    bitmap_free(&rows);
}

/* ---- all of it ---- */

static void open_table(struct setting *s)
{
    struct error err = {0};
    struct import_result result;
    s->folder = scratch_new();
    s->path = scratch_path(s->folder, "team.db");
    char *csv = scratch_path(s->folder, "people.csv");
    FILE *out = fopen(csv, "w");
    assert_non_null(out);
    random_table_write(out, ROWS, &s->random);
    fclose(out);
    assert_int_equal(db_open(&s->db, s->path, DB_TEAM, DB_CREATE, &err), STATUS_OK);
    if (import_file(s->db, csv, &(struct import_options){.name = "people"}, &result, &err) !=
        STATUS_OK)
        fail_msg("%s", err.message);
    free(csv);
    foreign_sql(s->path, random_table_mix());
    s->frames = frames_new(FRAMES_BUDGET);
    if (frame_use_begin(&s->use, s->frames, s->db, result.dataset_id, NULL, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    import_result_free(&result);
    s->dataset = frame_use_dataset(s->use);
    assert_int_equal(sqlite3_open(s->path, &s->sql), SQLITE_OK);
    sqlite3_create_function(s->sql, "regexp", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, regexp,
                            NULL, NULL);
}

static void close_table(struct setting *s)
{
    sqlite3_close(s->sql);
    frame_use_end(s->use);
    frames_free(s->frames);
    db_close(s->db);
    scratch_remove(s->folder);
    free(s->path);
}

static void try_pivot(struct setting *s)
{
    struct trial t = {.where = "1"};
    struct error err = {0};
    s->arena = arena_new();
    choose(s, &t);
    if (pivot_make(s->use, &t.list, &t.spec, s->arena, &t.table, &err) != STATUS_OK)
        fail_pivot(s, &t, 0, 0, err.message);
    compare_with_sql(s, &t);
    size_t cells = t.table.row_count * t.table.column_count;
    size_t step = 1 + cells / 12; /* cells of all places, not each of them in a large table */
    for (size_t i = below(s, (unsigned)step); i < cells; i += step) {
        size_t row = i / t.table.column_count, column = i % t.table.column_count;
        drill(s, &t, row, column);
        if (t.table.rows[row].kind != PIVOT_OTHERS && sql_knows(s, &t))
            compare_cell(s, &t, row, column);
    }
    buffer_free(&t.sql);
    arena_free(s->arena);
}

static void test_pivots_equal_sql(void **state)
{
    const char *wanted = getenv("DATAJAM_PIVOTS"), *seed = getenv("DATAJAM_PIVOTS_SEED");
    int count = wanted ? atoi(wanted) : getenv("DATAJAM_SLOW") ? 120 : 1000;
    (void)state;
    for (int table = 0; table < TABLES; table++) {
        struct setting s = {.random = (seed ? (uint64_t)atoll(seed) : 1) * 1000 + (uint64_t)table};
        open_table(&s);
        for (int i = 0; i < count / TABLES; i++) {
            s.number = table * (count / TABLES) + i;
            try_pivot(&s);
        }
        close_table(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pivots_equal_sql),
    };
    return cmocka_run_group_tests_name("pivot_random", tests, NULL, NULL);
}
