/*
 * A dataset of persons in the team file: its rows and columns are written as those of an import,
 * so that it shows up whole or not at all; what is known of the old columns goes with the new
 * ones. Taking it back drops it, taking that back makes it again.
 */
#include "core/service/per_person_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/chunk.h"
#include "core/store/log.h"
#include "core/store/staging.h"

enum { BATCH_ROWS = 1024, NAME_ROOM = 300 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- rows ---- */

struct out_column {
    struct staging *staging;
    size_t position;
    struct chunk_builder *builder;
    enum status status; /* of writing its pieces */
};

struct writing {
    const struct per_person *all;
    struct staging *staging;
    struct chunk_limits limits;
    struct out_column *columns;
    size_t width;
    struct row_pages pages;
    struct cell *cells;                /* of a batch */
    char (*scratch)[COLUMN_TEXT_SIZE]; /* as many */
    struct value *values;              /* of a row */
};

static bool keep_piece(void *context, uint32_t number, char *blob, size_t len)
{
    struct out_column *column = context;
    column->status =
        staging_add_chunk(column->staging, column->position, number, span_of(blob, len), NULL);
    free(blob);
    return column->status == STATUS_OK;
}

static enum status begin_rows(struct writing *w, struct error *err)
{
    const struct per_person_column *heads = per_person_heads(w->all);
    w->limits = chunk_limits_for(w->width);
    w->columns = calloc(w->width, sizeof *w->columns);
    w->cells = calloc(w->width * BATCH_ROWS, sizeof *w->cells);
    w->scratch = calloc(w->width * BATCH_ROWS, sizeof *w->scratch);
    w->values = calloc(w->width, sizeof *w->values);
    if (!w->columns || !w->cells || !w->scratch || !w->values)
        return no_memory(err);
    for (size_t i = 0; i < w->width; i++) {
        struct out_column *column = &w->columns[i];
        *column = (struct out_column){.staging = w->staging, .position = i};
        column->builder = chunk_builder_new(heads[i].type, 0, &w->limits, keep_piece, column);
        if (!column->builder)
            return no_memory(err);
    }
    return STATUS_OK;
}

static void end_rows(struct writing *w)
{
    for (size_t i = 0; w->columns && i < w->width; i++)
        chunk_builder_free(w->columns[i].builder);
    free(w->columns);
    free(w->cells);
    free(w->scratch);
    free(w->values);
    row_pages_free(&w->pages);
}

/* What does not fit its column, which another tool has put there, is left out. */
static struct cell cell_of(const struct value *value, enum column_type type, char *scratch)
{
    if (value->kind == VALUE_EMPTY)
        return cell_empty();
    if (type == COLUMN_INTEGER)
        return value->kind == VALUE_INTEGER ? cell_integer(value->integer) : cell_empty();
    if (type == COLUMN_DECIMAL)
        return value->kind == VALUE_DECIMAL   ? cell_decimal(value->decimal)
               : value->kind == VALUE_INTEGER ? cell_decimal((double)value->integer)
                                              : cell_empty();
    struct span text = value_text(value, scratch);
    return text.len ? cell_text(text.data, (uint32_t)text.len) : cell_empty();
}

static void fill_batch(struct writing *w, int64_t first, size_t count)
{
    const struct per_person_column *heads = per_person_heads(w->all);
    for (size_t row = 0; row < count; row++) {
        size_t at = row * w->width;
        per_person_row(w->all, first + (int64_t)row, w->values, w->scratch + at);
        for (size_t i = 0; i < w->width; i++)
            w->cells[at + i] = cell_of(&w->values[i], heads[i].type, w->scratch[at + i]);
    }
}

/* Pieces are a cache of the table, but what can't be written here can't be written there. */
static enum status add_pieces(struct writing *w, size_t count, struct error *err)
{
    for (size_t i = 0; i < w->width; i++) {
        struct out_column *column = &w->columns[i];
        bool good = count > 0 ? chunk_builder_add(column->builder, w->cells + i, count, w->width)
                              : chunk_builder_finish(column->builder, 0);
        if (!good)
            return column->status == STATUS_OK
                       ? no_memory(err)
                       : error_set(err, column->status, TEXT_PER_PERSON_NOT_WRITTEN, NULL);
    }
    return STATUS_OK;
}

static enum status write_rows(struct writing *w, const struct frames_watch *watch,
                              struct error *err)
{
    int64_t all = per_person_count(w->all);
    enum status status = begin_rows(w, err);
    for (int64_t first = 0; first < all && status == STATUS_OK; first += BATCH_ROWS) {
        size_t count = (size_t)(all - first < BATCH_ROWS ? all - first : BATCH_ROWS);
        if (watch && watch->cancel && *watch->cancel)
            return error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
        fill_batch(w, first, count);
        row_pages_fill(&w->pages, w->cells, count, w->width, first + 1);
        status = staging_add(w->staging, &w->pages, err);
        if (status == STATUS_OK)
            status = add_pieces(w, count, err);
        if (watch && watch->progress)
            watch->progress(watch->context, first, all);
    }
    return status == STATUS_OK ? add_pieces(w, 0, err) : status;
}

/* ---- the dataset ---- */

static enum status begin_staging(const struct per_person *all, struct db *db, const char *name,
                                 struct staging **out, struct error *err)
{
    size_t width = per_person_width(all);
    const struct per_person_column *heads = per_person_heads(all);
    struct staging_column *columns = calloc(width, sizeof *columns);
    if (!columns)
        return no_memory(err);
    for (size_t i = 0; i < width; i++)
        columns[i] = (struct staging_column){.name = heads[i].name,
                                             .type = heads[i].type,
                                             .reason = text_get(TEXT_PER_PERSON_REASON)};
    enum status status = staging_begin(out, db, name, columns, width, err);
    free(columns);
    return status;
}

static enum status write_dataset(const struct per_person *all, struct db *db, const char *name,
                                 const char *by, const struct frames_watch *watch, int64_t *dataset,
                                 struct error *err)
{
    char source[NAME_ROOM];
    struct writing w = {.all = all, .width = per_person_width(all)};
    enum status status = begin_staging(all, db, name, &w.staging, err);
    if (status != STATUS_OK)
        return status;
    text_format(source, sizeof source, TEXT_PER_PERSON_SOURCE,
                TEXT_VALUES(text_string("dataset", all->dataset->name)));
    const struct staging_origin origin = {.source = source, .by = by, .decision = ""};
    status = write_rows(&w, watch, err);
    end_rows(&w);
    if (status == STATUS_OK)
        status = staging_publish(w.staging, &origin, dataset, err);
    if (status != STATUS_OK)
        staging_abandon(w.staging);
    return status;
}

/* ---- what is known of it ---- */

static const char *meaning_of(const struct per_person *all, size_t position, struct arena *arena)
{
    static const enum text_id words[PER_PERSON_WHATS] = {
        [PER_PERSON_FIRST] = TEXT_PER_PERSON_MEANS_FIRST,
        [PER_PERSON_LAST] = TEXT_PER_PERSON_MEANS_LAST,
        [PER_PERSON_HIGHEST] = TEXT_PER_PERSON_MEANS_HIGHEST,
        [PER_PERSON_LOWEST] = TEXT_PER_PERSON_MEANS_LOWEST,
    };
    char text[2 * NAME_ROOM];
    if (position == 0)
        return arena_string(arena, all->heads[0].source->meaning);
    if (position == 1)
        return text_get(all->when ? TEXT_PER_PERSON_MEANS_MONTHS : TEXT_PER_PERSON_MEANS_ROWS);
    const struct per_person_source *source = &all->sources[position - PER_PERSON_OWN];
    text_format(text, sizeof text, words[source->what],
                TEXT_VALUES(text_string("column", source->info->name),
                            text_string("meaning", source->info->meaning)));
    return arena_string(arena, text);
}

/* Marks, cautions and orders of the old columns hold for the new ones. */
static enum status describe(const struct per_person *all, struct db *db, struct arena *arena,
                            int64_t dataset, struct error *err)
{
    struct dataset_info made;
    char grain[NAME_ROOM];
    enum status status = dataset_by_id(db, arena, dataset, &made, err);
    for (size_t i = 0; status == STATUS_OK && i < made.column_count; i++) {
        const struct column_info *source = all->heads[i].source;
        struct column_info *column = &made.columns[i];
        column->meaning = meaning_of(all, i, arena);
        if (!column->meaning)
            return no_memory(err);
        if (!source)
            continue;
        column->caution = source->caution;
        column->order = source->order;
        column->quality = source->quality;
        column->role = i == 0                           ? ROLE_PERSON_ID
                       : source->role == ROLE_PERSON_ID ? ROLE_NONE
                                                        : source->role;
    }
    if (status != STATUS_OK)
        return status;
    text_format(grain, sizeof grain, TEXT_PER_PERSON_GRAIN,
                TEXT_VALUES(text_string("column", all->heads[0].name)));
    made.grain = grain;
    return dataset_describe(db, &made, err);
}

static enum status note(struct db *db, const char *action, const char *by, int64_t dataset,
                        bool there, const char *wish, const char *undone, char *uuid,
                        struct error *err)
{
    char subject[24];
    snprintf(subject, sizeof subject, "%" PRId64, dataset);
    const struct log_entry entry = {.by = by,
                                    .action = action,
                                    .kind = PER_PERSON_KIND,
                                    .subject = subject,
                                    .detail = there ? "{\"there\":true}" : "{\"there\":false}",
                                    .undo = wish};
    enum status status = log_add(db, &entry, uuid, err);
    return status == STATUS_OK && undone ? log_mark_undone(db, undone, uuid, err) : status;
}

/* Told of in one transaction, after it is there. */
static enum status tell(const struct per_person *all, struct db *db,
                        const struct per_person_wish *wish, const char *name, const char *by,
                        const char *undone, struct per_person_done *done, struct error *err)
{
    const char *json = NULL;
    struct arena *arena = arena_new();
    enum status status =
        arena ? per_person_write(arena, wish, all->dataset->id, name, &json, err) : no_memory(err);
    if (status == STATUS_OK)
        status = db_begin(db, err);
    if (status == STATUS_OK) {
        status = describe(all, db, arena, done->dataset, err);
        if (status == STATUS_OK)
            status = note(db, undone ? LOG_REDO : "make persons", by, done->dataset, true, json,
                          undone, done->entry, err);
        if (status == STATUS_OK)
            status = db_commit(db, err);
        else
            db_rollback(db);
    }
    arena_free(arena);
    return status;
}

static enum status make(struct frames *frames, struct db *db, int64_t dataset,
                        const struct per_person_wish *wish, const char *name, const char *by,
                        const struct frames_watch *watch, const char *undone,
                        struct per_person_done *done, struct error *err)
{
    struct frame_use *use = NULL;
    struct per_person *all = NULL;
    enum status status = frame_use_begin(&use, frames, db, dataset, watch, err);
    if (status == STATUS_OK)
        status = per_person_open(&all, use, wish, err);
    if (status == STATUS_OK) {
        done->people = per_person_count(all);
        done->rows = per_person_rows(all);
        done->nameless = per_person_nameless(all);
        status = write_dataset(all, db, name, by, watch, &done->dataset, err);
    }
    if (status == STATUS_OK)
        status = tell(all, db, wish, name, by, undone, done, err);
    per_person_close(all);
    frame_use_end(use);
    return status;
}

enum status per_person_make(struct frames *frames, struct db *db, int64_t dataset,
                            const struct per_person_wish *wish, const char *name, const char *by,
                            const struct frames_watch *watch, struct per_person_done *done,
                            struct error *err)
{
    *done = (struct per_person_done){.dataset = 0};
    return make(frames, db, dataset, wish, name, by, watch, NULL, done, err);
}

/* ---- taking back ---- */

/* Nobody has changed its rows, or made columns of it. */
static enum status check_as_left(struct db *db, struct arena *arena, int64_t dataset,
                                 struct error *err)
{
    struct dataset_info now;
    enum status status = dataset_by_id(db, arena, dataset, &now, err);
    bool same = status == STATUS_OK && now.edits == 0 && !now.changed_shape;
    for (size_t i = 0; same && i < now.column_count; i++)
        same = *now.columns[i].recipe == '\0';
    if (status == STATUS_OK && !same)
        return error_set(err, STATUS_STALE, TEXT_PER_PERSON_GONE_ON,
                         TEXT_VALUES(text_string("dataset", now.name)));
    return status;
}

static enum status drop(struct db *db, struct arena *arena, const struct log_entry *was,
                        const char *by, char *entry, struct error *err)
{
    int64_t dataset = strtoll(was->subject, NULL, 10);
    enum status status = check_as_left(db, arena, dataset, err);
    if (status == STATUS_OK)
        status = dataset_drop(db, dataset, err);
    if (status == STATUS_OK)
        status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = note(db, LOG_UNDO, by, dataset, false, was->undo, was->uuid, entry, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

static enum status make_again(struct db *db, struct arena *arena, const struct log_entry *was,
                              const char *by, char *entry, struct error *err)
{
    struct per_person_wish wish;
    struct per_person_done done = {.dataset = 0};
    int64_t source = 0;
    const char *name = NULL;
    if (!per_person_read(arena, was->undo, &wish, &source, &name))
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_ENTRY, NULL);
    struct frames *frames = frames_new(0);
    enum status status =
        frames ? make(frames, db, source, &wish, name, by, NULL, was->uuid, &done, err)
               : no_memory(err);
    frames_free(frames);
    memcpy(entry, done.entry, sizeof done.entry);
    return status;
}

static bool makes(const struct log_entry *entry)
{
    return strcmp(entry->kind, PER_PERSON_KIND) == 0 && strstr(entry->detail, "true") != NULL;
}

int64_t per_person_made(struct db *db, struct arena *arena, const char *entry)
{
    struct log_entry was = {.kind = "", .subject = "", .detail = ""};
    bool found = log_find(db, arena, entry, &was, NULL) == STATUS_OK;
    return found && makes(&was) ? strtoll(was.subject, NULL, 10) : 0;
}

enum status per_person_undo(struct db *db, const char *of, const char *by, char *entry,
                            struct error *err)
{
    struct log_entry was = {
        .uuid = "", .kind = "", .subject = "", .detail = "", .undo = "", .undone = ""};
    struct arena *arena = arena_new();
    enum status status = arena ? log_find(db, arena, of, &was, err) : no_memory(err);
    if (status == STATUS_OK && *was.undone)
        status = error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    if (status == STATUS_OK)
        status = makes(&was) ? drop(db, arena, &was, by, entry, err)
                             : make_again(db, arena, &was, by, entry, err);
    arena_free(arena);
    return status;
}
