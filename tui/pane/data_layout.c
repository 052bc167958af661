/* Order, widths and hiding of columns, and the text they are remembered as. */
#include "tui/pane/data_layout.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/view.h"

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
    return item->fitting > 0 ? item->fitting : table_width_for(column, 0);
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
                                        .number = column_type_is_number(info->type)};
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
        struct table_column column = {.title = info->name, .quality = info->quality};
        item->fitting = table_width_for(&column, widest);
        changed = true;
    }
    if (changed)
        data_layout_update(layout, dataset);
    return changed;
}

void data_layout_write(const struct data_layout *layout, const struct dataset_info *dataset,
                       struct buffer *out)
{
    struct view view = {.dataset = dataset->id, .column_count = layout->count};
    const char *json = NULL;
    struct arena *arena = arena_new();
    view.columns = arena != NULL ? arena_array(arena, layout->count, sizeof *view.columns) : NULL;
    for (size_t i = 0; view.columns != NULL && i < layout->count; i++) {
        const struct layout_column *item = &layout->all[i];
        view.columns[i] = (struct view_column){item->id, item->hidden, item->width};
    }
    if (view.columns == NULL || view_write(arena, &view, &json, NULL) != STATUS_OK)
        out->failed = true;
    else
        buffer_printf(out, "%zu %s", layout->pinned, json);
    arena_free(arena);
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

static void place_columns(struct data_layout *layout, const struct view *view)
{
    size_t placed = 0;
    for (size_t i = 0; i < view->column_count; i++) {
        const struct view_column *column = &view->columns[i];
        size_t at = find_id(layout, placed, column->id);
        if (at == layout->count)
            continue; /* it is gone */
        bool sane = column->width >= TABLE_NARROWEST && column->width <= TABLE_WIDEST;
        move(layout, at, placed);
        layout->all[placed].hidden = column->hidden;
        layout->all[placed].width = sane ? column->width : 0;
        placed++;
    }
}

bool data_layout_read(struct data_layout *layout, const struct dataset_info *dataset,
                      const char *text)
{
    char *end = NULL;
    unsigned long pinned = strtoul(text, &end, 10);
    struct arena *arena = arena_new();
    struct view view;
    bool good = arena != NULL && end != text && *end == ' ' &&
                view_read(arena, span_string(end + 1), &view, NULL) == STATUS_OK &&
                view.dataset == dataset->id;
    if (good) {
        layout->pinned = pinned < layout->count ? pinned : layout->count;
        place_columns(layout, &view);
        data_layout_update(layout, dataset);
    }
    arena_free(arena);
    return good;
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
