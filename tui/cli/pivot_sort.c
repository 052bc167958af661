/* Sorting a pivot by a value of its column field: which columns there are, only the pivot
 * itself tells. */
#include "core/base/nearest.h"
#include "core/service/pivot.h"
#include "tui/cli/pivot_args.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status no_such_column(const struct pivot_args *args, const struct pivot_table *table,
                                  struct arena *arena, struct error *err)
{
    const char **names = arena_array(arena, table->column_count, sizeof *names);
    const char *word = arena_copy(arena, args->sort_column);
    if (!names || !word)
        return no_memory(err);
    for (size_t i = 0; i < table->column_count; i++) {
        names[i] = arena_copy(arena, pivot_line_text(&table->columns[i], 0));
        if (!names[i])
            return no_memory(err);
    }
    int near = nearest_name(word, names, table->column_count);
    return error_set(err, STATUS_NOT_FOUND,
                     near < 0 ? TEXT_CLI_PIVOT_NO_SORT : TEXT_CLI_PIVOT_SORT_NEAR,
                     TEXT_VALUES(text_string("word", word),
                                 text_string("nearest", near < 0 ? "" : names[near])));
}

enum status pivot_args_sort(struct pivot_args *args, struct frame_use *use,
                            const struct filter_list *filters, struct arena *arena,
                            struct error *err)
{
    struct pivot_spec plain = args->spec;
    struct pivot_table table;
    plain.sort = PIVOT_BY_LABEL;
    plain.top = 0;
    if (args->sort_column.len == 0)
        return STATUS_OK;
    enum status status = pivot_make(use, filters, &plain, arena, &table, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i + 1 < table.column_count; i++) {
        if (span_equal(pivot_line_text(&table.columns[i], 0), args->sort_column)) {
            args->spec.sort = (int)i;
            return STATUS_OK;
        }
    }
    return no_such_column(args, &table, arena, err);
}
