/*
 * Which two sets are compared: a line for each of them, for who counts and for what both
 * meet, as in the form of a pivot; the last line goes.
 */
#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/data_state.h"

enum { WIDTH = 72, LABEL_CELLS = 9, WORDS_ROOM = 500 };

enum form_line { LINE_A, LINE_B, LINE_COUNT, LINE_GROUND, LINE_GO, LINES };

struct form {
    struct overlay head;
    enum form_line cursor;
};

static bool has_ground(const struct pane *pane)
{
    return work_state(data_state(pane)->work)->filters.count > 0;
}

static bool is_seen(const struct pane *pane, enum form_line line)
{
    return line != LINE_GROUND || has_ground(pane);
}

/* ---- in words ---- */

static void ground_words(const struct pane *pane, struct buffer *out)
{
    const struct data_state *state = data_state(pane);
    struct filter_list ground = {0};
    struct arena *arena = arena_new();
    if (!state->comparison->ground)
        buffer_add_string(out, text_get(TEXT_COMPARE_FORM_NO_GROUND));
    else if (arena != NULL && comparison_ground(pane, arena, &ground))
        compare_set_words(state->dataset, &ground, out);
    arena_free(arena);
}

static void line_words(const struct pane *pane, enum form_line line, struct buffer *out)
{
    static const enum text_id units[] = {[COMPARE_BY_ITSELF] = TEXT_COMPARE_FORM_BY_ITSELF,
                                         [COMPARE_ROWS] = TEXT_COMPARE_FORM_ROWS,
                                         [COMPARE_PEOPLE] = TEXT_COMPARE_FORM_PEOPLE};
    const struct comparison *comparison = data_state(pane)->comparison;
    if (line == LINE_A || line == LINE_B)
        comparison_words(pane, line == LINE_A ? SET_A : SET_B, out);
    else if (line == LINE_COUNT)
        buffer_add_string(out, text_get(units[comparison->unit]));
    else if (line == LINE_GROUND)
        ground_words(pane, out);
}

static const enum text_id labels[LINES] = {[LINE_A] = TEXT_COMPARE_FORM_A,
                                           [LINE_B] = TEXT_COMPARE_FORM_B,
                                           [LINE_COUNT] = TEXT_COMPARE_FORM_COUNT,
                                           [LINE_GROUND] = TEXT_COMPARE_FORM_GROUND,
                                           [LINE_GO] = TEXT_COMPARE_FORM_GO};

/* What Enter does on a line. */
static const enum text_id hints[LINES] = {[LINE_A] = TEXT_COMPARE_FORM_HINT_A,
                                          [LINE_B] = TEXT_COMPARE_FORM_HINT_B,
                                          [LINE_COUNT] = TEXT_COMPARE_FORM_HINT_COUNT,
                                          [LINE_GROUND] = TEXT_COMPARE_FORM_HINT_GROUND,
                                          [LINE_GO] = TEXT_COMPARE_FORM_HINT_GO};

static void draw(struct overlay *head, const struct surface *screen)
{
    const struct form *form = (const struct form *)head;
    struct surface inside;
    int width = WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4, y = 0;
    overlay_box(head, screen, text_get(TEXT_COMPARE_FORM_TITLE), width,
                LINES + 2 - !has_ground(head->pane), &inside);
    for (enum form_line line = LINE_A; line < LINES; line++) {
        struct buffer words = {0};
        bool current = line == form->cursor;
        unsigned style = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY;
        if (!is_seen(head->pane, line))
            continue;
        line_words(head->pane, line, &words);
        surface_fill(&inside, 0, y, inside.columns, 1, style);
        surface_put_string(&inside, 1, y, text_get(labels[line]),
                           current ? style : THEME_OVERLAY_STRONG);
        surface_put_cut(&inside, 1 + LABEL_CELLS, y, inside.columns - LABEL_CELLS - 2,
                        buffer_span(&words), style);
        buffer_free(&words);
        y++;
    }
    surface_put_cut(&inside, 1, inside.rows - 1, inside.columns - 2,
                    span_string(text_get(hints[form->cursor])), THEME_OVERLAY_DIM);
}

static bool cursor(const struct overlay *head, int *x, int *y)
{
    const struct form *form = (const struct form *)head;
    int line = (int)form->cursor - (form->cursor > LINE_GROUND && !has_ground(head->pane));
    *x = head->x + 2;
    *y = head->y + 1 + line;
    return true;
}

