/*
 * Owns the worker threads: a queue, a thread, a connection. Apart from the console, which
 * only submits jobs and empties the mailbox.
 */
#include "tui/console/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/store/db.h"
#include "tui/console/mailbox_private.h"
#include "tui/console/watch.h"

struct worker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct mailbox *mailbox;
    struct job *first;
    struct job **last;
    struct job *running;
    bool stop;
    bool ask; /* have others changed the file? */

    /* Of one that watches. */
    struct watch *watch;
    struct worker *asks;

    /* The thread's own; db is read by worker_cancel under the lock. */
    struct db *db;
    worker_open_fn *open;
    void *context;
};

struct job *job_new(const struct job_class *class, struct pane *pane)
{
    struct arena *arena = arena_new();
    struct job *job = calloc(1, sizeof *job);
    struct job_private *private = calloc(1, sizeof *private);
    if (!arena || !job || !private) {
        arena_free(arena);
        free(job);
        free(private);
        return NULL;
    }
    private->pane = pane;
    private->since = clock_steady_ms();
    job->class = class;
    job->arena = arena;
    job->private = private;
    job->cancel = &private->cancel;
    return job;
}

void job_free(struct job *job)
{
    if (!job)
        return;
    if (job->held)
        job->let_go(job->held);
    arena_free(job->arena);
    free(job->private);
    free(job);
}

void *job_request(struct job *job, size_t size)
{
    job->request = arena_alloc(job->arena, size);
    return job->request;
}

struct arena *job_take_arena(struct job *job)
{
    struct arena *arena = job->arena;
    job->arena = NULL;
    return arena;
}

void job_progress(struct job *job, int64_t done, int64_t total, const char *words)
{
    struct job_news news = {.done = done, .total = total};
    snprintf(news.words, sizeof news.words, "%s", words ? words : "");
    if (job->private->mailbox)
        mailbox_post_progress(job->private->mailbox, job, &news);
}

/* ---- between two jobs ---- */

/* Unlocked meanwhile. */
static void ask_file(struct worker *worker)
{
    worker->ask = false;
    if (!worker->db)
        return;
    pthread_mutex_unlock(&worker->lock);
    if (db_changed_by_others(worker->db))
        mailbox_post_changed(worker->mailbox);
    pthread_mutex_lock(&worker->lock);
}

static void look(struct worker *worker)
{
    unsigned found = watch_look(worker->watch);
    if (found & WATCH_DAY)
        mailbox_post_day(worker->mailbox);
    if (found & WATCH_HERE)
        mailbox_post_here(worker->mailbox);
    if (!(found & WATCH_FILE))
        return;
    struct worker *other = worker->asks;
    pthread_mutex_lock(&other->lock);
    other->ask = true;
    pthread_cond_signal(&other->more);
    pthread_mutex_unlock(&other->lock);
}

/* Unlocked meanwhile. */
static void wait_for_more(struct worker *worker)
{
    if (!worker->watch) {
        pthread_cond_wait(&worker->more, &worker->lock);
        return;
    }
    pthread_mutex_unlock(&worker->lock);
    if (watch_wait(worker->watch))
        look(worker);
    pthread_mutex_lock(&worker->lock);
}

static void wake(struct worker *worker)
{
    if (worker->watch)
        watch_wake(worker->watch);
    else
        pthread_cond_signal(&worker->more);
}

/* Waits for a job. NULL: the worker is to end. */
static struct job *next_job(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    while (!worker->stop && (worker->ask || !worker->first)) {
        if (worker->ask)
            ask_file(worker);
        else
            wait_for_more(worker);
    }
    struct job *job = worker->stop ? NULL : worker->first;
    if (job) {
        worker->first = job->private->next;
        if (!worker->first)
            worker->last = &worker->first;
        worker->running = job;
    }
    pthread_mutex_unlock(&worker->lock);
    return job;
}

/* ---- jobs ---- */

/* What others have changed is counted from before the first job: what it reads may be changed
 * as soon as it has been read. */
static void watch_from_here(const struct worker *worker)
{
    if (worker->db)
        db_changed_by_others(worker->db);
}

static enum status connect(struct worker *worker, struct error *err)
{
    if (worker->db || !worker->open)
        return STATUS_OK;
    struct db *db = NULL;
    enum status status = worker->open(&db, worker->context, err);
    pthread_mutex_lock(&worker->lock);
    worker->db = db;
    pthread_mutex_unlock(&worker->lock);
    watch_from_here(worker);
    return status;
}

