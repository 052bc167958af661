/*
 * Making, changing and dropping derived columns: what is wanted is turned into expressions,
 * with the columns that depend on it in an order in which each finds what it is made of; the
 * store then writes all of it in one transaction.
 */
#include "core/service/derive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "core/base/utf8.h"
#include "core/service/recipe_sql.h"
#include "core/store/derived.h"
#include "core/store/log.h"

enum { NAME_BYTES_MAX = 120 };

/* A change under way, inside a transaction. */
struct making {
    struct db *db;
    struct arena *arena;
    struct dataset_info dataset;
    const char *by;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status begin(struct making *making, struct db *db, int64_t dataset, const char *by,
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

static enum status end(struct making *making, enum status status, struct error *err)
{
    if (status == STATUS_OK)
        status = db_commit(making->db, err);
    else
        db_rollback(making->db);
    arena_free(making->arena);
    return status;
}

/* ---- columns ---- */

static bool find_id(const struct dataset_info *dataset, int64_t id, size_t *position)
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
static bool recipe_of(const struct making *making, const struct column_info *column,
                      struct recipe *out)
{
    return *column->recipe &&
           recipe_read(making->arena, span_string(column->recipe), out, NULL) == STATUS_OK;
}

static bool has_sources(const struct dataset_info *dataset, const struct recipe *recipe)
{
    size_t position;
    return find_id(dataset, recipe->source, &position) &&
           (!recipe->with || find_id(dataset, recipe->with, &position));
}

bool derive_lost(const struct dataset_info *dataset, const struct column_info *column)
{
    struct recipe recipe;
    struct arena *arena = *column->recipe ? arena_new() : NULL;
    bool lost =
        arena && (recipe_read(arena, span_string(column->recipe), &recipe, NULL) != STATUS_OK ||
                  !has_sources(dataset, &recipe));
    arena_free(arena);
    return lost;
}

static enum status check_name(const struct making *making, const char *name, int64_t but,
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
static const char *express(const struct making *making, const struct recipe *recipe, bool expanded)
{
    struct recipe_sql_column columns[RECIPE_SOURCES];
    struct buffer sql = {0};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t position = 0;
        if (!find_id(&making->dataset, i ? recipe->with : recipe->source, &position))
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
        !recipe_of(making, column, &recipe) || !has_sources(&making->dataset, &recipe);
    const char *sql = stands_alone ? column->sql : express(making, &recipe, true);
    return sql ? arena_printf(making->arena, "(%s)", sql) : NULL;
}

static enum status check_recipe(const struct making *making, const struct recipe *recipe,
                                enum column_type *type, struct error *err)
{
    struct recipe_column columns[RECIPE_SOURCES];
    enum column_type types[RECIPE_SOURCES] = {COLUMN_TEXT, COLUMN_TEXT};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t position = 0;
        if (!find_id(&making->dataset, i ? recipe->with : recipe->source, &position))
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
static enum status describe(const struct making *making, const struct recipe *recipe,
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
    out->sql = express(making, recipe, false);
    if (!out->meaning || !out->order)
        return no_memory(err);
    return out->sql ? STATUS_OK : error_set(err, STATUS_INVALID, TEXT_DERIVE_TOO_LONG, NULL);
}

/* ---- what depends on a column ---- */

/* Columns that are made of others in the set, which they come behind. */
struct followers {
    size_t *positions;
    size_t count;
};

static bool is_among(const struct followers *followers, size_t position)
{
    for (size_t i = 0; i < followers->count; i++) {
        if (followers->positions[i] == position)
            return true;
    }
    return false;
}

/* It is made of one in the set. Columns that stand alone follow nobody. */
static bool follows(const struct making *making, const struct followers *followers, size_t position)
{
    struct recipe recipe;
    size_t source;
    if (!recipe_of(making, &making->dataset.columns[position], &recipe) ||
        !has_sources(&making->dataset, &recipe))
        return false;
    bool first = find_id(&making->dataset, recipe.source, &source) && is_among(followers, source);
    return first || (recipe.with && find_id(&making->dataset, recipe.with, &source) &&
                     is_among(followers, source));
}

/* A source of it is to follow as well, and is not in the list yet. */
static bool waits(const struct making *making, const struct followers *all,
                  const struct followers *list, size_t position)
{
    struct recipe recipe;
    size_t source;
    if (!recipe_of(making, &making->dataset.columns[position], &recipe))
        return false;
    const int64_t ids[] = {recipe.source, recipe.with};
    for (size_t i = 0; i < recipe_sources(&recipe); i++) {
        if (find_id(&making->dataset, ids[i], &source) && is_among(all, source) &&
            !is_among(list, source))
            return true;
    }
    return false;
}

/* The column itself first, then all that follow it. */
static enum status find_followers(const struct making *making, size_t position,
                                  struct followers *out, struct error *err)
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
            if (is_among(&all, i) || !follows(making, &all, i))
                continue;
            all.positions[all.count++] = i;
            more = true;
        }
    }
    out->positions[out->count++] = position;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < all.count; i++) {
            if (is_among(out, all.positions[i]) || waits(making, &all, out, all.positions[i]))
                continue;
            out->positions[out->count++] = all.positions[i];
            more = true;
        }
    }
    return STATUS_OK;
}

