/* The table of forms, and what they mean as recipes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/derive_read.h"
#include "tui/pane/form.h"

#define NUMBERS (1U << COLUMN_INTEGER | 1U << COLUMN_DECIMAL)
#define DATES   (1U << COLUMN_DATE | 1U << COLUMN_DATETIME)
#define TEXTS   (1U << COLUMN_TEXT)
#define YESNO   (1U << COLUMN_YESNO)
#define EVERY   (~0U)

enum { TEST_BY_NUMBER, TEST_BY_DATE, TEST_BY_TEXT };

const struct form forms[] = {
    {.entry = TEXT_FORM_BANDS,
     .detail = TEXT_FORM_BANDS_DETAIL,
     .title = TEXT_FORM_BANDS_TITLE,
     .name = TEXT_FORM_BANDS_NAME,
     .kind = RECIPE_BANDS,
     .types = NUMBERS,
     .choice_label = TEXT_FORM_BANDS_CHOICE,
     .choices = {TEXT_FORM_BANDS_LIMITS, TEXT_FORM_BANDS_WIDTH, TEXT_FORM_BANDS_COUNTS},
     .lines = {{TEXT_FORM_LIMITS, TEXT_FORM_LIMITS_HINT, "", 1U << BANDS_LIMITS, false},
               {TEXT_FORM_WIDTH, TEXT_FORM_WIDTH_HINT, "10", 1U << BANDS_WIDTH, false},
               {TEXT_FORM_COUNT, TEXT_FORM_COUNT_HINT, "4", 1U << BANDS_COUNTS, false},
               {TEXT_FORM_NAMES, TEXT_FORM_NAMES_HINT, "", EVERY, false}}},
    {.entry = TEXT_FORM_PART,
     .detail = TEXT_FORM_PART_DETAIL,
     .title = TEXT_FORM_PART_TITLE,
     .name = TEXT_FORM_PART_NAME,
     .kind = RECIPE_DATE_PART,
     .types = DATES,
     .choice_label = TEXT_FORM_PART_CHOICE,
     .choices = {TEXT_FORM_PART_YEAR, TEXT_FORM_PART_QUARTER, TEXT_FORM_PART_MONTH,
                 TEXT_FORM_PART_MONTH_NAME, TEXT_FORM_PART_QUARTER_NAME, TEXT_FORM_PART_WEEKDAY}},
    {.entry = TEXT_FORM_BETWEEN,
     .detail = TEXT_FORM_BETWEEN_DETAIL,
     .title = TEXT_FORM_BETWEEN_TITLE,
     .name = TEXT_FORM_BETWEEN_NAME,
     .kind = RECIPE_BETWEEN,
     .types = DATES,
     .choice_label = TEXT_FORM_BETWEEN_CHOICE,
     .choices = {TEXT_FORM_YEARS, TEXT_FORM_MONTHS, TEXT_FORM_DAYS},
     .lines = {{TEXT_FORM_UNTIL, TEXT_FORM_UNTIL_HINT, "", EVERY, true}}},
    {.entry = TEXT_FORM_TEXT,
     .detail = TEXT_FORM_TEXT_DETAIL,
     .title = TEXT_FORM_TEXT_TITLE,
     .name = TEXT_FORM_TEXT_NAME,
     .kind = RECIPE_TEXT_PART,
     .types = TEXTS,
     .choice_label = TEXT_FORM_TEXT_CHOICE,
     .choices = {TEXT_FORM_BEFORE, TEXT_FORM_AFTER, TEXT_FORM_FIRST, TEXT_FORM_LAST,
                 TEXT_FORM_PATTERN},
     .lines = {{TEXT_FORM_SIGN, TEXT_FORM_SIGN_HINT, "",
                1U << TEXT_PART_BEFORE | 1U << TEXT_PART_AFTER, false},
               {TEXT_FORM_CHARACTERS, TEXT_FORM_CHARACTERS_HINT, "3",
                1U << TEXT_PART_FIRST | 1U << TEXT_PART_LAST, false},
               {TEXT_FORM_REGEX, TEXT_FORM_REGEX_HINT, "", 1U << TEXT_PART_PATTERN, false}}},
    {.entry = TEXT_FORM_CALCULATE,
     .detail = TEXT_FORM_CALCULATE_DETAIL,
     .title = TEXT_FORM_CALCULATE_TITLE,
     .name = TEXT_FORM_CALCULATE_NAME,
     .kind = RECIPE_CALCULATE,
     .types = NUMBERS,
     .choice_label = TEXT_FORM_CALCULATE_CHOICE,
     .choices = {TEXT_FORM_ADD, TEXT_FORM_TAKE, TEXT_FORM_TIMES, TEXT_FORM_DIVIDE, TEXT_FORM_SHARE},
     .lines = {{TEXT_FORM_WITH, TEXT_FORM_WITH_HINT, "", EVERY, true},
               {TEXT_FORM_DECIMALS, TEXT_FORM_DECIMALS_HINT, "2", EVERY, false}}},
    {.entry = TEXT_FORM_TEST,
     .detail = TEXT_FORM_TEST_DETAIL,
     .title = TEXT_FORM_TEST_TITLE,
     .name = TEXT_FORM_TEST_NAME,
     .kind = RECIPE_TEST,
     .types = NUMBERS | DATES,
     .choice_label = TEXT_FORM_TEST_CHOICE,
     .choices = {TEXT_FORM_LEAST, TEXT_FORM_BELOW, TEXT_FORM_RANGE, TEXT_FORM_IN},
     .lines = {{TEXT_FORM_VALUE, TEXT_FORM_VALUE_HINT, "", EVERY, false}}},
    {.entry = TEXT_FORM_TEST,
     .detail = TEXT_FORM_TEST_DETAIL,
     .title = TEXT_FORM_TEST_TITLE,
     .name = TEXT_FORM_TEST_NAME,
     .kind = RECIPE_TEST,
     .types = TEXTS | YESNO,
     .choice_label = TEXT_FORM_TEST_CHOICE,
     .choices = {TEXT_FORM_IN, TEXT_FORM_CONTAINS},
     .lines = {{TEXT_FORM_VALUE, TEXT_FORM_VALUE_TEXT_HINT, "", EVERY, false}}},
};
const size_t form_count = sizeof forms / sizeof *forms;

/* What the choices of conditions mean; of texts other ones than of numbers. */
static const enum recipe_test number_tests[] = {TEST_LEAST, TEST_BELOW, TEST_BETWEEN, TEST_IN};
static const enum recipe_test text_tests[] = {TEST_IN, TEST_CONTAINS};

