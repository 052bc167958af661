/*
 * What is remembered from one start to the next: names with small texts, in one small file
 * per person beside the team file. Lines "name=text"; the file is replaced whole.
 */
#ifndef DATAJAM_CONSOLE_REMEMBER_H
#define DATAJAM_CONSOLE_REMEMBER_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/error.h"

struct remembered;

/* Reads path (NULL or missing: empty; a damaged line is left out). NULL: no memory. */
struct remembered *remembered_new(const char *path);
void remembered_free(struct remembered *remembered);

const char *remembered_get(const struct remembered *remembered, const char *name);

/* True when that changed anything. NULL text forgets. */
bool remembered_set(struct remembered *remembered, const char *name, const char *text);

/* Where it is kept; "" when nowhere. */
const char *remembered_path(const struct remembered *remembered);

/* The file's bytes, added to out. */
void remembered_write(const struct remembered *remembered, struct buffer *out);

/* The path for a person beside the team file, or under XDG_STATE_HOME when that folder
 * can't be written to; newly allocated, NULL: no place, or no memory. */
char *remembered_place(const char *team_file, const char *person);

#endif
