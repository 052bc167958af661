/* Derived columns of one dataset made in another: by the names of what they are made of. */
#include "core/base/text.h"
#include "core/service/derive_internal.h"

struct replaying {
    struct db *db;
    struct arena *arena;
    struct dataset_info from, to;
    const char *by;
};

static enum status missing(const struct replaying *r, int64_t id, struct error *err)
{
    size_t position = 0;
    bool known = making_find(&r->from, id, &position);
    return error_set(err, STATUS_NOT_FOUND,
                     known ? TEXT_DERIVE_REPLAY_MISSING : TEXT_DERIVE_SOURCE_GONE,
                     TEXT_VALUES(text_string("column", known ? r->from.columns[position].name : ""),
                                 text_string("dataset", r->to.name)));
}

/* The column of the same name. */
static enum status translate(const struct replaying *r, int64_t *id, struct error *err)
{
    size_t position = 0;
    if (!making_find(&r->from, *id, &position))
        return missing(r, *id, err);
    int found = dataset_column_index(&r->to, span_string(r->from.columns[position].name));
    if (found < 0)
        return missing(r, *id, err);
    *id = r->to.columns[found].id;
    return STATUS_OK;
}

static enum status make_one(struct replaying *r, const struct column_info *column,
                            struct derive_done *made, struct error *err)
{
    struct recipe recipe;
    enum status status = recipe_read(r->arena, span_string(column->recipe), &recipe, err);
    if (status == STATUS_OK)
        status = translate(r, &recipe.source, err);
    if (status == STATUS_OK && recipe.with)
        status = translate(r, &recipe.with, err);
    if (status == STATUS_OK)
        status = derive_make(r->db, r->to.id, column->name, &recipe, r->by, made, err);
    /* The next one may be made of it. */
    return status == STATUS_OK ? dataset_by_id(r->db, r->arena, r->to.id, &r->to, err) : status;
}

/* Another one that is still to be made is what this one is made of. */
static bool waits(const struct replaying *r, const bool *done, const struct column_info *column)
{
    struct recipe recipe;
    if (recipe_read(r->arena, span_string(column->recipe), &recipe, NULL) != STATUS_OK)
        return false;
    const int64_t ids[] = {recipe.source, recipe.with};
    for (size_t i = 0; i < recipe_sources(&recipe); i++) {
        size_t position = 0;
        if (making_find(&r->from, ids[i], &position) && *r->from.columns[position].recipe &&
            !done[position])
            return true;
    }
    return false;
}

enum status derive_replay(struct db *db, int64_t from, int64_t to, const char *by,
                          derive_told_fn *told, void *context, struct error *err)
{
    struct replaying r = {.db = db, .arena = arena_new(), .by = by};
    bool *done = NULL;
    enum status status = r.arena ? dataset_by_id(db, r.arena, from, &r.from, err)
                                 : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = dataset_by_id(db, r.arena, to, &r.to, err);
    if (status == STATUS_OK && !(done = arena_array(r.arena, r.from.column_count, sizeof *done)))
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (bool more = true; status == STATUS_OK && done && more;) {
        more = false;
        for (size_t i = 0; i < r.from.column_count; i++) {
            struct error why = {0};
            struct derive_done made = {0};
            const struct column_info *column = &r.from.columns[i];
            if (done[i] || !*column->recipe || waits(&r, done, column))
                continue;
            done[i] = more = true;
            enum status one = make_one(&r, column, &made, &why);
            told(context, column->name, one, &made, &why);
        }
    }
    arena_free(r.arena);
    return status;
}
