/*
 * Moving from figure to figure. Where things stand on the screen decides, as with the cursor
 * of a spreadsheet; where the picture ends but the data go on, the next ones come into sight.
 */
#include <stdlib.h>

#include "tui/console/app.h"
#include "tui/pane/chart_state.h"

/* ---- on the screen ---- */

static bool is_ahead(const struct scene_spot *from, const struct scene_spot *to, int dx, int dy)
{
    if (dx != 0)
        return (to->x - from->x) * dx > 0;
    return (to->y - from->y) * dy > 0;
}

/* How far away it seems: aside counts more than ahead, another line or small chart most. */
static int distance(const struct chart *chart, const struct scene_spot *from,
                    const struct scene_spot *to, int dx)
{
    enum { ASIDE = 8, ANOTHER_LINE = 1000, ANOTHER_CHART = 300 };
    int ahead = dx != 0 ? abs(to->x - from->x) : abs(to->y - from->y) * 2;
    int aside = dx != 0 ? abs(to->y - from->y) * 2 : abs(to->x - from->x);
    bool line = chart->kind == CHART_LINE && dx != 0 && to->series != from->series;
    return ahead + aside * ASIDE + (line ? ANOTHER_LINE : 0) +
           (to->panel != from->panel ? ANOTHER_CHART : 0);
}

const struct scene_spot *chart_nearest(const struct chart *chart, const struct chart_scene *scene,
                                       const struct scene_spot *from, int dx, int dy, bool inside)
{
    const struct scene_spot *best = NULL;
    int least = 0;
    for (size_t i = 0; i < scene->spot_count; i++) {
        const struct scene_spot *spot = &scene->spots[i];
        if (!is_ahead(from, spot, dx, dy) || (inside && spot->panel != from->panel))
            continue;
        int away = distance(chart, from, spot, dx);
        if (best == NULL || away < least) {
            best = spot;
            least = away;
        }
    }
    return best;
}

/* ---- beyond it ---- */

/* Are its categories rows, of which only some may be seen? */
static bool has_rows(const struct chart *chart)
{
    return chart->kind == CHART_BAR || chart->kind == CHART_PYRAMID || chart->kind == CHART_BOX ||
           chart->kind == CHART_HEAT || (chart->kind == CHART_PARETO && !chart_is_curve(chart));
}

/* The next category, series or small chart that is out of sight. False: there is none. */
static bool scroll(struct chart_state *state, int dx, int dy)
{
    const struct chart *chart = &state->page->chart;
    int64_t category = state->category, series = state->series, panel = state->panel;
    if (dy != 0 && has_rows(chart)) {
        category += chart->kind == CHART_PYRAMID ? -dy : dy;
        if (category < 0 || category >= (int64_t)chart->category_count)
            return false;
        bool bars = chart->kind == CHART_BAR && chart->stack == CHART_GROUPED;
        if (bars) /* the nearest bar of it */
            series = dy > 0 ? 0 : (int64_t)chart->series_count - 1;
    } else if (dx != 0 && chart->kind == CHART_HEAT) {
        series += dx;
        if (series < 0 || series >= (int64_t)chart->series_count)
            return false;
    } else {
        return false;
    }
    state->category = (uint32_t)category;
    state->series = (uint32_t)series;
    state->panel = (uint32_t)panel;
    return true;
}

static bool scroll_panels(struct chart_state *state, int by)
{
    const struct chart_scene *scene = &state->scene;
    size_t first = scene->window.panel, behind = first + scene->window_panels;
    if (state->page->chart.panel_count < 2 || (by < 0 && first == 0) ||
        (by > 0 && behind >= state->page->chart.panel_count))
        return false;
    state->panel = (uint32_t)(by < 0 ? first - 1 : behind);
    return true;
}

/* ---- all together ---- */

static bool choose_first(struct chart_state *state)
{
    if (chart_chosen(state) != NULL)
        return false;
    chart_choose(state, &state->scene.spots[0]);
    return true;
}

void chart_move(struct pane *pane, int dx, int dy)
{
    struct chart_state *state = chart_state(pane);
    if (choose_first(state))
        return;
    const struct scene_spot *from = chart_chosen(state);
    const struct scene_spot *to =
        chart_nearest(&state->page->chart, &state->scene, from, dx, dy, true);
    if (to == NULL && scroll(state, dx, dy))
        return;
    if (to == NULL)
        to = chart_nearest(&state->page->chart, &state->scene, from, dx, dy, false);
    if (to != NULL)
        chart_choose(state, to);
    else
        scroll_panels(state, dx + dy);
}

void chart_move_page(struct pane *pane, int by)
{
    struct chart_state *state = chart_state(pane);
    const struct chart *chart = &state->page->chart;
    if (choose_first(state))
        return;
    if (!has_rows(chart)) {
        scroll_panels(state, by);
        return;
    }
    int64_t page = (int64_t)state->scene.window_categories,
            last = (int64_t)chart->category_count - 1;
    int64_t to = state->category + page * (chart->kind == CHART_PYRAMID ? -by : by);
    state->category = (uint32_t)(to < 0 ? 0 : to > last ? last : to);
}

/* The first or the last of all figures. */
void chart_move_end(struct pane *pane, bool last)
{
    struct chart_state *state = chart_state(pane);
    const struct chart *chart = &state->page->chart;
    bool end = chart->kind == CHART_PYRAMID ? !last : last;
    if (choose_first(state) && !last)
        return;
    if (has_rows(chart)) {
        state->category = end ? (uint32_t)chart->category_count - 1 : 0;
        return;
    }
    const struct scene_spot *best = chart_chosen(state);
    for (size_t i = 0; i < state->scene.spot_count; i++) {
        const struct scene_spot *spot = &state->scene.spots[i];
        bool same = spot->panel == best->panel && spot->series == best->series;
        if (same && (last ? spot->x > best->x : spot->x < best->x))
            best = spot;
    }
    chart_choose(state, best);
}
