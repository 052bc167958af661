/*
 * The helper process: forked before everything else (before threads, SQLite and a terminal
 * library), it makes fresh children on request, since a process with threads must not fork
 * by itself. Children run a job that is named in a table; they get a few bytes of data and
 * descriptors, nothing else.
 *
 * It also outlives its master: when that dies without helper_stop (a crash, kill -9), the
 * children are killed and the guard job runs.
 *
 * Requests may come from any thread; a child belongs to one thread at a time.
 */
#ifndef DATAJAM_BASE_HELPER_H
#define DATAJAM_BASE_HELPER_H

#include <stddef.h>

#include "core/base/error.h"

enum { HELPER_DATA_LIMIT = 60000, HELPER_DESCRIPTORS = 8 };

/* Runs in a child (or, as the guard, in the helper itself); its value is the exit status,
 * 0–127. The descriptors are its own. */
typedef int helper_job_fn(const void *data, size_t size, const int *fds, size_t fd_count);

struct helper_job {
    const char *name;
    helper_job_fn *run;
};

struct helper;
struct helper_child;

/* Forks the helper. jobs must stay as they are. Call it first thing, with no other thread. */
enum status helper_start(struct helper **out, const struct helper_job *jobs, size_t count,
                         struct error *err);

/* An orderly goodbye: the guard does not run. NULL is fine. */
void helper_stop(struct helper *helper);

/* Starts a child with the named job. data (at most HELPER_DATA_LIMIT bytes) and descriptors
 * are copied. *out is to be freed with helper_child_free. */
enum status helper_run(struct helper *helper, const char *job, const void *data, size_t size,
                       const int *fds, size_t fd_count, struct helper_child **out,
                       struct error *err);

/* Becomes readable when the child has ended. */
int helper_child_descriptor(const struct helper_child *child);

/* Waits for the end; *wait_status as from waitpid(2). */
enum status helper_child_wait(struct helper_child *child, int *wait_status, struct error *err);

/* Ends it at once (SIGKILL); wait tells when it is gone. */
void helper_child_kill(struct helper_child *child);

/* Lets go of it; one that still runs is killed. NULL is fine. */
void helper_child_free(struct helper_child *child);

/* The job that the helper runs when its master dies; a NULL job takes it back. */
enum status helper_guard(struct helper *helper, const char *job, const void *data, size_t size,
                         const int *fds, size_t fd_count, struct error *err);

#endif
