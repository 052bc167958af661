/*
 * The comparison of a search. Apart because a search over millions of cells lives from the
 * short way for ASCII, and because several places search.
 */
#include "core/analysis/needle.h"

#include <string.h>

#include "core/base/utf8.h"

static bool is_ascii(struct span text)
{
    unsigned char bits = 0;
    for (size_t i = 0; i < text.len; i++)
        bits |= (unsigned char)text.data[i];
    return bits < 0x80;
}

static unsigned char lower(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

bool needle_set(struct needle *needle, struct span text)
{
    buffer_clear(&needle->folded);
    utf8_fold(text, &needle->folded);
    needle->ascii = is_ascii(buffer_span(&needle->folded));
    return !needle->folded.failed;
}

void needle_free(struct needle *needle)
{
    buffer_free(&needle->folded);
    buffer_free(&needle->scratch);
}

static bool ascii_in(struct span needle, struct span text)
{
    const unsigned char first = (unsigned char)needle.data[0];
    for (size_t at = 0; at + needle.len <= text.len; at++) {
        if (lower(text.data[at]) != first)
            continue;
        size_t i = 1;
        while (i < needle.len && lower(text.data[at + i]) == (unsigned char)needle.data[i])
            i++;
        if (i == needle.len)
            return true;
    }
    return false;
}

bool needle_in(struct needle *needle, struct span text)
{
    struct span folded = buffer_span(&needle->folded);
    if (folded.len == 0 || text.len == 0)
        return false;
    if (is_ascii(text))
        return needle->ascii && ascii_in(folded, text);
    return utf8_contains_folded(text, folded, &needle->scratch);
}
