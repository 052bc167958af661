/* Random pivots and the SQL beside them; see the header. */
#include "tests/support/pivot_trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/pattern.h"
#include "core/service/import.h"
#include "tests/support/check.h"
#include "tests/support/random_table.h"
#include "tests/support/team.h"

enum { ROWS = 150 };

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

unsigned trial_below(struct trial_table *s, unsigned limit)
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

sqlite3_stmt *trial_sql(struct trial_table *s, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(s->sql, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("pivot %d: %s\n%s", s->number, sqlite3_errmsg(s->sql), sql);
    return statement;
}

struct value trial_value(sqlite3_stmt *statement, int column)
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

bool trial_near(double a, double b)
{
    double size = fmax(1, fmax(fabs(a), fabs(b)));
    return fabs(a - b) <= 1e-9 * size;
}

/* ---- a pivot ---- */

int64_t trial_column(const struct trial_table *s, const char *name)
{
    int at = dataset_column_index(s->dataset, span_string(name));
    assert_true(at >= 0);
    return s->dataset->columns[at].id;
}

/* Fields of many groups stand in rows, mostly: SQL is slow with hundreds of columns. */
struct pivot_field trial_field(struct trial_table *s, bool across)
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
    unsigned few = across && trial_below(s, 8) ? MANY : 0;
    unsigned i = few + trial_below(s, sizeof fields / sizeof *fields - few);
    return (struct pivot_field){trial_column(s, fields[i].column), fields[i].cut, fields[i].width};
}

void trial_choose_value(struct trial_table *s, struct pivot_spec *spec)
{
    static const char *const numbers[] = {"age", "amount", "rate", "big", "mixed"};
    static const char *const any[] = {"office", "code", "day",  "stamp",  "month",
                                      "flag",   "age",  "rate", "amount", "mixed"};
    spec->value = (enum pivot_value)trial_below(s, PIVOT_VALUES);
    bool number = spec->value == PIVOT_SUM || spec->value == PIVOT_AVERAGE ||
                  spec->value == PIVOT_MEDIAN || spec->show != PIVOT_SHOW_VALUE;
    if (spec->value == PIVOT_SHARE) {
        bool office = trial_below(s, 2);
        spec->value_column = trial_column(s, office ? "office" : "flag");
        spec->share = office ? "office 9" : "Yes";
    } else if (spec->value != PIVOT_COUNT) {
        spec->value_column =
            trial_column(s, number ? numbers[trial_below(s, 5)] : any[trial_below(s, 10)]);
        if (spec->value_column == trial_column(s, "mixed") && spec->value >= PIVOT_MIN)
            spec->show = PIVOT_SHOW_VALUE; /* "about 7" has no percentage */
    }
}

static void choose_filters(struct trial_table *s, struct trial *t)
{
    struct filter_name names[16];
    for (size_t i = 0; i < s->dataset->column_count; i++)
        names[i] = (struct filter_name){s->dataset->columns[i].id, s->dataset->columns[i].name, ""};
    t->where = "1";
    t->list =
        (struct filter_list){t->filters, trial_below(s, 2) ? trial_below(s, TRIAL_FILTERS + 1) : 0};
    for (size_t i = 0; i < t->list.count; i++) {
        unsigned at = trial_below(s, CONDITIONS);
        struct error err = {0};
        if (filter_read(s->arena, span_string(conditions[at].words), names,
                        s->dataset->column_count, false, &t->filters[i], &err) != STATUS_OK)
            fail_msg("%s", err.message);
        t->where = arena_printf(s->arena, "%s AND %s", t->where, conditions[at].sql);
    }
}

void trial_choose(struct trial_table *s, struct trial *t)
{
    struct pivot_spec *spec = &t->spec;
    *spec = (struct pivot_spec){.sort = PIVOT_BY_LABEL};
    spec->rows[0] = trial_field(s, false);
    if (trial_below(s, 3) == 0)
        spec->rows[1] = trial_field(s, false);
    if (trial_below(s, 4) > 0)
        spec->column = trial_field(s, true);
    spec->show = trial_below(s, 4) ? PIVOT_SHOW_VALUE : (enum pivot_show)trial_below(s, 4);
    trial_choose_value(s, spec);
    if (trial_below(s, 4) == 0)
        spec->sort = trial_below(s, 2) ? PIVOT_BY_TOTAL : (int)trial_below(s, 3);
    spec->descending = trial_below(s, 4) == 0;
    spec->top = trial_below(s, 4) ? 0 : 1 + trial_below(s, 6);
    choose_filters(s, t);
}

