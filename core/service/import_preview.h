/*
 * The preview of an import: how a file would be read, what speaks for it and what else could be
 * meant, with its first rows as they would be loaded. A bounded part of the file is read, however
 * large it is. All words are ready for a person; the console shows them, and the command line
 * prints them.
 *
 * Each decision is an option of `datajam import`: what is chosen in a preview can be done in a
 * script.
 */
#ifndef DATAJAM_SERVICE_IMPORT_PREVIEW_H
#define DATAJAM_SERVICE_IMPORT_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/service/import.h"
#include "core/store/db.h"

enum preview_decision {
    PREVIEW_NAME,    /* of the dataset */
    PREVIEW_SHEET,   /* of a workbook */
    PREVIEW_TABLE,   /* where it begins, in a file with several */
    PREVIEW_CELLS,   /* what parts them */
    PREVIEW_QUOTES,  /* what stands around them */
    PREVIEW_LETTERS, /* the encoding */
    PREVIEW_HEADER,
    PREVIEW_LIKE,  /* the dataset that was read in this way before */
    PREVIEW_MARKS, /* colours of a workbook's header */
    PREVIEW_DECISIONS
};

/* One of the things that could be meant. */
struct preview_choice {
    const char *value;  /* of the option; "" leaves it out */
    const char *words;  /* "semicolons" */
    const char *detail; /* "1,000 of 1,000 lines then have 12 cells"; NULL: nothing to say */
};

struct preview_choices {
    struct preview_choice *list;
    size_t count;
    size_t chosen;
};

struct preview_answer {
    bool offered;                   /* there is something to decide */
    const char *words;              /* what was decided, and what speaks for it */
    struct preview_choices choices; /* none for the name, which is typed */
};

struct preview_column {
    const char *name;
    enum column_type type;
    const char *reason;
    int64_t misfits;                /* among the rows that were read */
    const char *markers;            /* "12 × N/A", or "" */
    const char *colour;             /* of its header's cell, in words; NULL: none */
    enum quality mark;              /* what that may mean */
    struct preview_choices choices; /* of its type */
};

enum preview_cell_kind { PREVIEW_VALUE, PREVIEW_EMPTY, PREVIEW_MISFIT };

struct preview_cell {
    const char *text; /* of a misfit: as it is written; not yet safe for a screen */
    enum preview_cell_kind kind;
};

struct preview_row {
    bool repaired;
    struct preview_cell *cells; /* one for each column */
};

/* A row that is not loaded as it stands in the file. */
struct preview_line {
    int64_t line;
    const char *how;    /* what is done to it, or why it is set aside */
    const char *before; /* its beginning, as it stands there */
    const char *after;  /* its cells as they are loaded; NULL: it is set aside */
};

/* All lives in its arena. */
struct import_preview {
    struct arena *arena;
    int64_t bytes; /* of the file */
    bool workbook;
    bool ask_sheet;           /* several sheets have a table, and none was chosen yet */
    const char *name;         /* of the dataset, free to be taken */
    bool renamed;             /* since the file's own name is taken */
    const char *problem;      /* why it can't be read so; NULL: it can, and then: */
    bool whole;               /* rows are all that the file has */
    int64_t rows_about;       /* of the file: exact when whole, else a guess; 0: no idea */
    struct preview_row *rows; /* the first */
    size_t row_count;
    struct preview_column *columns;
    size_t column_count;
    size_t undecided;           /* columns that stay text, but might be told to be more */
    struct preview_line *lines; /* that are repaired or set aside, among those rows */
    size_t line_count, repaired, aside;
    const char **changes; /* against the dataset it is read like, a sentence each */
    size_t change_count;
    const char **notices; /* what a person should know, a sentence each */
    size_t notice_count;
    struct preview_answer answers[PREVIEW_DECISIONS];
};

/*
 * Looks at path as import_file would with these options; progress is not told. db (may be NULL)
 * has the datasets whose names are taken, and is only read. STATUS_OK with a problem: the file
 * can be opened, but not be read in the way that is asked for. *out is freed with
 * import_preview_free, also after an error.
 */
enum status import_preview(struct db *db, const char *path, const struct import_options *options,
                           struct import_preview *out, struct error *err);

void import_preview_free(struct import_preview *preview);

/* "--delimiter", and "Cells" for people. */
const char *import_preview_option(enum preview_decision decision);
const char *import_preview_label(enum preview_decision decision);

#endif
