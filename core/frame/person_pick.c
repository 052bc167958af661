/*
 * Picking one row for each person, by a table of persons. Ids that are far apart get numbers
 * by a hash table first.
 */
#include "core/frame/person_pick.h"

#include <stdlib.h>

#include "core/frame/code_tally.h"

/* ---- numbers for persons ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status stopped(struct error *err)
{
    return error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
}

struct slot {
    uint64_t code; /* 0: free */
    uint32_t number;
};

struct numbering {
    struct slot *slots;
    size_t mask;
    uint32_t count;
};

static uint32_t number_of(struct numbering *numbering, uint64_t code)
{
    size_t at = (size_t)(code * 0x9E3779B97F4A7C15u >> 20) & numbering->mask;
    while (numbering->slots[at].code != code && numbering->slots[at].code != 0)
        at = (at + 1) & numbering->mask;
    if (numbering->slots[at].code == 0)
        numbering->slots[at] = (struct slot){code, ++numbering->count};
    return numbering->slots[at].number;
}

/* False: cancelled. */
static bool number_rows(struct person_index *out, struct numbering *numbering,
                        const volatile int *cancel)
{
    for (size_t row = 0; row < out->column->rows; row++) {
        uint64_t code = column_code(out->column, row);
        out->numbers[row] = code ? number_of(numbering, code) : 0;
        if (row % CHUNK_ROWS == 0 && cancel && *cancel)
            return false;
    }
    out->top = numbering->count;
    return true;
}

static enum status number_all(struct person_index *out, const volatile int *cancel,
                              struct error *err)
{
    size_t rows = out->column->rows, room = 1024;
    while (room < rows * 2)
        room *= 2;
    struct numbering numbering = {calloc(room, sizeof *numbering.slots), room - 1, 0};
    out->numbers = calloc(rows + 1, sizeof *out->numbers);
    if (!numbering.slots || !out->numbers) {
        free(numbering.slots);
        return no_memory(err);
    }
    bool done = number_rows(out, &numbering, cancel);
    free(numbering.slots);
    return done ? STATUS_OK : stopped(err);
}

enum status person_index_make(struct person_index *out, const struct frame_column *column,
                              const volatile int *cancel, struct error *err)
{
    *out = (struct person_index){.column = column};
    if (column->form == FORM_TEXTS || column->rows >= UINT32_MAX)
        return error_set(err, STATUS_INVALID, TEXT_PERSONS_NO_CODES, NULL);
    if (column->width < 8 && column->top < CODE_TABLE_MAX) {
        out->top = (uint32_t)column->top;
        return STATUS_OK;
    }
    enum status status = number_all(out, cancel, err);
    if (status != STATUS_OK)
        person_index_free(out);
    return status;
}

void person_index_free(struct person_index *index)
{
    free(index->numbers);
    *index = (struct person_index){0};
}

/* ---- rows, one for each ---- */

/* Is a row of the same person no earlier than the one that was picked so far? */
static bool is_later(const struct frame_column *when, size_t row, size_t picked)
{
    return !when || column_code(when, row) >= column_code(when, picked);
}

enum status person_pick(const struct person_index *index, const struct frame_column *when,
                        const struct bitmap *rows, struct bitmap *out, int64_t *nameless,
                        const volatile int *cancel, struct error *err)
{
    uint32_t *picked = calloc((size_t)index->top + 1, sizeof *picked); /* row + 1 */
    *out = (struct bitmap){0};
    *nameless = 0;
    if (!picked || !bitmap_make(out, rows->rows, false)) {
        free(picked);
        return no_memory(err);
    }
    for (size_t at = 0; at < bitmap_word_count(rows->rows); at++)
        for (uint64_t word = rows->words[at]; word; word &= word - 1) {
            size_t row = at * 64 + (size_t)__builtin_ctzll(word);
            uint32_t person = person_index_of(index, row);
            *nameless += person == 0;
            if (picked[person] == 0 || is_later(when, row, picked[person] - 1))
                picked[person] = (uint32_t)row + 1;
        }
    for (size_t person = 1; person <= index->top; person++)
        if (picked[person] > 0)
            out->words[(picked[person] - 1) / 64] |= (uint64_t)1 << (picked[person] - 1) % 64;
    free(picked);
    bitmap_recount(out);
    if (!cancel || !*cancel)
        return STATUS_OK;
    bitmap_free(out);
    return stopped(err);
}

/* 1 for each person who has a row among these; 0 for nobody. NULL: no memory. */
static uint8_t *mark_people(const struct person_index *index, const struct bitmap *rows)
{
    uint8_t *marks = calloc((size_t)index->top + 1, 1);
    for (size_t at = 0; marks && at < bitmap_word_count(rows->rows); at++)
        for (uint64_t word = rows->words[at]; word; word &= word - 1)
            marks[person_index_of(index, at * 64 + (size_t)__builtin_ctzll(word))] = 1;
    if (marks)
        marks[0] = 0;
    return marks;
}

enum status person_rest(const struct person_index *index, const struct bitmap *a,
                        const struct bitmap *ground, struct bitmap *out, struct error *err)
{
    uint8_t *in_a = mark_people(index, a);
    *out = (struct bitmap){0};
    if (!in_a || !bitmap_copy(out, ground)) {
        free(in_a);
        return no_memory(err);
    }
    in_a[0] = 1; /* rows of nobody are left out */
    for (size_t at = 0; at < bitmap_word_count(out->rows); at++)
        for (uint64_t word = out->words[at]; word; word &= word - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(word);
            if (in_a[person_index_of(index, at * 64 + bit)])
                out->words[at] &= ~((uint64_t)1 << bit);
        }
    bitmap_recount(out);
    free(in_a);
    return STATUS_OK;
}

int64_t person_overlap(const struct person_index *index, const struct bitmap *a,
                       const struct bitmap *b)
{
    uint8_t *in_a = mark_people(index, a), *in_b = mark_people(index, b);
    int64_t both = in_a && in_b ? 0 : -1;
    for (size_t person = 1; both >= 0 && person <= index->top; person++)
        both += in_a[person] & in_b[person];
    free(in_a);
    free(in_b);
    return both;
}
