/*
 * The rows of datasets: pages for the screen, walks over all rows, what did not fit. Apart
 * from dataset.c, which knows the register only. Rows are copied out and the statement is
 * closed before anything is done with them, so that no lock outlives a call.
 */
#include "core/store/dataset.h"

#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/store/anchor.h"
#include "core/store/db_internal.h"

enum { SLICE_MS = 25, SLICE_BYTES = 1 << 20, SLICE_CELLS = 1 << 14, SLICE_ROWS = 1024 };

static enum status altered(const struct dataset_info *dataset, struct error *err)
{
    return error_set(err, STATUS_STALE, TEXT_STORE_DATASET_ALTERED,
                     TEXT_VALUES(text_string("dataset", dataset->name)));
}

static void add_columns(struct buffer *sql, const struct dataset_info *dataset,
                        const size_t *columns, size_t column_count)
{
    buffer_add_string(sql, "SELECT dj_row");
    for (size_t i = 0; i < column_count; i++) {
        buffer_add_byte(sql, ',');
        sql_add_name_string(sql, dataset->columns[columns ? columns[i] : i].name);
    }
    buffer_add_string(sql, " FROM ");
    sql_add_name_string(sql, dataset->name);
}

static enum status explain(struct db *db, const struct dataset_info *dataset, enum status status,
                           struct error *err)
{
    /* Our own SQL is right; so what it names is gone. */
    if (status == STATUS_DAMAGED && (sqlite3_errcode(db->handle) & 0xff) == SQLITE_ERROR)
        return altered(dataset, err);
    return status;
}

static enum status open_rows(struct statement *out, struct db *db,
                             const struct dataset_info *dataset, const struct buffer *sql,
                             struct error *err)
{
    return explain(db, dataset, statement_open_built(out, db, sql, err), err);
}

static enum status open_page(struct statement *out, struct db *db,
                             const struct dataset_info *dataset, const size_t *columns,
                             size_t column_count, struct error *err)
{
    struct buffer sql = {0};
    add_columns(&sql, dataset, columns, column_count);
    buffer_add_string(&sql, " WHERE dj_row > ? ORDER BY dj_row LIMIT ? OFFSET ?");
    enum status status = open_rows(out, db, dataset, &sql, err);
    buffer_free(&sql);
    return status;
}

/* Text that another tool wrote need not be UTF-8. */
static char *copy_text(struct arena *arena, struct span text, size_t *len)
{
    *len = text.len;
    if (utf8_valid(text))
        return arena_copy(arena, text);
    struct buffer fixed = {0};
    utf8_repair(text, &fixed);
    *len = fixed.len;
    char *copy = fixed.failed ? NULL : arena_copy(arena, buffer_span(&fixed));
    buffer_free(&fixed);
    return copy;
}

static bool copy_row(const struct statement *row, struct arena *arena, struct row_page *page,
                     size_t *bytes)
{
    struct value *cells = page->cells + page->rows * page->columns;
    page->ids[page->rows] = statement_integer(row, 0);
    for (size_t c = 0; c < page->columns; c++) {
        cells[c] = statement_value(row, (int)c + 1);
        if (cells[c].kind != VALUE_TEXT)
            continue;
        cells[c].text.data = copy_text(arena, cells[c].text, &cells[c].text.len);
        if (!cells[c].text.data)
            return false;
        *bytes += cells[c].text.len;
    }
    page->rows++;
    return true;
}

static bool make_page(struct arena *arena, size_t rows, size_t columns, struct row_page *out)
{
    *out = (struct row_page){.columns = columns};
    if (columns > 0 && rows > SIZE_MAX / columns)
        return false;
    out->ids = arena_array(arena, rows, sizeof *out->ids);
    out->cells = arena_array(arena, rows * columns, sizeof *out->cells);
    return out->ids && out->cells;
}

