/*
 * Encodings: what the bytes of a file are, and how they become clean UTF-8. Which of those
 * that extend ASCII it is, encoding_weigh.c tells.
 */
#include "core/ingest/encoding.h"

#include <assert.h>
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
                 {"utf8", ENCODING_UTF8},
                 {"utf-16", ENCODING_UTF16LE},
                 {"utf-16le", ENCODING_UTF16LE},
                 {"utf-16be", ENCODING_UTF16BE},
                 {"windows-1252", ENCODING_WINDOWS_1252},
                 {"cp1252", ENCODING_WINDOWS_1252},
                 {"latin-1", ENCODING_LATIN1},
                 {"latin1", ENCODING_LATIN1},
                 {"iso-8859-1", ENCODING_LATIN1},
                 {"latin-9", ENCODING_ISO_8859_15},
                 {"iso-8859-15", ENCODING_ISO_8859_15}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(name ? name : "", known[i].name) == 0) {
            *out = known[i].encoding;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_INVALID, TEXT_INGEST_ENCODING_UNKNOWN,
                     TEXT_VALUES(text_string("encoding", name)));
}

const char *encoding_name(enum encoding encoding)
{
    static const char *const names[] = {
        [ENCODING_AUTO] = "",
        [ENCODING_UTF8] = "UTF-8",
        [ENCODING_UTF16LE] = "UTF-16 (LE)",
        [ENCODING_UTF16BE] = "UTF-16 (BE)",
        [ENCODING_WINDOWS_1252] = "Windows-1252",
        [ENCODING_LATIN1] = "Latin-1",
        [ENCODING_ISO_8859_15] = "ISO-8859-15",
    };
    return names[encoding];
}

/* First bytes that tell a kind of file. */
struct signature {
    const char *bytes;
    size_t len;
    enum text_id words;
};

static const struct signature signatures[] = {
    {"\xFF\xFE\0\0", 4, TEXT_INGEST_UTF32},
    {"\0\0\xFE\xFF", 4, TEXT_INGEST_UTF32},
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
 * and the end mark of old systems. A few may stand in a text by accident, and NULs fill up
 * the fields of old exports. */
static bool looks_binary(struct span start)
{
    size_t odd = 0, nuls = 0;
    for (size_t i = 0; i < start.len; i++) {
        unsigned char c = (unsigned char)start.data[i];
        nuls += c == 0;
        odd += c && c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A &&
               c != 0x1B;
    }
    return (odd > 2 && odd > start.len / 50) || (nuls > start.len / 3 && nuls < start.len);
}

/* UTF-16 without a mark: NULs stand beside letters, on one side only. */
static enum encoding utf16_of(struct span start)
{
    size_t pairs = start.len / 2, zeros[2] = {0};
    if (pairs > 32768)
        pairs = 32768;
    for (size_t i = 0; i < 2 * pairs; i++)
        zeros[i % 2] += start.data[i] == '\0';
    for (int side = 0; side < 2; side++) {
        size_t whole;
        bool many = zeros[side] * 10 >= pairs * 3;
        bool some =
            zeros[side] * 20 >= pairs && !encoding_is_clean(span_of(start.data, 64), &whole);
        if (pairs >= 2 && zeros[side] >= 2 && zeros[!side] * 20 <= zeros[side] &&
            (many || (start.len >= 64 && some)))
            return side ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    }
    return ENCODING_AUTO;
}

static enum encoding marked(struct span start, size_t *mark)
{
    static const struct {
        const char *bytes;
        size_t len;
        enum encoding encoding;
    } marks[] = {{"\xEF\xBB\xBF", 3, ENCODING_UTF8},
                 {"\xFF\xFE", 2, ENCODING_UTF16LE},
                 {"\xFE\xFF", 2, ENCODING_UTF16BE}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (start.len >= marks[i].len && memcmp(start.data, marks[i].bytes, marks[i].len) == 0) {
            *mark = marks[i].len;
            return marks[i].encoding;
        }
    }
    return ENCODING_AUTO;
}

/* Programs that make reports call a web page, or XML, a table, and Excel opens it as one. */
static bool is_markup(struct span text)
{
    static const char *const fronts[] = {"<!doctype html", "<html", "<table", "<?xml"};
    while (text.len && (unsigned char)*text.data <= ' ')
        text = span_of(text.data + 1, text.len - 1);
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        if (text.len >= strlen(fronts[i]) &&
            strncasecmp(text.data, fronts[i], strlen(fronts[i])) == 0)
            return true;
    }
    return false;
}

