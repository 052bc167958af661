/* Facets: groups of one column, counted and put in order. */
#include "core/frame/facet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/frame/code_tally.h"
#include "core/frame/cube.h"
#include "core/frame/profile.h"

enum { RANGES_WANTED = 12, MONTHS_MAX = 36, QUARTERS_MAX = 40 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- ranges ---- */

/* 1, 2 or 5 times a power of ten, so that about RANGES_WANTED of them cover the whole. */
static double round_width(double whole)
{
    double least = whole / RANGES_WANTED, power = pow(10, floor(log10(least)));
    static const double steps[] = {1, 2, 5};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * power >= least)
            return steps[i] * power;
    return 10 * power;
}

static bool is_whole(const struct frame_column *column)
{
    return column->type == COLUMN_INTEGER || column->form == FORM_INTEGER;
}

static void cut_numbers(const struct frame_column *column, uint64_t first, uint64_t last,
                        struct group_field *field)
{
    double low, high;
    if (!column_number(column, first, &low) || !column_number(column, last, &high) ||
        !(high > low) || !isfinite(high - low))
        return;
    field->cut = CUT_WIDTH;
    field->width = round_width(high - low);
    if (is_whole(column) && field->width < 1)
        field->width = 1;
}

/* Months since the year 0 of an ISO date; false: it is none. */
static bool months_of(const struct frame_column *column, uint64_t code, int *out)
{
    char text[COLUMN_TEXT_SIZE];
    struct value value = column_value(column, code, text);
    char iso[8] = "";
    if (value.kind != VALUE_TEXT || value.text.len < 7)
        return false;
    memcpy(iso, value.text.data, 7);
    if (strspn(iso, "0123456789") != 4 || iso[4] != '-' || strspn(iso + 5, "0123456789") != 2)
        return false;
    *out = (int)strtol(iso, NULL, 10) * 12 + (int)strtol(iso + 5, NULL, 10) - 1;
    return true;
}

static void cut_dates(const struct frame_column *column, uint64_t first, uint64_t last,
                      struct group_field *field)
{
    int low, high;
    if (!months_of(column, first, &low) || !months_of(column, last, &high))
        return;
    field->cut = high - low < MONTHS_MAX           ? CUT_MONTH
                 : (high - low) / 3 < QUARTERS_MAX ? CUT_QUARTER
                                                   : CUT_YEAR;
}

/* More than FACET_VALUES_MAX different values? The first and the last of them are told. */
static bool has_many(const struct code_tally *tally, uint64_t *first, uint64_t *last)
{
    uint64_t position = 0, code = 0;
    int64_t rows = 0;
    size_t count = 0;
    for (; code_tally_next(tally, &position, &code, &rows); count++) {
        *first = count ? *first : code;
        *last = code;
    }
    return count > FACET_VALUES_MAX;
}

static void choose_cut(const struct code_tally *tally, struct group_field *field)
{
    const struct frame_column *column = field->column;
    uint64_t first = 0, last = 0;
    if (!has_many(tally, &first, &last))
        return;
    if (column->type == COLUMN_DATE || column->type == COLUMN_DATETIME)
        cut_dates(column, first, last, field);
    else if (column_type_is_number(column->type) && column_is_numeric(column))
        cut_numbers(column, first, last, field);
}

/* ---- counting ---- */

static void count_codes(const struct groups *groups, const struct code_tally *tally,
                        int64_t *counts)
{
    uint64_t position = 0, code = 0;
    int64_t rows = 0;
    if (tally->empties > 0)
        counts[groups->of_code[0]] += tally->empties;
    while (code_tally_next(tally, &position, &code, &rows))
        counts[groups->of_code[code]] += rows;
}

static void count_rows(const struct groups *groups, const struct bitmap *bitmap, int64_t *counts)
{
    size_t rows = groups->field.column->rows;
    for (size_t row = 0; row < rows; row++) {
        uint32_t group = groups->of_row[row];
        if (group < groups->count && (!bitmap || bitmap_has(bitmap, row)))
            counts[group]++;
    }
}

/* ---- people ---- */

