/* The ways to show the figures of a pivot, and what each of them means for which value. */
#include "core/analysis/pivot.h"

enum pivot_parts pivot_value_parts(enum pivot_value value)
{
    switch (value) {
    case PIVOT_COUNT:
    case PIVOT_SUM:
        return PIVOT_PARTS_ADD_UP;
    case PIVOT_DISTINCT:
        return PIVOT_PARTS_OVERLAP;
    default:
        return PIVOT_PARTS_NONE;
    }
}

enum text_id pivot_show_note(const struct pivot_spec *spec)
{
    static const enum text_id compared[] = {[PIVOT_SHOW_VALUE] = TEXT_NONE,
                                            [PIVOT_SHOW_ROW] = TEXT_PIVOT_NOTE_ROW,
                                            [PIVOT_SHOW_COLUMN] = TEXT_PIVOT_NOTE_COLUMN,
                                            [PIVOT_SHOW_TOTAL] = TEXT_PIVOT_NOTE_TOTAL};
    enum pivot_parts parts = pivot_value_parts(spec->value);
    if (spec->show == PIVOT_SHOW_VALUE || parts == PIVOT_PARTS_ADD_UP)
        return TEXT_NONE;
    return parts == PIVOT_PARTS_OVERLAP ? TEXT_PIVOT_NOTE_OVERLAP : compared[spec->show];
}
