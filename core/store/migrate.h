/* The schemas of team and jam files, as numbered steps from nothing to today. */
#ifndef DATAJAM_STORE_MIGRATE_H
#define DATAJAM_STORE_MIGRATE_H

#include <stdint.h>

#include "core/store/db.h"

/* What application_id says in a file of this kind. */
int64_t migrate_application_id(enum db_kind kind);

/* The version that this program writes, and the oldest that it reads without migrating. */
int migrate_version(enum db_kind kind);
int migrate_oldest_readable(enum db_kind kind);

/* Takes the file from its version (0: nothing there yet) to `version`, whole or not at
 * all. Needs no open transaction. Versions short of today's are for tests. */
enum status migrate_to(struct db *db, int version, struct error *err);

#endif
