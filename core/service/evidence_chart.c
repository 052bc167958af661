/*
 * A chart as evidence: the figures that it is drawn from, and what it says of itself. Those of
 * a table are that table (evidence_pivot.c); those of rows have tables of their own here.
 */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/points.h"
#include "core/service/chart.h"
#include "core/service/evidence_internal.h"

enum {
    BOX_ROWS,
    BOX_LEAST,
    BOX_LOWER,
    BOX_MEDIAN,
    BOX_UPPER,
    BOX_GREATEST,
    BOX_LOW,
    BOX_HIGH,
    BOX_FIGURES
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static struct value whole(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value number_of(double number)
{
    if (!isfinite(number))
        return (struct value){.kind = VALUE_EMPTY};
    if (number == floor(number) && fabs(number) < 9e15)
        return whole((int64_t)number);
    return (struct value){.kind = VALUE_DECIMAL, .decimal = number};
}

static struct value text_of(struct span text)
{
    return (struct value){.kind = text.len ? VALUE_TEXT : VALUE_EMPTY, .text = text};
}

/* The whole table goes into the mark, what is kept of it into the snapshot as well. */
struct filler {
    struct evidence_work *work;
    struct snapshot_mark mark;
    const char *panel, *category; /* what these are called */
    bool panels;                  /* there are several: the first column says which */
    size_t row;
};

static void put(struct filler *filler, size_t column, struct value value)
{
    struct snapshot *snapshot = &filler->work->snapshot;
    snapshot_mark_value(&filler->mark, &value);
    if (filler->row < snapshot->rows && column < snapshot->columns)
        snapshot->cells[filler->row * snapshot->columns + column] = value;
}

/* A figure, and how many rows it tells about. */
static void put_figure(struct filler *filler, size_t column, struct value value, int64_t rows)
{
    struct snapshot *snapshot = &filler->work->snapshot;
    put(filler, column, value);
    if (filler->row < snapshot->rows && column < snapshot->columns)
        snapshot->behind[filler->row * snapshot->columns + column] = rows;
}

static void head(struct filler *filler, size_t column, const char *text)
{
    struct snapshot *snapshot = &filler->work->snapshot;
    if (column < snapshot->columns && text)
        snapshot->heads[column] = text;
}

/* A table with columns for the labels before those for figures; false: no memory. *first: the
 * column of the first figure. */
static bool begin(struct filler *filler, size_t rows, size_t figures, bool categories,
                  size_t *first)
{
    size_t panels = filler->panels ? 1 : 0;
    *first = panels + (categories ? 1 : 0);
    filler->work->snapshot = snapshot_new(filler->work->arena, rows, *first + figures, *first);
    if (!filler->work->snapshot.cells ||
        !snapshot_keep_behind(filler->work->arena, &filler->work->snapshot))
        return false;
    if (filler->panels)
        head(filler, 0, filler->panel);
    if (categories)
        head(filler, panels, filler->category);
    return true;
}

static void put_labels(struct filler *filler, const struct chart *chart, size_t panel,
                       const struct chart_category *category)
{
    if (filler->panels)
        put(filler, 0, text_of(chart->panels[panel]));
    if (category)
        put(filler, filler->panels ? 1 : 0, text_of(category->text));
}

/* ---- the kinds of tables ---- */

static bool fill_bands(struct filler *filler, const struct chart *chart)
{
    size_t first;
    if (!begin(filler, chart->panel_count * chart->category_count, 1, true, &first))
        return false;
    head(filler, first, text_get(TEXT_EVIDENCE_ROWS));
    for (size_t p = 0; p < chart->panel_count; p++)
        for (size_t c = 0; c < chart->category_count; c++, filler->row++) {
            int64_t rows = chart_at(chart, p, 0, c)->rows;
            put_labels(filler, chart, p, &chart->categories[c]);
            put_figure(filler, first, whole(rows), rows);
        }
    return true;
}

static bool fill_boxes(struct filler *filler, const struct chart *chart)
{
    static const enum text_id heads[BOX_FIGURES] = {
        [BOX_ROWS] = TEXT_EVIDENCE_ROWS,   [BOX_LEAST] = TEXT_EVIDENCE_LEAST,
        [BOX_LOWER] = TEXT_EVIDENCE_LOWER, [BOX_MEDIAN] = TEXT_EVIDENCE_MEDIAN,
        [BOX_UPPER] = TEXT_EVIDENCE_UPPER, [BOX_GREATEST] = TEXT_EVIDENCE_GREATEST,
        [BOX_LOW] = TEXT_EVIDENCE_LOW,     [BOX_HIGH] = TEXT_EVIDENCE_HIGH,
    };
    size_t first;
    if (!begin(filler, chart->panel_count * chart->category_count, BOX_FIGURES, true, &first))
        return false;
    for (size_t i = 0; i < BOX_FIGURES; i++)
        head(filler, first + i, text_get(heads[i]));
    for (size_t p = 0; p < chart->panel_count; p++)
        for (size_t c = 0; c < chart->category_count; c++, filler->row++) {
            const struct chart_box *box = chart_box_at(chart, p, c);
            const double figures[BOX_FIGURES] = {
                [BOX_ROWS] = (double)box->rows, [BOX_LEAST] = box->least,
                [BOX_LOWER] = box->lower,       [BOX_MEDIAN] = box->median,
                [BOX_UPPER] = box->upper,       [BOX_GREATEST] = box->greatest,
                [BOX_LOW] = box->low,           [BOX_HIGH] = box->high,
            };
            put_labels(filler, chart, p, &chart->categories[c]);
            for (size_t i = 0; i < BOX_FIGURES; i++)
                put_figure(filler, first + i,
                           number_of(i == BOX_ROWS || box->rows ? figures[i] : NAN), box->rows);
        }
    return true;
}

/* All points of the chart, each in its middle. NULL: no memory. */
static struct point *points_of(const struct chart *chart, size_t *count)
{
    *count = 0;
    for (size_t p = 0; p < chart->panel_count; p++)
        *count += chart->point_counts[p];
    struct point *points = calloc(*count + 1, sizeof *points), *next = points;
    for (size_t p = 0; points && p < chart->panel_count; p++)
        for (size_t i = 0; i < chart->point_counts[p]; i++) {
            const struct chart_point *point = &chart->points[p][i];
            *next++ = (struct point){p, point->x + chart->point_middle,
                                     point->y + chart->point_centre, point->rows};
        }
    return points;
}

/* A cloud of more points than are kept becomes a coarser one, not half of one. */
static bool fill_points(struct filler *filler, const struct chart *chart)
{
    enum { ACROSS, UP, ROWS, FIGURES };
    size_t count, first;
    struct point *points = points_of(chart, &count);
    if (!points)
        return false;
    count = points_gather_to(points, count, SNAPSHOT_ROWS);
    bool good = begin(filler, count, FIGURES, false, &first);
    if (good) {
        head(filler, first + ACROSS, text_get(TEXT_EVIDENCE_ACROSS));
        head(filler, first + UP, text_get(TEXT_EVIDENCE_UP));
        head(filler, first + ROWS, text_get(TEXT_EVIDENCE_ROWS));
    }
    for (size_t i = 0; good && i < count; i++, filler->row++) {
        put_labels(filler, chart, points[i].panel, NULL);
        put_figure(filler, first + ACROSS, number_of(points[i].x), points[i].rows);
        put_figure(filler, first + UP, number_of(points[i].y), points[i].rows);
        put_figure(filler, first + ROWS, whole(points[i].rows), points[i].rows);
    }
    free(points);
    return good;
}

/* ---- the chart ---- */

static const char *called(const struct evidence_work *work, int64_t column)
{
    for (size_t i = 0; i < work->dataset->column_count; i++)
        if (work->dataset->columns[i].id == column)
            return arena_string(work->arena, work->dataset->columns[i].name);
    return "";
}

static enum status say(struct evidence_work *work, const struct chart *chart)
{
    work->title = chart->title;
    work->sentence = chart->sentence_count ? chart->sentences[0] : chart->title;
    return STATUS_OK;
}

static enum status fill(struct evidence_work *work, const struct chart *chart, int64_t by,
                        struct error *err)
{
    struct filler filler = {.work = work,
                            .panel = called(work, by),
                            .category = called(work, chart->kind == CHART_HISTOGRAM
                                                         ? chart->spec.value_column
                                                         : chart->spec.rows[by ? 1 : 0].column),
                            .panels = chart->panel_count > 1};
    bool good = chart->points  ? fill_points(&filler, chart)
                : chart->boxes ? fill_boxes(&filler, chart)
                               : fill_bands(&filler, chart);
    if (!good)
        return no_memory(err);
    work->snapshot.n = chart->rows;
    work->snapshot.mark = snapshot_mark_text(&filler.mark, work->arena);
    return work->snapshot.mark ? say(work, chart) : no_memory(err);
}

enum status evidence_of_chart(struct evidence_work *work, struct error *err)
{
    struct pivot_spec spec;
    struct chart_settings settings = {0};
    struct chart *chart = arena_alloc(work->arena, sizeof *chart);
    if (!chart)
        return no_memory(err);
    if (!*work->view.pivot)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_PIVOT, NULL);
    enum status status =
        pivot_spec_from_json(work->arena, span_string(work->view.pivot), &spec, err);
    if (status == STATUS_OK && *work->view.chart)
        status = chart_settings_from_json(span_string(work->view.chart), &settings, err);
    if (status != STATUS_OK)
        return status;
    const struct chart_request request = {
        .filters = &work->filters, .pivot = &spec, .settings = &settings};
    status = chart_make(work->use, &request, work->arena, chart, err);
    if (status != STATUS_OK)
        return status;
    if (chart_is_of_rows(chart->kind))
        return fill(work, chart, settings.by, err);
    status = evidence_of_table(work, &chart->spec, err); /* with its totals, which it says */
    return status == STATUS_OK ? say(work, chart) : status;
}
