/* For the chunk_*.c of core/frame only: pieces as loaders read and move them. */
#ifndef DATAJAM_FRAME_CHUNK_LOAD_H
#define DATAJAM_FRAME_CHUNK_LOAD_H

#include "core/frame/chunk.h"
#include "core/frame/dictionary.h"

/* A column whose head was read. */
struct chunk_reader {
    struct chunk_source *source;
    struct chunk_head head;
    uint32_t *rows; /* of each piece */
    struct buffer blob;

    /* Of the piece that was read last. */
    struct chunk_header piece;
    struct span payload;
};

/* STATUS_NOT_FOUND: there is no head. */
enum status chunk_reader_open(struct chunk_reader *reader, struct chunk_source *source,
                              struct error *err);
void chunk_reader_close(struct chunk_reader *reader); /* not the source */

/* Reads piece 0 … head.pieces - 1; its codes are all there, rows × width bytes. */
enum status chunk_reader_read(struct chunk_reader *reader, size_t piece, struct error *err);

/* The new words of a piece of FORM_WORDS into the dictionary: hashed, so that codes can be
 * found, or only one behind the other. *codes (may be NULL) gets the code of each. */
enum status chunk_reader_words(const struct chunk_reader *reader, struct dictionary *dictionary,
                               bool hashed, uint32_t *codes, struct error *err);

/* Codes of a piece, as they are stored: rows × width bytes, not aligned. */
struct chunk_codes {
    const char *codes;
    int width; /* 1, 2, 4 or 8 */
    size_t rows;
};

/* Code 1 becomes `first`, and each further one stands `factor` (never 0) above the one before. */
struct chunk_shift {
    uint64_t first, factor;
};

/* Writes them at another width, as wide or wider; 0 stays 0. False, and nothing is written: one
 * of them would be less than 1 or above top, which that width has room for (chunk_move.c). */
bool chunk_move(const struct chunk_codes *in, const struct chunk_shift *shift, void *out, int width,
                uint64_t top);

/* Words for blobs that are missing, damaged, or don't fit together. */
enum status chunk_damaged(struct error *err);

/* Texts without codes; takes the reader and its source over (chunk_texts.c). */
enum status chunk_texts_new(struct frame_column **out, struct chunk_reader *reader,
                            enum column_type type, struct error *err);

#endif
