/*
 * What it costs that SQL runs in a child: the first page and a million rows against the same
 * statement on the same connection in this process; how long a cancelled query is still there;
 * how long another connection waits to save a card while a query runs; how long the console takes
 * for a key meanwhile. DATAJAM_BENCH_ROWS sets the size (1000000).
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/service/board.h"
#include "core/service/import.h"
#include "core/service/query.h"
#include "core/service/sql_functions.h"
#include "core/store/sandbox.h"
#include "tests/support/caseload.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

enum { TIMES = 15, KEYS = 40, BOMB_MS = 10000 };

static const struct helper_job jobs[] = {{QUERY_JOB, query_job}};

struct bench {
    struct helper *helper;
    struct db *db;
    const char *team;
};

static void give_up(const char *what, const struct error *err)
{
    fprintf(stderr, "query_bench: %s: %s\n", what, err->message);
    exit(1);
}

static double since_ms(int64_t begun)
{
    return (double)(clock_steady_ns() - begun) / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *ms, size_t count)
{
    qsort(ms, count, sizeof *ms, by_size);
    return ms[count / 2];
}

/* ---- the data ---- */

static void make_team(struct bench *bench)
{
    const char *given = getenv("DATAJAM_BENCH_ROWS");
    uint64_t rows = given ? strtoull(given, NULL, 10) : 1000000;
    const char *folder = fixture_folder();
    const char *csv = fixture_path(folder, "caseload.csv");
    struct error err = {0};
    struct import_result result;
    bench->team = fixture_path(folder, "team.db");
    FILE *out = fopen(csv, "w");
    if (!out || !caseload_write(out, rows, 1) || fclose(out) != 0)
        give_up("the data can't be written", &err);
    if (db_open(&bench->db, bench->team, DB_TEAM, DB_CREATE, &err) != STATUS_OK ||
        import_file(bench->db, csv, &(struct import_options){.name = "caseload"}, &result, &err) !=
            STATUS_OK)
        give_up("import", &err);
    import_result_free(&result);
    unlink(csv);
}

/* ---- the child against this process ---- */

struct first {
    struct query *query;
    int64_t begun;
    double ms; /* < 0: not yet */
};

static void see_first(void *context)
{
    struct first *first = context;
    if (first->ms < 0 && query_rows(first->query) > 0)
        first->ms = since_ms(first->begun);
}

/* first_ms may be NULL. */
static double in_child(const struct bench *bench, const char *sql, double *first_ms)
{
    struct error err = {0};
    struct first first = {.query = query_new(), .begun = clock_steady_ns(), .ms = -1};
    const struct query_request request = {.helper = bench->helper,
                                          .db = bench->db,
                                          .sql = span_string(sql),
                                          .limit_ms = 120000,
                                          .progress = see_first,
                                          .context = &first};
    if (query_run(first.query, &request, &err) != STATUS_OK)
        give_up(sql, &err);
    double ms = since_ms(first.begun);
    if (first_ms)
        *first_ms = first.ms < 0 ? ms : first.ms;
    query_free(first.query);
    return ms;
}

static double in_process(const struct bench *bench, const char *sql, int64_t rows)
{
    struct sandbox *sandbox = NULL;
    struct sandbox_error fault = {0};
    struct error err = {0};
    const struct sandbox_limits limits = {.memory = QUERY_MEMORY, .yield_ms = -1};
    bool row = true;
    size_t bytes = 0;
    int64_t begun = clock_steady_ns();
    if (sandbox_open(&sandbox, bench->team, &limits, &err) != STATUS_OK ||
        sql_functions_add(sandbox_db(sandbox), &err) != STATUS_OK)
        give_up("sandbox", &err);
    if (!sandbox_prepare(sandbox, span_string(sql), &fault))
        give_up(fault.reason, &err);
    size_t columns = sandbox_columns(sandbox);
    for (int64_t r = 0; row && r < rows; r++) {
        if (!sandbox_step(sandbox, &row, &fault))
            give_up(fault.reason, &err);
        for (size_t c = 0; row && c < columns; c++)
            bytes += sandbox_value(sandbox, c).text.len;
    }
    double ms = since_ms(begun);
    sandbox_close(sandbox);
    return bytes > 0 || columns > 0 ? ms : 0;
}

static void compare(const struct bench *bench, const char *what, const char *sql)
{
    enum { PAGE = 100 };
    double child[TIMES], own[TIMES], all[3], all_own[3];
    for (size_t i = 0; i < TIMES; i++) {
        char page[300];
        snprintf(page, sizeof page, "SELECT * FROM (%s) LIMIT %d", sql, PAGE);
        in_child(bench, page, &child[i]);
        own[i] = in_process(bench, page, PAGE);
    }
    for (size_t i = 0; i < 3; i++) {
        all[i] = in_child(bench, sql, NULL);
        all_own[i] = in_process(bench, sql, INT64_MAX);
    }
    double page_child = median(child, TIMES), page_own = median(own, TIMES);
    double all_child = median(all, 3), all_here = median(all_own, 3);
    printf("%-28s first page %6.2f ms, in process %6.2f ms: + %.2f ms   all %8.1f ms, in process "
           "%8.1f ms: %.2f x\n",
           what, page_child, page_own, page_child - page_own, all_child, all_here,
           all_child / all_here);
    fflush(stdout);
}

/* ---- cancelling ---- */

struct canceller {
    volatile int cancel;
    int64_t after_ms, at_ns;
};

static void *cancel_later(void *context)
{
    struct canceller *canceller = context;
    usleep((useconds_t)canceller->after_ms * 1000);
    canceller->at_ns = clock_steady_ns();
    canceller->cancel = 1;
    return NULL;
}

