/*
 * The same column of two datasets: codes mean other things in each, so that values are put
 * together by what they are. Numbers by their value, 3 and 3.0 alike; dates and texts by
 * their text, in the first dataset's order, those that only the second has behind them.
 */
#include <stdlib.h>
#include <string.h>

#include "core/frame/dictionary.h"
#include "core/service/compare_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

struct merging {
    struct compare_tally *out;
    struct dictionary words;
    size_t room;
    bool numeric;
};

static bool make_room(struct merging *merging, size_t count)
{
    if (count < merging->room)
        return true;
    size_t room = merging->room ? merging->room * 2 : 256;
    struct count_pair *pairs = realloc(merging->out->pairs, room * sizeof *pairs);
    if (!pairs)
        return false;
    memset(pairs + merging->room, 0, (room - merging->room) * sizeof *pairs);
    merging->out->pairs = pairs;
    merging->room = room;
    return true;
}

/* A value of one of the datasets; numbers that are equal are the same word. */
static bool add_value(struct merging *merging, const struct frame_column *column, uint64_t code,
                      int64_t units, bool of_b)
{
    char scratch[COLUMN_TEXT_SIZE], number[VALUE_NUMBER_SIZE];
    struct cell cell;
    double real = 0;
    if (merging->numeric && column_number(column, code, &real)) {
        cell = cell_decimal(real);
    } else {
        struct value value = column_value(column, code, scratch);
        struct span text = value_text(&value, number);
        cell = cell_text(text.data, (uint32_t)text.len);
    }
    uint32_t word = dictionary_code(&merging->words, &cell);
    if (word == 0 || !make_room(merging, merging->words.count))
        return false;
    *(of_b ? &merging->out->pairs[word - 1].b : &merging->out->pairs[word - 1].a) += units;
    return true;
}

static bool add_side(struct merging *merging, const struct frame_column *column,
                     const struct code_tally *tally, bool of_b)
{
    uint64_t position = 0, code;
    int64_t units;
    while (code_tally_next(tally, &position, &code, &units))
        if (!add_value(merging, column, code, units, of_b))
            return false;
    return true;
}

/* ---- order ---- */

struct placed {
    double number;
    struct span text;
    struct count_pair pair;
};

static int by_number(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    return (left->number > right->number) - (left->number < right->number);
}

static int by_text(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    return span_compare(left->text, right->text);
}

static struct placed *list_words(struct merging *merging)
{
    struct compare_tally *out = merging->out;
    char scratch[VALUE_NUMBER_SIZE];
    struct placed *all = calloc(merging->words.count + 1, sizeof *all);
    for (size_t i = 0; all && i < merging->words.count; i++) {
        struct cell cell = dictionary_cell(&merging->words, (uint32_t)i + 1);
        struct value value = {.kind = cell.kind};
        all[i].pair = out->pairs[i];
        if (cell.kind == VALUE_DECIMAL)
            all[i].number = value.decimal = cell.decimal;
        else
            value.text = span_of(cell.text, cell.len);
        struct span text = value_text(&value, scratch);
        all[i].text = span_of(arena_copy(out->arena, text), text.len);
        if (!all[i].text.data) {
            free(all);
            return NULL;
        }
    }
    return all;
}

static enum status put_in_order(struct merging *merging, bool dated, struct error *err)
{
    struct compare_tally *out = merging->out;
    size_t count = merging->words.count;
    struct placed *all = list_words(merging);
    out->texts = arena_array(out->arena, count, sizeof *out->texts);
    out->numbers = merging->numeric ? calloc(count + 1, sizeof *out->numbers) : NULL;
    if (!all || !out->texts || (merging->numeric && !out->numbers)) {
        free(all);
        return no_memory(err);
    }
    if (merging->numeric || dated)
        qsort(all, count, sizeof *all, merging->numeric ? by_number : by_text);
    for (size_t i = 0; i < count; i++) {
        out->pairs[i] = all[i].pair;
        out->texts[i] = all[i].text;
        if (out->numbers)
            out->numbers[i] = all[i].number;
    }
    out->counts.count = count;
    free(all);
    return STATUS_OK;
}

static bool is_numeric(const struct frame_column *column)
{
    return column_type_is_number(column->type) && column_is_numeric(column);
}

static bool is_dated(const struct frame_column *column)
{
    return column->type == COLUMN_DATE || column->type == COLUMN_DATETIME;
}

enum status compare_tally_merge(struct compare_tally *out, const struct frame_column *a_column,
                                const struct pair_tally *a, const struct frame_column *b_column,
                                const struct pair_tally *b, struct error *err)
{
    struct merging merging = {.out = out, .numeric = is_numeric(a_column) && is_numeric(b_column)};
    out->arena = arena_new();
    enum status status = out->arena && make_room(&merging, 0) &&
                                 add_side(&merging, a_column, &a->a, false) &&
                                 add_side(&merging, b_column, &b->a, true)
                             ? STATUS_OK
                             : no_memory(err);
    if (status == STATUS_OK)
        status = put_in_order(&merging, is_dated(a_column) && is_dated(b_column), err);
    out->counts.empty = (struct count_pair){a->a.empties, b->a.empties};
    dictionary_free(&merging.words);
    return status;
}