/* SQLite takes the order of a table's pages on trust: only who reads can see it broken. */
static enum status disorder(const struct db *db, struct error *err)
{
    return error_set_at(err, STATUS_DAMAGED, db->path, 0, 0, TEXT_STORE_DAMAGED,
                        TEXT_VALUES(text_string("file", db->path),
                                    text_string("kind", text_get(TEXT_STORE_KIND_TEAM)),
                                    text_string("reason", text_get(TEXT_STORE_DISORDER))));
}

/* Fills page with at most `rows` rows above `after`; stops early once it holds `limit` bytes
 * of text. */
static enum status fill(struct statement *statement, struct arena *arena, struct row_page *page,
                        size_t rows, int64_t after, size_t limit, int64_t until_ms,
                        struct error *err)
{
    size_t bytes = 0;
    bool row = true;
    while (page->rows < rows && bytes < limit) {
        enum status status = statement_step(statement, &row, err);
        if (status != STATUS_OK)
            return status;
        if (!row)
            break;
        if (!copy_row(statement, arena, page, &bytes))
            return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        if (page->ids[page->rows - 1] <= after)
            return disorder(statement->db, err);
        after = page->ids[page->rows - 1];
        if (page->rows % 64 == 0 && until_ms && clock_steady_ms() >= until_ms)
            break;
    }
    return STATUS_OK;
}

/* Where position first begins: rows with an id above *after, without *skip of them. */
static enum status locate(struct db *db, const struct dataset_info *dataset, int64_t first,
                          int64_t *after, int64_t *skip, struct error *err)
{
    *after = first;
    *skip = 0;
    if (first <= 0) {
        *after = INT64_MIN;
        return STATUS_OK;
    }
    if (dataset->contiguous && !dataset->dirty)
        return STATUS_OK;
    return anchor_find(db, dataset, first, after, skip, err);
}

enum status dataset_read_page(struct db *db, struct arena *arena,
                              const struct dataset_info *dataset, int64_t first, size_t count,
                              const size_t *columns, size_t column_count, struct row_page *out,
                              struct error *err)
{
    struct statement statement = {0};
    int64_t after = 0, skip = 0;
    if (!columns)
        column_count = dataset->column_count;
    if (!make_page(arena, count, column_count, out))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    out->first = first < 0 ? 0 : first;
    enum status status = locate(db, dataset, first, &after, &skip, err);
    if (status == STATUS_OK)
        status = open_page(&statement, db, dataset, columns, column_count, err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, after);
        statement_bind_integer(&statement, count > INT64_MAX ? INT64_MAX : (int64_t)count);
        statement_bind_integer(&statement, skip);
        status =
            explain(db, dataset, fill(&statement, arena, out, count, after, SIZE_MAX, 0, err), err);
    }
    statement_close(&statement);
    return status;
}

/* ---- by id ---- */

static enum status open_by_id(struct statement *out, struct db *db,
                              const struct dataset_info *dataset, const size_t *columns,
                              size_t column_count, struct error *err)
{
    struct buffer sql = {0};
    add_columns(&sql, dataset, columns, column_count);
    buffer_add_string(&sql, " WHERE dj_row = ?");
    enum status status = open_rows(out, db, dataset, &sql, err);
    buffer_free(&sql);
    return status;
}

/* Those from *next on, in one state of the file, for as long as a reader may take. */
static enum status read_some(struct statement *statement, struct arena *arena, const int64_t *ids,
                             size_t count, size_t *next, struct row_page *page, struct error *err)
{
    int64_t until = clock_steady_ms() + SLICE_MS;
    enum status status = db_read_begin(statement->db, err);
    if (status != STATUS_OK)
        return status;
    for (size_t done = 0; status == STATUS_OK && *next < count; done++) {
        bool row = false;
        size_t bytes = 0;
        if (done % 16 == 15 && clock_steady_ms() >= until)
            break;
        statement_bind_integer(statement, ids[(*next)++]);
        status = statement_step(statement, &row, err);
        if (row && !copy_row(statement, arena, page, &bytes))
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        statement_reset(statement);
    }
    db_read_end(statement->db);
    return status;
}

