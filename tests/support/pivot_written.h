/* Tables of pivots for tests, written as text. */
#ifndef DATAJAM_TESTS_PIVOT_WRITTEN_H
#define DATAJAM_TESTS_PIVOT_WRITTEN_H

#include "core/analysis/pivot.h"

/*
 * A line for each row of the table, cells parted by ';'. The first line heads the columns
 * ("x;North;South"; "x;-" is a table without a column field), the first cell of the others is
 * their label ("single", or "North/single" for two row fields; nothing is the empty value). A
 * cell is a number, "12:3" a number made of 3 rows (else it is made of as many as it says, at
 * least 10), nothing a cell without rows. Totals are added. All in arena; spec says what it is
 * a table of, as far as that can be seen.
 */
void pivot_written(struct arena *arena, const char *text, struct pivot_spec *spec,
                   struct pivot_table *out);

#endif
