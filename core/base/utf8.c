/* UTF-8: reading, writing, repair, and folding for comparison. What a screen may show is
 * in screen_text.c. */
#include "core/base/utf8.h"

#include <stdlib.h>

#include <utf8proc.h>

/* Length and smallest allowed code point by the lead byte; 0: no lead byte. */
static size_t sequence_length(unsigned char lead, uint32_t *least, uint32_t *bits)
{
    if (lead < 0x80) {
        *least = 0;
        *bits = lead;
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        *least = 0x80;
        *bits = lead & 0x1Fu;
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        *least = 0x800;
        *bits = lead & 0x0Fu;
        return 3;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        *least = 0x10000;
        *bits = lead & 0x07u;
        return 4;
    }
    return 0;
}

/* Bytes of the well-formed character at data, or 0 and *bad bytes of a malformed one
 * (the maximal part that could have begun a character, as the Unicode standard advises). */
static size_t read_character(const char *data, size_t len, uint32_t *out, size_t *bad)
{
    uint32_t least = 0;
    uint32_t c = 0;
    size_t need = sequence_length((unsigned char)data[0], &least, &c);
    *bad = 1;
    if (need == 0)
        return 0;
    for (size_t i = 1; i < need; i++) {
        if (i >= len || ((unsigned char)data[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | ((unsigned char)data[i] & 0x3Fu);
        /* E0 80, ED A0, F0 80, F4 90: wrong from the second byte on. */
        bool overlong = i == 1 && c << (6 * (need - 2)) < least && need > 2 &&
                        (c << (6 * (need - 2)) | ((1u << (6 * (need - 2))) - 1)) < least;
        bool surrogate = need == 3 && i == 1 && c >= 0xD800 >> 6 && c <= 0xDFFF >> 6;
        bool beyond = need == 4 && i == 1 && c > 0x10FFFF >> 12;
        if (overlong || surrogate || beyond)
            return 0;
        *bad = i + 1;
    }
    *out = c;
    return need;
}

size_t utf8_decode(const char *data, size_t len, uint32_t *out)
{
    size_t bad = 1;
    if ((unsigned char)data[0] < 0x80) {
        *out = (unsigned char)data[0];
        return 1;
    }
    size_t used = read_character(data, len, out, &bad);
    if (used == 0) {
        *out = UTF8_REPLACEMENT;
        return bad;
    }
    return used;
}

size_t utf8_write(uint32_t c, char *out)
{
    if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF)
        c = UTF8_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* How many bytes from the start are plain ASCII, eight at a time. */
static size_t ascii_run(const char *data, size_t len)
{
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, data + i, 8);
        if (word & 0x8080808080808080u)
            break;
    }
    while (i < len && (unsigned char)data[i] < 0x80)
        i++;
    return i;
}

bool utf8_valid(struct span text)
{
    size_t i = 0;
    while (i < text.len) {
        i += ascii_run(text.data + i, text.len - i);
        if (i >= text.len)
            break;
        uint32_t c = 0;
        size_t bad = 0;
        size_t used = read_character(text.data + i, text.len - i, &c, &bad);
        if (used == 0)
            return false;
        i += used;
    }
    return true;
}

size_t utf8_repair(struct span text, struct buffer *out)
{
    size_t repaired = 0;
    size_t i = 0;
    while (i < text.len) {
        size_t run = ascii_run(text.data + i, text.len - i);
        buffer_add(out, text.data + i, run);
        i += run;
        if (i >= text.len)
            break;
        uint32_t c = 0;
        size_t bad = 1;
        size_t used = read_character(text.data + i, text.len - i, &c, &bad);
        if (used == 0) {
            buffer_add(out, "\xEF\xBF\xBD", 3);
            repaired++;
            used = bad;
        } else {
            buffer_add(out, text.data + i, used);
        }
        i += used;
    }
    return repaired;
}

/* ASCII folds by adding 32; nothing else is needed for most cells. */
static bool fold_ascii(struct span text, struct buffer *out)
{
    if (ascii_run(text.data, text.len) < text.len || !buffer_reserve(out, text.len))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        out->data[out->len + i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    out->len += text.len;
    out->data[out->len] = '\0';
    return true;
}

bool utf8_fold(struct span text, struct buffer *out)
{
    if (text.len == 0 || fold_ascii(text, out))
        return true;
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.len, &folded,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    bool ok = len >= 0;
    ok = (ok ? buffer_add(out, folded, (size_t)len) : buffer_add_span(out, text)) && ok;
    free(folded);
    return ok;
}

bool utf8_contains_folded(struct span text, struct span folded_needle, struct buffer *scratch)
{
    if (folded_needle.len == 0)
        return true;
    buffer_clear(scratch);
    (void)utf8_fold(text, scratch);
    return scratch->len > 0 &&
           memmem(scratch->data, scratch->len, folded_needle.data, folded_needle.len) != NULL;
}
