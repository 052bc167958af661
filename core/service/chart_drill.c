/* From a bar or a point to the conditions that its rows meet. What is drawn from a pivot's
 * table is asked of the pivot; bands and points are ranges of numbers. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/chart_internal.h"
#include "core/service/pivot.h"

struct drill {
    struct chart_work work;
    const struct scene_spot *spot;
    struct filter_list *out;
    struct buffer words;
};

enum { FILTERS_MOST = 8 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status gone(struct error *err)
{
    return error_set(err, STATUS_STALE, TEXT_PIVOT_DRILL_STALE, NULL);
}

/* ---- ranges ---- */

static enum status add_bound(struct drill *drill, int64_t column, enum filter_op op, double bound,
                             struct error *err)
{
    struct arena *arena = drill->work.arena;
    const char *text = arena_printf(arena, "%.15g", bound);
    struct span *texts = arena_array(arena, 1, sizeof *texts);
    if (!isfinite(bound))
        return STATUS_OK;
    if (!text || !texts || drill->out->count == FILTERS_MOST)
        return no_memory(err);
    texts[0] = span_string(text);
    drill->out->filters[drill->out->count++] =
        (struct filter){.column = column, .op = op, .count = 1, .texts = texts};
    return STATUS_OK;
}

/* "age 25–29", "months ≥ 60": whole numbers end with the last one that is meant. */
static void add_words(struct drill *drill, const struct column_info *column, double from, double to)
{
    bool whole = column->type == COLUMN_INTEGER && from == floor(from) && to == floor(to);
    double last = whole ? to - 1 : to;
    buffer_printf(&drill->words, "%s%s ", drill->words.len > 0 ? " × " : "", column->name);
    if (!isfinite(to))
        buffer_printf(&drill->words, "≥ %.10g", from);
    else if (!isfinite(from))
        buffer_printf(&drill->words, "< %.10g", to);
    else if (whole && last <= from)
        buffer_printf(&drill->words, "%.10g", from);
    else
        buffer_printf(&drill->words, "%.10g–%.10g", from, last);
}

static enum status add_range(struct drill *drill, int64_t column, double from, double to,
                             struct error *err)
{
    const struct column_info *info = chart_column(drill->work.dataset, column);
    if (!info)
        return gone(err);
    enum status status = add_bound(drill, column, FILTER_GREATER_EQUAL, from, err);
    if (status == STATUS_OK)
        status = add_bound(drill, column, FILTER_LESS, to, err);
    add_words(drill, info, from, to);
    return status;
}

/* ---- the pivot's part ---- */

static void take(struct drill *drill, const struct filter_list *filters, const char *words)
{
    for (size_t i = 0; i < filters->count && drill->out->count < FILTERS_MOST; i++)
        drill->out->filters[drill->out->count++] = filters->filters[i];
    buffer_printf(&drill->words, "%s%s", drill->words.len > 0 ? " × " : "", words);
}

static enum status add_cell(struct drill *drill, const struct pivot_spec *spec, uint32_t row,
                            uint32_t column, struct error *err)
{
    struct chart_work *work = &drill->work;
    struct pivot_table table;
    struct filter_list filters;
    const char *words;
    enum status status =
        pivot_make(work->use, work->request->filters, spec, work->arena, &table, err);
    if (status == STATUS_OK)
        status = pivot_drill(work->use, work->request->filters, spec, &table, row, column,
                             work->arena, &filters, &words, err);
    if (status == STATUS_OK)
        take(drill, &filters, words);
    return status;
}

/* The small chart that it stands in: the value of its field. */
static enum status add_panel(struct drill *drill, struct error *err)
{
    struct pivot_spec spec = {.rows = {chart_by_field(&drill->work)}, .sort = PIVOT_BY_LABEL};
    if (spec.rows[0].column == 0)
        return STATUS_OK;
    return add_cell(drill, &spec, drill->spot->panel, 0, err);
}

/* ---- all together ---- */

static enum status find(struct drill *drill, const struct chart *chart, struct error *err)
{
    const struct scene_spot *spot = drill->spot;
    const struct pivot_spec *pivot = drill->work.request->pivot;
    if (chart->kind == CHART_SCATTER) {
        enum status status = add_panel(drill, err);
        if (status == STATUS_OK)
            status = add_range(drill, pivot->rows[0].column, spot->x0, spot->x1, err);
        return status == STATUS_OK ? add_range(drill, pivot->value_column, spot->y0, spot->y1, err)
                                   : status;
    }
    if (spot->panel >= chart->panel_count || spot->category >= chart->category_count)
        return gone(err);
    if (chart->kind == CHART_HISTOGRAM) {
        const struct chart_category *band = &chart->categories[spot->category];
        enum status status = add_panel(drill, err);
        return status == STATUS_OK
                   ? add_range(drill, chart_histogram_column(drill->work.dataset, pivot),
                               band->from, band->to, err)
                   : status;
    }
    const struct chart_value *value = chart_at(chart, spot->panel, spot->series, spot->category);
    if (value->row == UINT32_MAX)
        return gone(err);
    return add_cell(drill, &chart->spec, value->row, value->column, err);
}

enum status chart_drill(struct frame_use *use, const struct chart_request *request,
                        const struct chart *chart, const struct scene_spot *spot,
                        struct arena *arena, struct filter_list *out, const char **words,
                        struct error *err)
{
    struct drill drill = {
        .work = {.use = use, .dataset = frame_use_dataset(use), .request = request, .arena = arena},
        .spot = spot,
        .out = out};
    *out = (struct filter_list){.filters = arena_array(arena, FILTERS_MOST, sizeof(struct filter))};
    *words = "";
    if (!out->filters)
        return no_memory(err);
    enum status status = find(&drill, chart, err);
    if (status == STATUS_OK) {
        *words = arena_copy(arena, buffer_span(&drill.words));
        if (drill.words.failed || !*words)
            status = no_memory(err);
    }
    buffer_free(&drill.words);
    return status;
}
