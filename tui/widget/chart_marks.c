/* The patterns of charts as tables. Signs are those that the fonts of most terminals have
 * (the old code pages had nearly all of them), so that PuTTY shows them, too. */
#include "tui/widget/chart_marks.h"

enum { SERIES = CHART_SERIES_MOST, EIGHTHS = 8 };

/* █ ░ ▓ ▒ ▄ ═ ≡ · */
static const uint32_t fills[SERIES] = {0x2588, 0x2591, 0x2593, 0x2592,
                                       0x2584, 0x2550, 0x2261, 0xb7};
static const char plain_fills[SERIES] = {'#', '.', '=', '+', 'o', '-', '*', '~'};
static const char signs[SERIES] = {'*', 'o', '+', 'x', '#', '@', '%', '&'};

/* Which of eight dots of a line are drawn. */
static const uint8_t dashes[SERIES] = {0xff, 0xcf, 0x55, 0x6f, 0x0f, 0x11, 0x5f, 0x77};
static const uint8_t reference_dash = 0x11;
/* The same where a dot is as large as a cell: they must tell within four. */
static const uint8_t wide_dashes[SERIES] = {0xff, 0x77, 0x55, 0x33, 0x11, 0xdd, 0x66, 0xaa};

/* ' ' ░ ▒ ▓ █ behind figures, · ░ ▒ ▓ █ in clouds */
static const uint32_t shades[SCENE_LEVELS] = {' ', 0x2591, 0x2592, 0x2593, 0x2588};
static const char plain_shades[SCENE_LEVELS] = {' ', '.', ':', '+', '#'};
static const char plain_levels[SCENE_LEVELS] = {'.', ':', '+', 'o', '#'};

static unsigned place(int series)
{
    return series < 0 ? 0 : (unsigned)series % SERIES;
}

unsigned mark_style(int series)
{
    return series == SCENE_PLAIN ? (unsigned)THEME_DIM : THEME_CHART_1 + place(series);
}

uint32_t mark_fill(int series, enum chart_drawing drawing)
{
    return drawing == DRAWING_PLAIN ? (uint32_t)plain_fills[place(series)] : fills[place(series)];
}

bool mark_is_solid(int series)
{
    return place(series) == 0;
}

uint32_t mark_part(int series, double part, bool upright, bool least, enum chart_drawing drawing)
{
    int eighths = (int)(part * EIGHTHS + 0.5);
    if (eighths >= EIGHTHS)
        return mark_fill(series, drawing);
    if (drawing == DRAWING_PLAIN && part < 0.5)
        return least && upright ? '_' : ' ';
    if (drawing == DRAWING_PLAIN || (!mark_is_solid(series) && part >= 0.5))
        return mark_fill(series, drawing);
    if (eighths < 1)
        eighths = least ? 1 : 0;
    if (eighths == 0 || (!mark_is_solid(series) && !least))
        return ' ';
    /* ▁ … ▇ from below, ▉ … ▏ from the left */
    return upright ? (uint32_t)(0x2580 + eighths) : (uint32_t)(0x2590 - eighths);
}

bool mark_is_dot(int series, unsigned i, enum chart_drawing drawing)
{
    const uint8_t *own = drawing == DRAWING_BRAILLE ? dashes : wide_dashes;
    uint8_t dash = series == SCENE_PLAIN ? reference_dash : own[place(series)];
    return dash >> i % 8 & 1;
}

uint32_t mark_sign(int series, enum chart_drawing drawing)
{
    if (drawing != DRAWING_PLAIN)
        return 0x25cf; /* ● */
    return series == SCENE_PLAIN ? '.' : (uint32_t)signs[place(series)];
}

uint32_t mark_level(int level, bool dots, enum chart_drawing drawing)
{
    int i = level < 1 ? 0 : level > SCENE_LEVELS ? SCENE_LEVELS - 1 : level - 1;
    if (drawing == DRAWING_PLAIN)
        return (uint32_t)(dots ? plain_levels[i] : plain_shades[i]);
    return dots && i == 0 ? 0xb7 : shades[i];
}
