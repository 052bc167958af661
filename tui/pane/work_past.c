/*
 * The steps from one start to the next: undo reaches past the end of the program. Kept among
 * what is remembered for a person in a team file, the newest that fit into some room; those
 * before them can be taken back until the program ends.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/pane/work_private.h"

enum { KEPT_STEPS = 50, KEPT_BYTES = 256 * 1024, NAME_ROOM = 80 };

/* Which steps are kept, by their numbers. */
struct past {
    int64_t first, last, now;
};

static char *name_of(char *out, int64_t number, const char *what)
{
    snprintf(out, NAME_ROOM, "work.step.%lld%s", (long long)number, what);
    return out;
}

/* ---- keeping ---- */

static void forget(struct app *app, int64_t number)
{
    char name[NAME_ROOM];
    work_forget_state(app, name_of(name, number, ""));
    app_remember(app, name_of(name, number, ".words"), NULL);
    app_remember(app, name_of(name, number, ".at"), NULL);
    app_remember(app, name_of(name, number, ".entry"), NULL);
}

void work_past_forget(struct work *work, size_t index)
{
    if (work->steps[index].kept_bytes > 0)
        forget(work->app, work->number + (int64_t)index);
    work->steps[index].kept_bytes = 0;
}

static void keep(struct work *work, size_t index)
{
    struct work_step *step = &work->steps[index];
    int64_t number = work->number + (int64_t)index;
    char name[NAME_ROOM];
    if (step->kept_bytes > 0)
        return;
    size_t bytes = work_remember_state(work->app, name_of(name, number, ""), &step->draft->state);
    app_remember(work->app, name_of(name, number, ".words"), step->words);
    app_remember_number(work->app, name_of(name, number, ".at"), step->at_ms);
    char *made = work_made_text(step);
    app_remember(work->app, name_of(name, number, ".entry"), made);
    free(made);
    step->kept_bytes = bytes > 0 ? bytes + strlen(step->words) : 0;
}

static bool has_room(size_t steps, size_t bytes)
{
    return steps <= KEPT_STEPS && bytes <= KEPT_BYTES;
}

/* The steps in front of the present one, and then those behind it, as far as there is room. A
 * step that shows somebody else's view is not kept while it is shown: the next start finds the
 * own view in front of it. */
void work_past_keep(struct work *work)
{
    bool followed = work_is_followed(work) && work->now > 0;
    size_t now = followed ? work->now - 1 : work->now;
    size_t count = followed ? work->now : work->count;
    size_t bytes = 0, first = now, end = now;
    char text[80];
    if (work->steps[now].draft->state.dataset ==
        0) /* nothing is there yet that would be worth it */
        return;
    for (; end < count; end++) {
        keep(work, end);
        bytes += work->steps[end].kept_bytes;
        if (!has_room(end + 1 - first, bytes) && end > now)
            break;
    }
    for (; first > 0; first--) {
        keep(work, first - 1);
        bytes += work->steps[first - 1].kept_bytes;
        if (!has_room(end - first + 1, bytes))
            break;
    }
    for (size_t i = 0; i < work->count; i++)
        if (i < first || i >= end)
            work_past_forget(work, i);
    long long number = work->number;
    snprintf(text, sizeof text, "%lld %lld %lld", number + (long long)first,
             number + (long long)end - 1, number + (long long)now);
    app_remember(work->app, "work.steps", text);
}

/* ---- resuming ---- */

static bool read_past(const struct work *work, struct past *out)
{
    const char *text = app_recall(work->app, "work.steps");
    char *end = NULL;
    int64_t numbers[3] = {0};
    for (size_t i = 0; text != NULL && i < 3; i++) {
        numbers[i] = strtoimax(text, &end, 10);
        text = end == text ? NULL : end;
    }
    *out = (struct past){numbers[0], numbers[1], numbers[2]};
    return text != NULL && out->first > 0 && out->last < INT64_MAX - WORK_STEPS &&
           out->first <= out->now && out->now <= out->last && out->last - out->first < KEPT_STEPS;
}

static bool recall_step(const struct work *work, int64_t number, struct work_step *out)
{
    char name[NAME_ROOM];
    const char *words = app_recall(work->app, name_of(name, number, ".words"));
    *out =
        (struct work_step){.draft = work_recall_state(work->app, name_of(name, number, "")),
                           .words = words != NULL ? strdup(words) : NULL,
                           .at_ms = app_recall_number(work->app, name_of(name, number, ".at"), 0),
                           .kept_bytes = 1};
    work_made_read(out, app_recall(work->app, name_of(name, number, ".entry")));
    if (out->draft != NULL && out->words != NULL) {
        const char *view = app_recall(work->app, name_of(name, number, ".view"));
        out->kept_bytes = (view != NULL ? strlen(view) : 0) + strlen(out->words);
        return true;
    }
    work_abandon(out->draft);
    free(out->words);
    free(out->entry);
    *out = (struct work_step){0};
    return false;
}

/* All of them, and the present one is what is resumed: another version of the program may
 * have gone on without keeping steps. */
static bool recall_steps(const struct work *work, const struct past *past, struct work_step *out)
{
    size_t count = 0, wanted = (size_t)(past->last - past->first) + 1;
    while (count < wanted && recall_step(work, past->first + (int64_t)count, &out[count]))
        count++;
    if (count == wanted &&
        work_state_differences(work_state(work), &out[past->now - past->first].draft->state) == 0)
        return true;
    while (count-- > 0) {
        work_abandon(out[count].draft);
        free(out[count].words);
        free(out[count].entry);
    }
    return false;
}

void work_past_resume(struct work *work)
{
    struct work_step steps[KEPT_STEPS];
    struct past past;
    if (!read_past(work, &past))
        return;
    if (!recall_steps(work, &past, steps)) {
        for (int64_t number = past.first; number <= past.last; number++)
            forget(work->app, number);
        return;
    }
    work_abandon(work->steps[0].draft);
    free(work->steps[0].words);
    work->count = (size_t)(past.last - past.first) + 1;
    memcpy(work->steps, steps, work->count * sizeof *steps);
    work->number = past.first;
    work->now = (size_t)(past.now - past.first);
}
