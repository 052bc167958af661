/*
 * The line breaker of rich text. Greedy, by cells, never inside a character; a word that
 * is wider than the line is parted. Apart from the Markdown walk because tables break
 * their cells with the same rules.
 */
#include "core/output/rich_wrap.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"

/* Room for one more element of an array in the arena; NULL: no memory. */
static void *grow(struct arena *arena, void *old, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return old;
    size_t wider = *capacity == 0 ? 16 : *capacity * 2;
    void *fresh = arena_array(arena, wider, size);
    if (fresh == NULL)
        return NULL;
    if (old != NULL)
        memcpy(fresh, old, count * size);
    *capacity = wider;
    return fresh;
}

struct rich_run rich_run_of(const char *safe, enum rich_style style)
{
    struct span text = span_string(safe);
    return (struct rich_run){text, style, utf8_screen_width(text)};
}

void rich_words_space(struct rich_words *words)
{
    words->space_pending = true;
}

void rich_words_break(struct rich_words *words)
{
    words->break_pending = true;
}

void rich_words_clear(struct rich_words *words)
{
    words->count = 0;
    words->space_pending = words->break_pending = false;
}

static void add_piece(struct rich_words *words, struct span raw, enum rich_style style)
{
    struct buffer safe = {0};
    size_t cells = utf8_screen(raw, &safe);
    char *copy = safe.failed ? NULL : arena_copy(words->arena, buffer_span(&safe));
    struct rich_piece *pieces =
        grow(words->arena, words->pieces, words->count, &words->capacity, sizeof *pieces);
    size_t len = safe.len;
    buffer_free(&safe);
    if (copy == NULL || pieces == NULL) {
        words->failed = true;
        return;
    }
    words->pieces = pieces;
    if (len == 0)
        return; /* nothing but characters that are not shown */
    bool first = words->count == 0;
    pieces[words->count++] = (struct rich_piece){
        .text = span_of(copy, len),
        .style = style,
        .cells = cells,
        .space_before = words->space_pending && !first,
        .break_before = words->break_pending && !first,
    };
    words->space_pending = words->break_pending = false;
}

