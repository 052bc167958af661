/* Columns for tests. */
#include "tests/support/values.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/check.h"

struct value value_none(void)
{
    return (struct value){.kind = VALUE_EMPTY};
}

struct value value_whole(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

struct value value_real(double decimal)
{
    return (struct value){.kind = VALUE_DECIMAL, .decimal = decimal};
}

struct value value_word(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .text = span_string(text)};
}

static struct value read_value(enum column_type type, const char *text)
{
    char *end = NULL;
    if (*text == '\0')
        return value_none();
    if (type == COLUMN_DECIMAL)
        return value_real(strtod(text, NULL));
    if (type != COLUMN_INTEGER)
        return value_word(text);
    long long whole = strtoll(text, &end, 10);
    return *end ? value_word(text) : value_whole(whole);
}

struct frame_column *column_written(enum column_type type, const char *values)
{
    enum { MOST = 256 };
    struct value list[MOST];
    size_t count = 0;
    struct frame_column *column = NULL;
    char *copy = strdup(values), *rest = copy;
    while (rest && count < MOST) {
        char *text = strsep(&rest, ",");
        list[count++] = read_value(type, text);
    }
    assert_int_equal(column_from_values(&column, list, count, type, NULL, NULL), STATUS_OK);
    free(copy);
    return column;
}
