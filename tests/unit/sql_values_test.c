/*
 * The functions of SQL against values that others have published, each with its source; and every
 * example of datajam-sql(7), which names each function.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/query.h"
#include "core/service/sql_functions.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"

#define PAGE "man/datajam-sql.7"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

struct fixture {
    struct helper *helper;
    struct db *db;
};

enum { ANSWER = 300 };

/* The first value of the first row; valid until the next call. */
static const char *answer(struct fixture *f, const char *sql)
{
    static char text[ANSWER];
    char scratch[VALUE_NUMBER_SIZE];
    struct error err = {0};
    struct arena *arena = arena_new();
    struct query *query = query_new();
    const struct value *values = NULL;
    size_t rows = 0;
    const struct query_request request = {
        .helper = f->helper, .db = f->db, .sql = span_string(sql), .limit_ms = 60000};
    if (query_run(query, &request, &err) != STATUS_OK)
        fail_msg("%s: %s", sql, err.message);
    assert_int_equal(query_read(query, 0, 1, arena, &values, &rows, &err), STATUS_OK);
    struct span value = rows ? value_text(&values[0], scratch) : span_of("", 0);
    snprintf(text, sizeof text, "%.*s", (int)value.len, value.len ? value.data : "");
    query_free(query);
    arena_free(arena);
    return text;
}

/* ---- figures ---- */

/* NIST, Statistical Reference Datasets, Univariate Summary Statistics: Michelso.dat, the speed of
 * light less 299 (km/s / 1000) as Michelson measured it in 1879. */
#define MICHELSO                                                                                   \
    "(.85), (.74), (.90), (1.07), (.93), (.85), (.95), (.98), (.98), (.88), "                      \
    "(1.00), (.98), (.93), (.65), (.76), (.81), (1.00), (1.00), (.96), (.96), "                    \
    "(.96), (.94), (.96), (.94), (.88), (.80), (.85), (.88), (.90), (.84), "                       \
    "(.83), (.79), (.81), (.88), (.88), (.83), (.80), (.79), (.76), (.80), "                       \
    "(.88), (.88), (.88), (.86), (.72), (.72), (.62), (.86), (.97), (.95), "                       \
    "(.88), (.91), (.85), (.87), (.84), (.84), (.85), (.84), (.84), (.84), "                       \
    "(.89), (.81), (.81), (.82), (.80), (.77), (.76), (.74), (.75), (.76), "                       \
    "(.91), (.92), (.89), (.86), (.88), (.72), (.84), (.85), (.85), (.78), "                       \
    "(.89), (.84), (.78), (.81), (.76), (.81), (.79), (.81), (.82), (.85), "                       \
    "(.87), (.87), (.81), (.74), (.81), (.94), (.95), (.80), (.81), (.87)"

/* NumAcc2 to NumAcc4 of the same: the first number, then two others by turns, 1,001 in all. */
#define NUMACC(first, low)                                                                         \
    "SELECT stddev(x) FROM (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT " \
    "1000) SELECT " first " AS x UNION ALL SELECT CASE i % 2 WHEN 1 THEN " low " ELSE " low        \
    " + 0.2 END FROM c)"

static void figures_of_nist(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *sql;
        double certified, digits; /* as many of them must be right */
    } cases[] = {
        {"SELECT stddev(299 + column1) FROM (VALUES " MICHELSO ")", 0.0790105478190518, 12},
        {"SELECT avg(299 + column1) FROM (VALUES " MICHELSO ")", 299.8524, 14},
        {"SELECT stddev(column1) FROM (VALUES (10000001), (10000003), (10000002))", 1, 15},
        {NUMACC("1.2", "1.1"), 0.1, 13},
        {NUMACC("1000000.2", "1000000.1"), 0.1, 9},
        {NUMACC("10000000.2", "10000000.1"), 0.1, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = strtod(answer(f, cases[i].sql), NULL);
        double off = fabs(got - cases[i].certified) / cases[i].certified;
        if (!(off < pow(10, -cases[i].digits)))
            fail_msg("%s: %.17g, not %.17g", cases[i].sql, got, cases[i].certified);
    }
}

