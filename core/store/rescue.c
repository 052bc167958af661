/* Rescuing a file: opening what is damaged, the tables that are in it, and the new file. How the
 * rows of one table are read is in rescue_rows.c. */
#include "core/store/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/settle.h"
#include "core/store/dataset.h"
#include "core/store/db_internal.h"
#include "core/store/rescue_head.h"
#include "core/store/rescue_internal.h"
#include "core/store/rescue_schema.h"
#include "core/store/watch.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- tables ---- */

static bool is_own(const char *name)
{
    return strncmp(name, "dj_", 3) == 0;
}

static enum status copy_table(struct rescuing *rescuing, const char *name)
{
    struct table table = {
        .name = name, .key = SIZE_MAX, .row_ids = rescue_has_row_ids(rescuing->from, name)};
    enum status status = rescue_rows(rescuing, &table);
    struct rescue *out = rescuing->out;
    if (out->table_count < RESCUE_TABLES_MOST && (table.rows > 0 || table.holes != 0))
        out->tables[out->table_count++] =
            (struct rescued_table){name, table.rows, table.holes, is_own(name), -1};
    out->rows += table.rows;
    out->whole = out->whole && table.holes == 0;
    sqlite3_finalize(table.insert);
    buffer_free(&table.columns);
    return status;
}

/* Columns are a cache: they are made anew. What an import left behind is of no use. */
static bool is_left_out(const char *name)
{
    return strcmp(name, "dj_chunk") == 0 || strcmp(name, "dj_import") == 0 ||
           strncmp(name, "dj_staging_", strlen("dj_staging_")) == 0;
}

/* What stands there may be damaged, too: one statement, and one that makes a table. */
static void make_table(struct rescuing *rescuing, const char *definition)
{
    static const char begin[] = "CREATE TABLE ";
    sqlite3_stmt *statement = NULL;
    if (strncmp(definition, begin, sizeof begin - 1) != 0)
        return;
    if (sqlite3_prepare_v2(rescuing->to->handle, definition, -1, &statement, NULL) == SQLITE_OK)
        (void)sqlite3_step(statement);
    sqlite3_finalize(statement);
}

/* The tables of datasets; ours are there already. One whose definition makes no sense is left. */
static void make_tables(struct rescuing *rescuing, const struct rescue_schema *schema)
{
    for (size_t i = 0; i < schema->count; i++)
        if (!is_own(schema->names[i]))
            make_table(rescuing, schema->definitions[i]);
}

static struct rescued_table *find(struct rescue *rescue, const char *name)
{
    for (size_t i = 0; i < rescue->table_count; i++)
        if (sqlite3_stricmp(rescue->tables[i].name, name) == 0)
            return &rescue->tables[i];
    return NULL;
}

/* How many rows the register of datasets says there were; of one that isn't in the list of tables
 * any more none is left. */
static void tell_expected(struct rescuing *rescuing, const struct dataset_info *datasets,
                          size_t count)
{
    struct rescue *out = rescuing->out;
    for (size_t i = 0; i < count; i++) {
        struct rescued_table *table = find(out, datasets[i].name);
        if (!table && datasets[i].rows > 0 && out->table_count < RESCUE_TABLES_MOST) {
            table = &out->tables[out->table_count++];
            *table = (struct rescued_table){.name = datasets[i].name, .holes = -1};
            out->whole = false;
        }
        if (table && !table->own)
            table->expected = datasets[i].rows;
    }
}

/* Watched again, and counted when they are used next. */
static enum status watch_all(struct rescuing *rescuing, const struct dataset_info *datasets,
                             size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (sqlite3_table_column_metadata(rescuing->to->handle, NULL, datasets[i].name, NULL, NULL,
                                          NULL, NULL, NULL, NULL) == SQLITE_OK)
            status = dataset_watch(rescuing->to, datasets[i].id, rescuing->err);
    return status == STATUS_OK
               ? db_run(rescuing->to, "UPDATE dj_dataset SET edits = counted_edits + 1",
                        rescuing->err)
               : status;
}

static enum status register_datasets(struct rescuing *rescuing)
{
    struct dataset_info *datasets;
    size_t count;
    enum status status =
        dataset_list(rescuing->to, rescuing->arena, &datasets, &count, rescuing->err);
    if (status == STATUS_OK)
        status = db_begin(rescuing->to, rescuing->err);
    if (status != STATUS_OK)
        return status;
    tell_expected(rescuing, datasets, count);
    status = watch_all(rescuing, datasets, count);
    if (status == STATUS_OK)
        return db_commit(rescuing->to, rescuing->err);
    db_rollback(rescuing->to);
    return status;
}

static enum status copy_all(struct rescuing *rescuing, const struct rescue_schema *schema)
{
    enum status status = STATUS_OK;
    /* What the new file has from its birth is the old one's. */
    status = db_run(rescuing->to, "DELETE FROM dj_meta; DELETE FROM dj_sequence", rescuing->err);
    make_tables(rescuing, schema);
    for (size_t i = 0; i < schema->count && status == STATUS_OK; i++)
        if (!is_left_out(schema->names[i]))
            status = copy_table(rescuing, schema->names[i]);
    return status;
}

