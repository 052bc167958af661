/*
 * New columns on many rows: each made (the change of the file), worked out and counted as its
 * first look is, with its sources loaded and without; and the same count by SQLite from the
 * table, which has to come out alike. DATAJAM_BENCH_ROWS sets the size (10000000).
 *
 *     derive_bench [TEAM]     TEAM: a team file that is there already, and is changed
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/service/derive.h"
#include "core/service/facet.h"
#include "core/service/import.h"
#include "tests/support/caseload.h"

static void fail(const char *what, const struct error *err)
{
    fprintf(stderr, "derive_bench: %s: %s\n", what, err ? err->message : "");
    exit(1);
}

static double since_ms(int64_t begun)
{
    return (double)(clock_steady_ns() - begun) / 1e6;
}

/* ---- the data ---- */

static void make_team(const char *folder, uint64_t rows, char *team, size_t size)
{
    char csv[300];
    struct db *db = NULL;
    struct error err = {0};
    struct import_result result;
    snprintf(csv, sizeof csv, "%s/caseload.csv", folder);
    snprintf(team, size, "%s/team.db", folder);
    FILE *out = fopen(csv, "w");
    if (!out || !caseload_write(out, rows, 1) || fclose(out) != 0)
        fail("the data can't be written", NULL);
    if (db_open(&db, team, DB_TEAM, DB_CREATE, &err) != STATUS_OK ||
        import_file(db, csv, &(struct import_options){.name = "caseload"}, &result, &err) !=
            STATUS_OK)
        fail("import", &err);
    import_result_free(&result);
    db_close(db);
    unlink(csv);
}

/* ---- what is made ---- */

struct bench {
    struct db *db;
    const char *team;
    struct dataset_info dataset;
    struct arena *arena;
};

static int64_t column(const struct bench *bench, const char *name)
{
    int at = dataset_column_index(&bench->dataset, span_string(name));
    if (at < 0)
        fail(name, NULL);
    return bench->dataset.columns[at].id;
}

static struct frame_use *begin(const struct bench *bench, struct frames *frames)
{
    struct frame_use *use = NULL;
    struct error err = {0};
    if (frame_use_begin(&use, frames, bench->db, bench->dataset.id, NULL, &err) != STATUS_OK)
        fail("columns", &err);
    return use;
}

