/*
 * Draws phase, time left and what is next as large as the screen allows, to be read from the
 * back of the room. It holds nothing itself: the console knows the day.
 */
#include "tui/console/projector.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/jam/agenda_edit.h"
#include "core/jam/day_record.h"
#include "tui/console/app.h"
#include "tui/widget/banner.h"

enum {
    GLYPH_COLUMNS = 3,
    GLYPH_ROWS = 5,
    WORDS = 200,
    BLOCK = 0x2588,
    BAR_FULL = 0x2501,
    BAR_REST = 0x254c,
    LETTER_ROWS = BANNER_ROWS - 1,
    MINUTE_MS = 60000,
    CLOSE = 5, /* minutes */
    SOON = 10,
    SCALE_LEAST = 2, /* of the digits beside big letters */
    GAPS = 3,
    HOUR = 60
};

/* Rows of three dots, the left one first. */
static const struct {
    char sign;
    unsigned char rows[GLYPH_ROWS];
} glyphs[] = {
    {'0', {7, 5, 5, 5, 7}}, {'1', {2, 6, 2, 2, 7}}, {'2', {7, 1, 7, 4, 7}}, {'3', {7, 1, 7, 1, 7}},
    {'4', {5, 5, 7, 1, 1}}, {'5', {7, 4, 7, 1, 7}}, {'6', {7, 4, 7, 5, 7}}, {'7', {7, 1, 1, 1, 1}},
    {'8', {7, 5, 7, 5, 7}}, {'9', {7, 5, 7, 1, 7}}, {':', {0, 2, 0, 2, 0}}, {'+', {0, 2, 7, 2, 0}},
    {'h', {4, 4, 7, 5, 5}},
};

static const unsigned char *glyph_of(char sign)
{
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++) {
        if (glyphs[i].sign == sign)
            return glyphs[i].rows;
    }
    return glyphs[0].rows;
}

/* ---- digits ---- */

/* A dot is twice as wide as high, since cells are twice as high as wide. In the colours of an
 * error it is the ground that has the colour, and a block would cover it. */
static void draw_glyph(const struct surface *surface, int x, int y, int scale, char sign,
                       unsigned style)
{
    const unsigned char *rows = glyph_of(sign);
    for (int row = 0; row < GLYPH_ROWS * scale; row++) {
        for (int dot = 0; dot < GLYPH_COLUMNS; dot++) {
            if (rows[row / scale] >> (GLYPH_COLUMNS - 1 - dot) & 1)
                surface_repeat(surface, x + dot * 2 * scale, y + row, 2 * scale,
                               style == THEME_ERROR ? ' ' : BLOCK, style);
        }
    }
}

static int digits_width(const char *digits, int scale)
{
    return (int)strlen(digits) * (GLYPH_COLUMNS + 1) * 2 * scale - 2 * scale;
}

/* As large as fits in so many rows; 0: too small for any. */
static int scale_for(const struct surface *surface, const char *digits, int rows)
{
    int scale = rows / GLYPH_ROWS;
    while (scale > 0 && digits_width(digits, scale) > surface->columns - 4)
        scale--;
    return scale > 0 ? scale : 0;
}

static void draw_digits(const struct surface *surface, int y, int scale, const char *digits,
                        unsigned style)
{
    int x = (surface->columns - digits_width(digits, scale)) / 2;
    for (const char *sign = digits; *sign && scale; sign++, x += (GLYPH_COLUMNS + 1) * 2 * scale)
        draw_glyph(surface, x, y, scale, *sign, style);
}

/* Hours and minutes, whole minutes, in the last five minutes and seconds; "+3" when it is over,
 * and before the beginning when that is. */
