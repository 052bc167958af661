/* The options of `datajam derive` as recipes: one option says what is made. */
#include "tui/cli/derive_options.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/nearest.h"
#include "core/service/derive_read.h"

/* A word of a list, or the message for one that is none of them. */
static enum status find_word(const char *word, const char *const *words, size_t count, int *out,
                             struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            *out = (int)i;
            return STATUS_OK;
        }
    }
    int near = nearest_name(word, words, count);
    return error_set(err, STATUS_INVALID, TEXT_CLI_DERIVE_BAD_WORD,
                     TEXT_VALUES(text_string("word", word),
                                 text_string("nearest", words[near >= 0 ? near : 0])));
}

/* ---- dates ---- */

enum status derive_option_part(struct cli_deriving *d, const char *text, struct error *err)
{
    static const char *const parts[RECIPE_DATE_PART_COUNT] = {
        "year", "quarter", "month", "month-name", "quarter-name", "weekday"};
    int part = 0;
    enum status status = find_word(text, parts, RECIPE_DATE_PART_COUNT, &part, err);
    d->recipe.kind = RECIPE_DATE_PART;
    d->recipe.date_part = (enum recipe_date_part)part;
    return status;
}

static enum status read_between(struct cli_deriving *d, enum recipe_unit unit, const char *text,
                                struct error *err)
{
    d->recipe.kind = RECIPE_BETWEEN;
    d->recipe.between.unit = unit;
    return derive_read_until(d->dataset, text, &d->recipe, err);
}

enum status derive_option_years(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_between(d, UNIT_YEARS, text, err);
}

enum status derive_option_months(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_between(d, UNIT_MONTHS, text, err);
}

enum status derive_option_days(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_between(d, UNIT_DAYS, text, err);
}

/* ---- numbers ---- */

static enum status read_calculate(struct cli_deriving *d, enum recipe_sign sign, int decimals,
                                  const char *text, struct error *err)
{
    int64_t wanted = decimals;
    d->recipe.kind = RECIPE_CALCULATE;
    d->recipe.calculate.sign = sign;
    if (!cli_number(d->cli, "decimals", &wanted) || wanted > RECIPE_DECIMALS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_DECIMALS,
                         TEXT_VALUES(text_number("most", RECIPE_DECIMALS_MAX)));
    d->recipe.calculate.decimals = (int)wanted;
    return derive_read_operand(d->dataset, text, &d->recipe, &d->recipe.calculate.number, err);
}

enum status derive_option_plus(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_calculate(d, SIGN_ADD, RECIPE_DECIMALS, text, err);
}

enum status derive_option_minus(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_calculate(d, SIGN_TAKE, RECIPE_DECIMALS, text, err);
}

enum status derive_option_times(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_calculate(d, SIGN_TIMES, RECIPE_DECIMALS, text, err);
}

enum status derive_option_divided(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_calculate(d, SIGN_DIVIDE, RECIPE_DECIMALS, text, err);
}

enum status derive_option_percent(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_calculate(d, SIGN_SHARE, RECIPE_DECIMALS, text, err);
}

/* ---- conditions ---- */

static const struct {
    enum filter_op op;
    enum recipe_test test;
    bool negated;
} tests[] = {
    {FILTER_EQUAL, TEST_IN, false},        {FILTER_NOT_EQUAL, TEST_IN, true},
    {FILTER_IN, TEST_IN, false},           {FILTER_NOT_IN, TEST_IN, true},
    {FILTER_EMPTY, TEST_IN, false},        {FILTER_NOT_EMPTY, TEST_IN, true},
    {FILTER_LESS, TEST_BELOW, false},      {FILTER_LESS_EQUAL, TEST_MOST, false},
    {FILTER_GREATER, TEST_ABOVE, false},   {FILTER_GREATER_EQUAL, TEST_LEAST, false},
    {FILTER_BETWEEN, TEST_BETWEEN, false}, {FILTER_NOT_BETWEEN, TEST_BETWEEN, true},
    {FILTER_MATCH, TEST_CONTAINS, false},  {FILTER_NO_MATCH, TEST_CONTAINS, true},
};

