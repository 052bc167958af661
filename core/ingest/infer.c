/*
 * What a column is. Gathering (infer_add) and deciding are apart: the first looks at cells
 * and counts, the second looks at counts alone.
 */
#include "core/ingest/infer.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/text.h"

/* Ways to write numbers; the plain one first, which wins where nothing tells them apart. */
static const struct number_style styles[INFER_STYLES] = {
    {.decimal = '.'},
    {.decimal = '.', .thousands = ','},
    {.decimal = '.', .thousands = ' '},
    {.decimal = '.', .thousands = '\''},
    {.decimal = ','},
    {.decimal = ',', .thousands = '.'},
    {.decimal = ',', .thousands = ' '},
    {.decimal = ',', .thousands = '\''},
};

enum {
    STYLE_POINT = 0,
    STYLE_POINT_COMMA = 1, /* 1,234.5 */
    STYLE_COMMA = 4,
    STYLE_COMMA_POINT = 5, /* 1.234,5 */
    WORDS_PER_VALUE = 9,   /* a number or date column has at least 9 values for each word */
    NUMBERS_PER_ODD = 20   /* and 20 numbers for each cell that looks like a slip, no code */
};

/* ---- gathering ---- */

void infer_keep_example(char *out, struct span cell)
{
    if (out[0])
        return;
    size_t len = cell.len < INFER_EXAMPLE_SIZE - 4 ? cell.len : INFER_EXAMPLE_SIZE - 4;
    while (len > 0 && len < cell.len && ((unsigned char)cell.data[len] & 0xC0) == 0x80)
        len--;
    memcpy(out, cell.data, len);
    memcpy(out + len, len < cell.len ? "…" : "", len < cell.len ? 4 : 1);
}

/* "1E5", but not "5 or less". */
static bool has_exponent(struct span cell)
{
    for (size_t i = 1; i + 1 < cell.len; i++) {
        char next = cell.data[i + 1];
        if ((cell.data[i] == 'e' || cell.data[i] == 'E') &&
            isdigit((unsigned char)cell.data[i - 1]) &&
            (isdigit((unsigned char)next) || next == '+' || next == '-'))
            return true;
    }
    return false;
}

static enum infer_code code_of(struct span cell)
{
    size_t digits = 0, first = cell.len;
    for (size_t i = 0; i < cell.len; i++) {
        bool digit = cell.data[i] >= '0' && cell.data[i] <= '9';
        if (digit && first == cell.len)
            first = i;
        digits += digit;
    }
    if (cell.len > 0 && memchr(cell.data, '+', cell.len - 1))
        return CODE_PLUS; /* a phone number; "90+" is none */
    if (has_exponent(cell))
        return CODE_EXPONENT;
    if (digits > NUMBER_DIGITS_MAX)
        return CODE_LONG;
    bool zero = first < cell.len && cell.data[first] == '0';
    return zero ? CODE_LEADING_ZERO : CODE_OTHER;
}

static bool has_sign(struct span cell, char sign)
{
    return memchr(cell.data, sign, cell.len) != NULL;
}

/* Digits and more than digits: which styles read it? */
static bool add_styled(struct column_evidence *e, struct span cell)
{
    const char *currency = NULL;
    bool percent = false, fits = false;
    struct cell value;
    if (!number_signs(cell, &currency, &percent))
        return false;
    for (int i = 0; i < INFER_STYLES; i++) {
        struct number_style style = styles[i];
        style.percent = percent;
        style.currency = currency;
        style.long_fractions = e->long_fractions;
        enum number_fit fit = number_read(cell, &style, &value);
        if (fit != NUMBER_INTEGER && fit != NUMBER_DECIMAL)
            continue;
        fits = true;
        e->styled[i]++;
        e->decimals[i] += fit == NUMBER_DECIMAL;
        e->separated[i] +=
            style.thousands && style.thousands != ' ' && has_sign(cell, style.thousands);
    }
    if (!fits)
        return false;
    e->percents += percent;
    e->currencies += currency != NULL;
    e->currencies_mixed |= currency && e->currency && strcmp(currency, e->currency) != 0;
    if (!e->currency)
        e->currency = currency;
    return true;
}

