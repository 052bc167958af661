/*
 * Dots finer than cells: 2 × 4 of them in a braille character, 1 × 2 as half blocks, one in
 * plain text. Lines of several series may share a cell; it has the colour of the last one.
 */
#include <math.h>
#include <stdlib.h>

#include "tui/widget/chart_marks.h"

struct dot_cell {
    uint8_t bits;
    int8_t series;
};

struct chart_dots {
    int columns, rows;
    int across, down; /* dots in a cell */
    enum chart_drawing drawing;
    struct dot_cell *cells;
};

static const struct {
    int across, down;
} grains[DRAWING_COUNT] = {
    [DRAWING_BRAILLE] = {2, 4}, [DRAWING_BLOCKS] = {1, 2}, [DRAWING_PLAIN] = {1, 1}};

struct chart_dots *chart_dots_new(int columns, int rows, enum chart_drawing drawing)
{
    struct chart_dots *dots = calloc(1, sizeof *dots);
    if (!dots)
        return NULL;
    *dots = (struct chart_dots){.columns = columns,
                                .rows = rows,
                                .across = grains[drawing].across,
                                .down = grains[drawing].down,
                                .drawing = drawing};
    dots->cells = calloc((size_t)columns * (size_t)rows + 1, sizeof *dots->cells);
    if (!dots->cells) {
        free(dots);
        return NULL;
    }
    return dots;
}

void chart_dots_free(struct chart_dots *dots)
{
    if (!dots)
        return;
    free(dots->cells);
    free(dots);
}

static void set(struct chart_dots *dots, int x, int y, int series)
{
    /* The order of dots in a braille character. */
    static const uint8_t braille[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    int column = x / dots->across, row = y / dots->down;
    if (x < 0 || y < 0 || column >= dots->columns || row >= dots->rows)
        return;
    struct dot_cell *cell = &dots->cells[(size_t)row * (size_t)dots->columns + (size_t)column];
    int right = x % dots->across, low = y % dots->down;
    unsigned bit = dots->drawing == DRAWING_BRAILLE ? braille[low][right] : 1U << low;
    cell->bits = (uint8_t)(cell->bits | bit);
    cell->series = (int8_t)series;
}

void chart_dots_point(struct chart_dots *dots, double x, double y, int series)
{
    set(dots, (int)floor(x * dots->across), (int)floor(y * dots->down), series);
}

/* Bresenham's line, with the dashes of the series. */
static void draw(struct chart_dots *dots, int x, int y, int to_x, int to_y, int series)
{
    int dx = abs(to_x - x), dy = -abs(to_y - y);
    int step_x = x < to_x ? 1 : -1, step_y = y < to_y ? 1 : -1;
    int away = dx + dy;
    bool steep = -dy > dx;
    for (;;) {
        /* Dashes go on from one piece to the next: they are counted along the main axis. */
        if (mark_is_dot(series, (unsigned)(steep ? y : x), dots->drawing) ||
            dots->drawing == DRAWING_PLAIN)
            set(dots, x, y, series);
        if (x == to_x && y == to_y)
            return;
        int twice = 2 * away;
        if (twice >= dy) {
            away += dy;
            x += step_x;
        }
        if (twice <= dx) {
            away += dx;
            y += step_y;
        }
    }
}

void chart_dots_line(struct chart_dots *dots, const struct scene_line *line)
{
    int x0 = (int)floor(line->x0 * dots->across), y0 = (int)floor(line->y0 * dots->down);
    int x1 = (int)floor(line->x1 * dots->across), y1 = (int)floor(line->y1 * dots->down);
    draw(dots, x0, y0, x1, y1, line->series);
    if (!line->point)
        return;
    /* A point alone must be seen: as large as a cell has dots. */
    int left = x0 - x0 % dots->across, top = y0 - y0 % dots->down;
    for (int y = 0; y < dots->down; y++)
        for (int x = 0; x < dots->across; x++)
            if (dots->down < 4 || y == 1 || y == 2)
                set(dots, left + x, top + y, line->series);
}

void chart_dots_sample(struct chart_dots *dots, const struct scene_key *key)
{
    int y = key->y * dots->down + dots->down / 2;
    draw(dots, key->x * dots->across, y, (key->x + key->cells) * dots->across - 1, y, key->series);
}

static uint32_t character(const struct chart_dots *dots, const struct dot_cell *cell)
{
    static const uint32_t halves[] = {' ', 0x2580, 0x2584, 0x2588};
    switch (dots->drawing) {
    case DRAWING_BRAILLE:
        return 0x2800U + cell->bits;
    case DRAWING_BLOCKS:
        return halves[cell->bits & 3];
    default:
        return mark_sign(cell->series, dots->drawing);
    }
}

void chart_dots_put(const struct chart_dots *dots, const struct surface *surface)
{
    for (int y = 0; y < dots->rows; y++)
        for (int x = 0; x < dots->columns; x++) {
            const struct dot_cell *cell =
                &dots->cells[(size_t)y * (size_t)dots->columns + (size_t)x];
            if (cell->bits)
                surface_repeat(surface, x, y, 1, character(dots, cell), mark_style(cell->series));
        }
}
