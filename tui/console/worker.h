/*
 * Workers and their mailbox. A worker is a thread with a queue of jobs and a database
 * connection that it alone uses; what it has done it puts into the mailbox, which wakes the
 * console through a descriptor. They share nothing else.
 */
#ifndef DATAJAM_CONSOLE_WORKER_H
#define DATAJAM_CONSOLE_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "tui/console/job.h"

struct app;
struct db;
struct mailbox;
struct watch_places;
struct worker;

/* What the console keeps with a job. */
struct job_private {
    struct app *app;
    struct pane *pane;       /* who is told; NULL: nobody */
    struct job *next;        /* in the queue or the mailbox */
    struct job *outstanding; /* the console's list of jobs under way */
    struct mailbox *mailbox;
    volatile int cancel;
    void (*done)(struct app *app, struct job *job); /* told instead of the pane; or NULL */
    bool kept;                                      /* console's: done has taken the job over */
    bool stale;    /* console's: nobody waits for the answer any more */
    bool shown;    /* console's: its progress bar is on the screen */
    int64_t since; /* steady ms of its submission */
};

struct job_news {
    int64_t done;
    int64_t total;
    char words[160];
};

/* A job with its arena; NULL: no memory. */
struct job *job_new(const struct job_class *class, struct pane *pane);
void job_free(struct job *job);

struct mailbox *mailbox_new(void);
void mailbox_free(struct mailbox *mailbox); /* and the jobs in it */

/* Readable when there is something in it; mailbox_take makes it quiet again. */
int mailbox_descriptor(const struct mailbox *mailbox);

/* All jobs that are back, in their order, linked by private->next. *changed (may be NULL)
 * tells that others have changed the team file, *news that a job has reported progress, *here
 * that somebody has come, gone or told something, *day that the clock of the day or the
 * announcements have changed. */
struct job *mailbox_take(struct mailbox *mailbox, bool *changed, bool *news, bool *here, bool *day);

/* The last progress of a job; false: it has reported none. */
bool mailbox_progress(struct mailbox *mailbox, const struct job *job, struct job_news *out);

/* Opens the worker's connection when its first job comes; may be NULL. */
typedef enum status worker_open_fn(struct db **out, void *context, struct error *err);

/* Starts the thread. db (may be NULL) is the worker's from here on, and closed by it; else
 * open makes one. */
enum status worker_start(struct worker **out, struct mailbox *mailbox, struct db *db,
                         worker_open_fn *open, void *context, struct error *err);

/* Starts one without a connection that watches between its jobs, and posts what it finds; asks
 * is the one that is asked whether others have changed the file. Stop it before that one. */
enum status worker_start_watching(struct worker **out, struct mailbox *mailbox,
                                  const struct watch_places *places, struct worker *asks,
                                  struct error *err);

/* Cancels what runs, drops what waits, ends the thread. NULL is fine. */
void worker_stop(struct worker *worker);

void worker_submit(struct worker *worker, struct job *job);

/* Asks a job to stop, wherever it is; it comes back with STATUS_CANCELLED. */
void worker_cancel(struct worker *worker, struct job *job);

#endif
