/* Between the profile of the frame, which knows no view, and whoever shows sums. */
#include "core/service/figures.h"

#include <math.h>
#include <string.h>

enum status figures_begin(struct frame_use **use, struct db *db, const struct row_source *source,
                          scan_progress_fn *progress, void *context, const volatile int *cancel,
                          struct error *err)
{
    const struct frames_watch watch = {progress, context, cancel};
    enum status status = frame_use_begin(use, source->frames, db, source->dataset->id, &watch, err);
    if (status != STATUS_OK)
        return status;
    if (frame_use_dataset(*use)->edits == source->dataset->edits)
        return STATUS_OK;
    frame_use_end(*use);
    *use = NULL;
    return error_set(err, STATUS_STALE, TEXT_FRAMES_CHANGED,
                     TEXT_VALUES(text_string("dataset", source->dataset->name)));
}

enum status figures_profile(struct frame_use *use, const struct row_source *source, size_t column,
                            size_t top_count, struct arena *arena, struct profile *out,
                            struct error *err)
{
    const struct frame_column *codes = NULL;
    struct bitmap bitmap = {0};
    bool some = source->order && row_order_count(source->order) < source->dataset->rows;
    if (some && !row_order_bitmap(source->order, &bitmap))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = frame_use_column(use, column, &codes, err);
    if (status == STATUS_OK)
        status = profile_make(out, codes, some ? &bitmap : NULL, top_count, arena,
                              frame_use_cancel(use), err);
    bitmap_free(&bitmap);
    return status;
}

static void keep_text(const struct value *value, char out[TOTAL_TEXT_SIZE])
{
    size_t len = value->text.len < TOTAL_TEXT_SIZE - 1 ? value->text.len : TOTAL_TEXT_SIZE - 1;
    if (value->kind != VALUE_TEXT)
        return;
    while (len > 0 && len < value->text.len &&
           ((unsigned char)value->text.data[len] & 0xC0) == 0x80)
        len--; /* not inside a character */
    memcpy(out, value->text.data, len);
    out[len] = '\0';
}

void figures_total(const struct profile *profile, struct total *out)
{
    *out = (struct total){.rows = profile->rows,
                          .empty = profile->empty,
                          .numbers = profile->numbers,
                          .texts = profile->rows - profile->empty - profile->numbers,
                          .least = profile->least_number,
                          .greatest = profile->greatest_number};
    if (profile->sum_scale == 0)
        out->whole = profile->sum;
    else
        out->decimals = (double)profile->sum / pow(10, profile->sum_scale);
    out->decimals += profile->sum_rest;
    out->has_decimals = profile->has_decimals;
    keep_text(&profile->least, out->first_text);
    keep_text(&profile->greatest, out->last_text);
}
