/*
 * A connection for SQL that a person typed: read-only, without datajam's own tables, other
 * files, settings or extensions, and with limits. It is one of several walls: it is meant for a
 * process of its own that can be ended at any moment (core/service/query_child.c).
 */
#ifndef DATAJAM_STORE_SANDBOX_H
#define DATAJAM_STORE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/store/db.h"

struct sandbox;

/* What ends a statement before its end. */
enum sandbox_stop {
    SANDBOX_GO_ON,
    SANDBOX_TIME,  /* the time is over */
    SANDBOX_WRITER /* another program waits to write: the lock has to be given up */
};

struct sandbox_limits {
    int64_t memory;   /* bytes that SQLite may take in all */
    int64_t time_ms;  /* of one statement; 0: none */
    int64_t yield_ms; /* from when on a waiting writer ends it; < 0: never (a private copy) */
};

/* Opens a team file that is there and whole. Free with sandbox_close. */
enum status sandbox_open(struct sandbox **out, const char *path,
                         const struct sandbox_limits *limits, struct error *err);
void sandbox_close(struct sandbox *sandbox); /* NULL is fine */

/* The connection, for functions_add. */
struct db *sandbox_db(struct sandbox *sandbox);

/* Why a statement was not taken, or ended early. */
enum sandbox_fault {
    SANDBOX_FINE,
    SANDBOX_NOT_SQL,   /* SQLite's own words are in reason, the place in offset */
    SANDBOX_SEVERAL,   /* more than one statement; offset: where the second begins */
    SANDBOX_NO_ROWS,   /* it is no question: it would change something, or gives no rows */
    SANDBOX_FORBIDDEN, /* it names what may not be read or called: reason */
    SANDBOX_EMPTY,     /* nothing but blanks and remarks */
    SANDBOX_TOO_MUCH,  /* memory, or a limit of SQLite's: reason */
    SANDBOX_TIME_OVER,
    SANDBOX_YIELDED,
    SANDBOX_FAILED /* the file, or a function: reason */
};

struct sandbox_error {
    enum sandbox_fault fault;
    int offset; /* bytes into the SQL; -1: not known */
    char reason[400];
};

/* Takes the one statement of sql. False: error says why. */
bool sandbox_prepare(struct sandbox *sandbox, struct span sql, struct sandbox_error *error);

size_t sandbox_columns(const struct sandbox *sandbox);
const char *sandbox_column_name(const struct sandbox *sandbox, size_t column);
/* The column of a table that it comes from unchanged; false: it is worked out. */
bool sandbox_column_origin(const struct sandbox *sandbox, size_t column, const char **table,
                           const char **name);

/* Parameters (":office"), from 1 up to the count; a name is NULL where it has none. */
size_t sandbox_parameters(const struct sandbox *sandbox);
const char *sandbox_parameter_name(const struct sandbox *sandbox, size_t parameter);
bool sandbox_bind(struct sandbox *sandbox, size_t parameter, const struct value *value);

/* The next row. False: error says why. *row false: that was all. */
bool sandbox_step(struct sandbox *sandbox, bool *row, struct sandbox_error *error);

/* A value of the row, until the next call. Bytes that are no text are written in hexadecimal,
 * text that is no UTF-8 as it is: repair it. */
struct value sandbox_value(struct sandbox *sandbox, size_t column);

#endif
