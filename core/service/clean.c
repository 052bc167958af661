/* The values of a column, counted over all rows, and the groups that they make. */
#include "core/service/clean.h"

#include "core/service/facet.h"

static bool has_texts(const struct column_info *column)
{
    return column->type == COLUMN_TEXT;
}

static enum status read_values(struct frame_use *use, size_t position, struct arena *arena,
                               struct clean_column *out, struct error *err)
{
    const struct filter_list none = {.count = 0};
    const struct facet_wish wish = {.column = position, .own = true, .sort = FACET_BY_COUNT};
    struct facet facet = {.count = 0};
    enum status status = facet_read(use, &none, &wish, arena, &facet, err);
    if (status != STATUS_OK)
        return status;
    out->values = arena_array(arena, facet.count + 1, sizeof *out->values);
    if (out->values == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < facet.count; i++) {
        const struct facet_entry *entry = &facet.entries[i];
        if (entry->text.len == 0) /* empty cells stay empty */
            continue;
        out->values[out->count++] = (struct cleaning_value){entry->text, entry->rows};
        out->rows += entry->rows;
        postcode_count(&out->postcodes, entry->text, entry->rows);
    }
    return STATUS_OK;
}

enum status clean_read(struct frame_use *use, size_t position, enum cleaning_way ways,
                       struct arena *arena, struct clean_column *out, struct error *err)
{
    const struct column_info *column = &frame_use_dataset(use)->columns[position];
    *out = (struct clean_column){.count = 0};
    if (!has_texts(column))
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_NOT_TEXT,
                         TEXT_VALUES(text_string("column", column->name),
                                     text_string("type", column_type_name(column->type))));
    enum status status = read_values(use, position, arena, out, err);
    if (status == STATUS_OK && !cleaning_find_groups(out->values, out->count, ways,
                                                     frame_use_cancel(use), arena, &out->groups))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    const volatile int *cancel = frame_use_cancel(use);
    if (status == STATUS_OK && cancel && *cancel)
        status = error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
    return status;
}
