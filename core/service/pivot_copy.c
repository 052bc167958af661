/* A pivot as a file. Apart from making it: what leaves datajam passes the release gate. */
#include "core/service/pivot_copy.h"

#include "core/service/copy.h"
#include "core/service/release.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const char *column_name(struct arena *arena, const struct pivot_copy_request *request,
                               size_t column)
{
    if (request->spec->column.column == 0)
        return request->value;
    return arena_copy(arena, pivot_line_text(&request->table.columns[column], 0));
}

static struct output_column *columns_of(struct arena *arena,
                                        const struct pivot_copy_request *request)
{
    const struct pivot_table *table = &request->table;
    size_t count = table->row_fields + table->column_count;
    struct output_column *columns = arena_array(arena, count, sizeof *columns);
    for (size_t i = 0; columns != NULL && i < count; i++) {
        bool field = i < table->row_fields;
        columns[i].name =
            field ? request->rows[i] : column_name(arena, request, i - table->row_fields);
        columns[i].type = field ? COLUMN_TEXT : COLUMN_DECIMAL;
        if (columns[i].name == NULL)
            return NULL;
    }
    return columns;
}

static struct value text_value_of(struct span text)
{
    return (struct value){.kind = text.len > 0 ? VALUE_TEXT : VALUE_EMPTY, .text = text};
}

static struct value value_of(const struct pivot_cell *cell)
{
    if (!cell->has_value)
        return (struct value){.kind = VALUE_EMPTY};
    if (cell->word.kind != VALUE_EMPTY)
        return cell->word;
    return (struct value){.kind = cell->whole ? VALUE_INTEGER : VALUE_DECIMAL,
                          .integer = cell->integer,
                          .decimal = cell->number};
}

static enum status write_rows(struct release *release, const struct pivot_table *table,
                              struct value *values, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t row = 0; row < table->row_count && status == STATUS_OK; row++) {
        if (table->rows[row].kind == PIVOT_SUBTOTAL)
            continue; /* a file that is added up must not hold a row twice */
        for (size_t field = 0; field < table->row_fields; field++)
            values[field] = text_value_of(pivot_line_text(&table->rows[row], field));
        for (size_t column = 0; column < table->column_count; column++)
            values[table->row_fields + column] =
                value_of(&table->cells[row * table->column_count + column]);
        status = release_row(release, values, err);
    }
    return status;
}

static enum status write_table(struct arena *arena, const struct pivot_copy_request *request,
                               const struct release_request *where, struct error *err)
{
    const struct pivot_table *table = &request->table;
    size_t count = table->row_fields + table->column_count;
    struct release *release = NULL;
    struct output_column *columns = columns_of(arena, request);
    struct value *values = arena_array(arena, count, sizeof *values);
    if (columns == NULL || values == NULL)
        return no_memory(err);
    enum status status = release_begin(&release, where, columns, count, err);
    if (status != STATUS_OK)
        return status;
    status = write_rows(release, table, values, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

enum status pivot_copy_out(struct db *db, struct arena *arena,
                           const struct pivot_copy_request *request, const char **path,
                           struct error *err)
{
    static const struct {
        const char *part, *ending;
    } names[] = {[PIVOT_COPY_CELL] = {"pivot-cell", "txt"},
                 [PIVOT_COPY_TABLE] = {"pivot", "csv"},
                 [PIVOT_COPY_SQL] = {"pivot", "sql"}};
    enum status status = copy_path(db, arena, request->dataset, names[request->kind].part,
                                   names[request->kind].ending, path, err);
    if (status != STATUS_OK)
        return status;
    const struct release_request where = {.db = db,
                                          .subject = request->dataset,
                                          .by = request->by,
                                          .log = true,
                                          .path = *path,
                                          .format = OUTPUT_CSV};
    if (request->kind == PIVOT_COPY_TABLE)
        return write_table(arena, request, &where, err);
    return release_text(&where, span_string(request->text), err);
}
