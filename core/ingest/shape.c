/*
 * Shapes of cells and columns. The cost of a cell is the negative logarithm of a likelihood:
 * its class among those of the column, then its pattern, its ends and its length.
 */
#include "core/ingest/shape.h"

#include <math.h>
#include <string.h>

#include "core/ingest/date.h"

/* ---- classes ---- */

struct signs {
    size_t digits, letters, blanks, others;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static struct signs count_signs(struct span cell)
{
    struct signs out = {0};
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.data[i];
        if (is_digit(c))
            out.digits++;
        else if (is_letter(c))
            out.letters++;
        else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            out.blanks++;
        else
            out.others++;
    }
    return out;
}

static struct span trim(struct span text)
{
    while (text.len && (unsigned char)*text.data <= ' ')
        text = span_of(text.data + 1, text.len - 1);
    while (text.len && (unsigned char)text.data[text.len - 1] <= ' ')
        text.len--;
    return text;
}

/* A currency sign or code at the front; bytes of it. */
static size_t currency_at(struct span text)
{
    if (text.len == 0 || is_digit(*text.data) || strchr("-+.,(", *text.data))
        return 0;
    static const char *const signs[] = {"$", "£", "€", "¥", "EUR", "GBP", "USD", "CAD", "CHF"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i]);
        if (text.len >= len && memcmp(text.data, signs[i], len) == 0)
            return len;
    }
    return 0;
}

static size_t currency_before(struct span text)
{
    bool digit = text.len && is_digit(text.data[text.len - 1]);
    for (size_t len = 1; !digit && len <= 3 && len < text.len; len++) {
        if (currency_at(span_of(text.data + text.len - len, len)) == len)
            return len;
    }
    return 0;
}

/* Digits with single separators between them. */
static bool reads_number(struct span text)
{
    if (text.len > 2 && *text.data == '(' && text.data[text.len - 1] == ')')
        text = span_of(text.data + 1, text.len - 2);
    for (int i = 0; i < 2; i++) {
        if (text.len && (*text.data == '-' || *text.data == '+'))
            text = span_of(text.data + 1, text.len - 1);
        size_t front = currency_at(text);
        text = trim(span_of(text.data + front, text.len - front));
    }
    if (text.len && text.data[text.len - 1] == '%')
        text.len--;
    text.len -= currency_before(text);
    text = trim(text);
    bool separated = true, any = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        bool separator = c == '.' || c == ',' || c == '\'' || c == ' ';
        if (!is_digit(c) && (!separator || (separated && !(c == '.' && i == 0))))
            return false;
        separated = separator;
        any |= is_digit(c);
    }
    return any && !separated;
}

static bool reads_time(struct span text)
{
    size_t digits = 0, groups = 0;
    if (text.len > 3 && (text.data[text.len - 1] | 0x20) == 'm')
        text = trim(span_of(text.data, text.len - 2));
    for (size_t i = 0; i < text.len; i++) {
        if (is_digit(text.data[i])) {
            digits++;
        } else if (text.data[i] == ':' && digits > 0 && digits <= 2 &&
                   (groups == 0 || digits == 2)) {
            groups++;
            digits = 0;
        } else {
            return text.data[i] == '.' && groups == 2 && digits == 2;
        }
    }
    return (groups == 1 || groups == 2) && digits == 2;
}

static enum shape_class date_class(struct span text)
{
    char scratch[DATE_TEXT_SIZE];
    size_t len = 0;
    for (int order = 0; order < DATE_ORDER_COUNT; order++) {
        enum date_fit fit = date_read(text, (enum date_order)order, scratch, &len);
        if (fit == DATE_FITS || fit == DATE_FITS_TIME)
            return fit == DATE_FITS ? SHAPE_DATE : SHAPE_DATETIME;
    }
    return SHAPE_EMPTY;
}

static bool reads_address(struct span text)
{
    static const char *const fronts[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        if (text.len > strlen(fronts[i]) && memcmp(text.data, fronts[i], strlen(fronts[i])) == 0)
            return true;
    }
    const char *at = memchr(text.data, '@', text.len);
    return at && at > text.data && memchr(at, '.', text.len - (size_t)(at - text.data));
}

/* Letters and digits, with signs such as - _ / . # between them. */
static bool reads_code(struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (!is_digit(c) && !is_letter(c) && !strchr("-_/.#+:&()", c))
            return false;
    }
    return true;
}

static enum shape_class measured_class(struct span text, const struct signs *signs)
{
    if (signs->digits == text.len ||
        (signs->digits + 1 == text.len && (*text.data == '-' || *text.data == '+')))
        return SHAPE_INTEGER;
    if (signs->letters <= 12 && reads_number(text))
        return SHAPE_NUMBER;
    if (text.len < 4 || text.len > 40 || signs->digits < 2)
        return SHAPE_EMPTY;
    if (reads_time(text))
        return SHAPE_TIME;
    return signs->digits >= 3 && signs->others + signs->blanks > 0 ? date_class(text) : SHAPE_EMPTY;
}

