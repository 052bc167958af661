/* Conditions: what a filter says of one value. The scans ask once per distinct value, and
 * once per row where rows have no codes. */
#include "core/frame/condition.h"

#include <stdlib.h>

static enum filter_op without_not(enum filter_op op, bool *negated)
{
    *negated = op == FILTER_NOT_EQUAL || op == FILTER_NO_MATCH || op == FILTER_NOT_IN ||
               op == FILTER_NOT_BETWEEN || op == FILTER_NOT_EMPTY;
    op = *negated ? filter_opposite(op) : op;
    return op == FILTER_EQUAL ? FILTER_IN : op;
}

static int by_text(const void *a, const void *b)
{
    const struct operand *left = a, *right = b;
    return span_order(left->text, right->text);
}

/* Empty values of a list are no operands: they say that empty cells are meant. */
static enum status read_operands(struct condition *out, enum column_type type,
                                 const struct filter *filter, const char *name, struct error *err)
{
    out->operands = arena_array(out->arena, filter->count, sizeof *out->operands);
    if (!out->operands)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    bool empty = out->op == FILTER_EMPTY;
    for (size_t i = 0; i < filter->count; i++) {
        struct operand *operand = &out->operands[out->count];
        enum status status =
            operand_read(out->arena, type, filter->texts[i], filter->exact, name, operand, err);
        if (status != STATUS_OK)
            return status;
        if (operand->kind == OPERAND_EMPTY && out->op == FILTER_IN)
            empty = true;
        else
            out->count++;
    }
    out->passes_empty = empty != out->negated;
    if (out->op == FILTER_IN && out->kind == OPERAND_TEXT)
        qsort(out->operands, out->count, sizeof *out->operands, by_text);
    return STATUS_OK;
}

enum status condition_make(struct condition *out, enum column_type type,
                           const struct filter *filter, const char *name, struct error *err)
{
    *out = (struct condition){.kind = operand_kind_of(type), .arena = arena_new()};
    out->op = without_not(filter->op, &out->negated);
    if (!out->arena)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (out->op != FILTER_MATCH)
        return read_operands(out, type, filter, name, err);
    out->passes_empty = out->negated;
    return pattern_new(&out->pattern, filter->count ? filter->texts[0] : span_of("", 0), err);
}

void condition_free(struct condition *condition)
{
    pattern_free(condition->pattern);
    buffer_free(&condition->scratch);
    arena_free(condition->arena);
    *condition = (struct condition){0};
}

/* The cell's text among those of a list, which are in order. */
static bool find_text(struct condition *condition, struct span text)
{
    size_t low = 0, high = condition->count;
    struct span folded = operand_fold(condition->operands[0].exact, text, &condition->scratch);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = span_order(condition->operands[middle].text, folded);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_in_list(struct condition *condition, const struct value *cell)
{
    char number[VALUE_NUMBER_SIZE];
    if (condition->kind == OPERAND_TEXT && condition->count > 1)
        return find_text(condition, value_text(cell, number));
    for (size_t i = 0; i < condition->count; i++)
        if (operand_equals(&condition->operands[i], cell, &condition->scratch))
            return true;
    return false;
}

/* Below, equal to or above operand number i; OPERAND_APART: neither. */
static int compare(struct condition *condition, size_t i, const struct value *cell)
{
    return i < condition->count
               ? operand_compare(&condition->operands[i], cell, &condition->scratch)
               : OPERAND_APART;
}

static bool meets(struct condition *condition, const struct value *cell)
{
    if (condition->op == FILTER_EMPTY)
        return false;
    if (condition->op == FILTER_IN)
        return is_in_list(condition, cell);
    int order = compare(condition, 0, cell);
    if (order == OPERAND_APART)
        return false;
    switch (condition->op) {
    case FILTER_LESS:
        return order < 0;
    case FILTER_LESS_EQUAL:
        return order <= 0;
    case FILTER_GREATER:
        return order > 0;
    case FILTER_GREATER_EQUAL:
        return order >= 0;
    default: /* FILTER_BETWEEN */
        return order >= 0 && compare(condition, 1, cell) <= 0;
    }
}

enum status condition_test(struct condition *condition, const struct value *cell, bool *passes,
                           struct error *err)
{
    char number[VALUE_NUMBER_SIZE];
    if (cell->kind == VALUE_EMPTY) {
        *passes = condition->passes_empty;
        return STATUS_OK;
    }
    if (condition->op != FILTER_MATCH) {
        *passes = meets(condition, cell) != condition->negated;
        return STATUS_OK;
    }
    enum status status = pattern_match(condition->pattern, value_text(cell, number), passes, err);
    *passes = *passes != condition->negated;
    return status;
}
