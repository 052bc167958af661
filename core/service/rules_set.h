/* Laying down the rules of a jam: for facilitators, who alone may write the jam's file. */
#ifndef DATAJAM_SERVICE_RULES_SET_H
#define DATAJAM_SERVICE_RULES_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/service/rules.h"

enum rules_choice { RULES_STAYS, RULES_YES, RULES_NO };

struct rules_wish {
    int64_t minimum; /* 0: stays */
    enum rules_choice exports;
    enum rules_choice closed; /* the data are */
    const char *leads;        /* group that may look at closed data; "": none; NULL: stays */

    /* What it is to be changed from: what somebody else has changed since then is left, and told
     * (STATUS_STALE). NULL: whatever holds. */
    const struct rules *seen;
    const char *leads_seen;
};

/* Does it: logs it in the jam's file, closes or opens the data, writes the file "rules", and into
 * the copies in the team files, as far as they can be written. *out: what holds now. What is
 * wished for already changes nothing and is not logged. STATUS_NOT_FOUND: there is no such group
 * (or no jam). */
enum status rules_set(const char *jam, const struct rules_wish *wish, const char *by,
                      struct rules *out, struct error *err);

/* As the jam's file has them, which the file "rules" follows. */
enum status rules_stored(struct db *jam_db, struct rules *out, struct error *err);

/* The group that may look at closed data, in arena; "": there is none. */
enum status rules_leads(struct db *jam_db, struct arena *arena, const char **out,
                        struct error *err);

/* Writes the file "rules" anew from it. */
enum status rules_publish(struct db *jam_db, const char *jam, struct error *err);

/* Opens closed data since that phase has come; not where it was in this one that somebody closed
 * them. *opened: it did. */
enum status rules_open_for_phase(const char *jam, int64_t phase, const char *by, bool *opened,
                                 struct error *err);

/* How many teams of the jam have their data already, though the rules close them. */
enum status rules_count_early(const char *jam, int64_t *out, struct error *err);

#endif
