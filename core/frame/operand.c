/* Values of filters: reading them as their column wants them, and comparing cells with them.
 * Apart from the scans, since here every case counts and there every nanosecond. */
#include "core/frame/operand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/natural.h"
#include "core/base/utf8.h"

enum { SHOWN = 80, LONGEST_NUMBER = 400 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum operand_kind operand_kind_of(enum column_type type)
{
    if (column_type_is_number(type))
        return OPERAND_NUMBER;
    return type == COLUMN_DATE || type == COLUMN_DATETIME ? OPERAND_DATE : OPERAND_TEXT;
}

/* The start of a text, with its NUL. */
static void excerpt(struct span text, char out[SHOWN + 1])
{
    size_t len = text.len < SHOWN ? text.len : SHOWN;
    while (len < text.len && len > 0 && ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--;
    if (len)
        memcpy(out, text.data, len);
    out[len] = '\0';
}

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/* ---- numbers ---- */

/* Sign, digits, a point, an exponent, and nothing else: what strtod reads beyond that (NaN,
 * infinity, hexadecimal) is nobody's number. */
static bool is_number(const char *text, bool *whole)
{
    text += *text == '-' || *text == '+';
    size_t digits = digits_at(text);
    text += digits;
    *whole = *text == '\0';
    if (*text == '.') {
        digits += digits_at(text + 1);
        text += 1 + digits_at(text + 1);
    }
    if (digits > 0 && (*text == 'e' || *text == 'E')) {
        const char *power = text + 1 + (text[1] == '-' || text[1] == '+');
        if (digits_at(power) == 0)
            return false;
        text = power + digits_at(power);
    }
    return digits > 0 && *text == '\0';
}

static bool read_number(const char *text, struct value *out)
{
    bool whole = false;
    if (!is_number(text, &whole))
        return false;
    out->kind = VALUE_DECIMAL;
    out->decimal = strtod(text, NULL);
    if (whole && fabs(out->decimal) < 9e18) {
        out->kind = VALUE_INTEGER;
        out->integer = strtoll(text, NULL, 10);
    }
    return isfinite(out->decimal);
}

/* A comma where others write a point, or between thousands: the number that may be meant. */
static bool read_comma(const char *text, char *meant)
{
    struct value value;
    const char *comma = strchr(text, ',');
    bool thousands = comma && strspn(comma + 1, "0123456789") == 3;
    size_t len = 0;
    for (; *text; text++) {
        if (*text == ' ' || *text == '\'' || (*text == ',' && thousands))
            continue;
        meant[len++] = *text;
        if (*text == ',')
            meant[len - 1] = '.';
    }
    meant[len] = '\0';
    return read_number(meant, &value);
}

static enum status operand_number(struct span text, const char *name, struct operand *out,
                                  struct error *err)
{
    char copy[LONGEST_NUMBER + 1] = "", meant[LONGEST_NUMBER + 1] = "", shown[SHOWN + 1];
    bool fits = text.len <= LONGEST_NUMBER && !memchr(text.data, '\0', text.len);
    if (fits)
        memcpy(copy, text.data, text.len);
    if (fits && read_number(copy, &out->value))
        return STATUS_OK;
    excerpt(text, shown);
    return error_set(err, STATUS_INVALID,
                     fits && read_comma(copy, meant) ? TEXT_SELECT_NUMBER_COMMA
                                                     : TEXT_SELECT_NOT_NUMBER,
                     TEXT_VALUES(text_string("column", name), text_string("value", shown),
                                 text_string("nearest", meant)));
}

/* Whole numbers beyond 2^53 are no doubles: the two are compared by parts. */
static int compare_whole(int64_t a, double b)
{
    if (b >= 9223372036854775808.0)
        return -1;
    if (b < -9223372036854775808.0)
        return 1;
    int64_t whole = (int64_t)b;
    double rest = b - (double)whole;
    if (a != whole)
        return a < whole ? -1 : 1;
    return (rest < 0) - (rest > 0);
}

static int compare_numbers(const struct value *a, const struct value *b)
{
    if (a->kind == VALUE_INTEGER && b->kind == VALUE_INTEGER)
        return (a->integer > b->integer) - (a->integer < b->integer);
    if (a->kind == VALUE_INTEGER)
        return compare_whole(a->integer, b->decimal);
    if (b->kind == VALUE_INTEGER)
        return -compare_whole(b->integer, a->decimal);
    return (a->decimal > b->decimal) - (a->decimal < b->decimal);
}

/* ---- dates ---- */

/* d: a digit; the places where an ISO date with time may end. */
static const char date_form[] = "dddd-dd-dd dd:dd:dd";

static bool follows_form(const char *iso, size_t len)
{
    static const size_t ends[] = {4, 7, 10, 13, 16, 19};
    bool fits = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        fits |= len == ends[i];
    for (size_t i = 0; i < len && fits; i++)
        fits = date_form[i] == 'd' ? iso[i] >= '0' && iso[i] <= '9' : iso[i] == date_form[i];
    return fits;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + text[1] - '0';
}

static bool is_day(const char *iso)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int month = two_digits(iso + 5), day = two_digits(iso + 8);
    int year = two_digits(iso) * 100 + two_digits(iso + 2);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day >= 1 && day <= days[month - 1] + (leap && month == 2);
}

static bool is_date(const char *iso, size_t len)
{
    if (len > 4 && (two_digits(iso + 5) < 1 || two_digits(iso + 5) > 12))
        return false;
    if (len > 7 && !is_day(iso))
        return false;
    return (len <= 10 || two_digits(iso + 11) < 24) && (len <= 13 || two_digits(iso + 14) < 60) &&
           (len <= 16 || two_digits(iso + 17) <= 60);
}

static enum status operand_date(struct arena *arena, struct span text, const char *name,
                                struct operand *out, struct error *err)
{
    char shown[SHOWN + 1];
    char *iso = arena_copy(arena, text);
    if (!iso)
        return no_memory(err);
    if (text.len > 10 && iso[10] == 'T')
        iso[10] = ' ';
    /* What follows the seconds (.250, Z) stands in cells as it was written. */
    size_t len = text.len > sizeof date_form - 1 ? sizeof date_form - 1 : text.len;
    if (follows_form(iso, len) && is_date(iso, len)) {
        out->text = span_of(iso, text.len);
        return STATUS_OK;
    }
    excerpt(text, shown);
    return error_set(err, STATUS_INVALID, TEXT_SELECT_NOT_DATE,
                     TEXT_VALUES(text_string("column", name), text_string("value", shown)));
}

/* Only as much of the cell counts as the operand tells. */
static int compare_dates(struct span cell, struct span date)
{
    size_t len = cell.len < date.len ? cell.len : date.len;
    int order = memcmp(cell.data, date.data, len);
    if (order == 0)
        return cell.len < date.len ? -1 : 0;
    return order < 0 ? -1 : 1;
}

/* ---- texts ---- */

int span_order(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.data, b.data, len) : 0;
    if (order == 0)
        return (a.len > b.len) - (a.len < b.len);
    return order < 0 ? -1 : 1;
}

