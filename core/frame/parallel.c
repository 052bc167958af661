/*
 * Threads for scans. They live for one scan: starting one costs some ten microseconds, and
 * so there is no pool to own, to stop, or to find dead after a fork.
 */
#include "core/frame/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "core/frame/column.h"

/* Below this a thread costs more than it takes off. */
enum { ROWS_WORTH_A_THREAD = 4 * CHUNK_ROWS };

struct part {
    parallel_fn *fn;
    void *context;
    unsigned number;
    size_t first, end;
    pthread_t thread;
    bool started;
};

unsigned parallel_parts(size_t rows)
{
    cpu_set_t cores;
    if (rows < ROWS_WORTH_A_THREAD || sched_getaffinity(0, sizeof cores, &cores) != 0)
        return 1;
    int count = CPU_COUNT(&cores);
    return count >= PARALLEL_MAX ? PARALLEL_MAX : 1;
}

static void *run_part(void *context)
{
    struct part *part = context;
    part->fn(part->context, part->number, part->first, part->end);
    return NULL;
}

/* Signals are for the threads that wait for them, never for these. */
static bool start(pthread_t *thread, void *(*fn)(void *), void *context)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, NULL, fn, context) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

void parallel_run(size_t rows, parallel_fn *fn, void *context)
{
    struct part parts[PARALLEL_MAX] = {0};
    unsigned count = parallel_parts(rows);
    size_t chunks = rows / CHUNK_ROWS + (rows % CHUNK_ROWS != 0);
    for (unsigned i = 0; i < count; i++) {
        size_t end = chunks * (i + 1) / count * CHUNK_ROWS;
        parts[i] = (struct part){.fn = fn,
                                 .context = context,
                                 .number = i,
                                 .first = chunks * i / count * CHUNK_ROWS,
                                 .end = end < rows ? end : rows};
    }
    for (unsigned i = 1; i < count; i++)
        parts[i].started = start(&parts[i].thread, run_part, &parts[i]);
    run_part(&parts[0]);
    for (unsigned i = 1; i < count; i++) {
        if (parts[i].started)
            pthread_join(parts[i].thread, NULL);
        else
            run_part(&parts[i]);
    }
}

/* ---- beside ---- */

static void *run_work(void *context)
{
    struct parallel_work *work = context;
    work->fn(work->context);
    return NULL;
}

void parallel_begin(struct parallel_work *work, size_t rows, parallel_work_fn *fn, void *context)
{
    *work = (struct parallel_work){.fn = fn, .context = context};
    if (parallel_parts(rows) > 1)
        work->started = start(&work->thread, run_work, work);
    if (!work->started)
        run_work(work);
}

void parallel_wait(struct parallel_work *work)
{
    if (work->started)
        pthread_join(work->thread, NULL);
    work->started = false;
}
