/*
 * Cutting labels. Names of offices or benefits often begin alike, or end alike, so that no one
 * way of cutting does: the first that keeps them apart is taken for all of them, which also
 * looks calmer than one way for each.
 */
#include "core/analysis/chart_label.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"

static const char dots[] = "…";

bool chart_label_make(struct arena *arena, struct span text, struct chart_label *out)
{
    struct buffer safe = {0};
    size_t cells = utf8_screen(text, &safe);
    const char *copy = safe.failed ? NULL : arena_copy(arena, buffer_span(&safe));
    *out = (struct chart_label){span_of(copy, copy ? safe.len : 0), (int)cells};
    buffer_free(&safe);
    return copy != NULL;
}

/* The end of a text that fits so many cells. */
static struct span fit_end(struct span safe, size_t cells, size_t *used)
{
    size_t at = 0;
    while (at < safe.len) {
        struct span rest = span_of(safe.data + at, safe.len - at);
        size_t width = utf8_screen_width(rest);
        if (width <= cells) {
            *used = width;
            return rest;
        }
        size_t step = utf8_fit(rest, 1, NULL).len;
        at += step > 0 ? step : utf8_fit(rest, 2, NULL).len;
    }
    *used = 0;
    return span_of("", 0);
}

static bool join(struct arena *arena, struct span head, struct span tail, int cells,
                 struct chart_label *out)
{
    struct buffer whole = {0};
    buffer_add_span(&whole, head);
    buffer_add_string(&whole, dots);
    buffer_add_span(&whole, tail);
    const char *copy = whole.failed ? NULL : arena_copy(arena, buffer_span(&whole));
    *out = (struct chart_label){span_of(copy, copy ? whole.len : 0), cells};
    buffer_free(&whole);
    return copy != NULL;
}

/* So many cells of its head and so many of its tail, with dots between. */
static bool cut(struct arena *arena, const struct chart_label *label, int head, int tail,
                struct chart_label *out)
{
    size_t head_cells = 0, tail_cells = 0;
    if (label->cells <= head + tail + 1) {
        *out = *label;
        return true;
    }
    struct span first = utf8_fit(label->text, (size_t)head, &head_cells);
    while (first.len > 0 && first.data[first.len - 1] == ' ' && tail == 0) {
        first.len--; /* "Office …" says no more than "Office…" */
        head_cells--;
    }
    struct span last = tail > 0 ? fit_end(label->text, (size_t)tail, &tail_cells) : span_of("", 0);
    return join(arena, first, last, (int)(head_cells + tail_cells) + 1, out);
}

bool chart_label_cut(struct arena *arena, const struct chart_label *label, int cells,
                     struct chart_label *out)
{
    return cut(arena, label, cells > 1 ? cells - 1 : 0, 0, out);
}

/* ---- keeping them apart ---- */

struct numbered {
    struct span text;
    size_t place;
};

static int by_text(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    int order = span_compare(x->text, y->text);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* Labels that look alike now and didn't before. */
static bool has_twins(struct numbered *room, const struct chart_label *labels,
                      const struct chart_label *cuts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        room[i] = (struct numbered){cuts[i].text, i};
    qsort(room, count, sizeof *room, by_text);
    for (size_t i = 1; i < count; i++)
        if (span_equal(room[i].text, room[i - 1].text) &&
            !span_equal(labels[room[i].place].text, labels[room[i - 1].place].text))
            return true;
    return false;
}

/* "3 Long na…": numbers tell them apart in any case. */
static bool number_them(struct arena *arena, const struct chart_label *labels,
                        struct chart_label *cuts, size_t count, int cells)
{
    for (size_t i = 0; i < count; i++) {
        const char *text =
            arena_printf(arena, "%zu %.*s", i + 1, (int)labels[i].text.len, labels[i].text.data);
        struct chart_label whole;
        if (!text || !chart_label_make(arena, span_string(text), &whole) ||
            !chart_label_cut(arena, &whole, cells, &cuts[i]))
            return false;
    }
    return true;
}

bool chart_labels_fit(struct arena *arena, struct chart_label *labels, size_t count, int cells)
{
    int room = cells - 1;
    const struct {
        int head, tail;
    } ways[] = {{room, 0}, {room - room / 2, room / 2}, {room / 3, room - room / 3}, {1, room - 1}};
    struct chart_label *cuts = arena_array(arena, count, sizeof *cuts);
    struct numbered *places = arena_array(arena, count, sizeof *places);
    bool good = cuts && places, twins = true;
    for (size_t way = 0; good && twins && way < sizeof ways / sizeof *ways; way++) {
        for (size_t i = 0; good && i < count; i++)
            good = cut(arena, &labels[i], ways[way].head, ways[way].tail, &cuts[i]);
        twins = good && has_twins(places, labels, cuts, count);
    }
    if (good && twins)
        good = number_them(arena, labels, cuts, count, cells);
    if (good && count > 0)
        memcpy(labels, cuts, count * sizeof *labels);
    return good;
}
