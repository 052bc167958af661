/* What the files of core/service/join*.c share. */
#ifndef DATAJAM_SERVICE_JOIN_INTERNAL_H
#define DATAJAM_SERVICE_JOIN_INTERNAL_H

#include "core/base/buffer.h"
#include "core/service/join.h"

/* What is taken off the front of a value that is compared loosely. */
#define JOIN_IN_FRONT "ABCDEFGHIJKLMNOPQRSTUVWXYZ0-_./# "

/* The column of a table (under its alias) as it is compared, added to out. */
void join_key_sql(struct buffer *out, const char *alias, const char *name, enum join_how how);

/* The name of a table that the statement makes for itself: longer than those of both datasets, so
 * that it is neither. */
void join_own_table(struct buffer *out, const struct join_plan *plan, const char *which);

#endif
