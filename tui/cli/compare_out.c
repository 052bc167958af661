/* Comparisons as rows. The figures of a row stand in a table of names and of what each is. */
#include "tui/cli/compare_out.h"

#include <math.h>
#include <stdlib.h>

static const struct value nothing = {.kind = VALUE_EMPTY};

static struct value text(const char *words)
{
    struct span span = span_string(words);
    return (struct value){.kind = span.len ? VALUE_TEXT : VALUE_EMPTY, .text = span};
}

static struct value span(struct span words)
{
    return (struct value){.kind = words.len ? VALUE_TEXT : VALUE_EMPTY, .text = words};
}

static struct value whole(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static struct value real(double number)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = number};
}

/* Of counts, so that three times as many is 3, and not nearly. */
static double percent(int64_t units, int64_t of)
{
    return of > 0 ? 100 * (double)units / (double)of : 0;
}

static double points_of(struct count_pair units, struct count_pair of)
{
    double a = (double)of.a, b = (double)of.b;
    return 100 * ((double)units.a * b - (double)units.b * a) / (a * b);
}

static struct value ratio_of(struct count_pair units, struct count_pair of)
{
    double below = (double)units.b * (double)of.a;
    return below > 0 ? real((double)units.a * (double)of.b / below) : nothing;
}

static struct span value_words(const struct compare_value *value)
{
    return value->text.len ? value->text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE));
}

/* ---- a row for each column ---- */

/* A figure that only columns of a kind have. */
typedef struct value figure_fn(const struct compare_column *column);

static const struct compare_value *widest(const struct compare_column *column)
{
    return column->value_count > 0 ? &column->values[column->widest] : NULL;
}

static struct value rank(const struct compare_column *column)
{
    return column->rank > 0 ? whole((int64_t)column->rank) : nothing;
}

static struct value name(const struct compare_column *column)
{
    return text(column->name);
}

static struct value difference(const struct compare_column *column)
{
    return column->counted ? real(column->verdict.difference) : nothing;
}

static struct value by_chance(const struct compare_column *column)
{
    return column->counted ? real(column->verdict.by_chance) : nothing;
}

static struct value chance(const struct compare_column *column)
{
    return column->rank > 0 ? text(column->chance ? "yes" : "no") : nothing;
}

static struct value own_p(const struct compare_column *column)
{
    return column->counted ? real(column->verdict.p) : nothing;
}

static struct value corrected_p(const struct compare_column *column)
{
    return column->rank > 0 ? real(column->p) : nothing;
}

static struct value test(const struct compare_column *column)
{
    return column->counted ? text(compare_test_word(column->verdict.test)) : nothing;
}

static struct value value(const struct compare_column *column)
{
    return widest(column) ? span(value_words(widest(column))) : nothing;
}

static struct value a_share(const struct compare_column *column)
{
    return widest(column) ? real(percent(widest(column)->units.a, column->units.a)) : nothing;
}

static struct value b_share(const struct compare_column *column)
{
    return widest(column) ? real(percent(widest(column)->units.b, column->units.b)) : nothing;
}

static struct value points(const struct compare_column *column)
{
    return widest(column) ? real(points_of(widest(column)->units, column->units)) : nothing;
}

static struct value share_ratio(const struct compare_column *column)
{
    return widest(column) ? ratio_of(widest(column)->units, column->units) : nothing;
}

/* A figure of numbers, or nothing where there are none. */
static struct value of_numbers(const struct compare_numbers *numbers, double figure)
{
    return numbers->count > 0 ? real(figure) : nothing;
}

static struct value a_mean(const struct compare_column *column)
{
    return of_numbers(&column->a, column->a.mean);
}

static struct value b_mean(const struct compare_column *column)
{
    return of_numbers(&column->b, column->b.mean);
}

static struct value a_median(const struct compare_column *column)
{
    return column->a.count > 0 ? real(column->a.median) : span(column->a_period.middle);
}

static struct value b_median(const struct compare_column *column)
{
    return column->b.count > 0 ? real(column->b.median) : span(column->b_period.middle);
}

