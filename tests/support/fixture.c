/* Folders, environments and finished programs for tests. */
#include "tests/support/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tests/support/check.h"
#include "tui/console/idle.h"

enum { WORDS_MOST = 32 };

/* ---- things that live as long as the test program ---- */

struct folder {
    struct folder *next;
    pid_t owner; /* a forked child must not remove them */
    char *path;
};

static struct folder *folders;
static struct arena *texts;

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

static int open_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)walk;
    if (type == FTW_D || type == FTW_DNR)
        (void)chmod(path, info->st_mode | 0700);
    return 0;
}

static void remove_folders(void)
{
    while (folders && folders->owner == getpid()) {
        struct folder *gone = folders;
        folders = gone->next;
        nftw(gone->path, open_entry, 16, FTW_PHYS);
        nftw(gone->path, remove_entry, 16, FTW_PHYS | FTW_DEPTH);
        free(gone->path);
        free(gone);
    }
    arena_free(texts);
    texts = NULL;
}

static struct arena *lasting(void)
{
    if (!texts) {
        texts = arena_new();
        assert_non_null(texts);
        atexit(remove_folders);
    }
    return texts;
}

const char *fixture_folder(void)
{
    const char *above = getenv("TMPDIR");
    struct folder *folder = calloc(1, sizeof *folder);
    lasting();
    assert_non_null(folder);
    assert_true(asprintf(&folder->path, "%s/datajam-test.XXXXXX", above ? above : "/tmp") > 0);
    if (!mkdtemp(folder->path))
        fail_msg("no folder %s: %s", folder->path, strerror(errno));
    folder->owner = getpid();
    folder->next = folders;
    folders = folder;
    return folder->path;
}

const char *fixture_path(const char *folder, const char *name)
{
    const char *path = arena_printf(lasting(), "%s/%s", folder, name);
    assert_non_null(path);
    return path;
}

const char *fixture_file(const char *folder, const char *name, const char *text)
{
    const char *path = fixture_path(folder, name);
    FILE *file = fopen(path, "we");
    if (!file)
        fail_msg("%s: %s", path, strerror(errno));
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

const char *fixture_program(const char *name)
{
    const char *build = getenv("DATAJAM_BUILD");
    const char *relative = arena_printf(lasting(), "%s/%s", build ? build : "build", name);
    char *absolute = realpath(relative, NULL);
    const char *path = absolute ? arena_string(lasting(), absolute) : relative;
    free(absolute);
    return path;
}

/* ---- programs ---- */

static const char *const PASSED_ON[] = {"HOME",         "PATH",          "TMPDIR",
                                        "ASAN_OPTIONS", "UBSAN_OPTIONS", "XDG_STATE_HOME"};
static const char *const FIXED[][2] = {{"LC_ALL", "C.UTF-8"},
                                       {"TZ", "UTC"},
                                       {"DATAJAM_NOW", "2026-05-12T10:33:00Z"},
                                       {"USER", "tester"},
                                       {"LOGNAME", "tester"},
                                       {IDLE_VARIABLE, "1"},
                                       {"TERM", "xterm-256color"},
                                       {"DATAJAM_BACKUPS", "off"}};

void fixture_environment(const char *const *extra)
{
    enum { COUNT = sizeof PASSED_ON / sizeof *PASSED_ON };
    char *kept[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        const char *value = getenv(PASSED_ON[i]);
        kept[i] = value ? strdup(value) : NULL;
    }
    clearenv();
    for (size_t i = 0; i < COUNT; i++) {
        if (kept[i])
            setenv(PASSED_ON[i], kept[i], 1);
        free(kept[i]);
    }
    for (size_t i = 0; i < sizeof FIXED / sizeof *FIXED; i++)
        setenv(FIXED[i][0], FIXED[i][1], 1);
    /* Two consoles of one test must not give out the same UUIDs. */
    char seed[24];
    snprintf(seed, sizeof seed, "%ld", (long)getpid());
    setenv("DATAJAM_SEED", seed, 1);
    for (; extra && *extra; extra++)
        putenv((char *)(uintptr_t)*extra); /* putenv keeps it, and never writes to it */
}

static void start_program(const char *const *argv, const char *folder, const char *const *extra,
                          int out, int err)
{
    const char *program = strcmp(argv[0], "datajam") == 0 ? fixture_program("datajam") : argv[0];
    int in = open("/dev/null", O_RDONLY);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
        (folder && chdir(folder)))
        _exit(126);
    fixture_environment(extra);
    execvp(program, (char *const *)(uintptr_t)argv);
    _exit(127);
}

/* Reads both pipes to their ends. */
static void catch_output(struct pollfd pipes[2], struct buffer *const into[2])
{
    int open_pipes = 2;
    while (open_pipes > 0) {
        if (poll(pipes, 2, -1) < 0 && errno != EINTR)
            return;
        for (int i = 0; i < 2; i++) {
            char block[65536];
            ssize_t n = pipes[i].revents ? read(pipes[i].fd, block, sizeof block) : -1;
            if (n > 0)
                buffer_add(into[i], block, (size_t)n);
            else if (pipes[i].revents && (n == 0 || errno != EINTR)) {
                pipes[i].fd = -1;
                open_pipes--;
            }
        }
    }
}

struct fixture_run fixture_run(const char *const *argv, const char *folder,
                               const char *const *extra)
{
    struct fixture_run run = {0};
    int out[2], err[2], status = 0;
    fixture_program("");
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    assert_int_equal(pipe2(err, O_CLOEXEC), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        start_program(argv, folder, extra, out[1], err[1]);
    close(out[1]);
    close(err[1]);
    catch_output(
        (struct pollfd[2]){{.fd = out[0], .events = POLLIN}, {.fd = err[0], .events = POLLIN}},
        (struct buffer *const[2]){&run.out, &run.err});
    close(out[0]);
    close(err[0]);
    while (waitpid(pid, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return run;
}

void fixture_run_free(struct fixture_run *run)
{
    buffer_free(&run->out);
    buffer_free(&run->err);
}

static void do_it(const char *const *argv, const char *const *extra)
{
    struct fixture_run run = fixture_run(argv, NULL, extra);
    if (run.status != 0)
        fail_msg("%s %s ended with %d: %s", argv[0], argv[1] ? argv[1] : "", run.status,
                 run.err.len ? run.err.data : "");
    fixture_run_free(&run);
}

void fixture_do(const char *const *argv)
{
    do_it(argv, NULL);
}

void fixture_do_at(const char *now, const char *const *words)
{
    const char *argv[WORDS_MOST] = {"datajam"};
    size_t count = 1;
    for (; words[count - 1]; count++) {
        assert_true(count + 1 < WORDS_MOST);
        argv[count] = words[count - 1];
    }
    do_it(argv, (const char *const[]){now, NULL});
}

const char *fixture_team(const char *name, const char *csv)
{
    const char *folder = fixture_folder();
    const char *team = fixture_path(folder, "team.db");
    char file[128];
    snprintf(file, sizeof file, "%s.csv", name);
    fixture_do(
        (const char *const[]){"datajam", "import", team, fixture_file(folder, file, csv), NULL});
    return team;
}
