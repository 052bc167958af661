/*
 * Figures of a chart that was made of rows one by one – a histogram, box plots, a cloud of
 * points – become that chart again, as they were pinned and as far as they may be shown. What
 * it was made of is not asked: figures that are hidden are not in the picture either.
 */
#include <math.h>
#include <string.h>

#include "core/analysis/points.h"
#include "core/service/chart_internal.h"
#include "core/service/deck_internal.h"

/* Figures of a box, behind the labels; whiskers are not there in files of the first version. */
enum { BOX_ROWS, BOX_LEAST, BOX_LOWER, BOX_MEDIAN, BOX_UPPER, BOX_GREATEST, BOX_LOW, BOX_HIGH };
enum { BOX_FIGURES_LEAST = BOX_GREATEST + 1, POINT_FIGURES = 3 };

struct remaking {
    const struct deck_work *work;
    const struct snapshot *figures;
    struct chart *chart;
    size_t panel_column, category_column; /* SIZE_MAX: there is none */
    size_t rows_each;                     /* of a panel */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status none(struct error *err)
{
    return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_PIVOT, NULL);
}

static const struct value *cell(const struct snapshot *figures, size_t row, size_t column)
{
    return &figures->cells[row * figures->columns + column];
}

/* False: there is none, or it is hidden. */
static bool number_of(const struct value *value, double *out)
{
    *out = value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
    return value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
}

static bool figure(const struct remaking *remaking, size_t row, size_t column, double *out)
{
    return number_of(cell(remaking->figures, row, remaking->figures->labels + column), out);
}

/* ---- panels and categories ---- */

static struct span label(const struct remaking *remaking, size_t row, size_t column)
{
    return column == SIZE_MAX ? span_of("", 0) : cell(remaking->figures, row, column)->text;
}

static enum status make_panels(struct remaking *remaking, struct error *err)
{
    struct chart *chart = remaking->chart;
    chart->panels =
        arena_array(remaking->work->arena, remaking->figures->rows + 1, sizeof *chart->panels);
    if (!chart->panels)
        return no_memory(err);
    for (size_t r = 0; r < remaking->figures->rows; r++) {
        struct span text = label(remaking, r, remaking->panel_column);
        if (r == 0 || !span_equal(text, chart->panels[chart->panel_count - 1]))
            chart->panels[chart->panel_count++] = text;
    }
    return chart->panel_count > 0 ? STATUS_OK : none(err);
}

/* Every panel has the same categories, in the same order; of a table that was cut off that
 * can't be known. */
static enum status make_categories(struct remaking *remaking, struct error *err)
{
    struct chart *chart = remaking->chart;
    const struct snapshot *figures = remaking->figures;
    size_t panels = chart->panel_count, count = panels ? figures->rows / panels : 0;
    if (count == 0 || figures->rows != count * panels || figures->all_rows > (int64_t)figures->rows)
        return none(err);
    chart->categories = arena_array(remaking->work->arena, count, sizeof *chart->categories);
    if (!chart->categories)
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        chart->categories[i] = (struct chart_category){
            .text = label(remaking, i, remaking->category_column), .kind = PIVOT_LINE};
    for (size_t r = 0; r < figures->rows; r++)
        if (!span_equal(label(remaking, r, remaking->category_column),
                        chart->categories[r % count].text))
            return none(err);
    chart->category_count = count;
    remaking->rows_each = count;
    return STATUS_OK;
}

/* ---- histograms ---- */

static enum status place_bands(struct chart *chart, struct error *err)
{
    struct chart_bins *bins = &chart->bins;
    for (size_t i = 0; i < chart->category_count; i++) {
        struct chart_category *band = &chart->categories[i];
        bool whole;
        band->placed = true;
        if (!chart_band_read(band->text, &whole, &band->from, &band->to))
            return none(err);
        bins->below |= !isfinite(band->from);
        bins->above |= !isfinite(band->to);
        if (!isfinite(band->from) || !isfinite(band->to))
            continue;
        bins->from = bins->count == 0 ? band->from : bins->from;
        bins->to = band->to;
        chart->axis.whole = whole;
        bins->count++;
    }
    if (bins->count == 0)
        return none(err);
    bins->width = (bins->to - bins->from) / (double)bins->count;
    return STATUS_OK;
}

