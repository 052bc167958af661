/*
 * The columns of a team file's datasets, held in memory for whoever counts with them. Loaded
 * from the file when they are first asked for, made anew from the table where the file has
 * none or where another tool has changed it, dropped when memory is short.
 *
 * One struct frames serves all threads; each brings its own connection.
 */
#ifndef DATAJAM_SERVICE_FRAMES_H
#define DATAJAM_SERVICE_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/frame/bitmap.h"
#include "core/frame/column.h"
#include "core/frame/filter.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

struct frames;

/* budget: bytes of columns that are kept beyond those in use. NULL: no memory. */
struct frames *frames_new(size_t budget);
void frames_free(struct frames *frames);

enum { FRAMES_BUDGET = 128 * 1024 * 1024 };

/* Told from time to time while columns are made anew. */
typedef void frames_progress_fn(void *context, int64_t done, int64_t total);

struct frames_watch {
    frames_progress_fn *progress; /* may be NULL */
    void *context;
    const volatile int *cancel; /* may be NULL */
};

/* A dataset for one piece of work: all its columns are of one and the same state. */
struct frame_use;

/* STATUS_NOT_FOUND: it is gone; STATUS_STALE: another tool has altered its columns. */
enum status frame_use_begin(struct frame_use **out, struct frames *frames, struct db *db,
                            int64_t dataset_id, const struct frames_watch *watch,
                            struct error *err);
void frame_use_end(struct frame_use *use); /* NULL is fine */

/* The dataset as it is now; rows and contiguous are right. */
const struct dataset_info *frame_use_dataset(const struct frame_use *use);
const volatile int *frame_use_cancel(const struct frame_use *use);

/* The column at a position in the dataset; valid until frame_use_end. */
enum status frame_use_column(struct frame_use *use, size_t position,
                             const struct frame_column **out, struct error *err);

/* Sees to it that these columns can be had at once: those that must be made anew are made in
 * as few walks over the table as memory allows. For whoever knows beforehand what it needs. */
enum status frame_use_prepare(struct frame_use *use, const size_t *positions, size_t count,
                              struct error *err);

/* Gives a column back before the use ends: for whoever goes through all of them. */
void frame_use_release(struct frame_use *use, size_t position);

/* dj_row of rows of the frame (row r is the r-th of the table, from 0). */
enum status frame_use_ids(struct frame_use *use, const uint32_t *rows, size_t count, int64_t *ids,
                          struct error *err);

/*
 * The rows that pass all filters but those on column id `but` (0: all filters), into a new
 * bitmap. Bitmaps of single filters are remembered. Errors of select_rows; a filter on a
 * column that is gone says so.
 */
enum status frame_use_select(struct frame_use *use, const struct filter_list *filters, int64_t but,
                             struct bitmap *out, struct error *err);

#endif
