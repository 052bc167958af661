/* Patterns (PCRE2) with limits: a hostile pattern stops, it never hangs. */
#ifndef DATAJAM_BASE_PATTERN_H
#define DATAJAM_BASE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/span.h"

struct pattern;

/* Compiles source for UTF-8 text, case-sensitive unless it says (?i). *out is owned by the
 * caller. STATUS_INVALID: it can't be read; err says where. */
enum status pattern_new(struct pattern **out, struct span source, struct error *err);
void pattern_free(struct pattern *pattern);

/* *matches tells whether it is found anywhere in text, which must be valid UTF-8.
 * STATUS_INVALID: it ran into its limits. One pattern serves one thread at a time. */
enum status pattern_match(struct pattern *pattern, struct span text, bool *matches,
                          struct error *err);

/* The same, and where: *found is what its first group took, or all of it where the pattern has
 * no group; within text. */
enum status pattern_find(struct pattern *pattern, struct span text, struct span *found,
                         bool *matches, struct error *err);

/* Groups of the pattern, without the whole (group 0). */
size_t pattern_groups(const struct pattern *pattern);

/* Looks for it from a place in text on, and gives the part that a group has caught: data NULL
 * where the group took no part. *found false: it is not there. Errors of pattern_match. */
enum status pattern_capture(struct pattern *pattern, struct span text, size_t from, size_t group,
                            bool *found, struct span *part, struct error *err);

/*
 * Adds text to out with each place where the pattern is found replaced; in the replacement $1 …
 * $9 (or \1 … \9) stand for groups, $0 for all of it, $$ for a dollar sign. STATUS_INVALID: it
 * ran into its limits, or the result grows beyond limit bytes; out is of no use then.
 */
enum status pattern_replace(struct pattern *pattern, struct span text, struct span replacement,
                            size_t limit, struct buffer *out, struct error *err);

#endif
