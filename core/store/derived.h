/*
 * Columns that are worked out from others of the same dataset: generated columns of its table
 * (GENERATED ALWAYS AS … VIRTUAL), so that any SQLite tool reads their values and they follow
 * what it changes; in the register as columns like any other, with the recipe (dj_recipe).
 *
 * All of it needs an open transaction, and a table whose definition is the one that is known
 * (dataset_info.changed_shape is false).
 */
#ifndef DATAJAM_STORE_DERIVED_H
#define DATAJAM_STORE_DERIVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/value.h"
#include "core/store/db.h"

struct derived_column {
    int64_t id; /* 0: a new one */
    const char *name;
    enum column_type type;
    const char *sql;     /* expression over columns of the table, built-in functions only */
    const char *recipe;  /* JSON */
    const char *meaning; /* in words */
    const char *order;   /* of its values, "a; b; c" */
    const char *reason;  /* why it has its type */
    const char *by;      /* who */
};

/* Adds a column behind the others; *id tells which it became (the given one, where a column
 * that was dropped comes back). STATUS_EXISTS: the table has one of that name;
 * STATUS_NOT_FOUND: the expression names a column that it has not. */
enum status derived_add(struct db *db, int64_t dataset, const struct derived_column *column,
                        int64_t *id, struct error *err);

/*
 * Gives columns another name, type, recipe, meaning and order; ids and what people wrote about
 * them stay. The columns come in an order in which each may name those before it; those that
 * depend on them must be among them. STATUS_NOT_FOUND: as derived_add.
 */
enum status derived_change(struct db *db, int64_t dataset, const struct derived_column *columns,
                           size_t count, struct error *err);

/* Some row has that value, as text, in a column of any kind. */
enum status derived_has_value(struct db *db, int64_t dataset, const char *column, const char *value,
                              bool *has, struct error *err);

/* Drops a column that no other one names. */
enum status derived_drop(struct db *db, int64_t dataset, int64_t column, struct error *err);

#endif
