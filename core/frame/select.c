/*
 * Rows that pass a filter. Where codes keep the order in which the filter compares, a
 * condition is a few ranges of codes, found by halving; else it is asked once for each code,
 * and rows look their code up; only rows without codes are asked one by one.
 */
#include "core/frame/select.h"

#include <stdlib.h>
#include <string.h>

#include "core/frame/condition.h"
#include "core/frame/scan.h"

enum {
    TABLE_MAX = 1 << 24,     /* codes that a table of bytes is made for */
    RUNS_FOR_RANGES = 4,     /* a table of so few runs is scanned as ranges */
    TESTS_PER_LOOK = 1 << 12 /* at whether to stop */
};

struct selection {
    const struct frame_column *column;
    struct condition condition;
    const volatile int *cancel;
    struct bitmap *out;
    struct error *err;
    enum status status;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

static enum status cancelled(struct error *err)
{
    return error_set(err, STATUS_CANCELLED, TEXT_SELECT_CANCELLED, NULL);
}

static bool is_cancelled(const struct selection *selection)
{
    return selection->cancel && *selection->cancel;
}

/* ---- ranges of codes ---- */

/* The codes of the column are in the order in which operands compare. */
static bool is_ordered(const struct frame_column *column, enum operand_kind kind)
{
    switch (column->form) {
    case FORM_INTEGER:
    case FORM_DECIMAL:
    case FORM_REAL:
        return kind == OPERAND_NUMBER;
    case FORM_DIGITS:
        return kind == OPERAND_TEXT;
    case FORM_DAY:
    case FORM_SECOND:
        return kind != OPERAND_NUMBER;
    case FORM_WORDS:
    case FORM_TEXTS:
        break;
    }
    return false;
}

/* The first code whose value is not below the operand (or above it, when `above`). */
static uint64_t find_code(struct selection *selection, const struct operand *operand, bool above)
{
    char text[COLUMN_TEXT_SIZE];
    uint64_t low = 1, high = selection->column->top + 1;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        struct value cell = column_value(selection->column, middle, text);
        int order = operand_compare(operand, &cell, &selection->condition.scratch);
        if (order < 0 || (above && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_first(const void *a, const void *b)
{
    const struct code_range *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

/* Sorts them and leaves no two that touch; first > last: nothing in it. */
static void tidy(struct code_set *set)
{
    size_t kept = 0;
    qsort(set->ranges, set->count, sizeof *set->ranges, by_first);
    for (size_t i = 0; i < set->count; i++) {
        struct code_range range = set->ranges[i];
        if (range.first > range.last)
            continue;
        struct code_range *before = kept ? &set->ranges[kept - 1] : NULL;
        if (!before || before->last + 1 < range.first)
            set->ranges[kept++] = range;
        else if (before->last < range.last)
            before->last = range.last;
    }
    set->count = kept;
}

/* The codes 1 … top that are in none of them; there is room for one more. */
static void turn_round(struct code_set *set, uint64_t top)
{
    uint64_t next = 1;
    size_t count = set->count;
    for (size_t i = 0; i < count; i++) {
        struct code_range range = set->ranges[i];
        set->ranges[i] = (struct code_range){next, range.first - 1};
        next = range.last + 1;
    }
    set->ranges[set->count++] = (struct code_range){next, top};
}

static struct code_range range_of(struct selection *selection, size_t i)
{
    const struct condition *condition = &selection->condition;
    const struct operand *operand = &condition->operands[i];
    uint64_t top = selection->column->top;
    switch (condition->op) {
    case FILTER_LESS:
        return (struct code_range){1, find_code(selection, operand, false) - 1};
    case FILTER_LESS_EQUAL:
        return (struct code_range){1, find_code(selection, operand, true) - 1};
    case FILTER_GREATER:
        return (struct code_range){find_code(selection, operand, true), top};
    case FILTER_GREATER_EQUAL:
        return (struct code_range){find_code(selection, operand, false), top};
    case FILTER_BETWEEN:
        return (struct code_range){find_code(selection, operand, false),
                                   find_code(selection, operand + 1, true) - 1};
    default: /* FILTER_IN */
        return (struct code_range){find_code(selection, operand, false),
                                   find_code(selection, operand, true) - 1};
    }
}

/* Empty operands of comparisons (no words say that, saved filters may) meet nothing. */
static size_t ranges_of(const struct condition *condition)
{
    for (size_t i = 0; i < condition->count; i++)
        if (condition->operands[i].kind == OPERAND_EMPTY)
            return 0;
    if (condition->op == FILTER_BETWEEN)
        return condition->count == 2;
    return condition->op == FILTER_EMPTY ? 0 : condition->count;
}

/* Many ranges are quicker looked up in a table, where one is to be had. */
static enum status scan_ranges(struct selection *selection, struct code_set *set)
{
    uint64_t top = selection->column->top;
    uint8_t *table = NULL;
    if (set->count > RUNS_FOR_RANGES && top <= TABLE_MAX && top <= selection->column->rows)
        table = calloc((size_t)top + 1, 1);
    for (size_t i = 0; i < set->count && table; i++)
        memset(table + set->ranges[i].first, 1,
               (size_t)(set->ranges[i].last - set->ranges[i].first + 1));
    set->table = table;
    bool done = scan_codes(selection->column, set, selection->cancel, selection->out);
    free(table);
    return done ? STATUS_OK : cancelled(selection->err);
}

static enum status select_ranges(struct selection *selection)
{
    const struct condition *condition = &selection->condition;
    size_t count = ranges_of(condition);
    struct code_set set = {.ranges = calloc(count + 2, sizeof *set.ranges)};
    if (!set.ranges)
        return no_memory(selection->err);
    for (; set.count < count; set.count++)
        set.ranges[set.count] = range_of(selection, set.count);
    tidy(&set);
    if (condition->negated)
        turn_round(&set, selection->column->top);
    if (condition->passes_empty)
        set.ranges[set.count++] = (struct code_range){0, 0};
    tidy(&set);
    enum status status = scan_ranges(selection, &set);
    free(set.ranges);
    return status;
}

/* ---- a table of codes ---- */

static enum status fill_table(struct selection *selection, uint8_t *table)
{
    const struct frame_column *column = selection->column;
    char text[COLUMN_TEXT_SIZE];
    table[0] = selection->condition.passes_empty;
    for (uint64_t code = 1; code <= column->top; code++) {
        bool passes = false;
        struct value cell = column_value(column, code, text);
        enum status status = condition_test(&selection->condition, &cell, &passes, selection->err);
        if (status != STATUS_OK)
            return status;
        table[code] = passes;
        if (code % TESTS_PER_LOOK == 0 && is_cancelled(selection))
            return cancelled(selection->err);
    }
    return STATUS_OK;
}

/* The runs of a table, as far as there is room; *count may be more than that. */
static void find_runs(const uint8_t *table, uint64_t top, struct code_range *ranges, size_t room,
                      size_t *count)
{
    *count = 0;
    for (uint64_t code = 0; code <= top && *count <= room; code++) {
        if (!table[code])
            continue;
        bool begins = code == 0 || !table[code - 1];
        *count += begins;
        if (*count <= room && begins)
            ranges[*count - 1].first = code;
        if (*count <= room)
            ranges[*count - 1].last = code;
    }
}

static enum status select_table(struct selection *selection)
{
    const struct frame_column *column = selection->column;
    struct code_range ranges[RUNS_FOR_RANGES];
    struct code_set set = {.ranges = ranges};
    uint8_t *table = malloc(column->top + 1);
    if (!table)
        return no_memory(selection->err);
    enum status status = fill_table(selection, table);
    if (status == STATUS_OK) {
        find_runs(table, column->top, ranges, RUNS_FOR_RANGES, &set.count);
        set.table = set.count > RUNS_FOR_RANGES ? table : NULL;
        if (!scan_codes(column, &set, selection->cancel, selection->out))
            status = cancelled(selection->err);
    }
    free(table);
    return status;
}

/* ---- row by row ---- */

static bool select_row(struct selection *selection, size_t row, const struct value *cell)
{
    bool passes = false;
    selection->status = condition_test(&selection->condition, cell, &passes, selection->err);
    selection->out->words[row / 64] |= (uint64_t)passes << row % 64;
    return selection->status == STATUS_OK;
}

static bool select_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct selection *selection = context;
    for (size_t i = 0; i < count; i++) {
        struct value cell = {.kind = texts[i].data ? VALUE_TEXT : VALUE_EMPTY, .text = texts[i]};
        if (!select_row(selection, first + i, &cell))
            return false;
    }
    return true;
}

static enum status select_each(struct selection *selection)
{
    const struct frame_column *column = selection->column;
    char text[COLUMN_TEXT_SIZE];
    if (column->form == FORM_TEXTS) {
        enum status status =
            column_walk_texts(column, select_texts, selection, selection->cancel, selection->err);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t row = 0; row < column->rows && column->form != FORM_TEXTS; row++) {
        struct value cell = column_value(column, column_code(column, row), text);
        if (row % TESTS_PER_LOOK == 0 && is_cancelled(selection))
            return cancelled(selection->err);
        if (!select_row(selection, row, &cell))
            break;
    }
    bitmap_recount(selection->out);
    return selection->status;
}

/* ---- which of them ---- */

static enum status run(struct selection *selection)
{
    const struct frame_column *column = selection->column;
    const struct condition *condition = &selection->condition;
    if (column->form == FORM_TEXTS)
        return select_each(selection);
    if (condition->op == FILTER_EMPTY ||
        (condition->op != FILTER_MATCH && is_ordered(column, condition->kind)))
        return select_ranges(selection);
    bool few =
        column->top <= TABLE_MAX && (column->form == FORM_WORDS || column->top <= column->rows);
    return few ? select_table(selection) : select_each(selection);
}

enum status select_rows(const struct frame_column *column, const struct filter *filter,
                        const char *name, const volatile int *cancel, struct bitmap *out,
                        struct error *err)
{
    struct selection selection = {.column = column, .cancel = cancel, .out = out, .err = err};
    *out = (struct bitmap){0};
    if (!bitmap_make(out, column->rows, filter->off))
        return no_memory(err);
    if (filter->off)
        return STATUS_OK;
    enum status status = condition_make(&selection.condition, column->type, filter, name, err);
    if (status == STATUS_OK)
        status = run(&selection);
    condition_free(&selection.condition);
    if (status != STATUS_OK)
        bitmap_free(out);
    return status;
}

enum status select_check(enum column_type type, const struct filter *filter, const char *name,
                         struct error *err)
{
    struct condition condition;
    enum status status = condition_make(&condition, type, filter, name, err);
    condition_free(&condition);
    return status;
}
