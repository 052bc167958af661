/*
 * Counting two sets of rows at once: each code is fetched once for both. With few codes each
 * of the four things that a row can be (in none, in A, in B, in both) has counts of its own,
 * which takes no decision for any row; with many, the bits of A and of B are walked.
 */
#include "core/frame/pair_tally.h"

#include <stdlib.h>

#include "core/frame/code_at.h"
#include "core/frame/parallel.h"

enum {
    A,
    B,
    SETS,                   /* A and B */
    MEMBERSHIPS = 4,        /* none, A, B, both */
    TURNS = 4,              /* tables of these: equal neighbours would wait for each other */
    FEW_CODES = 1 << 10,    /* with counts for each membership */
    SHARED_ABOVE = 1 << 18, /* codes; a larger table is not made for each thread */
};

struct counting {
    const struct frame_column *column;
    const uint64_t *sets[SETS]; /* words of the bitmaps; B may be NULL */
    const volatile int *cancel;
    size_t codes;
    uint32_t *few[PARALLEL_MAX];        /* codes of each membership, or: */
    uint32_t *many[PARALLEL_MAX][SETS]; /* codes of A and of B */
};

/* ---- a run of rows ---- */

__attribute__((always_inline)) static inline void count_memberships(const struct counting *counting,
                                                                    int width, unsigned part,
                                                                    size_t first, size_t end)
{
    const void *codes = counting->column->codes;
    size_t line = counting->codes;
    uint32_t *counts = counting->few[part];
    for (size_t row = first; row < end; row += 64) {
        uint64_t a = counting->sets[A][row / 64];
        uint64_t b = counting->sets[B] ? counting->sets[B][row / 64] : 0;
        size_t stop = end - row < 64 ? end : row + 64;
        if ((a | b) == 0)
            continue;
        for (size_t at = row; at < stop; at++, a >>= 1, b >>= 1) {
            size_t table = at % TURNS * MEMBERSHIPS + ((a & 1) | (b & 1) << 1);
            counts[table * line + code_at(codes, width, at)]++;
        }
    }
}

__attribute__((always_inline)) static inline void
count_bits(const struct counting *counting, int width, unsigned part, size_t first, size_t end)
{
    const void *codes = counting->column->codes;
    for (size_t row = first; row < end; row += 64) {
        for (int set = A; set < SETS && counting->sets[set]; set++) {
            uint64_t word = counting->sets[set][row / 64];
            for (; word; word &= word - 1)
                counting
                    ->many[part][set][code_at(codes, width, row + (size_t)__builtin_ctzll(word))]++;
        }
    }
}

static void count_run(const struct counting *counting, unsigned part, size_t first, size_t end)
{
    bool few = counting->few[part] != NULL;
    if (counting->column->width == 1)
        count_memberships(counting, 1, part, first, end);
    else if (counting->column->width == 2 && few)
        count_memberships(counting, 2, part, first, end);
    else if (counting->column->width == 2)
        count_bits(counting, 2, part, first, end);
    else
        count_bits(counting, 4, part, first, end);
}

static void count_part(void *context, unsigned part, size_t first, size_t end)
{
    const struct counting *counting = context;
    for (size_t at = first; at < end; at += CHUNK_ROWS) {
        size_t stop = end - at < CHUNK_ROWS ? end : at + CHUNK_ROWS;
        if (counting->cancel && *counting->cancel)
            return;
        count_run(counting, part, at, stop);
    }
}

static void count_all(struct counting *counting, unsigned parts)
{
    if (parts > 1)
        parallel_run(counting->column->rows, count_part, counting);
    else
        count_part(counting, 0, 0, counting->column->rows);
}

