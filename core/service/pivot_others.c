/*
 * The rows behind "others": all but those of the lines that are shown. One field of values is
 * said as a list of values; two fields, bands and periods as the groups that are left out.
 */
#include <stdlib.h>

#include "core/service/pivot_internal.h"

/* The values of the second field that are shown beside one of the first. */
struct seconds {
    size_t lines;
    size_t part; /* number of the part whose last filter lists them; 0: none yet */
    struct span *texts;
};

struct others {
    const struct pivot_work *work;
    struct arena *arena;
    struct error *err;
    struct filter_list *parts;
    size_t count;
    struct seconds *of_first; /* for each group of the first field */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

bool pivot_group_is_same(const struct groups *groups, uint32_t group, struct span text)
{
    return group < groups->count && span_equal(groups->texts[group], text);
}

static enum status check_line(const struct pivot_work *work, const struct pivot_line *line,
                              struct error *err)
{
    for (size_t i = 0; i < work->row_fields; i++)
        if (!pivot_group_is_same(&work->groups[i], line->groups[i], line->texts[i]))
            return error_set(err, STATUS_STALE, TEXT_PIVOT_DRILL_STALE, NULL);
    return STATUS_OK;
}

/* A condition that a list of values can say, and the value. */
static bool is_value(const struct filter *filter, size_t count, struct span *out)
{
    if (count != 1 || (filter->op != FILTER_EQUAL && filter->op != FILTER_EMPTY))
        return false;
    *out = filter->op == FILTER_EMPTY ? span_of("", 0) : filter->texts[0];
    return true;
}

/* ---- one field ---- */

/* count 0 in *out: they can't be said so. */
static enum status list_values(const struct pivot_work *work, const struct pivot_table *table,
                               struct arena *arena, struct filter *out, struct error *err)
{
    struct span *texts = arena_array(arena, table->row_count, sizeof *texts);
    *out = (struct filter){
        .column = work->fields[0].column, .op = FILTER_NOT_IN, .texts = texts, .exact = true};
    if (!texts)
        return no_memory(err);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct pivot_line *line = &table->rows[i];
        struct filter own[2];
        if (line->kind != PIVOT_LINE)
            continue;
        enum status status = check_line(work, line, err);
        if (status != STATUS_OK)
            return status;
        size_t made = groups_filters(&work->groups[0], line->groups[0], arena, own);
        if (made == 0)
            return no_memory(err);
        if (!is_value(own, made, &texts[out->count++])) {
            out->count = 0;
            return STATUS_OK;
        }
    }
    return STATUS_OK;
}

/* ---- groups ---- */

static bool begin(struct others *others, const struct pivot_table *table)
{
    const struct groups *first = &others->work->groups[0];
    others->parts = arena_array(others->arena, table->row_count, sizeof *others->parts);
    others->of_first = calloc((size_t)first->count + 1, sizeof *others->of_first);
    if (!others->parts || !others->of_first)
        return false;
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].kind == PIVOT_LINE && table->rows[i].groups[0] < first->count)
            others->of_first[table->rows[i].groups[0]].lines++;
    return true;
}

/* Another part: the conditions of the first field and `more` empty places behind them. */
static struct filter_list *new_part(struct others *others, const struct pivot_line *line,
                                    size_t more)
{
    struct filter_list *part = &others->parts[others->count];
    struct filter own[2];
    size_t made = groups_filters(&others->work->groups[0], line->groups[0], others->arena, own);
    part->filters = arena_array(others->arena, made + more, sizeof *part->filters);
    if (made == 0 || !part->filters)
        return NULL;
    memcpy(part->filters, own, made * sizeof *own);
    part->count = made;
    others->count++;
    return part;
}

/* Into the list of second values that stand beside the same first one. */
static bool add_second_value(struct others *others, const struct pivot_line *line, struct span text)
{
    struct seconds *seconds = &others->of_first[line->groups[0]];
    if (seconds->part == 0) {
        struct filter_list *part = new_part(others, line, 1);
        seconds->texts = arena_array(others->arena, seconds->lines, sizeof *seconds->texts);
        if (!part || !seconds->texts)
            return false;
        part->filters[part->count++] = (struct filter){.column = others->work->fields[1].column,
                                                       .op = FILTER_IN,
                                                       .texts = seconds->texts,
                                                       .exact = true};
        seconds->part = others->count;
    }
    struct filter_list *part = &others->parts[seconds->part - 1];
    seconds->texts[part->filters[part->count - 1].count++] = text;
    return true;
}

static bool add_line(struct others *others, const struct pivot_line *line)
{
    const struct pivot_work *work = others->work;
    struct filter second[2];
    struct span text;
    if (work->row_fields < 2)
        return new_part(others, line, 0) != NULL;
    size_t made = groups_filters(&work->groups[1], line->groups[1], others->arena, second);
    if (made == 0)
        return false;
    if (is_value(second, made, &text))
        return add_second_value(others, line, text);
    struct filter_list *part = new_part(others, line, made);
    if (!part)
        return false;
    memcpy(part->filters + part->count, second, made * sizeof *second);
    part->count += made;
    return true;
}

static enum status leave_groups_out(struct others *others, const struct pivot_table *table,
                                    struct filter *out)
{
    enum status status = begin(others, table) ? STATUS_OK : no_memory(others->err);
    for (size_t i = 0; i < table->row_count && status == STATUS_OK; i++) {
        const struct pivot_line *line = &table->rows[i];
        if (line->kind != PIVOT_LINE)
            continue;
        status = check_line(others->work, line, others->err);
        if (status == STATUS_OK && !add_line(others, line))
            status = no_memory(others->err);
    }
    *out =
        (struct filter){.op = FILTER_NONE_OF, .parts = others->parts, .part_count = others->count};
    free(others->of_first);
    return status;
}

enum status pivot_others_filter(const struct pivot_work *work, const struct pivot_table *table,
                                struct arena *arena, struct filter *out, struct error *err)
{
    struct others others = {.work = work, .arena = arena, .err = err};
    enum status status = STATUS_OK;
    *out = (struct filter){0};
    if (work->row_fields == 1)
        status = list_values(work, table, arena, out, err);
    if (status == STATUS_OK && out->count == 0)
        status = leave_groups_out(&others, table, out);
    return status;
}