/* How many different persons have rows in each group, and altogether. */
static enum status count_people(struct facet *out, const struct groups *groups,
                                const struct facet_request *request, int64_t *people,
                                struct error *err)
{
    struct cube cube;
    const struct cube_request wanted = {.fields = {groups},
                                        .field_count = 1,
                                        .aggregate = AGGREGATE_DISTINCT,
                                        .value = request->person,
                                        .rows = request->rows,
                                        .cancel = request->cancel};
    enum status status = cube_make(&cube, &wanted, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < cube.count; i++) {
        const struct cube_cell *cell = &cube.cells[i];
        int64_t count = cell->has_value ? cell->integer : 0;
        if (cell->at[0] == CUBE_ALL)
            out->people = count;
        else
            people[cell->at[0]] = count;
    }
    cube_free(&cube);
    return STATUS_OK;
}

/* ---- order ---- */

/* Of each group. */
struct counts {
    int64_t *rows, *people;
    const int64_t *shown; /* one of the two */
};

struct sorting {
    const int64_t *counts;
    bool by_count;
};

static int compare_groups(const void *a, const void *b, void *context)
{
    const struct sorting *sorting = context;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    int64_t x = sorting->counts[left], y = sorting->counts[right];
    if (sorting->by_count && x != y)
        return x > y ? -1 : 1;
    return (left > right) - (left < right);
}

static enum status fill_entries(struct facet *out, const struct groups *groups,
                                const struct counts *counts, const uint32_t *order,
                                struct arena *arena, struct error *err)
{
    out->entries = arena_array(arena, out->count, sizeof *out->entries);
    for (size_t i = 0; i < out->count && out->entries; i++) {
        uint32_t group = order[i];
        struct facet_entry *entry = &out->entries[i];
        struct span text = groups->texts[group];
        entry->text = span_of(arena_copy(arena, text), text.len);
        entry->value = groups->values[group];
        if (entry->value.kind == VALUE_TEXT)
            entry->value.text.data = arena_copy(arena, entry->value.text);
        entry->rows = counts->rows[group];
        entry->people = counts->people[group];
        entry->filter_count = groups_filters(groups, group, arena, entry->filters);
        if (!entry->text.data || entry->filter_count == 0 ||
            (entry->value.kind == VALUE_TEXT && !entry->value.text.data))
            return no_memory(err);
    }
    return out->entries ? STATUS_OK : no_memory(err);
}

static enum status put_in_order(struct facet *out, const struct groups *groups,
                                const struct counts *counts, const struct facet_request *request,
                                struct arena *arena, struct error *err)
{
    const int64_t *shown = counts->shown;
    struct sorting sorting = {shown, request->sort == FACET_BY_COUNT};
    uint32_t *order = calloc((size_t)groups->count + 1, sizeof *order);
    if (!order)
        return no_memory(err);
    for (uint32_t group = 0; group < groups->count; group++) {
        out->most = shown[group] > out->most ? shown[group] : out->most;
        if (counts->rows[group] > 0)
            order[out->all++] = group;
    }
    qsort_r(order, out->all, sizeof *order, compare_groups, &sorting);
    out->count = request->limit && request->limit < out->all ? request->limit : out->all;
    enum status status = fill_entries(out, groups, counts, order, arena, err);
    free(order);
    return status;
}

/* Rows of each group, and people where that is asked for. */
static enum status count_all(struct facet *out, const struct groups *groups,
                             const struct facet_request *request, const struct code_tally *tally,
                             struct counts *counts, struct error *err)
{
    if (groups->of_code)
        count_codes(groups, tally, counts->rows);
    else
        count_rows(groups, request->rows, counts->rows);
    for (uint32_t group = 0; group < groups->count; group++)
        out->rows += counts->rows[group];
    if (!request->person)
        return STATUS_OK;
    enum status status = count_people(out, groups, request, counts->people, err);
    out->by_people = !request->repeated || (out->people > 0 && out->people < out->rows);
    if (out->by_people)
        counts->shown = counts->people;
    return status;
}

