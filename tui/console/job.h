/*
 * Jobs: whatever touches the disk or may be slow. A pane makes one, fills its request and
 * submits it; a worker runs it with a database connection; it comes back to the pane's
 * message function as a reply.
 *
 *     struct job *job = app_job(pane, &page_job);        // NULL: no memory (already said)
 *     struct page_request *request = job_request(job, sizeof *request);
 *     request->first = …;                                // strings: arena_string(job->arena, …)
 *     job->lane = LANE_PAGE;
 *     app_submit(job);                                   // it is the console's now
 *
 * Request and result live in the job's arena. Workers run side by side, each with a
 * connection of its own: one for quick jobs, one for slow ones (class->slow), so that a
 * scan never holds up a page, and one for what nobody waits for (class->aside). One without a
 * connection watches the jam's folder and reads the day (class->day): the clock waits for no
 * team's file. Jobs of one worker run in the order of their submission.
 *
 * Lanes: a job in lane 1..31 replaces what its pane had submitted in that lane before: what
 * waits is dropped, what runs is cancelled, and no stale answer is ever delivered. In lane
 * 0 every job is answered.
 */
#ifndef DATAJAM_CONSOLE_JOB_H
#define DATAJAM_CONSOLE_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"

struct db;
struct frames;
struct job;
struct pane;

enum { JOB_LANES = 32 };

struct job_class {
    const char *name; /* for the log */

    /* On the worker's thread. Reads job->request, sets job->result (both in job->arena),
     * may call job_progress. A slow one looks at *job->cancel. Must not touch the pane. */
    enum status (*run)(struct job *job, struct error *err);

    bool slow;  /* may take longer than some 20 ms */
    bool aside; /* slow, and nobody waits for it: runs beside the others */
    bool day;   /* reads small files of the jam's folder, and no database */

    /* What is being done ("Importing {file}" has no place here: "Importing"), for the
     * progress bar with Esc to cancel; TEXT_NONE: it runs unseen. */
    enum text_id progress;
};

struct job {
    const struct job_class *class;
    struct arena *arena;
    void *request;
    void *result;
    unsigned lane;
    uint64_t tag; /* the pane's own number, e.g. of its view */

    /* While it runs. db is NULL when there is no team file. */
    struct db *db;
    struct frames *frames;      /* the columns that all workers share */
    const volatile int *cancel; /* non-zero: stop and return STATUS_CANCELLED */

    /* When it is back. */
    enum status status;
    struct error error;

    /* What it holds beyond its arena: let_go(held) when it is freed, on the UI thread. */
    void *held;
    void (*let_go)(void *held);

    struct job_private *private; /* of the workers */
};

/* size zeroed bytes in its arena as the request; NULL: no memory. */
void *job_request(struct job *job, size_t size);

/* On the worker: how far it is. total 0: not known. words (may be NULL) stand beside the
 * bar: "1,240,000 rows · 310 MB/s · 4 s left". Cheap enough to be called every 50 ms. */
void job_progress(struct job *job, int64_t done, int64_t total, const char *words);

/* In a message: the reply's arena becomes the caller's, who frees it; else it goes away
 * with the job when message returns. */
struct arena *job_take_arena(struct job *job);

#endif
