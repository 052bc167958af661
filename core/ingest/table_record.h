/* What a record of a file is beside the columns of its table. For table.c. */
#ifndef DATAJAM_INGEST_TABLE_RECORD_H
#define DATAJAM_INGEST_TABLE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/ingest/plan.h"
#include "core/ingest/reader.h"

bool record_is_blank(const struct record *record);
size_t record_filled_cells(const struct record *record);

/* The header comes again. */
bool record_is_header_again(const struct plan *plan, const struct record *record);

/* Most names of the header, in their order: the header of another table with more or fewer
 * columns. */
bool record_resembles_header(const struct plan *plan, const struct record *record);

/* Words where the columns have numbers, dates or codes: in most of them, and two at least. */
bool record_is_unlike_rows(const struct plan *plan, const struct record *record);

/* Cells with something in them that are not at home under their columns. */
size_t record_count_strange(const struct plan *plan, const struct record *record);

/* Cells that are not at home under their columns, empty ones too. */
size_t record_count_misplaced(const struct plan *plan, const struct record *record);

/* A few words in a table of several columns, unlike what its columns have. behind_others: the
 * lines before it may be footnotes, too. */
bool record_may_be_footnote(const struct plan *plan, const struct record *record, bool after_blank,
                            bool behind_others);

/* "Summe" or "Total" in its first filled cell, and figures behind it. With gaps it adds up what
 * stands above it; without any it may also be a row. */
enum total { TOTAL_NONE, TOTAL_WITH_GAPS, TOTAL_FILLED };
enum total record_total(const struct record *record);

#endif
