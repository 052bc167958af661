/* Facets of a dataset's columns under filters. */
#include "core/service/facet.h"

enum status facet_read(struct frame_use *use, const struct filter_list *filters,
                       const struct facet_wish *wish, struct arena *arena, struct facet *out,
                       struct error *err)
{
    const struct column_info *info = &frame_use_dataset(use)->columns[wish->column];
    const struct frame_column *column = NULL;
    struct bitmap bitmap = {0};
    enum status status = frame_use_select(use, filters, wish->own ? 0 : info->id, &bitmap, err);
    if (status == STATUS_OK)
        status = frame_use_column(use, wish->column, &column, err);
    if (status == STATUS_OK) {
        bool all = bitmap.count == (int64_t)bitmap.rows;
        const struct facet_request request = {.field = {.column = column,
                                                        .id = info->id,
                                                        .name = info->name,
                                                        .cut = wish->cut,
                                                        .width = wish->width},
                                              .automatic = wish->automatic,
                                              .sort = wish->sort,
                                              .limit = wish->limit,
                                              .rows = all ? NULL : &bitmap,
                                              .cancel = frame_use_cancel(use)};
        status = facet_make(out, &request, arena, err);
    }
    bitmap_free(&bitmap);
    return status;
}
