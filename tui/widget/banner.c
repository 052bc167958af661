/* Big letters: a table of glyphs, and lines made of them. */
#include "tui/widget/banner.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { POINTS = 5, BLANK = 2 };

/* Five lines from the top, a digit of base 32 each; the highest bit of its width at the left. */
struct glyph {
    char sign;
    unsigned char width;
    char lines[POINTS + 1];
};

static const struct glyph glyphs[] = {
    {'A', 4, "699F9"}, {'B', 4, "E9E9E"}, {'C', 4, "78887"},  {'D', 4, "E999E"}, {'E', 3, "74747"},
    {'F', 3, "74744"}, {'G', 4, "78B97"}, {'H', 4, "99F99"},  {'I', 1, "11111"}, {'J', 3, "11152"},
    {'K', 4, "9ACA9"}, {'L', 3, "44447"}, {'M', 5, "HRLHH"},  {'N', 4, "9DDB9"}, {'O', 4, "69996"},
    {'P', 4, "E9E88"}, {'Q', 4, "699B7"}, {'R', 4, "E9EA9"},  {'S', 4, "7861E"}, {'T', 3, "72222"},
    {'U', 4, "99996"}, {'V', 3, "55552"}, {'W', 5, "HHLRH"},  {'X', 3, "55255"}, {'Y', 3, "55222"},
    {'Z', 3, "71247"}, {'0', 3, "75557"}, {'1', 2, "13111"},  {'2', 3, "71747"}, {'3', 3, "71717"},
    {'4', 3, "55711"}, {'5', 3, "74717"}, {'6', 3, "74757"},  {'7', 3, "71122"}, {'8', 3, "75757"},
    {'9', 3, "75717"}, {'.', 1, "00001"}, {',', 2, "00012"},  {';', 2, "01012"}, {':', 1, "01010"},
    {'!', 1, "11101"}, {'?', 3, "71202"}, {'\'', 1, "11000"}, {'"', 3, "55000"}, {'-', 2, "00300"},
    {'+', 3, "02720"}, {'(', 2, "12221"}, {')', 2, "21112"},  {'/', 3, "11244"}, {'%', 3, "51245"},
    {'=', 3, "07070"}, {'_', 3, "00007"}, {'&', 4, "6A5A5"},  {'<', 3, "12421"}, {'>', 3, "42124"},
    {'*', 3, "05250"},
};

static const struct glyph *find(char sign)
{
    char capital = (char)toupper((unsigned char)sign);
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        if (glyphs[i].sign == capital)
            return &glyphs[i];
    return NULL;
}

static unsigned points_of(const struct glyph *glyph, int line)
{
    char c = glyph->lines[line];
    return (unsigned)(isdigit((unsigned char)c) ? c - '0' : c - 'A' + 10);
}

/* Cells of a word with its gap; -1: it has a sign that is not there. */
static int word_cells(struct span word)
{
    int cells = 0;
    for (size_t i = 0; i < word.len; i++) {
        const struct glyph *glyph = find(word.data[i]);
        if (!glyph)
            return -1;
        cells += glyph->width + 1;
    }
    return cells;
}

static struct span next_word(struct span *rest)
{
    while (rest->len > 0 && isspace((unsigned char)*rest->data))
        *rest = span_of(rest->data + 1, rest->len - 1);
    size_t len = 0;
    while (len < rest->len && !isspace((unsigned char)rest->data[len]))
        len++;
    struct span word = span_of(rest->data, len);
    *rest = span_of(rest->data + len, rest->len - len);
    return word;
}

/* Two lines of points make a row of cells. */
static void draw_glyph(const struct surface *surface, int x, int y, const struct glyph *glyph,
                       unsigned style)
{
    static const uint32_t halves[] = {' ', 0x2584, 0x2580, 0x2588}; /* none, lower, upper, both */
    for (int line = 0; line < POINTS; line += 2) {
        unsigned upper = points_of(glyph, line);
        unsigned lower = line + 1 < POINTS ? points_of(glyph, line + 1) : 0;
        for (int i = 0; i < glyph->width; i++) {
            unsigned bit = 1U << (unsigned)(glyph->width - 1 - i);
            unsigned half = ((upper & bit) ? 2U : 0) | ((lower & bit) ? 1U : 0);
            if (half)
                surface_repeat(surface, x + i, y + line / 2, 1, halves[half], style);
        }
    }
}

static void draw_word(const struct surface *surface, int x, int y, struct span word, unsigned style)
{
    for (size_t i = 0; i < word.len; i++) {
        const struct glyph *glyph = find(word.data[i]);
        draw_glyph(surface, x, y, glyph, style);
        x += glyph->width + 1;
    }
}

/* surface NULL: only the rows are counted. */
static int lay_out(const struct surface *surface, int x, int y, int cells, struct span text,
                   unsigned style)
{
    int used = 0, rows = 0;
    for (;;) {
        struct span word = next_word(&text);
        if (word.len == 0)
            return rows;
        int width = word_cells(word);
        if (width < 0 || width > cells)
            return 0;
        if (rows == 0 || used + BLANK + width > cells) {
            rows += BANNER_ROWS;
            used = 0;
        } else {
            used += BLANK;
        }
        if (surface)
            draw_word(surface, x + used, y + rows - BANNER_ROWS, word, style);
        used += width;
    }
}

int banner_rows(struct span text, int cells)
{
    return lay_out(NULL, 0, 0, cells, text, 0);
}

int banner_cells(struct span text)
{
    int cells = 0;
    for (struct span word = next_word(&text); word.len > 0; word = next_word(&text)) {
        int width = word_cells(word);
        if (width < 0)
            return 0;
        cells += (cells ? BLANK : 0) + width;
    }
    return cells;
}

int banner_draw(const struct surface *surface, int x, int y, int cells, struct span text,
                unsigned style)
{
    int rows = banner_rows(text, cells);
    return rows > 0 ? lay_out(surface, x, y, cells, text, style) : 0;
}
