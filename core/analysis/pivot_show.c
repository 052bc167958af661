/*
 * The ways to show the figures of a pivot: which two figures each is made of, and what comes
 * of them. A difference belongs to the later column; the total column tells the whole way,
 * from the first to the last.
 */
#include <math.h>
#include <string.h>

#include "core/analysis/pivot_pair.h"
#include "core/base/utf8.h"

enum pivot_parts pivot_value_parts(enum pivot_value value)
{
    switch (value) {
    case PIVOT_COUNT:
    case PIVOT_SUM:
        return PIVOT_PARTS_ADD_UP;
    case PIVOT_DISTINCT:
        return PIVOT_PARTS_OVERLAP;
    default:
        return PIVOT_PARTS_NONE;
    }
}

/* ---- what it needs ---- */

static bool compares_columns(enum pivot_show show)
{
    return show == PIVOT_SHOW_DIFFERENCE || show == PIVOT_SHOW_CHANGE || show == PIVOT_SHOW_FROM ||
           show == PIVOT_SHOW_INDEX;
}

bool pivot_show_fits(const struct pivot_spec *spec, enum pivot_show show)
{
    if (show == PIVOT_SHOW_GROUP)
        return spec->rows[1].column != 0;
    return show == PIVOT_SHOW_VALUE || show == PIVOT_SHOW_TOTAL || spec->column.column != 0;
}

void pivot_spec_tidy(struct pivot_spec *spec, bool across)
{
    if (!pivot_show_fits(spec, spec->show) || (across && spec->show == PIVOT_SHOW_FROM))
        spec->show = PIVOT_SHOW_VALUE;
    if (spec->show != PIVOT_SHOW_FROM)
        spec->base = NULL;
}

/* ---- which figures ---- */

static const struct pivot_pair not_shown = {.shown = false};

static bool is_real(const struct pivot_line *columns, size_t column)
{
    return columns[column].texts[0].len > 0;
}

/* The columns that have a value come before the one of empty cells. */
static size_t count_real(const struct pivot_line *columns, size_t count)
{
    return count > 0 && !is_real(columns, count - 1) ? count - 1 : count;
}

static struct pivot_pair step_pair(const struct pivot_line *columns, size_t count, size_t column)
{
    size_t real = count_real(columns, count);
    if (column == count && real > 1)
        return (struct pivot_pair){true, real - 1, 0, PIVOT_BASE_OWN};
    if (column > 0 && column < real)
        return (struct pivot_pair){true, column, column - 1, PIVOT_BASE_OWN};
    return not_shown;
}

/* With one column. A total that adds up is no such column itself. */
static struct pivot_pair base_pair(const struct pivot_spec *spec, size_t count, size_t column,
                                   size_t base)
{
    bool total = column == count && pivot_value_parts(spec->value) != PIVOT_PARTS_NONE;
    if (base >= count || total)
        return not_shown;
    return (struct pivot_pair){true, column, base, PIVOT_BASE_OWN};
}

static size_t find_base(const struct pivot_spec *spec, const struct pivot_line *columns,
                        size_t count)
{
    size_t i = 0;
    while (i < count && !span_equal(columns[i].texts[0], span_string(spec->base)))
        i++;
    return i;
}

struct pivot_pair pivot_pair_of(const struct pivot_spec *spec, enum pivot_line_kind row,
                                const struct pivot_line *columns, size_t count, size_t column)
{
    struct pivot_pair pair = {true, column, column, PIVOT_BASE_TOTAL};
    switch (spec->show) {
    case PIVOT_SHOW_ROW:
        return (struct pivot_pair){true, column, count, PIVOT_BASE_OWN};
    case PIVOT_SHOW_COLUMN:
        return pair;
    case PIVOT_SHOW_TOTAL:
        pair.with = count;
        return pair;
    case PIVOT_SHOW_GROUP:
        pair.base = row == PIVOT_LINE ? PIVOT_BASE_GROUP : PIVOT_BASE_TOTAL;
        return pair;
    case PIVOT_SHOW_DIFFERENCE:
    case PIVOT_SHOW_CHANGE:
        return step_pair(columns, count, column);
    case PIVOT_SHOW_FROM:
        return base_pair(spec, count, column, find_base(spec, columns, count));
    case PIVOT_SHOW_INDEX:
        return base_pair(spec, count, column, count > 0 && is_real(columns, 0) ? 0 : count);
    default:
        return (struct pivot_pair){true, column, column, PIVOT_BASE_NONE};
    }
}

/* ---- what comes of them ---- */

static void show_number(struct pivot_cell *cell, double number, bool there)
{
    cell->has_value = there && isfinite(number);
    cell->number = cell->has_value ? number : 0;
    cell->whole = false;
    cell->integer = 0;
}

/* Where no rows are, none are counted, and nothing is added up. */
static struct pivot_cell counted(const struct pivot_spec *spec, const struct pivot_cell *cell)
{
    bool none = !cell->has_value && cell->rows == 0;
    struct pivot_cell zero = {.has_value = true, .whole = true};
    return none && pivot_value_parts(spec->value) != PIVOT_PARTS_NONE ? zero : *cell;
}

static void show_difference(struct pivot_cell *cell, const struct pivot_cell *of,
                            const struct pivot_cell *with)
{
    int64_t whole;
    show_number(cell, of->number - with->number, of->has_value && with->has_value);
    if (!cell->has_value || !of->whole || !with->whole ||
        __builtin_sub_overflow(of->integer, with->integer, &whole))
        return;
    cell->whole = true;
    cell->integer = whole;
}

