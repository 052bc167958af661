/*
 * The feed: a thread that reads a file under a plan and hands out batches of typed cells. It
 * runs ahead of whoever takes them by a few batches and no more, so that memory stays flat.
 */
#ifndef DATAJAM_INGEST_FEED_H
#define DATAJAM_INGEST_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/ingest/input.h"
#include "core/ingest/plan.h"
#include "core/ingest/table.h"

struct feed;

/* A value that does not fit its column, as it was written. */
struct batch_misfit {
    size_t row; /* in the batch */
    size_t column;
    struct span text;
};

enum aside_reason { ASIDE_TOO_FEW, ASIDE_TOO_MANY, ASIDE_STRAY_QUOTE, ASIDE_TOO_LONG };

/* A row of the file that could not be loaded. */
struct batch_aside {
    int64_t line;
    enum aside_reason reason;
    size_t cells;
    struct span text;
};

/* A row that was loaded otherwise than it stands in the file. */
struct batch_repair {
    size_t row; /* in the batch */
    int64_t line;
    enum repair_kind kind;
    struct span before; /* as it stands in the file */
};

/* Some rows, with all that their cells point to. */
struct batch {
    struct cell *cells; /* cells[r * columns + c] */
    size_t rows, columns;
    struct batch_misfit *misfits;
    size_t misfit_count, misfit_size;
    struct batch_aside *asides;
    size_t aside_count, aside_size;
    struct batch_repair *repairs;
    size_t repair_count, repair_size;
    int64_t bytes; /* of the file that were read up to here */
    char *text;
    size_t text_len, text_size;
};

enum feed_state {
    FEED_GOES_ON,
    FEED_DONE,   /* no more batches */
    FEED_AGAINST /* the plan does not hold: a value speaks against the format of its column */
};

enum { FEED_MARKERS = 12, FEED_MARKER_SIZE = 8 };

/* What was seen of a column under its format. */
struct column_tally {
    int64_t values, empties, misfits, words; /* words: misfits that are no markers */
    struct {
        char text[FEED_MARKER_SIZE];
        int64_t count;
    } markers[FEED_MARKERS];
};

/* Begins to read input from its beginning. plan and input stay the caller's and must be
 * left alone until the feed is closed. *out is owned by the caller. */
enum status feed_open(struct feed **out, struct input *input, struct plan *plan, struct error *err);

/* Stops the thread and frees. NULL is fine. */
void feed_close(struct feed *feed);

/* Waits for the next batch; NULL when *state is not FEED_GOES_ON. */
enum status feed_take(struct feed *feed, struct batch **out, enum feed_state *state,
                      struct error *err);

/* Gives a batch back when it is no longer needed. */
void feed_give_back(struct feed *feed, struct batch *batch);

/* After FEED_AGAINST: reads the rest of the file for all that speaks against the plan and
 * mends the plan. strict: columns in doubt become text. */
void feed_mend_plan(struct feed *feed, bool strict);

/* After FEED_DONE: tallies by column, and the blank lines that were passed over. */
const struct column_tally *feed_tallies(const struct feed *feed);
int64_t feed_rows(const struct feed *feed); /* of the file, without header and blank lines */
int64_t feed_blank_lines(const struct feed *feed);
const struct table_notes *feed_table_notes(const struct feed *feed);

#endif
