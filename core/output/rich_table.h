/* Tables of rich text: cells collected row by row, then laid out in columns that fit. */
#ifndef DATAJAM_OUTPUT_RICH_TABLE_H
#define DATAJAM_OUTPUT_RICH_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/output/rich_wrap.h"

enum { RICH_TABLE_COLUMNS = 32 }; /* further ones are left out */

struct rich_cell {
    struct rich_piece *pieces;
    size_t count;
    size_t cells; /* on one line */
};

struct rich_table {
    struct arena *arena;
    size_t columns;
    char align[RICH_TABLE_COLUMNS]; /* 'l', 'c' or 'r' as Markdown gives it, else 0 */
    struct rich_cell *cells;        /* row by row, columns each */
    size_t cell_count, capacity;
    size_t in_row; /* cells of the row being filled */
    bool failed;
};

/* Takes over what stands in words as the next cell; words is emptied. */
void rich_table_add_cell(struct rich_table *table, struct rich_words *words);
/* Fills the row up with empty cells. */
void rich_table_end_row(struct rich_table *table);

/* Adds the table's lines; the first row is its header. Too narrow for columns, it becomes
 * a list of "header: value". */
void rich_table_layout(const struct rich_table *table, struct rich_lines *lines,
                       const struct rich_prefix *prefix, size_t width);

#endif