void pivot_pair_show(const struct pivot_spec *spec, struct pivot_cell *cell,
                     const struct pivot_cell *with)
{
    bool both = cell->has_value && with->has_value;
    if (!compares_columns(spec->show)) {
        show_number(cell, both ? cell->number * 100 / with->number : 0, both && with->number != 0);
        return;
    }
    bool none = cell->rows == 0 && with->rows == 0;
    const struct pivot_cell of = counted(spec, cell), base = counted(spec, with);
    both = of.has_value && base.has_value && !none;
    if (spec->show == PIVOT_SHOW_CHANGE)
        show_number(cell, (of.number - base.number) * 100 / fabs(base.number),
                    both && base.number != 0);
    else if (spec->show == PIVOT_SHOW_INDEX)
        show_number(cell, of.number * 100 / base.number, both && base.number > 0);
    else if (none)
        show_number(cell, 0, false);
    else
        show_difference(cell, &of, &base);
}

/* ---- in words ---- */

enum text_id pivot_show_note(const struct pivot_spec *spec)
{
    static const enum text_id compared[PIVOT_SHOWS] = {[PIVOT_SHOW_ROW] = TEXT_PIVOT_NOTE_ROW,
                                                       [PIVOT_SHOW_COLUMN] = TEXT_PIVOT_NOTE_COLUMN,
                                                       [PIVOT_SHOW_TOTAL] = TEXT_PIVOT_NOTE_TOTAL,
                                                       [PIVOT_SHOW_GROUP] = TEXT_PIVOT_NOTE_GROUP};
    enum pivot_parts parts = pivot_value_parts(spec->value);
    switch (spec->show) {
    case PIVOT_SHOW_VALUE:
        return TEXT_NONE;
    case PIVOT_SHOW_DIFFERENCE:
    case PIVOT_SHOW_CHANGE:
        return TEXT_PIVOT_NOTE_STEPS;
    case PIVOT_SHOW_FROM:
    case PIVOT_SHOW_INDEX:
        return parts == PIVOT_PARTS_NONE ? TEXT_NONE : TEXT_PIVOT_NOTE_NO_TOTAL;
    default:
        return parts == PIVOT_PARTS_ADD_UP    ? TEXT_NONE
               : parts == PIVOT_PARTS_OVERLAP ? TEXT_PIVOT_NOTE_OVERLAP
                                              : compared[spec->show];
    }
}

/* An average has no parts that a percentage could be of; a difference of shares is in
 * percentage points. */
static enum text_id words_of(const struct pivot_spec *spec)
{
    static const struct {
        enum text_id plain, comparison, points;
    } words[PIVOT_SHOWS] = {
        [PIVOT_SHOW_VALUE] = {TEXT_PIVOT_PANE_SHOW_VALUE, TEXT_NONE, TEXT_NONE},
        [PIVOT_SHOW_ROW] = {TEXT_PIVOT_PANE_SHOW_ROW, TEXT_PIVOT_PANE_SHOW_ROW_COMPARED, TEXT_NONE},
        [PIVOT_SHOW_COLUMN] = {TEXT_PIVOT_PANE_SHOW_COLUMN, TEXT_PIVOT_PANE_SHOW_COLUMN_COMPARED,
                               TEXT_NONE},
        [PIVOT_SHOW_TOTAL] = {TEXT_PIVOT_PANE_SHOW_TOTAL, TEXT_PIVOT_PANE_SHOW_TOTAL_COMPARED,
                              TEXT_NONE},
        [PIVOT_SHOW_GROUP] = {TEXT_PIVOT_PANE_SHOW_GROUP, TEXT_PIVOT_PANE_SHOW_GROUP_COMPARED,
                              TEXT_NONE},
        [PIVOT_SHOW_DIFFERENCE] = {TEXT_PIVOT_PANE_SHOW_DIFFERENCE, TEXT_NONE,
                                   TEXT_PIVOT_PANE_SHOW_DIFFERENCE_POINTS},
        [PIVOT_SHOW_CHANGE] = {TEXT_PIVOT_PANE_SHOW_CHANGE, TEXT_NONE, TEXT_NONE},
        [PIVOT_SHOW_FROM] = {TEXT_PIVOT_PANE_SHOW_FROM, TEXT_NONE,
                             TEXT_PIVOT_PANE_SHOW_FROM_POINTS},
        [PIVOT_SHOW_INDEX] = {TEXT_PIVOT_PANE_SHOW_INDEX, TEXT_NONE, TEXT_NONE},
    };
    enum pivot_show show = spec->show < PIVOT_SHOWS ? spec->show : PIVOT_SHOW_VALUE;
    if (spec->value == PIVOT_SHARE && words[show].points != TEXT_NONE)
        return words[show].points;
    bool compared = pivot_value_parts(spec->value) == PIVOT_PARTS_NONE;
    return compared && words[show].comparison != TEXT_NONE ? words[show].comparison
                                                           : words[show].plain;
}

void pivot_show_words(const struct pivot_spec *spec, char *out, size_t size)
{
    struct buffer base = {0};
    bool empty = spec->base == NULL || *spec->base == '\0';
    utf8_screen(span_string(empty ? text_get(TEXT_PIVOT_EMPTY) : spec->base), &base);
    text_format(out, size, words_of(spec),
                TEXT_VALUES(text_string("column", base.failed ? "" : base.data)));
    buffer_free(&base);
}
