/* What the files of filters share: how operators are written. */
#ifndef DATAJAM_FRAME_FILTER_INTERNAL_H
#define DATAJAM_FRAME_FILTER_INTERNAL_H

#include "core/frame/filter.h"

/* How many values an operator takes. */
enum filter_takes { TAKES_NONE, TAKES_ONE, TAKES_TWO, TAKES_LIST, TAKES_PATTERN, TAKES_PARTS };

struct filter_op_info {
    const char *word; /* in the grammar and in JSON */
    enum filter_takes takes;
    enum filter_op opposite;
    enum text_id words;
};

extern const struct filter_op_info filter_ops[FILTER_OP_COUNT];

#endif