/* ---- the log ---- */

static enum status note(const struct making *making, const char *action, int64_t column,
                        const char *name, const char *recipe, struct error *err)
{
    char subject[24];
    snprintf(subject, sizeof subject, "%lld", (long long)column);
    json_t *detail = json_pack("{s:I, s:s, s:s}", "dataset", (json_int_t)making->dataset.id, "name",
                               name, "recipe", recipe);
    char *text = detail ? json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(detail);
    struct log_entry entry = {.by = making->by,
                              .action = action,
                              .kind = "column",
                              .subject = subject,
                              .detail = text ? text : "",
                              .undo = ""};
    enum status status = log_add(making->db, &entry, NULL, err);
    free(text);
    return status;
}

/* ---- use cases ---- */

enum status derive_make(struct db *db, int64_t dataset, const char *name,
                        const struct recipe *recipe, const char *by, int64_t *column,
                        struct error *err)
{
    struct making making;
    struct derived_column derived;
    int64_t id = 0;
    enum status status = begin(&making, db, dataset, by, err);
    if (status == STATUS_OK)
        status = check_name(&making, name, 0, err);
    if (status == STATUS_OK)
        status = describe(&making, recipe, name, 0, &derived, err);
    if (status == STATUS_OK)
        status = derived_add(db, dataset, &derived, &id, err);
    if (status == STATUS_OK)
        status = note(&making, "derive", id, name, derived.recipe, err);
    if (column)
        *column = id;
    return end(&making, status, err);
}

static enum status find_derived(const struct making *making, int64_t column, size_t *position,
                                struct error *err)
{
    if (!find_id(&making->dataset, column, position))
        return error_set(err, STATUS_NOT_FOUND, TEXT_STORE_COLUMN_GONE, NULL);
    const struct column_info *info = &making->dataset.columns[*position];
    return *info->recipe ? STATUS_OK
                         : error_set(err, STATUS_INVALID, TEXT_DERIVE_NOT_DERIVED,
                                     TEXT_VALUES(text_string("column", info->name)));
}

/* A column as it is now, with another expression. */
static struct derived_column as_it_is(const struct making *making, size_t position, const char *sql)
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

/* Those that are made of the column get what it is made of written into them. */
static enum status set_free(const struct making *making, size_t position, struct error *err)
{
    struct followers followers;
    struct followers only = {&position, 1};
    enum status status = find_followers(making, position, &followers, err);
    if (status != STATUS_OK || followers.count == 1)
        return status;
    struct derived_column *columns = arena_array(making->arena, followers.count, sizeof *columns);
    if (!columns)
        return no_memory(err);
    for (size_t i = 1; i < followers.count; i++) {
        struct recipe recipe;
        size_t follower = followers.positions[i];
        const char *sql = making->dataset.columns[follower].sql;
        if (follows(making, &only, follower) &&
            recipe_of(making, &making->dataset.columns[follower], &recipe))
            sql = express(making, &recipe, true);
        if (!sql)
            return error_set(err, STATUS_INVALID, TEXT_DERIVE_TOO_LONG, NULL);
        columns[i - 1] = as_it_is(making, follower, sql);
    }
    return derived_change(making->db, making->dataset.id, columns, followers.count - 1, err);
}

