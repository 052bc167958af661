/*
 * A comparison over the whole screen: its columns, or the values of one of them. Keys and
 * what they do; what it looks like is elsewhere.
 */
#include <stdlib.h>

#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_state.h"
#include "tui/widget/motion.h"

/* ---- which of the two is shown ---- */

static void press_columns(struct overlay *head, const struct key *key);
static void press_values(struct overlay *head, const struct key *key);
static bool cursor(const struct overlay *head, int *x, int *y);
static void leave_columns(struct overlay *head);
static void leave_values(struct overlay *head);
static void release(struct overlay *head);

static const struct overlay_class columns_class = {.name = "compare",
                                                   .keys = TEXT_COMPARE_PANE_KEYS,
                                                   .draw = compare_draw_columns,
                                                   .key = press_columns,
                                                   .cursor = cursor,
                                                   .describe = compare_describe_columns,
                                                   .left = leave_columns,
                                                   .free = release};
static const struct overlay_class values_class = {.name = "compare-values",
                                                  .keys = TEXT_COMPARE_PANE_KEYS_VALUES,
                                                  .draw = compare_draw_values,
                                                  .key = press_values,
                                                  .cursor = cursor,
                                                  .describe = compare_describe_values,
                                                  .left = leave_values,
                                                  .free = release};

struct compare_view *compare_view_find(const struct pane *pane)
{
    struct overlay *found = overlay_find(pane->app, &columns_class);
    found = found != NULL ? found : overlay_find(pane->app, &values_class);
    return (struct compare_view *)found;
}

struct compare_view *compare_view_open(struct pane *pane)
{
    struct compare_view *view = compare_view_find(pane);
    if (view == NULL)
        view = overlay_push(pane, &columns_class, sizeof *view);
    if (view == NULL)
        return NULL;
    arena_free(view->arena);
    view->head.class = &columns_class;
    view->arena = NULL;
    view->result = NULL;
    view->cursor = view->top = view->value_top = 0;
    error_clear(&view->err);
    return view;
}

bool compare_view_is_open(const struct compare_view *view)
{
    return view->head.class == &values_class;
}

const struct compare_column *compare_view_column(const struct compare_view *view)
{
    const struct compare_result *result = view->result;
    return result != NULL && view->cursor < result->count ? &result->columns[view->cursor] : NULL;
}

static void release(struct overlay *head)
{
    struct compare_view *view = (struct compare_view *)head;
    app_cancel(head->pane, LANE_COMPARE);
    arena_free(view->arena);
}

static void leave_columns(struct overlay *head)
{
    overlay_pop(head->app);
}

static void leave_values(struct overlay *head)
{
    head->class = &columns_class;
    app_redraw(head->pane);
}

/* ---- moving ---- */

static void move(struct compare_view *view, const struct key *key)
{
    const struct compare_column *column = compare_view_column(view);
    bool values = compare_view_is_open(view);
    if (column != NULL)
        motion_key(key, values ? &view->value_top : &view->cursor,
                   values ? column->value_count : view->result->count, view->height);
}

/* ---- columns ---- */

static void open_values(struct compare_view *view)
{
    const struct compare_column *column = compare_view_column(view);
    if (column == NULL)
        return;
    if (!column->counted) {
        app_say(view->head.app, TEXT_COMPARE_NOT_COUNTED,
                TEXT_VALUES(text_string("column", column->name),
                            text_string("why", compare_state_words(column->state))));
        return;
    }
    view->head.class = &values_class;
    view->value_top = 0;
    view->by_value = false;
}

static void change_unit(struct compare_view *view)
{
    struct pane *pane = view->head.pane;
    struct comparison *comparison = data_state(pane)->comparison;
    if (view->result == NULL)
        return;
    if (view->result->person == NULL) {
        app_say(pane->app, TEXT_COMPARE_PANE_NO_PERSON, NULL);
        return;
    }
    comparison->unit = view->result->people ? COMPARE_ROWS : COMPARE_PEOPLE;
    compare_submit(pane);
}

static void swap(struct compare_view *view)
{
    struct pane *pane = view->head.pane;
    struct comparison *comparison = data_state(pane)->comparison;
    if (comparison->sets[SET_B].kind != CHOICE_ROWS) {
        app_say(pane->app, TEXT_COMPARE_PANE_NO_SWAP, NULL);
        return;
    }
    comparison_swap(comparison);
    compare_submit(pane);
}

