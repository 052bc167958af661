/*
 * Texts without codes: read from the chunks piece by piece, each time they are walked, since
 * they may take more memory than there is. Pieces from before the column went over to texts
 * have codes still; their dictionary is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/chunk_load.h"
#include "core/frame/column_internal.h"

struct chunk_texts {
    struct frame_texts base;
    struct chunk_reader reader;
    struct dictionary words;
    size_t words_from; /* pieces before this one have told their words */
    bool words_end;    /* all words are known */
    size_t current;    /* the piece whose texts are in spans; SIZE_MAX: none */
    struct span *spans;
    char *scratch; /* texts of numbers; NULL until one comes */
    size_t rows_most;
};

static bool read_lengths(struct chunk_texts *t)
{
    struct span lens = t->reader.payload;
    size_t rows = t->reader.piece.rows;
    if (lens.len / sizeof(uint32_t) < rows)
        return false;
    struct span bytes =
        span_of(lens.data + rows * sizeof(uint32_t), lens.len - rows * sizeof(uint32_t));
    for (size_t i = 0; i < rows; i++) {
        uint32_t len;
        memcpy(&len, lens.data + i * sizeof len, sizeof len);
        if (len > bytes.len)
            return false;
        t->spans[i] = span_of(len ? bytes.data : NULL, len);
        bytes = span_of(bytes.data + len, bytes.len - len);
    }
    return true;
}

static uint64_t code_of(const struct chunk_texts *t, size_t row)
{
    size_t width = t->reader.piece.width;
    uint64_t code = 0;
    memcpy(&code, t->reader.payload.data + row * width, width);
    return code;
}

static bool read_words(struct chunk_texts *t)
{
    for (size_t i = 0; i < t->reader.piece.rows; i++) {
        uint64_t code = code_of(t, i);
        t->spans[i] = span_of(NULL, 0);
        if (code > t->words.count)
            return false;
        if (code == 0)
            continue;
        struct cell cell = dictionary_cell(&t->words, (uint32_t)code);
        if (cell.kind != VALUE_TEXT)
            return false;
        t->spans[i] = span_of(cell.text, cell.len);
    }
    return true;
}

static bool read_numbers(struct chunk_texts *t)
{
    struct frame_column column = {.form = (enum column_form)t->reader.piece.form,
                                  .scale = t->reader.piece.scale,
                                  .base = t->reader.piece.base};
    if (!t->scratch)
        t->scratch = malloc(t->rows_most * COLUMN_TEXT_SIZE);
    if (!t->scratch || column.scale > 18)
        return false;
    for (size_t i = 0; i < t->reader.piece.rows; i++) {
        struct value value =
            column_value(&column, code_of(t, i), t->scratch + i * COLUMN_TEXT_SIZE);
        t->spans[i] = value.kind == VALUE_TEXT ? value.text : span_of(NULL, 0);
    }
    return true;
}

static bool make_spans(struct chunk_texts *t)
{
    enum column_form form = (enum column_form)t->reader.piece.form;
    if (t->reader.piece.empties == t->reader.piece.rows) {
        memset(t->spans, 0, t->reader.piece.rows * sizeof *t->spans);
        return true;
    }
    switch (form) {
    case FORM_TEXTS:
        return read_lengths(t);
    case FORM_WORDS:
        return read_words(t);
    case FORM_DIGITS:
    case FORM_DAY:
    case FORM_SECOND:
        return read_numbers(t);
    default:
        return false;
    }
}

static enum status read_piece(struct frame_texts *base, size_t piece, const struct span **out,
                              struct error *err)
{
    struct chunk_texts *t = (struct chunk_texts *)base;
    enum status status = STATUS_OK;
    *out = t->spans;
    if (t->current == piece)
        return STATUS_OK;
    t->current = SIZE_MAX;
    /* Earlier pieces may have words that this one speaks of. */
    size_t from = t->words_from < piece && !t->words_end ? t->words_from : piece;
    for (size_t i = from; i <= piece && status == STATUS_OK; i++) {
        status = chunk_reader_read(&t->reader, i, err);
        if (status != STATUS_OK || i < t->words_from)
            continue;
        if (t->reader.piece.form == FORM_WORDS)
            status = chunk_reader_words(&t->reader, &t->words, false, NULL, err);
        t->words_end = t->words.count >= t->reader.head.words;
        t->words_from = i + 1;
    }
    if (status == STATUS_OK && !make_spans(t))
        status = chunk_damaged(err);
    if (status == STATUS_OK)
        t->current = piece;
    return status;
}

static void free_texts(struct frame_texts *base)
{
    struct chunk_texts *t = (struct chunk_texts *)base;
    t->reader.source->free(t->reader.source);
    chunk_reader_close(&t->reader);
    dictionary_free(&t->words);
    free(t->base.first);
    free(t->spans);
    free(t->scratch);
    free(t);
}

static bool prepare(struct chunk_texts *t)
{
    size_t pieces = t->reader.head.pieces;
    t->base.chunks = pieces;
    t->base.first = calloc(pieces + 1, sizeof *t->base.first);
    for (size_t i = 0; t->base.first && i < pieces; i++) {
        size_t rows = t->reader.rows[i];
        t->base.first[i + 1] = t->base.first[i] + rows;
        t->rows_most = rows > t->rows_most ? rows : t->rows_most;
    }
    t->spans = calloc(t->rows_most + 1, sizeof *t->spans);
    return t->base.first && t->spans;
}

enum status chunk_texts_new(struct frame_column **out, struct chunk_reader *reader,
                            enum column_type type, struct error *err)
{
    struct chunk_texts *t = calloc(1, sizeof *t);
    struct column_box *box = column_box_new(FORM_TEXTS, type, (size_t)reader->head.rows);
    if (!t || !box) {
        reader->source->free(reader->source);
        chunk_reader_close(reader);
        free(t);
        column_free(box ? &box->column : NULL);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    t->base.read = read_piece;
    t->base.free = free_texts;
    t->reader = *reader;
    t->current = SIZE_MAX;
    t->words_end = reader->head.words == 0;
    box->column.texts = &t->base;
    box->column.empties = (size_t)reader->head.empties;
    if (!prepare(t)) {
        column_free(&box->column);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    *out = &box->column;
    return STATUS_OK;
}
