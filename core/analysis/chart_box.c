/* The figures of box plots, from numbers in order with how often each occurs. */
#include "core/analysis/chart_box.h"

#include <math.h>

static int64_t rows_of(const struct chart_weight *numbers, size_t count)
{
    int64_t rows = 0;
    for (size_t i = 0; i < count; i++)
        rows += numbers[i].rows;
    return rows;
}

double chart_quantile(const struct chart_weight *numbers, size_t count, double part)
{
    double place = (double)(rows_of(numbers, count) - 1) * part;
    int64_t at = (int64_t)place, before = 0;
    double between = place - floor(place);
    for (size_t i = 0; i < count; i++) {
        before += numbers[i].rows;
        if (at >= before)
            continue;
        double low = numbers[i].number;
        bool last = at + 1 < before || i + 1 == count;
        double high = last ? low : numbers[i + 1].number;
        return high > low ? low * (1 - between) + high * between : low;
    }
    return 0;
}

static void set_whiskers(struct chart_box *out, const struct chart_weight *numbers, size_t count,
                         size_t *first, size_t *last)
{
    const double reach = 1.5 * (out->upper - out->lower);
    *first = 0;
    *last = count - 1;
    while (*first < count - 1 && numbers[*first].number < out->lower - reach)
        (*first)++;
    while (*last > *first && numbers[*last].number > out->upper + reach)
        (*last)--;
    out->low = numbers[*first].number;
    out->high = numbers[*last].number;
}

/* From the ends inwards, so that what is farthest is there in any case. */
static void list_far(struct chart_box *out, const struct chart_weight *numbers, size_t count,
                     size_t first, size_t last)
{
    size_t lower = 0, upper = count;
    while (out->far_count < CHART_BOX_FAR && (lower < first || upper > last + 1)) {
        if (lower < first)
            out->far[out->far_count++] = numbers[lower++].number;
        if (upper > last + 1 && out->far_count < CHART_BOX_FAR)
            out->far[out->far_count++] = numbers[--upper].number;
    }
    out->far_rows = rows_of(numbers, first) + rows_of(numbers + last + 1, count - last - 1);
}

void chart_box_make(struct chart_box *out, const struct chart_weight *numbers, size_t count)
{
    size_t first, last;
    *out = (struct chart_box){.rows = rows_of(numbers, count)};
    if (out->rows == 0)
        return;
    out->least = numbers[0].number;
    out->greatest = numbers[count - 1].number;
    out->lower = chart_quantile(numbers, count, 0.25);
    out->median = chart_quantile(numbers, count, 0.5);
    out->upper = chart_quantile(numbers, count, 0.75);
    set_whiskers(out, numbers, count, &first, &last);
    list_far(out, numbers, count, first, last);
}
