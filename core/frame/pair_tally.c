/*
 * Counting two sets of rows at once: each code is fetched once for both. With few codes each
 * of the four things that a row can be (in none, in A, in B, in both) has counts of its own,
 * which takes no decision for any row; with many, a row counts where its set is, and only
 * words of rows that are not each in one of the two are walked bit by bit.
 */
#include "core/frame/pair_tally.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/code_at.h"
#include "core/frame/parallel.h"

enum {
    A,
    B,
    SETS,                   /* A and B */
    MEMBERSHIPS = 4,        /* none, A, B, both */
    WORD_ROWS = 64,         /* of a bitmap */
    TINY_TURNS = 4,         /* tables for codes of one byte: equal neighbours would wait for */
    TURNS = 2,              /* each other; fewer where they are larger */
    FEW_CODES = 1 << 12,    /* with counts for each membership */
    SHARED_ABOVE = 1 << 18, /* codes; a larger table is not made for each thread */
};

struct counting {
    const struct frame_column *column;
    const uint64_t *sets[SETS]; /* words of the bitmaps; B may be NULL */
    const volatile int *cancel;
    size_t codes;
    size_t turns;                   /* of few codes; 0: they are many */
    uint32_t *counts[PARALLEL_MAX]; /* turns × codes × memberships, or codes × sets */
};

/* ---- few codes ---- */

/* Eight bits as eight bytes of 0 or 1, the lowest first (in the byte order of the machine's
 * little end, as columns have it). */
static inline uint64_t spread_bits(uint64_t bits)
{
    uint64_t each = bits * 0x0101010101010101u & 0x8040201008040201u;
    return (each + 0x7F7F7F7F7F7F7F7Fu) >> 7 & 0x0101010101010101u;
}

static inline void find_memberships(uint64_t a, uint64_t b, uint8_t *out)
{
    for (size_t byte = 0; byte < WORD_ROWS / 8; byte++, a >>= 8, b >>= 8) {
        uint64_t eight = spread_bits(a & 0xFF) | spread_bits(b & 0xFF) << 1;
        memcpy(out + 8 * byte, &eight, sizeof eight);
    }
}

/* The rows of one word: where each counts, and then the counting, in as many tables in turn. */
__attribute__((always_inline)) static inline void count_word(uint32_t *counts, size_t table,
                                                             size_t turns, const void *codes,
                                                             int width, size_t row,
                                                             const uint8_t *memberships)
{
    uint16_t places[WORD_ROWS];
    for (size_t i = 0; i < WORD_ROWS; i++)
        places[i] = (uint16_t)(code_at(codes, width, row + i) * MEMBERSHIPS + memberships[i]);
    for (size_t i = 0; i < WORD_ROWS; i += turns)
        for (size_t turn = 0; turn < turns; turn++)
            counts[turn * table + places[i + turn]]++;
}

__attribute__((always_inline)) static inline void count_few(const struct counting *counting,
                                                            int width, size_t turns, unsigned part,
                                                            size_t first, size_t end)
{
    const void *codes = counting->column->codes;
    uint32_t *counts = counting->counts[part];
    uint8_t memberships[WORD_ROWS];
    for (size_t row = first; row < end; row += WORD_ROWS) {
        uint64_t a = counting->sets[A][row / WORD_ROWS];
        uint64_t b = counting->sets[B] ? counting->sets[B][row / WORD_ROWS] : 0;
        if ((a | b) == 0)
            continue;
        find_memberships(a, b, memberships);
        if (end - row >= WORD_ROWS)
            count_word(counts, counting->codes * MEMBERSHIPS, turns, codes, width, row,
                       memberships);
        for (size_t at = row; end - row < WORD_ROWS && at < end; at++)
            counts[code_at(codes, width, at) * MEMBERSHIPS + memberships[at - row]]++;
    }
}

/* ---- many codes ---- */

__attribute__((always_inline)) static inline void
count_many(const struct counting *counting, int width, unsigned part, size_t first, size_t end)
{
    const void *codes = counting->column->codes;
    uint32_t *counts = counting->counts[part];
    for (size_t row = first; row < end; row += WORD_ROWS) {
        uint64_t sets[SETS] = {counting->sets[A][row / WORD_ROWS]};
        sets[B] = counting->sets[B] ? counting->sets[B][row / WORD_ROWS] : 0;
        if ((sets[A] ^ sets[B]) == UINT64_MAX) { /* each row in one of them; all are there */
            for (size_t at = row; at < row + WORD_ROWS; at++, sets[B] >>= 1)
                counts[code_at(codes, width, at) * SETS + (sets[B] & 1)]++;
            continue;
        }
        for (size_t set = A; set < SETS; set++)
            for (uint64_t word = sets[set]; word; word &= word - 1)
                counts[code_at(codes, width, row + (size_t)__builtin_ctzll(word)) * SETS + set]++;
    }
}

/* ---- a run of rows ---- */

static void count_run(const struct counting *counting, unsigned part, size_t first, size_t end)
{
    int width = counting->column->width;
    if (width == 1)
        count_few(counting, 1, TINY_TURNS, part, first, end);
    else if (width == 2 && counting->turns > 0)
        count_few(counting, 2, TURNS, part, first, end);
    else if (width == 2)
        count_many(counting, 2, part, first, end);
    else
        count_many(counting, 4, part, first, end);
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

/* ---- tables ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static void add_up_few(uint32_t *const totals[SETS], const uint32_t *counts, size_t codes)
{
    for (size_t code = 0; code < codes; code++, counts += MEMBERSHIPS) {
        totals[A][code] += counts[1] + counts[3];
        totals[B][code] += counts[2] + counts[3];
    }
}

static void add_up_many(uint32_t *const totals[SETS], const uint32_t *counts, size_t codes)
{
    for (size_t code = 0; code < codes; code++, counts += SETS) {
        totals[A][code] += counts[A];
        totals[B][code] += counts[B];
    }
}

/* The tables of all threads, one behind the other. */
static enum status count_all(uint32_t *const totals[SETS], struct counting *counting,
                             struct error *err)
{
    size_t rows = counting->column->rows, turns = counting->turns;
    size_t table = counting->codes * (turns > 0 ? MEMBERSHIPS : SETS);
    size_t of_part = table * (turns > 0 ? turns : 1);
    unsigned parts = counting->codes <= SHARED_ABOVE ? parallel_parts(rows) : 1;
    uint32_t *tables = calloc(of_part * parts, sizeof *tables);
    if (!tables)
        return no_memory(err);
    for (unsigned part = 0; part < parts; part++)
        counting->counts[part] = tables + part * of_part;
    if (parts > 1)
        parallel_run(rows, count_part, counting);
    else
        count_part(counting, 0, 0, rows);
    for (size_t at = 0; at < of_part * parts; at += table) {
        if (turns > 0)
            add_up_few(totals, tables + at, counting->codes);
        else
            add_up_many(totals, tables + at, counting->codes);
    }
    free(tables);
    return STATUS_OK;
}

static enum status count_tables(struct pair_tally *out, struct counting *counting,
                                struct error *err)
{
    out->a.counts = calloc(counting->codes, sizeof *out->a.counts);
    out->b.counts = calloc(counting->codes, sizeof *out->b.counts);
    if (!out->a.counts || !out->b.counts)
        return no_memory(err);
    uint32_t *const totals[SETS] = {out->a.counts, out->b.counts};
    if (counting->column->width == 1)
        counting->turns = TINY_TURNS;
    else if (counting->column->width == 2 && counting->codes <= FEW_CODES)
        counting->turns = TURNS;
    enum status status = count_all(totals, counting, err);
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
