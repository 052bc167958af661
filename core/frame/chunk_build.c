/*
 * Building the chunks of a column: cells come in, pieces go out. The form follows the values:
 * it begins with what the first value looks like, and falls back to words, and from words to
 * texts without codes, when values come that don't fit. Pieces that were given out stay as
 * they are; the loader puts them together.
 */
#include "core/frame/chunk_build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/calendar.h"
#include "core/base/clock.h"
#include "core/frame/column_internal.h"

enum {
    PIECE_ROWS_LEAST = 1024,
    PENDING_BYTES = 8 * 1024 * 1024, /* of all columns */
    WORDS_BYTES = 40 * 1024 * 1024,
    TEXT_BYTES = 1024 * 1024, /* of one piece */
    DIGITS_MAX = 18
};

struct chunk_limits chunk_limits_for(size_t columns)
{
    size_t rows = PENDING_BYTES / sizeof(int64_t) / (columns ? columns : 1);
    rows = rows > CHUNK_ROWS ? CHUNK_ROWS : rows < PIECE_ROWS_LEAST ? PIECE_ROWS_LEAST : rows;
    return (struct chunk_limits){.piece_rows = rows, .words_bytes = WORDS_BYTES};
}

/* Other than that of any other build, also where chance is fixed by DATAJAM_SEED. */
static uint64_t new_stamp(const struct chunk_builder *b)
{
    return (uint64_t)clock_steady_ns() ^ (uint64_t)getpid() << 40 ^ (uint64_t)(uintptr_t)b << 8;
}

struct chunk_builder *chunk_builder_new(enum column_type type, size_t first_rows,
                                        struct chunk_limits *limits, chunk_sink_fn *sink,
                                        void *context)
{
    struct chunk_builder *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    b->type = type;
    b->limits = limits;
    b->sink = sink;
    b->context = context;
    b->stamp = new_stamp(b);
    b->room = first_rows && first_rows < limits->piece_rows ? first_rows : limits->piece_rows;
    b->only_texts = true;
    return b;
}

void chunk_builder_free(struct chunk_builder *b)
{
    if (!b)
        return;
    free(b->numbers);
    free(b->codes);
    free(b->pieces);
    buffer_free(&b->texts);
    dictionary_free(&b->words);
    free(b);
}

/* ---- room ---- */

static bool need_numbers(struct chunk_builder *b)
{
    if (b->number_room >= b->room)
        return true;
    int64_t *numbers = realloc(b->numbers, b->room * sizeof *numbers);
    if (!numbers)
        return false;
    b->numbers = numbers;
    b->number_room = b->room;
    return true;
}

static bool need_codes(struct chunk_builder *b)
{
    if (b->code_room >= b->room)
        return true;
    uint32_t *codes = realloc(b->codes, b->room * sizeof *codes);
    if (!codes)
        return false;
    b->codes = codes;
    b->code_room = b->room;
    return true;
}

bool chunk_builder_make_room(struct chunk_builder *b)
{
    if (!b->decided)
        return true;
    return b->form == FORM_WORDS || b->form == FORM_TEXTS ? need_codes(b) : need_numbers(b);
}

/* ---- forms ---- */

static bool is_empty(const struct cell *cell)
{
    return cell->kind == VALUE_EMPTY || (cell->kind == VALUE_TEXT && cell->len == 0) ||
           (cell->kind == VALUE_DECIMAL && isnan(cell->decimal));
}

/* The number of a cell under the form; false: it does not fit. */
static inline bool number_of(const struct chunk_builder *b, const struct cell *cell, int64_t *out)
{
    double decimal;
    switch (b->form) {
    case FORM_INTEGER:
        *out = cell->integer;
        return cell->kind == VALUE_INTEGER && cell->integer != CHUNK_EMPTY;
    case FORM_REAL:
        decimal = cell->decimal + 0.0; /* -0 is 0 */
        memcpy(out, &decimal, sizeof *out);
        return cell->kind == VALUE_DECIMAL;
    case FORM_DIGITS:
        return cell->kind == VALUE_TEXT && cell->len == (uint32_t)b->scale &&
               column_read_digits(span_of(cell->text, cell->len), out);
    case FORM_DAY:
        return cell->kind == VALUE_TEXT && calendar_read_day(span_of(cell->text, cell->len), out);
    case FORM_SECOND:
        return cell->kind == VALUE_TEXT &&
               calendar_read_second(span_of(cell->text, cell->len), out);
    default:
        return false;
    }
}

static enum column_form form_for(const struct chunk_builder *b, const struct cell *cell)
{
    int64_t number;
    struct span text = span_of(cell->text, cell->len);
    if (cell->kind == VALUE_INTEGER)
        return FORM_INTEGER;
    if (cell->kind == VALUE_DECIMAL)
        return FORM_REAL;
    if (b->type == COLUMN_DATE && calendar_read_day(text, &number))
        return FORM_DAY;
    if (b->type == COLUMN_DATETIME && calendar_read_second(text, &number))
        return FORM_SECOND;
    if (text.len <= DIGITS_MAX && column_read_digits(text, &number))
        return FORM_DIGITS;
    return FORM_WORDS;
}

