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

/* Adds the run of digits at text[*i] and moves *i behind it. */
static void add_number(struct span text, size_t *i, struct buffer *out)
{
    size_t start = *i;
    while (*i < text.len && is_digit(text.data[*i]))
        (*i)++;
    while (start + 1 < *i && text.data[start] == '0')
        start++;
    size_t len = *i - start;
    buffer_add_byte(out, '0');
    size_t left = len;
    for (; left >= 255; left -= 255)
        buffer_add_byte(out, (char)255);
    buffer_add_byte(out, (char)left);
    buffer_add(out, text.data + start, len);
}

bool natural_key(struct span text, struct buffer *out)
{
    struct buffer folded = {0};
    utf8_fold(text, &folded);
    struct span rest = buffer_span(&folded);
    for (size_t i = 0; i < rest.len;) {
        if (is_digit(rest.data[i]))
            add_number(rest, &i, out);
        else
            buffer_add_byte(out, rest.data[i++]);
    }
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
