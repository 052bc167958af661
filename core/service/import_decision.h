/*
 * The decision of an import: how a file was read, kept with the dataset as JSON, and used again
 * for next month's file.
 */
#ifndef DATAJAM_SERVICE_IMPORT_DECISION_H
#define DATAJAM_SERVICE_IMPORT_DECISION_H

#include "core/base/arena.h"
#include "core/ingest/plan.h"
#include "core/service/data_file.h"
#include "core/service/import.h"

/* As JSON, to be freed with free; NULL: no memory. file is its name without folders. */
char *decision_write(const struct plan *plan, const struct plan_options *wish,
                     const struct import_result *result, const char *file,
                     const struct data_file *source);

struct decision_column {
    const char *name;
    struct column_format format; /* without words */
    enum column_choice choice;   /* what the person said of it */
};

struct decision {
    const char *dataset; /* that it was made for */
    char delimiter[DELIMITER_MAX + 1];
    char quote;
    bool backslash, header;
    struct header_wish header_lines; /* where the person said so */
    int64_t from_line;
    size_t written;    /* cells of a row in the file; 0: not known */
    const char *sheet; /* of a workbook; NULL: it was none */
    struct decision_column *columns;
    size_t count;
};

/* Reads what decision_write wrote; all lives in arena. STATUS_DAMAGED: it can't be read. */
enum status decision_read(struct decision *out, const char *dataset, const char *json,
                          struct arena *arena, struct error *err);

/* Fills in what the person left open (options that were not given). */
void decision_wish(const struct decision *decision, const struct import_options *options,
                   struct plan_options *wish);

/* No column is called as one was then: the file is written in another way. */
bool decision_is_strange(const struct decision *decision, const struct plan *plan);

/* Columns that were text stay text; what is open now is as it was then, and what the person said
 * then holds, unless wish says something else of that column. */
void decision_apply(const struct decision *decision, const struct plan_options *wish,
                    struct plan *plan);

/* A sentence for each column that is new, gone or of another type; at most plan->count +
 * decision->count. */
void decision_tell_changes(const struct decision *decision, const struct plan *plan,
                           void (*tell)(void *context, const char *words), void *context);

#endif
