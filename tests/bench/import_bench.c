/*
 * Import beside sqlite3's own: the same generated file into a new database each, in turn,
 * three times; the best of each counts. DATAJAM_BENCH_ROWS sets the rows (1,000,000).
 *
 *     import_bench            the comparison
 *     import_bench one FILE TEAM   one import and its memory, as it runs it for itself
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/service/import.h"
#include "tests/support/caseload.h"

enum { RUNS = 3 };

static int import_one(const char *file, const char *team)
{
    struct db *db = NULL;
    struct error err = {0};
    struct import_options options = {.name = "caseload"};
    struct import_result result;
    enum status status = db_open(&db, team, DB_TEAM, DB_CREATE, &err);
    if (status == STATUS_OK)
        status = import_file(db, file, &options, &result, &err);
    if (status != STATUS_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    import_result_free(&result);
    db_close(db);
    return 0;
}

struct run {
    double seconds;
    double megabytes; /* resident at most */
};

/* Runs a program to its end. */
static struct run measure(const char *const *argv)
{
    struct rusage usage;
    int status = 0;
    int64_t begun = clock_steady_ns();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "import_bench: %s failed\n", argv[0]);
        exit(1);
    }
    return (struct run){(double)(clock_steady_ns() - begun) / 1e9, (double)usage.ru_maxrss / 1024};
}

static void keep_best(struct run *best, struct run run)
{
    if (best->seconds == 0 || run.seconds < best->seconds)
        best->seconds = run.seconds;
    if (run.megabytes > best->megabytes)
        best->megabytes = run.megabytes;
}

static void make_data(const char *path, uint64_t rows)
{
    FILE *out = fopen(path, "w");
    if (!out || !caseload_write(out, rows, 1) || fclose(out) != 0) {
        fprintf(stderr, "import_bench: %s can't be written\n", path);
        exit(1);
    }
}

static void compare(const char *self, const char *file, const char *folder)
{
    char team[512], plain[512], command[600];
    snprintf(team, sizeof team, "%s/team.db", folder);
    snprintf(plain, sizeof plain, "%s/plain.db", folder);
    snprintf(command, sizeof command, ".import --csv %s t", file);
    const char *const ours[] = {self, "one", file, team, NULL};
    const char *const theirs[] = {"sqlite3", plain, command, NULL};
    struct run our_best = {0}, their_best = {0};
    for (int i = 0; i < RUNS; i++) {
        unlink(plain);
        keep_best(&their_best, measure(theirs));
        unlink(team);
        keep_best(&our_best, measure(ours));
    }
    struct stat info = {0}, data = {0};
    stat(team, &info);
    printf("  sqlite3 .import  %6.2f s  %5.1f MB resident\n", their_best.seconds,
           their_best.megabytes);
    stat(file, &data);
    printf("  datajam import   %6.2f s  %5.1f MB resident  file %.0f MB\n", our_best.seconds,
           our_best.megabytes, (double)info.st_size / 1e6);
    printf("  ratio            %6.2f    (at most 0.5; at most 64 MB)\n",
           our_best.seconds / their_best.seconds);
    printf("  team file / CSV  %6.2f    (at most 1.5, columns in it)\n",
           (double)info.st_size / (double)data.st_size);
    unlink(team);
    unlink(plain);
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "one") == 0)
        return import_one(argv[2], argv[3]);
    const char *wanted = getenv("DATAJAM_BENCH_ROWS");
    uint64_t rows = wanted ? strtoull(wanted, NULL, 10) : 1000000;
    const char *temp = getenv("TMPDIR");
    char folder[256], file[300];
    snprintf(folder, sizeof folder, "%s/datajam-bench.XXXXXX", temp ? temp : "/tmp");
    if (!mkdtemp(folder)) {
        perror("import_bench");
        return 1;
    }
    snprintf(file, sizeof file, "%s/caseload.csv", folder);
    make_data(file, rows);
    struct stat info = {0};
    stat(file, &info);
    printf("import of %llu rows × 20 columns, %.0f MB\n", (unsigned long long)rows,
           (double)info.st_size / 1e6);
    compare(argv[0], file, folder);
    unlink(file);
    rmdir(folder);
    return 0;
}