void rich_words_add_whole(struct rich_words *words, struct span text, enum rich_style style)
{
    add_piece(words, text, style);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

void rich_words_add(struct rich_words *words, struct span text, enum rich_style style)
{
    size_t at = 0;
    while (at < text.len) {
        size_t end = at;
        while (end < text.len && !is_blank(text.data[end]))
            end++;
        if (end > at)
            add_piece(words, span_of(text.data + at, end - at), style);
        if (end < text.len)
            words->space_pending = true;
        at = end;
        while (at < text.len && is_blank(text.data[at]))
            at++;
    }
}

void rich_lines_add(struct rich_lines *lines, const struct rich_run *runs, size_t count,
                    int heading)
{
    struct rich_line *all =
        grow(lines->arena, lines->lines, lines->count, &lines->capacity, sizeof *all);
    struct rich_run *copy = arena_array(lines->arena, count, sizeof *copy);
    if (all == NULL || copy == NULL) {
        lines->failed = true;
        return;
    }
    struct rich_line line = {.runs = copy, .run_count = count, .heading = heading};
    for (size_t i = 0; i < count; i++) {
        copy[i] = runs[i];
        line.cells += runs[i].cells;
    }
    all[lines->count++] = line;
    lines->lines = all;
}

/* The line being filled. */
struct filling {
    struct rich_lines *lines;
    const struct rich_prefix *prefix;
    struct rich_run *runs;
    size_t count, capacity;
    size_t cells;  /* used, prefix included */
    size_t width;  /* of the whole line */
    size_t indent; /* cells of the prefix */
    int heading;
    bool first;
};

static void add_run(struct filling *line, struct rich_run run)
{
    struct rich_run *last = line->count > 0 ? &line->runs[line->count - 1] : NULL;
    if (last != NULL && last->style == run.style &&
        last->text.data + last->text.len == run.text.data) {
        last->text.len += run.text.len; /* the next bytes of the same piece */
        last->cells += run.cells;
    } else {
        struct rich_run *runs =
            grow(line->lines->arena, line->runs, line->count, &line->capacity, sizeof *runs);
        if (runs == NULL) {
            line->lines->failed = true;
            return;
        }
        line->runs = runs;
        runs[line->count++] = run;
    }
    line->cells += run.cells;
}

static void begin_line(struct filling *line)
{
    const struct rich_prefix *prefix = line->prefix;
    const struct rich_run *runs = line->first ? prefix->first : prefix->rest;
    size_t count = line->first ? prefix->first_count : prefix->rest_count;
    line->count = line->cells = 0;
    for (size_t i = 0; i < count; i++)
        add_run(line, runs[i]);
    line->indent = line->cells;
}

static void end_line(struct filling *line)
{
    rich_lines_add(line->lines, line->runs, line->count, line->first ? line->heading : 0);
    line->first = false;
    begin_line(line);
}

/* A piece that is wider than what is left, parted over as many lines as it takes. */
static void add_parted(struct filling *line, struct rich_piece piece)
{
    while (piece.text.len > 0) {
        size_t used = 0;
        struct span part = utf8_fit(piece.text, line->width - line->cells, &used);
        if (part.len == 0 && line->cells > line->indent) {
            end_line(line);
            continue;
        }
        if (part.len == 0) { /* not even one character fits: it stands out */
            part = piece.text;
            used = piece.cells;
        }
        add_run(line, (struct rich_run){part, piece.style, used});
        piece.text = span_of(piece.text.data + part.len, piece.text.len - part.len);
        piece.cells -= used;
        if (piece.text.len > 0)
            end_line(line);
    }
}

/* Pieces from `from` on that hold together; *cells is their width. */
static size_t word_end(const struct rich_words *words, size_t from, size_t *cells)
{
    size_t end = from;
    *cells = 0;
    do {
        *cells += words->pieces[end++].cells;
    } while (end < words->count && !words->pieces[end].space_before &&
             !words->pieces[end].break_before);
    return end;
}

static void add_word(struct filling *line, const struct rich_words *words, size_t from, size_t end,
                     size_t cells)
{
    bool fresh = line->cells == line->indent;
    if (words->pieces[from].break_before && !fresh) {
        end_line(line);
        fresh = true;
    }
    size_t space = !fresh && words->pieces[from].space_before ? 1 : 0;
    if (!fresh && line->cells + space + cells > line->width) {
        end_line(line);
        space = 0;
    }
    if (space > 0) {
        enum rich_style before = words->pieces[from - 1].style;
        bool inside = before == words->pieces[from].style;
        add_run(line, rich_run_of(" ", inside ? before : RICH_PLAIN));
    }
    for (size_t i = from; i < end; i++) {
        const struct rich_piece *piece = &words->pieces[i];
        if (line->cells + piece->cells <= line->width)
            add_run(line, (struct rich_run){piece->text, piece->style, piece->cells});
        else
            add_parted(line, *piece);
    }
}

void rich_wrap(struct rich_lines *lines, const struct rich_words *words,
               const struct rich_prefix *prefix, size_t width, int heading)
{
    static const struct rich_prefix none = {0};
    struct filling line = {.lines = lines,
                           .prefix = prefix != NULL ? prefix : &none,
                           .width = width,
                           .heading = heading,
                           .first = true};
    begin_line(&line);
    size_t cells = 0;
    for (size_t at = 0, end; at < words->count; at = end) {
        end = word_end(words, at, &cells);
        add_word(&line, words, at, end, cells);
    }
    if (line.cells > line.indent || line.first)
        rich_lines_add(lines, line.runs, line.count, line.first ? heading : 0);
    lines->failed = lines->failed || words->failed;
}
