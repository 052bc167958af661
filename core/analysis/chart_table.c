/*
 * Charts from the table of a pivot: its lines become categories, its columns series, and with
 * small charts the values of its first field become panels. Totals are left out; what can't be
 * drawn is said in a note.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/chart_internal.h"
#include "core/base/buffer.h"

struct shaping {
    struct arena *arena;
    const struct pivot_table *table;
    const struct chart_names *names;
    struct chart *chart;
    bool by;
    size_t field;        /* of the lines, that makes the categories */
    uint32_t *panel_of;  /* of each row of the table; UINT32_MAX: not drawn */
    uint32_t *place_of;  /* its category */
    uint32_t *series_of; /* of each column of the table; UINT32_MAX: not drawn */
    int64_t unplaced;    /* rows that have no place on the axis */
    size_t left_out;     /* series too many */
    size_t panels_left_out;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- figures ---- */

static const struct pivot_cell *cell_of(const struct pivot_table *table, size_t row, size_t column)
{
    return &table->cells[row * table->column_count + column];
}

static struct chart_value value_of(const struct shaping *shaping, size_t row, size_t column)
{
    const struct pivot_cell *cell = cell_of(shaping->table, row, column);
    struct chart_value value = {
        .rows = cell->rows, .row = (uint32_t)row, .column = (uint32_t)column};
    value.has = pivot_figure_value(&shaping->chart->figures, cell, &value.number);
    value.few = cell->rows > 0 && cell->rows < shaping->chart->minimum;
    return value;
}

/* Figures of words (the first and the last date) have no height. */
static enum status check_figures(const struct shaping *shaping, struct error *err)
{
    const struct pivot_table *table = shaping->table;
    size_t count = table->row_count * table->column_count;
    bool any = false, words = false;
    double number;
    for (size_t i = 0; i < count && !any; i++) {
        any = pivot_figure_value(&shaping->chart->figures, &table->cells[i], &number);
        words = words || (table->cells[i].has_value && !any);
    }
    return words && !any ? error_set(err, STATUS_INVALID, TEXT_CHART_NO_FIGURES,
                                     TEXT_VALUES(text_string("column", shaping->names->value)))
                         : STATUS_OK;
}

/* ---- series ---- */

static double weight_of(const struct shaping *shaping, size_t column)
{
    const struct pivot_table *table = shaping->table;
    double weight = 0, number;
    for (size_t row = 0; row < table->row_count; row++)
        if (table->rows[row].kind == PIVOT_TOTAL &&
            pivot_figure_value(&shaping->chart->figures, cell_of(table, row, column), &number))
            weight = (double)cell_of(table, row, column)->rows;
    return weight;
}

/* The columns with most rows stay, in their order. most 0: all. */
static void keep_greatest(const struct shaping *shaping, size_t most)
{
    const struct pivot_table *table = shaping->table;
    for (;;) {
        size_t kept = 0, least = 0;
        double least_weight = INFINITY;
        for (size_t column = 0; column + 1 < table->column_count; column++) {
            if (shaping->series_of[column] == UINT32_MAX)
                continue;
            double weight = weight_of(shaping, column);
            kept++;
            if (weight <= least_weight) {
                least_weight = weight;
                least = column;
            }
        }
        if (most == 0 || kept <= most)
            return;
        shaping->series_of[least] = UINT32_MAX;
    }
}

static size_t series_most(enum chart_kind kind)
{
    enum { HEAT_MOST = 200, LINES_MOST = 6 /* that an eye follows where they cross */ };
    switch (kind) {
    case CHART_PYRAMID:
        return 2;
    case CHART_HEAT:
        return HEAT_MOST;
    case CHART_LINE:
        return LINES_MOST;
    default:
        return CHART_SERIES_MOST;
    }
}