/* ---- tables ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status count_few(uint32_t *const totals[SETS], struct counting *counting,
                             unsigned parts, struct error *err)
{
    size_t line = counting->codes;
    uint32_t *tables = calloc(line * MEMBERSHIPS * TURNS * parts, sizeof *tables);
    if (!tables)
        return no_memory(err);
    for (unsigned part = 0; part < parts; part++)
        counting->few[part] = tables + part * TURNS * MEMBERSHIPS * line;
    count_all(counting, parts);
    for (unsigned turn = 0; turn < parts * TURNS; turn++) {
        const uint32_t *own = tables + turn * MEMBERSHIPS * line;
        for (size_t code = 0; code < line; code++) {
            totals[A][code] += own[line + code] + own[3 * line + code];
            totals[B][code] += own[2 * line + code] + own[3 * line + code];
        }
    }
    free(tables);
    return STATUS_OK;
}

/* The first thread counts where the totals are wanted. */
static enum status count_many(uint32_t *const totals[SETS], struct counting *counting,
                              unsigned parts, struct error *err)
{
    size_t line = counting->codes;
    uint32_t *tables = parts > 1 ? calloc(line * SETS * (parts - 1), sizeof *tables) : NULL;
    if (parts > 1 && !tables)
        return no_memory(err);
    for (unsigned part = 0; part < parts; part++)
        for (size_t set = A; set < SETS; set++)
            counting->many[part][set] =
                part == 0 ? totals[set] : tables + ((part - 1) * SETS + set) * line;
    count_all(counting, parts);
    for (unsigned part = 1; part < parts; part++)
        for (size_t set = A; set < SETS; set++)
            for (size_t code = 0; code < line; code++)
                totals[set][code] += counting->many[part][set][code];
    free(tables);
    return STATUS_OK;
}

static enum status count_tables(struct pair_tally *out, struct counting *counting,
                                struct error *err)
{
    const struct frame_column *column = counting->column;
    unsigned parts = counting->codes <= SHARED_ABOVE ? parallel_parts(column->rows) : 1;
    out->a.counts = calloc(counting->codes, sizeof *out->a.counts);
    out->b.counts = calloc(counting->codes, sizeof *out->b.counts);
    if (!out->a.counts || !out->b.counts)
        return no_memory(err);
    uint32_t *const totals[SETS] = {out->a.counts, out->b.counts};
    bool few = column->width == 1 || (column->width == 2 && counting->codes <= FEW_CODES);
    enum status status =
        few ? count_few(totals, counting, parts, err) : count_many(totals, counting, parts, err);
    out->a.empties = out->a.counts[0];
    out->b.empties = out->b.counts[0];
    return status;
}

enum status pair_tally_make(struct pair_tally *out, const struct frame_column *column,
                            const struct bitmap *a, const struct bitmap *b,
                            const volatile int *cancel, struct error *err)
{
    struct counting counting = {.column = column,
                                .sets = {a->words, b ? b->words : NULL},
                                .cancel = cancel,
                                .codes = (size_t)column->top + 1};
    enum status status = STATUS_OK;
    *out = (struct pair_tally){.a = {.rows = a->count, .top = column->top},
                               .b = {.rows = b ? b->count : 0, .top = column->top}};
    if (column->width < 8 && column->top < CODE_TABLE_MAX) {
        status = count_tables(out, &counting, err);
    } else {
        status = code_tally_make(&out->a, column, a, cancel, err);
        if (status == STATUS_OK && b)
            status = code_tally_make(&out->b, column, b, cancel, err);
    }
    if (status == STATUS_OK && cancel && *cancel)
        status = error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
    if (status != STATUS_OK)
        pair_tally_free(out);
    return status;
}

void pair_tally_free(struct pair_tally *tally)
{
    code_tally_free(&tally->a);
    code_tally_free(&tally->b);
}

/* ---- walking both ---- */

static void fetch(const struct code_tally *tally, struct pair_side *side)
{
    if (side->known)
        return;
    side->more = code_tally_next(tally, &side->position, &side->code, &side->rows);
    side->known = true;
}

/* The rows of a side that have the code; they are taken then. */
static int64_t take(struct pair_side *side, uint64_t code)
{
    if (!side->more || side->code != code)
        return 0;
    side->known = false;
    return side->rows;
}

bool pair_tally_next(const struct pair_tally *tally, struct pair_cursor *cursor, uint64_t *code,
                     int64_t *a, int64_t *b)
{
    fetch(&tally->a, &cursor->a);
    fetch(&tally->b, &cursor->b);
    if (!cursor->a.more && !cursor->b.more)
        return false;
    bool from_a = cursor->a.more && (!cursor->b.more || cursor->a.code <= cursor->b.code);
    *code = from_a ? cursor->a.code : cursor->b.code;
    *a = take(&cursor->a, *code);
    *b = take(&cursor->b, *code);
    return true;
}