static struct value a_lower(const struct compare_column *column)
{
    return of_numbers(&column->a, column->a.lower);
}

static struct value b_lower(const struct compare_column *column)
{
    return of_numbers(&column->b, column->b.lower);
}

static struct value a_upper(const struct compare_column *column)
{
    return of_numbers(&column->a, column->a.upper);
}

static struct value b_upper(const struct compare_column *column)
{
    return of_numbers(&column->b, column->b.upper);
}

static struct value a_deviation(const struct compare_column *column)
{
    return of_numbers(&column->a, column->a.deviation);
}

static struct value b_deviation(const struct compare_column *column)
{
    return of_numbers(&column->b, column->b.deviation);
}

static struct value a_units(const struct compare_column *column)
{
    return column->counted ? whole(column->units.a) : nothing;
}

static struct value b_units(const struct compare_column *column)
{
    return column->counted ? whole(column->units.b) : nothing;
}

static struct value a_empty(const struct compare_column *column)
{
    return column->counted ? whole(column->empty.a) : nothing;
}

static struct value b_empty(const struct compare_column *column)
{
    return column->counted ? whole(column->empty.b) : nothing;
}

static struct value not_ranked(const struct compare_column *column)
{
    return text(compare_state_words(column->state));
}

static const struct {
    const char *name;
    enum column_type type;
    figure_fn *figure;
} figures[] = {
    {"rank", COLUMN_INTEGER, rank},
    {"column", COLUMN_TEXT, name},
    {"difference", COLUMN_DECIMAL, difference},
    {"by_chance", COLUMN_DECIMAL, by_chance},
    {"could_be_chance", COLUMN_YESNO, chance},
    {"p", COLUMN_DECIMAL, own_p},
    {"p_corrected", COLUMN_DECIMAL, corrected_p},
    {"test", COLUMN_TEXT, test},
    {"value", COLUMN_TEXT, value},
    {"a_share", COLUMN_DECIMAL, a_share},
    {"b_share", COLUMN_DECIMAL, b_share},
    {"points", COLUMN_DECIMAL, points},
    {"ratio", COLUMN_DECIMAL, share_ratio},
    {"a_mean", COLUMN_DECIMAL, a_mean},
    {"b_mean", COLUMN_DECIMAL, b_mean},
    {"a_median", COLUMN_DECIMAL, a_median},
    {"b_median", COLUMN_DECIMAL, b_median},
    {"a_lower", COLUMN_DECIMAL, a_lower},
    {"b_lower", COLUMN_DECIMAL, b_lower},
    {"a_upper", COLUMN_DECIMAL, a_upper},
    {"b_upper", COLUMN_DECIMAL, b_upper},
    {"a_deviation", COLUMN_DECIMAL, a_deviation},
    {"b_deviation", COLUMN_DECIMAL, b_deviation},
    {"a_count", COLUMN_INTEGER, a_units},
    {"b_count", COLUMN_INTEGER, b_units},
    {"a_empty", COLUMN_INTEGER, a_empty},
    {"b_empty", COLUMN_INTEGER, b_empty},
    {"not_ranked", COLUMN_TEXT, not_ranked},
};

enum { FIGURES = sizeof figures / sizeof *figures };

