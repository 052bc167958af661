/*
 * Recipes in SQL. A CASE with a base (CASE x WHEN …) reads its column once and compares one by
 * one; IN would build a table of its list for each row, since a generated column is worked out
 * row by row. What is worked out in steps is guarded from the outside to the inside, since
 * nothing but CASE promises to leave the rest alone: date('now') in a cell would be an error.
 * Adding no days makes date() give the day that there is, so that 30 February is not itself:
 * without that some versions of SQLite return it as it came.
 */
#include "core/service/recipe_sql.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/recipe_sql_internal.h"

enum { LEAF_PAIRS = 16 };

/* ---- pieces ---- */

static void add(struct say *say, const char *text)
{
    buffer_add_string(say->out, text);
}

static void add_source(struct say *say)
{
    add(say, say->columns[0].sql);
}

static void add_text(struct buffer *out, struct span text)
{
    buffer_add_byte(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\'')
            buffer_add_byte(out, '\'');
        buffer_add_byte(out, text.data[i]);
    }
    buffer_add_byte(out, '\'');
}

static void say_text(struct say *say, struct span text)
{
    add_text(say->out, text);
}

static void say_string(struct say *say, const char *text)
{
    add_text(say->out, span_string(text));
}

static bool has_numbers(const struct say *say)
{
    return column_type_is_number(say->columns[0].type);
}

/* A value as the column has it; false: it is no number, and the column has numbers. */
static bool say_value(struct say *say, struct span text)
{
    struct value number;
    if (!has_numbers(say)) {
        say_text(say, text);
        return true;
    }
    if (!recipe_read_number(text, &number))
        return false;
    if (number.kind == VALUE_INTEGER && number.integer != INT64_MIN)
        buffer_printf(say->out, "%lld", (long long)number.integer);
    else
        recipe_sql_number(say->out,
                          number.kind == VALUE_INTEGER ? (double)INT64_MIN : number.decimal);
    return true;
}

/* The column holds nothing; also other tools' empty texts are that. */
static void say_is_empty(struct say *say)
{
    add(say, "coalesce(");
    add_source(say);
    add(say, ", '') = ''");
}

/* ---- bands, groups, values ---- */

static void say_bands(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    add(say, "CASE WHEN typeof(");
    add_source(say);
    add(say, ") NOT " IS_NUMBER " THEN NULL");
    for (size_t i = 0; i < recipe->bands.count; i++) {
        add(say, " WHEN ");
        add_source(say);
        add(say, " < ");
        recipe_sql_number(say->out, recipe->bands.limits[i]);
        add(say, " THEN ");
        say_string(say, recipe->bands.names[i]);
    }
    add(say, " ELSE ");
    say_string(say, recipe->bands.names[recipe->bands.count]);
    add(say, " END");
}

/* A value and what it becomes; it is put back where it is no number. */
static void say_when(struct say *say, struct span value, struct span becomes)
{
    size_t before = say->out->len;
    add(say, " WHEN ");
    if (value.len == 0 || !say_value(say, value)) {
        say->out->len = before;
        return;
    }
    add(say, " THEN ");
    if (becomes.len > 0)
        say_text(say, becomes);
    else
        add(say, "NULL");
}

static void say_rest(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    bool groups = recipe->kind == RECIPE_GROUPS, found = recipe->kind == RECIPE_TEXT_PART;
    if (!found && (!groups || recipe->groups.rest == REST_KEEP)) {
        add(say, " ELSE ");
        add_source(say);
    } else if (groups && recipe->groups.rest == REST_NAME) {
        add(say, " ELSE ");
        say_string(say, recipe->groups.rest_name);
    }
    add(say, " END");
}

/* What empty cells become; len 0: they stay empty. */
static struct span for_empty(const struct recipe *recipe)
{
    for (size_t i = 0; recipe->kind == RECIPE_GROUPS && i < recipe->groups.count; i++) {
        const struct recipe_group *group = &recipe->groups.items[i];
        for (size_t j = 0; j < group->count; j++) {
            if (group->values[j].len == 0)
                return span_string(group->name);
        }
    }
    for (size_t i = 0; recipe->kind == RECIPE_VALUES && i < recipe->values.count; i++) {
        if (recipe->values.pairs[i].from.len == 0)
            return recipe->values.pairs[i].to;
    }
    return span_of("", 0);
}

