/* Figures of any kind as texts. */
#include <math.h>

#include "core/analysis/number_text.h"
#include "core/service/deck_internal.h"

enum { DECIMALS_MOST = 2 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* As many as the column's figures need, the same for all. */
static int decimals_of(const struct snapshot *figures, size_t column)
{
    int most = 0;
    for (size_t r = 0; r < figures->rows; r++) {
        const struct value *cell = &figures->cells[r * figures->columns + column];
        if (cell->kind != VALUE_DECIMAL || !isfinite(cell->decimal))
            continue;
        int decimals = number_decimals(cell->decimal, DECIMALS_MOST);
        most = decimals > most ? decimals : most;
    }
    return most;
}

static bool has_numbers(const struct snapshot *figures, size_t column)
{
    for (size_t r = 0; r < figures->rows; r++) {
        enum value_kind kind = figures->cells[r * figures->columns + column].kind;
        if (kind == VALUE_INTEGER || kind == VALUE_DECIMAL)
            return true;
    }
    return false;
}

static const char *text_of(struct arena *arena, const struct value *value, int decimals)
{
    char text[NUMBER_TEXT_SIZE];
    switch (value->kind) {
    case VALUE_TEXT:
        return arena_copy(arena, value->text);
    case VALUE_INTEGER:
        return arena_string(arena, text_group_digits(text, sizeof text, value->integer));
    case VALUE_DECIMAL:
        return arena_string(arena, number_text(value->decimal, decimals, text));
    case VALUE_EMPTY:
        break;
    }
    return "";
}

enum status deck_fill_table(const struct deck_work *work, struct error *err)
{
    const struct snapshot *figures = work->figures;
    struct deck_table *out = &work->piece->table;
    *out = (struct deck_table){
        .heads = figures->heads,
        .cells = arena_array(work->arena, figures->rows * figures->columns, sizeof *out->cells),
        .number = arena_array(work->arena, figures->columns, sizeof *out->number),
        .columns = figures->columns,
        .rows = figures->rows,
        .labels = figures->labels,
        .all_rows = figures->all_rows,
        .all_columns = figures->all_columns,
    };
    if (!out->cells || !out->number)
        return no_memory(err);
    for (size_t c = 0; c < out->columns; c++) {
        int decimals = decimals_of(figures, c);
        out->number[c] = c >= out->labels && has_numbers(figures, c);
        for (size_t r = 0; r < out->rows; r++) {
            size_t at = r * out->columns + c;
            out->cells[at] = text_of(work->arena, &figures->cells[at], decimals);
            if (!out->cells[at])
                return no_memory(err);
        }
    }
    return STATUS_OK;
}
