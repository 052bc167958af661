/*
 * The rows of a query as a chart, in the place of the table: made by the worker from the groups of
 * the result, laid out for what room there is, moved over and drilled into like the Chart pane's.
 */
#include <string.h>

#include "core/base/utf8.h"
#include "core/service/query_save.h"
#include "tui/console/app.h"
#include "tui/pane/chart_state.h"
#include "tui/pane/query_state.h"

enum { LOW = 12, ROOMY = 16, SENTENCE_LINES = 2, SOURCE = 120 };

static struct query_picture *picture_of(const struct pane *pane)
{
    return &query_state(pane)->picture;
}

bool query_has_picture(const struct pane *pane)
{
    return picture_of(pane)->wanted && picture_of(pane)->chart != NULL;
}

void query_picture_forget(struct query_state *state)
{
    struct query_picture *picture = &state->picture;
    arena_free(picture->home);
    picture->home = NULL;
    picture->chart = NULL;
    picture->asked = picture->chosen = false;
    picture->scene = (struct chart_scene){.columns = 0};
    picture->window = (struct chart_window){0};
    error_clear(&picture->trouble);
}

void query_picture_close(struct query_state *state)
{
    query_picture_forget(state);
    arena_free(state->picture.stage);
}

/* ---- making it ---- */

struct picture_request {
    struct chart_settings settings;
    const char *sql;
};

static enum status run_picture(struct job *job, struct error *err)
{
    const struct picture_request *request = job->request;
    const struct query_held *held = job->held;
    struct query_chart *chart = arena_alloc(job->arena, sizeof *chart);
    char source[SOURCE];
    if (!chart)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = chart;
    query_source(source, sizeof source, span_string(request->sql));
    const struct query_chart_request wish = {.settings = &request->settings,
                                             .source = arena_string(job->arena, source),
                                             .cancel = job->cancel};
    if (!wish.source)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return query_chart_make(held->query, &wish, job->arena, chart, err);
}

static const struct job_class picture_job = {.name = "query.picture",
                                             .run = run_picture,
                                             .slow = true,
                                             .progress = TEXT_PIVOT_PANE_COUNTING};

static void submit(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    struct query_picture *picture = &state->picture;
    bool there = state->held && !state->running && !state->has_trouble && state->ran_rows >= 0;
    if (!picture->wanted || picture->asked || !there)
        return;
    struct job *job = app_job(pane, &picture_job);
    struct picture_request *request = job ? job_request(job, sizeof *request) : NULL;
    if (!request)
        return;
    request->settings = picture->settings;
    request->sql = arena_string(job->arena, state->ran_sql);
    job->held = query_hold(state->held);
    job->let_go = query_let_go;
    job->lane = QUERY_LANE_PICTURE;
    picture->asked = true;
    if (request->sql)
        app_submit(job);
}

void query_take_picture(struct pane *pane, struct job *job)
{
    struct query_state *state = query_state(pane);
    struct query_picture *picture = &state->picture;
    if (job->held != state->held || job->status == STATUS_CANCELLED)
        return;
    picture->chart = NULL;
    arena_free(picture->home);
    picture->home = NULL;
    error_clear(&picture->trouble);
    if (job->status != STATUS_OK) {
        picture->trouble = job->error;
        picture->trouble.code = job->status;
        return;
    }
    picture->chart = job->result;
    picture->home = job_take_arena(job);
    picture->chosen = picture->chosen && picture->category < picture->chart->chart.category_count &&
                      picture->series < picture->chart->chart.series_count;
}

/* ---- laying out and drawing ---- */

void query_picture_lay_out(struct pane *pane, int columns, int rows)
{
    struct query_picture *picture = picture_of(pane);
    submit(pane);
    if (!picture->stage)
        picture->stage = arena_new();
    picture->scene = (struct chart_scene){.columns = 0};
    picture->rows = rows;
    picture->said = rows >= ROOMY ? SENTENCE_LINES : 0;
    if (!picture->stage || !query_has_picture(pane))
        return;
    arena_reset(picture->stage);
    enum chart_drawing drawing = app_plain(pane->app) ? DRAWING_PLAIN : DRAWING_BRAILLE;
    const struct scene_request request = {.columns = columns - 2 * CHART_MARGIN,
                                          .rows = rows - picture->said,
                                          .bare = rows < LOW,
                                          .grain = chart_canvas_grain(drawing),
                                          .window = picture->window,
                                          .chosen = picture->chosen,
                                          .series = picture->series,
                                          .category = picture->category};
    struct error err = {0};
    if (chart_scene_make(picture->stage, &picture->chart->chart, &request, &picture->scene, &err) !=
        STATUS_OK)
        app_say_error(pane->app, &err);
    picture->window = picture->scene.window;
}

