/* What stands in a cell, and what a column is. */
#ifndef DATAJAM_BASE_VALUE_H
#define DATAJAM_BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

enum column_type {
    COLUMN_TEXT,
    COLUMN_INTEGER,
    COLUMN_DECIMAL,
    COLUMN_DATE,     /* stored as ISO text, 2019-03-31 */
    COLUMN_DATETIME, /* stored as ISO text, 2019-03-31 10:33:00 */
    COLUMN_YESNO,    /* stored as it was written */
    COLUMN_TYPE_COUNT
};

enum quality { QUALITY_NONE, QUALITY_GOOD, QUALITY_CAUTION, QUALITY_IGNORE, QUALITY_COUNT };

enum column_role {
    ROLE_NONE,
    ROLE_PERSON_ID,
    ROLE_CASE_ID,
    ROLE_DATE,
    ROLE_MEASURE,
    ROLE_GROUP,
    ROLE_COUNT
};

enum value_kind { VALUE_EMPTY, VALUE_INTEGER, VALUE_DECIMAL, VALUE_TEXT };

struct value {
    enum value_kind kind;
    int64_t integer;
    double decimal;
    struct span text; /* valid UTF-8; owned by whoever made the value */
};

/* Enough for any number that value_write makes, with its NUL. */
enum { VALUE_NUMBER_SIZE = 32 };

/* The value as text: the shortest that reads back to the same number, `.` as decimal
 * point, no thousands separators; dates and texts as they are; empty gives len 0. Numbers
 * are written into scratch (VALUE_NUMBER_SIZE bytes), texts are returned in place. */
struct span value_text(const struct value *value, char *scratch);

/* Names as they stand in files and on the command line ("integer", "date-time", "yes/no";
 * "good"; "person id"). *_from_name takes the same, any case; false: no such name. */
const char *column_type_name(enum column_type type);
bool column_type_from_name(struct span name, enum column_type *out);
const char *quality_name(enum quality quality);
bool quality_from_name(struct span name, enum quality *out);
const char *column_role_name(enum column_role role);
bool column_role_from_name(struct span name, enum column_role *out);

/* Numbers are shown flush right. */
bool column_type_is_number(enum column_type type);

#endif
