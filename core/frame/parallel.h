/* A scan on as many threads as the machine has cores (two at most). */
#ifndef DATAJAM_FRAME_PARALLEL_H
#define DATAJAM_FRAME_PARALLEL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum { PARALLEL_MAX = 2 };

/* Rows [first, end) for thread number `part`. */
typedef void parallel_fn(void *context, unsigned part, size_t first, size_t end);

/* Parts there will be for so many rows: 1 for few. */
unsigned parallel_parts(size_t rows);

/* Cuts the rows at multiples of CHUNK_ROWS, runs the parts side by side, and returns when all
 * are done. Where no thread is to be had, one after the other. */
void parallel_run(size_t rows, parallel_fn *fn, void *context);

/* Work that goes on beside whoever began it. */
typedef void parallel_work_fn(void *context);
struct parallel_work {
    parallel_work_fn *fn;
    void *context;
    pthread_t thread;
    bool started;
};

/* Begins it; done at once where the rows are too few for a thread, or none is to be had. *work
 * and the context stay where they are until parallel_wait, which every begin needs. */
void parallel_begin(struct parallel_work *work, size_t rows, parallel_work_fn *fn, void *context);
void parallel_wait(struct parallel_work *work);

#endif
