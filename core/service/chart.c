/*
 * The use case "chart": which kind it is, the table it is drawn from, and the words. Kinds
 * that need more than a table have files of their own (chart_histogram.c, chart_boxes.c,
 * chart_points.c).
 */
#include "core/service/chart.h"

#include <string.h>

#include "core/service/chart_internal.h"
#include "core/service/pivot.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static bool is_date(const struct column_info *column)
{
    return column && (column->type == COLUMN_DATE || column->type == COLUMN_DATETIME);
}

struct pivot_field chart_by(const struct dataset_info *dataset,
                            const struct chart_settings *settings)
{
    struct pivot_field field = {.column = settings->by};
    if (is_date(chart_column(dataset, field.column)))
        field.cut = PIVOT_YEARS; /* days would make a chart each */
    return field;
}

struct pivot_field chart_by_field(const struct chart_work *work)
{
    return chart_by(work->dataset, work->request->settings);
}

/* ---- what the data are like ---- */

int64_t chart_histogram_column(const struct dataset_info *dataset, const struct pivot_spec *spec)
{
    if (spec->value_column != 0 && chart_is_measure(chart_column(dataset, spec->value_column)))
        return spec->value_column;
    return chart_is_measure(chart_column(dataset, spec->rows[0].column)) ? spec->rows[0].column : 0;
}

static struct chart_traits traits_of(const struct chart_work *work)
{
    const struct pivot_spec *spec = work->request->pivot;
    const struct pivot_field *rows = &spec->rows[0];
    const struct column_info *row = chart_column(work->dataset, rows->column);
    const struct column_info *value = chart_column(work->dataset, spec->value_column);
    bool number = row && column_type_is_number(row->type);
    return (struct chart_traits){
        .time = is_date(row),
        .number = number,
        .two_rows = spec->rows[1].column != 0,
        .across = spec->column.column != 0,
        .additive = (spec->value == PIVOT_COUNT || spec->value == PIVOT_SUM) &&
                    spec->show <= PIVOT_SHOW_GROUP,
        .value_number = chart_is_measure(value),
        .measure = number && chart_is_measure(row),
        .plain_number = number && chart_is_measure(row) && rows->cut == PIVOT_AS_IS,
    };
}

/* Months and quarters may stand in a column of texts: then every label is one. */
static bool labels_are_times(const struct pivot_table *table, size_t field)
{
    enum chart_period period;
    size_t times = 0;
    double begin;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct pivot_line *line = &table->rows[i];
        if (line->kind != PIVOT_LINE || line->texts[field].len == 0)
            continue;
        if (!chart_time_read(line->texts[field], &begin, &period) || period == PERIOD_YEAR)
            return false;
        times++;
    }
    return times > 0;
}

static void count_traits(struct chart_traits *traits, const struct pivot_table *table)
{
    traits->categories = traits->series = 0;
    for (size_t i = 0; i < table->row_count; i++)
        traits->categories += table->rows[i].kind == PIVOT_LINE;
    for (size_t i = 0; i < table->column_count; i++)
        traits->series +=
            table->columns[i].kind == PIVOT_LINE && table->columns[i].texts[0].len > 0;
}

/* ---- the table ---- */

struct pivot_spec chart_table_spec(const struct pivot_spec *pivot, struct pivot_field by,
                                   enum chart_kind kind)
{
    struct pivot_spec spec = *pivot;
    spec.subtotals = false;
    if (by.column != 0) {
        spec.rows[1] = spec.rows[0];
        spec.rows[0] = by;
    }
    if (kind == CHART_PARETO)
        spec.column = (struct pivot_field){0};
    pivot_spec_tidy(&spec, kind == CHART_PARETO);
    if (kind == CHART_LINE || kind == CHART_PYRAMID || kind == CHART_PARETO || by.column != 0) {
        spec.sort = PIVOT_BY_LABEL;
        spec.descending = false;
        spec.top = 0;
    }
    return spec;
}

static enum status check_by(const struct chart_work *work, struct error *err)
{
    const struct pivot_spec *spec = work->request->pivot;
    int64_t by = work->request->settings->by;
    const struct column_info *column = chart_column(work->dataset, by);
    if (by == 0)
        return STATUS_OK;
    if (!column)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_COLUMN_GONE,
                         TEXT_VALUES(text_string("dataset", work->dataset->name)));
    if (by == spec->rows[0].column || by == spec->column.column)
        return error_set(err, STATUS_INVALID, TEXT_CHART_BY_TWICE,
                         TEXT_VALUES(text_string("column", column->name)));
    if (spec->rows[1].column != 0)
        return error_set(err, STATUS_INVALID, TEXT_CHART_BY_TWO_ROWS, NULL);
    return STATUS_OK;
}

