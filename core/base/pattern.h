/* Patterns (PCRE2) with limits: a hostile pattern stops, it never hangs. */
#ifndef DATAJAM_BASE_PATTERN_H
#define DATAJAM_BASE_PATTERN_H

#include <stdbool.h>

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

#endif
