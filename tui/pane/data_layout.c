/* Order, widths and hiding of columns, and the list that the working view keeps of them. */
#include "tui/pane/data_layout.h"

#include <stdlib.h>
#include <string.h>

void data_layout_free(struct data_layout *layout)
{
    free(layout->all);
    free(layout->shown);
    free(layout->columns);
    *layout = (struct data_layout){0};
}

bool data_layout_reset(struct data_layout *layout, const struct dataset_info *dataset)
{
    size_t count = dataset->column_count;
    struct data_layout fresh = {.count = count, .pinned = count > 1 ? 1 : 0};
    fresh.all = calloc(count + 1, sizeof *fresh.all);
    fresh.shown = calloc(count + 1, sizeof *fresh.shown);
    fresh.columns = calloc(count + 1, sizeof *fresh.columns);
    if (fresh.all == NULL || fresh.shown == NULL || fresh.columns == NULL) {
        data_layout_free(&fresh);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        fresh.all[i] = (struct layout_column){.position = i, .id = dataset->columns[i].id};
    data_layout_free(layout);
    *layout = fresh;
    data_layout_update(layout, dataset);
    return true;
}

bool data_layout_suits(const struct data_layout *layout, const struct dataset_info *dataset)
{
    if (layout->count != dataset->column_count)
        return false;
    for (size_t i = 0; i < layout->count; i++)
        if (dataset->columns[layout->all[i].position].id != layout->all[i].id)
            return false;
    return true;
}

static int width_of(const struct layout_column *item, const struct table_column *column)
{
    if (item->width > 0)
        return item->width;
    int title = table_width_for(column, 0);
    return item->fitting > title ? item->fitting : title;
}

void data_layout_update(struct data_layout *layout, const struct dataset_info *dataset)
{
    bool any = false;
    for (size_t i = 0; i < layout->count; i++)
        any |= !layout->all[i].hidden;
    if (!any && layout->count > 0)
        layout->all[0].hidden = false;
    layout->shown_count = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct layout_column *item = &layout->all[i];
        const struct column_info *info = &dataset->columns[item->position];
        if (item->hidden)
            continue;
        struct table_column *column = &layout->columns[layout->shown_count];
        *column = (struct table_column){.title = info->name,
                                        .quality = info->quality,
                                        .team = info->team.quality,
                                        .number = column_type_is_number(info->type),
                                        .sort = item->sort,
                                        .sort_place = item->sort_place};
        column->width = width_of(item, column);
        layout->shown[layout->shown_count++] = i;
    }
}

bool data_layout_fit(struct data_layout *layout, const struct dataset_info *dataset,
                     struct block_key key, const struct row_block *block)
{
    bool changed = false;
    size_t first = key.column * BLOCK_COLUMNS;
    for (size_t i = 0; i < layout->count; i++) {
        struct layout_column *item = &layout->all[i];
        const struct column_info *info = &dataset->columns[item->position];
        if (item->fitting > 0 || item->position < first ||
            item->position >= first + block->columns || block->rows == 0)
            continue;
        int widest = 0;
        for (size_t r = 0; r < block->rows; r++) {
            int cells = block->cells[r * block->columns + item->position - first].cells;
            widest = cells > widest ? cells : widest;
        }
        struct table_column column = {
            .title = info->name, .quality = info->quality, .team = info->team.quality};
        item->fitting = table_width_for(&column, widest);
        changed = true;
    }
    if (changed)
        data_layout_update(layout, dataset);
    return changed;
}

bool data_layout_is_fitted(const struct data_layout *layout)
{
    bool any = false;
    for (size_t i = 0; i < layout->count; i++)
        any |= layout->all[i].fitting > 0;
    return any;
}

struct view_column *data_layout_list(const struct data_layout *layout, struct arena *arena)
{
    struct view_column *list = arena_array(arena, layout->count, sizeof *list);
    for (size_t i = 0; list != NULL && i < layout->count; i++) {
        const struct layout_column *item = &layout->all[i];
        list[i] = (struct view_column){item->id, item->hidden, item->width};
    }
    return list;
}

/* The column with that id that has not been placed yet, or count. */
static size_t find_id(const struct data_layout *layout, size_t from, int64_t id)
{
    for (size_t i = from; i < layout->count; i++)
        if (layout->all[i].id == id)
            return i;
    return layout->count;
}

/* Puts the entry at `from` at `to`; those between move by one. */
static void move(struct data_layout *layout, size_t from, size_t to)
{
    struct layout_column item = layout->all[from];
    if (from > to)
        memmove(&layout->all[to + 1], &layout->all[to], (from - to) * sizeof item);
    else
        memmove(&layout->all[from], &layout->all[from + 1], (to - from) * sizeof item);
    layout->all[to] = item;
}

static int by_position(const void *a, const void *b)
{
    const struct layout_column *left = a, *right = b;
    return left->position < right->position ? -1 : left->position > right->position;
}

void data_layout_apply(struct data_layout *layout, const struct dataset_info *dataset,
                       const struct view_column *columns, size_t count, int pinned)
{
    size_t placed = 0;
    qsort(layout->all, layout->count, sizeof *layout->all, by_position);
    for (size_t i = 0; i < layout->count; i++) {
        layout->all[i].hidden = false;
        layout->all[i].width = 0;
    }
    for (size_t i = 0; i < count; i++) {
        const struct view_column *column = &columns[i];
        size_t at = find_id(layout, placed, column->id);
        if (at == layout->count)
            continue; /* it is gone */
        bool sane = column->width >= TABLE_NARROWEST && column->width <= TABLE_WIDEST;
        move(layout, at, placed);
        layout->all[placed].hidden = column->hidden;
        layout->all[placed].width = sane ? column->width : 0;
        placed++;
    }
    size_t stay = pinned < 0 ? layout->count > 1 : (size_t)pinned;
    layout->pinned = stay < layout->count ? stay : layout->count;
    data_layout_update(layout, dataset);
}

void data_layout_sort(struct data_layout *layout, const struct dataset_info *dataset,
                      const struct view_sort *sorts, size_t count)
{
    for (size_t i = 0; i < layout->count; i++) {
        struct layout_column *item = &layout->all[i];
        item->sort = TABLE_UNSORTED;
        item->sort_place = 0;
        for (size_t k = 0; k < count; k++) {
            if (sorts[k].column != item->id)
                continue;
            item->sort = sorts[k].descending ? TABLE_DESCENDING : TABLE_ASCENDING;
            item->sort_place = count > 1 ? (int)k + 1 : 0;
        }
    }
    data_layout_update(layout, dataset);
}

size_t data_layout_position(const struct data_layout *layout, size_t shown)
{
    return layout->all[layout->shown[shown]].position;
}

size_t data_layout_find(const struct data_layout *layout, size_t position)
{
    for (size_t i = 0; i < layout->shown_count; i++)
        if (data_layout_position(layout, i) == position)
            return i;
    return layout->shown_count;
}

void data_layout_move(struct data_layout *layout, const struct dataset_info *dataset, size_t from,
                      size_t to)
{
    move(layout, layout->shown[from], layout->shown[to]);
    data_layout_update(layout, dataset);
}
