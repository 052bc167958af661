/*
 * The object of the working view: its steps, what the panes are told, the datasets that it
 * names. What a state is made of is in work_state.c, the changes by name in work_change.c.
 */
#include "tui/pane/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/service/rows.h"
#include "tui/console/app.h"
#include "tui/pane/work_private.h"

enum { WORDS_ROOM = 400 };

struct work_draft *work_no_memory(const struct work *work)
{
    app_say(work->app, TEXT_OUT_OF_MEMORY, NULL);
    return NULL;
}

static void drop_step(struct work_step *step)
{
    work_abandon(step->draft);
    free(step->words);
    free(step->entry);
    *step = (struct work_step){0};
}

static void release(void *shared)
{
    struct work *work = shared;
    for (size_t i = 0; i < work->count; i++)
        drop_step(&work->steps[i]);
    arena_free(work->home);
    free(work);
}

struct work *work_of(struct app *app)
{
    struct work *work = app_shared(app);
    if (work != NULL)
        return work;
    work = calloc(1, sizeof *work);
    if (work == NULL)
        return NULL;
    work->app = app;
    int64_t dataset = app_recall_number(app, "work.dataset", 0);
    work->steps[0] = (struct work_step){.draft = work_recall(app, dataset),
                                        .words = text_new(TEXT_WORK_START, NULL),
                                        .at_ms = clock_now_ms()};
    work->count = 1;
    work->number = 1;
    if (work->steps[0].draft == NULL || work->steps[0].words == NULL) {
        release(work);
        return NULL;
    }
    work_past_resume(work);
    app_share(app, work, release);
    return work;
}

const struct work_state *work_state(const struct work *work)
{
    return &work->steps[work->now].draft->state;
}

uint64_t work_revision(const struct work *work, enum work_part part)
{
    return work->revisions[part];
}

void work_changed(struct work *work, unsigned parts)
{
    work->revisions[WORK_ALL]++;
    for (int part = WORK_ALL + 1; part < WORK_PARTS; part++)
        if ((parts >> part & 1) != 0)
            work->revisions[part]++;
    if (!work_is_followed(work)) /* of what others look at nothing is to stay */
        work_remember(work);
    work_past_keep(work);
    app_tell_panes(work->app, "work.changed", "");
}

/* ---- datasets ---- */

static const struct dataset_info *find(const struct work *work, int64_t id)
{
    for (size_t i = 0; i < work->dataset_count; i++)
        if (work->datasets[i].id == id)
            return &work->datasets[i];
    return NULL;
}

const struct dataset_info *work_dataset(const struct work *work)
{
    return find(work, work_state(work)->dataset);
}

const struct column_info *work_column(const struct work *work, int64_t id)
{
    const struct dataset_info *dataset = work_dataset(work);
    for (size_t i = 0; dataset != NULL && i < dataset->column_count; i++)
        if (dataset->columns[i].id == id)
            return &dataset->columns[i];
    return NULL;
}

static bool same_columns(const struct dataset_info *a, const struct dataset_info *b)
{
    bool same = a->column_count == b->column_count;
    for (size_t i = 0; i < a->column_count && same; i++)
        same = a->columns[i].id == b->columns[i].id && a->columns[i].type == b->columns[i].type &&
               a->columns[i].revision == b->columns[i].revision &&
               strcmp(a->columns[i].name, b->columns[i].name) == 0;
    return same;
}

/* Would a count of its rows give something else? */
static bool same_data(const struct dataset_info *a, const struct dataset_info *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a->id == b->id && a->rows == b->rows && a->edits == b->edits && a->dirty == b->dirty &&
           a->imported_ms == b->imported_ms && a->changed_shape == b->changed_shape &&
           same_columns(a, b);
}

bool work_knows_dataset(const struct work *work, int64_t id)
{
    for (size_t i = 0; i < work->dataset_count; i++)
        if (work->datasets[i].id == id)
            return true;
    return false;
}

const struct dataset_info *work_datasets(const struct work *work, size_t *count)
{
    *count = work->dataset_count;
    return work->datasets;
}

bool work_know_datasets(struct work *work, const struct dataset_info *datasets, size_t count)
{
    struct arena *home = arena_new();
    struct dataset_info *copies = home != NULL ? arena_array(home, count, sizeof *copies) : NULL;
    bool good = copies != NULL;
    for (size_t i = 0; i < count && good; i++) {
        const struct dataset_info *copy = dataset_copy(home, &datasets[i]);
        good = copy != NULL;
        if (good)
            copies[i] = *copy;
    }
    if (!good) {
        arena_free(home);
        work_no_memory(work);
        return false;
    }
    struct arena *former_home = work->home;
    const struct dataset_info *former = work_dataset(work);
    work->home = home;
    work->datasets = copies;
    work->dataset_count = count;
    bool same = same_data(former, work_dataset(work));
    arena_free(former_home);
    if (!same)
        work_changed(work, 1U << WORK_DATA);
    return true;
}