bool form_fits(const struct form *form, enum column_type type)
{
    return (form->types >> type & 1) != 0;
}

size_t form_choices(const struct form *form)
{
    size_t count = 0;
    while (count < sizeof form->choices / sizeof *form->choices &&
           form->choices[count] != TEXT_NONE)
        count++;
    return count;
}

/* ---- as recipes ---- */

struct filling {
    const struct look_wish *wish;
    struct frame_use *use;
    size_t position;
    struct arena *arena;
    struct recipe *recipe;
};

static enum status fill_bands(const struct filling *f, struct error *err)
{
    const struct look_wish *wish = f->wish;
    struct value size = {.kind = VALUE_INTEGER};
    enum column_type type = frame_use_dataset(f->use)->columns[f->position].type;
    enum recipe_bands how = (enum recipe_bands)wish->choice;
    enum status status;
    if (how == BANDS_LIMITS)
        status = *wish->lines[0] != '\0'
                     ? derive_read_limits(f->arena, wish->lines[0], type, f->recipe, err)
                     : error_set(err, STATUS_INVALID, TEXT_RECIPE_NO_LIMITS, NULL);
    else if (!recipe_read_number(span_string(wish->lines[how]), &size))
        status = error_set(err, STATUS_INVALID,
                           how == BANDS_WIDTH ? TEXT_DERIVE_BAND_WIDTH : TEXT_FORM_NO_COUNT, NULL);
    else
        status = derive_bands(f->use, f->position, how,
                              size.kind == VALUE_INTEGER ? (double)size.integer : size.decimal,
                              f->arena, f->recipe, err);
    bool named = *wish->lines[3] != '\0';
    return status == STATUS_OK && named
               ? derive_read_names(f->arena, wish->lines[3], f->recipe, err)
               : status;
}

