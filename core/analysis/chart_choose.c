/* Which charts the data have, and which one suits them best. Rules, in one table each, so that
 * they can be read and argued about. */
#include "core/analysis/chart.h"

static bool has_line(const struct chart_traits *traits)
{
    return (traits->time || traits->number) && !traits->two_rows;
}

static bool has_histogram(const struct chart_traits *traits)
{
    return traits->value_number || traits->measure;
}

static bool has_pyramid(const struct chart_traits *traits)
{
    return traits->across && traits->additive && !traits->two_rows && traits->series != 1;
}

static bool has_scatter(const struct chart_traits *traits)
{
    return traits->plain_number && traits->value_number && !traits->two_rows;
}

static bool has_pareto(const struct chart_traits *traits)
{
    return traits->additive && !traits->across && !traits->partial;
}

bool chart_is_of_rows(enum chart_kind kind)
{
    return kind == CHART_HISTOGRAM || kind == CHART_BOX || kind == CHART_SCATTER;
}

unsigned chart_fits(const struct chart_traits *traits)
{
    const bool fits[CHART_KINDS] = {
        [CHART_BAR] = true,
        [CHART_LINE] = has_line(traits),
        [CHART_HISTOGRAM] = has_histogram(traits),
        [CHART_PYRAMID] = has_pyramid(traits),
        [CHART_HEAT] = traits->across,
        [CHART_BOX] = traits->value_number,
        [CHART_SCATTER] = has_scatter(traits),
        [CHART_PARETO] = has_pareto(traits),
    };
    unsigned bits = 0;
    for (int kind = 0; kind < CHART_KINDS; kind++)
        bits |= (unsigned)fits[kind] << kind;
    return bits;
}

/*
 * Time wants a line, two numbers a cloud of points; two sides of ordered bands are a pyramid;
 * more than a few bars beside each other are told apart with pain, and better read as a table
 * of shades; groups that nobody counts are told by how unevenly they share. All else is bars.
 */
enum chart_kind chart_propose(const struct chart_traits *traits)
{
    enum { MANY = 6, BESIDE = 4, CROWD = 40 };
    if (traits->time && has_line(traits))
        return CHART_LINE;
    if (has_scatter(traits) && traits->categories > MANY)
        return CHART_SCATTER;
    if (has_pyramid(traits) && traits->series == 2 && traits->number && traits->categories > 2)
        return CHART_PYRAMID;
    if (traits->across && traits->series > BESIDE && traits->categories > 1)
        return CHART_HEAT;
    if (has_pareto(traits) && traits->categories > CROWD && !traits->number)
        return CHART_PARETO;
    return CHART_BAR;
}
