/*
 * The data dictionary of a topic: what each column of each dataset means, how far it can
 * be trusted and what part it plays. One line per column, and one per dataset with an
 * empty column field that says what one row is.
 *
 * This is the rule, not the file: rows come from whoever reads CSV, all texts are copied
 * into the caller's arena. A line that can't be used is left out and reported, never fatal.
 */
#ifndef DATAJAM_JAM_DICTIONARY_H
#define DATAJAM_JAM_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"

struct dictionary_entry {
    const char *dataset;
    const char *column;  /* "" in the line about the dataset itself */
    const char *label;   /* any of the texts may be "" */
    const char *meaning; /* of a dataset's line: what one row is */
    const char *caution;
    const char *order; /* of values, "a; b; c" */
    enum quality quality;
    enum column_role role;
    int64_t line; /* in the file, from 1 */
};

/* Something about the file that whoever wrote it wants to know. */
struct dictionary_notice {
    int64_t line;
    const char *message;
};

struct dictionary {
    struct dictionary_entry *entries;
    size_t entry_count;
    struct dictionary_notice *notices;
    size_t notice_count;
};

enum dictionary_field {
    DICTIONARY_DATASET,
    DICTIONARY_COLUMN,
    DICTIONARY_LABEL,
    DICTIONARY_MEANING,
    DICTIONARY_QUALITY,
    DICTIONARY_CAUTION,
    DICTIONARY_ORDER,
    DICTIONARY_ROLE,
    DICTIONARY_FIELD_COUNT
};

/* Reads one file row by row; zero-initialise it and set arena. */
struct dictionary_reader {
    struct arena *arena; /* of everything in result */
    struct dictionary result;
    size_t entry_capacity;
    size_t notice_capacity;
    bool header_seen;
    int place[DICTIONARY_FIELD_COUNT]; /* field of the row that has it, or -1 */
};

/*
 * Takes the next row of the file; the first one with anything in it is the header.
 * STATUS_INVALID: the header has no "dataset" or no "column"; STATUS_MEMORY.
 * Everything else that is wrong becomes a notice.
 */
enum status dictionary_add_row(struct dictionary_reader *reader, const struct span *cells,
                               size_t count, int64_t line, struct error *err);

/* Adds a notice in the words of the catalogue. */
enum status dictionary_add_notice(struct dictionary_reader *reader, int64_t line, enum text_id id,
                                  const struct text_value *values, struct error *err);

/* The entry of a dataset's column (column "" for the dataset itself), any case, or NULL. */
const struct dictionary_entry *dictionary_find(const struct dictionary *dictionary,
                                               const char *dataset, const char *column);

#endif
