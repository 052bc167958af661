/* What a pivot works with: its columns, the rows that pass its filters, its groups. Shared by
 * the table, the drill and the SQL, so that they speak of the same groups. */
#include "core/base/nearest.h"
#include "core/service/pivot_internal.h"

static enum status find_position(const struct dataset_info *dataset, int64_t id, size_t *out,
                                 struct error *err)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (dataset->columns[i].id == id) {
            *out = i;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_INVALID, TEXT_PIVOT_COLUMN_GONE,
                     TEXT_VALUES(text_string("dataset", dataset->name)));
}

/* ---- checks ---- */

static bool needs_numbers(enum pivot_value value)
{
    return value == PIVOT_SUM || value == PIVOT_AVERAGE || value == PIVOT_MEDIAN;
}

static enum status no_percent(const struct pivot_work *work, struct error *err)
{
    return error_set(
        err, STATUS_INVALID, TEXT_PIVOT_NO_PERCENT,
        TEXT_VALUES(text_string("column", work->dataset->columns[work->value_position].name)));
}

static enum status check_value(const struct pivot_work *work, struct error *err)
{
    const struct pivot_spec *spec = work->spec;
    const struct column_info *column = &work->dataset->columns[work->value_position];
    bool number = column_type_is_number(column->type);
    if (spec->value == PIVOT_COUNT || spec->value == PIVOT_SHARE || spec->value == PIVOT_DISTINCT ||
        number)
        return STATUS_OK;
    if (needs_numbers(spec->value))
        return error_set(err, STATUS_INVALID, TEXT_PIVOT_NO_NUMBERS,
                         TEXT_VALUES(text_string("column", column->name)));
    if (spec->show != PIVOT_SHOW_VALUE)
        return no_percent(work, err);
    return STATUS_OK;
}

/* Percentages of the one row or column there is say nothing, but are right. */
static enum status check_show(const struct pivot_spec *spec, struct error *err)
{
    bool percent = spec->show == PIVOT_SHOW_ROW || spec->show == PIVOT_SHOW_COLUMN;
    if (percent || pivot_show_fits(spec, spec->show))
        return STATUS_OK;
    return error_set(err, STATUS_INVALID,
                     spec->show == PIVOT_SHOW_GROUP ? TEXT_PIVOT_SHOW_NEEDS_GROUPS
                                                    : TEXT_PIVOT_SHOW_NEEDS_COLUMNS,
                     NULL);
}

/* The column that all others are compared with is there. */
static enum status check_base(const struct pivot_work *work, struct error *err)
{
    const struct groups *groups = &work->groups[work->row_fields];
    const char *wanted = work->spec->base ? work->spec->base : "";
    struct arena *arena = arena_new();
    const char **names = arena ? arena_array(arena, groups->count, sizeof *names) : NULL;
    bool found = false, good = names != NULL;
    for (uint32_t i = 0; good && i < groups->count && !found; i++) {
        struct pivot_line line = {.kind = PIVOT_LINE, .texts = {groups->texts[i]}};
        found = span_equal(groups->texts[i], span_string(wanted));
        names[i] = arena_copy(arena, pivot_line_text(&line, 0));
        good = names[i] != NULL;
    }
    int near = found || !good ? -1 : nearest_name(wanted, names, groups->count);
    const char *offer = good && groups->count > 0 ? names[near < 0 ? 0 : near] : "";
    enum status status = STATUS_OK;
    if (!good)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    else if (!found && groups->count > 0) /* without any column there is nothing to compare */
        status = error_set(
            err, STATUS_INVALID, near < 0 ? TEXT_PIVOT_SHOW_NO_BASE : TEXT_PIVOT_SHOW_BASE_NEAR,
            TEXT_VALUES(text_string("column", *wanted ? wanted : text_get(TEXT_PIVOT_EMPTY)),
                        text_string("nearest", offer)));
    arena_free(arena);
    return status;
}

/* ---- rows ---- */

static bool any_on(const struct filter_list *filters)
{
    for (size_t i = 0; filters && i < filters->count; i++)
        if (!filters->filters[i].off)
            return true;
    return false;
}

/* ---- groups ---- */