enum status derive_drop(struct db *db, int64_t dataset, int64_t column, const char *by,
                        struct error *err)
{
    struct making making;
    size_t position = 0;
    enum status status = begin(&making, db, dataset, by, err);
    if (status == STATUS_OK)
        status = find_derived(&making, column, &position, err);
    if (status == STATUS_OK)
        status = set_free(&making, position, err);
    if (status == STATUS_OK)
        status = derived_drop(db, dataset, column, err);
    if (status == STATUS_OK)
        status = note(&making, "drop column", column, making.dataset.columns[position].name,
                      making.dataset.columns[position].recipe, err);
    return end(&making, status, err);
}

/* A column may not be made of one that is made of it. */
static enum status check_circle(const struct making *making, const struct followers *list,
                                const struct recipe *recipe, struct error *err)
{
    const int64_t ids[] = {recipe->source, recipe->with};
    for (size_t i = 0; i < recipe_sources(recipe); i++) {
        size_t source;
        if (find_id(&making->dataset, ids[i], &source) && is_among(list, source))
            return error_set(err, STATUS_INVALID, TEXT_DERIVE_CIRCLE,
                             TEXT_VALUES(text_string(
                                 "column", making->dataset.columns[list->positions[0]].name)));
    }
    return STATUS_OK;
}

/* The columns as they will be; the dataset knows the new one already. */
static enum status describe_followers(const struct making *making, const struct followers *list,
                                      struct derived_column *columns, struct error *err)
{
    enum status status = STATUS_OK;
    for (size_t i = 1; i < list->count && status == STATUS_OK; i++) {
        struct recipe recipe;
        struct column_info *info = &making->dataset.columns[list->positions[i]];
        if (!recipe_of(making, info, &recipe))
            continue;
        status = describe(making, &recipe, info->name, info->id, &columns[i], err);
        if (status == STATUS_OK)
            info->type = columns[i].type;
    }
    return status;
}

enum status derive_change(struct db *db, int64_t dataset, int64_t column, const char *name,
                          const struct recipe *recipe, const char *by, struct error *err)
{
    struct making making;
    struct followers list = {NULL, 0};
    struct derived_column *columns = NULL;
    struct recipe old;
    size_t position = 0;
    enum status status = begin(&making, db, dataset, by, err);
    if (status == STATUS_OK)
        status = find_derived(&making, column, &position, err);
    struct column_info *info = status == STATUS_OK ? &making.dataset.columns[position] : NULL;
    if (status == STATUS_OK && name)
        status = check_name(&making, name, column, err);
    if (status == STATUS_OK)
        status = find_followers(&making, position, &list, err);
    if (status == STATUS_OK && recipe)
        status = check_circle(&making, &list, recipe, err);
    if (status == STATUS_OK && !(columns = arena_array(making.arena, list.count, sizeof *columns)))
        status = no_memory(err);
    if (status == STATUS_OK && !recipe &&
        (!recipe_of(&making, info, &old) || !has_sources(&making.dataset, &old)))
        columns[0] = as_it_is(&making, position, info->sql);
    else if (status == STATUS_OK)
        status = describe(&making, recipe ? recipe : &old, info->name, column, &columns[0], err);
    if (status == STATUS_OK) {
        columns[0].name = name ? name : info->name;
        info->name = columns[0].name;
        info->type = columns[0].type;
        status = describe_followers(&making, &list, columns, err);
    }
    if (status == STATUS_OK)
        status = derived_change(db, dataset, columns, list.count, err);
    if (status == STATUS_OK)
        status = note(&making, "change column", column, columns[0].name, columns[0].recipe, err);
    return end(&making, status, err);
}
