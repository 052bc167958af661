/* What is to be kept in mind with a comparison: sets that share units, small ones, other
 * periods, rows that are not people. */
#include <string.h>

#include "core/service/compare_internal.h"

enum { NOTES_MOST = 12, SMALL = 30 };

struct noting {
    struct compare_result *result;
    struct arena *arena;
    bool failed;
};

static void note(struct noting *noting, enum text_id id, const struct text_value *values)
{
    struct compare_result *result = noting->result;
    size_t len = text_format(NULL, 0, id, values);
    char *words = arena_alloc(noting->arena, len + 1);
    if (!words || result->note_count == NOTES_MOST) {
        noting->failed = true;
        return;
    }
    text_format(words, len + 1, id, values);
    result->notes[result->note_count++] = words;
}

static void note_overlap(struct noting *noting)
{
    const struct compare_result *result = noting->result;
    if (result->both > 0)
        note(noting, result->people ? TEXT_COMPARE_NOTE_BOTH_PEOPLE : TEXT_COMPARE_NOTE_BOTH_ROWS,
             TEXT_VALUES(text_number("units", result->both)));
}

static void note_small(struct noting *noting, struct count_pair units)
{
    const struct {
        const char *name;
        int64_t units;
    } sets[] = {{"A", units.a}, {"B", units.b}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (sets[i].units < SMALL)
            note(
                noting,
                noting->result->people ? TEXT_COMPARE_NOTE_SMALL_PEOPLE
                                       : TEXT_COMPARE_NOTE_SMALL_ROWS,
                TEXT_VALUES(text_string("set", sets[i].name), text_number("units", sets[i].units)));
}

/* ---- people ---- */

static void note_people(struct noting *noting, const struct compare_sets *sets)
{
    const struct compare_result *result = noting->result;
    const struct compare_side *first = &sets->first;
    const char *when = first->when >= 0 ? first->dataset->columns[first->when].name : NULL;
    if (result->people && sets->repeats)
        note(noting, when ? TEXT_COMPARE_NOTE_PEOPLE : TEXT_COMPARE_NOTE_PEOPLE_TABLE,
             TEXT_VALUES(text_string("column", result->person), text_string("when", when)));
    else if (sets->repeats)
        note(noting, TEXT_COMPARE_NOTE_ROWS,
             TEXT_VALUES(text_number("rows", result->rows.a + result->rows.b),
                         text_string("column", result->person)));
    if (result->people && sets->nameless > 0)
        note(noting, TEXT_COMPARE_NOTE_NAMELESS,
             TEXT_VALUES(text_number("rows", sets->nameless),
                         text_string("column", result->person)));
}

/* ---- periods ---- */

static void note_periods(struct noting *noting, const struct compare_sets *sets)
{
    const struct compare_side *first = &sets->first;
    const struct column_info *when =
        first->when >= 0 ? &first->dataset->columns[first->when] : NULL;
    const struct compare_result *result = noting->result;
    for (size_t i = 0; when && i < result->count; i++) {
        const struct compare_column *column = &result->columns[i];
        const struct compare_period *a = &column->a_period, *b = &column->b_period;
        if (column->id != when->id || column->state == COMPARE_CHOSEN_BY || !column->other_period)
            continue;
        char ends[4][COLUMN_TEXT_SIZE + 1];
        const struct span spans[] = {a->first, a->last, b->first, b->last};
        for (size_t k = 0; k < 4; k++) {
            size_t len = spans[k].len < COLUMN_TEXT_SIZE ? spans[k].len : COLUMN_TEXT_SIZE;
            memcpy(ends[k], spans[k].data, len);
            ends[k][len] = '\0';
        }
        note(noting, TEXT_COMPARE_NOTE_PERIODS,
             TEXT_VALUES(text_string("column", column->name), text_string("a_first", ends[0]),
                         text_string("a_last", ends[1]), text_string("b_first", ends[2]),
                         text_string("b_last", ends[3])));
    }
}

/* ---- two datasets ---- */

static void note_columns(struct noting *noting)
{
    const struct compare_result *result = noting->result;
    struct buffer names = {0};
    int64_t count = 0;
    for (size_t i = 0; i < result->count; i++) {
        if (result->columns[i].state != COMPARE_ONLY_ONE)
            continue;
        buffer_printf(&names, "%s%s", count++ > 0 ? ", " : "", result->columns[i].name);
    }
    if (count > 0 && !names.failed)
        note(noting, TEXT_COMPARE_NOTE_ONLY_ONE,
             TEXT_VALUES(text_number("count", count), text_string("columns", names.data)));
    noting->failed |= names.failed;
    buffer_free(&names);
}

enum status compare_notes_make(struct compare_result *result, const struct compare_sets *sets,
                               const struct compare_request *request, struct arena *arena,
                               struct error *err)
{
    struct noting noting = {.result = result, .arena = arena};
    result->notes = arena_array(arena, NOTES_MOST, sizeof *result->notes);
    if (!result->notes)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    note_overlap(&noting);
    note_small(&noting, compare_sets_units(sets));
    if (request->column == COMPARE_ALL_COLUMNS) {
        note_periods(&noting, sets);
        note_columns(&noting);
    }
    note_people(&noting, sets);
    return noting.failed ? error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL) : STATUS_OK;
}
