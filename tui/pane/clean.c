/* The overlay of groups of values: opening, keys, and the column that comes of what was ticked. */
#include "tui/pane/clean.h"

#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"
#include "tui/pane/postcodes.h"
#include "tui/widget/motion.h"

static const struct overlay_class clean_class;

static struct clean_overlay *find(const struct pane *pane)
{
    return (struct clean_overlay *)overlay_find(pane->app, &clean_class);
}

/* ---- moving ---- */

static void go_to_next_group(struct clean_overlay *overlay)
{
    for (size_t at = overlay->cursor + 1; at < overlay->line_count; at++) {
        if (overlay->lines[at].member != CLEAN_HEAD)
            continue;
        overlay->cursor = at;
        return;
    }
}

/* A group that is ticked is done with: on to the next one. */
static void tick(struct clean_overlay *overlay)
{
    struct clean_line line;
    if (!clean_current(overlay, &line))
        return;
    clean_tick(overlay);
    if (line.member != CLEAN_HEAD)
        motion_move(&overlay->cursor, overlay->line_count, 1);
    else if (overlay->groups[line.group].ticked)
        go_to_next_group(overlay);
}

/* by: 1 values that are less alike, too; -1 not those. */
static void change_ways(struct clean_overlay *overlay, int by)
{
    int to = (int)overlay->ways + by;
    if (overlay->arena == NULL || to < 0 || to >= CLEANING_WAYS)
        return;
    overlay->ways = (enum cleaning_way)to;
    clean_submit(overlay);
}

/* ---- forms ---- */

static void form_typed(struct pane *pane, const char *text)
{
    struct clean_overlay *overlay = find(pane);
    if (overlay != NULL)
        clean_type_form(overlay, text);
}

static void ask_form(struct clean_overlay *overlay)
{
    struct clean_line line;
    if (!clean_current(overlay, &line))
        return;
    const char *initial = arena_copy(overlay->arena, clean_form(overlay, line.group));
    const struct prompt_request request = {.title = text_get(TEXT_CLEAN_FORM_TITLE),
                                           .label = text_get(TEXT_CLEAN_FORM_LABEL),
                                           .initial = initial,
                                           .hint = text_get(TEXT_CLEAN_FORM_HINT),
                                           .accepted = form_typed};
    app_open_prompt(overlay->head.pane, &request);
}

/* ---- the column ---- */

/* What was chosen as a recipe, with what an earlier one has of values that are not there now. */
static bool make_recipe(const struct clean_overlay *overlay, struct arena *arena,
                        struct recipe *out)
{
    const struct clean_column *column = &overlay->column;
    struct cleaning_choice *choices = clean_choices(overlay, arena);
    return choices != NULL &&
           cleaning_recipe(column->values, &column->groups, choices, overlay->id, arena, out) &&
           (overlay->changing == 0 ||
            cleaning_keep_absent(column->values, column->count, &overlay->former, arena, out));
}

/* name NULL: the column that is being changed keeps its own. */
static void make(struct pane *pane, const char *name)
{
    struct clean_overlay *overlay = find(pane);
    struct arena *arena = overlay != NULL ? arena_new() : NULL;
    struct recipe recipe;
    if (arena == NULL || !make_recipe(overlay, arena, &recipe))
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    else if (name != NULL)
        data_make_column(pane, name, &recipe);
    else
        data_change_column(pane, overlay->changing, NULL, &recipe);
    arena_free(arena);
}

static void ask_name(struct clean_overlay *overlay)
{
    struct clean_sum sum = clean_sum(overlay);
    error_clear(&overlay->err);
    if (sum.values > 0 && overlay->changing != 0)
        make(overlay->head.pane, NULL);
    else if (sum.values > 0)
        data_ask_name(overlay->head.pane, overlay->position, TEXT_CLEAN_NAME, make);
    else if (overlay->arena != NULL)
        error_set(&overlay->err, STATUS_INVALID,
                  sum.groups > 0 ? TEXT_CLEAN_NOTHING_CHANGES : TEXT_CLEAN_NOTHING_TICKED, NULL);
}

static void to_postcodes(struct clean_overlay *overlay)
{
    struct pane *pane = overlay->head.pane;
    size_t position = overlay->position;
    overlay_pop(pane->app);
    postcodes_open(pane, position);
}

/* ---- keys ---- */

/* A blank goes on with what is being typed where some value has one there; else it ticks. */
static bool is_searched(struct clean_overlay *overlay)
{
    if (!overlay->typing || overlay->search.text.len == 0)
        return false;
    const struct key blank = {.code = ' '}, back = {.code = KEYCODE_BACKSPACE};
    line_key(&overlay->search, &blank);
    clean_list(overlay);
    if (overlay->line_count > 0) {
        overlay->cursor = overlay->top = 0;
        return true;
    }
    line_key(&overlay->search, &back);
    clean_list(overlay);
    return false;
}

