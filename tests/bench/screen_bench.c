/*
 * The console on a big dataset, in the virtual terminal at 120 × 40: how long until the first
 * rows stand on the screen, how long a key takes, how many bytes it sends, how long a chart
 * takes from the key to the picture, and what memory it holds after all that.
 *
 * SCREEN_ROWS: rows of the dataset (10,000,000). The team file is kept in build/bench and used
 * again; `make clean` removes it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "tests/support/caseload.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"

enum { STARTS = 11, JUMPS = 100, PAGES_PER_JUMP = 5, STEPS = 200 };

/* ---- figures ---- */

struct figures {
    double ms[JUMPS * PAGES_PER_JUMP];
    size_t bytes[JUMPS * PAGES_PER_JUMP];
    size_t count;
};

static int by_ms(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_bytes(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static void note(struct figures *figures, int64_t ns, size_t bytes)
{
    if (figures->count == sizeof figures->ms / sizeof *figures->ms)
        return;
    figures->ms[figures->count] = (double)ns / 1e6;
    figures->bytes[figures->count++] = bytes;
}

static void print(const char *what, struct figures *figures)
{
    size_t n = figures->count, p99 = n * 99 / 100;
    qsort(figures->ms, n, sizeof *figures->ms, by_ms);
    qsort(figures->bytes, n, sizeof *figures->bytes, by_bytes);
    printf("%-24s %4zu times  median %6.2f ms  p99 %6.2f ms  max %6.2f ms", what, n,
           figures->ms[n / 2], figures->ms[p99], figures->ms[n - 1]);
    if (figures->bytes[n - 1] > 0)
        printf("  bytes: median %zu, most %zu", figures->bytes[n / 2], figures->bytes[n - 1]);
    printf("\n");
    fflush(stdout);
}

/* Resident memory of a process, in MB. */
static double resident_mb(pid_t pid)
{
    char path[64];
    long size = 0, pages = 0;
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    FILE *file = fopen(path, "re");
    if (file && fscanf(file, "%ld %ld", &size, &pages) != 2)
        pages = 0;
    if (file)
        fclose(file);
    return (double)pages * 4096 / 1e6;
}

/* ---- the dataset ---- */

static int64_t wanted_rows(void)
{
    const char *text = getenv("SCREEN_ROWS");
    int64_t rows = text ? strtoll(text, NULL, 10) : 0;
    return rows > 0 ? rows : 10000000;
}

static const char *make_team(int64_t rows)
{
    char name[64];
    struct error err = {0};
    snprintf(name, sizeof name, "bench/screen-%" PRId64, rows);
    const char *folder = fixture_program(name);
    const char *team = fixture_path(folder, "team.db"), *csv = fixture_path(folder, "caseload.csv");
    if (file_exists(team))
        return team;
    if (file_make_folder(folder, &err) != STATUS_OK)
        fail_msg("%s", err.message);
    printf("importing %" PRId64 " rows × 20 columns, once …\n", rows);
    fflush(stdout);
    FILE *out = fopen(csv, "we");
    if (!out || !caseload_write(out, (uint64_t)rows, 1) || fclose(out) != 0)
        fail_msg("%s can't be written", csv);
    int64_t begin = clock_steady_ms();
    fixture_do(VT_ARGS("datajam", "import", team, csv));
    printf("imported in %.1f s\n", (double)(clock_steady_ms() - begin) / 1e3);
    remove(csv);
    return team;
}

/* ---- the console ---- */

/* Somebody new each time the benchmark runs: who was here before goes on where they were. */
static const char *person(void)
{
    static char name[32];
    if (name[0] == '\0')
        snprintf(name, sizeof name, "tester %" PRId64, clock_now_ms());
    return name;
}

static struct vt *start(const char *team, bool unmarked)
{
    return vt_start(&(struct vt_options){.rows = 40, .cols = 120, .unmarked = unmarked},
                    VT_ARGS("datajam", "join", team, "--as", person()));
}

/* first: a text that stands in the first row and nowhere before it is read. */
static void measure_starts(const char *team, const char *first)
{
    struct figures shown = {0}, idle = {0};
    for (int i = 0; i < STARTS; i++) {
        int64_t begin = clock_steady_ns();
        struct vt *vt = start(team, true);
        vt_wait_for(vt, first);
        note(&shown, clock_steady_ns() - begin, 0);
        vt_idle(vt);
        note(&idle, clock_steady_ns() - begin, 0);
        vt_free(vt);
    }
    print("start to first rows", &shown);
    print("start to idle", &idle);
}

static void measure_key(struct vt *vt, const char *what, const char *key, int times)
{
    struct figures figures = {0};
    for (int i = 0; i < times; i++) {
        vt_keys(vt, key);
        note(&figures, vt_answer_ns(vt), vt_bytes(vt));
    }
    print(what, &figures);
}

static void measure_jumps(struct vt *vt, int64_t rows)
{
    static struct figures jumps, pages;
    uint64_t chance = 1;
    for (int i = 0; i < JUMPS; i++) {
        char row[32];
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        snprintf(row, sizeof row, "%" PRIu64, (chance >> 20) % (uint64_t)rows + 1);
        vt_keys(vt, "Ctrl-G");
        vt_type(vt, row);
        vt_keys(vt, "Enter");
        note(&jumps, vt_answer_ns(vt), vt_bytes(vt));
        for (int p = 0; p < PAGES_PER_JUMP; p++) {
            vt_keys(vt, "PageDown");
            note(&pages, vt_answer_ns(vt), vt_bytes(vt));
        }
    }
    print("go to a row anywhere", &jumps);
    print("PageDown anywhere", &pages);
}

/* Chooses a field of the pivot from the list that is open. */
static void choose(struct vt *vt, const char *letters)
{
    vt_type(vt, letters);
    vt_keys(vt, "Enter");
}

static void add_filter(struct vt *vt, const char *column, const char *condition)
{
    vt_keys(vt, "f");
    choose(vt, column);
    choose(vt, condition);
}

/* Takes back what there is of a pivot, step by step. */
static void clear_pivot(struct vt *vt)
{
    for (int i = 0; i < 10 && !vt_find(vt, "Nothing is grouped yet.", NULL, NULL); i++)
        vt_keys(vt, "u");
}

/* rows by columns; value: NULL to count, or a way to sum up and a column. title stands above
 * the figures then. */
static void pivot(struct vt *vt, const char *rows, const char *columns, const char *const *value,
                  const char *title)
{
    clear_pivot(vt);
    vt_keys(vt, "F4");
    choose(vt, rows);
    vt_keys(vt, "Down");
    choose(vt, columns);
    for (size_t i = 0; value && i < 2; i++)
        choose(vt, value[i]);
    double ms = (double)vt_answer_ns(vt) / 1e6;
    vt_keys(vt, "Esc");
    vt_expect(vt, title);
    printf("%-52s first time %8.1f ms\n", title, ms);
}

static void measure_pivots(struct vt *vt)
{
    static const char *const sum[] = {"add", "benefit"}, *const average[] = {"ave", "months"};
    vt_keys(vt, "3");
    pivot(vt, "office", "month", NULL, "office × month by month · rows");
    pivot(vt, "office", "case_type", sum, "office × case_type · sum of benefit");
    clear_pivot(vt);
    vt_keys(vt, "2");
    add_filter(vt, "age", ">=25");
    add_filter(vt, "postal_code", "~ ^N2[A-K]");
    vt_keys(vt, "3");
    pivot(vt, "education", "housing", average, "education × housing · average of months");
}

/* ---- charts ---- */

/* A chart of the pivot that is there: from the key to the picture, again and again. What the
 * key does is taken back in between. */
static void measure_chart(struct vt *vt, const char *what, const char *keys)
{
    enum { TIMES = 9 };
    struct figures figures = {0};
    for (int i = 0; i < TIMES; i++) {
        vt_keys(vt, keys);
        note(&figures, vt_answer_ns(vt), vt_bytes(vt));
        vt_keys(vt, "u");
    }
    print(what, &figures);
}

/* The kind that a list offers under these letters. */
static void measure_kind(struct vt *vt, const char *letters, const char *title)
{
    enum { TIMES = 9 };
    struct figures figures = {0};
    for (int i = 0; i < TIMES; i++) {
        vt_keys(vt, "o");
        vt_type(vt, letters);
        vt_keys(vt, "Enter");
        note(&figures, vt_answer_ns(vt), vt_bytes(vt));
        if (i == 0)
            vt_expect(vt, title);
        vt_keys(vt, "u");
    }
    print(title, &figures);
}

static void measure_charts(struct vt *vt)
{
    static const char *const average[] = {"ave", "months"};
    vt_keys(vt, "3");
    pivot(vt, "office", "month", NULL, "office × month by month · rows");
    vt_keys(vt, "F5");
    measure_chart(vt, "chart: another kind", "k");
    measure_chart(vt, "chart: back a kind", "K");
    vt_keys(vt, "3");
    pivot(vt, "case_type", "sex", average, "case_type × sex · average of months");
    vt_keys(vt, "F5");
    measure_kind(vt, "bars", "4 Chart · bars");
    measure_kind(vt, "heat", "4 Chart · heat table");
    measure_kind(vt, "histogram", "4 Chart · histogram");
    measure_kind(vt, "box", "4 Chart · box plots");
}

int main(void)
{
    int64_t rows = wanted_rows();
    const char *team = make_team(rows);
    printf("screen, 120 × 40, %" PRId64 " rows × 20 columns\n", rows);
    measure_starts(team, "00000037"); /* the case of the first row */
    struct vt *vt = start(team, false);
    vt_keys(vt, "2");
    measure_jumps(vt, rows);
    measure_key(vt, "Down", "Down", STEPS);
    measure_key(vt, "PageDown in a row", "PageDown", STEPS);
    measure_key(vt, "Right", "Right", 40);
    measure_key(vt, "Ctrl-Home", "Ctrl-Home", 1);
    measure_key(vt, "Ctrl-End", "Ctrl-End", 1);
    measure_charts(vt);
    measure_pivots(vt);
    printf("resident memory of the console after pivots and charts: %.1f MB (at most 200)\n",
           resident_mb(vt_pid(vt)));
    vt_free(vt);
    return 0;
}
