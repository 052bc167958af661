/*
 * Reading pieces: the one place where the sizes in a blob are checked, for the loader of
 * codes and for the walk over texts.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/chunk_load.h"

enum status chunk_damaged(struct error *err)
{
    return error_set(err, STATUS_DAMAGED, TEXT_STORE_CHUNK_DAMAGED, NULL);
}

enum status chunk_reader_open(struct chunk_reader *r, struct chunk_source *source,
                              struct error *err)
{
    const char *pieces = NULL;
    uint64_t rows = 0;
    *r = (struct chunk_reader){.source = source};
    enum status status = source->read(source, 0, &r->blob, err);
    if (status != STATUS_OK)
        return status;
    if (!chunk_check_head(buffer_span(&r->blob), &r->head, &pieces) ||
        r->head.header.form > FORM_TEXTS || r->head.rows > UINT32_MAX)
        return chunk_damaged(err);
    r->rows = calloc(r->head.pieces + 1, sizeof *r->rows);
    if (!r->rows)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    memcpy(r->rows, pieces, r->head.pieces * sizeof *r->rows);
    for (size_t i = 0; i < r->head.pieces; i++)
        rows += r->rows[i];
    return rows == r->head.rows ? STATUS_OK : chunk_damaged(err);
}

void chunk_reader_close(struct chunk_reader *r)
{
    free(r->rows);
    r->rows = NULL;
    buffer_free(&r->blob);
}

enum status chunk_reader_read(struct chunk_reader *r, size_t piece, struct error *err)
{
    enum status status = r->source->read(r->source, (uint32_t)piece + 1, &r->blob, err);
    if (status == STATUS_NOT_FOUND)
        return chunk_damaged(err);
    if (status != STATUS_OK)
        return status;
    struct span blob = buffer_span(&r->blob);
    if (blob.len < sizeof r->piece || (!r->source->checks && !chunk_check(blob, &r->piece)))
        return chunk_damaged(err);
    memcpy(&r->piece, blob.data, sizeof r->piece);
    size_t width = r->piece.width, rows = r->piece.rows;
    r->payload = span_of(blob.data + sizeof r->piece, blob.len - sizeof r->piece);
    bool fits = width <= 8 && (width & (width - 1)) == 0 && r->payload.len / 8 <= SIZE_MAX / 16 &&
                r->payload.len >= rows * width;
    if (!fits || rows != r->rows[piece] || r->piece.stamp != r->head.header.stamp)
        return chunk_damaged(err);
    return STATUS_OK;
}

static bool read_word(struct span *lens, struct span *bytes, struct cell *out)
{
    uint32_t word;
    memcpy(&word, lens->data, sizeof word);
    *lens = span_of(lens->data + sizeof word, lens->len - sizeof word);
    size_t len = word >> 2;
    enum value_kind kind = (enum value_kind)(word & 3);
    bool number = kind == VALUE_INTEGER || kind == VALUE_DECIMAL;
    if (len > bytes->len || kind == VALUE_EMPTY || (number && len != sizeof out->integer))
        return false;
    *out = cell_text(bytes->data, (uint32_t)len);
    out->kind = kind;
    if (number)
        memcpy(&out->integer, bytes->data, sizeof out->integer);
    *bytes = span_of(bytes->data + len, bytes->len - len);
    return true;
}

enum status chunk_reader_words(const struct chunk_reader *r, struct dictionary *dictionary,
                               bool hashed, uint32_t *codes, struct error *err)
{
    size_t start = (size_t)r->piece.rows * r->piece.width;
    struct span lens = span_of(r->payload.data + start, r->payload.len - start);
    if (lens.len / sizeof(uint32_t) < r->piece.words)
        return chunk_damaged(err);
    size_t size = r->piece.words * sizeof(uint32_t);
    struct span bytes = span_of(lens.data + size, lens.len - size);
    for (uint32_t i = 0; i < r->piece.words; i++) {
        struct cell cell;
        if (!read_word(&lens, &bytes, &cell))
            return chunk_damaged(err);
        uint32_t code =
            hashed ? dictionary_code(dictionary, &cell) : dictionary_append(dictionary, &cell);
        if (!code)
            return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        if (codes)
            codes[i] = code;
    }
    return STATUS_OK;
}
