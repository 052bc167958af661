/*
 * Saving: one walk over the rows for the types, one to lay them out. What was saved is dropped
 * again by taking it back, as long as nobody has built on it.
 */
#include "core/service/query_save.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "core/ingest/names.h"
#include "core/service/query_types.h"
#include "core/store/dataset.h"
#include "core/store/evidence.h"
#include "core/store/log.h"
#include "core/store/staging.h"

enum { ROWS_AT_A_TIME = 2000 };

static const char row_id[] = "dj_row"; /* every dataset has its own */

/* A column of the new dataset. */
struct saved_column {
    size_t from; /* in the result */
    enum column_type type;
    enum text_id reason;
    struct query_tally tally;
};

struct saving {
    struct query *query;
    const struct query_save *save;
    struct arena *arena;
    const struct query_column *columns; /* of the result */
    size_t column_count;
    struct saved_column *saved;
    size_t count;
    int64_t rows, done; /* of both walks */
    struct staging *staging;
    struct row_pages pages;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- walking over rows ---- */

typedef enum status take_fn(struct saving *s, const struct value *values, size_t rows,
                            int64_t first, struct arena *arena, struct error *err);

static enum status walk(struct saving *s, take_fn *take, struct error *err)
{
    enum status status = STATUS_OK;
    for (int64_t first = 0; status == STATUS_OK && first < s->rows; first += ROWS_AT_A_TIME) {
        struct arena *arena = arena_new();
        const struct value *values = NULL;
        size_t rows = 0;
        status = arena ? query_read(s->query, first, ROWS_AT_A_TIME, arena, &values, &rows, err)
                       : no_memory(err);
        if (status == STATUS_OK)
            status = take(s, values, rows, first, arena, err);
        arena_free(arena);
        s->done += (int64_t)rows;
        if (s->save->progress)
            s->save->progress(s->save->context, s->done, s->rows * 2);
        if (status == STATUS_OK && s->save->cancel && *s->save->cancel)
            status = error_set(err, STATUS_CANCELLED, TEXT_SAVE_CANCELLED, NULL);
    }
    return status;
}

/* ---- columns ---- */

static enum status tally_rows(struct saving *s, const struct value *values, size_t rows,
                              int64_t first, struct arena *arena, struct error *err)
{
    (void)first, (void)arena, (void)err;
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < s->count; c++)
            query_tally_add(&s->saved[c].tally, &values[r * s->column_count + s->saved[c].from]);
    return STATUS_OK;
}

/* All but the ids of the rows, which the new ones get anew. */
static enum status choose_columns(struct saving *s, struct error *err)
{
    s->column_count = query_columns(s->query, s->arena, &s->columns);
    s->saved = arena_array(s->arena, s->column_count, sizeof *s->saved);
    if (!s->saved)
        return no_memory(err);
    for (size_t i = 0; i < s->column_count; i++) {
        if (strcasecmp(s->columns[i].name, row_id) != 0)
            s->saved[s->count++].from = i;
    }
    if (s->count == 0)
        return error_set(err, STATUS_INVALID, TEXT_SAVE_NO_COLUMNS, NULL);
    enum status status = walk(s, tally_rows, err);
    for (size_t i = 0; i < s->count; i++) {
        const struct query_column *from = &s->columns[s->saved[i].from];
        s->saved[i].type = query_tally_type(
            &s->saved[i].tally, from->origin ? from->type : COLUMN_TYPE_COUNT, &s->saved[i].reason);
    }
    return status;
}

/* NULL: no memory. */
static const char **make_names(struct saving *s)
{
    const char **names = NULL;
    struct span *titles = arena_array(s->arena, s->count, sizeof *titles);
    for (size_t i = 0; titles && i < s->count; i++)
        titles[i] = span_string(s->columns[s->saved[i].from].name);
    return titles && names_make(s->arena, titles, s->count, &names, NULL) ? names : NULL;
}

/* ---- rows ---- */

static struct cell make_cell(const struct value *value, enum column_type type, struct arena *arena,
                             bool *good)
{
    char scratch[VALUE_NUMBER_SIZE];
    if (value->kind == VALUE_EMPTY)
        return cell_empty();
    if (type == COLUMN_INTEGER)
        return cell_integer(value->integer);
    if (type == COLUMN_DECIMAL)
        return cell_decimal(value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal);
    if (value->kind == VALUE_TEXT)
        return cell_text(value->text.data, (uint32_t)value->text.len);
    struct span text = value_text(value, scratch);
    const char *copy = arena_copy(arena, text);
    *good = *good && copy;
    return cell_text(copy, (uint32_t)text.len);
}