static void write_digits(const struct day_record *record, int64_t now, char *out, size_t size)
{
    int64_t left = day_left_ms(record, now), seconds = (left + 999) / 1000;
    long long minutes = (long long)((left + MINUTE_MS - 1) / MINUTE_MS);
    if (day_is_early(record, now))
        clock_local_hm(out, size, record->began_ms);
    else if (left <= -MINUTE_MS)
        snprintf(out, size, "+%lld", (long long)(-left / MINUTE_MS));
    else if (left <= 0)
        snprintf(out, size, "0:00");
    else if (left <= (int64_t)CLOSE * MINUTE_MS && record->state == DAY_RUNNING)
        snprintf(out, size, "%lld:%02lld", (long long)(seconds / 60), (long long)(seconds % 60));
    else if (minutes >= HOUR)
        snprintf(out, size, "%lldh%02lld", minutes / HOUR, minutes % HOUR);
    else
        snprintf(out, size, "%lld", minutes);
}

/* ---- words ---- */

static void put_middle(const struct surface *surface, int y, const char *words, unsigned style)
{
    struct buffer safe = {0};
    utf8_screen(span_string(words), &safe);
    int width = (int)utf8_screen_width(buffer_span(&safe)), room = surface->columns - 4;
    int x = width < room ? (surface->columns - width) / 2 : 2;
    surface_put_cut(surface, x, y, room, buffer_span(&safe), style);
    buffer_free(&safe);
}

/* In big letters beside a word in small ones ("" for none), where that fits. */
static bool fits_big(const struct surface *surface, const char *before, const char *words)
{
    int cells = banner_cells(span_string(words));
    int small = *before ? (int)utf8_screen_width(span_string(before)) + 2 : 0;
    return cells > 0 && cells + small <= surface->columns - 2;
}

static void put_big(const struct surface *surface, int y, const char *before, const char *words,
                    unsigned style)
{
    int cells = banner_cells(span_string(words));
    int small = *before ? (int)utf8_screen_width(span_string(before)) + 2 : 0;
    int x = (surface->columns - cells - small) / 2;
    surface_put_string(surface, x, y + 1, before, style);
    banner_draw(surface, x + small, y, cells, span_string(words), style);
}

/* Words from the start of *rest that fit beside each other; *rest goes on behind them. */
static struct span next_line(const struct surface *surface, struct span *rest)
{
    struct span line = span_of(rest->data, 0);
    for (size_t end = 0; end < rest->len;) {
        while (end < rest->len && rest->data[end] == ' ')
            end++;
        while (end < rest->len && rest->data[end] != ' ')
            end++;
        const struct span longer = span_of(rest->data, end);
        if (line.len && banner_cells(longer) > surface->columns - 2)
            break;
        line = longer;
    }
    *rest = span_of(rest->data + line.len, rest->len - line.len);
    return line;
}

/* A sentence in big letters over several lines, or in small ones. Returns the rows. */
static int put_sentence(const struct surface *surface, int y, const char *words, unsigned style)
{
    struct span rest = span_string(words);
    int rows = banner_rows(rest, surface->columns - 2), used = 0;
    if (rows == 0 || y + rows > surface->rows) {
        put_middle(surface, y, words, style);
        return 2;
    }
    for (; rest.len > 0; used += BANNER_ROWS) {
        struct span line = next_line(surface, &rest);
        int cells = banner_cells(line);
        banner_draw(surface, (surface->columns - cells) / 2, y + used, cells, line, style);
    }
    return used;
}

/* "Lunch at 12:00"; behind the last phase comes the end. */
static void next_words(const struct day_record *record, int64_t now, char *out, size_t size)
{
    char at[AGENDA_TIME_SIZE];
    bool on = day_is_on(record);
    *out = '\0';
    if (!on && !*record->next)
        return;
    int planned = (int)(record->next_fixed_ms / MINUTE_MS);
    if (on)
        clock_local_hm(at, sizeof at, day_next_ms(record, now));
    else
        agenda_write_time(planned, at);
    text_format(out, size,
                !on && planned <= 0 ? TEXT_PROJECTOR_TITLE_OF
                : *record->next     ? TEXT_PROJECTOR_NEXT_AT
                                    : TEXT_PROJECTOR_LAST,
                TEXT_VALUES(text_string("title", record->next), text_string("time", at)));
}

