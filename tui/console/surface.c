/*
 * Owns the grid of cells and all drawing into it. Apart from the terminal, so that a screen
 * is a value: tests and --plain read it back.
 */
#include "tui/console/surface.h"

#include <stdlib.h>

#include "core/base/utf8.h"

enum { GRID_LIMIT = 4096 };

static const struct cell blank = {.character = ' ', .style = THEME_TEXT, .width = 1};

struct grid *grid_new(int columns, int rows)
{
    if (columns < 1 || rows < 1 || columns > GRID_LIMIT || rows > GRID_LIMIT)
        return NULL;
    struct grid *grid = malloc(sizeof *grid);
    if (!grid)
        return NULL;
    size_t count = (size_t)columns * (size_t)rows;
    grid->columns = columns;
    grid->rows = rows;
    grid->cells = malloc(count * sizeof *grid->cells);
    if (!grid->cells) {
        free(grid);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        grid->cells[i] = blank;
    return grid;
}

void grid_free(struct grid *grid)
{
    if (!grid)
        return;
    free(grid->cells);
    free(grid);
}

static void add_character(uint32_t character, struct buffer *out)
{
    char bytes[4];
    buffer_add(out, bytes, utf8_write(character, bytes));
}

void grid_row_text(const struct grid *grid, int row, struct buffer *out)
{
    const struct cell *cells = grid->cells + (size_t)row * (size_t)grid->columns;
    int end = grid->columns;
    while (end > 0 && cells[end - 1].character == ' ' && !cells[end - 1].marks[0])
        end--;
    for (int x = 0; x < end; x++) {
        if (!cells[x].width)
            continue;
        add_character(cells[x].character, out);
        for (int i = 0; i < CELL_MARKS && cells[x].marks[i]; i++)
            add_character(cells[x].marks[i], out);
    }
}

struct surface surface_of(struct grid *grid)
{
    return (struct surface){.grid = grid,
                            .columns = grid->columns,
                            .rows = grid->rows,
                            .clip_columns = grid->columns,
                            .clip_rows = grid->rows};
}

static void clip(int *start, int *length, int from, int count)
{
    int end = *start + *length < from + count ? *start + *length : from + count;
    if (*start < from)
        *start = from;
    *length = end > *start ? end - *start : 0;
}

struct surface surface_part(const struct surface *surface, int x, int y, int columns, int rows)
{
    struct surface part = *surface;
    part.x += x;
    part.y += y;
    part.columns = columns > 0 ? columns : 0;
    part.rows = rows > 0 ? rows : 0;
    clip(&part.clip_x, &part.clip_columns, part.x, part.columns);
    clip(&part.clip_y, &part.clip_rows, part.y, part.rows);
    return part;
}

/* The cell at (x, y) of the surface, or NULL where it may not draw. */
static struct cell *cell_at(const struct surface *surface, int x, int y)
{
    int column = surface->x + x, row = surface->y + y;
    if (column < surface->clip_x || column >= surface->clip_x + surface->clip_columns)
        return NULL;
    if (row < surface->clip_y || row >= surface->clip_y + surface->clip_rows)
        return NULL;
    return surface->grid->cells + (size_t)row * (size_t)surface->grid->columns + column;
}

/* The neighbour of a half that is written over would be half a character: blank it. */
static void part_wide(const struct surface *surface, const struct cell *cell)
{
    size_t index = (size_t)(cell - surface->grid->cells);
    size_t column = index % (size_t)surface->grid->columns;
    if (cell->width == 0 && column > 0)
        surface->grid->cells[index - 1] =
            (struct cell){.character = ' ', .style = cell->style, .width = 1};
    if (cell->width == 2 && column + 1 < (size_t)surface->grid->columns)
        surface->grid->cells[index + 1] =
            (struct cell){.character = ' ', .style = cell->style, .width = 1};
}

static struct cell *set_cell(const struct surface *surface, int x, int y, uint32_t character,
                             unsigned style)
{
    struct cell *cell = cell_at(surface, x, y);
    if (!cell)
        return NULL;
    part_wide(surface, cell);
    *cell = (struct cell){.character = character, .style = (uint16_t)style, .width = 1};
    return cell;
}

static struct cell *set_character(const struct surface *surface, int x, int y, uint32_t character,
                                  int width, unsigned style)
{
    if (width == 2 && !cell_at(surface, x + 1, y))
        return set_cell(surface, x, y, ' ', style); /* half of it would be cut */
    if (width == 2 && !cell_at(surface, x, y)) {
        set_cell(surface, x + 1, y, ' ', style);
        return NULL;
    }
    struct cell *cell = set_cell(surface, x, y, character, style);
    if (cell && width == 2) {
        set_cell(surface, x + 1, y, 0, style);
        cell->width = 2;
        cell[1].width = 0;
    }
    return cell;
}

void surface_fill(const struct surface *surface, int x, int y, int columns, int rows,
                  unsigned style)
{
    struct surface part = surface_part(surface, x, y, columns, rows);
    for (int row = 0; row < part.rows; row++)
        for (int column = 0; column < part.columns; column++)
            set_cell(&part, column, row, ' ', style);
}

void surface_clear(const struct surface *surface, unsigned style)
{
    surface_fill(surface, 0, 0, surface->columns, surface->rows, style);
}

static void add_mark(struct cell *cell, uint32_t mark)
{
    if (!cell)
        return;
    for (int i = 0; i < CELL_MARKS; i++) {
        if (!cell->marks[i]) {
            cell->marks[i] = mark;
            return;
        }
    }
}

/* Puts safe text from utf8_screen. */
static int put_safe(const struct surface *surface, int x, int y, int cells, struct span safe,
                    unsigned style)
{
    struct cell *last = NULL;
    int used = 0;
    for (size_t i = 0; i < safe.len;) {
        uint32_t character;
        i += utf8_decode(safe.data + i, safe.len - i, &character);
        int width = utf8_width(character);
        if (width <= 0) {
            add_mark(last, character);
            continue;
        }
        if (used + width > cells)
            break;
        last = set_character(surface, x + used, y, character, width, style);
        used += width;
    }
    return used;
}

static bool plain_ascii(struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < ' ' || text.data[i] > '~')
            return false;
    }
    return true;
}