static enum status make_table(struct chart_work *work, enum chart_kind kind,
                              struct pivot_table *table, struct error *err)
{
    work->chart->spec = chart_table_spec(work->request->pivot, chart_by_field(work), kind);
    return pivot_make(work->use, work->request->filters, &work->chart->spec, work->arena, table,
                      err);
}

/* ---- which kind ---- */

static enum status refuse(const struct chart *chart, enum chart_kind kind, struct error *err)
{
    static const enum text_id words[CHART_KINDS] = {
        [CHART_BAR] = TEXT_CHART_NEEDS_ROWS,      [CHART_LINE] = TEXT_CHART_NEEDS_TIME,
        [CHART_PYRAMID] = TEXT_CHART_NEEDS_SIDES, [CHART_HEAT] = TEXT_CHART_NEEDS_COLUMNS,
        [CHART_BOX] = TEXT_CHART_NEEDS_NUMBERS,   [CHART_HISTOGRAM] = TEXT_CHART_NEEDS_NUMBERS,
        [CHART_SCATTER] = TEXT_CHART_NEEDS_TWO,   [CHART_PARETO] = TEXT_CHART_NEEDS_SUM,
    };
    (void)chart;
    return error_set(err, STATUS_INVALID, words[kind], NULL);
}

/* The kind that is wanted, or the one that suits; *table is made where it was needed to find
 * that out. */
static enum status choose(struct chart_work *work, struct pivot_table *table, bool *made,
                          struct error *err)
{
    struct chart *chart = work->chart;
    const struct chart_settings *settings = work->request->settings;
    bool rows = work->request->pivot->rows[0].column != 0;
    chart->fits = chart_fits(&chart->traits) & ~(rows ? 0U : 1U << CHART_BAR);
    bool fits = settings->chosen && (chart->fits >> settings->kind & 1) != 0;
    chart->kind = settings->kind;
    *made = false;
    if (settings->chosen && !fits && work->request->strict && settings->kind != CHART_LINE)
        return refuse(chart, settings->kind, err);
    if (fits && chart_is_of_rows(settings->kind))
        return STATUS_OK;
    if (!rows)
        return refuse(chart, CHART_BAR, err);
    enum status status =
        make_table(work, settings->chosen ? settings->kind : CHART_BAR, table, err);
    if (status != STATUS_OK)
        return status;
    *made = true;
    size_t field = settings->by != 0;
    count_traits(&chart->traits, table);
    chart->traits.time = chart->traits.time || labels_are_times(table, field);
    chart->fits = chart_fits(&chart->traits);
    fits = settings->chosen && (chart->fits >> settings->kind & 1) != 0;
    if (settings->chosen && !fits && work->request->strict)
        return refuse(chart, settings->kind, err);
    chart->kind = fits ? settings->kind : chart_propose(&chart->traits);
    if (!fits && chart->kind == CHART_HEAT && settings->stack != CHART_GROUPED)
        chart->kind = CHART_BAR; /* only bars are stacked */
    /* The table of another kind may be sorted, or cut to its top. */
    *made = fits || (chart->kind != CHART_LINE && chart->kind != CHART_PYRAMID &&
                     chart->kind != CHART_PARETO && !chart_is_of_rows(chart->kind));
    return STATUS_OK;
}

/* ---- what is missing ---- */

enum status chart_note_missing(struct chart_work *work, int64_t column, int64_t rows,
                               struct error *err)
{
    const struct column_info *info = chart_column(work->dataset, column);
    if (rows <= 0 || !info)
        return STATUS_OK;
    return chart_add_note(work->arena, work->chart, TEXT_CHART_NOTE_MISSING,
                          TEXT_VALUES(text_number("rows", rows), text_string("column", info->name)))
               ? STATUS_OK
               : no_memory(err);
}

/* Rows that an average or a sum leaves out, because they have no value. */
static enum status note_empties(struct chart_work *work, struct error *err)
{
    const struct pivot_spec *spec = work->request->pivot;
    const struct filter_list *given = work->request->filters;
    size_t count = given ? given->count : 0;
    struct filter *filters = arena_array(work->arena, count + 1, sizeof *filters);
    struct bitmap empties = {0};
    if (spec->value == PIVOT_COUNT || spec->value == PIVOT_SHARE || spec->value_column == 0)
        return STATUS_OK;
    if (!filters)
        return no_memory(err);
    if (count > 0)
        memcpy(filters, given->filters, count * sizeof *filters);
    filters[count] = (struct filter){.column = spec->value_column, .op = FILTER_EMPTY};
    const struct filter_list list = {filters, count + 1};
    enum status status = frame_use_select(work->use, &list, 0, &empties, err);
    if (status == STATUS_OK)
        status = chart_note_missing(work, spec->value_column, empties.count, err);
    bitmap_free(&empties);
    return status;
}

/* ---- groups and panels ---- */

