/*
 * The search through the rows of a view. Forwards it is a scan; backwards it reads pages
 * from the end of what is left. Either way it holds no lock for longer than a slice.
 */
#include "core/service/find.h"

#include <string.h>

#include "core/analysis/needle.h"

enum { PAGE_ROWS = 512, ROWS_PER_NOTICE = 4096 };

struct search {
    struct db *db;
    const struct row_source *source;
    const struct find_request *request;
    struct find_result *out;
    struct needle needle;
    struct arena *arena; /* of misfits and pages, emptied again and again */
    struct error *err;
    enum status status;
    int64_t row;     /* being looked at */
    int64_t end;     /* stop before this row */
    int64_t done;    /* rows looked at, for the progress */
    size_t from, to; /* columns [from, to) of that row */
};

static bool is_cancelled(const struct search *search)
{
    const volatile int *cancel = search->request->cancel;
    return cancel != NULL && *cancel != 0;
}

static void report(struct search *search)
{
    const struct find_request *request = search->request;
    if (++search->done % ROWS_PER_NOTICE == 0 && request->progress != NULL)
        request->progress(request->context, search->done, row_source_count(search->source));
}

/* What a misfit was written as, or NULL. */
static const char *misfit_text(struct search *search, int64_t id, size_t column)
{
    const struct dataset_info *dataset = search->source->dataset;
    const char **texts = NULL;
    if (dataset->columns[column].misfits == 0)
        return NULL;
    arena_reset(search->arena);
    search->status =
        dataset_read_misfits(search->db, search->arena, dataset, id, &texts, search->err);
    return search->status == STATUS_OK ? texts[column] : NULL;
}

static bool cell_has(struct search *search, int64_t id, const struct value *cell, size_t column)
{
    char scratch[VALUE_NUMBER_SIZE];
    if (cell->kind != VALUE_EMPTY)
        return needle_in(&search->needle, value_text(cell, scratch));
    const char *text = misfit_text(search, id, column);
    return text != NULL && needle_in(&search->needle, span_string(text));
}

/* Looks at the columns [from, to) of one row, in the direction of the search. */
static bool look_at_row(struct search *search, int64_t id, const struct value *cells)
{
    const struct find_request *request = search->request;
    for (size_t i = 0; i < search->to - search->from; i++) {
        size_t c = request->backwards ? search->to - 1 - i : search->from + i;
        if (!cell_has(search, id, &cells[c], request->columns[c])) {
            if (search->status != STATUS_OK)
                return true;
            continue;
        }
        search->out->found = true;
        search->out->row = search->row;
        search->out->column = c;
        return true;
    }
    return false;
}

static bool scan_row(void *context, int64_t id, const struct value *cells)
{
    struct search *search = context;
    if (search->row >= search->end || look_at_row(search, id, cells))
        return false;
    search->row++;
    search->from = 0;
    search->to = search->request->column_count;
    report(search);
    return true;
}

/* Rows [first, end) from column `from` of the first on. */
static enum status forwards(struct search *search, int64_t first, int64_t end, size_t from)
{
    const struct find_request *request = search->request;
    if (first >= end)
        return STATUS_OK;
    search->row = first;
    search->end = end;
    search->from = from;
    search->to = request->column_count;
    enum status status =
        row_source_walk(search->db, search->source, first, request->columns, request->column_count,
                        scan_row, search, request->cancel, search->err);
    return status != STATUS_OK ? status : search->status;
}

static enum status look_at_page(struct search *search, const struct row_page *page)
{
    for (size_t i = page->rows; i > 0; i--) {
        search->row = page->first + (int64_t)i - 1;
        if (look_at_row(search, page->ids[i - 1], &page->cells[(i - 1) * page->columns]))
            return search->status;
        search->to = search->request->column_count;
        report(search);
    }
    return STATUS_OK;
}

/* Rows [first, end) from the last one up; in that one only the columns before `to`. */
static enum status backwards(struct search *search, int64_t first, int64_t end, size_t to)
{
    const struct find_request *request = search->request;
    enum status status = STATUS_OK;
    search->from = 0;
    search->to = to;
    while (end > first && status == STATUS_OK && !search->out->found) {
        if (is_cancelled(search))
            return error_set(search->err, STATUS_CANCELLED, TEXT_DATA_CANCELLED, NULL);
        int64_t start = end - first > PAGE_ROWS ? end - PAGE_ROWS : first;
        struct row_page page;
        struct arena *arena = arena_new();
        if (arena == NULL)
            return error_set(search->err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        status = row_source_read(search->db, arena, search->source, start, (size_t)(end - start),
                                 request->columns, request->column_count, &page, search->err);
        if (status == STATUS_OK)
            status = look_at_page(search, &page);
        arena_free(arena);
        end = start;
    }
    return status;
}

/* The rest of the rows first, then round the end up to the cell it began with. */
static enum status go_round(struct search *search)
{
    const struct find_request *request = search->request;
    int64_t rows = row_source_count(search->source);
    int64_t row = request->row < 0 ? 0 : request->row >= rows ? rows - 1 : request->row;
    enum status status = request->backwards ? backwards(search, 0, row + 1, request->column)
                                            : forwards(search, row, rows, request->column + 1);
    if (status != STATUS_OK || search->out->found)
        return status;
    search->out->wrapped = true;
    return request->backwards ? backwards(search, row, rows, request->column_count)
                              : forwards(search, 0, row + 1, 0);
}

enum status find_text(struct db *db, const struct row_source *source,
                      const struct find_request *request, struct find_result *out,
                      struct error *err)
{
    struct search search = {.db = db,
                            .source = source,
                            .request = request,
                            .out = out,
                            .err = err,
                            .arena = arena_new()};
    *out = (struct find_result){0};
    enum status status = STATUS_OK;
    if (search.arena == NULL || !needle_set(&search.needle, request->text))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    else if (row_source_count(source) > 0 && request->column_count > 0)
        status = go_round(&search);
    needle_free(&search.needle);
    arena_free(search.arena);
    return status;
}
