/*
 * Packing. What is filled waits in the order of the file; what is free lies on a stack, so
 * that no more parcels ever hold memory than waited at the same time.
 */
#include "core/service/import_parcels.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    PARCELS = 48,
    WAITING_BYTES = 8 * 1024 * 1024, /* as much as a transaction has */
    PATIENCE_MS = 25
};

struct parcels {
    struct feed *feed;
    struct import_columns *columns;
    int64_t laid_out; /* rows so far */

    pthread_t thread;
    bool running, lock_made, filled_made, freed_made;
    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t filled_one, freed_one;
    struct parcel all[PARCELS];
    struct parcel *free[PARCELS], *waiting[PARCELS]; /* waiting[n % PARCELS] */
    size_t free_count, filled, taken;
    size_t bytes; /* that wait */
    bool stop, ended;
    enum feed_state state; /* of the feed, once the thread has ended */
    enum status status;
    struct error err;
};

/* ---- what stands beside the rows ---- */

static void add_text(struct parcel *parcel, struct span *text)
{
    char *copy = parcel->side.data + parcel->side.len;
    buffer_add_span(&parcel->side, *text);
    *text = span_of(copy, text->len);
}

static size_t side_texts(const struct batch *batch)
{
    size_t bytes = 0;
    for (size_t i = 0; i < batch->misfit_count; i++)
        bytes += batch->misfits[i].text.len;
    for (size_t i = 0; i < batch->aside_count; i++)
        bytes += batch->asides[i].text.len;
    for (size_t i = 0; i < batch->repair_count; i++)
        bytes += batch->repairs[i].before.len;
    return bytes;
}

/* Lists first, since they are to be aligned, and then their texts; room is made for all of it
 * beforehand, so that nothing moves. */
static void copy_side(struct parcel *parcel, const struct batch *batch)
{
    size_t misfits = batch->misfit_count * sizeof *batch->misfits;
    size_t asides = batch->aside_count * sizeof *batch->asides;
    size_t repairs = batch->repair_count * sizeof *batch->repairs;
    struct buffer *side = &parcel->side;
    parcel->misfit_count = batch->misfit_count;
    parcel->aside_count = batch->aside_count;
    parcel->repair_count = batch->repair_count;
    buffer_clear(side);
    if (misfits + asides + repairs == 0 ||
        !buffer_reserve(side, misfits + asides + repairs + side_texts(batch)))
        return;
    parcel->misfits = (struct batch_misfit *)(void *)side->data;
    parcel->asides = (struct batch_aside *)(void *)(side->data + misfits);
    parcel->repairs = (struct batch_repair *)(void *)(side->data + misfits + asides);
    buffer_add(side, batch->misfits, misfits);
    buffer_add(side, batch->asides, asides);
    buffer_add(side, batch->repairs, repairs);
    for (size_t i = 0; i < batch->misfit_count; i++)
        add_text(parcel, &parcel->misfits[i].text);
    for (size_t i = 0; i < batch->aside_count; i++)
        add_text(parcel, &parcel->asides[i].text);
    for (size_t i = 0; i < batch->repair_count; i++)
        add_text(parcel, &parcel->repairs[i].before);
}

/* ---- packing ---- */

static void pack(struct parcels *p, struct parcel *parcel, const struct batch *batch)
{
    row_pages_fill(&parcel->pages, batch->cells, batch->rows, batch->columns, p->laid_out + 1);
    p->laid_out += (int64_t)batch->rows;
    parcel->rows = batch->rows;
    parcel->bytes = batch->bytes;
    copy_side(parcel, batch);
    import_columns_see(p->columns, batch);
}

static size_t bytes_of(const struct parcel *parcel)
{
    return parcel->pages.bytes + parcel->side.len;
}

/* NULL: stop. */
static struct parcel *wait_free(struct parcels *p)
{
    pthread_mutex_lock(&p->lock);
    while (!p->stop && (p->free_count == 0 || p->bytes > WAITING_BYTES))
        pthread_cond_wait(&p->freed_one, &p->lock);
    struct parcel *parcel = p->stop ? NULL : p->free[--p->free_count];
    pthread_mutex_unlock(&p->lock);
    return parcel;
}

static void hand_over(struct parcels *p, struct parcel *parcel)
{
    pthread_mutex_lock(&p->lock);
    p->waiting[p->filled++ % PARCELS] = parcel;
    p->bytes += bytes_of(parcel);
    pthread_cond_signal(&p->filled_one);
    pthread_mutex_unlock(&p->lock);
}