static const struct scene_spot *chosen_spot(const struct query_picture *picture)
{
    if (!picture->chosen || !picture->chart)
        return NULL;
    return chart_scene_spot(&picture->scene, 0, picture->series, picture->category);
}

static void draw_words(const struct surface *surface, const char *first, unsigned style,
                       const char *second)
{
    int y = surface->rows > LOW ? 1 : 0;
    y += surface_put_wrapped(surface, 2, y, surface->columns - 4, surface->rows - y,
                             span_string(first), style);
    if (second)
        surface_put_wrapped(surface, 2, y, surface->columns - 4, surface->rows - y,
                            span_string(second), THEME_DIM);
}

void query_picture_draw(const struct pane *pane, const struct surface *surface)
{
    const struct query_picture *picture = picture_of(pane);
    enum chart_drawing drawing = app_plain(pane->app) ? DRAWING_PLAIN : DRAWING_BRAILLE;
    if (picture->trouble.code != STATUS_OK) {
        draw_words(surface, picture->trouble.message, THEME_ERROR,
                   text_get(TEXT_QUERY_PANE_PICTURE_TROUBLE));
        return;
    }
    if (!picture->chart) {
        draw_words(surface, text_get(TEXT_PIVOT_PANE_COUNTING), THEME_DIM, NULL);
        return;
    }
    int rows = surface->rows - picture->said, columns = surface->columns - 2 * CHART_MARGIN;
    const struct surface part = surface_part(surface, CHART_MARGIN, 0, columns, rows);
    const struct scene_spot *spot = chosen_spot(picture);
    chart_canvas_draw(&picture->scene, &part, drawing);
    if (spot)
        chart_canvas_choose(spot, &part, drawing, pane->focused && query_state(pane)->in_rows);
    if (picture->said > 0)
        surface_put_wrapped(surface, CHART_MARGIN, rows, columns, picture->said,
                            span_string(picture->chart->chart.sentences[0]), THEME_EMPHASIS);
}

bool query_picture_cursor(const struct query_state *state, int *x, int *y)
{
    const struct scene_spot *spot = chosen_spot(&state->picture);
    if (!spot)
        return false;
    *x = spot->x + CHART_MARGIN;
    *y = spot->y + state->editor_rows + 1;
    return true;
}

void query_picture_status(const struct pane *pane, struct buffer *out)
{
    const struct query_picture *picture = picture_of(pane);
    const struct scene_spot *spot = picture->wanted ? chosen_spot(picture) : NULL;
    if (spot)
        chart_spot_says(&picture->chart->chart, spot, out);
}

void query_picture_describe(const struct query_state *state, struct buffer *out)
{
    const struct query_picture *picture = &state->picture;
    if (!picture->chart)
        return;
    const struct chart *chart = &picture->chart->chart;
    utf8_screen(span_string(chart->title), out);
    for (size_t i = 0; i < chart->sentence_count; i++) {
        buffer_add_byte(out, '\n');
        utf8_screen(span_string(chart->sentences[i]), out);
    }
    for (size_t i = 0; i < chart->note_count; i++) {
        buffer_add_byte(out, '\n');
        utf8_screen(span_string(chart->notes[i]), out);
    }
    buffer_add_byte(out, '\n');
}

/* ---- kinds ---- */

static void set_kind(struct pane *pane, enum chart_kind kind)
{
    struct query_picture *picture = picture_of(pane);
    picture->settings.chosen = true;
    picture->settings.kind = kind;
    picture->asked = false;
    picture->window = (struct chart_window){0};
    app_say(pane->app, TEXT_QUERY_PANE_KIND,
            TEXT_VALUES(text_string("kind", text_get(chart_kind_name(kind)))));
}

static void step_kind(struct pane *pane, int by)
{
    const struct chart *chart = &picture_of(pane)->chart->chart;
    int kind = (int)chart->kind;
    do {
        kind = (kind + by + CHART_KINDS) % CHART_KINDS;
    } while ((chart->fits >> kind & 1) == 0 && kind != (int)chart->kind);
    if (kind == (int)chart->kind)
        app_say(pane->app, TEXT_CHART_PANE_ONLY_KIND, NULL);
    else
        set_kind(pane, (enum chart_kind)kind);
}

void query_command_next_kind(struct pane *pane)
{
    step_kind(pane, 1);
}

void query_command_previous_kind(struct pane *pane)
{
    step_kind(pane, -1);
}

static enum chart_kind kind_at(const struct chart *chart, size_t index)
{
    int kind = 0;
    for (; kind < CHART_KINDS; kind++)
        if ((chart->fits >> kind & 1) != 0 && index-- == 0)
            break;
    return kind < CHART_KINDS ? (enum chart_kind)kind : CHART_BAR;
}

static void kind_chosen(struct pane *pane, size_t index)
{
    if (query_has_picture(pane))
        set_kind(pane, kind_at(&picture_of(pane)->chart->chart, index));
}

