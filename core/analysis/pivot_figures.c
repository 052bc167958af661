/*
 * Figures as text. Apart because the number of decimals is a matter of the whole table:
 * columns of figures can only be compared when their points stand below each other.
 */
#include "core/analysis/pivot_figures.h"

#include <math.h>

#include "core/analysis/number_text.h"
#include "core/base/text.h"

enum { PERCENT_DECIMALS = 1, MOST_DECIMALS = 4 };

static bool is_difference(const struct pivot_spec *spec)
{
    return spec->show == PIVOT_SHOW_DIFFERENCE || spec->show == PIVOT_SHOW_FROM;
}

/* The values themselves and what they differ by; all else is percent. */
static bool in_own_unit(const struct pivot_spec *spec)
{
    return spec->show == PIVOT_SHOW_VALUE || is_difference(spec);
}

/* Averages never end by themselves: fewer decimals, the greater the numbers. */
static int decimals_allowed(const struct pivot_spec *spec, double greatest)
{
    if (!in_own_unit(spec) || spec->value == PIVOT_SHARE)
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
    bool part = spec->value == PIVOT_SHARE && in_own_unit(spec);
    struct pivot_figures figures = {
        .times = part ? 100 : 1,
        .percent = part || (spec->show >= PIVOT_SHOW_ROW && spec->show <= PIVOT_SHOW_GROUP),
        .plus = is_difference(spec) || spec->show == PIVOT_SHOW_CHANGE};
    double greatest = 0;
    for (size_t i = 0; i < count; i++)
        if (is_number(&table->cells[i]))
            greatest = fmax(greatest, fabs(table->cells[i].number));
    int allowed = decimals_allowed(spec, greatest);
    for (size_t i = 0; i < count && figures.decimals < allowed; i++) {
        if (!is_number(&table->cells[i]) || (table->cells[i].whole && figures.times == 1))
            continue;
        int needed = number_decimals(table->cells[i].number * figures.times, allowed);
        figures.decimals = needed > figures.decimals ? needed : figures.decimals;
    }
    return figures;
}

const char *pivot_figure_number(const struct pivot_figures *figures, double number, int more,
                                char *scratch)
{
    return number_text(number, figures->decimals + more, scratch);
}

static struct span number_text_of(const struct pivot_figures *figures,
                                  const struct pivot_cell *cell, char *scratch)
{
    if (cell->word.kind != VALUE_EMPTY)
        return cell->word.kind == VALUE_TEXT ? cell->word.text : value_text(&cell->word, scratch);
    if (cell->whole && figures->times == 1 && figures->decimals == 0)
        return span_string(text_group_digits(scratch, PIVOT_FIGURE_SIZE - 1, cell->integer));
    double number =
        cell->whole && figures->times == 1 ? (double)cell->integer : cell->number * figures->times;
    if (figures->percent && number > 0 && number < 1) {
        text_percent_words(scratch, PIVOT_FIGURE_SIZE, number, figures->decimals);
        if (scratch[0] == '<')
            return span_string(scratch);
    }
    return span_string(pivot_figure_number(figures, number, 0, scratch));
}

/* "0.0" has no sign. */
static bool is_above_zero(struct span text)
{
    bool any = false;
    for (size_t i = 0; i < text.len; i++)
        any = any || (text.data[i] >= '1' && text.data[i] <= '9');
    return any && text.data[0] != '-';
}

struct span pivot_figure_text(const struct pivot_figures *figures, const struct pivot_cell *cell,
                              char *scratch)
{
    if (!cell->has_value)
        return (struct span){"", 0};
    struct span text = number_text_of(figures, cell, figures->plus ? scratch + 1 : scratch);
    if (text.data != scratch + 1 || !is_above_zero(text))
        return text;
    scratch[0] = '+';
    return span_of(scratch, text.len + 1);
}

bool pivot_figure_value(const struct pivot_figures *figures, const struct pivot_cell *cell,
                        double *out)
{
    if (!is_number(cell))
        return false;
    *out = cell->number * figures->times;
    return true;
}
