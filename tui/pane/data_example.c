/*
 * A condition as an example while one is typed: it fits the column, and has values that are on
 * the screen.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

void data_write_name(const struct column_info *column, struct buffer *out)
{
    const struct filter any = {.op = FILTER_EMPTY};
    size_t before = out->len;
    filter_write(&any, column->name, out);
    if (!out->failed && out->len > before + strlen("is empty"))
        out->data[out->len -= strlen("is empty")] = '\0';
}

/* The least and the greatest of the rows in sight, or the first two of a text. */
struct seen {
    struct span least, greatest;
    size_t count; /* different values, up to 2 */
};

static double number_of(struct span text)
{
    char digits[40];
    size_t len = text.len < sizeof digits - 1 ? text.len : sizeof digits - 1;
    memcpy(digits, text.data, len);
    digits[len] = '\0';
    return strtod(digits, NULL);
}

/* Numbers, or dates as they are written. */
static int order(enum column_type type, struct span a, struct span b)
{
    if (type == COLUMN_INTEGER || type == COLUMN_DECIMAL) {
        double left = number_of(a), right = number_of(b);
        return (left > right) - (left < right);
    }
    size_t len = a.len < b.len ? a.len : b.len;
    int before = memcmp(a.data, b.data, len);
    return before ? before : (a.len > b.len) - (a.len < b.len);
}

static bool is_usable(enum column_type type, struct span text)
{
    bool number = type == COLUMN_INTEGER || type == COLUMN_DECIMAL;
    size_t plain = 0;
    while (number && plain < text.len && strchr("0123456789.-", text.data[plain]))
        plain++;
    return text.len > 0 && (!number || plain == text.len);
}

static bool is_ordered(enum column_type type)
{
    return type != COLUMN_TEXT && type != COLUMN_YESNO;
}

static void add_seen(struct seen *seen, enum column_type type, struct span text)
{
    if (seen->count == 0)
        *seen = (struct seen){text, text, 1};
    else if (!is_ordered(type) && seen->count == 1)
        seen->greatest = text;
    else if (is_ordered(type) && order(type, text, seen->least) < 0)
        seen->least = text;
    else if (is_ordered(type) && order(type, text, seen->greatest) > 0)
        seen->greatest = text;
    if (!span_equal(seen->least, seen->greatest))
        seen->count = 2;
}

static struct seen look(const struct data_state *state, const struct column_info *column)
{
    size_t position = (size_t)(column - state->dataset->columns);
    int64_t last = state->table.top + state->table.page;
    struct seen seen = {.count = 0};
    for (int64_t row = state->table.top; row < last; row++) {
        const struct shown_cell *cell = block_cache_cell(&state->cache, row, position);
        if (cell != NULL && cell->kind == SHOWN_VALUE && is_usable(column->type, cell->text))
            add_seen(&seen, column->type, cell->text);
    }
    return seen;
}

/* Of a column without two values in sight. */
static struct seen anything(enum column_type type)
{
    switch (type) {
    case COLUMN_DATE:
    case COLUMN_DATETIME:
        return (struct seen){span_string("2018"), span_string("2019-06"), 2};
    case COLUMN_INTEGER:
    case COLUMN_DECIMAL:
        return (struct seen){span_string("18"), span_string("24"), 2};
    default:
        return (struct seen){span_string(text_get(TEXT_DATA_EXAMPLE_VALUE)), {0}, 1};
    }
}

static void write(const struct column_info *column, enum filter_op op, struct span *texts,
                  size_t count, struct buffer *out)
{
    const struct filter filter = {.op = op, .count = count, .texts = texts};
    filter_write(&filter, column->name, out);
}

void data_example(const struct data_state *state, const struct column_info *column, char *out,
                  size_t size)
{
    static const enum text_id examples[COLUMN_TYPE_COUNT] = {
        [COLUMN_TEXT] = TEXT_DATA_EXAMPLE_TEXT,      [COLUMN_INTEGER] = TEXT_DATA_EXAMPLE_NUMBER,
        [COLUMN_DECIMAL] = TEXT_DATA_EXAMPLE_NUMBER, [COLUMN_DATE] = TEXT_DATA_EXAMPLE_DATE,
        [COLUMN_DATETIME] = TEXT_DATA_EXAMPLE_DATE,  [COLUMN_YESNO] = TEXT_DATA_EXAMPLE_YESNO};
    struct buffer name = {0}, one = {0}, several = {0};
    struct seen seen = look(state, column);
    bool ordered = is_ordered(column->type);
    if (seen.count < (ordered ? 2U : 1U))
        seen = anything(column->type);
    struct span values[2] = {seen.least, seen.greatest};
    data_write_name(column, &name);
    while (name.len > 0 && name.data[name.len - 1] == ' ')
        name.data[--name.len] = '\0';
    write(column, ordered ? FILTER_GREATER_EQUAL : FILTER_EQUAL, values, 1, &one);
    write(column, ordered ? FILTER_BETWEEN : FILTER_IN, values, seen.count, &several);
    text_format(out, size, examples[column->type],
                TEXT_VALUES(text_string("column", name.failed ? column->name : name.data),
                            text_string("one", one.failed ? "" : one.data),
                            text_string("several", several.failed ? "" : several.data)));
    buffer_free(&name);
    buffer_free(&one);
    buffer_free(&several);
}
