/*
 * The use case "import": a file becomes a dataset of a team file, whole or not at all. Used
 * by the command line and the console; also into a file in memory.
 */
#ifndef DATAJAM_SERVICE_IMPORT_H
#define DATAJAM_SERVICE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/store/db.h"

/* Where an import is. */
struct import_progress {
    int64_t bytes, total; /* of the file */
    int64_t rows;         /* read so far */
    int64_t ms;           /* since the beginning */
    bool again;           /* the file is read once more, since a column's type did not hold */
};

/* Called some ten times a second, from the thread that imports. */
typedef void import_progress_fn(void *context, const struct import_progress *progress);

/* What a person says that a column is. */
struct import_choice {
    const char *column;
    const char *type; /* "text", "number", "day-first", …: a name of core/ingest/choice.h */
};

/* Zero-initialise for an import that finds out everything by itself. Each is as it is given on
 * the command line; "" is as good as NULL. */
struct import_options {
    const char *name;      /* of the dataset; NULL: the file's name without its ending */
    const char *delimiter; /* one or two signs, or "tab", …; NULL: by the data */
    const char *quote;     /* "double", "single", "none"; NULL: by the data */
    const char *encoding;  /* NULL: by the data */
    const char *sheet;     /* of a workbook, by name or number; NULL: the only one with a table */
    int64_t from_line;     /* where the table is looked for; 0: from the beginning on */
    const char *like;      /* the dataset whose file was read in the way to be used; or NULL */
    const char *header;    /* "yes", "no", or its line or lines: "3", "3-4"; NULL: by the data */
    const struct import_choice *choices;
    size_t choice_count;
    bool marks;                   /* colours of a workbook's header become quality marks */
    const char *by;               /* who imports, or NULL */
    import_progress_fn *progress; /* may be NULL */
    void *progress_context;
    const volatile int *cancel; /* non-zero stops it; may be NULL */
};

/* A row of the file that was set aside. */
struct import_aside {
    int64_t line;
    const char *reason;
    const char *text; /* its beginning, as it stands in the file */
};

/* A row that was loaded otherwise than it stands in the file. */
struct import_repair {
    int64_t line;
    const char *how;
    const char *before; /* its beginning, as it stands in the file */
};

struct import_column {
    const char *name;
    enum column_type type;
    const char *reason;  /* why it has this type, in words */
    int64_t misfits;     /* values that don't fit it, kept as they were written */
    const char *markers; /* "12 × N/A, 3 × [c]", or "" */
    const char *colour;  /* of its header's cell in a workbook, in words; NULL: none */
    enum quality mark;   /* what that colour may mean */
};

enum { IMPORT_ASIDE_LISTED = 100 };

/* What came of it. All lives in its arena. */
struct import_result {
    struct arena *arena;
    int64_t dataset_id;
    const char *dataset;  /* its name */
    const char *sheet;    /* of a workbook; NULL: it was none */
    int64_t rows_in_file; /* = rows_loaded + rows_aside */
    int64_t rows_loaded;
    int64_t rows_aside;
    struct import_aside *aside; /* the first IMPORT_ASIDE_LISTED; all are in the team file */
    size_t aside_count;
    int64_t rows_repaired;         /* of those that were loaded */
    struct import_repair *repairs; /* the first IMPORT_ASIDE_LISTED */
    size_t repair_count;
    struct import_column *columns;
    size_t column_count;
    int64_t second_line;  /* where another table of the file begins; 0: there is none */
    bool marked;          /* the colours were made quality marks */
    const char **notices; /* what a person should know, a sentence each */
    size_t notice_count;
    int64_t bytes; /* of the file */
    int64_t ms;
};

/*
 * Imports path into db, which must be open for writing, with no transaction open. On
 * anything but STATUS_OK nothing is in *out and nothing new in the file; STATUS_CANCELLED
 * when cancel said so. *out is freed with import_result_free.
 */
enum status import_file(struct db *db, const char *path, const struct import_options *options,
                        struct import_result *out, struct error *err);

void import_result_free(struct import_result *result);

#endif