void trial_fail(const struct trial_table *s, const struct trial *t, size_t row, size_t column,
                const char *what)
{
    const char *json = "";
    pivot_spec_to_json(s->arena, &t->spec, &json, NULL);
    fprintf(stderr, "%s\n", t->sql.data ? t->sql.data : ""); /* too long for the message */
    fail_msg("pivot %d, row %zu, column %zu: %s\n%s\nWHERE %s", s->number, row, column, what, json,
             t->where);
}

/* ---- against SQL written here ---- */

const char *trial_name(const struct trial_table *s, int64_t id)
{
    for (size_t i = 0; i < s->dataset->column_count; i++)
        if (s->dataset->columns[i].id == id)
            return s->dataset->columns[i].name;
    return "";
}

/* The condition that rows of a group meet, from its text alone. */
const char *trial_group_condition(struct trial_table *s, const struct pivot_field *field,
                                  struct span text)
{
    const char *name = trial_name(s, field->column);
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

const char *trial_cell_condition(struct trial_table *s, const struct trial *t, size_t row,
                                 size_t column)
{
    const struct pivot_line *line = &t->table.rows[row], *across = &t->table.columns[column];
    const char *where = t->where;
    for (size_t f = 0; f < t->table.row_fields && line->kind == PIVOT_LINE; f++)
        where = arena_printf(s->arena, "%s AND %s", where,
                             trial_group_condition(s, &t->spec.rows[f], line->texts[f]));
    if (across->kind == PIVOT_LINE)
        where = arena_printf(s->arena, "%s AND %s", where,
                             trial_group_condition(s, &t->spec.column, across->texts[0]));
    return where;
}

const char *trial_cell_sql(struct trial_table *s, const struct trial *t, const char *where)
{
    const char *of = trial_name(s, t->spec.value_column);
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

/* ---- a table ---- */

void trial_open(struct trial_table *s)
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

void trial_close(struct trial_table *s)
{
    sqlite3_close(s->sql);
    frame_use_end(s->use);
    frames_free(s->frames);
    db_close(s->db);
    scratch_remove(s->folder);
    free(s->path);
}

/* ---- the table against it ---- */

bool trial_same_cell(const struct pivot_cell *cell, const struct value *value)
{
    if (!cell->has_value)
        return value->kind == VALUE_EMPTY;
    if (cell->word.kind == VALUE_TEXT)
        return value->kind == VALUE_TEXT && span_equal(cell->word.text, value->text);
    if (cell->whole && value->kind == VALUE_INTEGER)
        return cell->integer == value->integer;
    return trial_near(cell->number,
                      value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal) &&
           (value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL);
}

void trial_show_cell(const struct pivot_cell *cell, const struct value *value, char *out,
                     size_t size)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, scratch);
    snprintf(out, size, "%s %.17g \"%.*s\" (%lld rows) against \"%.*s\"",
             cell->has_value ? "has" : "is empty", cell->number, (int)cell->word.text.len,
             cell->word.text.data ? cell->word.text.data : "", (long long)cell->rows, (int)text.len,
             text.data);
}

static void compare_row(struct trial_table *s, const struct trial *t, sqlite3_stmt *statement,
                        size_t row)
{
    const struct pivot_table *table = &t->table;
    char scratch[VALUE_NUMBER_SIZE], words[400];
    for (size_t f = 0; f < table->row_fields; f++) {
        struct value value = trial_value(statement, (int)f);
        if (!span_equal(value_text(&value, scratch), pivot_line_text(&table->rows[row], f)))
            trial_fail(s, t, row, f, "another label");
    }
    for (size_t c = 0; c < table->column_count; c++) {
        const struct pivot_cell *cell = &table->cells[row * table->column_count + c];
        struct value value = trial_value(statement, (int)(table->row_fields + c));
        if (trial_same_cell(cell, &value))
            continue;
        trial_show_cell(cell, &value, words, sizeof words);
        trial_fail(s, t, row, c, words);
    }
}

void trial_compare_with_sql(struct trial_table *s, struct trial *t)
{
    struct error err = {0};
    if (pivot_sql(s->use, &t->list, &t->spec, &t->sql, &err) != STATUS_OK)
        trial_fail(s, t, 0, 0, err.message);
    sqlite3_stmt *statement = trial_sql(s, t->sql.data);
    size_t row = 0;
    if ((size_t)sqlite3_column_count(statement) != t->table.row_fields + t->table.column_count)
        trial_fail(s, t, 0, 0, "another number of columns");
    for (; sqlite3_step(statement) == SQLITE_ROW; row++) {
        if (row >= t->table.row_count)
            trial_fail(s, t, row, 0, "too many rows in SQL");
        compare_row(s, t, statement, row);
    }
    if (row != t->table.row_count)
        trial_fail(s, t, row, 0, "too few rows in SQL");
    sqlite3_finalize(statement);
}
