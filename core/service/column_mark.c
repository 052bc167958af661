/*
 * Marks of columns by the team, and taking them back. An entry of the log has the mark as it
 * was and as it became: it is taken back only while it still is what it became.
 */
#include "core/service/column_mark.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/service/derive.h"
#include "core/service/per_person.h"
#include "core/service/query_save.h"
#include "core/store/log.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- in the log ---- */

static json_t *mark_json(const struct column_mark *mark)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:I}", "quality", quality_name(mark->quality), "line",
                     mark->line, "seen", mark->seen, "by", mark->by, "at", (json_int_t)mark->at_ms);
}

static bool read_mark(const json_t *object, struct arena *arena, struct column_mark *out)
{
    static const char *const keys[] = {"line", "seen", "by"};
    const char **texts[] = {&out->line, &out->seen, &out->by};
    bool good = json_is_object(object);
    *out = (struct column_mark){.at_ms = json_integer_value(json_object_get(object, "at"))};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        *texts[i] = arena_string(arena, json_string_value(json_object_get(object, keys[i])));
        good = good && *texts[i];
    }
    const char *name = json_string_value(json_object_get(object, "quality"));
    return good && quality_from_name(span_string(name), &out->quality);
}

/* undone: the entry that this one takes back, or NULL. */
static enum status note(struct db *db, int64_t column, const struct column_mark *before,
                        const struct column_mark *after, const char *undone, char *entry,
                        struct error *err)
{
    char subject[24];
    snprintf(subject, sizeof subject, "%lld", (long long)column);
    json_t *detail = json_pack("{s:o}", "after", mark_json(after));
    json_t *undo = json_pack("{s:o}", "before", mark_json(before));
    char *detail_text = detail ? json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    char *undo_text = undo ? json_dumps(undo, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(detail);
    json_decref(undo);
    const struct log_entry made = {.by = after->by,
                                   .action = undone ? LOG_UNDO : "mark",
                                   .kind = COLUMN_MARK_KIND,
                                   .subject = subject,
                                   .detail = detail_text,
                                   .undo = undo_text};
    enum status status = detail_text && undo_text ? log_add(db, &made, entry, err) : no_memory(err);
    if (status == STATUS_OK && undone)
        status = log_mark_undone(db, undone, entry, err);
    free(detail_text);
    free(undo_text);
    return status;
}

/* ---- changing ---- */

static enum status change(struct db *db, struct arena *arena, int64_t column,
                          const struct column_mark *expected, const struct column_mark *after,
                          const char *undone, char *entry, struct error *err)
{
    struct column_mark before;
    enum status status = column_mark_read(db, arena, column, &before, err);
    if (status == STATUS_OK && expected &&
        (before.quality != expected->quality || before.at_ms != expected->at_ms ||
         strcmp(before.line, expected->line) != 0))
        return error_set(err, STATUS_STALE, TEXT_MARK_CHANGED_SINCE, NULL);
    if (status == STATUS_OK)
        status = column_mark_write(db, column, after, err);
    if (status == STATUS_OK)
        status = note(db, column, &before, after, undone, entry, err);
    return status;
}

/* On one line, and not longer than a line should be. */
static const char *tidy_line(struct arena *arena, const char *line)
{
    size_t len = strlen(line);
    if (len > COLUMN_MARK_LINE_MAX)
        len = COLUMN_MARK_LINE_MAX;
    while (len > 0 && line[len] && ((unsigned char)line[len] & 0xC0) == 0x80)
        len--;
    char *copy = arena_copy(arena, span_of(line, len));
    for (size_t i = 0; copy && i < len; i++)
        if ((unsigned char)copy[i] < ' ')
            copy[i] = ' ';
    return copy;
}

enum status column_mark_make(struct db *db, int64_t column, const struct column_mark *mark,
                             const char *by, char *entry, struct error *err)
{
    struct arena *arena = arena_new();
    struct column_mark after = *mark;
    enum status status = arena ? db_begin(db, err) : no_memory(err);
    if (status == STATUS_OK) {
        after.line = tidy_line(arena, mark->line);
        after.by = by;
        after.at_ms = clock_now_ms();
        status =
            after.line ? change(db, arena, column, NULL, &after, NULL, entry, err) : no_memory(err);
        if (status == STATUS_OK)
            status = db_commit(db, err);
        else
            db_rollback(db);
    }
    arena_free(arena);
    return status;
}

/* ---- taking back ---- */

static enum status take_back(struct db *db, struct arena *arena, const char *of, const char *by,
                             char *entry, struct error *err)
{
    struct log_entry was;
    struct column_mark before, after;
    enum status status = log_find(db, arena, of, &was, err);
    if (status != STATUS_OK)
        return status;
    if (*was.undone)
        return error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    json_t *detail = json_loads(was.detail, 0, NULL), *undo = json_loads(was.undo, 0, NULL);
    bool good = strcmp(was.kind, COLUMN_MARK_KIND) == 0 &&
                read_mark(json_object_get(undo, "before"), arena, &before) &&
                read_mark(json_object_get(detail, "after"), arena, &after);
    json_decref(detail);
    json_decref(undo);
    if (!good)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_ENTRY, NULL);
    if (after.quality == QUALITY_NONE) /* no mark has no time either */
        after = (struct column_mark){.line = "", .seen = "", .by = ""};
    if (before.quality == QUALITY_NONE)
        before.by = by;
    return change(db, arena, strtoll(was.subject, NULL, 10), &after, &before, of, entry, err);
}

enum status column_mark_undo(struct db *db, const char *of, const char *by, char *entry,
                             struct error *err)
{
    struct arena *arena = arena_new();
    enum status status = arena ? db_begin(db, err) : no_memory(err);
    if (status == STATUS_OK) {
        status = take_back(db, arena, of, by, entry, err);
        if (status == STATUS_OK)
            status = db_commit(db, err);
        else
            db_rollback(db);
    }
    arena_free(arena);
    return status;
}

enum status change_undo(struct db *db, const char *of, const char *by, char *entry,
                        struct error *err)
{
    struct arena *arena = arena_new();
    struct log_entry was = {.kind = ""};
    struct derive_done done;
    if (!arena)
        return no_memory(err);
    enum status status = log_find(db, arena, of, &was, err);
    bool mark = status == STATUS_OK && strcmp(was.kind, COLUMN_MARK_KIND) == 0;
    bool persons = status == STATUS_OK && strcmp(was.kind, PER_PERSON_KIND) == 0;
    bool dataset = status == STATUS_OK && strcmp(was.kind, QUERY_SAVE_KIND) == 0;
    arena_free(arena);
    if (status != STATUS_OK)
        return status;
    if (mark)
        return column_mark_undo(db, of, by, entry, err);
    if (persons)
        return per_person_undo(db, of, by, entry, err);
    if (dataset) {
        entry[0] = '\0';
        return query_save_undo(db, of, by, err);
    }
    status = derive_undo(db, of, by, &done, err);
    if (status == STATUS_OK)
        memcpy(entry, done.entry, sizeof done.entry);
    return status;
}