static void list_kinds(struct pane *pane)
{
    const struct chart *chart = &picture_of(pane)->chart->chart;
    struct list_item items[CHART_KINDS] = {{0}};
    size_t count = 0, selected = 0;
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        if ((chart->fits >> kind & 1) == 0)
            continue;
        selected = kind == (int)chart->kind ? count : selected;
        items[count++].text = text_get(chart_kind_name((enum chart_kind)kind));
    }
    const struct list_request request = {.title = text_get(TEXT_CHART_PANE_KINDS),
                                         .items = items,
                                         .count = count,
                                         .selected = selected,
                                         .chosen = kind_chosen};
    app_open_list(pane, &request);
}

/* ---- showing it ---- */

void query_command_picture(struct pane *pane)
{
    struct query_state *state = query_state(pane);
    state->picture.wanted = !state->picture.wanted;
    state->in_rows = true;
}

void query_picture_open(struct pane *pane)
{
    const struct query_state *state = query_state(pane);
    if (state->running || state->table.rows == 0)
        app_focus(pane->app, "chart"); /* of the pivot */
    else if (query_has_picture(pane))
        list_kinds(pane);
    else if (!state->picture.wanted)
        query_command_picture(pane);
}

/* ---- moving, and the rows behind ---- */

static bool choose(struct query_picture *picture, const struct scene_spot *spot)
{
    if (!spot)
        return false;
    picture->chosen = true;
    picture->series = spot->series;
    picture->category = spot->category;
    return true;
}

/* A category that is out of sight comes into it. */
static bool scroll(struct query_picture *picture, int dy)
{
    const struct chart *chart = &picture->chart->chart;
    int64_t category = (int64_t)picture->category + (chart->kind == CHART_PYRAMID ? -dy : dy);
    bool rows = chart->kind != CHART_LINE && !chart_is_curve(chart);
    if (dy == 0 || !rows || category < 0 || category >= (int64_t)chart->category_count)
        return false;
    picture->category = (uint32_t)category;
    return true;
}

/* False: there is nothing in that direction. */
static bool move(struct query_picture *picture, int dx, int dy)
{
    const struct scene_spot *from = chosen_spot(picture);
    if (picture->scene.spot_count == 0)
        return false;
    if (!from)
        return choose(picture, &picture->scene.spots[0]);
    return choose(picture,
                  chart_nearest(&picture->chart->chart, &picture->scene, from, dx, dy, true)) ||
           scroll(picture, dy);
}

static bool narrow(struct pane *pane, size_t column, const struct query_group *group)
{
    struct query_picture *picture = picture_of(pane);
    bool added = query_add_filter(pane, column, &group->value, false);
    picture->drilled += added;
    return added;
}

/* The rows of the figure; Backspace there leads back. */
static void drill(struct pane *pane)
{
    struct query_picture *picture = picture_of(pane);
    const struct query_chart *made = picture->chart;
    const struct scene_spot *spot = chosen_spot(picture);
    const struct chart_value *value =
        spot ? chart_at(&made->chart, 0, spot->series, spot->category) : NULL;
    if (!value || value->rows == 0) {
        app_say(pane->app, spot ? TEXT_CHART_PANE_NO_ROWS : TEXT_CHART_PANE_CHOOSE, NULL);
        return;
    }
    picture->drilled = 0;
    if (!narrow(pane, made->category_column, &made->categories[value->row]) ||
        (made->has_series && !narrow(pane, made->series_column, &made->series[value->column])))
        return;
    picture->wanted = false;
    query_run_shaped(pane);
}

bool query_picture_key(struct pane *pane, const struct key *key)
{
    static const struct {
        const char *keys;
        int dx, dy;
    } moves[] = {{"Up", 0, -1}, {"Down", 0, 1}, {"Left", -1, 0}, {"Right", 1, 0}};
    struct query_picture *picture = picture_of(pane);
    if (key_in("Backspace", key)) {
        picture->wanted = false;
        return true;
    }
    if (!picture->chart)
        return false;
    if (key_in("Enter", key)) {
        drill(pane);
        return true;
    }
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (!key_in(moves[i].keys, key))
            continue;
        if (!move(picture, moves[i].dx, moves[i].dy) && moves[i].dy < 0)
            query_state(pane)->in_rows = false; /* above the first is the statement */
        return true;
    }
    return false;
}

bool query_picture_click(struct pane *pane, const struct key *key, int y)
{
    struct query_picture *picture = picture_of(pane);
    if (!picture->chart ||
        !choose(picture, chart_scene_at(&picture->scene, key->x - CHART_MARGIN, y)))
        return false;
    query_state(pane)->in_rows = true;
    if (key->clicks == 2)
        drill(pane);
    return true;
}
