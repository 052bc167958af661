/*
 * The conditions that the rows of a group meet: what a pivot's cell and a facet's tick are
 * drilled by. Exact, whatever the group was cut from.
 */
#include <stdio.h>

#include "core/base/buffer.h"
#include "core/base/calendar.h"
#include "core/frame/group_internal.h"

static struct span copy_text(struct arena *arena, const char *text, size_t len)
{
    return span_of(arena_copy(arena, span_of(text, len)), len);
}

/* A filter with room for so many values. False: no memory. */
static bool begin(struct filter *out, const struct groups *groups, enum filter_op op, size_t count,
                  struct arena *arena, struct span **texts)
{
    *texts = arena_array(arena, count, sizeof **texts);
    *out = (struct filter){
        .column = groups->field.id, .op = op, .count = count, .texts = *texts, .exact = true};
    return *texts != NULL;
}

static bool one_value(struct filter *out, const struct groups *groups, enum filter_op op,
                      struct span text, struct arena *arena)
{
    struct span *texts;
    if (!begin(out, groups, op, 1, arena, &texts))
        return false;
    texts[0] = copy_text(arena, text.data, text.len);
    return texts[0].data != NULL;
}

/* A text among numbers or dates can't be compared with: it is said as a pattern for all of it,
 * taken literally. */
static size_t strange_word(const struct groups *groups, struct span text, struct arena *arena,
                           struct filter *out)
{
    struct buffer pattern = {0};
    buffer_add_string(&pattern, "\\A\\Q");
    for (size_t i = 0; i < text.len; i++) {
        bool ends = text.data[i] == '\\' && i + 1 < text.len && text.data[i + 1] == 'E';
        buffer_add_byte(&pattern, text.data[i]);
        if (ends || (text.data[i] == '\\' && i + 1 == text.len)) /* leaves \Q and comes back */
            buffer_add_string(&pattern, "\\E\\Q");
    }
    buffer_add_string(&pattern, "\\E\\z");
    bool good =
        !pattern.failed && one_value(out, groups, FILTER_MATCH, buffer_span(&pattern), arena);
    buffer_free(&pattern);
    return good;
}

static bool is_strange(const struct frame_column *column, const struct value *value)
{
    int64_t second;
    if (value->kind != VALUE_TEXT)
        return false;
    if (column_type_is_number(column->type))
        return true;
    return (column->type == COLUMN_DATE || column->type == COLUMN_DATETIME) &&
           !calendar_read_begin(value->text, &second);
}

/* The words of a group, one by one: they need not stand side by side. */
static size_t list_words(const struct groups *groups, uint32_t group, struct arena *arena,
                         struct filter *out)
{
    const struct frame_column *column = groups->field.column;
    struct span *texts;
    size_t count = 0;
    for (uint64_t code = 1; code <= column->top; code++)
        count += groups->of_code[code] == group;
    if (!begin(out, groups, count == 1 ? FILTER_EQUAL : FILTER_IN, count, arena, &texts))
        return 0;
    size_t at = 0;
    for (uint64_t code = 1; code <= column->top; code++) {
        char scratch[VALUE_NUMBER_SIZE];
        if (groups->of_code[code] != group)
            continue;
        struct span text = value_text(&column->words[code], scratch);
        texts[at] = copy_text(arena, text.data, text.len);
        if (!texts[at++].data)
            return 0;
    }
    return 1;
}

/* From where the group begins up to where the next one would. */
static size_t from_to(const struct groups *groups, const struct cut *cut, int64_t key,
                      struct arena *arena, struct filter out[2])
{
    for (int i = 0; i < 2; i++) {
        char scratch[COLUMN_TEXT_SIZE], number[VALUE_NUMBER_SIZE];
        struct value end = cut_value(cut, key + i, scratch);
        if (!one_value(&out[i], groups, i == 0 ? FILTER_GREATER_EQUAL : FILTER_LESS,
                       value_text(&end, number), arena))
            return 0;
    }
    return 2;
}

/* The first and the last whole number. */
static size_t whole_band(const struct groups *groups, const struct cut *cut, int64_t key,
                         struct arena *arena, struct filter *out)
{
    struct span *texts;
    if (!begin(out, groups, FILTER_BETWEEN, 2, arena, &texts))
        return 0;
    for (int i = 0; i < 2; i++) {
        char scratch[COLUMN_TEXT_SIZE], number[VALUE_NUMBER_SIZE];
        struct value end = cut_value(cut, key + i, scratch);
        end.integer -= i;
        struct span text = value_text(&end, number);
        texts[i] = copy_text(arena, text.data, text.len);
        if (!texts[i].data)
            return 0;
    }
    return 1;
}

/* Any code of a group that is not empty: of the first row in it, where there is no table. */
static uint64_t code_of_group(const struct groups *groups, uint32_t group)
{
    const struct frame_column *column = groups->field.column;
    if (groups->of_code) {
        for (uint64_t code = 1; code <= column->top; code++)
            if (groups->of_code[code] == group)
                return code;
        return 0;
    }
    for (size_t row = 0; row < column->rows; row++)
        if (groups->of_row[row] == group)
            return column_code(column, row);
    return 0;
}

size_t groups_filters(const struct groups *groups, uint32_t group, struct arena *arena,
                      struct filter out[2])
{
    const struct frame_column *column = groups->field.column;
    struct cut cut;
    int64_t key;
    if (groups->has_empty && group == groups->count - 1) {
        out[0] = (struct filter){.column = groups->field.id, .op = FILTER_EMPTY};
        return 1;
    }
    bool word = column->form == FORM_WORDS || column->form == FORM_TEXTS;
    if (word && is_strange(column, &groups->values[group]))
        return strange_word(groups, groups->texts[group], arena, &out[0]);
    if (groups->field.cut == CUT_NONE)
        return one_value(&out[0], groups, FILTER_EQUAL, groups->texts[group], arena);
    if (column->form == FORM_WORDS)
        return list_words(groups, group, arena, &out[0]);
    if (cut_begin(&cut, &groups->field, NULL) != STATUS_OK ||
        !cut_key(&cut, code_of_group(groups, group), &key))
        return 0;
    if (cut.kind == CUT_WIDTH && cut.whole)
        return whole_band(groups, &cut, key, arena, &out[0]);
    return from_to(groups, &cut, key, arena, out);
}
