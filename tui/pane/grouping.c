/* The overlay of groups: opening, keys, names, and the column that comes of it. */
#include "tui/pane/grouping.h"

#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"
#include "tui/widget/motion.h"

static const struct overlay_class grouping_class;

static struct grouping_overlay *find(const struct pane *pane)
{
    return (struct grouping_overlay *)overlay_find(pane->app, &grouping_class);
}

/* A look at the groups as they are; there may be none. */
static void ask(struct grouping_overlay *overlay)
{
    struct arena *arena = arena_new();
    const char *json = arena != NULL ? grouping_json(overlay, arena) : NULL;
    const struct look_wish wish = {
        .dataset = overlay->dataset, .column = overlay->column, .json = json};
    if (json != NULL)
        look_submit(&overlay->look, overlay->head.pane, &wish);
    else
        look_free(&overlay->look);
    arena_free(arena);
}

/* ---- names ---- */

static void group_named(struct pane *pane, const char *text)
{
    struct grouping_overlay *overlay = find(pane);
    if (overlay == NULL)
        return;
    const char *name = text + strspn(text, " ");
    if (*name == '\0' || strchr(name, ';') != NULL)
        error_set(&overlay->err, STATUS_INVALID,
                  *name == '\0' ? TEXT_RECIPE_NAME_EMPTY : TEXT_RECIPE_NAME_SIGN,
                  TEXT_VALUES(text_string("name", name)));
    else if (!grouping_put(overlay, name))
        error_set(&overlay->err, STATUS_INVALID, TEXT_GROUPING_MANY,
                  TEXT_VALUES(text_number("most", GROUPING_MOST)));
    else
        ask(overlay);
}

static void ask_group_name(struct grouping_overlay *overlay, size_t ticked)
{
    char title[100];
    text_format(title, sizeof title, TEXT_GROUPING_NAME_TITLE,
                TEXT_VALUES(text_number("count", (int64_t)ticked)));
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_GROUPING_NAME_LABEL),
                                           .hint = text_get(TEXT_GROUPING_NAME_HINT),
                                           .accepted = group_named};
    app_open_prompt(overlay->head.pane, &request);
}

static void column_named(struct pane *pane, const char *name)
{
    struct grouping_overlay *overlay = find(pane);
    if (overlay != NULL && overlay->look.current)
        data_make_column(pane, name, &overlay->look.answer->recipe);
}

/* What is ticked gets a name; when nothing is, the groups become a column. */
static void finish(struct grouping_overlay *overlay)
{
    size_t ticked = grouping_ticked(overlay);
    error_clear(&overlay->err);
    overlay->enter = false;
    if (ticked > 0)
        ask_group_name(overlay, ticked);
    else if (grouping_used(overlay) == 0)
        error_set(&overlay->err, STATUS_INVALID, TEXT_GROUPING_NOTHING, NULL);
    else if (!overlay->look.current)
        overlay->enter = overlay->look.waiting;
    else if (overlay->changed != 0)
        data_change_column(overlay->head.pane, overlay->changed, NULL,
                           &overlay->look.answer->recipe);
    else
        data_ask_name(overlay->head.pane, overlay->position, TEXT_GROUPING_COLUMN_NAME,
                      column_named);
}

/* ---- keys ---- */

/* A value found by typing is ticked, and the list is whole again for the next one. */
static void tick(struct grouping_overlay *overlay)
{
    if (overlay->shown_count == 0)
        return;
    size_t value = overlay->shown[overlay->cursor];
    overlay->values[value].ticked = !overlay->values[value].ticked;
    if (overlay->search.text.len > 0) {
        line_set(&overlay->search, "");
        grouping_narrow(overlay);
        for (size_t i = 0; i < overlay->shown_count; i++)
            if (overlay->shown[i] == value)
                overlay->cursor = i;
    } else {
        motion_move(&overlay->cursor, overlay->shown_count, 1);
    }
}

/* A blank goes on with what is being typed where some value has one there; else it ticks. */
static void press_blank(struct grouping_overlay *overlay)
{
    const struct key blank = {.code = ' '}, back = {.code = KEYCODE_BACKSPACE};
    if (overlay->typing && overlay->search.text.len > 0) {
        line_key(&overlay->search, &blank);
        grouping_narrow(overlay);
        if (overlay->shown_count > 0) {
            overlay->cursor = overlay->top = 0;
            return;
        }
        line_key(&overlay->search, &back);
        grouping_narrow(overlay);
    }
    overlay->typing = false;
    tick(overlay);
}

static void change_rest(struct grouping_overlay *overlay)
{
    overlay->rest = (enum recipe_rest)((overlay->rest + 1) % RECIPE_REST_COUNT);
    ask(overlay);
}

static void type(struct grouping_overlay *overlay, const struct key *key)
{
    if (line_key(&overlay->search, key) != LINE_EDITED)
        return;
    overlay->typing = true;
    overlay->cursor = overlay->top = 0;
    grouping_narrow(overlay);
}

static void press(struct overlay *head, const struct key *key)
{
    struct grouping_overlay *overlay = (struct grouping_overlay *)head;
    if (overlay->arena == NULL)
        return;
    error_clear(&overlay->err);
    overlay->enter = false;
    if (key_in("Enter", key))
        finish(overlay);
    else if (key_in("Space", key))
        press_blank(overlay);
    else if (key_in("Tab", key))
        change_rest(overlay);
    else if (key_in("Delete", key)) {
        grouping_take_out(overlay);
        ask(overlay);
    } else if (!motion_key(key, &overlay->cursor, overlay->shown_count, overlay->height))
        type(overlay, key);
}

static void release(struct overlay *head)
{
    struct grouping_overlay *overlay = (struct grouping_overlay *)head;
    app_cancel(head->pane, LANE_LOOK);
    line_free(&overlay->search);
    look_free(&overlay->look);
    arena_free(overlay->arena);
    arena_free(overlay->former_home);
}

static const struct overlay_class grouping_class = {.name = "grouping",
                                                    .keys = TEXT_GROUPING_KEYS,
                                                    .draw = grouping_draw,
                                                    .key = press,
                                                    .cursor = grouping_cursor,
                                                    .describe = grouping_describe,
                                                    .free = release};

/* ---- opening ---- */

void grouping_open(struct pane *pane, size_t position, const char *former, int64_t changed)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    struct grouping_overlay *overlay = overlay_push(pane, &grouping_class, sizeof *overlay);
    if (overlay == NULL)
        return;
    overlay->dataset = dataset->id;
    overlay->column = dataset->columns[position].id;
    overlay->position = position;
    overlay->changed = changed;
    /* Decimals can't stand as they are beside names. */
    overlay->rest = dataset->columns[position].type == COLUMN_DECIMAL ? REST_NAME : REST_KEEP;
    if (former != NULL && (overlay->former_home = arena_new()) != NULL)
        overlay->former = arena_string(overlay->former_home, former);
    snprintf(overlay->name, sizeof overlay->name, "%s", dataset->columns[position].name);
    grouping_submit(overlay);
}

bool grouping_take(struct pane *pane, struct job *job)
{
    struct grouping_overlay *overlay = find(pane);
    if (overlay == NULL)
        return false;
    if (grouping_is_values(job)) {
        grouping_take_values(overlay, job);
        if (overlay->arena != NULL)
            ask(overlay);
    } else if (look_take(&overlay->look, job) && overlay->enter) {
        finish(overlay);
    }
    return true;
}
