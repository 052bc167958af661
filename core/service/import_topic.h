/* The meaning of an imported dataset: labels, meanings and quality marks from a topic. */
#ifndef DATAJAM_SERVICE_IMPORT_TOPIC_H
#define DATAJAM_SERVICE_IMPORT_TOPIC_H

#include "core/service/import.h"
#include "core/store/db.h"

/* Describes the dataset that result speaks of by the team's topic; where that says nothing of it,
 * by the topic folder that path lies in, which a team file without a topic takes as its own. What
 * a person should know of that, a sentence in result's arena; NULL: nothing. */
const char *import_topic(struct db *db, const char *path, const struct import_result *result);

#endif
