/* The overlay of one row for each person: opening, ticking, and going on to a name. */
#include "tui/pane/persons.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"
#include "tui/widget/motion.h"

enum { NAME_SIZE = 240 };

static const struct overlay_class persons_class;

static struct persons_overlay *find(const struct pane *pane)
{
    return (struct persons_overlay *)overlay_find(pane->app, &persons_class);
}

/* ---- the name ---- */

static void name_typed(struct pane *pane, const char *name)
{
    struct persons_overlay *overlay = find(pane);
    if (overlay != NULL)
        persons_make(overlay, name);
}

static bool is_taken(const struct data_state *state, const char *name)
{
    for (size_t i = 0; i < state->dataset_count; i++)
        if (strcasecmp(state->datasets[i].name, name) == 0)
            return true;
    return false;
}

static void ask_name(const struct persons_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    const struct data_state *state = data_state(pane);
    char name[NAME_SIZE], plain[NAME_SIZE];
    text_format(plain, sizeof plain - 12, TEXT_PERSONS_NAME,
                TEXT_VALUES(text_string("dataset", state->dataset->name)));
    snprintf(name, sizeof name, "%s", plain);
    for (int n = 2; is_taken(state, name); n++)
        snprintf(name, sizeof name, "%.*s_%d", (int)sizeof name - 12, plain, n);
    const struct prompt_request request = {.title = text_get(TEXT_PERSONS_NAME_TITLE),
                                           .label = text_get(TEXT_MAKE_NAME_LABEL),
                                           .initial = name,
                                           .hint = text_get(TEXT_PERSONS_NAME_HINT),
                                           .accepted = name_typed};
    app_open_prompt(pane, &request);
}

/* ---- ticking ---- */

/* The cursor stays on a tick that there is. */
static void settle(struct persons_overlay *overlay)
{
    if (!persons_can(overlay, overlay->cursor, overlay->what))
        overlay->what = PER_PERSON_LAST;
}

static void tick(struct persons_overlay *overlay)
{
    if (!persons_can(overlay, overlay->cursor, overlay->what))
        return;
    bool *ticked = &overlay->ticked[overlay->cursor][overlay->what];
    *ticked = !*ticked;
    persons_look(overlay);
}

/* All columns as they last were, or none where all are. */
static void tick_all(struct persons_overlay *overlay)
{
    bool all = true;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < overlay->count; i++) {
            if (!persons_can(overlay, i, PER_PERSON_LAST))
                continue;
            if (pass == 0)
                all &= overlay->ticked[i][PER_PERSON_LAST];
            else
                overlay->ticked[i][PER_PERSON_LAST] = !all;
        }
    persons_look(overlay);
}

static void step(struct persons_overlay *overlay, int by)
{
    for (int what = overlay->what + by; what >= 0 && what < PER_PERSON_WHATS; what += by)
        if (persons_can(overlay, overlay->cursor, what)) {
            overlay->what = what;
            return;
        }
}

static void click(struct persons_overlay *overlay, const struct key *key)
{
    enum { WHEEL = 3 };
    size_t column;
    int x, y, what;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN)
        motion_move(&overlay->cursor, overlay->count,
                    key->action == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
    else if (key->action == MOUSE_PRESS && overlay_inside(&overlay->head, key, &x, &y) &&
             persons_at(overlay, x, y, &column, &what)) {
        bool same = column == overlay->cursor && what == overlay->what;
        overlay->cursor = column;
        overlay->what = what;
        if (same || persons_can(overlay, column, what))
            tick(overlay);
    }
    settle(overlay);
}

