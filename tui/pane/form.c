/* The overlay of forms: keys, looks, and the column that comes of it. */
#include "tui/pane/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"

static const struct overlay_class form_class, column_class;

static struct form_overlay *find(const struct pane *pane)
{
    struct overlay *found = overlay_find(pane->app, &form_class);
    found = found != NULL ? found : overlay_find(pane->app, &column_class);
    return (struct form_overlay *)found;
}

static void ask(struct form_overlay *overlay)
{
    struct look_wish wish = {.dataset = overlay->dataset,
                             .column = overlay->column,
                             .form = overlay->form,
                             .choice = overlay->choice};
    for (size_t i = 0; i < LOOK_LINES; i++)
        wish.lines[i] = line_text(&overlay->lines[i]);
    look_submit(&overlay->look, overlay->head.pane, &wish);
}

/* ---- the column ---- */

static void name_typed(struct pane *pane, const char *name)
{
    struct form_overlay *overlay = find(pane);
    if (overlay != NULL && overlay->look.current)
        data_make_column(pane, name, &overlay->look.answer->recipe);
}

/* Enter: on to the name, as soon as it is known what will come out. */
static void finish(struct form_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    overlay->enter = overlay->look.waiting;
    if (!overlay->look.current)
        return;
    if (overlay->changed != 0)
        data_change_column(pane, overlay->changed, NULL, &overlay->look.answer->recipe);
    else
        data_ask_name(pane, overlay->position, forms[overlay->form].name, name_typed);
}

/* ---- columns that may stand in a line ---- */

static void column_chosen(struct pane *pane, size_t index)
{
    struct form_overlay *overlay = find(pane);
    const struct dataset_info *dataset = data_state(pane)->dataset;
    if (overlay == NULL || index >= dataset->column_count)
        return;
    line_set(&overlay->lines[0], dataset->columns[index].name);
    ask(overlay);
}

static void choose_column(struct form_overlay *overlay)
{
    const struct dataset_info *dataset = data_state(overlay->head.pane)->dataset;
    struct list_item *items = calloc(dataset->column_count + 1, sizeof *items);
    if (items == NULL)
        return;
    for (size_t i = 0; i < dataset->column_count; i++)
        items[i] = (struct list_item){.text = dataset->columns[i].name,
                                      .detail = dataset->columns[i].label};
    const struct list_request request = {.title = text_get(TEXT_FORM_WHICH_COLUMN),
                                         .items = items,
                                         .count = dataset->column_count,
                                         .chosen = column_chosen};
    app_open_list(overlay->head.pane, &request);
    free(items);
}

/* ---- keys ---- */

static bool has_place(const struct form_overlay *overlay, size_t place)
{
    return place == 0 || form_has_line(overlay, place - 1);
}

static void move_focus(struct form_overlay *overlay, int by)
{
    size_t place = overlay->focus;
    do {
        place += by < 0 ? (size_t)-1 : 1;
    } while (place <= LOOK_LINES && !has_place(overlay, place));
    if (place <= LOOK_LINES)
        overlay->focus = place;
}

static void change_choice(struct form_overlay *overlay, int by)
{
    size_t count = form_choices(&forms[overlay->form]);
    overlay->choice = (overlay->choice + count + (size_t)by) % count;
    ask(overlay);
}

static void press(struct overlay *head, const struct key *key)
{
    struct form_overlay *overlay = (struct form_overlay *)head;
    bool choice = overlay->focus == 0;
    overlay->enter = false;
    if (key_in("Enter", key))
        finish(overlay);
    else if (key_in("Up Shift-Tab", key))
        move_focus(overlay, -1);
    else if (key_in("Down Tab", key))
        move_focus(overlay, 1);
    else if (key_in("F2", key) && forms[overlay->form].lines[0].columns)
        choose_column(overlay);
    else if (choice && key_in("Left", key))
        change_choice(overlay, -1);
    else if (choice && key_in("Right Space", key))
        change_choice(overlay, 1);
    else if (!choice && line_key(&overlay->lines[overlay->focus - 1], key) == LINE_EDITED)
        ask(overlay);
}

static void release(struct overlay *head)
{
    struct form_overlay *overlay = (struct form_overlay *)head;
    app_cancel(head->pane, LANE_LOOK);
    for (size_t i = 0; i < LOOK_LINES; i++)
        line_free(&overlay->lines[i]);
    look_free(&overlay->look);
}

#define FORM_FUNCTIONS                                                                             \
    .draw = form_draw, .key = press, .cursor = form_cursor, .describe = form_describe,             \
    .free = release

static const struct overlay_class form_class = {
    .name = "form", .keys = TEXT_FORM_KEYS, FORM_FUNCTIONS};
/* Where a column's name may stand in a line. */
static const struct overlay_class column_class = {
    .name = "form-column", .keys = TEXT_FORM_KEYS_COLUMN, FORM_FUNCTIONS};

/* ---- opening ---- */

void form_open(struct pane *pane, size_t position, size_t form, const struct look_wish *wish,
               int64_t changed)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    struct form_overlay *overlay = overlay_push(
        pane, forms[form].lines[0].columns ? &column_class : &form_class, sizeof *overlay);
    if (overlay == NULL)
        return;
    overlay->form = form;
    overlay->dataset = dataset->id;
    overlay->column = dataset->columns[position].id;
    overlay->position = position;
    overlay->changed = changed;
    snprintf(overlay->name, sizeof overlay->name, "%s", dataset->columns[position].name);
    if (wish != NULL)
        overlay->choice = wish->choice;
    for (size_t i = 0; i < LOOK_LINES; i++)
        line_set(&overlay->lines[i], wish != NULL ? wish->lines[i] : forms[form].lines[i].initial);
    move_focus(overlay, 1); /* to the first line, where there is one */
    ask(overlay);
}

bool form_take(struct pane *pane, struct job *job)
{
    struct form_overlay *overlay = find(pane);
    if (overlay == NULL)
        return false;
    if (look_take(&overlay->look, job) && overlay->enter)
        finish(overlay);
    return true;
}
