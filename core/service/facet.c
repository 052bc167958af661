/* Facets of a dataset's columns under filters, by rows or by people. */
#include "core/service/facet.h"

/* The column of persons where they are to be counted. Among values nearly all of which are
 * different, or in a column that tells persons apart itself, rows say as much. */
static enum status find_person(struct frame_use *use, const struct facet_wish *wish,
                               const struct frame_column **out, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    bool asked = wish->unit == FACET_PEOPLE;
    *out = NULL;
    if (wish->unit == FACET_ROWS)
        return STATUS_OK;
    if (wish->person < 0)
        return asked ? error_set(err, STATUS_INVALID, TEXT_COMPARE_NO_PERSON,
                                 TEXT_VALUES(text_string("dataset", dataset->name)))
                     : STATUS_OK;
    enum status status = frame_use_column(use, (size_t)wish->person, out, err);
    bool same = (size_t)wish->person == wish->column;
    if (status == STATUS_OK && !asked && (same || (*out)->form == FORM_TEXTS))
        *out = NULL;
    return status;
}

enum status facet_read(struct frame_use *use, const struct filter_list *filters,
                       const struct facet_wish *wish, struct arena *arena, struct facet *out,
                       struct error *err)
{
    const struct column_info *info = &frame_use_dataset(use)->columns[wish->column];
    const struct frame_column *column = NULL, *person = NULL;
    struct bitmap bitmap = {0};
    enum status status = frame_use_select(use, filters, wish->own ? 0 : info->id, &bitmap, err);
    if (status == STATUS_OK)
        status = frame_use_column(use, wish->column, &column, err);
    if (status == STATUS_OK)
        status = find_person(use, wish, &person, err);
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
                                              .cancel = frame_use_cancel(use),
                                              .person = person,
                                              .repeated = wish->unit == FACET_BY_ITSELF};
        status = facet_make(out, &request, arena, err);
    }
    bitmap_free(&bitmap);
    return status;
}

enum text_id facet_unit_words(const struct facet *facet)
{
    if (facet->by_people)
        return TEXT_FACET_PEOPLE;
    return facet->people > 0 && facet->people < facet->rows ? TEXT_FACET_ROWS_REPEAT : TEXT_NONE;
}
