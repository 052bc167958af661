/* What a screen may show of a text from data: the one place that makes it safe. ncurses stops
 * escape bytes, but lets bidi controls, zero-width characters, tags and cursor moves pass. */
#include <utf8proc.h>

#include "core/base/utf8.h"

enum { MARKS_ALLOWED = 2 };

/* Hangul jamo and the like that join the one before are width 0 in terminals too, so the
 * terminal's own table (utf8proc's is the same for all that is not dropped) is followed. */
int utf8_width(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return -1;
    if (c < 0x300)
        return 1;
    return utf8proc_charwidth((utf8proc_int32_t)c);
}

static bool is_dropped(uint32_t c)
{
    if (c < 0xAD)
        return false;
    if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF) || c == 0x34F)
        return true;
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CF;
}

static bool is_mark(uint32_t c)
{
    if (c < 0x300)
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/* The visible mark for a control, the character itself otherwise. */
static uint32_t visible(uint32_t c)
{
    if (c < 0x20)
        return 0x2400 + c;
    if (c == 0x7F)
        return 0x2421;
    if (c == 0x2028 || c == 0x2029)
        return 0x2424;
    if (c >= 0x80 && c < 0xA0)
        return UTF8_REPLACEMENT;
    return c;
}

/* What becomes of one character after `marks` combining marks: its code point and width;
 * width 0 with keep false drops it. */
struct shown {
    uint32_t c;
    int width;
    bool keep;
};

static struct shown show(uint32_t c, int *marks, bool at_start)
{
    if (is_dropped(c))
        return (struct shown){0};
    if (is_mark(c)) {
        /* A mark at the start would sit on what is left of the text: it gets a base. */
        if (at_start)
            return (struct shown){UTF8_REPLACEMENT, 1, true};
        *marks += 1;
        return (struct shown){c, 0, *marks <= MARKS_ALLOWED};
    }
    *marks = 0;
    c = visible(c);
    int width = utf8_width(c);
    if (width < 0 || (width == 0 && at_start))
        return (struct shown){UTF8_REPLACEMENT, 1, true};
    return (struct shown){c, width, true};
}

/* out may be NULL to measure only. */
static size_t walk(struct span text, struct buffer *out)
{
    size_t cells = 0;
    int marks = 0;
    for (size_t i = 0; i < text.len;) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte >= 0x20 && byte < 0x7F) {
            size_t start = i;
            while (i < text.len && text.data[i] >= 0x20 && text.data[i] < 0x7F)
                i++;
            if (out)
                buffer_add(out, text.data + start, i - start);
            cells += i - start;
            marks = 0;
            continue;
        }
        uint32_t c = 0;
        i += utf8_decode(text.data + i, text.len - i, &c);
        struct shown s = show(c, &marks, cells == 0);
        if (!s.keep)
            continue;
        char bytes[4];
        if (out)
            buffer_add(out, bytes, utf8_write(s.c, bytes));
        cells += (size_t)s.width;
    }
    return cells;
}

size_t utf8_screen(struct span text, struct buffer *out)
{
    return walk(text, out);
}

size_t utf8_screen_width(struct span text)
{
    return walk(text, NULL);
}

struct span utf8_fit(struct span safe, size_t cells, size_t *used)
{
    size_t width = 0;
    size_t i = 0;
    while (i < safe.len) {
        uint32_t c = 0;
        size_t bytes = utf8_decode(safe.data + i, safe.len - i, &c);
        int w = utf8_width(c);
        size_t take = w > 0 ? (size_t)w : 0;
        if (width + take > cells)
            break;
        width += take;
        i += bytes;
    }
    if (used)
        *used = width;
    return span_of(safe.data, i);
}
