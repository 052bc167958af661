/* Types by values, as strict as those of an import: a number only where nothing is lost by it. */
#include "core/service/query_types.h"

#include <math.h>

#include "core/base/calendar.h"

/* From here on a number has more than 15 digits. */
#define LONG_NUMBER INT64_C(1000000000000000)

static void add_text(struct query_tally *tally, struct span text)
{
    int64_t at;
    tally->texts++;
    tally->dates += calendar_read_day(text, &at);
    tally->times += calendar_read_second(text, &at);
}

void query_tally_add(struct query_tally *tally, const struct value *value)
{
    tally->values += value->kind != VALUE_EMPTY;
    if (value->kind == VALUE_INTEGER) {
        tally->integers++;
        tally->long_ones += value->integer >= LONG_NUMBER || value->integer <= -LONG_NUMBER;
    } else if (value->kind == VALUE_DECIMAL) {
        tally->decimals++;
        tally->long_ones += !isfinite(value->decimal);
    } else if (value->kind == VALUE_TEXT) {
        add_text(tally, value->text);
    }
}

static bool fits(const struct query_tally *tally, enum column_type type)
{
    switch (type) {
    case COLUMN_INTEGER:
        return tally->integers == tally->values;
    case COLUMN_DECIMAL:
        return tally->texts == 0;
    case COLUMN_DATE:
        return tally->dates == tally->values;
    case COLUMN_DATETIME:
        return tally->times == tally->values;
    default:
        return true;
    }
}

enum column_type query_tally_type(const struct query_tally *tally, enum column_type known,
                                  enum text_id *reason)
{
    static const struct {
        enum column_type type;
        enum text_id reason;
    } tried[] = {{COLUMN_INTEGER, TEXT_SAVE_INTEGERS},
                 {COLUMN_DECIMAL, TEXT_SAVE_NUMBERS},
                 {COLUMN_DATE, TEXT_SAVE_DATES},
                 {COLUMN_DATETIME, TEXT_SAVE_TIMES}};
    *reason = TEXT_SAVE_ORIGIN;
    if (known != COLUMN_TYPE_COUNT && fits(tally, known))
        return known;
    *reason = tally->values == 0 ? TEXT_SAVE_NO_VALUES : TEXT_SAVE_TEXTS;
    if (tally->values == 0)
        return COLUMN_TEXT;
    *reason = tally->long_ones ? TEXT_SAVE_LONG : *reason;
    for (size_t i = 0; !tally->long_ones && i < sizeof tried / sizeof *tried; i++) {
        if (!fits(tally, tried[i].type))
            continue;
        *reason = tried[i].reason;
        return tried[i].type;
    }
    return COLUMN_TEXT;
}
