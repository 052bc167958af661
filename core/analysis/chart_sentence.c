/*
 * A chart read aloud: one or two sentences that say what one would see first. For screen
 * readers, for the board, and as the text that stands for a picture. Each kind of chart has a
 * reader of its own; what is highest and lowest is found alike.
 */
#include <math.h>
#include <stdlib.h>

#include "core/analysis/chart_internal.h"
#include "core/analysis/chart_share.h"
#include "core/analysis/number_text.h"
#include "core/base/buffer.h"

struct reading {
    struct arena *arena;
    const struct chart_names *names;
    struct chart *chart;
    bool failed;
};

static void say(struct reading *reading, enum text_id id, const struct text_value *values)
{
    struct chart *chart = reading->chart;
    if (chart->sentence_count == CHART_SENTENCES)
        return;
    const char *text = chart_text(reading->arena, id, values);
    if (text)
        chart->sentences[chart->sentence_count++] = text;
    else
        reading->failed = true;
}

/* ---- ends ---- */

struct place {
    size_t panel, series, category;
    double number;
};

struct ends {
    size_t count; /* of figures */
    struct place top, bottom;
};

static void add_part(struct buffer *out, struct span part)
{
    buffer_add_string(out, out->len > 0 ? " × " : "");
    buffer_add_span(out, part);
}

/* "couple × Cambridge": the category, if it is to be named, and what tells it from others. */
static const char *place_words(struct reading *reading, const struct place *place, bool category)
{
    const struct chart *chart = reading->chart;
    struct buffer words = {0};
    if (category)
        add_part(&words, chart->categories[place->category].text);
    if (chart->series_count > 1 && chart->values)
        add_part(&words, chart->series[place->series]);
    if (chart->panel_count > 1)
        add_part(&words, chart->panels[place->panel]);
    const char *copy = words.failed ? NULL : arena_copy(reading->arena, buffer_span(&words));
    buffer_free(&words);
    reading->failed = reading->failed || !copy;
    return copy ? copy : "";
}

static void take(struct ends *ends, const struct place *place)
{
    if (ends->count == 0 || place->number > ends->top.number)
        ends->top = *place;
    if (ends->count == 0 || place->number < ends->bottom.number)
        ends->bottom = *place;
    ends->count++;
}

/* Among the categories from first to end; others are a heap of many, and no group. */
static struct ends find_ends(const struct chart *chart, size_t first, size_t end)
{
    struct ends ends = {.count = 0};
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t series = 0; series < chart->series_count; series++)
            for (size_t category = first; category < end; category++) {
                const struct chart_value *value = chart_at(chart, panel, series, category);
                const struct place place = {panel, series, category, value->number};
                if (value->has && chart->categories[category].kind == PIVOT_LINE)
                    take(&ends, &place);
            }
    return ends;
}

static enum text_id ends_words(const struct reading *reading)
{
    const struct chart *chart = reading->chart;
    static const enum text_id words[PIVOT_VALUES] = {
        [PIVOT_COUNT] = TEXT_CHART_ENDS_COUNT,       [PIVOT_SUM] = TEXT_CHART_ENDS_SUM,
        [PIVOT_AVERAGE] = TEXT_CHART_ENDS_AVERAGE,   [PIVOT_MIN] = TEXT_CHART_ENDS_MIN,
        [PIVOT_MAX] = TEXT_CHART_ENDS_MAX,           [PIVOT_MEDIAN] = TEXT_CHART_ENDS_MEDIAN,
        [PIVOT_DISTINCT] = TEXT_CHART_ENDS_DISTINCT, [PIVOT_SHARE] = TEXT_CHART_ENDS_SHARE,
    };
    if (chart->spec.show != PIVOT_SHOW_VALUE)
        return chart->percent ? TEXT_CHART_ENDS_PERCENT : TEXT_CHART_ENDS_OTHER;
    if (reading->names->what)
        return *reading->names->value ? TEXT_CHART_ENDS_FIGURE : TEXT_CHART_ENDS_OTHER;
    if (chart->spec.value == PIVOT_DISTINCT && reading->names->people)
        return TEXT_CHART_ENDS_PEOPLE;
    return words[chart->spec.value];
}

