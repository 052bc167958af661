/* What is chosen in the chart, in words; and the whole chart in words, on a card. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

enum { WORDS_ROOM = 600 };

static void add_part(struct buffer *out, size_t start, struct span part)
{
    buffer_add_string(out, out->len > start ? " × " : "");
    utf8_screen(part, out);
}

/* "age 25–30 × months 0–10" can't be said here: names are the drill's. So much of the axes. */
static void add_range(struct buffer *out, double from, double to)
{
    char first[PIVOT_FIGURE_SIZE], last[PIVOT_FIGURE_SIZE];
    buffer_printf(out, "%s–%s", chart_axis_number(from, first), chart_axis_number(to, last));
}

void chart_spot_words(const struct chart *chart, const struct scene_spot *spot, struct buffer *out)
{
    size_t start = out->len;
    if (chart->panel_count > 1)
        add_part(out, start, chart->panels[spot->panel]);
    if (chart->points != NULL) {
        buffer_add_string(out, out->len > start ? " × " : "");
        add_range(out, spot->x0, spot->x1);
        buffer_add_string(out, " × ");
        add_range(out, spot->y0, spot->y1);
        return;
    }
    add_part(out, start, chart->categories[spot->category].text);
    if (chart->series_count > 1)
        add_part(out, start, chart->series[spot->series]);
}

/* ---- the status line ---- */

static void say_box(const struct chart *chart, const struct chart_box *box, const char *words,
                    char *out, size_t size)
{
    char median[PIVOT_FIGURE_SIZE], lower[PIVOT_FIGURE_SIZE], upper[PIVOT_FIGURE_SIZE];
    text_format(out, size, box->rows > 0 ? TEXT_CHART_PANE_BOX : TEXT_PIVOT_PANE_CELL_NO_ROWS,
                TEXT_VALUES(text_string("cell", words),
                            text_string("median", chart_figure(chart, box->median, median)),
                            text_string("lower", chart_figure(chart, box->lower, lower)),
                            text_string("upper", chart_figure(chart, box->upper, upper)),
                            text_number("rows", box->rows)));
}

/* On the curve: what all groups up to this one make together. */
static void say_share(const struct chart *chart, const struct scene_spot *spot, const char *words,
                      char *out, size_t size)
{
    char figure[PIVOT_FIGURE_SIZE];
    double own = 0, all = 0;
    for (size_t i = 0; i < chart->category_count; i++) {
        double number = chart_at(chart, spot->panel, 0, i)->number;
        own += i <= spot->category ? number : 0;
        all += number;
    }
    double number = chart_at(chart, spot->panel, 0, spot->category)->number;
    text_format(out, size, TEXT_CHART_PANE_SHARE,
                TEXT_VALUES(text_string("cell", words),
                            text_string("figure", chart_figure(chart, number, figure)),
                            text_number("some", (int64_t)spot->category + 1),
                            text_number("all", (int64_t)chart->category_count),
                            text_percent("share", all > 0 ? own * 100 / all : 0, 1)));
}

static void say_figure(const struct chart *chart, const struct scene_spot *spot, const char *words,
                       char *out, size_t size)
{
    const struct chart_value *value = chart_at(chart, spot->panel, spot->series, spot->category);
    char figure[PIVOT_FIGURE_SIZE];
    text_format(out, size,
                value->rows == 0 ? TEXT_PIVOT_PANE_CELL_NO_ROWS
                : !value->has    ? TEXT_PIVOT_PANE_CELL_EMPTY
                                 : TEXT_PIVOT_PANE_CELL,
                TEXT_VALUES(text_string("cell", words),
                            text_string("figure", chart_figure(chart, value->number, figure)),
                            text_number("rows", value->rows)));
}

void chart_spot_says(const struct chart *chart, const struct scene_spot *spot, struct buffer *out)
{
    struct buffer words = {0};
    char text[WORDS_ROOM];
    chart_spot_words(chart, spot, &words);
    buffer_add_string(&words, "");
    if (chart->points != NULL)
        text_format(
            text, sizeof text, TEXT_CHART_PANE_POINT,
            TEXT_VALUES(text_string("cell", words.data), text_number("rows", spot->point_rows)));
    else if (chart->boxes != NULL)
        say_box(chart, chart_box_at(chart, spot->panel, spot->category), words.data, text,
                sizeof text);
    else if (chart_is_curve(chart))
        say_share(chart, spot, words.data, text, sizeof text);
    else
        say_figure(chart, spot, words.data, text, sizeof text);
    buffer_add_string(out, text);
    buffer_free(&words);
}

void chart_status(const struct pane *pane, struct buffer *out)
{
    const struct chart_state *state = chart_state(pane);
    const struct scene_spot *spot = chart_has_page(pane) ? chart_chosen(state) : NULL;
    if (spot != NULL)
        chart_spot_says(&state->page->chart, spot, out);
}

/* ---- the whole chart ---- */

void chart_command_words(struct pane *pane)
{
    const struct chart *chart = &chart_state(pane)->page->chart;
    struct card_line lines[2 + CHART_SENTENCES + CHART_NOTES];
    size_t count = 0;
    lines[count++] = (struct card_line){.text = chart->title, .style = THEME_OVERLAY_STRONG};
    for (size_t i = 0; i < chart->sentence_count; i++)
        lines[count++] = (struct card_line){.text = chart->sentences[i], .style = THEME_OVERLAY};
    lines[count++] = (struct card_line){.text = "", .style = THEME_OVERLAY};
    for (size_t i = 0; i < chart->note_count; i++)
        lines[count++] = (struct card_line){.text = chart->notes[i], .style = THEME_OVERLAY_DIM};
    const struct card_request request = {
        .title = text_get(TEXT_CHART_PANE_WORDS), .lines = lines, .count = count};
    app_open_card(pane, &request);
}
