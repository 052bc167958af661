/*
 * The rows of a file's table, one by one: what stands above and below it is left out, what is
 * torn is repaired, and each row has as many cells as there are columns, or is set aside.
 */
#ifndef DATAJAM_INGEST_TABLE_H
#define DATAJAM_INGEST_TABLE_H

#include "core/base/error.h"
#include "core/ingest/input.h"
#include "core/ingest/plan.h"
#include "core/ingest/reader.h"
#include "core/ingest/repair.h"

struct table;

/* What was met on the way. */
struct table_notes {
    int64_t rows;                   /* with those that are set aside */
    int64_t blank_lines;            /* passed over */
    int64_t footnotes;              /* lines below the table */
    int64_t footnote_line;          /* of the first */
    char footnote_words[80];        /* its beginning, as it stands in its cells */
    int64_t total_line;             /* of the last row, where it looks like a total; else 0 */
    char total_word[32];            /* its first cell */
    int64_t second_line;            /* where another table begins; 0: there is none */
    int64_t repaired[REPAIR_KINDS]; /* rows, by kind */
};

/* Reads input from its beginning on; plan and input must outlive the table. */
enum status table_open(struct table **out, struct input *input, const struct plan *plan,
                       struct error *err);
void table_close(struct table *table);

/*
 * The next row. RECORD_ROW with plan->count cells is a row of the table; any other count, or
 * another state, is a row that can't be repaired (its raw text is there). RECORD_BLANK comes
 * only where there is one column. RECORD_END: the table is over, though the file may go on.
 */
enum status table_next(struct table *table, struct record *out, struct error *err);

/* How the row last given was repaired; its raw text is what stood there before. */
enum repair_kind table_repaired(const struct table *table);

const struct table_notes *table_notes(const struct table *table);

#endif
