/* A look at a column before it is made: worked out as it will be, counted, and shown beside
 * what it is made of. Nothing is written. */
#include "core/frame/facet.h"
#include "core/frame/work_out.h"
#include "core/service/derive.h"
#include "core/service/frames_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Positions and types of what it is made of, checked. */
static enum status resolve(struct frame_use *use, const struct recipe *recipe,
                           struct frame_recipe *out, struct error *err)
{
    struct recipe_column columns[RECIPE_SOURCES];
    const int64_t ids[] = {recipe->source, recipe->with};
    *out = (struct frame_recipe){.recipe = recipe};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t position = 0;
        while (position < use->dataset.column_count && use->dataset.columns[position].id != ids[i])
            position++;
        if (position == use->dataset.column_count)
            return error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
        const struct column_info *info = &use->dataset.columns[position];
        out->positions[i] = position;
        out->types[i] = info->type;
        columns[i] = (struct recipe_column){info->type, info->name};
    }
    return recipe_check(recipe, columns, err);
}

static enum status count_values(const struct frame_column *column, size_t limit,
                                struct arena *arena, struct derive_preview *out, struct error *err)
{
    struct facet facet;
    out->rows = (int64_t)column->rows;
    if (column->form == FORM_TEXTS) /* nearly all different: nothing to be learnt from */
        return STATUS_OK;
    const struct facet_request request = {
        .field = {.column = column}, .sort = FACET_BY_VALUE, .limit = limit};
    enum status status = facet_make(&facet, &request, arena, err);
    if (status != STATUS_OK)
        return status;
    out->values = arena_array(arena, facet.count, sizeof *out->values);
    if (!out->values)
        return no_memory(err);
    out->count = facet.count;
    out->all = facet.all;
    for (size_t i = 0; i < facet.count; i++)
        out->values[i] =
            (struct derive_count){facet.entries[i].text.len ? facet.entries[i].value
                                                            : (struct value){.kind = VALUE_EMPTY},
                                  facet.entries[i].text, facet.entries[i].rows};
    return STATUS_OK;
}

static enum status cell_text(const struct frame_column *column, size_t row, struct arena *arena,
                             const char **out, struct error *err)
{
    char scratch[VALUE_NUMBER_SIZE];
    struct value value;
    enum status status = column_row_value(column, row, arena, &value, err);
    if (status != STATUS_OK)
        return status;
    *out = arena_copy(arena, value_text(&value, scratch));
    return *out ? STATUS_OK : no_memory(err);
}

static enum status show_first(struct frame_use *use, const struct frame_recipe *recipe,
                              const struct frame_column *column, size_t rows, struct arena *arena,
                              struct derive_preview *out, struct error *err)
{
    enum status status = STATUS_OK;
    rows = rows < column->rows ? rows : column->rows;
    out->first = arena_array(arena, rows, sizeof *out->first);
    if (!out->first)
        return no_memory(err);
    for (size_t row = 0; row < rows && status == STATUS_OK; row++) {
        struct derive_first *first = &out->first[row];
        first->sources[1] = "";
        for (size_t i = 0; i < recipe_sources(recipe->recipe) && status == STATUS_OK; i++) {
            const struct frame_column *source = NULL;
            status = frame_use_column(use, recipe->positions[i], &source, err);
            if (status == STATUS_OK)
                status = cell_text(source, row, arena, &first->sources[i], err);
        }
        if (status == STATUS_OK)
            status = cell_text(column, row, arena, &first->result, err);
    }
    out->first_count = status == STATUS_OK ? rows : 0;
    return status;
}

enum status derive_preview(struct frame_use *use, const struct recipe *recipe, size_t values,
                           size_t first, struct arena *arena, struct derive_preview *out,
                           struct error *err)
{
    struct frame_recipe resolved;
    struct frame_column *column = NULL;
    int64_t reasons[WORK_OUT_REASONS] = {0};
    *out = (struct derive_preview){.count = 0};
    enum status status = resolve(use, recipe, &resolved, err);
    if (status != STATUS_OK)
        return status;
    out->type = recipe_type(recipe, resolved.types);
    resolved.order = recipe_order(recipe, arena);
    status =
        resolved.order ? frames_work_out(use, &resolved, &column, reasons, err) : no_memory(err);
    if (status == STATUS_OK && column)
        status = count_values(column, values, arena, out, err);
    if (status == STATUS_OK && column)
        status = show_first(use, &resolved, column, first, arena, out, err);
    for (int i = 0; i < RECIPE_FAULT_COUNT; i++)
        out->reasons[i] = reasons[i];
    column_free(column);
    return status;
}
