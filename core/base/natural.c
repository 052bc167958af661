/*
 * Natural order. A run of digits becomes '0', its length without leading zeros, and its
 * digits: so longer numbers come after shorter ones, and numbers stand among other
 * characters where digits do.
 */
#include "core/base/natural.h"

#include <string.h>

#include "core/base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many digits stand at the front. */
static size_t count_digits(struct span text)
{
    size_t len = 0;
    while (len < text.len && is_digit(text.data[len]))
        len++;
    return len;
}

/* Writes a run of digits; there is room. */
static char *put_number(char *out, struct span digits)
{
    while (digits.len > 1 && *digits.data == '0')
        digits = span_of(digits.data + 1, digits.len - 1);
    size_t left = digits.len;
    *out++ = '0';
    for (; left >= 255; left -= 255)
        *out++ = (char)255;
    *out++ = (char)left;
    memcpy(out, digits.data, digits.len);
    return out + digits.len;
}

/* Bytes of a key at most: each run of digits gets two more, and one for each 255. */
static size_t key_room(size_t len)
{
    return 2 * len + len / 255 + 4;
}

/* The key of a text, folded already or of ASCII alone. NULL: there is another sign in it. */
static char *put_key(char *out, struct span text, bool folded)
{
    for (size_t i = 0; i < text.len;) {
        char c = text.data[i];
        if (is_digit(c)) {
            size_t len = count_digits(span_of(text.data + i, text.len - i));
            out = put_number(out, span_of(text.data + i, len));
            i += len;
            continue;
        }
        if (!folded && (unsigned char)c > 0x7f)
            return NULL;
        *out++ = !folded && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        i++;
    }
    return out;
}

static bool add_key(struct span text, bool folded, struct buffer *out)
{
    if (!buffer_reserve(out, key_room(text.len)))
        return true; /* and out has failed */
    char *end = put_key(out->data + out->len, text, folded);
    if (!end)
        return false;
    out->len = (size_t)(end - out->data);
    *end = '\0';
    return true;
}

bool natural_key(struct span text, struct buffer *out)
{
    struct buffer folded = {0};
    if (add_key(text, false, out))
        return !out->failed;
    utf8_fold(text, &folded);
    add_key(buffer_span(&folded), true, out);
    bool done = !folded.failed && !out->failed;
    buffer_free(&folded);
    return done;
}

int natural_compare(struct span a, struct span b)
{
    struct buffer key_a = {0}, key_b = {0};
    natural_key(a, &key_a);
    natural_key(b, &key_b);
    int order = span_compare(buffer_span(&key_a), buffer_span(&key_b));
    buffer_free(&key_a);
    buffer_free(&key_b);
    return order ? order : span_compare(a, b);
}
