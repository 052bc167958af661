/*
 * The register of datasets: listing, finding, describing. Their rows are read in rows.c,
 * they are dropped in drop.c.
 */
#include "core/store/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/nearest.h"
#include "core/base/utf8.h"
#include "core/store/db_internal.h"

/* The definition is compared with the one that was published, and the triggers must be there:
 * see watch.c. */
#define SELECT_DATASET                                                                             \
    "SELECT d.id, d.name, d.label, d.grain, d.source, d.imported_by, d.imported_ms, d.rows,"       \
    " d.aside, d.edits, d.edits <> d.counted_edits, d.contiguous,"                                 \
    " m.sql IS NULL OR (d.ddl <> '' AND (m.sql <> d.ddl OR 3 >"                                    \
    " (SELECT count(*) FROM sqlite_master t WHERE t.type = 'trigger' AND t.tbl_name = m.name"      \
    " AND t.name LIKE 'dj!_edit!_' || d.id || '!_%' ESCAPE '!')))"                                 \
    " FROM dj_dataset d LEFT JOIN sqlite_master m"                                                 \
    " ON m.type = 'table' AND m.name = d.name COLLATE NOCASE "

static void read_dataset(const struct statement *row, struct arena *arena, struct dataset_info *out)
{
    *out = (struct dataset_info){
        .id = statement_integer(row, 0),
        .name = statement_string(row, 1, arena),
        .label = statement_string(row, 2, arena),
        .grain = statement_string(row, 3, arena),
        .source = statement_string(row, 4, arena),
        .imported_by = statement_string(row, 5, arena),
        .imported_ms = statement_integer(row, 6),
        .rows = statement_integer(row, 7),
        .aside = statement_integer(row, 8),
        .edits = statement_integer(row, 9),
        .dirty = statement_integer(row, 10) != 0,
        .contiguous = statement_integer(row, 11) != 0,
        .changed_shape = statement_integer(row, 12) != 0,
    };
}

static void read_column(const struct statement *row, struct arena *arena, struct column_info *out)
{
    *out = (struct column_info){
        .id = statement_integer(row, 0),
        .name = statement_string(row, 1, arena),
        .label = statement_string(row, 2, arena),
        .meaning = statement_string(row, 3, arena),
        .caution = statement_string(row, 4, arena),
        .reason = statement_string(row, 5, arena),
        .order = statement_string(row, 6, arena),
        .misfits = statement_integer(row, 7),
        .place = (size_t)statement_integer(row, 11),
        .recipe = statement_string(row, 12, arena),
        .sql = statement_string(row, 13, arena),
        .revision = statement_integer(row, 14),
        .team = {.line = statement_string(row, 16, arena),
                 .seen = statement_string(row, 17, arena),
                 .by = statement_string(row, 18, arena),
                 .at_ms = statement_integer(row, 19)},
    };
    /* Names that are not known are read as the neutral one. */
    (void)column_type_from_name(statement_text(row, 8), &out->type);
    (void)quality_from_name(statement_text(row, 9), &out->quality);
    (void)column_role_from_name(statement_text(row, 10), &out->role);
    (void)quality_from_name(statement_text(row, 15), &out->team.quality);
}

static enum status count_columns(struct db *db, struct dataset_info *dataset, struct error *err)
{
    struct statement statement;
    bool row = false;
    enum status status =
        statement_open(&statement, db, "SELECT count(*) FROM dj_column WHERE dataset = ?", err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset->id);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        dataset->column_count = (size_t)statement_integer(&statement, 0);
    statement_close(&statement);
    return status;
}

/* A file of before has no recipes or no marks of the team, and stays so while it is only
 * read: the parts of the statement, and the version since when there are such. */
#define SELECT_COLUMNS                                                                             \
    "SELECT c.id, c.name, c.label, c.meaning, c.caution, c.reason, c.value_order, c.misfits,"      \
    " c.type, c.quality, c.role, c.position, "
#define RECIPES    "coalesce(r.json, ''), coalesce(r.sql, ''), coalesce(r.revision, 0)"
#define NO_RECIPES "'', '', 0"
#define MARKS                                                                                      \
    ", coalesce(m.quality, ''), coalesce(m.line, ''), coalesce(m.seen, ''), coalesce(m.by, ''),"   \
    " coalesce(m.at_ms, 0)"
