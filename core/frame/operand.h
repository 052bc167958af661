/*
 * The value of a filter, read as its column wants it: a number, a date or a part of one, or
 * a text. Knows how a cell compares with it.
 */
#ifndef DATAJAM_FRAME_OPERAND_H
#define DATAJAM_FRAME_OPERAND_H

#include <stdbool.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/base/value.h"

enum operand_kind {
    OPERAND_EMPTY,
    OPERAND_NUMBER,
    OPERAND_DATE, /* all that begins like it: "2019-03" is the whole month */
    OPERAND_TEXT
};

struct operand {
    enum operand_kind kind;
    bool exact;         /* upper and lower case differ */
    struct value value; /* OPERAND_NUMBER */
    struct span text;   /* OPERAND_DATE: ISO; OPERAND_TEXT: folded, or as it is when exact */
    struct span key;    /* OPERAND_TEXT: of natural order */
    bool ascii;
};

/* Of what kind the values are that a column of that type is compared with. */
enum operand_kind operand_kind_of(enum column_type type);

/* Reads text for a column; *out lives in arena. An empty text gives OPERAND_EMPTY. name is
 * the column's. STATUS_INVALID: it is no number, no date. */
enum status operand_read(struct arena *arena, enum column_type type, struct span text, bool exact,
                         const char *name, struct operand *out, struct error *err);

/* The cell is below (-1), equal to (0) or above (1) the operand. OPERAND_APART: they don't
 * compare, as a text and a number don't. */
enum { OPERAND_APART = 2 };
int operand_compare(const struct operand *operand, const struct value *cell,
                    struct buffer *scratch);

/* operand_compare gives 0: in a shorter way. */
bool operand_equals(const struct operand *operand, const struct value *cell,
                    struct buffer *scratch);

/* Texts only, for a search among many operands: the cell's text as operands have it, in
 * place or in scratch; and the order of their texts by bytes. */
struct span operand_fold(bool exact, struct span text, struct buffer *scratch);
int span_order(struct span a, struct span b);

#endif
