/*
 * The team's own mark on a column: which mark, then a line, then the job that writes it. It is
 * a step like any other, and taken back as one.
 */
#include "core/service/column_mark.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"

enum { WORDS_SIZE = 400, MARKS = 3 };

struct mark_request {
    int64_t column;
    const char *name, *by;
    struct column_mark mark;
};

/* ---- the job ---- */

static enum status run(struct job *job, struct error *err)
{
    const struct mark_request *request = job->request;
    char *entry = arena_alloc(job->arena, UUID_SIZE);
    if (entry == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = entry;
    return column_mark_make(job->db, request->column, &request->mark, request->by, entry, err);
}

static const struct job_class mark_job = {.name = "data.quality", .run = run};

/* The filters under which the rows are seen, in words; "" without memory. */
static const char *seen_words(const struct work *work, struct arena *arena)
{
    const struct work_state *state = work_state(work);
    struct buffer words = {0};
    for (size_t i = 0; i < state->filters.count; i++) {
        if (state->filters.filters[i].off)
            continue;
        buffer_add_string(&words, words.len > 0 ? " · " : "");
        work_filter_words(work, &state->filters.filters[i], &words);
    }
    if (state->drill.words[0] != '\0')
        buffer_printf(&words, "%s%s", words.len > 0 ? " · " : "", state->drill.words);
    const char *copy = words.failed ? NULL : arena_copy(arena, buffer_span(&words));
    buffer_free(&words);
    return copy != NULL ? copy : "";
}

static void submit(struct pane *pane, enum quality quality, const char *line)
{
    struct data_state *state = data_state(pane);
    const struct column_info *column = work_column(state->work, state->marked_column);
    struct job *job = column != NULL ? app_job(pane, &mark_job) : NULL;
    struct mark_request *request = job != NULL ? job_request(job, sizeof *request) : NULL;
    if (request == NULL)
        return;
    request->column = column->id;
    request->name = arena_string(job->arena, column->name);
    request->by = arena_string(job->arena, app_person(pane->app));
    request->mark = (struct column_mark){.quality = quality,
                                         .line = arena_string(job->arena, line),
                                         .seen = seen_words(state->work, job->arena)};
    job->lane = LANE_QUALITY;
    if (request->name != NULL && request->by != NULL && request->mark.line != NULL)
        app_submit(job);
}

void data_take_quality(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    const struct mark_request *request = job->request;
    if (job->status == STATUS_CANCELLED)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    struct work_draft *draft = work_draft(state->work);
    bool gone = request->mark.quality == QUALITY_NONE;
    if (draft != NULL)
        work_commit_made(
            state->work, draft, job->result,
            gone ? TEXT_DATA_QUALITY_UNMARKED : TEXT_DATA_QUALITY_MARKED,
            TEXT_VALUES(text_string("column", request->name),
                        text_string("mark", table_quality_mark(request->mark.quality))));
    data_read_again(pane);
}

/* ---- what is asked ---- */

static const struct {
    enum quality quality;
    enum text_id words;
} marks[MARKS] = {{QUALITY_GOOD, TEXT_DATA_QUALITY_GOOD},
                  {QUALITY_CAUTION, TEXT_DATA_QUALITY_CAUTION},
                  {QUALITY_IGNORE, TEXT_DATA_QUALITY_IGNORE}};

static void line_typed(struct pane *pane, const char *line)
{
    submit(pane, data_state(pane)->marked_quality, line);
}

static void mark_chosen(struct pane *pane, size_t index)
{
    struct data_state *state = data_state(pane);
    const struct column_info *column = work_column(state->work, state->marked_column);
    char title[WORDS_SIZE];
    if (column == NULL)
        return;
    if (index >= MARKS) {
        submit(pane, QUALITY_NONE, "");
        return;
    }
    state->marked_quality = marks[index].quality;
    text_format(title, sizeof title, TEXT_DATA_QUALITY_LINE_TITLE,
                TEXT_VALUES(text_string("column", column->name)));
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_DATA_QUALITY_LINE_LABEL),
                                           .initial = column->team.line,
                                           .hint = text_get(TEXT_DATA_QUALITY_LINE_HINT),
                                           .accepted = line_typed};
    app_open_prompt(pane, &request);
}

void data_command_quality(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    const struct column_info *column = data_column(state);
    struct list_item items[MARKS + 1];
    size_t count = 0, selected = 1; /* what one mostly has to say is a caution */
    char title[WORDS_SIZE];
    for (; count < MARKS; count++) {
        items[count] = (struct list_item){.text = text_get(marks[count].words)};
        if (column->team.quality == marks[count].quality)
            selected = count;
    }
    if (column->team.quality != QUALITY_NONE)
        items[count++] = (struct list_item){.text = text_get(TEXT_DATA_QUALITY_TAKE_AWAY)};
    text_format(title, sizeof title, TEXT_DATA_QUALITY_TITLE,
                TEXT_VALUES(text_string("column", column->name)));
    const struct list_request request = {.title = title,
                                         .items = items,
                                         .count = count,
                                         .selected = selected,
                                         .chosen = mark_chosen};
    state->marked_column = column->id;
    app_open_list(pane, &request);
}
