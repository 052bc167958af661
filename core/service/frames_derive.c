/*
 * Columns that are worked out from others: made of their sources in memory, which takes a few
 * milliseconds where reading the table would take seconds. Nothing of them is stored; what
 * their recipe can't make any more (a source is gone) is read from the table like any other.
 */
#include <stdlib.h>

#include "core/analysis/recipe.h"
#include "core/frame/work_out.h"
#include "core/service/frames_internal.h"

/* Columns that are made of each other; more is a file that somebody has tampered with. */
enum { DEPTH_MAX = 16, CUTS_MAX = 128 };

struct derivation {
    struct arena *arena;
    struct recipe recipe;
    size_t positions[RECIPE_SOURCES];
    enum column_type types[RECIPE_SOURCES];
};

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

/* How the column can be worked out; false: it can't, or is no such column. */
static bool read_derivation(const struct frame_use *use, size_t position, struct derivation *out)
{
    const struct dataset_info *dataset = &use->dataset;
    struct recipe_column columns[RECIPE_SOURCES] = {{COLUMN_TEXT, ""}, {COLUMN_TEXT, ""}};
    *out = (struct derivation){.arena = NULL};
    if (position >= dataset->column_count || !*dataset->columns[position].recipe ||
        use->depth >= DEPTH_MAX)
        return false;
    out->arena = arena_new();
    bool good =
        out->arena && recipe_read(out->arena, span_string(dataset->columns[position].recipe),
                                  &out->recipe, NULL) == STATUS_OK;
    for (size_t i = 0; good && i < recipe_sources(&out->recipe); i++) {
        good = find_id(dataset, i ? out->recipe.with : out->recipe.source, &out->positions[i]) &&
               out->positions[i] != position;
        if (!good)
            break;
        const struct column_info *source = &dataset->columns[out->positions[i]];
        out->types[i] = source->type;
        columns[i] = (struct recipe_column){source->type, source->name};
    }
    good = good && recipe_check(&out->recipe, columns, NULL) == STATUS_OK &&
           recipe_type(&out->recipe, out->types) == dataset->columns[position].type;
    if (!good)
        arena_free(out->arena);
    return good;
}

static unsigned work_value(void *context, const struct value *in, struct value *out)
{
    return (unsigned)recipe_work_value(context, in, out);
}

static bool work_number(const void *context, const double *in, int64_t *out, unsigned *reason)
{
    enum recipe_fault fault = recipe_work_number(context, in, out);
    *reason = (unsigned)fault;
    return fault == FAULT_NONE;
}

/* What the frame may know so that it need not work out each row. */
static size_t find_cuts(const struct recipe *recipe, struct work_cut *out)
{
    struct recipe_cut cuts[CUTS_MAX];
    size_t count = recipe_cuts(recipe, cuts, CUTS_MAX);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct work_cut){cuts[i].at, cuts[i].above};
    return count;
}

static void make_easy(const struct frame_recipe *recipe, const struct recipe_work *values,
                      struct work_cut *cuts, struct work_out *work)
{
    const struct recipe *how = recipe->recipe;
    work->cuts = cuts;
    work->cut_count = find_cuts(how, cuts);
    work->days = how->kind == RECIPE_DATE_PART || how->kind == RECIPE_BETWEEN;
    work->empty_reason = FAULT_EMPTY;
    work->other_reason = FAULT_NUMBER;
    if (how->kind != RECIPE_CALCULATE)
        return;
    work->number = work_number;
    work->number_context = values;
    work->scale = how->calculate.decimals;
}

enum status frames_work_out(struct frame_use *use, const struct frame_recipe *recipe,
                            struct frame_column **out, int64_t *reasons, struct error *err)
{
    struct work_out work = {.source_count = recipe_sources(recipe->recipe),
                            .type = recipe_type(recipe->recipe, recipe->types),
                            .order = recipe->order,
                            .fn = work_value,
                            .reasons = reasons,
                            .cancel = use->watch.cancel};
    struct work_cut cuts[CUTS_MAX];
    struct recipe_work *values = NULL;
    enum status status = STATUS_OK;
    use->depth++;
    for (size_t i = 0; i < work.source_count && status == STATUS_OK; i++)
        status = frame_use_column(use, recipe->positions[i], &work.sources[i], err);
    use->depth--;
    if (status == STATUS_OK)
        status = recipe_work_new(&values, recipe->recipe, recipe->types, err);
    work.context = values;
    make_easy(recipe, values, cuts, &work);
    if (status == STATUS_OK)
        status = column_work_out(out, &work, err);
    recipe_work_free(values);
    return status;
}

bool frames_derive_column(struct frame_use *use, size_t position, struct frame_column **out,
                          enum status *status, struct error *err)
{
    struct derivation how;
    if (!read_derivation(use, position, &how))
        return false;
    struct frame_recipe recipe = {&how.recipe,
                                  {how.positions[0], how.positions[1]},
                                  {how.types[0], how.types[1]},
                                  use->dataset.columns[position].order};
    *status = frames_work_out(use, &recipe, out, NULL, err);
    arena_free(how.arena);
    return true;
}

size_t frames_sources(const struct frame_use *use, size_t position, size_t *positions)
{
    struct derivation how;
    if (!read_derivation(use, position, &how))
        return 0;
    size_t count = recipe_sources(&how.recipe);
    for (size_t i = 0; i < count; i++)
        positions[i] = how.positions[i];
    arena_free(how.arena);
    return count;
}