static enum status add_rows(struct saving *s, const struct value *values, size_t rows,
                            int64_t first, struct arena *arena, struct error *err)
{
    struct cell *cells = arena_array(arena, rows * s->count, sizeof *cells);
    bool good = cells != NULL;
    for (size_t r = 0; good && r < rows; r++)
        for (size_t c = 0; c < s->count; c++)
            cells[r * s->count + c] = make_cell(&values[r * s->column_count + s->saved[c].from],
                                                s->saved[c].type, arena, &good);
    if (!good)
        return no_memory(err);
    row_pages_fill(&s->pages, cells, rows, s->count, first + 1);
    return staging_add(s->staging, &s->pages, err);
}

static enum status begin(struct saving *s, struct error *err)
{
    const char **names = make_names(s);
    struct staging_column *columns = arena_array(s->arena, s->count, sizeof *columns);
    if (!names || !columns)
        return no_memory(err);
    for (size_t i = 0; i < s->count; i++)
        columns[i] = (struct staging_column){
            .name = names[i], .type = s->saved[i].type, .reason = text_get(s->saved[i].reason)};
    return staging_begin(&s->staging, s->save->db, s->save->name, columns, s->count, err);
}

static enum status publish(struct saving *s, struct query_saved *out, struct error *err)
{
    json_t *json =
        json_pack("{s:s%}", "sql", s->save->sql.len ? s->save->sql.data : "", s->save->sql.len);
    char *detail = json ? json_dumps(json, JSON_COMPACT) : NULL;
    json_decref(json);
    if (!detail)
        return no_memory(err);
    const struct staging_origin origin = {.source = s->save->source,
                                          .by = s->save->by,
                                          .decision = "",
                                          .detail = detail,
                                          .undoable = true,
                                          .entry = out->entry};
    enum status status = staging_publish(s->staging, &origin, &out->dataset, err);
    if (status == STATUS_OK)
        s->staging = NULL;
    free(detail);
    return status;
}

/* ---- what is known of the columns ---- */

static const struct column_info *find_origin(const struct dataset_info *datasets, size_t count,
                                             const struct query_column *column)
{
    for (size_t d = 0; column->origin && d < count; d++)
        for (size_t c = 0; datasets[d].id == column->dataset && c < datasets[d].column_count; c++)
            if (datasets[d].columns[c].id == column->origin)
                return &datasets[d].columns[c];
    return NULL;
}

static void copy_description(struct column_info *to, const struct column_info *from)
{
    to->label = from->label;
    to->meaning = from->meaning;
    to->caution = from->caution;
    to->order = from->order;
    to->quality = from->quality;
    to->role = from->role;
}

static enum status describe_in(struct saving *s, const struct dataset_info *made)
{
    enum status status = db_begin(s->save->db, NULL);
    if (status != STATUS_OK)
        return status;
    status = dataset_describe(s->save->db, made, NULL);
    if (status == STATUS_OK)
        return db_commit(s->save->db, NULL);
    db_rollback(s->save->db);
    return status;
}

