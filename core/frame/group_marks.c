/*
 * Groups of columns whose codes are too many for a table, and not for a bit each: whole values
 * of numbers that were worked out, most often. Which codes occur is marked; the group of a code
 * is how many marks stand before its own, so that nothing is looked up or sorted.
 */
#include <stdlib.h>

#include "core/frame/code_at.h"
#include "core/frame/group_internal.h"
#include "core/frame/parallel.h"

enum { MARKS_MOST = 1 << 29, WORD_BITS = 64, BLOCK_ROWS = 1 << 16 };

struct marking {
    const struct frame_column *column;
    const struct bitmap *bitmap; /* NULL: all rows */
    const volatile int *cancel;
    uint64_t *words;  /* a bit for each code; both threads mark */
    uint32_t *before; /* marks before each word */
    uint32_t *of_row;
    uint32_t empty; /* the group of empty cells */
};

/* ---- the codes of some rows ---- */

__attribute__((always_inline)) static inline void mark(uint64_t *words, uint64_t code)
{
    uint64_t bit = (uint64_t)1 << code % WORD_BITS;
    uint64_t *word = &words[code / WORD_BITS];
    if (!(__atomic_load_n(word, __ATOMIC_RELAXED) & bit))
        (void)__atomic_fetch_or(word, bit, __ATOMIC_RELAXED);
}

__attribute__((always_inline)) static inline void mark_rows(const struct marking *m, int width,
                                                            size_t first, size_t end)
{
    for (size_t row = first; row < end; row++)
        if (!m->bitmap || bitmap_has(m->bitmap, row))
            mark(m->words, code_at(m->column->codes, width, row));
}

__attribute__((always_inline)) static inline void number_rows(const struct marking *m, int width,
                                                              size_t first, size_t end)
{
    for (size_t row = first; row < end; row++) {
        uint64_t code = code_at(m->column->codes, width, row);
        uint64_t below = ((uint64_t)1 << code % WORD_BITS) - 1;
        if (m->bitmap && !bitmap_has(m->bitmap, row))
            continue;
        size_t marks = (size_t)__builtin_popcountll(m->words[code / WORD_BITS] & below);
        m->of_row[row] = code == 0 ? m->empty : m->before[code / WORD_BITS] + (uint32_t)marks;
    }
}

static void walk(const struct marking *m, size_t first, size_t end)
{
    bool wide = m->column->width == 8;
    if (!m->before && wide)
        mark_rows(m, 8, first, end);
    else if (!m->before)
        mark_rows(m, 4, first, end);
    else if (wide)
        number_rows(m, 8, first, end);
    else
        number_rows(m, 4, first, end);
}

static void walk_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct marking *m = context;
    (void)part;
    for (size_t row = first; row < end; row += BLOCK_ROWS) {
        if (m->cancel && *m->cancel)
            return;
        walk(m, row, end - row < BLOCK_ROWS ? end : row + BLOCK_ROWS);
    }
}

static enum status walk_all(struct marking *m, struct error *err)
{
    parallel_run(m->column->rows, walk_part, m);
    return m->cancel && *m->cancel ? error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL)
                                   : STATUS_OK;
}

/* ---- groups ---- */

/* Counts the marks but that of empty cells, which get the last group. */
static enum status count_marks(struct groups *out, struct marking *m, struct error *err)
{
    size_t words = (size_t)m->column->top / WORD_BITS + 1, count = 0;
    uint32_t *before = malloc(words * sizeof *before);
    if (!before)
        return group_no_memory(err);
    out->has_empty = m->words[0] & 1;
    m->words[0] &= ~(uint64_t)1;
    for (size_t i = 0; i < words; i++) {
        before[i] = (uint32_t)count;
        count += (size_t)__builtin_popcountll(m->words[i]);
    }
    m->before = before;
    m->empty = (uint32_t)count;
    out->count = (uint32_t)count + out->has_empty;
    return out->count > GROUPS_MAX ? group_too_many(GROUPS_MAX, err) : group_make_room(out, err);
}

static enum status name_groups(struct groups *out, const struct marking *m, struct error *err)
{
    char scratch[COLUMN_TEXT_SIZE];
    uint32_t group = 0;
    for (size_t i = 0; i <= m->column->top / WORD_BITS; i++) {
        for (uint64_t word = m->words[i]; word; word &= word - 1) {
            uint64_t code = i * WORD_BITS + (uint64_t)__builtin_ctzll(word);
            struct value value = column_value(m->column, code, scratch);
            if (!group_set_value(out, group++, &value))
                return group_no_memory(err);
        }
    }
    return STATUS_OK;
}

bool group_has_marks(const struct group_field *field)
{
    return field->cut == CUT_NONE && field->column->top < MARKS_MOST && field->column->width >= 4;
}

enum status group_by_mark(struct groups *out, const struct bitmap *bitmap,
                          const volatile int *cancel, struct error *err)
{
    const struct frame_column *column = out->field.column;
    struct marking m = {.column = column, .bitmap = bitmap, .cancel = cancel};
    m.words = calloc((size_t)column->top / WORD_BITS + 1, sizeof *m.words);
    enum status status = m.words && group_make_rows(out) ? STATUS_OK : group_no_memory(err);
    m.of_row = out->of_row;
    if (status == STATUS_OK)
        status = walk_all(&m, err);
    if (status == STATUS_OK)
        status = count_marks(out, &m, err);
    if (status == STATUS_OK)
        status = name_groups(out, &m, err);
    if (status == STATUS_OK)
        status = walk_all(&m, err);
    free(m.words);
    free(m.before);
    return status;
}
