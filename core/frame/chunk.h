/*
 * Chunks: a column in pieces, as it is stored. Number 0 is the head, which says what all
 * pieces together make; the others follow each other from 1 on. Every blob carries its
 * version, a stamp that all blobs of one build share, and a checksum.
 *
 * A piece has codes of the least width that fits its own values: 0 for an empty cell, else
 * value - base + 1. Words have codes in the order of their arrival in the column; each piece
 * brings the words that are new in it.
 *
 *     header   struct chunk_header
 *     numbers  rows × width bytes of codes; width 0: all cells are empty
 *     words    codes, then 4 bytes for each new word (length × 4 + kind), then their bytes
 *     texts    4 bytes for the length of each cell, then their bytes
 */
#ifndef DATAJAM_FRAME_CHUNK_H
#define DATAJAM_FRAME_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/frame/column.h"

enum { CHUNK_VERSION = 1, CHUNK_NUMBERS = 1 << 20 /* of one column, at most */ };

/* As it is stored, in the byte order of the machine (another one makes its columns anew). */
struct chunk_header {
    uint8_t version, form, width, scale;
    uint32_t rows;
    uint64_t stamp;
    int64_t base;
    uint32_t empties;
    uint32_t words; /* new ones */
    uint64_t checksum;
};

/* The head as it is stored; rows of each piece follow, 4 bytes each. */
struct chunk_head {
    struct chunk_header header; /* form and scale of the whole; base is the lowest of all */
    int64_t high;               /* the highest of all values */
    int64_t edits;              /* of the dataset when it was built */
    uint64_t rows, empties;
    uint32_t words, pieces;
};

/* Sets the checksum of a whole blob, which begins with a header. */
void chunk_seal(char *blob, size_t len);

/* Reads the header of a blob. False: it is too short, of another version or damaged. */
bool chunk_check(struct span blob, struct chunk_header *header);

/* Reads a head; *pieces points into the blob, 4 bytes for each. False as above. */
bool chunk_check_head(struct span blob, struct chunk_head *head, const char **pieces);

/* Where the blobs of a column come from. */
struct chunk_source {
    /* Empties out and fills it. STATUS_NOT_FOUND: there is no such blob. */
    enum status (*read)(struct chunk_source *source, uint32_t number, struct buffer *out,
                        struct error *err);
    void (*free)(struct chunk_source *source);
    bool checks; /* that the blobs it gives are whole (chunk_check) */
};

/* Takes a blob, which is the sink's to free. False: it can't; the build is to end. */
typedef bool chunk_sink_fn(void *context, uint32_t number, char *blob, size_t len);

/* A source whose blobs are in memory: those that *sink, with the source as its context, was
 * given. NULL: no memory. */
struct chunk_source *chunk_memory_new(chunk_sink_fn **sink);

/*
 * Makes a column of its blobs. Takes the source over, whatever happens: texts without codes
 * go on reading from it. STATUS_NOT_FOUND, STATUS_DAMAGED: the blobs are not all there, or
 * do not fit together; the column is to be built anew.
 */
enum status chunk_load(struct frame_column **out, struct chunk_source *source,
                       enum column_type type, const char *order, const volatile int *cancel,
                       struct error *err);

/* ---- building ---- */

/* What the builders of one dataset share. */
struct chunk_limits {
    size_t piece_rows;   /* rows of a piece at most */
    size_t words_bytes;  /* memory of all dictionaries together, before the large ones end */
    size_t words_in_use; /* the builders' own */
};

/* Limits that keep the memory of so many builders flat. */
struct chunk_limits chunk_limits_for(size_t columns);

struct chunk_builder;

/* first_rows: of the first piece, so that not all columns fill up at the same row; 0: as the
 * others. limits must outlive it. NULL: no memory. */
struct chunk_builder *chunk_builder_new(enum column_type type, size_t first_rows,
                                        struct chunk_limits *limits, chunk_sink_fn *sink,
                                        void *context);

struct cell;

/* Adds cells[0], cells[stride], … False: no memory, or the sink said so; then only
 * chunk_builder_free is of use. */
bool chunk_builder_add(struct chunk_builder *builder, const struct cell *cells, size_t rows,
                       size_t stride);

/* Gives out the last piece, and the head. */
bool chunk_builder_finish(struct chunk_builder *builder, int64_t edits);

void chunk_builder_free(struct chunk_builder *builder); /* NULL is fine */

#endif