static enum status make_series(struct shaping *shaping, struct error *err)
{
    const struct pivot_table *table = shaping->table;
    struct chart *chart = shaping->chart;
    bool across = chart->spec.column.column != 0;
    size_t columns = table->column_count, all = 0;
    shaping->series_of = arena_array(shaping->arena, columns, sizeof *shaping->series_of);
    chart->series = arena_array(shaping->arena, columns, sizeof *chart->series);
    if (!shaping->series_of || !chart->series)
        return no_memory(err);
    for (size_t column = 0; column < columns; column++) {
        bool total = table->columns[column].kind == PIVOT_TOTAL;
        bool side = chart->kind != CHART_PYRAMID || table->columns[column].texts[0].len > 0;
        bool drawn = across ? !total && side : total;
        shaping->series_of[column] = drawn ? 0 : UINT32_MAX;
        all += across && !total;
    }
    if (across)
        keep_greatest(shaping, series_most(chart->kind));
    for (size_t column = 0; column < columns; column++) {
        if (shaping->series_of[column] == UINT32_MAX)
            continue;
        shaping->series_of[column] = (uint32_t)chart->series_count;
        chart->series[chart->series_count++] =
            across ? pivot_line_text(&table->columns[column], 0) : span_of("", 0);
    }
    shaping->left_out = across ? all - chart->series_count : 0;
    return STATUS_OK;
}

/* ---- categories ---- */

/* "couple · renting", or what stands for the one field. */
static struct span category_text(const struct shaping *shaping, const struct pivot_line *line)
{
    struct span first = pivot_line_text(line, shaping->field);
    struct buffer both = {0};
    if (shaping->by || shaping->table->row_fields != 2 || line->kind != PIVOT_LINE)
        return first;
    buffer_add_span(&both, first);
    buffer_add_string(&both, " · ");
    buffer_add_span(&both, pivot_line_text(line, 1));
    const char *copy = both.failed ? NULL : arena_copy(shaping->arena, buffer_span(&both));
    buffer_free(&both);
    return span_string(copy ? copy : "");
}

/* "0–9", "[0,10)" or "12": where it begins and ends. */
static bool read_number(const struct pivot_field *field, struct span text, double *from, double *to)
{
    char copy[64], *end = NULL;
    size_t skip = text.len > 0 && text.data[0] == '[';
    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    memcpy(copy, text.data + skip, text.len - skip);
    copy[text.len - skip] = '\0';
    *from = *to = strtod(copy, &end);
    if (end == copy || !isfinite(*from) || (field->cut == PIVOT_AS_IS && *end != '\0'))
        return false;
    if (field->cut == PIVOT_BANDS)
        *to = *from + field->width;
    return true;
}

static void place_category(struct shaping *shaping, const struct pivot_line *line,
                           struct chart_category *category)
{
    struct chart *chart = shaping->chart;
    const struct pivot_field *field = &chart->spec.rows[shaping->by ? 1 : 0];
    struct span text = line->texts[shaping->field];
    enum chart_period period = PERIOD_MOMENT;
    if (line->kind != PIVOT_LINE || (shaping->table->row_fields > 1 && !shaping->by))
        return;
    if (chart->traits.time) {
        category->placed = chart_time_read(text, &category->from, &period);
        category->to = chart_time_next(category->from, period);
        if (category->placed)
            chart->axis.period = period;
    } else if (chart->traits.number) {
        category->placed = read_number(field, text, &category->from, &category->to);
    }
}

static void add_category(struct shaping *shaping, const struct pivot_line *line, size_t row)
{
    struct chart *chart = shaping->chart;
    struct chart_category *category = &chart->categories[chart->category_count];
    *category = (struct chart_category){.text = category_text(shaping, line),
                                        .kind = line->kind,
                                        .empty = line->kind == PIVOT_LINE &&
                                                 line->texts[shaping->field].len == 0};
    place_category(shaping, line, category);
    shaping->place_of[row] = (uint32_t)chart->category_count++;
}

/* The total is drawn where there is nothing else. */
static bool is_drawn(const struct pivot_table *table, const struct pivot_line *line)
{
    return line->kind == PIVOT_LINE || line->kind == PIVOT_OTHERS || table->row_fields == 0;
}

/* Each line of the table for itself. */
static void list_lines(struct shaping *shaping)
{
    const struct pivot_table *table = shaping->table;
    for (size_t row = 0; row < table->row_count; row++) {
        shaping->panel_of[row] = shaping->place_of[row] = UINT32_MAX;
        if (!is_drawn(table, &table->rows[row]))
            continue;
        shaping->panel_of[row] = 0;
        add_category(shaping, &table->rows[row], row);
    }
}

