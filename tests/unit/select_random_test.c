/*
 * Random filters, facets and profiles over random tables, against SQL that this test writes:
 * the same rows pass, each value is counted as often, ticking it gives as many rows, and the
 * figures are the same. DATAJAM_FILTERS sets how many filters (1,200).
 */
#include "tests/support/check.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/natural.h"
#include "core/base/pattern.h"
#include "core/base/utf8.h"
#include "core/service/facet.h"
#include "core/service/import.h"
#include "core/service/profile.h"
#include "core/service/selection.h"
#include "tests/support/random_table.h"
#include "tests/support/team.h"

enum { TABLES = 6, ROWS = 200, FILTERS = 2, ENTRIES = 8 };

struct setting {
    char *folder, *path;
    struct db *db;
    struct frames *frames;
    struct frame_use *use;
    const struct dataset_info *dataset;
    sqlite3 *sql;
    struct arena *arena;
    uint64_t random;
};

/* A few filters, as people write them and in SQL. */
struct trial {
    struct filter filters[FILTERS + 2];
    struct filter_list list;
    struct buffer words, where;
};

static unsigned below(struct setting *s, unsigned limit)
{
    return chance_below(&s->random, limit);
}

/* ---- what SQLite lacks ---- */

static struct span argument(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    return span_of(text ? text : "", (size_t)sqlite3_value_bytes(value));
}

static void sql_fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct buffer folded = {0};
    (void)count;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    utf8_fold(argument(values[0]), &folded);
    sqlite3_result_text(context, buffer_span(&folded).data, (int)folded.len, SQLITE_TRANSIENT);
    buffer_free(&folded);
}

static void sql_order(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        sqlite3_result_int(context, natural_compare(argument(values[0]), argument(values[1])));
}

static void sql_regexp(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct pattern *pattern = NULL;
    bool matches = false;
    (void)count;
    if (sqlite3_value_type(values[1]) == SQLITE_NULL)
        return;
    assert_int_equal(pattern_new(&pattern, argument(values[0]), NULL), STATUS_OK);
    assert_int_equal(pattern_match(pattern, argument(values[1]), &matches, NULL), STATUS_OK);
    pattern_free(pattern);
    sqlite3_result_int(context, matches);
}

