/* What ticks mean: filters from ticked values and ranges, and ticks from a filter. */
#include <string.h>
#include <strings.h>

#include "tui/pane/facet.h"

/* As many values that are not ticked make a "not in". */
enum { NEARLY_ALL = 3 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- ticks from a filter ---- */

static bool same_text(struct span a, struct span b, bool exact)
{
    if (a.len != b.len)
        return false;
    if (exact || a.len == 0)
        return span_equal(a, b);
    return strncasecmp(a.data, b.data, a.len) == 0;
}

static bool names(const struct filter *filter, struct span text)
{
    for (size_t i = 0; i < filter->count; i++)
        if (same_text(filter->texts[i], text, filter->exact))
            return true;
    return false;
}

/* Does the filter let the value pass, as far as lists go? */
static bool passes(const struct filter *filter, const struct facet_entry *entry)
{
    switch (filter->op) {
    case FILTER_EQUAL:
    case FILTER_IN:
        return names(filter, entry->text);
    case FILTER_NOT_EQUAL:
    case FILTER_NOT_IN:
        return !names(filter, entry->text);
    case FILTER_EMPTY:
        return entry->text.len == 0;
    case FILTER_NOT_EMPTY:
        return entry->text.len > 0;
    default:
        return false;
    }
}

void facet_tick_filter(struct facet_overlay *overlay, const struct filter *filter)
{
    if (overlay->facet.cut != CUT_NONE)
        return;
    for (size_t i = 0; i < overlay->facet.count; i++) {
        overlay->ticked[i] = passes(filter, &overlay->facet.entries[i]);
        overlay->ticked_count += overlay->ticked[i];
    }
}

/* ---- filters from ticks ---- */

size_t facet_kept(const struct facet_overlay *overlay)
{
    if (overlay->ticked_count > 0)
        return overlay->ticked_count;
    return overlay->cursor < overlay->shown_count ? 1 : 0;
}

bool facet_is_kept(const struct facet_overlay *overlay, size_t entry)
{
    if (overlay->ticked_count > 0)
        return overlay->ticked[entry];
    return overlay->cursor < overlay->shown_count && overlay->shown[overlay->cursor] == entry;
}

/* A list of the entries that are kept, or of those that are not. */
static enum status list_filter(const struct facet_overlay *overlay, bool kept, size_t count,
                               struct arena *arena, struct filter *out, struct error *err)
{
    struct span *texts = arena_array(arena, count, sizeof *texts);
    size_t at = 0;
    if (texts == NULL)
        return no_memory(err);
    for (size_t i = 0; i < overlay->facet.count && at < count; i++)
        if (facet_is_kept(overlay, i) == kept)
            texts[at++] = overlay->facet.entries[i].text;
    *out = (struct filter){.column = overlay->column,
                           .op = kept ? FILTER_IN : FILTER_NOT_IN,
                           .count = at,
                           .texts = texts,
                           .exact = true};
    return STATUS_OK;
}

static enum status filter_values(const struct facet_overlay *overlay, struct arena *arena,
                                 struct filter *out, size_t *count, struct error *err)
{
    size_t kept = facet_kept(overlay), others = overlay->facet.all - kept;
    bool whole = overlay->facet.count == overlay->facet.all;
    *count = 1;
    if (others == 0) {
        *count = 0;
        return STATUS_OK;
    }
    if (whole && others * NEARLY_ALL <= kept)
        return list_filter(overlay, false, others, arena, out, err);
    if (kept > 1)
        return list_filter(overlay, true, kept, arena, out, err);
    for (size_t i = 0; i < overlay->facet.count; i++)
        if (facet_is_kept(overlay, i))
            *out = overlay->facet.entries[i].filters[0];
    return STATUS_OK;
}

/* First and last of the kept ranges; false: they don't lie side by side. */
static bool find_run(const struct facet_overlay *overlay, size_t *first, size_t *last)
{
    size_t runs = 0;
    bool inside = false;
    for (size_t i = 0; i < overlay->facet.count; i++) {
        bool kept = facet_is_kept(overlay, i);
        if (kept && !inside) {
            runs++;
            *first = i;
        }
        if (kept)
            *last = i;
        inside = kept;
    }
    return runs == 1;
}

static bool is_empty(const struct facet_entry *entry)
{
    return entry->text.len == 0;
}

/* From the beginning of the first to the end of the last. */
static enum status join(const struct facet_entry *first, const struct facet_entry *last,
                        struct arena *arena, struct filter out[2], size_t *count, struct error *err)
{
    *count = first->filter_count;
    out[0] = first->filters[0];
    out[1] = last->filters[last->filter_count - 1];
    if (first == last || first->filter_count == 2)
        return STATUS_OK;
    if (first->filters[0].op != FILTER_BETWEEN || last->filters[0].op != FILTER_BETWEEN)
        return error_set(err, STATUS_INVALID, TEXT_FACET_ONE_RANGE, NULL);
    struct span *ends = arena_array(arena, 2, sizeof *ends);
    if (ends == NULL)
        return no_memory(err);
    ends[0] = first->filters[0].texts[0];
    ends[1] = last->filters[0].texts[1];
    out[0].texts = ends;
    return STATUS_OK;
}

static enum status filter_ranges(const struct facet_overlay *overlay, struct arena *arena,
                                 struct filter out[2], size_t *count, struct error *err)
{
    const struct facet_entry *entries = overlay->facet.entries;
    size_t first = 0, last = 0, kept = facet_kept(overlay);
    *count = 0;
    if (kept == overlay->facet.all)
        return STATUS_OK;
    if (!find_run(overlay, &first, &last))
        return error_set(err, STATUS_INVALID, TEXT_FACET_APART, NULL);
    if (is_empty(&entries[last]) && first != last)
        return error_set(err, STATUS_INVALID, TEXT_FACET_EMPTY_APART, NULL);
    if (kept + 1 == overlay->facet.all && is_empty(&entries[overlay->facet.count - 1]) &&
        !is_empty(&entries[last])) {
        out[0] = (struct filter){.column = overlay->column, .op = FILTER_NOT_EMPTY};
        *count = 1;
        return STATUS_OK;
    }
    return join(&entries[first], &entries[last], arena, out, count, err);
}

/* The copies outlive the overlay. */
enum status facet_filters(const struct facet_overlay *overlay, struct arena *arena,
                          struct filter out[2], size_t *count, struct error *err)
{
    enum status status = overlay->facet.cut == CUT_NONE
                             ? filter_values(overlay, arena, out, count, err)
                             : filter_ranges(overlay, arena, out, count, err);
    const struct filter_list list = {out, status == STATUS_OK ? *count : 0};
    struct filter_list copy;
    if (status == STATUS_OK && !filter_list_copy(arena, &list, &copy))
        return no_memory(err);
    if (list.count > 0)
        memcpy(out, copy.filters, list.count * sizeof *out);
    return status;
}