/* As a filter says it, without the column: ">= 25", "in (a, b)", "~ part of a text". */
enum status derive_option_yes(struct cli_deriving *d, const char *text, struct error *err)
{
    struct recipe *recipe = &d->recipe;
    static const struct span empty = {"", 0};
    const char *whole = arena_printf(d->arena, "column %s", text);
    const struct filter_name name = {recipe->source, "column", ""};
    struct filter *filter = arena_alloc(d->arena, sizeof *filter);
    if (!whole || !filter)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = filter_read(d->arena, span_string(whole), &name, 1, true, filter, err);
    if (status != STATUS_OK)
        return status;
    recipe->kind = RECIPE_TEST;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        if (tests[i].op == filter->op) {
            recipe->test.test = tests[i].test;
            recipe->test.negated = tests[i].negated;
        }
    }
    recipe->test.count = filter->count ? filter->count : 1;
    recipe->test.values = arena_array(d->arena, recipe->test.count, sizeof *recipe->test.values);
    if (!recipe->test.values)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    recipe->test.values[0] = empty;
    for (size_t i = 0; i < filter->count; i++)
        recipe->test.values[i] = filter->texts[i];
    return STATUS_OK;
}

/* ---- texts ---- */

static enum status read_text_part(struct cli_deriving *d, enum recipe_text_part part,
                                  const char *text)
{
    d->recipe.kind = RECIPE_TEXT_PART;
    d->recipe.text.part = part;
    d->recipe.text.sign = text;
    return STATUS_OK;
}

enum status derive_option_before(struct cli_deriving *d, const char *text, struct error *err)
{
    (void)err;
    return read_text_part(d, TEXT_PART_BEFORE, text);
}

enum status derive_option_after(struct cli_deriving *d, const char *text, struct error *err)
{
    (void)err;
    return read_text_part(d, TEXT_PART_AFTER, text);
}

static enum status read_count(struct cli_deriving *d, enum recipe_text_part part, const char *text,
                              struct error *err)
{
    char *end = NULL;
    long count = strtol(text, &end, 10);
    (void)read_text_part(d, part, "");
    if (end == text || *end || count < 1 || count > RECIPE_LIST_MAX)
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_NO_COUNT, NULL);
    d->recipe.text.count = (int)count;
    return STATUS_OK;
}

enum status derive_option_first(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_count(d, TEXT_PART_FIRST, text, err);
}

enum status derive_option_last(struct cli_deriving *d, const char *text, struct error *err)
{
    return read_count(d, TEXT_PART_LAST, text, err);
}

enum status derive_option_pattern(struct cli_deriving *d, const char *text, struct error *err)
{
    (void)read_text_part(d, TEXT_PART_PATTERN, text);
    return derive_pattern(d->use, &d->recipe, d->arena, err);
}

enum status derive_option_postcode(struct cli_deriving *d, const char *text, struct error *err)
{
    static const char *const parts[] = {"full", "area"};
    int part = 0;
    enum status status = find_word(text, parts, sizeof parts / sizeof *parts, &part, err);
    d->recipe.kind = RECIPE_POSTCODE;
    d->recipe.outer = part == 1;
    return status;
}

/* Several of them: A=B, with "" for empty cells. */
enum status derive_option_change(struct cli_deriving *d, const char *text, struct error *err)
{
    struct recipe *recipe = &d->recipe;
    size_t count = cli_value_count(d->cli, "change");
    recipe->kind = RECIPE_VALUES;
    recipe->values.pairs = arena_array(d->arena, count, sizeof *recipe->values.pairs);
    if (!recipe->values.pairs)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count; i++) {
        text = cli_value_at(d->cli, "change", i);
        const char *equals = strchr(text, '=');
        if (!equals)
            return error_set(err, STATUS_INVALID, TEXT_CLI_DERIVE_BAD_CHANGE,
                             TEXT_VALUES(text_string("text", text)));
        recipe->values.pairs[i] =
            (struct recipe_pair){span_of(text, (size_t)(equals - text)), span_string(equals + 1)};
    }
    recipe->values.count = count;
    return STATUS_OK;
}
