/* What is chosen of groups of values: ticks, forms, members that are left out; and which lines of
 * the list fit what was typed. */
#include <stdlib.h>
#include <string.h>

#include "core/analysis/needle.h"
#include "tui/pane/clean.h"

static const struct cleaning_group *group_at(const struct clean_overlay *overlay, size_t group)
{
    return &overlay->column.groups.items[group];
}

static struct span member_text(const struct clean_overlay *overlay, size_t group, size_t member)
{
    return overlay->column.values[group_at(overlay, group)->members[member]].text;
}

struct span clean_form(const struct clean_overlay *overlay, size_t group)
{
    const struct clean_group *chosen = &overlay->groups[group];
    return chosen->typed != NULL ? span_string(chosen->typed)
                                 : member_text(overlay, group, chosen->form);
}

/* ---- lines ---- */

/* A group is shown whole when any of its members has what was typed. */
static bool fits(const struct clean_overlay *overlay, size_t group, struct needle *needle)
{
    const struct cleaning_group *all = group_at(overlay, group);
    for (size_t i = 0; i < all->count; i++)
        if (needle_in(needle, member_text(overlay, group, i)))
            return true;
    return needle_in(needle, clean_form(overlay, group));
}

void clean_list(struct clean_overlay *overlay)
{
    struct needle needle = {0};
    struct span typed = buffer_span(&overlay->search.text);
    bool all = typed.len == 0 || !needle_set(&needle, typed);
    overlay->line_count = 0;
    for (size_t i = 0; i < overlay->column.groups.count; i++) {
        if (!all && !fits(overlay, i, &needle))
            continue;
        overlay->lines[overlay->line_count++] = (struct clean_line){i, CLEAN_HEAD};
        for (size_t k = 0; k < group_at(overlay, i)->count; k++)
            overlay->lines[overlay->line_count++] = (struct clean_line){i, k};
    }
    needle_free(&needle);
}

bool clean_current(const struct clean_overlay *overlay, struct clean_line *out)
{
    if (overlay->arena == NULL || overlay->cursor >= overlay->line_count)
        return false;
    *out = overlay->lines[overlay->cursor];
    return true;
}

/* ---- ticks and forms ---- */

/* A group, or a member that is to stay as it is. */
void clean_tick(struct clean_overlay *overlay)
{
    struct clean_line line;
    if (!clean_current(overlay, &line))
        return;
    struct clean_group *group = &overlay->groups[line.group];
    if (line.member == CLEAN_HEAD)
        group->ticked = !group->ticked;
    else
        group->left_out[line.member] = !group->left_out[line.member];
}

/* All groups that are shown, or none of them when all are ticked. */
void clean_tick_all(struct clean_overlay *overlay)
{
    bool all = true;
    for (size_t i = 0; i < overlay->line_count; i++)
        all &= overlay->groups[overlay->lines[i].group].ticked;
    for (size_t i = 0; i < overlay->line_count; i++)
        overlay->groups[overlay->lines[i].group].ticked = !all;
}

/* The form is that of the member; from the head of a group the next one's. */
void clean_use_form(struct clean_overlay *overlay)
{
    struct clean_line line;
    if (!clean_current(overlay, &line))
        return;
    struct clean_group *group = &overlay->groups[line.group];
    size_t next = (group->form + (group->typed == NULL)) % group_at(overlay, line.group)->count;
    group->form = line.member == CLEAN_HEAD ? next : line.member;
    group->typed = NULL;
    group->ticked = true;
    if (line.member != CLEAN_HEAD)
        group->left_out[line.member] = false;
}

/* Nothing typed: the form is a member's again. */
void clean_type_form(struct clean_overlay *overlay, const char *text)
{
    struct clean_line line;
    if (!clean_current(overlay, &line))
        return;
    struct clean_group *group = &overlay->groups[line.group];
    group->typed = *text != '\0' ? arena_string(overlay->arena, text) : NULL;
    group->ticked = true;
}

/* ---- all of it ---- */