static enum status make_histogram(struct remaking *remaking, struct error *err)
{
    struct chart *chart = remaking->chart;
    struct arena *arena = remaking->work->arena;
    const struct snapshot *figures = remaking->figures;
    if (figures->columns != figures->labels + 1)
        return none(err);
    enum status status = make_categories(remaking, err);
    if (status == STATUS_OK)
        status = place_bands(chart, err);
    if (status != STATUS_OK)
        return status;
    chart->series = arena_array(arena, 1, sizeof *chart->series);
    chart->values = arena_array(arena, figures->rows, sizeof *chart->values);
    if (!chart->series || !chart->values)
        return no_memory(err);
    chart->series[0] = span_of("", 0);
    chart->series_count = 1;
    for (size_t r = 0; r < figures->rows; r++) {
        struct chart_value *value = &chart->values[r];
        double number;
        value->row = value->column = UINT32_MAX;
        value->has = figure(remaking, r, 0, &number);
        value->few = !value->has; /* so that its place is marked */
        value->number = value->has ? number : 0;
        value->rows = (int64_t)value->number;
        chart->greatest = fmax(chart->greatest, value->number);
    }
    chart->figures = (struct pivot_figures){.decimals = 0, .times = 1};
    return STATUS_OK;
}

/* ---- boxes ---- */

static void fill_box(const struct remaking *remaking, size_t row, struct chart_box *box)
{
    double rows, numbers[BOX_HIGH + 1] = {0};
    size_t count = remaking->figures->columns - remaking->figures->labels;
    bool all = figure(remaking, row, BOX_ROWS, &rows) && rows > 0;
    for (size_t i = BOX_LEAST; i <= BOX_HIGH && i < count; i++)
        all = all && figure(remaking, row, i, &numbers[i]);
    if (!all)
        return;
    bool whiskers = count > BOX_HIGH;
    *box = (struct chart_box){
        .rows = (int64_t)rows,
        .lower = numbers[BOX_LOWER],
        .median = numbers[BOX_MEDIAN],
        .upper = numbers[BOX_UPPER],
        .least = numbers[BOX_LEAST],
        .greatest = numbers[BOX_GREATEST],
        .low = numbers[whiskers ? BOX_LOW : BOX_LEAST],
        .high = numbers[whiskers ? BOX_HIGH : BOX_GREATEST],
    };
    /* Of all that lies beyond, the ends are known. */
    if (box->least < box->low)
        box->far[box->far_count++] = box->least;
    if (box->greatest > box->high)
        box->far[box->far_count++] = box->greatest;
}

static enum status make_boxes(struct remaking *remaking, struct error *err)
{
    struct chart *chart = remaking->chart;
    const struct snapshot *figures = remaking->figures;
    double far;
    if (figures->columns < figures->labels + BOX_FIGURES_LEAST)
        return none(err);
    enum status status = make_categories(remaking, err);
    if (status != STATUS_OK)
        return status;
    chart->boxes = arena_array(remaking->work->arena, figures->rows, sizeof *chart->boxes);
    if (!chart->boxes)
        return no_memory(err);
    for (size_t r = 0; r < figures->rows; r++)
        fill_box(remaking, r, &chart->boxes[r]);
    chart_boxes_figures(chart);
    chart_boxes_range(chart, &far);
    return STATUS_OK;
}

/* ---- points ---- */

static bool is_cloud(const struct snapshot *figures)
{
    return figures->columns == figures->labels + POINT_FIGURES &&
           strcmp(figures->heads[figures->labels], text_get(TEXT_EVIDENCE_ACROSS)) == 0;
}

static void take_point(struct chart *chart, size_t panel, const struct chart_point *point)
{
    bool first = chart->most == 0;
    chart->points[panel][chart->point_counts[panel]++] = *point;
    chart->most = point->rows > chart->most ? point->rows : chart->most;
    chart->x_least = first ? point->x : fmin(chart->x_least, point->x);
    chart->x_greatest = first ? point->x : fmax(chart->x_greatest, point->x);
    chart->least = first ? point->y : fmin(chart->least, point->y);
    chart->greatest = first ? point->y : fmax(chart->greatest, point->y);
}

static enum status make_points(struct remaking *remaking, struct error *err)
{
    struct chart *chart = remaking->chart;
    struct arena *arena = remaking->work->arena;
    const struct snapshot *figures = remaking->figures;
    size_t panel = 0;
    if (!is_cloud(figures))
        return none(err);
    chart->points = arena_array(arena, chart->panel_count, sizeof *chart->points);
    chart->point_counts = arena_array(arena, chart->panel_count, sizeof *chart->point_counts);
    if (!chart->points || !chart->point_counts)
        return no_memory(err);
    for (size_t p = 0; p < chart->panel_count; p++) {
        chart->points[p] = arena_array(arena, figures->rows, sizeof **chart->points);
        if (!chart->points[p])
            return no_memory(err);
    }
    for (size_t r = 0; r < figures->rows; r++) {
        double x, y, rows;
        panel += panel + 1 < chart->panel_count &&
                 !span_equal(label(remaking, r, remaking->panel_column), chart->panels[panel]);
        if (figure(remaking, r, 0, &x) && figure(remaking, r, 1, &y) &&
            figure(remaking, r, 2, &rows))
            take_point(chart, panel, &(struct chart_point){x, y, (int64_t)rows});
    }
    chart->correlation = NAN;
    chart->figures = (struct pivot_figures){.decimals = 0, .times = 1};
    return chart->most > 0 ? STATUS_OK : none(err);
}

