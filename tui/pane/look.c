/* The job behind a look, and what it looks like. */
#include "tui/pane/look.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"
#include "tui/pane/form.h"

enum { ROWS_CELLS = 10, GAP = 3 };

void look_free(struct look *look)
{
    arena_free(look->arena);
    *look = (struct look){.wanted = look->wanted};
}

/* ---- the job ---- */

static enum status find_column(const struct dataset_info *dataset, int64_t id, size_t *position,
                               struct error *err)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (dataset->columns[i].id == id) {
            *position = i;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
}

static enum status make_recipe(struct job *job, struct frame_use *use, struct recipe *out,
                               struct error *err)
{
    const struct look_wish *wish = job->request;
    size_t position = 0;
    if (wish->json != NULL)
        return recipe_read(job->arena, span_string(wish->json), out, err);
    enum status status = find_column(frame_use_dataset(use), wish->column, &position, err);
    if (status == STATUS_OK)
        status = form_recipe(wish, use, position, job->arena, out, err);
    return status;
}

/* The names are the arena's: the dataset goes with the use. */
static void name_sources(struct job *job, const struct dataset_info *dataset,
                         struct look_answer *answer)
{
    const int64_t ids[] = {answer->recipe.source, answer->recipe.with};
    for (size_t i = 0; i < RECIPE_SOURCES; i++) {
        size_t position = 0;
        bool known = ids[i] != 0 && find_column(dataset, ids[i], &position, NULL) == STATUS_OK;
        const char *name = known ? arena_string(job->arena, dataset->columns[position].name) : "";
        answer->names[i] = name != NULL ? name : "";
    }
}

static enum status run(struct job *job, struct error *err)
{
    const struct look_wish *wish = job->request;
    const struct frames_watch watch = {.cancel = job->cancel};
    struct frame_use *use = NULL;
    struct look_answer *answer = arena_alloc(job->arena, sizeof *answer);
    if (answer == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = answer;
    enum status status = frame_use_begin(&use, job->frames, job->db, wish->dataset, &watch, err);
    if (status != STATUS_OK)
        return status;
    status = make_recipe(job, use, &answer->recipe, err);
    if (status == STATUS_OK && wish->json == NULL)
        status = derive_values(use, &answer->recipe, job->arena, NULL, NULL, err);
    if (status == STATUS_OK)
        status = derive_preview(use, &answer->recipe, LOOK_VALUES, LOOK_ROWS, job->arena,
                                &answer->preview, err);
    name_sources(job, frame_use_dataset(use), answer);
    frame_use_end(use);
    return status;
}

static const struct job_class look_job = {
    .name = "data.look", .run = run, .slow = true, .progress = TEXT_DATA_COUNTING};

void look_submit(struct look *look, struct pane *pane, const struct look_wish *wish)
{
    struct job *job = app_job(pane, &look_job);
    struct look_wish *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    *request = *wish;
    bool good = true;
    for (size_t i = 0; i < LOOK_LINES && good; i++) {
        request->lines[i] = arena_string(job->arena, wish->lines[i]);
        good = request->lines[i] != NULL;
    }
    if (wish->json != NULL)
        request->json = arena_string(job->arena, wish->json);
    look->waiting = true;
    look->current = false;
    job->tag = ++look->wanted;
    job->lane = LANE_LOOK;
    if (good && (wish->json == NULL || request->json != NULL))
        app_submit(job);
}

bool look_take(struct look *look, struct job *job)
{
    if (job->tag != look->wanted || job->status == STATUS_CANCELLED)
        return false;
    look->waiting = false;
    error_clear(&look->err);
    if (job->status != STATUS_OK) {
        look->err = job->error;
        return true;
    }
    look->answer = job->result;
    look->current = true;
    arena_free(look->arena);
    look->arena = job_take_arena(job);
    return true;
}

/* ---- what it looks like ---- */

static void draw_number(const struct surface *surface, int x, int y, int64_t number, unsigned style)
{
    char text[32];
    surface_put_right(surface, x, y, ROWS_CELLS,
                      span_string(text_group_digits(text, sizeof text, number)), style);
}

static struct span shown(struct span text)
{
    return text.len > 0 ? text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE));
}

