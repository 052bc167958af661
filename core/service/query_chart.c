/* From the figures of a result to a chart: what the data are like, the kind that suits them, the
 * words. Drawing and reading aloud are those of every chart (core/analysis/chart.h). */
#include "core/service/query_chart.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/service/query_figures.h"

enum { PAGE = 2000, LABEL_FIELD = 1, SERIES_FIELD = 2 }; /* columns of no dataset */

struct making {
    struct query_figures figures;
    const char **names; /* of the columns */
    const struct query_chart_request *request;
    struct arena *arena, *scratch;
    struct chart *chart;
    bool turned;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- what the data are like ---- */

static void find_traits(struct making *making)
{
    const struct query_figures *figures = &making->figures;
    bool two = figures->label_count > 1;
    const struct query_group *axis = making->turned ? figures->across : figures->groups;
    size_t count = making->turned ? figures->across_count : figures->group_count;
    size_t series = making->turned ? figures->group_count : figures->across_count;
    making->chart->traits = (struct chart_traits){
        .time = query_groups_are_times(axis, count),
        .number = figures->label_number,
        .across = two || figures->number_count > 1,
        .additive = query_figures_add_up(figures),
        .categories = count,
        .series = two ? series : figures->number_count,
    };
}

static void choose_kind(struct making *making)
{
    static const unsigned drawn = 1U << CHART_BAR | 1U << CHART_LINE | 1U << CHART_PYRAMID |
                                  1U << CHART_HEAT | 1U << CHART_PARETO;
    const struct chart_settings *settings = making->request->settings;
    struct chart *chart = making->chart;
    struct chart_traits *traits = &chart->traits;
    /* Two columns of figures are no two sides of the same people. */
    bool two_sides = making->figures.label_count > 1 && traits->series == 2;
    chart->fits = chart_fits(traits) & drawn & ~(two_sides ? 0U : 1U << CHART_PYRAMID);
    bool fits = settings->chosen && (chart->fits >> settings->kind & 1) != 0;
    enum chart_kind proposed = chart_propose(traits);
    if ((chart->fits >> proposed & 1) == 0)
        proposed = CHART_BAR;
    chart->kind = fits ? settings->kind : proposed;
}

/* ---- words ---- */

static const char *text_of(struct arena *arena, enum text_id id, const struct text_value *values)
{
    enum { ROOM = 400 };
    char words[ROOM];
    text_format(words, sizeof words, id, values);
    return arena_string(arena, words);
}

/* "average, median": the columns of the figures. */
static const char *what_of(struct making *making)
{
    const struct query_figures *figures = &making->figures;
    struct buffer words = {0};
    for (size_t i = 0; i < figures->number_count; i++)
        buffer_printf(&words, "%s%s", i ? ", " : "", making->names[figures->numbers[i]]);
    const char *what = words.failed ? NULL : arena_copy(making->arena, buffer_span(&words));
    buffer_free(&words);
    if (what && figures->repeated > 0)
        what =
            text_of(making->arena, TEXT_QUERY_CHART_SUM, TEXT_VALUES(text_string("column", what)));
    return what;
}

static bool fill_names(struct making *making, struct chart_names *names)
{
    const struct query_figures *figures = &making->figures;
    bool two = figures->label_count > 1;
    const char *first = making->names[figures->labels[0]];
    const char *second = two ? making->names[figures->labels[1]] : "";
    *names = (struct chart_names){.rows = {making->turned ? second : first, ""},
                                  .column = making->turned ? first : second,
                                  .value = "",
                                  .share = "",
                                  .by = "",
                                  .filters = "",
                                  .source = making->request->source};
    if (figures->number_count == 0)
        return true;
    names->what = what_of(making);
    if (figures->number_count == 1)
        names->value = names->what;
    return names->what && names->value;
}

static bool add_notes(struct making *making)
{
    const struct query_figures *figures = &making->figures;
    const struct {
        int64_t count;
        enum text_id words;
    } notes[] = {{figures->left_out, TEXT_QUERY_CHART_LEFT_OUT},
                 {figures->repeated, TEXT_QUERY_CHART_REPEATED},
                 {(int64_t)figures->left_columns, TEXT_QUERY_CHART_COLUMNS}};
    bool good = true;
    for (size_t i = 0; i < sizeof notes / sizeof *notes && good; i++)
        if (notes[i].count > 0)
            good = chart_add_note(making->arena, making->chart, notes[i].words,
                                  TEXT_VALUES(text_number("rows", notes[i].count),
                                              text_number("count", notes[i].count)));
    return good;
}

/* ---- all together ---- */

static enum status finish(struct making *making, struct error *err)
{
    const struct query_figures *figures = &making->figures;
    struct chart *chart = making->chart;
    struct pivot_table table = {0};
    struct chart_names names;
    if (figures->rows == 0)
        return error_set(err, STATUS_INVALID, TEXT_QUERY_CHART_ROWS, NULL);
    enum status status =
        query_figures_table(figures, making->names, making->arena, &table, &making->turned, err);
    if (status != STATUS_OK)
        return status;
    *chart = (struct chart){.stack = making->request->settings->stack};
    find_traits(making);
    choose_kind(making);
    chart->spec = (struct pivot_spec){.value = figures->number_count ? PIVOT_SUM : PIVOT_COUNT};
    chart->spec.rows[0].column = LABEL_FIELD;
    chart->spec.column.column = chart->traits.across ? SERIES_FIELD : 0;
    if (!fill_names(making, &names))
        return no_memory(err);
    status = chart_from_table(making->arena, &table, false, &names, chart, err);
    if (status == STATUS_OK && !add_notes(making))
        status = no_memory(err);
    return status == STATUS_OK ? chart_add_words(making->arena, &names, chart, err) : status;
}

static bool begin(struct making *making, const bool *is_number, size_t columns)
{
    return query_figures_begin(&making->figures, making->scratch, is_number, columns);
}

/* ---- from the rows ---- */

static enum status gather(struct making *making, struct query *query, struct error *err)
{
    const volatile int *cancel = making->request->cancel;
    int64_t all = query_rows(query);
    enum status status = STATUS_OK;
    for (int64_t first = 0; first < all && status == STATUS_OK; first += PAGE) {
        const struct value *values = NULL;
        struct arena *page = arena_new();
        size_t rows = 0;
        status = page ? query_read(query, first, PAGE, page, &values, &rows, err) : no_memory(err);
        if (status == STATUS_OK && !query_figures_add(&making->figures, values, rows))
            status = no_memory(err);
        arena_free(page);
        if (status == STATUS_OK && cancel && *cancel)
            status = error_set(err, STATUS_CANCELLED, TEXT_QUERY_CANCELLED, NULL);
    }
    return status;
}

static enum status prepare(struct making *making, struct query *query, struct error *err)
{
    const struct query_column *columns = NULL;
    size_t count = query_columns(query, making->scratch, &columns);
    bool *is_number = arena_array(making->scratch, count, sizeof *is_number);
    making->names = arena_array(making->scratch, count, sizeof *making->names);
    if (count == 0)
        return error_set(err, STATUS_INVALID, TEXT_QUERY_CHART_ROWS, NULL);
    if (!is_number || !making->names)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        making->names[i] = columns[i].name;
        is_number[i] = column_type_is_number(columns[i].type);
    }
    return begin(making, is_number, count) ? gather(making, query, err) : no_memory(err);
}

