/* A column from values in memory: looks at them all, chooses the form, and codes them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/calendar.h"
#include "core/frame/column_internal.h"
#include "core/frame/dictionary.h"
#include "core/frame/words.h"

enum { UNIQUE_TEXT_BYTES = 512 * 1024 };

struct maker {
    const struct value *values;
    size_t rows, empties;
    enum column_type type;
    const char *order;
    int64_t *numbers; /* of each row, under the form that is tried */
    int scale;
};

static bool is_empty(const struct value *value)
{
    return value->kind == VALUE_EMPTY || (value->kind == VALUE_TEXT && value->text.len == 0) ||
           (value->kind == VALUE_DECIMAL && isnan(value->decimal));
}

/* The number that stands for a value under a form; false: it has none. */
static bool read_value(const struct maker *m, enum column_form form, const struct value *value,
                       int64_t *out)
{
    bool text = value->kind == VALUE_TEXT;
    switch (form) {
    case FORM_INTEGER:
        *out = value->integer;
        return value->kind == VALUE_INTEGER;
    case FORM_DECIMAL:
        return value->kind == VALUE_DECIMAL && column_unscale(value->decimal, m->scale, out);
    case FORM_DIGITS:
        return text && value->text.len == (size_t)m->scale && column_read_digits(value->text, out);
    case FORM_DAY:
        return text && calendar_read_day(value->text, out);
    case FORM_SECOND:
        return text && calendar_read_second(value->text, out);
    default:
        return false;
    }
}

static bool fits(struct maker *m, enum column_form form, int64_t *low, int64_t *high)
{
    bool any = false;
    *low = *high = 0;
    for (size_t i = 0; i < m->rows; i++) {
        if (is_empty(&m->values[i]))
            continue;
        if (!read_value(m, form, &m->values[i], &m->numbers[i]))
            return false;
        *low = !any || m->numbers[i] < *low ? m->numbers[i] : *low;
        *high = !any || m->numbers[i] > *high ? m->numbers[i] : *high;
        any = true;
    }
    return (uint64_t)*high - (uint64_t)*low < UINT64_MAX - 1;
}

static struct column_box *make_numbers(const struct maker *m, enum column_form form, int64_t low,
                                       int64_t high)
{
    struct column_box *box = column_box_new(form, m->type, m->rows);
    uint64_t top = m->empties == m->rows ? 0 : (uint64_t)high - (uint64_t)low + 1;
    if (!box || !column_box_codes(box, top)) {
        column_free(box ? &box->column : NULL);
        return NULL;
    }
    box->column.base = low;
    box->column.scale = m->scale;
    for (size_t i = 0; i < m->rows; i++) {
        if (!is_empty(&m->values[i]))
            column_set_code(box->codes, box->column.width, i,
                            (uint64_t)m->numbers[i] - (uint64_t)low + 1);
    }
    return box;
}

static struct column_box *make_reals(const struct maker *m)
{
    struct column_box *box = column_box_new(FORM_REAL, m->type, m->rows);
    uint64_t top = 0;
    for (size_t i = 0; i < m->rows; i++) {
        if (m->values[i].kind == VALUE_DECIMAL && !is_empty(&m->values[i])) {
            uint64_t code = column_real_code(m->values[i].decimal);
            top = code > top ? code : top;
        }
    }
    if (!box || !column_box_codes(box, top)) {
        column_free(box ? &box->column : NULL);
        return NULL;
    }
    for (size_t i = 0; i < m->rows; i++) {
        if (!is_empty(&m->values[i]))
            column_set_code(box->codes, 8, i, column_real_code(m->values[i].decimal));
    }
    return box;
}

static struct cell cell_of(const struct value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return cell_integer(value->integer);
    case VALUE_DECIMAL:
        return cell_decimal(value->decimal + 0.0);
    default:
        return cell_text(value->text.data, (uint32_t)value->text.len);
    }
}

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

static struct column_box *make_words(const struct maker *m, const struct dictionary *d,
                                     const uint32_t *codes)
{
    struct column_box *box = column_box_new(FORM_WORDS, m->type, m->rows);
    uint32_t *rank = malloc((d->count + 1) * sizeof *rank);
    size_t listed = 0;
    bool good = box && rank && column_box_codes(box, d->count) && copy_words(box, d) &&
                words_sort(box->words, d->count, m->order, rank, &listed);
    for (size_t i = 0; good && i < m->rows; i++)
        column_set_code(box->codes, box->column.width, i, rank[codes[i]]);
    free(rank);
    if (!good) {
        column_free(box ? &box->column : NULL);
        return NULL;
    }
    box->column.listed = listed;
    return box;
}

/* ---- texts without codes ---- */

struct plain_texts {
    struct frame_texts base;
    size_t first[2];
    struct span *spans;
    char *text;
};

static enum status read_plain(struct frame_texts *base, size_t chunk, const struct span **out,
                              struct error *err)
{
    (void)chunk;
    (void)err;
    *out = ((const struct plain_texts *)base)->spans;
    return STATUS_OK;
}

static void free_plain(struct frame_texts *base)
{
    struct plain_texts *texts = (struct plain_texts *)base;
    free(texts->spans);
    free(texts->text);
    free(texts);
}

