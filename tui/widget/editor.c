/* Owns the editing of a text: what each key does to it. Rows are in editor_wrap.c, steps in
 * editor_undo.c. */
#include "tui/widget/editor.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/widget/editor_private.h"
#include "tui/widget/line.h"

void editor_free(struct editor *editor)
{
    editor_forget(editor);
    buffer_free(&editor->text);
    free(editor->rows);
    *editor = (struct editor){0};
}

bool editor_set(struct editor *editor, const char *text)
{
    editor_forget(editor);
    buffer_clear(&editor->text);
    buffer_add_string(&editor->text, text ? text : "");
    editor->cursor = editor->text.len;
    editor->goal = -1;
    editor->top = 0;
    editor->columns = 0;
    return !editor->text.failed;
}

const char *editor_text(const struct editor *editor)
{
    return editor->text.data && editor->text.len ? editor->text.data : "";
}

/* What was put in may have joined what stands behind it. */
static size_t end_of_cluster(struct span text, size_t at)
{
    return at > 0 ? utf8_cluster_next(text, utf8_cluster_previous(text, at)) : 0;
}

bool editor_replace(struct editor *editor, size_t from, size_t to, struct span added)
{
    size_t behind = editor->text.len - to, removed = to - from;
    if (added.len > removed && !buffer_reserve(&editor->text, added.len - removed))
        return false;
    if (!editor->text.data)
        return true; /* nothing for nothing */
    char *at = editor->text.data + from;
    memmove(at + added.len, at + removed, behind);
    if (added.len)
        memcpy(at, added.data, added.len);
    editor->text.len += added.len;
    editor->text.len -= removed;
    editor->text.data[editor->text.len] = '\0';
    editor->cursor = end_of_cluster(buffer_span(&editor->text), from + added.len);
    editor->columns = 0; /* to be wrapped anew */
    return true;
}

/* ---- changes ---- */

static enum editor_result change(struct editor *editor, size_t from, size_t to, struct span added,
                                 bool typed)
{
    if (from == to && !added.len)
        return EDITOR_MOVED;
    if (editor->limit && editor->text.len - (to - from) + added.len > editor->limit) {
        editor->full = true;
        return EDITOR_MOVED;
    }
    const struct span removed = span_of(editor->text.data + from, to - from);
    editor_note(editor, from, removed, added, typed);
    if (!editor_replace(editor, from, to, added))
        return EDITOR_MOVED;
    editor->goal = -1;
    return EDITOR_EDITED;
}

bool editor_put(struct editor *editor, const char *text)
{
    editor->top = 0;
    return change(editor, 0, editor->text.len, span_string(text), false) == EDITOR_EDITED;
}

static enum editor_result type(struct editor *editor, uint32_t character)
{
    char bytes[4];
    return change(editor, editor->cursor, editor->cursor,
                  span_of(bytes, utf8_write(character, bytes)), true);
}

/* Other controls go; line ends stay, or become blanks. */
static enum editor_result paste(struct editor *editor, struct span text)
{
    struct buffer good = {0};
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '\n' && !editor->single)
            buffer_add_byte(&good, '\n');
        else if (c == '\n' || c == '\t')
            buffer_add_byte(&good, ' ');
        else if (c >= ' ' && c != 127)
            buffer_add_byte(&good, text.data[i]);
    }
    struct span added = buffer_span(&good);
    while (editor->single && added.len && added.data[added.len - 1] == ' ')
        added.len--; /* the end of the line that was copied */
    enum editor_result result = change(editor, editor->cursor, editor->cursor, added, false);
    buffer_free(&good);
    return result;
}

/* ---- places ---- */

enum place {
    LEFT,
    RIGHT,
    WORD_LEFT,
    WORD_RIGHT,
    ROW_START,
    ROW_END,
    LINE_START,
    LINE_END,
    TEXT_START,
    TEXT_END
};

