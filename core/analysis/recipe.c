/* What recipes may say: which columns a kind can be made from, what comes out, in which order
 * its values stand. JSON is in recipe_json.c, the values are in recipe_work.c. */
#include "core/analysis/recipe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/recipe_internal.h"
#include "core/base/buffer.h"
#include "core/base/pattern.h"

/* ---- names ---- */

const char *recipe_weekday_name(int weekday)
{
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
    return names[weekday];
}

const char *recipe_month_name(int month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return names[month - 1];
}

/* ---- checks ---- */

static enum status invalid(struct error *err, enum text_id id)
{
    return error_set(err, STATUS_INVALID, id, NULL);
}

static enum status wrong_type(struct error *err, enum text_id id,
                              const struct recipe_column *column)
{
    return error_set(err, STATUS_INVALID, id,
                     TEXT_VALUES(text_string("column", column->name),
                                 text_string("type", column_type_name(column->type))));
}

static enum status need_number(const struct recipe_column *column, struct error *err)
{
    return column_type_is_number(column->type) ? STATUS_OK
                                               : wrong_type(err, TEXT_RECIPE_NOT_NUMBER, column);
}

/* Months are texts ("2019-03"). */
static enum status need_date(const struct recipe_column *column, struct error *err)
{
    bool fits = column->type == COLUMN_DATE || column->type == COLUMN_DATETIME ||
                column->type == COLUMN_TEXT;
    return fits ? STATUS_OK : wrong_type(err, TEXT_RECIPE_NOT_DATE, column);
}

/* Decimals have no text that every program writes alike. */
static enum status need_text(const struct recipe_column *column, struct error *err)
{
    return column->type != COLUMN_DECIMAL ? STATUS_OK
                                          : wrong_type(err, TEXT_RECIPE_NOT_TEXT, column);
}

/* Names come into the order of values, which is cut at semicolons. */
static enum status check_name(const char *name, struct error *err)
{
    if (!*name)
        return invalid(err, TEXT_RECIPE_NAME_EMPTY);
    if (strchr(name, ';'))
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_NAME_SIGN,
                         TEXT_VALUES(text_string("name", name)));
    return STATUS_OK;
}

static enum status check_bands(const struct recipe *recipe, const struct recipe_column *columns,
                               struct error *err)
{
    enum status status = need_number(columns, err);
    if (status == STATUS_OK && recipe->bands.count == 0)
        return invalid(err, TEXT_RECIPE_NO_LIMITS);
    for (size_t i = 0; status == STATUS_OK && i < recipe->bands.count; i++) {
        double limit = recipe->bands.limits[i];
        if (!isfinite(limit) || (i > 0 && limit <= recipe->bands.limits[i - 1]))
            return error_set(err, STATUS_INVALID, TEXT_RECIPE_LIMITS_FALL,
                             TEXT_VALUES(text_decimal("limit", limit, RECIPE_DECIMALS_MAX)));
    }
    for (size_t i = 0; status == STATUS_OK && i <= recipe->bands.count; i++)
        status = check_name(recipe->bands.names[i], err);
    return status;
}

static int compare_owned(const void *left, const void *right)
{
    const struct recipe_owned *a = left, *b = right;
    int order = span_compare(a->value, b->value);
    return order ? order : (a->owner > b->owner) - (a->owner < b->owner);
}

struct recipe_pairs recipe_pairs_of(const struct recipe *recipe)
{
    if (recipe->kind == RECIPE_VALUES)
        return (struct recipe_pairs){recipe->values.pairs, recipe->values.count};
    return (struct recipe_pairs){recipe->text.pairs, recipe->text.pair_count};
}

struct recipe_owned *recipe_sort_owned(const struct recipe *recipe, size_t *count)
{
    bool groups = recipe->kind == RECIPE_GROUPS;
    struct recipe_pairs pairs = groups ? (struct recipe_pairs){NULL, 0} : recipe_pairs_of(recipe);
    size_t all = pairs.count, at = 0;
    for (size_t i = 0; groups && i < recipe->groups.count; i++)
        all += recipe->groups.items[i].count;
    struct recipe_owned *owned = malloc((all + 1) * sizeof *owned);
    for (size_t i = 0; owned && groups && i < recipe->groups.count; i++) {
        for (size_t j = 0; j < recipe->groups.items[i].count; j++)
            owned[at++] = (struct recipe_owned){recipe->groups.items[i].values[j], i};
    }
    for (size_t i = 0; owned && i < pairs.count; i++)
        owned[at++] = (struct recipe_owned){pairs.items[i].from, i};
    if (at > 0)
        qsort(owned, at, sizeof *owned, compare_owned);
    *count = at;
    return owned;
}

