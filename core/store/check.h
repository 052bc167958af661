/*
 * Looking a file over: what SQLite finds, and what the registers of a team file say that
 * does not fit together. Nothing is changed but by the check_mend functions.
 */
#ifndef DATAJAM_STORE_CHECK_H
#define DATAJAM_STORE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/store/db.h"

enum { CHECK_LINES = 30 }; /* of SQLite's findings, at most */

/* What SQLite finds, a line each, in arena; *count 0: nothing. *indexes: all of it is about
 * indexes, which can be made anew. */
enum status check_integrity(struct db *db, struct arena *arena, const char ***lines, size_t *count,
                            bool *indexes, struct error *err);

/* Makes all indexes anew; nothing is lost by it. */
enum status check_mend_indexes(struct db *db, struct error *err);

/* One rule of the registers that does not hold. */
struct check_broken {
    size_t rule;        /* for check_mend_rule */
    enum text_id words; /* {count}, {name}: the first one */
    int64_t count;
    const char *name;
    enum text_id loses; /* what mending it would lose; TEXT_NONE: it can't be mended */
    bool damage;        /* something is lost already; else untidy, no more */
};

/* All rules that don't hold, in arena. A file of before the board has fewer rules. */
enum status check_registers(struct db *db, struct arena *arena, struct check_broken **out,
                            size_t *count, struct error *err);
enum status check_mend_rule(struct db *db, size_t rule, struct error *err);

#endif
