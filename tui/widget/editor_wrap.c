/* Owns the rows of a text editor: where its lines break, and which cell is which place. */
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/widget/editor_private.h"

enum { USUAL_COLUMNS = 60 };

static bool add_row(struct editor *editor, size_t start, size_t len)
{
    if (editor->row_count == editor->row_capacity) {
        size_t capacity = editor->row_capacity ? editor->row_capacity * 2 : 16;
        struct editor_row *more = reallocarray(editor->rows, capacity, sizeof *more);
        if (!more)
            return false;
        editor->rows = more;
        editor->row_capacity = capacity;
    }
    editor->rows[editor->row_count++] = (struct editor_row){start, len};
    return true;
}

static size_t width_between(struct span text, size_t from, size_t to)
{
    return utf8_screen_width(span_of(text.data + from, to - from));
}

/* The end of the row that begins at start: behind a blank where one has room, else behind the
 * last character that has; a blank at the very end may hang over. */
static size_t end_of_row(struct span text, size_t start, size_t end, size_t cells)
{
    size_t at = start, used = 0, blank = start;
    while (at < end) {
        size_t next = utf8_cluster_next(text, at);
        used += width_between(text, at, next);
        bool is_blank = text.data[at] == ' ';
        if (used > cells && !is_blank)
            return blank > start ? blank : at > start ? at : next;
        at = next;
        if (is_blank)
            blank = at;
    }
    return end;
}

void editor_wrap(struct editor *editor)
{
    struct span text = buffer_span(&editor->text);
    int columns = editor->columns > 0 ? editor->columns : USUAL_COLUMNS;
    size_t cells = columns > 1 ? (size_t)columns - 1 : 1; /* one for the cursor at the end */
    if (editor->row_count && editor->columns > 0)
        return;
    editor->columns = columns;
    editor->row_count = 0;
    for (size_t at = 0;;) {
        const char *newline = memchr(text.data + at, '\n', text.len - at);
        size_t end = newline ? (size_t)(newline - text.data) : text.len;
        do {
            size_t to = end_of_row(text, at, end, cells);
            if (!add_row(editor, at, to - at))
                return;
            at = to;
        } while (at < end);
        if (!newline)
            return;
        at = end + 1;
    }
}

size_t editor_rows(struct editor *editor, int columns)
{
    if (editor->columns != columns) {
        editor->columns = columns;
        editor->row_count = 0;
    }
    editor_wrap(editor);
    return editor->row_count ? editor->row_count : 1;
}

size_t editor_row_of(const struct editor *editor, size_t at)
{
    size_t row = 0;
    while (row + 1 < editor->row_count && editor->rows[row + 1].start <= at)
        row++;
    return row;
}

int editor_column_of(const struct editor *editor, size_t at)
{
    const struct editor_row *row = &editor->rows[editor_row_of(editor, at)];
    return (int)width_between(buffer_span(&editor->text), row->start, at);
}

size_t editor_place_at(const struct editor *editor, size_t row, int column)
{
    struct span text = buffer_span(&editor->text);
    size_t at = editor->rows[row].start, end = at + editor->rows[row].len, used = 0;
    bool goes_on = row + 1 < editor->row_count && editor->rows[row + 1].start == end;
    while (at < end) {
        size_t next = utf8_cluster_next(text, at), cells = width_between(text, at, next);
        if (used + cells > (size_t)column || (goes_on && next == end))
            break;
        used += cells;
        at = next;
    }
    return at;
}

void editor_draw(struct editor *editor, const struct surface *surface, unsigned style)
{
    struct span text = buffer_span(&editor->text);
    size_t rows = editor_rows(editor, surface->columns), height = (size_t)surface->rows;
    surface_fill(surface, 0, 0, surface->columns, surface->rows, style);
    editor->height = surface->rows;
    if (!editor->row_count || surface->rows < 1)
        return;
    size_t row = editor_row_of(editor, editor->cursor);
    if (row < editor->top)
        editor->top = row;
    if (row >= editor->top + height)
        editor->top = row - height + 1;
    if (editor->top + height > rows)
        editor->top = rows > height ? rows - height : 0;
    for (size_t y = 0; y < height && editor->top + y < rows; y++) {
        const struct editor_row *shown = &editor->rows[editor->top + y];
        surface_put(surface, 0, (int)y, surface->columns,
                    span_of(text.data + shown->start, shown->len), style);
    }
}

void editor_cursor(const struct editor *editor, int *x, int *y)
{
    *x = 0;
    *y = 0;
    if (!editor->row_count)
        return;
    *x = editor_column_of(editor, editor->cursor);
    *y = (int)editor_row_of(editor, editor->cursor) - (int)editor->top;
    if (editor->columns > 0 && *x >= editor->columns)
        *x = editor->columns - 1; /* behind a blank that hangs over */
}
