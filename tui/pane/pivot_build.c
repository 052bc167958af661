/*
 * Changes of what is asked for: each is one step that can be taken back. Nothing here draws
 * or asks; keys, lists and the overlay of fields all come through these.
 */
#include <stdio.h>
#include <string.h>

#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

enum { WORDS_ROOM = 400 };

const char *pivot_column_name(const struct pane *pane, int64_t id)
{
    const struct column_info *column = work_column(pivot_state(pane)->work, id);
    return column != NULL ? column->name : text_get(TEXT_WORK_NO_COLUMN);
}

/* A pivot that is begun is in the order of its labels. */
static struct pivot_spec spec_to_change(const struct pane *pane)
{
    struct pivot_spec spec = *pivot_spec_now(pane);
    if (spec.rows[0].column == 0 && spec.column.column == 0)
        spec.sort = PIVOT_BY_LABEL;
    return spec;
}

/* Is it across something else than before? */
static bool crosses_anew(const struct pivot_field *before, const struct pivot_field *after)
{
    return before->column != after->column || before->cut != after->cut ||
           before->width < after->width || before->width > after->width;
}

static void change(struct pane *pane, const struct pivot_spec *wanted, enum text_id words,
                   const struct text_value *values)
{
    char text[WORDS_ROOM];
    struct pivot_spec spec = *wanted;
    pivot_spec_tidy(&spec, crosses_anew(&pivot_spec_now(pane)->column, &spec.column));
    text_format(text, sizeof text, words, values);
    work_set_pivot(pivot_state(pane)->work, &spec, text);
    app_redraw(pane);
}

/* ---- fields ---- */

static struct pivot_field *field_of(struct pivot_spec *spec, enum pivot_slot slot)
{
    return slot == SLOT_ROWS ? &spec->rows[0] : slot == SLOT_THEN ? &spec->rows[1] : &spec->column;
}

const struct pivot_field *pivot_slot_field(const struct pivot_spec *spec, enum pivot_slot slot)
{
    return slot == SLOT_ROWS ? &spec->rows[0] : slot == SLOT_THEN ? &spec->rows[1] : &spec->column;
}

/* No field stands in front of one that is missing; what is sorted by a column that may be
 * gone goes back to its labels. */
static void close_ranks(struct pivot_spec *spec, bool across_changed)
{
    if (spec->rows[0].column == 0) {
        spec->rows[0] = spec->rows[1];
        spec->rows[1] = (struct pivot_field){0};
    }
    if (spec->rows[0].column == 0) {
        spec->rows[0] = spec->column;
        spec->column = (struct pivot_field){0};
        across_changed = true;
    }
    if (spec->rows[1].column == 0)
        spec->subtotals = false;
    if (across_changed && spec->sort != PIVOT_BY_LABEL) {
        spec->sort = PIVOT_BY_LABEL;
        spec->descending = false;
    }
}

static bool is_date(const struct column_info *column)
{
    return column->type == COLUMN_DATE || column->type == COLUMN_DATETIME;
}

/* Days make a table that nobody reads: dates begin as months. */
static struct pivot_field field_for(const struct pane *pane, int64_t column)
{
    const struct column_info *info = work_column(pivot_state(pane)->work, column);
    return (struct pivot_field){.column = column,
                                .cut = info != NULL && is_date(info) ? PIVOT_MONTHS : PIVOT_AS_IS};
}

void pivot_set_field(struct pane *pane, enum pivot_slot slot, int64_t column)
{
    static const enum text_id words[] = {[SLOT_ROWS] = TEXT_PIVOT_PANE_DID_ROWS,
                                         [SLOT_THEN] = TEXT_PIVOT_PANE_DID_THEN,
                                         [SLOT_ACROSS] = TEXT_PIVOT_PANE_DID_ACROSS};
    struct pivot_spec spec = spec_to_change(pane);
    struct pivot_field *field = field_of(&spec, slot);
    if (column == 0) {
        pivot_remove(pane, slot);
        return;
    }
    if (field->column == column)
        return;
    for (enum pivot_slot other = SLOT_ROWS; other < SLOT_VALUE; other++)
        if (field_of(&spec, other)->column == column)
            *field_of(&spec, other) = *field; /* the two change places */
    *field = field_for(pane, column);
    close_ranks(&spec, true);
    change(pane, &spec, words[slot],
           TEXT_VALUES(text_string("column", pivot_column_name(pane, column))));
}

void pivot_remove(struct pane *pane, enum pivot_slot slot)
{
    struct pivot_spec spec = spec_to_change(pane);
    int64_t column = slot == SLOT_VALUE ? spec.value_column : field_of(&spec, slot)->column;
    if (slot == SLOT_VALUE && spec.value != PIVOT_COUNT) {
        pivot_set_value(pane, PIVOT_COUNT, 0, NULL);
        return;
    }
    if (slot == SLOT_VALUE || column == 0)
        return;
    *field_of(&spec, slot) = (struct pivot_field){0};
    close_ranks(&spec, slot == SLOT_ACROSS);
    change(pane, &spec, TEXT_PIVOT_PANE_DID_REMOVE,
           TEXT_VALUES(text_string("column", pivot_column_name(pane, column))));
}

