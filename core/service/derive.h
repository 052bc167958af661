/*
 * New columns from old ones: made, changed, renamed and dropped, each as one change that is
 * whole or not there, with an entry in the log that says how to take it back. What depends on
 * a column follows when it changes.
 */
#ifndef DATAJAM_SERVICE_DERIVE_H
#define DATAJAM_SERVICE_DERIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/analysis/recipe.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/service/frames.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

/* What was done: the column, and the entry in the log by which derive_undo takes it back. */
struct derive_done {
    int64_t dataset, column;
    char entry[UUID_SIZE];
};

/*
 * Makes a column of a dataset. done may be NULL, here and below. STATUS_EXISTS: the name is
 * taken; STATUS_INVALID: the recipe does not fit the columns, or SQLite can't say it;
 * STATUS_STALE: another tool has altered the table.
 */
enum status derive_make(struct db *db, int64_t dataset, const char *name,
                        const struct recipe *recipe, const char *by, struct derive_done *done,
                        struct error *err);

/* Takes a column away. Columns that are worked out from it keep their values: what it was is
 * written into them, and derive_lost says that they stand alone. */
enum status derive_drop(struct db *db, int64_t dataset, int64_t column, const char *by,
                        struct derive_done *done, struct error *err);

/* Another recipe or another name (NULL: as it was). The column keeps its id, and the columns
 * that are worked out from it follow. */
enum status derive_change(struct db *db, int64_t dataset, int64_t column, const char *name,
                          const struct recipe *recipe, const char *by, struct derive_done *done,
                          struct error *err);

/* Takes back what an entry of the log says, also the taking back of another (which does it
 * again). STATUS_STALE: somebody has changed the column since, or has taken it back before. */
enum status derive_undo(struct db *db, const char *entry, const char *by, struct derive_done *done,
                        struct error *err);

/*
 * Makes the derived columns of one dataset in another one with the same columns: next month's
 * file. told hears of each: STATUS_OK and what was done, or why it could not be made (err): a
 * column is missing, has another type, or the name is taken.
 */
typedef void derive_told_fn(void *context, const char *column, enum status status,
                            const struct derive_done *done, const struct error *err);
enum status derive_replay(struct db *db, int64_t from, int64_t to, const char *by,
                          derive_told_fn *told, void *context, struct error *err);

/* A column that is worked out from others one of which is gone: it keeps its values. */
bool derive_lost(const struct dataset_info *dataset, const struct column_info *column);

/* Why cells are empty, as a sentence with the place {rows}. Not for FAULT_NONE. */
enum text_id derive_reason(enum recipe_fault fault);

/* What a recipe makes, in words, in arena: "age in bands: 0–17, 18–24, …". NULL: no memory. */
const char *derive_words(const struct dataset_info *dataset, const struct recipe *recipe,
                         struct arena *arena);

/* ---- what the data say ---- */

/* Limits that cut a column of numbers into bands as wide as `size`, or into `size` bands of as
 * many rows as possible each (fewer, where many rows have one value), with their names, into
 * a recipe in arena. STATUS_INVALID: no numbers, or too many bands. */
enum status derive_bands(struct frame_use *use, size_t column, enum recipe_bands how, double size,
                         struct arena *arena, struct recipe *out, struct error *err);

/* What the pattern of a recipe finds in its column, value by value, in arena. STATUS_INVALID:
 * a bad pattern, or more different values than can be written down. */
enum status derive_pattern(struct frame_use *use, struct recipe *recipe, struct arena *arena,
                           struct error *err);

/*
 * Turns values that a person has typed for groups, conditions and values to be written
 * otherwise into those that the column has: upper and lower case aside, as filters take them.
 * missing is told of each that no row has, with the nearest one that some row has (or "").
 */
typedef void derive_missing_fn(void *context, struct span value, const char *nearest);
enum status derive_values(struct frame_use *use, struct recipe *recipe, struct arena *arena,
                          derive_missing_fn *missing, void *context, struct error *err);

struct derive_count {
    struct value value; /* VALUE_EMPTY: empty cells, which come last */
    struct span text;   /* the same as text */
    int64_t rows;
};

struct derive_preview {
    enum column_type type;
    struct derive_count *values; /* in their order, at most as many as asked for */
    size_t count;
    size_t all; /* values that there are; 0: too many to count */
    int64_t rows;
    int64_t reasons[RECIPE_FAULT_COUNT]; /* rows by why they are empty */
    struct derive_first {                /* the first rows: what goes in, and what comes out */
        const char *sources[RECIPE_SOURCES];
        const char *result;
    } * first;
    size_t first_count;
};

/* What a recipe would make; *out lives in arena. Errors of derive_make, and of frames. */
enum status derive_preview(struct frame_use *use, const struct recipe *recipe, size_t values,
                           size_t first, struct arena *arena, struct derive_preview *out,
                           struct error *err);

#endif
