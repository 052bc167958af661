/* Values as text, and the names of types, marks and roles. */
#include "core/base/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* The shortest of 15 to 17 digits that reads back; whole numbers without exponent. */
static size_t write_shortest(char *out, double decimal)
{
    if (isnan(decimal))
        return 0;
    int len = 0;
    if (fabs(decimal) < 1e15 && decimal == floor(decimal))
        return (size_t)snprintf(out, VALUE_NUMBER_SIZE, "%.0f", decimal + 0.0);
    for (int digits = 15; digits <= 17; digits++) {
        len = snprintf(out, VALUE_NUMBER_SIZE, "%.*g", digits, decimal);
        if (strtod(out, NULL) == decimal)
            break;
    }
    return (size_t)len;
}

struct span value_text(const struct value *value, char *scratch)
{
    switch (value->kind) {
    case VALUE_EMPTY:
        return span_of("", 0);
    case VALUE_INTEGER:
        return span_of(scratch, (size_t)snprintf(scratch, VALUE_NUMBER_SIZE, "%lld",
                                                 (long long)value->integer));
    case VALUE_DECIMAL:
        return span_of(scratch, write_shortest(scratch, value->decimal));
    case VALUE_TEXT:
        return value->text;
    }
    return span_of("", 0);
}

static const char *const type_names[COLUMN_TYPE_COUNT] = {
    [COLUMN_TEXT] = "text", [COLUMN_INTEGER] = "integer",    [COLUMN_DECIMAL] = "decimal",
    [COLUMN_DATE] = "date", [COLUMN_DATETIME] = "date-time", [COLUMN_YESNO] = "yes/no",
};

static const char *const quality_names[QUALITY_COUNT] = {
    [QUALITY_NONE] = "",
    [QUALITY_GOOD] = "good",
    [QUALITY_CAUTION] = "caution",
    [QUALITY_IGNORE] = "ignore",
};

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NONE] = "",     [ROLE_PERSON_ID] = "person id", [ROLE_CASE_ID] = "case id",
    [ROLE_DATE] = "date", [ROLE_MEASURE] = "measure",     [ROLE_GROUP] = "group",
};

static bool find_name(const char *const *names, int count, struct span name, int *out)
{
    for (int i = 0; i < count; i++) {
        if (strlen(names[i]) == name.len &&
            (name.len == 0 || strncasecmp(names[i], name.data, name.len) == 0)) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *column_type_name(enum column_type type)
{
    return (unsigned)type < COLUMN_TYPE_COUNT ? type_names[type] : "";
}

bool column_type_from_name(struct span name, enum column_type *out)
{
    int i = 0;
    bool found = find_name(type_names, COLUMN_TYPE_COUNT, name, &i);
    if (found)
        *out = (enum column_type)i;
    return found;
}

const char *quality_name(enum quality quality)
{
    return (unsigned)quality < QUALITY_COUNT ? quality_names[quality] : "";
}

bool quality_from_name(struct span name, enum quality *out)
{
    int i = 0;
    bool found = find_name(quality_names, QUALITY_COUNT, name, &i);
    if (found)
        *out = (enum quality)i;
    return found;
}

const char *column_role_name(enum column_role role)
{
    return (unsigned)role < ROLE_COUNT ? role_names[role] : "";
}

bool column_role_from_name(struct span name, enum column_role *out)
{
    int i = 0;
    bool found = find_name(role_names, ROLE_COUNT, name, &i);
    if (found)
        *out = (enum column_role)i;
    return found;
}

bool column_type_is_number(enum column_type type)
{
    return type == COLUMN_INTEGER || type == COLUMN_DECIMAL;
}