void pivot_command_swap(struct pane *pane)
{
    struct pivot_spec spec = spec_to_change(pane);
    pivot_spec_swap(&spec);
    change(pane, &spec, TEXT_PIVOT_PANE_DID_SWAP, NULL);
}

void pivot_set_subtotals(struct pane *pane, bool on)
{
    struct pivot_spec spec = spec_to_change(pane);
    spec.subtotals = on;
    change(pane, &spec, on ? TEXT_PIVOT_PANE_DID_SUBTOTALS : TEXT_PIVOT_PANE_DID_NO_SUBTOTALS,
           NULL);
}

/* ---- the value ---- */

static bool is_id(const struct column_info *column)
{
    return column->role == ROLE_PERSON_ID || column->role == ROLE_CASE_ID;
}

bool pivot_value_fits(enum pivot_value value, const struct column_info *column)
{
    if (value == PIVOT_SUM || value == PIVOT_AVERAGE || value == PIVOT_MEDIAN)
        return column_type_is_number(column->type) && !is_id(column);
    return value != PIVOT_COUNT;
}

enum pivot_value pivot_value_for(const struct column_info *column)
{
    if (column == NULL)
        return PIVOT_COUNT;
    return pivot_value_fits(PIVOT_AVERAGE, column) ? PIVOT_AVERAGE : PIVOT_DISTINCT;
}

void pivot_set_value(struct pane *pane, enum pivot_value value, int64_t column, const char *share)
{
    struct pivot_spec spec = spec_to_change(pane);
    struct arena *arena = arena_new();
    spec.value = value;
    spec.value_column = value == PIVOT_COUNT ? 0 : column;
    spec.share = value == PIVOT_SHARE ? share : NULL;
    const char *words =
        arena != NULL ? pivot_value_words(arena, pivot_state(pane)->work, &spec) : NULL;
    if (words != NULL)
        change(pane, &spec, TEXT_PIVOT_PANE_DID_VALUE, TEXT_VALUES(text_string("value", words)));
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    arena_free(arena);
}

/* The next one that makes sense with the column there is; a count has none. */
void pivot_step_value(struct pane *pane, int by)
{
    const struct pivot_spec *spec = pivot_spec_now(pane);
    const struct column_info *column = work_column(pivot_state(pane)->work, spec->value_column);
    int value = (int)spec->value;
    if (column == NULL) {
        pivot_choose_value(pane);
        return;
    }
    do {
        value = (value + by + PIVOT_SHARE) % PIVOT_SHARE; /* a share needs a value to be chosen */
    } while (value == PIVOT_COUNT || !pivot_value_fits((enum pivot_value)value, column));
    pivot_set_value(pane, (enum pivot_value)value, spec->value_column, NULL);
}

void pivot_set_show(struct pane *pane, enum pivot_show show, const char *base)
{
    struct pivot_spec spec = spec_to_change(pane);
    char words[WORDS_ROOM];
    spec.show = show;
    spec.base = base;
    pivot_show_words(&spec, words, sizeof words);
    change(pane, &spec, TEXT_PIVOT_PANE_DID_SHOW, TEXT_VALUES(text_string("show", words)));
}

bool pivot_can_show(const struct pane *pane, enum pivot_show show)
{
    return pivot_show_fits(pivot_spec_now(pane), show);
}

/* One that needs a column to be chosen is passed over. */
void pivot_step_show(struct pane *pane, int by)
{
    int show = (int)pivot_spec_now(pane)->show;
    do {
        show = (show + by + PIVOT_SHOWS) % PIVOT_SHOWS;
    } while (show == PIVOT_SHOW_FROM || !pivot_can_show(pane, (enum pivot_show)show));
    pivot_set_show(pane, (enum pivot_show)show, NULL);
}

/* ---- order and number ---- */

void pivot_set_top(struct pane *pane, size_t top)
{
    struct pivot_spec spec = spec_to_change(pane);
    spec.top = top;
    if (top > 0 && spec.sort == PIVOT_BY_LABEL) { /* the top is what has most */
        spec.sort = PIVOT_BY_TOTAL;
        spec.descending = true;
    }
    change(pane, &spec, top > 0 ? TEXT_PIVOT_PANE_DID_TOP : TEXT_PIVOT_PANE_DID_ALL,
           TEXT_VALUES(text_number("number", (int64_t)top)));
}

