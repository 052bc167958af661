/* What a recipe makes, said in words: the meaning of the column in the dictionary. */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/service/derive.h"

enum { LIST_ITEMS = 12, VALUE_BYTES = 60 };

struct words {
    const struct dataset_info *dataset;
    const struct recipe *recipe;
    struct arena *arena;
};

/* The label, or the name; "" where the column is gone. */
static const char *column_name(const struct words *words, int64_t id)
{
    for (size_t i = 0; i < words->dataset->column_count; i++) {
        if (words->dataset->columns[i].id == id)
            return words->dataset->columns[i].name;
    }
    return "";
}

static const char *say(const struct words *words, enum text_id id, const char *with,
                       const char *list, const char *value, const char *second, int64_t count)
{
    char *text =
        text_new(id, TEXT_VALUES(text_string("column", column_name(words, words->recipe->source)),
                                 text_string("with", with), text_string("list", list),
                                 text_string("value", value), text_string("second", second),
                                 text_number("count", count)));
    const char *copy = text ? arena_string(words->arena, text) : NULL;
    free(text);
    return copy;
}

/* A value for a sentence. */
static const char *shown(const struct words *words, struct span value)
{
    if (value.len == 0)
        return text_get(TEXT_DERIVE_EMPTY_VALUE);
    size_t len = value.len;
    if (len > VALUE_BYTES)
        for (len = VALUE_BYTES; len > 0 && (value.data[len] & 0xC0) == 0x80;)
            len--;
    const char *copy = arena_copy(words->arena, span_of(value.data, len));
    return copy ? copy : "";
}

/* "a, b, c", or "a, b and 10 more". */
struct listing {
    struct buffer text;
    size_t listed, all;
};

static void list_add(struct listing *list, const char *item)
{
    list->all++;
    if (list->listed == LIST_ITEMS)
        return;
    if (list->listed++ > 0)
        buffer_add_string(&list->text, ", ");
    buffer_add_string(&list->text, item);
}

static const char *list_end(const struct words *words, struct listing *list)
{
    const char *copy = arena_copy(words->arena, buffer_span(&list->text));
    buffer_free(&list->text);
    if (!copy || list->all == list->listed)
        return copy ? copy : "";
    char *more = text_new(TEXT_DERIVE_LIST_MORE,
                          TEXT_VALUES(text_string("list", copy),
                                      text_number("count", (int64_t)(list->all - list->listed))));
    copy = more ? arena_string(words->arena, more) : NULL;
    free(more);
    return copy ? copy : "";
}

static const char *say_bands(const struct words *words)
{
    const struct recipe *recipe = words->recipe;
    struct listing list = {.all = 0};
    /* What is below the first limit is not worth a word where it is hardly ever there. */
    bool below = recipe->bands.how == BANDS_LIMITS && recipe->bands.limits[0] > 0;
    for (size_t i = below ? 0 : 1; i <= recipe->bands.count; i++)
        list_add(&list, recipe->bands.names[i]);
    return say(words, TEXT_DERIVE_BANDS, "", list_end(words, &list), "", "", 0);
}

static const char *say_groups(const struct words *words)
{
    const struct recipe *recipe = words->recipe;
    struct listing list = {.all = 0};
    for (size_t i = 0; i < recipe->groups.count; i++) {
        const struct recipe_group *group = &recipe->groups.items[i];
        struct buffer one = {0};
        buffer_printf(&one, "%s (", group->name);
        for (size_t j = 0; j < group->count && j < LIST_ITEMS; j++)
            buffer_printf(&one, "%s%s", j ? ", " : "", shown(words, group->values[j]));
        buffer_add_string(&one, group->count > LIST_ITEMS ? ", …)" : ")");
        list_add(&list, one.failed ? group->name : one.data);
        buffer_free(&one);
    }
    if (recipe->groups.rest == REST_NAME)
        list_add(&list, recipe->groups.rest_name);
    return say(words, TEXT_DERIVE_GROUPS, "", list_end(words, &list), "", "", 0);
}

static const char *say_date_part(const struct words *words)
{
    static const enum text_id ids[RECIPE_DATE_PART_COUNT] = {
        TEXT_DERIVE_YEAR,       TEXT_DERIVE_QUARTER,      TEXT_DERIVE_MONTH,
        TEXT_DERIVE_MONTH_NAME, TEXT_DERIVE_QUARTER_NAME, TEXT_DERIVE_WEEKDAY};
    return say(words, ids[words->recipe->date_part], "", "", "", "", 0);
}

