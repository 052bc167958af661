/*
 * What the files of core/frame/cube*.c share.
 *
 * A cube is made in two steps. A scan puts each row into one of the plan's cells, numbered
 * 0 … cell_count - 1, and keeps a state per cell (a count, a sum, a histogram, …). Then the
 * cells are folded: by their groups, and by each margin, into what comes out. States can be
 * put together without loss, so margins never read the rows again.
 */
#ifndef DATAJAM_FRAME_CUBE_INTERNAL_H
#define DATAJAM_FRAME_CUBE_INTERNAL_H

#include "core/frame/cube.h"
#include "core/frame/parallel.h"

enum { CUBE_FIELDS = 3, CUBE_BLOCK = 1024 };

/* Sums of codes: 64-bit numbers, as many as there are rows. */
__extension__ typedef __int128 cube_whole;
__extension__ typedef unsigned __int128 cube_size;

/* By size and sign: made of two halves, a small negative number would be the difference of two
 * great ones, which is lost where long doubles have no more digits than doubles. */
static inline long double cube_real(cube_whole whole)
{
    return whole < 0 ? -(long double)(cube_size)-whole : (long double)(cube_size)whole;
}

/* ---- cells of rows ---- */

enum cube_space {
    SPACE_CODES,  /* codes side by side, shifted: nothing is looked up in the scan */
    SPACE_GROUPS, /* groups, by tables of codes or rows */
    SPACE_ROWS    /* too many combinations: those that occur are numbered, row by row */
};

struct cube_plan {
    const struct cube_request *request;
    size_t fields;
    enum cube_space space;
    size_t cell_count;
    unsigned parts;                /* threads that a scan may use: states are per part */
    uint64_t strides[CUBE_FIELDS]; /* of groups in a key */
    int shifts[CUBE_FIELDS];       /* SPACE_CODES */
    uint32_t *places[CUBE_FIELDS]; /* SPACE_GROUPS: group × stride of each code; NULL: by row */
    uint32_t *row_cells;           /* SPACE_ROWS */
    uint64_t *cell_keys;           /* SPACE_ROWS: of each cell */
};

/* by_group: codes of one group must share a cell. STATUS_INVALID: too many cells. */
enum status cube_plan_make(struct cube_plan *plan, const struct cube_request *request,
                           bool by_group, struct error *err);
void cube_plan_free(struct cube_plan *plan);

/* Numbers the combinations that occur: fills row_cells, cell_keys and cell_count. */
enum status cube_plan_rows(struct cube_plan *plan, struct error *err);

/* The groups of a cell that has rows. */
void cube_plan_groups(const struct cube_plan *plan, size_t cell, uint32_t at[CUBE_FIELDS]);

/* ---- what is worked with in the cells ---- */

struct cube_value {
    const struct frame_column *column; /* with codes; NULL: count */
    const uint32_t *map;               /* NULL, or code to rank; 0: not looked at */
    uint64_t top;                      /* the greatest code or rank */

    struct cube_texts *texts; /* texts without codes: codes made for them */
    uint32_t *ranks;
    double *rank_numbers; /* the number of a rank */
};

enum status cube_value_make(struct cube_value *value, const struct cube_request *request,
                            struct error *err);
void cube_value_free(struct cube_value *value);

/* ---- the scan ---- */

struct cube_block {
    size_t count;
    const uint32_t *cells;
    const uint32_t *values; /* codes or ranks of up to 4 bytes; else NULL */
    const uint64_t *wide;
};

typedef void cube_block_fn(void *context, unsigned part, const struct cube_block *block);

/* Calls fn for the rows of the bitmap, block by block, in up to plan->parts threads. value
 * NULL: cells only. */
enum status cube_scan(const struct cube_plan *plan, const struct cube_value *value,
                      const struct bitmap *rows, cube_block_fn *fn, void *context,
                      struct error *err);

/* ---- folding ---- */

/* Cells that fall together under a mask of fields that are summed up (bit f: field f). */
struct cube_fold {
    uint32_t *cells; /* cells with rows, those that fall together side by side */
    size_t *ends;    /* of each run, in cells */
    size_t runs;
};

/* rows: of each cell. */
enum status cube_fold_make(struct cube_fold *fold, const struct cube_plan *plan,
                           const uint32_t *rows, unsigned mask, struct error *err);
void cube_fold_free(struct cube_fold *fold);

/* Adds the cells of a mask to the cube, with their groups and rows. */
enum status cube_add_cells(struct cube *cube, const struct cube_plan *plan,
                           const struct cube_fold *fold, unsigned mask, const uint32_t *rows,
                           struct error *err);

/* ---- the aggregates, each with its scan and its fold ---- */

enum status cube_make_sums(struct cube *cube, const struct cube_plan *plan,
                           const struct cube_value *value, struct error *err);
enum status cube_make_ends(struct cube *cube, const struct cube_plan *plan,
                           const struct cube_value *value, struct error *err);
enum status cube_make_spread(struct cube *cube, const struct cube_plan *plan,
                             const struct cube_value *value, struct error *err);

/* Rows per cell, of one thread: several counters per cell, where cells are few. */
struct cube_counts {
    size_t cells;
    unsigned lanes;
    uint32_t *rows; /* lanes × cells; freed by its owner */
};

bool cube_counts_make(struct cube_counts *counts, size_t cells);
void cube_counts_add(struct cube_counts *counts, const struct cube_block *block);

/* All lanes of all parts into the first lane of the first. */
void cube_counts_merge(struct cube_counts *counts, unsigned parts);

/* Rows of each cell, in newly allocated memory. */
enum status cube_count_rows(const struct cube_plan *plan, const struct bitmap *rows, uint32_t **out,
                            struct error *err);

enum status cube_no_memory(struct error *err);

#endif
