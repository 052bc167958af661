/* Averages, middles and spread of the numbers of one set, from counts of values in order. */
#include <math.h>

#include "core/analysis/compare.h"

static int64_t count_of(const struct count_pair *pair, bool of_b)
{
    return of_b ? pair->b : pair->a;
}

/* Neumaier's sum: the order of values and their number don't show. */
struct exact_sum {
    double sum, lost;
};

static void add(struct exact_sum *to, double term)
{
    double sum = to->sum + term;
    if (isfinite(sum))
        to->lost += fabs(to->sum) >= fabs(term) ? (to->sum - sum) + term : (term - sum) + to->sum;
    to->sum = sum;
}

static void set_moments(const struct compare_counts *counts, bool of_b, struct compare_numbers *out)
{
    struct exact_sum sum = {0}, squares = {0};
    for (size_t i = 0; i < counts->count; i++)
        add(&sum, counts->numbers[i] * (double)count_of(&counts->values[i], of_b));
    out->mean = (sum.sum + sum.lost) / (double)out->count;
    for (size_t i = 0; i < counts->count; i++) {
        double off = counts->numbers[i] - out->mean;
        int64_t here = count_of(&counts->values[i], of_b);
        if (here > 0)
            add(&squares, off * off * (double)here);
    }
    if (out->count > 1)
        out->deviation = sqrt((squares.sum + squares.lost) / (double)(out->count - 1));
}

static double between(double low, double high, double part)
{
    if (part == 0 || low == high)
        return low;
    return part == 0.5 ? (low + high) / 2 : low + (high - low) * part;
}

/* The number at a place of the row of all numbers, between two of them by its distance. */
struct place {
    double *out;
    double part;   /* 0 the least, 1 the greatest */
    int64_t below; /* numbers before the one at the place or below it */
    double beyond; /* how far the place is from that one to the next, 0 to 1 */
    double low;
    bool found, done;
};

static void pass(struct place *place, double number, int64_t up_to)
{
    if (!place->found && up_to > place->below) {
        place->low = number;
        place->found = true;
    }
    if (place->found && !place->done && (place->beyond == 0 || up_to > place->below + 1)) {
        *place->out = between(place->low, number, place->beyond);
        place->done = true;
    }
}

static void set_places(const struct compare_counts *counts, bool of_b, struct compare_numbers *out)
{
    struct place places[] = {{.out = &out->least, .part = 0},
                             {.out = &out->lower, .part = 0.25},
                             {.out = &out->median, .part = 0.5},
                             {.out = &out->upper, .part = 0.75},
                             {.out = &out->greatest, .part = 1}};
    enum { PLACES = sizeof places / sizeof *places };
    int64_t up_to = 0;
    for (size_t p = 0; p < PLACES; p++) {
        double at = (double)(out->count - 1) * places[p].part;
        places[p].below = (int64_t)floor(at);
        places[p].beyond = at - floor(at);
    }
    for (size_t i = 0, p = 0; i < counts->count && p < PLACES; i++) {
        up_to += count_of(&counts->values[i], of_b);
        for (size_t k = p; k < PLACES; k++)
            pass(&places[k], counts->numbers[i], up_to);
        while (p < PLACES && places[p].done)
            p++;
    }
}

struct compare_numbers compare_numbers_of(const struct compare_counts *counts, bool of_b)
{
    struct compare_numbers out = {0};
    for (size_t i = 0; i < counts->count; i++)
        out.count += count_of(&counts->values[i], of_b);
    if (out.count == 0 || !counts->numbers)
        return (struct compare_numbers){0};
    set_moments(counts, of_b, &out);
    set_places(counts, of_b, &out);
    return out;
}
