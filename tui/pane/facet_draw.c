/* What the overlay of a column's values looks like: ticks, counts, bars, shares. */
#include <stdio.h>

#include "core/base/utf8.h"
#include "tui/console/app.h"
#include "tui/pane/facet.h"
#include "tui/widget/motion.h"

enum {
    WIDTH = 74,
    SEARCH_ROWS = 1,
    FOOT_ROWS = 1,
    TICK_CELLS = 4,
    COUNT_CELLS = 11,
    BAR_CELLS = 12,
    SHARE_CELLS = 8,
    FIGURES = COUNT_CELLS + 1 + BAR_CELLS + SHARE_CELLS,
    ROWS_MOST = 30
};

struct span facet_entry_text(const struct facet_entry *entry)
{
    return entry->text.len > 0 ? entry->text : span_string(text_get(TEXT_FILTER_EMPTY_VALUE));
}

bool facet_unit_sentence(const struct facet_overlay *overlay, char *out, size_t size)
{
    enum text_id words = overlay->arena != NULL ? facet_unit_words(&overlay->facet) : TEXT_NONE;
    if (words == TEXT_NONE)
        return false;
    text_format(out, size, words,
                TEXT_VALUES(text_number("rows", overlay->facet.rows),
                            text_number("people", overlay->facet.people)));
    return true;
}

static enum text_id unit_key(const struct facet_overlay *overlay)
{
    return overlay->facet.by_people ? TEXT_FACET_TO_ROWS : TEXT_FACET_TO_PEOPLE;
}

/* With the key that changes it. */
static void draw_sentence(const struct facet_overlay *overlay, const struct surface *surface, int y)
{
    char words[200];
    if (!facet_unit_sentence(overlay, words, sizeof words))
        return;
    struct span key = span_string(text_get(unit_key(overlay)));
    int cells = (int)key.len; /* a cell for each byte: names of keys are ASCII */
    surface_put_cut(surface, 1, y, surface->columns - cells - 3, span_string(words),
                    THEME_OVERLAY_DIM);
    surface_put_right(surface, surface->columns - 1 - cells, y, cells, key, THEME_OVERLAY_STRONG);
}

/* In eighths of a cell. */
static void draw_bar(const struct surface *surface, int x, int y, int64_t rows, int64_t most,
                     unsigned style)
{
    enum { FULL = 0x2588 };
    int eighths = most > 0 ? (int)((double)rows / (double)most * BAR_CELLS * 8 + 0.5) : 0;
    if (rows > 0 && eighths == 0)
        eighths = 1;
    surface_repeat(surface, x, y, eighths / 8, FULL, style);
    if (eighths % 8 > 0)
        surface_repeat(surface, x + eighths / 8, y, 1, (uint32_t)(FULL + 8 - eighths % 8), style);
}

static void draw_entry(const struct facet_overlay *overlay, const struct surface *surface,
                       size_t place, int y)
{
    size_t index = overlay->shown[place];
    const struct facet_entry *entry = &overlay->facet.entries[index];
    bool current = place == overlay->cursor;
    unsigned style = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY;
    unsigned dim = current ? THEME_OVERLAY_SELECTED : THEME_OVERLAY_DIM;
    char count[32], share[16];
    int columns = surface->columns, figures = columns - FIGURES - 1;
    int64_t counted = facet_counted(&overlay->facet, entry);
    int64_t whole = overlay->facet.by_people ? overlay->facet.people : overlay->facet.rows;
    double part = whole > 0 ? 100.0 * (double)counted / (double)whole : 0;
    surface_fill(surface, 0, y, columns, 1, style);
    surface_put_string(surface, 1, y, overlay->ticked[index] ? "[x]" : "[ ]", style);
    surface_put_cut(surface, 1 + TICK_CELLS, y, figures - TICK_CELLS - 2, facet_entry_text(entry),
                    entry->text.len > 0 ? style : dim);
    surface_put_right(surface, figures, y, COUNT_CELLS,
                      span_string(text_group_digits(count, sizeof count, counted)), style);
    draw_bar(surface, figures + COUNT_CELLS + 1, y, counted, overlay->facet.most,
             current ? THEME_OVERLAY_SELECTED : THEME_BAR);
    snprintf(share, sizeof share, part < 0.05 && counted > 0 ? "<0.1 %%" : "%.1f %%", part);
    surface_put_right(surface, columns - 1 - SHARE_CELLS, y, SHARE_CELLS, span_string(share), dim);
}

/* What Enter would do. */
static void foot_words(const struct facet_overlay *overlay, struct buffer *out)
{
    char text[600];
    int64_t rows = 0;
    const struct facet_entry *one = NULL;
    for (size_t i = 0; i < overlay->facet.count; i++) {
        if (!facet_is_kept(overlay, i))
            continue;
        rows += overlay->facet.entries[i].rows;
        one = &overlay->facet.entries[i];
    }
    if (one == NULL)
        return;
    struct buffer value = {0};
    utf8_screen(facet_entry_text(one), &value);
    text_format(text, sizeof text,
                overlay->ticked_count > 0 ? TEXT_FACET_TICKED : TEXT_FACET_ENTER_KEEPS,
                TEXT_VALUES(text_number("ticked", (int64_t)overlay->ticked_count),
                            text_number("all", (int64_t)overlay->facet.all),
                            text_number("rows", rows), text_number("of", overlay->facet.rows),
                            text_string("value", value.failed ? "" : value.data)));
    buffer_add_string(out, text);
    buffer_free(&value);
}