/* No value may be in two groups, or become two things. */
static enum status check_owned(const struct recipe *recipe, struct error *err)
{
    size_t count = 0;
    enum status status = STATUS_OK;
    struct recipe_owned *owned = recipe_sort_owned(recipe, &count);
    if (!owned)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        char shown[80];
        if (!span_equal(owned[i].value, owned[i - 1].value))
            continue;
        size_t len = owned[i].value.len < sizeof shown - 1 ? owned[i].value.len : sizeof shown - 1;
        memcpy(shown, len ? owned[i].value.data : "", len);
        shown[len] = '\0';
        bool groups = recipe->kind == RECIPE_GROUPS;
        const char *first = groups ? recipe->groups.items[owned[i - 1].owner].name : "";
        const char *second = groups ? recipe->groups.items[owned[i].owner].name : "";
        status = error_set(err, STATUS_INVALID,
                           groups ? TEXT_RECIPE_VALUE_TWICE : TEXT_RECIPE_VALUE_PAIR_TWICE,
                           TEXT_VALUES(text_string("value", shown), text_string("first", first),
                                       text_string("second", second)));
    }
    free(owned);
    return status;
}

static enum status check_groups(const struct recipe *recipe, const struct recipe_column *columns,
                                struct error *err)
{
    enum status status = STATUS_OK;
    if (recipe->groups.count == 0)
        return invalid(err, TEXT_RECIPE_NO_GROUP);
    if (recipe->groups.rest == REST_KEEP && columns[0].type == COLUMN_DECIMAL)
        return wrong_type(err, TEXT_RECIPE_KEEP_DECIMALS, columns);
    for (size_t i = 0; status == STATUS_OK && i < recipe->groups.count; i++) {
        status = check_name(recipe->groups.items[i].name, err);
        if (status == STATUS_OK && recipe->groups.items[i].count == 0)
            return invalid(err, TEXT_RECIPE_NO_GROUP);
    }
    if (status == STATUS_OK && recipe->groups.rest == REST_NAME)
        status = check_name(recipe->groups.rest_name, err);
    return status == STATUS_OK ? check_owned(recipe, err) : status;
}

static enum status check_values(const struct recipe *recipe, const struct recipe_column *columns,
                                struct error *err)
{
    enum status status = need_text(columns, err);
    if (status == STATUS_OK && recipe->values.count == 0)
        return invalid(err, TEXT_RECIPE_NO_VALUES);
    return status == STATUS_OK ? check_owned(recipe, err) : status;
}

static enum status check_date_part(const struct recipe *recipe, const struct recipe_column *columns,
                                   struct error *err)
{
    (void)recipe;
    return need_date(columns, err);
}

static enum status check_between(const struct recipe *recipe, const struct recipe_column *columns,
                                 struct error *err)
{
    struct recipe_day day;
    enum status status = need_date(columns, err);
    if (status == STATUS_OK && recipe->with)
        return need_date(columns + 1, err);
    if (status == STATUS_OK && !recipe_day_read(span_string(recipe->between.until), &day))
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_NO_UNTIL,
                         TEXT_VALUES(text_string("date", recipe->between.until)));
    return status;
}

static enum status check_calculate(const struct recipe *recipe, const struct recipe_column *columns,
                                   struct error *err)
{
    bool divides = recipe->calculate.sign == SIGN_DIVIDE || recipe->calculate.sign == SIGN_SHARE;
    enum status status = need_number(columns, err);
    if (status == STATUS_OK && recipe->with)
        status = need_number(columns + 1, err);
    if (status != STATUS_OK)
        return status;
    if (recipe->calculate.decimals < 0 || recipe->calculate.decimals > RECIPE_DECIMALS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_DECIMALS,
                         TEXT_VALUES(text_number("most", RECIPE_DECIMALS_MAX)));
    if (recipe->with)
        return STATUS_OK;
    if (!isfinite(recipe->calculate.number))
        return invalid(err, TEXT_RECIPE_NO_NUMBER);
    return divides && recipe->calculate.number == 0 ? invalid(err, TEXT_RECIPE_DIVIDE_ZERO)
                                                    : STATUS_OK;
}