#define NO_MARKS     ", '', '', '', '', 0"
#define FROM_COLUMNS " FROM dj_column c"
#define JOIN_RECIPES " LEFT JOIN dj_recipe r ON r.\"column\" = c.id"
#define JOIN_MARKS   " LEFT JOIN dj_column_mark m ON m.\"column\" = c.id"
#define OF_DATASET   " WHERE c.dataset = ? ORDER BY c.position"

static const struct {
    int since;
    const char *sql;
} column_statements[] = {
    {6, SELECT_COLUMNS RECIPES MARKS FROM_COLUMNS JOIN_RECIPES JOIN_MARKS OF_DATASET},
    {5, SELECT_COLUMNS RECIPES NO_MARKS FROM_COLUMNS JOIN_RECIPES OF_DATASET},
    {1, SELECT_COLUMNS NO_RECIPES NO_MARKS FROM_COLUMNS OF_DATASET},
};

static const char *columns_sql(const struct db *db)
{
    size_t i = 0;
    while (column_statements[i].since > db->version && column_statements[i].since > 1)
        i++;
    return column_statements[i].sql;
}

static enum status read_columns(struct db *db, struct arena *arena, struct dataset_info *dataset,
                                struct error *err)
{
    enum status status = count_columns(db, dataset, err);
    if (status != STATUS_OK)
        return status;
    size_t room = dataset->column_count, count = 0;
    dataset->columns = arena_array(arena, room, sizeof *dataset->columns);
    if (!dataset->columns)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    struct statement statement;
    bool row = false;
    status = statement_open(&statement, db, columns_sql(db), err);
    if (status == STATUS_OK)
        statement_bind_integer(&statement, dataset->id);
    while (status == STATUS_OK && count < room) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        read_column(&statement, arena, &dataset->columns[count++]);
    }
    dataset->column_count = count;
    statement_close(&statement);
    return status;
}

static enum status list_locked(struct db *db, struct arena *arena, struct dataset_info **out,
                               size_t *count, struct error *err)
{
    int64_t room = 0;
    enum status status = db_read_integer(db, "SELECT count(*) FROM dj_dataset", 0, &room, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_array(arena, (size_t)room, sizeof **out);
    if (!*out)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    struct statement statement;
    bool row = true;
    status = statement_open(&statement, db, SELECT_DATASET "ORDER BY d.name", err);
    while (status == STATUS_OK && row && *count < (size_t)room) {
        status = statement_step(&statement, &row, err);
        if (status == STATUS_OK && row)
            read_dataset(&statement, arena, &(*out)[(*count)++]);
    }
    statement_close(&statement);
    for (size_t i = 0; status == STATUS_OK && i < *count; i++)
        status = read_columns(db, arena, &(*out)[i], err);
    return status;
}

enum status dataset_list(struct db *db, struct arena *arena, struct dataset_info **out,
                         size_t *count, struct error *err)
{
    *out = NULL;
    *count = 0;
    enum status status = db_read_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = list_locked(db, arena, out, count, err);
    db_read_end(db);
    if (status != STATUS_OK)
        *count = 0;
    return status;
}

/* ---- finding ---- */

static bool same_folded(const char *a, const char *b)
{
    struct buffer fold_a = {0}, fold_b = {0};
    utf8_fold(span_string(a), &fold_a);
    utf8_fold(span_string(b), &fold_b);
    bool same =
        !fold_a.failed && !fold_b.failed && span_equal(buffer_span(&fold_a), buffer_span(&fold_b));
    buffer_free(&fold_a);
    buffer_free(&fold_b);
    return same;
}

static enum status none_found(struct db *db, const char *name, const struct dataset_info *all,
                              size_t count, struct error *err)
{
    const char **names = calloc(count + 1, sizeof *names);
    if (!names)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count; i++)
        names[i] = all[i].name;
    int near = nearest_name(name, names, count);
    enum text_id words = count == 0  ? TEXT_STORE_NO_DATASETS
                         : near >= 0 ? TEXT_STORE_NO_DATASET_NEAR
                                     : TEXT_STORE_NO_DATASET;
    const char *offer = near >= 0 ? names[near] : count ? names[0] : "";
    free(names);
    return error_set(err, STATUS_NOT_FOUND, words,
                     TEXT_VALUES(text_string("file", db->path), text_string("name", name),
                                 text_string("nearest", offer)));
}

