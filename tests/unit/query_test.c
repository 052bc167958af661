/*
 * Queries: results, functions against published values, mistakes in words, limits, and others
 * who write meanwhile.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/service/import.h"
#include "core/service/query.h"
#include "core/service/query_shape.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

struct fixture {
    struct helper *helper;
    struct db *db;
};

static const char csv[] = "office,age,born,code\n"
                          "Millpond,31,1988-02-29,007\n"
                          "Old Town,44,1975-11-30,012\n"
                          "Riverside,,1990-01-01,100\n";

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", csv);
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    f->db = NULL;
    return 0;
}

static enum status run_with(struct fixture *f, struct query *query, const char *sql,
                            const struct query_parameter *parameters, size_t count,
                            int64_t limit_ms, struct error *err)
{
    struct query_request request = {.helper = f->helper,
                                    .db = f->db,
                                    .sql = span_string(sql),
                                    .parameters = parameters,
                                    .parameter_count = count,
                                    .limit_ms = limit_ms};
    return query_run(query, &request, err);
}

/* All values of a result in one text: columns parted by '|', rows by '/'. */
static const char *answer(struct fixture *f, const char *sql)
{
    static char text[4000];
    struct error err = {0};
    struct query *query = query_new();
    struct arena *arena = arena_new();
    const struct query_column *columns;
    const struct value *values;
    size_t rows = 0, used = 0;
    char scratch[VALUE_NUMBER_SIZE];
    text[0] = '\0';
    if (run_with(f, query, sql, NULL, 0, 0, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.message);
    size_t count = query_columns(query, arena, &columns);
    assert_int_equal(query_read(query, 0, 100, arena, &values, &rows, &err), STATUS_OK);
    for (size_t i = 0; i < rows * count; i++) {
        struct span cell = value_text(&values[i], scratch);
        const char *between = i == 0 ? "" : i % count == 0 ? "/" : "|";
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s", between, (int)cell.len,
                                 cell.len ? cell.data : "");
    }
    arena_free(arena);
    query_free(query);
    return text;
}

static void gives_rows(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(answer(f, "SELECT office, age, code FROM visits ORDER BY 1"),
                        "Millpond|31|007/Old Town|44|012/Riverside||100");
    assert_string_equal(answer(f, "SELECT 1.5, 'é', NULL, x'00ff', -9223372036854775807 - 1"),
                        "1.5|é||x'00ff'|-9223372036854775808");
    assert_string_equal(answer(f, "SELECT count(*) FROM visits WHERE 0"), "0");
    assert_string_equal(answer(f, "SELECT office FROM visits WHERE 0"), "");
    assert_string_equal(answer(f, "-- a remark\nSELECT 1; -- and another\n"), "1");
    assert_string_equal(answer(f, "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c "
                                  "LIMIT 100000) SELECT sum(x) FROM c"),
                        "5000050000");
    assert_string_equal(answer(f, "SELECT value FROM json_each('[1, \"a\"]')"), "1/a");
    assert_string_equal(answer(f, "SELECT name FROM pragma_table_info('visits') WHERE pk"),
                        "dj_row");
}

static void knows_types(void **state)
{
    struct fixture *f = *state;
    struct query *query = query_new();
    struct arena *arena = arena_new();
    const struct query_column *columns;
    struct error err = {0};
    const char *sql = "SELECT born AS \"the day\", age, code, age + 0.5, NULL, 'x' FROM visits";
    assert_int_equal(run_with(f, query, sql, NULL, 0, 0, &err), STATUS_OK);
    assert_int_equal(query_columns(query, arena, &columns), 6);
    static const enum column_type types[] = {COLUMN_DATE,    COLUMN_INTEGER, COLUMN_TEXT,
                                             COLUMN_DECIMAL, COLUMN_TEXT,    COLUMN_TEXT};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(columns[i].type, types[i]);
    assert_string_equal(columns[0].name, "the day");
    assert_false(query_is_cut(query));
    arena_free(arena);
    query_free(query);
}

/* Many rows, read from the middle and from behind the end. */
static void reads_any_rows(void **state)
{
    struct fixture *f = *state;
    struct query *query = query_new();
    struct error err = {0};
    const char *sql = "WITH RECURSIVE c(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM c LIMIT 200000)"
                      " SELECT x, 'row ' || x FROM c";
    assert_int_equal(run_with(f, query, sql, NULL, 0, 60000, &err), STATUS_OK);
    assert_int_equal(query_rows(query), 200000);
    static const int64_t places[] = {0, 1, 4095, 77777, 150001, 199990};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct arena *arena = arena_new();
        const struct value *values;
        size_t rows;
        assert_int_equal(query_read(query, places[i], 10, arena, &values, &rows, &err), STATUS_OK);
        assert_int_equal(rows, 10);
        for (size_t r = 0; r < rows; r++)
            assert_int_equal(values[r * 2].integer, places[i] + (int64_t)r);
        assert_int_equal(query_read(query, 200000, 10, arena, &values, &rows, &err), STATUS_OK);
        assert_int_equal(rows, 0);
        arena_free(arena);
    }
    query_free(query);
}