static void *thread_main(void *context)
{
    struct parcels *p = context;
    struct parcel *parcel;
    struct error err = {0};
    enum feed_state state = FEED_GOES_ON;
    enum status status = STATUS_OK;
    while ((parcel = wait_free(p)) != NULL) {
        struct batch *batch = NULL;
        status = feed_take(p->feed, &batch, &state, &err);
        if (status != STATUS_OK || state != FEED_GOES_ON)
            break;
        pack(p, parcel, batch);
        feed_give_back(p->feed, batch);
        hand_over(p, parcel);
    }
    pthread_mutex_lock(&p->lock);
    p->ended = true;
    p->state = state;
    p->status = status;
    p->err = err;
    pthread_cond_signal(&p->filled_one);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* ---- the other end ---- */

/* For as long as patience goes. With the lock held. */
static void wait_filled(struct parcels *p)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += PATIENCE_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    while (p->taken == p->filled && !p->ended) {
        if (pthread_cond_timedwait(&p->filled_one, &p->lock, &until) != 0)
            break;
    }
}

enum status parcels_take(struct parcels *p, struct parcel **out, enum feed_state *state,
                         struct error *err)
{
    enum status status = STATUS_OK;
    *out = NULL;
    *state = FEED_GOES_ON;
    pthread_mutex_lock(&p->lock);
    if (p->taken == p->filled && !p->ended)
        wait_filled(p);
    /* What is wrong is told at once, though good parcels may be waiting. */
    if (p->ended && p->state == FEED_AGAINST)
        *state = FEED_AGAINST;
    else if (p->taken < p->filled)
        *out = p->waiting[p->taken++ % PARCELS];
    else if (p->status != STATUS_OK) {
        status = p->status;
        if (err)
            *err = p->err;
    } else
        *state = p->state;
    pthread_mutex_unlock(&p->lock);
    return status;
}

void parcels_give_back(struct parcels *p, struct parcel *parcel)
{
    pthread_mutex_lock(&p->lock);
    p->free[p->free_count++] = parcel;
    p->bytes -= bytes_of(parcel);
    pthread_cond_signal(&p->freed_one);
    pthread_mutex_unlock(&p->lock);
}

/* A condition that waits by the steady clock. */
static bool make_timed(pthread_cond_t *condition)
{
    pthread_condattr_t how;
    if (pthread_condattr_init(&how) != 0)
        return false;
    bool made = pthread_condattr_setclock(&how, CLOCK_MONOTONIC) == 0 &&
                pthread_cond_init(condition, &how) == 0;
    pthread_condattr_destroy(&how);
    return made;
}

enum status parcels_open(struct parcels **out, struct feed *feed, struct import_columns *columns,
                         struct error *err)
{
    *out = NULL;
    struct parcels *p = calloc(1, sizeof *p);
    if (!p)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    p->feed = feed;
    p->columns = columns;
    while (p->free_count < PARCELS) {
        p->free[p->free_count] = &p->all[p->free_count];
        p->free_count++;
    }
    p->lock_made = pthread_mutex_init(&p->lock, NULL) == 0;
    p->filled_made = make_timed(&p->filled_one);
    p->freed_made = pthread_cond_init(&p->freed_one, NULL) == 0;
    p->running = p->lock_made && p->filled_made && p->freed_made &&
                 pthread_create(&p->thread, NULL, thread_main, p) == 0;
    if (!p->running) {
        parcels_close(p);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    *out = p;
    return STATUS_OK;
}

void parcels_close(struct parcels *p)
{
    if (!p)
        return;
    if (p->running) {
        pthread_mutex_lock(&p->lock);
        p->stop = true;
        pthread_cond_signal(&p->freed_one);
        pthread_mutex_unlock(&p->lock);
        pthread_join(p->thread, NULL);
    }
    if (p->freed_made)
        pthread_cond_destroy(&p->freed_one);
    if (p->filled_made)
        pthread_cond_destroy(&p->filled_one);
    if (p->lock_made)
        pthread_mutex_destroy(&p->lock);
    for (size_t i = 0; i < PARCELS; i++) {
        row_pages_free(&p->all[i].pages);
        buffer_free(&p->all[i].side);
    }
    free(p);
}
