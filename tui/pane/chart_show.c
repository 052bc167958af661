/* What the Chart pane shows besides its chart: what to do first, what went wrong, what the
 * chart says; and the same in lines of words. */
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

enum { WORDS_ROOM = 600, INDENT = 2, LOW = 12, ROOMY = 16 };

/* ---- before there is a chart ---- */

static int put_wrapped(const struct surface *surface, int y, const char *text, unsigned style)
{
    return y + surface_put_wrapped(surface, INDENT, y, surface->columns - 2 * INDENT,
                                   surface->rows - y, span_string(text), style);
}

static void draw_nothing(const struct pane *pane, const struct surface *surface)
{
    int y = surface->rows > 8 ? 2 : 0;
    if (!chart_has_data(pane)) {
        put_wrapped(surface, y, text_get(TEXT_PIVOT_PANE_NO_DATA), THEME_TEXT);
        return;
    }
    y = put_wrapped(surface, y, text_get(TEXT_PIVOT_PANE_NONE), THEME_STRONG);
    y = put_wrapped(surface, y, text_get(TEXT_CHART_PANE_HOW), THEME_TEXT);
    put_wrapped(surface, y + (surface->rows > 8 ? 1 : 0), text_get(TEXT_CHART_PANE_KEYS),
                THEME_DIM);
}

static void draw_trouble(const struct pane *pane, const struct surface *surface)
{
    int y = surface->rows > 8 ? 2 : 0;
    y = put_wrapped(surface, y, chart_state(pane)->trouble.message, THEME_ERROR);
    put_wrapped(surface, y, text_get(TEXT_CHART_PANE_TROUBLE), THEME_TEXT);
}

/* ---- laying out ---- */

static int sentence_lines(const struct chart *chart, int columns)
{
    enum { MOST = 2 };
    int cells = (int)utf8_screen_width(span_string(chart->sentences[0]));
    int lines = cells / (columns > 1 ? columns - 1 : 1) + 1;
    return lines > MOST ? MOST : lines;
}

void chart_lay_out(struct pane *pane, int columns, int rows)
{
    struct chart_state *state = chart_state(pane);
    columns -= 2 * CHART_MARGIN;
    state->rows = rows;
    state->said = 0;
    arena_reset(state->stage);
    state->scene = (struct chart_scene){.columns = 0};
    if (state->page == NULL)
        return;
    const struct chart *chart = &state->page->chart;
    if (rows >= ROOMY && chart->sentence_count > 0)
        state->said = sentence_lines(chart, columns);
    const struct scene_request request = {.columns = columns,
                                          .rows = rows - state->said,
                                          .bare = rows < LOW,
                                          .grain = chart_canvas_grain(state->drawing),
                                          .window = state->window,
                                          .chosen = state->chosen,
                                          .panel = state->panel,
                                          .series = state->series,
                                          .category = state->category};
    struct error err = {0};
    if (chart_scene_make(state->stage, chart, &request, &state->scene, &err) != STATUS_OK)
        app_say_error(pane->app, &err);
    state->window = state->scene.window;
}

/* ---- drawing ---- */

static void draw_chart(const struct pane *pane, const struct surface *surface)
{
    const struct chart_state *state = chart_state(pane);
    const struct scene_spot *spot = chart_chosen(state);
    int columns = surface->columns - 2 * CHART_MARGIN, rows = surface->rows - state->said;
    const struct surface part = surface_part(surface, CHART_MARGIN, 0, columns, rows);
    chart_canvas_draw(&state->scene, &part, state->drawing);
    if (spot != NULL)
        chart_canvas_choose(spot, &part, state->drawing, pane->focused);
    if (state->said > 0)
        surface_put_wrapped(surface, CHART_MARGIN, rows, columns, state->said,
                            span_string(state->page->chart.sentences[0]), THEME_EMPHASIS);
}

