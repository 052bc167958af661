/*
 * One row for each person: from a dataset whose rows repeat persons, such as a monthly extract,
 * a new dataset with what a column first had, last had, and at most or at least, and in how many
 * months a person has rows. It is made whole, noted in the log, and taken back by dropping it.
 */
#ifndef DATAJAM_SERVICE_PER_PERSON_H
#define DATAJAM_SERVICE_PER_PERSON_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/frame/column.h"
#include "core/frame/filter.h"
#include "core/service/frames.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

enum per_person_what {
    PER_PERSON_FIRST,   /* what the person's earliest row has, be it empty */
    PER_PERSON_LAST,    /* the latest one */
    PER_PERSON_HIGHEST, /* the greatest value of all rows; empty: none has any */
    PER_PERSON_LOWEST,
    PER_PERSON_WHATS
};

struct per_person_part {
    int64_t column; /* id */
    enum per_person_what what;
};

/* Columns by id, so that it can be kept. */
struct per_person_wish {
    int64_t person; /* tells persons apart */
    int64_t when;   /* says when a row is of; 0: none, the table's order counts */
    struct per_person_part *parts;
    size_t count;
    struct filter_list filters; /* rows that count; none: all */
};

/* The column of persons that the dictionary names, and the date of the rows. STATUS_INVALID: it
 * names none. */
enum status per_person_columns(const struct dataset_info *dataset, struct per_person_wish *out,
                               struct error *err);

/* The date that the dictionary names, or the first one; 0: there is none. */
int64_t per_person_when(const struct dataset_info *dataset);

/* All that there is: first and last date, and what the other columns last had. Sets parts, in
 * arena. */
enum status per_person_all(const struct dataset_info *dataset, struct arena *arena,
                           struct per_person_wish *out, struct error *err);

/* "office_last": what such a column is called, in arena; NULL: no memory. */
const char *per_person_name(const struct dataset_info *dataset, const struct per_person_part *part,
                            struct arena *arena);

/* In a number it can be highest; a text without codes has a first and a last value only. */
bool per_person_fits(const struct column_info *column, enum per_person_what what);

/* ---- what comes of it, in memory ---- */

struct per_person_column {
    const char *name;
    enum column_type type;
    const struct column_info *source; /* NULL: the number of months */
};

struct per_person;

/* *out holds columns of the use, which must outlive it. STATUS_INVALID: nobody is in these rows,
 * or a column does not fit. */
enum status per_person_open(struct per_person **out, struct frame_use *use,
                            const struct per_person_wish *wish, struct error *err);
void per_person_close(struct per_person *all); /* NULL is fine */

int64_t per_person_count(const struct per_person *all);    /* persons: rows that come out */
int64_t per_person_rows(const struct per_person *all);     /* rows that they are made of */
int64_t per_person_nameless(const struct per_person *all); /* rows of nobody, left out */
size_t per_person_width(const struct per_person *all);
const struct per_person_column *per_person_heads(const struct per_person *all);

/* The values of a row, width of them; scratch has as many pieces. */
void per_person_row(const struct per_person *all, int64_t row, struct value *values,
                    char (*scratch)[COLUMN_TEXT_SIZE]);

/* ---- into the file ---- */

struct per_person_done {
    int64_t dataset, people, rows, nameless;
    char entry[UUID_SIZE]; /* of the log: change_undo takes it back */
};

/* Makes the dataset `name` of `dataset`. STATUS_EXISTS: the name is taken. No transaction may be
 * open. */
enum status per_person_make(struct frames *frames, struct db *db, int64_t dataset,
                            const struct per_person_wish *wish, const char *name, const char *by,
                            const struct frames_watch *watch, struct per_person_done *done,
                            struct error *err);

/* Takes an entry of the log back: the dataset is dropped, or made again from the rows as they are
 * now. entry: that of the taking back. STATUS_STALE: somebody has gone on with the dataset. */
enum status per_person_undo(struct db *db, const char *of, const char *by, char *entry,
                            struct error *err);

/* The dataset that an entry made, or made again; 0: it is about something else. */
int64_t per_person_made(struct db *db, struct arena *arena, const char *entry);

/* The kind that such entries have in the log; their subject is the dataset. */
#define PER_PERSON_KIND "dataset of persons"

#endif
