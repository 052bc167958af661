/*
 * The rules that hold where a file is: those of the jam's folder around it, as the file "rules"
 * there has them; for a team file that was carried away, the copy that it keeps of them.
 */
#ifndef DATAJAM_SERVICE_RULES_H
#define DATAJAM_SERVICE_RULES_H

#include <stdbool.h>

#include "core/base/error.h"
#include "core/jam/rules.h"
#include "core/store/db.h"

/* The file "rules" of a jam's folder. STATUS_NOT_FOUND: it has none; STATUS_DAMAGED: it can't be
 * understood. *out is then as it was. */
enum status rules_load(const char *jam, struct rules *out, struct error *err);

/* The jam's folder that a file or folder is in, or that it is itself; newly allocated, NULL: it
 * is in none (or there is no memory). */
char *rules_jam_around(const char *path);

/* Those for a team file: of the jam around it, else its own copy. A rules file that can't be
 * understood leaves the copy. Without both: rules_begin. */
enum status rules_of(struct db *db, struct rules *out, struct error *err);

/* Those for any file by its path: of the jam around it; *inside tells whether there is one. A
 * jam whose rules can't be understood allows nothing, one without the file no exports. */
void rules_of_path(const char *path, struct rules *out, bool *inside);

/* Keeps the copy in a team file, where it differs. Its own transaction. */
enum status rules_keep(struct db *db, const struct rules *rules, struct error *err);

#endif
