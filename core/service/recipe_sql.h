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

/* SQLite reads statements of a million bytes at most, and each program that opens a file reads
 * what its tables are made of: an expression is not longer than this. */
enum { RECIPE_SQL_MAX = 100000 };

struct recipe_sql_column {
    enum column_type type;
    const char *sql; /* a name in double quotes, or an expression in parentheses */
};

/* Adds the expression for a recipe that was checked with these columns. False: SQLite can't
 * say it (a pattern), it is too long, or no memory (out->failed). */
bool recipe_sql(struct buffer *out, const struct recipe *recipe,
                const struct recipe_sql_column *columns);

#endif
