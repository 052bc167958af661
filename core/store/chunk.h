/*
 * Where the columns of datasets are stored (dj_chunk): blobs by dataset, position of the
 * column and number. What is in them is core/frame's; here they are bytes.
 */
#ifndef DATAJAM_STORE_CHUNK_H
#define DATAJAM_STORE_CHUNK_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/store/db.h"

/* Reads the blobs of one column, each on its own: no lock is held between two of them. */
struct chunk_rows;

/* *out is freed with chunk_rows_close. */
enum status chunk_rows_open(struct chunk_rows **out, struct db *db, int64_t dataset,
                            size_t position, struct error *err);

/* Empties out and fills it. STATUS_NOT_FOUND: there is no such blob. */
enum status chunk_rows_read(struct chunk_rows *rows, uint32_t number, struct buffer *out,
                            struct error *err);
void chunk_rows_close(struct chunk_rows *rows); /* NULL is fine */

/* Puts a blob in its place. Needs an open transaction. */
enum status chunk_put(struct db *db, int64_t dataset, size_t position, uint32_t number,
                      struct span blob, struct error *err);

/* Takes the head of a column away, so that nobody takes the rest for a column. Needs an open
 * transaction. */
enum status chunk_drop_head(struct db *db, int64_t dataset, size_t position, struct error *err);

/* Takes the blobs of a column away, its head first, in short transactions. */
enum status chunk_drop_column(struct db *db, int64_t dataset, size_t position, struct error *err);

/* The same for all columns of a dataset. */
enum status chunk_drop_dataset(struct db *db, int64_t dataset, struct error *err);

#endif
