/*
 * The list of a damaged file's tables. It stands on the file's first page, and on others that
 * hang on it: where the first is damaged, the list is gathered from those, and written anew into
 * a copy.
 */
#ifndef DATAJAM_STORE_RESCUE_SCHEMA_H
#define DATAJAM_STORE_RESCUE_SCHEMA_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"

enum { RESCUE_TABLES_MOST = 1000 };

struct rescue_schema {
    struct arena *arena;
    const char *names[RESCUE_TABLES_MOST];
    const char *definitions[RESCUE_TABLES_MOST];
    int64_t roots[RESCUE_TABLES_MOST]; /* the page that each begins on */
    size_t count;
};

/* Adds the tables that the file itself lists. False: the list ends in damage, or there is none. */
bool rescue_read_schema(sqlite3 *from, struct rescue_schema *out);

/* Adds those that stand on single pages and are not in it yet. */
enum status rescue_gather_schema(const char *path, struct rescue_schema *out, struct error *err);

/* Writes the list into a copy of the file whose first page is empty. False: it can't be opened
 * even so. */
bool rescue_write_schema(const char *copy, const struct rescue_schema *schema);

#endif
