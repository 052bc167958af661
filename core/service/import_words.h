/* What is told of the way a file was read: the same words for import and convert. */
#ifndef DATAJAM_SERVICE_IMPORT_WORDS_H
#define DATAJAM_SERVICE_IMPORT_WORDS_H

#include "core/ingest/table.h"

/* "a lost delimiter was put back" */
const char *import_words_repair(enum repair_kind kind);

typedef void import_words_fn(void *context, const char *words);

/* A sentence without its full stop for all that is worth knowing: encoding, lines above and
 * below the table, joined headers, repaired rows by kind, a second table, mended bytes, damage
 * that Excel did. */
void import_words_tell(const struct plan *plan, const struct table_notes *notes,
                       const struct input *input, import_words_fn *tell, void *context);

#endif
