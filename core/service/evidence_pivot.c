/* A pivot, or a chart of one, as evidence. */
#include "core/analysis/pivot_sentence.h"
#include "core/service/evidence_internal.h"
#include "core/service/pivot.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static const char *called(const struct dataset_info *dataset, int64_t column)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == column)
            return dataset->columns[i].name;
    return "";
}

static bool is_person(const struct dataset_info *dataset, int64_t column)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == column)
            return dataset->columns[i].role == ROLE_PERSON_ID;
    return false;
}

static struct value text_of(struct span text)
{
    return (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY, .text = text};
}

static struct value figure_of(const struct pivot_cell *cell)
{
    if (!cell->has_value)
        return (struct value){.kind = VALUE_EMPTY};
    if (cell->word.kind == VALUE_TEXT)
        return cell->word;
    if (cell->whole)
        return (struct value){.kind = VALUE_INTEGER, .integer = cell->integer};
    return (struct value){.kind = VALUE_DECIMAL, .decimal = cell->number};
}

static bool fill_heads(struct evidence_work *work, const struct pivot_table *table,
                       const struct pivot_called *names, const char *value)
{
    struct snapshot *snapshot = &work->snapshot;
    bool good = true;
    for (size_t c = 0; c < snapshot->columns; c++) {
        if (c < table->row_fields)
            snapshot->heads[c] = arena_string(work->arena, names->rows[c]);
        else if (*names->column)
            snapshot->heads[c] = arena_copy(
                work->arena,
                pivot_line_text(&table->columns[work->kept.columns[c - table->row_fields]], 0));
        else
            snapshot->heads[c] = value;
        good = good && snapshot->heads[c];
    }
    return good;
}

static struct value value_at(const struct pivot_table *table, size_t row, size_t column)
{
    return column < table->row_fields
               ? text_of(pivot_line_text(&table->rows[row], column))
               : figure_of(&table->cells[row * table->column_count + column - table->row_fields]);
}

/* Every figure goes into the mark, those that are kept into the table as well. */
static void fill_cells(struct evidence_work *work, const struct pivot_table *table,
                       struct snapshot_mark *mark)
{
    struct snapshot *snapshot = &work->snapshot;
    size_t columns = table->row_fields + table->column_count;
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < columns; c++) {
            struct value value = value_at(table, r, c);
            snapshot_mark_value(mark, &value);
        }
    }
    for (size_t r = 0; r < snapshot->rows; r++) {
        for (size_t c = 0; c < snapshot->columns; c++) {
            size_t from = c < table->row_fields
                              ? c
                              : table->row_fields + work->kept.columns[c - table->row_fields];
            snapshot->cells[r * snapshot->columns + c] = value_at(table, work->kept.rows[r], from);
        }
    }
}

/* False: no memory. */
static bool choose_lines(struct evidence_work *work, const struct pivot_table *table)
{
    return pivot_keep(work->arena, table, SNAPSHOT_ROWS, SNAPSHOT_COLUMNS - table->row_fields,
                      &work->kept);
}

/* ---- what is behind the figures ---- */

/* Of people or values that are counted, the figure itself; of a share, those that have the
 * value, where there are fewer of them. */
static int64_t behind_cell(const struct pivot_cell *cell, const struct pivot_spec *spec)
{
    double part = cell->number * (double)cell->rows;
    if (spec->show == PIVOT_SHOW_VALUE && spec->value == PIVOT_DISTINCT && cell->has_value)
        return cell->whole ? cell->integer : (int64_t)cell->number;
    if (spec->show == PIVOT_SHOW_VALUE && spec->value == PIVOT_SHARE && cell->has_value &&
        part >= 0.5 && part < (double)cell->rows)
        return (int64_t)(part + 0.5);
    return cell->rows;
}

/* A figure that compares columns tells of all of them. */
static int64_t least_of_row(const struct pivot_table *table, size_t row)
{
    int64_t least = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        int64_t rows = table->cells[row * table->column_count + c].rows;
        if (rows > 0 && (least == 0 || rows < least))
            least = rows;
    }
    return least;
}

static void fill_behind(const struct evidence_work *work, const struct pivot_table *table,
                        const struct pivot_spec *spec)
{
    const struct snapshot *snapshot = &work->snapshot;
    const struct pivot_kept *kept = &work->kept;
    bool compares = spec->show >= PIVOT_SHOW_DIFFERENCE;
    for (size_t r = 0; r < snapshot->rows; r++) {
        int64_t least = compares ? least_of_row(table, kept->rows[r]) : 0;
        for (size_t c = table->row_fields; c < snapshot->columns; c++) {
            const struct pivot_cell *cell = &table->cells[kept->rows[r] * table->column_count +
                                                          kept->columns[c - table->row_fields]];
            snapshot->behind[r * snapshot->columns + c] =
                compares ? least : behind_cell(cell, spec);
        }
    }
}

enum status evidence_of_table(struct evidence_work *work, const struct pivot_spec *spec,
                              struct error *err)
{
    struct pivot_table table;
    struct snapshot_mark mark = {0};
    enum status status = pivot_make(work->use, &work->filters, spec, work->arena, &table, err);
    if (status != STATUS_OK)
        return status;
    const struct pivot_called names = {
        {called(work->dataset, spec->rows[0].column), called(work->dataset, spec->rows[1].column)},
        called(work->dataset, spec->column.column),
        called(work->dataset, spec->value_column),
        is_person(work->dataset, spec->value_column)};
    work->title = pivot_title(work->arena, spec, &names);
    work->sentence = pivot_sentence(work->arena, &table, spec, &names);
    work->snapshot = snapshot_new(work->arena, table.row_count,
                                  table.row_fields + table.column_count, table.row_fields);
    if (!work->title || !work->sentence || !work->snapshot.cells || !choose_lines(work, &table) ||
        !snapshot_keep_behind(work->arena, &work->snapshot) ||
        !fill_heads(work, &table, &names, pivot_heading(work->dataset, spec, work->arena)))
        return no_memory(err);
    fill_cells(work, &table, &mark);
    fill_behind(work, &table, spec);
    work->snapshot.n = table.rows_in;
    work->snapshot.mark = snapshot_mark_text(&mark, work->arena);
    return work->snapshot.mark ? STATUS_OK : no_memory(err);
}

enum status evidence_of_pivot(struct evidence_work *work, struct error *err)
{
    struct pivot_spec spec;
    if (!*work->view.pivot)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_PIVOT, NULL);
    enum status status =
        pivot_spec_from_json(work->arena, span_string(work->view.pivot), &spec, err);
    return status == STATUS_OK ? evidence_of_table(work, &spec, err) : status;
}