static size_t line_start(struct span text, size_t at)
{
    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(struct span text, size_t at)
{
    while (at < text.len && text.data[at] != '\n')
        at++;
    return at;
}

/* The end of a row that goes on in the next one is in front of its last character: behind it
 * the next row begins. */
static size_t row_end(const struct editor *editor, size_t at)
{
    struct span text = buffer_span(&editor->text);
    size_t row = editor_row_of(editor, at);
    size_t end = editor->rows[row].start + editor->rows[row].len;
    bool wrapped = row + 1 < editor->row_count && editor->rows[row + 1].start == end;
    return wrapped && end > editor->rows[row].start ? utf8_cluster_previous(text, end) : end;
}

static size_t find(const struct editor *editor, enum place place)
{
    struct span text = buffer_span(&editor->text);
    size_t at = editor->cursor;
    switch (place) {
    case LEFT:
        return utf8_cluster_previous(text, at);
    case RIGHT:
        return utf8_cluster_next(text, at);
    case WORD_LEFT:
        return line_word_left(text, at);
    case WORD_RIGHT:
        return line_word_right(text, at);
    case ROW_START:
        return editor->rows[editor_row_of(editor, at)].start;
    case ROW_END:
        return row_end(editor, at);
    case LINE_START:
        return line_start(text, at);
    case LINE_END:
        return line_end(text, at);
    case TEXT_START:
        return 0;
    case TEXT_END:
        return text.len;
    }
    return at;
}

static const struct {
    const char *keys;
    enum place place;
    bool cuts; /* what lies between goes away */
} bindings[] = {
    {"Left Ctrl-B", LEFT, false},
    {"Right Ctrl-F", RIGHT, false},
    {"Ctrl-Left Alt-b", WORD_LEFT, false},
    {"Ctrl-Right Alt-f", WORD_RIGHT, false},
    {"Home", ROW_START, false},
    {"End", ROW_END, false},
    {"Ctrl-A", LINE_START, false},
    {"Ctrl-E", LINE_END, false},
    {"Ctrl-Home", TEXT_START, false},
    {"Ctrl-End", TEXT_END, false},
    {"Backspace", LEFT, true},
    {"Delete Ctrl-D", RIGHT, true},
    {"Ctrl-W Alt-Backspace Ctrl-Backspace", WORD_LEFT, true},
    {"Ctrl-Delete Alt-d", WORD_RIGHT, true},
    {"Ctrl-U", LINE_START, true},
    {"Ctrl-K", LINE_END, true},
};

static enum editor_result bound(struct editor *editor, const struct key *key)
{
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
        if (!key_in(bindings[i].keys, key))
            continue;
        size_t to = find(editor, bindings[i].place), from = editor->cursor;
        if (bindings[i].cuts)
            return change(editor, to < from ? to : from, to < from ? from : to, span_of("", 0),
                          false);
        editor->cursor = to;
        editor->goal = -1;
        editor->joining = false;
        return EDITOR_MOVED;
    }
    return EDITOR_UNUSED;
}

/* ---- rows ---- */

static enum editor_result step_rows(struct editor *editor, int by)
{
    size_t row = editor_row_of(editor, editor->cursor), last = editor->row_count - 1;
    if ((by < 0 && row == 0) || (by > 0 && row == last))
        return EDITOR_UNUSED;
    if (editor->goal < 0)
        editor->goal = editor_column_of(editor, editor->cursor);
    long to = (long)row + by;
    row = to < 0 ? 0 : (size_t)to > last ? last : (size_t)to;
    editor->cursor = editor_place_at(editor, row, editor->goal);
    editor->joining = false;
    return EDITOR_MOVED;
}

static enum editor_result mouse(struct editor *editor, const struct key *key)
{
    size_t row = editor->top + (size_t)(key->y > 0 ? key->y : 0);
    if (key->action != MOUSE_PRESS || key->y < 0)
        return EDITOR_UNUSED;
    row = row < editor->row_count ? row : editor->row_count - 1;
    editor->cursor = editor_place_at(editor, row, key->x > 0 ? key->x : 0);
    editor->goal = -1;
    editor->joining = false;
    return EDITOR_MOVED;
}

enum editor_result editor_key(struct editor *editor, const struct key *key)
{
    int page = editor->height > 1 ? editor->height - 1 : 1;
    editor->full = false;
    editor_wrap(editor);
    if (!editor->row_count)
        return EDITOR_UNUSED; /* no memory for even one row */
    if (key->code == KEYCODE_MOUSE)
        return mouse(editor, key);
    if (key->code == KEYCODE_PASTE)
        return paste(editor, key->text);
    if (key_is_text(key))
        return type(editor, key->code);
    if (key_in("Enter", key))
        return editor->single ? EDITOR_UNUSED : type(editor, '\n');
    if (key_in("Up Ctrl-P", key))
        return step_rows(editor, -1);
    if (key_in("Down Ctrl-N", key))
        return step_rows(editor, 1);
    if (key_in("PageUp", key))
        return step_rows(editor, -page);
    if (key_in("PageDown", key))
        return step_rows(editor, page);
    if (key_in("Ctrl-Z", key))
        return editor_undo(editor) ? EDITOR_EDITED : EDITOR_MOVED;
    if (key_in("Ctrl-Y", key))
        return editor_redo(editor) ? EDITOR_EDITED : EDITOR_MOVED;
    return bound(editor, key);
}
