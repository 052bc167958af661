/* What a column is, as asked. Apart from infer.c, which finds out: here nothing is weighed. */
#include "core/ingest/choice.h"

#include <strings.h>

#include "core/base/text.h"

static const struct {
    const char *name;
    enum text_id words, asked;
    enum date_order order; /* of dates */
} choices[CHOICE_COUNT] = {
    [CHOICE_AUTO] = {"auto", TEXT_CHOICE_AUTO, TEXT_NONE, DATE_YMD},
    [CHOICE_TEXT] = {"text", TEXT_CHOICE_TEXT, TEXT_INGEST_TYPE_TEXT_ASKED, DATE_YMD},
    [CHOICE_NUMBER] = {"number", TEXT_CHOICE_NUMBER, TEXT_CHOICE_NUMBER_ASKED, DATE_YMD},
    [CHOICE_DECIMAL_COMMA] = {"decimal-comma", TEXT_CHOICE_COMMA, TEXT_CHOICE_COMMA_ASKED,
                              DATE_YMD},
    [CHOICE_YEAR_FIRST] = {"year-first", TEXT_CHOICE_YEAR_FIRST, TEXT_CHOICE_YEAR_FIRST_ASKED,
                           DATE_YMD},
    [CHOICE_DAY_FIRST] = {"day-first", TEXT_CHOICE_DAY_FIRST, TEXT_CHOICE_DAY_FIRST_ASKED,
                          DATE_DMY},
    [CHOICE_MONTH_FIRST] = {"month-first", TEXT_CHOICE_MONTH_FIRST, TEXT_CHOICE_MONTH_FIRST_ASKED,
                            DATE_MDY},
    [CHOICE_YEAR_MONTH] = {"year-month", TEXT_CHOICE_YEAR_MONTH, TEXT_CHOICE_YEAR_MONTH_ASKED,
                           DATE_YM},
    [CHOICE_YESNO] = {"yes-no", TEXT_CHOICE_YESNO, TEXT_CHOICE_YESNO_ASKED, DATE_YMD},
};

const char *choice_name(enum column_choice choice)
{
    return choices[choice].name;
}

const char *choice_words(enum column_choice choice)
{
    return text_get(choices[choice].words);
}

bool choice_from_name(const char *name, enum column_choice *out)
{
    for (int i = 0; i < CHOICE_COUNT; i++) {
        if (strcasecmp(name, choices[i].name) == 0) {
            *out = (enum column_choice)i;
            return true;
        }
    }
    return false;
}

static int best_pair(const struct column_evidence *evidence)
{
    int best = 0;
    for (int i = 1; i < INFER_PAIRS; i++) {
        if (evidence->pairs[i] > evidence->pairs[best])
            best = i;
    }
    return best;
}

int64_t choice_fitting(enum column_choice choice, const struct column_evidence *evidence)
{
    switch (choice) {
    case CHOICE_NUMBER:
        return infer_count_numbers(evidence, '.');
    case CHOICE_DECIMAL_COMMA:
        return infer_count_numbers(evidence, ',');
    case CHOICE_YEAR_FIRST:
    case CHOICE_DAY_FIRST:
    case CHOICE_MONTH_FIRST:
    case CHOICE_YEAR_MONTH:
        return evidence->dates[choices[choice].order];
    case CHOICE_YESNO:
        return evidence->pairs[best_pair(evidence)];
    case CHOICE_AUTO:
    case CHOICE_TEXT:
    case CHOICE_COUNT:
        break;
    }
    return evidence->values;
}

void choice_make(enum column_choice choice, const struct column_evidence *evidence,
                 struct column_format *out)
{
    switch (choice) {
    case CHOICE_NUMBER:
        infer_as_number(evidence, '.', out);
        break;
    case CHOICE_DECIMAL_COMMA:
        infer_as_number(evidence, ',', out);
        break;
    case CHOICE_YEAR_FIRST:
    case CHOICE_DAY_FIRST:
    case CHOICE_MONTH_FIRST:
    case CHOICE_YEAR_MONTH:
        *out = (struct column_format){.type = evidence->times ? COLUMN_DATETIME : COLUMN_DATE,
                                      .order = choices[choice].order};
        break;
    case CHOICE_YESNO:
        *out = (struct column_format){.type = COLUMN_YESNO, .pair = best_pair(evidence)};
        break;
    case CHOICE_AUTO:
    case CHOICE_TEXT:
    case CHOICE_COUNT:
        *out = (struct column_format){.type = COLUMN_TEXT};
        break;
    }
    out->asked = true;
    text_format(out->reason, sizeof out->reason, choices[choice].asked, NULL);
}

bool choice_grows(const struct column_format *format, struct span cell)
{
    struct column_format wider = *format;
    struct cell value;
    char scratch[FORMAT_SCRATCH_SIZE];
    if (format->type == COLUMN_INTEGER)
        wider.type = COLUMN_DECIMAL;
    else if (format->type == COLUMN_DATE && format->order != DATE_YM)
        wider.type = COLUMN_DATETIME;
    else
        return false;
    return format_read(&wider, cell, scratch, &value) == FIT_VALUE;
}
