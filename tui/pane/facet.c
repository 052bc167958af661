/* The overlay of a column's values: opening, keys, and applying what was ticked. */
#include "tui/pane/facet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/compare.h"
#include "tui/pane/query.h"
#include "tui/widget/motion.h"

/* ---- ticking ---- */

static void set_tick(struct facet_overlay *overlay, size_t entry, bool on)
{
    if (overlay->ticked[entry] != on)
        overlay->ticked_count += on ? 1 : (size_t)-1;
    overlay->ticked[entry] = on;
}

static void tick(struct facet_overlay *overlay)
{
    overlay->typing = false;
    if (overlay->cursor >= overlay->shown_count)
        return;
    size_t entry = overlay->shown[overlay->cursor];
    set_tick(overlay, entry, !overlay->ticked[entry]);
    motion_move(&overlay->cursor, overlay->shown_count, 1);
}

/* All that is shown, or none of it when all is ticked. */
static void tick_all(struct facet_overlay *overlay)
{
    bool all = true;
    for (size_t i = 0; i < overlay->shown_count; i++)
        all &= overlay->ticked[overlay->shown[i]];
    for (size_t i = 0; i < overlay->shown_count; i++)
        set_tick(overlay, overlay->shown[i], !all);
}

/* ---- ranges ---- */

/* The next of 1, 2, 5, 10, … to the width. */
static double next_width(double width, int by)
{
    static const double steps[] = {0.5, 1, 2, 5, 10};
    double power = 1;
    while (width / power >= 9.99)
        power *= 10;
    while (width / power < 0.999)
        power /= 10;
    double first = width / power;
    int at = first < 1.5 ? 1 : first < 3.5 ? 2 : 3;
    return steps[at + by] * power;
}

static bool finer_dates(struct facet_overlay *overlay, int by)
{
    static const enum group_cut levels[] = {CUT_NONE, CUT_MONTH, CUT_QUARTER, CUT_YEAR};
    int at = 0;
    while (at < 3 && levels[at] != overlay->cut)
        at++;
    int to = at - by;
    if (to < 0 || to > 3)
        return false;
    overlay->cut = levels[to];
    return true;
}

static bool finer_numbers(struct facet_overlay *overlay, int by)
{
    const struct column_info *column =
        work_column(data_state(overlay->head.pane)->work, overlay->column);
    bool whole = column != NULL && column->type == COLUMN_INTEGER;
    if (overlay->cut == CUT_NONE && by > 0)
        return false;
    if (overlay->cut == CUT_NONE) {
        overlay->cut = CUT_WIDTH;
        overlay->width = overlay->width > 0 ? overlay->width : whole ? 2 : 1;
        return true;
    }
    double width = next_width(overlay->width, -by);
    if ((whole && width < 2) || width < 1e-6)
        overlay->cut = CUT_NONE;
    else if (width > 1e15)
        return false;
    else
        overlay->width = width;
    return true;
}

/* by: 1 finer, -1 coarser. */
static void change_ranges(struct facet_overlay *overlay, int by)
{
    if (overlay->arena == NULL)
        return;
    bool changed = overlay->dates ? finer_dates(overlay, by) : finer_numbers(overlay, by);
    if (!changed) {
        app_say(overlay->head.app, by > 0 ? TEXT_FACET_FINEST : TEXT_FACET_COARSEST, NULL);
        return;
    }
    facet_submit(overlay);
}

static void change_order(struct facet_overlay *overlay)
{
    overlay->sort = overlay->sort == FACET_BY_COUNT ? FACET_BY_VALUE : FACET_BY_COUNT;
    facet_submit(overlay);
}

/* People instead of rows, and back. */
static void change_unit(struct facet_overlay *overlay)
{
    const struct dataset_info *dataset = data_state(overlay->head.pane)->dataset;
    if (dataset_role_index(dataset, ROLE_PERSON_ID) < 0) {
        app_say(overlay->head.app, TEXT_COMPARE_PANE_NO_PERSON, NULL);
        return;
    }
    overlay->unit = overlay->facet.by_people ? FACET_ROWS : FACET_PEOPLE;
    facet_submit(overlay);
}

/* ---- ending ---- */

/* The new filters in the place of the chip that is changed, or behind the others. */
static bool put_filters(struct work_draft *draft, int64_t chip, const struct filter *filters,
                        size_t count)
{
    struct filter_list *list = &draft->state.filters;
    const struct filter_list own = {(struct filter[]){filters[0], filters[count > 1]}, count};
    struct filter_list copy;
    struct filter *all = arena_array(draft->arena, list->count + count, sizeof *all);
    if (all == NULL || !filter_list_copy(draft->arena, &own, &copy))
        return false;
    size_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        if ((int64_t)i != chip)
            all[at++] = list->filters[i];
        for (size_t k = 0; k < count && (int64_t)i == chip; k++)
            all[at++] = copy.filters[k];
    }
    for (size_t k = 0; k < count && chip < 0; k++)
        all[at++] = copy.filters[k];
    list->filters = all;
    list->count = at;
    return true;
}