static struct column_box *make_texts(const struct maker *m, size_t bytes)
{
    struct column_box *box = column_box_new(FORM_TEXTS, m->type, m->rows);
    struct plain_texts *texts = calloc(1, sizeof *texts);
    if (!box || !texts) {
        column_free(box ? &box->column : NULL);
        free(texts);
        return NULL;
    }
    texts->base = (struct frame_texts){.chunks = 1, .first = texts->first, read_plain, free_plain};
    texts->first[1] = m->rows;
    texts->spans = calloc(m->rows, sizeof *texts->spans);
    texts->text = malloc(bytes + 1);
    box->column.texts = &texts->base;
    if (!texts->spans || !texts->text) {
        column_free(&box->column);
        return NULL;
    }
    char *at = texts->text;
    for (size_t i = 0; i < m->rows; i++) {
        if (is_empty(&m->values[i]))
            continue;
        struct span text = m->values[i].text;
        memcpy(at, text.data, text.len);
        texts->spans[i] = span_of(at, text.len);
        at += text.len;
    }
    return box;
}

/* ---- the choice ---- */

static struct column_box *make_coded(const struct maker *m, bool only_texts)
{
    struct dictionary d = {0};
    struct column_box *box = NULL;
    uint32_t *codes = calloc(m->rows + 1, sizeof *codes);
    bool good = codes != NULL;
    size_t bytes = 0, values = m->rows - m->empties;
    for (size_t i = 0; good && i < m->rows; i++) {
        if (is_empty(&m->values[i]))
            continue;
        struct cell cell = cell_of(&m->values[i]);
        bytes += cell.len;
        codes[i] = dictionary_code(&d, &cell);
        good = codes[i] != 0;
    }
    if (good && only_texts && d.count > values / 2 && d.text.len > UNIQUE_TEXT_BYTES)
        box = make_texts(m, bytes);
    else if (good)
        box = make_words(m, &d, codes);
    dictionary_free(&d);
    free(codes);
    return box;
}

static bool all_of(const struct maker *m, enum value_kind kind)
{
    for (size_t i = 0; i < m->rows; i++) {
        if (!is_empty(&m->values[i]) && m->values[i].kind != kind)
            return false;
    }
    return true;
}

static int compare_numbers(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* More than half of the numbers occur once only? Few of them are better off as words. */
static bool nearly_unique(const struct maker *m)
{
    size_t count = 0, distinct = 0;
    int64_t *sorted = malloc((m->rows + 1) * sizeof *sorted);
    for (size_t i = 0; sorted && i < m->rows; i++) {
        if (!is_empty(&m->values[i]))
            sorted[count++] = m->numbers[i];
    }
    if (sorted && count)
        qsort(sorted, count, sizeof *sorted, compare_numbers);
    for (size_t i = 0; sorted && i < count; i++)
        distinct += i == 0 || sorted[i] != sorted[i - 1];
    free(sorted);
    return distinct > count / 2;
}

static size_t digits_of_first(const struct maker *m)
{
    for (size_t i = 0; i < m->rows; i++) {
        if (!is_empty(&m->values[i]))
            return m->values[i].text.len;
    }
    return 0;
}

static struct column_box *choose_texts(struct maker *m)
{
    int64_t low, high;
    if (m->type == COLUMN_DATE && fits(m, FORM_DAY, &low, &high))
        return make_numbers(m, FORM_DAY, low, high);
    if (m->type == COLUMN_DATETIME && fits(m, FORM_SECOND, &low, &high))
        return make_numbers(m, FORM_SECOND, low, high);
    size_t digits = digits_of_first(m);
    m->scale = digits <= 18 ? (int)digits : 0;
    if (m->empties < m->rows && m->scale && !(m->order && *m->order) &&
        fits(m, FORM_DIGITS, &low, &high) && nearly_unique(m))
        return make_numbers(m, FORM_DIGITS, low, high);
    return make_coded(m, true);
}

static struct column_box *choose(struct maker *m)
{
    int64_t low, high;
    bool nothing = m->empties == m->rows;
    if (all_of(m, VALUE_INTEGER) && (!nothing || m->type == COLUMN_INTEGER) &&
        fits(m, FORM_INTEGER, &low, &high))
        return make_numbers(m, FORM_INTEGER, low, high);
    if (all_of(m, VALUE_DECIMAL) && (!nothing || m->type == COLUMN_DECIMAL)) {
        for (m->scale = 0; m->scale <= COLUMN_SCALE_MAX; m->scale++) {
            if (fits(m, FORM_DECIMAL, &low, &high))
                return make_numbers(m, FORM_DECIMAL, low, high);
        }
        m->scale = 0;
        return make_reals(m);
    }
    return all_of(m, VALUE_TEXT) ? choose_texts(m) : make_coded(m, false);
}

enum status column_from_values(struct frame_column **out, const struct value *values, size_t rows,
                               enum column_type type, const char *order, struct error *err)
{
    struct maker m = {.values = values, .rows = rows, .type = type, .order = order};
    struct column_box *box = NULL;
    for (size_t i = 0; i < rows; i++)
        m.empties += is_empty(&values[i]);
    m.numbers = calloc(rows + 1, sizeof *m.numbers);
    if (m.numbers)
        box = choose(&m);
    free(m.numbers);
    *out = box ? &box->column : NULL;
    if (!box)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    box->column.empties = m.empties;
    return STATUS_OK;
}
