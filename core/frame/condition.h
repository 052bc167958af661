/* A filter made ready: its values read as the column wants them, its pattern compiled. */
#ifndef DATAJAM_FRAME_CONDITION_H
#define DATAJAM_FRAME_CONDITION_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/pattern.h"
#include "core/base/value.h"
#include "core/frame/filter.h"
#include "core/frame/operand.h"

struct condition {
    enum filter_op op;        /* without its negation: EQUAL, LESS …, MATCH, IN, BETWEEN, EMPTY */
    bool negated;             /* what meets op does not pass */
    bool passes_empty;        /* empty cells pass */
    enum operand_kind kind;   /* of the column */
    struct operand *operands; /* but for the empty ones; texts of a list in order */
    size_t count;
    struct pattern *pattern;
    struct buffer scratch;
    struct arena *arena;
};

/* Errors of select_rows. Free with condition_free, also after a failure. */
enum status condition_make(struct condition *out, enum column_type type,
                           const struct filter *filter, const char *name, struct error *err);
void condition_free(struct condition *condition);

/* *passes: a cell with this value does. STATUS_INVALID: the pattern ran into its limits. */
enum status condition_test(struct condition *condition, const struct value *cell, bool *passes,
                           struct error *err);

#endif
