/*
 * The columns of a comparison, one after the other. While one is counted and weighed on a
 * thread of its own the next is read from the file, by whoever has the connection: with many
 * rows each of the two takes about as long as the other.
 */
#include <assert.h>
#include <strings.h>

#include "core/frame/parallel.h"
#include "core/service/compare_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- which columns ---- */

static bool is_filtered(const struct filter_list *filters, int64_t column)
{
    for (size_t i = 0; i < filters->count; i++)
        if (filters->filters[i].column == column && !filters->filters[i].off)
            return true;
    return false;
}

static bool is_at(const struct compare_making *making, const struct column_info *column,
                  int position)
{
    return position >= 0 && column == &making->sets.first.dataset->columns[position];
}

/* What is known of a column before it is counted. */
static enum compare_state state_of(const struct compare_making *making,
                                   const struct column_info *column, int64_t other)
{
    const struct compare_request *request = making->request;
    if (is_filtered(&request->a, column->id) || (!request->rest && is_filtered(&request->b, other)))
        return COMPARE_CHOSEN_BY;
    if (column->role == ROLE_PERSON_ID || column->role == ROLE_CASE_ID ||
        is_at(making, column, making->sets.first.person))
        return COMPARE_ID;
    if (making->sets.people && making->sets.repeats &&
        is_at(making, column, making->sets.first.when))
        return COMPARE_WHEN;
    return column->quality == QUALITY_IGNORE ? COMPARE_IGNORED : COMPARE_RANKED;
}

