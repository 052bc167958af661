/* A cell on its way from a file to a table: a value in 16 bytes, for runs of millions. */
#ifndef DATAJAM_BASE_CELL_H
#define DATAJAM_BASE_CELL_H

#include <stdint.h>

#include "core/base/span.h"
#include "core/base/value.h"

struct cell {
    union {
        int64_t integer;
        double decimal;
        const char *text; /* valid UTF-8; owned by whoever made the cell */
    };
    uint32_t len; /* of text */
    enum value_kind kind;
};

static inline struct cell cell_empty(void)
{
    return (struct cell){.integer = 0, .len = 0, .kind = VALUE_EMPTY};
}

static inline struct cell cell_integer(int64_t integer)
{
    return (struct cell){.integer = integer, .len = 0, .kind = VALUE_INTEGER};
}

static inline struct cell cell_decimal(double decimal)
{
    return (struct cell){.decimal = decimal, .len = 0, .kind = VALUE_DECIMAL};
}

static inline struct cell cell_text(const char *text, uint32_t len)
{
    return (struct cell){.text = text, .len = len, .kind = VALUE_TEXT};
}

#endif
