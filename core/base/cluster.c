/* What looks like one character: a letter with its marks, a flag, a family. */
#include <utf8proc.h>

#include "core/base/utf8.h"

static bool is_plain(struct span text, size_t at)
{
    return (unsigned char)text.data[at] < 0x80;
}

size_t utf8_cluster_next(struct span text, size_t at)
{
    uint32_t before = 0, after = 0;
    utf8proc_int32_t state = 0;
    if (at >= text.len)
        return text.len;
    if (is_plain(text, at) && (at + 1 == text.len || is_plain(text, at + 1)))
        return at + 1;
    at += utf8_decode(text.data + at, text.len - at, &before);
    while (at < text.len) {
        size_t len = utf8_decode(text.data + at, text.len - at, &after);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after,
                                             &state))
            break;
        before = after;
        at += len;
    }
    return at;
}

/* Where one ends may hang on all that stands before it (flags are pairs of letters): it is
 * looked for from the start of the line. */
size_t utf8_cluster_previous(struct span text, size_t at)
{
    size_t start = at;
    if (at == 0)
        return 0;
    if (is_plain(text, at - 1) && (at == 1 || is_plain(text, at - 2)))
        return at - 1;
    while (start > 0 && text.data[start - 1] != '\n')
        start--;
    if (start == at)
        return at - 1;
    for (size_t next; (next = utf8_cluster_next(text, start)) < at;)
        start = next;
    return start;
}