int surface_put(const struct surface *surface, int x, int y, int cells, struct span text,
                unsigned style)
{
    if (plain_ascii(text))
        return put_safe(surface, x, y, cells, text, style);
    struct buffer safe = {0};
    utf8_screen(text, &safe);
    int used = put_safe(surface, x, y, cells, buffer_span(&safe), style);
    buffer_free(&safe);
    return used;
}

int surface_put_cut(const struct surface *surface, int x, int y, int cells, struct span text,
                    unsigned style)
{
    if (cells < 1)
        return 0;
    if (utf8_screen_width(text) <= (size_t)cells)
        return surface_put(surface, x, y, cells, text, style);
    int used = surface_put(surface, x, y, cells - 1, text, style);
    set_cell(surface, x + used, y, 0x2026, style);
    return used + 1;
}

/* Takes a line off a text: as much as fits, broken at a blank where there is one. */
static struct span take_line(struct span *rest, int cells)
{
    size_t fit = utf8_fit(*rest, (size_t)cells, NULL).len, cut = fit;
    while (fit < rest->len && cut > 0 && rest->data[cut] != ' ')
        cut--;
    fit = cut > 0 ? cut : fit > 0 ? fit : rest->len;
    const struct span line = span_of(rest->data, fit);
    while (fit < rest->len && rest->data[fit] == ' ')
        fit++;
    *rest = span_of(rest->data + fit, rest->len - fit);
    return line;
}

int surface_put_wrapped(const struct surface *surface, int x, int y, int cells, int rows,
                        struct span text, unsigned style)
{
    struct buffer safe = {0};
    int row = 0;
    utf8_screen(text, &safe);
    struct span rest = buffer_span(&safe);
    for (; rest.len > 0 && cells > 0 && row < rows; row++) {
        if (row + 1 == rows) {
            surface_put_cut(surface, x, y + row, cells, rest, style);
            row++;
            break;
        }
        surface_put(surface, x, y + row, cells, take_line(&rest, cells), style);
    }
    buffer_free(&safe);
    return row;
}

int surface_wrapped_rows(int cells, int rows, struct span text)
{
    struct buffer safe = {0};
    int row = 0;
    utf8_screen(text, &safe);
    struct span rest = buffer_span(&safe);
    for (; rest.len > 0 && cells > 0 && row < rows; row++)
        take_line(&rest, cells);
    buffer_free(&safe);
    return row;
}

int surface_put_right(const struct surface *surface, int x, int y, int cells, struct span text,
                      unsigned style)
{
    size_t width = utf8_screen_width(text);
    if (width >= (size_t)(cells > 0 ? cells : 0))
        return surface_put_cut(surface, x, y, cells, text, style);
    int blanks = cells - (int)width;
    surface_fill(surface, x, y, blanks, 1, style);
    surface_put(surface, x + blanks, y, (int)width, text, style);
    return cells;
}

int surface_put_string(const struct surface *surface, int x, int y, const char *string,
                       unsigned style)
{
    return surface_put(surface, x, y, surface->columns - x, span_string(string), style);
}

void surface_repeat(const struct surface *surface, int x, int y, int count, uint32_t character,
                    unsigned style)
{
    for (int i = 0; i < count; i++)
        set_cell(surface, x + i, y, character, style);
}

void surface_box(const struct surface *surface, int x, int y, int columns, int rows, unsigned style)
{
    if (columns < 2 || rows < 2)
        return;
    int right = x + columns - 1, bottom = y + rows - 1;
    surface_repeat(surface, x + 1, y, columns - 2, 0x2500, style);
    surface_repeat(surface, x + 1, bottom, columns - 2, 0x2500, style);
    for (int row = y + 1; row < bottom; row++) {
        set_cell(surface, x, row, 0x2502, style);
        set_cell(surface, right, row, 0x2502, style);
    }
    set_cell(surface, x, y, 0x250c, style);
    set_cell(surface, right, y, 0x2510, style);
    set_cell(surface, x, bottom, 0x2514, style);
    set_cell(surface, right, bottom, 0x2518, style);
}

void surface_tint(const struct surface *surface, int x, int y, int columns, int rows,
                  enum theme_role ground)
{
    for (int row = y; row < y + rows; row++) {
        for (int column = x; column < x + columns; column++) {
            struct cell *cell = cell_at(surface, column, row);
            if (cell)
                cell->ground = (uint8_t)ground;
        }
    }
}

void surface_flag(const struct surface *surface, int x, int y, int columns, int rows,
                  unsigned flags)
{
    for (int row = y; row < y + rows; row++) {
        for (int column = x; column < x + columns; column++) {
            struct cell *cell = cell_at(surface, column, row);
            if (cell)
                cell->style = (uint16_t)(cell->style | (flags & ~(unsigned)STYLE_ROLE));
        }
    }
}
