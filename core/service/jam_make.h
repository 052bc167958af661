/* A jam from nothing: its folder with agenda and topics, and its teams. */
#ifndef DATAJAM_SERVICE_JAM_MAKE_H
#define DATAJAM_SERVICE_JAM_MAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/service/import.h"

/* The parts of a wish that may be wrong. */
enum jam_part { JAM_NOTHING, JAM_FOLDER, JAM_AGENDA, JAM_TOPICS, JAM_GROUP, JAM_LEADS };

struct jam_wish {
    const char *folder;   /* new or empty; its name is the jam's title */
    const char *agenda;   /* a CSV file; NULL: the agenda of the sample jam */
    const char *topics;   /* a folder with a folder for each topic, copied; NULL: none */
    const char *group;    /* Unix group of the facilitators, who share the folder; NULL: its owner
                             is the only one */
    bool closed;          /* the data are, until the first analysis phase */
    const char *leads;    /* Unix group that may look at closed data; NULL: nobody else */
    int64_t minimum;      /* the smallest group that is shown; 0: as rules begin */
    const char *by;       /* who makes it, for the log */
    enum jam_part *wrong; /* is told on failure what is to be put right, if known; may be NULL */
};

/* Makes it whole or not at all: whatever fails, nothing is left. */
enum status jam_make(const struct jam_wish *wish, struct error *err);

struct team_wish {
    const char *name;
    const char *topic; /* a folder below topics/ */
    const char *group; /* Unix group that alone may open the team's folder, or its number;
                          NULL: as the umask says */
    const char *by;
    import_progress_fn *progress; /* of the data; may be NULL */
    void *progress_context;
    const volatile int *cancel; /* may be NULL */
};

/* The same of a team. */
enum team_part { TEAM_NOTHING, TEAM_NAME, TEAM_TOPIC, TEAM_GROUP };

/* What came of it. */
struct team_made {
    enum team_part wrong; /* on failure: what is to be put right, as far as it is known */
    char folder[256];     /* below the jam's folder: "teams/north" */
    int64_t datasets, rows;
    bool waits; /* the data are closed; a console of the team brings them */
};

/* Makes the team's folder and file with its topic and the topic's data, and registers it. On
 * failure there is none. */
enum status jam_add_team(const char *jam, const struct team_wish *wish, struct team_made *out,
                         struct error *err);

#endif
