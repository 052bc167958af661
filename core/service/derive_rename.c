/*
 * Bands and groups that get other names: what is made of the column goes on meaning the same
 * values. The names are turned back in the same way, so that taking a change back does so for
 * the columns that follow, too.
 */
#include <string.h>

#include "core/service/derive_internal.h"

/* More names than anybody reads are not compared, each with each. */
enum { NAMES_MAX = 5000 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- what is called otherwise ---- */

static bool has(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

/* The names that a recipe gives, each in its place; NULL: it gives none, or no memory. */
static const char **names_of(const struct making *making, const struct recipe *recipe,
                             size_t *count)
{
    bool bands = recipe->kind == RECIPE_BANDS, groups = recipe->kind == RECIPE_GROUPS;
    *count = bands ? recipe->bands.count + 1 : groups ? recipe->groups.count : 0;
    const char **names = arena_array(making->arena, *count + 1, sizeof *names);
    for (size_t i = 0; names && i < *count; i++)
        names[i] = bands ? recipe->bands.names[i] : recipe->groups.items[i].name;
    if (names && groups && recipe->groups.rest == REST_NAME)
        names[(*count)++] = recipe->groups.rest_name;
    /* Of two that are called the same nobody can say which one is meant. */
    for (size_t i = 0; names && i < *count && *count <= NAMES_MAX; i++) {
        if (has(names, i, names[i]))
            return NULL;
    }
    return *count && *count <= NAMES_MAX ? names : NULL;
}

static bool same_groups(const struct recipe *a, const struct recipe *b)
{
    bool same = a->groups.rest == b->groups.rest && a->groups.count == b->groups.count;
    for (size_t i = 0; same && i < a->groups.count; i++) {
        const struct recipe_group *left = &a->groups.items[i], *right = &b->groups.items[i];
        same = left->count == right->count;
        for (size_t j = 0; same && j < left->count; j++)
            same = span_equal(left->values[j], right->values[j]);
    }
    return same;
}

static bool same_limits(const struct recipe *a, const struct recipe *b)
{
    bool same = a->bands.count == b->bands.count;
    for (size_t i = 0; same && i < a->bands.count; i++)
        same =
            !(a->bands.limits[i] < b->bands.limits[i] || a->bands.limits[i] > b->bands.limits[i]);
    return same;
}

/* A value outside all groups that is kept may be called as a group is or was: then the name
 * means both. */
static enum status is_kept(const struct making *making, const struct recipe *recipe,
                           const char *name, bool *kept, struct error *err)
{
    size_t position = 0;
    *kept = false;
    for (size_t i = 0; i < recipe->groups.count; i++) {
        for (size_t j = 0; j < recipe->groups.items[i].count; j++) {
            if (span_equal(recipe->groups.items[i].values[j], span_string(name)))
                return STATUS_OK;
        }
    }
    *kept = true;
    if (!making_find(&making->dataset, recipe->source, &position))
        return STATUS_OK;
    return derived_has_value(making->db, making->dataset.id, making->dataset.columns[position].name,
                             name, kept, err);
}

static enum status drop_if_kept(const struct making *making, const struct recipe *recipe,
                                struct renames *out, struct error *err)
{
    enum status status = STATUS_OK;
    bool kept = false;
    for (size_t i = 0; status == STATUS_OK && !kept && i < 2 * out->count; i++)
        status = is_kept(making, recipe, i % 2 ? out->now[i / 2] : out->was[i / 2], &kept, err);
    if (kept)
        out->count = 0;
    return status;
}

enum status making_renames(const struct making *making, const char *was, const char *now,
                           struct renames *out, struct error *err)
{
    struct recipe old, new;
    size_t count = 0, other = 0;
    *out = (struct renames){NULL, NULL, 0};
    if (strcmp(was, now) == 0 ||
        recipe_read(making->arena, span_string(was), &old, NULL) != STATUS_OK ||
        recipe_read(making->arena, span_string(now), &new, NULL) != STATUS_OK ||
        old.kind != new.kind || old.source != new.source)
        return STATUS_OK;
    const char **before = names_of(making, &old, &count), **after = names_of(making, &new, &other);
    if (!before || !after || count != other ||
        (old.kind == RECIPE_GROUPS && !same_groups(&old, &new)))
        return STATUS_OK;
    out->was = arena_array(making->arena, count, sizeof *out->was);
    out->now = arena_array(making->arena, count, sizeof *out->now);
    if (!out->was || !out->now)
        return no_memory(err);
    /* With other limits "10–19" may have moved up by one place, and is still "10–19". */
    bool moved = old.kind == RECIPE_BANDS && !same_limits(&old, &new);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(before[i], after[i]) == 0 ||
            (moved && (has(after, count, before[i]) || has(before, count, after[i]))))
            continue;
        out->was[out->count] = before[i];
        out->now[out->count++] = after[i];
    }
    return old.kind == RECIPE_GROUPS && old.groups.rest == REST_KEEP
               ? drop_if_kept(making, &old, out, err)
               : STATUS_OK;
}

/* ---- in the recipes that name it ---- */

/* The value that a recipe names at a place; NULL: there are no more. */
static struct span *value_at(struct recipe *recipe, size_t at)
{
    if (recipe->kind == RECIPE_VALUES)
        return at < recipe->values.count ? &recipe->values.pairs[at].from : NULL;
    if (recipe->kind == RECIPE_TEST)
        return recipe->test.test == TEST_IN && at < recipe->test.count ? &recipe->test.values[at]
                                                                       : NULL;
    for (size_t i = 0; recipe->kind == RECIPE_GROUPS && i < recipe->groups.count; i++) {
        if (at < recipe->groups.items[i].count)
            return &recipe->groups.items[i].values[at];
        at -= recipe->groups.items[i].count;
    }
    return NULL;
}

static size_t place_of(const char *const *names, size_t count, struct span name)
{
    size_t i = 0;
    while (i < count && !span_equal(span_string(names[i]), name))
        i++;
    return i;
}

/*
 * The recipe may have named a new name before there was a value of that name, and one that
 * becomes it as well. No value may be named twice: then the idle one gets the name that
 * nothing has any more, and has its own again when the change is taken back.
 */
static struct span idle(const struct renames *renames, const bool *named, struct span name)
{
    bool clash = false;
    struct span free_name = name;
    for (size_t i; (i = place_of(renames->now, renames->count, free_name)) < renames->count;) {
        clash = clash || named[i];
        free_name = span_string(renames->was[i]);
    }
    return clash ? free_name : name;
}

enum status making_rename(const struct making *making, const struct renames *renames,
                          struct recipe *recipe, struct error *err)
{
    bool *named = arena_array(making->arena, renames->count + 1, sizeof *named);
    struct span *value;
    if (!named)
        return no_memory(err);
    for (size_t at = 0; (value = value_at(recipe, at)); at++)
        named[place_of(renames->was, renames->count, *value)] = true;
    for (size_t at = 0; (value = value_at(recipe, at)); at++) {
        size_t place = place_of(renames->was, renames->count, *value);
        *value = place < renames->count ? span_string(renames->now[place])
                                        : idle(renames, named, *value);
    }
    return STATUS_OK;
}
