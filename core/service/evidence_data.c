/*
 * Rows as evidence: how many meet the filters, and what their columns add up to, for as many
 * of the columns that are shown as can be looked at quickly. One row that changes shows in
 * the figures of its columns.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/service/evidence_internal.h"
#include "core/service/profile.h"

enum { COLUMNS_MOST = 12, WORDS = 900 };

enum figure { COLUMN, FILLED, DIFFERENT, LEAST, AVERAGE, GREATEST, FIGURES };

static const enum text_id heads[FIGURES] = {
    [COLUMN] = TEXT_EVIDENCE_COLUMN,       [FILLED] = TEXT_EVIDENCE_FILLED,
    [DIFFERENT] = TEXT_EVIDENCE_DIFFERENT, [LEAST] = TEXT_EVIDENCE_LEAST,
    [AVERAGE] = TEXT_EVIDENCE_AVERAGE,     [GREATEST] = TEXT_EVIDENCE_GREATEST,
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- which columns ---- */

static bool position_of(const struct dataset_info *dataset, int64_t id, size_t *out)
{
    for (size_t i = 0; i < dataset->column_count; i++) {
        if (dataset->columns[i].id == id) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool is_named(const struct view *view, int64_t id)
{
    for (size_t i = 0; i < view->column_count; i++)
        if (view->columns[i].id == id)
            return true;
    return false;
}

/* Those that are shown, in their order: first those that the view names. */
static size_t choose_columns(const struct evidence_work *work, size_t *out)
{
    const struct view *view = &work->view;
    size_t count = 0;
    for (size_t i = 0; i < view->column_count && count < COLUMNS_MOST; i++)
        if (!view->columns[i].hidden &&
            position_of(work->dataset, view->columns[i].id, &out[count]))
            count++;
    for (size_t i = 0; i < work->dataset->column_count && count < COLUMNS_MOST; i++)
        if (!is_named(view, work->dataset->columns[i].id))
            out[count++] = i;
    return count;
}

/* ---- their figures ---- */

static struct value whole(int64_t number)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = number};
}

static void fill_row(struct value *cells, const char *name, const struct profile *profile)
{
    bool numbers = profile->least_number.kind != VALUE_EMPTY;
    cells[COLUMN] = (struct value){.kind = VALUE_TEXT, .text = span_string(name)};
    cells[FILLED] = whole(profile->rows - profile->empty);
    cells[DIFFERENT] = whole(profile->distinct);
    cells[LEAST] = numbers ? profile->least_number : profile->least;
    cells[AVERAGE] = profile->mean;
    cells[GREATEST] = numbers ? profile->greatest_number : profile->greatest;
}

static enum status add_column(struct evidence_work *work, const struct bitmap *rows,
                              size_t position, size_t row, struct error *err)
{
    const struct frame_column *column = NULL;
    struct profile profile;
    const char *name = arena_string(work->arena, work->dataset->columns[position].name);
    enum status status = frame_use_column(work->use, position, &column, err);
    if (status == STATUS_OK)
        status =
            profile_make(&profile, column, rows, 0, work->arena, frame_use_cancel(work->use), err);
    if (status == STATUS_OK && !name)
        status = no_memory(err);
    if (status == STATUS_OK)
        fill_row(&work->snapshot.cells[row * FIGURES], name, &profile);
    for (size_t i = FILLED; status == STATUS_OK && i < FIGURES; i++)
        work->snapshot.behind[row * FIGURES + i] = profile.rows - profile.empty;
    return status;
}

static enum status add_columns(struct evidence_work *work, const struct bitmap *rows,
                               struct error *err)
{
    size_t positions[COLUMNS_MOST], count = choose_columns(work, positions);
    struct snapshot_mark mark = {0};
    enum status status = frame_use_prepare(work->use, positions, count, err);
    work->snapshot = snapshot_new(work->arena, count, FIGURES, 1);
    if (status == STATUS_OK &&
        (!work->snapshot.cells || !snapshot_keep_behind(work->arena, &work->snapshot)))
        return no_memory(err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_column(work, rows, positions[i], i, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < FIGURES; i++)
        work->snapshot.heads[i] = text_get(heads[i]);
    for (size_t i = 0; i < count * FIGURES; i++)
        snapshot_mark_value(&mark, &work->snapshot.cells[i]);
    work->snapshot.n = rows->count;
    work->snapshot.mark = snapshot_mark_text(&mark, work->arena);
    return work->snapshot.mark ? STATUS_OK : no_memory(err);
}

/* ---- in words ---- */

static enum status say(struct evidence_work *work, struct error *err)
{
    char words[WORDS];
    const struct dataset_info *dataset = work->dataset;
    bool all = *work->filter_words == '\0';
    double share = dataset->rows > 0 ? 100.0 * (double)work->snapshot.n / (double)dataset->rows : 0;
    text_format(words, sizeof words, all ? TEXT_EVIDENCE_ALL_ROWS : TEXT_EVIDENCE_SOME_ROWS,
                TEXT_VALUES(text_string("dataset", dataset->name),
                            text_string("filters", work->filter_words),
                            text_number("n", work->snapshot.n), text_number("all", dataset->rows),
                            text_percent("share", share, share >= 10 ? 0 : 1)));
    work->sentence = arena_string(work->arena, words);
    text_format(words, sizeof words, TEXT_EVIDENCE_ROWS_OF,
                TEXT_VALUES(text_string("dataset", dataset->name)));
    work->title = arena_string(work->arena, words);
    return work->sentence && work->title ? STATUS_OK : no_memory(err);
}

enum status evidence_of_data(struct evidence_work *work, struct error *err)
{
    struct bitmap rows = {0};
    enum status status = frame_use_select(work->use, &work->filters, 0, &rows, err);
    if (status == STATUS_OK)
        status = add_columns(work, &rows, err);
    bitmap_free(&rows);
    return status == STATUS_OK ? say(work, err) : status;
}