enum shape_class shape_class_of(struct span cell)
{
    struct span text = trim(cell);
    if (text.len == 0)
        return SHAPE_EMPTY;
    struct signs signs = count_signs(text);
    if (signs.digits) {
        enum shape_class measured = measured_class(text, &signs);
        if (measured != SHAPE_EMPTY)
            return measured;
    }
    if (signs.blanks == 0 && reads_address(text))
        return SHAPE_ADDRESS;
    if (signs.letters + signs.digits == 0)
        return SHAPE_OTHER;
    if (signs.blanks == 0 && signs.digits && reads_code(text))
        return SHAPE_CODE;
    if (signs.blanks == 0)
        return signs.others * 2 <= signs.letters + 1 && signs.digits == 0 ? SHAPE_WORD
                                                                          : SHAPE_OTHER;
    return signs.letters >= signs.others ? SHAPE_TEXT : SHAPE_OTHER;
}

/* ---- patterns ---- */

static char sign_of(char c)
{
    if (is_digit(c))
        return '9';
    if (c >= 'A' && c <= 'Z')
        return 'A';
    return is_letter(c) ? 'a' : c;
}

static uint32_t mix(uint32_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 16777619u;
}

/* Runs of the same kind of sign count once in the loose one. */
static void patterns_of(struct span cell, uint32_t *exact, uint32_t *loose)
{
    char before = 0;
    *exact = *loose = 2166136261u;
    for (size_t i = 0; i < cell.len && i < 64; i++) {
        char sign = sign_of(cell.data[i]);
        *exact = mix(*exact, sign);
        if (sign != before)
            *loose = mix(*loose, sign);
        before = sign;
    }
}

static size_t kind_of_sign(char c)
{
    if (is_digit(c))
        return 0;
    if (c >= 'A' && c <= 'Z')
        return 1;
    if (is_letter(c))
        return 2;
    if (c == ' ')
        return 3;
    return c == '.' || c == '!' || c == '?' || c == ')' ? 4 : 5;
}

/* Capitals of Western languages are capitals, too. */
static size_t kind_of_first(struct span cell)
{
    bool latin = cell.len > 1 && (unsigned char)cell.data[0] == 0xC3;
    return latin && (unsigned char)cell.data[1] <= 0x9E ? 1 : kind_of_sign(*cell.data);
}

static size_t length_of(struct span cell)
{
    size_t bucket = 0;
    for (size_t len = cell.len; len > 1 && bucket < SHAPE_LENGTHS - 1; len /= 2)
        bucket++;
    return bucket;
}

/* False: there are too many others already. */
static bool count_pattern(struct shape_pattern *patterns, size_t size, uint32_t hash)
{
    for (size_t i = 0; i < size; i++) {
        if (patterns[i].count && patterns[i].hash != hash)
            continue;
        patterns[i].hash = hash;
        patterns[i].count++;
        return true;
    }
    return false;
}

static uint32_t hash_of(struct span cell)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < cell.len; i++)
        hash = mix(hash, cell.data[i]);
    return hash;
}

static double share_of(const struct shape_pattern *patterns, uint32_t hash, double total)
{
    for (size_t i = 0; i < SHAPE_PATTERNS; i++) {
        if (patterns[i].hash == hash)
            return (double)patterns[i].count / total;
    }
    return 0;
}

/* ---- columns ---- */

void shape_learn(struct column_shape *column, struct span cell)
{
    enum shape_class class = shape_class_of(cell);
    column->total++;
    column->classes[class]++;
    if (class == SHAPE_EMPTY)
        return;
    uint32_t exact, loose;
    patterns_of(cell, &exact, &loose);
    count_pattern(column->exact, SHAPE_PATTERNS, exact);
    count_pattern(column->loose, SHAPE_PATTERNS, loose);
    column->others += !count_pattern(column->values, SHAPE_VALUES, hash_of(cell));
    column->first[kind_of_first(cell)]++;
    column->last[kind_of_sign(cell.data[cell.len - 1])]++;
    column->lengths[length_of(cell)]++;
}

static double surprise(double seen, double total, double kinds)
{
    return -log((seen + 0.3) / (total + 0.3 * kinds));
}

/* Classes that are near each other lend some of their weight. */
static double seen_of(const struct column_shape *column, enum shape_class class)
{
    const int64_t *seen = column->classes;
    double own = (double)seen[class];
    if (class == SHAPE_WORD)
        own += 0.5 * (double)seen[SHAPE_TEXT] + 0.1 * (double)seen[SHAPE_CODE];
    if (class == SHAPE_TEXT)
        own += 0.5 * (double)seen[SHAPE_WORD] + 0.2 * (double)seen[SHAPE_OTHER];
    if (class == SHAPE_OTHER)
        own += 0.2 * (double)seen[SHAPE_TEXT];
    if (class == SHAPE_INTEGER)
        own += 0.3 * (double)seen[SHAPE_NUMBER];
    if (class == SHAPE_NUMBER)
        own += 0.3 * (double)seen[SHAPE_INTEGER];
    return own;
}

