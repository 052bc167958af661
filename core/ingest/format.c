/*
 * Reading cells under the format of their column. Pure; a million times twenty calls, so the
 * plain forms come first.
 */
#include "core/ingest/format.h"

#include <string.h>
#include <strings.h>

static bool equal_any_case(struct span a, const char *b)
{
    return a.len == strlen(b) && strncasecmp(a.data, b, a.len) == 0;
}

static struct span trim(struct span text)
{
    while (text.len && (*text.data == ' ' || *text.data == '\t'))
        text = span_of(text.data + 1, text.len - 1);
    while (text.len && (text.data[text.len - 1] == ' ' || text.data[text.len - 1] == '\t'))
        text.len--;
    return text;
}

bool format_is_marker(struct span cell)
{
    static const char *const markers[] = {
        "[c]",   "[x]",    "[z]",   "[u]",    "[w]",     "[low]", "..",   "...",     "*",
        "**",    "N/A",    "NA",    "#N/A",   "n.a.",    "n/a",   "NULL", "nil",     "none",
        "NaN",   "-",      "--",    ".",      "?",       "x",     ":",    "#VALUE!", "#DIV/0!",
        "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"};
    cell = trim(cell);
    for (size_t i = 0; cell.len <= 7 && i < sizeof markers / sizeof *markers; i++) {
        if (equal_any_case(cell, markers[i]))
            return true;
    }
    return false;
}

bool format_is_blank(struct span cell)
{
    return trim(cell).len == 0;
}

bool format_is_code(struct span cell)
{
    cell = trim(cell);
    if (cell.len && (*cell.data == '<' || *cell.data == '>' || *cell.data == '~'))
        return false;
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.data[i] >= '0' && cell.data[i] <= '9')
            return true;
    }
    return false;
}

int format_yesno_pair(struct span cell, bool *yes)
{
    static const struct {
        const char *yes, *no;
    } pairs[] = {{"yes", "no"},  {"y", "n"},     {"true", "false"}, {"t", "f"},
                 {"oui", "non"}, {"ja", "nein"}, {"sí", "no"}};
    for (size_t i = 0; cell.len <= 5 && i < sizeof pairs / sizeof *pairs; i++) {
        *yes = equal_any_case(cell, pairs[i].yes);
        if (*yes || equal_any_case(cell, pairs[i].no))
            return (int)i;
    }
    return -1;
}

/* No value of the type: what is it instead? Digits may be the code of something. */
static enum cell_fit no_value(struct span cell)
{
    if (format_is_blank(cell))
        return FIT_EMPTY;
    return format_is_code(cell) && !format_is_marker(cell) ? FIT_AGAINST : FIT_MISFIT;
}

static enum cell_fit read_number(const struct column_format *format, struct span cell,
                                 struct cell *out)
{
    enum number_fit fit = NUMBER_NONE;
    if (format->plain_number)
        fit = number_read_plain(cell.data, cell.len, out);
    if (fit == NUMBER_NONE || (fit == NUMBER_CODE && format->number.long_fractions))
        fit = number_read(cell, &format->number, out);
    switch (fit) {
    case NUMBER_INTEGER:
        if (format->type == COLUMN_DECIMAL)
            *out = cell_decimal((double)out->integer);
        return FIT_VALUE;
    case NUMBER_DECIMAL:
        return format->type == COLUMN_DECIMAL ? FIT_VALUE : FIT_AGAINST;
    case NUMBER_NONE:
        break;
    case NUMBER_CODE:
        return FIT_AGAINST;
    }
    return no_value(cell);
}

static enum cell_fit read_date(const struct column_format *format, struct span cell, char *scratch,
                               struct cell *out)
{
    if (format->order == DATE_YMD &&
        (format->type == COLUMN_DATE ? date_is_iso(cell.data, cell.len)
                                     : date_is_iso_time(cell.data, cell.len))) {
        *out = cell_text(cell.data, (uint32_t)cell.len);
        return FIT_VALUE;
    }
    size_t len = 0;
    switch (date_read(cell, format->order, scratch, &len)) {
    case DATE_FITS_TIME:
        if (format->type == COLUMN_DATE)
            return FIT_AGAINST;
        break;
    case DATE_FITS:
        break;
    case DATE_OTHER_ORDER:
        return FIT_AGAINST;
    case DATE_NONE:
        return format_is_blank(cell) ? FIT_EMPTY : FIT_MISFIT;
    }
    *out = cell_text(scratch, (uint32_t)len);
    return FIT_VALUE;
}

static enum cell_fit read_yesno(const struct column_format *format, struct span cell,
                                struct cell *out)
{
    bool yes;
    *out = cell_text(cell.data, (uint32_t)cell.len);
    return format_yesno_pair(cell, &yes) == format->pair ? FIT_VALUE : FIT_AGAINST;
}

enum cell_fit format_read(const struct column_format *format, struct span cell, char *scratch,
                          struct cell *out)
{
    if (cell.len == 0)
        return FIT_EMPTY;
    switch (format->type) {
    case COLUMN_INTEGER:
    case COLUMN_DECIMAL:
        return read_number(format, cell, out);
    case COLUMN_DATE:
    case COLUMN_DATETIME:
        return read_date(format, cell, scratch, out);
    case COLUMN_YESNO:
        return read_yesno(format, cell, out);
    case COLUMN_TEXT:
    case COLUMN_TYPE_COUNT:
        break;
    }
    *out = cell_text(cell.data, (uint32_t)cell.len);
    return FIT_VALUE;
}
