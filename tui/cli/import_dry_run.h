/* `datajam import --dry-run`: how a file would be read; nothing is loaded. */
#ifndef DATAJAM_CLI_IMPORT_DRY_RUN_H
#define DATAJAM_CLI_IMPORT_DRY_RUN_H

#include "core/base/error.h"
#include "core/service/import.h"
#include "core/store/db.h"

/* Writes to standard output what would be done. db may be NULL: there is no team file yet. */
enum status import_dry_run(struct db *db, const char *path, const struct import_options *options,
                           struct error *err);

#endif