struct cleaning_choice *clean_choices(const struct clean_overlay *overlay, struct arena *arena)
{
    size_t count = overlay->column.groups.count;
    struct cleaning_choice *choices = arena_array(arena, count + 1, sizeof *choices);
    for (size_t i = 0; choices != NULL && i < count; i++) {
        const char *form = arena_copy(arena, clean_form(overlay, i));
        choices[i] =
            (struct cleaning_choice){overlay->groups[i].ticked, form, overlay->groups[i].left_out};
        if (form == NULL)
            return NULL;
    }
    return choices;
}

struct clean_sum clean_sum(const struct clean_overlay *overlay)
{
    struct clean_sum sum = {0};
    for (size_t i = 0; i < overlay->column.groups.count; i++) {
        const struct clean_group *chosen = &overlay->groups[i];
        struct span form = clean_form(overlay, i);
        sum.groups += chosen->ticked;
        for (size_t k = 0; chosen->ticked && k < group_at(overlay, i)->count; k++) {
            if (chosen->left_out[k] || span_equal(member_text(overlay, i, k), form))
                continue;
            sum.values++;
            sum.rows += overlay->column.values[group_at(overlay, i)->members[k]].rows;
        }
    }
    return sum;
}

void clean_choose(struct clean_overlay *overlay, const struct cleaning_choice *choices)
{
    for (size_t i = 0; i < overlay->column.groups.count; i++) {
        struct clean_group *group = &overlay->groups[i];
        size_t members = group_at(overlay, i)->count;
        group->ticked = choices[i].taken;
        group->typed = choices[i].form;
        for (size_t k = 0; k < members; k++) {
            group->left_out[k] = choices[i].left_out[k];
            if (choices[i].form == NULL ||
                !span_equal(member_text(overlay, i, k), span_string(choices[i].form)))
                continue;
            group->form = k;
            group->typed = NULL;
        }
    }
}

/* ---- other groups ---- */

struct known {
    struct span text;
    size_t group, member;
};

static int by_text(const void *a, const void *b)
{
    struct span left = ((const struct known *)a)->text, right = ((const struct known *)b)->text;
    size_t shorter = left.len < right.len ? left.len : right.len;
    int order = shorter > 0 ? memcmp(left.data, right.data, shorter) : 0;
    return order != 0 ? order : (left.len > right.len) - (left.len < right.len);
}

/* All members of the former groups, by their texts. */
static struct known *list_known(const struct clean_overlay *former, size_t *count)
{
    size_t n = 0;
    for (size_t i = 0; i < former->column.groups.count; i++)
        n += group_at(former, i)->count;
    struct known *known = calloc(n + 1, sizeof *known);
    *count = 0;
    for (size_t i = 0; known != NULL && i < former->column.groups.count; i++)
        for (size_t k = 0; k < group_at(former, i)->count; k++)
            known[(*count)++] = (struct known){member_text(former, i, k), i, k};
    if (*count > 0)
        qsort(known, *count, sizeof *known, by_text);
    return known;
}

/* A member that was in a group before: what was chosen there for it and for all. */
static void keep_member(struct clean_overlay *overlay, size_t group, size_t member,
                        const struct clean_overlay *former, const struct known *was)
{
    const struct clean_group *old = &former->groups[was->group];
    struct clean_group *now = &overlay->groups[group];
    now->left_out[member] = old->left_out[was->member];
    now->ticked |= old->ticked;
    if (old->typed != NULL && now->typed == NULL)
        now->typed = arena_string(overlay->arena, old->typed);
    if (old->typed == NULL && old->form == was->member && old->form != 0)
        now->form = member;
}

void clean_keep(struct clean_overlay *overlay, const struct clean_overlay *former)
{
    size_t count = 0;
    struct known *known = list_known(former, &count);
    for (size_t i = 0; count > 0 && i < overlay->column.groups.count; i++) {
        for (size_t k = 0; k < group_at(overlay, i)->count; k++) {
            const struct known wanted = {.text = member_text(overlay, i, k)};
            const struct known *was = bsearch(&wanted, known, count, sizeof *known, by_text);
            if (was != NULL)
                keep_member(overlay, i, k, former, was);
        }
    }
    free(known);
}
