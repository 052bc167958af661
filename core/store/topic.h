/* The team's topic as it was copied into the team file, so that the file works alone. */
#ifndef DATAJAM_STORE_TOPIC_H
#define DATAJAM_STORE_TOPIC_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/store/db.h"

struct topic_text {
    const char *name;       /* of its folder */
    const char *page;       /* topic.md as it was read */
    const char *dictionary; /* dictionary.csv as it was read */
    int64_t at_ms;          /* when it was copied; filled in where it is 0 */
};

/* STATUS_NOT_FOUND where the file has none; out then holds empty texts. */
enum status topic_read(struct db *db, struct arena *arena, struct topic_text *out,
                       struct error *err);

/* Replaces it. Inside a transaction or by itself. */
enum status topic_write(struct db *db, const struct topic_text *topic, struct error *err);

#endif
