/*
 * From chunks to one array of codes in the order of values. Numbers are moved to the base of
 * the whole column; words, whose codes are in the order of arrival, get their ranks when the
 * last one is known. Codes are checked against the greatest there can be, since kernels use
 * them as places in arrays.
 */
#include "core/frame/chunk_load.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/column_internal.h"
#include "core/frame/words.h"

enum { ORDERED_ROWS_MOST = 200000 }; /* digits that have an order of values become words */

struct load {
    struct chunk_reader reader;
    struct column_box *box;
    enum column_type type;
    const char *order;
    const volatile int *cancel;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status next_piece(struct load *l, size_t piece, struct error *err)
{
    if (l->cancel && *l->cancel)
        return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
    return chunk_reader_read(&l->reader, piece, err);
}

/* ---- codes ---- */

static inline uint64_t get_code(const char *codes, int width, size_t row)
{
    uint64_t code = 0;
    memcpy(&code, codes + row * (size_t)width, (size_t)width); /* little end first */
    return code;
}

/* The codes of the piece that was read, which begin at row `first` of the column. */
static bool move_piece(const struct load *l, size_t first, struct chunk_shift shift, uint64_t top)
{
    const struct chunk_header *piece = &l->reader.piece;
    int width = l->box->column.width;
    const struct chunk_codes in = {l->reader.payload.data, piece->width, piece->rows};
    char *out = (char *)l->box->codes + first * (size_t)width;
    return in.width == 0 || in.rows == 0 || chunk_move(&in, &shift, out, width, top);
}

/* ---- numbers ---- */

static bool add_numbers(struct load *l, size_t first)
{
    const struct chunk_header *piece = &l->reader.piece, *whole = &l->reader.head.header;
    if (piece->width == 0)
        return piece->empties == piece->rows;
    if (piece->form != whole->form || piece->scale > whole->scale)
        return false;
    /* Decimals of a smaller scale than the whole. */
    int digits = whole->form == FORM_DECIMAL ? whole->scale - piece->scale : 0;
    struct chunk_shift shift = {.factor = (uint64_t)column_power(digits)};
    shift.first = (uint64_t)piece->base * shift.factor - (uint64_t)whole->base + 1;
    return move_piece(l, first, shift, l->box->column.top);
}

/* Doubles, and decimals among them. */
static bool add_reals(struct load *l, size_t first)
{
    const struct chunk_header *piece = &l->reader.piece;
    uint64_t *out = (uint64_t *)l->box->codes + first;
    if (piece->width == 0)
        return piece->empties == piece->rows;
    bool decimal = piece->form == FORM_DECIMAL && piece->scale <= COLUMN_SCALE_MAX;
    if (!decimal && (piece->form != FORM_REAL || piece->width != 8))
        return false;
    for (size_t i = 0; i < piece->rows; i++) {
        uint64_t code = get_code(l->reader.payload.data, piece->width, i);
        if (code && decimal) {
            int64_t whole = (int64_t)((uint64_t)piece->base + code - 1);
            code = column_real_code((double)whole / column_power(piece->scale));
        }
        out[i] = code;
        l->box->column.top = code > l->box->column.top ? code : l->box->column.top;
    }
    return true;
}

static enum status load_numbers(struct load *l, struct error *err)
{
    const struct chunk_head *head = &l->reader.head;
    bool reals = head->header.form == FORM_REAL, any = head->empties < head->rows;
    uint64_t top = (uint64_t)head->high - (uint64_t)head->header.base + 1;
    if (head->header.scale > (head->header.form == FORM_DIGITS ? 18 : COLUMN_SCALE_MAX) ||
        (!reals && any && (top == 0 || head->high < head->header.base)))
        return chunk_damaged(err);
    if (!column_box_codes(l->box, reals ? UINT64_MAX : any ? top : 0))
        return no_memory(err);
    l->box->column.base = head->header.base;
    l->box->column.scale = head->header.scale;
    if (reals)
        l->box->column.top = 0;
    size_t first = 0;
    for (size_t i = 0; i < head->pieces; i++) {
        enum status status = next_piece(l, i, err);
        if (status != STATUS_OK)
            return status;
        if (!(reals ? add_reals(l, first) : add_numbers(l, first)))
            return chunk_damaged(err);
        first += l->reader.rows[i];
    }
    return STATUS_OK;
}

/* ---- words ---- */

/* The dictionary's words in one block of memory, as values. */
static bool copy_words(struct column_box *box, const struct dictionary *d)
{
    box->words = calloc(d->count + 1, sizeof *box->words);
    box->text = malloc(d->text.len + 1);
    if (!box->words || !box->text)
        return false;
    if (d->text.len)
        memcpy(box->text, d->text.data, d->text.len);
    for (size_t i = 0; i < d->count; i++) {
        struct cell cell = dictionary_cell(d, (uint32_t)i + 1);
        struct value *word = &box->words[i + 1];
        word->kind = cell.kind;
        if (cell.kind == VALUE_TEXT)
            word->text = span_of(box->text + d->words[i].start, cell.len);
        else if (cell.kind == VALUE_INTEGER)
            word->integer = cell.integer;
        else
            word->decimal = cell.decimal;
    }
    box->column.words = box->words;
    box->column.bytes += (d->count + 1) * sizeof *box->words + d->text.len;
    return true;
}

/* Words often arrive in their order. */
static bool is_ranked(const struct column_box *box, const uint32_t *rank)
{
    uint32_t code = 0;
    while (code < box->column.top && rank[code + 1] == code + 1)
        code++;
    return code == box->column.top;
}

/* Codes of arrival, in place, to ranks. */
static void rank_codes(struct column_box *box, const uint32_t *rank)
{
    size_t rows = box->column.rows;
    uint8_t *one = box->codes;
    uint16_t *two = box->codes;
    uint32_t *four = box->codes;
    for (size_t i = 0; box->column.width == 1 && i < rows; i++)
        one[i] = (uint8_t)rank[one[i]];
    for (size_t i = 0; box->column.width == 2 && i < rows; i++)
        two[i] = (uint16_t)rank[two[i]];
    for (size_t i = 0; box->column.width == 4 && i < rows; i++)
        four[i] = rank[four[i]];
}

static enum status finish_words(struct load *l, const struct dictionary *d, struct error *err)
{
    uint32_t *rank = malloc((d->count + 1) * sizeof *rank);
    size_t listed = 0;
    bool good = rank && copy_words(l->box, d) &&
                words_sort(l->box->words, d->count, l->order, rank, &listed);
    if (good && !is_ranked(l->box, rank))
        rank_codes(l->box, rank);
    l->box->column.listed = listed;
    free(rank);
    return good ? STATUS_OK : no_memory(err);
}

/* All pieces are of words: codes are those of one dictionary already. */
static enum status load_plain_words(struct load *l, struct dictionary *d, struct error *err)
{
    const struct chunk_head *head = &l->reader.head;
    enum status status = column_box_codes(l->box, head->words) ? STATUS_OK : no_memory(err);
    size_t first = 0;
    for (size_t i = 0; status == STATUS_OK && i < head->pieces; i++) {
        struct frame_column *column = &l->box->column;
        const struct chunk_header *piece = &l->reader.piece;
        status = next_piece(l, i, err);
        if (status != STATUS_OK)
            break;
        bool words = piece->form == FORM_WORDS && piece->width <= column->width;
        if (piece->width ? !words : piece->empties != piece->rows)
            return chunk_damaged(err);
        if (!move_piece(l, first, (struct chunk_shift){1, 1}, head->words))
            return chunk_damaged(err);
        if (piece->width)
            status = chunk_reader_words(&l->reader, d, false, NULL, err);
        first += piece->rows;
    }
    if (status == STATUS_OK && d->count != head->words)
        status = chunk_damaged(err);
    return status;
}

/* A code of a piece of numbers as a cell. */
static struct cell number_cell(const struct chunk_header *piece, uint64_t code, char *scratch)
{
    struct frame_column column = {.form = (enum column_form)piece->form,
                                  .scale = piece->scale,
                                  .base = piece->base,
                                  .top = code};
    struct value value = column_value(&column, code, scratch);
    if (value.kind == VALUE_INTEGER)
        return cell_integer(value.integer);
    if (value.kind == VALUE_DECIMAL)
        return cell_decimal(value.decimal);
    return cell_text(value.text.data, (uint32_t)value.text.len);
}

/* The codes of a piece in d, into codes. own: codes in d by the code of arrival. */
static enum status add_mixed(const struct load *l, struct dictionary *d, const struct buffer *own,
                             uint32_t *codes, struct error *err)
{
    const struct chunk_header *piece = &l->reader.piece;
    char scratch[COLUMN_TEXT_SIZE];
    if (piece->form >= FORM_TEXTS || piece->scale > 18 ||
        (piece->form == FORM_DECIMAL && piece->scale > COLUMN_SCALE_MAX))
        return chunk_damaged(err);
    for (size_t i = 0; i < piece->rows && piece->width; i++) {
        uint64_t code = get_code(l->reader.payload.data, piece->width, i);
        if (code == 0)
            continue;
        if (piece->form == FORM_WORDS) {
            if (code > own->len / sizeof *codes)
                return chunk_damaged(err);
            memcpy(codes + i, own->data + (code - 1) * sizeof *codes, sizeof *codes);
            continue;
        }
        struct cell cell = number_cell(piece, code, scratch);
        codes[i] = dictionary_code(d, &cell);
        if (!codes[i])
            return no_memory(err);
    }
    return STATUS_OK;
}

static enum status add_new_words(struct load *l, struct dictionary *d, struct buffer *own,
                                 struct error *err)
{
    size_t count = l->reader.piece.words;
    if (l->reader.piece.form != FORM_WORDS || count == 0)
        return STATUS_OK;
    if (count > l->reader.payload.len || !buffer_reserve(own, count * sizeof(uint32_t)))
        return chunk_damaged(err);
    uint32_t *codes = malloc(count * sizeof *codes);
    enum status status = codes ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK)
        status = chunk_reader_words(&l->reader, d, true, codes, err);
    if (status == STATUS_OK && !buffer_add(own, codes, count * sizeof *codes))
        status = no_memory(err);
    free(codes);
    return status;
}

