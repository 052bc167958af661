/* Groups all of whose rows have one and the same value in another column. */
#ifndef DATAJAM_FRAME_GROUP_CONSTANT_H
#define DATAJAM_FRAME_GROUP_CONSTANT_H

#include "core/frame/group.h"

struct group_constant {
    int64_t rows;  /* of the group; of one that varies, only those that were looked at */
    bool same;     /* one value in all of them, or none in any */
    uint64_t code; /* of that value; 0: the empty cells */
};

/* Of a column with codes; out has a place for each group. STATUS_CANCELLED. */
enum status groups_constant(const struct groups *groups, const struct frame_column *column,
                            const volatile int *cancel, struct group_constant *out,
                            struct error *err);

#endif