static void begin_lookup(struct say *say)
{
    struct span empty = for_empty(say->recipe);
    add(say, "CASE WHEN ");
    say_is_empty(say);
    add(say, " THEN ");
    if (empty.len > 0)
        say_text(say, empty);
    else
        add(say, "NULL");
    add(say, " ELSE ");
}

static void say_groups(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    bool any = false;
    begin_lookup(say);
    size_t before = say->out->len;
    add(say, "CASE ");
    add_source(say);
    for (size_t i = 0; i < recipe->groups.count; i++) {
        const struct recipe_group *group = &recipe->groups.items[i];
        for (size_t j = 0; j < group->count; j++) {
            size_t len = say->out->len;
            say_when(say, group->values[j], span_string(group->name));
            any = any || say->out->len > len;
        }
    }
    if (!any) { /* a CASE needs one: empties only, or no value is a number */
        say->out->len = before;
        add(say, "CASE WHEN 0 THEN NULL");
    }
    say_rest(say);
    add(say, " END");
}

static int compare_pairs(const void *left, const void *right)
{
    const struct recipe_pair *a = *(const struct recipe_pair *const *)left;
    const struct recipe_pair *b = *(const struct recipe_pair *const *)right;
    return span_compare(a->from, b->from);
}

/* Texts by halves, so that a row is compared with a few of thousands. */
static void say_pairs(struct say *say, const struct recipe_pair *const *pairs, size_t count)
{
    if (count > LEAF_PAIRS && !has_numbers(say)) {
        size_t half = count / 2;
        add(say, "CASE WHEN ");
        add_source(say);
        add(say, " < ");
        say_text(say, pairs[half]->from);
        add(say, " THEN ");
        say_pairs(say, pairs, half);
        add(say, " ELSE ");
        say_pairs(say, pairs + half, count - half);
        add(say, " END");
        return;
    }
    size_t before = say->out->len, first;
    add(say, "CASE ");
    add_source(say);
    first = say->out->len;
    for (size_t i = 0; i < count; i++)
        say_when(say, pairs[i]->from, pairs[i]->to);
    if (say->out->len == first) {
        say->out->len = before;
        add(say, "CASE WHEN 0 THEN NULL");
    }
    say_rest(say);
}

