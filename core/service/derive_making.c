/*
 * What changes of derived columns share: the dataset inside a transaction, recipes turned into
 * expressions, and the columns that depend on one, in an order in which each finds what it is
 * made of.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"
#include "core/service/derive_internal.h"
#include "core/service/recipe_sql.h"

enum { NAME_BYTES_MAX = 120 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status making_begin(struct making *making, struct db *db, int64_t dataset, const char *by,
                         struct error *err)
{
    *making = (struct making){.db = db, .arena = arena_new(), .by = by ? by : ""};
    if (!making->arena)
        return no_memory(err);
    enum status status = db_begin(db, err);
    if (status == STATUS_OK)
        status = dataset_by_id(db, making->arena, dataset, &making->dataset, err);
    if (status == STATUS_OK && making->dataset.changed_shape)
        status = error_set(err, STATUS_STALE, TEXT_STORE_DATASET_ALTERED,
                           TEXT_VALUES(text_string("dataset", making->dataset.name)));
    return status;
}

enum status making_end(struct making *making, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        status = db_commit(making->db, err);
    else
        db_rollback(making->db);
    arena_free(making->arena);
    return status;
}

/* ---- columns ---- */

bool making_find(const struct dataset_info *dataset, int64_t id, size_t *position)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (dataset->columns[i].id == id) {
            *position = i;
            return true;
        }
    }
    return false;
}

/* The recipe of a column; false: it has none, or one that can't be read. */
bool making_recipe(const struct making *making, const struct column_info *column,
                   struct recipe *out)
{
    return *column->recipe &&
           recipe_read(making->arena, span_string(column->recipe), out, NULL) == STATUS_OK;
}

bool making_has_sources(const struct dataset_info *dataset, const struct recipe *recipe)
{
    size_t position;
    return making_find(dataset, recipe->source, &position) &&
           (!recipe->with || making_find(dataset, recipe->with, &position));
}

bool derive_lost(const struct dataset_info *dataset, const struct column_info *column)
{
    struct recipe recipe;
    struct arena *arena = *column->recipe ? arena_new() : NULL;
    bool lost =
        arena && (recipe_read(arena, span_string(column->recipe), &recipe, NULL) != STATUS_OK ||
                  !making_has_sources(dataset, &recipe));
    arena_free(arena);
    return lost;
}

enum status making_check_name(const struct making *making, const char *name, int64_t but,
                              struct error *err)
{
    struct buffer wanted = {0}, other = {0};
    size_t len = strlen(name);
    bool good = len > 0 && len <= NAME_BYTES_MAX && utf8_valid(span_of(name, len)) &&
                strspn(name, " ") < len && strncasecmp(name, "dj_", 3) != 0;
    for (size_t i = 0; i < len; i++)
        good = good && (unsigned char)name[i] >= ' ' && name[i] != 0x7F;
    bool taken = false;
    utf8_fold(span_of(name, len), &wanted);
    for (size_t i = 0; good && i < making->dataset.column_count; i++) {
        buffer_clear(&other);
        utf8_fold(span_string(making->dataset.columns[i].name), &other);
        taken = taken || (making->dataset.columns[i].id != but &&
                          span_equal(buffer_span(&wanted), buffer_span(&other)));
    }
    buffer_free(&wanted);
    buffer_free(&other);
    if (good && !taken)
        return STATUS_OK;
    return error_set(err, good ? STATUS_EXISTS : STATUS_INVALID,
                     good ? TEXT_DERIVE_NAME_TAKEN : TEXT_DERIVE_NAME_BAD,
                     TEXT_VALUES(text_string("name", name)));
}

/* ---- expressions ---- */

/* A column as an expression over the columns of the file alone; NULL: no memory, or too long. */
static const char *expand(const struct making *making, size_t position);

static const char *quoted(struct arena *arena, const char *name)
{
    struct buffer sql = {0};
    buffer_add_byte(&sql, '"');
    for (; *name; name++) {
        if (*name == '"')
            buffer_add_byte(&sql, '"');
        buffer_add_byte(&sql, *name);
    }
    buffer_add_byte(&sql, '"');
    const char *copy = sql.failed ? NULL : arena_copy(arena, buffer_span(&sql));
    buffer_free(&sql);
    return copy;
}

/* The expression of a recipe, over names or over what stands behind them; NULL: it is too
 * long, SQLite can't say it, or no memory. */
const char *making_express(const struct making *making, const struct recipe *recipe, bool expanded)
{
    struct recipe_sql_column columns[RECIPE_SOURCES];
    struct buffer sql = {0};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t position = 0;
        if (!making_find(&making->dataset, i ? recipe->with : recipe->source, &position))
            return NULL;
        columns[i] = (struct recipe_sql_column){
            making->dataset.columns[position].type,
            expanded ? expand(making, position)
                     : quoted(making->arena, making->dataset.columns[position].name)};
        if (!columns[i].sql)
            return NULL;
    }
    const char *copy =
        recipe_sql(&sql, recipe, columns) ? arena_copy(making->arena, buffer_span(&sql)) : NULL;
    buffer_free(&sql);
    return copy;
}