static void draw_foot(const struct facet_overlay *overlay, const struct surface *surface, int y)
{
    struct buffer words = {0};
    unsigned style = THEME_OVERLAY_STRONG;
    if (overlay->err.code != STATUS_OK) {
        buffer_add_string(&words, overlay->err.message);
        style = THEME_ERROR;
    } else if (overlay->arena == NULL) {
        buffer_add_string(&words, text_get(TEXT_FACET_COUNTING));
        style = THEME_OVERLAY_DIM;
    } else {
        foot_words(overlay, &words);
    }
    surface_put_cut(surface, 1, y, surface->columns - 2, buffer_span(&words), style);
    buffer_free(&words);
}

static void title_of(const struct facet_overlay *overlay, char *out, size_t size)
{
    size_t count = overlay->facet.count, all = overlay->facet.all;
    enum text_id words = overlay->arena == NULL           ? TEXT_FACET_TITLE
                         : overlay->facet.cut != CUT_NONE ? TEXT_FACET_TITLE_RANGES
                         : count < all                    ? TEXT_FACET_TITLE_FIRST
                                                          : TEXT_FACET_TITLE_VALUES;
    text_format(out, size, words,
                TEXT_VALUES(text_string("column", overlay->name),
                            text_number("count", (int64_t)count),
                            text_number("values", (int64_t)all)));
}

void facet_draw(struct overlay *head, const struct surface *screen)
{
    struct facet_overlay *overlay = (struct facet_overlay *)head;
    struct surface inside;
    char title[400];
    int most = overlay->facet.count < ROWS_MOST ? (int)overlay->facet.count : ROWS_MOST;
    bool said = overlay->arena != NULL && facet_unit_words(&overlay->facet) != TEXT_NONE;
    int foot = FOOT_ROWS + said;
    title_of(overlay, title, sizeof title);
    overlay_box(head, screen, title, WIDTH < screen->columns - 4 ? WIDTH : screen->columns - 4,
                (most > 3 ? most : 3) + SEARCH_ROWS + foot, &inside);
    overlay->height = inside.rows - SEARCH_ROWS - foot;
    motion_scroll(&overlay->top, overlay->cursor, overlay->shown_count, overlay->height);
    line_draw(&overlay->search, &inside, 1, 0, inside.columns - 2, THEME_INPUT);
    if (overlay->search.text.len == 0)
        surface_put(&inside, 2, 0, inside.columns - 4, span_string(text_get(TEXT_FACET_SEARCH)),
                    THEME_INPUT_HINT);
    for (int i = 0; i < overlay->height && overlay->top + (size_t)i < overlay->shown_count; i++)
        draw_entry(overlay, &inside, overlay->top + (size_t)i, SEARCH_ROWS + i);
    if (overlay->arena != NULL && overlay->shown_count == 0)
        surface_put_string(&inside, 1, SEARCH_ROWS, text_get(TEXT_WIDGET_NOTHING_FITS),
                           THEME_OVERLAY_DIM);
    if (said)
        draw_sentence(overlay, &inside, inside.rows - 1 - FOOT_ROWS);
    draw_foot(overlay, &inside, inside.rows - 1);
}

bool facet_cursor(const struct overlay *head, int *x, int *y)
{
    const struct facet_overlay *overlay = (const struct facet_overlay *)head;
    *x = head->x + 2;
    *y = head->y + 1;
    if (overlay->shown_count > 0)
        *y += SEARCH_ROWS + (int)(overlay->cursor - overlay->top);
    return true;
}

void facet_describe(const struct overlay *head, struct buffer *out)
{
    const struct facet_overlay *overlay = (const struct facet_overlay *)head;
    struct buffer foot = {0};
    char line[64], title[400], unit[200];
    title_of(overlay, title, sizeof title);
    foot_words(overlay, &foot);
    buffer_printf(out, "%s\n%s\n", title, foot.data != NULL ? foot.data : "");
    if (facet_unit_sentence(overlay, unit, sizeof unit))
        buffer_printf(out, "%s %s\n", unit, text_get(unit_key(overlay)));
    for (size_t i = overlay->cursor; i < overlay->shown_count && i < overlay->cursor + ROWS_MOST;
         i++) {
        const struct facet_entry *entry = &overlay->facet.entries[overlay->shown[i]];
        buffer_printf(out, "%s%s ", i == overlay->cursor ? "> " : "  ",
                      overlay->ticked[overlay->shown[i]] ? "[x]" : "[ ]");
        utf8_screen(facet_entry_text(entry), out);
        text_group_digits(line, sizeof line, facet_counted(&overlay->facet, entry));
        buffer_printf(out, ": %s\n", line);
    }
    buffer_free(&foot);
}