static const char *say_between(const struct words *words)
{
    static const enum text_id ids[RECIPE_UNIT_COUNT] = {
        TEXT_DERIVE_BETWEEN_YEARS, TEXT_DERIVE_BETWEEN_MONTHS, TEXT_DERIVE_BETWEEN_DAYS};
    const struct recipe *recipe = words->recipe;
    const char *until = recipe->with ? column_name(words, recipe->with) : recipe->between.until;
    return say(words, ids[recipe->between.unit], until, "", "", "", 0);
}

static const char *say_calculate(const struct words *words)
{
    static const enum text_id ids[RECIPE_SIGN_COUNT] = {TEXT_DERIVE_ADD, TEXT_DERIVE_TAKE,
                                                        TEXT_DERIVE_TIMES, TEXT_DERIVE_DIVIDE,
                                                        TEXT_DERIVE_SHARE};
    const struct recipe *recipe = words->recipe;
    char scratch[VALUE_NUMBER_SIZE];
    struct value number = {.kind = VALUE_DECIMAL, .decimal = recipe->calculate.number};
    const char *with = recipe->with ? column_name(words, recipe->with)
                                    : shown(words, value_text(&number, scratch));
    return say(words, ids[recipe->calculate.sign], with, "", "", "", 0);
}

static const char *say_test(const struct words *words)
{
    static const enum text_id ids[RECIPE_TEST_COUNT] = {
        TEXT_DERIVE_TEST_IN,      TEXT_DERIVE_TEST_LEAST, TEXT_DERIVE_TEST_BELOW,
        TEXT_DERIVE_TEST_ABOVE,   TEXT_DERIVE_TEST_MOST,  TEXT_DERIVE_TEST_BETWEEN,
        TEXT_DERIVE_TEST_CONTAINS};
    const struct recipe *recipe = words->recipe;
    struct listing list = {.all = 0};
    for (size_t i = 0; i < recipe->test.count; i++)
        list_add(&list, shown(words, recipe->test.values[i]));
    const char *said = say(words, ids[recipe->test.test], "", list_end(words, &list),
                           shown(words, recipe->test.values[0]),
                           recipe->test.count > 1 ? shown(words, recipe->test.values[1]) : "", 0);
    return said ? say(words, recipe->test.negated ? TEXT_DERIVE_NO_WHERE : TEXT_DERIVE_YES_WHERE,
                      "", said, "", "", 0)
                : NULL;
}

static const char *say_text_part(const struct words *words)
{
    static const enum text_id ids[RECIPE_TEXT_PART_COUNT] = {TEXT_DERIVE_BEFORE, TEXT_DERIVE_AFTER,
                                                             TEXT_DERIVE_FIRST, TEXT_DERIVE_LAST,
                                                             TEXT_DERIVE_PATTERN};
    const struct recipe *recipe = words->recipe;
    return say(words, ids[recipe->text.part], "", "", recipe->text.sign, "", recipe->text.count);
}

const char *derive_words(const struct dataset_info *dataset, const struct recipe *recipe,
                         struct arena *arena)
{
    const struct words words = {dataset, recipe, arena};
    switch (recipe->kind) {
    case RECIPE_BANDS:
        return say_bands(&words);
    case RECIPE_GROUPS:
        return say_groups(&words);
    case RECIPE_VALUES:
        return say(&words, TEXT_DERIVE_VALUES, "", "", "", "", (int64_t)recipe->values.count);
    case RECIPE_DATE_PART:
        return say_date_part(&words);
    case RECIPE_BETWEEN:
        return say_between(&words);
    case RECIPE_CALCULATE:
        return say_calculate(&words);
    case RECIPE_TEST:
        return say_test(&words);
    case RECIPE_TEXT_PART:
        return say_text_part(&words);
    case RECIPE_POSTCODE:
        return say(&words, recipe->outer ? TEXT_DERIVE_POSTCODE_OUTER : TEXT_DERIVE_POSTCODE, "",
                   "", "", "", 0);
    case RECIPE_KIND_COUNT:
        break;
    }
    return "";
}

enum text_id derive_reason(enum recipe_fault fault)
{
    static const enum text_id ids[RECIPE_FAULT_COUNT] = {
        [FAULT_EMPTY] = TEXT_DERIVE_WHY_EMPTY,   [FAULT_ZERO] = TEXT_DERIVE_WHY_ZERO,
        [FAULT_EARLY] = TEXT_DERIVE_WHY_EARLY,   [FAULT_DATE] = TEXT_DERIVE_WHY_DATE,
        [FAULT_NUMBER] = TEXT_DERIVE_WHY_NUMBER, [FAULT_MATCH] = TEXT_DERIVE_WHY_MATCH,
        [FAULT_LARGE] = TEXT_DERIVE_WHY_LARGE,
    };
    return ids[fault];
}
