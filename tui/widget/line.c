/* Owns the editing of one line; prompts and search lines have one. */
#include "tui/widget/line.h"

#include <string.h>

#include "core/base/utf8.h"

void line_free(struct line *line)
{
    buffer_free(&line->text);
    *line = (struct line){0};
}

void line_set(struct line *line, const char *text)
{
    buffer_clear(&line->text);
    buffer_add_string(&line->text, text ? text : "");
    line->cursor = line->text.len;
    line->scroll = 0;
}

const char *line_text(const struct line *line)
{
    return line->text.data && line->text.len ? line->text.data : "";
}

/* A character that stands on the one before it. */
static bool joins(struct span text, size_t at)
{
    uint32_t character;
    utf8_decode(text.data + at, text.len - at, &character);
    return utf8_width(character) == 0;
}

size_t line_previous(struct span text, size_t at)
{
    while (at > 0) {
        at--;
        if (((unsigned char)text.data[at] & 0xc0) != 0x80 && !joins(text, at))
            break;
    }
    return at;
}

size_t line_next(struct span text, size_t at)
{
    uint32_t character;
    if (at >= text.len)
        return text.len;
    at += utf8_decode(text.data + at, text.len - at, &character);
    while (at < text.len && joins(text, at))
        at += utf8_decode(text.data + at, text.len - at, &character);
    return at;
}

static bool blank_at(struct span text, size_t at)
{
    return strchr(" \t\n,;()", text.data[at]) != NULL;
}

size_t line_word_left(struct span text, size_t at)
{
    while (at > 0 && blank_at(text, line_previous(text, at)))
        at = line_previous(text, at);
    while (at > 0 && !blank_at(text, line_previous(text, at)))
        at = line_previous(text, at);
    return at;
}

size_t line_word_right(struct span text, size_t at)
{
    while (at < text.len && !blank_at(text, at))
        at = line_next(text, at);
    while (at < text.len && blank_at(text, at))
        at = line_next(text, at);
    return at;
}

static enum line_result cut(struct line *line, size_t from, size_t to)
{
    if (from >= to)
        return LINE_MOVED;
    memmove(line->text.data + from, line->text.data + to, line->text.len - to);
    line->text.len -= to - from;
    line->text.data[line->text.len] = '\0';
    line->cursor = from;
    return LINE_EDITED;
}

static enum line_result insert(struct line *line, struct span bytes)
{
    size_t behind = line->text.len - line->cursor;
    if (!bytes.len || !buffer_reserve(&line->text, bytes.len))
        return LINE_MOVED;
    char *at = line->text.data + line->cursor;
    memmove(at + bytes.len, at, behind);
    memcpy(at, bytes.data, bytes.len);
    line->text.len += bytes.len;
    line->text.data[line->text.len] = '\0';
    line->cursor += bytes.len;
    return LINE_EDITED;
}

static enum line_result paste(struct line *line, struct span text)
{
    struct buffer flat = {0};
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= ' ' && c != 127)
            buffer_add_byte(&flat, text.data[i]);
        else if (flat.len && i + 1 < text.len)
            buffer_add_byte(&flat, ' ');
    }
    enum line_result result = insert(line, buffer_span(&flat));
    buffer_free(&flat);
    return result;
}

enum motion { LEFT, RIGHT, WORD_LEFT, WORD_RIGHT, START, END };

static const struct {
    const char *keys;
    enum motion motion;
    bool cuts; /* what lies between goes away */
} bindings[] = {
    {"Left Ctrl-B", LEFT, false},
    {"Right", RIGHT, false},
    {"Ctrl-Left Alt-b", WORD_LEFT, false},
    {"Ctrl-Right Alt-f", WORD_RIGHT, false},
    {"Home Ctrl-A Ctrl-Home", START, false},
    {"End Ctrl-E Ctrl-End", END, false},
    {"Backspace", LEFT, true},
    {"Delete Ctrl-D", RIGHT, true},
    {"Ctrl-W Alt-Backspace Ctrl-Backspace", WORD_LEFT, true},
    {"Ctrl-Delete Alt-d", WORD_RIGHT, true},
    {"Ctrl-U", START, true},
    {"Ctrl-K", END, true},
};

static size_t target(const struct line *line, enum motion motion)
{
    struct span text = buffer_span(&line->text);
    switch (motion) {
    case LEFT:
        return line_previous(text, line->cursor);
    case RIGHT:
        return line_next(text, line->cursor);
    case WORD_LEFT:
        return line_word_left(text, line->cursor);
    case WORD_RIGHT:
        return line_word_right(text, line->cursor);
    case START:
        return 0;
    case END:
        return text.len;
    }
    return line->cursor;
}

enum line_result line_key(struct line *line, const struct key *key)
{
    char bytes[4];
    if (key->code == KEYCODE_PASTE)
        return paste(line, key->text);
    if (key_is_text(key))
        return insert(line, span_of(bytes, utf8_write(key->code, bytes)));
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
        if (!key_in(bindings[i].keys, key))
            continue;
        size_t to = target(line, bindings[i].motion);
        if (bindings[i].cuts)
            return to < line->cursor ? cut(line, to, line->cursor) : cut(line, line->cursor, to);
        line->cursor = to;
        return LINE_MOVED;
    }
    return LINE_UNUSED;
}

int line_draw(struct line *line, const struct surface *surface, int x, int y, int cells,
              unsigned style)
{
    struct span text = buffer_span(&line->text);
    size_t room = cells > 1 ? (size_t)cells - 1 : 0; /* one for the cursor behind the end */
    if (line->scroll > line->cursor)
        line->scroll = line->cursor;
    while (line->scroll < line->cursor &&
           utf8_screen_width(span_of(text.data + line->scroll, line->cursor - line->scroll)) > room)
        line->scroll = line_next(text, line->scroll);
    surface_fill(surface, x, y, cells, 1, style);
    surface_put(surface, x, y, cells, span_of(text.data + line->scroll, text.len - line->scroll),
                style);
    return (int)utf8_screen_width(span_of(text.data + line->scroll, line->cursor - line->scroll));
}
