/*
 * A mapping of values that is there already, as groups that a person can go through again: what
 * is written alike makes a group, ticked, whatever put it together; values that look the same
 * as one of its members (new ones, most often) are offered in it, left out.
 */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/cleaning.h"

enum { NONE = -1 };

struct again {
    const struct cleaning_value *values;
    size_t count;
    const struct recipe *recipe;
    struct arena *arena;
    size_t *places;  /* of values by their text */
    int64_t *groups; /* of each value: the new group, or NONE */
    bool *left_out;  /* of each value: offered in it only */
    struct cleaning_group *items;
    struct cleaning_choice *choices;
    size_t made;
};

/* ---- values by their text ---- */

static int by_text(const void *a, const void *b, void *context)
{
    const struct cleaning_value *values = context;
    return span_compare(values[*(const size_t *)a].text, values[*(const size_t *)b].text);
}

/* The value with a text; NONE: no row has it. */
static int64_t find_value(const struct again *again, struct span text)
{
    size_t low = 0, high = again->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = span_compare(again->values[again->places[middle]].text, text);
        if (order == 0)
            return (int64_t)again->places[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NONE;
}

static bool begin(struct again *again, size_t groups)
{
    size_t room = again->recipe->values.count + groups + 1;
    again->places = arena_array(again->arena, again->count + 1, sizeof *again->places);
    again->groups = arena_array(again->arena, again->count + 1, sizeof *again->groups);
    again->left_out = arena_array(again->arena, again->count + 1, sizeof *again->left_out);
    again->items = arena_array(again->arena, room, sizeof *again->items);
    again->choices = arena_array(again->arena, room, sizeof *again->choices);
    if (!again->places || !again->groups || !again->left_out || !again->items || !again->choices)
        return false;
    for (size_t i = 0; i < again->count; i++) {
        again->places[i] = i;
        again->groups[i] = NONE;
    }
    qsort_r(again->places, again->count, sizeof *again->places, by_text,
            (void *)(uintptr_t)again->values);
    return true;
}

/* ---- which value is in which group ---- */

static int by_form(const void *a, const void *b)
{
    const struct recipe_pair *left = *(const struct recipe_pair *const *)a;
    const struct recipe_pair *right = *(const struct recipe_pair *const *)b;
    return span_compare(left->to, right->to);
}

/* What becomes one form; the form itself belongs to it where some row has it. */
static bool add_form(struct again *again, const struct recipe_pair *const *pairs, size_t count)
{
    int64_t group = (int64_t)again->made, form = find_value(again, pairs[0]->to);
    size_t members = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t value = find_value(again, pairs[i]->from);
        if (value == NONE)
            continue;
        again->groups[value] = group;
        members++;
    }
    if (members == 0)
        return true;
    if (form != NONE && again->groups[form] == NONE)
        again->groups[form] = group;
    again->choices[again->made].taken = true;
    again->choices[again->made++].form = arena_copy(again->arena, pairs[0]->to);
    return again->choices[group].form != NULL;
}

static bool add_forms(struct again *again)
{
    size_t count = again->recipe->values.count, first = 0;
    const struct recipe_pair **pairs = arena_array(again->arena, count + 1, sizeof *pairs);
    if (!pairs)
        return false;
    for (size_t i = 0; i < count; i++)
        pairs[i] = &again->recipe->values.pairs[i];
    qsort(pairs, count, sizeof *pairs, by_form);
    for (size_t end = 0; first < count; first = end) {
        for (end = first + 1; end < count && by_form(&pairs[first], &pairs[end]) == 0;)
            end++;
        if (!add_form(again, pairs + first, end - first))
            return false;
    }
    return true;
}

/* A group that was found: its members go where one of them is already; else it stays. */
static void add_found(struct again *again, const struct cleaning_group *found)
{
    int64_t group = NONE;
    for (size_t i = 0; i < found->count && group == NONE; i++)
        group = again->groups[found->members[i]];
    bool offered = group != NONE;
    if (!offered)
        group = (int64_t)again->made++;
    for (size_t i = 0; i < found->count; i++) {
        size_t value = found->members[i];
        if (again->groups[value] != NONE)
            continue;
        again->groups[value] = group;
        again->left_out[value] = offered;
    }
    if (again->items[group].way < found->way)
        again->items[group].way = found->way;
}

/* ---- members ---- */

/* Values come with the most frequent first, and so do members. */
static bool fill_members(struct again *again)
{
    for (size_t i = 0; i < again->count; i++)
        if (again->groups[i] != NONE)
            again->items[again->groups[i]].count++;
    for (size_t g = 0; g < again->made; g++) {
        struct cleaning_group *group = &again->items[g];
        bool *left_out = arena_array(again->arena, group->count + 1, sizeof *left_out);
        group->members = arena_array(again->arena, group->count + 1, sizeof *group->members);
        again->choices[g].left_out = left_out;
        if (!left_out || !group->members)
            return false;
        group->count = 0;
    }
    for (size_t i = 0; i < again->count; i++) {
        struct cleaning_group *group =
            again->groups[i] == NONE ? NULL : &again->items[again->groups[i]];
        if (!group)
            continue;
        ((bool *)(uintptr_t)again->choices[again->groups[i]].left_out)[group->count] =
            again->left_out[i];
        group->members[group->count++] = i;
        group->rows += again->values[i].rows;
    }
    return true;
}

bool cleaning_again(const struct cleaning_value *values, size_t count, const struct recipe *recipe,
                    struct arena *arena, struct cleaning_groups *groups,
                    struct cleaning_choice **choices)
{
    struct again again = {.values = values, .count = count, .recipe = recipe, .arena = arena};
    if (!begin(&again, groups->count) || !add_forms(&again))
        return false;
    for (size_t i = 0; i < groups->count; i++)
        add_found(&again, &groups->items[i]);
    if (!fill_members(&again))
        return false;
    groups->items = again.items;
    groups->count = again.made;
    *choices = again.choices;
    return true;
}

bool cleaning_keep_absent(const struct cleaning_value *values, size_t count,
                          const struct recipe *former, struct arena *arena, struct recipe *recipe)
{
    struct again again = {.values = values, .count = count, .recipe = former, .arena = arena};
    size_t made = recipe->values.count;
    struct recipe_pair *pairs = arena_array(arena, made + former->values.count + 1, sizeof *pairs);
    if (!pairs || !begin(&again, 0))
        return false;
    if (made > 0)
        memcpy(pairs, recipe->values.pairs, made * sizeof *pairs);
    for (size_t i = 0; i < former->values.count; i++)
        if (find_value(&again, former->values.pairs[i].from) == NONE)
            pairs[made++] = former->values.pairs[i];
    recipe->values.pairs = pairs;
    recipe->values.count = made;
    return true;
}
