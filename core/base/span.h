/* A run of bytes with its length: text from data is never NUL-terminated by promise. */
#ifndef DATAJAM_BASE_SPAN_H
#define DATAJAM_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
    const char *data; /* may be NULL when len is 0 */
    size_t len;
};

static inline struct span span_of(const char *data, size_t len)
{
    return (struct span){data, len};
}

/* Of a NUL-terminated string; NULL gives the empty span. */
static inline struct span span_string(const char *string)
{
    return (struct span){string, string ? strlen(string) : 0};
}

static inline bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* Below, equal to or above 0, by bytes; the shorter one first. */
static inline int span_compare(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.data, b.data, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

#endif
