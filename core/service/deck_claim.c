/*
 * Texts that people wrote beside figures that are hidden: what they typed is theirs and stays,
 * but whoever shows it is told when a number in it is one of those that are hidden.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/service/deck_internal.h"

enum { NUMBER = 40, DECIMALS_MOST = 6 };

/* A number in a text, as "1,234.5" or "29.5": its value and how many decimals it was written
 * with. */
struct number {
    double value;
    int decimals;
    struct span text;
};

static bool is_digit(const char *text)
{
    return isdigit((unsigned char)*text) != 0;
}

/* The next number from *at on; a digit in a name ("K21") is none. False: there is no more. */
static bool next_number(const char **at, struct number *out)
{
    char plain[NUMBER];
    const char *text = *at, *start = *at;
    while (*text && (!is_digit(text) ||
                     (text > start && (isalnum((unsigned char)text[-1]) ||
                                       (unsigned char)text[-1] >= 0x80 || text[-1] == '_'))))
        text++;
    size_t used = 0;
    bool point = false;
    *out = (struct number){.text = span_of(text, 0)};
    for (; is_digit(text) || ((*text == '.' || *text == ',') && is_digit(text + 1)); text++) {
        out->text.len++;
        if (*text == ',' || used + 1 >= sizeof plain)
            continue;
        out->decimals += point && is_digit(text);
        point = point || *text == '.';
        plain[used++] = *text;
    }
    plain[used] = '\0';
    out->value = strtod(plain, NULL);
    *at = text;
    return out->text.len > 0;
}

static bool number_of(const struct value *value, double *out)
{
    *out = value->kind == VALUE_INTEGER ? (double)value->integer : value->decimal;
    return value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
}

/* Is the figure what was written, rounded as it was written? */
static bool is_written(double figure, const struct number *number)
{
    double times = pow(10, number->decimals < DECIMALS_MOST ? number->decimals : DECIMALS_MOST);
    return fabs(round(fabs(figure) * times) - number->value * times) < 0.5;
}

static bool is_hidden(const struct deck_hidden *hidden, const struct number *number)
{
    double figure;
    for (size_t i = 0; i < hidden->count; i++)
        if (number_of(&hidden->figures[i], &figure) && figure != 0 && is_written(figure, number))
            return true;
    return false;
}

bool deck_find_hidden(struct arena *arena, const struct snapshot *before,
                      const struct snapshot *after, struct deck_hidden *out)
{
    size_t count = after->rows * after->columns;
    out->count = 0;
    out->figures = arena_array(arena, count, sizeof *out->figures);
    if (!out->figures)
        return false;
    for (size_t i = 0; i < count; i++)
        if (before->cells[i].kind != VALUE_TEXT && before->cells[i].kind != VALUE_EMPTY &&
            after->cells[i].kind == VALUE_TEXT)
            out->figures[out->count++] = before->cells[i];
    return true;
}

const char *deck_tells_hidden(struct arena *arena, const struct deck_hidden *hidden,
                              const char *text)
{
    struct number number;
    const char *at = text;
    while (hidden->count > 0 && next_number(&at, &number))
        if (is_hidden(hidden, &number))
            return arena_copy(arena, number.text);
    return "";
}
