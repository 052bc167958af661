/*
 * Rows as text in one of several formats. All of them are used alike: begin with the
 * columns, add rows, end. Rows are written as they come; memory stays flat.
 */
#ifndef DATAJAM_OUTPUT_OUTPUT_H
#define DATAJAM_OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/base/value.h"
#include "core/output/sink.h"

enum output_format {
    OUTPUT_TABLE,    /* for people: aligned, safe for the screen, may round */
    OUTPUT_CSV,      /* RFC 4180, UTF-8, LF, header */
    OUTPUT_JSON,     /* an array of objects, one a line */
    OUTPUT_MARKDOWN, /* a table */
    OUTPUT_FORMAT_COUNT
};

/* "table", "csv", "json", "md". */
const char *output_format_name(enum output_format format);
bool output_format_from_name(const char *name, enum output_format *out);

struct output_column {
    const char *name;
    enum column_type type; /* numbers stand flush right in tables */
};

struct output_options {
    size_t width; /* cells of the screen that a table may take; 0: any */
    bool color;
    bool screen; /* a terminal reads it: signs that would steer it are shown in CSV, too */
};

struct output;

/* Copies the columns; sink and options may be freed after output_end only. options may be
 * NULL. */
enum status output_begin(struct output **out, enum output_format format, struct sink *sink,
                         const struct output_options *options, const struct output_column *columns,
                         size_t count, struct error *err);

/* One value for each column; they are copied or written at once. */
enum status output_row(struct output *output, const struct value *values, struct error *err);

/* Writes what is still held, flushes the sink and frees output. */
enum status output_end(struct output *output, struct error *err);

/* Frees it without an end. NULL is fine. */
void output_drop(struct output *output);

/* One cell as CSV has it: in quotes where it needs them, for rows that are not made of
 * values. */
void output_put_csv_cell(struct sink *sink, struct span text);

#endif
