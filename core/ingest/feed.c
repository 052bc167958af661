/*
 * The feed: the reading thread and the ring of batches between it and who takes them. A
 * batch is free, filled, or in the taker's hands; two counters and one lock tell which.
 */
#include "core/ingest/feed.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/ingest/batch.h"
#include "core/ingest/reader.h"
#include "core/ingest/table.h"

enum { RING = 6 };

struct feed {
    struct input *input;
    struct plan *plan;
    struct table *table;
    struct column_tally *tallies;
    int64_t rows, blank_lines, pending_blanks;

    pthread_t thread;
    bool running, locks_made;
    pthread_mutex_t lock;
    pthread_cond_t filled_one, freed_one;
    struct batch ring[RING];
    size_t filled, taken, freed; /* batches so far; ring[n % RING] */
    bool stop;
    enum feed_state state; /* of the thread, once it has ended */
    enum status status;
    struct error err;
};

/* ---- the ring ---- */

/* The next batch to fill; NULL: stop. */
static struct batch *wait_free(struct feed *feed)
{
    pthread_mutex_lock(&feed->lock);
    while (!feed->stop && feed->filled - feed->freed == RING)
        pthread_cond_wait(&feed->freed_one, &feed->lock);
    struct batch *batch = feed->stop ? NULL : &feed->ring[feed->filled % RING];
    pthread_mutex_unlock(&feed->lock);
    if (batch)
        batch_clear(batch);
    return batch;
}

static void hand_over(struct feed *feed, struct batch *batch)
{
    batch->bytes = input_position(feed->input);
    pthread_mutex_lock(&feed->lock);
    feed->filled++;
    pthread_cond_signal(&feed->filled_one);
    pthread_mutex_unlock(&feed->lock);
}

enum status feed_take(struct feed *feed, struct batch **out, enum feed_state *state,
                      struct error *err)
{
    *out = NULL;
    *state = FEED_GOES_ON;
    enum status status = STATUS_OK;
    pthread_mutex_lock(&feed->lock);
    while (feed->taken == feed->filled && feed->state == FEED_GOES_ON && feed->status == STATUS_OK)
        pthread_cond_wait(&feed->filled_one, &feed->lock);
    /* What is wrong is told at once, though good batches may be waiting. */
    if (feed->state == FEED_AGAINST)
        *state = FEED_AGAINST;
    else if (feed->taken < feed->filled)
        *out = &feed->ring[feed->taken++ % RING];
    else if (feed->status != STATUS_OK) {
        status = feed->status;
        if (err)
            *err = feed->err;
    } else
        *state = feed->state;
    pthread_mutex_unlock(&feed->lock);
    return status;
}

void feed_give_back(struct feed *feed, struct batch *batch)
{
    (void)batch; /* they come back in the order in which they were taken */
    pthread_mutex_lock(&feed->lock);
    feed->freed++;
    pthread_cond_signal(&feed->freed_one);
    pthread_mutex_unlock(&feed->lock);
}

/* ---- records into batches ---- */

/* The next record that is one: in a table of one column each blank line is an empty value,
 * unless nothing follows. */
static enum status next_record(struct feed *feed, struct record *record, struct error *err)
{
    for (;;) {
        enum status status = table_next(feed->table, record, err);
        if (status != STATUS_OK || record->state == RECORD_END)
            return status;
        if (record->state == RECORD_BLANK) {
            feed->pending_blanks++;
            continue;
        }
        feed->rows += 1 + feed->pending_blanks; /* now known to be rows */
        return STATUS_OK;
    }
}

/* Leaves *batch NULL when the feed is to stop. */
static enum status next_batch(struct feed *feed, struct batch **batch)
{
    hand_over(feed, *batch);
    *batch = wait_free(feed);
    return STATUS_OK;
}

static enum status add_pending_blanks(struct feed *feed, struct batch **batch)
{
    static const struct record nothing = {0};
    while (feed->pending_blanks > 0 && *batch) {
        if (!batch_has_room(*batch, &nothing)) {
            next_batch(feed, batch);
            continue;
        }
        batch_add_empty_row(*batch, feed->tallies);
        feed->pending_blanks--;
    }
    return STATUS_OK;
}

/* One record into the batch. *against: it speaks against the plan. */
static enum status add_record(struct feed *feed, struct batch **batch, const struct record *record,
                              bool *against, struct error *err)
{
    enum repair_kind repaired = table_repaired(feed->table);
    enum aside_reason reason;
    size_t column = 0;
    add_pending_blanks(feed, batch);
    if (*batch && !batch_has_room(*batch, record))
        next_batch(feed, batch);
    if (!*batch)
        return STATUS_OK;
    if (!batch_has_room(*batch, record))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (batch_is_aside(record, feed->plan->count, &reason))
        batch_add_aside(*batch, record, reason);
    else
        *against = !batch_add_row(*batch, record, feed->plan, repaired != REPAIR_NONE,
                                  feed->tallies, &column);
    if (repaired != REPAIR_NONE && !*against && record->count == feed->plan->count)
        batch_add_repair(*batch, record, repaired);
    return STATUS_OK;
}

