/*
 * UTF-8: decoding, validity, repair, width on the screen, and the one function
 * that makes text from data safe for a screen.
 */
#ifndef DATAJAM_BASE_UTF8_H
#define DATAJAM_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

/* Reads one character at data (len > 0). *out is its code point, or UTF8_REPLACEMENT
 * where the bytes are not valid UTF-8. Returns the bytes used, at least 1. */
size_t utf8_decode(const char *data, size_t len, uint32_t *out);

/* Writes code point c at out (at least 4 bytes); returns the bytes written. A surrogate
 * or a number past U+10FFFF is written as U+FFFD. */
size_t utf8_write(uint32_t c, char *out);

/* True when every byte belongs to a well-formed character. */
bool utf8_valid(struct span text);

/* Adds text to out with each malformed sequence as U+FFFD; returns how many there were. */
size_t utf8_repair(struct span text, struct buffer *out);

/* Cells that a code point takes on the screen: 0, 1 or 2; -1 when it is not to be shown. */
int utf8_width(uint32_t c);

/*
 * Makes text from data safe for a screen: invalid bytes become U+FFFD, C0, C1 and the
 * line separators U+2028/9 visible marks (␀ … ␡, ␤), format characters (bidi controls,
 * zero-width, tags, soft hyphen) and variation selectors are dropped, and at most two
 * combining marks stay on a character. Adds the result to out; returns its width in cells.
 */
size_t utf8_screen(struct span text, struct buffer *out);

/* Cells that utf8_screen(text) takes. */
size_t utf8_screen_width(struct span text);

/* The longest start of safe text (from utf8_screen) that fits `cells` cells; *used (may be
 * NULL) is the cells it takes. Never parts a character from its combining marks. */
struct span utf8_fit(struct span safe, size_t cells, size_t *used);

/* Folds for comparing without regard to case: Unicode case folding of the NFC form, added
 * to out. False: not valid UTF-8 (added as it is), or no memory. */
bool utf8_fold(struct span text, struct buffer *out);

/* True when needle stands in text, compared folded. An empty needle is in every text. */
bool utf8_contains_folded(struct span text, struct span folded_needle, struct buffer *scratch);

/* A text without the byte order mark in front: there is one where a file was put behind another. */
static inline struct span utf8_without_mark(struct span text)
{
    bool marked = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0;
    return marked ? span_of(text.data + 3, text.len - 3) : text;
}

/* The next and the last place where what looks like one character ends (a letter with its
 * marks, a flag, a family), from such a place on. */
size_t utf8_cluster_next(struct span text, size_t at);
size_t utf8_cluster_previous(struct span text, size_t at);

#endif