/* The first value has come; empty cells may be pending. */
static bool decide(struct chunk_builder *b, const struct cell *cell)
{
    b->form = form_for(b, cell);
    b->decided = true;
    b->scale = b->form == FORM_DIGITS ? (int)cell->len : 0;
    bool words = b->form == FORM_WORDS;
    if (!(words ? need_codes(b) : need_numbers(b)))
        return false;
    for (size_t i = 0; i < b->rows; i++) {
        if (words)
            b->codes[i] = 0;
        else
            b->numbers[i] = CHUNK_EMPTY;
    }
    return true;
}

/* A pending number as the cell it came from; scratch holds its text. */
static struct cell pending_cell(const struct chunk_builder *b, size_t row, char *scratch)
{
    struct frame_column column = {
        .form = b->form, .scale = b->scale, .base = b->numbers[row], .top = 1};
    double decimal;
    if (b->form == FORM_REAL) {
        memcpy(&decimal, &b->numbers[row], sizeof decimal);
        return cell_decimal(decimal);
    }
    struct value value = column_value(&column, 1, scratch);
    return value.kind == VALUE_INTEGER ? cell_integer(value.integer)
                                       : cell_text(value.text.data, (uint32_t)value.text.len);
}

bool chunk_builder_to_words(struct chunk_builder *b)
{
    char scratch[COLUMN_TEXT_SIZE];
    if (!need_codes(b))
        return false;
    for (size_t i = 0; i < b->rows; i++) {
        b->codes[i] = 0;
        if (b->numbers[i] == CHUNK_EMPTY)
            continue;
        struct cell cell = pending_cell(b, i, scratch);
        b->codes[i] = dictionary_code(&b->words, &cell);
        b->only_texts = b->only_texts && cell.kind == VALUE_TEXT;
        if (!b->codes[i])
            return false;
    }
    b->form = FORM_WORDS;
    return true;
}

/* Only of words that are texts. Where no piece has codes the dictionary is not needed. */
bool chunk_builder_to_texts(struct chunk_builder *b)
{
    for (size_t i = 0; i < b->rows; i++) {
        if (!b->codes[i])
            continue;
        struct cell cell = dictionary_cell(&b->words, b->codes[i]);
        b->codes[i] = cell.len;
        if (!buffer_add(&b->texts, cell.text, cell.len))
            return false;
    }
    b->form = FORM_TEXTS;
    dictionary_free(&b->words);
    return true;
}

/* ---- adding ---- */

static bool add_word(struct chunk_builder *b, const struct cell *cell)
{
    struct cell clean = *cell;
    if (cell->kind == VALUE_DECIMAL)
        clean.decimal += 0.0;
    uint32_t code = dictionary_code(&b->words, &clean);
    b->codes[b->rows] = code;
    b->only_texts = b->only_texts && cell->kind == VALUE_TEXT;
    return code != 0;
}

/* In FORM_TEXTS something that is no text can come only from another tool; it is kept as
 * text, since there is no going back to words. False where it must not be: no column. */
static bool add_text(struct chunk_builder *b, const struct cell *cell)
{
    if (cell->kind != VALUE_TEXT)
        return false;
    b->codes[b->rows] = cell->len;
    return buffer_add(&b->texts, cell->text, cell->len);
}

static bool add_value(struct chunk_builder *b, const struct cell *cell)
{
    if (!b->decided && !decide(b, cell))
        return false;
    if (b->form != FORM_WORDS && b->form != FORM_TEXTS) {
        if (number_of(b, cell, &b->numbers[b->rows]))
            return true;
        if (!chunk_builder_to_words(b))
            return false;
    }
    return b->form == FORM_WORDS ? add_word(b, cell) : add_text(b, cell);
}

static void add_empty(struct chunk_builder *b)
{
    b->empties++;
    if (!b->decided)
        return;
    if (b->form == FORM_WORDS || b->form == FORM_TEXTS)
        b->codes[b->rows] = 0;
    else
        b->numbers[b->rows] = CHUNK_EMPTY;
}

bool chunk_builder_add(struct chunk_builder *b, const struct cell *cells, size_t rows,
                       size_t stride)
{
    for (size_t r = 0; r < rows; r++) {
        const struct cell *cell = cells + r * stride;
        if (is_empty(cell))
            add_empty(b);
        else if (!add_value(b, cell))
            return false;
        b->rows++;
        bool long_texts = b->form == FORM_TEXTS && b->texts.len > TEXT_BYTES;
        bool long_words =
            b->form == FORM_WORDS && b->words.text.len > 4 * TEXT_BYTES && b->words_told == 0;
        if ((b->rows == b->room || long_texts || long_words) && !chunk_builder_flush(b))
            return false;
    }
    return true;
}
