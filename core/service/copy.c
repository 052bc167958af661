/*
 * What is copied goes into a file, because a terminal's clipboard can't be trusted to be
 * there. Names tell what is in it and count up, so that no copy replaces another.
 */
#include "core/service/copy.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "core/service/release.h"

enum { ROWS_PER_NOTICE = 4096, NAMES_TRIED = 1000 };

struct copying {
    struct release *release;
    const struct copy_request *request;
    int64_t left; /* rows of the range still to come */
    int64_t done, all;
    enum status status;
    struct error *err;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* "copies" beside the team file, made when it isn't there. */
static enum status make_folder(struct db *db, struct arena *arena, const char **out,
                               struct error *err)
{
    const char *file = db_path(db);
    size_t len = (size_t)(file_name(file) - file);
    if (file[0] == '\0')
        return error_set(err, STATUS_INVALID, TEXT_COPY_NO_PLACE, NULL);
    *out = arena_printf(arena, "%.*scopies", (int)len, file);
    return *out != NULL ? file_make_folder(*out, err) : no_memory(err);
}

/* A part of a file name from a name of the data: letters, digits, - and _ stay. */
static const char *plain_name(struct arena *arena, const char *name)
{
    enum { LONGEST = 40 };
    char *copy = arena_string(arena, name);
    size_t len = 0;
    if (copy == NULL)
        return NULL;
    for (size_t i = 0; copy[i] != '\0' && len < LONGEST; i++) {
        bool keeps = isalnum((unsigned char)copy[i]) || copy[i] == '-' || copy[i] == '_';
        if (keeps || len == 0 || copy[len - 1] != '_')
            copy[len++] = keeps ? copy[i] : '_';
    }
    copy[len] = '\0';
    return copy;
}

/* The name without its ending and number: "caseload-office-row-12". */
static const char *stem(struct arena *arena, const struct row_source *source,
                        const struct copy_request *request)
{
    const struct dataset_info *dataset = source->dataset;
    const char *name = plain_name(arena, dataset->name);
    const char *column = plain_name(arena, dataset->columns[request->columns[0]].name);
    long long row = request->range_count > 0 ? (long long)request->ranges[0].first + 1 : 0;
    if (name == NULL || column == NULL)
        return NULL;
    if (request->kind == COPY_CELL)
        return arena_printf(arena, "%s-%s-row-%lld", name, column, row);
    if (request->kind == COPY_COLUMN)
        return arena_printf(arena, "%s-%s", name, column);
    bool one = request->range_count == 1 && request->ranges[0].first == request->ranges[0].last;
    return one ? arena_printf(arena, "%s-row-%lld", name, row)
               : arena_printf(arena, "%s-rows-from-%lld", name, row);
}

/* The first of NAME.csv, NAME-2.csv, … that isn't there. */
static enum status free_path(struct arena *arena, const char *folder, const char *name,
                             const char *ending, const char **out, struct error *err)
{
    for (int i = 1; i <= NAMES_TRIED; i++) {
        const char *path = i == 1 ? arena_printf(arena, "%s/%s.%s", folder, name, ending)
                                  : arena_printf(arena, "%s/%s-%d.%s", folder, name, i, ending);
        if (path == NULL)
            return no_memory(err);
        *out = path;
        if (!file_exists(path))
            return STATUS_OK;
    }
    return error_set(err, STATUS_EXISTS, TEXT_FILE_EXISTS, TEXT_VALUES(text_string("file", *out)));
}

enum status copy_path(struct db *db, struct arena *arena, const char *dataset, const char *part,
                      const char *ending, const char **path, struct error *err)
{
    const char *folder = NULL;
    enum status status = make_folder(db, arena, &folder, err);
    const char *name = status == STATUS_OK ? plain_name(arena, dataset) : NULL;
    const char *whole = name != NULL ? arena_printf(arena, "%s-%s", name, part) : NULL;
    if (status != STATUS_OK)
        return status;
    return whole != NULL ? free_path(arena, folder, whole, ending, path, err) : no_memory(err);
}

/* A cell as it is shown: a misfit as it was written. */
static enum status copy_cell(struct db *db, struct arena *arena, const struct row_source *source,
                             const struct copy_request *request,
                             const struct release_request *where, struct error *err)
{
    struct row_page page;
    char scratch[VALUE_NUMBER_SIZE];
    enum status status = row_source_read(db, arena, source, request->ranges[0].first, 1,
                                         request->columns, 1, &page, err);
    if (status != STATUS_OK)
        return status;
    if (page.rows == 0 || page.ids[0] == ROW_GONE)
        return error_set(err, STATUS_STALE, TEXT_COPY_ROW_GONE, NULL);
    struct span text = value_text(&page.cells[0], scratch);
    if (page.cells[0].kind == VALUE_EMPTY) {
        const char **misfits = NULL;
        status = dataset_read_misfits(db, arena, source->dataset, page.ids[0], &misfits, err);
        if (status == STATUS_OK)
            text = span_string(misfits[request->columns[0]]);
    }
    return status == STATUS_OK ? release_text(where, text, err) : status;
}

static bool take_row(void *context, int64_t id, const struct value *cells)
{
    struct copying *copying = context;
    const struct copy_request *request = copying->request;
    if (copying->left == 0)
        return false;
    copying->left--;
    if (id == ROW_GONE)
        return copying->left > 0;
    copying->status = release_row(copying->release, cells, copying->err);
    if (++copying->done % ROWS_PER_NOTICE == 0 && request->progress != NULL)
        request->progress(request->context, copying->done, copying->all);
    return copying->status == STATUS_OK && copying->left > 0;
}

static int64_t rows_in(const struct row_range *ranges, size_t count)
{
    int64_t rows = 0;
    for (size_t i = 0; i < count; i++)
        rows += ranges[i].last - ranges[i].first + 1;
    return rows;
}

static enum status copy_ranges(struct db *db, const struct row_source *source,
                               struct copying *copying, const struct row_range *ranges,
                               size_t count)
{
    const struct copy_request *request = copying->request;
    enum status status = STATUS_OK;
    copying->all = rows_in(ranges, count);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        copying->left = ranges[i].last - ranges[i].first + 1;
        if (copying->left > 0)
            status = row_source_walk(db, source, ranges[i].first, request->columns,
                                     request->column_count, take_row, copying, request->cancel,
                                     copying->err);
        if (status == STATUS_OK)
            status = copying->status;
    }
    return status;
}

