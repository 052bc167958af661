/*
 * From pending cells to blobs: the last choice of form, the least width, the writing. And the
 * head, which says what the pieces make together.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/chunk_build.h"
#include "core/frame/column_internal.h"

enum {
    UNIQUE_TEXT_BYTES = 512 * 1024,      /* from here on it is asked how many there will be */
    WORDS_BYTES_MOST = 24 * 1024 * 1024, /* of one dictionary */
    WORDS_BYTES_SMALL = 512 * 1024,      /* is never the one that is too large */
    NOTE_BYTES = 32,                     /* longer words are notes, if most of them are new */
    MIXED_ROWS_MOST = 200000,            /* digits among words: texts for more */
    PIECES_FIRST = 16
};

/* ---- choices ---- */

static int compare_numbers(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Digits of which few are different are better off as words. False: no memory. */
static bool drop_common_digits(struct chunk_builder *b)
{
    size_t count = 0, distinct = 0;
    int64_t *sorted = malloc(b->rows * sizeof *sorted);
    if (!sorted)
        return false;
    for (size_t i = 0; i < b->rows; i++) {
        if (b->numbers[i] != CHUNK_EMPTY)
            sorted[count++] = b->numbers[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || sorted[i] != sorted[i - 1];
    free(sorted);
    return distinct > count / 2 || chunk_builder_to_words(b);
}

static bool has_codes(const struct chunk_builder *b)
{
    for (size_t i = 0; i < b->piece_count; i++) {
        if (b->pieces[i].values)
            return true;
    }
    return false;
}

/* How many words there will be at last, told by how many of the pending values are new ones:
 * were they drawn from a hat of D words, after n of them the next is new in e^(-n/D) of all
 * cases. Postal codes are nearly all new at first and come to an end; notes never do. */
static double expected_words(const struct chunk_builder *b)
{
    double values = (double)(b->rows - b->empties);
    double before = (double)(b->all_rows - b->all_empties) + values / 2;
    double fresh = (double)(b->words.count - b->words_told);
    return fresh < values ? before / log(values / fresh) : INFINITY;
}

static bool will_be_too_many(const struct chunk_builder *b)
{
    size_t fresh = b->words.count - b->words_told, values = b->rows - b->empties;
    if (b->words.text.len <= UNIQUE_TEXT_BYTES)
        return false;
    if (b->words.text.len / b->words.count > NOTE_BYTES && fresh > values / 2)
        return true;
    size_t word_bytes = dictionary_bytes(&b->words) / b->words.count;
    return expected_words(b) * (double)word_bytes > WORDS_BYTES_MOST;
}

static bool outgrown(const struct chunk_builder *b)
{
    size_t bytes = dictionary_bytes(&b->words);
    bool text_type = b->type != COLUMN_INTEGER && b->type != COLUMN_DECIMAL;
    if (!b->only_texts || !text_type || b->words.count == b->words_told)
        return false;
    return will_be_too_many(b) || bytes > WORDS_BYTES_MOST ||
           (bytes > WORDS_BYTES_SMALL && b->limits->words_in_use > b->limits->words_bytes);
}

/* ---- writing ---- */

static void put_codes(char *out, int width, const int64_t *numbers, size_t rows, int64_t base)
{
    for (size_t i = 0; i < rows; i++) {
        uint64_t code = numbers[i] == CHUNK_EMPTY ? 0 : (uint64_t)numbers[i] - (uint64_t)base + 1;
        column_set_code(out, width, i, code);
    }
}

static bool note_piece(struct chunk_builder *b, const struct chunk_header *header, int64_t high)
{
    if (b->piece_count == b->piece_size) {
        size_t size = b->piece_size ? b->piece_size * 2 : PIECES_FIRST;
        struct chunk_piece *pieces = realloc(b->pieces, size * sizeof *pieces);
        if (!pieces)
            return false;
        b->pieces = pieces;
        b->piece_size = size;
    }
    b->pieces[b->piece_count++] = (struct chunk_piece){.form = header->form,
                                                       .scale = header->scale,
                                                       .values = header->empties < header->rows,
                                                       .rows = header->rows,
                                                       .base = header->base,
                                                       .high = high};
    return b->piece_count < CHUNK_NUMBERS;
}

/* A blob with its header and room for len more bytes; NULL: no memory. */
static char *new_blob(const struct chunk_builder *b, struct chunk_header *header, size_t len)
{
    char *blob = malloc(sizeof *header + len);
    header->version = CHUNK_VERSION;
    header->rows = (uint32_t)b->rows;
    header->empties = b->empties;
    header->stamp = b->stamp;
    if (blob)
        memcpy(blob, header, sizeof *header);
    return blob;
}

/* Seals and gives out; the pending rows are done. */
static bool give_out(struct chunk_builder *b, char *blob, size_t len,
                     const struct chunk_header *header, int64_t high)
{
    if (!blob || !note_piece(b, header, high)) {
        free(blob);
        return false;
    }
    chunk_seal(blob, len);
    b->all_rows += b->rows;
    b->all_empties += b->empties;
    b->rows = b->empties = 0;
    b->room = b->limits->piece_rows;
    return b->sink(b->context, (uint32_t)b->piece_count, blob, len);
}

static bool flush_nothing(struct chunk_builder *b)
{
    struct chunk_header header = {.form = (uint8_t)b->form};
    char *blob = new_blob(b, &header, 0);
    return give_out(b, blob, sizeof header, &header, 0);
}

static bool flush_numbers(struct chunk_builder *b, enum column_form form, int64_t low, int64_t high)
{
    int width = column_width((uint64_t)high - (uint64_t)low + 1);
    struct chunk_header header = {
        .form = (uint8_t)form, .width = (uint8_t)width, .scale = (uint8_t)b->scale, .base = low};
    size_t len = b->rows * (size_t)width;
    char *blob = new_blob(b, &header, len);
    if (blob)
        put_codes(blob + sizeof header, width, b->numbers, b->rows, low);
    return give_out(b, blob, sizeof header + len, &header, high);
}

/* ---- doubles ---- */

static double real_of(int64_t bits)
{
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* Pending doubles under a scale; *out gets the number of each. False: one has none. */
static bool unscale_all(const struct chunk_builder *b, int scale, int64_t *out)
{
    for (size_t i = 0; i < b->rows; i++) {
        if (b->numbers[i] == CHUNK_EMPTY)
            out[i] = CHUNK_EMPTY;
        else if (!column_unscale(real_of(b->numbers[i]), scale, &out[i]))
            return false;
    }
    return true;
}

/* Doubles that are decimals with a few digits become these; *form tells. False: no memory. */
static bool choose_decimal(struct chunk_builder *b, enum column_form *form)
{
    int64_t *scaled = malloc(b->room * sizeof *scaled);
    *form = FORM_REAL;
    if (!scaled)
        return false;
    for (int scale = b->scale; scale <= COLUMN_SCALE_MAX; scale++) {
        if (!unscale_all(b, scale, scaled))
            continue;
        *form = FORM_DECIMAL;
        b->scale = scale;
        memcpy(b->numbers, scaled, b->rows * sizeof *scaled);
        break;
    }
    free(scaled);
    return true;
}

static bool flush_reals(struct chunk_builder *b)
{
    struct chunk_header header = {.form = FORM_REAL, .width = sizeof(uint64_t)};
    size_t len = b->rows * sizeof(uint64_t);
    char *blob = new_blob(b, &header, len);
    for (size_t i = 0; blob && i < b->rows; i++) {
        bool empty = b->numbers[i] == CHUNK_EMPTY;
        uint64_t code = empty ? 0 : column_real_code(real_of(b->numbers[i]));
        memcpy(blob + sizeof header + i * sizeof code, &code, sizeof code);
    }
    return give_out(b, blob, sizeof header + len, &header, 0);
}

/* ---- words and texts ---- */

static bool flush_words(struct chunk_builder *b)
{
    size_t fresh = b->words.count - b->words_told, bytes = 0;
    int width = column_width(b->words.count);
    struct chunk_header header = {
        .form = FORM_WORDS, .width = (uint8_t)width, .words = (uint32_t)fresh};
    for (size_t i = b->words_told; i < b->words.count; i++)
        bytes += b->words.words[i].len;
    size_t codes = b->rows * (size_t)width, len = codes + fresh * sizeof(uint32_t) + bytes;
    char *blob = new_blob(b, &header, len);
    char *at = blob ? blob + sizeof header : NULL;
    for (size_t i = 0; blob && i < b->rows; i++)
        column_set_code(at, width, i, b->codes[i]);
    at = blob ? at + codes : NULL;
    for (size_t i = b->words_told; blob && i < b->words.count; i++, at += sizeof(uint32_t)) {
        uint32_t word = b->words.words[i].len << 2 | (uint32_t)b->words.words[i].kind;
        memcpy(at, &word, sizeof word);
    }
    if (blob && bytes)
        memcpy(at, b->words.text.data + b->words.words[b->words_told].start, bytes);
    b->words_told = b->words.count;
    return give_out(b, blob, sizeof header + len, &header, 0);
}

static bool flush_texts(struct chunk_builder *b)
{
    struct chunk_header header = {.form = FORM_TEXTS};
    size_t lens = b->rows * sizeof *b->codes, len = lens + b->texts.len;
    char *blob = new_blob(b, &header, len);
    if (blob)
        memcpy(blob + sizeof header, b->codes, lens);
    if (blob && b->texts.len)
        memcpy(blob + sizeof header + lens, b->texts.data, b->texts.len);
    buffer_clear(&b->texts);
    return give_out(b, blob, sizeof header + len, &header, 0);
}

/* What the dictionary grew by counts for all. */
static bool flush_coded(struct chunk_builder *b)
{
    size_t bytes = dictionary_bytes(&b->words);
    b->limits->words_in_use += bytes - b->words_counted;
    b->words_counted = bytes;
    bool ends = outgrown(b);
    if (ends && !has_codes(b)) {
        b->limits->words_in_use -= b->words_counted;
        b->words_counted = 0;
        return chunk_builder_to_texts(b) && flush_texts(b);
    }
    if (!flush_words(b))
        return false;
    if (ends) {
        b->form = FORM_TEXTS;
        b->limits->words_in_use -= b->words_counted;
        b->words_counted = 0;
        dictionary_free(&b->words);
    }
    return true;
}

/* ---- a piece ---- */

static void range_of(const struct chunk_builder *b, int64_t *low, int64_t *high)
{
    *low = INT64_MAX;
    *high = INT64_MIN;
    for (size_t i = 0; i < b->rows; i++) {
        int64_t number = b->numbers[i];
        if (number == CHUNK_EMPTY)
            continue;
        *low = number < *low ? number : *low;
        *high = number > *high ? number : *high;
    }
}

static bool flush_form(struct chunk_builder *b)
{
    int64_t low, high;
    enum column_form form = b->form;
    if (!b->decided || b->empties == b->rows)
        return flush_nothing(b);
    if (b->form == FORM_DIGITS && !has_codes(b) && !drop_common_digits(b))
        return false;
    if (b->form == FORM_TEXTS)
        return flush_texts(b);
    if (b->form == FORM_REAL) {
        if (!choose_decimal(b, &form))
            return false;
        if (form == FORM_REAL)
            return flush_reals(b);
    }
    if (b->form != FORM_WORDS) {
        range_of(b, &low, &high);
        if ((uint64_t)high - (uint64_t)low < UINT64_MAX - 1)
            return flush_numbers(b, form, low, high);
        if (!chunk_builder_to_words(b))
            return false;
    }
    return flush_coded(b);
}

bool chunk_builder_flush(struct chunk_builder *b)
{
    return b->rows == 0 || (flush_form(b) && chunk_builder_make_room(b));
}

/* ---- the head ---- */

static bool scale_up(int64_t *number, int digits)
{
    bool good = true;
    for (; digits > 0 && good; digits--)
        good = !__builtin_mul_overflow(*number, 10, number);
    return good && *number > -COLUMN_WHOLE_MAX && *number < COLUMN_WHOLE_MAX;
}

/* The range of all pieces of one form, decimals at the largest scale. False: too wide. */
static bool range_of_all(const struct chunk_builder *b, struct chunk_head *head)
{
    bool any = false;
    for (size_t i = 0; i < b->piece_count; i++) {
        const struct chunk_piece *piece = &b->pieces[i];
        int64_t low = piece->base, high = piece->high;
        if (!piece->values)
            continue;
        int digits = piece->form == FORM_DECIMAL ? head->header.scale - piece->scale : 0;
        if (digits && (!scale_up(&low, digits) || !scale_up(&high, digits)))
            return false;
        head->header.base = !any || low < head->header.base ? low : head->header.base;
        head->high = !any || high > head->high ? high : head->high;
        any = true;
    }
    return (uint64_t)head->high - (uint64_t)head->header.base < UINT64_MAX - 1;
}

static enum column_form form_of_nothing(enum column_type type)
{
    static const enum column_form forms[COLUMN_TYPE_COUNT] = {
        [COLUMN_TEXT] = FORM_WORDS,      [COLUMN_INTEGER] = FORM_INTEGER,
        [COLUMN_DECIMAL] = FORM_DECIMAL, [COLUMN_DATE] = FORM_DAY,
        [COLUMN_DATETIME] = FORM_SECOND, [COLUMN_YESNO] = FORM_WORDS};
    return forms[type];
}

/* What pieces of these forms make together; bits of the forms that have values. */
static enum column_form form_of_pieces(const struct chunk_builder *b, unsigned forms)
{
    if (forms == 0)
        return form_of_nothing(b->type);
    for (int form = FORM_WORDS; form <= FORM_TEXTS; form++) {
        if (forms == 1u << form)
            return (enum column_form)form;
    }
    if (forms == (1u << FORM_DECIMAL | 1u << FORM_REAL))
        return FORM_REAL;
    bool digits = forms & (1u << FORM_DIGITS | 1u << FORM_SECOND) && b->only_texts;
    if (forms & 1u << FORM_TEXTS || (digits && b->all_rows > MIXED_ROWS_MOST))
        return FORM_TEXTS;
    return FORM_WORDS;
}

static void sum_up(const struct chunk_builder *b, struct chunk_head *head)
{
    unsigned forms = 0;
    for (size_t i = 0; i < b->piece_count; i++) {
        const struct chunk_piece *piece = &b->pieces[i];
        forms |= piece->values ? 1u << piece->form : 0;
        if (piece->values && piece->scale > head->header.scale)
            head->header.scale = piece->scale;
    }
    enum column_form form = form_of_pieces(b, forms);
    bool ranged = form != FORM_WORDS && form != FORM_TEXTS && form != FORM_REAL;
    if (ranged && !range_of_all(b, head))
        form = form == FORM_DECIMAL ? FORM_REAL : FORM_WORDS;
    head->header.form = (uint8_t)form;
    head->header.width = form == FORM_WORDS && forms & ~(1u << FORM_WORDS); /* mixed */
}

bool chunk_builder_finish(struct chunk_builder *b, int64_t edits)
{
    if (!chunk_builder_flush(b))
        return false;
    struct chunk_head head = {.header = {.version = CHUNK_VERSION, .stamp = b->stamp},
                              .edits = edits,
                              .rows = b->all_rows,
                              .empties = b->all_empties,
                              .words = (uint32_t)b->words_told,
                              .pieces = (uint32_t)b->piece_count};
    sum_up(b, &head);
    size_t len = sizeof head + b->piece_count * sizeof(uint32_t);
    char *blob = malloc(len);
    if (!blob)
        return false;
    memcpy(blob, &head, sizeof head);
    for (size_t i = 0; i < b->piece_count; i++)
        memcpy(blob + sizeof head + i * sizeof(uint32_t), &b->pieces[i].rows, sizeof(uint32_t));
    chunk_seal(blob, len);
    return b->sink(b->context, 0, blob, len);
}