void chart_draw(const struct pane *pane, const struct surface *surface)
{
    const struct chart_state *state = chart_state(pane);
    if (!chart_is_there(pane))
        draw_nothing(pane, surface);
    else if (state->trouble.code != STATUS_OK)
        draw_trouble(pane, surface);
    else if (state->page == NULL)
        put_wrapped(surface, surface->rows > 8 ? 2 : 0, text_get(TEXT_PIVOT_PANE_COUNTING),
                    THEME_DIM);
    else
        draw_chart(pane, surface);
}

/* "bars", and in a low pane, where the chart has no title, that as well. */
void chart_caption(const struct pane *pane, struct buffer *out)
{
    const struct chart_state *state = chart_state(pane);
    if (state->page != NULL && chart_has_page(pane)) {
        const struct chart *chart = &state->page->chart;
        buffer_add_string(out, text_get(chart_kind_name(chart->kind)));
        if (state->rows < LOW) {
            buffer_add_string(out, " · ");
            utf8_screen(span_string(chart->title), out);
        }
    }
    if (state->waiting)
        buffer_printf(out, "%s%s", state->page != NULL ? " · " : "",
                      text_get(TEXT_PIVOT_PANE_COUNTING_SHORT));
}

/* ---- in words ---- */

static void describe_line(const char *text, struct buffer *out)
{
    utf8_screen(span_string(text), out);
    buffer_add_byte(out, '\n');
}

static void describe_figures(const struct chart *chart, struct buffer *out)
{
    enum { FIGURES_SAID = 200 };
    size_t said = 0;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < chart->category_count; i++)
            for (size_t series = 0; series < chart->series_count && said < FIGURES_SAID; series++) {
                const struct scene_spot spot = {
                    .panel = (uint32_t)panel, .series = (uint32_t)series, .category = (uint32_t)i};
                const struct chart_value *value = chart_at(chart, panel, series, i);
                char figure[PIVOT_FIGURE_SIZE];
                if (!value->has)
                    continue;
                chart_spot_words(chart, &spot, out);
                buffer_printf(out, ": %s\n", chart_figure(chart, value->number, figure));
                said++;
            }
}

static void describe_boxes(const struct chart *chart, struct buffer *out)
{
    enum { BOXES_SAID = 100 };
    size_t said = 0;
    for (size_t panel = 0; panel < chart->panel_count; panel++)
        for (size_t i = 0; i < chart->category_count && said < BOXES_SAID; i++, said++) {
            const struct scene_spot spot = {.panel = (uint32_t)panel, .category = (uint32_t)i};
            chart_spot_says(chart, &spot, out);
            buffer_add_byte(out, '\n');
        }
}

static void describe_chart(const struct pane *pane, struct buffer *out)
{
    const struct chart_state *state = chart_state(pane);
    const struct chart *chart = &state->page->chart;
    size_t start = out->len;
    chart_status(pane, out);
    buffer_add_string(out, out->len > start ? "\n" : "");
    describe_line(chart->title, out);
    for (size_t i = 0; i < chart->sentence_count; i++)
        describe_line(chart->sentences[i], out);
    for (size_t i = 0; i < chart->note_count; i++)
        describe_line(chart->notes[i], out);
    if (chart->boxes != NULL)
        describe_boxes(chart, out);
    else if (chart->values != NULL)
        describe_figures(chart, out);
}

void chart_describe(const struct pane *pane, struct buffer *out)
{
    const struct chart_state *state = chart_state(pane);
    if (!chart_has_data(pane))
        describe_line(text_get(TEXT_PIVOT_PANE_NO_DATA), out);
    else if (!chart_is_there(pane))
        buffer_printf(out, "%s\n%s\n", text_get(TEXT_PIVOT_PANE_NONE),
                      text_get(TEXT_CHART_PANE_HOW));
    else if (state->trouble.code != STATUS_OK)
        buffer_printf(out, "%s\n%s\n", state->trouble.message, text_get(TEXT_CHART_PANE_TROUBLE));
    else if (state->page == NULL)
        describe_line(text_get(TEXT_PIVOT_PANE_COUNTING), out);
    else
        describe_chart(pane, out);
}