static void commit(struct pane *pane, int64_t chip, const struct filter *filters, size_t count)
{
    struct work *work = data_state(pane)->work;
    if (count == 0) {
        if (chip >= 0)
            work_remove_filter(work, (size_t)chip);
        else
            app_say(pane->app, TEXT_FACET_ALL, NULL);
        return;
    }
    struct work_draft *draft = work_draft(work);
    if (draft == NULL)
        return;
    if (!put_filters(draft, chip, filters, count)) {
        work_abandon(draft);
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    struct buffer words = {0};
    work_filter_words(work, &filters[0], &words);
    if (count > 1) {
        buffer_add_string(&words, ", ");
        work_filter_words(work, &filters[1], &words);
    }
    work_commit(work, draft, chip >= 0 ? TEXT_WORK_FILTER_CHANGED : TEXT_WORK_FILTER_ADDED,
                TEXT_VALUES(text_string("filter", words.failed ? "" : words.data)));
    buffer_free(&words);
}

static void finish(struct facet_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    struct filter filters[2] = {{0}, {0}};
    size_t count = 0;
    int64_t chip = overlay->chip;
    filters_fn *chosen = overlay->chosen;
    if (overlay->arena == NULL || facet_kept(overlay) == 0)
        return;
    struct arena *arena = arena_new();
    error_clear(&overlay->err);
    if (arena != NULL &&
        facet_filters(overlay, arena, filters, &count, &overlay->err) == STATUS_OK) {
        overlay_pop(pane->app);
        if (chosen != NULL)
            chosen(pane, filters, count);
        else
            commit(pane, chip, filters, count);
    }
    arena_free(arena);
    app_redraw(pane);
}

/* What Enter would keep, against the rest of what is counted here. */
static void compare(struct facet_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    struct filter filters[2] = {{0}, {0}};
    struct filter_list list = {filters, 0};
    int64_t column = overlay->column;
    if (overlay->arena == NULL || facet_kept(overlay) == 0 || overlay->chosen != NULL)
        return;
    struct arena *arena = arena_new();
    error_clear(&overlay->err);
    if (arena != NULL &&
        facet_filters(overlay, arena, filters, &list.count, &overlay->err) == STATUS_OK) {
        overlay_pop(pane->app);
        compare_with_rest(pane, &list, column);
    }
    arena_free(arena);
    app_redraw(pane);
}

/* On to a typed condition, which begins with what was typed here. */
static void to_condition(struct facet_overlay *overlay, const char *typed)
{
    struct pane *pane = overlay->head.pane;
    size_t position = overlay->position;
    int64_t chip = overlay->chip;
    filters_fn *chosen = overlay->chosen;
    overlay_pop(pane->app);
    if (chosen != NULL)
        data_condition_for(pane, &data_state(pane)->dataset->columns[position], typed, chosen);
    else if (chip >= 0)
        data_edit_condition(pane, (size_t)chip);
    else
        data_ask_condition(pane, &data_state(pane)->dataset->columns[position], typed);
}

/* What is counted here as a statement, in the SQL pane. */
static void to_sql(struct facet_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    struct query_facet facet = {.column = overlay->column,
                                .cut = overlay->cut,
                                .width = overlay->width,
                                .sort = overlay->sort,
                                .people = overlay->facet.by_people};
    if (overlay->arena == NULL || overlay->chosen != NULL)
        return;
    overlay_pop(pane->app);
    query_open_facet(pane, &facet);
}

/* ---- keys ---- */

/* A blank goes on with what is being typed where some value has one there; else it ticks. */
static bool is_searched(struct facet_overlay *overlay)
{
    if (!overlay->typing || overlay->search.text.len == 0)
        return false;
    const struct key blank = {.code = ' '};
    line_key(&overlay->search, &blank);
    facet_narrow(overlay);
    if (overlay->shown_count > 0) {
        overlay->cursor = overlay->top = 0;
        return true;
    }
    const struct key back = {.code = KEYCODE_BACKSPACE};
    line_key(&overlay->search, &back);
    facet_narrow(overlay);
    return false;
}

static bool press_special(struct facet_overlay *overlay, const struct key *key)
{
    bool typed = overlay->search.text.len > 0, ranges = overlay->numbers || overlay->dates;
    char first[8] = "";
    if (key_in("Enter", key))
        finish(overlay);
    else if (key_in("F2", key))
        to_condition(overlay, "");
    else if (key_in("Ctrl-R", key))
        compare(overlay);
    else if (key_in("F7 Alt-g", key))
        to_sql(overlay);
    else if (!typed && key_is_text(key) && key->code < 128 && strchr("<>=!~", (int)key->code)) {
        first[0] = (char)key->code;
        to_condition(overlay, first);
    } else if (overlay->arena == NULL) /* letters wait in the search line; the rest is lost */
        return !key_is_text(key) || key_in("Space", key);
    else if (key_in("Space", key) && is_searched(overlay))
        return true;
    else if (key_in("Space", key))
        tick(overlay);
    else if (key_in("Ctrl-A", key))
        tick_all(overlay);
    else if (key_in("Tab", key))
        change_order(overlay);
    else if (key_in("Ctrl-T", key))
        change_unit(overlay);
    else if (ranges && !typed && key_in("Left", key))
        change_ranges(overlay, -1);
    else if (ranges && !typed && key_in("Right", key))
        change_ranges(overlay, 1);
    else
        return motion_key(key, &overlay->cursor, overlay->shown_count, overlay->height);
    return true;
}

static void click(struct facet_overlay *overlay, const struct key *key)
{
    enum { SEARCH_ROWS = 1, TICK_CELLS = 5, WHEEL = 3 };
    int x, y;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        motion_move(&overlay->cursor, overlay->shown_count,
                    key->action == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
        return;
    }
    if (key->action != MOUSE_PRESS || !overlay_inside(&overlay->head, key, &x, &y) ||
        y < SEARCH_ROWS || y >= SEARCH_ROWS + overlay->height ||
        overlay->top + (size_t)(y - SEARCH_ROWS) >= overlay->shown_count)
        return;
    overlay->cursor = overlay->top + (size_t)(y - SEARCH_ROWS);
    if (x < TICK_CELLS) {
        size_t entry = overlay->shown[overlay->cursor];
        set_tick(overlay, entry, !overlay->ticked[entry]);
    } else if (key->clicks == 2) {
        finish(overlay);
    }
}

static void press(struct overlay *head, const struct key *key)
{
    struct facet_overlay *overlay = (struct facet_overlay *)head;
    if (key->code == KEYCODE_MOUSE) {
        if (overlay->arena != NULL)
            click(overlay, key);
        return;
    }
    overlay->typing &= key_in("Space", key);
    if (press_special(overlay, key)) /* which may have closed it: it is gone then */
        return;
    overlay->typing = true;
    if (line_key(&overlay->search, key) == LINE_EDITED && overlay->arena != NULL) {
        facet_narrow(overlay);
        overlay->cursor = overlay->top = 0;
    }
}

static void release(struct overlay *head)
{
    struct facet_overlay *overlay = (struct facet_overlay *)head;
    app_cancel(head->pane, LANE_FACET);
    line_free(&overlay->search);
    arena_free(overlay->arena);
}

#define FACET_FUNCTIONS                                                                            \
    .draw = facet_draw, .key = press, .cursor = facet_cursor, .describe = facet_describe,          \
    .free = release

/* Values or ranges of them; to filter by, or to choose for something else. */
static const struct overlay_class classes[2][2] = {
    {{.name = "facet", .keys = TEXT_FACET_KEYS, FACET_FUNCTIONS},
     {.name = "facet-choose", .keys = TEXT_FACET_KEYS_CHOOSE, FACET_FUNCTIONS}},
    {{.name = "ranges", .keys = TEXT_FACET_KEYS_RANGES, FACET_FUNCTIONS},
     {.name = "ranges-choose", .keys = TEXT_FACET_KEYS_RANGES_CHOOSE, FACET_FUNCTIONS}}};

static void open_facet(struct pane *pane, size_t position, int64_t chip, filters_fn *chosen)
{
    const struct column_info *column = &data_state(pane)->dataset->columns[position];
    bool numbers = column_type_is_number(column->type);
    bool dates = column->type == COLUMN_DATE || column->type == COLUMN_DATETIME;
    struct facet_overlay *overlay =
        overlay_push(pane, &classes[numbers || dates][chosen != NULL], sizeof *overlay);
    if (overlay == NULL)
        return;
    overlay->chosen = chosen;
    overlay->position = position;
    overlay->column = column->id;
    overlay->numbers = numbers;
    overlay->dates = dates;
    overlay->chip = chip;
    overlay->unit = FACET_BY_ITSELF;
    overlay->sort = numbers || dates || *column->order != '\0' ? FACET_BY_VALUE : FACET_BY_COUNT;
    snprintf(overlay->name, sizeof overlay->name, "%s", column->name);
    facet_submit(overlay);
}

void facet_open(struct pane *pane, size_t position, int64_t chip)
{
    open_facet(pane, position, chip, NULL);
}

void facet_choose(struct pane *pane, size_t position, filters_fn *chosen)
{
    open_facet(pane, position, FACET_NO_FILTER, chosen);
}

static struct facet_overlay *find(const struct pane *pane)
{
    struct overlay *found = NULL;
    for (size_t i = 0; i < 4 && found == NULL; i++)
        found = overlay_find(pane->app, &classes[i / 2][i % 2]);
    return (struct facet_overlay *)found;
}

void facet_take(struct pane *pane, struct job *job)
{
    struct facet_overlay *overlay = find(pane);
    if (overlay != NULL && job->tag == overlay->wanted)
        facet_take_reply(overlay, job);
}
