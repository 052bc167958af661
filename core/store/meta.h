/* What a team or jam file says about itself: small texts under names. */
#ifndef DATAJAM_STORE_META_H
#define DATAJAM_STORE_META_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

/* The names in use. uuid and created (ISO time) are there from the start. */
#define META_UUID    "uuid"
#define META_CREATED "created"
#define META_JAM     "jam"     /* title of the jam */
#define META_TEAM    "team"    /* name of the team */
#define META_TOPIC   "topic"   /* name of the topic's folder */
#define META_MINIMUM "minimum" /* smaller groups are hidden in what is presented or written */
#define META_EXPORTS "exports" /* "no": nothing may be written out; else it may */
#define META_DATA    "data"    /* of a jam: "closed" or "open"; of a team: "waiting" or "there" */
#define META_LEASE   "lease"   /* of a team: who brings its data, and until when */
#define META_LEADS   "leads"   /* of a jam: the Unix group that may look at closed data */

/* Of a jam, for its hand-outs: in the words of whoever invites. */
#define META_DATE    "date"
#define META_PLACE   "place"
#define META_CONTACT "contact"

/* *out is "" where there is none; it lives in arena. */
enum status meta_get(struct db *db, struct arena *arena, const char *key, const char **out,
                     struct error *err);

/* Inside a transaction or by itself. */
enum status meta_set(struct db *db, const char *key, const char *value, struct error *err);

#endif
