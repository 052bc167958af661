/* Profiles of a dataset's columns under filters, with what did not fit them. */
#include "core/service/profile.h"

static enum status read_misfits(struct frame_use *use, struct db *db, size_t column,
                                struct arena *arena, struct column_profile *out, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    int64_t texts = 0;
    if (dataset->columns[column].misfits == 0)
        return STATUS_OK;
    return misfit_count(db, arena, dataset->id, dataset->columns[column].id, PROFILE_MISFITS,
                        &out->misfits, &out->misfit_count, &texts, &out->misfit_rows, err);
}

enum status profile_column(struct frame_use *use, struct db *db, const struct filter_list *filters,
                           size_t column, size_t top_count, struct arena *arena,
                           struct column_profile *out, struct error *err)
{
    const struct frame_column *codes = NULL;
    struct bitmap bitmap = {0};
    bool all = true;
    enum status status = STATUS_OK;
    *out = (struct column_profile){0};
    if (filters && filters->count > 0) {
        status = frame_use_select(use, filters, 0, &bitmap, err);
        all = status == STATUS_OK && bitmap.count == (int64_t)bitmap.rows;
    }
    if (status == STATUS_OK)
        status = frame_use_column(use, column, &codes, err);
    if (status == STATUS_OK)
        status = profile_make(&out->figures, codes, all ? NULL : &bitmap, top_count, arena,
                              frame_use_cancel(use), err);
    if (status == STATUS_OK)
        status = read_misfits(use, db, column, arena, out, err);
    bitmap_free(&bitmap);
    return status;
}
