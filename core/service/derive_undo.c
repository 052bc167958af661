/*
 * What the log says of derived columns, and taking it back. An entry has the column as it was
 * before and as it became; taking it back makes it what it was, if it still is what it became,
 * and writes an entry of its own, which can be taken back in turn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/service/derive_internal.h"
#include "core/store/log.h"

/* A column as an entry has it; "" and 0 where there is none. */
struct noted {
    bool there;
    struct derived_column column;
    const char *label, *caution;
    enum quality quality;
    enum column_role role;
};

/* ---- writing ---- */

static json_t *before_json(const struct column_info *column)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name",
                     column->name, "recipe", column->recipe, "sql", column->sql, "type",
                     column_type_name(column->type), "meaning", column->meaning, "order",
                     column->order, "reason", column->reason, "label", column->label, "caution",
                     column->caution, "quality", quality_name(column->quality), "role",
                     column_role_name(column->role));
}

static json_t *after_json(const struct derived_column *column)
{
    return json_pack("{s:s, s:s}", "name", column->name, "recipe", column->recipe);
}

enum status making_note(const struct making *making, const char *action, int64_t column,
                        const struct column_info *before, const struct derived_column *after,
                        const char *undone, struct derive_done *done, struct error *err)
{
    char subject[24], entry[UUID_SIZE];
    snprintf(subject, sizeof subject, "%lld", (long long)column);
    json_t *detail = json_pack("{s:I, s:o}", "dataset", (json_int_t)making->dataset.id, "after",
                               after ? after_json(after) : json_null());
    json_t *undo = json_pack("{s:o}", "before", before ? before_json(before) : json_null());
    char *detail_text = detail ? json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    char *undo_text = undo ? json_dumps(undo, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(detail);
    json_decref(undo);
    struct log_entry made = {.by = making->by,
                             .action = action,
                             .kind = "column",
                             .subject = subject,
                             .detail = detail_text,
                             .undo = undo_text};
    enum status status = detail_text && undo_text
                             ? log_add(making->db, &made, entry, err)
                             : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK && undone)
        status = log_mark_undone(making->db, undone, entry, err);
    free(detail_text);
    free(undo_text);
    if (status == STATUS_OK && done) {
        *done = (struct derive_done){.dataset = making->dataset.id, .column = column};
        memcpy(done->entry, entry, sizeof entry);
    }
    return status;
}

/* ---- reading ---- */

static const char *text_of(const json_t *object, const char *key, struct arena *arena)
{
    const char *copy = arena_string(arena, json_string_value(json_object_get(object, key)));
    return copy ? copy : "";
}

static void read_noted(const json_t *object, struct arena *arena, struct noted *out)
{
    *out = (struct noted){.there = json_is_object(object)};
    out->column = (struct derived_column){.name = text_of(object, "name", arena),
                                          .recipe = text_of(object, "recipe", arena),
                                          .sql = text_of(object, "sql", arena),
                                          .meaning = text_of(object, "meaning", arena),
                                          .order = text_of(object, "order", arena),
                                          .reason = text_of(object, "reason", arena)};
    out->label = text_of(object, "label", arena);
    out->caution = text_of(object, "caution", arena);
    (void)column_type_from_name(span_string(text_of(object, "type", arena)), &out->column.type);
    (void)quality_from_name(span_string(text_of(object, "quality", arena)), &out->quality);
    (void)column_role_from_name(span_string(text_of(object, "role", arena)), &out->role);
}

struct undoing {
    int64_t dataset, column;
    struct noted before, after;
};

static enum status read_entry(struct db *db, struct arena *arena, const char *uuid,
                              struct undoing *out, struct error *err)
{
    struct log_entry entry;
    enum status status = log_find(db, arena, uuid, &entry, err);
    if (status != STATUS_OK)
        return status;
    if (*entry.undone)
        return error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    json_t *detail = json_loads(entry.detail, 0, NULL), *undo = json_loads(entry.undo, 0, NULL);
    out->dataset = json_integer_value(json_object_get(detail, "dataset"));
    out->column = strtoll(entry.subject, NULL, 10);
    read_noted(json_object_get(undo, "before"), arena, &out->before);
    read_noted(json_object_get(detail, "after"), arena, &out->after);
    bool good = detail && undo && strcmp(entry.kind, "column") == 0;
    json_decref(detail);
    json_decref(undo);
    return good ? STATUS_OK : error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_ENTRY, NULL);
}

/* ---- taking back ---- */