/* The statement with another around it: two columns of one name, remarks, quotes, empties. */
static void takes_shape(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"office", "office", "age"};
    static const char sql[] = "SELECT office, 'it''s', age FROM visits -- a remark\n ; ";
    struct query_shape shape = {.sorted = true, .sort = 2, .descending = true};
    struct buffer out = {0};
    assert_true(query_is_shaped(&shape));
    query_shape_sql(&shape, span_string(sql), names, 3, &out);
    assert_string_equal(answer(f, out.data), "Old Town|it's|44/Millpond|it's|31/Riverside|it's|");
    buffer_clear(&out);
    shape.filters[0] = (struct query_filter){
        .column = 1, .value = {.kind = VALUE_TEXT, .text = span_string("it's")}};
    shape.filters[1] =
        (struct query_filter){.column = 2, .leave_out = true, .value = {.kind = VALUE_EMPTY}};
    shape.filter_count = 2;
    shape.sort = 0;
    query_shape_sql(&shape, span_string(sql), names, 3, &out);
    assert_string_equal(answer(f, out.data), "Old Town|it's|44/Millpond|it's|31");
    buffer_free(&out);
}

/* As the Data pane sorts: case and digits by what they mean, a given order first, empties last. */
static void sorts_as_rows_are_sorted(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"x"};
    static const char sql[] = "VALUES ('Office 10'), ('office 9'), (NULL), ('Low'), ('high'), (7), "
                              "('Éa'), ('éb'), ('Eb'), (10.5), ('Office 9')";
    struct query_shape shape = {.sorted = true};
    struct buffer out = {0};
    query_shape_sql(&shape, span_string(sql), names, 1, &out);
    assert_string_equal(answer(f, out.data),
                        "7/10.5/Eb/high/Low/Office 9/office 9/Office 10/Éa/éb/");
    buffer_clear(&out);
    shape.descending = true;
    query_shape_sql(&shape, span_string(sql), names, 1, &out);
    assert_string_equal(answer(f, out.data),
                        "éb/Éa/Office 10/office 9/Office 9/Low/high/Eb/10.5/7/");
    buffer_clear(&out);
    shape = (struct query_shape){.sorted = true, .order = "low; it's none ; HIGH"};
    query_shape_sql(&shape, span_string(sql), names, 1, &out);
    assert_string_equal(answer(f, out.data),
                        "Low/high/7/10.5/Eb/Office 9/office 9/Office 10/Éa/éb/");
    buffer_free(&out);
}

static void binds_parameters(void **state)
{
    struct fixture *f = *state;
    static const struct query_parameter given[] = {{"least", "40"}, {"code", "012"}};
    struct query *query = query_new();
    struct arena *arena = arena_new();
    struct error err = {0};
    const char *sql = "SELECT office FROM visits WHERE age > :least AND code = @code";
    assert_int_equal(run_with(f, query, sql, given, 2, 0, &err), STATUS_OK);
    assert_int_equal(query_rows(query), 1);
    query_free(query);
    query = query_new();
    assert_int_equal(run_with(f, query, sql, given, 1, 0, &err), STATUS_NOT_FOUND);
    assert_string_equal(query_missing(query, arena), "@code");
    arena_free(arena);
    query_free(query);
}

