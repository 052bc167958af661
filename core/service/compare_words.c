/* Comparisons in plain words, the same for the command line and the screen. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/compare.h"

enum { FIGURE_SIZE = 48 };

/* Where a column has many values and none of them differs by more. */
static const double nothing_stands_out = 0.005;

static bool add_words(struct buffer *out, enum text_id id, const struct text_value *values)
{
    char *words = text_new(id, values);
    bool good = words && buffer_add_string(out, words);
    free(words);
    return good;
}

/* ---- sets ---- */

static const char *column_name(const struct dataset_info *dataset, int64_t id)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return dataset->columns[i].name;
    return "";
}

/* Of a long list its first values, its last one, and how many they are. */
static bool say_filter(const struct filter *filter, const char *name, struct buffer *out)
{
    enum { LONG = 5, FIRST = 2 };
    bool list = filter->op == FILTER_IN || filter->op == FILTER_NOT_IN;
    if (!list || filter->count < LONG)
        return filter_words(filter, name, out);
    struct filter first = *filter;
    struct buffer words = {0};
    struct span end = filter->texts[filter->count - 1];
    char *last = strndup(end.data ? end.data : "", end.len);
    first.count = FIRST;
    bool good = last && filter_words(&first, name, &words) &&
                add_words(out, TEXT_COMPARE_LIST,
                          TEXT_VALUES(text_string("words", words.data), text_string("last", last),
                                      text_number("count", (int64_t)filter->count)));
    buffer_free(&words);
    free(last);
    return good;
}

bool compare_set_words(const struct dataset_info *dataset, const struct filter_list *filters,
                       struct buffer *out)
{
    size_t said = 0;
    for (size_t i = 0; i < filters->count; i++) {
        const struct filter *filter = &filters->filters[i];
        if (filter->off)
            continue;
        if (said++ > 0)
            buffer_add_string(out, ", ");
        if (!say_filter(filter, column_name(dataset, filter->column), out))
            return false;
    }
    if (said == 0)
        buffer_add_string(out, text_get(TEXT_COMPARE_ALL_ROWS));
    return !out->failed;
}

/* ---- figures ---- */

/* At most so many decimals, without zeros at the end. */
static void write_number(double number, int digits, char *out)
{
    snprintf(out, FIGURE_SIZE, "%.*f", digits, number);
    if (strchr(out, '.')) {
        size_t len = strlen(out);
        while (out[len - 1] == '0')
            len--;
        out[out[len - 1] == '.' ? len - 1 : len] = '\0';
    }
    if (strcmp(out, "-0") == 0)
        memcpy(out, "0", sizeof "0");
}

/* As many decimals as it takes to tell two numbers of that size apart. */
static int digits_for(double a, double b)
{
    double size = fmax(fabs(a), fabs(b));
    return size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
}

static void write_signed(double number, int digits, char *out)
{
    char plain[FIGURE_SIZE];
    write_number(fabs(number), digits, plain);
    const char *sign = strcmp(plain, "0") == 0 ? "±" : number > 0 ? "+" : "\u2212";
    snprintf(out, FIGURE_SIZE, "%s%.*s", sign, FIGURE_SIZE - 5, plain);
}

/* A share of few is not nothing. */
static void write_share(double share, char *out)
{
    text_percent_words(out, FIGURE_SIZE, 100 * share, 1);
}

/* ---- a column ---- */

static bool say_share(const struct compare_column *column, struct buffer *out)
{
    const struct compare_value *value = &column->values[column->widest];
    if (fabs(value->a - value->b) < nothing_stands_out && column->verdict.difference > 0 &&
        column->all_values > COMPARE_FEW_VALUES)
        return add_words(out, TEXT_COMPARE_MANY,
                         TEXT_VALUES(text_number("values", (int64_t)column->all_values)));
    char a[FIGURE_SIZE], b[FIGURE_SIZE], points[FIGURE_SIZE], size[FIGURE_SIZE];
    struct span text =
        value->text.len ? value->text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE));
    char *name = strndup(text.data, text.len);
    write_share(value->a, a);
    write_share(value->b, b);
    write_signed(100 * (value->a - value->b), 1, points);
    write_number(100 * fabs(value->a - value->b), 1, size);
    bool good = name && add_words(out, TEXT_COMPARE_SHARES,
                                  TEXT_VALUES(text_string("value", name), text_string("a", a),
                                              text_string("b", b), text_string("points", points),
                                              text_string("size", size)));
    free(name);
    return good;
}