static bool shows_minutes(const struct day_record *record, int64_t now)
{
    int64_t left = day_left_ms(record, now);
    return record->state == DAY_RUNNING && !day_is_early(record, now) &&
           left > (int64_t)CLOSE * MINUTE_MS;
}

/* What the digits don't say. */
static void left_words(const struct app *app, const struct day_record *record, int64_t now,
                       char *out, size_t size)
{
    bool lost = false;
    char words[WORDS];
    app_day(app, &lost);
    day_words(record, now, words, sizeof words);
    if (!lost && shows_minutes(record, now)) {
        bool hours = day_left_ms(record, now) > (int64_t)(HOUR - 1) * MINUTE_MS;
        text_format(out, size, hours ? TEXT_PROJECTOR_HOURS : TEXT_PROJECTOR_MINUTES, NULL);
        return;
    }
    text_format(out, size, lost ? TEXT_PROJECTOR_LOST : TEXT_PROJECTOR_LEFT,
                TEXT_VALUES(text_string("left", words)));
}

/* ---- a phase ---- */

static unsigned style_of(const struct day_record *record, int64_t now)
{
    int64_t left = day_left_ms(record, now);
    if (record->state == DAY_PAUSED)
        return THEME_DIM;
    if (day_is_early(record, now))
        return THEME_TEXT;
    return left <= (int64_t)CLOSE * MINUTE_MS  ? THEME_ERROR
           : left <= (int64_t)SOON * MINUTE_MS ? THEME_CAUTION
                                               : THEME_TEXT;
}

static void draw_bar(const struct surface *surface, int y, const struct day_record *record,
                     int64_t now)
{
    int bar = surface->columns * 3 / 5, full = day_part(record, now) * bar / 1000;
    int x = (surface->columns - bar) / 2;
    surface_repeat(surface, x, y, full, BAR_FULL, THEME_HEADING);
    surface_repeat(surface, x + full, y, bar - full, BAR_REST, THEME_DIM);
}

static void draw_next(const struct surface *surface, int y, const struct day_record *record,
                      int64_t now, bool big)
{
    char words[WORDS], whole[WORDS + WORDS];
    const char *label = text_get(TEXT_PROJECTOR_NEXT_LABEL);
    next_words(record, now, words, sizeof words);
    if (!*words)
        return;
    if (big && fits_big(surface, label, words)) {
        put_big(surface, y, label, words, THEME_TEXT | STYLE_BOLD);
        return;
    }
    snprintf(whole, sizeof whole, "%s %s", label, words);
    put_middle(surface, y + (big ? 1 : 0), whole, THEME_TEXT | STYLE_BOLD);
}

/* What the screen has room for: big letters for both texts where the digits stay large, and blank
 * rows between the parts where they stay larger still. */
struct places {
    int scale, gap;
    bool title, next; /* in big letters */
};

static struct places place(const struct surface *surface, const char *digits, const char *title)
{
    int small = 1 + 1 + 1 + 1 + 2; /* title, words, bar, next; above and below the digits */
    int large = small + 2 * (LETTER_ROWS - 1);
    struct places out = {.scale = scale_for(surface, digits, surface->rows - large - GAPS),
                         .gap = 1,
                         .title = fits_big(surface, "", title),
                         .next = true};
    if (out.scale > SCALE_LEAST)
        return out;
    out.gap = 0;
    out.scale = scale_for(surface, digits, surface->rows - large);
    if (out.scale >= SCALE_LEAST)
        return out;
    out.title = out.next = false;
    out.scale = scale_for(surface, digits, surface->rows - small);
    return out;
}

static int rows_of(const struct places *places)
{
    return (places->title ? LETTER_ROWS : 1) + (places->next ? LETTER_ROWS : 1) + 4 +
           GAPS * places->gap + places->scale * GLYPH_ROWS;
}

static void draw_title(const struct surface *surface, int y, const char *title, bool big)
{
    if (big)
        put_big(surface, y, "", title, THEME_TEXT | STYLE_BOLD);
    else
        put_middle(surface, y, title, THEME_TEXT | STYLE_BOLD);
}

