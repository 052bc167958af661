/* Box plots: the groups as a pivot counts them, and for each of them its numbers in order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/spread.h"
#include "core/service/chart_internal.h"
#include "core/service/pivot.h"

/* Where the box of some groups stands. */
struct seat {
    uint32_t groups[2];
    uint32_t panel, category;
};

struct boxes {
    struct chart_work *work;
    struct pivot_table table;
    struct groups groups[PIVOT_ROWS_MAX];
    size_t fields;
    struct seat *seats; /* by their groups */
    size_t seat_count;
    struct chart_weight *weights;
    size_t room;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- where they stand ---- */

static int by_groups(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->groups[0] != y->groups[0])
        return x->groups[0] < y->groups[0] ? -1 : 1;
    return (x->groups[1] > y->groups[1]) - (x->groups[1] < y->groups[1]);
}

static enum status make_seats(struct boxes *boxes, struct error *err)
{
    const struct chart *chart = boxes->work->chart;
    boxes->seats = calloc(chart->panel_count * chart->category_count + 1, sizeof *boxes->seats);
    if (!boxes->seats)
        return no_memory(err);
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < chart->category_count; i++) {
            uint32_t row = chart_at(chart, panel, 0, i)->row;
            if (row == UINT32_MAX || boxes->table.rows[row].kind == PIVOT_OTHERS)
                continue;
            struct seat *seat = &boxes->seats[boxes->seat_count++];
            memcpy(seat->groups, boxes->table.rows[row].groups, sizeof seat->groups);
            seat->panel = (uint32_t)panel;
            seat->category = (uint32_t)i;
        }
    qsort(boxes->seats, boxes->seat_count, sizeof *boxes->seats, by_groups);
    return STATUS_OK;
}

/* ---- their figures ---- */

static bool take_numbers(void *context, const uint32_t at[3], int64_t rows,
                         const struct spread_run *runs, size_t count)
{
    struct boxes *boxes = context;
    const struct seat wanted = {.groups = {at[0], boxes->fields > 1 ? at[1] : UINT32_MAX}};
    const struct seat *seat =
        bsearch(&wanted, boxes->seats, boxes->seat_count, sizeof *boxes->seats, by_groups);
    (void)rows;
    if (!seat)
        return true; /* in a chart that is not shown */
    if (count > boxes->room) {
        struct chart_weight *larger = realloc(boxes->weights, count * sizeof *larger);
        if (!larger)
            return false;
        boxes->weights = larger;
        boxes->room = count;
    }
    for (size_t i = 0; i < count; i++)
        boxes->weights[i] = (struct chart_weight){runs[i].number, runs[i].rows};
    chart_box_make(chart_box_at(boxes->work->chart, seat->panel, seat->category), boxes->weights,
                   count);
    return true;
}

static enum status make_figures(struct boxes *boxes, struct error *err)
{
    struct chart_work *work = boxes->work;
    int position = chart_position(work->dataset, work->request->pivot->value_column);
    struct cube_request request = {.field_count = boxes->fields,
                                   .rows = work->rows,
                                   .row_count = (size_t)work->dataset->rows,
                                   .cancel = frame_use_cancel(work->use)};
    for (size_t i = 0; i < boxes->fields; i++)
        request.fields[i] = &boxes->groups[i];
    enum status status = frame_use_column(work->use, (size_t)position, &request.value, err);
    return status == STATUS_OK ? spread_walk(&request, take_numbers, boxes, err) : status;
}

/* ---- the axis ---- */

struct reach {
    double least, greatest; /* of all numbers */
    double low, high;       /* of three times the middle halves */
    bool any, flat;         /* no box has a middle half to speak of */
};

static struct reach find_reach(const struct chart *chart)
{
    enum { FAR = 3 };
    struct reach reach = {INFINITY, -INFINITY, INFINITY, -INFINITY, false, true};
    for (size_t i = 0; i < chart->panel_count * chart->category_count; i++) {
        const struct chart_box *box = &chart->boxes[i];
        double half = box->upper - box->lower;
        if (box->rows == 0)
            continue;
        reach.any = true;
        reach.flat = reach.flat && !(half > 0);
        reach.least = fmin(reach.least, box->least);
        reach.greatest = fmax(reach.greatest, box->greatest);
        reach.low = fmin(reach.low, fmin(box->low, box->lower - FAR * half));
        reach.high = fmax(reach.high, fmax(box->high, box->upper + FAR * half));
    }
    return reach;
}

