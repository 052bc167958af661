/*
 * Owns the division of the screen. The arrangements are tables; a place without a pane
 * gives its room to its neighbours in the column, an empty column to the other one.
 */
#include "tui/console/layout.h"

#include <string.h>

enum { SLOTS = 3, COLUMNS = 2 };

struct slot {
    enum place place;
    int weight;
};

struct arrangement {
    struct slot slots[COLUMNS][SLOTS];
};

static const struct arrangement all = {{
    {{PLACE_TOPIC, 5}, {PLACE_BOARD, 7}},
    {{PLACE_DATA, 5}, {PLACE_PIVOT, 4}, {PLACE_CHART, 3}},
}};

static const struct arrangement all_with_query = {{
    {{PLACE_TOPIC, 5}, {PLACE_BOARD, 7}},
    {{PLACE_DATA, 5}, {PLACE_QUERY, 7}},
}};

/* Two columns of two: at the right the data and what is made of it. */
static const struct arrangement four = {{
    {{PLACE_TOPIC, 5}, {PLACE_BOARD, 6}},
    {{PLACE_DATA, 5}, {PLACE_PIVOT, 5}},
}};

static const struct arrangement four_with_chart = {{
    {{PLACE_TOPIC, 5}, {PLACE_BOARD, 6}},
    {{PLACE_PIVOT, 5}, {PLACE_CHART, 5}},
}};

static const struct arrangement four_with_query = {{
    {{PLACE_TOPIC, 5}, {PLACE_BOARD, 6}},
    {{PLACE_DATA, 5}, {PLACE_QUERY, 5}},
}};

static enum layout_mode choose_mode(const struct layout_request *request)
{
    if (request->columns < LAYOUT_MIN_COLUMNS || request->rows < LAYOUT_MIN_ROWS)
        return LAYOUT_TOO_SMALL;
    if (request->zoom || request->columns < 100 || request->rows < 30)
        return LAYOUT_ONE;
    return request->columns < 120 || request->rows < 36 ? LAYOUT_FOUR : LAYOUT_ALL;
}

static const struct arrangement *choose_arrangement(enum layout_mode mode, enum place focus)
{
    if (mode == LAYOUT_ALL)
        return focus == PLACE_QUERY ? &all_with_query : &all;
    if (focus == PLACE_CHART)
        return &four_with_chart;
    return focus == PLACE_QUERY ? &four_with_query : &four;
}

/* The slots of a column that have a pane; returns how many. */
static int present_slots(const struct layout_request *request, const struct slot *slots,
                         struct slot *out)
{
    int count = 0;
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].weight && request->present[slots[i].place])
            out[count++] = slots[i];
    }
    return count;
}

/* Stacks panes from y on; each shares its bottom line with the next one's top. */
static void stack(struct layout *out, const struct slot *slots, int count, int x, int columns)
{
    int y = out->header_row + 1, rest = out->notice_row - y, weights = 0;
    for (int i = 0; i < count; i++)
        weights += slots[i].weight;
    for (int i = 0; i < count; i++) {
        int rows = i + 1 == count ? rest : (rest - 1) * slots[i].weight / weights + 1;
        out->panes[slots[i].place] = (struct layout_rect){
            .shown = true, .joined = i > 0, .x = x, .y = y, .columns = columns, .rows = rows};
        y += rows - 1;
        rest -= rows - 1;
        weights -= slots[i].weight;
    }
}

static void arrange(const struct layout_request *request, struct layout *out)
{
    const struct arrangement *arrangement = choose_arrangement(out->mode, request->focus);
    struct slot left[SLOTS], right[SLOTS];
    int left_count = present_slots(request, arrangement->slots[0], left);
    int right_count = present_slots(request, arrangement->slots[1], right);
    int percent = request->left_percent ? request->left_percent : LAYOUT_LEFT_PERCENT;
    int width = out->columns * percent / 100;
    if (!right_count)
        width = out->columns;
    if (!left_count)
        width = 0;
    stack(out, left, left_count, 0, width);
    stack(out, right, right_count, width, out->columns - width);
}

void layout_compute(const struct layout_request *request, struct layout *out)
{
    memset(out, 0, sizeof *out);
    out->columns = request->columns;
    out->rows = request->rows;
    out->mode = choose_mode(request);
    out->header_row = 0;
    out->tabs_row = -1;
    out->status_row = request->rows - 2;
    out->keys_row = request->rows - 1;
    out->notice_row = out->status_row;
    if (out->mode == LAYOUT_TOO_SMALL)
        return;
    out->notice_row -= request->notice_rows;
    if (out->mode == LAYOUT_ONE) {
        out->tabs_row = 1;
        out->panes[request->focus] = (struct layout_rect){
            .shown = true, .y = 2, .columns = request->columns, .rows = out->notice_row - 2};
        return;
    }
    arrange(request, out);
}

bool layout_inside(const struct layout *layout, enum place place, struct layout_rect *out)
{
    *out = layout->panes[place];
    if (!out->shown || layout->mode == LAYOUT_ONE)
        return out->shown;
    out->x++;
    out->y++;
    out->columns -= 2;
    out->rows -= 2;
    return out->columns > 0 && out->rows > 0;
}

enum place layout_place_at(const struct layout *layout, int x, int y)
{
    enum place found = PLACE_NONE;
    for (int i = PLACE_TOPIC; i < PLACE_COUNT; i++) {
        const struct layout_rect *rect = &layout->panes[i];
        if (rect->shown && x >= rect->x && x < rect->x + rect->columns && y >= rect->y &&
            y < rect->y + rect->rows)
            found = (enum place)i; /* a shared line is the title of the lower one */
    }
    return found;
}
