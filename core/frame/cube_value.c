/*
 * The column that is worked with, as codes: texts without codes are given some, and words
 * that are numbers are ranked by number where their order counts (the dictionary may have
 * given them another).
 */
#include <stdlib.h>

#include "core/frame/cube_internal.h"

/* Codes made for texts: their groups, plus one. */
struct cube_texts {
    struct frame_column column;
    struct groups groups;
    struct value *words;
};

static enum status code_texts(struct cube_value *value, const struct cube_request *request,
                              struct error *err)
{
    struct cube_texts *texts = calloc(1, sizeof *texts);
    struct group_field field = {.column = request->value};
    if (!texts)
        return cube_no_memory(err);
    value->texts = texts;
    enum status status = groups_make(&texts->groups, &field, request->rows, request->cancel, err);
    if (status != STATUS_OK)
        return status;
    struct groups *groups = &texts->groups;
    uint32_t full = groups->count - groups->has_empty;
    texts->words = calloc((size_t)full + 1, sizeof *texts->words);
    if (!texts->words)
        return cube_no_memory(err);
    for (uint32_t i = 0; i < full; i++)
        texts->words[i + 1] = groups->values[i];
    for (size_t row = 0; row < request->value->rows; row++)
        groups->of_row[row] = groups->of_row[row] < full ? groups->of_row[row] + 1 : 0;
    texts->column = *request->value;
    texts->column.form = FORM_WORDS;
    texts->column.width = 4;
    texts->column.top = full;
    texts->column.codes = groups->of_row;
    texts->column.words = texts->words;
    value->column = &texts->column;
    return STATUS_OK;
}

struct ranked {
    double number;
    uint32_t code;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Words that are numbers in their order; others are left out. */
static enum status rank_words(struct cube_value *value, struct error *err)
{
    const struct frame_column *column = value->column;
    size_t codes = (size_t)column->top + 1, count = 0;
    struct ranked *list = malloc(codes * sizeof *list);
    value->ranks = calloc(codes, sizeof *value->ranks);
    value->rank_numbers = calloc(codes, sizeof *value->rank_numbers);
    if (!list || !value->ranks || !value->rank_numbers) {
        free(list);
        return cube_no_memory(err);
    }
    for (uint32_t code = 1; code < codes; code++) {
        list[count].code = code;
        count += column_number(column, code, &list[count].number);
    }
    qsort(list, count, sizeof *list, compare_ranked);
    for (size_t i = 0; i < count; i++) {
        value->ranks[list[i].code] = (uint32_t)i + 1;
        value->rank_numbers[i + 1] = list[i].number;
    }
    free(list);
    value->map = value->ranks;
    value->top = count;
    return STATUS_OK;
}

enum status cube_value_make(struct cube_value *value, const struct cube_request *request,
                            struct error *err)
{
    *value = (struct cube_value){.column = request->value};
    enum status status = STATUS_OK;
    if (!request->value)
        return status;
    if (request->value->form == FORM_TEXTS)
        status = code_texts(value, request, err);
    if (status == STATUS_OK) {
        value->top = value->column->top;
        if (request->aggregate == AGGREGATE_MEDIAN && value->column->form == FORM_WORDS)
            status = rank_words(value, err);
    }
    if (status != STATUS_OK)
        cube_value_free(value);
    return status;
}

void cube_value_free(struct cube_value *value)
{
    if (value->texts) {
        groups_free(&value->texts->groups);
        free(value->texts->words);
        free(value->texts);
    }
    free(value->ranks);
    free(value->rank_numbers);
    *value = (struct cube_value){0};
}