static void say_ends(struct reading *reading, const struct ends *ends, enum text_id words)
{
    char most[PIVOT_FIGURE_SIZE], least[PIVOT_FIGURE_SIZE];
    const struct chart *chart = reading->chart;
    chart_figure(chart, ends->top.number, most);
    chart_figure(chart, ends->bottom.number, least);
    const struct text_value *values = TEXT_VALUES(
        text_string("top", place_words(reading, &ends->top, true)),
        text_string("bottom", place_words(reading, &ends->bottom, true)), text_string("most", most),
        text_string("least", least), text_string("column", reading->names->value),
        text_string("value", reading->names->share), text_number("count", (int64_t)ends->count));
    if (ends->count == 1)
        say(reading, TEXT_CHART_ONLY_ONE, values);
    else if (ends->top.number <= ends->bottom.number)
        say(reading, TEXT_CHART_ALL_SAME, values);
    else
        say(reading, words, values);
}

/* ---- the kinds ---- */

/* Where one group makes a third of all or more, that is worth knowing. */
static void say_part(struct reading *reading, const struct ends *ends)
{
    const struct chart *chart = reading->chart;
    double total = 0;
    if (!chart->can_stack || chart->percent || ends->count < 3)
        return;
    for (size_t i = 0; i < chart->panel_count * chart->series_count * chart->category_count; i++)
        total += chart->values[i].number;
    if (ends->top.number * 3 < total)
        return;
    say(reading, TEXT_CHART_PART,
        TEXT_VALUES(text_string("top", place_words(reading, &ends->top, true)),
                    text_percent("part", ends->top.number * 100 / total, 0)));
}

static void read_bars(struct reading *reading)
{
    const struct chart *chart = reading->chart;
    struct ends ends = find_ends(chart, 0, chart->category_count);
    if (ends.count == 0)
        return;
    say_ends(reading, &ends, ends_words(reading));
    say_part(reading, &ends);
}

/* The first and the last category in which any series has a figure. */
static bool find_course(const struct chart *chart, size_t *first, size_t *last)
{
    *first = chart->category_count;
    for (size_t i = 0; i < chart->category_count; i++)
        if (find_ends(chart, i, i + 1).count > 0) {
            *first = *first < i ? *first : i;
            *last = i;
        }
    return *first < chart->category_count;
}

static const char *category_words(struct reading *reading, size_t category)
{
    const char *copy = arena_copy(reading->arena, reading->chart->categories[category].text);
    reading->failed = reading->failed || !copy;
    return copy ? copy : "";
}

/* Where it began, where it ended, and how far it went meanwhile. */
static void read_one_line(struct reading *reading, const struct ends *all, size_t first,
                          size_t last)
{
    const struct chart *chart = reading->chart;
    char begin[PIVOT_FIGURE_SIZE], end[PIVOT_FIGURE_SIZE];
    char most[PIVOT_FIGURE_SIZE], least[PIVOT_FIGURE_SIZE];
    chart_figure(chart, chart_at(chart, 0, 0, first)->number, begin);
    chart_figure(chart, chart_at(chart, 0, 0, last)->number, end);
    chart_figure(chart, all->top.number, most);
    chart_figure(chart, all->bottom.number, least);
    say(reading, TEXT_CHART_COURSE,
        TEXT_VALUES(text_string("first", begin), text_string("last", end),
                    text_string("from", category_words(reading, first)),
                    text_string("to", category_words(reading, last)), text_string("most", most),
                    text_string("top", category_words(reading, all->top.category)),
                    text_string("least", least),
                    text_string("bottom", category_words(reading, all->bottom.category))));
}

/* How they stood at the end. */
static void read_several_lines(struct reading *reading, const struct ends *end, size_t last)
{
    const struct chart *chart = reading->chart;
    char most[PIVOT_FIGURE_SIZE], least[PIVOT_FIGURE_SIZE];
    chart_figure(chart, end->top.number, most);
    chart_figure(chart, end->bottom.number, least);
    say(reading, TEXT_CHART_COURSE_LAST,
        TEXT_VALUES(text_string("to", category_words(reading, last)), text_string("most", most),
                    text_string("top", place_words(reading, &end->top, false)),
                    text_string("least", least),
                    text_string("bottom", place_words(reading, &end->bottom, false))));
}

static void read_line(struct reading *reading)
{
    const struct chart *chart = reading->chart;
    size_t first, last = 0;
    if (!find_course(chart, &first, &last))
        return;
    struct ends all = find_ends(chart, 0, chart->category_count);
    struct ends end = find_ends(chart, last, last + 1);
    bool one = chart->series_count == 1 && chart->panel_count == 1;
    if (one && all.count > 1 && all.top.number > all.bottom.number)
        read_one_line(reading, &all, first, last);
    else if (!one && end.count > 1 && end.top.number > end.bottom.number)
        read_several_lines(reading, &end, last);
    else
        say_ends(reading, &all, ends_words(reading));
}

