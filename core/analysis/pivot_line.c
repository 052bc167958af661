/* What stands in front of a line of a pivot: apart, since tables, files and panes all say
 * it and must say the same. */
#include "core/analysis/pivot.h"

static struct span words(enum text_id id)
{
    return span_string(text_get(id));
}

static struct span value_text_of(struct span text)
{
    if (text.len == 0)
        return words(TEXT_PIVOT_EMPTY);
    return span_equal(text, words(TEXT_PIVOT_TOTAL)) ? words(TEXT_PIVOT_TOTAL_VALUE) : text;
}

struct span pivot_line_text(const struct pivot_line *line, size_t field)
{
    switch (line->kind) {
    case PIVOT_LINE:
        return value_text_of(line->texts[field]);
    case PIVOT_SUBTOTAL:
        return field == 0 ? value_text_of(line->texts[0]) : words(TEXT_PIVOT_TOTAL);
    case PIVOT_OTHERS:
        return field == 0 ? words(TEXT_PIVOT_OTHERS) : span_of("", 0);
    case PIVOT_TOTAL:
        break;
    }
    return field == 0 ? words(TEXT_PIVOT_TOTAL) : span_of("", 0);
}
