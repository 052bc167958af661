/* What finding a table and its header share. */
#ifndef DATAJAM_INGEST_STRUCTURE_INTERNAL_H
#define DATAJAM_INGEST_STRUCTURE_INTERNAL_H

#include "core/ingest/structure.h"

enum { HEADER_ROWS_MAX = 4, BODY_ROWS = 400 };

/* What the columns below a row are. */
struct body {
    const struct sample *sample;
    size_t width, from;
    struct column_shape *shapes;
    enum shape_class *classes; /* of typed columns, else SHAPE_EMPTY */
    size_t typed;
    bool odd_too; /* so many rows have a quote where none should be that it is their way */
};

/* What a row says about being a header. */
struct vote {
    size_t pro, contra; /* typed columns: where it has words, where it has a value */
    size_t measured, years, words, recurring, gaps;
};

/* The columns from body->from on. False: no memory. */
bool structure_learn_body(struct body *body, struct arena *arena);

/* A row that says what the columns are: not a note beside the table, nor one that may be torn. */
bool structure_is_body(const struct body *body, const struct sample_row *row);

struct vote structure_vote(const struct body *body, size_t at);

/* A row of words over typed columns. A header names columns: it holds no value that stands below it
 * again, and hardly a number. */
bool structure_is_header(const struct body *body, size_t at);

/* Cells are the same, a byte order mark in front aside. */
bool structure_same_row(const struct sample_row *a, const struct sample_row *b);

/* Rows of the header that begins at start, 0: there is none. */
size_t structure_count_header(struct body *body, size_t start, enum header_choice choice,
                              struct arena *arena);

/* Where cell `column` of the table stands in a header row that has one too many (an empty one
 * among them goes) or one too few (rows have a number of their own in front). */
struct span structure_header_cell(const struct sample_row *row, size_t column, size_t width,
                                  bool numbered);

/* Rows of a header become one: joined with a blank; what spans columns is carried along. */
bool structure_join_header(struct structure *out, const struct sample *sample, size_t start,
                           struct arena *arena);

#endif