static int by_second_group(const void *a, const void *b, void *context)
{
    const struct pivot_line *lines = context;
    uint32_t x = lines[*(const uint32_t *)a].groups[1], y = lines[*(const uint32_t *)b].groups[1];
    return (x > y) - (x < y);
}

/* Lines whose second values are the same share a category, in the order of these values. */
static enum status list_second(struct shaping *shaping, struct error *err)
{
    const struct pivot_table *table = shaping->table;
    uint32_t *order = calloc(table->row_count + 1, sizeof *order);
    size_t count = 0;
    if (!order)
        return no_memory(err);
    for (size_t row = 0; row < table->row_count; row++)
        if (table->rows[row].kind == PIVOT_LINE)
            order[count++] = (uint32_t)row;
    qsort_r(order, count, sizeof *order, by_second_group, table->rows);
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && table->rows[order[i]].groups[1] == table->rows[order[i - 1]].groups[1];
        if (same)
            shaping->place_of[order[i]] = shaping->place_of[order[i - 1]];
        else
            add_category(shaping, &table->rows[order[i]], order[i]);
    }
    free(order);
    return STATUS_OK;
}

/* Values of the first field, in their order; those past the most are left out. */
static enum status list_panels(struct shaping *shaping, struct error *err)
{
    const struct pivot_table *table = shaping->table;
    struct chart *chart = shaping->chart;
    uint32_t groups[CHART_PANELS_MOST] = {0};
    chart->panels = arena_array(shaping->arena, CHART_PANELS_MOST, sizeof *chart->panels);
    if (!chart->panels)
        return no_memory(err);
    for (size_t row = 0; row < table->row_count; row++) {
        const struct pivot_line *line = &table->rows[row];
        size_t panel = 0;
        shaping->panel_of[row] = UINT32_MAX;
        if (line->kind != PIVOT_LINE)
            continue;
        while (panel < chart->panel_count && groups[panel] != line->groups[0])
            panel++;
        if (panel == CHART_PANELS_MOST) {
            shaping->panels_left_out +=
                row == 0 || table->rows[row - 1].groups[0] != line->groups[0];
            continue;
        }
        if (panel == chart->panel_count) {
            groups[panel] = line->groups[0];
            chart->panels[chart->panel_count++] = pivot_line_text(line, 0);
        }
        shaping->panel_of[row] = (uint32_t)panel;
    }
    return STATUS_OK;
}

static enum status make_categories(struct shaping *shaping, struct error *err)
{
    struct chart *chart = shaping->chart;
    size_t rows = shaping->table->row_count;
    shaping->panel_of = arena_array(shaping->arena, rows, sizeof *shaping->panel_of);
    shaping->place_of = arena_array(shaping->arena, rows, sizeof *shaping->place_of);
    chart->categories = arena_array(shaping->arena, rows, sizeof *chart->categories);
    if (!shaping->panel_of || !shaping->place_of || !chart->categories)
        return no_memory(err);
    if (shaping->by) {
        enum status status = list_panels(shaping, err);
        return status == STATUS_OK ? list_second(shaping, err) : status;
    }
    chart->panels = arena_array(shaping->arena, 1, sizeof *chart->panels);
    if (!chart->panels)
        return no_memory(err);
    chart->panels[0] = span_of("", 0);
    chart->panel_count = 1;
    list_lines(shaping);
    return STATUS_OK;
}

/* ---- values ---- */

static enum status make_values(struct shaping *shaping, struct error *err)
{
    const struct pivot_table *table = shaping->table;
    struct chart *chart = shaping->chart;
    size_t each, count;
    if (__builtin_mul_overflow(chart->panel_count, chart->series_count, &each) ||
        __builtin_mul_overflow(each, chart->category_count, &count))
        return no_memory(err);
    chart->values = arena_array(shaping->arena, count, sizeof *chart->values);
    if (!chart->values)
        return no_memory(err);
    for (size_t i = 0; i < count; i++)
        chart->values[i].row = chart->values[i].column = UINT32_MAX;
    for (size_t row = 0; row < table->row_count; row++) {
        if (shaping->panel_of[row] == UINT32_MAX)
            continue;
        for (size_t column = 0; column < table->column_count; column++)
            if (shaping->series_of[column] != UINT32_MAX)
                *chart_at(chart, shaping->panel_of[row], shaping->series_of[column],
                          shaping->place_of[row]) = value_of(shaping, row, column);
    }
    return STATUS_OK;
}

