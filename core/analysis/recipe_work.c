/*
 * Working recipes out, value by value. Each step here has a twin in core/service/recipe_sql:
 * numbers are doubles, texts are compared by their bytes and cut by their characters, and
 * what is rounded is rounded with plain arithmetic, so that both say the same.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/postcode.h"
#include "core/analysis/recipe_internal.h"

struct recipe_work {
    const struct recipe *recipe;
    bool numbers; /* the first column has numbers: values are compared as such */
    bool whole;
    double power;                /* 10^decimals; 1 for whole numbers */
    struct recipe_owned *owned;  /* by bytes; of numbers see below */
    struct value *owned_numbers; /* of each; VALUE_EMPTY: none */
    size_t owned_count;
    struct recipe_day until;
    char scratch[64];
    struct postcode postcode;
};

/* ---- making ready ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status own_values(struct recipe_work *work, struct error *err)
{
    work->owned = recipe_sort_owned(work->recipe, &work->owned_count);
    if (!work->owned)
        return no_memory(err);
    if (!work->numbers)
        return STATUS_OK;
    work->owned_numbers = malloc((work->owned_count + 1) * sizeof *work->owned_numbers);
    if (!work->owned_numbers)
        return no_memory(err);
    for (size_t i = 0; i < work->owned_count; i++) {
        if (!recipe_read_number(work->owned[i].value, &work->owned_numbers[i]))
            work->owned_numbers[i].kind = VALUE_EMPTY;
    }
    return STATUS_OK;
}

enum status recipe_work_new(struct recipe_work **out, const struct recipe *recipe,
                            const enum column_type *types, struct error *err)
{
    enum status status = STATUS_OK;
    struct recipe_work *work = calloc(1, sizeof *work);
    *out = NULL;
    if (!work)
        return no_memory(err);
    work->recipe = recipe;
    work->numbers = column_type_is_number(types[0]);
    bool pattern = recipe->kind == RECIPE_TEXT_PART && recipe->text.part == TEXT_PART_PATTERN;
    if (recipe->kind == RECIPE_GROUPS || recipe->kind == RECIPE_VALUES || pattern)
        status = own_values(work, err);
    if (recipe->kind == RECIPE_CALCULATE) {
        work->whole = recipe_is_whole(recipe, types);
        work->power = 1;
        for (int i = 0; i < recipe->calculate.decimals && !work->whole; i++)
            work->power *= 10;
    }
    if (recipe->kind == RECIPE_BETWEEN && !recipe->with)
        (void)recipe_day_read(span_string(recipe->between.until), &work->until);
    if (status != STATUS_OK) {
        recipe_work_free(work);
        return status;
    }
    *out = work;
    return STATUS_OK;
}

void recipe_work_free(struct recipe_work *work)
{
    if (!work)
        return;
    free(work->owned);
    free(work->owned_numbers);
    free(work);
}

/* ---- results ---- */

static enum recipe_fault give_text(struct value *out, struct span text)
{
    if (text.len == 0)
        return FAULT_NONE;
    *out = (struct value){.kind = VALUE_TEXT, .text = text};
    return FAULT_NONE;
}

static enum recipe_fault give_string(struct value *out, const char *text)
{
    return give_text(out, span_string(text));
}

static enum recipe_fault give_integer(struct value *out, int64_t number)
{
    *out = (struct value){.kind = VALUE_INTEGER, .integer = number};
    return FAULT_NONE;
}

/* Faults of a value that is to be a number. */
static enum recipe_fault number_of(const struct value *in, double *out)
{
    if (in->kind == VALUE_EMPTY)
        return FAULT_EMPTY;
    if (in->kind == VALUE_TEXT)
        return FAULT_NUMBER;
    *out = in->kind == VALUE_INTEGER ? (double)in->integer : in->decimal;
    return FAULT_NONE;
}

/* ---- bands, groups, values ---- */

