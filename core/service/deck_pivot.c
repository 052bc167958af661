/*
 * Figures of a pivot as they were pinned become the pivot's table again, so that they are
 * written, put into a sentence and drawn as they would be in their panes, without a look at
 * the data of now.
 */
#include <string.h>

#include "core/analysis/pivot_keep.h"
#include "core/analysis/pivot_sentence.h"
#include "core/service/chart_internal.h"
#include "core/service/deck_internal.h"

struct remaking {
    const struct deck_work *work;
    struct pivot_spec spec;
    struct chart_settings settings;
    struct pivot_table table;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static bool is_chart(const struct deck_work *work)
{
    return strcmp(work->evidence->kind, EVIDENCE_CHART) == 0;
}

/* ---- the table ---- */

static size_t fields_of(const struct pivot_spec *spec)
{
    return (size_t)(spec->rows[0].column != 0) + (size_t)(spec->rows[1].column != 0);
}

/* What a line was called, back to the value that is called so. */
static struct span value_of(struct span text)
{
    if (span_equal(text, span_string(text_get(TEXT_PIVOT_EMPTY))))
        return span_of("", 0);
    if (span_equal(text, span_string(text_get(TEXT_PIVOT_TOTAL_VALUE))))
        return span_string(text_get(TEXT_PIVOT_TOTAL));
    return text;
}

static enum pivot_line_kind kind_of(const struct pivot_line *line, const struct pivot_spec *spec,
                                    size_t fields)
{
    struct span total = span_string(text_get(TEXT_PIVOT_TOTAL));
    if (fields == 0 || span_equal(line->texts[0], total))
        return PIVOT_TOTAL;
    if (spec->top > 0 && (fields < 2 || line->texts[1].len == 0) &&
        span_equal(line->texts[0], span_string(text_get(TEXT_PIVOT_OTHERS))))
        return PIVOT_OTHERS;
    if (fields == 2 && spec->subtotals && span_equal(line->texts[1], total))
        return PIVOT_SUBTOTAL;
    return PIVOT_LINE;
}

static void finish_line(struct pivot_line *line, const struct pivot_spec *spec, size_t fields)
{
    line->kind = kind_of(line, spec, fields);
    for (size_t i = 0; i < PIVOT_ROWS_MAX; i++) {
        line->groups[i] = UINT32_MAX;
        line->texts[i] = value_of(line->texts[i]);
    }
}

static void fill_lines(struct remaking *remaking)
{
    const struct snapshot *figures = remaking->work->figures;
    struct pivot_table *table = &remaking->table;
    const struct pivot_spec across = {.top = 0};
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t f = 0; f < table->row_fields; f++)
            table->rows[r].texts[f] = figures->cells[r * figures->columns + f].text;
        finish_line(&table->rows[r], &remaking->spec, table->row_fields);
    }
    for (size_t c = 0; c < table->column_count; c++) {
        if (remaking->spec.column.column != 0)
            table->columns[c].texts[0] = span_string(figures->heads[table->row_fields + c]);
        finish_line(&table->columns[c], &across, remaking->spec.column.column != 0);
    }
}

/* A text that stands where a number would is a word of a first or last value, or says that
 * the figure is hidden: it has none then. */
static struct pivot_cell cell_of(const struct value *value, int64_t behind, bool words)
{
    struct pivot_cell cell = {.rows = behind};
    switch (value->kind) {
    case VALUE_INTEGER:
        cell.has_value = cell.whole = true;
        cell.integer = value->integer;
        cell.number = (double)value->integer;
        break;
    case VALUE_DECIMAL:
        cell.has_value = true;
        cell.number = value->decimal;
        break;
    case VALUE_TEXT:
        cell.has_value = words;
        cell.word = *value;
        break;
    case VALUE_EMPTY:
        break;
    }
    if (!cell.has_value)
        cell.word = (struct value){.kind = VALUE_EMPTY};
    return cell;
}

static bool is_hidden(const struct remaking *remaking, size_t at)
{
    const struct snapshot *figures = remaking->work->figures;
    return figures->behind && figures->behind[at] > 0 &&
           figures->behind[at] < remaking->work->minimum;
}

