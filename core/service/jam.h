/* Making a jam: the jam file with its agenda and teams. */
#ifndef DATAJAM_SERVICE_JAM_H
#define DATAJAM_SERVICE_JAM_H

#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"
#include "core/store/agenda.h"

/*
 * Reads agenda.csv: a header line (time, title, minutes, kind, fixed, note; in any order,
 * the last three may be missing), then an item a line. name is the file's name for the
 * errors. STATUS_INVALID says what is wrong in which line. *out lives in arena.
 */
enum status jam_read_agenda(struct span text, const char *name, struct arena *arena,
                            struct agenda_item **out, size_t *count, struct error *err);

/* The same of a file. */
enum status jam_load_agenda(const char *file, struct arena *arena, struct agenda_item **out,
                            size_t *count, struct error *err);

/* What a new jam begins with. */
struct jam_plan {
    const char *title;
    const struct agenda_item *agenda;
    size_t agenda_count;
    const struct team *teams;
    size_t team_count;
};

/* Makes the jam file at path, which must not exist; on failure there is none. */
enum status jam_create(const char *path, const struct jam_plan *plan, struct error *err);

#endif
