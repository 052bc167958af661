/* Column cards: a profile of the shown rows, and what did not fit the column. */
#include "core/service/column_card.h"

#include "core/service/figures.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status take_top(const struct profile *profile, struct arena *arena,
                            struct column_card *out, struct error *err)
{
    for (; out->top_count < profile->top_count; out->top_count++) {
        char number[VALUE_NUMBER_SIZE];
        const struct profile_value *top = &profile->top[out->top_count];
        struct span text = value_text(&top->value, number);
        struct card_value *entry = &out->top[out->top_count];
        *entry = (struct card_value){span_of(arena_copy(arena, text), text.len), top->rows};
        if (!entry->text.data)
            return no_memory(err);
    }
    return STATUS_OK;
}

static enum status take_misfits(struct db *db, struct arena *arena, const struct row_source *source,
                                size_t column, struct column_card *out, struct error *err)
{
    const struct column_info *info = &source->dataset->columns[column];
    int64_t texts = 0, rows = 0;
    if (info->misfits == 0)
        return STATUS_OK;
    return misfit_count(db, arena, source->dataset->id, info->id, CARD_MISFITS, &out->misfits,
                        &out->misfit_count, &texts, &rows, err);
}

static enum status take_defaults(struct frame_use *use, size_t column, struct arena *arena,
                                 struct column_card *out, struct error *err)
{
    struct default_sources *sources;
    enum status status = default_sources_make(use, &sources, err);
    if (status == STATUS_OK)
        status = column_defaults_read(use, sources, column, NULL, arena, &out->defaults, err);
    default_sources_free(sources);
    return status;
}

enum status column_card_read(struct db *db, struct arena *arena, const struct row_source *source,
                             size_t column, scan_progress_fn *progress, void *context,
                             const volatile int *cancel, struct column_card *out, struct error *err)
{
    struct frame_use *use = NULL;
    struct profile profile = {0};
    *out = (struct column_card){0};
    enum status status = figures_begin(&use, db, source, progress, context, cancel, err);
    if (status == STATUS_OK)
        status = figures_profile(use, source, column, CARD_TOP, arena, &profile, err);
    if (status == STATUS_OK)
        status = take_defaults(use, column, arena, out, err);
    frame_use_end(use);
    if (status != STATUS_OK)
        return status;
    figures_total(&profile, &out->total);
    out->distinct = profile.distinct;
    out->lower = profile.lower;
    out->median = profile.median;
    out->upper = profile.upper;
    status = take_top(&profile, arena, out, err);
    return status == STATUS_OK ? take_misfits(db, arena, source, column, out, err) : status;
}