static enum recipe_fault work_bands(struct recipe_work *work, const struct value *in,
                                    struct value *out)
{
    const struct recipe *recipe = work->recipe;
    struct value limit = {.kind = VALUE_DECIMAL};
    double number;
    enum recipe_fault fault = number_of(in, &number);
    if (fault != FAULT_NONE)
        return fault;
    size_t low = 0, high = recipe->bands.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        limit.decimal = recipe->bands.limits[middle];
        if (recipe_compare_numbers(in, &limit) < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return give_string(out, recipe->bands.names[low]);
}

/* The owner of a value; -1: none. */
static ptrdiff_t find_owner(struct recipe_work *work, const struct value *in)
{
    size_t low = 0, high = work->owned_count;
    if (work->numbers && in->kind != VALUE_EMPTY) {
        if (in->kind == VALUE_TEXT)
            return -1;
        ptrdiff_t first = -1; /* "1" and "1.0" may be in two groups */
        for (size_t i = 0; i < work->owned_count; i++) {
            ptrdiff_t owner = (ptrdiff_t)work->owned[i].owner;
            if (work->owned_numbers[i].kind != VALUE_EMPTY && (first < 0 || owner < first) &&
                recipe_compare_numbers(in, &work->owned_numbers[i]) == 0)
                first = owner;
        }
        return first;
    }
    struct span text = value_text(in, work->scratch);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = span_compare(work->owned[middle].value, text);
        if (order == 0)
            return (ptrdiff_t)work->owned[middle].owner;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

static enum recipe_fault work_groups(struct recipe_work *work, const struct value *in,
                                     struct value *out)
{
    const struct recipe *recipe = work->recipe;
    ptrdiff_t owner = find_owner(work, in);
    if (owner >= 0)
        return give_string(out, recipe->groups.items[owner].name);
    if (in->kind == VALUE_EMPTY)
        return FAULT_EMPTY;
    if (recipe->groups.rest == REST_NAME)
        return give_string(out, recipe->groups.rest_name);
    return recipe->groups.rest == REST_KEEP ? give_text(out, value_text(in, work->scratch))
                                            : FAULT_NONE;
}

static enum recipe_fault work_values(struct recipe_work *work, const struct value *in,
                                     struct value *out)
{
    ptrdiff_t owner = find_owner(work, in);
    if (owner >= 0)
        return give_text(out, work->recipe->values.pairs[owner].to);
    return in->kind == VALUE_EMPTY ? FAULT_EMPTY : give_text(out, value_text(in, work->scratch));
}

/* ---- dates ---- */

static enum recipe_fault day_of(const struct value *in, struct recipe_day *out)
{
    if (in->kind == VALUE_EMPTY)
        return FAULT_EMPTY;
    return in->kind == VALUE_TEXT && recipe_day_read(in->text, out) ? FAULT_NONE : FAULT_DATE;
}

static enum recipe_fault work_date_part(struct recipe_work *work, const struct value *in,
                                        struct value *out)
{
    struct recipe_day day;
    int quarter;
    enum recipe_fault fault = day_of(in, &day);
    if (fault != FAULT_NONE)
        return fault;
    quarter = (day.month + 2) / 3;
    switch (work->recipe->date_part) {
    case DATE_PART_YEAR:
        return give_integer(out, day.year);
    case DATE_PART_QUARTER:
        snprintf(work->scratch, sizeof work->scratch, "%04d-Q%d", day.year, quarter);
        return give_string(out, work->scratch);
    case DATE_PART_MONTH:
        return give_text(out, span_of(in->text.data, 7));
    case DATE_PART_MONTH_NAME:
        return give_string(out, recipe_month_name(day.month));
    case DATE_PART_QUARTER_NAME:
        snprintf(work->scratch, sizeof work->scratch, "Q%d", quarter);
        return give_string(out, work->scratch);
    case DATE_PART_WEEKDAY:
        /* A month alone has none. 1970-01-01 was a Thursday. */
        if (in->text.len < 10)
            return FAULT_DATE;
        return give_string(out, recipe_weekday_name((int)(((day.number + 4) % 7 + 7) % 7)));
    case RECIPE_DATE_PART_COUNT:
        break;
    }
    return FAULT_DATE;
}

static enum recipe_fault work_between(struct recipe_work *work, const struct value *in,
                                      struct value *out)
{
    struct recipe_day from, to = work->until;
    enum recipe_fault fault = day_of(in, &from);
    if (fault == FAULT_NONE && work->recipe->with)
        fault = day_of(in + 1, &to);
    if (fault != FAULT_NONE)
        return fault;
    if (to.number < from.number)
        return FAULT_EARLY;
    return give_integer(out, recipe_day_between(&from, &to, work->recipe->between.unit));
}

/* ---- numbers ---- */

static double calculate(enum recipe_sign sign, double a, double b)
{
    switch (sign) {
    case SIGN_ADD:
        return a + b;
    case SIGN_TAKE:
        return a - b;
    case SIGN_TIMES:
        return a * b;
    case SIGN_DIVIDE:
        return a / b;
    default:
        return a * 100 / b;
    }
}

enum recipe_fault recipe_work_number(const struct recipe_work *work, const double *in, int64_t *out)
{
    const struct recipe *recipe = work->recipe;
    enum recipe_sign sign = recipe->calculate.sign;
    double a = in[0], b = recipe->with ? in[1] : recipe->calculate.number;
    if ((sign == SIGN_DIVIDE || sign == SIGN_SHARE) && !(b < 0) && !(b > 0))
        return FAULT_ZERO;
    if (!(fabs(a) <= RECIPE_WHOLE_MAX) || !(fabs(b) <= RECIPE_WHOLE_MAX))
        return FAULT_LARGE;
    double result = calculate(sign, a, b) * work->power;
    if (!(fabs(result) <= RECIPE_WHOLE_MAX / 2))
        return FAULT_LARGE;
    *out = (int64_t)(result < 0 ? result - 0.5 : result + 0.5);
    return FAULT_NONE;
}

static enum recipe_fault work_calculate(struct recipe_work *work, const struct value *in,
                                        struct value *out)
{
    double numbers[RECIPE_SOURCES] = {0};
    int64_t rounded;
    enum recipe_fault fault = FAULT_NONE;
    for (size_t i = 0; i < recipe_sources(work->recipe) && fault == FAULT_NONE; i++)
        fault = number_of(in + i, &numbers[i]);
    if (fault == FAULT_NONE)
        fault = recipe_work_number(work, numbers, &rounded);
    if (fault != FAULT_NONE)
        return fault;
    if (work->whole)
        return give_integer(out, rounded);
    *out = (struct value){.kind = VALUE_DECIMAL, .decimal = (double)rounded / work->power};
    return FAULT_NONE;
}

/* ---- conditions ---- */

static bool is_in(struct recipe_work *work, const struct value *in)
{
    const struct recipe *recipe = work->recipe;
    struct value wanted;
    for (size_t i = 0; i < recipe->test.count; i++) {
        struct span value = recipe->test.values[i];
        if (value.len == 0 || in->kind == VALUE_EMPTY) {
            if (value.len == 0 && in->kind == VALUE_EMPTY)
                return true;
        } else if (!work->numbers) {
            if (span_equal(value_text(in, work->scratch), value))
                return true;
        } else if (in->kind != VALUE_TEXT && recipe_read_number(value, &wanted) &&
                   recipe_compare_numbers(in, &wanted) == 0) {
            return true;
        }
    }
    return false;
}

/* As many bytes as the value has: dates have only digits and hyphens. */
static int compare_start(struct span text, struct span value)
{
    return span_compare(span_of(text.data, text.len < value.len ? text.len : value.len), value);
}

/* Below, equal to or above 0: the value against one of the condition's. */
static int compare_with(struct recipe_work *work, const struct value *in, size_t which)
{
    struct value wanted;
    struct span value = work->recipe->test.values[which];
    if (!work->numbers)
        return compare_start(value_text(in, work->scratch), value);
    (void)recipe_read_number(value, &wanted);
    return recipe_compare_numbers(in, &wanted);
}

static bool contains(struct span text, struct span part)
{
    return part.len == 0 || (text.len && memmem(text.data, text.len, part.data, part.len));
}

static bool asks_empty(const struct recipe *recipe)
{
    for (size_t i = 0; i < recipe->test.count; i++) {
        if (recipe->test.values[i].len == 0)
            return true;
    }
    return false;
}

static bool holds(struct recipe_work *work, const struct value *in)
{
    const struct recipe *recipe = work->recipe;
    switch (recipe->test.test) {
    case TEST_IN:
        return is_in(work, in);
    case TEST_LEAST:
        return compare_with(work, in, 0) >= 0;
    case TEST_BELOW:
        return compare_with(work, in, 0) < 0;
    case TEST_ABOVE:
        return compare_with(work, in, 0) > 0;
    case TEST_MOST:
        return compare_with(work, in, 0) <= 0;
    case TEST_BETWEEN:
        return compare_with(work, in, 0) >= 0 && compare_with(work, in, 1) <= 0;
    default:
        return contains(value_text(in, work->scratch), recipe->test.values[0]);
    }
}

static enum recipe_fault work_test(struct recipe_work *work, const struct value *in,
                                   struct value *out)
{
    enum recipe_test test = work->recipe->test.test;
    bool compares = test != TEST_IN && test != TEST_CONTAINS;
    if (in->kind == VALUE_EMPTY && (test != TEST_IN || !asks_empty(work->recipe)))
        return FAULT_EMPTY;
    if (compares && work->numbers && in->kind == VALUE_TEXT)
        return FAULT_NUMBER;
    return give_string(out, holds(work, in) != work->recipe->test.negated ? "yes" : "no");
}

/* ---- texts ---- */

static struct span trim(struct span text)
{
    while (text.len && *text.data == ' ')
        text = span_of(text.data + 1, text.len - 1);
    while (text.len && text.data[text.len - 1] == ' ')
        text.len--;
    return text;
}

/* The byte behind `count` characters from the start, or before them from the end. */
static size_t byte_of(struct span text, int count, bool from_end)
{
    size_t at = from_end ? text.len : 0;
    for (; count > 0 && (from_end ? at > 0 : at < text.len); count--) {
        at += from_end ? (size_t)-1 : 1;
        while ((from_end ? at > 0 : at < text.len) && (text.data[at] & 0xC0) == 0x80)
            at += from_end ? (size_t)-1 : 1;
    }
    return at;
}

static enum recipe_fault find_pair(struct recipe_work *work, const struct value *in,
                                   struct value *out)
{
    ptrdiff_t owner = find_owner(work, in);
    return owner < 0 ? FAULT_MATCH : give_text(out, work->recipe->text.pairs[owner].to);
}

static enum recipe_fault work_text_part(struct recipe_work *work, const struct value *in,
                                        struct value *out)
{
    const struct recipe *recipe = work->recipe;
    struct span sign = span_string(recipe->text.sign);
    if (in->kind == VALUE_EMPTY)
        return FAULT_EMPTY;
    struct span text = value_text(in, work->scratch);
    const char *found;
    size_t at;
    switch (recipe->text.part) {
    case TEXT_PART_FIRST:
        return give_text(out, span_of(text.data, byte_of(text, recipe->text.count, false)));
    case TEXT_PART_LAST:
        at = byte_of(text, recipe->text.count, true);
        return give_text(out, span_of(text.data + at, text.len - at));
    case TEXT_PART_PATTERN:
        return find_pair(work, in, out);
    default:
        break;
    }
    found = memmem(text.data, text.len, sign.data, sign.len);
    if (!found)
        return FAULT_MATCH;
    at = (size_t)(found - text.data);
    if (recipe->text.part == TEXT_PART_BEFORE)
        return give_text(out, trim(span_of(text.data, at)));
    return give_text(out, trim(span_of(found + sign.len, text.len - at - sign.len)));
}

static enum recipe_fault work_postcode(struct recipe_work *work, const struct value *in,
                                       struct value *out)
{
    if (in->kind == VALUE_EMPTY)
        return FAULT_EMPTY;
    struct span text = value_text(in, work->scratch);
    if (work->recipe->outer)
        return postcode_read_outer(text, work->postcode.outer)
                   ? give_string(out, work->postcode.outer)
                   : FAULT_MATCH;
    return postcode_read(text, &work->postcode) ? give_string(out, work->postcode.full)
                                                : FAULT_MATCH;
}

enum recipe_fault recipe_work_value(struct recipe_work *work, const struct value *in,
                                    struct value *out)
{
    static enum recipe_fault (*const kinds[RECIPE_KIND_COUNT])(
        struct recipe_work *, const struct value *, struct value *) = {
        [RECIPE_BANDS] = work_bands,       [RECIPE_GROUPS] = work_groups,
        [RECIPE_VALUES] = work_values,     [RECIPE_DATE_PART] = work_date_part,
        [RECIPE_BETWEEN] = work_between,   [RECIPE_CALCULATE] = work_calculate,
        [RECIPE_TEST] = work_test,         [RECIPE_TEXT_PART] = work_text_part,
        [RECIPE_POSTCODE] = work_postcode,
    };
    *out = (struct value){.kind = VALUE_EMPTY};
    return kinds[work->recipe->kind](work, in, out);
}
