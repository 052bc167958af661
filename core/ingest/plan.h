/*
 * How a file is read: its delimiter, whether it has a header, the names and formats of its
 * columns. Made from a sample (beginning, middle and end) before the load, or given.
 */
#ifndef DATAJAM_INGEST_PLAN_H
#define DATAJAM_INGEST_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/ingest/choice.h"
#include "core/ingest/dialect.h"
#include "core/ingest/format.h"
#include "core/ingest/infer.h"
#include "core/ingest/input.h"
#include "core/ingest/reader.h"
#include "core/ingest/shape.h"
#include "core/ingest/sniff.h"
#include "core/ingest/structure.h"

/* What a person says of a column, by its name. */
struct plan_choice {
    const char *column;
    enum column_choice choice;
};

struct plan_options {
    char delimiter[DELIMITER_MAX + 1]; /* "": by the sample */
    char quote;                        /* 0: none */
    bool quote_given;                  /* else by the sample */
    struct header_wish header;
    int64_t from_line; /* the table is looked for from here on; 0: from the beginning */
    const struct plan_choice *choices;
    size_t choice_count;
};

/* What spoke against the format of a column while the file was read. */
struct plan_against {
    int64_t count;
    int64_t line; /* of the first */
    bool words;   /* too many values that are neither numbers nor markers */
    char example[INFER_EXAMPLE_SIZE];
};

struct plan {
    struct dialect dialect;
    struct sniff_evidence sniffed; /* what spoke for it */
    bool header;
    size_t header_rows;
    size_t count;           /* of columns */
    size_t written;         /* cells of a row in the file: count, and empty ones at the end */
    int64_t first_line;     /* of the table, header included */
    size_t above;           /* lines above the table with something in them */
    int64_t data_line;      /* of the first row */
    int64_t passed;         /* lines before those that were looked at */
    struct span *cells;     /* of the header, as they stand there; NULL: none */
    struct span *first_row; /* of the header in the file, to know it when it comes again */
    size_t first_row_count;
    struct column_shape *shapes; /* what the cells of the columns look like */
    const char **names;
    size_t renamed; /* names that differ from the header's */
    struct column_format *formats;
    struct column_evidence *evidence; /* what the formats were decided on */
    struct infer_context context;
    enum column_choice *choices; /* what the person said of them */
    struct plan_against *against;
};

enum { PLAN_COLUMNS_MAX = 1999 };

/* Makes a plan; it lives in arena. The input may stand anywhere afterwards. */
enum status plan_make(struct plan *out, struct input *input, const struct plan_options *options,
                      struct arena *arena, struct error *err);

/* All but names and formats, as `convert` needs it. Nothing in the file: count is 0. */
enum status plan_make_shape(struct plan *out, struct input *input,
                            const struct plan_options *options, struct arena *arena,
                            struct error *err);

/* Notes all cells of a row that speak against the format of their column. */
void plan_note_against(struct plan *plan, const struct record *record);

/* Decides the columns again that something speaks against, with the evidence that came
 * (infer_add to plan->evidence[column]). What stays as it was, or all of them when strict,
 * becomes text and says which value in which line was the reason. */
void plan_mend(struct plan *plan, bool strict);

#endif
