/*
 * Keys of texts that are probably the same: two texts with equal keys differ in nothing but
 * case, accents, punctuation, blanks and the order of words. Pure.
 */
#ifndef DATAJAM_ANALYSIS_CLEANING_KEY_H
#define DATAJAM_ANALYSIS_CLEANING_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "core/base/span.h"

/* The letters in lower case and without accents, by the same rules as below; signs and blanks
 * stay. Added to out; false: no memory. */
bool cleaning_fold(struct span text, struct buffer *out);

/*
 * The fingerprint: trimmed, in lower case, decomposed for compatibility (NFKD), without
 * combining marks, with ß→ss, æ→ae, ø→o, œ→oe, ð→d, þ→th, ł→l, ı→i, without punctuation and
 * control characters (those that are white space part words), its words sorted, each once,
 * with one space between them. Added to out; false: no memory.
 */
bool cleaning_fingerprint(struct span text, struct buffer *out);

/*
 * The n-gram key: as above, but without any white space; then all runs of n characters,
 * sorted, each once, one behind the other. Empty for a text of less than n characters.
 */
bool cleaning_ngrams(struct span text, size_t n, struct buffer *out);

/* Characters to be put in, taken out or replaced to make one text of the other, at most
 * limit + 1. Texts of more than CLEANING_DISTANCE_MAX bytes are taken for different. */
enum { CLEANING_DISTANCE_MAX = 256 };
size_t cleaning_distance(struct span a, struct span b, size_t limit);

#endif
