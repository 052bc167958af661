/*
 * Columns beside their peers: import, three pivots, a profile and a comparison of the same
 * generated data
 * in datajam, sqlite3 and, where its package is installed in tests/bench, DuckDB.
 * DATAJAM_BENCH_ROWS sets the sizes ("1000000 10000000").
 *
 * Each tool answers in a process of its own. Cold: the first answer of a new process, with
 * the file in the system's cache; warm: the median of further ones. sqlite3 is asked once, and
 * for a profile only of a table that is no larger than 2 M rows. In brackets is what the
 * figures have to reach on 10 M rows; "!" stands where they don't.
 *
 *     frame_bench                       the comparison
 *     frame_bench import FILE TEAM      one import, as it runs it for itself
 *     frame_bench ask TEAM [QUESTION]   its own answers, "NAME COLD WARM" in milliseconds
 *     frame_bench sqlite DB [profile]   sqlite3's
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/service/compare.h"
#include "core/service/frames.h"
#include "core/service/import.h"
#include "core/service/pivot.h"
#include "core/service/profile.h"
#include "tests/support/caseload.h"

enum { COUNT, SUM, AVERAGE, PROFILE, COMPARE, QUESTIONS, REPEATS = 15, TOOLS = 3 };
enum { SQLITE_PROFILE_ROWS = 2000000 };

static const char *const names[QUESTIONS] = {"count", "sum", "average", "profile", "compare"};
static const char *const words[QUESTIONS] = {
    "count, office × month", "sum of benefit, office × case type",
    "average of months, education × housing,\n    age ≥ 25 and a pattern on the postal code",
    "exact profile of 20 columns", "one office and the rest, 20 columns compared"};

static double since_ms(int64_t begun)
{
    return (double)(clock_steady_ns() - begun) / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "frame_bench: %s\n", what);
    exit(1);
}

/* ---- datajam ---- */

static int import_one(const char *file, const char *team)
{
    struct db *db = NULL;
    struct error err = {0};
    struct import_options options = {.name = "caseload"};
    struct import_result result;
    enum status status = db_open(&db, team, DB_TEAM, DB_CREATE, &err);
    if (status == STATUS_OK)
        status = import_file(db, file, &options, &result, &err);
    if (status != STATUS_OK)
        fail(err.message);
    import_result_free(&result);
    db_close(db);
    return 0;
}

struct ours {
    struct db *db;
    struct frames *frames;
    int64_t dataset;
    struct error err;
};

static int64_t column_id(const struct dataset_info *dataset, const char *name)
{
    int at = dataset_column_index(dataset, span_string(name));
    if (at < 0)
        fail("a column is missing");
    return dataset->columns[at].id;
}

struct question {
    const char *row, *column, *value;
    enum pivot_value kind;
    bool filtered;
};

static const struct question pivots[] = {
    {"office", "month", NULL, PIVOT_COUNT, false},
    {"office", "case_type", "benefit", PIVOT_SUM, false},
    {"education", "housing", "months", PIVOT_AVERAGE, true},
};

static void ask_pivot(struct ours *ours, struct frame_use *use, const struct question *question)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    const struct span age[] = {span_string("25")}, code[] = {span_string("^N2[A-K]")};
    struct filter chips[] = {
        {.op = FILTER_GREATER_EQUAL, .count = 1, .texts = age, .column = column_id(dataset, "age")},
        {.op = FILTER_MATCH,
         .count = 1,
         .texts = code,
         .column = column_id(dataset, "postal_code")}};
    struct filter_list filters = {chips, question->filtered ? 2 : 0};
    struct pivot_spec spec = {.rows = {{.column = column_id(dataset, question->row)}},
                              .column = {.column = column_id(dataset, question->column)},
                              .value = question->kind,
                              .sort = PIVOT_BY_LABEL};
    if (question->value)
        spec.value_column = column_id(dataset, question->value);
    struct pivot_table table;
    struct arena *arena = arena_new();
    if (!arena || pivot_make(use, &filters, &spec, arena, &table, &ours->err) != STATUS_OK)
        fail(ours->err.message);
    arena_free(arena);
}

/* What `datajam profile` says of all columns. */
static void ask_profile(struct ours *ours, struct frame_use *use)
{
    enum { TOP = 10 };
    struct column_profile profile;
    struct arena *arena = arena_new();
    for (size_t c = 0; arena && c < frame_use_dataset(use)->column_count; c++) {
        if (profile_column(use, ours->db, NULL, c, TOP, arena, &profile, &ours->err) != STATUS_OK)
            fail(ours->err.message);
    }
    arena_free(arena);
}

