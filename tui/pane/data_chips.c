/* The filter bar: where the chips stand, what they look like, and what keys do to them. */
#include "tui/pane/data_chips.h"

#include <string.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/data_state.h"

enum { CHIP_FRAME = 4, CHIP_GAP = 1, CROSS_CELLS = 2 }; /* " words ✕ " */

static const struct work_state *shown(const struct pane *pane)
{
    return work_state(data_state(pane)->work);
}

static bool has_drill(const struct pane *pane)
{
    return *shown(pane)->drill.words != '\0';
}

size_t data_chip_count(const struct pane *pane)
{
    return shown(pane)->filters.count + has_drill(pane);
}

/* The filter that a chip stands for; NULL: the drill. */
static const struct filter *filter_of(const struct pane *pane, size_t chip)
{
    size_t at = chip - has_drill(pane);
    return has_drill(pane) && chip == 0 ? NULL : &shown(pane)->filters.filters[at];
}

static void add_words(const struct pane *pane, size_t chip, struct buffer *out)
{
    const struct filter *filter = filter_of(pane, chip);
    if (filter == NULL) {
        buffer_add_string(out, shown(pane)->drill.words);
        return;
    }
    if (filter->off)
        buffer_add_string(out, text_get(TEXT_DATA_CHIP_OFF));
    work_filter_words(data_state(pane)->work, filter, out);
}

/* ---- where they stand ---- */

static int cells_of(const struct pane *pane, size_t chip)
{
    struct buffer words = {0};
    add_words(pane, chip, &words);
    size_t cells = utf8_screen_width(buffer_span(&words));
    buffer_free(&words);
    return (cells < 1000 ? (int)cells : 1000) + CHIP_FRAME;
}

/* Places chips from `first` on, none wider than `widest`; false: not all had room. */
static bool place(struct pane *pane, size_t first, int widest, int columns, int lines)
{
    struct chip_bar *bar = &data_state(pane)->bar;
    size_t count = data_chip_count(pane);
    int x = 1, y = 0;
    bar->seen = 0;
    for (size_t i = first; i < count && bar->seen < CHIPS_SEEN; i++) {
        int cells = cells_of(pane, i);
        cells = cells < widest ? cells : widest;
        int room = columns - 1 - (y + 1 == lines && i + 1 < count ? CHIP_FRAME : 0);
        if (x > 1 && x + cells > room) {
            x = 1;
            y++;
        }
        if (y == lines)
            break;
        bar->places[bar->seen++] = (struct chip_place){i, x, y, cells};
        x += cells + CHIP_GAP;
    }
    bar->left_out = count - bar->seen;
    bar->rows = y < lines ? y + 1 : lines;
    return bar->left_out == 0;
}

static bool sees_cursor(const struct chip_bar *bar)
{
    for (size_t i = 0; i < bar->seen; i++)
        if (bar->places[i].index == bar->cursor)
            return true;
    return false;
}

void data_chips_fit(struct pane *pane, int columns, int rows)
{
    static const int widths[] = {60, 40, 28, 18};
    struct chip_bar *bar = &data_state(pane)->bar;
    size_t count = data_chip_count(pane), narrowest = sizeof widths / sizeof *widths - 1;
    int lines = rows < 12 ? 1 : rows < 24 ? 2 : 3;
    bar->rows = 0;
    bar->seen = bar->left_out = 0;
    if (count == 0) {
        bar->focused = false;
        return;
    }
    if (bar->cursor >= count)
        bar->cursor = count - 1;
    for (size_t i = 0; i <= narrowest; i++)
        if (place(pane, 0, widths[i] < columns - 2 ? widths[i] : columns - 2, columns, lines))
            return;
    for (size_t first = 1; bar->focused && !sees_cursor(bar) && first <= bar->cursor; first++)
        place(pane, first, widths[narrowest], columns, lines);
}

/* ---- what they look like ---- */

static unsigned style_of(const struct pane *pane, size_t chip)
{
    const struct chip_bar *bar = &data_state(pane)->bar;
    const struct filter *filter = filter_of(pane, chip);
    if (pane->focused && bar->focused && chip == bar->cursor)
        return THEME_CHIP_CURRENT;
    if (filter == NULL)
        return THEME_CHIP_DRILL;
    return filter->off ? THEME_CHIP_OFF : THEME_CHIP;
}

/* The words of a chip that has too little room for them: its column's name gives way to
 * what is said of it. */
static void add_short_words(const struct pane *pane, const struct filter *filter, size_t room,
                            struct buffer *out)
{
    enum { NAME_LEAST = 8 };
    const struct column_info *column = work_column(data_state(pane)->work, filter->column);
    struct buffer name = {0}, cut = {0};
    if (column != NULL)
        utf8_screen(span_string(column->name), &name);
    size_t cells = utf8_screen_width(buffer_span(&name));
    size_t more = utf8_screen_width(buffer_span(out)) - room + 1;
    size_t left = cells > more + NAME_LEAST ? cells - more : NAME_LEAST;
    if (cells > left) {
        buffer_add_span(&cut, utf8_fit(buffer_span(&name), left, NULL));
        buffer_add_string(&cut, "…");
        buffer_clear(out);
        buffer_add_string(out, filter->off ? text_get(TEXT_DATA_CHIP_OFF) : "");
        filter_words(filter, buffer_span(&cut).data, out);
    }
    buffer_free(&name);
    buffer_free(&cut);
}

