/* Data files: whatever kind they are, they open as an input of rows. */
#ifndef DATAJAM_SERVICE_DATA_FILE_H
#define DATAJAM_SERVICE_DATA_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/ingest/input.h"
#include "core/ingest/xlsx.h"
#include "core/store/db.h"

struct data_file_options {
    enum encoding encoding; /* of a text */
    const char *sheet;      /* of a workbook, by name or number; NULL: the only one with a table */
    bool beginning;         /* of a large sheet the beginning is enough */
    bool may_be_empty;      /* a workbook without rows is no error */
    const volatile int *cancel;
    void (*progress)(void *context, int64_t done, int64_t total); /* while a sheet is read */
    void *progress_context;
};

struct data_file {
    struct input *input;         /* closed by data_file_close */
    bool is_workbook;            /* then: */
    struct xlsx_account account; /* in the arena */
};

/* Opens path. Errors say what it is, if it holds no rows, and what to do. */
enum status data_file_open(struct data_file *out, const char *path,
                           const struct data_file_options *options, struct arena *arena,
                           struct error *err);

/* The sheets of a workbook; *count 0: it is none, or has none. All lives in arena. quickly: large
 * ones are not counted. */
enum status data_file_list_sheets(const char *path, bool quickly, const volatile int *cancel,
                                  struct arena *arena, struct xlsx_sheet_size **out, size_t *count,
                                  struct error *err);

/* It is the database itself, by whatever name. To be asked before such a file is opened: closing
 * it would give up the locks that this process has on it. */
bool data_file_is_database(const char *path, const struct db *db);

/* Safe on a zeroed one and twice. */
void data_file_close(struct data_file *file);

#endif
