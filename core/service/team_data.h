/*
 * A team's data: the files of its topic's folder, imported into its file when the team is added,
 * or, where the rules close the data, by one of its consoles once they are open. The console that
 * does it holds a lease in the team file, which runs out when it dies.
 */
#ifndef DATAJAM_SERVICE_TEAM_DATA_H
#define DATAJAM_SERVICE_TEAM_DATA_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/service/import.h"
#include "core/store/db.h"

enum team_data_state {
    TEAM_DATA_THERE,  /* imported, or never waited for */
    TEAM_DATA_CLOSED, /* waits for the phase */
    TEAM_DATA_READY,  /* may be brought now */
    TEAM_DATA_TAKEN   /* another console brings it */
};

enum { TEAM_DATA_LEASE_MS = 30 * 1000 };

/* How it stands, by the rules of the jam around the file. What they say is kept in the file, if
 * that can be written. */
enum status team_data_look(struct db *db, enum team_data_state *out, struct error *err);

struct team_data_wish {
    const char *by; /* who is at the console, or NULL */
    import_progress_fn *progress;
    void *progress_context;
    const volatile int *cancel;
};

struct team_data_brought {
    int64_t datasets, rows;
};

/* Brings it. STATUS_BUSY: another one does, or has done it meanwhile; STATUS_NO_ACCESS: the data
 * are closed still. What it had imported before it failed stays; the next one goes on there. */
enum status team_data_bring(struct db *db, const struct team_data_wish *wish,
                            struct team_data_brought *out, struct error *err);

/* Imports all data files of a topic's folder, by name, but for those that are datasets of the
 * file already. A topic without data is one, too. */
enum status team_data_import(struct db *db, const char *topic, const struct team_data_wish *wish,
                             struct team_data_brought *out, struct error *err);

/* Notes that the data are still to be brought. */
enum status team_data_wait(struct db *db, struct error *err);

#endif