/* As many as averages have. */
static int quartile_decimals(const struct chart_box *box)
{
    const double numbers[] = {box->lower, box->median, box->upper};
    int decimals = 0, most = fabs(box->upper) >= 10 || fabs(box->lower) >= 10 ? 1 : 2;
    for (size_t i = 0; i < 3; i++) {
        int needed = number_decimals(numbers[i], most);
        decimals = needed > decimals ? needed : decimals;
    }
    return decimals;
}

/* Rows in a band, in all small charts and series together. */
static double rows_in_band(const struct chart *chart, size_t band)
{
    double rows = 0;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t series = 0; series < chart->series_count; series++)
            rows += chart_at(chart, panel, series, band)->number;
    return rows;
}

static size_t fullest_band(const struct chart *chart)
{
    size_t fullest = 0;
    for (size_t i = 1; i < chart->category_count; i++)
        if (rows_in_band(chart, i) > rows_in_band(chart, fullest))
            fullest = i;
    return fullest;
}

static void read_histogram(struct reading *reading)
{
    const struct chart *chart = reading->chart;
    char lower[PIVOT_FIGURE_SIZE], median[PIVOT_FIGURE_SIZE], upper[PIVOT_FIGURE_SIZE];
    char most[PIVOT_FIGURE_SIZE], from[PIVOT_FIGURE_SIZE], to[PIVOT_FIGURE_SIZE];
    const struct chart_box *box = chart->whole;
    struct ends ends = find_ends(chart, 0, chart->category_count);
    if (!box || box->rows == 0 || ends.count == 0)
        return;
    size_t band = fullest_band(chart);
    const struct chart_category *fullest = &chart->categories[band];
    int decimals = quartile_decimals(box);
    say(reading, TEXT_CHART_MIDDLE,
        TEXT_VALUES(text_string("lower", number_text(box->lower, decimals, lower)),
                    text_string("median", number_text(box->median, decimals, median)),
                    text_string("upper", number_text(box->upper, decimals, upper))));
    if (isfinite(fullest->from) && isfinite(fullest->to))
        say(reading, TEXT_CHART_FULLEST,
            TEXT_VALUES(text_string("from", chart_axis_number(fullest->from, from)),
                        text_string("to", chart_axis_number(fullest->to, to)),
                        text_string("rows", chart_figure(chart, rows_in_band(chart, band), most))));
}

static void read_pyramid(struct reading *reading)
{
    const struct chart *chart = reading->chart;
    char sides[2][PIVOT_FIGURE_SIZE], most[PIVOT_FIGURE_SIZE];
    struct ends ends = find_ends(chart, 0, chart->category_count);
    double sums[2] = {0, 0};
    if (ends.count == 0 || chart->series_count < 2)
        return;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < chart->category_count; i++)
            for (size_t side = 0; side < 2; side++)
                sums[side] += chart_at(chart, panel, side, i)->number;
    for (size_t side = 0; side < 2; side++)
        chart_figure(chart, sums[side], sides[side]);
    const char *left = arena_copy(reading->arena, chart->series[0]);
    const char *right = arena_copy(reading->arena, chart->series[1]);
    say(reading, TEXT_CHART_SIDES,
        TEXT_VALUES(text_string("left", left), text_string("first", sides[0]),
                    text_string("right", right), text_string("second", sides[1]),
                    text_string("top", place_words(reading, &ends.top, true)),
                    text_string("most", chart_figure(chart, ends.top.number, most))));
}

/* ---- boxes, points, shares ---- */

static void say_box(struct reading *reading, const struct place *place)
{
    const struct chart *chart = reading->chart;
    const struct chart_box *box = chart_box_at(chart, place->panel, place->category);
    char lower[PIVOT_FIGURE_SIZE], upper[PIVOT_FIGURE_SIZE], most[PIVOT_FIGURE_SIZE];
    say(reading, TEXT_CHART_BOX_ONE,
        TEXT_VALUES(text_string("top", place_words(reading, place, true)),
                    text_string("lower", chart_figure(chart, box->lower, lower)),
                    text_string("upper", chart_figure(chart, box->upper, upper)),
                    text_string("most", chart_figure(chart, box->median, most))));
}

