/* Statements that mean harm, for all ways on which SQL comes in: the service, the command line and
 * the SQL pane. */
#ifndef DATAJAM_TESTS_HOSTILE_H
#define DATAJAM_TESTS_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"

/* Each is refused, or stopped. FOLDER stands for the team's folder. */
extern const char *const hostile_statements[];
extern const size_t hostile_count;

/* One of them with the folder put in; free it. */
char *hostile_sql(size_t index, const char *folder);

/* It would go on without an end, or for long. */
bool hostile_is_endless(size_t index);

/* Names and contents of all files of a folder, added to out. */
void hostile_take_stock(const char *folder, struct buffer *out);

#endif
