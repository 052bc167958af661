/* Owns the wrapping and scrolling of texts in cards and help. */
#include "tui/widget/reader.h"

#include <stdlib.h>

#include "core/base/utf8.h"

enum { LABEL_LIMIT = 28, ROW_LIMIT = 20000 };

void reader_free(struct reader *reader)
{
    arena_free(reader->arena);
    arena_free(reader->row_arena);
    *reader = (struct reader){0};
}

static char *safe_copy(struct arena *arena, const char *text)
{
    struct buffer safe = {0};
    utf8_screen(span_string(text), &safe);
    char *copy = arena_copy(arena, buffer_span(&safe));
    buffer_free(&safe);
    return copy;
}

bool reader_set(struct reader *reader, const struct card_line *lines, size_t count)
{
    struct arena *arena = arena_new();
    struct card_line *copies = arena ? arena_array(arena, count, sizeof *copies) : NULL;
    if (!copies) {
        arena_free(arena);
        return false;
    }
    reader->label_cells = 0;
    for (size_t i = 0; i < count; i++) {
        copies[i] = lines[i];
        copies[i].text = safe_copy(arena, lines[i].text);
        copies[i].label = lines[i].label ? safe_copy(arena, lines[i].label) : NULL;
        int cells = (int)utf8_screen_width(span_string(copies[i].label));
        if (cells > reader->label_cells)
            reader->label_cells = cells < LABEL_LIMIT ? cells : LABEL_LIMIT;
    }
    arena_free(reader->arena);
    reader->arena = arena;
    reader->lines = copies;
    reader->line_count = count;
    reader->columns = 0; /* to be wrapped anew */
    return true;
}

/* The start of text that fits a row, broken at a blank where there is one. */
static struct span fit_row(struct span text, size_t cells)
{
    struct span fits = utf8_fit(text, cells, NULL);
    if (!fits.len && text.len)
        fits.len = 1; /* not even one character has room: go on all the same */
    if (fits.len == text.len || text.data[fits.len] == ' ')
        return fits;
    size_t cut = fits.len;
    while (cut > 0 && fits.data[cut - 1] != ' ')
        cut--;
    return span_of(fits.data, cut ? cut : fits.len);
}

static void wrap_line(struct reader *reader, const struct card_line *line, size_t cells)
{
    struct span rest = span_string(line->text);
    bool first = true;
    while ((first || rest.len) && reader->row_count < ROW_LIMIT) {
        struct span row = fit_row(rest, cells);
        reader->rows[reader->row_count++] =
            (struct reader_row){first ? line->label : NULL, row, line->style};
        rest = span_of(rest.data + row.len, rest.len - row.len);
        while (rest.len && *rest.data == ' ')
            rest = span_of(rest.data + 1, rest.len - 1);
        first = false;
    }
}

static int text_cells(const struct reader *reader, int columns)
{
    int cells = columns - (reader->label_cells ? reader->label_cells + 2 : 0);
    return cells > 1 ? cells : 1;
}

int reader_wrap(struct reader *reader, int columns)
{
    if (reader->columns == columns)
        return (int)reader->row_count;
    size_t most = 0, cells = (size_t)text_cells(reader, columns);
    for (size_t i = 0; i < reader->line_count; i++)
        most += 1 + strlen(reader->lines[i].text); /* a row has at least one byte */
    most = most < ROW_LIMIT ? most : ROW_LIMIT;
    arena_free(reader->row_arena);
    reader->row_arena = arena_new();
    reader->row_count = 0;
    reader->rows =
        reader->row_arena ? arena_array(reader->row_arena, most, sizeof *reader->rows) : NULL;
    if (!reader->rows)
        return 0;
    for (size_t i = 0; i < reader->line_count; i++)
        wrap_line(reader, &reader->lines[i], cells);
    reader->columns = columns;
    return (int)reader->row_count;
}

int reader_width(const struct reader *reader)
{
    size_t widest = 0;
    for (size_t i = 0; i < reader->line_count; i++) {
        size_t width = utf8_screen_width(span_string(reader->lines[i].text));
        widest = width > widest ? width : widest;
    }
    return (int)(widest < 1000 ? widest : 1000) +
           (reader->label_cells ? reader->label_cells + 2 : 0);
}

static void clamp(struct reader *reader)
{
    int most = (int)reader->row_count - reader->height;
    if (reader->top > most)
        reader->top = most;
    if (reader->top < 0)
        reader->top = 0;
}

void reader_draw(struct reader *reader, const struct surface *surface)
{
    reader_wrap(reader, surface->columns);
    reader->height = surface->rows;
    clamp(reader);
    int text_x = reader->label_cells ? reader->label_cells + 2 : 0;
    for (int y = 0; y < surface->rows && reader->top + y < (int)reader->row_count; y++) {
        const struct reader_row *row = &reader->rows[reader->top + y];
        if (row->label)
            surface_put_cut(surface, 0, y, reader->label_cells, span_string(row->label),
                            THEME_OVERLAY_DIM);
        surface_put(surface, text_x, y, surface->columns - text_x, row->text, row->style);
    }
    if (reader->top + surface->rows < (int)reader->row_count)
        surface_repeat(surface, surface->columns - 1, surface->rows - 1, 1, 0x2193,
                       THEME_OVERLAY_STRONG);
    if (reader->top > 0)
        surface_repeat(surface, surface->columns - 1, 0, 1, 0x2191, THEME_OVERLAY_STRONG);
}

bool reader_key(struct reader *reader, const struct key *key)
{
    int page = reader->height > 1 ? reader->height - 1 : 1;
    int before = reader->top;
    if (key->code == KEYCODE_MOUSE)
        reader->top += key->action == MOUSE_WHEEL_UP ? -3 : key->action == MOUSE_WHEEL_DOWN ? 3 : 0;
    else if (key_in("Up k", key))
        reader->top--;
    else if (key_in("Down j", key))
        reader->top++;
    else if (key_in("PageUp", key))
        reader->top -= page;
    else if (key_in("PageDown Space", key))
        reader->top += page;
    else if (key_in("Home Ctrl-Home", key))
        reader->top = 0;
    else if (key_in("End Ctrl-End", key))
        reader->top = (int)reader->row_count;
    clamp(reader);
    return reader->top != before;
}

void reader_describe(const struct reader *reader, struct buffer *out)
{
    for (size_t i = 0; i < reader->line_count; i++) {
        if (reader->lines[i].label)
            buffer_printf(out, "%s: ", reader->lines[i].label);
        buffer_printf(out, "%s\n", reader->lines[i].text);
    }
}
