/* What stands around a chart: its title in words, and the notes under it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/chart_internal.h"
#include "core/analysis/number_text.h"

const char *chart_text(struct arena *arena, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    const char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    return copy;
}

/* ---- figures ---- */

bool chart_is_next(const struct chart *chart, size_t before, size_t after)
{
    const struct chart_category *a = &chart->categories[before], *b = &chart->categories[after];
    double step = chart->axis.step;
    return !a->placed || !b->placed || step <= 0 || b->from - a->from <= step * 1.5;
}

bool chart_is_curve(const struct chart *chart)
{
    enum { MANY = 24 };
    return chart->kind == CHART_PARETO && chart->category_count > MANY;
}

const char *chart_figure(const struct chart *chart, double number, char *out)
{
    char text[PIVOT_FIGURE_SIZE];
    pivot_figure_number(&chart->figures, number, 0, text);
    snprintf(out, PIVOT_FIGURE_SIZE, "%s%.70s%s", chart->figures.plus && number > 0 ? "+" : "",
             text, chart->percent ? " %" : "");
    return out;
}

const char *chart_axis_number(double number, char *out)
{
    enum { DECIMALS_MOST = 4 };
    return number_text(number, number_decimals(number, DECIMALS_MOST), out);
}

/* ---- the title ---- */

static const char *value_words(struct arena *arena, const struct chart *chart,
                               const struct chart_names *names)
{
    static const enum text_id words[PIVOT_VALUES] = {
        [PIVOT_COUNT] = TEXT_PIVOT_PANE_VALUE_COUNT,
        [PIVOT_SUM] = TEXT_PIVOT_PANE_VALUE_SUM,
        [PIVOT_AVERAGE] = TEXT_PIVOT_PANE_VALUE_AVERAGE,
        [PIVOT_MIN] = TEXT_PIVOT_PANE_VALUE_MIN,
        [PIVOT_MAX] = TEXT_PIVOT_PANE_VALUE_MAX,
        [PIVOT_MEDIAN] = TEXT_PIVOT_PANE_VALUE_MEDIAN,
        [PIVOT_DISTINCT] = TEXT_PIVOT_PANE_VALUE_DISTINCT,
        [PIVOT_SHARE] = TEXT_PIVOT_PANE_VALUE_SHARE,
    };
    bool counts = chart->kind == CHART_HISTOGRAM || chart->kind == CHART_SCATTER;
    if (names->what || chart->kind == CHART_BOX)
        return arena_string(arena, names->what ? names->what : names->value);
    if (!counts && chart->spec.value == PIVOT_DISTINCT && names->people)
        return text_get(TEXT_PIVOT_PANE_VALUE_PEOPLE);
    return chart_text(
        arena, words[counts ? PIVOT_COUNT : chart->spec.value],
        TEXT_VALUES(text_string("column", names->value), text_string("value", names->share)));
}

/* "case type", "case type and office", "case type, housing and office"; "" for none. */
static const char *group_words(struct arena *arena, const struct chart *chart,
                               const struct chart_names *names)
{
    const char *parts[3] = {"", "", ""};
    size_t count = 0;
    bool across = chart->kind != CHART_BOX && chart->kind != CHART_PARETO;
    for (size_t i = 0; i < PIVOT_ROWS_MAX; i++)
        if (*names->rows[i])
            parts[count++] = names->rows[i];
    if (*names->column && across)
        parts[count++] = names->column;
    const struct text_value *values =
        TEXT_VALUES(text_string("first", parts[0]), text_string("second", parts[1]),
                    text_string("third", parts[2]));
    if (count < 2)
        return arena_string(arena, parts[0]);
    return chart_text(arena, count == 2 ? TEXT_CHART_AND : TEXT_CHART_AND_THREE, values);
}

static const char *by_groups(struct arena *arena, const struct chart *chart,
                             const struct chart_names *names, const char *what)
{
    const char *groups = group_words(arena, chart, names);
    if (!groups || !what || !*groups)
        return groups ? what : NULL;
    return chart_text(arena, TEXT_CHART_TITLE,
                      TEXT_VALUES(text_string("what", what), text_string("groups", groups)));
}

static const char *plain_title(struct arena *arena, const struct chart *chart,
                               const struct chart_names *names)
{
    const char *what = NULL;
    switch (chart->kind) {
    case CHART_HISTOGRAM:
        if (!(chart->bins.width > 0)) /* there is nothing to cut */
            return chart_text(arena, TEXT_CHART_TITLE,
                              TEXT_VALUES(text_string("what", chart->value_words),
                                          text_string("groups", names->value)));
        return chart_text(arena, TEXT_CHART_TITLE_BANDS,
                          TEXT_VALUES(text_string("column", names->value),
                                      text_decimal("width", chart->bins.width, 9)));
    case CHART_SCATTER:
        return chart_text(
            arena, TEXT_CHART_TITLE_POINTS,
            TEXT_VALUES(text_string("first", names->rows[0]), text_string("second", names->value)));
    case CHART_BOX:
        what = chart_text(arena, TEXT_CHART_TITLE_SPREAD,
                          TEXT_VALUES(text_string("column", names->value)));
        return by_groups(arena, chart, names, what);
    default:
        return by_groups(arena, chart, names, chart->value_words);
    }
}