static enum status open_damaged(struct rescuing *rescuing, const char *path)
{
    rescuing->opened = path;
    int rc =
        sqlite3_open_v2(path, &rescuing->from, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        sqlite3_close(rescuing->from);
        rc = sqlite3_open_v2(path, &rescuing->from, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                             NULL);
    }
    if (rc != SQLITE_OK)
        return error_set_errno(rescuing->err, sqlite3_system_errno(rescuing->from), path);
    sqlite3_db_config(rescuing->from, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_busy_timeout(rescuing->from, 5000);
    /* Nothing is written here. A file that ends too early, and definitions that make no sense,
     * are read as far as they go only where the schema may be written to. */
    sqlite3_exec(rescuing->from,
                 "PRAGMA writable_schema = ON; PRAGMA query_only = ON; PRAGMA cell_size_check = ON",
                 NULL, NULL, NULL);
    return STATUS_OK;
}

/* The new file is nobody's until it has its name: what is written last flushes all of it. */
static enum status fill(struct rescuing *rescuing, const struct rescue_schema *schema,
                        const char *temp)
{
    enum status status = db_open(&rescuing->to, temp, DB_TEAM, DB_CREATE, rescuing->err);
    if (status == STATUS_OK)
        status = db_run(rescuing->to, "PRAGMA synchronous = OFF", rescuing->err);
    if (status == STATUS_OK)
        status = copy_all(rescuing, schema);
    if (status == STATUS_OK)
        status = db_run(rescuing->to, "PRAGMA synchronous = FULL", rescuing->err);
    if (status == STATUS_OK)
        status = register_datasets(rescuing);
    db_close(rescuing->to);
    rescuing->to = NULL;
    return status;
}

static enum status make_target(struct rescuing *rescuing, const struct rescue_schema *schema,
                               const char *target)
{
    struct stat there;
    if (lstat(target, &there) == 0)
        return error_set_errno(rescuing->err, EEXIST, target);
    char *temp = settle_name(target), *journal = NULL;
    if (!temp || asprintf(&journal, "%s-journal", temp) < 0) {
        free(temp);
        return no_memory(rescuing->err);
    }
    enum status status = fill(rescuing, schema, temp);
    if (status == STATUS_OK)
        status = settle_file(temp, target, false, rescuing->err);
    if (status != STATUS_OK)
        unlink(temp);
    unlink(journal);
    free(journal);
    free(temp);
    return status;
}

static enum status open_copy(struct rescuing *rescuing, const char *copy)
{
    sqlite3_close(rescuing->from);
    rescuing->from = NULL;
    return open_damaged(rescuing, copy);
}

static enum status nothing(struct rescuing *rescuing)
{
    return error_set(rescuing->err, STATUS_DAMAGED, TEXT_RESCUE_NOTHING,
                     TEXT_VALUES(text_string("file", rescuing->path)));
}

/* The first page is of no use: what is known of the list of tables, and what other pages have of
 * it, takes its place. */
static enum status with_new_list(struct rescuing *rescuing, struct rescue_schema *schema,
                                 const char *copy)
{
    enum status status = rescue_gather_schema(rescuing->path, schema, rescuing->err);
    if (status == STATUS_OK && schema->count == 0)
        status = nothing(rescuing);
    if (status == STATUS_OK)
        status = rescue_mend_head(rescuing->path, copy, true, rescuing->err);
    if (status == STATUS_OK && !rescue_write_schema(copy, schema))
        status = nothing(rescuing);
    return status == STATUS_OK ? open_copy(rescuing, copy) : status;
}

/* Once more with a copy whose first bytes are made anew, and if need be its first page. */
static enum status from_copy(struct rescuing *rescuing, struct rescue_schema *schema,
                             const char *copy, const char *target)
{
    enum status status = rescue_mend_head(rescuing->path, copy, false, rescuing->err);
    if (status == STATUS_OK)
        status = open_copy(rescuing, copy);
    if (status == STATUS_OK && !rescue_read_schema(rescuing->from, schema))
        status = with_new_list(rescuing, schema, copy);
    rescuing->out->whole = false;
    return status == STATUS_OK ? make_target(rescuing, schema, target) : status;
}

static enum status with_new_head(struct rescuing *rescuing, struct rescue_schema *schema,
                                 const char *target)
{
    char *copy = settle_name(target);
    if (!copy)
        return no_memory(rescuing->err);
    enum status status = STATUS_OK;
    int fd = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        status = error_set_errno(rescuing->err, errno, target);
    } else {
        close(fd);
        status = from_copy(rescuing, schema, copy, target);
        unlink(copy);
    }
    free(copy);
    return status;
}

enum status rescue_copy(const char *path, const char *target, struct arena *arena,
                        const volatile int *cancel, struct rescue *out, struct error *err)
{
    struct rescuing rescuing = {
        .path = path, .arena = arena, .cancel = cancel, .out = out, .err = err};
    struct rescue_schema *schema = arena_alloc(arena, sizeof *schema);
    *out = (struct rescue){.whole = true};
    out->tables = arena_array(arena, RESCUE_TABLES_MOST, sizeof *out->tables);
    if (!schema || !out->tables)
        return no_memory(err);
    schema->arena = arena;
    enum status status = open_damaged(&rescuing, path);
    if (status == STATUS_OK && !rescue_read_schema(rescuing.from, schema))
        status = with_new_head(&rescuing, schema, target);
    else if (status == STATUS_OK)
        status = make_target(&rescuing, schema, target);
    sqlite3_close(rescuing.from);
    return status;
}
