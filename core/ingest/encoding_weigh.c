/*
 * Which encoding the bytes from 0x80 on speak for. UTF-8 shows itself: its sequences hardly
 * ever come about by chance. The others differ in a few places only: 0x80 to 0x9F are signs in
 * Windows-1252 alone, and eight signs of Latin-1 are letters and the euro in ISO-8859-15,
 * which what stands beside them tells.
 */
#include "core/ingest/encoding.h"

#include "core/base/utf8.h"

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7);
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* A byte that ISO-8859-15 reads in its own way, between before and behind. */
static void weigh_byte(unsigned char byte, unsigned char before, unsigned char behind,
                       struct encoding_evidence *evidence)
{
    switch (byte) {
    case 0xA4: /* euro, or the sign for any currency, which nobody uses */
        evidence->euro++;
        break;
    case 0xA6: /* broken bar; š and ž are letters among letters */
    case 0xA8: /* diaeresis alone */
    case 0xB4: /* acute alone: often an apostrophe, between letters too */
    case 0xB8: /* cedilla alone */
        if (byte != 0xB4 && is_letter(before) && is_letter(behind))
            evidence->euro += 2; /* no sign stands alone there */
        else if (byte != 0xB4 && (is_letter(before) || is_letter(behind)))
            evidence->euro++;
        else
            evidence->latin++;
        break;
    case 0xBC: /* a quarter, a half, three quarters: behind digits or alone */
    case 0xBD:
    case 0xBE:
        if (is_letter(behind) && !is_digit(before))
            evidence->euro++;
        else
            evidence->latin++;
        break;
    default:
        break;
    }
}

/* Bytes of the well-formed character of several bytes at i; 0: none begins there. */
static size_t sequence_at(struct span text, size_t i)
{
    uint32_t c;
    size_t used = utf8_decode(text.data + i, text.len - i, &c);
    return used > 1 && c != UTF8_REPLACEMENT ? used : 0;
}

void encoding_weigh(struct span text, struct encoding_evidence *evidence)
{
    for (size_t i = 0; i < text.len;) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x80) {
            i++;
            continue;
        }
        unsigned char before = i ? (unsigned char)text.data[i - 1] : 0;
        unsigned char behind = i + 1 < text.len ? (unsigned char)text.data[i + 1] : 0;
        size_t used = sequence_at(text, i);
        if (used) {
            evidence->good++;
            i += used;
            continue;
        }
        /* a character may be cut off at the edge of the stretch */
        bool edge = i < 3 || i + 3 >= text.len;
        evidence->bad += !edge || evidence->good == 0;
        evidence->windows += byte < 0xA0;
        weigh_byte(byte, before, behind, evidence);
        i++;
    }
}

enum encoding encoding_decide(const struct encoding_evidence *evidence)
{
    /* pairs that look like UTF-8 come about by chance once in many bytes, not every time */
    if (evidence->bad == 0 || evidence->good >= evidence->bad)
        return ENCODING_UTF8;
    if (evidence->windows)
        return ENCODING_WINDOWS_1252;
    return evidence->euro > evidence->latin ? ENCODING_ISO_8859_15 : ENCODING_LATIN1;
}
