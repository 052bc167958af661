/*
 * Statements that mean harm: what they would change, read, use up or crash. Each runs as any
 * query does; afterwards every file of the team's folder is the same to the byte, nothing new is
 * there, each was answered with words, and the time it took stays near its limit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/query.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/hostile.h"

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

enum { LIMIT_MS = 150, HARMLESS_MS = 60000, ANSWER_MS = 30000 /* a busy machine under valgrind */ };

/* These give something, or nothing, and no harm either. */
static const char *const harmless[] = {
    "SELECT length(printf('%1000000000d', 1))",
    "SELECT printf('%.*c', 60, 'a') REGEXP '(a|a)*b'",
    "SELECT * FROM sqlite_master LIMIT 1",
    "SELECT 'abc' LIKE '%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%b'",
    "SELECT fold('\xcd\xb4\xcd\xb4'), fingerprint('\xe2\x80\xae')",
    "SELECT levenshtein(printf('%.*c', 100000, 'a'), printf('%.*c', 100000, 'b'))",
    "SELECT CAST(x'ff00fe' AS TEXT), char(0), char(1114111), x'00'",
    "SELECT age('9999-12-31', '0000-01-01'), month('99999-01-01')",
    "EXPLAIN SELECT * FROM visits",
    "SELECT 9e999, -9e999, 9e999 - 9e999",
};

struct fixture {
    struct helper *helper;
    struct db *db;
    const char *folder;
};

static enum status run(struct fixture *f, struct span sql, int64_t limit_ms, struct error *err)
{
    struct query *query = query_new();
    struct query_request request = {
        .helper = f->helper, .db = f->db, .sql = sql, .limit_ms = limit_ms};
    int64_t begun = clock_steady_ms();
    enum status status = query_run(query, &request, err);
    assert_true(clock_steady_ms() - begun < ANSWER_MS);
    query_free(query);
    return status;
}

static void refuse_one(struct fixture *f, const char *name, struct span sql)
{
    struct error err = {0};
    enum status status = run(f, sql, LIMIT_MS, &err);
    if (status != STATUS_INVALID || strlen(err.message) < 20)
        fail_msg("%.100s: status %d, \"%s\"", name, (int)status, err.message);
}

static void refuse_table(struct fixture *f)
{
    size_t step = getenv("DATAJAM_SLOW") ? 7 : 1; /* under valgrind a child takes half a second */
    for (size_t i = 0; i < hostile_count; i += step) {
        char *sql = hostile_sql(i, f->folder);
        refuse_one(f, sql, span_string(sql));
        free(sql);
    }
}

/* count times the text between begin and end. */
static void refuse_repeated(struct fixture *f, const char *begin, const char *text, size_t count,
                            const char *end)
{
    struct buffer sql = {0};
    buffer_add_string(&sql, begin);
    for (size_t i = 0; i < count; i++)
        buffer_add_string(&sql, text);
    buffer_add_string(&sql, end);
    refuse_one(f, text, buffer_span(&sql));
    buffer_free(&sql);
}

static void refuse_long_ones(struct fixture *f)
{
    refuse_repeated(f, "SELECT ", "(", 100000, "1");
    refuse_repeated(f, "SELECT ", "1+", 100000, "1");
    refuse_repeated(f, "SELECT ", "-", 50000, "1");
    refuse_repeated(f, "SELECT ", "NOT ", 50000, "1");
    refuse_repeated(f, "SELECT 1", ", 1", 100000, "");
    refuse_repeated(f, "SELECT 1", " UNION ALL SELECT 1", 40000, "");
    refuse_repeated(f, "SELECT ", "(SELECT ", 20000, "1");
    refuse_repeated(f, "SELECT coalesce(1", ", 1", 2000, ")");
    refuse_repeated(f, "SELECT '", "x", 10000000, "'");
    refuse_repeated(f, "", "x", 10000000, "");
    refuse_repeated(f, "SELECT ", "?, ", 2000, "1");
}

static int open_team(void **state)
{
    struct fixture *f = *state;
    struct error err = {0};
    const char *team = fixture_team("visits", "office,age\nMillpond,31\nOld Town,44\nRiverside,9\n"
                                              "Millpond,31\nOld Town,44\nRiverside,9\n");
    char *slash;
    if (db_open(&f->db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    char *folder = strdup(team);
    slash = strrchr(folder, '/');
    *slash = '\0';
    f->folder = folder;
    return 0;
}

static int close_team(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    free((char *)(uintptr_t)f->folder);
    return 0;
}

static void does_no_harm(void **state)
{
    struct fixture *f = *state;
    struct buffer before = {0}, after = {0};
    hostile_take_stock(f->folder, &before);
    refuse_table(f);
    refuse_long_ones(f);
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        struct error err = {0};
        if (run(f, span_string(harmless[i]), HARMLESS_MS, &err) != STATUS_OK)
            fail_msg("%s: %s", harmless[i], err.message);
    }
    hostile_take_stock(f->folder, &after);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, before.len);
    buffer_free(&before);
    buffer_free(&after);
}

/* Sanitizers take more than any limit leaves. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED_TEST true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED_TEST true
#endif
#endif
#ifndef SANITIZED_TEST
#define SANITIZED_TEST false
#endif

/* The fullest child, now that all are gone: it stayed below the limit. */
static int check_memory(void)
{
    enum { BESIDE = 64 * 1024 * 1024 }; /* the program itself, and rows that are on their way */
    struct rusage used;
    int64_t most = getrusage(RUSAGE_CHILDREN, &used) == 0 ? (int64_t)used.ru_maxrss * 1024 : -1;
    if (SANITIZED_TEST || (most > 0 && most < QUERY_MEMORY + BESIDE))
        return 0;
    fprintf(stderr, "a child took %lld bytes\n", (long long)most);
    return 1;
}

int main(void)
{
    static struct fixture fixture;
    fixture_folder();
    if (helper_start(&fixture.helper, jobs, 1, NULL) != STATUS_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        {"does_no_harm", does_no_harm, open_team, close_team, &fixture},
    };
    int failed = cmocka_run_group_tests_name("query_hostile", tests, NULL, NULL);
    helper_stop(fixture.helper);
    return failed + check_memory();
}
