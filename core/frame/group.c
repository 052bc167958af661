/*
 * Groups: the entry, and columns of few codes, where each code has its group in a table.
 * Which codes occur is found out by a scan that stops once all have been seen: a moment for
 * the usual column of a few words.
 */
#include "core/frame/group.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/code_at.h"
#include "core/frame/group_internal.h"
#include "core/frame/parallel.h"

enum status group_no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status group_too_many(size_t limit, struct error *err)
{
    return error_set(err, STATUS_INVALID, TEXT_GROUP_TOO_MANY,
                     TEXT_VALUES(text_number("limit", (int64_t)limit)));
}

enum status group_make_room(struct groups *out, struct error *err)
{
    out->texts = arena_array(out->arena, out->count, sizeof *out->texts);
    out->values = arena_array(out->arena, out->count, sizeof *out->values);
    return out->texts && out->values ? STATUS_OK : group_no_memory(err);
}

bool group_set_value(struct groups *out, uint32_t group, const struct value *value)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct span text = value_text(value, scratch);
    const char *copy = arena_copy(out->arena, text);
    out->texts[group] = span_of(copy, text.len);
    out->values[group] = *value;
    if (value->kind == VALUE_TEXT)
        out->values[group].text = out->texts[group];
    return copy != NULL;
}

/* ---- which codes occur ---- */

struct seen {
    const struct frame_column *column;
    const struct bitmap *bitmap;
    const volatile int *cancel;
    uint8_t *marks[PARALLEL_MAX]; /* a byte per code */
};

__attribute__((always_inline)) static inline void mark_word(const struct seen *seen, uint8_t *marks,
                                                            int width, size_t row, uint64_t word)
{
    const void *codes = seen->column->codes;
    for (; word != 0; word &= word - 1)
        marks[code_at(codes, width, row + (size_t)__builtin_ctzll(word))] = 1;
}

__attribute__((always_inline)) static inline void mark_rows(const struct seen *seen, uint8_t *marks,
                                                            int width, size_t first, size_t end)
{
    const void *codes = seen->column->codes;
    for (size_t row = first; row < end;) {
        size_t stop = row + 64 < end ? row + 64 : end;
        uint64_t word = seen->bitmap ? seen->bitmap->words[row / 64] : UINT64_MAX;
        if (word == UINT64_MAX || !seen->bitmap)
            for (; row < stop; row++)
                marks[code_at(codes, width, row)] = 1;
        else
            mark_word(seen, marks, width, row, word);
        row = stop;
    }
}

static void mark(const struct seen *seen, uint8_t *marks, size_t first, size_t end)
{
    switch (seen->column->width) {
    case 1:
        mark_rows(seen, marks, 1, first, end);
        break;
    case 2:
        mark_rows(seen, marks, 2, first, end);
        break;
    case 4:
        mark_rows(seen, marks, 4, first, end);
        break;
    default:
        mark_rows(seen, marks, 8, first, end);
        break;
    }
}

/* In steps that grow: a few rows tell most of what there is. */
static void mark_part(void *context, unsigned part, size_t first, size_t end)
{
    struct seen *seen = context;
    uint8_t *marks = seen->marks[part];
    size_t step = 4096, top = (size_t)seen->column->top;
    bool empties = seen->column->empties > 0;
    for (size_t row = first; row < end; row += step, step = CHUNK_ROWS) {
        if (seen->cancel && *seen->cancel)
            return;
        mark(seen, marks, row, end - row < step ? end : row + step);
        if ((marks[0] || !empties) && !memchr(marks + 1, 0, top))
            return;
    }
}

/* A byte for each code that occurs, into the marks of part 0. */
static enum status find_codes(struct seen *seen, struct error *err)
{
    size_t codes = (size_t)seen->column->top + 1;
    for (unsigned i = 0; i < PARALLEL_MAX; i++)
        if (!(seen->marks[i] = calloc(codes, 1)))
            return group_no_memory(err);
    parallel_run(seen->column->rows, mark_part, seen);
    if (seen->cancel && *seen->cancel)
        return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
    for (unsigned i = 1; i < PARALLEL_MAX; i++)
        for (size_t code = 0; code < codes; code++)
            seen->marks[0][code] |= seen->marks[i][code];
    return STATUS_OK;
}

/* ---- codes into groups ---- */