enum status encoding_check(struct span start, const char *file, enum encoding *out, size_t *mark,
                           struct error *err)
{
    *mark = 0;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (start.len >= s->len && memcmp(start.data, s->bytes, s->len) == 0)
            return error_set_at(err, STATUS_WRONG_KIND, file, 0, 0, s->words,
                                TEXT_VALUES(text_string("file", file)));
    }
    *out = marked(start, mark);
    if (is_markup(span_of(start.data + *mark, start.len - *mark)))
        return error_set_at(err, STATUS_WRONG_KIND, file, 0, 0, TEXT_INGEST_MARKUP,
                            TEXT_VALUES(text_string("file", file)));
    if (*out == ENCODING_AUTO && start.len >= 4)
        *out = utf16_of(start);
    bool wide = *out == ENCODING_UTF16LE || *out == ENCODING_UTF16BE;
    if (!wide && looks_binary(start))
        return error_set_at(err, STATUS_WRONG_KIND, file, 0, 0, TEXT_INGEST_BINARY,
                            TEXT_VALUES(text_string("file", file)));
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

/* ---- mending ---- */

/* 0x80 to 0x9F in Windows-1252; 0: no character. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t from_iso_8859_15(unsigned char byte)
{
    switch (byte) {
    case 0xA4:
        return 0x20AC;
    case 0xA6:
        return 0x0160;
    case 0xA8:
        return 0x0161;
    case 0xB4:
        return 0x017D;
    case 0xB8:
        return 0x017E;
    case 0xBC:
        return 0x0152;
    case 0xBD:
        return 0x0153;
    case 0xBE:
        return 0x0178;
    default:
        return byte;
    }
}

/* The character of a byte from 0x80 on; 0: there is none. */
static uint32_t from_byte(enum encoding encoding, unsigned char byte)
{
    if (encoding == ENCODING_LATIN1)
        return byte;
    if (encoding == ENCODING_ISO_8859_15)
        return from_iso_8859_15(byte);
    return byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static void add_character(struct buffer *out, uint32_t c)
{
    char bytes[4];
    buffer_add(out, bytes, utf8_write(c, bytes));
}

static void add_lost(struct buffer *out, struct encoding_notes *notes)
{
    add_character(out, UTF8_REPLACEMENT);
    notes->lost++;
}

/* One malformed sequence of UTF-8: a single byte is a letter of the encoding that is most
 * often mixed in, a character cut short is lost. */
static size_t mend_utf8(const char *data, size_t len, struct buffer *out,
                        struct encoding_notes *notes)
{
    uint32_t c, letter = from_byte(ENCODING_WINDOWS_1252, (unsigned char)*data);
    size_t used = utf8_decode(data, len, &c);
    if (used > 1 || letter == 0) {
        add_lost(out, notes);
        return used;
    }
    add_character(out, letter);
    notes->repaired++;
    return 1;
}

static size_t clean_utf8(struct span text, bool last, struct buffer *out,
                         struct encoding_notes *notes)
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
        if (used > 0)
            buffer_add(out, text.data + i, used);
        else
            used = mend_utf8(text.data + i, text.len - i, out, notes);
        i += used;
    }
    return i;
}

static size_t clean_bytes(enum encoding encoding, struct span text, struct buffer *out,
                          struct encoding_notes *notes)
{
    for (size_t i = 0; i < text.len; i++) {
        size_t plain = plain_length(text.data + i, text.len - i);
        buffer_add(out, text.data + i, plain);
        i += plain;
        if (i == text.len)
            break;
        uint32_t c = text.data[i] ? from_byte(encoding, (unsigned char)text.data[i]) : 0;
        if (c)
            add_character(out, c);
        else if (text.data[i])
            add_lost(out, notes);
        else
            notes->nuls++;
    }
    return text.len;
}

static uint32_t unit_at(enum encoding encoding, const char *data)
{
    uint32_t a = (unsigned char)data[0], b = (unsigned char)data[1];
    return encoding == ENCODING_UTF16LE ? a | b << 8 : b | a << 8;
}

static size_t clean_utf16(enum encoding encoding, struct span text, bool last, struct buffer *out,
                          struct encoding_notes *notes)
{
    size_t i = 0;
    while (i + 2 <= text.len) {
        uint32_t c = unit_at(encoding, text.data + i);
        bool high = c >= 0xD800 && c < 0xDC00;
        if (high && i + 4 > text.len && !last)
            break;
        uint32_t low = high && i + 4 <= text.len ? unit_at(encoding, text.data + i + 2) : 0;
        i += 2;
        if (low >= 0xDC00 && low < 0xE000) {
            add_character(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000)
            add_lost(out, notes);
        else if (c == 0)
            notes->nuls++;
        else
            add_character(out, c);
    }
    if (last && i < text.len) {
        add_lost(out, notes);
        i = text.len;
    }
    return i;
}

size_t encoding_clean(enum encoding encoding, struct span text, bool last, struct buffer *out,
                      struct encoding_notes *notes)
{
    switch (encoding) {
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        return clean_utf16(encoding, text, last, out, notes);
    case ENCODING_WINDOWS_1252:
    case ENCODING_LATIN1:
    case ENCODING_ISO_8859_15:
        return clean_bytes(encoding, text, out, notes);
    case ENCODING_AUTO:
    case ENCODING_UTF8:
        break;
    }
    return clean_utf8(text, last, out, notes);
}