static void figures_of_spreadsheets(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *sql, *value;
    } cases[] = {
        /* Microsoft Support, PERCENTILE.INC: 1, 3, 2, 4 and 0.3 give 1.9 */
        {"SELECT percentile(column1, 30) FROM (VALUES (1), (3), (2), (4))", "1.9"},
        /* the same, QUARTILE.INC: the first quartile of these is 3.5 */
        {"SELECT percentile(column1, 25) FROM (VALUES (1), (2), (4), (7), (8), (9), (10), (12))",
         "3.5"},
        /* the same, MEDIAN: 1 to 5 give 3, 1 to 6 give 3.5 */
        {"SELECT median(column1) FROM (VALUES (5), (1), (4), (2), (3))", "3.0"},
        {"SELECT median(column1) FROM (VALUES (6), (5), (1), (4), (2), (3))", "3.5"},
        /* the same, STDEV.S: strengths of ten tools, 27.46391572 */
        {"SELECT round(stddev(column1), 8) FROM (VALUES (1345), (1301), (1368), (1322), (1310), "
         "(1370), (1318), (1350), (1303), (1299))",
         "27.46391572"},
        /* NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2: the 90th percentile of twelve
         * gauge measurements is 95.1957 by definition 7 (R, spreadsheets) */
        {"SELECT round(percentile(column1, 90), 4) FROM (VALUES (95.1772), (95.1567), (95.1937), "
         "(95.1959), (95.1442), (95.0610), (95.1591), (95.1195), (95.1065), (95.0925), (95.1990), "
         "(95.1682))",
         "95.1957"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = answer(f, cases[i].sql);
        if (strtod(got, NULL) != strtod(cases[i].value, NULL))
            fail_msg("%s: %s, not %s", cases[i].sql, got, cases[i].value);
    }
}

/* ---- texts and dates ---- */

static void texts_and_dates(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *expression, *value;
    } cases[] = {
        /* Unicode, CaseFolding.txt: full foldings of 00DF, 1E9E, 03A3 and 03C2, FB03, 0149 */
        {"fold('Maß GROẞ')", "mass gross"},
        {"fold('ΣΊΣΥΦΟΣ') = fold('σίσυφος')", "1"},
        {"fold('ﬃ')", "ffi"},
        {"fold('Å') = fold('Å')", "1"}, /* UAX #15: Angstrom sign and letter */
        {"fold('İstanbul')", "istanbul"},
        /* Elasticsearch reference, fingerprint analyzer, after OpenRefine's */
        {"fingerprint('Yes yes, Gödel said this sentence is consistent and.')",
         "and consistent godel is said sentence this yes"},
        /* OpenRefine documentation, Clustering methods in depth: these share a key */
        {"fingerprint('Cruise, Tom') = fingerprint('Tom Cruise')", "1"},
        {"fingerprint('  tom CRUISE tom ')", "cruise tom"},
        /* PostgreSQL documentation, fuzzystrmatch */
        {"levenshtein('GUMBO', 'GAMBOL')", "2"},
        {"levenshtein('extensive', 'exhaustive')", "4"},
        /* Wagner and Fischer, The String-to-String Correction Problem (1974) */
        {"levenshtein('saturday', 'sunday')", "3"},
        /* PostgreSQL documentation, age('2001-04-10', '1957-06-13'): 43 years 9 mons 27 days */
        {"age('1957-06-13', '2001-04-10')", "43"},
        /* Microsoft Support, DATEDIF: from 2001-01-01 to 2003-01-01 two whole years */
        {"age('2001-01-01', '2003-01-01')", "2"},
        /* the calendar of 1582: 1900 has no 29 February, 2000 has one, 2100 has none */
        {"date_parse('29.02.1900', '%d.%m.%Y')", ""},
        {"date_parse('29.02.2000', '%d.%m.%Y')", "2000-02-29"},
        {"date_parse('29.02.2100', '%d.%m.%Y')", ""},
        {"age('2000-02-29', '2100-02-28')", "99"},
        {"age('2000-02-29', '2100-03-01')", "100"},
        {"month('2000-02-29')", "2000-02"},
        {"month('1900-02-29')", ""},
        {"quarter('2000-02-29')", "2000-Q1"},
        {"quarter('2019-06-30') || quarter('2019-07-01')", "2019-Q22019-Q3"},
        /* The Open Group Base Specifications, strptime: %y of 69 to 99 and of 00 to 68 */
        {"date_parse('1.1.69', '%d.%m.%y')", "1969-01-01"},
        {"date_parse('31.12.68', '%d.%m.%y')", "2068-12-31"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sql[300];
        snprintf(sql, sizeof sql, "SELECT %s", cases[i].expression);
        const char *got = answer(f, sql);
        if (strcmp(got, cases[i].value) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].expression, got, cases[i].value);
    }
}