static enum status copy_table(struct db *db, struct arena *arena, const struct row_source *source,
                              const struct copy_request *request,
                              const struct release_request *where, int64_t *rows, struct error *err)
{
    const struct row_range all = {0, row_source_count(source) - 1};
    struct copying copying = {.request = request, .err = err};
    struct output_column *columns = arena_array(arena, request->column_count, sizeof *columns);
    if (columns == NULL)
        return no_memory(err);
    for (size_t i = 0; i < request->column_count; i++) {
        const struct column_info *info = &source->dataset->columns[request->columns[i]];
        columns[i] = (struct output_column){info->name, info->type};
    }
    enum status status =
        release_begin(&copying.release, where, columns, request->column_count, err);
    if (status != STATUS_OK)
        return status;
    if (request->range_count > 0)
        status = copy_ranges(db, source, &copying, request->ranges, request->range_count);
    else
        status = copy_ranges(db, source, &copying, &all, 1);
    *rows = copying.done;
    if (status == STATUS_OK)
        return release_end(copying.release, err);
    release_drop(copying.release);
    return status;
}

enum status copy_out(struct db *db, struct arena *arena, const struct row_source *source,
                     const struct copy_request *request, const char **path, int64_t *rows,
                     struct error *err)
{
    const char *folder = NULL;
    int64_t written = 1;
    bool cell = request->kind == COPY_CELL;
    enum status status = make_folder(db, arena, &folder, err);
    const char *name = status == STATUS_OK ? stem(arena, source, request) : NULL;
    if (status == STATUS_OK)
        status = name != NULL ? free_path(arena, folder, name, cell ? "txt" : "csv", path, err)
                              : no_memory(err);
    if (status != STATUS_OK)
        return status;
    const struct release_request where = {.db = db,
                                          .subject = source->dataset->name,
                                          .by = request->by,
                                          .log = true,
                                          .path = *path,
                                          .format = OUTPUT_CSV};
    status = cell ? copy_cell(db, arena, source, request, &where, err)
                  : copy_table(db, arena, source, request, &where, &written, err);
    if (rows != NULL)
        *rows = written;
    return status;
}