static bool press_special(struct clean_overlay *overlay, const struct key *key)
{
    bool typed = overlay->search.text.len > 0;
    if (key_in("F4", key))
        to_postcodes(overlay);
    else if (overlay->arena == NULL) /* letters wait in the search line; the rest is lost */
        return !key_is_text(key) || key_in("Space", key);
    else if (key_in("Enter", key))
        ask_name(overlay);
    else if (key_in("Space", key) && is_searched(overlay))
        return true;
    else if (key_in("Space", key))
        tick(overlay);
    else if (key_in("Ctrl-A", key))
        clean_tick_all(overlay);
    else if (key_in("F2 Tab", key))
        ask_form(overlay);
    else if (!typed && key_in("=", key))
        clean_use_form(overlay);
    else if (!typed && key_in("Left", key))
        change_ways(overlay, -1);
    else if (!typed && key_in("Right", key))
        change_ways(overlay, 1);
    else
        return motion_key(key, &overlay->cursor, overlay->line_count, overlay->height);
    return true;
}

static void click(struct clean_overlay *overlay, const struct key *key)
{
    enum { HEAD_ROWS = 3, TICK_CELLS = 8, WHEEL = 3 };
    int x, y;
    if (key->action == MOUSE_WHEEL_UP || key->action == MOUSE_WHEEL_DOWN) {
        motion_move(&overlay->cursor, overlay->line_count,
                    key->action == MOUSE_WHEEL_UP ? -WHEEL : WHEEL);
        return;
    }
    if (key->action != MOUSE_PRESS || !overlay_inside(&overlay->head, key, &x, &y) ||
        y < HEAD_ROWS || y >= HEAD_ROWS + overlay->height ||
        overlay->top + (size_t)(y - HEAD_ROWS) >= overlay->line_count)
        return;
    overlay->cursor = overlay->top + (size_t)(y - HEAD_ROWS);
    if (x < TICK_CELLS)
        clean_tick(overlay);
    else if (key->clicks == 2)
        clean_use_form(overlay);
}

static void press(struct overlay *head, const struct key *key)
{
    struct clean_overlay *overlay = (struct clean_overlay *)head;
    if (overlay->arena != NULL)
        error_clear(&overlay->err);
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
        clean_list(overlay);
        overlay->cursor = overlay->top = 0;
    }
}

static void release(struct overlay *head)
{
    struct clean_overlay *overlay = (struct clean_overlay *)head;
    app_cancel(head->pane, LANE_CLEAN);
    line_free(&overlay->search);
    arena_free(overlay->arena);
    arena_free(overlay->kept);
}

static const struct overlay_class clean_class = {.name = "clean",
                                                 .keys = TEXT_CLEAN_KEYS,
                                                 .draw = clean_draw,
                                                 .key = press,
                                                 .cursor = clean_cursor,
                                                 .describe = clean_describe,
                                                 .free = release};

/* ---- opening ---- */

static bool has_texts(struct pane *pane)
{
    const struct column_info *column = data_column(data_state(pane));
    if (column->type == COLUMN_TEXT)
        return true;
    app_say(pane->app, TEXT_CLEAN_ONLY_TEXT, TEXT_VALUES(text_string("column", column->name)));
    return false;
}

void data_command_clean(struct pane *pane)
{
    if (has_texts(pane))
        clean_open(pane, data_position(data_state(pane)));
}

void data_command_postcodes(struct pane *pane)
{
    if (has_texts(pane))
        postcodes_open(pane, data_position(data_state(pane)));
}

static struct clean_overlay *open_overlay(struct pane *pane, size_t position)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    const struct column_info *column = &dataset->columns[position];
    struct clean_overlay *overlay = overlay_push(pane, &clean_class, sizeof *overlay);
    if (overlay == NULL)
        return NULL;
    overlay->position = position;
    overlay->dataset = dataset->id;
    overlay->id = column->id;
    snprintf(overlay->name, sizeof overlay->name, "%s", column->name);
    return overlay;
}

void clean_open(struct pane *pane, size_t position)
{
    struct clean_overlay *overlay = open_overlay(pane, position);
    if (overlay != NULL)
        clean_submit(overlay);
}

/* Without memory for the recipe it would be one of a new column: better none. */
void clean_change(struct pane *pane, size_t position, const char *recipe, int64_t made)
{
    struct clean_overlay *overlay = open_overlay(pane, position);
    if (overlay == NULL)
        return;
    struct arena *arena = overlay->kept = arena_new();
    const char *copy = arena != NULL ? arena_string(arena, recipe) : NULL;
    if (copy == NULL ||
        recipe_read(arena, span_string(copy), &overlay->former, NULL) != STATUS_OK) {
        overlay_pop(pane->app);
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
        return;
    }
    overlay->changing = made;
    const struct column_info *column = work_column(data_state(pane)->work, made);
    if (column != NULL) /* that is what becomes of it */
        snprintf(overlay->name, sizeof overlay->name, "%s", column->name);
    clean_submit(overlay);
}

void clean_take(struct pane *pane, struct job *job)
{
    struct clean_overlay *overlay = find(pane);
    if (overlay == NULL)
        postcodes_take(pane, job);
    else if (job->tag == overlay->wanted)
        clean_take_reply(overlay, job);
}