static enum status fill_between(const struct filling *f, struct error *err)
{
    const char *until = f->wish->lines[0];
    f->recipe->between.unit = (enum recipe_unit)f->wish->choice;
    if (*until == '\0')
        return error_set(err, STATUS_INVALID, TEXT_FORM_NO_UNTIL, NULL);
    return derive_read_until(frame_use_dataset(f->use), until, f->recipe, err);
}

static enum status fill_calculate(const struct filling *f, struct error *err)
{
    char *end = NULL;
    const char *with = f->wish->lines[0], *decimals = f->wish->lines[1];
    long count = strtol(decimals, &end, 10);
    f->recipe->calculate.sign = (enum recipe_sign)f->wish->choice;
    if (*with == '\0')
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_NO_NUMBER, NULL);
    if (end == decimals || *end != '\0' || count < 0 || count > RECIPE_DECIMALS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_DECIMALS,
                         TEXT_VALUES(text_number("most", RECIPE_DECIMALS_MAX)));
    f->recipe->calculate.decimals = (int)count;
    return derive_read_operand(frame_use_dataset(f->use), with, f->recipe,
                               &f->recipe->calculate.number, err);
}

static enum status fill_test(const struct filling *f, struct error *err)
{
    struct recipe *recipe = f->recipe;
    bool texts = form_fits(&forms[f->wish->form], COLUMN_TEXT);
    recipe->test.test = texts ? text_tests[f->wish->choice] : number_tests[f->wish->choice];
    if (*f->wish->lines[0] == '\0')
        return error_set(err, STATUS_INVALID, TEXT_RECIPE_NO_TEST, NULL);
    return derive_read_list(f->arena, f->wish->lines[0], &recipe->test.values, &recipe->test.count)
               ? STATUS_OK
               : error_set(err, STATUS_INVALID, TEXT_RECIPE_NO_TEST, NULL);
}

static enum status fill_text(const struct filling *f, struct error *err)
{
    struct recipe *recipe = f->recipe;
    enum recipe_text_part part = (enum recipe_text_part)f->wish->choice;
    recipe->text.part = part;
    recipe->text.sign = f->wish->lines[part == TEXT_PART_PATTERN ? 2 : 0];
    recipe->text.count = (int)strtol(f->wish->lines[1], NULL, 10);
    if (part != TEXT_PART_PATTERN || *recipe->text.sign == '\0')
        return STATUS_OK;
    return derive_pattern(f->use, recipe, f->arena, err);
}

enum status form_recipe(const struct look_wish *wish, struct frame_use *use, size_t position,
                        struct arena *arena, struct recipe *out, struct error *err)
{
    const struct filling f = {wish, use, position, arena, out};
    *out = (struct recipe){.kind = forms[wish->form].kind, .source = wish->column};
    switch (out->kind) {
    case RECIPE_BANDS:
        return fill_bands(&f, err);
    case RECIPE_BETWEEN:
        return fill_between(&f, err);
    case RECIPE_CALCULATE:
        return fill_calculate(&f, err);
    case RECIPE_TEST:
        return fill_test(&f, err);
    case RECIPE_TEXT_PART:
        return fill_text(&f, err);
    default:
        out->date_part = (enum recipe_date_part)wish->choice;
        return STATUS_OK;
    }
}

/* ---- from recipes ---- */

static const char *number_text(double number, struct arena *arena)
{
    char scratch[VALUE_NUMBER_SIZE];
    const struct value value = {.kind = VALUE_DECIMAL, .decimal = number};
    return arena_copy(arena, value_text(&value, scratch));
}

static void add_item(struct buffer *out, struct span item)
{
    bool quotes = item.len == 0 || memchr(item.data, ',', item.len) != NULL ||
                  memchr(item.data, '"', item.len) != NULL;
    if (out->len > 0)
        buffer_add_string(out, ", ");
    if (quotes)
        buffer_add_byte(out, '"');
    for (size_t i = 0; i < item.len; i++) {
        if (item.data[i] == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, item.data[i]);
    }
    if (quotes)
        buffer_add_byte(out, '"');
}

static const char *take_list(struct buffer *list, struct arena *arena)
{
    const char *copy = list->failed ? NULL : arena_copy(arena, buffer_span(list));
    buffer_free(list);
    return copy;
}