static void fill_cells(struct remaking *remaking)
{
    const struct snapshot *figures = remaking->work->figures;
    struct pivot_table *table = &remaking->table;
    bool ends = remaking->spec.value == PIVOT_MIN || remaking->spec.value == PIVOT_MAX;
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            size_t at = r * figures->columns + table->row_fields + c;
            table->cells[r * table->column_count + c] =
                cell_of(&figures->cells[at], figures->behind ? figures->behind[at] : 0,
                        ends && figures->behind && !is_hidden(remaking, at));
        }
    }
}

/* Lines were left out when it was pinned. */
static bool is_cut(const struct snapshot *figures)
{
    return figures->all_rows > (int64_t)figures->rows ||
           figures->all_columns > (int64_t)figures->columns;
}

/* A count that is hidden is smaller than those that are shown. */
static bool hides_counts(const struct remaking *remaking)
{
    enum pivot_value value = remaking->spec.value;
    return remaking->work->piece->mask.counts > 0 &&
           (value == PIVOT_COUNT || value == PIVOT_DISTINCT);
}

static bool hides_any(const struct remaking *remaking)
{
    const struct mask_outcome *mask = &remaking->work->piece->mask;
    return mask->counts + mask->left_out > 0;
}

/* With its totals it has its largest lines; figures that an earlier version kept have those
 * that came first. */
static void find_missing(struct remaking *remaking)
{
    struct pivot_table *table = &remaking->table;
    bool across = remaking->spec.column.column != 0;
    bool totals = table->rows[table->row_count - 1].kind == PIVOT_TOTAL &&
                  (!across || table->columns[table->column_count - 1].kind == PIVOT_TOTAL);
    const struct snapshot *figures = remaking->work->figures;
    bool cut = is_cut(figures), lines = figures->all_rows > (int64_t)figures->rows;
    bool of_columns = table->row_fields == 0 || remaking->spec.show == PIVOT_SHOW_ROW;
    table->partial = (cut && (lines || of_columns || !totals)) || hides_counts(remaking);
    remaking->work->piece->table.largest = cut && totals;
}

static enum status make_table(struct remaking *remaking, struct error *err)
{
    const struct snapshot *figures = remaking->work->figures;
    struct arena *arena = remaking->work->arena;
    struct pivot_table *table = &remaking->table;
    size_t fields = fields_of(&remaking->spec);
    bool wide = remaking->spec.column.column != 0 || figures->columns == fields + 1;
    if (figures->labels != fields || figures->columns <= fields || figures->rows == 0 || !wide)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_PIVOT, NULL);
    *table = (struct pivot_table){
        .row_fields = fields,
        .row_count = figures->rows,
        .column_count = figures->columns - fields,
        .rows_in = figures->n,
    };
    table->rows = arena_array(arena, table->row_count, sizeof *table->rows);
    table->columns = arena_array(arena, table->column_count, sizeof *table->columns);
    table->cells = arena_array(arena, table->row_count * table->column_count, sizeof *table->cells);
    if (!table->rows || !table->columns || !table->cells)
        return no_memory(err);
    fill_lines(remaking);
    fill_cells(remaking);
    find_missing(remaking);
    return STATUS_OK;
}

/* ---- as texts ---- */

static bool is_percent(const struct pivot_spec *spec)
{
    return (spec->show >= PIVOT_SHOW_ROW && spec->show <= PIVOT_SHOW_GROUP) ||
           spec->show == PIVOT_SHOW_CHANGE ||
           (spec->value == PIVOT_SHARE && spec->show == PIVOT_SHOW_VALUE);
}

/* What is hidden, and labels, stay the texts that they are. */
static enum status write_figures(struct remaking *remaking, struct error *err)
{
    const struct pivot_table *table = &remaking->table;
    struct deck_table *out = &remaking->work->piece->table;
    const struct pivot_figures figures = pivot_figures_for(table, &remaking->spec);
    char scratch[PIVOT_FIGURE_SIZE];
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t c = 0; c < table->column_count; c++) {
            const struct pivot_cell *cell = &table->cells[r * table->column_count + c];
            if (!cell->has_value)
                continue;
            struct span text = pivot_figure_text(&figures, cell, scratch);
            bool percent = is_percent(&remaking->spec) && cell->word.kind == VALUE_EMPTY;
            const char *copy = arena_printf(remaking->work->arena, "%.*s%s", (int)text.len,
                                            text.data, percent ? " %" : "");
            if (!copy)
                return no_memory(err);
            out->cells[r * out->columns + table->row_fields + c] = copy;
        }
    }
    return STATUS_OK;
}

