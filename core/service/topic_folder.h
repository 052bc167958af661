/*
 * Topic folders and the team's own copy of one: topic.md and dictionary.csv into the team
 * file, and what the dictionary says onto the columns of the datasets.
 *
 * What is wrong in a dictionary never stops anything: it becomes a notice with file and
 * line, for whoever prepares the topic.
 */
#ifndef DATAJAM_SERVICE_TOPIC_FOLDER_H
#define DATAJAM_SERVICE_TOPIC_FOLDER_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/jam/dictionary.h"
#include "core/store/db.h"
#include "core/store/topic.h"

struct topic_notice {
    const char *file; /* "dictionary.csv" with its folder */
    int64_t line;     /* 0: about the whole file */
    const char *message;
};

struct topic_folder {
    struct topic_text text; /* name of the folder, page, dictionary as they are written */
    struct dictionary dictionary;
    struct topic_notice *notices;
    size_t notice_count;
};

/* Reads FOLDER/topic.md and FOLDER/dictionary.csv; *out lives in arena. A folder without
 * one of the two is a topic without it; STATUS_NOT_FOUND when it has neither. */
enum status topic_folder_read(struct arena *arena, const char *folder, struct topic_folder *out,
                              struct error *err);

/* The same from the copy in the team file. STATUS_NOT_FOUND: it has none. */
enum status topic_folder_from_file(struct db *db, struct arena *arena, struct topic_folder *out,
                                   struct error *err);

/* The folders in JAM/topics by their names, in order; *out lives in arena. */
enum status topic_names(struct arena *arena, const char *jam, const char ***out, size_t *count,
                        struct error *err);

/* The title that the page gives itself (its first heading), in arena; NULL: it has none. */
char *topic_title(struct arena *arena, const char *page);

/* Copies the topic into the team file and describes the datasets that are there. Adds
 * notices to topic. Its own transaction. */
enum status topic_adopt(struct db *db, struct arena *arena, struct topic_folder *topic,
                        struct error *err);

/* Puts labels, meanings, quality marks … of the dictionary onto one dataset (NULL: all of
 * them); columns it names that aren't there become notices with the nearest name. Its own
 * transaction; call it after an import with topic_folder_from_file. */
enum status topic_describe(struct db *db, struct arena *arena, struct topic_folder *topic,
                           const char *dataset, struct error *err);

#endif