/* ---- steps ---- */

struct work_draft *work_draft(struct work *work)
{
    struct work_draft *draft = work_draft_new(work_state(work));
    return draft != NULL ? draft : work_no_memory(work);
}

void work_replace(struct work *work, struct work_draft *draft)
{
    unsigned parts = work_state_differences(work_state(work), &draft->state);
    work_abandon(work->steps[work->now].draft);
    work_past_forget(work, work->now);
    work->steps[work->now].draft = draft;
    work_changed(work, parts);
}

void work_forget_redo(struct work *work)
{
    while (work->count > work->now + 1) {
        work_past_forget(work, work->count - 1);
        drop_step(&work->steps[--work->count]);
    }
}

/* Room for one more behind the present one; the oldest goes when there is none. */
static void make_room(struct work *work)
{
    work_forget_redo(work);
    if (work->count < WORK_STEPS)
        return;
    work_past_forget(work, 0);
    drop_step(&work->steps[0]);
    work->number++;
    memmove(work->steps, work->steps + 1, (WORK_STEPS - 1) * sizeof *work->steps);
    work->count--;
    work->now--;
}

/* Words of a step that leave room for what follows them, also on a small screen. */
static void say(const struct work *work, enum text_id id, const char *step)
{
    enum { STEP_CELLS = 59 };
    struct buffer safe = {0};
    utf8_screen(span_string(step), &safe);
    struct span words = buffer_span(&safe), fit = utf8_fit(words, STEP_CELLS, NULL);
    char text[WORDS_ROOM];
    snprintf(text, sizeof text, "%.*s%s", (int)fit.len, fit.data, fit.len < words.len ? "…" : "");
    app_say(work->app, id, TEXT_VALUES(text_string("step", text)));
    buffer_free(&safe);
}

bool work_commit(struct work *work, struct work_draft *draft, enum text_id words,
                 const struct text_value *values)
{
    return work_commit_made(work, draft, NULL, words, values);
}

bool work_commit_made(struct work *work, struct work_draft *draft, const char *entry,
                      enum text_id words, const struct text_value *values)
{
    return work_commit_kind(work, draft, (struct work_kind){.entry = entry}, words, values);
}

bool work_commit_kind(struct work *work, struct work_draft *draft, struct work_kind kind,
                      enum text_id words, const struct text_value *values)
{
    const char *entry = kind.entry;
    unsigned parts = work_state_differences(work_state(work), &draft->state);
    char *sentence = text_new(words, values), *copy = entry != NULL ? strdup(entry) : NULL;
    if (sentence == NULL || (entry != NULL && copy == NULL)) {
        work_abandon(draft);
        free(sentence);
        work_no_memory(work);
        return false;
    }
    if (parts == 0 && entry == NULL) { /* so it was already */
        app_say(work->app, TEXT_WORK_WORDS, TEXT_VALUES(text_string("words", sentence)));
        work_abandon(draft);
        free(sentence);
        return true;
    }
    make_room(work);
    work->steps[work->count++] = (struct work_step){.draft = draft,
                                                    .words = sentence,
                                                    .at_ms = clock_now_ms(),
                                                    .entry = copy,
                                                    .followed = kind.followed};
    work->now = work->count - 1;
    say(work, TEXT_WORK_SAID, sentence);
    work_changed(work, parts);
    return true;
}

static void go_to(struct work *work, size_t index)
{
    unsigned parts = work_state_differences(work_state(work), &work->steps[index].draft->state);
    work->now = index;
    work_changed(work, parts);
}

bool work_undo(struct work *work)
{
    if (work->now == 0)
        return false;
    say(work, TEXT_WORK_UNDONE, work->steps[work->now].words);
    go_to(work, work->now - 1);
    return true;
}

bool work_redo(struct work *work)
{
    if (work->now + 1 >= work->count)
        return false;
    say(work, TEXT_WORK_REDONE, work->steps[work->now + 1].words);
    go_to(work, work->now + 1);
    return true;
}

size_t work_step_count(const struct work *work)
{
    return work->count;
}

size_t work_step_now(const struct work *work)
{
    return work->now;
}

const char *work_step_words(const struct work *work, size_t index)
{
    return work->steps[index].words;
}

int64_t work_step_ms(const struct work *work, size_t index)
{
    return work->steps[index].at_ms;
}

void work_go_to_step(struct work *work, size_t index)
{
    if (index >= work->count || index == work->now)
        return;
    say(work, TEXT_WORK_WENT, work->steps[index].words);
    go_to(work, index);
}
