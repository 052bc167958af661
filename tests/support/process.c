/* Reads /proc. Apart, since benchmarks and the played day both ask for it. */
#include "tests/support/process.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 400, LINE = 200 };

static int64_t threads_ns(const char *pid)
{
    char path[PATH];
    int64_t all = 0;
    snprintf(path, sizeof path, "/proc/%.200s/task", pid);
    DIR *folder = opendir(path);
    for (const struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        long long ran = 0;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%.100s/task/%.100s/schedstat", pid, entry->d_name);
        FILE *file = fopen(path, "re");
        if (file && fscanf(file, "%lld", &ran) == 1)
            all += ran;
        if (file)
            fclose(file);
    }
    if (folder)
        closedir(folder);
    return all;
}

/* The parent of a process; 0: it is gone. */
static long parent_of(const char *pid)
{
    char path[PATH];
    long parent = 0;
    snprintf(path, sizeof path, "/proc/%.200s/stat", pid);
    FILE *file = fopen(path, "re");
    if (file && fscanf(file, "%*d (%*[^)]) %*c %ld", &parent) != 1)
        parent = 0;
    if (file)
        fclose(file);
    return parent;
}

static bool is_one_of(long pid, const pid_t *pids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pid == pids[i])
            return true;
    return false;
}

/* Calls each for the processes and their children. */
static int64_t add_up(const pid_t *pids, size_t count, int64_t (*each)(const char *pid))
{
    int64_t all = 0;
    DIR *folder = opendir("/proc");
    for (const struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        long pid = strtol(entry->d_name, NULL, 10);
        if (pid > 0 &&
            (is_one_of(pid, pids, count) || is_one_of(parent_of(entry->d_name), pids, count)))
            all += each(entry->d_name);
    }
    if (folder)
        closedir(folder);
    return all;
}

int64_t process_ns(const pid_t *pids, size_t count)
{
    return add_up(pids, count, threads_ns);
}

static int64_t pss_kb(const char *pid)
{
    char path[PATH], line[LINE];
    long long kb = 0;
    snprintf(path, sizeof path, "/proc/%.200s/smaps_rollup", pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file) && sscanf(line, "Pss: %lld kB", &kb) != 1)
        ;
    if (file)
        fclose(file);
    return kb;
}

int64_t process_pss_kb(pid_t pid)
{
    return add_up(&pid, 1, pss_kb);
}