static void press(struct overlay *head, const struct key *key)
{
    struct persons_overlay *overlay = (struct persons_overlay *)head;
    if (key->code == KEYCODE_MOUSE)
        click(overlay, key);
    else if (key_in("Enter", key)) {
        if (overlay->err.code == STATUS_OK)
            ask_name(overlay);
    } else if (key_in("Space", key))
        tick(overlay);
    else if (key_in("Ctrl-A", key))
        tick_all(overlay);
    else if (key_in("Left", key))
        step(overlay, -1);
    else if (key_in("Right", key))
        step(overlay, 1);
    else if (motion_key(key, &overlay->cursor, overlay->count, overlay->height))
        settle(overlay);
}

static void release(struct overlay *head)
{
    struct persons_overlay *overlay = (struct persons_overlay *)head;
    app_cancel(head->pane, LANE_PERSONS);
    arena_free(overlay->arena);
    free(overlay->ticked);
}

static const struct overlay_class persons_class = {.name = "persons",
                                                   .keys = TEXT_PERSONS_KEYS,
                                                   .draw = persons_draw,
                                                   .key = press,
                                                   .cursor = persons_cursor,
                                                   .describe = persons_describe,
                                                   .free = release};

void persons_take(struct pane *pane, struct job *job)
{
    struct persons_overlay *overlay = find(pane);
    if (overlay == NULL || job->tag != overlay->wanted || job->status == STATUS_CANCELLED)
        return;
    overlay->waiting = false;
    error_clear(&overlay->err);
    if (job->status != STATUS_OK) {
        overlay->err = job->error;
        overlay->err.code = job->status;
        return;
    }
    arena_free(overlay->arena);
    overlay->answer = job->result;
    overlay->arena = job_take_arena(job);
}

/* ---- opening ---- */

/* All columns as they last were, and the first date: what per_person_all says. */
static void tick_first(struct persons_overlay *overlay, const struct dataset_info *dataset)
{
    for (size_t i = 0; i < overlay->count; i++) {
        int64_t id = dataset->columns[i].id;
        overlay->ticked[i][PER_PERSON_LAST] = id != overlay->person;
        overlay->ticked[i][PER_PERSON_FIRST] = id == overlay->when;
    }
}

static void open_for(struct pane *pane, const struct per_person_wish *wish)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    const struct column_info *person = work_column(data_state(pane)->work, wish->person);
    struct persons_overlay *overlay = overlay_push(pane, &persons_class, sizeof *overlay);
    if (overlay == NULL)
        return;
    overlay->ticked = calloc(dataset->column_count + 1, sizeof *overlay->ticked);
    if (overlay->ticked == NULL || person == NULL) {
        overlay_pop(pane->app);
        return;
    }
    overlay->dataset = dataset->id;
    overlay->count = dataset->column_count;
    overlay->person = wish->person;
    overlay->when = wish->when;
    overlay->what = PER_PERSON_LAST;
    snprintf(overlay->name, sizeof overlay->name, "%s", person->name);
    tick_first(overlay, dataset);
    persons_look(overlay);
}

static void person_chosen(struct pane *pane, size_t index)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    struct per_person_wish wish = {.count = 0};
    if (index >= dataset->column_count)
        return;
    wish.when = per_person_when(dataset);
    wish.person = dataset->columns[index].id;
    open_for(pane, &wish);
}

void persons_open(struct pane *pane)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    struct per_person_wish wish = {.count = 0};
    if (per_person_columns(dataset, &wish, NULL) == STATUS_OK) {
        open_for(pane, &wish);
        return;
    }
    struct list_item *items = calloc(dataset->column_count, sizeof *items);
    for (size_t i = 0; items != NULL && i < dataset->column_count; i++)
        items[i] = (struct list_item){.text = dataset->columns[i].name,
                                      .detail = dataset->columns[i].label};
    const struct list_request request = {.title = text_get(TEXT_PERSONS_WHO_TITLE),
                                         .items = items,
                                         .count = dataset->column_count,
                                         .chosen = person_chosen};
    if (items != NULL)
        app_open_list(pane, &request);
    free(items);
}

void data_command_persons(struct pane *pane)
{
    persons_open(pane);
}