static void cancel(const struct bench *bench, const char *what, const char *sql)
{
    double ms[5];
    for (size_t i = 0; i < 5; i++) {
        struct canceller canceller = {.after_ms = 150 + 37 * (int64_t)i};
        struct query *query = query_new();
        struct error err = {0};
        pthread_t thread;
        const struct query_request request = {.helper = bench->helper,
                                              .db = bench->db,
                                              .sql = span_string(sql),
                                              .limit_ms = BOMB_MS,
                                              .cancel = &canceller.cancel};
        pthread_create(&thread, NULL, cancel_later, &canceller);
        enum status status = query_run(query, &request, &err);
        ms[i] = since_ms(canceller.at_ns);
        pthread_join(thread, NULL);
        if (status != STATUS_CANCELLED) {
            printf("%-28s ended by itself: %s\n", what, err.message);
            query_free(query);
            return;
        }
        query_free(query);
    }
    double middle = median(ms, 5); /* sorts them */
    printf("%-28s gone after %.1f ms (most of 5: %.1f)\n", what, middle, ms[4]);
    fflush(stdout);
}

/* ---- others who write ---- */

struct writer {
    const struct bench *bench;
    double ms[5];
    const char *trouble;
};

static void *write_cards(void *context)
{
    struct writer *writer = context;
    struct db *db = NULL;
    struct error err = {0};
    if (db_open(&db, writer->bench->team, DB_TEAM, DB_WRITE, &err) != STATUS_OK)
        give_up("open", &err);
    for (size_t i = 0; i < 5; i++) {
        usleep(300000);
        int64_t begun = clock_steady_ns();
        struct arena *arena = arena_new();
        struct board_new card = {.kind = CARD_QUESTION, .column = BOARD_USUAL};
        card.texts[CARD_TEXT] = "Do singles stay longer?";
        int64_t id;
        if (board_add(db, arena, &card, "Robin", &id, &err) != STATUS_OK)
            give_up("card", &err);
        arena_free(arena);
        writer->ms[i] = since_ms(begun);
    }
    db_close(db);
    return NULL;
}

static void write_meanwhile(const struct bench *bench)
{
    struct writer writer = {.bench = bench};
    struct query *query = query_new();
    struct error err = {0};
    pthread_t thread;
    const struct query_request request = {
        .helper = bench->helper,
        .db = bench->db,
        .sql = span_string("SELECT count(*) FROM caseload a, caseload b WHERE a.age < b.age"),
        .limit_ms = BOMB_MS};
    pthread_create(&thread, NULL, write_cards, &writer);
    int64_t begun = clock_steady_ns();
    (void)query_run(query, &request, &err);
    double ms = since_ms(begun);
    pthread_join(thread, NULL);
    printf("a query of %.1f s; cards saved meanwhile after", ms / 1000);
    for (size_t i = 0; i < 5; i++)
        printf(" %.1f", writer.ms[i]);
    printf(" ms\n");
    query_free(query);
}

/* ---- the console ---- */

static void keys_meanwhile(const struct bench *bench, const char *what, const char *sql)
{
    const struct vt_options options = {.rows = 24, .cols = 80};
    struct vt *vt = vt_start(&options, VT_ARGS("datajam", bench->team, "--as", what));
    double ms[KEYS];
    char seen[KEYS + 1] = "";
    vt_keys(vt, "F7");
    vt_type(vt, sql);
    vt_keys(vt, "Ctrl-Home Enter Up");
    vt_send(vt, "\033[18~", 5);
    vt_wait_for(vt, "Esc stops it");
    for (size_t i = 0; i < KEYS; i++) {
        seen[i] = (char)('a' + i % 26);
        seen[i + 1] = '\0';
        int64_t begun = clock_steady_ns();
        vt_send(vt, seen + i, 1);
        vt_wait_for(vt, seen);
        ms[i] = since_ms(begun);
    }
    double middle = median(ms, KEYS);
    printf("%-28s a key stands after %.1f ms (most of %d: %.1f)\n", what, middle, KEYS,
           ms[KEYS - 1]);
    vt_free(vt);
}

static const struct {
    const char *name, *sql;
} bombs[] = {
    {"endless recursion",
     "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"},
    {"rows without end",
     "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x, hex(x) FROM c"},
    {"cross join", "SELECT count(*) FROM caseload a, caseload b, caseload c WHERE a.age < c.age"},
    {"one call without end", "SELECT length(replace(hex(zeroblob(7000000)), '0', 'abcdefgh'))"
                             " FROM caseload"},
    {"a sort", "SELECT * FROM caseload a, caseload b ORDER BY a.age * b.age"},
};

static void measure(void **state)
{
    (void)state;
    struct bench bench = {0};
    struct error err = {0};
    if (helper_start(&bench.helper, jobs, 1, &err) != STATUS_OK)
        give_up("helper", &err);
    make_team(&bench);
    compare(&bench, "all rows, 3 columns", "SELECT client, office, age FROM caseload");
    compare(&bench, "all rows, all columns", "SELECT * FROM caseload");
    compare(&bench, "one number, worked out",
            "SELECT office, avg(age), count(*) FROM caseload GROUP BY office");
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++)
        cancel(&bench, bombs[i].name, bombs[i].sql);
    write_meanwhile(&bench);
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++)
        keys_meanwhile(&bench, bombs[i].name, bombs[i].sql);
    db_close(bench.db);
    helper_stop(bench.helper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(measure)};
    fixture_folder();
    return cmocka_run_group_tests_name("query_bench", tests, NULL, NULL);
}
