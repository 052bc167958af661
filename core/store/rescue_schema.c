/* Tables by the rows of sqlite_schema, wherever they are found. What makes no sense there is
 * left out: bytes that were overwritten may look like anything. */
#include "core/store/rescue_schema.h"

#include <string.h>

#include "core/store/rescue_pages.h"

enum { TYPE, NAME, TABLE_NAME, ROOT, DEFINITION, FIELDS };

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool is_there(const struct rescue_schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->count; i++)
        if (sqlite3_stricmp(schema->names[i], name) == 0)
            return true;
    return false;
}

static void add(struct rescue_schema *schema, const char *name, const char *definition,
                int64_t root)
{
    if (!name || !definition || schema->count == RESCUE_TABLES_MOST || root <= 1 ||
        root > UINT32_MAX || starts(name, "sqlite_") || !starts(definition, "CREATE TABLE ") ||
        is_there(schema, name))
        return;
    schema->names[schema->count] = arena_string(schema->arena, name);
    schema->definitions[schema->count] = arena_string(schema->arena, definition);
    schema->roots[schema->count] = root;
    if (schema->names[schema->count] && schema->definitions[schema->count])
        schema->count++;
}

bool rescue_read_schema(sqlite3 *from, struct rescue_schema *out)
{
    sqlite3_stmt *list = NULL;
    int rc = sqlite3_prepare_v2(from,
                                "SELECT name, sql, rootpage FROM sqlite_master WHERE type = 'table'"
                                " ORDER BY rowid",
                                -1, &list, NULL);
    while (rc == SQLITE_OK && sqlite3_step(list) == SQLITE_ROW)
        add(out, (const char *)sqlite3_column_text(list, 0),
            (const char *)sqlite3_column_text(list, 1), sqlite3_column_int64(list, 2));
    if (rc == SQLITE_OK)
        rc = sqlite3_finalize(list);
    return rc == SQLITE_OK && out->count > 0;
}

/* ---- from single pages ---- */

static const char *text_of(struct arena *arena, const struct cell *cell)
{
    return cell->kind == VALUE_TEXT ? arena_copy(arena, span_of(cell->text, cell->len)) : NULL;
}

static bool take_row(void *context, int64_t id, const struct cell *cells, size_t count)
{
    struct rescue_schema *schema = context;
    (void)id;
    if (count != FIELDS || cells[ROOT].kind != VALUE_INTEGER)
        return true;
    const char *type = text_of(schema->arena, &cells[TYPE]);
    if (type && strcmp(type, "table") == 0)
        add(schema, text_of(schema->arena, &cells[NAME]),
            text_of(schema->arena, &cells[DEFINITION]), cells[ROOT].integer);
    return true;
}

enum status rescue_gather_schema(const char *path, struct rescue_schema *out, struct error *err)
{
    return rescue_pages(path, 1, take_row, out, err);
}

/* ---- into a copy ---- */

static bool insert(sqlite3 *copy, const struct rescue_schema *schema, size_t i)
{
    sqlite3_stmt *row = NULL;
    int rc = sqlite3_prepare_v2(copy,
                                "INSERT INTO sqlite_master(type, name, tbl_name, rootpage, sql)"
                                " VALUES('table', ?1, ?1, ?2, ?3)",
                                -1, &row, NULL);
    if (rc != SQLITE_OK)
        return false;
    sqlite3_bind_text(row, 1, schema->names[i], -1, SQLITE_STATIC);
    sqlite3_bind_int64(row, 2, schema->roots[i]);
    sqlite3_bind_text(row, 3, schema->definitions[i], -1, SQLITE_STATIC);
    sqlite3_step(row);
    return sqlite3_finalize(row) == SQLITE_OK;
}

bool rescue_write_schema(const char *copy, const struct rescue_schema *schema)
{
    sqlite3 *handle = NULL;
    int rc = sqlite3_open_v2(copy, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(handle,
                          "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                          "PRAGMA writable_schema = ON; BEGIN",
                          NULL, NULL, NULL);
    bool good = rc == SQLITE_OK;
    for (size_t i = 0; i < schema->count && good; i++)
        good = insert(handle, schema, i);
    good = good && sqlite3_exec(handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(handle);
    return good;
}