static enum status make_groups(struct pivot_work *work, size_t field, struct error *err)
{
    static const enum group_cut cuts[] = {
        [PIVOT_AS_IS] = CUT_NONE,       [PIVOT_BANDS] = CUT_WIDTH,  [PIVOT_YEARS] = CUT_YEAR,
        [PIVOT_QUARTERS] = CUT_QUARTER, [PIVOT_MONTHS] = CUT_MONTH,
    };
    const struct pivot_field *wanted = &work->fields[field];
    struct group_field group = {.id = wanted->column,
                                .name = work->dataset->columns[work->positions[field]].name,
                                .cut = cuts[wanted->cut],
                                .width = wanted->width};
    enum status status = frame_use_column(work->use, work->positions[field], &group.column, err);
    if (status == STATUS_OK)
        status =
            groups_make(&work->groups[field], &group, work->rows, frame_use_cancel(work->use), err);
    if (status == STATUS_OK)
        work->group_count++;
    return status;
}

/* ---- all together ---- */

static enum status find_columns(struct pivot_work *work, struct error *err)
{
    const struct pivot_spec *spec = work->spec;
    for (size_t i = 0; i < PIVOT_ROWS_MAX; i++)
        if (spec->rows[i].column != 0)
            work->fields[work->field_count++] = spec->rows[i];
    work->row_fields = work->field_count;
    if (spec->column.column != 0)
        work->fields[work->field_count++] = spec->column;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < work->field_count && status == STATUS_OK; i++)
        status = find_position(work->dataset, work->fields[i].column, &work->positions[i], err);
    if (status == STATUS_OK && spec->value != PIVOT_COUNT)
        status = find_position(work->dataset, spec->value_column, &work->value_position, err);
    if (status == STATUS_OK)
        status = check_show(spec, err);
    return status == STATUS_OK ? check_value(work, err) : status;
}

static enum status prepare_columns(const struct pivot_work *work, struct error *err)
{
    size_t positions[PIVOT_ROWS_MAX + 2], count = work->field_count;
    memcpy(positions, work->positions, count * sizeof *positions);
    if (work->spec->value != PIVOT_COUNT)
        positions[count++] = work->value_position;
    return frame_use_prepare(work->use, positions, count, err);
}

enum status pivot_work_begin(struct pivot_work *work, struct frame_use *use,
                             const struct filter_list *filters, const struct pivot_spec *spec,
                             struct error *err)
{
    *work = (struct pivot_work){.use = use, .dataset = frame_use_dataset(use), .spec = spec};
    enum status status = find_columns(work, err);
    if (status == STATUS_OK)
        status = prepare_columns(work, err);
    if (status == STATUS_OK && any_on(filters)) {
        status = frame_use_select(use, filters, 0, &work->selected, err);
        work->rows = &work->selected;
    }
    for (size_t i = 0; i < work->field_count && status == STATUS_OK; i++)
        status = make_groups(work, i, err);
    if (status == STATUS_OK && spec->show == PIVOT_SHOW_FROM)
        status = check_base(work, err);
    if (status == STATUS_OK && spec->value == PIVOT_SHARE)
        status = pivot_share_select(work, err);
    else if (status == STATUS_OK && spec->value != PIVOT_COUNT)
        status = frame_use_column(use, work->value_position, &work->value, err);
    bool ends = spec->value == PIVOT_MIN || spec->value == PIVOT_MAX;
    if (status == STATUS_OK && ends && spec->show != PIVOT_SHOW_VALUE &&
        !column_is_numeric(work->value)) /* a number column with texts in it */
        status = no_percent(work, err);
    return status;
}

void pivot_work_end(struct pivot_work *work)
{
    for (size_t i = 0; i < work->group_count; i++)
        groups_free(&work->groups[i]);
    bitmap_free(&work->selected);
    bitmap_free(&work->share);
}

enum status pivot_work_cube(const struct pivot_work *work, const struct groups *const *fields,
                            size_t field_count, const struct bitmap *rows, struct cube *out,
                            struct error *err)
{
    static const enum aggregate aggregates[PIVOT_VALUES] = {
        [PIVOT_COUNT] = AGGREGATE_COUNT,       [PIVOT_SUM] = AGGREGATE_SUM,
        [PIVOT_AVERAGE] = AGGREGATE_AVERAGE,   [PIVOT_MIN] = AGGREGATE_MIN,
        [PIVOT_MAX] = AGGREGATE_MAX,           [PIVOT_MEDIAN] = AGGREGATE_MEDIAN,
        [PIVOT_DISTINCT] = AGGREGATE_DISTINCT, [PIVOT_SHARE] = AGGREGATE_SHARE,
    };
    struct cube_request request = {.field_count = field_count,
                                   .aggregate = aggregates[work->spec->value],
                                   .value = work->value,
                                   .share = &work->share,
                                   .rows = rows,
                                   .row_count = (size_t)work->dataset->rows,
                                   .cancel = frame_use_cancel(work->use)};
    for (size_t i = 0; i < field_count; i++)
        request.fields[i] = fields[i];
    return cube_make(out, &request, err);
}