enum status dataset_find(struct db *db, struct arena *arena, const char *name,
                         struct dataset_info *out, struct error *err)
{
    struct dataset_info *all;
    size_t count;
    enum status status = dataset_list(db, arena, &all, &count, err);
    if (status != STATUS_OK)
        return status;
    if (!name && count == 1) {
        *out = all[0];
        return STATUS_OK;
    }
    for (size_t i = 0; name && i < count; i++) {
        if (same_folded(name, all[i].name)) {
            *out = all[i];
            return STATUS_OK;
        }
    }
    if (!name && count > 1)
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_NAME_A_DATASET,
                         TEXT_VALUES(text_string("file", db->path),
                                     text_number("count", (int64_t)count),
                                     text_string("name", all[0].name)));
    return none_found(db, name ? name : "", all, count, err);
}

enum status dataset_decision(struct db *db, int64_t id, struct arena *arena, const char **out,
                             struct error *err)
{
    struct statement statement;
    bool row = false;
    *out = "";
    enum status status =
        statement_open(&statement, db, "SELECT decision FROM dj_dataset WHERE id = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_integer(&statement, id);
    status = statement_step(&statement, &row, err);
    if (status == STATUS_OK && row)
        *out = arena_copy(arena, statement_text(&statement, 0));
    statement_close(&statement);
    if (status == STATUS_OK && !*out)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return status;
}

enum status dataset_by_id(struct db *db, struct arena *arena, int64_t id, struct dataset_info *out,
                          struct error *err)
{
    struct statement statement = {0};
    bool row = false;
    enum status status = db_read_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = statement_open(&statement, db, SELECT_DATASET "WHERE d.id = ?", err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, id);
        status = statement_step(&statement, &row, err);
    }
    if (row)
        read_dataset(&statement, arena, out);
    statement_close(&statement);
    if (status == STATUS_OK)
        status = row ? read_columns(db, arena, out, err)
                     : error_set(err, STATUS_NOT_FOUND, TEXT_STORE_DATASET_GONE,
                                 TEXT_VALUES(text_string("file", db->path)));
    db_read_end(db);
    return status;
}

int dataset_column_index(const struct dataset_info *dataset, struct span name)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (span_equal(name, span_string(dataset->columns[i].name)))
            return (int)i;
    }
    struct buffer wanted = {0}, candidate = {0};
    int found = -1;
    utf8_fold(name, &wanted);
    /* Names before labels: a label may be the name of another column. */
    for (int pass = 0; pass < 2 && found < 0 && !wanted.failed; pass++) {
        for (size_t i = 0; i < dataset->column_count && found < 0; i++) {
            const struct column_info *column = &dataset->columns[i];
            buffer_clear(&candidate);
            utf8_fold(span_string(pass ? column->label : column->name), &candidate);
            if (candidate.len > 0 && span_equal(buffer_span(&candidate), buffer_span(&wanted)))
                found = (int)i;
        }
    }
    buffer_free(&wanted);
    buffer_free(&candidate);
    return found;
}

int dataset_role_index(const struct dataset_info *dataset, enum column_role role)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].role == role)
            return (int)i;
    return -1;
}

/* ---- changing ---- */

static enum status describe_column(struct db *db, const struct column_info *column,
                                   struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db,
        "UPDATE dj_column SET label = ?, meaning = ?, caution = ?, quality = ?, role = ?,"
        " value_order = ? WHERE id = ?",
        err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, column->label);
    statement_bind_text(&statement, column->meaning);
    statement_bind_text(&statement, column->caution);
    statement_bind_text(&statement, quality_name(column->quality));
    statement_bind_text(&statement, column_role_name(column->role));
    statement_bind_text(&statement, column->order);
    statement_bind_integer(&statement, column->id);
    return statement_finish(&statement, err);
}

enum status dataset_describe(struct db *db, const struct dataset_info *dataset, struct error *err)
{
    struct statement statement;
    enum status status = statement_open(
        &statement, db, "UPDATE dj_dataset SET label = ?, grain = ? WHERE id = ?", err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, dataset->label);
    statement_bind_text(&statement, dataset->grain);
    statement_bind_integer(&statement, dataset->id);
    status = statement_finish(&statement, err);
    for (size_t i = 0; status == STATUS_OK && i < dataset->column_count; i++)
        status = describe_column(db, &dataset->columns[i], err);
    return status;
}
