/*
 * Evidence as a use case: a view is taken with its figures of now, and later looked at again.
 * What can be pinned is a kind in a table (evidence.c): a function that works out a view's
 * figures, its title and its sentence. A new kind of view is one file and one line there.
 */
#ifndef DATAJAM_SERVICE_EVIDENCE_H
#define DATAJAM_SERVICE_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "core/analysis/snapshot.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/helper.h"
#include "core/service/frames.h"
#include "core/store/evidence.h"

/* Where the figures come from. */
struct evidence_ground {
    struct db *db;
    struct frames *frames;
    const struct frames_watch *watch; /* may be NULL */
    struct helper *helper;            /* for queries; NULL: they can't be looked at */
};

/* The kinds there are. */
#define EVIDENCE_DATA    "data"
#define EVIDENCE_PIVOT   "pivot"
#define EVIDENCE_CHART   "chart"
#define EVIDENCE_COMPARE "compare" /* its view: core/service/pinned.h */
#define EVIDENCE_QUERY   "query"

/* Works out what a view (JSON as of core/analysis/view) shows now. All of *out but card, by,
 * id and uuid, in arena. STATUS_NOT_FOUND: its dataset is gone. */
enum status evidence_take(const struct evidence_ground *ground, const char *kind, const char *view,
                          struct arena *arena, struct evidence *out, struct error *err);

enum evidence_state {
    EVIDENCE_SAME,
    EVIDENCE_CHANGED,
    EVIDENCE_GONE /* it can't be worked out any more: trouble says why */
};

enum { EVIDENCE_CHANGES = 40 }; /* as many are listed */

struct evidence_now {
    enum evidence_state state;
    struct evidence evidence;
    struct snapshot before, after; /* after: unless it is gone */
    struct snapshot_change *changes;
    size_t change_count;
    const char *sentence; /* that the view would say now */
    const char *trouble;
};

/* One piece beside what it would be now; in arena. */
enum status evidence_look(const struct evidence_ground *ground, const char *uuid,
                          struct arena *arena, struct evidence_now *out, struct error *err);

#endif
