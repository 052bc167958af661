/*
 * Whether the lines of a text are the cells of one column, though signs stand in them that part
 * cells elsewhere: times, decimal commas, sentences. For sniff.c.
 */
#ifndef DATAJAM_INGEST_SNIFF_COLUMN_H
#define DATAJAM_INGEST_SNIFF_COLUMN_H

#include <stdbool.h>

#include "core/base/error.h"
#include "core/base/span.h"

struct sniff_column {
    bool measured; /* whole lines are times, dates or numbers: blanks and colons part nothing */
    bool commas;   /* under a heading without one, commas are decimal signs or parts of sentences */
};

enum status sniff_column_look(struct sniff_column *out, struct span text, struct error *err);

#endif
