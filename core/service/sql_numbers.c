/*
 * Median, percentile and standard deviation for SQL. They take numbers; anything else in a
 * column (empty cells, texts) is left out, as in a spreadsheet.
 */
#include <math.h>
#include <stdlib.h>

#include "core/service/sql_internal.h"

/* The numbers of a group, kept until its end. */
struct numbers {
    double *items;
    size_t count, room;
    double wanted; /* place of the percentile, 0–1 */
    bool failed;
};

static bool number_of(const struct value *value, double *out)
{
    *out = value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
    return (value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL) && !isnan(*out);
}

static void add(struct function_call *call, struct numbers *numbers, double number)
{
    if (numbers->count == numbers->room && !numbers->failed) {
        size_t room = numbers->room ? numbers->room * 2 : 256;
        double *grown =
            room > SIZE_MAX / sizeof *grown ? NULL : realloc(numbers->items, room * sizeof *grown);
        numbers->failed = !grown;
        if (grown) {
            numbers->items = grown;
            numbers->room = room;
        } else {
            function_fail(call, text_get(TEXT_OUT_OF_MEMORY));
        }
    }
    if (!numbers->failed)
        numbers->items[numbers->count++] = number;
}

static void step_median(struct function_call *call, void *memory, const struct value *args,
                        size_t count)
{
    struct numbers *numbers = memory;
    double number;
    (void)count;
    numbers->wanted = 0.5;
    if (number_of(&args[0], &number))
        add(call, numbers, number);
}

static void step_percentile(struct function_call *call, void *memory, const struct value *args,
                            size_t count)
{
    struct numbers *numbers = memory;
    double number, percent;
    (void)count;
    if (!number_of(&args[1], &percent) || percent < 0 || percent > 100) {
        function_fail(call, text_get(TEXT_SQL_BAD_PERCENT));
        numbers->failed = true;
        return;
    }
    numbers->wanted = percent / 100;
    if (number_of(&args[0], &number))
        add(call, numbers, number);
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Between the two values around the place, by its distance to them: Hyndman and Fan (1996),
 * definition 7, as spreadsheets do. */
static void end_percentile(struct function_call *call, void *memory)
{
    struct numbers *numbers = memory;
    if (!numbers->failed && numbers->count) {
        qsort(numbers->items, numbers->count, sizeof *numbers->items, by_size);
        double place = numbers->wanted * (double)(numbers->count - 1);
        size_t below = (size_t)place;
        size_t above = below + 1 < numbers->count ? below + 1 : below;
        double low = numbers->items[below], high = numbers->items[above];
        function_give_decimal(call, low + (place - (double)below) * (high - low));
    }
    free(numbers->items);
    numbers->items = NULL;
}

/* Mean and sum of squared distances in one pass: Welford (1962). */
struct spread {
    int64_t count;
    double mean, squares;
};

static void step_spread(struct function_call *call, void *memory, const struct value *args,
                        size_t count)
{
    struct spread *spread = memory;
    double number;
    (void)call;
    (void)count;
    if (!number_of(&args[0], &number))
        return;
    double apart = number - spread->mean;
    spread->count++;
    spread->mean += apart / (double)spread->count;
    spread->squares += apart * (number - spread->mean);
}

static void end_spread(struct function_call *call, void *memory)
{
    const struct spread *spread = memory;
    if (spread->count > 1)
        function_give_decimal(call, sqrt(spread->squares / (double)(spread->count - 1)));
}

const struct function sql_number_functions[] = {
    {.name = "median",
     .least = 1,
     .most = 1,
     .step = step_median,
     .end = end_percentile,
     .size = sizeof(struct numbers)},
    {.name = "percentile",
     .least = 2,
     .most = 2,
     .step = step_percentile,
     .end = end_percentile,
     .size = sizeof(struct numbers)},
    {.name = "stddev",
     .least = 1,
     .most = 1,
     .step = step_spread,
     .end = end_spread,
     .size = sizeof(struct spread)},
};
const size_t sql_number_function_count = sizeof sql_number_functions / sizeof *sql_number_functions;