static void tell_columns(const struct making *making, struct query_chart *out)
{
    const struct query_figures *figures = &making->figures;
    bool turned = making->turned;
    out->has_series = figures->label_count > 1;
    out->category_column = figures->labels[turned ? 1 : 0];
    out->series_column = figures->labels[turned ? 0 : 1];
    out->categories = turned ? figures->across : figures->groups;
    out->series = turned ? figures->groups : figures->across;
}

enum status query_chart_make(struct query *query, const struct query_chart_request *request,
                             struct arena *arena, struct query_chart *out, struct error *err)
{
    struct making making = {
        .request = request, .arena = arena, .scratch = arena, .chart = &out->chart};
    *out = (struct query_chart){.has_series = false};
    enum status status = prepare(&making, query, err);
    if (status == STATUS_OK)
        status = finish(&making, err);
    if (status == STATUS_OK)
        tell_columns(&making, out);
    return status;
}

/* ---- from figures that were pinned ---- */

static bool holds_numbers(const struct snapshot *figures, size_t column)
{
    for (size_t r = 0; r < figures->rows; r++) {
        enum value_kind kind = figures->cells[r * figures->columns + column].kind;
        if (kind == VALUE_INTEGER || kind == VALUE_DECIMAL)
            return true;
    }
    return false;
}

enum status query_chart_pinned(const struct snapshot *figures,
                               const struct query_chart_request *request, struct arena *arena,
                               struct chart *out, struct error *err)
{
    struct making making = {.request = request, .arena = arena, .scratch = arena, .chart = out};
    bool *is_number = arena_array(arena, figures->columns, sizeof *is_number), any = false;
    making.names = figures->heads;
    if (!is_number)
        return no_memory(err);
    for (size_t i = 0; i < figures->columns; i++) {
        is_number[i] = holds_numbers(figures, i);
        any = any || is_number[i];
    }
    /* Hidden figures are none, and groups that were cut off are no part of a picture. */
    if (!any || (int64_t)figures->rows < figures->all_rows)
        return error_set(err, STATUS_INVALID, TEXT_QUERY_CHART_ROWS, NULL);
    if (!begin(&making, is_number, figures->columns) ||
        !query_figures_add(&making.figures, figures->cells, figures->rows))
        return no_memory(err);
    return finish(&making, err);
}