/* What differs most between the rows of one office and all others. */
static void ask_comparison(struct ours *ours, struct frame_use *use)
{
    const struct span office[] = {span_string("Waterloo")};
    struct filter chip = {.op = FILTER_EQUAL,
                          .count = 1,
                          .texts = office,
                          .column = column_id(frame_use_dataset(use), "office")};
    const struct compare_request request = {.a = {&chip, 1},
                                            .rest = true,
                                            .person = COMPARE_ALL_COLUMNS,
                                            .column = COMPARE_ALL_COLUMNS};
    struct compare_result result;
    struct arena *arena = arena_new();
    if (!arena || compare_make(use, NULL, &request, arena, &result, &ours->err) != STATUS_OK)
        fail(ours->err.message);
    arena_free(arena);
}

static void ask(struct ours *ours, size_t question)
{
    struct frame_use *use;
    if (frame_use_begin(&use, ours->frames, ours->db, ours->dataset, NULL, &ours->err) != STATUS_OK)
        fail(ours->err.message);
    if (question < PROFILE)
        ask_pivot(ours, use, &pivots[question]);
    else if (question == PROFILE)
        ask_profile(ours, use);
    else
        ask_comparison(ours, use);
    frame_use_end(use);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void ask_often(struct ours *ours, size_t question, int64_t begun, int repeats)
{
    double warm[REPEATS] = {0};
    ask(ours, question);
    double cold = since_ms(begun);
    for (int i = 0; i < repeats; i++) {
        begun = clock_steady_ns();
        ask(ours, question);
        warm[i] = since_ms(begun);
    }
    qsort(warm, (size_t)repeats, sizeof *warm, compare_doubles);
    printf("%s %.2f %.2f\n", names[question], cold, warm[repeats / 2]);
}

static int answer_ours(const char *team, const char *only, int64_t begun)
{
    struct ours ours = {.frames = frames_new(FRAMES_BUDGET)};
    struct dataset_info dataset;
    struct arena *arena = arena_new();
    if (!ours.frames || !arena ||
        db_open(&ours.db, team, DB_TEAM, DB_READ, &ours.err) != STATUS_OK ||
        dataset_find(ours.db, arena, "caseload", &dataset, &ours.err) != STATUS_OK)
        fail(ours.err.message);
    ours.dataset = dataset.id;
    arena_free(arena);
    for (size_t q = 0; q < QUESTIONS; q++) {
        if (only ? strcmp(only, names[q]) != 0 : q >= PROFILE)
            continue;
        ask_often(&ours, q, begun, q >= PROFILE ? 3 : REPEATS);
        begun = clock_steady_ns();
    }
    frames_free(ours.frames);
    db_close(ours.db);
    return 0;
}

/* ---- sqlite3 ---- */

static void ask_sqlite(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(sqlite3_errmsg(db));
}

/* What a profile has of each column, but for the medians, which it has no function for. */
static void profile_sqlite(sqlite3 *db)
{
    sqlite3_stmt *columns;
    if (sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info('t')", -1, &columns, NULL) !=
        SQLITE_OK)
        fail(sqlite3_errmsg(db));
    while (sqlite3_step(columns) == SQLITE_ROW) {
        char sql[400];
        const char *name = (const char *)sqlite3_column_text(columns, 0);
        snprintf(sql, sizeof sql,
                 "SELECT count(%s), count(DISTINCT %s), min(%s), max(%s), avg(%s) FROM t;"
                 "SELECT %s, count(*) AS n FROM t GROUP BY 1 ORDER BY n DESC LIMIT 10",
                 name, name, name, name, name, name);
        ask_sqlite(db, sql);
    }
    sqlite3_finalize(columns);
}

static int answer_sqlite(const char *path, bool profile)
{
    static const char *const sql[] = {
        "SELECT office, month, count(*) FROM t GROUP BY 1, 2",
        "SELECT office, case_type, sum(benefit) FROM t GROUP BY 1, 2",
        ("SELECT education, housing, avg(months) FROM t WHERE CAST(age AS INTEGER) >= 25 AND"
         " postal_code GLOB 'N2[A-K]*' GROUP BY 1, 2")};
    sqlite3 *db;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        fail("sqlite3 can't open its file");
    for (size_t q = COUNT; q < (profile ? COMPARE : PROFILE); q++) {
        int64_t begun = clock_steady_ns();
        if (q < PROFILE)
            ask_sqlite(db, sql[q]);
        else
            profile_sqlite(db);
        double ms = since_ms(begun);
        printf("%s %.1f %.1f\n", names[q], ms, ms);
    }
    sqlite3_close(db);
    return 0;
}

/* ---- the comparison ---- */

struct figures {
    bool there;
    double import_s, import_cpu_s, import_mb, file_mb, ask_mb;
    double cold[QUESTIONS], warm[QUESTIONS]; /* ms; 0: not asked */
};

/* Runs a program to its end; its standard output goes into out. */
static struct rusage run(const char *const *argv, char *out, size_t size)
{
    struct rusage usage = {0};
    int status = 0, ends[2];
    if (pipe(ends) != 0)
        fail("no pipe");
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    close(ends[1]);
    size_t len = 0;
    for (ssize_t n; len + 1 < size && (n = read(ends[0], out + len, size - 1 - len)) > 0;)
        len += (size_t)n;
    out[len] = '\0';
    close(ends[0]);
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
        fail(argv[0]);
    return usage;
}

/* What a program held at most. */
static double resident_mb(const struct rusage *usage)
{
    return (double)usage->ru_maxrss / 1024;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void run_import(struct figures *figures, const char *const *argv, const char *made)
{
    char out[256];
    struct stat info = {0};
    int64_t begun = clock_steady_ns();
    struct rusage usage = run(argv, out, sizeof out);
    figures->import_s = since_ms(begun) / 1000;
    figures->import_cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    figures->import_mb = resident_mb(&usage);
    if (stat(made, &info) != 0)
        fail(made);
    figures->file_mb = (double)info.st_size / 1e6;
    figures->there = true;
}

static double run_questions(struct figures *figures, const char *const *argv)
{
    char out[1024], name[32];
    struct rusage usage = run(argv, out, sizeof out);
    char *rest = NULL;
    for (char *line = strtok_r(out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        double cold, warm;
        if (sscanf(line, "%31s %lf %lf", name, &cold, &warm) != 3)
            fail(line);
        for (size_t q = 0; q < QUESTIONS; q++)
            if (strcmp(name, names[q]) == 0) {
                figures->cold[q] = cold;
                figures->warm[q] = warm;
            }
    }
    return resident_mb(&usage);
}

static void measure_ours(struct figures *figures, const char *self, const char *csv,
                         const char *made)
{
    run_import(figures, (const char *const[]){self, "import", csv, made, NULL}, made);
    figures->ask_mb = run_questions(figures, (const char *const[]){self, "ask", made, NULL});
    for (size_t q = 0; q < QUESTIONS; q++) { /* cold: each in a process of its own */
        struct figures alone = {0};
        run_questions(&alone, (const char *const[]){self, "ask", made, names[q], NULL});
        figures->cold[q] = alone.cold[q];
        if (figures->warm[q] == 0)
            figures->warm[q] = alone.warm[q];
    }
}

static void measure_sqlite(struct figures *figures, const char *self, const char *csv,
                           const char *made, bool profile)
{
    char command[600];
    snprintf(command, sizeof command, ".import --csv %s t", csv);
    run_import(figures, (const char *const[]){"sqlite3", made, command, NULL}, made);
    figures->ask_mb =
        run_questions(figures, (const char *const[]){self, "sqlite", made,
                                                     profile ? names[PROFILE] : NULL, NULL});
}

static void measure_duckdb(struct figures *figures, const char *csv, const char *made)
{
    static const char script[] = "tests/bench/duckdb.mjs";
    if (access("tests/bench/node_modules/@duckdb", R_OK) != 0)
        return;
    run_import(figures, (const char *const[]){"node", script, "import", csv, made, NULL}, made);
    figures->ask_mb =
        run_questions(figures, (const char *const[]){"node", script, "ask", made, NULL});
}

/* What a figure has to reach; 0: nothing. */
struct goal {
    double most;         /* ours */
    double times[TOOLS]; /* theirs are at least so many times ours */
};

static void print_goal(bool reached, const char *sign, double goal)
{
    printf(goal < 10 && goal != (int)goal ? " (%s %.2f)%s" : " (%s %.0f)%s", sign, goal,
           reached ? "" : " !");
}

static void print_row(const char *what, const double *values, const char *unit, int digits,
                      const struct goal *goal)
{
    static const char *const others[TOOLS] = {"", "sqlite3", "DuckDB"};
    printf("  %-36s", what);
    for (size_t t = 0; t < TOOLS; t++) {
        if (values[t] > 0)
            printf(" %9.*f %s", digits, values[t], unit);
        else
            printf(" %9s %*s", "–", (int)strlen(unit), "");
    }
    if (goal && goal->most > 0)
        print_goal(values[0] <= goal->most, "≤", goal->most);
    for (size_t t = 1; t < TOOLS; t++) {
        double times = values[0] > 0 ? values[t] / values[0] : 0;
        if (times <= 0)
            continue;
        printf("  %s × %.*f", others[t], times < 10 ? 1 : 0, times);
        if (goal && goal->times[t] > 0)
            print_goal(times >= goal->times[t], "≥", goal->times[t]);
    }
    putchar('\n');
}

#define EACH(field) ((const double[]){all[0].field, all[1].field, all[2].field})

static void print_all(const struct figures *all, double csv_mb)
{
    static const struct goal import = {.times = {0, 1 / 0.5, 1 / 0.7}}, cold = {.most = 500},
                             memory = {.most = 200};
    static const struct goal warm[QUESTIONS] = {
        {20, {0, 200, 5}}, {20, {0, 200, 5}}, {35, {0, 200, 5}}, {.times = {0, 0, 6}}, {1000, {0}}};
    const double share[TOOLS] = {all[0].file_mb / csv_mb, all[1].file_mb / csv_mb,
                                 all[2].file_mb / csv_mb};
    printf("  %-36s %12s %12s %12s\n", "", "datajam", "sqlite3", "DuckDB");
    print_row("import", EACH(import_s), "s ", 2, &import);
    print_row("  processor time", EACH(import_cpu_s), "s ", 2, NULL);
    print_row("  resident", EACH(import_mb), "MB", 0, &(struct goal){.most = 64});
    print_row("  file / CSV", share, "  ", 2, &(struct goal){.most = 1.5});
    for (size_t q = 0; q < QUESTIONS; q++) {
        printf("  %s\n", words[q]);
        print_row("    warm", EACH(warm[q]), "ms", 1, &warm[q]);
        print_row("    cold", EACH(cold[q]), "ms", 1,
                  q < PROFILE    ? &cold
                  : q == COMPARE ? &warm[COMPARE]
                                 : NULL);
    }
    print_row("resident after three pivots", EACH(ask_mb), "MB", 0, &memory);
}

static void compare(const char *self, uint64_t rows, const char *folder)
{
    char csv[300], made[TOOLS][300];
    struct figures all[TOOLS] = {{0}};
    struct stat info = {0};
    snprintf(csv, sizeof csv, "%s/caseload.csv", folder);
    for (size_t t = 0; t < TOOLS; t++)
        snprintf(made[t], sizeof made[t], "%s/%zu.db", folder, t);
    FILE *out = fopen(csv, "w");
    if (!out || !caseload_write(out, rows, 1) || fclose(out) != 0 || stat(csv, &info) != 0)
        fail("the data can't be written");
    printf("columns: %llu rows × 20 columns, %.0f MB\n", (unsigned long long)rows,
           (double)info.st_size / 1e6);
    fflush(stdout);
    measure_ours(&all[0], self, csv, made[0]);
    unlink(made[0]);
    measure_duckdb(&all[2], csv, made[2]);
    unlink(made[2]);
    measure_sqlite(&all[1], self, csv, made[1], rows <= SQLITE_PROFILE_ROWS);
    unlink(made[1]);
    unlink(csv);
    print_all(all, (double)info.st_size / 1e6);
}

int main(int argc, char **argv)
{
    int64_t begun = clock_steady_ns();
    if (argc == 4 && strcmp(argv[1], "import") == 0)
        return import_one(argv[2], argv[3]);
    if (argc >= 3 && strcmp(argv[1], "ask") == 0)
        return answer_ours(argv[2], argc > 3 ? argv[3] : NULL, begun);
    if (argc >= 3 && strcmp(argv[1], "sqlite") == 0)
        return answer_sqlite(argv[2], argc > 3);
    const char *sizes = getenv("DATAJAM_BENCH_ROWS");
    const char *temp = getenv("TMPDIR");
    char folder[256];
    snprintf(folder, sizeof folder, "%s/datajam-bench.XXXXXX", temp ? temp : "/tmp");
    if (!mkdtemp(folder))
        fail("no folder for the data");
    char *end = NULL;
    for (const char *at = sizes ? sizes : "1000000 10000000"; *at; at = end) {
        uint64_t rows = strtoull(at, &end, 10);
        if (end == at)
            break;
        if (rows > 0)
            compare(argv[0], rows, folder);
    }
    rmdir(folder);
    return 0;
}
