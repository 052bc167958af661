/* From words to rows: filters are read against the columns of a dataset and refused at once
 * where their values don't fit, before anything is loaded. */
#include "core/service/selection.h"

#include <stdlib.h>

#include "core/frame/select.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

struct filter_name *selection_names(const struct dataset_info *dataset, struct arena *arena)
{
    struct filter_name *names = arena_array(arena, dataset->column_count, sizeof *names);
    for (size_t i = 0; names && i < dataset->column_count; i++)
        names[i] = (struct filter_name){dataset->columns[i].id, dataset->columns[i].name,
                                        dataset->columns[i].label};
    return names;
}

static enum status check(const struct dataset_info *dataset, const struct filter *filter,
                         struct error *err)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        const struct column_info *column = &dataset->columns[i];
        if (column->id == filter->column)
            return select_check(column->type, filter, column->name, err);
    }
    return STATUS_OK;
}

enum status selection_read(const struct dataset_info *dataset, struct arena *arena,
                           const char *const *texts, size_t count, bool exact,
                           struct filter_list *out, struct error *err)
{
    struct filter_name *names = selection_names(dataset, arena);
    struct filter_list *lists = arena_array(arena, count, sizeof *lists);
    size_t all = 0;
    *out = (struct filter_list){.count = 0};
    if (!names || !lists)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        enum status status = filter_read_all(arena, span_string(texts[i]), names,
                                             dataset->column_count, exact, &lists[i], err);
        for (size_t k = 0; status == STATUS_OK && k < lists[i].count; k++)
            status = check(dataset, &lists[i].filters[k], err);
        if (status != STATUS_OK)
            return status;
        all += lists[i].count;
    }
    out->filters = arena_array(arena, all, sizeof *out->filters);
    if (!out->filters)
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < lists[i].count; k++)
            out->filters[out->count++] = lists[i].filters[k];
    return STATUS_OK;
}

enum status selection_order(struct frame_use *use, const struct filter_list *filters,
                            const struct sort_key *keys, size_t key_count, struct row_order **out,
                            struct error *err)
{
    struct bitmap bitmap = {0};
    struct order_key *by = calloc(key_count + 1, sizeof *by);
    *out = NULL;
    if (!by)
        return no_memory(err);
    enum status status = frame_use_select(use, filters, 0, &bitmap, err);
    for (size_t i = 0; i < key_count && status == STATUS_OK; i++) {
        by[i].descending = keys[i].descending;
        status = frame_use_column(use, keys[i].column, &by[i].column, err);
    }
    if (status == STATUS_OK)
        status =
            row_order_make(out, bitmap.rows, &bitmap, by, key_count, frame_use_cancel(use), err);
    bitmap_free(&bitmap);
    free(by);
    return status;
}