static enum status check_test(const struct recipe *recipe, const struct recipe_column *columns,
                              struct error *err)
{
    struct value number;
    bool numbers = column_type_is_number(columns[0].type);
    enum recipe_test test = recipe->test.test;
    if (recipe->test.count < (test == TEST_BETWEEN ? 2u : 1u))
        return invalid(err, TEXT_RECIPE_NO_TEST);
    for (size_t i = 0; test != TEST_IN && i < recipe->test.count; i++) {
        if (recipe->test.values[i].len == 0)
            return invalid(err, TEXT_RECIPE_NO_TEST);
    }
    if (test == TEST_CONTAINS && columns[0].type == COLUMN_DECIMAL)
        return wrong_type(err, TEXT_RECIPE_NOT_TEXT, columns);
    for (size_t i = 0; numbers && test != TEST_CONTAINS && i < recipe->test.count; i++) {
        struct span text = recipe->test.values[i];
        char shown[80];
        if ((test == TEST_IN && text.len == 0) || recipe_read_number(text, &number))
            continue;
        size_t len = text.len < sizeof shown - 1 ? text.len : sizeof shown - 1;
        memcpy(shown, len ? text.data : "", len);
        shown[len] = '\0';
        return error_set(
            err, STATUS_INVALID, TEXT_RECIPE_TEST_NUMBER,
            TEXT_VALUES(text_string("value", shown), text_string("column", columns[0].name)));
    }
    return STATUS_OK;
}

static enum status check_text_part(const struct recipe *recipe, const struct recipe_column *columns,
                                   struct error *err)
{
    enum recipe_text_part part = recipe->text.part;
    enum status status = need_text(columns, err);
    if (status != STATUS_OK)
        return status;
    if (part == TEXT_PART_FIRST || part == TEXT_PART_LAST)
        return recipe->text.count > 0 ? STATUS_OK : invalid(err, TEXT_RECIPE_NO_COUNT);
    if (!*recipe->text.sign)
        return invalid(err, TEXT_RECIPE_NO_SIGN);
    if (part != TEXT_PART_PATTERN)
        return STATUS_OK;
    struct pattern *pattern = NULL;
    status = pattern_new(&pattern, span_string(recipe->text.sign), err);
    pattern_free(pattern);
    return status;
}

static enum status check_postcode(const struct recipe *recipe, const struct recipe_column *columns,
                                  struct error *err)
{
    (void)recipe;
    return need_text(columns, err);
}

enum status recipe_check(const struct recipe *recipe, const struct recipe_column *columns,
                         struct error *err)
{
    static enum status (*const checks[RECIPE_KIND_COUNT])(
        const struct recipe *, const struct recipe_column *, struct error *) = {
        [RECIPE_BANDS] = check_bands,       [RECIPE_GROUPS] = check_groups,
        [RECIPE_VALUES] = check_values,     [RECIPE_DATE_PART] = check_date_part,
        [RECIPE_BETWEEN] = check_between,   [RECIPE_CALCULATE] = check_calculate,
        [RECIPE_TEST] = check_test,         [RECIPE_TEXT_PART] = check_text_part,
        [RECIPE_POSTCODE] = check_postcode,
    };
    return checks[recipe->kind](recipe, columns, err);
}

/* ---- patterns ---- */

enum status recipe_find_pairs(struct recipe *recipe, const struct span *values, size_t count,
                              struct arena *arena, struct error *err)
{
    struct pattern *pattern = NULL;
    enum status status = pattern_new(&pattern, span_string(recipe->text.sign), err);
    recipe->text.pair_count = 0;
    recipe->text.pairs = arena_array(arena, count, sizeof *recipe->text.pairs);
    if (status == STATUS_OK && !recipe->text.pairs)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count && status == STATUS_OK && recipe->text.pairs; i++) {
        struct span found;
        bool matches = false;
        status = pattern_find(pattern, values[i], &found, &matches, err);
        if (status == STATUS_OK && matches)
            recipe->text.pairs[recipe->text.pair_count++] = (struct recipe_pair){values[i], found};
    }
    pattern_free(pattern);
    return status;
}

/* ---- what comes out ---- */

/* Sums, differences and products of whole numbers are whole. */
bool recipe_is_whole(const struct recipe *recipe, const enum column_type *types)
{
    bool divides = recipe->calculate.sign == SIGN_DIVIDE || recipe->calculate.sign == SIGN_SHARE;
    double number = recipe->calculate.number;
    if (divides || types[0] != COLUMN_INTEGER)
        return false;
    return recipe->with ? types[1] == COLUMN_INTEGER
                        : number == floor(number) && fabs(number) <= RECIPE_WHOLE_MAX;
}

