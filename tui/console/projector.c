/*
 * Draws phase, time left and what is next as large as the screen allows, to be read from the
 * back of the room. It holds nothing itself: the console knows the day.
 */
#include "tui/console/projector.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/jam/day_record.h"
#include "tui/console/app.h"

enum { GLYPH_COLUMNS = 3, GLYPH_ROWS = 5, OTHER_ROWS = 9, WORDS = 200, BLOCK = 0x2588 };

/* Rows of three dots, the left one first. */
static const struct {
    char sign;
    unsigned char rows[GLYPH_ROWS];
} glyphs[] = {
    {'0', {7, 5, 5, 5, 7}}, {'1', {2, 6, 2, 2, 7}}, {'2', {7, 1, 7, 4, 7}}, {'3', {7, 1, 7, 1, 7}},
    {'4', {5, 5, 7, 1, 1}}, {'5', {7, 4, 7, 1, 7}}, {'6', {7, 4, 7, 5, 7}}, {'7', {7, 1, 1, 1, 1}},
    {'8', {7, 5, 7, 5, 7}}, {'9', {7, 5, 7, 1, 7}}, {':', {0, 2, 0, 2, 0}}, {'+', {0, 2, 7, 2, 0}},
};

static const unsigned char *glyph_of(char sign)
{
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++) {
        if (glyphs[i].sign == sign)
            return glyphs[i].rows;
    }
    return glyphs[0].rows;
}

/* A dot is twice as wide as high, since cells are twice as high as wide. */
static void draw_glyph(const struct surface *surface, int x, int y, int scale, char sign,
                       unsigned style)
{
    const unsigned char *rows = glyph_of(sign);
    for (int row = 0; row < GLYPH_ROWS * scale; row++) {
        for (int dot = 0; dot < GLYPH_COLUMNS; dot++) {
            if (rows[row / scale] >> (GLYPH_COLUMNS - 1 - dot) & 1)
                surface_repeat(surface, x + dot * 2 * scale, y + row, 2 * scale, BLOCK, style);
        }
    }
}

static int digits_width(const char *digits, int scale)
{
    return (int)strlen(digits) * (GLYPH_COLUMNS + 1) * 2 * scale - 2 * scale;
}

/* As large as fits; 0: too small for any. */
static int scale_for(const struct surface *surface, const char *digits)
{
    int scale = (surface->rows - OTHER_ROWS) / GLYPH_ROWS;
    while (scale > 0 && digits_width(digits, scale) > surface->columns - 4)
        scale--;
    return scale > 0 ? scale : 0;
}

/* Whole minutes; minutes and seconds in the last five; "+3" when it is over. */
static void write_digits(const struct day_record *record, int64_t now, char *out, size_t size)
{
    int64_t left = day_left_ms(record, now), seconds = (left + 999) / 1000;
    if (left <= 0)
        snprintf(out, size, "+%lld", (long long)(-left / 60000));
    else if (left <= (int64_t)5 * 60000 && record->state == DAY_RUNNING)
        snprintf(out, size, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
    else
        snprintf(out, size, "%lld", (long long)((left + 59999) / 60000));
}

static void put_middle(const struct surface *surface, int y, const char *words, unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_string(words), &safe);
    int width = (int)utf8_screen_width(buffer_span(&safe)), room = surface->columns - 4;
    int x = width < room ? (surface->columns - width) / 2 : 2;
    surface_put_cut(surface, x, y, room, buffer_span(&safe), style);
    buffer_free(&safe);
}

/* "Next: Lunch at 12:00"; "" when nothing comes. */
static void next_words(const struct day_record *record, int64_t now, char *out, size_t size)
{
    char at[8];
    *out = '\0';
    if (!*record->next)
        return;
    clock_local_hm(at, sizeof at, day_next_ms(record, now));
    text_format(out, size, day_is_on(record) ? TEXT_PROJECTOR_NEXT_AT : TEXT_PROJECTOR_NEXT,
                TEXT_VALUES(text_string("next", record->next), text_string("time", at)));
}

static void left_words(const struct app *app, const struct day_record *record, int64_t now,
                       char *out, size_t size)
{
    bool lost = false;
    char words[WORDS];
    app_day(app, &lost);
    day_words(record, now, words, sizeof words);
    if (!lost && record->state == DAY_RUNNING && day_left_ms(record, now) > (int64_t)5 * 60000) {
        text_format(out, size, TEXT_PROJECTOR_MINUTES, NULL);
        return;
    }
    text_format(out, size, lost ? TEXT_PROJECTOR_LOST : TEXT_PROJECTOR_LEFT,
                TEXT_VALUES(text_string("left", words)));
}

static void draw_phase(const struct app *app, const struct surface *surface,
                       const struct day_record *record)
{
    char digits[24], words[WORDS + 40];
    int64_t now = clock_now_ms();
    bool close = record->state == DAY_RUNNING && day_left_ms(record, now) <= (int64_t)5 * 60000;
    write_digits(record, now, digits, sizeof digits);
    int scale = scale_for(surface, digits), rows = scale * GLYPH_ROWS;
    int y = (surface->rows - rows - OTHER_ROWS + 2) / 2, bar = surface->columns * 3 / 5;
    put_middle(surface, y, record->phase, THEME_TEXT | STYLE_BOLD);
    int x = (surface->columns - digits_width(digits, scale)) / 2;
    for (const char *sign = digits; *sign && scale; sign++, x += (GLYPH_COLUMNS + 1) * 2 * scale)
        draw_glyph(surface, x, y + 2, scale, *sign, close ? THEME_ERROR : THEME_TEXT);
    y += rows + 3;
    left_words(app, record, now, words, sizeof words);
    put_middle(surface, y, words, close ? THEME_ERROR : THEME_TEXT);
    int full = day_part(record, now) * bar / 1000;
    surface_repeat(surface, (surface->columns - bar) / 2, y + 2, full, 0x2501, THEME_HEADING);
    surface_repeat(surface, (surface->columns - bar) / 2 + full, y + 2, bar - full, 0x254c,
                   THEME_DIM);
    next_words(record, now, words, sizeof words);
    put_middle(surface, y + 4, words, THEME_TEXT | STYLE_BOLD);
}

static void draw(const struct pane *pane, const struct surface *surface)
{
    const struct day_record *record = app_day(pane->app, NULL);
    char words[WORDS];
    if (record && day_is_on(record)) {
        draw_phase(pane->app, surface, record);
        return;
    }
    bool over = record && record->state == DAY_OVER;
    put_middle(surface, surface->rows / 2 - 1,
               text_get(over ? TEXT_PROJECTOR_OVER : TEXT_PROJECTOR_WAITING),
               THEME_HEADING | STYLE_BOLD);
    if (record && !over) {
        next_words(record, clock_now_ms(), words, sizeof words);
        put_middle(surface, surface->rows / 2 + 1, words, THEME_TEXT);
    }
}

static void describe(const struct pane *pane, struct buffer *out)
{
    const struct day_record *record = app_day(pane->app, NULL);
    char words[WORDS];
    if (!record)
        return;
    next_words(record, clock_now_ms(), words, sizeof words);
    utf8_screen(span_string(words), out);
}

static enum status open_projector(struct pane *pane, struct error *err)
{
    (void)pane;
    (void)err;
    return STATUS_OK;
}

const struct pane_class projector_pane = {.name = "projector",
                                          .title = TEXT_PROJECTOR_TITLE,
                                          .place = PLACE_TOPIC,
                                          .open = open_projector,
                                          .draw = draw,
                                          .describe = describe};
