/* The rule for values that a system may have put in. The thresholds stand in one table. */
#include "core/analysis/system_default.h"

#include <math.h>
#include <string.h>

/* What it takes: shares of the rows with a value, times as many rows as the next value has,
 * different values. */
struct threshold {
    double share, times;
    int64_t distinct;
};

static const struct threshold strong = {0.01, 2, 3};  /* 1900-01-01, 9999: hardly a real value */
static const struct threshold weak = {0.10, 5, 10};   /* 0 and 1: often a real value */
static const struct threshold spike = {0.20, 10, 10}; /* any value */

enum { GROUP_ROWS_LEAST = 30, GROUPS_VARYING_LEAST = 2 };

static const char *const placeholder_days[] = {
    "1899-12-30", "1899-12-31", "1900-01-01", "1900-01-02", "1901-01-01",
    "1970-01-01", "2099-12-31", "2999-12-31", "9999-12-31",
};

/* ---- values ---- */

static bool is_placeholder_day(struct span text)
{
    for (size_t i = 0; i < sizeof placeholder_days / sizeof *placeholder_days; i++) {
        size_t len = strlen(placeholder_days[i]);
        if (text.len >= len && memcmp(text.data, placeholder_days[i], len) == 0)
            return text.len == len || text.data[len] == ' ' || text.data[len] == 'T';
    }
    return false;
}

/* 9, 99, 999 … and their negatives; -1, -8: numbers that nothing is counted by. */
static bool is_placeholder_number(double number)
{
    double nines = fabs(number);
    if (number < 0 && nines <= 9 && nines == floor(nines))
        return true;
    if (nines < 9 || nines >= 1e12 || nines != floor(nines))
        return false;
    int64_t rest = (int64_t)nines;
    while (rest > 0 && rest % 10 == 9)
        rest /= 10;
    return rest == 0;
}

/* "0000", "999999": codes of one digit, as texts. */
static bool is_one_digit(struct span text)
{
    bool same = text.len >= 2 && (text.data[0] == '0' || text.data[0] == '9');
    for (size_t i = 1; i < text.len && same; i++)
        same = text.data[i] == text.data[0];
    return same;
}

static bool number_of(const struct value *value, double *out)
{
    if (value->kind == VALUE_INTEGER)
        *out = (double)value->integer;
    else if (value->kind == VALUE_DECIMAL)
        *out = value->decimal;
    else
        return false;
    return true;
}

static bool is_beyond(const struct default_facts *facts, const struct threshold *least)
{
    return facts->distinct >= least->distinct &&
           (double)facts->top_rows >= least->share * (double)facts->filled &&
           (double)facts->top_rows >= least->times * (double)facts->second_rows;
}

enum default_sign system_default_sign(const struct default_facts *facts)
{
    double number = 0;
    bool is_number = number_of(&facts->top, &number);
    bool is_text = facts->top.kind == VALUE_TEXT;
    if (facts->filled <= 0 || facts->top_rows <= 0 || facts->type == COLUMN_YESNO)
        return DEFAULT_NONE;
    bool likely =
        (is_number && is_placeholder_number(number)) ||
        (is_text && (is_placeholder_day(facts->top.text) || is_one_digit(facts->top.text)));
    bool possible = is_number && (number == 0 || number == 1);
    if (likely && is_beyond(facts, &strong))
        return DEFAULT_PLACEHOLDER;
    if (possible && is_beyond(facts, &weak))
        return DEFAULT_ZERO;
    return is_beyond(facts, &spike) ? DEFAULT_SPIKE : DEFAULT_NONE;
}

/* ---- groups ---- */

/* Where most groups have one value each, they have it by their nature: an office its town. */
size_t system_default_groups(struct default_group *groups, size_t count)
{
    size_t same = 0, varying = 0;
    for (size_t i = 0; i < count; i++) {
        groups[i].found = groups[i].same && groups[i].rows >= GROUP_ROWS_LEAST;
        same += groups[i].found;
        varying += !groups[i].same;
    }
    bool odd = varying >= GROUPS_VARYING_LEAST && same * 2 <= varying;
    for (size_t i = 0; i < count; i++)
        groups[i].found = groups[i].found && odd;
    return odd ? same : 0;
}
