/*
 * The use case "pivot": groups and figures from the columns, the table from those. What is
 * behind "others" is worked out from its rows by a cube of its own, which is right for
 * every aggregate.
 */
#include "core/service/pivot.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/pivot_internal.h"

struct making {
    struct pivot_work work;
    struct cube cube;
    struct cube others; /* by the column field alone */
    bool has_others;
    struct arena *arena;
    struct pivot_line *rows, *columns;
    size_t row_count, column_count;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- figures ---- */

static bool take_cell(const struct making *making, const struct cube *cube,
                      const struct cube_cell *cell, struct pivot_cell *out)
{
    char scratch[COLUMN_TEXT_SIZE];
    *out = (struct pivot_cell){.rows = cell->rows,
                               .has_value = cell->has_value,
                               .whole = cell->whole,
                               .integer = cell->integer,
                               .number = cell->number};
    out->word = cube_word(cube, cell, scratch);
    if (out->word.kind == VALUE_EMPTY)
        return true;
    out->word.text.data = arena_copy(making->arena, out->word.text);
    return out->word.text.data != NULL;
}

static bool figure(void *context, const struct pivot_line *row, const struct pivot_line *column,
                   struct pivot_cell *out)
{
    const struct making *making = context;
    bool others = row->kind == PIVOT_OTHERS;
    const struct cube *cube = others ? &making->others : &making->cube;
    uint32_t at[PIVOT_FIELDS] = {CUBE_ALL, CUBE_ALL, CUBE_ALL};
    size_t fields = others ? 0 : making->work.row_fields;
    for (size_t i = 0; i < fields; i++)
        at[i] = row->groups[i];
    if (column)
        at[fields] = column->groups[0];
    const struct cube_cell *cell = cube_find(cube, at);
    *out = (struct pivot_cell){0};
    return !cell || take_cell(making, cube, cell, out);
}

/* ---- lines ---- */

/* Lines of the row fields that occur: cells of the margin over the column field. */
static bool is_line(const struct making *making, const struct cube_cell *cell)
{
    for (size_t i = 0; i < making->work.field_count; i++)
        if ((cell->at[i] == CUBE_ALL) == (i < making->work.row_fields))
            return false;
    return true;
}

static enum status list_rows(struct making *making, struct error *err)
{
    const struct pivot_work *work = &making->work;
    size_t count = 0;
    for (size_t i = 0; i < making->cube.count && work->row_fields > 0; i++)
        count += is_line(making, &making->cube.cells[i]);
    making->rows = calloc(count + 1, sizeof *making->rows);
    if (!making->rows)
        return no_memory(err);
    for (size_t i = 0; i < making->cube.count && making->row_count < count; i++) {
        const struct cube_cell *cell = &making->cube.cells[i];
        if (!is_line(making, cell))
            continue;
        struct pivot_line *line = &making->rows[making->row_count++];
        *line = (struct pivot_line){.kind = PIVOT_LINE, .groups = {UINT32_MAX, UINT32_MAX}};
        for (size_t f = 0; f < work->row_fields; f++) {
            line->groups[f] = cell->at[f];
            line->texts[f] = work->groups[f].texts[cell->at[f]];
        }
    }
    return STATUS_OK;
}

static enum status list_columns(struct making *making, struct error *err)
{
    const struct pivot_work *work = &making->work;
    if (work->field_count == work->row_fields)
        return STATUS_OK;
    const struct groups *groups = &work->groups[work->row_fields];
    making->columns = calloc((size_t)groups->count + 1, sizeof *making->columns);
    if (!making->columns)
        return no_memory(err);
    making->column_count = groups->count;
    for (uint32_t i = 0; i < groups->count; i++)
        making->columns[i] = (struct pivot_line){
            .kind = PIVOT_LINE, .groups = {i, UINT32_MAX}, .texts = {groups->texts[i]}};
    return STATUS_OK;
}

/* ---- others ---- */

static enum status make_others(struct making *making, const struct pivot_table *table,
                               struct error *err)
{
    const struct pivot_work *work = &making->work;
    const struct groups *fields[PIVOT_FIELDS] = {&work->groups[0], &work->groups[1]};
    uint32_t(*kept)[2] = calloc(table->row_count, sizeof *kept);
    struct bitmap rows = {0};
    size_t count = 0;
    if (!kept)
        return no_memory(err);
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].kind != PIVOT_LINE)
            continue;
        memcpy(kept[count++], table->rows[i].groups, sizeof *kept);
    }
    enum status status = groups_others(fields, work->row_fields, (const uint32_t(*)[2])kept, count,
                                       work->rows, frame_use_cancel(work->use), &rows, err);
    fields[0] = &work->groups[work->row_fields];
    if (status == STATUS_OK)
        status = pivot_work_cube(work, fields, work->field_count - work->row_fields, &rows,
                                 &making->others, err);
    making->has_others = status == STATUS_OK;
    bitmap_free(&rows);
    free(kept);
    return status;
}

static bool shows_others(const struct pivot_table *table)
{
    return table->row_count > 1 && table->rows[table->row_count - 2].kind == PIVOT_OTHERS;
}

/* ---- the table ---- */

static enum status make_table(struct making *making, struct pivot_table *out, struct error *err)
{
    const struct pivot_work *work = &making->work;
    enum status status = list_rows(making, err);
    if (status == STATUS_OK)
        status = list_columns(making, err);
    const struct pivot_source figures = {
        making->rows, making->row_count, making->columns, making->column_count, figure, making};
    if (status == STATUS_OK)
        status = pivot_table_arrange(making->arena, work->spec, &figures, out, err);
    if (status == STATUS_OK && shows_others(out))
        status = make_others(making, out, err);
    if (status == STATUS_OK)
        status = pivot_table_fill(making->arena, work->spec, &figures, out, err);
    if (status == STATUS_OK) {
        out->rows_in = work->rows ? work->rows->count : work->dataset->rows;
        out->skipped = making->cube.skipped;
    }
    return status;
}

enum status pivot_make(struct frame_use *use, const struct filter_list *filters,
                       const struct pivot_spec *spec, struct arena *arena, struct pivot_table *out,
                       struct error *err)
{
    struct making making = {.arena = arena};
    const struct groups *fields[PIVOT_FIELDS];
    *out = (struct pivot_table){0};
    enum status status = pivot_work_begin(&making.work, use, filters, spec, err);
    for (size_t i = 0; i < PIVOT_FIELDS; i++)
        fields[i] = &making.work.groups[i];
    if (status == STATUS_OK)
        status = pivot_work_cube(&making.work, fields, making.work.field_count, making.work.rows,
                                 &making.cube, err);
    if (status == STATUS_OK)
        status = make_table(&making, out, err);
    free(making.rows);
    free(making.columns);
    cube_free(&making.cube);
    if (making.has_others)
        cube_free(&making.others);
    pivot_work_end(&making.work);
    return status;
}

const char *pivot_heading(const struct dataset_info *dataset, const struct pivot_spec *spec,
                          struct arena *arena)
{
    const char *word = pivot_value_word(spec->value), *name = "", *text = NULL;
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == spec->value_column)
            name = dataset->columns[i].name;
    if (spec->value == PIVOT_COUNT)
        return word;
    if (spec->value == PIVOT_SHARE)
        text = arena_printf(arena, "%s:%s=%s", word, name, spec->share ? spec->share : "");
    else
        text = arena_printf(arena, "%s:%s", word, name);
    return text ? text : "";
}