void pivot_sort_by(struct pane *pane, int sort, bool descending)
{
    const struct pivot_view *view = &pivot_state(pane)->view;
    struct pivot_spec spec = spec_to_change(pane);
    struct buffer column = {0};
    enum text_id words =
        sort == PIVOT_BY_LABEL
            ? (descending ? TEXT_PIVOT_PANE_DID_SORT_LABELS_DOWN : TEXT_PIVOT_PANE_DID_SORT_LABELS)
            : (descending ? TEXT_PIVOT_PANE_DID_SORT_DOWN : TEXT_PIVOT_PANE_DID_SORT);
    spec.sort = sort;
    spec.descending = descending;
    if (sort != PIVOT_BY_LABEL && view->page != NULL) {
        size_t last = view->page->table.column_count - 1;
        buffer_add_span(&column, pivot_column_label(view->page, sort >= 0 ? (size_t)sort : last));
    }
    change(pane, &spec, words,
           TEXT_VALUES(text_string("column", column.data != NULL ? column.data : "")));
    buffer_free(&column);
}

/* ---- bands and periods ---- */

bool pivot_can_cut(const struct pane *pane, enum pivot_slot slot)
{
    const struct pivot_field *field = pivot_slot_field(pivot_spec_now(pane), slot);
    const struct column_info *column = work_column(pivot_state(pane)->work, field->column);
    return column != NULL && (column_type_is_number(column->type) || is_date(column));
}

void pivot_set_cut(struct pane *pane, enum pivot_slot slot, enum pivot_cut cut, double width)
{
    struct pivot_spec spec = spec_to_change(pane);
    struct pivot_field *field = field_of(&spec, slot);
    struct arena *arena = arena_new();
    field->cut = cut;
    field->width = cut == PIVOT_BANDS ? width : 0;
    if (slot == SLOT_ACROSS)
        close_ranks(&spec, true);
    const char *name = pivot_column_name(pane, field->column);
    const char *words = arena != NULL ? pivot_field_words(arena, field, name) : NULL;
    if (words != NULL)
        change(pane, &spec, TEXT_PIVOT_PANE_DID_CUT, TEXT_VALUES(text_string("field", words)));
    else
        app_say(pane->app, TEXT_OUT_OF_MEMORY, NULL);
    arena_free(arena);
}

/* 1, 2, 5, 10, 20, 50 …: the next wider one, or narrower. */
static double next_width(double width, int by)
{
    static const double steps[] = {1, 2, 5, 10};
    double scale = 1;
    while (width >= 10 * scale)
        scale *= 10;
    while (width < scale)
        scale /= 10;
    double digit = width / scale;
    if (by > 0) {
        for (size_t i = 1; i < 4; i++)
            if (digit < steps[i] * (1 - 1e-9))
                return steps[i] * scale;
        return 20 * scale;
    }
    for (size_t i = 4; i-- > 0;)
        if (digit > steps[i] * (1 + 1e-9))
            return steps[i] * scale;
    return scale / 2;
}

static void step_period(struct pane *pane, enum pivot_slot slot, enum pivot_cut cut, int by)
{
    static const enum pivot_cut ladder[] = {PIVOT_AS_IS, PIVOT_MONTHS, PIVOT_QUARTERS, PIVOT_YEARS};
    int at = 0, steps = (int)(sizeof ladder / sizeof ladder[0]);
    while (at < steps - 1 && ladder[at] != cut)
        at++;
    int to = at + (by > 0 ? 1 : -1);
    if (to < 0 || to >= steps)
        app_say(pane->app, to < 0 ? TEXT_PIVOT_PANE_FINEST : TEXT_PIVOT_PANE_COARSEST, NULL);
    else
        pivot_set_cut(pane, slot, ladder[to], 0);
}

void pivot_step_cut(struct pane *pane, enum pivot_slot slot, int by)
{
    enum { FIRST_WIDTH = 10 };
    const struct pivot_field *field = pivot_slot_field(pivot_spec_now(pane), slot);
    const struct column_info *column = work_column(pivot_state(pane)->work, field->column);
    if (column == NULL || !pivot_can_cut(pane, slot)) {
        app_say(pane->app, TEXT_PIVOT_PANE_NO_CUT, NULL);
        return;
    }
    if (is_date(column)) {
        step_period(pane, slot, field->cut, by);
        return;
    }
    double least = column->type == COLUMN_INTEGER ? 2 : 0.001, most = 1e9;
    double width = field->cut == PIVOT_BANDS ? next_width(field->width, by) : FIRST_WIDTH;
    if (by < 0 && (field->cut != PIVOT_BANDS || width < least * (1 - 1e-9))) {
        if (field->cut == PIVOT_BANDS)
            pivot_set_cut(pane, slot, PIVOT_AS_IS, 0);
        else
            app_say(pane->app, TEXT_PIVOT_PANE_FINEST, NULL);
    } else if (width > most) {
        app_say(pane->app, TEXT_PIVOT_PANE_COARSEST, NULL);
    } else {
        pivot_set_cut(pane, slot, PIVOT_BANDS, width);
    }
}
