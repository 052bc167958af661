/* The helper process: children with data and descriptors, ends, kills, the guard. */
#include "core/base/helper.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/check.h"

static int job_echo(const void *data, size_t size, const int *fds, size_t fd_count)
{
    return fd_count == 1 && write(fds[0], data, size) == (ssize_t)size ? 7 : 1;
}

static int job_wait(const void *data, size_t size, const int *fds, size_t fd_count)
{
    (void)data;
    (void)size;
    (void)fds;
    (void)fd_count;
    pause();
    return 1;
}

static int job_crash(const void *data, size_t size, const int *fds, size_t fd_count)
{
    (void)data;
    (void)size;
    (void)fds;
    (void)fd_count;
    raise(SIGKILL);
    return 0;
}

static const struct helper_job jobs[] = {
    {"echo", job_echo}, {"wait", job_wait}, {"crash", job_crash}};

static struct helper *start(void)
{
    struct helper *helper = NULL;
    assert_int_equal(helper_start(&helper, jobs, 3, NULL), STATUS_OK);
    return helper;
}

static int run_to_end(struct helper_child *child)
{
    int status = -1;
    assert_int_equal(helper_child_wait(child, &status, NULL), STATUS_OK);
    helper_child_free(child);
    return status;
}

static void test_runs_a_job(void **state)
{
    (void)state;
    int ends[2];
    char got[16] = "";
    struct helper_child *child = NULL;
    struct helper *helper = start();
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(helper_run(helper, "echo", "hello", 5, &ends[1], 1, &child, NULL), STATUS_OK);
    close(ends[1]);
    assert_int_equal(read(ends[0], got, sizeof got), 5);
    assert_string_equal(got, "hello");
    int status = run_to_end(child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(read(ends[0], got, sizeof got), 0); /* nobody else holds it */
    close(ends[0]);
    helper_stop(helper);
}

static void test_kills_a_child(void **state)
{
    (void)state;
    struct helper_child *child = NULL;
    struct helper *helper = start();
    assert_int_equal(helper_run(helper, "wait", NULL, 0, NULL, 0, &child, NULL), STATUS_OK);
    helper_child_kill(child);
    struct pollfd end = {.fd = helper_child_descriptor(child), .events = POLLIN};
    assert_int_equal(poll(&end, 1, -1), 1);
    int status = run_to_end(child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    helper_stop(helper);
}

static void test_a_crash_stays_in_the_child(void **state)
{
    (void)state;
    struct helper *helper = start();
    for (int i = 0; i < 100; i++) { /* places of ended children are used again */
        struct helper_child *child = NULL;
        assert_int_equal(helper_run(helper, "crash", NULL, 0, NULL, 0, &child, NULL), STATUS_OK);
        assert_true(WIFSIGNALED(run_to_end(child)));
    }
    helper_stop(helper);
}

static void test_unknown_job(void **state)
{
    (void)state;
    struct error err = {0};
    struct helper_child *child = NULL;
    struct helper *helper = start();
    assert_int_equal(helper_run(helper, "none", NULL, 0, NULL, 0, &child, &err), STATUS_IO);
    assert_true(err.message[0] != '\0');
    helper_stop(helper);
}

/* A master in a process of its own, which ends as told; what the guard wrote is returned. */
static ssize_t guard_writes(bool orderly, char *got, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t master = fork();
    if (master == 0) {
        struct helper *helper = NULL;
        if (helper_start(&helper, jobs, 3, NULL) != STATUS_OK ||
            helper_guard(helper, "echo", "restored", 8, &ends[1], 1, NULL) != STATUS_OK)
            _exit(1);
        if (orderly)
            helper_stop(helper);
        raise(SIGKILL);
    }
    close(ends[1]);
    ssize_t length = 0, n;
    while ((n = read(ends[0], got + length, size - (size_t)length)) > 0)
        length += n;
    close(ends[0]);
    assert_int_equal(waitpid(master, NULL, 0), master);
    return length;
}

static void test_guard_runs_after_a_kill(void **state)
{
    (void)state;
    char got[32] = "";
    assert_int_equal(guard_writes(false, got, sizeof got), 8);
    assert_string_equal(got, "restored");
}

static void test_no_guard_after_a_goodbye(void **state)
{
    (void)state;
    char got[32] = "";
    assert_int_equal(guard_writes(true, got, sizeof got), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs_a_job),
        cmocka_unit_test(test_kills_a_child),
        cmocka_unit_test(test_a_crash_stays_in_the_child),
        cmocka_unit_test(test_unknown_job),
        cmocka_unit_test(test_guard_runs_after_a_kill),
        cmocka_unit_test(test_no_guard_after_a_goodbye),
    };
    return cmocka_run_group_tests_name("helper", tests, NULL, NULL);
}
