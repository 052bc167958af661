/* Reads /etc/group itself: a static program knows no other place, and getgrnam needs more. */
#include "core/base/group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"

enum { GROUPS_MOST = 1024 * 1024 };

/* Calls fits with each line's name and number until it says yes. */
struct search {
    const char *name; /* NULL: by number */
    gid_t number;
    const char *found;
    size_t found_len;
};

static bool fits(struct search *search, const char *line)
{
    size_t len = strcspn(line, ":\n");
    const char *number = line[len] == ':' ? strchr(line + len + 1, ':') : NULL;
    const char *end = strchr(line, '\n');
    if (!number || (end && number > end))
        return false;
    gid_t group = (gid_t)strtoul(number + 1, NULL, 10);
    bool same = search->name ? len == strlen(search->name) && memcmp(line, search->name, len) == 0
                             : group == search->number;
    if (!same)
        return false;
    search->number = group;
    search->found = line;
    search->found_len = len;
    return true;
}

static bool look(struct search *search, struct buffer *text)
{
    if (file_read("/etc/group", GROUPS_MOST, text, NULL) != STATUS_OK || text->len == 0)
        return false;
    for (const char *line = text->data; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (fits(search, line))
            return true;
    }
    return false;
}

bool group_find(const char *name, gid_t *out)
{
    struct buffer text = {0};
    struct search search = {.name = name};
    if (*name && strspn(name, "0123456789") == strlen(name)) {
        *out = (gid_t)strtoul(name, NULL, 10);
        return true;
    }
    bool found = *name && look(&search, &text);
    if (found)
        *out = search.number;
    buffer_free(&text);
    return found;
}

char *group_name(gid_t group, char *out, size_t size)
{
    struct buffer text = {0};
    struct search search = {.number = group};
    if (look(&search, &text))
        snprintf(out, size, "%.*s", (int)search.found_len, search.found);
    else
        snprintf(out, size, "%lu", (unsigned long)group);
    buffer_free(&text);
    return out;
}