static bool add_date(struct column_evidence *e, struct span cell)
{
    char scratch[DATE_TEXT_SIZE];
    size_t len = 0;
    bool fits = false, time = false, fit[DATE_ORDER_COUNT] = {false};
    for (int order = 0; order < DATE_ORDER_COUNT; order++) {
        enum date_fit found = date_read(cell, (enum date_order)order, scratch, &len);
        fit[order] = found == DATE_FITS || found == DATE_FITS_TIME;
        e->dates[order] += fit[order];
        e->other_order[order] += found == DATE_OTHER_ORDER;
        time |= found == DATE_FITS_TIME;
        fits |= fit[order];
    }
    if (!fits)
        return false;
    e->times += time;
    e->dotted_dates += date_has_dots(cell);
    if (date_is_ambiguous(cell)) {
        e->ambiguous_dates++;
        infer_keep_example(e->date, cell);
    }
    if (fit[DATE_DMY] != fit[DATE_MDY])
        infer_keep_example(e->decider[fit[DATE_MDY] ? 1 : 0], cell);
    return true;
}

void infer_add(struct column_evidence *e, struct span cell, int64_t line)
{
    struct cell value;
    bool yes = false;
    if (format_is_blank(cell))
        return;
    e->values++;
    if (number_read_plain(cell.data, cell.len, &value) == NUMBER_INTEGER) {
        e->plain_integers++;
        return;
    }
    int pair = format_yesno_pair(cell, &yes);
    if (pair >= 0) {
        e->pairs[pair]++;
        e->said_yes |= yes;
        e->said_no |= !yes;
    }
    if (format_is_marker(cell)) {
        e->markers++;
        return;
    }
    if (!format_is_code(cell)) {
        e->words++;
        return;
    }
    e->digits++;
    excel_look(&e->excel, cell);
    bool number = add_styled(e, cell), date = add_date(e, cell);
    if (!number && !date)
        e->codes++;
    if (number)
        return;
    infer_keep_example(e->code[code_of(cell)], cell);
    if (e->odd++ == 0)
        e->odd_line = line;
}

/* ---- deciding ---- */

static void say(struct column_format *out, enum text_id id, const char *example)
{
    text_format(out->reason, sizeof out->reason, id, TEXT_VALUES(text_string("example", example)));
}

static void make_text(struct column_format *out, enum text_id reason, const char *example)
{
    *out = (struct column_format){.type = COLUMN_TEXT};
    say(out, reason, example);
}

void infer_as_text(struct column_format *out)
{
    make_text(out, TEXT_INGEST_TYPE_TEXT_ASKED, "");
}

/* The style with that decimal sign that reads most; one that parts thousands reads all that the
 * plain one does. */
static int style_with(const struct column_evidence *e, char decimal)
{
    int first = decimal == ',' ? STYLE_COMMA_POINT : STYLE_POINT_COMMA, best = first;
    for (int i = first; i < INFER_STYLES && styles[i].decimal == decimal; i++) {
        if (e->styled[i] > e->styled[best])
            best = i;
    }
    return best;
}

int64_t infer_count_numbers(const struct column_evidence *e, char decimal)
{
    return e->plain_integers + e->styled[style_with(e, decimal)];
}

void infer_as_number(const struct column_evidence *e, char decimal, struct column_format *out)
{
    int style = style_with(e, decimal);
    *out = (struct column_format){.type = e->decimals[style] ? COLUMN_DECIMAL : COLUMN_INTEGER,
                                  .number = styles[style]};
    out->number.percent = e->percents * 2 > infer_count_numbers(e, decimal);
    out->number.currency = e->currency;
    out->number.long_fractions = e->long_fractions;
}

static bool surely_decimal(const struct column_evidence *e, int style, int other)
{
    return e->decimals[style] > 0 && e->styled[style] > e->styled[other];
}

void infer_note_decimals(const struct column_evidence *e, struct infer_context *context)
{
    if (e->codes || e->words > e->digits)
        return;
    context->comma_decimals += surely_decimal(e, STYLE_COMMA, STYLE_POINT_COMMA);
    context->point_decimals += surely_decimal(e, STYLE_POINT, STYLE_COMMA_POINT);
}

/* A name that says "digits, but no number": as a whole word of it. */
static bool name_says_text(const char *name)
{
    static const char *const words[] = {"phone",    "telephone", "tel", "mobile",  "fax", "postal",
                                        "postcode", "postcodes", "zip", "zipcode", "plz"};
    while (*name) {
        size_t len = strcspn(name, " _-./()");
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (len == strlen(words[i]) && strncasecmp(name, words[i], len) == 0)
                return true;
        }
        name += len;
        name += strspn(name, " _-./()");
    }
    return false;
}

bool infer_is_drowned(int64_t values, int64_t words)
{
    return words > 0 && values < words * WORDS_PER_VALUE;
}

static bool mostly(int64_t values, const struct column_evidence *e)
{
    return values > 0 && !infer_is_drowned(values, e->words);
}

static int best_style(const struct column_evidence *e)
{
    int best = 0;
    for (int i = 1; i < INFER_STYLES; i++) {
        if (e->styled[i] > e->styled[best])
            best = i;
    }
    return best;
}

