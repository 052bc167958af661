/* The names of the ways to have a header. */
#include "core/ingest/header.h"

#include <stdlib.h>
#include <string.h>

static bool read_line(const char **at, int64_t *out)
{
    char *end = NULL;
    if (**at < '0' || **at > '9')
        return false;
    *out = strtoll(*at, &end, 10);
    *at = end;
    return *out >= 1 && *out < INT32_MAX;
}

bool header_wish_from_name(const char *name, struct header_wish *out)
{
    static const struct {
        const char *name;
        enum header_choice choice;
    } known[] = {{"", HEADER_AUTO}, {"auto", HEADER_AUTO}, {"yes", HEADER_YES}, {"no", HEADER_NO}};
    const char *at = name ? name : "";
    *out = (struct header_wish){.choice = HEADER_AUTO};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(at, known[i].name) == 0) {
            out->choice = known[i].choice;
            return true;
        }
    }
    out->choice = HEADER_YES;
    if (!read_line(&at, &out->first))
        return false;
    out->last = out->first;
    if (*at == '-') {
        at++;
        if (!read_line(&at, &out->last))
            return false;
    }
    return *at == '\0' && out->last >= out->first;
}