static void describe(const struct overlay *head, struct buffer *out)
{
    const struct form *form = (const struct form *)head;
    buffer_printf(out, "%s\n", text_get(TEXT_COMPARE_FORM_TITLE));
    for (enum form_line line = LINE_A; line < LINES; line++) {
        if (!is_seen(head->pane, line))
            continue;
        buffer_printf(out, "%s %s: ", line == form->cursor ? ">" : " ", text_get(labels[line]));
        line_words(head->pane, line, out);
        buffer_add_byte(out, '\n');
    }
}

/* ---- keys ---- */

static void move(struct form *form, int by)
{
    int to = (int)form->cursor;
    do
        to += by;
    while (to > 0 && to < LINES && !is_seen(form->head.pane, (enum form_line)to));
    if (to >= 0 && to < LINES)
        form->cursor = (enum form_line)to;
}

static void clear_line(struct form *form)
{
    const struct compare_choice nothing = {.kind = form->cursor == LINE_B ? CHOICE_REST
                                                                          : CHOICE_NOTHING};
    if (form->cursor == LINE_A || form->cursor == LINE_B)
        comparison_set(data_state(form->head.pane)->comparison,
                       form->cursor == LINE_A ? SET_A : SET_B, &nothing);
}

static void step_unit(struct comparison *comparison, int by)
{
    enum { UNITS = 3 };
    comparison->unit = (enum compare_unit)(((int)comparison->unit + by + UNITS) % UNITS);
}

static void go(struct form *form)
{
    struct pane *pane = form->head.pane;
    const struct comparison *comparison = data_state(pane)->comparison;
    bool whole = comparison->sets[SET_A].kind == CHOICE_NOTHING &&
                 comparison->sets[SET_B].kind == CHOICE_REST;
    if (whole) {
        app_say(pane->app, TEXT_COMPARE_FORM_CHOOSE_FIRST, NULL);
        form->cursor = LINE_A;
        return;
    }
    overlay_pop(pane->app);
    compare_submit(pane);
}

static void enter(struct form *form)
{
    struct pane *pane = form->head.pane;
    struct comparison *comparison = data_state(pane)->comparison;
    switch (form->cursor) {
    case LINE_A:
        compare_choose_set(pane, SET_A);
        break;
    case LINE_B:
        compare_choose_set(pane, SET_B);
        break;
    case LINE_COUNT:
        step_unit(comparison, 1);
        break;
    case LINE_GROUND:
        comparison->ground = !comparison->ground;
        break;
    case LINE_GO:
    case LINES:
        go(form);
    }
}

static void press(struct overlay *head, const struct key *key)
{
    struct form *form = (struct form *)head;
    struct comparison *comparison = data_state(head->pane)->comparison;
    bool sideways = key_in("Left", key) || key_in("Right", key);
    if (key_in("Up Shift-Tab", key))
        move(form, -1);
    else if (key_in("Down Tab", key))
        move(form, 1);
    else if (key_in("Enter", key))
        enter(form);
    else if (key_in("Delete Backspace", key))
        clear_line(form);
    else if (key_in("c", key))
        go(form);
    else if (key_in("x", key))
        comparison_swap(comparison);
    else if (sideways && form->cursor == LINE_COUNT)
        step_unit(comparison, key_in("Right", key) ? 1 : -1);
    else if (sideways && form->cursor == LINE_GROUND)
        comparison->ground = !comparison->ground;
    else if (key->code == KEYCODE_MOUSE && key->action == MOUSE_PRESS) {
        int x, y;
        if (!overlay_inside(head, key, &x, &y) || y < 0)
            return;
        for (enum form_line line = LINE_A; line < LINES; line++)
            if (is_seen(head->pane, line) && y-- == 0) {
                form->cursor = line;
                enter(form);
                return;
            }
    }
}

static const struct overlay_class form_class = {.name = "compare-form",
                                                .keys = TEXT_COMPARE_FORM_KEYS,
                                                .draw = draw,
                                                .key = press,
                                                .cursor = cursor,
                                                .describe = describe};

/* Over a list or a condition that has just been closed, the cursor goes on to what is next. */
void compare_open_form(struct pane *pane)
{
    struct overlay *open = overlay_find(pane->app, &form_class);
    const struct comparison *comparison = comparison_of(pane);
    if (comparison == NULL)
        return;
    struct form *form =
        open != NULL ? (struct form *)open : overlay_push(pane, &form_class, sizeof *form);
    if (form == NULL)
        return;
    if (comparison->sets[SET_A].kind == CHOICE_NOTHING)
        form->cursor = LINE_A;
    else
        form->cursor = open != NULL && form->cursor == LINE_A ? LINE_B : LINE_GO;
    app_redraw(pane);
}

void data_command_compare(struct pane *pane)
{
    compare_open_form(pane);
}
