/* For the chunk_*.c of core/frame only: a builder from the inside. */
#ifndef DATAJAM_FRAME_CHUNK_BUILD_H
#define DATAJAM_FRAME_CHUNK_BUILD_H

#include "core/base/cell.h"
#include "core/frame/chunk.h"
#include "core/frame/dictionary.h"

/* An empty cell among pending numbers, and the double -0, which never stands there. */
#define CHUNK_EMPTY INT64_MIN

/* What was given out so far. */
struct chunk_piece {
    uint8_t form, scale;
    bool values; /* it has any */
    uint32_t rows;
    int64_t base, high;
};

struct chunk_builder {
    enum column_type type;
    struct chunk_limits *limits;
    chunk_sink_fn *sink;
    void *context;
    uint64_t stamp;

    /* The piece that is under way. Doubles are pending under FORM_REAL, whatever they become. */
    enum column_form form;
    bool decided; /* the form is; until the first value it is not */
    int scale;    /* digits, or the decimals that were enough so far */
    size_t rows, room;
    uint32_t empties;
    int64_t *numbers; /* pending, all forms but words and texts */
    uint32_t *codes;  /* words: codes; texts: lengths */
    size_t number_room, code_room;
    struct buffer texts; /* pending ones */

    struct dictionary words;
    size_t words_told;    /* of them were given out */
    size_t words_counted; /* bytes of them in limits->words_in_use */
    bool only_texts;      /* no number is among the words */

    struct chunk_piece *pieces;
    size_t piece_count, piece_size;
    uint64_t all_rows, all_empties;
};

/* Gives out what is pending as one piece (chunk_code.c). */
bool chunk_builder_flush(struct chunk_builder *builder);

/* Room for the piece that begins (chunk_build.c). */
bool chunk_builder_make_room(struct chunk_builder *builder);

/* What is pending as words, or as texts (chunk_build.c). */
bool chunk_builder_to_words(struct chunk_builder *builder);
bool chunk_builder_to_texts(struct chunk_builder *builder);

#endif
