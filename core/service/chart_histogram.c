/* Histograms: the quartiles of the numbers first, which say how wide the bands are, then the
 * rows in each band, counted as a pivot counts them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/frame/spread.h"
#include "core/service/chart_internal.h"

struct histogram {
    struct chart_work *work;
    const struct column_info *column;
    const struct frame_column *frame;
    struct chart_box *whole;
    double near_least, near_greatest;
    struct groups by, bands;
    bool has_by;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- all numbers ---- */

/* What the bands at the ends leave to those between them. */
static void find_near(struct histogram *histogram, const struct chart_weight *numbers, size_t count)
{
    enum { FAR = 3 };
    const struct chart_box *whole = histogram->whole;
    double half = FAR * (whole->upper - whole->lower);
    histogram->near_least = INFINITY;
    histogram->near_greatest = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        if (numbers[i].number < whole->lower - half || numbers[i].number > whole->upper + half)
            continue;
        histogram->near_least = fmin(histogram->near_least, numbers[i].number);
        histogram->near_greatest = fmax(histogram->near_greatest, numbers[i].number);
    }
}

static bool take_numbers(void *context, const uint32_t at[3], int64_t rows,
                         const struct spread_run *runs, size_t count)
{
    struct histogram *histogram = context;
    struct chart_weight *weights = arena_array(histogram->work->arena, count, sizeof *weights);
    (void)at;
    (void)rows;
    for (size_t i = 0; weights && i < count; i++)
        weights[i] = (struct chart_weight){runs[i].number, runs[i].rows};
    if (!weights)
        return false;
    chart_box_make(histogram->whole, weights, count);
    find_near(histogram, weights, count);
    return true;
}

static enum status measure(struct histogram *histogram, struct error *err)
{
    struct chart_work *work = histogram->work;
    const struct cube_request request = {.value = histogram->frame,
                                         .rows = work->rows,
                                         .row_count = (size_t)work->dataset->rows,
                                         .cancel = frame_use_cancel(work->use)};
    histogram->whole = arena_alloc(work->arena, sizeof *histogram->whole);
    work->chart->whole = histogram->whole;
    return histogram->whole ? spread_walk(&request, take_numbers, histogram, err) : no_memory(err);
}

/* ---- bands ---- */

/* As wide as a person wants them: by the chart's settings, or as the pivot cuts the column. */
static double wanted_width(const struct histogram *histogram)
{
    const struct chart_request *request = histogram->work->request;
    const struct pivot_field *rows = &request->pivot->rows[0];
    if (request->settings->width > 0)
        return request->settings->width;
    bool cut = rows->column == histogram->column->id && rows->cut == PIVOT_BANDS;
    return cut ? rows->width : 0;
}

void chart_band_text(bool whole, double from, double to, char *out, size_t size)
{
    if (!isfinite(from))
        snprintf(out, size, "< %.15g", to);
    else if (!isfinite(to))
        snprintf(out, size, "≥ %.15g", from);
    else if (whole && to - from > 1)
        snprintf(out, size, "%.15g–%.15g", from, to - 1);
    else if (whole)
        snprintf(out, size, "%.15g", from);
    else
        snprintf(out, size, "[%.15g,%.15g)", from, to);
}

