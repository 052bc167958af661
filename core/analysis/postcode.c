/*
 * Postcodes. Signs are gathered without what stands between them and compared with the forms
 * that the postal services publish, with the letters that they leave out.
 */
#include "core/analysis/postcode.h"

#include <stdio.h>
#include <string.h>

enum { SIGNS_MAX = 7, SHARE = 10 };

/*
 * A form: 9 a digit, 1 a digit from 1 to 9; a letter stands for a set of letters. The outer
 * part ends where the blank is.
 */
struct form {
    enum postcode_country country;
    const char *signs;
};

static const struct form forms[] = {
    {POSTCODE_UK, "F9 9II"},      {POSTCODE_UK, "F99 9II"},          {POSTCODE_UK, "F9T 9II"},
    {POSTCODE_UK, "FS9 9II"},     {POSTCODE_UK, "FS99 9II"},         {POSTCODE_UK, "FS9U 9II"},
    {POSTCODE_CANADA, "C9L 9L9"}, {POSTCODE_NETHERLANDS, "1999 AA"},
};

/* Letters that may stand at a place of a form. */
static const char *letters_of(char place)
{
    switch (place) {
    case 'F': /* the first of an area */
        return "ABCDEFGHIJKLMNOPRSTUWYZ";
    case 'S': /* the second of an area */
        return "ABCDEFGHKLMNOPQRSTUVWXY";
    case 'T': /* behind one letter and a digit, in London */
        return "ABCDEFGHJKPSTUW";
    case 'U': /* behind two letters and a digit, in London */
        return "ABEHMNPRVWXY";
    case 'I': /* the two last ones */
        return "ABDEFGHJLNPQRSTUWXYZ";
    case 'C': /* a province of Canada */
        return "ABCEGHJKLMNPRSTVXY";
    case 'L': /* elsewhere in Canada */
        return "ABCEGHJKLMNPRSTVWXYZ";
    default:
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    }
}

/* Codes that follow no form: a bank, and territories overseas. */
static const char *const others[] = {"GIR 0AA",  "ASCN 1ZZ", "BBND 1ZZ", "BIQQ 1ZZ", "FIQQ 1ZZ",
                                     "PCRN 1ZZ", "SIQQ 1ZZ", "STHL 1ZZ", "TDCU 1ZZ", "TKCA 1ZZ"};

static bool fits_place(char place, char sign)
{
    if (place == '9' || place == '1')
        return sign >= place - (place == '9' ? 9 : 0) && sign <= '9';
    return strchr(letters_of(place), sign) != NULL;
}

static bool is_gap(const char *p, size_t left, size_t *len)
{
    *len = 1;
    if (*p == ' ' || *p == '\t' || *p == '-')
        return true;
    *len = 2;
    return left >= 2 && memcmp(p, "\xC2\xA0", 2) == 0;
}

