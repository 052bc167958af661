/*
 * Encodings: bytes of a file become valid UTF-8 without NULs. This release reads UTF-8
 * (with or without byte order mark) and knows UTF-16 and binary files when it sees them;
 * other encodings find their place here.
 */
#ifndef DATAJAM_INGEST_ENCODING_H
#define DATAJAM_INGEST_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/span.h"

enum encoding { ENCODING_AUTO, ENCODING_UTF8 };

/* "utf-8", "UTF8"; NULL, "" and "auto" give ENCODING_AUTO. STATUS_INVALID else. */
enum status encoding_from_name(const char *name, enum encoding *out, struct error *err);

/* Looks at the first bytes of a file: STATUS_WRONG_KIND for UTF-16, UTF-32, workbooks,
 * databases and other files that hold no plain text. *mark is the size of the byte order
 * mark at the start. file is for the message. */
enum status encoding_check(struct span start, const char *file, size_t *mark, struct error *err);

/* What had to be mended. */
struct encoding_notes {
    int64_t repaired; /* malformed sequences, now U+FFFD each */
    int64_t nuls;     /* NUL bytes, dropped */
};

/* True when text is clean as it is: valid UTF-8, no NUL. *whole is set to the length
 * without a character that is cut off at the end (at most 3 bytes less), when the rest is
 * clean. */
bool encoding_is_clean(struct span text, size_t *whole);

/* Adds the clean form of text to out and counts what was mended. Unless last, up to 3
 * bytes of a cut-off character at the end are left; returns the bytes used. */
size_t encoding_clean(struct span text, bool last, struct buffer *out,
                      struct encoding_notes *notes);

#endif