/* Averages say it, unless only the shares of single values or bands do. */
static bool are_averages(const struct compare_column *column)
{
    const struct compare_numbers *a = &column->a, *b = &column->b;
    char points[FIGURE_SIZE];
    if (a->count == 0 || b->count == 0 ||
        (!column->chance && column->verdict.ranks_p >= COMPARE_LEVEL))
        return false;
    write_signed(a->mean - b->mean, digits_for(a->mean, b->mean), points);
    return column->chance || strcmp(points, "±0") != 0;
}

static bool are_dates(const struct compare_column *column)
{
    const struct compare_period *a = &column->a_period, *b = &column->b_period;
    return a->middle.len > 0 && b->middle.len > 0 && !span_equal(a->middle, b->middle) &&
           (column->chance || column->verdict.ranks_p < COMPARE_LEVEL);
}

static bool say_averages(const struct compare_column *column, struct buffer *out)
{
    const struct compare_numbers *a = &column->a, *b = &column->b;
    char figures[5][FIGURE_SIZE];
    int digits = digits_for(a->mean, b->mean), middle = digits_for(a->median, b->median);
    write_number(a->mean, digits, figures[0]);
    write_number(b->mean, digits, figures[1]);
    write_signed(a->mean - b->mean, digits, figures[2]);
    write_number(a->median, middle, figures[3]);
    write_number(b->median, middle, figures[4]);
    return add_words(out, TEXT_COMPARE_AVERAGES,
                     TEXT_VALUES(text_string("a", figures[0]), text_string("b", figures[1]),
                                 text_string("points", figures[2]),
                                 text_string("a_middle", figures[3]),
                                 text_string("b_middle", figures[4])));
}

static bool say_dates(const struct compare_column *column, struct buffer *out)
{
    char a[FIGURE_SIZE], b[FIGURE_SIZE];
    snprintf(a, sizeof a, "%.*s", (int)column->a_period.middle.len, column->a_period.middle.data);
    snprintf(b, sizeof b, "%.*s", (int)column->b_period.middle.len, column->b_period.middle.data);
    return add_words(out, TEXT_COMPARE_DATES,
                     TEXT_VALUES(text_string("a", a), text_string("b", b)));
}

bool compare_sentence(const struct compare_column *column, struct buffer *out)
{
    if (!column->counted || column->value_count == 0)
        return !out->failed;
    return are_averages(column) ? say_averages(column, out)
           : are_dates(column)  ? say_dates(column, out)
                                : say_share(column, out);
}

bool compare_evidence(const struct compare_result *result, const struct compare_column *column,
                      struct buffer *out)
{
    struct buffer sentence = {0};
    struct count_pair units = column->units;
    enum text_id words = result->people ? TEXT_COMPARE_EVIDENCE_PEOPLE : TEXT_COMPARE_EVIDENCE_ROWS;
    bool good =
        compare_sentence(column, &sentence) &&
        add_words(out, words,
                  TEXT_VALUES(text_string("column", column->name),
                              text_string("sentence", buffer_span(&sentence).data),
                              text_string("a", result->a), text_string("b", result->b),
                              text_number("a_units", units.a), text_number("b_units", units.b))) &&
        buffer_add_string(
            out, text_get(column->chance ? TEXT_COMPARE_MAYBE_CHANCE : TEXT_COMPARE_HARDLY_CHANCE));
    buffer_free(&sentence);
    return good;
}

/* ---- single words ---- */

const char *compare_state_words(enum compare_state state)
{
    static const enum text_id words[COMPARE_STATES] = {
        [COMPARE_RANKED] = TEXT_NONE,
        [COMPARE_CHOSEN_BY] = TEXT_COMPARE_STATE_CHOSEN,
        [COMPARE_APART] = TEXT_COMPARE_STATE_APART,
        [COMPARE_SAME] = TEXT_COMPARE_STATE_SAME,
        [COMPARE_UNIQUE] = TEXT_COMPARE_STATE_UNIQUE,
        [COMPARE_ID] = TEXT_COMPARE_STATE_ID,
        [COMPARE_WHEN] = TEXT_COMPARE_STATE_WHEN,
        [COMPARE_IGNORED] = TEXT_COMPARE_STATE_IGNORED,
        [COMPARE_ONLY_ONE] = TEXT_COMPARE_STATE_ONLY_ONE,
    };
    return words[state] == TEXT_NONE ? "" : text_get(words[state]);
}

const char *compare_test_word(enum compare_test test)
{
    static const char *const words[] = {
        [COMPARE_UNTESTED] = "",          [COMPARE_SHARES] = "two proportions",
        [COMPARE_EXACT] = "Fisher",       [COMPARE_TABLE] = "chi-square",
        [COMPARE_RANKS] = "Mann-Whitney",
    };
    return words[test];
}
