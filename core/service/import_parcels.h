/*
 * The rows of an import between the one who reads and the one who writes: a thread takes
 * batches from the feed, codes the columns, and packs each batch into a parcel, which has all
 * that is to be written and needs the batch no longer. Parcels are small, so that many can
 * wait: reading goes on while the disk is busy.
 */
#ifndef DATAJAM_SERVICE_IMPORT_PARCELS_H
#define DATAJAM_SERVICE_IMPORT_PARCELS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/ingest/feed.h"
#include "core/service/import_columns.h"
#include "core/store/row_pages.h"

/* What a batch has; rows and texts are the parcel's own. */
struct parcel {
    struct row_pages pages;
    size_t rows;
    struct batch_misfit *misfits;
    struct batch_aside *asides;
    struct batch_repair *repairs;
    size_t misfit_count, aside_count, repair_count;
    int64_t bytes;      /* of the file that were read up to here */
    struct buffer side; /* what the three lists are made of */
};

struct parcels;

/* Begins to take from feed. columns may be NULL; both stay the caller's and must be left alone
 * until the parcels are closed or done. *out is owned by the caller. */
enum status parcels_open(struct parcels **out, struct feed *feed, struct import_columns *columns,
                         struct error *err);

/* Stops the thread and frees. NULL is fine. */
void parcels_close(struct parcels *parcels);

/* Waits for the next parcel; NULL when *state is not FEED_GOES_ON, which is then that of the
 * feed, or when nothing comes for a while: who holds a lock gives it up then, and asks again. */
enum status parcels_take(struct parcels *parcels, struct parcel **out, enum feed_state *state,
                         struct error *err);

/* Gives the parcel back that was taken last. */
void parcels_give_back(struct parcels *parcels, struct parcel *parcel);

#endif