/* In a column of numbers or dates so many words that it is none after all? */
static bool drowned_in_words(struct feed *feed)
{
    bool any = false;
    for (size_t i = 0; i < feed->plan->count; i++) {
        const struct column_tally *tally = &feed->tallies[i];
        if (feed->plan->formats[i].type == COLUMN_TEXT || feed->plan->formats[i].asked ||
            !infer_is_drowned(tally->values, tally->words))
            continue;
        feed->plan->against[i].words = true;
        any = true;
    }
    return any;
}

static enum status run(struct feed *feed, enum feed_state *state, struct error *err)
{
    struct batch *batch = wait_free(feed);
    struct record record;
    enum status status = STATUS_OK;
    bool against = false;
    while (batch && status == STATUS_OK && !against) {
        status = next_record(feed, &record, err);
        if (status != STATUS_OK || record.state == RECORD_END)
            break;
        status = add_record(feed, &batch, &record, &against, err);
    }
    if (status == STATUS_OK && against)
        plan_note_against(feed->plan, &record);
    else if (status == STATUS_OK && batch)
        against = drowned_in_words(feed);
    if (batch && status == STATUS_OK && !against)
        hand_over(feed, batch);
    feed->blank_lines += feed->pending_blanks;
    *state = against ? FEED_AGAINST : FEED_DONE;
    return status;
}

static void *thread_main(void *context)
{
    struct feed *feed = context;
    struct error err = {0};
    enum feed_state state = FEED_DONE;
    enum status status = run(feed, &state, &err);
    pthread_mutex_lock(&feed->lock);
    feed->status = status;
    feed->err = err;
    if (status == STATUS_OK)
        feed->state = state;
    pthread_cond_signal(&feed->filled_one);
    pthread_mutex_unlock(&feed->lock);
    return NULL;
}

/* ---- the rest of the file, when the plan does not hold ---- */

void feed_mend_plan(struct feed *feed, bool strict)
{
    struct record record;
    struct error ignored;
    if (feed->running)
        pthread_join(feed->thread, NULL);
    feed->running = false;
    /* What can't be read now will be told by the next round. */
    while (next_record(feed, &record, &ignored) == STATUS_OK && record.state != RECORD_END) {
        if (record.state == RECORD_ROW && record.count == feed->plan->count)
            plan_note_against(feed->plan, &record);
    }
    plan_mend(feed->plan, strict);
}

/* ---- opening ---- */

static enum status make_locks(struct feed *feed, struct error *err)
{
    pthread_cond_t *const conditions[] = {&feed->filled_one, &feed->freed_one};
    size_t made = 0;
    bool lock = pthread_mutex_init(&feed->lock, NULL) == 0;
    while (lock && made < 2 && pthread_cond_init(conditions[made], NULL) == 0)
        made++;
    feed->locks_made = lock && made == 2;
    if (feed->locks_made)
        return STATUS_OK;
    while (made > 0)
        pthread_cond_destroy(conditions[--made]);
    if (lock)
        pthread_mutex_destroy(&feed->lock);
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status prepare(struct feed *feed, struct error *err)
{
    feed->tallies = calloc(feed->plan->count, sizeof *feed->tallies);
    bool good = feed->tallies != NULL;
    for (size_t i = 0; good && i < RING; i++)
        good = batch_make(&feed->ring[i], feed->plan->count);
    if (!good)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = table_open(&feed->table, feed->input, feed->plan, err);
    if (status == STATUS_OK)
        status = make_locks(feed, err);
    return status;
}

enum status feed_open(struct feed **out, struct input *input, struct plan *plan, struct error *err)
{
    *out = NULL;
    struct feed *feed = calloc(1, sizeof *feed);
    if (!feed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    feed->input = input;
    feed->plan = plan;
    enum status status = prepare(feed, err);
    if (status == STATUS_OK) {
        feed->running = pthread_create(&feed->thread, NULL, thread_main, feed) == 0;
        if (!feed->running)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    if (status != STATUS_OK) {
        feed_close(feed);
        return status;
    }
    *out = feed;
    return STATUS_OK;
}

void feed_close(struct feed *feed)
{
    if (!feed)
        return;
    if (feed->locks_made) {
        pthread_mutex_lock(&feed->lock);
        feed->stop = true;
        pthread_cond_signal(&feed->freed_one);
        pthread_cond_signal(&feed->filled_one);
        pthread_mutex_unlock(&feed->lock);
    }
    if (feed->running)
        pthread_join(feed->thread, NULL);
    if (feed->locks_made) {
        pthread_cond_destroy(&feed->freed_one);
        pthread_cond_destroy(&feed->filled_one);
        pthread_mutex_destroy(&feed->lock);
    }
    table_close(feed->table);
    for (size_t i = 0; i < RING; i++)
        batch_free(&feed->ring[i]);
    free(feed->tallies);
    free(feed);
}

const struct column_tally *feed_tallies(const struct feed *feed)
{
    return feed->tallies;
}

int64_t feed_rows(const struct feed *feed)
{
    return feed->rows;
}

int64_t feed_blank_lines(const struct feed *feed)
{
    return feed->blank_lines + table_notes(feed->table)->blank_lines;
}

const struct table_notes *feed_table_notes(const struct feed *feed)
{
    return table_notes(feed->table);
}