/* All of it, as it was written: what is written again is the same. */
bool chart_band_read(struct span text, bool *whole, double *from, double *to)
{
    char copy[80], again[80];
    if (text.len >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%.*s", (int)text.len, text.data);
    *from = -INFINITY;
    *to = INFINITY;
    *whole = true;
    if (sscanf(copy, "[%lf,%lf)", from, to) == 2)
        *whole = false;
    else if (sscanf(copy, "%lf–%lf", from, to) == 2)
        *to += 1;
    else if (sscanf(copy, "< %lf", to) == 1)
        *from = -INFINITY;
    else if (sscanf(copy, "≥ %lf", from) == 1)
        *to = INFINITY;
    else if (sscanf(copy, "%lf", from) == 1)
        *to = *from + 1;
    chart_band_text(*whole, *from, *to, again, sizeof again);
    return strcmp(again, copy) == 0;
}

static bool add_band(struct histogram *histogram, double from, double to)
{
    struct chart *chart = histogram->work->chart;
    char text[80];
    chart_band_text(chart->axis.whole, from, to, text, sizeof text);
    const char *copy = arena_string(histogram->work->arena, text);
    chart->categories[chart->category_count++] = (struct chart_category){
        .text = span_string(copy), .kind = PIVOT_LINE, .placed = true, .from = from, .to = to};
    return copy != NULL;
}

static enum status make_bands(struct histogram *histogram, struct error *err)
{
    struct chart_work *work = histogram->work;
    struct chart *chart = work->chart;
    const struct chart_box *whole = histogram->whole;
    const struct chart_bins_data data = {.least = whole->least,
                                         .lower = whole->lower,
                                         .upper = whole->upper,
                                         .greatest = whole->greatest,
                                         .count = whole->rows,
                                         .whole = histogram->column->type == COLUMN_INTEGER,
                                         .most = histogram->has_by ? CHART_BINS_SMALL : 0,
                                         .near = whole->rows > 0,
                                         .near_least = histogram->near_least,
                                         .near_greatest = histogram->near_greatest};
    chart->bins = chart_bins_make(&data, wanted_width(histogram));
    chart->axis.whole =
        histogram->column->type == COLUMN_INTEGER && chart->bins.width == floor(chart->bins.width);
    size_t bands = chart->bins.count + chart->bins.below + chart->bins.above;
    chart->categories = arena_array(work->arena, bands, sizeof *chart->categories);
    chart->series = arena_array(work->arena, 1, sizeof *chart->series);
    chart->values = arena_array(work->arena, chart->panel_count * bands, sizeof *chart->values);
    if (!chart->categories || !chart->series || !chart->values)
        return no_memory(err);
    chart->series[0] = span_of("", 0);
    chart->series_count = 1;
    bool good = !chart->bins.below || add_band(histogram, -INFINITY, chart->bins.from);
    for (size_t i = 0; i < chart->bins.count; i++)
        good = good && add_band(histogram, chart_bins_edge(&chart->bins, i),
                                chart_bins_edge(&chart->bins, i + 1));
    good = good && (!chart->bins.above || add_band(histogram, chart->bins.to, INFINITY));
    for (size_t i = 0; i < chart->panel_count * bands; i++)
        chart->values[i] =
            (struct chart_value){.has = true, .row = UINT32_MAX, .column = UINT32_MAX};
    return good ? STATUS_OK : no_memory(err);
}

/* ---- rows in them ---- */

/* The band that a group of the cut column falls into. */
static size_t band_of(const struct chart *chart, double lower)
{
    const struct chart_bins *bins = &chart->bins;
    size_t first = bins->below ? 1 : 0;
    if (bins->below && lower < bins->from)
        return 0;
    if (bins->above && lower >= bins->to)
        return first + bins->count;
    double place = nearbyint((lower - bins->from) / bins->width);
    size_t band = place > 0 ? (size_t)place : 0;
    return first + (band < bins->count ? band : bins->count - 1);
}

static void add_rows(struct histogram *histogram, const struct cube_cell *cell)
{
    struct chart *chart = histogram->work->chart;
    const struct value *lower = &histogram->bands.values[cell->at[histogram->has_by]];
    uint32_t panel = histogram->has_by ? cell->at[0] : 0;
    bool number = lower->kind == VALUE_INTEGER || lower->kind == VALUE_DECIMAL;
    if (!number || panel >= chart->panel_count)
        return;
    double from = lower->kind == VALUE_INTEGER ? (double)lower->integer : lower->decimal;
    struct chart_value *value = chart_at(chart, panel, 0, band_of(chart, from));
    value->rows += cell->rows;
    value->number = (double)value->rows;
}

static enum status count_rows(struct histogram *histogram, struct error *err)
{
    struct chart_work *work = histogram->work;
    struct chart *chart = work->chart;
    const struct pivot_field field = {
        .column = histogram->column->id, .cut = PIVOT_BANDS, .width = chart->bins.width};
    enum status status = chart_groups(work, &field, &histogram->bands, err);
    if (status != STATUS_OK)
        return status;
    struct cube_request request = {.aggregate = AGGREGATE_COUNT,
                                   .rows = work->rows,
                                   .row_count = (size_t)work->dataset->rows,
                                   .cancel = frame_use_cancel(work->use)};
    if (histogram->has_by)
        request.fields[request.field_count++] = &histogram->by;
    request.fields[request.field_count++] = &histogram->bands;
    struct cube cube;
    status = cube_make(&cube, &request, err);
    for (size_t i = 0; status == STATUS_OK && i < cube.count; i++) {
        bool full = true; /* no margin */
        for (size_t f = 0; f < request.field_count; f++)
            full = full && cube.cells[i].at[f] != CUBE_ALL;
        if (full)
            add_rows(histogram, &cube.cells[i]);
    }
    if (status == STATUS_OK)
        cube_free(&cube);
    groups_free(&histogram->bands);
    return status;
}

static void find_range(struct chart *chart)
{
    for (size_t i = 0; i < chart->panel_count * chart->category_count; i++) {
        struct chart_value *value = &chart->values[i];
        value->few = value->rows > 0 && value->rows < chart->minimum;
        chart->greatest = fmax(chart->greatest, value->number);
    }
    chart->figures = (struct pivot_figures){.decimals = 0, .times = 1};
}

static enum status make(struct histogram *histogram, struct error *err)
{
    struct chart_work *work = histogram->work;
    enum status status = measure(histogram, err);
    if (status == STATUS_OK)
        status = chart_make_panels(work, histogram->has_by ? &histogram->by : NULL, err);
    if (status == STATUS_OK && histogram->whole->rows > 0) {
        status = make_bands(histogram, err);
        if (status == STATUS_OK)
            status = count_rows(histogram, err);
        find_range(work->chart);
    }
    return status == STATUS_OK ? chart_note_missing(work, histogram->column->id,
                                                    work->row_count - histogram->whole->rows, err)
                               : status;
}

enum status chart_make_histogram(struct chart_work *work, struct error *err)
{
    int64_t id = chart_histogram_column(work->dataset, work->request->pivot);
    struct histogram histogram = {
        .work = work, .column = chart_column(work->dataset, id), .has_by = false};
    const struct pivot_field by = chart_by_field(work);
    struct pivot_spec named = {.rows = {{0}}, .value_column = id};
    if (!chart_names_fill(work, &named))
        return no_memory(err);
    work->chart->spec = named;
    enum status status = frame_use_column(work->use, (size_t)chart_position(work->dataset, id),
                                          &histogram.frame, err);
    if (status == STATUS_OK && by.column != 0) {
        status = chart_groups(work, &by, &histogram.by, err);
        histogram.has_by = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = make(&histogram, err);
    if (histogram.has_by)
        groups_free(&histogram.by);
    return status;
}
