/* Two snapshots beside each other: rows are known again by their labels, columns by their
 * heads, wherever they stand now. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/snapshot.h"
#include "core/base/buffer.h"

static double number_of(const struct value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
}

static bool is_number(const struct value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
}

static bool same_value(const struct value *a, const struct value *b)
{
    if (is_number(a) && is_number(b)) {
        double x = number_of(a), y = number_of(b), most = fmax(fabs(x), fabs(y));
        return fabs(x - y) <= most * 1e-9;
    }
    return a->kind == b->kind && (a->kind != VALUE_TEXT || span_equal(a->text, b->text));
}

bool snapshot_same(const struct snapshot *before, const struct snapshot *after)
{
    return before->n == after->n && strcmp(before->mark, after->mark) == 0;
}

static const struct value *cell(const struct snapshot *of, size_t row, size_t column)
{
    return &of->cells[row * of->columns + column];
}

static bool same_labels(const struct snapshot *a, size_t row, const struct snapshot *b,
                        size_t other)
{
    bool same = a->labels == b->labels;
    for (size_t c = 0; c < a->labels && same; c++)
        same = same_value(cell(a, row, c), cell(b, other, c));
    return same;
}

/* The row of b that is row `row` of a; b->rows: there is none. Tables are mostly in the same
 * order, so the search begins where the last one ended. */
static size_t find_row(const struct snapshot *a, size_t row, const struct snapshot *b, size_t from)
{
    for (size_t i = 0; i < b->rows; i++) {
        size_t at = (from + i) % b->rows;
        if (same_labels(a, row, b, at))
            return at;
    }
    return b->rows;
}

static size_t find_column(const struct snapshot *in, const char *head)
{
    size_t c = in->labels;
    while (c < in->columns && strcmp(in->heads[c], head) != 0)
        c++;
    return c;
}

/* ---- the list of what differs ---- */

struct changes {
    struct arena *arena;
    struct snapshot_change *list;
    size_t count, most;
    bool failed;
};

static void add_words(struct buffer *words, struct span text, const char *between)
{
    buffer_add_string(words, words->len ? between : "");
    buffer_add_span(words, text);
}

/* "single · renting × Cambridge" */
static const char *place_words(struct changes *changes, const struct snapshot *of, size_t row,
                               size_t column)
{
    struct buffer words = {0};
    for (size_t c = 0; c < of->labels; c++) {
        char scratch[VALUE_NUMBER_SIZE];
        struct span text = value_text(cell(of, row, c), scratch);
        if (text.len)
            add_words(&words, text, " · ");
    }
    if (of->columns > of->labels + 1)
        add_words(&words, span_string(of->heads[column]), " × ");
    const char *out = words.failed ? NULL : arena_copy(changes->arena, buffer_span(&words));
    buffer_free(&words);
    return out;
}

static void add_change(struct changes *changes, const char *what, struct value before,
                       struct value after)
{
    if (changes->count == changes->most)
        return;
    changes->failed |= !what;
    changes->list[changes->count++] = (struct snapshot_change){what, before, after};
}

static void compare_row(struct changes *changes, const struct snapshot *before, size_t row,
                        const struct snapshot *after, size_t other)
{
    static const struct value nothing = {.kind = VALUE_EMPTY};
    for (size_t c = before->labels; c < before->columns; c++) {
        size_t at = other < after->rows ? find_column(after, before->heads[c]) : after->columns;
        const struct value *was = cell(before, row, c);
        const struct value *is = at < after->columns ? cell(after, other, at) : &nothing;
        if (!same_value(was, is))
            add_change(changes, place_words(changes, before, row, c), *was, *is);
    }
}

/* What was not there before: whole rows, and columns of rows that were. */
static void add_new(struct changes *changes, const struct snapshot *before,
                    const struct snapshot *after)
{
    static const struct value nothing = {.kind = VALUE_EMPTY};
    size_t from = 0;
    for (size_t r = 0; r < after->rows; r++) {
        size_t other = find_row(after, r, before, from);
        from = other < before->rows ? other + 1 : from;
        for (size_t c = after->labels; c < after->columns; c++) {
            bool was_there =
                other < before->rows && find_column(before, after->heads[c]) < before->columns;
            if (!was_there && cell(after, r, c)->kind != VALUE_EMPTY)
                add_change(changes, place_words(changes, after, r, c), nothing, *cell(after, r, c));
        }
    }
}

enum status snapshot_compare(struct arena *arena, const struct snapshot *before,
                             const struct snapshot *after, size_t most,
                             struct snapshot_change **out, size_t *count, struct error *err)
{
    struct changes changes = {.arena = arena, .most = most};
    size_t from = 0;
    changes.list = arena_array(arena, most, sizeof *changes.list);
    if (!changes.list)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (before->n != after->n)
        add_change(&changes, text_get(TEXT_SNAPSHOT_N),
                   (struct value){.kind = VALUE_INTEGER, .integer = before->n},
                   (struct value){.kind = VALUE_INTEGER, .integer = after->n});
    for (size_t r = 0; r < before->rows; r++) {
        size_t other = find_row(before, r, after, from);
        from = other < after->rows ? other + 1 : from;
        compare_row(&changes, before, r, after, other);
    }
    add_new(&changes, before, after);
    *out = changes.list;
    *count = changes.count;
    return changes.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
}
