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

/* Those beyond one whisker, from it outwards (step 1 or -1): one in each of some equal steps
 * up to a good distance, and then the farthest ones. */
static void list_side(struct chart_box *out, const struct chart_weight *numbers, size_t count,
                      double from, double reach, int step)
{
    enum { STEPS = 48, FARTHEST = CHART_BOX_FAR / 2 - STEPS };
    double last = -1;
    for (size_t i = 0; i < count; i++) {
        double number = numbers[step > 0 ? i : count - 1 - i].number;
        double place = reach > 0 ? floor(fabs(number - from) / reach * STEPS) : STEPS;
        bool near = place < STEPS && place > last;
        if (near || count - i <= FARTHEST)
            out->far[out->far_count++] = number;
        last = place;
    }
}

static void list_far(struct chart_box *out, const struct chart_weight *numbers, size_t count,
                     size_t first, size_t last)
{
    enum { REACH = 6 };
    const double reach = REACH * (out->upper - out->lower);
    list_side(out, numbers, first, out->low, reach, -1);
    list_side(out, numbers + last + 1, count - last - 1, out->high, reach, 1);
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