static enum status write_figures(const struct compare_result *result,
                                 const struct release_request *request, struct error *err)
{
    struct output_column columns[FIGURES];
    struct value row[FIGURES];
    struct release *release = NULL;
    for (size_t f = 0; f < FIGURES; f++)
        columns[f] = (struct output_column){figures[f].name, figures[f].type};
    enum status status = release_begin(&release, request, columns, FIGURES, err);
    for (size_t i = 0; i < result->count && status == STATUS_OK; i++) {
        for (size_t f = 0; f < FIGURES; f++)
            row[f] = figures[f].figure(&result->columns[i]);
        status = release_row(release, row, err);
    }
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

/* ---- for people ---- */

enum { RANK, COLUMN, DIFFERENCE, CHANCE, WORDS, PARTS };

static enum status write_words(struct release *release, const struct compare_column *column,
                               struct error *err)
{
    struct buffer words = {0};
    struct value row[PARTS] = {[RANK] = rank(column), [COLUMN] = name(column)};
    bool good = column->rank > 0 ? compare_sentence(column, &words)
                                 : buffer_add_string(&words, compare_state_words(column->state));
    row[WORDS] = span(buffer_span(&words));
    if (column->rank > 0)
        row[DIFFERENCE] = whole((int64_t)lround(100 * column->verdict.difference));
    if (column->rank > 0 && column->chance)
        row[CHANCE] = text(text_get(TEXT_COMPARE_COULD_BE));
    enum status status = good ? release_row(release, row, err)
                              : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    buffer_free(&words);
    return status;
}

static enum status write_table(const struct compare_result *result,
                               const struct release_request *request, struct error *err)
{
    const struct output_column columns[PARTS] = {
        [RANK] = {"#", COLUMN_INTEGER},
        [COLUMN] = {text_get(TEXT_COMPARE_HEAD_COLUMN), COLUMN_TEXT},
        [DIFFERENCE] = {text_get(TEXT_COMPARE_HEAD_DIFFERENCE), COLUMN_INTEGER},
        [CHANCE] = {text_get(TEXT_COMPARE_HEAD_CHANCE), COLUMN_TEXT},
        [WORDS] = {text_get(TEXT_COMPARE_HEAD_WORDS), COLUMN_TEXT}};
    struct release *release = NULL;
    enum status status = release_begin(&release, request, columns, PARTS, err);
    for (size_t i = 0; i < result->count && status == STATUS_OK; i++)
        status = write_words(release, &result->columns[i], err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}

enum status compare_write(const struct compare_result *result,
                          const struct release_request *request, struct error *err)
{
    return request->format == OUTPUT_TABLE ? write_table(result, request, err)
                                           : write_figures(result, request, err);
}

/* ---- the values of one column ---- */

/* Hundredths of a percent are none for people. */
static struct value rounded(struct value value, double to)
{
    value.decimal = round(value.decimal * to) / to;
    return value;
}

enum { SHARES = 3, P = 7, FIGURES_OF_VALUE = 8 };

static enum status write_value(struct release *release, const struct compare_value *value,
                               struct count_pair of, bool round_off, struct error *err)
{
    struct value row[FIGURES_OF_VALUE] = {span(value_words(value)),
                                          whole(value->units.a),
                                          whole(value->units.b),
                                          real(percent(value->units.a, of.a)),
                                          real(percent(value->units.b, of.b)),
                                          real(points_of(value->units, of)),
                                          ratio_of(value->units, of),
                                          real(value->p)};
    for (size_t i = SHARES; round_off && i < FIGURES_OF_VALUE; i++)
        row[i] = rounded(row[i], i == P ? 1e4 : 1e2);
    return release_row(release, row, err);
}

enum status compare_write_values(const struct compare_result *result,
                                 const struct release_request *request, struct error *err)
{
    static const struct output_column columns[FIGURES_OF_VALUE] = {
        {"value", COLUMN_TEXT},      {"a_count", COLUMN_INTEGER}, {"b_count", COLUMN_INTEGER},
        {"a_share", COLUMN_DECIMAL}, {"b_share", COLUMN_DECIMAL}, {"points", COLUMN_DECIMAL},
        {"ratio", COLUMN_DECIMAL},   {"p", COLUMN_DECIMAL}};
    const struct compare_column *column = &result->columns[0];
    struct release *release = NULL;
    enum status status = release_begin(&release, request, columns, FIGURES_OF_VALUE, err);
    for (size_t i = 0; i < column->value_count && status == STATUS_OK; i++)
        status = write_value(release, &column->values[i], column->units,
                             request->format == OUTPUT_TABLE, err);
    if (status == STATUS_OK)
        return release_end(release, err);
    release_drop(release);
    return status;
}