enum status dataset_read_ids(struct db *db, struct arena *arena, const struct dataset_info *dataset,
                             const int64_t *ids, size_t count, const size_t *columns,
                             size_t column_count, struct row_page *out, struct error *err)
{
    struct statement statement = {0};
    size_t next = 0;
    if (!columns)
        column_count = dataset->column_count;
    if (!make_page(arena, count, column_count, out))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = open_by_id(&statement, db, dataset, columns, column_count, err);
    while (status == STATUS_OK && next < count)
        status =
            explain(db, dataset, read_some(&statement, arena, ids, count, &next, out, err), err);
    statement_close(&statement);
    return status;
}

enum status dataset_read_misfits(struct db *db, struct arena *arena,
                                 const struct dataset_info *dataset, int64_t row_id,
                                 const char ***texts, struct error *err)
{
    struct statement statement;
    bool row = true;
    *texts = arena_array(arena, dataset->column_count, sizeof **texts);
    if (!*texts)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status =
        statement_open(&statement, db,
                       "SELECT \"column\", text FROM dj_misfit WHERE dataset = ? AND row = ?", err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset->id);
        statement_bind_integer(&statement, row_id);
    }
    while (status == STATUS_OK && row) {
        status = statement_step(&statement, &row, err);
        for (size_t c = 0; status == STATUS_OK && row && c < dataset->column_count; c++) {
            if (dataset->columns[c].id == statement_integer(&statement, 0))
                (*texts)[c] = statement_string(&statement, 1, arena);
        }
    }
    statement_close(&statement);
    return status;
}

/* ---- walking ---- */

static bool hand_out(const struct row_page *page, dataset_row_fn *fn, void *context)
{
    for (size_t r = 0; r < page->rows; r++) {
        if (!fn(context, page->ids[r], page->cells + r * page->columns))
            return false;
    }
    return true;
}

static size_t rows_per_slice(size_t columns)
{
    size_t rows = SLICE_CELLS / (columns ? columns : 1);
    return rows < 16 ? 16 : rows > SLICE_ROWS ? SLICE_ROWS : rows;
}

/* One slice after *after; *more is false at the end of the table. */
static enum status scan_slice(struct statement *statement, struct arena *arena, size_t columns,
                              int64_t *after, int64_t skip, struct row_page *page, bool *more,
                              struct error *err)
{
    size_t rows = rows_per_slice(columns);
    if (!make_page(arena, rows, columns, page))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    statement_bind_integer(statement, *after);
    statement_bind_integer(statement, (int64_t)rows);
    statement_bind_integer(statement, skip);
    enum status status =
        fill(statement, arena, page, rows, *after, SLICE_BYTES, clock_steady_ms() + SLICE_MS, err);
    statement_reset(statement);
    *more = page->rows > 0;
    if (*more)
        *after = page->ids[page->rows - 1];
    return status;
}

enum status dataset_scan(struct db *db, const struct dataset_info *dataset, int64_t first,
                         const size_t *columns, size_t column_count, dataset_row_fn *fn,
                         void *context, const volatile int *cancel, bool *stopped,
                         struct error *err)
{
    struct statement statement = {0};
    struct row_page page;
    int64_t after = 0, skip = 0;
    bool more = true, on = true;
    if (!columns)
        column_count = dataset->column_count;
    struct arena *arena = arena_new();
    if (!arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = locate(db, dataset, first, &after, &skip, err);
    if (status == STATUS_OK)
        status = open_page(&statement, db, dataset, columns, column_count, err);
    while (status == STATUS_OK && more && on) {
        if (cancel && *cancel) {
            status = error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
            break;
        }
        arena_reset(arena);
        status = explain(
            db, dataset,
            scan_slice(&statement, arena, column_count, &after, skip, &page, &more, err), err);
        skip = 0;
        if (status == STATUS_OK)
            on = hand_out(&page, fn, context);
    }
    statement_close(&statement);
    arena_free(arena);
    if (stopped)
        *stopped = !on;
    return status;
}
