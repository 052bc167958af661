/* The rules as bytes: a table of their lines, which writing and reading walk. */
#include "core/jam/rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FIRST_LINE "datajam-rules 1\n"

void rules_begin(struct rules *rules)
{
    *rules = (struct rules){.minimum = RULES_MINIMUM, .exports = true, .closed = false};
}

void rules_write(const struct rules *rules, struct buffer *out)
{
    buffer_printf(out, FIRST_LINE "minimum=%" PRId64 "\nexports=%s\ndata=%s\n", rules->minimum,
                  rules->exports ? "yes" : "no", rules->closed ? "closed" : "open");
}

/* The next line is NAME=VALUE with that name: its value; *rest goes on behind it. */
static bool take_line(struct span *rest, const char *name, struct span *value)
{
    size_t len = strlen(name);
    const char *end = rest->len ? memchr(rest->data, '\n', rest->len) : NULL;
    if (!end || (size_t)(end - rest->data) < len + 1 || memcmp(rest->data, name, len) != 0 ||
        rest->data[len] != '=')
        return false;
    *value = span_of(rest->data + len + 1, (size_t)(end - rest->data) - len - 1);
    size_t used = (size_t)(end - rest->data) + 1;
    *rest = span_of(rest->data + used, rest->len - used);
    return true;
}

static bool is_word(struct span value, const char *word)
{
    return value.len == strlen(word) && memcmp(value.data, word, value.len) == 0;
}

static bool read_flag(struct span value, const char *yes, const char *no, bool *out)
{
    *out = is_word(value, yes);
    return *out || is_word(value, no);
}

bool rules_read_minimum(struct span value, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < value.len && *out <= RULES_MINIMUM_MOST; i++) {
        if (value.data[i] < '0' || value.data[i] > '9')
            return false;
        *out = *out * 10 + (value.data[i] - '0');
    }
    return *out >= 1 && *out <= RULES_MINIMUM_MOST;
}

bool rules_read(struct span bytes, struct rules *out)
{
    struct rules rules;
    size_t first = strlen(FIRST_LINE);
    struct span value;
    if (bytes.len < first || bytes.len > RULES_MOST || memcmp(bytes.data, FIRST_LINE, first) != 0)
        return false;
    struct span rest = span_of(bytes.data + first, bytes.len - first);
    bool good = take_line(&rest, "minimum", &value) && rules_read_minimum(value, &rules.minimum) &&
                take_line(&rest, "exports", &value) &&
                read_flag(value, "yes", "no", &rules.exports) && take_line(&rest, "data", &value) &&
                read_flag(value, "closed", "open", &rules.closed) && rest.len == 0;
    if (good)
        *out = rules;
    return good;
}
