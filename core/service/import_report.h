/* What an import tells at its end: rows aside, columns, notices. For import.c. */
#ifndef DATAJAM_SERVICE_IMPORT_REPORT_H
#define DATAJAM_SERVICE_IMPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/ingest/feed.h"
#include "core/ingest/plan.h"
#include "core/service/data_file.h"
#include "core/service/import.h"
#include "core/service/import_decision.h"
#include "core/service/import_words.h"

/* Why a row was set aside, in words. columns is how many it should have had. */
void report_aside_reason(char *out, size_t size, const struct batch_aside *aside, size_t columns);

/* The beginning of a text, cut between characters, in the arena. NULL: no memory. */
const char *report_beginning(struct arena *arena, struct span text);

/* "12 × N/A, 3 × [c]", or "", in the arena. NULL: no memory. */
const char *report_markers(struct arena *arena, const struct column_tally *tally);

/* The colours of the header's cells, by which councils mark columns, and what they may mean.
 * Where all are alike they mean nothing. */
void report_colours(struct import_column *columns, size_t count,
                    const struct xlsx_account *account);

/* A sentence without its full stop for all that is worth knowing of a column: traces of Excel, two
 * readings, values that don't fit. And of the names of all of them. */
void report_tell_column(const struct plan *plan, size_t column, int64_t misfits,
                        const char *markers, import_words_fn *tell, void *context);
void report_tell_header(const struct plan *plan, import_words_fn *tell, void *context);

/* Lists it among the first. False: no memory. */
bool report_add_aside(struct import_result *result, const struct batch_aside *aside,
                      const char *reason);

/* Counts a repaired row and lists it among the first. False: no memory. */
bool report_add_repair(struct import_result *result, const struct batch_repair *repair);

/* Forgets the rows of a load that begins anew. */
void report_forget_rows(struct import_result *result);

/* Fills columns, notices and the sum of rows; like (without columns: none) is what the file is
 * compared with. False: no memory. */
bool report_finish(struct import_result *result, const struct plan *plan, const struct feed *feed,
                   const struct data_file *source, const struct decision *like);

#endif