static sqlite3_stmt *prepared(struct setting *s, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(s->sql, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s\n%s", sqlite3_errmsg(s->sql), sql);
    return statement;
}

/* The first figure of a statement; empty cells give NaN. */
static double sql_number(struct setting *s, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    sqlite3_stmt *statement = prepared(s, sql);
    double number = NAN;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        number = sqlite3_column_double(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return number;
}

/* ---- a filter ---- */

enum kind { TEXTS, NUMBERS, DATES };

static const struct {
    const char *name;
    enum kind kind;
} columns[] = {{"office", TEXTS}, {"code", TEXTS}, {"age", NUMBERS},  {"amount", NUMBERS},
               {"rate", NUMBERS}, {"day", DATES},  {"stamp", DATES},  {"month", DATES},
               {"big", NUMBERS},  {"flag", TEXTS}, {"mixed", NUMBERS}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void add_quoted(struct buffer *out, const char *text, char quote)
{
    buffer_add_byte(out, quote);
    for (; *text; text++) {
        if (*text == quote)
            buffer_add_byte(out, quote);
        buffer_add_byte(out, *text);
    }
    buffer_add_byte(out, quote);
}

/* A value for the column: one of its own, one that is near, or one that is nowhere. */
static void choose_value(struct setting *s, unsigned column, char *out, size_t size)
{
    static const char *const texts[] = {
        "OFFICE 10", "office", "z\xC3\x9Crich", "\xE6\x9D\xB1", "020", "7",
        "YES",       "inf",    "1e5",           "it's",         "~"};
    static const char *const numbers[] = {"0", "-3", "12.5", "25", "1e5", "-1e3", "99999999999"};
    static const char *const dates[] = {"2018",    "2018-03",       "2017-02-28",
                                        "2019-12", "2018-07-04 12", "2030"};
    const char *own = "";
    sqlite3_stmt *statement = NULL;
    if (below(s, 3)) {
        char *sql = sqlite3_mprintf(
            "SELECT CAST(%s AS TEXT) FROM people WHERE nullif(%s, '') "
            "IS NOT NULL AND (%d OR typeof(%s) <> 'text') LIMIT 1 OFFSET %d",
            columns[column].name, columns[column].name, columns[column].kind != NUMBERS,
            columns[column].name, (int)below(s, ROWS / 2));
        statement = prepared(s, sql);
        sqlite3_free(sql);
        if (sqlite3_step(statement) == SQLITE_ROW)
            own = (const char *)sqlite3_column_text(statement, 0);
    }
    if (*own)
        snprintf(out, size, "%s", own);
    else if (columns[column].kind == TEXTS)
        snprintf(out, size, "%s", texts[below(s, sizeof texts / sizeof *texts)]);
    else if (columns[column].kind == NUMBERS)
        snprintf(out, size, "%s", numbers[below(s, sizeof numbers / sizeof *numbers)]);
    else
        snprintf(out, size, "%s", dates[below(s, sizeof dates / sizeof *dates)]);
    if (*own && columns[column].kind == DATES && below(s, 2))
        out[below(s, 2) ? 4 : 7] = '\0';
    sqlite3_finalize(statement);
}

/* One comparison in SQL, NULL where the two don't compare. */
static void add_comparison(struct buffer *out, unsigned column, const char *op, const char *value,
                           bool exact)
{
    const char *name = columns[column].name;
    if (columns[column].kind == NUMBERS) {
        buffer_printf(out, "(typeof(%s) IN ('integer', 'real') AND %s %s %s)", name, name, op,
                      value);
    } else if (columns[column].kind == DATES) {
        buffer_printf(out, "substr(%s, 1, %zu) %s ", name, strlen(value), op);
        add_quoted(out, value, '\'');
    } else {
        bool equal = strcmp(op, "=") == 0;
        buffer_printf(out,
                      equal ? "%s(nullif(%s, '')) %s %s(" : "by_nature(%s(nullif(%s, '')), %s%s(",
                      exact ? "" : "fold", name, equal ? op : "", exact ? "" : "fold");
        add_quoted(out, value, '\'');
        if (equal)
            buffer_add_string(out, ")");
        else
            buffer_printf(out, ")) %s 0", op);
    }
}

static void add_empty(struct buffer *out, unsigned column)
{
    buffer_printf(out, "nullif(%s, '') IS NULL", columns[column].name);
}

static void compare_filter(struct setting *s, struct trial *t, unsigned column, bool exact)
{
    static const char *const ops[] = {"<", "<=", ">", ">=", "=", "!="};
    char value[200];
    unsigned op = below(s, 6);
    choose_value(s, column, value, sizeof value);
    buffer_printf(&t->words, " %s ", ops[op]);
    add_quoted(&t->words, value, '"');
    buffer_add_string(&t->where, op == 5 ? "NOT coalesce(" : "coalesce(");
    add_comparison(&t->where, column, op == 5 ? "=" : ops[op], value, exact);
    buffer_add_string(&t->where, ", 0)");
}

static void list_filter(struct setting *s, struct trial *t, unsigned column, bool exact)
{
    char value[200];
    bool negated = below(s, 2);
    buffer_add_string(&t->words, negated ? " not in (" : " in (");
    buffer_add_string(&t->where, negated ? "NOT (0" : "(0");
    for (unsigned i = 0, count = 1 + below(s, 6); i < count; i++) {
        buffer_add_string(&t->words, i ? ", " : "");
        buffer_add_string(&t->where, " OR ");
        if (below(s, 6) == 0) {
            buffer_add_string(&t->words, "\"\"");
            add_empty(&t->where, column);
            continue;
        }
        choose_value(s, column, value, sizeof value);
        add_quoted(&t->words, value, '"');
        buffer_add_string(&t->where, "coalesce(");
        add_comparison(&t->where, column, "=", value, exact);
        buffer_add_string(&t->where, ", 0)");
    }
    buffer_add_byte(&t->words, ')');
    buffer_add_byte(&t->where, ')');
}

static void between_filter(struct setting *s, struct trial *t, unsigned column, bool exact)
{
    char low[200], high[200];
    bool negated = below(s, 2);
    choose_value(s, column, low, sizeof low);
    choose_value(s, column, high, sizeof high);
    buffer_add_string(&t->words, negated ? " not between " : " between ");
    add_quoted(&t->words, low, '"');
    buffer_add_string(&t->words, " and ");
    add_quoted(&t->words, high, '"');
    buffer_add_string(&t->where, negated ? "NOT coalesce(" : "coalesce(");
    add_comparison(&t->where, column, ">=", low, exact);
    buffer_add_string(&t->where, " AND ");
    add_comparison(&t->where, column, "<=", high, exact);
    buffer_add_string(&t->where, ", 0)");
}

static void pattern_filter(struct setting *s, struct trial *t, unsigned column)
{
    static const char *const patterns[] = {"^O",    "(?i)^o",  "\\d$",    "1",   "^-",
                                           "^2018", "-0[1-6]", "[^a-z]$", "e|i", "^$"};
    const char *pattern = patterns[below(s, sizeof patterns / sizeof *patterns)];
    bool negated = below(s, 2);
    buffer_printf(&t->words, " %s %s", negated ? "!~" : "~", pattern);
    buffer_add_string(&t->where, negated ? "NOT coalesce(" : "coalesce(");
    buffer_printf(&t->where, "nullif(CAST(%s AS TEXT), '') REGEXP '%s', 0)", columns[column].name,
                  pattern);
}

static void add_filter(struct setting *s, struct trial *t)
{
    unsigned column = below(s, COLUMNS), way = below(s, 10);
    bool exact = below(s, 3) == 0;
    bool decimals = strcmp(columns[column].name, "amount") == 0 ||
                    strcmp(columns[column].name, "rate") == 0 ||
                    strcmp(columns[column].name, "mixed") == 0;
    size_t start = t->words.len;
    struct error err = {0};
    buffer_printf(&t->words, "\"%s\"", columns[column].name);
    buffer_add_string(&t->where, " AND ");
    if (way == 0) {
        buffer_add_string(&t->words, " is empty");
        add_empty(&t->where, column);
    } else if (way < 3) {
        list_filter(s, t, column, exact);
    } else if (way < 5) {
        between_filter(s, t, column, exact);
    } else if (way < 7 && !decimals) { /* SQLite writes 17 digits in another way */
        pattern_filter(s, t, column);
    } else {
        compare_filter(s, t, column, exact);
    }
    const char *words = arena_string(s->arena, t->words.data + start);
    struct filter_list one;
    if (selection_read(s->dataset, s->arena, &words, 1, exact, &one, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    t->filters[t->list.count++] = one.filters[0];
    buffer_add_string(&t->words, exact ? " --case; " : "; ");
}

/* ---- rows ---- */

static struct bitmap select_all(struct setting *s, struct trial *t)
{
    struct bitmap bitmap;
    struct error err = {0};
    if (frame_use_select(s->use, &t->list, 0, &bitmap, &err) != STATUS_OK)
        fail_msg("%s: %s", t->words.data, err.message);
    return bitmap;
}

static void compare_rows(struct setting *s, struct trial *t)
{
    struct bitmap bitmap = select_all(s, t);
    char *sql = sqlite3_mprintf("SELECT %s FROM people ORDER BY dj_row", t->where.data);
    sqlite3_stmt *statement = prepared(s, sql);
    int64_t count = 0;
    for (size_t row = 0; row < bitmap.rows; row++) {
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        bool passes = sqlite3_column_int(statement, 0);
        count += passes;
        if (bitmap_has(&bitmap, row) != passes)
            fail_msg("row %zu %s: %s\n%s", row + 1, passes ? "should pass" : "should not pass",
                     t->words.data, sql);
    }
    assert_int_equal(bitmap.count, count);
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    bitmap_free(&bitmap);
}

/* ---- facets ---- */

/* Ticking the entry gives the rows that it counts. */
static void tick(struct setting *s, struct trial *t, const struct facet_entry *entry)
{
    size_t before = t->list.count;
    for (size_t i = 0; i < entry->filter_count; i++)
        t->filters[t->list.count++] = entry->filters[i];
    struct bitmap bitmap = select_all(s, t);
    if (bitmap.count != entry->rows)
        fail_msg("%s: \"%.*s\" counts %lld, ticked %lld", t->words.data, (int)entry->text.len,
                 entry->text.data, (long long)entry->rows, (long long)bitmap.count);
    bitmap_free(&bitmap);
    t->list.count = before;
}

static int64_t sql_count(struct setting *s, struct trial *t, const char *name,
                         const struct facet_entry *entry)
{
    char *sql = sqlite3_mprintf("SELECT count(*) FROM people WHERE %s AND nullif(%s, '') IS ?1",
                                t->where.data, name);
    sqlite3_stmt *statement = prepared(s, sql);
    if (entry->value.kind == VALUE_INTEGER)
        sqlite3_bind_int64(statement, 1, entry->value.integer);
    else if (entry->value.kind == VALUE_DECIMAL)
        sqlite3_bind_double(statement, 1, entry->value.decimal);
    else if (entry->value.kind == VALUE_TEXT)
        sqlite3_bind_text(statement, 1, entry->value.text.data, (int)entry->value.text.len,
                          SQLITE_TRANSIENT);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_free(sql);
    return count;
}

static void compare_facet(struct setting *s, struct trial *t, size_t column)
{
    const char *name = s->dataset->columns[column].name;
    struct facet_wish wish = {.column = column, .own = true, .automatic = below(s, 2)};
    struct facet facet;
    struct error err = {0};
    int64_t rows = 0;
    if (facet_read(s->use, &t->list, &wish, s->arena, &facet, &err) != STATUS_OK)
        fail_msg("%s: %s", t->words.data, err.message);
    size_t step = 1 + facet.count / ENTRIES;
    for (size_t i = 0; i < facet.count; i++) {
        const struct facet_entry *entry = &facet.entries[i];
        rows += entry->rows;
        assert_true(i == 0 || facet.entries[i - 1].rows >= entry->rows);
        if (i % step)
            continue;
        tick(s, t, entry);
        if (facet.cut == CUT_NONE)
            assert_int_equal(sql_count(s, t, name, entry), entry->rows);
    }
    assert_int_equal(rows,
                     (int64_t)sql_number(s, "SELECT count(*) FROM people WHERE %s", t->where.data));
    if (facet.cut == CUT_NONE)
        assert_int_equal(facet.count,
                         (size_t)sql_number(s,
                                            "SELECT count(*) FROM (SELECT DISTINCT nullif(%s, '') "
                                            "FROM people WHERE %s)",
                                            name, t->where.data));
}

/* ---- profiles ---- */

static double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER   ? (double)value->integer
           : value->kind == VALUE_DECIMAL ? value->decimal
                                          : NAN;
}

static void expect_near(struct trial *t, const char *what, double ours, double sql)
{
    double size = fmax(1, fmax(fabs(ours), fabs(sql)));
    if (!(isnan(ours) && isnan(sql)) && !(fabs(ours - sql) <= 1e-9 * size))
        fail_msg("%s: %s %.17g against %.17g", t->words.data, what, ours, sql);
}

static void compare_profile(struct setting *s, struct trial *t, size_t column)
{
    const char *name = s->dataset->columns[column].name, *where = t->where.data;
    struct column_profile profile;
    struct error err = {0};
    if (profile_column(s->use, s->db, &t->list, column, 3, s->arena, &profile, &err) != STATUS_OK)
        fail_msg("%s: %s", t->words.data, err.message);
    const struct profile *p = &profile.figures;
    char *from =
        sqlite3_mprintf("FROM people WHERE %s AND nullif(%s, '') IS NOT NULL", where, name);
    char *numbers =
        sqlite3_mprintf("FROM people WHERE %s AND typeof(%s) IN ('integer', 'real')", where, name);
    assert_int_equal(p->rows,
                     (int64_t)sql_number(s, "SELECT count(*) FROM people WHERE %s", where));
    assert_int_equal(p->rows - p->empty, (int64_t)sql_number(s, "SELECT count(*) %s", from));
    assert_int_equal(p->distinct,
                     (int64_t)sql_number(s, "SELECT count(DISTINCT %s) %s", name, from));
    assert_int_equal(p->numbers, (int64_t)sql_number(s, "SELECT count(*) %s", numbers));
    expect_near(t, "mean", number_of(&p->mean), sql_number(s, "SELECT avg(%s) %s", name, numbers));
    expect_near(t, "least", number_of(&p->least_number),
                sql_number(s, "SELECT min(%s) %s", name, numbers));
    expect_near(t, "greatest", number_of(&p->greatest_number),
                sql_number(s, "SELECT max(%s) %s", name, numbers));
    expect_near(t, "median", number_of(&p->median),
                sql_number(s,
                           "SELECT avg(%s) FROM (SELECT %s %s ORDER BY 1 LIMIT 2 - "
                           "(SELECT count(*) %s) %% 2 OFFSET (SELECT (count(*) - 1) / 2 %s))",
                           name, name, numbers, numbers, numbers));
    if (p->top_count)
        assert_int_equal(
            p->top[0].rows,
            (int64_t)sql_number(s, "SELECT max(n) FROM (SELECT count(*) AS n %s GROUP BY %s)", from,
                                name));
    sqlite3_free(from);
    sqlite3_free(numbers);
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
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3_create_function(s->sql, "fold", 1, flags, NULL, sql_fold, NULL, NULL);
    sqlite3_create_function(s->sql, "by_nature", 2, flags, NULL, sql_order, NULL, NULL);
    sqlite3_create_function(s->sql, "regexp", 2, flags, NULL, sql_regexp, NULL, NULL);
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

static void try_filters(struct setting *s, int number)
{
    struct trial t = {.list.filters = NULL};
    s->arena = arena_new();
    t.list.filters = t.filters;
    buffer_add_string(&t.where, "1");
    buffer_add_string(&t.words, "");
    for (unsigned i = 0, count = 1 + below(s, FILTERS); i < count; i++)
        add_filter(s, &t);
    compare_rows(s, &t);
    if (number % 3 == 0)
        compare_facet(s, &t, below(s, (unsigned)s->dataset->column_count));
    if (number % 3 == 1)
        compare_profile(s, &t, below(s, (unsigned)s->dataset->column_count));
    buffer_free(&t.where);
    buffer_free(&t.words);
    arena_free(s->arena);
}

static void test_filters_equal_sql(void **state)
{
    const char *wanted = getenv("DATAJAM_FILTERS"), *seed = getenv("DATAJAM_FILTERS_SEED");
    int count = wanted ? atoi(wanted) : getenv("DATAJAM_SLOW") ? 120 : 1200;
    (void)state;
    for (int table = 0; table < TABLES; table++) {
        struct setting s = {.random = (seed ? (uint64_t)atoll(seed) : 1) * 1000 + (uint64_t)table};
        open_table(&s);
        for (int i = 0; i < count / TABLES; i++)
            try_filters(&s, i);
        close_table(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filters_equal_sql),
    };
    return cmocka_run_group_tests_name("select_random", tests, NULL, NULL);
}