static void draw_chip(const struct pane *pane, const struct chip_place *at,
                      const struct surface *surface)
{
    struct buffer words = {0};
    unsigned style = style_of(pane, at->index);
    size_t room = (size_t)(at->cells - CHIP_FRAME);
    const struct filter *filter = filter_of(pane, at->index);
    add_words(pane, at->index, &words);
    if (filter != NULL && utf8_screen_width(buffer_span(&words)) > room)
        add_short_words(pane, filter, room, &words);
    surface_fill(surface, at->x, at->y, at->cells, 1, style);
    surface_put_cut(surface, at->x + 1, at->y, (int)room, buffer_span(&words), style);
    surface_put_string(surface, at->x + at->cells - CROSS_CELLS, at->y, "✕", style);
    buffer_free(&words);
}

void data_chips_draw(const struct pane *pane, const struct surface *surface)
{
    const struct chip_bar *bar = &data_state(pane)->bar;
    for (size_t i = 0; i < bar->seen; i++)
        draw_chip(pane, &bar->places[i], surface);
    if (bar->left_out == 0)
        return;
    char more[32];
    text_format(more, sizeof more, TEXT_DATA_CHIPS_MORE,
                TEXT_VALUES(text_number("count", (int64_t)bar->left_out)));
    const struct chip_place *last = &bar->places[bar->seen - 1];
    surface_put_string(surface, bar->seen > 0 ? last->x + last->cells + CHIP_GAP : 1, bar->rows - 1,
                       more, THEME_DIM);
}

void data_chips_describe(const struct pane *pane, struct buffer *out)
{
    for (size_t i = 0; i < data_chip_count(pane); i++) {
        struct buffer words = {0};
        add_words(pane, i, &words);
        buffer_printf(
            out, "%s: ",
            text_get(filter_of(pane, i) != NULL ? TEXT_DATA_CHIP_FILTER : TEXT_DATA_CHIP_DRILL));
        utf8_screen(buffer_span(&words), out);
        buffer_add_byte(out, '\n');
        buffer_free(&words);
    }
}

bool data_chips_cursor(const struct pane *pane, int *x, int *y)
{
    const struct chip_bar *bar = &data_state(pane)->bar;
    for (size_t i = 0; i < bar->seen; i++) {
        if (bar->places[i].index != bar->cursor)
            continue;
        *x = bar->places[i].x + 1;
        *y = bar->places[i].y;
        return true;
    }
    return false;
}

/* ---- what keys do ---- */

bool data_chips_focused(const struct pane *pane)
{
    return data_state(pane)->bar.focused && data_chip_count(pane) > 0;
}

void data_chips_focus(struct pane *pane, bool on)
{
    struct chip_bar *bar = &data_state(pane)->bar;
    bar->focused = on && data_chip_count(pane) > 0;
    if (bar->focused && bar->cursor >= data_chip_count(pane))
        bar->cursor = 0;
    app_redraw(pane);
}

void data_chips_move(struct pane *pane, int by)
{
    struct chip_bar *bar = &data_state(pane)->bar;
    size_t count = data_chip_count(pane);
    int64_t to = (int64_t)bar->cursor + by;
    bar->cursor = to < 0 ? 0 : to >= (int64_t)count ? count - 1 : (size_t)to;
}

void data_chip_remove(struct pane *pane)
{
    struct work *work = data_state(pane)->work;
    size_t chip = data_state(pane)->bar.cursor;
    if (filter_of(pane, chip) == NULL)
        data_leave_drill(pane);
    else
        work_remove_filter(work, chip - has_drill(pane));
}

void data_chip_switch(struct pane *pane)
{
    size_t chip = data_state(pane)->bar.cursor;
    if (filter_of(pane, chip) != NULL)
        work_switch_filter(data_state(pane)->work, chip - has_drill(pane));
    else
        app_say(pane->app, TEXT_DATA_CHIP_ONLY_REMOVED, NULL);
}

void data_chip_reverse(struct pane *pane)
{
    size_t chip = data_state(pane)->bar.cursor;
    const struct filter *filter = filter_of(pane, chip);
    if (filter == NULL) {
        app_say(pane->app, TEXT_DATA_CHIP_ONLY_REMOVED, NULL);
        return;
    }
    struct filter reversed = *filter;
    reversed.op = filter_opposite(filter->op);
    reversed.off = false;
    work_set_filter(data_state(pane)->work, chip - has_drill(pane), &reversed);
}

void data_chip_edit(struct pane *pane)
{
    size_t chip = data_state(pane)->bar.cursor;
    if (filter_of(pane, chip) != NULL)
        data_edit_filter(pane, chip - has_drill(pane));
    else
        app_say(pane->app, TEXT_DATA_CHIP_ONLY_REMOVED, NULL);
}

bool data_chips_click(struct pane *pane, const struct key *key)
{
    struct chip_bar *bar = &data_state(pane)->bar;
    if (key->y >= bar->rows || key->action != MOUSE_PRESS)
        return false;
    for (size_t i = 0; i < bar->seen; i++) {
        const struct chip_place *at = &bar->places[i];
        if (key->y != at->y || key->x < at->x || key->x >= at->x + at->cells)
            continue;
        bar->cursor = at->index;
        if (key->x >= at->x + at->cells - CROSS_CELLS - 1)
            data_chip_remove(pane);
        else if (key->clicks == 2)
            data_chip_edit(pane);
        else
            bar->focused = true;
        return true;
    }
    return true;
}
