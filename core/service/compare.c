/*
 * A comparison from beginning to end: the sets, each column counted and weighed, the
 * correction for having looked at all of them, the order.
 */
#include "core/service/compare.h"

#include <assert.h>
#include <stdlib.h>
#include <strings.h>

#include "core/service/compare_internal.h"

struct making {
    const struct compare_request *request;
    struct compare_sets sets;
    struct arena *arena;
    struct compare_result *out;
};

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

static bool is_at(const struct making *making, const struct column_info *column, int position)
{
    return position >= 0 && column == &making->sets.first.dataset->columns[position];
}

/* What is known of a column before it is counted. */
static enum compare_state state_of(const struct making *making, const struct column_info *column,
                                   int64_t other)
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
static struct compare_column *new_column(const struct making *making,
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

static enum status weigh(const struct making *making, const struct compare_tally *tally,
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

static enum status count_column(struct making *making, size_t first, size_t second,
                                struct compare_column *column, struct error *err)
{
    struct compare_tally tally = {0};
    bool one = making->request->column != COMPARE_ALL_COLUMNS;
    if (!one && (column->state == COMPARE_ID || column->state == COMPARE_IGNORED))
        return STATUS_OK;
    enum status status = compare_tally_make(&tally, &making->sets, first, second, one, err);
    if (status == STATUS_OK && tally.unique && (!one || tally.counts.count == 0))
        column->state = column->state == COMPARE_RANKED ? COMPARE_UNIQUE : column->state;
    else if (status == STATUS_OK)
        status = weigh(making, &tally, column, err);
    compare_tally_free(&tally);
    return status;
}

/* Columns are many and large: those that are counted are given back. */
static void release(struct compare_side *side, size_t position)
{
    if (side->use && (int)position != side->person)
        frame_use_release(side->use, position);
}

static enum status add_column(struct making *making, size_t position, struct error *err)
{
    struct compare_sets *sets = &making->sets;
    const struct column_info *info = &sets->first.dataset->columns[position], *other = info;
    int second = -1;
    if (sets->second.use) {
        second = position_by_name(sets->second.dataset, info->name);
        other = second >= 0 ? &sets->second.dataset->columns[second] : NULL;
    }
    struct compare_column *column =
        new_column(making, info, other ? state_of(making, info, other->id) : COMPARE_ONLY_ONE);
    if (!column || !other)
        return column ? STATUS_OK : no_memory(err);
    enum status status = count_column(making, position, (size_t)second, column, err);
    release(&sets->first, position);
    if (second >= 0)
        release(&sets->second, (size_t)second);
    return status;
}

/* Columns that only the second dataset has. */
static enum status add_others(struct making *making, struct error *err)
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

static enum status count_columns(struct making *making, struct error *err)
{
    const struct compare_request *request = making->request;
    size_t count = making->sets.first.dataset->column_count, more = 0;
    if (making->sets.second.use)
        more = making->sets.second.dataset->column_count;
    making->out->columns = arena_array(making->arena, count + more, sizeof *making->out->columns);
    if (!making->out->columns)
        return no_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (request->column != COMPARE_ALL_COLUMNS && request->column != i)
            continue;
        enum status status = add_column(making, i, err);
        if (status != STATUS_OK)
            return status;
        if (request->progress)
            request->progress(request->context, (int64_t)i + 1, (int64_t)count);
    }
    return add_others(making, err);
}

/* ---- order ---- */

static enum status correct(struct compare_result *out, struct error *err)
{
    double *p = calloc(out->count + 1, sizeof *p);
    size_t tested = 0;
    if (!p)
        return no_memory(err);
    for (size_t i = 0; i < out->count; i++)
        if (out->columns[i].state == COMPARE_RANKED)
            p[tested++] = out->columns[i].verdict.p;
    bool good = significance_holm(p, tested, p);
    tested = 0;
    for (size_t i = 0; i < out->count && good; i++) {
        struct compare_column *column = &out->columns[i];
        column->p = column->state == COMPARE_RANKED ? p[tested++] : column->verdict.p;
        column->chance = !(column->p < COMPARE_LEVEL);
    }
    free(p);
    return good ? STATUS_OK : no_memory(err);
}

/* What is hardly chance first, then by the difference; the others as they stand, by state. */
static bool comes_before(const struct compare_column *a, const struct compare_column *b)
{
    if (a->state != b->state)
        return a->state < b->state;
    if (a->state != COMPARE_RANKED)
        return false;
    if (a->chance != b->chance)
        return b->chance;
    return a->verdict.difference > b->verdict.difference;
}

static void put_in_order(struct compare_result *out)
{
    for (size_t i = 1; i < out->count; i++) {
        struct compare_column moved = out->columns[i];
        size_t at = i;
        for (; at > 0 && comes_before(&moved, &out->columns[at - 1]); at--)
            out->columns[at] = out->columns[at - 1];
        out->columns[at] = moved;
    }
    for (size_t i = 0; i < out->count; i++)
        if (out->columns[i].state == COMPARE_RANKED)
            out->columns[i].rank = ++out->ranked;
}

/* ---- what it is about ---- */

static const char *words_of(struct arena *arena, const struct dataset_info *dataset,
                            const struct filter_list *filters)
{
    struct buffer words = {0};
    bool good = compare_set_words(dataset, filters, &words);
    const char *text = good ? arena_copy(arena, buffer_span(&words)) : NULL;
    buffer_free(&words);
    return text;
}

/* Words of a set of one of two datasets: its name, and its rows where not all of them count. */
static const char *words_with_name(struct arena *arena, const struct dataset_info *dataset,
                                   const struct filter_list *filters)
{
    const char *words = words_of(arena, dataset, filters);
    if (!words || filters->count == 0)
        return words ? arena_string(arena, dataset->name) : NULL;
    return arena_printf(arena, "%s: %s", dataset->name, words);
}

static enum status describe(struct making *making, struct error *err)
{
    struct compare_result *out = making->out;
    const struct compare_request *request = making->request;
    const struct compare_side *first = &making->sets.first, *second = &making->sets.second;
    struct count_pair units = compare_sets_units(&making->sets);
    out->people = making->sets.people;
    out->both = making->sets.both;
    out->rows = (struct count_pair){first->rows.a, second->use ? second->rows.a : first->rows.b};
    out->units = units;
    if (first->person >= 0 &&
        !(out->person = arena_string(making->arena, first->dataset->columns[first->person].name)))
        return no_memory(err);
    if (second->use) {
        out->a = words_with_name(making->arena, first->dataset, &request->a);
        out->b = words_with_name(making->arena, second->dataset, &request->b);
    } else {
        out->a = words_of(making->arena, first->dataset, &request->a);
        out->b = !request->rest ? words_of(making->arena, first->dataset, &request->b)
                 : out->people  ? text_get(TEXT_COMPARE_REST_PEOPLE)
                                : text_get(TEXT_COMPARE_REST);
    }
    return out->a && out->b ? STATUS_OK : no_memory(err);
}

enum status compare_make(struct frame_use *use, struct frame_use *other,
                         const struct compare_request *request, struct arena *arena,
                         struct compare_result *out, struct error *err)
{
    struct making making = {.request = request, .arena = arena, .out = out};
    *out = (struct compare_result){0};
    if (!other && request->rest && request->a.count == 0)
        return error_set(err, STATUS_INVALID, TEXT_COMPARE_NOTHING_CHOSEN, NULL);
    enum status status = compare_sets_make(&making.sets, use, other, request, err);
    if (status == STATUS_OK)
        status = describe(&making, err);
    if (status == STATUS_OK)
        status = count_columns(&making, err);
    if (status == STATUS_OK)
        status = correct(out, err);
    if (status == STATUS_OK) {
        put_in_order(out);
        status = compare_notes_make(out, &making.sets, request, arena, err);
    }
    compare_sets_free(&making.sets);
    return status;
}