/* The column is still what the entry made of it. */
static bool is_as_left(const struct making *making, const struct undoing *undoing, bool there,
                       size_t position)
{
    if (!there || !undoing->after.there)
        return there == undoing->after.there;
    const struct column_info *column = &making->dataset.columns[position];
    return strcmp(column->name, undoing->after.column.name) == 0 &&
           strcmp(column->recipe, undoing->after.column.recipe) == 0;
}

/* What people had written about it. */
static enum status describe_again(struct making *making, const struct undoing *undoing,
                                  struct error *err)
{
    struct dataset_info now;
    size_t position = 0;
    enum status status = dataset_by_id(making->db, making->arena, making->dataset.id, &now, err);
    if (status != STATUS_OK || !making_find(&now, undoing->column, &position))
        return status;
    struct column_info *column = &now.columns[position];
    column->label = undoing->before.label;
    column->caution = undoing->before.caution;
    column->meaning = undoing->before.column.meaning;
    column->quality = undoing->before.quality;
    column->role = undoing->before.role;
    now.columns = column;
    now.column_count = 1;
    return dataset_describe(making->db, &now, err);
}

/* The column comes back, under its old id. */
static enum status bring_back(struct making *making, struct undoing *undoing,
                              struct derived_column *after, struct error *err)
{
    struct recipe recipe;
    *after = undoing->before.column;
    after->id = undoing->column;
    after->by = making->by;
    enum status status = making_check_name(making, after->name, 0, err);
    bool whole =
        recipe_read(making->arena, span_string(after->recipe), &recipe, NULL) == STATUS_OK &&
        making_has_sources(&making->dataset, &recipe);
    if (status == STATUS_OK && whole)
        status = making_describe(making, &recipe, after->name, after->id, after, err);
    if (status == STATUS_OK)
        status = derived_add(making->db, making->dataset.id, after, &after->id, err);
    return status == STATUS_OK ? describe_again(making, undoing, err) : status;
}

/* The column is what it was. Where that has lost its sources by now it is its expression alone,
 * as a column is whose source goes; SQLite says whether the expression still has a meaning. */
static enum status change_back(struct making *making, const struct undoing *undoing,
                               size_t position, struct derived_column *after, struct error *err)
{
    struct recipe recipe;
    struct column_info *info = &making->dataset.columns[position];
    const struct derived_column *before = &undoing->before.column;
    if (recipe_read(making->arena, span_string(before->recipe), &recipe, NULL) == STATUS_OK &&
        making_has_sources(&making->dataset, &recipe))
        return making_change(making, position, before->name, &recipe, after, err);
    if (strcmp(info->recipe, before->recipe) != 0) {
        making->was = info->recipe;
        info->recipe = before->recipe;
        info->sql = before->sql;
        info->type = before->type;
        info->meaning = before->meaning;
        info->order = before->order;
        info->reason = before->reason;
    }
    return making_change(making, position, before->name, NULL, after, err);
}

static enum status take_back(struct making *making, struct undoing *undoing, const char *entry,
                             struct derive_done *done, struct error *err)
{
    size_t position = 0;
    struct derived_column after;
    struct column_info was = {.id = 0};
    bool there = making_find(&making->dataset, undoing->column, &position);
    if (!is_as_left(making, undoing, there, position))
        return error_set(err, STATUS_STALE, TEXT_DERIVE_CHANGED_SINCE, NULL);
    if (there)
        was = making->dataset.columns[position];
    enum status status = STATUS_OK;
    if (!undoing->before.there)
        status = making_drop(making, position, err);
    else if (!there)
        status = bring_back(making, undoing, &after, err);
    else
        status = change_back(making, undoing, position, &after, err);
    if (status == STATUS_OK)
        status = making_note(making, "undo column", undoing->column, there ? &was : NULL,
                             undoing->before.there ? &after : NULL, entry, done, err);
    return status;
}

enum status derive_undo(struct db *db, const char *entry, const char *by, struct derive_done *done,
                        struct error *err)
{
    struct making making;
    struct undoing undoing = {.dataset = 0};
    struct arena *arena = arena_new();
    enum status status = arena ? read_entry(db, arena, entry, &undoing, err)
                               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK) {
        status = making_begin(&making, db, undoing.dataset, by, err);
        if (status == STATUS_OK)
            status = take_back(&making, &undoing, entry, done, err);
        status = making_end(&making, status, err);
    }
    arena_free(arena);
    return status;
}