/* Everything that is to be kept in mind, whole. */
static void show_notes(struct compare_view *view)
{
    const struct compare_result *result = view->result;
    if (result == NULL)
        return;
    struct card_line *lines = calloc(result->note_count * 2 + 2, sizeof *lines);
    size_t count = 0;
    for (size_t i = 0; lines != NULL && i < result->note_count; i++) {
        lines[count++] = (struct card_line){.text = result->notes[i], .style = THEME_OVERLAY};
        lines[count++] = (struct card_line){.text = ""};
    }
    if (lines != NULL)
        lines[count++] =
            (struct card_line){.text = text_get(result->people ? TEXT_COMPARE_PANE_ABOUT_PEOPLE
                                                               : TEXT_COMPARE_PANE_ABOUT_ROWS),
                               .style = THEME_OVERLAY_DIM};
    const struct card_request request = {
        .title = text_get(TEXT_COMPARE_PANE_NOTES_TITLE), .lines = lines, .count = count};
    if (lines != NULL)
        app_open_card(view->head.pane, &request);
    free(lines);
}

/* The board asks back what is on the screen (compare_pin). */
static void pin(struct compare_view *view)
{
    app_tell(view->head.app, "board", "board.pin", view->head.pane->class->name);
}

static void press_columns(struct overlay *head, const struct key *key)
{
    static const struct {
        const char *keys;
        void (*act)(struct compare_view *view);
    } acts[] = {
        {"Enter", open_values}, {"w", change_unit}, {"x", swap}, {"n", show_notes}, {"F6 p", pin}};
    struct compare_view *view = (struct compare_view *)head;
    int x, y;
    if (key_in("e", key)) {
        compare_open_form(head->pane);
        return;
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (key_in(acts[i].keys, key)) {
            acts[i].act(view);
            return;
        }
    if (key->code != KEYCODE_MOUSE) {
        move(view, key);
    } else if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        const struct key arrow = {.code =
                                      key->action == MOUSE_WHEEL_UP ? KEYCODE_UP : KEYCODE_DOWN};
        move(view, &arrow);
    } else if (key->action == MOUSE_PRESS && overlay_inside(head, key, &x, &y) &&
               compare_draw_row_at(view, y, &view->cursor) && key->clicks == 2) {
        open_values(view);
    }
}

/* ---- values ---- */

/* The next column that has values, to the left or right. */
static void step_column(struct compare_view *view, int by)
{
    const struct compare_result *result = view->result;
    for (size_t at = view->cursor + (size_t)by; at < result->count; at += (size_t)by)
        if (result->columns[at].counted) {
            view->cursor = at;
            view->value_top = 0;
            return;
        }
}

static void press_values(struct overlay *head, const struct key *key)
{
    struct compare_view *view = (struct compare_view *)head;
    const struct compare_column *column = compare_view_column(view);
    if (key_in("Left", key))
        step_column(view, -1);
    else if (key_in("Right", key))
        step_column(view, 1);
    else if (key_in("Tab", key) && column != NULL && !column->ordered)
        view->by_value = !view->by_value;
    else if (key_in("Enter Backspace", key))
        leave_values(head);
    else if (key_in("F6 p", key))
        pin(view);
    else if (key->code != KEYCODE_MOUSE)
        move(view, key);
    else if (key->action == MOUSE_WHEEL_UP && view->value_top > 0)
        view->value_top--;
    else if (key->action == MOUSE_WHEEL_DOWN && column != NULL &&
             view->value_top + 1 < column->value_count)
        view->value_top++;
}

static int by_place(const void *a, const void *b)
{
    const struct compare_value *left = a, *right = b;
    return (left->place > right->place) - (left->place < right->place);
}

/* Values come by how much they differ; in their own order they are looked up by their place
 * in it, which few columns need and few values make cheap. */
const struct compare_value *compare_value_at(const struct compare_view *view,
                                             const struct compare_column *column, size_t place)
{
    if (!view->by_value || column->ordered)
        return &column->values[place];
    for (size_t i = 0; i < column->value_count; i++) {
        size_t before = 0;
        for (size_t k = 0; k < column->value_count; k++)
            before += by_place(&column->values[k], &column->values[i]) < 0;
        if (before == place)
            return &column->values[i];
    }
    return &column->values[place];
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct compare_view *view = (const struct compare_view *)head;
    *x = head->x + 2;
    *y = head->y + 1;
    if (!compare_view_is_open(view))
        compare_draw_row_of(view, y);
    return true;
}

/* ---- in words ---- */

bool compare_sentence_now(const struct pane *pane, struct buffer *out)
{
    const struct compare_view *view = compare_view_find(pane);
    const struct compare_column *column = view != NULL ? compare_view_column(view) : NULL;
    return column != NULL && column->counted && compare_evidence(view->result, column, out);
}