static const char *expand(const struct making *making, size_t position)
{
    const struct column_info *column = &making->dataset.columns[position];
    struct recipe recipe;
    if (!*column->recipe)
        return quoted(making->arena, column->name);
    bool stands_alone =
        !making_recipe(making, column, &recipe) || !making_has_sources(&making->dataset, &recipe);
    const char *sql = stands_alone ? column->sql : making_express(making, &recipe, true);
    return sql ? arena_printf(making->arena, "(%s)", sql) : NULL;
}

static enum status check_recipe(const struct making *making, const struct recipe *recipe,
                                enum column_type *type, struct error *err)
{
    struct recipe_column columns[RECIPE_SOURCES];
    enum column_type types[RECIPE_SOURCES] = {COLUMN_TEXT, COLUMN_TEXT};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t position = 0;
        if (!making_find(&making->dataset, i ? recipe->with : recipe->source, &position))
            return error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
        const struct column_info *source = &making->dataset.columns[position];
        columns[i] = (struct recipe_column){source->type, source->name};
        types[i] = source->type;
    }
    enum status status = recipe_check(recipe, columns, err);
    *type = status == STATUS_OK ? recipe_type(recipe, types) : COLUMN_TEXT;
    return status;
}

/* All that the store needs to know of a column. */
enum status making_describe(const struct making *making, const struct recipe *recipe,
                            const char *name, int64_t id, struct derived_column *out,
                            struct error *err)
{
    *out = (struct derived_column){
        .id = id, .name = name, .reason = text_get(TEXT_DERIVE_REASON), .by = making->by};
    enum status status = check_recipe(making, recipe, &out->type, err);
    if (status == STATUS_OK)
        status = recipe_write(making->arena, recipe, &out->recipe, err);
    if (status != STATUS_OK)
        return status;
    out->meaning = derive_words(&making->dataset, recipe, making->arena);
    out->order = recipe_order(recipe, making->arena);
    out->sql = making_express(making, recipe, false);
    if (!out->meaning || !out->order)
        return no_memory(err);
    return out->sql ? STATUS_OK : error_set(err, STATUS_INVALID, TEXT_DERIVE_TOO_LONG, NULL);
}

struct derived_column making_as_it_is(const struct making *making, size_t position, const char *sql)
{
    const struct column_info *info = &making->dataset.columns[position];
    return (struct derived_column){.id = info->id,
                                   .name = info->name,
                                   .type = info->type,
                                   .sql = sql,
                                   .recipe = info->recipe,
                                   .meaning = info->meaning,
                                   .order = info->order,
                                   .reason = info->reason,
                                   .by = making->by};
}

/* ---- what depends on a column ---- */

bool followers_have(const struct followers *followers, size_t position)
{
    for (size_t i = 0; i < followers->count; i++) {
        if (followers->positions[i] == position)
            return true;
    }
    return false;
}

/* It is made of one in the set. Columns that stand alone follow nobody. */
bool making_follows(const struct making *making, const struct followers *followers, size_t position)
{
    struct recipe recipe;
    size_t source;
    if (!making_recipe(making, &making->dataset.columns[position], &recipe) ||
        !making_has_sources(&making->dataset, &recipe))
        return false;
    bool first =
        making_find(&making->dataset, recipe.source, &source) && followers_have(followers, source);
    return first || (recipe.with && making_find(&making->dataset, recipe.with, &source) &&
                     followers_have(followers, source));
}

/* A source of it is to follow as well, and is not in the list yet. */
static bool waits(const struct making *making, const struct followers *all,
                  const struct followers *list, size_t position)
{
    struct recipe recipe;
    size_t source;
    if (!making_recipe(making, &making->dataset.columns[position], &recipe))
        return false;
    const int64_t ids[] = {recipe.source, recipe.with};
    for (size_t i = 0; i < recipe_sources(&recipe); i++) {
        if (making_find(&making->dataset, ids[i], &source) && followers_have(all, source) &&
            !followers_have(list, source))
            return true;
    }
    return false;
}

/* The column itself first, then all that follow it. */
enum status making_followers(const struct making *making, size_t position, struct followers *out,
                             struct error *err)
{
    size_t room = making->dataset.column_count;
    struct followers all = {arena_array(making->arena, room, sizeof(size_t)), 0};
    *out = (struct followers){arena_array(making->arena, room, sizeof(size_t)), 0};
    if (!all.positions || !out->positions)
        return no_memory(err);
    all.positions[all.count++] = position;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < room; i++) {
            if (followers_have(&all, i) || !making_follows(making, &all, i))
                continue;
            all.positions[all.count++] = i;
            more = true;
        }
    }
    out->positions[out->count++] = position;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < all.count; i++) {
            if (followers_have(out, all.positions[i]) || waits(making, &all, out, all.positions[i]))
                continue;
            out->positions[out->count++] = all.positions[i];
            more = true;
        }
    }
    return STATUS_OK;
}
