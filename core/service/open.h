/*
 * The opening gate: every file that a person names comes in here. What it is, is known by
 * its content. A source is whatever datasets can be read from: a team file, a team of a
 * jam (JAM/TEAM), or a data file, which is imported into memory and leaves no trace.
 */
#ifndef DATAJAM_SERVICE_OPEN_H
#define DATAJAM_SERVICE_OPEN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/service/kind.h"
#include "core/store/db.h"

enum source_use {
    SOURCE_READ,   /* nothing is written */
    SOURCE_BROWSE, /* the same for rows and profiles, which leads may see of closed data */
    SOURCE_WRITE   /* team files only */
};

struct source {
    struct db *db;
    enum file_kind kind; /* FILE_TEAM, or what the data file is */
    char *path;          /* the file itself, after JAM/TEAM was resolved */
    int64_t aside;       /* rows of a data file that could not be read */
    int64_t misfits;     /* values of a data file that don't fit their column: empty here */
    bool place_unknown;  /* on a disk where only one program at a time may write */
    char place[32];      /* its name, for TEXT_STORE_UNKNOWN_PLACE */
};

/*
 * Opens what a person named. Errors say what the file is and what would be right:
 * STATUS_WRONG_KIND, STATUS_NOT_FOUND (with the nearest team), and those of db_open.
 */
enum status source_open(struct source *out, const char *name, enum source_use use,
                        struct error *err);

/* The same with the sheet that is meant, if it is a workbook (NULL: the only one). */
enum status source_open_sheet(struct source *out, const char *name, const char *sheet,
                              enum source_use use, struct error *err);

/* Safe on a zeroed one and twice. */
void source_close(struct source *source);

/*
 * The path of the team file that a name means: the name itself, a team's folder, or
 * JAM/TEAM. In newly allocated memory. It need not be a team file.
 */
enum status source_resolve(const char *name, char **path, struct error *err);

#endif