/* Pieces of several forms: another program has put values of several kinds into a column. */
static enum status load_mixed(struct load *l, struct dictionary *d, struct error *err)
{
    struct buffer own = {0};
    enum status status = STATUS_OK;
    size_t first = 0;
    uint32_t *codes = calloc(l->box->column.rows + 1, sizeof *codes);
    if (!codes)
        return no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < l->reader.head.pieces; i++) {
        status = next_piece(l, i, err);
        if (status == STATUS_OK)
            status = add_new_words(l, d, &own, err);
        if (status == STATUS_OK)
            status = add_mixed(l, d, &own, codes + first, err);
        first += l->reader.rows[i];
    }
    if (status == STATUS_OK && !column_box_codes(l->box, d->count))
        status = no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < l->box->column.rows; i++)
        column_set_code(l->box->codes, l->box->column.width, i, codes[i]);
    free(codes);
    buffer_free(&own);
    return status;
}

static enum status load_words(struct load *l, bool mixed, struct error *err)
{
    struct dictionary d = {0};
    enum status status = mixed ? load_mixed(l, &d, err) : load_plain_words(l, &d, err);
    if (status == STATUS_OK)
        status = finish_words(l, &d, err);
    dictionary_free(&d);
    return status;
}

/* ---- the whole ---- */

