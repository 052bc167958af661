/* Patterns: the only user of PCRE2, so that its limits are set in one place. */
#include "core/base/pattern.h"

#include <stdlib.h>
#include <string.h>

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

/* ---- finding ---- */

static enum status find(struct pattern *pattern, struct span text, size_t from, bool *found,
                        struct error *err)
{
    const char *subject = text.data ? text.data : "";
    int result = pcre2_match(pattern->code, (PCRE2_SPTR)subject, text.len, from, PCRE2_NO_UTF_CHECK,
                             pattern->match, pattern->context);
    *found = result >= 0;
    if (*found || result == PCRE2_ERROR_NOMATCH)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, TEXT_PATTERN_LIMIT,
                     TEXT_VALUES(text_string("pattern", pattern->source)));
}

enum status pattern_match(struct pattern *pattern, struct span text, bool *matches,
                          struct error *err)
{
    return find(pattern, text, 0, matches, err);
}

size_t pattern_groups(const struct pattern *pattern)
{
    uint32_t count = 0;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}

/* Of the match that was found last. */
static struct span part_of(struct pattern *pattern, struct span text, size_t group)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(pattern->match);
    PCRE2_SIZE begin = PCRE2_UNSET, end = PCRE2_UNSET;
    if (group < pcre2_get_ovector_count(pattern->match)) {
        begin = ends[2 * group];
        end = ends[2 * group + 1];
    }
    if (begin == PCRE2_UNSET || end == PCRE2_UNSET || end < begin) /* \K can turn them round */
        return (struct span){.data = NULL};
    return span_of((text.data ? text.data : "") + begin, end - begin);
}

enum status pattern_capture(struct pattern *pattern, struct span text, size_t from, size_t group,
                            bool *found, struct span *part, struct error *err)
{
    enum status status = find(pattern, text, from, found, err);
    *part = *found ? part_of(pattern, text, group) : (struct span){.data = NULL};
    return status;
}

enum status pattern_find(struct pattern *pattern, struct span text, struct span *found,
                         bool *matches, struct error *err)
{
    size_t group = pattern_groups(pattern) > 0;
    enum status status = pattern_capture(pattern, text, 0, group, matches, found, err);
    if (!found->data)
        *found = span_of("", 0);
    return status;
}

/* ---- replacing ---- */

/* The replacement of the match that was found last. */
static void add_replacement(struct pattern *pattern, struct span text, struct span replacement,
                            struct buffer *out)
{
    for (size_t i = 0; i < replacement.len; i++) {
        char c = replacement.data[i];
        char next = i + 1 < replacement.len ? replacement.data[i + 1] : '\0';
        bool sign = c == '$' || c == '\\';
        if (sign && next >= '0' && next <= '9') {
            buffer_add_span(out, part_of(pattern, text, (size_t)(next - '0')));
            i++;
        } else {
            buffer_add_byte(out, c);
            i += sign && next == c;
        }
    }
}

/* The place behind the character that begins at from. */
static size_t next_character(struct span text, size_t from)
{
    from++;
    while (from < text.len && ((unsigned char)text.data[from] & 0xC0) == 0x80)
        from++;
    return from;
}

enum status pattern_replace(struct pattern *pattern, struct span text, struct span replacement,
                            size_t limit, struct buffer *out, struct error *err)
{
    size_t from = 0, taken = 0;
    bool found = true;
    text = text.data ? text : span_of("", 0);
    while (found && from <= text.len && out->len <= limit) {
        struct span all;
        enum status status = pattern_capture(pattern, text, from, 0, &found, &all, err);
        if (status != STATUS_OK)
            return status;
        if (!found || !all.data)
            break;
        size_t begin = (size_t)(all.data - text.data), end = begin + all.len;
        if (begin < taken) /* a look behind has led back into what was dealt with */
            break;
        buffer_add(out, text.data + taken, begin - taken);
        add_replacement(pattern, text, replacement, out);
        taken = end;
        from = all.len ? end : next_character(text, end);
    }
    if (taken < text.len)
        buffer_add(out, text.data + taken, text.len - taken);
    if (out->len <= limit && !out->failed)
        return STATUS_OK;
    return error_set(err, out->failed ? STATUS_MEMORY : STATUS_INVALID,
                     out->failed ? TEXT_OUT_OF_MEMORY : TEXT_PATTERN_LIMIT,
                     TEXT_VALUES(text_string("pattern", pattern->source)));
}