/* A code that occurs, and the key of its group. */
struct found {
    int64_t key;
    uint32_t code;
    bool plain; /* neither cut nor with others: behind them, by code */
};

static int compare_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->plain != y->plain)
        return x->plain - y->plain;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->code < y->code ? -1 : x->code > y->code;
}

static size_t list_found(const struct cut *cut, const uint8_t *marks, struct found *out)
{
    size_t count = 0;
    for (uint64_t code = 1; code <= cut->column->top; code++) {
        if (!marks[code])
            continue;
        struct found *found = &out[count++];
        *found = (struct found){.code = (uint32_t)code};
        found->plain = !cut_key(cut, code, &found->key);
        if (found->plain)
            found->key = (int64_t)code;
    }
    /* Only words that are cut can be out of order. */
    if (cut->column->form == FORM_WORDS && cut->kind != CUT_NONE)
        qsort(out, count, sizeof *out, compare_found);
    return count;
}

static bool begins_group(const struct found *found, size_t at)
{
    return at == 0 || found[at].plain != found[at - 1].plain || found[at].key != found[at - 1].key;
}

static bool name_group(struct groups *out, const struct cut *cut, uint32_t group,
                       const struct found *found)
{
    char scratch[COLUMN_TEXT_SIZE], text[CUT_TEXT_SIZE];
    struct value value;
    if (found->plain || cut->kind == CUT_NONE) {
        value = column_value(cut->column, found->code, scratch);
        return group_set_value(out, group, &value);
    }
    value = cut_value(cut, found->key, scratch);
    if (!group_set_value(out, group, &value))
        return false;
    size_t len = cut_text(cut, found->key, text);
    out->texts[group] = span_of(arena_copy(out->arena, span_of(text, len)), len);
    return out->texts[group].data != NULL;
}

static enum status number_codes(struct groups *out, const struct cut *cut,
                                const struct found *found, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        out->count += begins_group(found, i);
    out->count += out->has_empty;
    if (out->count > GROUPS_MAX)
        return group_too_many(GROUPS_MAX, err);
    enum status status = group_make_room(out, err);
    uint32_t group = 0;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        group += i > 0 && begins_group(found, i);
        out->of_code[found[i].code] = group;
        if (begins_group(found, i) && !name_group(out, cut, group, &found[i]))
            status = group_no_memory(err);
    }
    if (out->has_empty)
        out->of_code[0] = out->count - 1;
    return status;
}

enum status group_by_code(struct groups *out, const struct bitmap *bitmap,
                          const volatile int *cancel, struct error *err)
{
    struct cut cut;
    struct seen seen = {out->field.column, bitmap, cancel, {NULL}};
    size_t codes = (size_t)out->field.column->top + 1;
    struct found *found = malloc(codes * sizeof *found);
    out->of_code = arena_array(out->arena, codes, sizeof *out->of_code);
    if (!found || !out->of_code) {
        free(found);
        return group_no_memory(err);
    }
    enum status status = cut_begin(&cut, &out->field, err);
    if (status == STATUS_OK)
        status = find_codes(&seen, err);
    if (status == STATUS_OK) {
        memset(out->of_code, 0xFF, codes * sizeof *out->of_code);
        out->has_empty = seen.marks[0][0];
        size_t count = list_found(&cut, seen.marks[0], found);
        status = number_codes(out, &cut, found, count, err);
    }
    for (unsigned i = 0; i < PARALLEL_MAX; i++)
        free(seen.marks[i]);
    free(found);
    return status;
}

/* ---- the entry ---- */

enum status groups_make(struct groups *out, const struct group_field *field,
                        const struct bitmap *bitmap, const volatile int *cancel, struct error *err)
{
    const struct frame_column *column = field->column;
    *out = (struct groups){.field = *field, .arena = arena_new()};
    enum status status;
    if (!out->arena)
        return group_no_memory(err);
    if (column->form == FORM_TEXTS)
        status = group_by_text(out, bitmap, cancel, err);
    else if (column->form == FORM_WORDS || column->top < GROUP_CODES_MAX)
        status = group_by_code(out, bitmap, cancel, err);
    else if (group_has_marks(field))
        status = group_by_mark(out, bitmap, cancel, err);
    else
        status = group_by_row(out, bitmap, cancel, err);
    if (status != STATUS_OK)
        groups_free(out);
    return status;
}

void groups_free(struct groups *groups)
{
    arena_free(groups->arena);
    *groups = (struct groups){0};
}