/* Of all threads of this process. */
static double cpu_ms(void)
{
    return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

/* The values of the last column, counted; *cpu is what it took of all cores. */
static double look(const struct bench *bench, struct frames *frames, struct facet *facet,
                   double *cpu)
{
    int64_t begun = clock_steady_ns();
    double cpu_begun = cpu_ms();
    struct frame_use *use = begin(bench, frames);
    const struct facet_wish wish = {.column = frame_use_dataset(use)->column_count - 1,
                                    .sort = FACET_BY_VALUE};
    const struct filter_list none = {NULL, 0};
    struct error err = {0};
    if (facet_read(use, &none, &wish, bench->arena, facet, &err) != STATUS_OK)
        fail("facet", &err);
    frame_use_end(use);
    *cpu = cpu_ms() - cpu_begun;
    return since_ms(begun);
}

/* The same by SQLite; false: they differ. */
static bool compare(const struct bench *bench, const struct facet *facet, double *ms)
{
    sqlite3 *sql = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t begun = clock_steady_ns(), groups = 0, square = 0, wanted = 0;
    if (sqlite3_open(bench->team, &sql) != SQLITE_OK ||
        sqlite3_prepare_v2(sql, "SELECT count(*) FROM caseload GROUP BY made", -1, &statement,
                           NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(sql), NULL);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        int64_t rows = sqlite3_column_int64(statement, 0);
        groups++;
        square += rows % 100003 * (rows % 100003);
    }
    sqlite3_finalize(statement);
    sqlite3_close(sql);
    *ms = since_ms(begun);
    for (size_t i = 0; i < facet->count; i++)
        wanted += facet->entries[i].rows % 100003 * (facet->entries[i].rows % 100003);
    return groups == (int64_t)facet->count && square == wanted;
}

static void measure(struct bench *bench, const char *words, const struct recipe *recipe)
{
    struct error err = {0};
    struct derive_done done;
    struct facet facet;
    double sql = 0, cold_cpu = 0, warm_cpu = 0;
    int64_t begun = clock_steady_ns();
    if (derive_make(bench->db, bench->dataset.id, "made", recipe, "bench", &done, &err) !=
        STATUS_OK)
        fail(words, &err);
    double make = since_ms(begun);
    struct frames *frames = frames_new(FRAMES_BUDGET);
    double cold = look(bench, frames, &facet, &cold_cpu);
    struct frame_use *use = begin(bench, frames); /* its sources stay */
    const struct frame_column *source = NULL;
    for (size_t i = 0; i < bench->dataset.column_count; i++) {
        int64_t id = bench->dataset.columns[i].id;
        if (id == recipe->source || id == recipe->with)
            (void)frame_use_column(use, i, &source, &err);
    }
    if (derive_change(bench->db, bench->dataset.id, done.column, NULL, recipe, "bench", NULL,
                      &err) != STATUS_OK)
        fail(words, &err);
    double warm = look(bench, frames, &facet, &warm_cpu);
    frame_use_end(use);
    frames_free(frames);
    bool same = compare(bench, &facet, &sql);
    printf("  %-34s %7.0f %7.0f (%4.0f) %7.0f (%4.0f) %8.0f  %zu values%s\n", words, make, cold,
           cold_cpu, warm, warm_cpu, sql, facet.count, same ? "" : "  DIFFERS FROM SQL");
    if (derive_drop(bench->db, bench->dataset.id, done.column, "bench", NULL, &err) != STATUS_OK)
        fail(words, &err);
    if (!same)
        exit(1);
    fflush(stdout);
}

static void measure_all(struct bench *bench)
{
    static double limits[] = {0, 18, 25, 45, 65};
    struct span shelter[] = {{"shelter", 7}, {"couch", 5}, {"rooming house", 13}};
    struct recipe_group group = {"precarious", shelter, 3};
    struct recipe r = {.kind = RECIPE_BANDS, .source = column(bench, "age")};
    r.bands.limits = limits;
    r.bands.count = 5;
    r.bands.names = recipe_band_names(limits, 5, true, bench->arena);
    printf("  %-34s %7s %14s %14s %8s\n", "milliseconds (of all cores)", "make", "cold", "warm",
           "SQLite");
    measure(bench, "age in bands", &r);
    r.source = column(bench, "benefit");
    measure(bench, "benefit in bands", &r);
    r = (struct recipe){.kind = RECIPE_GROUPS, .source = column(bench, "housing")};
    r.groups.items = &group;
    r.groups.count = 1;
    r.groups.rest_name = "";
    measure(bench, "housing in groups", &r);
    r = (struct recipe){.kind = RECIPE_DATE_PART, .source = column(bench, "start_date")};
    r.date_part = DATE_PART_QUARTER;
    measure(bench, "quarter of a day", &r);
    r = (struct recipe){.kind = RECIPE_BETWEEN,
                        .source = column(bench, "start_date"),
                        .with = column(bench, "month")};
    r.between.unit = UNIT_MONTHS;
    measure(bench, "months between two dates", &r);
    r = (struct recipe){.kind = RECIPE_TEXT_PART, .source = column(bench, "postal_code")};
    r.text.part = TEXT_PART_FIRST;
    r.text.count = 1;
    measure(bench, "first letter of a postal code", &r);
    r = (struct recipe){
        .kind = RECIPE_CALCULATE, .source = column(bench, "age"), .with = column(bench, "months")};
    r.calculate.sign = SIGN_TAKE;
    measure(bench, "age − months", &r);
    r = (struct recipe){.kind = RECIPE_CALCULATE,
                        .source = column(bench, "benefit"),
                        .with = column(bench, "months")};
    r.calculate.sign = SIGN_DIVIDE;
    r.calculate.decimals = 0;
    measure(bench, "benefit ÷ months, whole", &r);
    r = (struct recipe){.kind = RECIPE_CALCULATE,
                        .source = column(bench, "benefit"),
                        .with = column(bench, "earnings")};
    r.calculate.sign = SIGN_SHARE;
    r.calculate.decimals = 1;
    measure(bench, "benefit in percent of earnings", &r);
}

int main(int argc, char **argv)
{
    const char *rows = getenv("DATAJAM_BENCH_ROWS"), *temp = getenv("TMPDIR");
    char folder[256], team[300];
    struct bench bench = {.arena = arena_new()};
    struct error err = {0};
    snprintf(folder, sizeof folder, "%s/datajam-bench.XXXXXX", temp ? temp : "/tmp");
    if (argc > 1)
        snprintf(team, sizeof team, "%s", argv[1]);
    else if (!mkdtemp(folder))
        fail("no folder for the data", NULL);
    else
        make_team(folder, rows ? strtoull(rows, NULL, 10) : 10000000, team, sizeof team);
    bench.team = team;
    if (db_open(&bench.db, team, DB_TEAM, DB_WRITE, &err) != STATUS_OK ||
        dataset_find(bench.db, bench.arena, "caseload", &bench.dataset, &err) != STATUS_OK)
        fail(team, &err);
    printf("new columns: %lld rows\n", (long long)bench.dataset.rows);
    measure_all(&bench);
    db_close(bench.db);
    arena_free(bench.arena);
    if (argc == 1) {
        unlink(team);
        rmdir(folder);
    }
    return 0;
}
