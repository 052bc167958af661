/* What a statement counts: told where its text says it, and never where it doesn't. */
#include "core/service/query_counts.h"

#include <string.h>

#include "tests/support/check.h"

enum { MOST = 6 };

/* One sign for each column: r rows, c a count, - none; NULL: it isn't told. */
static const struct {
    const char *sql, *expected;
    size_t columns;
} cases[] = {
    {"SELECT office, count(*) FROM visits GROUP BY office", "-r", 2},
    {"select office, COUNT( * ) AS n, avg(age) from visits group by 1;", "-r-", 3},
    {"SELECT office, count(*) n FROM visits", "-r", 2},
    {"SELECT count(*) \"how many\", count(DISTINCT client), count(age) FROM v", "rcc", 3},
    {"SELECT DISTINCT office, count(*) FILTER (WHERE age > 3) FROM v", "-c", 2},
    {"SELECT count(*) OVER (PARTITION BY a, b) AS n, b FROM v", "c-", 2},
    {"WITH a(x, y) AS (SELECT 1, 2) SELECT x, count(*) FROM a GROUP BY x", "-r", 2},
    {"-- how many, from\nSELECT 'a,b' /* , FROM */ , count(*), \"x,y\" FROM v", "-r-", 3},
    {"SELECT [a,b], count(*) FROM v", "-r", 2},
    {"SELECT 1", "-", 1},
    {"SELECT count(*) / 2, 1 + count(*), round(count(*)), (SELECT count(*) FROM v) FROM v", "----",
     4},
    {"SELECT count(*) + 1 AS n, count(*) AS m FROM v", "-r", 2},
    {"SELECT \"count\"(*), counted, 'count' FROM v", "---", 3},
    {"SELECT it''s FROM v", "-", 1},
    {"SELECT * FROM v", NULL, 3},
    {"SELECT v.*, count(*) FROM v", NULL, 4},
    {"SELECT office, count(*) FROM v UNION SELECT 'all', sum(x) FROM v", NULL, 2},
    {"SELECT office, count(*) FROM v", NULL, 1},
    {"VALUES (1, 2)", NULL, 2},
    {"", NULL, 1},
    {"SELECT 'never ends", "-", 1},
    {"SELECT count(", "-", 1},
    {"SELECT )))", "-", 1},
};

static void what_is_counted(void **state)
{
    static const char signs[] = {[QUERY_NO_COUNT] = '-', [QUERY_COUNTS] = 'c', [QUERY_ROWS] = 'r'};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum query_count out[MOST];
        char text[MOST + 1] = "";
        bool known = query_counts(span_string(cases[i].sql), cases[i].columns, out);
        for (size_t c = 0; c < cases[i].columns; c++)
            text[c] = signs[out[c]];
        const char *none = &"------"[MOST - cases[i].columns];
        if (known != (cases[i].expected != NULL) ||
            strcmp(text, known ? cases[i].expected : none) != 0)
            fail_msg("%s: %s %s", cases[i].sql, known ? "told" : "not told", text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_counted)};
    return cmocka_run_group_tests_name("what a query counts", tests, NULL, NULL);
}