/* ---- in words ---- */

static enum status speak(struct remaking *remaking, const struct pivot_spec *spec,
                         struct error *err);

static const char *head_of(const struct remaking *remaking, size_t column)
{
    return column < remaking->table.row_fields ? remaking->work->figures->heads[column] : "";
}

static const char *name_of(const struct remaking *remaking, int64_t column)
{
    const struct column_info *info =
        remaking->work->dataset ? chart_column(remaking->work->dataset, column) : NULL;
    return info ? info->name : "";
}

static enum status say(struct remaking *remaking, struct error *err)
{
    const struct pivot_spec *spec = &remaking->spec;
    if (is_chart(remaking->work)) /* says something else: see draw */
        return STATUS_OK;
    return speak(remaking, spec, err);
}

/* The column of figures is called as the title calls it, not as the command line does. */
static bool name_figures(const struct remaking *remaking, const struct pivot_called *called)
{
    struct deck_table *table = &remaking->work->piece->table;
    struct arena *arena = remaking->work->arena;
    size_t fields = remaking->table.row_fields;
    if (remaking->spec.column.column != 0 || !remaking->work->dataset)
        return true;
    const char **heads = arena_array(arena, table->columns, sizeof *heads);
    if (!heads)
        return false;
    for (size_t c = 0; c < table->columns; c++)
        heads[c] =
            c == fields ? pivot_value_called(arena, &remaking->spec, called) : table->heads[c];
    table->heads = heads;
    return heads[fields] != NULL;
}

static enum status speak(struct remaking *remaking, const struct pivot_spec *spec,
                         struct error *err)
{
    const struct column_info *value =
        remaking->work->dataset ? chart_column(remaking->work->dataset, spec->value_column) : NULL;
    const struct pivot_called called = {.rows = {head_of(remaking, 0), head_of(remaking, 1)},
                                        .column = name_of(remaking, spec->column.column),
                                        .value = name_of(remaking, spec->value_column),
                                        .people = value && value->role == ROLE_PERSON_ID};
    struct deck_piece *piece = remaking->work->piece;
    if (!name_figures(remaking, &called))
        return no_memory(err);
    if (remaking->work->dataset)
        piece->sentence = pivot_sentence(remaking->work->arena, &remaking->table, spec, &called);
    return piece->sentence ? STATUS_OK : no_memory(err);
}

/* ---- as a chart ---- */

/* Small charts: the first field of the table makes them, the second the categories. */
static size_t has_panels(const struct remaking *remaking)
{
    return remaking->settings.by != 0;
}

/* The place of a text in an order that is still being gathered; one that is new stands behind
 * the one that came before it, SIZE_MAX: none. */
static size_t place_in(struct span *order, size_t *count, struct span text, size_t before)
{
    for (size_t i = 0; i < *count; i++)
        if (span_equal(order[i], text))
            return i;
    size_t at = before == SIZE_MAX ? 0 : before + 1;
    memmove(order + at + 1, order + at, (*count - at) * sizeof *order);
    order[at] = text;
    (*count)++;
    return at;
}

/* Lines of the same texts belong together, in the order that all panels share. False: no
 * memory. */
static bool group_lines(struct remaking *remaking)
{
    struct pivot_table *table = &remaking->table;
    for (size_t field = 0; field < table->row_fields; field++) {
        struct span *order =
            arena_array(remaking->work->arena, table->row_count + 1, sizeof *order);
        size_t count = 0, before = SIZE_MAX;
        if (!order)
            return false;
        for (size_t r = 0; r < table->row_count; r++) {
            const struct pivot_line *line = &table->rows[r];
            if (r > 0 && field > 0 && !span_equal(line->texts[0], table->rows[r - 1].texts[0]))
                before = SIZE_MAX; /* another panel begins */
            if (line->kind == PIVOT_LINE)
                before = place_in(order, &count, table->rows[r].texts[field], before);
        }
        for (size_t r = 0; r < table->row_count; r++)
            if (table->rows[r].kind == PIVOT_LINE)
                table->rows[r].groups[field] =
                    (uint32_t)place_in(order, &count, table->rows[r].texts[field], SIZE_MAX);
    }
    return true;
}

