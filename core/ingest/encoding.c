/*
 * Encodings: what the bytes of a file are, and how they become clean UTF-8. Apart from the
 * input, so that further encodings are a matter of this file alone.
 */
#include "core/ingest/encoding.h"

#include <string.h>
#include <strings.h>

#include "core/base/utf8.h"

enum status encoding_from_name(const char *name, enum encoding *out, struct error *err)
{
    static const struct {
        const char *name;
        enum encoding encoding;
    } known[] = {{"", ENCODING_AUTO},
                 {"auto", ENCODING_AUTO},
                 {"utf-8", ENCODING_UTF8},
                 {"utf8", ENCODING_UTF8}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(name ? name : "", known[i].name) == 0) {
            *out = known[i].encoding;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_INVALID, TEXT_INGEST_ENCODING_UNKNOWN,
                     TEXT_VALUES(text_string("encoding", name)));
}

/* First bytes that tell a kind of file. */
struct signature {
    const char *bytes;
    size_t len;
    enum text_id words;
};

static const struct signature signatures[] = {
    {"\xFF\xFE\0\0", 4, TEXT_INGEST_UTF16},
    {"\0\0\xFE\xFF", 4, TEXT_INGEST_UTF16},
    {"\xFF\xFE", 2, TEXT_INGEST_UTF16},
    {"\xFE\xFF", 2, TEXT_INGEST_UTF16},
    {"PK\x03\x04", 4, TEXT_INGEST_WORKBOOK},
    {"\xD0\xCF\x11\xE0", 4, TEXT_INGEST_WORKBOOK},
    {"SQLite format 3", 16, TEXT_INGEST_SQLITE},
    {"\x1F\x8B", 2, TEXT_INGEST_PACKED},
    {"BZh", 3, TEXT_INGEST_PACKED},
    {"\xFD"
     "7zXZ",
     5, TEXT_INGEST_PACKED},
};

/* Bytes that no text has: control characters apart from tab, line ends, form feed, escape
 * and the end mark of old systems. A few may stand in a text by accident. */
static bool looks_binary(struct span start)
{
    size_t odd = 0;
    for (size_t i = 0; i < start.len; i++) {
        unsigned char c = (unsigned char)start.data[i];
        odd +=
            c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A && c != 0x1B;
    }
    return odd > 2 && odd > start.len / 50;
}

enum status encoding_check(struct span start, const char *file, size_t *mark, struct error *err)
{
    *mark = 0;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (start.len >= s->len && memcmp(start.data, s->bytes, s->len) == 0)
            return error_set_at(err, STATUS_WRONG_KIND, file, 0, 0, s->words,
                                TEXT_VALUES(text_string("file", file)));
    }
    if (looks_binary(start))
        return error_set_at(err, STATUS_WRONG_KIND, file, 0, 0, TEXT_INGEST_BINARY,
                            TEXT_VALUES(text_string("file", file)));
    if (start.len >= 3 && memcmp(start.data, "\xEF\xBB\xBF", 3) == 0)
        *mark = 3;
    return STATUS_OK;
}

/* Length of the start that is plain: 0x01–0x7F. Eight bytes at a time. */
static size_t plain_length(const char *data, size_t len)
{
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, data + i, 8);
        uint64_t zero = (word - 0x0101010101010101u) & ~word;
        if (((word | zero) & 0x8080808080808080u) != 0)
            break;
    }
    while (i < len && (signed char)data[i] > 0)
        i++;
    return i;
}

/* A character that is cut off by the end of the text, not malformed. */
static bool is_cut_off(const char *data, size_t len)
{
    unsigned char lead = (unsigned char)data[0];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || len >= need)
        return false;
    uint32_t c;
    return utf8_decode(data, len, &c) == len; /* malformed sequences end earlier */
}

/* Bytes of the well-formed character at data, or 0. */
static size_t good_length(const char *data, size_t len)
{
    uint32_t c;
    size_t used = utf8_decode(data, len, &c);
    if (c == UTF8_REPLACEMENT && !(used == 3 && memcmp(data, "\xEF\xBF\xBD", 3) == 0))
        return 0;
    return used;
}

bool encoding_is_clean(struct span text, size_t *whole)
{
    size_t i = 0;
    while (i < text.len) {
        i += plain_length(text.data + i, text.len - i);
        if (i == text.len)
            break;
        size_t used = text.data[i] == '\0' ? 0 : good_length(text.data + i, text.len - i);
        if (used == 0) {
            *whole = i;
            return text.data[i] != '\0' && is_cut_off(text.data + i, text.len - i);
        }
        i += used;
    }
    *whole = text.len;
    return true;
}

size_t encoding_clean(struct span text, bool last, struct buffer *out, struct encoding_notes *notes)
{
    size_t i = 0;
    while (i < text.len) {
        size_t plain = plain_length(text.data + i, text.len - i);
        buffer_add(out, text.data + i, plain);
        i += plain;
        if (i == text.len)
            break;
        if (text.data[i] == '\0') {
            notes->nuls++;
            i++;
            continue;
        }
        if (!last && is_cut_off(text.data + i, text.len - i))
            break;
        size_t used = good_length(text.data + i, text.len - i);
        if (used == 0) {
            uint32_t c;
            used = utf8_decode(text.data + i, text.len - i, &c);
            buffer_add(out, "\xEF\xBF\xBD", 3);
            notes->repaired++;
        } else {
            buffer_add(out, text.data + i, used);
        }
        i += used;
    }
    return i;
}