/* What a job leaves open would lock the file for the whole team. The pages of a scan are of no
 * use to the next one; forty consoles on one machine would keep them forty times. */
static void leave_file(struct worker *worker, const struct job *job)
{
    db_set_cancel(worker->db, NULL);
    if (db_in_transaction(worker->db)) {
        log_line("job %s left a transaction open", job->class->name);
        db_rollback(worker->db);
    }
    if (job->class->slow)
        db_release_memory(worker->db);
}

static void run(struct worker *worker, struct job *job)
{
    if (*job->cancel) {
        job->status = STATUS_CANCELLED;
        return;
    }
    int64_t start = clock_steady_ms();
    job->status = connect(worker, &job->error);
    if (job->status != STATUS_OK)
        return;
    job->db = worker->db;
    if (worker->db)
        db_set_cancel(worker->db, job->cancel);
    job->status = job->class->run(job, &job->error);
    if (worker->db)
        leave_file(worker, job);
    int64_t took = clock_steady_ms() - start;
    if (job->status != STATUS_OK && job->status != STATUS_CANCELLED)
        log_line("job %s failed: status %d", job->class->name, (int)job->status);
    if (!job->class->slow && took > 200)
        log_line("job %s took %lld ms", job->class->name, (long long)took);
}

static void *worker_main(void *context)
{
    struct worker *worker = context;
    struct job *job;
    watch_from_here(worker);
    if (worker->watch)
        look(worker);
    while ((job = next_job(worker))) {
        run(worker, job);
        pthread_mutex_lock(&worker->lock);
        worker->running = NULL; /* from here on nothing may interrupt on its account */
        pthread_mutex_unlock(&worker->lock);
        mailbox_post(worker->mailbox, job);
    }
    return NULL;
}

/* The console's thread alone takes signals. */
static int start_thread(struct worker *worker)
{
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGFPE);
    sigdelset(&all, SIGILL);
    sigdelset(&all, SIGABRT);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&worker->thread, NULL, worker_main, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

static void free_worker(struct worker *worker)
{
    pthread_cond_destroy(&worker->more);
    pthread_mutex_destroy(&worker->lock);
    watch_free(worker->watch);
    db_close(worker->db);
    free(worker);
}

static struct worker *make_worker(struct mailbox *mailbox)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return NULL;
    worker->mailbox = mailbox;
    worker->last = &worker->first;
    pthread_cond_init(&worker->more, NULL);
    pthread_mutex_init(&worker->lock, NULL);
    return worker;
}

/* *out is set when the thread runs; else the worker is freed. */
static enum status start(struct worker *worker, struct worker **out, struct error *err)
{
    if (start_thread(worker) != 0) {
        free_worker(worker);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    *out = worker;
    return STATUS_OK;
}

enum status worker_start(struct worker **out, struct mailbox *mailbox, struct db *db,
                         worker_open_fn *open, void *context, struct error *err)
{
    struct worker *worker = make_worker(mailbox);
    if (!worker) {
        db_close(db);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    worker->db = db;
    worker->open = open;
    worker->context = context;
    return start(worker, out, err);
}

enum status worker_start_watching(struct worker **out, struct mailbox *mailbox,
                                  const struct watch_places *places, struct worker *asks,
                                  struct error *err)
{
    struct worker *worker = make_worker(mailbox);
    if (worker)
        worker->watch = watch_new(places);
    if (!worker || !worker->watch) {
        if (worker)
            free_worker(worker);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    worker->asks = asks;
    return start(worker, out, err);
}

void worker_submit(struct worker *worker, struct job *job)
{
    job->private->mailbox = worker->mailbox;
    job->private->next = NULL;
    pthread_mutex_lock(&worker->lock);
    *worker->last = job;
    worker->last = &job->private->next;
    wake(worker);
    pthread_mutex_unlock(&worker->lock);
}

void worker_cancel(struct worker *worker, struct job *job)
{
    pthread_mutex_lock(&worker->lock);
    job->private->cancel = 1;
    if (worker->running == job && worker->db)
        db_interrupt(worker->db);
    pthread_mutex_unlock(&worker->lock);
}

void worker_stop(struct worker *worker)
{
    if (!worker)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    if (worker->running) {
        worker->running->private->cancel = 1;
        if (worker->db)
            db_interrupt(worker->db);
    }
    wake(worker);
    pthread_mutex_unlock(&worker->lock);
    pthread_join(worker->thread, NULL);
    while (worker->first) {
        struct job *job = worker->first;
        worker->first = job->private->next;
        job_free(job);
    }
    free_worker(worker);
}