/* Labels, meanings and marks go along. The dataset is in: without them it is as good as can be. */
static void describe(struct saving *s, int64_t id)
{
    struct dataset_info *datasets = NULL, *made = NULL;
    size_t count = 0;
    if (dataset_list(s->save->db, s->arena, &datasets, &count, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++)
        made = datasets[i].id == id ? &datasets[i] : made;
    for (size_t c = 0; made && c < s->count && c < made->column_count; c++) {
        const struct column_info *from =
            find_origin(datasets, count, &s->columns[s->saved[c].from]);
        if (from)
            copy_description(&made->columns[c], from);
    }
    if (made)
        (void)describe_in(s, made);
}

/* ---- the whole ---- */

static enum status check(struct saving *s, struct error *err)
{
    const char *free_name = NULL;
    if (query_is_cut(s->query))
        return error_set(err, STATUS_INVALID, TEXT_SAVE_CUT, NULL);
    enum status status = dataset_free_name(s->save->db, s->arena, s->save->name, &free_name, err);
    if (status == STATUS_OK && strcmp(free_name, s->save->name) != 0)
        status = error_set(
            err, STATUS_EXISTS, TEXT_SAVE_TAKEN,
            TEXT_VALUES(text_string("name", s->save->name), text_string("free", free_name)));
    return status;
}

enum status query_save(struct query *query, const struct query_save *save, struct query_saved *out,
                       struct error *err)
{
    struct saving s = {.query = query, .save = save, .arena = arena_new()};
    s.rows = query_rows(query);
    *out = (struct query_saved){.rows = s.rows};
    enum status status = s.arena ? check(&s, err) : no_memory(err);
    if (status == STATUS_OK)
        status = choose_columns(&s, err);
    if (status == STATUS_OK)
        status = begin(&s, err);
    if (status == STATUS_OK)
        status = walk(&s, add_rows, err);
    if (status == STATUS_OK)
        status = publish(&s, out, err);
    if (status == STATUS_OK)
        describe(&s, out->dataset);
    staging_abandon(s.staging);
    row_pages_free(&s.pages);
    arena_free(s.arena);
    return status;
}

void query_source(char *out, size_t size, struct span sql)
{
    enum { LONG = 80 };
    char line[LONG + 1];
    size_t len = 0;
    for (size_t i = 0; i < sql.len && len < LONG; i++) {
        bool blank = (unsigned char)sql.data[i] <= ' ';
        if (!blank || (len > 0 && line[len - 1] != ' '))
            line[len++] = blank ? ' ' : sql.data[i];
    }
    while (len > 0 && ((unsigned char)line[len - 1] >= 0x80 || line[len - 1] == ' '))
        len--; /* a sign is not cut in its middle */
    line[len] = '\0';
    text_format(out, size, TEXT_SAVE_SOURCE, TEXT_VALUES(text_string("sql", line)));
}

/* ---- taking it back ---- */

/* Whether something hangs on it that would be lost. */
static enum status check_unused(struct db *db, struct arena *arena,
                                const struct dataset_info *dataset, struct error *err)
{
    struct evidence *evidence = NULL;
    size_t count = 0;
    bool used = dataset->edits > 0 || dataset->dirty || dataset->changed_shape;
    for (size_t i = 0; i < dataset->column_count; i++)
        used = used || dataset->columns[i].recipe[0];
    enum status status = evidence_list(db, arena, &evidence, &count, err);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        used = used || evidence[i].dataset == dataset->id;
    if (status == STATUS_OK && used)
        status = error_set(err, STATUS_STALE, TEXT_SAVE_USED,
                           TEXT_VALUES(text_string("dataset", dataset->name)));
    return status;
}

static enum status note_undo(struct db *db, const struct log_entry *was, const char *by,
                             struct error *err)
{
    char entry[UUID_SIZE];
    const struct log_entry made = {.by = by,
                                   .action = LOG_UNDO,
                                   .kind = QUERY_SAVE_KIND,
                                   .subject = was->subject,
                                   .detail = "",
                                   .undo = ""};
    enum status status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = log_add(db, &made, entry, err);
    if (status == STATUS_OK)
        status = log_mark_undone(db, was->uuid, entry, err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}

static enum status take_back(struct db *db, struct arena *arena, const char *of, const char *by,
                             struct error *err)
{
    struct log_entry was;
    struct dataset_info dataset;
    enum status status = log_find(db, arena, of, &was, err);
    if (status != STATUS_OK)
        return status;
    if (*was.undone)
        return error_set(err, STATUS_STALE, TEXT_STORE_UNDONE_BEFORE, NULL);
    json_t *undo = json_loads(was.undo, 0, NULL);
    json_int_t id = json_integer_value(json_object_get(undo, "drop"));
    json_decref(undo);
    if (strcmp(was.kind, QUERY_SAVE_KIND) != 0 || id == 0)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NO_ENTRY, NULL);
    status = dataset_by_id(db, arena, id, &dataset, err);
    if (status == STATUS_OK)
        status = check_unused(db, arena, &dataset, err);
    if (status == STATUS_OK)
        status = dataset_drop(db, id, err);
    return status == STATUS_OK ? note_undo(db, &was, by, err) : status;
}

enum status query_save_undo(struct db *db, const char *of, const char *by, struct error *err)
{
    struct arena *arena = arena_new();
    enum status status = arena ? take_back(db, arena, of, by, err) : no_memory(err);
    arena_free(arena);
    return status;
}