static int position_by_name(const struct dataset_info *dataset, const char *name)
{
    for (size_t i = 0; i < dataset->column_count; i++)
        if (strcasecmp(dataset->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

/* One more column of the result; NULL: no memory. */
static struct compare_column *new_column(const struct compare_making *making,
                                         const struct column_info *info, enum compare_state state)
{
    struct compare_column *column = &making->out->columns[making->out->count++];
    assert(info != NULL);
    *column = (struct compare_column){.id = info->id,
                                      .name = arena_string(making->arena, info->name),
                                      .label = arena_string(making->arena, info->label),
                                      .type = info->type,
                                      .state = state,
                                      .p = 1,
                                      .chance = true};
    return column->name && column->label ? column : NULL;
}

/* ---- one column ---- */

/* What the thread beside works on. The arena of the result is its own meanwhile. */
struct counting {
    struct compare_making *making;
    struct compare_column *column;
    const struct frame_column *columns[2]; /* of the datasets; the second may be NULL */
    size_t positions[2];
    bool active; /* parallel_wait is due */
    struct parallel_work work;
    enum status status;
    struct error err;
};

static enum status weigh(const struct compare_making *making, const struct compare_tally *tally,
                         struct compare_column *column, struct error *err)
{
    bool all = making->request->column != COMPARE_ALL_COLUMNS;
    enum status status = compare_weigh(&tally->counts, making->arena, &column->verdict, err);
    if (status == STATUS_OK)
        status = compare_values_fill(column, tally, all, making->arena, err);
    if (status != STATUS_OK)
        return status;
    column->counted = true;
    if (column->state != COMPARE_RANKED)
        return STATUS_OK;
    if (column->verdict.test == COMPARE_UNTESTED)
        column->state = COMPARE_SAME;
    else if (column->verdict.apart && column->verdict.p < COMPARE_LEVEL)
        column->state = COMPARE_APART;
    return STATUS_OK;
}

static bool is_one(const struct compare_making *making)
{
    return making->request->column != COMPARE_ALL_COLUMNS;
}

static void count_column(void *context)
{
    struct counting *counting = context;
    const struct compare_making *making = counting->making;
    struct compare_column *column = counting->column;
    struct compare_tally tally = {0};
    bool one = is_one(making);
    enum status status =
        compare_tally_make(&tally, &making->sets, counting->columns, one, &counting->err);
    if (status == STATUS_OK && tally.unique && (!one || tally.counts.count == 0))
        column->state = column->state == COMPARE_RANKED ? COMPARE_UNIQUE : column->state;
    else if (status == STATUS_OK)
        status = weigh(making, &tally, column, &counting->err);
    compare_tally_free(&tally);
    counting->status = status;
}

/* Columns are many and large: those that are counted are given back. */
static void release(struct compare_side *side, size_t position)
{
    if (side->use && (int)position != side->person)
        frame_use_release(side->use, position);
}

/* Waits for the column that is being counted, if any. */
static enum status finish(struct counting *counting, struct error *err)
{
    struct compare_making *making = counting->making;
    if (!counting->active)
        return STATUS_OK;
    parallel_wait(&counting->work);
    counting->active = false;
    release(&making->sets.first, counting->positions[0]);
    release(&making->sets.second, counting->positions[1]);
    if (counting->status != STATUS_OK && err)
        *err = counting->err;
    return counting->status;
}

/* A column of the first dataset and the one of the same name in the second. */
struct together {
    size_t positions[2];
    const struct column_info *other; /* NULL: there is none */
};

static struct together find_other(const struct compare_making *making, size_t position)
{
    const struct compare_sets *sets = &making->sets;
    const struct column_info *info = &sets->first.dataset->columns[position];
    struct together found = {{position, 0}, info};
    if (!sets->second.use)
        return found;
    int second = position_by_name(sets->second.dataset, info->name);
    found.positions[1] = second >= 0 ? (size_t)second : 0;
    found.other = second >= 0 ? &sets->second.dataset->columns[second] : NULL;
    return found;
}

static enum status load(struct compare_making *making, const struct together *together,
                        const struct frame_column *columns[2], struct error *err)
{
    struct compare_sets *sets = &making->sets;
    columns[1] = NULL;
    enum status status =
        frame_use_column(sets->first.use, together->positions[0], &columns[0], err);
    if (status == STATUS_OK && sets->second.use)
        status = frame_use_column(sets->second.use, together->positions[1], &columns[1], err);
    return status;
}

/* Reads a column while the one before it is counted; then it is its turn. */
static enum status add_column(struct counting *counting, size_t position, struct error *err)
{
    struct compare_making *making = counting->making;
    const struct column_info *info = &making->sets.first.dataset->columns[position];
    struct together together = find_other(making, position);
    enum compare_state state =
        together.other ? state_of(making, info, together.other->id) : COMPARE_ONLY_ONE;
    bool known = state == COMPARE_ID || state == COMPARE_IGNORED; /* and not counted */
    bool counts = state != COMPARE_ONLY_ONE && (is_one(making) || !known);
    const struct frame_column *columns[2] = {NULL, NULL};
    enum status status = counts ? load(making, &together, columns, err) : STATUS_OK;
    enum status before = finish(counting, status == STATUS_OK ? err : NULL);
    status = status == STATUS_OK ? before : status;
    if (status != STATUS_OK)
        return status;
    struct compare_column *column = new_column(making, info, state);
    if (!column || !counts)
        return column ? STATUS_OK : no_memory(err);
    *counting = (struct counting){.making = making,
                                  .column = column,
                                  .columns = {columns[0], columns[1]},
                                  .positions = {together.positions[0], together.positions[1]},
                                  .active = true};
    parallel_begin(&counting->work, columns[0]->rows, count_column, counting);
    return STATUS_OK;
}

/* Columns that only the second dataset has. */
static enum status add_others(struct compare_making *making, struct error *err)
{
    const struct compare_sets *sets = &making->sets;
    if (!sets->second.use || making->request->column != COMPARE_ALL_COLUMNS)
        return STATUS_OK;
    for (size_t i = 0; i < sets->second.dataset->column_count; i++) {
        const struct column_info *info = &sets->second.dataset->columns[i];
        if (position_by_name(sets->first.dataset, info->name) >= 0)
            continue;
        struct compare_column *column = new_column(making, info, COMPARE_ONLY_ONE);
        if (!column)
            return no_memory(err);
        column->id = 0;
    }
    return STATUS_OK;
}

static enum status count_each(struct compare_making *making, size_t count, struct error *err)
{
    const struct compare_request *request = making->request;
    struct counting counting = {.making = making};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (is_one(making) && request->column != i)
            continue;
        status = add_column(&counting, i, err);
        if (status == STATUS_OK && request->progress)
            request->progress(request->context, (int64_t)i + 1, (int64_t)count);
    }
    enum status last = finish(&counting, status == STATUS_OK ? err : NULL);
    return status == STATUS_OK ? last : status;
}

enum status compare_columns(struct compare_making *making, struct error *err)
{
    size_t count = making->sets.first.dataset->column_count, more = 0;
    if (making->sets.second.use)
        more = making->sets.second.dataset->column_count;
    making->out->columns = arena_array(making->arena, count + more, sizeof *making->out->columns);
    if (!making->out->columns)
        return no_memory(err);
    enum status status = count_each(making, count, err);
    return status == STATUS_OK ? add_others(making, err) : status;
}