/* 1,234 alone may be a thousand or one and a bit. Both readings fit all cells: the other
 * columns and the delimiter decide, or nobody. -1: undecided. */
static int settle_style(const struct column_evidence *e, const struct infer_context *context,
                        int best)
{
    bool comma = e->separated[STYLE_POINT_COMMA] > 0 &&
                 e->styled[STYLE_POINT_COMMA] == e->styled[STYLE_COMMA] &&
                 e->styled[best] == e->styled[STYLE_COMMA];
    bool point = e->separated[STYLE_COMMA_POINT] > 0 &&
                 e->styled[STYLE_COMMA_POINT] == e->styled[STYLE_POINT] &&
                 e->styled[best] == e->styled[STYLE_POINT];
    if (!comma && !point)
        return best;
    bool says_comma = context->comma_decimals > 0 && context->point_decimals == 0;
    bool says_point = context->point_decimals > 0 && context->comma_decimals == 0;
    if (!says_comma && !says_point && context->delimiter == ';')
        return -1;
    if (comma)
        return says_comma ? STYLE_COMMA : STYLE_POINT_COMMA;
    return says_comma ? STYLE_COMMA_POINT : STYLE_POINT;
}

static enum text_id number_reason(const struct column_format *format)
{
    if (format->number.percent)
        return TEXT_INGEST_TYPE_PERCENT;
    if (format->number.currency)
        return TEXT_INGEST_TYPE_CURRENCY;
    if (format->number.decimal == ',' && format->type == COLUMN_DECIMAL)
        return TEXT_INGEST_TYPE_DECIMAL_COMMA;
    if (format->number.thousands)
        return TEXT_INGEST_TYPE_THOUSANDS;
    return format->type == COLUMN_DECIMAL ? TEXT_INGEST_TYPE_DECIMAL : TEXT_INGEST_TYPE_INTEGER;
}

static void make_number(const struct column_evidence *e, int style, struct column_format *out)
{
    *out = (struct column_format){.type = e->decimals[style] ? COLUMN_DECIMAL : COLUMN_INTEGER};
    out->number = styles[style];
    out->number.percent = e->percents > 0;
    out->number.currency = e->currency;
    if (!e->separated[style] && out->number.thousands != ' ')
        out->number.thousands = 0;
    out->number.long_fractions = e->long_fractions;
    out->plain_number = style == STYLE_POINT && !e->percents && !e->currency;
    say(out, number_reason(out), e->currency ? e->currency : "");
}

/* A few cells that are no code, only no number: which, so that somebody can look. */
static void refuse_for_odd(const struct column_evidence *e, struct column_format *out)
{
    make_text(out, TEXT_NONE, "");
    out->odd = true;
    text_format(out->reason, sizeof out->reason,
                e->odd_line ? TEXT_INGEST_TYPE_ODD : TEXT_INGEST_TYPE_ODD_SOMEWHERE,
                TEXT_VALUES(text_number("count", e->odd), text_number("values", e->values),
                            text_string("example", e->code[CODE_OTHER]),
                            text_number("line", e->odd_line)));
}

static bool is_odd_alone(const struct column_evidence *e, int64_t numbers)
{
    for (int i = 0; i < CODE_OTHER; i++)
        if (e->code[i][0])
            return false;
    return e->code[CODE_OTHER][0] && e->odd * NUMBERS_PER_ODD <= numbers;
}

/* Digits that are no number in any style, or not in the one the others have. */
static void refuse_number(const struct column_evidence *e, struct column_format *out)
{
    static const enum text_id reasons[CODE_COUNT] = {
        [CODE_LEADING_ZERO] = TEXT_INGEST_TYPE_LEADING_ZERO,
        [CODE_LONG] = TEXT_INGEST_TYPE_LONG,
        [CODE_PLUS] = TEXT_INGEST_TYPE_PLUS,
        [CODE_EXPONENT] = TEXT_INGEST_TYPE_EXPONENT,
        [CODE_OTHER] = TEXT_INGEST_TYPE_CODE,
    };
    for (int i = 0; i < CODE_COUNT; i++) {
        const char *example = e->code[i];
        if (!example[0])
            continue;
        /* "R00001" begins like an amount in rand, and is none. */
        bool lettered = isalpha((unsigned char)example[0]) != 0;
        make_text(out, lettered ? TEXT_INGEST_TYPE_CODE : reasons[i], example);
        return;
    }
    make_text(out, TEXT_INGEST_TYPE_MIXED_NUMBERS, "");
}