static bool is_ascii(struct span text)
{
    unsigned char bits = 0;
    for (size_t i = 0; i < text.len; i++)
        bits |= (unsigned char)text.data[i];
    return bits < 0x80;
}

struct span operand_fold(bool exact, struct span text, struct buffer *scratch)
{
    if (exact)
        return text;
    buffer_clear(scratch);
    utf8_fold(text, scratch);
    return buffer_span(scratch);
}

static enum status operand_text(struct arena *arena, struct span text, struct operand *out,
                                struct error *err)
{
    struct buffer scratch = {0};
    struct span folded = operand_fold(out->exact, text, &scratch);
    out->text = span_of(arena_copy(arena, folded), folded.len);
    out->ascii = is_ascii(out->text);
    buffer_clear(&scratch);
    natural_key(text, &scratch);
    struct span key = buffer_span(&scratch);
    out->key = span_of(arena_copy(arena, key), key.len);
    bool failed = scratch.failed || !out->text.data || !out->key.data;
    buffer_free(&scratch);
    return failed ? no_memory(err) : STATUS_OK;
}

/* By natural order; what is the same in it but for the writing of numbers (7, 007), by bytes. */
static int compare_texts(const struct operand *operand, struct span cell, struct buffer *scratch)
{
    buffer_clear(scratch);
    natural_key(cell, scratch);
    int order = span_order(buffer_span(scratch), operand->key);
    return order ? order : span_order(operand_fold(operand->exact, cell, scratch), operand->text);
}

static bool equals_ascii(struct span folded, struct span text)
{
    if (folded.len != text.len)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != folded.data[i])
            return false;
    }
    return true;
}

static bool equals_text(const struct operand *operand, struct span cell, struct buffer *scratch)
{
    if (operand->exact)
        return span_equal(cell, operand->text);
    if (is_ascii(cell))
        return operand->ascii && equals_ascii(operand->text, cell);
    return span_equal(operand_fold(false, cell, scratch), operand->text);
}

/* ---- all kinds ---- */

enum status operand_read(struct arena *arena, enum column_type type, struct span text, bool exact,
                         const char *name, struct operand *out, struct error *err)
{
    *out =
        (struct operand){.kind = text.len ? operand_kind_of(type) : OPERAND_EMPTY, .exact = exact};
    switch (out->kind) {
    case OPERAND_NUMBER:
        return operand_number(text, name, out, err);
    case OPERAND_DATE:
        return operand_date(arena, text, name, out, err);
    case OPERAND_TEXT:
        return operand_text(arena, text, out, err);
    case OPERAND_EMPTY:
        break;
    }
    return STATUS_OK;
}

int operand_compare(const struct operand *operand, const struct value *cell, struct buffer *scratch)
{
    char number[VALUE_NUMBER_SIZE];
    bool is_text = cell->kind == VALUE_TEXT;
    if (cell->kind == VALUE_EMPTY || operand->kind == OPERAND_EMPTY)
        return OPERAND_APART;
    if (operand->kind == OPERAND_NUMBER)
        return is_text ? OPERAND_APART : compare_numbers(cell, &operand->value);
    struct span text = value_text(cell, number);
    if (operand->kind == OPERAND_DATE)
        return compare_dates(text, operand->text);
    return compare_texts(operand, text, scratch);
}

bool operand_equals(const struct operand *operand, const struct value *cell, struct buffer *scratch)
{
    char number[VALUE_NUMBER_SIZE];
    if (operand->kind != OPERAND_TEXT || cell->kind == VALUE_EMPTY)
        return operand_compare(operand, cell, scratch) == 0;
    return equals_text(operand, value_text(cell, number), scratch);
}