static void read_boxes(struct reading *reading)
{
    const struct chart *chart = reading->chart;
    struct ends ends = {.count = 0};
    int64_t far_rows = 0;
    double far = 0, reach = -1;
    char text[PIVOT_FIGURE_SIZE];
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < chart->category_count; i++) {
            const struct chart_box *box = chart_box_at(chart, panel, i);
            const struct place place = {panel, 0, i, box->median};
            if (box->rows == 0)
                continue;
            take(&ends, &place);
            far_rows += box->far_rows;
            if (box->far_rows > 0 &&
                fmax(box->greatest - box->median, box->median - box->least) > reach) {
                bool above = box->greatest - box->median >= box->median - box->least;
                far = above ? box->greatest : box->least;
                reach = fabs(far - box->median);
            }
        }
    if (ends.count > 1)
        say_ends(reading, &ends, TEXT_CHART_BOX_ENDS);
    if (ends.count > 0)
        say_box(reading, &ends.top);
    if (far_rows > 0)
        say(reading, TEXT_CHART_BOX_FAR,
            TEXT_VALUES(text_number("rows", far_rows),
                        text_string("far", chart_figure(chart, far, text))));
}

static void read_points(struct reading *reading)
{
    static const struct {
        double from; /* of the size of the correlation */
        enum text_id up, down;
    } words[] = {{0.8, TEXT_CHART_TOGETHER_UP_3, TEXT_CHART_TOGETHER_DOWN_3},
                 {0.4, TEXT_CHART_TOGETHER_UP_2, TEXT_CHART_TOGETHER_DOWN_2},
                 {0.1, TEXT_CHART_TOGETHER_UP_1, TEXT_CHART_TOGETHER_DOWN_1},
                 {0, TEXT_CHART_TOGETHER_NOT, TEXT_CHART_TOGETHER_NOT}};
    double r = reading->chart->correlation;
    char text[NUMBER_TEXT_SIZE];
    size_t i = 0;
    if (!isfinite(r)) {
        for (size_t panel = 0; panel < reading->chart->panel_count; panel++)
            if (reading->chart->point_counts[panel] > 0 && reading->chart->sentence_count == 0)
                say(reading, TEXT_CHART_NO_SPREAD,
                    TEXT_VALUES(text_string("first", reading->names->rows[0]),
                                text_string("second", reading->names->value)));
        return;
    }
    while (fabs(r) < words[i].from)
        i++;
    say(reading, r >= 0 ? words[i].up : words[i].down,
        TEXT_VALUES(text_string("first", reading->names->rows[0]),
                    text_string("second", reading->names->value),
                    text_string("r", number_text(r, 2, text))));
}

static void read_shares(struct reading *reading)
{
    struct chart *chart = reading->chart;
    double total, *amounts = arena_array(reading->arena, chart->category_count, sizeof *amounts);
    reading->failed = reading->failed || !amounts;
    for (size_t i = 0; amounts && i < chart->category_count; i++)
        for (size_t panel = 0; panel < chart->panel_count; panel++)
            amounts[i] += chart_at(chart, panel, 0, i)->number;
    if (!amounts || !chart_share_total(amounts, chart->category_count, &total))
        return;
    struct chart_share telling = chart_share_telling(amounts, chart->category_count);
    say(reading, TEXT_CHART_SHARES,
        TEXT_VALUES(text_percent("part", telling.part_of_groups * 100, 0),
                    text_string("groups", reading->names->rows[0]),
                    text_number("some", (int64_t)telling.groups),
                    text_number("all", (int64_t)telling.of_groups),
                    text_percent("share", telling.part_of_total * 100, 0),
                    text_string("what", chart->value_words)));
}

bool chart_add_sentences(struct arena *arena, const struct chart_names *names, struct chart *chart)
{
    static void (*const readers[CHART_KINDS])(struct reading *) = {
        [CHART_BAR] = read_bars,        [CHART_LINE] = read_line,
        [CHART_PYRAMID] = read_pyramid, [CHART_HISTOGRAM] = read_histogram,
        [CHART_HEAT] = read_bars,       [CHART_BOX] = read_boxes,
        [CHART_SCATTER] = read_points,  [CHART_PARETO] = read_shares,
    };
    struct reading reading = {arena, names, chart, false};
    readers[chart->kind](&reading);
    if (chart->sentence_count == 0)
        say(&reading, TEXT_CHART_NOTHING, NULL);
    return !reading.failed;
}
