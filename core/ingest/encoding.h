/*
 * Encodings: what the bytes of a file are, told by evidence, and how they become valid UTF-8
 * without NULs. Broken bytes are mended one by one and counted.
 */
#ifndef DATAJAM_INGEST_ENCODING_H
#define DATAJAM_INGEST_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/span.h"

enum encoding {
    ENCODING_AUTO,
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1252,
    ENCODING_LATIN1,
    ENCODING_ISO_8859_15
};

/* "utf-8", "UTF8", "windows-1252", "latin-1" …; NULL, "" and "auto" give ENCODING_AUTO.
 * STATUS_INVALID else. */
enum status encoding_from_name(const char *name, enum encoding *out, struct error *err);

/* "UTF-8", "Windows-1252", … */
const char *encoding_name(enum encoding encoding);

/* Looks at the first bytes of a file: STATUS_WRONG_KIND for workbooks, databases and other
 * files that hold no plain text. *out is UTF-8 or UTF-16 where the bytes say so (a byte order
 * mark, of *mark bytes, or NULs beside letters), else ENCODING_AUTO. file is for messages. */
enum status encoding_check(struct span start, const char *file, enum encoding *out, size_t *mark,
                           struct error *err);

/* What speaks for which encoding among those that write ASCII as ASCII. */
struct encoding_evidence {
    int64_t good;    /* characters of several bytes that are UTF-8 */
    int64_t bad;     /* bytes from 0x80 on that are none */
    int64_t windows; /* of all: letters and signs that only Windows-1252 has */
    int64_t euro;    /* of all: bytes that make sense as ISO-8859-15 only */
    int64_t latin;   /* of all: bytes that make sense as Latin-1 only */
};

/* Adds what is in a stretch of the file; zero-initialise the evidence. */
void encoding_weigh(struct span text, struct encoding_evidence *evidence);
enum encoding encoding_decide(const struct encoding_evidence *evidence);

/* What had to be mended. */
struct encoding_notes {
    int64_t repaired; /* bytes that are no UTF-8 and were read as Windows-1252 */
    int64_t lost;     /* malformed sequences that make no sense, now U+FFFD each */
    int64_t nuls;     /* NUL bytes, dropped */
};

/* True when UTF-8 text is clean as it is: valid, no NUL. *whole is set to the length
 * without a character that is cut off at the end (at most 3 bytes less), when the rest is
 * clean. */
bool encoding_is_clean(struct span text, size_t *whole);

/* Adds the clean form of text to out and counts what was mended. Unless last, up to 3
 * bytes of a cut-off character at the end are left; returns the bytes used. */
size_t encoding_clean(enum encoding encoding, struct span text, bool last, struct buffer *out,
                      struct encoding_notes *notes);

#endif
