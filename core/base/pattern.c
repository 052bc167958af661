/* Patterns: the only user of PCRE2, so that its limits are set in one place. */
#include "core/base/pattern.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A match limit of 100,000 stops catastrophic patterns at once. */
enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 1000, HEAP_LIMIT_KIB = 8192 };

struct pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
    char source[80]; /* its start, for messages */
};

static enum status bad_pattern(struct span source, int number, size_t at, struct error *err)
{
    char words[120] = "";
    char shown[81];
    size_t len = source.len < sizeof shown - 1 ? source.len : sizeof shown - 1;
    if (len)
        memcpy(shown, source.data, len);
    shown[len] = '\0';
    pcre2_get_error_message(number, (PCRE2_UCHAR *)words, sizeof words);
    return error_set_at(err, STATUS_INVALID, NULL, 0, (int64_t)at + 1, TEXT_PATTERN_BAD,
                        TEXT_VALUES(text_string("pattern", shown),
                                    text_number("place", (int64_t)at + 1),
                                    text_string("reason", words)));
}

static bool set_limits(struct pattern *pattern)
{
    pattern->context = pcre2_match_context_create(NULL);
    pattern->match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    if (!pattern->context || !pattern->match)
        return false;
    pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->context, HEAP_LIMIT_KIB);
    return true;
}

enum status pattern_new(struct pattern **out, struct span source, struct error *err)
{
    struct pattern *pattern = calloc(1, sizeof *pattern);
    if (!pattern)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    int number = 0;
    PCRE2_SIZE at = 0;
    const char *text = source.data ? source.data : "";
    pattern->code =
        pcre2_compile((PCRE2_SPTR)text, source.len, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
                      &number, &at, NULL);
    if (!pattern->code) {
        free(pattern);
        return bad_pattern(source, number, at, err);
    }
    /* Without the JIT (hardened kernels) the interpreter serves, under the same limits. */
    (void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
    size_t len = source.len < sizeof pattern->source - 1 ? source.len : sizeof pattern->source - 1;
    memcpy(pattern->source, text, len);
    if (!set_limits(pattern)) {
        pattern_free(pattern);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    *out = pattern;
    return STATUS_OK;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_match_data_free(pattern->match);
    pcre2_match_context_free(pattern->context);
    pcre2_code_free(pattern->code);
    free(pattern);
}

enum status pattern_match(struct pattern *pattern, struct span text, bool *matches,
                          struct error *err)
{
    const char *subject = text.data ? text.data : "";
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)subject, text.len, 0, PCRE2_NO_UTF_CHECK,
                            pattern->match, pattern->context);
    *matches = found >= 0;
    if (found >= 0 || found == PCRE2_ERROR_NOMATCH)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, TEXT_PATTERN_LIMIT,
                     TEXT_VALUES(text_string("pattern", pattern->source)));
}

enum status pattern_find(struct pattern *pattern, struct span text, struct span *found,
                         bool *matches, struct error *err)
{
    enum status status = pattern_match(pattern, text, matches, err);
    *found = span_of("", 0);
    if (status != STATUS_OK || !*matches)
        return status;
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(pattern->match);
    uint32_t group = pcre2_get_ovector_count(pattern->match) > 1 ? 1 : 0;
    PCRE2_SIZE first = ends[2 * group], end = ends[2 * group + 1];
    if (first != PCRE2_UNSET && end > first)
        *found = span_of(text.data + first, end - first);
    return STATUS_OK;
}
