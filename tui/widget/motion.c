/* The motions that all lists of lines have in common. */
#include "tui/widget/motion.h"

enum { FAR = 1000000000 };

void motion_move(size_t *cursor, size_t count, int64_t by)
{
    int64_t to = (int64_t)*cursor + by, last = (int64_t)count - 1;
    *cursor = (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to);
}

bool motion_key(const struct key *key, size_t *cursor, size_t count, int height)
{
    static const struct {
        const char *keys;
        int64_t pages, rows;
    } motions[] = {{"Up Ctrl-P", 0, -1}, {"Down Ctrl-N", 0, 1},       {"PageUp", -1, 0},
                   {"PageDown", 1, 0},   {"Home Ctrl-Home", 0, -FAR}, {"End Ctrl-End", 0, FAR}};
    for (size_t i = 0; i < sizeof motions / sizeof *motions; i++) {
        if (!key_in(motions[i].keys, key))
            continue;
        motion_move(cursor, count,
                    motions[i].rows + motions[i].pages * (height > 1 ? height - 1 : 1));
        return true;
    }
    return false;
}

void motion_scroll(size_t *top, size_t cursor, size_t count, int height)
{
    size_t seen = height > 0 ? (size_t)height : 1;
    if (cursor < *top)
        *top = cursor;
    if (cursor >= *top + seen)
        *top = cursor - seen + 1;
    if (count <= seen)
        *top = 0;
}