static void say_bands(const struct recipe *recipe, enum column_type type, struct arena *arena,
                      struct look_wish *out)
{
    struct buffer limits = {0}, names = {0};
    const char **usual =
        recipe_band_names(recipe->bands.limits, recipe->bands.count, type == COLUMN_INTEGER, arena);
    bool own = false;
    for (size_t i = 0; i < recipe->bands.count; i++)
        add_item(&limits, span_string(number_text(recipe->bands.limits[i], arena)));
    for (size_t i = 0; i <= recipe->bands.count; i++) {
        add_item(&names, span_string(recipe->bands.names[i]));
        own = own || usual == NULL || strcmp(usual[i], recipe->bands.names[i]) != 0;
    }
    out->lines[0] = take_list(&limits, arena);
    out->lines[3] = take_list(&names, arena);
    if (!own)
        out->lines[3] = "";
}

static const char *column_name(const struct dataset_info *dataset, int64_t id)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return dataset->columns[i].name;
    return "";
}

static void say_test(const struct recipe *recipe, bool texts, struct arena *arena,
                     struct look_wish *out)
{
    struct buffer values = {0};
    const enum recipe_test *tests = texts ? text_tests : number_tests;
    size_t count =
        texts ? sizeof text_tests / sizeof *text_tests : sizeof number_tests / sizeof *number_tests;
    for (size_t i = 0; i < count; i++)
        if (tests[i] == recipe->test.test)
            out->choice = i;
    for (size_t i = 0; i < recipe->test.count; i++)
        add_item(&values, recipe->test.values[i]);
    out->lines[0] = take_list(&values, arena);
}

static void say_text(const struct recipe *recipe, struct arena *arena, struct look_wish *out)
{
    bool counts = recipe->text.part == TEXT_PART_FIRST || recipe->text.part == TEXT_PART_LAST;
    out->choice = recipe->text.part;
    if (counts)
        out->lines[1] = arena_printf(arena, "%d", recipe->text.count);
    else
        out->lines[recipe->text.part == TEXT_PART_PATTERN ? 2 : 0] = recipe->text.sign;
}

static void say(const struct dataset_info *dataset, const struct recipe *recipe,
                enum column_type type, struct arena *arena, struct look_wish *out)
{
    bool texts = form_fits(&forms[out->form], COLUMN_TEXT);
    switch (recipe->kind) {
    case RECIPE_BANDS:
        say_bands(recipe, type, arena, out);
        break;
    case RECIPE_BETWEEN:
        out->choice = recipe->between.unit;
        out->lines[0] = recipe->with ? column_name(dataset, recipe->with) : recipe->between.until;
        break;
    case RECIPE_CALCULATE:
        out->choice = recipe->calculate.sign;
        out->lines[0] = recipe->with ? column_name(dataset, recipe->with)
                                     : number_text(recipe->calculate.number, arena);
        out->lines[1] = arena_printf(arena, "%d", recipe->calculate.decimals);
        break;
    case RECIPE_TEST:
        say_test(recipe, texts, arena, out);
        break;
    case RECIPE_TEXT_PART:
        say_text(recipe, arena, out);
        break;
    default:
        out->choice = recipe->date_part;
        break;
    }
}

bool form_of_recipe(const struct dataset_info *dataset, const struct recipe *recipe,
                    enum column_type type, struct arena *arena, struct look_wish *out)
{
    /* Conditions that no choice says would come out as others. */
    bool odd =
        recipe->kind == RECIPE_TEST &&
        (recipe->test.negated || recipe->test.test == TEST_ABOVE || recipe->test.test == TEST_MOST);
    *out = (struct look_wish){.dataset = dataset->id, .column = recipe->source};
    while (out->form < form_count &&
           (forms[out->form].kind != recipe->kind || !form_fits(&forms[out->form], type)))
        out->form++;
    if (odd || out->form == form_count)
        return false;
    for (size_t i = 0; i < LOOK_LINES; i++)
        out->lines[i] = forms[out->form].lines[i].initial;
    say(dataset, recipe, type, arena, out);
    for (size_t i = 0; i < LOOK_LINES; i++)
        if (out->lines[i] == NULL)
            out->lines[i] = "";
    return true;
}