enum status chart_groups(const struct chart_work *work, const struct pivot_field *field,
                         struct groups *out, struct error *err)
{
    static const enum group_cut cuts[] = {
        [PIVOT_AS_IS] = CUT_NONE,       [PIVOT_BANDS] = CUT_WIDTH,  [PIVOT_YEARS] = CUT_YEAR,
        [PIVOT_QUARTERS] = CUT_QUARTER, [PIVOT_MONTHS] = CUT_MONTH,
    };
    int position = chart_position(work->dataset, field->column);
    struct group_field group = {
        .id = field->column, .cut = cuts[field->cut], .width = field->width};
    if (position < 0)
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_COLUMN_GONE,
                         TEXT_VALUES(text_string("dataset", work->dataset->name)));
    group.name = work->dataset->columns[position].name;
    enum status status = frame_use_column(work->use, (size_t)position, &group.column, err);
    return status == STATUS_OK
               ? groups_make(out, &group, work->rows, frame_use_cancel(work->use), err)
               : status;
}

enum status chart_make_panels(struct chart_work *work, const struct groups *by, struct error *err)
{
    struct chart *chart = work->chart;
    size_t all = by ? by->count : 1;
    chart->panel_count = all < CHART_PANELS_MOST ? all : CHART_PANELS_MOST;
    chart->panels = arena_array(work->arena, chart->panel_count, sizeof *chart->panels);
    if (!chart->panels)
        return no_memory(err);
    for (size_t i = 0; i < chart->panel_count; i++) {
        const struct pivot_line line = {.kind = PIVOT_LINE,
                                        .texts = {by ? by->texts[i] : span_of("", 0)}};
        struct span text = by ? pivot_line_text(&line, 0) : span_of("", 0);
        chart->panels[i] = span_of(arena_copy(work->arena, text), text.len);
        if (!chart->panels[i].data)
            return no_memory(err);
    }
    if (all > chart->panel_count &&
        !chart_add_note(work->arena, chart, TEXT_CHART_PANELS_LEFT_OUT,
                        TEXT_VALUES(text_number("count", (int64_t)(all - chart->panel_count)),
                                    text_string("column", work->names.by))))
        return no_memory(err);
    return STATUS_OK;
}

/* ---- all together ---- */

static bool any_on(const struct filter_list *filters)
{
    for (size_t i = 0; filters && i < filters->count; i++)
        if (!filters->filters[i].off)
            return true;
    return false;
}

static enum status select_rows_of(struct chart_work *work, struct error *err)
{
    work->row_count = work->dataset->rows;
    if (!any_on(work->request->filters))
        return STATUS_OK;
    enum status status =
        frame_use_select(work->use, work->request->filters, 0, &work->selected, err);
    work->rows = &work->selected;
    work->row_count = work->selected.count;
    return status;
}

static enum status make_from_rows(struct chart_work *work, struct error *err)
{
    enum status status = select_rows_of(work, err);
    if (status != STATUS_OK)
        return status;
    work->chart->rows = work->row_count;
    if (work->chart->kind == CHART_HISTOGRAM)
        return chart_make_histogram(work, err);
    return work->chart->kind == CHART_BOX ? chart_make_boxes(work, err)
                                          : chart_make_points(work, err);
}

static enum status make_from_table(struct chart_work *work, struct pivot_table *table, bool made,
                                   struct error *err)
{
    enum status status = STATUS_OK;
    if (!made)
        status = make_table(work, work->chart->kind, table, err);
    if (status == STATUS_OK)
        status = chart_from_table(work->arena, table, work->request->settings->by != 0,
                                  &work->names, work->chart, err);
    return status == STATUS_OK ? note_empties(work, err) : status;
}

enum status chart_make(struct frame_use *use, const struct chart_request *request,
                       struct arena *arena, struct chart *out, struct error *err)
{
    const struct chart_settings *settings = request->settings;
    struct chart_work work = {.use = use,
                              .dataset = frame_use_dataset(use),
                              .request = request,
                              .arena = arena,
                              .chart = out};
    struct pivot_table table = {0};
    bool made = false;
    *out = (struct chart){.stack = settings->stack, .spec = *request->pivot};
    out->minimum = settings->minimum > 0 ? settings->minimum : CHART_MINIMUM;
    enum status status = check_by(&work, err);
    if (status == STATUS_OK && !chart_names_fill(&work, request->pivot))
        status = no_memory(err);
    out->traits = traits_of(&work);
    if (status == STATUS_OK)
        status = choose(&work, &table, &made, err);
    if (status == STATUS_OK)
        status = !chart_is_of_rows(out->kind) ? make_from_table(&work, &table, made, err)
                                              : make_from_rows(&work, err);
    if (status == STATUS_OK)
        status = chart_add_words(arena, &work.names, out, err);
    bitmap_free(&work.selected);
    return status;
}