static void draw_values(const struct derive_preview *preview, const struct surface *surface)
{
    int room = surface->columns - ROWS_CELLS - 1;
    unsigned head = THEME_OVERLAY_DIM | STYLE_UNDERLINE;
    surface_fill(surface, 0, 0, surface->columns, 1, head);
    surface_put_string(surface, 0, 0, text_get(TEXT_LOOK_VALUES), head);
    surface_put_right(surface, room + 1, 0, ROWS_CELLS, span_string(text_get(TEXT_LOOK_COUNT)),
                      head);
    int y = 1;
    for (size_t i = 0; i < preview->count && y < surface->rows; i++, y++) {
        bool more = y + 1 == surface->rows && preview->all > i + 1;
        char words[80];
        text_format(words, sizeof words, TEXT_LOOK_MORE,
                    TEXT_VALUES(text_number("count", (int64_t)(preview->all - i))));
        surface_put_cut(surface, 0, y, room,
                        more ? span_string(words) : shown(preview->values[i].text),
                        more ? THEME_OVERLAY_DIM : THEME_OVERLAY);
        if (!more)
            draw_number(surface, room + 1, y, preview->values[i].rows, THEME_OVERLAY);
    }
    if (preview->all == 0)
        surface_put_cut(surface, 0, y, surface->columns, span_string(text_get(TEXT_LOOK_TEXTS)),
                        THEME_OVERLAY_DIM);
}

/* "41, 12  →  25–44" */
static void draw_first(const struct look_answer *answer, const struct surface *surface)
{
    const struct derive_preview *preview = &answer->preview;
    bool two = answer->recipe.with != 0;
    int cells = surface->columns / (two ? 3 : 2);
    unsigned head = THEME_OVERLAY_DIM | STYLE_UNDERLINE;
    surface_fill(surface, 0, 0, surface->columns, 1, head);
    for (int i = 0; i < (two ? 2 : 1); i++)
        surface_put_cut(surface, i * cells, 0, cells - 1, span_string(answer->names[i]), head);
    surface_put_cut(surface, (two ? 2 : 1) * cells, 0, cells,
                    span_string(text_get(TEXT_LOOK_RESULT)), head);
    for (size_t row = 0; row < preview->first_count && (int)row + 1 < surface->rows; row++) {
        const struct derive_first *first = &preview->first[row];
        int y = (int)row + 1;
        for (int i = 0; i < (two ? 2 : 1); i++)
            surface_put_cut(surface, i * cells, y, cells - 1, shown(span_string(first->sources[i])),
                            THEME_OVERLAY_DIM);
        surface_put_cut(surface, (two ? 2 : 1) * cells, y, cells, shown(span_string(first->result)),
                        THEME_OVERLAY);
    }
}

/* Why cells are empty, or what is wrong. */
static void words_below(const struct look *look, struct buffer *out)
{
    char text[200];
    if (look->err.code != STATUS_OK && !look->waiting) {
        buffer_add_string(out, look->err.message);
        return;
    }
    for (int i = FAULT_NONE + 1; look->answer != NULL && i < RECIPE_FAULT_COUNT; i++) {
        int64_t rows = look->answer->preview.reasons[i];
        if (rows == 0)
            continue;
        text_format(text, sizeof text, derive_reason((enum recipe_fault)i),
                    TEXT_VALUES(text_number("rows", rows)));
        if (out->len > 0)
            buffer_add_string(out, " · ");
        buffer_add_string(out, text);
    }
}

void look_draw(const struct look *look, const struct surface *surface)
{
    struct buffer words = {0};
    if (look->answer != NULL) {
        int left = (surface->columns - GAP) / 2;
        struct surface values = surface_part(surface, 0, 0, left, surface->rows - 1);
        struct surface first =
            surface_part(surface, left + GAP, 0, surface->columns - left - GAP, surface->rows - 1);
        draw_values(&look->answer->preview, &values);
        draw_first(look->answer, &first);
    }
    words_below(look, &words);
    if (words.len > 0)
        surface_put_cut(surface, 0, surface->rows - 1, surface->columns, buffer_span(&words),
                        look->err.code != STATUS_OK ? THEME_OVERLAY_STRONG : THEME_OVERLAY_DIM);
    buffer_free(&words);
}

void look_describe(const struct look *look, struct buffer *out)
{
    struct buffer words = {0};
    for (size_t i = 0; look->answer != NULL && i < look->answer->preview.count; i++) {
        struct span text = shown(look->answer->preview.values[i].text);
        utf8_screen(text, out);
        buffer_printf(out, " %lld\n", (long long)look->answer->preview.values[i].rows);
    }
    words_below(look, &words);
    if (words.len > 0)
        utf8_screen(buffer_span(&words), out);
    buffer_add_byte(out, '\n');
    buffer_free(&words);
}