/* ---- the manual ---- */

/* One ".Dl EXPRESSION  =  VALUE"; false: the line is no example. */
static bool check_example(struct fixture *f, char *line)
{
    static const char begin[] = ".Dl ", sign[] = "  =  ";
    char sql[500];
    char *value = strstr(line, sign);
    if (strncmp(line, begin, strlen(begin)) != 0 || !value)
        return false;
    *value = '\0';
    value += strlen(sign);
    const char *expression = line + strlen(begin);
    snprintf(sql, sizeof sql, "%s%s", strncmp(expression, "SELECT", 6) == 0 ? "" : "SELECT ",
             expression);
    const char *got = answer(f, sql);
    if (strcmp(got, value) != 0)
        fail_msg("%s gives \"%s\", not \"%s\" as " PAGE " says", sql, got, value);
    return true;
}

/* The name of a function in its usage: "median(number)", "text REGEXP pattern". */
static void name_of(const char *usage, char *out, size_t size)
{
    size_t len = strcspn(usage, "(");
    if (usage[len])
        snprintf(out, size, "%.*s", (int)len, usage);
    else
        snprintf(out, size, "REGEXP");
}

static void the_manual_is_right(void **state)
{
    struct fixture *f = *state;
    struct buffer page = {0};
    size_t count = 0, examples = 0;
    const struct sql_function_help *help = sql_functions_help(&count);
    assert_int_equal(file_read(PAGE, 1 << 20, &page, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) { /* each has an example of its own */
        char name[60], first[80];
        name_of(help[i].usage, name, sizeof name);
        snprintf(first, sizeof first, "%s(", name);
        bool found = false;
        for (const char *at = page.data; (at = strstr(at, "\n.Dl ")) != NULL; at++) {
            const char *end = strchr(at + 1, '\n'), *sign = strstr(at, "  =  ");
            const char *place = strstr(at, strcmp(name, "REGEXP") == 0 ? " REGEXP " : first);
            found = found || (sign && sign < end && place && place < sign);
        }
        if (!found)
            fail_msg("%s has no example in " PAGE, help[i].usage);
    }
    char *rest = NULL;
    for (char *line = strtok_r(page.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        examples += check_example(f, line);
    assert_true(examples >= count);
    buffer_free(&page);
}

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", "office\nMillpond\n");
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    return 0;
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    void *initial = &fixture;
#define TEST(function)                                                                             \
    {                                                                                              \
#function, function, open_team, close_team, initial                                        \
    }
    const struct CMUnitTest tests[] = {
        TEST(figures_of_nist),
        TEST(figures_of_spreadsheets),
        TEST(texts_and_dates),
        TEST(the_manual_is_right),
    };
    int failed = cmocka_run_group_tests_name("sql_values", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed;
}
