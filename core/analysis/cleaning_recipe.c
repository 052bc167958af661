/* From what a person chose for groups of values to the recipe of a column. */
#include <string.h>

#include "core/analysis/cleaning.h"

static struct span form_of(const struct cleaning_value *values, const struct cleaning_group *group,
                           const struct cleaning_choice *choice)
{
    return choice->form ? span_string(choice->form) : values[group->form].text;
}

/* The member is written otherwise. */
static bool changes(const struct cleaning_value *values, const struct cleaning_group *group,
                    const struct cleaning_choice *choice, size_t member)
{
    return choice->taken && !(choice->left_out && choice->left_out[member]) &&
           !span_equal(values[group->members[member]].text, form_of(values, group, choice));
}

size_t cleaning_changes(const struct cleaning_value *values, const struct cleaning_group *group,
                        const struct cleaning_choice *choice, int64_t *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (!changes(values, group, choice, i))
            continue;
        count++;
        *rows += values[group->members[i]].rows;
    }
    return count;
}

bool cleaning_recipe(const struct cleaning_value *values, const struct cleaning_groups *groups,
                     const struct cleaning_choice *choices, int64_t source, struct arena *arena,
                     struct recipe *out)
{
    size_t count = 0;
    int64_t rows = 0;
    for (size_t i = 0; i < groups->count; i++)
        count += cleaning_changes(values, &groups->items[i], &choices[i], &rows);
    struct recipe_pair *pairs = arena_array(arena, count + 1, sizeof *pairs);
    if (!pairs)
        return false;
    *out = (struct recipe){.kind = RECIPE_VALUES, .source = source};
    out->values.pairs = pairs;
    for (size_t i = 0; i < groups->count; i++) {
        const struct cleaning_group *group = &groups->items[i];
        for (size_t k = 0; k < group->count; k++) {
            if (changes(values, group, &choices[i], k))
                pairs[out->values.count++] = (struct recipe_pair){
                    values[group->members[k]].text, form_of(values, group, &choices[i])};
        }
    }
    return true;
}
