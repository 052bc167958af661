/*
 * What a file that was imported means: by the team's own topic, or by the topic folder that the
 * file lies in (X/dictionary.csv for X/data/FILE.csv). The dataset is in already; what is wrong
 * with a dictionary is told where the topic is, and never undoes an import.
 */
#include "core/service/import_topic.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/service/topic_folder.h"

/* The folder of the topic that path's file belongs to, newly allocated; NULL: no memory, or
 * there is no such path. *data: it is the one around a folder called data. */
static char *folder_of(const char *path, bool *data)
{
    char *folder = realpath(path, NULL), *slash = folder ? strrchr(folder, '/') : NULL;
    *data = false;
    if (!slash || slash == folder)
        return folder;
    *slash = '\0';
    slash = strrchr(folder, '/');
    *data = slash && slash != folder && strcmp(slash + 1, "data") == 0;
    if (*data)
        *slash = '\0';
    return folder;
}

static bool names(const struct topic_folder *topic, const char *dataset)
{
    for (size_t i = 0; i < topic->dictionary.entry_count; i++)
        if (strcasecmp(topic->dictionary.entries[i].dataset, dataset) == 0)
            return true;
    return false;
}

static const char *say(struct arena *arena, enum text_id id, const char *topic)
{
    char words[400];
    text_format(words, sizeof words, id, TEXT_VALUES(text_string("topic", topic)));
    return arena_string(arena, words);
}

static const char *take(struct db *db, struct arena *arena, const char *path,
                        const struct import_result *result)
{
    struct topic_folder own, beside;
    bool data, has_own = topic_folder_from_file(db, arena, &own, NULL) == STATUS_OK;
    if (has_own && topic_describe(db, arena, &own, result->dataset, NULL) == STATUS_OK &&
        names(&own, result->dataset))
        return NULL;
    char *folder = folder_of(path, &data);
    bool found = folder && topic_folder_read(arena, folder, &beside, NULL) == STATUS_OK;
    free(folder);
    if (!found)
        return NULL;
    if (data && !has_own)
        return topic_adopt(db, arena, &beside, NULL) == STATUS_OK
                   ? say(result->arena, TEXT_IMPORT_TOPIC_TAKEN, beside.text.name)
                   : NULL;
    return names(&beside, result->dataset) &&
                   topic_describe(db, arena, &beside, result->dataset, NULL) == STATUS_OK
               ? say(result->arena, TEXT_IMPORT_DESCRIBED, beside.text.name)
               : NULL;
}

const char *import_topic(struct db *db, const char *path, const struct import_result *result)
{
    struct arena *arena = arena_new();
    const char *notice = arena ? take(db, arena, path, result) : NULL;
    arena_free(arena);
    return notice;
}
