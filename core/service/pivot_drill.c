/* From a cell of a pivot to the conditions that its rows meet: what the chips of a drill say. */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/pivot_internal.h"

struct drill {
    struct pivot_work work;
    struct arena *arena;
    struct filter filters[2 * PIVOT_FIELDS];
    size_t count;
    struct buffer words;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static void add_words(struct drill *drill, struct span text)
{
    if (drill->words.len > 0)
        buffer_add_string(&drill->words, " × ");
    buffer_add_span(&drill->words, text);
}

/* Groups are made anew here: if the data has changed since, their numbers may have as well,
 * and the text tells. */
static enum status add_group(struct drill *drill, size_t field, uint32_t group, struct span text,
                             struct error *err)
{
    const struct groups *groups = &drill->work.groups[field];
    const struct pivot_line line = {.kind = PIVOT_LINE, .texts = {text}};
    if (group == UINT32_MAX)
        return STATUS_OK;
    if (!pivot_group_is_same(groups, group, text))
        return error_set(err, STATUS_STALE, TEXT_PIVOT_DRILL_STALE, NULL);
    size_t made = groups_filters(groups, group, drill->arena, &drill->filters[drill->count]);
    drill->count += made;
    add_words(drill, pivot_line_text(&line, 0));
    return made > 0 ? STATUS_OK : no_memory(err);
}

static enum status add_others(struct drill *drill, const struct pivot_table *table,
                              struct error *err)
{
    struct filter *out = &drill->filters[drill->count];
    enum status status = pivot_others_filter(&drill->work, table, drill->arena, out, err);
    if (status != STATUS_OK)
        return status;
    drill->count++;
    add_words(drill, span_string(text_get(TEXT_PIVOT_OTHERS)));
    return STATUS_OK;
}

static enum status drill_cell(struct drill *drill, const struct pivot_table *table,
                              const struct pivot_line *row, const struct pivot_line *column,
                              struct error *err)
{
    const struct pivot_work *work = &drill->work;
    enum status status = STATUS_OK;
    if (row->kind == PIVOT_OTHERS)
        status = add_others(drill, table, err);
    for (size_t i = 0; i < work->row_fields && status == STATUS_OK; i++)
        status = add_group(drill, i, row->groups[i], row->texts[i], err);
    if (work->field_count > work->row_fields && status == STATUS_OK)
        status = add_group(drill, work->row_fields, column->groups[0], column->texts[0], err);
    if (drill->words.len == 0)
        add_words(drill, span_string(text_get(TEXT_PIVOT_TOTAL)));
    return status;
}

static enum status hand_out(struct drill *drill, struct filter_list *out, const char **words,
                            struct error *err)
{
    out->count = drill->count;
    out->filters = arena_array(drill->arena, drill->count, sizeof *out->filters);
    *words = arena_copy(drill->arena, buffer_span(&drill->words));
    if (drill->words.failed || !out->filters || !*words)
        return no_memory(err);
    memcpy(out->filters, drill->filters, drill->count * sizeof *out->filters);
    return STATUS_OK;
}

enum status pivot_drill(struct frame_use *use, const struct filter_list *filters,
                        const struct pivot_spec *spec, const struct pivot_table *table, size_t row,
                        size_t column, struct arena *arena, struct filter_list *out,
                        const char **words, struct error *err)
{
    struct drill drill = {.arena = arena};
    *out = (struct filter_list){0};
    *words = "";
    if (row >= table->row_count || column >= table->column_count)
        return error_set(err, STATUS_STALE, TEXT_PIVOT_DRILL_STALE, NULL);
    enum status status = pivot_work_begin(&drill.work, use, filters, spec, err);
    if (status == STATUS_OK)
        status = drill_cell(&drill, table, &table->rows[row], &table->columns[column], err);
    if (status == STATUS_OK)
        status = hand_out(&drill, out, words, err);
    buffer_free(&drill.words);
    pivot_work_end(&drill.work);
    return status;
}
