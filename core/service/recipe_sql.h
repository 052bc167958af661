/*
 * A recipe as an expression of plain SQLite, for a generated column: built-in functions only,
 * so that every tool that reads SQLite reads the same values. Says what
 * core/analysis/recipe_work works out, case by case.
 */
#ifndef DATAJAM_SERVICE_RECIPE_SQL_H
#define DATAJAM_SERVICE_RECIPE_SQL_H

#include <stdbool.h>

#include "core/analysis/recipe.h"
#include "core/base/buffer.h"

/*
 * SQLite reads statements of a million bytes at most, and each program that opens a file reads
 * what its tables are made of: an expression is not longer than this, which is enough for some
 * 5,000 values written otherwise.
 *
 * The other way would be a column of its own that is filled row by row: it would have to be
 * filled again after each change of a row by another program, would fire the triggers that
 * count these, and takes a rewrite of the table to be dropped. An expression is there at once,
 * gone at once, and never out of date.
 */
enum { RECIPE_SQL_MAX = 250000 };

struct recipe_sql_column {
    enum column_type type;
    const char *sql; /* a name in double quotes, or an expression in parentheses */
};

/* Adds the expression for a recipe that was checked with these columns. False: it is too long,
 * or no memory (out->failed). */
bool recipe_sql(struct buffer *out, const struct recipe *recipe,
                const struct recipe_sql_column *columns);

#endif
