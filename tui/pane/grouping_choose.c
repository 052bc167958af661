/* What is chosen in the overlay of groups: ticks, groups, and the recipe that they say. */
#include <string.h>

#include "core/base/utf8.h"
#include "tui/pane/grouping.h"

void grouping_narrow(struct grouping_overlay *overlay)
{
    struct buffer folded = {0}, scratch = {0};
    utf8_fold(span_string(line_text(&overlay->search)), &folded);
    overlay->shown_count = 0;
    for (size_t i = 0; i < overlay->count; i++)
        if (utf8_contains_folded(overlay->values[i].text, buffer_span(&folded), &scratch))
            overlay->shown[overlay->shown_count++] = i;
    if (overlay->cursor >= overlay->shown_count)
        overlay->cursor = overlay->shown_count > 0 ? overlay->shown_count - 1 : 0;
    buffer_free(&folded);
    buffer_free(&scratch);
}

size_t grouping_ticked(const struct grouping_overlay *overlay)
{
    size_t count = 0;
    for (size_t i = 0; i < overlay->count; i++)
        count += overlay->values[i].ticked;
    return count;
}

static int find_group(struct grouping_overlay *overlay, const char *name)
{
    for (size_t i = 0; i < overlay->name_count; i++)
        if (strcmp(overlay->names[i], name) == 0)
            return (int)i;
    if (overlay->name_count == GROUPING_MOST)
        return GROUPING_NONE;
    overlay->names[overlay->name_count] = arena_string(overlay->arena, name);
    return overlay->names[overlay->name_count] != NULL ? (int)overlay->name_count++ : GROUPING_NONE;
}

bool grouping_put(struct grouping_overlay *overlay, const char *name)
{
    int group = find_group(overlay, name);
    for (size_t i = 0; group != GROUPING_NONE && i < overlay->count; i++) {
        if (!overlay->values[i].ticked)
            continue;
        overlay->values[i].group = group;
        overlay->values[i].ticked = false;
    }
    return group != GROUPING_NONE;
}

void grouping_take_out(struct grouping_overlay *overlay)
{
    if (overlay->shown_count > 0)
        overlay->values[overlay->shown[overlay->cursor]].group = GROUPING_NONE;
}

static size_t members(const struct grouping_overlay *overlay, int group)
{
    size_t count = 0;
    for (size_t i = 0; i < overlay->count; i++)
        count += overlay->values[i].group == group;
    return count;
}

size_t grouping_used(const struct grouping_overlay *overlay)
{
    size_t used = 0;
    for (size_t i = 0; i < overlay->name_count; i++)
        used += members(overlay, (int)i) > 0;
    return used;
}

static bool fill_group(const struct grouping_overlay *overlay, int group, struct arena *arena,
                       struct recipe_group *out)
{
    *out = (struct recipe_group){.name = overlay->names[group]};
    out->values = arena_array(arena, members(overlay, group), sizeof *out->values);
    for (size_t i = 0; out->values != NULL && i < overlay->count; i++)
        if (overlay->values[i].group == group)
            out->values[out->count++] = overlay->values[i].text;
    return out->values != NULL;
}

const char *grouping_json(const struct grouping_overlay *overlay, struct arena *arena)
{
    const char *json = NULL;
    struct recipe recipe = {.kind = RECIPE_GROUPS, .source = overlay->column};
    recipe.groups.rest = overlay->rest;
    recipe.groups.rest_name = overlay->rest == REST_NAME ? text_get(TEXT_GROUPING_OTHER) : "";
    recipe.groups.items = arena_array(arena, GROUPING_MOST, sizeof *recipe.groups.items);
    for (size_t i = 0; recipe.groups.items != NULL && i < overlay->name_count; i++) {
        if (members(overlay, (int)i) == 0)
            continue;
        if (!fill_group(overlay, (int)i, arena, &recipe.groups.items[recipe.groups.count++]))
            return NULL;
    }
    if (recipe.groups.count == 0 || recipe_write(arena, &recipe, &json, NULL) != STATUS_OK)
        return NULL;
    return json;
}

static void put_value(struct grouping_overlay *overlay, struct span text, int group)
{
    for (size_t i = 0; i < overlay->count; i++)
        if (span_equal(overlay->values[i].text, text))
            overlay->values[i].group = group;
}

void grouping_begin_with(struct grouping_overlay *overlay, const char *json)
{
    struct recipe recipe;
    if (recipe_read(overlay->arena, span_string(json), &recipe, NULL) != STATUS_OK ||
        recipe.kind != RECIPE_GROUPS)
        return;
    overlay->rest = recipe.groups.rest;
    for (size_t i = 0; i < recipe.groups.count && i < GROUPING_MOST; i++) {
        int group = find_group(overlay, recipe.groups.items[i].name);
        for (size_t j = 0; j < recipe.groups.items[i].count; j++)
            put_value(overlay, recipe.groups.items[i].values[j], group);
    }
}