/* Values that others have published. */
static void functions_give_published_values(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *expression, *value;
    } cases[] = {
        /* Levenshtein (1966), as in every textbook */
        {"levenshtein('kitten', 'sitting')", "3"},
        {"levenshtein('saturday', 'sunday')", "3"},
        {"levenshtein('', 'abc')", "3"},
        {"levenshtein('naïve', 'naive')", "1"},
        /* OpenRefine's documentation of the fingerprint */
        {"fingerprint('Cruise, Tom')", "cruise tom"},
        {"fingerprint(' Tom  Cruise.')", "cruise tom"},
        {"fold('ÀÉÎÕÜ Straße Ørsted')", "aeiou strasse orsted"},
        {"fold('O''Brien-Smith')", "o'brien-smith"},
        /* a leapling's birthday; the day before and on a birthday */
        {"age('2000-02-29', '2019-02-28')", "18"},
        {"age('2000-02-29', '2019-03-01')", "19"},
        {"age('2000-02-29', '2020-02-29')", "20"},
        {"age('1975-11-30', '2019-11-29')", "43"},
        {"age('1975-11-30', '2019-11-30 08:00:00')", "44"},
        {"age('2019-01-01', '2018-01-01')", ""},
        {"age('no date', '2018-01-01')", ""},
        {"age('2019-02-30', '2020-01-01')", ""},
        {"month('2019-03-31')", "2019-03"},
        {"quarter('2019-03-31')", "2019-Q1"},
        {"quarter('2019-04')", "2019-Q2"},
        {"quarter('2019-12-31 23:59:59')", "2019-Q4"},
        {"month(NULL)", ""},
        {"date_parse('31.12.1999', '%d.%m.%Y')", "1999-12-31"},
        {"date_parse('3 Mar 2019', '%d %b %Y')", "2019-03-03"},
        {"date_parse('September 2019', '%B %Y')", "2019-09-01"},
        {"date_parse('12/31/68', '%m/%d/%y')", "2068-12-31"},
        {"date_parse('12/31/69', '%m/%d/%y')", "1969-12-31"},
        {"date_parse('29/02/2019', '%d/%m/%Y')", ""},
        {"date_parse('31/12/2019 x', '%d/%m/%Y')", ""},
        {"date_parse('5:07 on 1/2/2019', '%H:%M on %d/%m/%Y')", "2019-02-01 05:07:00"},
        {"date_parse(20190331, '%Y%m%d')", "2019-03-31"},
        {"'datajam' REGEXP '^data'", "1"},
        {"'datajam' REGEXP '(?i)JAM$'", "1"},
        {"'datajam' REGEXP 'x'", "0"},
        {"NULL REGEXP 'x'", ""},
        {"regexp_extract('K1A 0B1', '[0-9]')", "1"},
        {"regexp_extract('K1A 0B1', '([A-Z])([0-9])', 2)", "1"},
        {"regexp_extract('K1A 0B1', '([A-Z])([0-9])', 0)", "K1"},
        {"regexp_extract('K1A 0B1', 'x(y)')", ""},
        {"regexp_replace('a-b-c', '-', '+')", "a+b+c"},
        {"regexp_replace('Cruise, Tom', '(\\w+), (\\w+)', '$2 $1')", "Tom Cruise"},
        {"regexp_replace('abc', '', '.')", ".a.b.c."},
        {"regexp_replace('éé', '', '-')", "-é-é-"},
        {"regexp_replace('1', '1', '$$')", "$"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sql[300];
        snprintf(sql, sizeof sql, "SELECT %s", cases[i].expression);
        const char *got = answer(f, sql);
        if (strcmp(got, cases[i].value) != 0)
            fail_msg("%s gives \"%s\", not \"%s\"", cases[i].expression, got, cases[i].value);
    }
}

/* Small cases by hand, and one of NIST's Statistical Reference Datasets. */
static void figures_are_right(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(answer(f, "SELECT median(column1), percentile(column1, 25), "
                                  "percentile(column1, 0), percentile(column1, 100) FROM "
                                  "(VALUES (1), (2), (3), (4), (NULL), ('x'))"),
                        "2.5|1.75|1|4");
    /* population 2, 4, 4, 4, 5, 5, 7, 9: the squares add up to 32; of a sample 32 / 7 */
    double spread = atof(answer(f, "SELECT stddev(column1) FROM "
                                   "(VALUES (2), (4), (4), (4), (5), (5), (7), (9))"));
    assert_true(fabs(spread - sqrt(32.0 / 7.0)) < 1e-12);
    /* a large mean takes nothing away from the digits (NIST NumAcc4 is made so: 0.1) */
    const char *numacc =
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 1000)"
        " SELECT stddev(x) FROM (SELECT 10000000.2 AS x UNION ALL SELECT "
        "10000000.1 + 0.2 * (i % 2) FROM c)";
    assert_true(fabs(atof(answer(f, numacc)) - 0.1) < 1e-8);
    assert_string_equal(answer(f, "SELECT stddev(1), median(NULL)"), "|");
    assert_string_equal(answer(f, "SELECT median(age) FROM visits"), "37.5");
}

static void check_fault(struct fixture *f, const char *sql, const char *words)
{
    struct error err = {0};
    struct query *query = query_new();
    enum status status = run_with(f, query, sql, NULL, 0, 0, &err);
    if (status != STATUS_INVALID || !strstr(err.message, words))
        fail_msg("%s: %d, \"%s\" does not say \"%s\"", sql, (int)status, err.message, words);
    query_free(query);
}