static void say_values(struct say *say, const struct recipe_pair *items, size_t count)
{
    const struct recipe_pair **pairs = calloc(count + 1, sizeof *pairs);
    if (!pairs) {
        say->out->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        pairs[i] = &items[i];
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    begin_lookup(say);
    say_pairs(say, pairs, count);
    add(say, " END");
    free(pairs);
}

/* ---- conditions ---- */

static size_t characters(struct span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += (text.data[i] & 0xC0) != 0x80;
    return count;
}

static void say_compared(struct say *say, const char *sign, struct span value)
{
    if (has_numbers(say))
        add_source(say);
    else
        buffer_printf(say->out, "substr(%s, 1, %zu)", say->columns[0].sql, characters(value));
    add(say, sign);
    (void)say_value(say, value);
}

static const char *answer(const struct say *say, bool holds)
{
    return holds != say->recipe->test.negated ? "'yes'" : "'no'";
}

static void say_is_in(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    bool empty = false;
    for (size_t i = 0; i < recipe->test.count; i++)
        empty = empty || recipe->test.values[i].len == 0;
    add(say, "CASE WHEN ");
    say_is_empty(say);
    buffer_printf(say->out, " THEN %s ELSE ", empty ? answer(say, true) : "NULL");
    size_t before = say->out->len, first;
    add(say, "CASE ");
    add_source(say);
    first = say->out->len;
    for (size_t i = 0; i < recipe->test.count; i++)
        say_when(say, recipe->test.values[i], span_string(recipe->test.negated ? "no" : "yes"));
    bool any = say->out->len > first;
    if (!any)
        say->out->len = before;
    buffer_printf(say->out, any ? " ELSE %s END END" : "%s END", answer(say, false));
}

static void say_condition(struct say *say)
{
    static const char *const signs[RECIPE_TEST_COUNT] = {
        [TEST_LEAST] = " >= ", [TEST_BELOW] = " < ",    [TEST_ABOVE] = " > ",
        [TEST_MOST] = " <= ",  [TEST_BETWEEN] = " >= ",
    };
    const struct recipe *recipe = say->recipe;
    if (recipe->test.test == TEST_CONTAINS) {
        buffer_printf(say->out, "instr(%s, ", say->columns[0].sql);
        say_text(say, recipe->test.values[0]);
        add(say, ") > 0");
        return;
    }
    say_compared(say, signs[recipe->test.test], recipe->test.values[0]);
    if (recipe->test.test != TEST_BETWEEN)
        return;
    add(say, " AND ");
    say_compared(say, " <= ", recipe->test.values[1]);
}

static void say_test(struct say *say)
{
    if (say->recipe->test.test == TEST_IN) {
        say_is_in(say);
        return;
    }
    add(say, "CASE WHEN ");
    if (has_numbers(say) && say->recipe->test.test != TEST_CONTAINS) {
        add(say, "typeof(");
        add_source(say);
        add(say, ") NOT " IS_NUMBER);
    } else {
        say_is_empty(say);
    }
    add(say, " THEN NULL WHEN ");
    say_condition(say);
    buffer_printf(say->out, " THEN %s ELSE %s END", answer(say, true), answer(say, false));
}

/* ---- texts ---- */

static void say_text_part(struct say *say)
{
    const struct recipe *recipe = say->recipe;
    struct span sign = span_string(recipe->text.sign);
    if (recipe->text.part == TEXT_PART_PATTERN) {
        say_values(say, recipe->text.pairs, recipe->text.pair_count);
        return;
    }
    buffer_printf(&say->a, has_numbers(say) ? "CAST(%s AS TEXT)" : "%s", say->columns[0].sql);
    add_text(&say->b, sign);
    if (say->a.failed || say->b.failed)
        return;
    const char *text = say->a.data, *sought = say->b.data;
    switch (recipe->text.part) {
    case TEXT_PART_FIRST:
        buffer_printf(say->out, "nullif(substr(%s, 1, %d), '')", text, recipe->text.count);
        break;
    case TEXT_PART_LAST:
        buffer_printf(say->out, "nullif(substr(%s, -%d), '')", text, recipe->text.count);
        break;
    case TEXT_PART_BEFORE:
        buffer_printf(say->out,
                      "CASE WHEN instr(%s, %s) > 0 THEN nullif(trim(substr(%s, 1, instr(%s, %s)"
                      " - 1)), '') END",
                      text, sought, text, text, sought);
        break;
    default:
        buffer_printf(say->out,
                      "CASE WHEN instr(%s, %s) > 0 THEN nullif(trim(substr(%s, instr(%s, %s) +"
                      " %zu)), '') END",
                      text, sought, text, text, sought, characters(sign));
        break;
    }
}

static void say_recipe(struct say *say)
{
    switch (say->recipe->kind) {
    case RECIPE_BANDS:
        say_bands(say);
        break;
    case RECIPE_GROUPS:
        say_groups(say);
        break;
    case RECIPE_VALUES:
        say_values(say, say->recipe->values.pairs, say->recipe->values.count);
        break;
    case RECIPE_DATE_PART:
        recipe_say_date_part(say);
        break;
    case RECIPE_BETWEEN:
        recipe_say_between(say);
        break;
    case RECIPE_CALCULATE:
        recipe_say_calculate(say);
        break;
    case RECIPE_TEST:
        say_test(say);
        break;
    case RECIPE_TEXT_PART:
        say_text_part(say);
        break;
    case RECIPE_POSTCODE:
        recipe_say_postcode(say);
        break;
    case RECIPE_KIND_COUNT:
        break;
    }
}

bool recipe_sql(struct buffer *out, const struct recipe *recipe,
                const struct recipe_sql_column *columns)
{
    struct say say = {.out = out, .recipe = recipe, .columns = columns};
    size_t before = out->len;
    say_recipe(&say);
    out->failed = out->failed || say.a.failed || say.b.failed;
    buffer_free(&say.a);
    buffer_free(&say.b);
    return !out->failed && out->len - before <= RECIPE_SQL_MAX;
}