static bool shows_otherwise(const struct chart *chart)
{
    return chart->values && chart->kind != CHART_HISTOGRAM && chart->spec.show != PIVOT_SHOW_VALUE;
}

/* The first letter, where it is a plain small one. */
static const char *begin_large(struct arena *arena, const char *title)
{
    char *copy = title ? arena_string(arena, title) : NULL;
    if (copy && *copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

enum { SHOW_ROOM = 200 };

static const char *make_title(struct arena *arena, const struct chart *chart,
                              const struct chart_names *names)
{
    const char *title = plain_title(arena, chart, names);
    char show[SHOW_ROOM];
    pivot_show_words(&chart->spec, show, sizeof show);
    if (title && shows_otherwise(chart))
        title = chart_text(arena, TEXT_CHART_TITLE_SHOW,
                           TEXT_VALUES(text_string("title", title), text_string("show", show)));
    if (title && chart->kind == CHART_PARETO)
        title =
            chart_text(arena, TEXT_CHART_TITLE_LARGEST, TEXT_VALUES(text_string("title", title)));
    if (title && *names->by)
        title = chart_text(arena, TEXT_CHART_TITLE_EACH,
                           TEXT_VALUES(text_string("title", title), text_string("by", names->by)));
    if (title && *names->filters)
        title = chart_text(
            arena, TEXT_CHART_TITLE_FILTERS,
            TEXT_VALUES(text_string("title", title), text_string("filters", names->filters)));
    return begin_large(arena, title);
}

/* ---- notes ---- */

bool chart_add_note(struct arena *arena, struct chart *chart, enum text_id id,
                    const struct text_value *values)
{
    if (chart->note_count == CHART_NOTES)
        return true;
    const char *note = chart_text(arena, id, values);
    if (note)
        chart->notes[chart->note_count++] = note;
    return note != NULL;
}

static bool has_few(const struct chart *chart)
{
    size_t count = chart->panel_count * chart->series_count * chart->category_count;
    size_t boxes = chart->boxes ? chart->panel_count * chart->category_count : 0;
    bool marked = chart->kind != CHART_BOX && !chart_is_curve(chart);
    for (size_t i = 0; chart->values && marked && i < count; i++)
        if (chart->values[i].few)
            return true;
    for (size_t i = 0; i < boxes; i++)
        if (chart->boxes[i].rows > 0 && chart->boxes[i].rows < chart->minimum)
            return true;
    return false;
}

/* Is there a hole between two points of a line: a period without rows? */
static bool has_gaps(const struct chart *chart)
{
    if (chart->kind != CHART_LINE)
        return false;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t series = 0; series < chart->series_count; series++) {
            bool before = false;
            for (size_t i = 0; i < chart->category_count; i++) {
                bool joined = i > 0 && chart_is_next(chart, i - 1, i);
                bool has = chart_at(chart, panel, series, i)->has;
                if (before && (!has || !joined))
                    return true;
                before = before || has;
            }
        }
    return false;
}

static bool add_notes(struct arena *arena, const struct chart_names *names, struct chart *chart)
{
    bool good = true;
    if (has_few(chart))
        good = chart_add_note(arena, chart, TEXT_CHART_NOTE_FEW,
                              TEXT_VALUES(text_number("minimum", chart->minimum)));
    if (chart->kind == CHART_PARETO && !chart_is_curve(chart))
        good = good && chart_add_note(arena, chart, TEXT_CHART_NOTE_TOGETHER, NULL);
    bool any = chart->least <= chart->greatest;
    if (chart->kind == CHART_LINE && any && (chart->least > 0 || chart->greatest < 0))
        good = good && chart_add_note(arena, chart, TEXT_CHART_NOTE_NOT_ZERO, NULL);
    if (has_gaps(chart))
        good = good && chart_add_note(arena, chart, TEXT_CHART_NOTE_GAPS, NULL);
    if (*names->filters)
        good = good && chart_add_note(arena, chart, TEXT_CHART_NOTE_FILTERS,
                                      TEXT_VALUES(text_string("filters", names->filters)));
    if (*names->source)
        good = good && chart_add_note(arena, chart, TEXT_CHART_NOTE_SOURCE,
                                      TEXT_VALUES(text_string("source", names->source)));
    return good;
}

/* n is the first of them, whatever was noted before. */
static bool put_rows_first(struct arena *arena, struct chart *chart)
{
    const char *rows =
        chart_text(arena, TEXT_CHART_NOTE_ROWS, TEXT_VALUES(text_number("rows", chart->rows)));
    size_t count = chart->note_count < CHART_NOTES ? chart->note_count : CHART_NOTES - 1;
    memmove(chart->notes + 1, chart->notes, count * sizeof *chart->notes);
    chart->notes[0] = rows;
    chart->note_count = count + 1;
    return rows != NULL;
}

enum status chart_add_words(struct arena *arena, const struct chart_names *names,
                            struct chart *chart, struct error *err)
{
    chart->value_words = value_words(arena, chart, names);
    chart->title = chart->value_words ? make_title(arena, chart, names) : NULL;
    if (!chart->title || !put_rows_first(arena, chart) || !add_notes(arena, names, chart) ||
        !chart_add_sentences(arena, names, chart))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}
