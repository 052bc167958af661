/*
 * The use cases of derived columns: making, changing and dropping them. Each is one transaction
 * with its entry in the log.
 */
#include "core/service/derive.h"

#include "core/service/derive_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- steps ---- */

enum status making_add(struct making *making, const char *name, const struct recipe *recipe,
                       int64_t id, struct derived_column *out, struct error *err)
{
    enum status status = making_check_name(making, name, 0, err);
    if (status == STATUS_OK)
        status = making_describe(making, recipe, name, id, out, err);
    if (status == STATUS_OK)
        status = derived_add(making->db, making->dataset.id, out, &out->id, err);
    return status;
}

/* Those that are made of the column get what it is made of written into them. */
static enum status set_free(const struct making *making, size_t position, struct error *err)
{
    struct followers list;
    const struct followers only = {&position, 1};
    enum status status = making_followers(making, position, &list, err);
    if (status != STATUS_OK || list.count == 1)
        return status;
    struct derived_column *columns = arena_array(making->arena, list.count, sizeof *columns);
    if (!columns)
        return no_memory(err);
    for (size_t i = 1; i < list.count; i++) {
        struct recipe recipe;
        const struct column_info *info = &making->dataset.columns[list.positions[i]];
        const char *sql = info->sql;
        if (making_follows(making, &only, list.positions[i]) &&
            making_recipe(making, info, &recipe))
            sql = making_express(making, &recipe, true);
        if (!sql)
            return error_set(err, STATUS_INVALID, TEXT_DERIVE_TOO_LONG, NULL);
        columns[i - 1] = making_as_it_is(making, list.positions[i], sql);
    }
    return derived_change(making->db, making->dataset.id, columns, list.count - 1, err);
}

enum status making_drop(struct making *making, size_t position, struct error *err)
{
    enum status status = set_free(making, position, err);
    return status == STATUS_OK ? derived_drop(making->db, making->dataset.id,
                                              making->dataset.columns[position].id, err)
                               : status;
}

/* A column may not be made of one that is made of it. */
static enum status check_circle(const struct making *making, const struct followers *list,
                                const struct recipe *recipe, struct error *err)
{
    const int64_t ids[] = {recipe->source, recipe->with};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t source;
        if (making_find(&making->dataset, ids[i], &source) && followers_have(list, source))
            return error_set(err, STATUS_INVALID, TEXT_DERIVE_CIRCLE,
                             TEXT_VALUES(text_string(
                                 "column", making->dataset.columns[list->positions[0]].name)));
    }
    return STATUS_OK;
}

/* The column itself as it is to be, its name aside. */
static enum status describe_first(const struct making *making, size_t position,
                                  const struct recipe *recipe, struct derived_column *out,
                                  struct error *err)
{
    struct recipe old;
    const struct column_info *info = &making->dataset.columns[position];
    if (recipe)
        return making_describe(making, recipe, info->name, info->id, out, err);
    if (making_recipe(making, info, &old) && making_has_sources(&making->dataset, &old))
        return making_describe(making, &old, info->name, info->id, out, err);
    *out = making_as_it_is(making, position, info->sql);
    return STATUS_OK;
}

/* The columns that follow; the dataset knows the new one already, but for its recipe. Those
 * that name values of it name them as they are called now. */
static enum status describe_followers(const struct making *making, const struct followers *list,
                                      struct derived_column *columns, struct error *err)
{
    struct renames renames;
    const struct column_info *first = &making->dataset.columns[list->positions[0]];
    if (list->count == 1)
        return STATUS_OK;
    enum status status = making_renames(making, making->was ? making->was : first->recipe,
                                        columns[0].recipe, &renames, err);
    for (size_t i = 1; i < list->count && status == STATUS_OK; i++) {
        struct recipe recipe;
        struct column_info *info = &making->dataset.columns[list->positions[i]];
        if (!making_recipe(making, info, &recipe))
            continue;
        if (recipe.source == first->id)
            status = making_rename(making, &renames, &recipe, err);
        if (status == STATUS_OK)
            status = making_describe(making, &recipe, info->name, info->id, &columns[i], err);
        if (status == STATUS_OK)
            info->type = columns[i].type;
    }
    return status;
}

enum status making_change(struct making *making, size_t position, const char *name,
                          const struct recipe *recipe, struct derived_column *out,
                          struct error *err)
{
    struct followers list = {NULL, 0};
    struct derived_column *columns = NULL;
    struct column_info *info = &making->dataset.columns[position];
    enum status status = name ? making_check_name(making, name, info->id, err) : STATUS_OK;
    if (status == STATUS_OK)
        status = making_followers(making, position, &list, err);
    if (status == STATUS_OK && recipe)
        status = check_circle(making, &list, recipe, err);
    if (status != STATUS_OK)
        return status;
    columns = arena_array(making->arena, list.count, sizeof *columns);
    if (!columns)
        return no_memory(err);
    status = describe_first(making, position, recipe, &columns[0], err);
    if (status != STATUS_OK)
        return status;
    columns[0].name = name ? name : info->name;
    info->name = columns[0].name;
    info->type = columns[0].type;
    *out = columns[0];
    status = describe_followers(making, &list, columns, err);
    if (status == STATUS_OK)
        status = derived_change(making->db, making->dataset.id, columns, list.count, err);
    return status;
}

/* ---- use cases ---- */

enum status derive_make(struct db *db, int64_t dataset, const char *name,
                        const struct recipe *recipe, const char *by, struct derive_done *done,
                        struct error *err)
{
    struct making making;
    struct derived_column after;
    enum status status = making_begin(&making, db, dataset, by, err);
    if (status == STATUS_OK)
        status = making_add(&making, name, recipe, 0, &after, err);
    if (status == STATUS_OK)
        status = making_note(&making, "derive", after.id, NULL, &after, NULL, done, err);
    return making_end(&making, status, err);
}

static enum status find_derived(const struct making *making, int64_t column, size_t *position,
                                struct error *err)
{
    if (!making_find(&making->dataset, column, position))
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_COLUMN_GONE, NULL);
    const struct column_info *info = &making->dataset.columns[*position];
    return *info->recipe ? STATUS_OK
                         : error_set(err, STATUS_INVALID, TEXT_DERIVE_NOT_DERIVED,
                                     TEXT_VALUES(text_string("column", info->name)));
}

enum status derive_drop(struct db *db, int64_t dataset, int64_t column, const char *by,
                        struct derive_done *done, struct error *err)
{
    struct making making;
    size_t position = 0;
    enum status status = making_begin(&making, db, dataset, by, err);
    if (status == STATUS_OK)
        status = find_derived(&making, column, &position, err);
    if (status == STATUS_OK)
        status = making_drop(&making, position, err);
    if (status == STATUS_OK)
        status = making_note(&making, "drop column", column, &making.dataset.columns[position],
                             NULL, NULL, done, err);
    return making_end(&making, status, err);
}

enum status derive_change(struct db *db, int64_t dataset, int64_t column, const char *name,
                          const struct recipe *recipe, const char *by, struct derive_done *done,
                          struct error *err)
{
    struct making making;
    struct derived_column after;
    size_t position = 0;
    enum status status = making_begin(&making, db, dataset, by, err);
    if (status == STATUS_OK)
        status = find_derived(&making, column, &position, err);
    struct column_info before = {.id = 0};
    if (status == STATUS_OK) {
        before = making.dataset.columns[position];
        status = making_change(&making, position, name, recipe, &after, err);
    }
    if (status == STATUS_OK)
        status = making_note(&making, "change column", column, &before, &after, NULL, done, err);
    return making_end(&making, status, err);
}
