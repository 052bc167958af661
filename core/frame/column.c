/*
 * Columns as their users see them: what a code means, which code a value has, texts without
 * codes. How columns are made is in column_make.c and chunk_*.c.
 */
#include "core/frame/column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/base/calendar.h"
#include "core/frame/column_internal.h"
#include "core/frame/words.h"

enum { CODES_ALIGNED = 64, CODES_MAPPED = 1024 * 1024, DIGITS_MAX = 18 };

/* ---- numbers ---- */

double column_power(int scale)
{
    static const double powers[COLUMN_SCALE_MAX + 1] = {1,   1e1, 1e2, 1e3, 1e4,
                                                        1e5, 1e6, 1e7, 1e8, 1e9};
    return powers[scale];
}

bool column_unscale(double decimal, int scale, int64_t *out)
{
    /* Adding and taking away this rounds to a whole number, without a call. */
    const double rounder = 6755399441055744.0;
    double power = column_power(scale), scaled = decimal * power;
    double near = (scaled + rounder) - rounder;
    if (!(fabs(scaled) < (double)COLUMN_WHOLE_MAX) || near / power != decimal)
        return false;
    *out = (int64_t)near;
    return true;
}

uint64_t column_real_code(double number)
{
    uint64_t bits;
    number += 0.0; /* -0 is 0 */
    memcpy(&bits, &number, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

double column_code_real(uint64_t code)
{
    uint64_t bits = code >> 63 ? code & ~((uint64_t)1 << 63) : ~code;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

bool column_read_digits(struct span text, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        *out = *out * 10 + (text.data[i] - '0');
    }
    return text.len > 0 && text.len <= DIGITS_MAX;
}

/* base + code - 1, which never overflows for codes of the column. */
static int64_t whole_of(const struct frame_column *column, uint64_t code)
{
    return (int64_t)((uint64_t)column->base + (code - 1));
}

/* ---- what a code means ---- */

static struct value digits_of(int64_t number, int digits, char *scratch)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        scratch[i] = (char)('0' + number % 10);
    return (struct value){.kind = VALUE_TEXT, .text = span_of(scratch, (size_t)digits)};
}

struct value column_value(const struct frame_column *column, uint64_t code, char *scratch)
{
    if (code == 0)
        return (struct value){.kind = VALUE_EMPTY};
    int64_t whole = whole_of(column, code);
    switch (column->form) {
    case FORM_WORDS:
        return column->words[code];
    case FORM_INTEGER:
        return (struct value){.kind = VALUE_INTEGER, .integer = whole};
    case FORM_DECIMAL:
        return (struct value){.kind = VALUE_DECIMAL,
                              .decimal = (double)whole / column_power(column->scale)};
    case FORM_REAL:
        return (struct value){.kind = VALUE_DECIMAL, .decimal = column_code_real(code)};
    case FORM_DIGITS:
        return digits_of(whole, column->scale, scratch);
    case FORM_DAY:
        calendar_write_day(whole, scratch);
        return (struct value){.kind = VALUE_TEXT, .text = span_of(scratch, CALENDAR_DAY_LEN)};
    case FORM_SECOND:
        calendar_write_second(whole, scratch);
        return (struct value){.kind = VALUE_TEXT, .text = span_of(scratch, CALENDAR_SECOND_LEN)};
    case FORM_TEXTS:
        break;
    }
    return (struct value){.kind = VALUE_EMPTY};
}

bool column_number(const struct frame_column *column, uint64_t code, double *out)
{
    const struct value *word;
    if (code == 0)
        return false;
    switch (column->form) {
    case FORM_INTEGER:
        *out = (double)whole_of(column, code);
        return true;
    case FORM_DECIMAL:
        *out = (double)whole_of(column, code) / column_power(column->scale);
        return true;
    case FORM_REAL:
        *out = column_code_real(code);
        return true;
    case FORM_WORDS:
        word = &column->words[code];
        *out = word->kind == VALUE_INTEGER ? (double)word->integer : word->decimal;
        return word->kind == VALUE_INTEGER || word->kind == VALUE_DECIMAL;
    default:
        return false;
    }
}

bool column_is_numeric(const struct frame_column *column)
{
    if (column->form != FORM_WORDS)
        return column->form == FORM_INTEGER || column->form == FORM_DECIMAL ||
               column->form == FORM_REAL;
    for (uint64_t code = 1; code <= column->top; code++) {
        if (column->words[code].kind == VALUE_TEXT)
            return false;
    }
    return true;
}

/* ---- which code a value has ---- */

static int compare_spans(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.data, b.data, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* The value of a code against the value that is looked for. */
static int compare_code(const struct frame_column *column, uint64_t code, const struct value *value)
{
    char scratch[COLUMN_TEXT_SIZE], number[VALUE_NUMBER_SIZE];
    struct value own = column_value(column, code, scratch);
    int64_t wanted;
    struct span text = value_text(value, number);
    switch (column->form) {
    case FORM_DAY:
    case FORM_SECOND:
        if (calendar_read_begin(text, &wanted)) {
            int64_t second = whole_of(column, code);
            second *= column->form == FORM_DAY ? CALENDAR_DAY_SECONDS : 1;
            return (second > wanted) - (second < wanted);
        }
        return compare_spans(own.text, text);
    case FORM_DIGITS:
        if (column_read_digits(text, &wanted)) {
            int64_t whole = whole_of(column, code);
            return (whole > wanted) - (whole < wanted);
        }
        return words_compare(&own, &(struct value){.kind = VALUE_TEXT, .text = text});
    default:
        return words_compare(&own, value);
    }
}

uint64_t column_lower(const struct frame_column *column, const struct value *value, bool above)
{
    /* Codes of doubles begin far from 1. */
    uint64_t low = column->form == FORM_WORDS ? column->listed + 1 : 1, high = column->top + 1;
    if (value->kind == VALUE_EMPTY)
        return above ? low : 0;
    if (column->form == FORM_REAL)
        low = column_real_code(-INFINITY);
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        int order = compare_code(column, middle, value);
        /* 3 and 3.0 are one number, however they were written */
        double a, b = value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
        if (order && value->kind != VALUE_TEXT && column_number(column, middle, &a) && a == b &&
            fabs(b) < 9e15)
            order = 0;
        if (above ? order > 0 : order >= 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low < column->top + 1 ? low : column->top + 1;
}

/* ---- texts without codes ---- */

enum { WALK_PIECE = 1024 };

/* Some rows of a walk, with room for what is no word. */
struct walk_piece {
    struct span texts[WALK_PIECE];
    char scratch[WALK_PIECE][COLUMN_TEXT_SIZE];
};

static void fill_piece(const struct frame_column *column, size_t first, size_t count,
                       struct walk_piece *piece)
{
    for (size_t i = 0; i < count; i++) {
        struct value value =
            column_value(column, column_code(column, first + i), piece->scratch[i]);
        piece->texts[i] =
            value.kind == VALUE_EMPTY ? span_of(NULL, 0) : value_text(&value, piece->scratch[i]);
    }
}

static enum status walk_codes(const struct frame_column *column, texts_fn *fn, void *context,
                              const volatile int *cancel, struct error *err)
{
    struct walk_piece *piece = malloc(sizeof *piece);
    enum status status = STATUS_OK;
    bool on = true;
    if (!piece)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t first = 0; on && first < column->rows; first += WALK_PIECE) {
        size_t count = column->rows - first < WALK_PIECE ? column->rows - first : WALK_PIECE;
        if (cancel && *cancel) {
            status = error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
            break;
        }
        fill_piece(column, first, count, piece);
        on = fn(context, first, piece->texts, count);
    }
    free(piece);
    return status;
}

enum status column_walk_texts(const struct frame_column *column, texts_fn *fn, void *context,
                              const volatile int *cancel, struct error *err)
{
    struct frame_texts *texts = column->texts;
    if (!texts)
        return walk_codes(column, fn, context, cancel, err);
    for (size_t c = 0; c < texts->chunks; c++) {
        const struct span *spans = NULL;
        if (cancel && *cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
        enum status status = texts->read(texts, c, &spans, err);
        if (status != STATUS_OK)
            return status;
        if (!fn(context, texts->first[c], spans, texts->first[c + 1] - texts->first[c]))
            break;
    }
    return STATUS_OK;
}

static enum status read_text(struct frame_texts *texts, size_t row, struct arena *arena,
                             struct value *out, struct error *err)
{
    const struct span *spans = NULL;
    size_t low = 0, high = texts->chunks;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (texts->first[middle] <= row)
            low = middle;
        else
            high = middle;
    }
    enum status status = texts->read(texts, low, &spans, err);
    if (status != STATUS_OK)
        return status;
    struct span text = spans[row - texts->first[low]];
    *out = (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY};
    out->text = span_of(text.len ? arena_copy(arena, text) : "", text.len);
    return out->text.data ? STATUS_OK : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status column_row_value(const struct frame_column *column, size_t row, struct arena *arena,
                             struct value *out, struct error *err)
{
    char scratch[COLUMN_TEXT_SIZE];
    if (column->texts)
        return read_text(column->texts, row, arena, out, err);
    *out = column_value(column, column_code(column, row), scratch);
    if (out->kind == VALUE_TEXT)
        out->text.data = arena_copy(arena, out->text);
    if (out->kind == VALUE_TEXT && !out->text.data)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}

/* ---- memory ---- */

struct column_box *column_box_new(enum column_form form, enum column_type type, size_t rows)
{
    struct column_box *box = calloc(1, sizeof *box);
    if (box)
        box->column =
            (struct frame_column){.form = form, .type = type, .rows = rows, .bytes = sizeof *box};
    return box;
}

int column_width(uint64_t top)
{
    return top <= UINT8_MAX ? 1 : top <= UINT16_MAX ? 2 : top <= UINT32_MAX ? 4 : 8;
}

/* Large ones come straight from the system, and go straight back to it; in large pages, where
 * there are any, since they are read from one end to the other all the time. */
static void *map_codes(size_t size)
{
    void *codes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (codes == MAP_FAILED)
        return NULL;
    (void)madvise(codes, size, MADV_HUGEPAGE);
    return codes;
}

bool column_box_codes(struct column_box *box, uint64_t top)
{
    struct frame_column *column = &box->column;
    column->top = top;
    column->width = column_width(top);
    size_t width = (size_t)column->width;
    if (column->rows > (SIZE_MAX - CODES_ALIGNED) / width)
        return false;
    size_t size = (column->rows * width / CODES_ALIGNED + 1) * CODES_ALIGNED;
    box->mapped = size >= CODES_MAPPED ? size : 0;
    box->codes = box->mapped ? map_codes(size) : aligned_alloc(CODES_ALIGNED, size);
    if (!box->codes)
        return false;
    if (!box->mapped)
        memset(box->codes, 0, size);
    column->codes = box->codes;
    column->bytes += size;
    return true;
}

void column_free(struct frame_column *column)
{
    struct column_box *box = (struct column_box *)column;
    if (!box)
        return;
    if (column->texts)
        column->texts->free(column->texts);
    if (box->mapped && box->codes)
        (void)munmap(box->codes, box->mapped);
    else
        free(box->codes);
    free(box->words);
    free(box->text);
    free(box);
}