/* Letters and digits in capitals; 0: something else is among them, or too much. */
static size_t gather(struct span text, char *out)
{
    size_t count = 0, gap = 0;
    for (size_t i = 0; i < text.len;) {
        char sign = text.data[i];
        if (is_gap(text.data + i, text.len - i, &gap)) {
            i += gap;
            continue;
        }
        if (sign >= 'a' && sign <= 'z')
            sign = (char)(sign - 'a' + 'A');
        if (count == SIGNS_MAX || !((sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9')))
            return 0;
        out[count++] = sign;
        i++;
    }
    out[count] = '\0';
    return count;
}

/* Lays the signs out as the form says; false: they don't fit it. */
static bool lay_out(const char *signs, const char *form, struct postcode *out)
{
    size_t len = 0;
    for (; *form; form++) {
        if (*form == ' ') {
            memcpy(out->outer, out->full, len);
            out->outer[len] = '\0';
            out->full[len++] = ' ';
            continue;
        }
        if (!*signs || !fits_place(*form, *signs))
            return false;
        out->full[len++] = *signs++;
    }
    out->full[len] = '\0';
    return *signs == '\0';
}

/* Combinations that the Dutch post does not give out. */
static bool is_shunned(const struct postcode *code)
{
    const char *letters = code->full + strlen(code->outer) + 1;
    return code->country == POSTCODE_NETHERLANDS &&
           (strcmp(letters, "SA") == 0 || strcmp(letters, "SD") == 0 || strcmp(letters, "SS") == 0);
}

static bool read_other(const char *signs, struct postcode *out)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t outer = strcspn(others[i], " ");
        if (strncmp(signs, others[i], outer) != 0 ||
            strcmp(signs + outer, others[i] + outer + 1) != 0)
            continue;
        out->country = POSTCODE_UK;
        snprintf(out->full, sizeof out->full, "%s", others[i]);
        snprintf(out->outer, sizeof out->outer, "%.*s", (int)outer, others[i]);
        return true;
    }
    return false;
}

/* ---- forms for others ---- */

/* What the Dutch post does not shun: other letters before any, and S before some. */
static const struct {
    const char *first, *second;
} dutch[] = {{"ABCDEFGHIJKLMNOPQRTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
             {"S", "BCEFGHIJKLMNOPQRTUVWXYZ"}};

static void glob_form(const char *form, struct postcode_form *out)
{
    size_t len = 0, outer = strcspn(form, " ");
    out->inner = strlen(form) - outer - 1;
    for (; *form; form++) {
        const char *set = *form == '9' ? "0-9" : *form == '1' ? "1-9" : letters_of(*form);
        if (*form == ' ')
            out->outer = len;
        else
            len += (size_t)snprintf(out->glob + len, sizeof out->glob - len, "[%s]", set);
    }
}

bool postcode_form_at(size_t i, struct postcode_form *out)
{
    size_t count = sizeof forms / sizeof *forms - 1, dutch_count = sizeof dutch / sizeof *dutch;
    if (i < count) { /* the last form is the Dutch one */
        glob_form(forms[i].signs, out);
        return true;
    }
    i -= count;
    if (i < dutch_count) {
        snprintf(out->glob, sizeof out->glob, "[1-9][0-9][0-9][0-9][%s][%s]", dutch[i].first,
                 dutch[i].second);
        out->inner = 2;
        out->outer = strcspn("[1-9][0-9][0-9][0-9]|", "|");
        return true;
    }
    i -= dutch_count;
    if (i >= sizeof others / sizeof *others)
        return false;
    size_t outer = strcspn(others[i], " ");
    snprintf(out->glob, sizeof out->glob, "%.*s%s", (int)outer, others[i], others[i] + outer + 1);
    out->inner = strlen(others[i]) - outer - 1;
    out->outer = 0;
    return true;
}

bool postcode_read(struct span text, struct postcode *out)
{
    char signs[SIGNS_MAX + 1];
    *out = (struct postcode){.country = POSTCODE_NONE};
    if (gather(text, signs) < 5)
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        out->country = forms[i].country;
        if (lay_out(signs, forms[i].signs, out) && !is_shunned(out))
            return true;
    }
    *out = (struct postcode){.country = POSTCODE_NONE};
    return read_other(signs, out);
}

bool postcode_read_outer(struct span text, char *out)
{
    struct postcode code;
    char signs[SIGNS_MAX + 1], form[SIGNS_MAX + 2];
    if (postcode_read(text, &code)) {
        strcpy(out, code.outer);
        return true;
    }
    if (gather(text, signs) == 0)
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t outer = strcspn(forms[i].signs, " ");
        memcpy(form, forms[i].signs, outer);
        form[outer] = '\0';
        if (!lay_out(signs, form, &code))
            continue;
        strcpy(out, code.full);
        return true;
    }
    return false;
}

void postcode_count(struct postcode_tally *tally, struct span text, int64_t times)
{
    struct postcode code;
    size_t gap = 0;
    bool empty = true;
    for (size_t i = 0; i < text.len && empty; i += gap)
        empty = is_gap(text.data + i, text.len - i, &gap);
    if (empty)
        return;
    tally->values += times;
    if (postcode_read(text, &code))
        tally->of[code.country] += times;
}

enum postcode_country postcode_of_column(const struct postcode_tally *tally)
{
    for (int i = POSTCODE_NONE + 1; i < POSTCODE_COUNTRY_COUNT; i++) {
        if (tally->of[i] > 0 && tally->of[i] >= tally->values - tally->values / SHARE)
            return (enum postcode_country)i;
    }
    return POSTCODE_NONE;
}
