/* The use case "convert": a data file as clean UTF-8 CSV, cells verbatim. */
#ifndef DATAJAM_SERVICE_CONVERT_H
#define DATAJAM_SERVICE_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"

/* Told of what was left out, and of rows that could not be repaired: a sentence. */
typedef void convert_note_fn(void *context, const char *words);

/* Told of each row that was repaired. */
typedef void convert_repair_fn(void *context, int64_t line, const char *how, struct span before,
                               struct span after);

struct convert_options {
    const char *delimiter; /* NULL: by the data */
    const char *quote;     /* NULL: by the data */
    const char *encoding;  /* NULL: by the data */
    const char *sheet;     /* of a workbook, by name or number; NULL: the only one with a table */
    int64_t from_line;     /* where the table is looked for; 0: from the beginning on */
    const char *header;    /* as in import.h */
    bool names;            /* a file without a header gets col_0, col_1, … */
    convert_note_fn *note;
    convert_repair_fn *repair;
    void *note_context;
};

/* Writes path to fd. STATUS_CANCELLED: the reader of fd has left. */
enum status convert_file(const char *path, const struct convert_options *options, int fd,
                         const char *fd_name, struct error *err);

#endif