static struct chart_traits traits_of(const struct remaking *remaking)
{
    const struct dataset_info *dataset = remaking->work->dataset;
    const struct pivot_spec *spec = &remaking->spec;
    const struct pivot_field *field = &spec->rows[has_panels(remaking)];
    const struct column_info *row = dataset ? chart_column(dataset, field->column) : NULL;
    struct chart_traits traits = {
        .time = field->cut >= PIVOT_YEARS ||
                (row && (row->type == COLUMN_DATE || row->type == COLUMN_DATETIME)),
        .number = field->cut == PIVOT_BANDS || (row && column_type_is_number(row->type)),
        .two_rows = spec->rows[1].column != 0 && !has_panels(remaking),
        .across = spec->column.column != 0,
        .additive = (spec->value == PIVOT_COUNT || spec->value == PIVOT_SUM) &&
                    spec->show <= PIVOT_SHOW_GROUP,
        .partial = remaking->table.partial || hides_any(remaking),
    };
    for (size_t r = 0; r < remaking->table.row_count; r++)
        traits.categories += remaking->table.rows[r].kind == PIVOT_LINE;
    for (size_t c = 0; traits.across && c < remaking->table.column_count; c++)
        traits.series += remaking->table.columns[c].kind == PIVOT_LINE &&
                         remaking->table.columns[c].texts[0].len > 0;
    return traits;
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

/* Of the kinds that are drawn from a table. */
static enum chart_kind choose_kind(const struct chart *chart, const struct chart_settings *settings)
{
    enum chart_kind kind = settings->kind;
    bool fits = settings->chosen && !chart_is_of_rows(kind) && (chart->fits >> kind & 1) != 0;
    if (fits)
        return kind;
    kind = chart_propose(&chart->traits);
    return chart_is_of_rows(kind) ? CHART_BAR : kind;
}

static bool fill_names(const struct remaking *remaking, struct chart_names *out)
{
    const struct dataset_info *dataset = remaking->work->dataset;
    const struct pivot_spec *spec = &remaking->spec;
    struct arena *arena = remaking->work->arena;
    size_t first = has_panels(remaking);
    *out =
        (struct chart_names){.rows = {head_of(remaking, first), first ? "" : head_of(remaking, 1)},
                             .column = "",
                             .value = name_of(remaking, spec->value_column),
                             .share = spec->share ? spec->share : "",
                             .by = first ? head_of(remaking, 0) : "",
                             .filters = remaking->work->evidence->filters,
                             .source = remaking->work->evidence->dataset_name};
    if (!dataset)
        return true;
    const struct column_info *value = chart_column(dataset, spec->value_column);
    out->people = value && value->role == ROLE_PERSON_ID;
    for (size_t i = first; i < PIVOT_ROWS_MAX; i++)
        if (chart_column(dataset, spec->rows[i].column))
            out->rows[i - first] = chart_field_words(arena, dataset, &spec->rows[i]);
    if (chart_column(dataset, spec->column.column))
        out->column = chart_field_words(arena, dataset, &spec->column);
    return out->rows[0] && out->rows[1] && out->column;
}

static bool any_figure(const struct pivot_table *table)
{
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        if (table->cells[i].has_value)
            return true;
    return false;
}

/* What a chart says of its ends does not hold where lines are missing: it says what the pivot
 * does. */
static enum status speak_of_part(struct remaking *remaking, struct chart *chart, struct error *err)
{
    if (!remaking->table.partial && !is_cut(remaking->work->figures))
        return STATUS_OK;
    enum status status = speak(remaking, &remaking->spec, err);
    const char *sentence = remaking->work->piece->sentence;
    chart->sentence_count = status == STATUS_OK && *sentence ? 1 : 0;
    chart->sentences[0] = sentence;
    int64_t lines = (int64_t)remaking->table.row_count - 1;
    int64_t all = remaking->work->figures->all_rows - 1;
    if (status == STATUS_OK && remaking->work->piece->table.largest && all > lines &&
        !chart_add_note(remaking->work->arena, chart, TEXT_DECK_PICTURE_LARGEST,
                        TEXT_VALUES(text_number("rows", lines), text_number("all", all))))
        return no_memory(err);
    return status;
}

/* Of a table that was cut the picture shows no more lines than one takes in, total included. */
static enum status cut_for_picture(struct remaking *remaking, struct error *err)
{
    enum { LINES_MOST = 31 };
    const struct snapshot *figures = remaking->work->figures;
    struct pivot_table largest;
    if (!remaking->work->piece->table.largest || figures->all_rows <= (int64_t)figures->rows)
        return STATUS_OK;
    if (!pivot_largest(remaking->work->arena, &remaking->table, LINES_MOST, &largest))
        return no_memory(err);
    remaking->table = largest;
    return STATUS_OK;
}

/* A table that has no chart is fine. */
static enum status draw(struct remaking *remaking, struct error *err)
{
    struct arena *arena = remaking->work->arena;
    const struct chart_settings *settings = &remaking->settings;
    struct chart *chart = arena_alloc(arena, sizeof *chart);
    struct chart_names names;
    if (!chart || !fill_names(remaking, &names) || !group_lines(remaking))
        return no_memory(err);
    if (remaking->spec.rows[0].column == 0 || !any_figure(&remaking->table))
        return STATUS_OK;
    *chart = (struct chart){.stack = settings->stack,
                            .spec = remaking->spec,
                            .minimum = remaking->work->minimum,
                            .traits = traits_of(remaking)};
    chart->traits.time =
        chart->traits.time || labels_are_times(&remaking->table, has_panels(remaking));
    chart->fits = chart_fits(&chart->traits);
    chart->kind = choose_kind(chart, settings);
    enum status status =
        chart_from_table(arena, &remaking->table, has_panels(remaking) != 0, &names, chart, err);
    if (status == STATUS_OK)
        status = chart_add_words(arena, &names, chart, err);
    if (status == STATUS_OK)
        remaking->work->piece->chart = chart;
    if (status == STATUS_OK)
        status = speak_of_part(remaking, chart, err);
    if (status == STATUS_OK && is_chart(remaking->work) && chart->sentence_count > 0)
        remaking->work->piece->sentence = chart->sentences[0];
    return status == STATUS_MEMORY ? status : STATUS_OK;
}

/* A chart's table has the field of its small charts in front. */
static enum status read_spec(struct remaking *remaking, struct error *err)
{
    const struct deck_work *work = remaking->work;
    struct pivot_spec spec;
    if (!work->view.pivot || !*work->view.pivot)
        return error_set(err, STATUS_INVALID, TEXT_EVIDENCE_NO_PIVOT, NULL);
    enum status status =
        pivot_spec_from_json(work->arena, span_string(work->view.pivot), &spec, err);
    if (status != STATUS_OK)
        return status;
    remaking->spec = spec;
    const char *json = work->view.chart;
    if (json && *json &&
        chart_settings_from_json(span_string(json), &remaking->settings, NULL) != STATUS_OK)
        remaking->settings = (struct chart_settings){.chosen = false};
    if (!is_chart(work))
        remaking->settings.by = 0;
    struct pivot_field by = {.column = remaking->settings.by};
    if (work->dataset)
        by = chart_by(work->dataset, &remaking->settings);
    enum chart_kind kind = remaking->settings.chosen ? remaking->settings.kind : CHART_BAR;
    if (is_chart(work))
        remaking->spec = chart_table_spec(&spec, by, kind);
    return STATUS_OK;
}

enum status deck_fill_pivot(const struct deck_work *work, struct error *err)
{
    struct remaking remaking = {.work = work};
    enum status status = read_spec(&remaking, err);
    if (status == STATUS_OK)
        status = make_table(&remaking, err);
    if (status == STATUS_OK)
        status = write_figures(&remaking, err);
    if (status == STATUS_OK)
        status = say(&remaking, err);
    if (status == STATUS_OK)
        status = cut_for_picture(&remaking, err);
    return status == STATUS_OK ? draw(&remaking, err) : status;
}
