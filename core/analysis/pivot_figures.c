/*
 * Figures as text. Apart because the number of decimals is a matter of the whole table:
 * columns of figures can only be compared when their points stand below each other.
 */
#include "core/analysis/pivot_figures.h"

#include <math.h>
#include <stdio.h>

#include "core/base/text.h"

enum { PERCENT_DECIMALS = 1, MOST_DECIMALS = 4 };

/* As many as the value needs to be told exactly, up to most. */
static int decimals_needed(double number, int most)
{
    double scale = 1;
    for (int decimals = 0; decimals < most; decimals++) {
        double scaled = fabs(number) * scale;
        if (fabs(scaled - nearbyint(scaled)) <= 1e-9 * (1 + scaled))
            return decimals;
        scale *= 10;
    }
    return most;
}

/* Averages never end by themselves: fewer decimals, the greater the numbers. */
static int decimals_allowed(const struct pivot_spec *spec, double greatest)
{
    if (spec->show != PIVOT_SHOW_VALUE || spec->value == PIVOT_SHARE)
        return PERCENT_DECIMALS;
    if (greatest > 0 && greatest < 0.1)
        return MOST_DECIMALS;
    if (spec->value == PIVOT_AVERAGE)
        return greatest >= 10 ? 1 : 2;
    return 2;
}

static bool is_number(const struct pivot_cell *cell)
{
    return cell->has_value && cell->word.kind == VALUE_EMPTY &&
           (cell->whole || isfinite(cell->number));
}

struct pivot_figures pivot_figures_for(const struct pivot_table *table,
                                       const struct pivot_spec *spec)
{
    size_t count = table->row_count * table->column_count;
    bool part = spec->value == PIVOT_SHARE && spec->show == PIVOT_SHOW_VALUE;
    struct pivot_figures figures = {.times = part ? 100 : 1};
    double greatest = 0;
    for (size_t i = 0; i < count; i++)
        if (is_number(&table->cells[i]))
            greatest = fmax(greatest, fabs(table->cells[i].number));
    int allowed = decimals_allowed(spec, greatest);
    for (size_t i = 0; i < count && figures.decimals < allowed; i++) {
        if (!is_number(&table->cells[i]) || (table->cells[i].whole && figures.times == 1))
            continue;
        int needed = decimals_needed(table->cells[i].number * figures.times, allowed);
        figures.decimals = needed > figures.decimals ? needed : figures.decimals;
    }
    return figures;
}

const char *pivot_figure_number(const struct pivot_figures *figures, double number, int more,
                                char *scratch)
{
    char plain[40], whole[32];
    int decimals = figures->decimals + more;
    if (!isfinite(number) || fabs(number) >= 1e15) {
        snprintf(scratch, PIVOT_FIGURE_SIZE, "%.6g", number);
        return scratch;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(number));
    int64_t before = 0;
    const char *at = plain;
    bool zero = true;
    for (; *at >= '0' && *at <= '9'; at++)
        before = before * 10 + (*at - '0');
    for (const char *digit = plain; *digit != '\0'; digit++)
        zero = zero && (*digit == '0' || *digit == '.');
    text_group_digits(whole, sizeof whole, before);
    snprintf(scratch, PIVOT_FIGURE_SIZE, "%s%s%s", number < 0 && !zero ? "-" : "", whole, at);
    return scratch;
}

struct span pivot_figure_text(const struct pivot_figures *figures, const struct pivot_cell *cell,
                              char *scratch)
{
    if (!cell->has_value)
        return (struct span){"", 0};
    if (cell->word.kind != VALUE_EMPTY)
        return cell->word.kind == VALUE_TEXT ? cell->word.text : value_text(&cell->word, scratch);
    if (cell->whole && figures->times == 1 && figures->decimals == 0)
        return span_string(text_group_digits(scratch, PIVOT_FIGURE_SIZE, cell->integer));
    double number =
        cell->whole && figures->times == 1 ? (double)cell->integer : cell->number * figures->times;
    return span_string(pivot_figure_number(figures, number, 0, scratch));
}

bool pivot_figure_value(const struct pivot_figures *figures, const struct pivot_cell *cell,
                        double *out)
{
    if (!is_number(cell))
        return false;
    *out = cell->number * figures->times;
    return true;
}