static double cost_of_pattern(const struct column_shape *column, struct span cell, double filled)
{
    uint32_t exact, loose;
    patterns_of(cell, &exact, &loose);
    double share = 0.5 * share_of(column->exact, exact, filled) +
                   0.35 * share_of(column->loose, loose, filled) + 0.15;
    return -log(share);
}

/* Where the same few values come again and again, a new one is a surprise: as much as there
 * were few that came but once. */
static double cost_of_value(const struct column_shape *column, struct span cell, double filled)
{
    double once = (double)column->others;
    uint32_t hash = hash_of(cell);
    for (size_t i = 0; i < SHAPE_VALUES && column->values[i].count; i++) {
        if (column->values[i].hash == hash)
            return 0;
        once += column->values[i].count == 1;
    }
    return surprise(once, filled, 2);
}

static double cost_of_form(const struct column_shape *column, struct span cell,
                           enum shape_class class)
{
    if (column->total == 0)
        return 0;
    double total = (double)column->total;
    double cost = surprise(seen_of(column, class), total, SHAPE_CLASSES);
    double filled = total - (double)column->classes[SHAPE_EMPTY];
    if (class == SHAPE_EMPTY || filled == 0)
        return cost;
    double ends =
        surprise((double)column->first[kind_of_first(cell)], filled, SHAPE_SIGNS) +
        surprise((double)column->last[kind_of_sign(cell.data[cell.len - 1])], filled, SHAPE_SIGNS);
    size_t length = length_of(cell);
    double near = (double)column->lengths[length];
    near += 0.5 * (double)(length > 0 ? column->lengths[length - 1] : 0);
    near += 0.5 * (double)(length + 1 < SHAPE_LENGTHS ? column->lengths[length + 1] : 0);
    cost += 0.4 * ends + 0.3 * surprise(near, filled, SHAPE_LENGTHS);
    if (class != SHAPE_TEXT && class != SHAPE_WORD && class != SHAPE_ADDRESS)
        cost += cost_of_pattern(column, cell, filled);
    return cost;
}

double shape_cost(const struct column_shape *column, struct span cell)
{
    double filled = (double)(column->total - column->classes[SHAPE_EMPTY]);
    enum shape_class class = shape_class_of(cell);
    double cost = cost_of_form(column, cell, class);
    /* figures are all alike new, unless the column has but a few: answers, grades */
    bool few = class == SHAPE_INTEGER && column->others == 0;
    double weight = class == SHAPE_TEXT || class == SHAPE_WORD ? 0.8 : few ? 0.4 : 0;
    if (filled > 0 && weight > 0)
        cost += weight * cost_of_value(column, cell, filled);
    return cost;
}

bool shape_is_new(const struct column_shape *column, struct span cell)
{
    double filled = (double)(column->total - column->classes[SHAPE_EMPTY]);
    return filled >= 8 && shape_class_of(cell) != SHAPE_EMPTY &&
           cost_of_value(column, cell, filled) > 1.5;
}

void shape_settle(struct column_shape *column, struct span cell)
{
    double cost = cost_of_form(column, cell, shape_class_of(cell));
    if (cost > column->worst[0]) {
        column->worst[1] = column->worst[0];
        column->worst[0] = cost;
    } else if (cost > column->worst[1])
        column->worst[1] = cost;
}

bool shape_is_at_home(const struct column_shape *column, struct span cell)
{
    /* among many cells one may be strange itself */
    double worst = column->total >= 20 ? column->worst[1] : column->worst[0];
    return column->total == 0 || cost_of_form(column, cell, shape_class_of(cell)) <= worst + 0.8;
}

bool shape_is_common(const struct column_shape *column, struct span cell)
{
    enum shape_class class = shape_class_of(cell);
    int64_t like = column->classes[class];
    if (class == SHAPE_EMPTY)
        return like > 0;
    if (class == SHAPE_WORD || class == SHAPE_TEXT)
        like = column->classes[SHAPE_WORD] + column->classes[SHAPE_TEXT];
    return like * 10 >= column->total;
}

enum shape_class shape_of_column(const struct column_shape *column)
{
    int64_t filled = column->total - column->classes[SHAPE_EMPTY];
    for (int class = 1; class < SHAPE_CLASSES && filled > 0; class ++) {
        int64_t count = column->classes[class];
        if (class == SHAPE_NUMBER)
            count += column->classes[SHAPE_INTEGER];
        if (class == SHAPE_INTEGER && column->classes[SHAPE_NUMBER])
            continue;
        if (count * 10 >= filled * 8)
            return (enum shape_class) class;
    }
    return SHAPE_EMPTY;
}
