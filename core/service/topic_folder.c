/*
 * Joins what reads CSV (ingest), what knows the rules of a dictionary (jam) and what keeps
 * it (store). Reading and acting are apart: a folder is read without a team file.
 */
#include "core/service/topic_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/base/nearest.h"
#include "core/base/utf8.h"
#include "core/ingest/small_csv.h"
#include "core/store/dataset.h"

enum { PAGE_LIMIT = 256 * 1024, DICTIONARY_LIMIT = 4 * 1024 * 1024 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status add_notice(struct arena *arena, struct topic_folder *topic, int64_t line,
                              const char *message, struct error *err)
{
    struct topic_notice *notices = arena_array(arena, topic->notice_count + 1, sizeof *notices);
    const char *file = arena_printf(arena, "%s/dictionary.csv", topic->text.name);
    if (notices == NULL || file == NULL || message == NULL)
        return no_memory(err);
    if (topic->notice_count > 0)
        memcpy(notices, topic->notices, topic->notice_count * sizeof *notices);
    notices[topic->notice_count++] = (struct topic_notice){file, line, message};
    topic->notices = notices;
    return STATUS_OK;
}

static enum status take_row(void *context, const struct span *fields, size_t count, int64_t line,
                            struct error *err)
{
    return dictionary_add_row(context, fields, count, line, err);
}

/* The dictionary's text into entries and notices. One that can't be read at all is a notice
 * too: the topic's page is of use without it. */
static enum status read_dictionary(struct arena *arena, struct topic_folder *topic,
                                   struct error *err)
{
    struct dictionary_reader reader = {.arena = arena};
    struct error trouble;
    enum status status =
        small_csv_read(span_string(topic->text.dictionary), take_row, &reader, &trouble);
    topic->dictionary = reader.result;
    for (size_t i = 0; i < reader.result.notice_count; i++) {
        const struct dictionary_notice *notice = &reader.result.notices[i];
        if (add_notice(arena, topic, notice->line, notice->message, err) != STATUS_OK)
            return STATUS_MEMORY;
    }
    if (status == STATUS_OK)
        return STATUS_OK;
    if (status == STATUS_MEMORY)
        return no_memory(err);
    return add_notice(arena, topic, trouble.line, arena_string(arena, trouble.message), err);
}

/* One file of the folder as valid UTF-8; *found is false when it isn't there. */
static enum status read_file(struct arena *arena, const char *folder, const char *name,
                             size_t limit, const char **out, bool *found, struct error *err)
{
    struct buffer raw = {0}, text = {0};
    char *path = file_join(folder, name);
    enum status status = path != NULL ? file_read(path, limit, &raw, err) : no_memory(err);
    *out = "";
    *found = status == STATUS_OK;
    if (status == STATUS_OK) {
        struct span bytes = buffer_span(&raw);
        if (bytes.len >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
            bytes = span_of(bytes.data + 3, bytes.len - 3);
        utf8_repair(bytes, &text);
        *out = arena_copy(arena, buffer_span(&text));
        if (text.failed || *out == NULL)
            status = no_memory(err);
    } else if (status == STATUS_NOT_FOUND) {
        status = STATUS_OK;
    }
    buffer_free(&raw);
    buffer_free(&text);
    free(path);
    return status;
}

enum status topic_folder_read(struct arena *arena, const char *folder, struct topic_folder *out,
                              struct error *err)
{
    bool has_page = false, has_dictionary = false;
    *out = (struct topic_folder){0};
    out->text.name = arena_string(arena, file_name(folder));
    if (out->text.name == NULL)
        return no_memory(err);
    enum status status =
        read_file(arena, folder, "topic.md", PAGE_LIMIT, &out->text.page, &has_page, err);
    if (status == STATUS_OK)
        status = read_file(arena, folder, "dictionary.csv", DICTIONARY_LIMIT, &out->text.dictionary,
                           &has_dictionary, err);
    if (status != STATUS_OK)
        return status;
    if (!has_page && !has_dictionary)
        return error_set(err, STATUS_NOT_FOUND, TEXT_TOPIC_FOLDER_EMPTY,
                         TEXT_VALUES(text_string("folder", folder)));
    return read_dictionary(arena, out, err);
}

char *topic_title(struct arena *arena, const char *page)
{
    for (const char *line = page; *line;) {
        size_t len = strcspn(line, "\r\n");
        size_t marks = strspn(line, "#");
        if (marks > 0 && marks <= 6 && line[marks] == ' ') {
            const char *end = line + len;
            line += marks + strspn(line + marks, " \t");
            while (end > line && strchr(" \t#", end[-1]))
                end--;
            return end > line ? arena_copy(arena, span_of(line, (size_t)(end - line))) : NULL;
        }
        line += len + strspn(line + len, "\r\n");
    }
    return NULL;
}

enum status topic_folder_from_file(struct db *db, struct arena *arena, struct topic_folder *out,
                                   struct error *err)
{
    *out = (struct topic_folder){0};
    enum status status = topic_read(db, arena, &out->text, err);
    return status == STATUS_OK ? read_dictionary(arena, out, err) : status;
}

static const char *otherwise(const char *text, const char *other)
{
    return text[0] != '\0' ? text : other;
}

/* What the entry says onto the column; what it leaves open stays. */
static void describe_column(struct column_info *column, const struct dictionary_entry *entry)
{
    column->label = otherwise(entry->label, column->label);
    column->meaning = otherwise(entry->meaning, column->meaning);
    column->caution = otherwise(entry->caution, column->caution);
    column->order = otherwise(entry->order, column->order);
    if (entry->quality != QUALITY_NONE)
        column->quality = entry->quality;
    if (entry->role != ROLE_NONE)
        column->role = entry->role;
}

static struct column_info *column_of(struct dataset_info *dataset, const char *name)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (strcasecmp(dataset->columns[i].name, name) == 0)
            return &dataset->columns[i];
    return NULL;
}

static enum status unknown_column(struct arena *arena, struct topic_folder *topic,
                                  const struct dataset_info *dataset,
                                  const struct dictionary_entry *entry, struct error *err)
{
    const char **names = arena_array(arena, dataset->column_count, sizeof *names);
    if (names == NULL)
        return no_memory(err);
    for (size_t i = 0; i < dataset->column_count; i++)
        names[i] = dataset->columns[i].name;
    int near = nearest_name(entry->column, names, dataset->column_count);
    char words[600];
    text_format(
        words, sizeof words, near >= 0 ? TEXT_TOPIC_COLUMN_UNKNOWN_NEAR : TEXT_TOPIC_COLUMN_UNKNOWN,
        TEXT_VALUES(text_string("dataset", dataset->name), text_string("column", entry->column),
                    text_string("nearest", near >= 0 ? names[near] : "")));
    return add_notice(arena, topic, entry->line, arena_string(arena, words), err);
}

static enum status describe_dataset(struct db *db, struct arena *arena, struct topic_folder *topic,
                                    struct dataset_info *dataset, struct error *err)
{
    const struct dictionary *dictionary = &topic->dictionary;
    enum status status = STATUS_OK;
    bool any = false;
    for (size_t i = 0; i < dictionary->entry_count && status == STATUS_OK; i++) {
        const struct dictionary_entry *entry = &dictionary->entries[i];
        if (strcasecmp(entry->dataset, dataset->name) != 0)
            continue;
        any = true;
        struct column_info *column = column_of(dataset, entry->column);
        if (entry->column[0] == '\0') {
            dataset->label = otherwise(entry->label, dataset->label);
            dataset->grain = otherwise(entry->meaning, dataset->grain);
        } else if (column != NULL) {
            describe_column(column, entry);
        } else {
            status = unknown_column(arena, topic, dataset, entry, err);
        }
    }
    return status == STATUS_OK && any ? dataset_describe(db, dataset, err) : status;
}

/* In an open transaction. */
static enum status describe_all(struct db *db, struct arena *arena, struct topic_folder *topic,
                                const char *name, struct error *err)
{
    struct dataset_info *datasets = NULL;
    size_t count = 0;
    enum status status = dataset_list(db, arena, &datasets, &count, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (name == NULL || strcasecmp(name, datasets[i].name) == 0)
            status = describe_dataset(db, arena, topic, &datasets[i], err);
    return status;
}

static enum status finish(struct db *db, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

enum status topic_describe(struct db *db, struct arena *arena, struct topic_folder *topic,
                           const char *dataset, struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    return finish(db, describe_all(db, arena, topic, dataset, err), err);
}

enum status topic_adopt(struct db *db, struct arena *arena, struct topic_folder *topic,
                        struct error *err)
{
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = topic_write(db, &topic->text, err);
    if (status == STATUS_OK)
        status = describe_all(db, arena, topic, NULL, err);
    return finish(db, status, err);
}

/* ---- the topics of a jam ---- */

enum { TOPICS_MOST = 200 };

static int by_name(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcasecmp(*left, *right);
}

static bool is_topic(struct arena *arena, const char *topics, const char *name)
{
    const char *path = arena_printf(arena, "%s/%s", topics, name);
    return name[0] != '.' && path && file_is_folder(path);
}

enum status topic_names(struct arena *arena, const char *jam, const char ***out, size_t *count,
                        struct error *err)
{
    const char *topics = arena_printf(arena, "%s/topics", jam);
    *count = 0;
    *out = arena_array(arena, TOPICS_MOST, sizeof **out);
    if (!topics || !*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    DIR *dir = opendir(topics);
    if (!dir)
        return errno == ENOENT ? STATUS_OK : error_set_errno(err, errno, topics);
    for (const struct dirent *entry; *count < TOPICS_MOST && (entry = readdir(dir));) {
        const char *name =
            is_topic(arena, topics, entry->d_name) ? arena_string(arena, entry->d_name) : NULL;
        if (name)
            (*out)[(*count)++] = name;
    }
    closedir(dir);
    if (*count > 1)
        qsort(*out, *count, sizeof **out, by_name);
    return STATUS_OK;
}
