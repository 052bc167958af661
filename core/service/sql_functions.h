/* The functions that SQL in datajam has beside SQLite's own; datajam-sql(7) describes them. */
#ifndef DATAJAM_SERVICE_SQL_FUNCTIONS_H
#define DATAJAM_SERVICE_SQL_FUNCTIONS_H

#include <stddef.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/store/db.h"

/* Makes all of them known to a connection. */
enum status sql_functions_add(struct db *db, struct error *err);

/* What each is, for help and completion. */
struct sql_function_help {
    const char *usage;  /* "median(number)" */
    enum text_id words; /* one sentence */
};
const struct sql_function_help *sql_functions_help(size_t *count);

#endif