/* ---- what can be drawn ---- */

static enum status check_kind(const struct shaping *shaping, struct error *err)
{
    const struct chart *chart = shaping->chart;
    bool adds = chart->kind == CHART_PYRAMID || chart->kind == CHART_PARETO;
    if (adds && chart_below_zero(chart))
        return error_set(err, STATUS_INVALID, TEXT_CHART_BELOW_ZERO,
                         TEXT_VALUES(text_string("kind", text_get(chart_kind_name(chart->kind)))));
    if (chart->kind == CHART_PYRAMID && chart->series_count < 2 && chart->category_count > 0)
        return error_set(err, STATUS_INVALID, TEXT_CHART_ONE_SIDE,
                         TEXT_VALUES(text_string("column", shaping->names->column)));
    return STATUS_OK;
}

/* ---- all together ---- */

static bool add_notes(const struct shaping *shaping)
{
    struct chart *chart = shaping->chart;
    bool good = true;
    if (shaping->left_out > 0)
        good = chart_add_note(shaping->arena, chart, TEXT_CHART_SERIES_LEFT_OUT,
                              TEXT_VALUES(text_number("count", (int64_t)shaping->left_out),
                                          text_string("column", shaping->names->column)));
    if (shaping->panels_left_out > 0)
        good = good &&
               chart_add_note(shaping->arena, chart, TEXT_CHART_PANELS_LEFT_OUT,
                              TEXT_VALUES(text_number("count", (int64_t)shaping->panels_left_out),
                                          text_string("column", shaping->names->by)));
    if (shaping->unplaced > 0)
        good = good && chart_add_note(shaping->arena, chart, TEXT_CHART_UNPLACED,
                                      TEXT_VALUES(text_number("rows", shaping->unplaced)));
    if (shaping->table->skipped > 0)
        good = good && chart_add_note(shaping->arena, chart, TEXT_CHART_SKIPPED,
                                      TEXT_VALUES(text_number("values", shaping->table->skipped)));
    return good;
}

/* What differs from another figure is in its own unit, but for the change in percent. */
static bool is_percent(const struct pivot_spec *spec)
{
    switch (spec->show) {
    case PIVOT_SHOW_VALUE:
        return spec->value == PIVOT_SHARE;
    case PIVOT_SHOW_DIFFERENCE:
    case PIVOT_SHOW_FROM:
    case PIVOT_SHOW_INDEX:
        return false;
    default:
        return true;
    }
}

static enum status shape(struct shaping *shaping, struct error *err)
{
    struct chart *chart = shaping->chart;
    enum status status = make_series(shaping, err);
    if (status == STATUS_OK)
        status = make_categories(shaping, err);
    if (status == STATUS_OK)
        status = make_values(shaping, err);
    if (status == STATUS_OK)
        status = chart_order(shaping->arena, chart, &chart->spec.rows[shaping->by ? 1 : 0],
                             &shaping->unplaced, err);
    if (status == STATUS_OK)
        status = check_kind(shaping, err);
    return status;
}

enum status chart_from_table(struct arena *arena, const struct pivot_table *table, bool by,
                             const struct chart_names *names, struct chart *out, struct error *err)
{
    struct shaping shaping = {
        .arena = arena, .table = table, .names = names, .chart = out, .by = by, .field = by};
    out->figures = pivot_figures_for(table, &out->spec);
    out->percent = is_percent(&out->spec);
    out->counts = out->spec.show == PIVOT_SHOW_VALUE &&
                  (out->spec.value == PIVOT_COUNT || out->spec.value == PIVOT_DISTINCT);
    out->rows = table->rows_in;
    out->axis.time = out->traits.time;
    enum status status = check_figures(&shaping, err);
    if (status == STATUS_OK)
        status = shape(&shaping, err);
    if (status != STATUS_OK)
        return status;
    out->can_stack = out->traits.additive && !chart_below_zero(out);
    if (!out->can_stack || out->series_count < 2)
        out->stack = CHART_GROUPED;
    chart_find_range(out);
    return add_notes(&shaping) ? STATUS_OK : no_memory(err);
}