static void says_what_is_wrong(void **state)
{
    struct fixture *f = *state;
    check_fault(f, "SELECT * FROM visit", "did you mean visits?");
    check_fault(f, "SELECT * FROM visit", "line 1, column 15");
    check_fault(f, "SELECT ofice\nFROM visits", "did you mean office?");
    check_fault(f, "SELECT office,\n  éé FROM visits", "line 2, column 3");
    check_fault(f, "SELECT medain(age) FROM visits", "did you mean median()?");
    check_fault(f, "SELECT a.age FROM visits a, visits b WHERE office = ''", "more than one");
    check_fault(f, "SELECT age FRM visits x y", "is not understood from \"visits\"");
    check_fault(f, "SELECT (1", "ends too early");
    check_fault(f, "SELECT month()", "too many or too few");
    check_fault(f, "SELECT age FROM visits WHERE sum(age) > 1", "HAVING");
    check_fault(f, "SELECT 1; SELECT 2", "one statement at a time");
    check_fault(f, "  -- nothing\n", "no SQL in it yet");
    check_fault(f, "SELECT 'a' REGEXP '('", "pattern");
    check_fault(f, "SELECT percentile(age, 101) FROM visits", "0 to 100");
    check_fault(f, "SELECT date_parse('x', '%Q')", "%Y");
    check_fault(f, "SELECT regexp_extract('a', 'a', 3)", "number of a group");
    check_fault(f, "SELECT uuid FROM dj_dataset", "dj_dataset can't be used");
}

/* A query that is on for long lets a writer go first, and ends all the same. */
static void gives_way_to_writers(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    struct query *query = query_new();
    char command[600];
    /* another program writes a card's worth of data while the query runs */
    snprintf(command, sizeof command,
             "sleep 0.1; sqlite3 -cmd '.timeout 3000' '%s' "
             "\"UPDATE dj_meta SET value = value WHERE key = 'uuid'\" && touch '%s.wrote'",
             db_path(f->db), db_path(f->db));
    FILE *writer = popen(command, "r");
    assert_non_null(writer);
    char sql[200];
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT %d) "
             "SELECT (SELECT count(*) FROM visits), max(x) FROM c",
             getenv("DATAJAM_SLOW") ? 100000 : 3000000);
    enum status status = run_with(f, query, sql, NULL, 0, 60000, &err);
    assert_int_equal(pclose(writer), 0);
    if (status != STATUS_OK)
        fail_msg("%s", err.message);
    assert_int_equal(query_rows(query), 1);
    char path[600];
    snprintf(path, sizeof path, "%s.wrote", db_path(f->db));
    assert_int_equal(access(path, F_OK), 0);
    query_free(query);
}

struct stopper {
    struct query *query;
    volatile int cancel;
};

static void stop_with_rows(void *context)
{
    struct stopper *stopper = context;
    stopper->cancel = query_rows(stopper->query) > 0;
}

static void is_cancelled(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    struct query *query = query_new();
    struct stopper stopper = {.query = query};
    struct query_request request = {
        .helper = f->helper,
        .db = f->db,
        .sql = span_string("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                           "SELECT x FROM c"),
        .cancel = &stopper.cancel,
        .progress = stop_with_rows,
        .context = &stopper};
    assert_int_equal(query_run(query, &request, &err), STATUS_CANCELLED);
    assert_true(query_rows(query) > 0); /* what had come can still be read */
    query_free(query);
}

/* A file that was read into memory is asked in the same way. */
static void asks_a_file_in_memory(void **state)
{
    struct fixture *f = *state;
    struct fixture memory = {.helper = f->helper};
    struct error err = {0};
    struct import_result result;
    const struct import_options options = {.name = "small"};
    const char *path = fixture_file(fixture_folder(), "small.csv", csv);
    assert_int_equal(db_open(&memory.db, NULL, DB_TEAM, DB_MEMORY, &err), STATUS_OK);
    assert_int_equal(import_file(memory.db, path, &options, &result, &err), STATUS_OK);
    import_result_free(&result);
    assert_string_equal(answer(&memory, "SELECT sum(age) FROM small"), "75");
    db_close(memory.db);
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder(); /* what the helper inherits is there before it is forked */
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    void *initial = &fixture;
#define TEST(function)                                                                             \
    {                                                                                              \
#function, function, open_team, close_team, initial                                        \
    }
    const struct CMUnitTest tests[] = {
        TEST(gives_rows),
        TEST(knows_types),
        TEST(reads_any_rows),
        TEST(takes_shape),
        TEST(sorts_as_rows_are_sorted),
        TEST(binds_parameters),
        TEST(functions_give_published_values),
        TEST(figures_are_right),
        TEST(says_what_is_wrong),
        TEST(gives_way_to_writers),
        TEST(is_cancelled),
        TEST(asks_a_file_in_memory),
    };
    int failed = cmocka_run_group_tests_name("query", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
