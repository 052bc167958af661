/*
 * The notes under a chart, folded into lines: one note is not torn in two where it fits into
 * the next line as a whole, unless that takes more lines than there are.
 */
#include <string.h>

#include "core/analysis/chart_scene_internal.h"
#include "core/base/utf8.h"

struct fold {
    struct buffer *out;
    int columns, most;
    int lines, used; /* cells of the last line */
    bool over;       /* the last line is longer than it may be */
};

static int cells_of(struct span text)
{
    return (int)utf8_screen_width(text);
}

/* False: there are no more lines. */
static bool next_line(struct fold *fold)
{
    if (fold->lines >= fold->most)
        return false;
    buffer_add_byte(fold->out, '\n');
    fold->lines++;
    fold->used = 0;
    return true;
}

/* How much of a text goes into the line: all, or up to a blank; in an empty line at least
 * something. */
static size_t fitting(const struct fold *fold, struct span text)
{
    int room = fold->columns > fold->used ? fold->columns - fold->used : 0;
    size_t fit = utf8_fit(text, (size_t)room, NULL).len, cut = fit;
    if (fit == text.len)
        return fit;
    while (cut > 0 && text.data[cut] != ' ')
        cut--;
    return cut > 0 || fold->used > 0 ? cut : fit;
}

static void fold_text(struct fold *fold, struct span text)
{
    while (text.len > 0) {
        size_t cut = fitting(fold, text);
        bool last = fold->lines >= fold->most || (cut == 0 && fold->used == 0);
        fold->over = fold->over || (last && cut < text.len);
        cut = last ? text.len : cut;
        struct span part = span_of(text.data, cut);
        buffer_add(fold->out, part.data, part.len);
        fold->used += cells_of(part);
        while (cut < text.len && text.data[cut] == ' ')
            cut++;
        text = span_of(text.data + cut, text.len - cut);
        if (text.len > 0)
            next_line(fold);
    }
}

/* Returns the lines. whole: notes are not torn. */
static struct fold fold_notes(const struct chart *chart, int columns, int most, bool whole,
                              struct buffer *out)
{
    static const char between[] = " · ";
    struct fold fold = {.out = out, .columns = columns, .most = most, .lines = 1};
    for (size_t i = 0; i < chart->note_count; i++) {
        struct buffer note = {0};
        utf8_screen(span_string(chart->notes[i]), &note);
        struct span text = buffer_span(&note);
        int room = columns - fold.used - cells_of(span_string(between));
        bool begins = whole && fold.used > 0 && cells_of(text) > room && next_line(&fold);
        if (fold.used > 0 && !begins)
            fold_text(&fold, span_string(between));
        fold_text(&fold, text);
        out->failed = out->failed || note.failed;
        buffer_free(&note);
    }
    return fold;
}

static int fold_best(const struct chart *chart, int columns, int most, struct buffer *out)
{
    struct fold fold = fold_notes(chart, columns, most, true, out);
    if (!fold.over || most < 2)
        return fold.lines;
    out->len = 0;
    return fold_notes(chart, columns, most, false, out).lines;
}

int scene_note_lines(const struct chart *chart, int columns, int most)
{
    struct buffer text = {0};
    int lines = chart->note_count > 0 && most > 0 ? fold_best(chart, columns, most, &text) : 0;
    buffer_free(&text);
    return lines;
}

void scene_put_notes(struct scene_builder *builder, const struct scene_area *area)
{
    struct buffer text = {0};
    if (builder->chart->note_count > 0 && area->rows > 0)
        fold_best(builder->chart, area->columns, area->rows, &text);
    builder->failed = builder->failed || text.failed;
    struct span rest = text.failed ? span_of("", 0) : buffer_span(&text);
    for (int line = 0; rest.len > 0; line++) {
        const char *end = memchr(rest.data, '\n', rest.len);
        size_t len = end ? (size_t)(end - rest.data) : rest.len;
        struct chart_label label;
        if (!scene_label(builder, span_of(rest.data, len), &label))
            break;
        scene_put(builder, area->x, area->y + line, area->columns, &label, INK_NOTE, ALIGN_LEFT);
        len += end ? 1 : 0;
        rest = span_of(rest.data + len, rest.len - len);
    }
    buffer_free(&text);
}