static bool decide_number(const struct column_evidence *e, const struct infer_context *context,
                          struct column_format *out)
{
    int best = best_style(e);
    int64_t numbers = e->plain_integers + e->styled[best];
    if (!mostly(numbers, e))
        return false;
    int style = settle_style(e, context, best);
    if (e->styled[best] < e->digits && is_odd_alone(e, numbers))
        refuse_for_odd(e, out);
    else if (e->styled[best] < e->digits)
        refuse_number(e, out);
    else if (e->currencies_mixed)
        make_text(out, TEXT_INGEST_TYPE_CURRENCIES, "");
    else if (e->percents > 0 && e->percents < numbers)
        make_text(out, TEXT_INGEST_TYPE_PERCENTS_MIXED, "");
    else if (style < 0) {
        make_text(out, TEXT_INGEST_TYPE_NUMBER_UNDECIDED, "");
        out->undecided = true;
    } else
        make_number(e, style, out);
    return true;
}

static void make_date(const struct column_evidence *e, enum date_order order,
                      struct column_format *out)
{
    static const enum text_id reasons[DATE_ORDER_COUNT] = {
        [DATE_YMD] = TEXT_INGEST_TYPE_DATE_YMD,
        [DATE_DMY] = TEXT_INGEST_TYPE_DATE_DMY,
        [DATE_MDY] = TEXT_INGEST_TYPE_DATE_MDY,
        [DATE_YM] = TEXT_INGEST_TYPE_YEAR_MONTH,
    };
    *out = (struct column_format){.type = e->times ? COLUMN_DATETIME : COLUMN_DATE, .order = order};
    enum text_id reason = reasons[order];
    const char *example = e->decider[order == DATE_MDY ? 1 : 0];
    if (order == DATE_DMY && !example[0])
        reason = e->dotted_dates ? TEXT_INGEST_TYPE_DATE_DOTS : TEXT_INGEST_TYPE_DATE_NAMED;
    if (order == DATE_MDY && !example[0])
        reason = TEXT_INGEST_TYPE_DATE_NAMED;
    say(out, reason, example);
}

static bool decide_date(const struct column_evidence *e, struct column_format *out)
{
    enum date_order best = DATE_YMD;
    for (int order = 1; order < DATE_ORDER_COUNT; order++) {
        if (e->dates[order] > e->dates[best])
            best = (enum date_order)order;
    }
    int64_t others = e->values - e->markers - e->dates[best];
    if (e->dates[best] == 0 || e->dates[best] < others * WORDS_PER_VALUE)
        return e->dates[best] > 0 && e->decider[0][0] && e->decider[1][0]
                   ? (make_text(out, TEXT_INGEST_TYPE_DATES_MIXED, e->decider[0]), true)
                   : false;
    if (e->other_order[best]) {
        make_text(out, TEXT_INGEST_TYPE_DATES_MIXED, e->decider[best == DATE_MDY ? 0 : 1]);
        return true;
    }
    bool open = best == DATE_DMY && e->dates[DATE_MDY] == e->dates[DATE_DMY];
    if (open && e->ambiguous_dates && !e->dotted_dates) {
        make_text(out, TEXT_INGEST_TYPE_DATE_UNDECIDED, e->date);
        out->undecided = true;
        return true;
    }
    make_date(e, best, out);
    return true;
}

static bool decide_yesno(const struct column_evidence *e, struct column_format *out)
{
    for (int pair = 0; pair < INFER_PAIRS; pair++) {
        /* "N" alone may be north: both answers, unless they are whole words */
        bool whole_word = pair == 0 || pair == 2;
        if (e->pairs[pair] != e->values || !(whole_word || (e->said_yes && e->said_no)))
            continue;
        *out = (struct column_format){.type = COLUMN_YESNO, .pair = pair};
        say(out, TEXT_INGEST_TYPE_YESNO, "");
        return true;
    }
    return false;
}

/* What is no yes or no: by its name, by its dates and numbers, else text. */
static void decide_among_values(const struct column_evidence *e, const char *name,
                                const struct infer_context *context, struct column_format *out)
{
    if (e->values > e->words + e->markers && name_says_text(name))
        make_text(out, TEXT_INGEST_TYPE_BY_NAME, name);
    else if (decide_date(e, out) || decide_number(e, context, out))
        return;
    else if (!infer_is_drowned(e->codes, e->words) && e->codes && !e->code[CODE_OTHER][0])
        refuse_number(e, out); /* all of them codes: say why */
    else
        make_text(out, TEXT_INGEST_TYPE_TEXT, "");
}

void infer_decide(const struct column_evidence *e, const char *name,
                  const struct infer_context *context, struct column_format *out)
{
    if (e->values == 0)
        make_text(out, TEXT_INGEST_TYPE_NO_VALUES, "");
    else if (!decide_yesno(e, out))
        decide_among_values(e, name, context, out);
}