/* Points of single rows would all be hidden: of more rows each, in coarser cells, they say the
 * same. Before anything is hidden. */
bool deck_gather_points(struct arena *arena, struct snapshot *figures, int64_t minimum)
{
    size_t count = 0, first = figures->labels;
    struct point *points = arena_array(arena, figures->rows, sizeof *points);
    struct span *panels = arena_array(arena, figures->rows + 1, sizeof *panels);
    size_t panel_count = 0;
    if (!points || !panels)
        return false;
    for (size_t r = 0; r < figures->rows && is_cloud(figures); r++) {
        struct span panel = first > 0 ? cell(figures, r, 0)->text : span_of("", 0);
        double x, y, rows;
        if (panel_count == 0 || !span_equal(panel, panels[panel_count - 1]))
            panels[panel_count++] = panel;
        if (number_of(cell(figures, r, first), &x) && number_of(cell(figures, r, first + 1), &y) &&
            number_of(cell(figures, r, first + 2), &rows) && rows > 0)
            points[count++] = (struct point){panel_count - 1, x, y, (int64_t)rows};
    }
    if (count == 0)
        return true;
    count = points_gather_for(points, count, minimum);
    struct snapshot out = snapshot_new(arena, count, figures->columns, first);
    if (!out.cells || !snapshot_keep_behind(arena, &out))
        return false;
    for (size_t r = 0; r < count; r++) {
        const double numbers[] = {points[r].x, points[r].y};
        struct value *cells = &out.cells[r * out.columns];
        if (first > 0)
            cells[0] = (struct value){.kind = VALUE_TEXT, .text = panels[points[r].panel]};
        for (size_t i = 0; i < 2; i++)
            cells[first + i] = (struct value){.kind = VALUE_DECIMAL, .decimal = numbers[i]};
        cells[first + 2] = (struct value){.kind = VALUE_INTEGER, .integer = points[r].rows};
        for (size_t i = 0; i < POINT_FIGURES; i++)
            out.behind[r * out.columns + first + i] = points[r].rows;
    }
    memcpy(out.heads, figures->heads, out.columns * sizeof *out.heads);
    out.n = figures->n;
    out.mark = figures->mark;
    *figures = out;
    return true;
}

/* ---- all together ---- */

/* The kind that it was drawn as: chosen, or what the data proposed. */
static enum chart_kind kind_of(const struct deck_work *work)
{
    struct chart_settings settings = {.chosen = false};
    const char *json = work->view.chart;
    if (json && *json)
        (void)chart_settings_from_json(span_string(json), &settings, NULL);
    if (settings.chosen && chart_is_of_rows(settings.kind))
        return settings.kind;
    return is_cloud(work->figures) ? CHART_SCATTER : CHART_BAR;
}

/* As it was pinned; of figures that are hidden now the picture alone is left. */
static void say(struct chart *chart, const struct deck_work *work)
{
    chart->title = work->evidence->title;
    chart->value_words = "";
    if (work->piece->mask.counts + work->piece->mask.left_out == 0)
        chart->sentences[chart->sentence_count++] = work->evidence->sentence;
}

enum status deck_fill_chart(const struct deck_work *work, struct error *err)
{
    const struct snapshot *figures = work->figures;
    struct chart *chart = arena_alloc(work->arena, sizeof *chart);
    enum chart_kind kind = kind_of(work);
    size_t categories = kind != CHART_SCATTER;
    if (!chart)
        return no_memory(err);
    if (!chart_is_of_rows(kind) || figures->labels < categories ||
        figures->labels > categories + 1 || figures->rows == 0)
        return none(err);
    *chart = (struct chart){.kind = kind, .minimum = work->minimum, .rows = figures->n};
    struct remaking remaking = {.work = work,
                                .figures = figures,
                                .chart = chart,
                                .panel_column = figures->labels > categories ? 0 : SIZE_MAX,
                                .category_column = categories ? figures->labels - 1 : SIZE_MAX};
    enum status status = make_panels(&remaking, err);
    if (status == STATUS_OK)
        status = kind == CHART_HISTOGRAM ? make_histogram(&remaking, err)
                 : kind == CHART_BOX     ? make_boxes(&remaking, err)
                                         : make_points(&remaking, err);
    if (status != STATUS_OK)
        return status;
    say(chart, work);
    work->piece->chart = chart;
    return STATUS_OK;
}