static void draw_phase(const struct app *app, const struct surface *surface,
                       const struct day_record *record)
{
    char digits[24], words[WORDS + 40], title[WORDS];
    int64_t now = clock_now_ms();
    unsigned style = style_of(record, now);
    bool paused = record->state == DAY_PAUSED;
    write_digits(record, now, digits, sizeof digits);
    text_format(title, sizeof title,
                paused              ? TEXT_PROJECTOR_PAUSED
                : record->speed > 1 ? TEXT_PROJECTOR_REHEARSAL
                                    : TEXT_PROJECTOR_TITLE_OF,
                TEXT_VALUES(text_string("title", record->phase)));
    const struct places places = place(surface, digits, title);
    int y = (surface->rows - rows_of(&places)) / 2;
    draw_title(surface, y, title, places.title);
    y += (places.title ? LETTER_ROWS : 1) + 1 + places.gap;
    draw_digits(surface, y, places.scale, digits, style);
    y += places.scale * GLYPH_ROWS + 1;
    left_words(app, record, now, words, sizeof words);
    put_middle(surface, y, words, (style == THEME_ERROR ? style : THEME_TEXT) | STYLE_BOLD);
    y += 1 + places.gap;
    if (!day_is_early(record, now))
        draw_bar(surface, y, record, now);
    draw_next(surface, y + 1 + places.gap, record, now, places.next);
}

/* ---- the pane ---- */

static enum text_id other_words(const struct day_record *record)
{
    return !record                     ? TEXT_PROJECTOR_UNKNOWN
           : record->state == DAY_OVER ? TEXT_PROJECTOR_OVER
                                       : TEXT_PROJECTOR_WAITING;
}

static void draw_other(const struct surface *surface, const struct day_record *record)
{
    int y = surface->rows / 3;
    y += put_sentence(surface, y, text_get(other_words(record)), THEME_HEADING | STYLE_BOLD);
    if (record && record->state == DAY_WAITING)
        draw_next(surface, y + 1, record, clock_now_ms(), true);
}

/* What was announced, in large letters as long as it is shown, or in several bold lines; it stands
 * in place of all else but the digits of the header. */
static void draw_notice(const struct surface *surface, const char *words)
{
    struct buffer safe = {0};
    utf8_screen(span_string(words), &safe);
    struct span whole = buffer_span(&safe);
    int room = surface->columns - 8, big = banner_rows(whole, surface->columns - 2);
    if (big > 0 && big <= surface->rows - 2) {
        put_sentence(surface, (surface->rows - big) / 2, whole.data, THEME_CAUTION | STYLE_BOLD);
    } else {
        int rows = surface_wrapped_rows(room, surface->rows, whole);
        surface_put_wrapped(surface, 4, (surface->rows - rows) / 2, room, surface->rows, whole,
                            THEME_CAUTION | STYLE_BOLD);
    }
    buffer_free(&safe);
}

static void draw(const struct pane *pane, const struct surface *surface)
{
    const struct day_record *record = app_day(pane->app, NULL);
    const char *notice = app_notice(pane->app);
    if (*notice) {
        draw_notice(surface, notice);
        return;
    }
    if (record && day_is_on(record))
        draw_phase(pane->app, surface, record);
    else
        draw_other(surface, record);
}

static void describe(const struct pane *pane, struct buffer *out)
{
    const struct day_record *record = app_day(pane->app, NULL);
    char words[WORDS];
    int64_t now = clock_now_ms();
    if (!record || !day_is_on(record)) {
        buffer_printf(out, "%s\n", text_get(other_words(record)));
    } else {
        utf8_screen(span_string(record->phase), out);
        day_words(record, now, words, sizeof words);
        buffer_printf(out, "\n%s\n", words);
    }
    *words = '\0';
    if (record && record->state != DAY_OVER)
        next_words(record, now, words, sizeof words);
    if (!*words)
        return;
    buffer_printf(out, "%s ", text_get(TEXT_PROJECTOR_NEXT_LABEL));
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
                                          .shows_day = true,
                                          .open = open_projector,
                                          .draw = draw,
                                          .describe = describe};
