/*
 * Keys. The text is made plain first, one character after the other, then parted into pieces
 * (words or n-grams), which are sorted by their bytes.
 */
#include "core/analysis/cleaning_key.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "core/base/utf8.h"

struct pieces {
    struct span *items;
    size_t count;
};

/* ---- plain text ---- */

static bool is_white(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

static bool is_mark(utf8proc_category_t category)
{
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/* What stays beside the letters. */
enum kept { KEPT_NOTHING, KEPT_WHITE, KEPT_SIGNS /* and white space as it is */ };

static bool is_dropped(uint32_t c, enum kept kept)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    bool punctuation = category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
    bool sign = c < 0x80 && c != 0 && strchr("$+<=>^`|~", (int)c);
    return (kept != KEPT_SIGNS && (punctuation || sign)) || is_mark(category) ||
           category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

/* Letters that no decomposition takes apart. */
static const char *spelled_out(uint32_t c)
{
    static const struct {
        uint32_t letter;
        const char *spelled;
    } letters[] = {{0xE6, "ae"}, {0xF8, "o"},  {0x153, "oe"}, {0xF0, "d"},
                   {0xFE, "th"}, {0x142, "l"}, {0x131, "i"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].letter == c)
            return letters[i].spelled;
    }
    return NULL;
}

static bool add_plain(uint32_t c, enum kept kept, struct buffer *out)
{
    char bytes[4];
    if (is_white(c) && kept != KEPT_SIGNS)
        return kept == KEPT_NOTHING || buffer_add_byte(out, ' ');
    if (!is_white(c) && is_dropped(c, kept))
        return true;
    const char *spelled = spelled_out(c);
    return spelled ? buffer_add_string(out, spelled) : buffer_add(out, bytes, utf8_write(c, bytes));
}

/* One character with its case folded (a Greek sigma at the end of a word as any other), and
 * decomposed. */
static bool add_decomposed(uint32_t c, enum kept kept, struct buffer *out)
{
    enum { DECOMPOSED_MAX = 32 };
    utf8proc_int32_t parts[DECOMPOSED_MAX];
    int boundary = 0;
    if (is_white(c))
        return add_plain(c, kept, out);
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)c, parts, DECOMPOSED_MAX,
        (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD), &boundary);
    if (count < 0 || count > DECOMPOSED_MAX)
        return add_plain((uint32_t)utf8proc_tolower((utf8proc_int32_t)c), kept, out);
    bool good = true;
    for (utf8proc_ssize_t i = 0; i < count && good; i++)
        good = add_plain((uint32_t)parts[i], kept, out);
    return good;
}

static bool make_plain(struct span text, enum kept kept, struct buffer *out)
{
    bool good = buffer_reserve(out, text.len);
    for (size_t i = 0; i < text.len && good;) {
        uint32_t c = 0;
        i += utf8_decode(text.data + i, text.len - i, &c);
        good = add_decomposed(c, kept, out);
    }
    return good;
}

bool cleaning_fold(struct span text, struct buffer *out)
{
    return make_plain(text, KEPT_SIGNS, out);
}

/* ---- pieces ---- */

static int by_bytes(const void *a, const void *b)
{
    const struct span *left = a, *right = b;
    size_t len = left->len < right->len ? left->len : right->len;
    int order = len ? memcmp(left->data, right->data, len) : 0;
    return order ? order : (left->len > right->len) - (left->len < right->len);
}

static bool join(struct pieces *pieces, const char *between, struct buffer *out)
{
    bool good = true;
    if (pieces->count > 1)
        qsort(pieces->items, pieces->count, sizeof *pieces->items, by_bytes);
    for (size_t i = 0; i < pieces->count && good; i++) {
        if (i > 0 && span_equal(pieces->items[i], pieces->items[i - 1]))
            continue;
        good =
            (i == 0 || buffer_add_string(out, between)) && buffer_add_span(out, pieces->items[i]);
    }
    return good;
}

static bool is_character_start(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

bool cleaning_fingerprint(struct span text, struct buffer *out)
{
    struct buffer plain = {0};
    struct pieces words = {NULL, 0};
    bool good = make_plain(text, KEPT_WHITE, &plain);
    if (good)
        words.items = calloc(plain.len / 2 + 1, sizeof *words.items);
    for (size_t i = 0; words.items && i < plain.len;) {
        size_t start = i += strspn(plain.data + i, " ");
        i += strcspn(plain.data + i, " ");
        if (i > start)
            words.items[words.count++] = span_of(plain.data + start, i - start);
    }
    good = words.items && join(&words, " ", out);
    free(words.items);
    buffer_free(&plain);
    return good;
}

bool cleaning_ngrams(struct span text, size_t n, struct buffer *out)
{
    struct buffer plain = {0};
    struct pieces grams = {NULL, 0};
    bool good = make_plain(text, KEPT_NOTHING, &plain);
    if (good)
        grams.items = calloc(plain.len + 1, sizeof *grams.items);
    for (size_t start = 0; grams.items && n > 0 && start < plain.len; start++) {
        size_t end = start, taken = 0;
        if (!is_character_start(plain.data[start]))
            continue;
        for (; end < plain.len && taken < n; taken++) {
            for (end++; end < plain.len && !is_character_start(plain.data[end]); end++)
                ;
        }
        if (taken == n)
            grams.items[grams.count++] = span_of(plain.data + start, end - start);
    }
    good = grams.items && join(&grams, "", out);
    free(grams.items);
    buffer_free(&plain);
    return good;
}

/* ---- distance ---- */

static size_t decode_all(struct span text, uint32_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; count++)
        i += utf8_decode(text.data + i, text.len - i, &out[count]);
    return count;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Row by row; a row that has nothing within the limit ends it. */
size_t cleaning_distance(struct span a, struct span b, size_t limit)
{
    uint32_t left[CLEANING_DISTANCE_MAX], right[CLEANING_DISTANCE_MAX];
    size_t row[CLEANING_DISTANCE_MAX + 1];
    if (span_equal(a, b))
        return 0;
    if (a.len > CLEANING_DISTANCE_MAX || b.len > CLEANING_DISTANCE_MAX)
        return limit + 1;
    size_t n = decode_all(a, left), m = decode_all(b, right);
    if ((n > m ? n - m : m - n) > limit)
        return limit + 1;
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0], best = i;
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (left[i - 1] != right[j - 1]));
            diagonal = above;
            best = row[j] < best ? row[j] : best;
        }
        if (best > limit)
            return limit + 1;
    }
    return row[m] <= limit ? row[m] : limit + 1;
}
