/*
 * The Topic pane's class: reading the team's topic, laying it out at the width there is.
 * Its page is a text of one screen or two, so the layout is made on the spot.
 */
#include "tui/pane/topic.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/topic_folder.h"
#include "tui/console/app.h"
#include "tui/pane/topic_state.h"

enum { LANE_READ = 1 };

struct read_request {
    const char *folder;
    int64_t dataset_id;
};

struct read_result {
    const char *texts[TOPIC_PAGE_COUNT];
};

/* The team's copy; without one, the folder's page. Neither is an empty text. */
static enum status read_page(struct job *job, const char **out, struct error *err)
{
    const struct read_request *request = job->request;
    struct topic_text text = {.page = ""};
    struct topic_folder folder;
    enum status status = STATUS_NOT_FOUND;
    *out = "";
    if (job->db != NULL)
        status = topic_read(job->db, job->arena, &text, err);
    if (status == STATUS_OK)
        *out = text.page;
    if (status != STATUS_NOT_FOUND)
        return status;
    if (request->folder[0] != '\0' &&
        topic_folder_read(job->arena, request->folder, &folder, NULL) == STATUS_OK)
        *out = folder.text.page;
    return STATUS_OK;
}

static enum status run_read(struct job *job, struct error *err)
{
    const struct read_request *request = job->request;
    struct read_result *result = arena_alloc(job->arena, sizeof *result);
    struct dataset_info *datasets = NULL;
    size_t count = 0;
    if (result == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = result;
    enum status status = read_page(job, &result->texts[TOPIC_PAGE_TEXT], err);
    if (status == STATUS_OK && job->db != NULL)
        status = dataset_list(job->db, job->arena, &datasets, &count, err);
    if (status != STATUS_OK)
        return status;
    result->texts[TOPIC_PAGE_DICTIONARY] =
        topic_dictionary_text(job->arena, datasets, count, request->dataset_id);
    if (result->texts[TOPIC_PAGE_DICTIONARY] == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_OK;
}

static const struct job_class read_job = {.name = "topic.read", .run = run_read};

static void submit_read(struct pane *pane)
{
    struct job *job = app_job(pane, &read_job);
    struct read_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->folder = arena_string(job->arena, app_topic_folder(pane->app));
    request->dataset_id = app_recall_number(pane->app, "work.dataset", 0);
    job->lane = LANE_READ;
    if (request->folder != NULL)
        app_submit(job);
}

static enum status open_pane(struct pane *pane, struct error *err)
{
    (void)err;
    struct topic_state *state = topic_state(pane);
    int64_t page = app_recall_number(pane->app, "topic.page", 0);
    int64_t top = app_recall_number(pane->app, "topic.top", 0);
    state->page = page == TOPIC_PAGE_DICTIONARY ? TOPIC_PAGE_DICTIONARY : TOPIC_PAGE_TEXT;
    state->tops[state->page] = top > 0 ? (size_t)top : 0;
    submit_read(pane);
    return STATUS_OK;
}

static void close_pane(struct pane *pane)
{
    struct topic_state *state = topic_state(pane);
    arena_free(state->home);
    arena_free(state->arena);
    free(state->needle);
}

static void take_read(struct pane *pane, struct job *job)
{
    struct topic_state *state = topic_state(pane);
    if (job->status != STATUS_OK) {
        if (job->status != STATUS_CANCELLED)
            app_say_error(pane->app, &job->error);
        return;
    }
    const struct read_result *result = job->result;
    struct arena *arena = job_take_arena(job);
    arena_free(state->home);
    state->home = arena;
    memcpy(state->texts, result->texts, sizeof state->texts);
    state->stale = true;
}

static void message(struct pane *pane, const struct message *message)
{
    if (message->kind == MESSAGE_REPLY)
        take_read(pane, message->job);
    else if (message->kind == MESSAGE_CHANGED || message->kind == MESSAGE_TOLD)
        submit_read(pane); /* told: the Data pane shows another dataset */
}

static void find_sections(struct topic_state *state)
{
    state->section_count = 0;
    for (size_t i = 0; i < state->text.line_count; i++) {
        const struct rich_line *line = &state->text.lines[i];
        if (line->heading == 2 && state->section_count < TOPIC_SECTIONS)
            state->sections[state->section_count++] =
                (struct topic_section){i, rich_line_text(state->arena, line)};
    }
}

static void lay_out(struct pane *pane, int width)
{
    struct topic_state *state = topic_state(pane);
    struct error err = {0};
    arena_free(state->arena);
    state->arena = arena_new();
    state->text = (struct rich_text){0};
    state->section_count = 0;
    state->has_match = false;
    state->width = width;
    state->stale = false;
    if (state->arena == NULL || state->texts[state->page] == NULL)
        return;
    if (rich_text_layout(state->arena, span_string(state->texts[state->page]), (size_t)width,
                         &state->text, &err) != STATUS_OK)
        app_say_error(pane->app, &err);
    find_sections(state);
}

/* The last line that may stand at the top: every section can, also a short one at the end. */
static int64_t last_top(const struct topic_state *state)
{
    int64_t last = (int64_t)state->text.line_count - state->rows;
    int64_t section = 0;
    if (last > 0 && state->section_count > 0)
        section = (int64_t)state->sections[state->section_count - 1].line;
    last = last < section ? section : last;
    return last < 0 ? 0 : last;
}

void topic_scroll_to(struct pane *pane, int64_t line)
{
    struct topic_state *state = topic_state(pane);
    int64_t last = last_top(state);
    line = line > last ? last : line;
    line = line < 0 ? 0 : line;
    state->tops[state->page] = (size_t)line;
    app_remember_number(pane->app, "topic.top", line);
}

void topic_show_page(struct pane *pane, enum topic_page page)
{
    struct topic_state *state = topic_state(pane);
    state->page = page;
    state->stale = true;
    app_remember_number(pane->app, "topic.page", page);
    app_remember_number(pane->app, "topic.top", (int64_t)state->tops[page]);
}

size_t topic_section(const struct topic_state *state)
{
    size_t at = state->section_count;
    for (size_t i = 0; i < state->section_count; i++)
        if (state->sections[i].line <= state->tops[state->page])
            at = i;
    return at;
}

static void recalc(struct pane *pane, int columns, int rows)
{
    enum { MARGIN = 2 };
    struct topic_state *state = topic_state(pane);
    int width = columns - MARGIN;
    state->rows = rows > 1 ? rows - 1 : 1; /* the last line names the sections */
    if (state->stale || width != state->width)
        lay_out(pane, width);
    if (state->text.line_count > 0 && (int64_t)state->tops[state->page] > last_top(state))
        state->tops[state->page] = (size_t)last_top(state);
}

static bool cursor(const struct pane *pane, int *x, int *y)
{
    const struct topic_state *state = topic_state(pane);
    size_t top = state->tops[state->page];
    *x = 1;
    *y = state->has_match && state->match >= top ? (int)(state->match - top) : 0;
    return *y < state->rows;
}

static void caption(const struct pane *pane, struct buffer *out)
{
    if (topic_state(pane)->page == TOPIC_PAGE_DICTIONARY)
        buffer_add_string(out, text_get(TEXT_TOPIC_DICTIONARY));
}

static bool step_back(struct pane *pane)
{
    if (topic_state(pane)->page == TOPIC_PAGE_TEXT)
        return false;
    topic_show_page(pane, TOPIC_PAGE_TEXT);
    return true;
}

static bool take_key(struct pane *pane, const struct key *key)
{
    enum { WHEEL_LINES = 3 };
    const struct topic_state *state = topic_state(pane);
    if (key->code != KEYCODE_MOUSE)
        return false;
    int64_t top = (int64_t)state->tops[state->page];
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        topic_scroll_to(pane,
                        key->action == MOUSE_WHEEL_UP ? top - WHEEL_LINES : top + WHEEL_LINES);
        return true;
    }
    if (key->action != MOUSE_PRESS || key->y != state->rows)
        return false;
    size_t section = topic_section_at(state, key->x);
    if (section < state->section_count)
        topic_scroll_to(pane, (int64_t)state->sections[section].line);
    return section < state->section_count;
}

const struct pane_class topic_pane = {
    .name = "topic",
    .title = TEXT_TOPIC_TITLE,
    .about = TEXT_ABOUT_TOPIC,
    .place = PLACE_TOPIC,
    .commands = topic_commands,
    .command_count = TOPIC_COMMAND_COUNT,
    .state_size = sizeof(struct topic_state),
    .open = open_pane,
    .close = close_pane,
    .key = take_key,
    .message = message,
    .recalc = recalc,
    .draw = topic_pane_draw,
    .cursor = cursor,
    .caption = caption,
    .describe = topic_pane_describe,
    .back = step_back,
};