static enum status count_groups(struct facet *out, const struct facet_request *request,
                                const struct group_field *field, const struct code_tally *tally,
                                struct arena *arena, struct error *err)
{
    struct groups groups;
    enum status status = groups_make(&groups, field, request->rows, request->cancel, err);
    if (status != STATUS_OK)
        return status;
    struct counts counts = {.rows = calloc((size_t)groups.count + 1, sizeof *counts.rows),
                            .people = calloc((size_t)groups.count + 1, sizeof *counts.people)};
    counts.shown = counts.rows;
    if (!counts.rows || !counts.people)
        status = no_memory(err);
    else if ((status = count_all(out, &groups, request, tally, &counts, err)) == STATUS_OK)
        status = put_in_order(out, &groups, &counts, request, arena, err);
    free(counts.rows);
    free(counts.people);
    groups_free(&groups);
    return status;
}

/* ---- texts without codes ---- */

static enum status fill_text(struct facet_entry *entry, const struct value *value, int64_t rows,
                             int64_t column, struct arena *arena, struct error *err)
{
    struct span *text = arena_alloc(arena, sizeof *text);
    if (!text)
        return no_memory(err);
    *text = value->text;
    *entry = (struct facet_entry){.text = *text, .value = *value, .rows = rows, .filter_count = 1};
    entry->filters[0] =
        (struct filter){.column = column, .op = FILTER_EQUAL, .count = 1, .texts = text};
    entry->filters[0].exact = true;
    return STATUS_OK;
}

/* The entry of the empty cells goes where its count puts it. */
static enum status add_empties(struct facet *out, const struct profile *profile, size_t limit,
                               int64_t column, struct arena *arena, struct error *err)
{
    const struct value none = {.kind = VALUE_EMPTY, .text = {"", 0}};
    size_t at = out->count;
    if (profile->empty == 0 || (at == limit && out->entries[at - 1].rows >= profile->empty))
        return STATUS_OK;
    out->count += at < limit;
    for (at = out->count - 1; at > 0 && out->entries[at - 1].rows < profile->empty; at--)
        out->entries[at] = out->entries[at - 1];
    return fill_text(&out->entries[at], &none, profile->empty, column, arena, err);
}

/* The most frequent of them, from a profile: there may be too many for groups. */
static enum status count_texts(struct facet *out, const struct facet_request *request,
                               struct arena *arena, struct error *err)
{
    const struct group_field *field = &request->field;
    struct profile profile;
    enum status status = profile_make(&profile, field->column, request->rows, request->limit, arena,
                                      request->cancel, err);
    if (status != STATUS_OK)
        return status;
    out->rows = profile.rows;
    out->all = (size_t)profile.distinct + (profile.empty > 0);
    out->entries = arena_array(arena, profile.top_count + 1, sizeof *out->entries);
    if (!out->entries)
        return no_memory(err);
    for (; out->count < profile.top_count && status == STATUS_OK; out->count++)
        status = fill_text(&out->entries[out->count], &profile.top[out->count].value,
                           profile.top[out->count].rows, field->id, arena, err);
    if (status == STATUS_OK)
        status = add_empties(out, &profile, request->limit, field->id, arena, err);
    out->most = out->count ? out->entries[0].rows : 0;
    return status;
}

enum status facet_make(struct facet *out, const struct facet_request *request, struct arena *arena,
                       struct error *err)
{
    struct group_field field = request->field;
    struct code_tally tally = {0};
    enum status status = STATUS_OK;
    *out = (struct facet){0};
    bool texts = field.column->form == FORM_TEXTS;
    if (texts && request->limit && request->sort == FACET_BY_COUNT && field.cut == CUT_NONE &&
        (!request->person || request->repeated)) /* nearly every row has a value of its own */
        return count_texts(out, request, arena, err);
    /* Codes beyond any table are slow to tally, and groups of their rows are counted anyway. */
    bool table = field.column->form == FORM_WORDS || field.column->top < CODE_TABLE_MAX;
    if (!texts && (request->automatic || table)) {
        status = code_tally_make(&tally, field.column, request->rows, request->cancel, err);
        if (status == STATUS_OK && request->automatic && field.cut == CUT_NONE)
            choose_cut(&tally, &field);
    }
    out->cut = field.cut;
    out->width = field.width;
    if (status == STATUS_OK)
        status = count_groups(out, request, &field, &tally, arena, err);
    code_tally_free(&tally);
    return status;
}