enum column_type recipe_type(const struct recipe *recipe, const enum column_type *types)
{
    switch (recipe->kind) {
    case RECIPE_DATE_PART:
        return recipe->date_part == DATE_PART_YEAR ? COLUMN_INTEGER : COLUMN_TEXT;
    case RECIPE_BETWEEN:
        return COLUMN_INTEGER;
    case RECIPE_CALCULATE:
        return recipe_is_whole(recipe, types) ? COLUMN_INTEGER : COLUMN_DECIMAL;
    case RECIPE_TEST:
        return COLUMN_YESNO;
    default:
        return COLUMN_TEXT;
    }
}

static void add_name(struct buffer *out, const char *name)
{
    if (out->len > 0)
        buffer_add_string(out, "; ");
    buffer_add_string(out, name);
}

const char *recipe_order(const struct recipe *recipe, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; recipe->kind == RECIPE_BANDS && i <= recipe->bands.count; i++)
        add_name(&out, recipe->bands.names[i]);
    for (size_t i = 0; recipe->kind == RECIPE_GROUPS && i < recipe->groups.count; i++)
        add_name(&out, recipe->groups.items[i].name);
    if (recipe->kind == RECIPE_GROUPS && recipe->groups.rest == REST_NAME)
        add_name(&out, recipe->groups.rest_name);
    bool dates = recipe->kind == RECIPE_DATE_PART;
    for (int i = 1; dates && recipe->date_part == DATE_PART_MONTH_NAME && i <= 12; i++)
        add_name(&out, recipe_month_name(i));
    for (int i = 1; dates && recipe->date_part == DATE_PART_WEEKDAY && i <= 7; i++)
        add_name(&out, recipe_weekday_name(i % 7));
    const char *order = out.failed ? NULL : arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return order;
}

static size_t test_cuts(const struct recipe *recipe, struct recipe_cut *out)
{
    static const bool above[RECIPE_TEST_COUNT] = {[TEST_ABOVE] = true, [TEST_MOST] = true};
    enum recipe_test test = recipe->test.test;
    size_t count = test == TEST_IN || test == TEST_CONTAINS ? 0 : test == TEST_BETWEEN ? 2 : 1;
    for (size_t i = 0; i < count; i++) {
        struct value value;
        if (!recipe_read_number(recipe->test.values[i], &value))
            return 0;
        out[i].at = value.kind == VALUE_INTEGER ? (double)value.integer : value.decimal;
        out[i].above = i == 1 || above[test];
        if (fabs(out[i].at) > RECIPE_WHOLE_MAX)
            return 0;
    }
    return count == 2 && out[0].at > out[1].at ? 0 : count;
}

size_t recipe_cuts(const struct recipe *recipe, struct recipe_cut *out, size_t most)
{
    if (recipe->kind == RECIPE_TEST && most >= 2)
        return test_cuts(recipe, out);
    if (recipe->kind != RECIPE_BANDS || recipe->bands.count > most)
        return 0;
    for (size_t i = 0; i < recipe->bands.count; i++)
        out[i] = (struct recipe_cut){recipe->bands.limits[i], false};
    return recipe->bands.count;
}

/* ---- bands ---- */

static const char *number_text(double number, char *out)
{
    struct value value = {.kind = VALUE_DECIMAL, .decimal = number};
    struct span text = value_text(&value, out);
    out[text.len] = '\0';
    return out;
}

/* "12–23" where there is nothing between 23 and 24. */
static char *name_band(double low, double high, bool whole, struct arena *arena)
{
    char a[VALUE_NUMBER_SIZE + 1], b[VALUE_NUMBER_SIZE + 1];
    number_text(low, a);
    if (!whole)
        return arena_printf(arena, "%s to under %s", a, number_text(high, b));
    if (high - 1 <= low)
        return arena_string(arena, a);
    return arena_printf(arena, "%s\u2013%s", a, number_text(high - 1, b));
}

const char **recipe_band_names(const double *limits, size_t count, bool whole, struct arena *arena)
{
    char scratch[VALUE_NUMBER_SIZE + 1];
    const char **names = arena_array(arena, count + 1, sizeof *names);
    if (!names || count == 0)
        return names;
    for (size_t i = 0; i < count; i++)
        whole = whole && limits[i] == floor(limits[i]);
    names[0] = arena_printf(arena, "under %s", number_text(limits[0], scratch));
    for (size_t i = 1; i < count; i++)
        names[i] = name_band(limits[i - 1], limits[i], whole, arena);
    names[count] =
        arena_printf(arena, whole ? "%s+" : "%s and over", number_text(limits[count - 1], scratch));
    for (size_t i = 0; i <= count; i++) {
        if (!names[i])
            return NULL;
    }
    return names;
}
