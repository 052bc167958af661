/*
 * The commands around new columns: from which column, of what kind, and what can be done with
 * one that is there. The forms and groups themselves are overlays of their own.
 */
#include <stdlib.h>
#include <string.h>

#include "core/service/derive.h"
#include "tui/console/app.h"
#include "tui/pane/clean.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_make.h"
#include "tui/pane/data_state.h"
#include "tui/pane/form.h"
#include "tui/pane/grouping.h"
#include "tui/pane/postcodes.h"

enum { KINDS_MOST = 16 };

/* What the list of kinds offers beside the forms. */
enum { KIND_GROUPS = 1000, KIND_CLEAN, KIND_POSTCODES };

/* ---- of what kind ---- */

/* Kinds for a column of that type, the likeliest first; returns how many. */
static size_t list_kinds(enum column_type type, size_t *out)
{
    size_t count = 0;
    bool texts = type == COLUMN_TEXT || type == COLUMN_YESNO;
    if (texts)
        out[count++] = KIND_GROUPS;
    for (size_t i = 0; i < form_count; i++)
        if (form_fits(&forms[i], type))
            out[count++] = i;
    if (!texts)
        out[count++] = KIND_GROUPS;
    if (type == COLUMN_TEXT) {
        out[count++] = KIND_CLEAN;
        out[count++] = KIND_POSTCODES;
    }
    return count;
}

static struct list_item kind_item(size_t kind)
{
    if (kind == KIND_GROUPS)
        return (struct list_item){.text = text_get(TEXT_NEW_GROUPS),
                                  .detail = text_get(TEXT_NEW_GROUPS_DETAIL)};
    if (kind == KIND_CLEAN)
        return (struct list_item){.text = text_get(TEXT_NEW_CLEAN),
                                  .detail = text_get(TEXT_NEW_CLEAN_DETAIL)};
    if (kind == KIND_POSTCODES)
        return (struct list_item){.text = text_get(TEXT_NEW_POSTCODES),
                                  .detail = text_get(TEXT_NEW_POSTCODES_DETAIL)};
    return (struct list_item){.text = text_get(forms[kind].entry),
                              .detail = text_get(forms[kind].detail)};
}

static void kind_chosen(struct pane *pane, size_t index)
{
    struct data_state *state = data_state(pane);
    size_t kinds[KINDS_MOST], position = state->new_position;
    if (position >= state->dataset->column_count)
        return;
    size_t count = list_kinds(state->dataset->columns[position].type, kinds);
    if (index >= count)
        return;
    if (kinds[index] == KIND_GROUPS)
        grouping_open(pane, position, NULL, 0);
    else if (kinds[index] == KIND_CLEAN)
        clean_open(pane, position);
    else if (kinds[index] == KIND_POSTCODES)
        postcodes_open(pane, position);
    else
        form_open(pane, position, kinds[index], NULL, 0);
}

static void choose_kind(struct pane *pane, size_t position)
{
    struct data_state *state = data_state(pane);
    const struct column_info *column = &state->dataset->columns[position];
    struct list_item items[KINDS_MOST];
    size_t kinds[KINDS_MOST], count = list_kinds(column->type, kinds);
    char title[200];
    for (size_t i = 0; i < count; i++)
        items[i] = kind_item(kinds[i]);
    text_format(title, sizeof title, TEXT_NEW_KIND_TITLE,
                TEXT_VALUES(text_string("column", column->name)));
    state->new_position = position;
    const struct list_request request = {
        .title = title, .items = items, .count = count, .chosen = kind_chosen};
    app_open_list(pane, &request);
}

/* ---- from which column ---- */

/* The cursor's column stands first. */
static void column_chosen(struct pane *pane, size_t index)
{
    const struct data_state *state = data_state(pane);
    size_t here = data_position(state);
    size_t position = index == 0 ? here : index <= here ? index - 1 : index;
    if (position < state->dataset->column_count)
        choose_kind(pane, position);
}

void data_command_new_column(struct pane *pane)
{
    const struct data_state *state = data_state(pane);
    size_t count = state->dataset->column_count, here = data_position(state);
    struct list_item *items = calloc(count + 1, sizeof *items);
    if (items == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct column_info *column = &state->dataset->columns[i];
        items[i == here  ? 0
              : i < here ? i + 1
                         : i] = (struct list_item){.text = column->name, .detail = column->label};
    }
    const struct list_request request = {.title = text_get(TEXT_NEW_COLUMN_TITLE),
                                         .items = items,
                                         .count = count,
                                         .chosen = column_chosen};
    app_open_list(pane, &request);
    free(items);
}

/* ---- those that are there ---- */

bool data_has_made_column(const struct pane *pane)
{
    return data_has_dataset(pane) && *data_column(data_state(pane))->recipe != '\0';
}

static bool find_position(const struct dataset_info *dataset, int64_t id, size_t *position)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (dataset->columns[i].id == id) {
            *position = i;
            return true;
        }
    }
    return false;
}

/* The overlay in which it was made, as it was left. False: there is none for it. */
static bool open_again(struct pane *pane, const struct column_info *column, struct arena *arena)
{
    const struct dataset_info *dataset = data_state(pane)->dataset;
    struct recipe recipe;
    struct look_wish wish;
    size_t position = 0;
    if (recipe_read(arena, span_string(column->recipe), &recipe, NULL) != STATUS_OK ||
        !find_position(dataset, recipe.source, &position))
        return false;
    if (recipe.kind == RECIPE_GROUPS) {
        grouping_open(pane, position, column->recipe, column->id);
        return true;
    }
    if (recipe.kind == RECIPE_VALUES && dataset->columns[position].type == COLUMN_TEXT) {
        clean_change(pane, position, column->recipe, column->id);
        return true;
    }
    if (recipe.kind == RECIPE_POSTCODE) {
        postcodes_change(pane, position, recipe.outer, column->id);
        return true;
    }
    if (!form_of_recipe(dataset, &recipe, dataset->columns[position].type, arena, &wish))
        return false;
    form_open(pane, position, wish.form, &wish, column->id);
    return true;
}

void data_command_change_column(struct pane *pane)
{
    const struct column_info *column = data_column(data_state(pane));
    struct arena *arena = arena_new();
    if (arena != NULL && !open_again(pane, column, arena))
        app_say(pane->app, TEXT_NEW_NO_CHANGE, TEXT_VALUES(text_string("column", column->name)));
    arena_free(arena);
}

static void renamed(struct pane *pane, const char *name)
{
    data_change_column(pane, data_column(data_state(pane))->id, name, NULL);
}

void data_command_rename_column(struct pane *pane)
{
    const struct column_info *column = data_column(data_state(pane));
    char title[200];
    text_format(title, sizeof title, TEXT_NEW_RENAME_TITLE,
                TEXT_VALUES(text_string("column", column->name)));
    const struct prompt_request request = {.title = title,
                                           .label = text_get(TEXT_MAKE_NAME_LABEL),
                                           .initial = column->name,
                                           .accepted = renamed};
    app_open_prompt(pane, &request);
}

void data_command_remove_column(struct pane *pane)
{
    data_drop_column(pane, data_column(data_state(pane))->id);
}