/* One number far away must not leave the boxes without width: it is said, not drawn. */
int64_t chart_boxes_range(struct chart *chart, double *far)
{
    const struct reach reach = find_reach(chart);
    int64_t beyond = 0;
    if (!reach.any)
        return 0;
    chart->least = reach.flat ? reach.least : fmax(reach.least, reach.low);
    chart->greatest = reach.flat ? reach.greatest : fmin(reach.greatest, reach.high);
    for (size_t i = 0; i < chart->panel_count * chart->category_count; i++) {
        struct chart_box *box = &chart->boxes[i];
        size_t kept = 0;
        for (size_t f = 0; f < box->far_count; f++) {
            if (box->far[f] >= chart->least && box->far[f] <= chart->greatest)
                box->far[kept++] = box->far[f];
            else
                beyond++;
        }
        box->far_count = kept;
    }
    *far = reach.greatest > chart->greatest ? reach.greatest : reach.least;
    return beyond;
}

static enum status set_range(struct chart_work *work, struct error *err)
{
    char text[PIVOT_FIGURE_SIZE];
    double far = 0;
    if (chart_boxes_range(work->chart, &far) == 0)
        return STATUS_OK;
    return chart_add_note(work->arena, work->chart, TEXT_CHART_NOTE_BEYOND,
                          TEXT_VALUES(text_string("far", chart_figure(work->chart, far, text))))
               ? STATUS_OK
               : no_memory(err);
}

/* As many decimals as the quartiles need, as averages have. */
void chart_boxes_figures(struct chart *chart)
{
    struct pivot_cell *cells = NULL;
    struct pivot_table table = {.row_count = 0, .column_count = 3, .cells = cells};
    const struct pivot_spec spec = {.value = PIVOT_AVERAGE};
    size_t count = chart->panel_count * chart->category_count;
    cells = calloc(count * 3 + 1, sizeof *cells);
    for (size_t i = 0; cells && i < count; i++) {
        const struct chart_box *box = &chart->boxes[i];
        const double numbers[] = {box->lower, box->median, box->upper};
        for (size_t n = 0; box->rows > 0 && n < 3; n++)
            cells[i * 3 + n] = (struct pivot_cell){.has_value = true, .number = numbers[n]};
    }
    table.cells = cells;
    table.row_count = cells ? count : 0;
    chart->figures = pivot_figures_for(&table, &spec);
    free(cells);
}

/* ---- all together ---- */

/* The groups as they are counted; without a row field there is one box, of all rows. */
static enum status make_categories(struct boxes *boxes, struct error *err)
{
    struct chart_work *work = boxes->work;
    struct chart *chart = work->chart;
    struct pivot_spec *spec = &chart->spec;
    const struct pivot_field by = chart_by_field(work);
    *spec = *work->request->pivot;
    spec->value = PIVOT_COUNT;
    spec->value_column = 0;
    spec->column = (struct pivot_field){0};
    spec->show = PIVOT_SHOW_VALUE;
    spec->subtotals = false;
    spec->top = 0;
    if (spec->sort != PIVOT_BY_LABEL || by.column != 0) {
        spec->sort = PIVOT_BY_LABEL;
        spec->descending = false;
    }
    if (by.column != 0) {
        spec->rows[1] = spec->rows[0];
        spec->rows[0] = by;
    }
    enum status status =
        pivot_make(work->use, work->request->filters, spec, work->arena, &boxes->table, err);
    chart->can_stack = false;
    if (status == STATUS_OK)
        status =
            chart_from_table(work->arena, &boxes->table, by.column != 0, &work->names, chart, err);
    for (size_t i = 0; i < PIVOT_ROWS_MAX && status == STATUS_OK; i++) {
        if (spec->rows[i].column == 0)
            continue;
        status = chart_groups(work, &spec->rows[i], &boxes->groups[boxes->fields], err);
        boxes->fields += status == STATUS_OK;
    }
    return status;
}

static enum status make(struct boxes *boxes, struct error *err)
{
    struct chart_work *work = boxes->work;
    struct chart *chart = work->chart;
    enum status status = make_categories(boxes, err);
    if (status != STATUS_OK)
        return status;
    chart->boxes =
        arena_array(work->arena, chart->panel_count * chart->category_count, sizeof *chart->boxes);
    if (!chart->boxes)
        return no_memory(err);
    chart->traits.additive = false;
    status = make_seats(boxes, err);
    if (status == STATUS_OK)
        status = make_figures(boxes, err);
    if (status == STATUS_OK) {
        chart_boxes_figures(chart);
        status = set_range(work, err);
    }
    int64_t values = 0;
    for (size_t i = 0; status == STATUS_OK && i < chart->panel_count * chart->category_count; i++)
        values += chart->boxes[i].rows;
    return status == STATUS_OK ? chart_note_missing(work, work->request->pivot->value_column,
                                                    boxes->table.rows_in - values, err)
                               : status;
}

enum status chart_make_boxes(struct chart_work *work, struct error *err)
{
    struct boxes boxes = {.work = work};
    enum status status = make(&boxes, err);
    for (size_t i = 0; i < boxes.fields; i++)
        groups_free(&boxes.groups[i]);
    free(boxes.seats);
    free(boxes.weights);
    return status;
}
