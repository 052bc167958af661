/*
 * The use case "what an import did to rows": those that were repaired and those that were set
 * aside, and undoing a single repair. The row is then read as it stands in the file, where that
 * gives as many cells as there are columns, and else set aside: rows in the file remain rows
 * loaded plus rows set aside. Each is a step in the log and can be taken back.
 */
#ifndef DATAJAM_SERVICE_REPAIRS_H
#define DATAJAM_SERVICE_REPAIRS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/dataset.h"
#include "core/store/db.h"

enum repair_state {
    REPAIR_HOLDS,      /* the row is loaded as it was repaired */
    REPAIR_READ_PLAIN, /* it was undone: the row is loaded as it stands in the file */
    REPAIR_SET_ASIDE   /* it was undone: the row is set aside */
};

struct repair_entry {
    int64_t line;
    const char *how;    /* "a delimiter was lost, and was put back" */
    const char *before; /* as it stands in the file */
    const char *after;  /* the cells as they are loaded, or were before it was undone */
    enum repair_state state;
};

struct aside_entry {
    int64_t line;
    const char *reason;
    const char *text;
};

enum { REPAIRS_LISTED = 10000 };

/* By line; all lives in arena. `repaired` and `aside` are how many there are, also beyond those
 * that are listed. */
struct repairs {
    struct dataset_info dataset;
    struct repair_entry *entries; /* those that were undone, too */
    size_t count;
    int64_t repaired;
    struct aside_entry *asides;
    size_t aside_count;
    int64_t aside;
};

enum status repairs_read(struct db *db, int64_t dataset, struct arena *arena, struct repairs *out,
                         struct error *err);

/* The two above in words: "22" is repaired, read plainly, set aside. */
const char *repair_state_words(enum repair_state state);

/*
 * Undoes the repair of the row in that line, or makes it again. *state is what it is now.
 * STATUS_NOT_FOUND: there is no such row. STATUS_STALE: it has changed since, or the table was
 * altered by another tool; nothing was changed.
 */
enum status repair_undo(struct db *db, int64_t dataset, int64_t line, const char *by,
                        enum repair_state *state, struct error *err);
enum status repair_again(struct db *db, int64_t dataset, int64_t line, const char *by,
                         struct error *err);

#endif