static enum status load_coded(struct frame_column **out, struct load *l, struct error *err)
{
    const struct chunk_head *head = &l->reader.head;
    enum column_form form = (enum column_form)head->header.form;
    bool mixed = head->header.width != 0;
    if (form == FORM_DIGITS && l->order && *l->order && head->rows <= ORDERED_ROWS_MOST) {
        form = FORM_WORDS;
        mixed = true;
    }
    l->box = column_box_new(form, l->type, (size_t)head->rows);
    if (!l->box)
        return no_memory(err);
    l->box->column.empties = (size_t)head->empties;
    enum status status = form == FORM_WORDS ? load_words(l, mixed, err) : load_numbers(l, err);
    if (status == STATUS_OK)
        *out = &l->box->column;
    else
        column_free(&l->box->column);
    return status;
}

enum status chunk_load(struct frame_column **out, struct chunk_source *source,
                       enum column_type type, const char *order, const volatile int *cancel,
                       struct error *err)
{
    struct load l = {.type = type, .order = order, .cancel = cancel};
    *out = NULL;
    enum status status = chunk_reader_open(&l.reader, source, err);
    if (status == STATUS_OK && l.reader.head.header.form == FORM_TEXTS)
        return chunk_texts_new(out, &l.reader, type, err);
    if (status == STATUS_OK)
        status = load_coded(out, &l, err);
    chunk_reader_close(&l.reader);
    source->free(source);
    return status;
}
