/* Names of teams and of their folders. Apart, since every room that knows teams needs it. */
#include "core/base/team_name.h"

#include <string.h>
#include <utf8proc.h>

#include "core/base/buffer.h"
#include "core/base/utf8.h"

/* What keyboards have keys for: letters with their marks, digits. */
static bool is_kept(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c == '_' || (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND &&
                        category != UTF8PROC_CATEGORY_ME);
}

void team_name_folder(const char *name, char *out, size_t size)
{
    struct buffer folded = {0};
    size_t len = 0, used;
    bool gap = false;
    (void)utf8_fold(span_string(name), &folded);
    const struct span text = buffer_span(&folded);
    for (size_t at = 0; at < text.len; at += used) {
        uint32_t c;
        used = utf8_decode(text.data + at, text.len - at, &c);
        if (c == UTF8_REPLACEMENT || !is_kept(c)) {
            gap = len > 0;
            continue;
        }
        if (len + used + 2 > size)
            break;
        if (gap)
            out[len++] = '-';
        gap = false;
        memcpy(out + len, text.data + at, used);
        len += used;
    }
    out[len] = '\0';
    buffer_free(&folded);
}

bool team_name_same(const char *a, const char *b)
{
    struct buffer left = {0}, right = {0};
    (void)utf8_fold(span_string(a), &left);
    (void)utf8_fold(span_string(b), &right);
    bool same =
        left.len == right.len && (left.len == 0 || memcmp(left.data, right.data, left.len) == 0);
    buffer_free(&left);
    buffer_free(&right);
    return same;
}

bool team_name_in(const char *folder, const char *called)
{
    char own[TEAM_NAME_MOST * 3 + 1];
    const char *slash = strrchr(folder, '/');
    const char *last = slash ? slash + 1 : folder;
    team_name_folder(called, own, sizeof own);
    return *last && (team_name_same(last, called) || (*own && team_name_same(last, own)));
}
