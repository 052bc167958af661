/*
 * What a person asks of an import, kept while it is being decided: the values of its options,
 * each as it is given on the command line.
 */
#ifndef DATAJAM_SERVICE_IMPORT_WISH_H
#define DATAJAM_SERVICE_IMPORT_WISH_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/service/import_preview.h"

/* Zero-initialise: nothing is asked. */
struct import_wish {
    char *values[PREVIEW_DECISIONS]; /* NULL: not asked */
    struct import_choice *choices;   /* of columns; the strings are its own */
    size_t choice_count;
};

void import_wish_free(struct import_wish *wish);

/* NULL and "" take it back. False: no memory. */
bool import_wish_set(struct import_wish *wish, enum preview_decision decision, const char *value);

/* type: a name of core/ingest/choice.h; "" takes it back. False: no memory. */
bool import_wish_set_column(struct import_wish *wish, const char *column, const char *type);

/* Forgets what was said of columns that are not there. */
void import_wish_prune(struct import_wish *wish, const struct import_preview *preview);

/* Options that point into wish. */
void import_wish_options(const struct import_wish *wish, struct import_options *out);

/* The command that does the same, quoted for a shell. name: of the dataset, where none was asked
 * for but the file's own is taken; else NULL. */
void import_wish_command(const struct import_wish *wish, const char *team, const char *path,
                         const char *name, struct buffer *out);

#endif
