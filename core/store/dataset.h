/*
 * Datasets: the register of imported tables (dj_dataset, dj_column), their rows, what did
 * not fit (dj_misfit) and what was set aside (dj_aside).
 *
 * A dataset's rows are an ordinary table under its own name with its own column names and
 * the INTEGER PRIMARY KEY "dj_row" (1, 2, 3, … after an import).
 */
#ifndef DATAJAM_STORE_DATASET_H
#define DATAJAM_STORE_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/value.h"
#include "core/store/column_mark.h"
#include "core/store/db.h"

struct column_info {
    int64_t id;          /* never reused; views name columns by it */
    const char *name;    /* as in the file's header and in the table */
    const char *label;   /* from the dictionary, or "" */
    const char *meaning; /* "" when not known */
    const char *caution; /* what to look out for, or "" */
    const char *reason;  /* why it has its type, in words */
    const char *order;   /* order of values as the dictionary gives it ("a; b; c"), or "" */
    enum column_type type;
    enum quality quality;
    enum column_role role;
    struct column_mark team; /* what the team says of it, beside quality and caution */
    int64_t misfits;         /* values that don't fit the type, kept in dj_misfit */
    size_t place;            /* where its chunks are; no other column of the dataset has had it */

    /* Of a column that is worked out from others (core/store/derived.h); else "", "" and 0. */
    const char *recipe; /* JSON that core/analysis/recipe reads */
    const char *sql;    /* the expression in the table */
    int64_t revision;   /* another one whenever its values may have changed */
};

struct dataset_info {
    int64_t id;
    const char *name;
    const char *label;
    const char *grain;  /* what one row is ("one client in one month"), or "" */
    const char *source; /* file name it was imported from */
    const char *imported_by;
    int64_t imported_ms;
    int64_t rows;       /* counted at import; see dirty */
    int64_t aside;      /* rows of the file that were set aside */
    int64_t edits;      /* counts changes of rows by other tools since the import */
    bool dirty;         /* the table was changed by another tool, rows may be out of date:
                           dataset_recount */
    bool changed_shape; /* another tool altered the table's definition, or dropped it */
    bool contiguous;    /* dj_row is 1..rows without gaps: position and id agree */
    size_t column_count;
    struct column_info *columns; /* in the order of the table */
};

/* All datasets by name; *out lives in arena. */
enum status dataset_list(struct db *db, struct arena *arena, struct dataset_info **out,
                         size_t *count, struct error *err);

/* The name itself where a dataset may have it, else the nearest free one (name_2, name_3, …),
 * in arena. */
enum status dataset_free_name(struct db *db, struct arena *arena, const char *name,
                              const char **out, struct error *err);

/* How its file was read, as JSON, in arena; "" when that is not known. */
enum status dataset_decision(struct db *db, int64_t id, struct arena *arena, const char **out,
                             struct error *err);

/* One by name (any case); NULL: the only one there is. STATUS_NOT_FOUND names the nearest. */
enum status dataset_find(struct db *db, struct arena *arena, const char *name,
                         struct dataset_info *out, struct error *err);

/* One by its id. STATUS_NOT_FOUND: it is gone. */
enum status dataset_by_id(struct db *db, struct arena *arena, int64_t id, struct dataset_info *out,
                          struct error *err);

/* Counts the rows of a dirty dataset again, in slices of at most 50 ms, and corrects
 * dataset; the file as well where it may be written. Nothing to do on a clean one. */
enum status dataset_recount(struct db *db, struct dataset_info *dataset, const volatile int *cancel,
                            struct error *err);

/* Position of a column by name (exact, else any case, else label); -1: none. */
int dataset_column_index(const struct dataset_info *dataset, struct span name);

/* Position of the first column with that role; -1: none. */
int dataset_role_index(const struct dataset_info *dataset, enum column_role role);

/* A rectangle of rows. cells[r * columns + c]; all lives in the arena it was read into. */
struct row_page {
    int64_t first; /* position of the first row, from 0 */
    size_t rows;   /* may be fewer than asked for at the end */
    size_t columns;
    int64_t *ids; /* dj_row of each */
    struct value *cells;
};

/*
 * Reads rows [first, first + count) in table order, the columns with the given positions
 * (NULL: all). Opens, reads and closes; fast anywhere in a contiguous dataset, and by
 * anchors (made on demand) in others.
 */
enum status dataset_read_page(struct db *db, struct arena *arena,
                              const struct dataset_info *dataset, int64_t first, size_t count,
                              const size_t *columns, size_t column_count, struct row_page *out,
                              struct error *err);

/*
 * Reads the rows with these ids (dj_row), in the order of the list, the columns with the
 * given positions (NULL: all). Rows that are gone are left out: out->ids tells which came.
 */
enum status dataset_read_ids(struct db *db, struct arena *arena, const struct dataset_info *dataset,
                             const int64_t *ids, size_t count, const size_t *columns,
                             size_t column_count, struct row_page *out, struct error *err);

/* The texts of misfits of one row, as written: *texts[c] for each column of the dataset
 * (NULL where the cell fits). */
enum status dataset_read_misfits(struct db *db, struct arena *arena,
                                 const struct dataset_info *dataset, int64_t row_id,
                                 const char ***texts, struct error *err);

/* Called for each row of a scan, in table order. Return false to stop. The values are
 * valid during the call only. */
typedef bool dataset_row_fn(void *context, int64_t row_id, const struct value *cells);

/*
 * Walks all rows from position first on, in slices that hold the reader's lock for at most
 * 50 ms each; columns as above. *stopped (may be NULL) tells that fn ended it.
 * cancel (may be NULL) is looked at between slices: non-zero gives STATUS_CANCELLED.
 */
enum status dataset_scan(struct db *db, const struct dataset_info *dataset, int64_t first,
                         const size_t *columns, size_t column_count, dataset_row_fn *fn,
                         void *context, const volatile int *cancel, bool *stopped,
                         struct error *err);

struct sort_key {
    size_t column; /* position in the dataset */
    bool descending;
};

/* Sets label, meaning, caution, quality, role, order of the columns of one dataset from
 * the given infos (matched by id), and its grain and label. Needs an open transaction. */
enum status dataset_describe(struct db *db, const struct dataset_info *dataset, struct error *err);

/* Forgets a dataset at once, and drops its table and columns in short transactions. No
 * transaction may be open. */
enum status dataset_drop(struct db *db, int64_t dataset_id, struct error *err);

#endif
