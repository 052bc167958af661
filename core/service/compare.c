/*
 * A comparison from beginning to end: the sets, all columns counted and weighed (in
 * compare_columns.c), the correction for having looked at all of them, the order.
 */
#include "core/service/compare.h"

#include <stdlib.h>

#include "core/service/compare_internal.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
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

static enum status describe(struct compare_making *making, struct error *err)
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
    struct compare_making making = {.request = request, .arena = arena, .out = out};
    *out = (struct compare_result){0};
    if (!other && request->rest && request->a.count == 0)
        return error_set(err, STATUS_INVALID, TEXT_COMPARE_NOTHING_CHOSEN, NULL);
    enum status status = compare_sets_make(&making.sets, use, other, request, err);
    if (status == STATUS_OK)
        status = describe(&making, err);
    if (status == STATUS_OK)
        status = compare_columns(&making, err);
    if (status == STATUS_OK)
        status = correct(out, err);
    if (status == STATUS_OK) {
        put_in_order(out);
        status = compare_notes_make(out, &making.sets, request, arena, err);
    }
    compare_sets_free(&making.sets);
    return status;
}
