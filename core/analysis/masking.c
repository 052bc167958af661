/* Disclosure control, first part: apart from snapshots, which keep what they are given. */
#include "core/analysis/masking.h"

#include "core/base/text.h"

static bool is_small(int64_t rows, int64_t minimum)
{
    return rows > 0 && rows < minimum;
}

static const char *words(struct arena *arena, enum text_id id, int64_t minimum)
{
    char text[64];
    text_format(text, sizeof text, id, TEXT_VALUES(text_number("minimum", minimum)));
    return arena_string(arena, text);
}

struct masking {
    struct snapshot *snapshot;
    int64_t minimum;
    struct value few, left_out; /* what stands in the place of a figure */
    struct mask_outcome *out;
};

static void hide(const struct masking *masking, struct value *cell, bool count)
{
    if (cell->kind == VALUE_EMPTY)
        return;
    *cell = count ? masking->few : masking->left_out;
    if (count)
        masking->out->counts++;
    else
        masking->out->left_out++;
}

static void mask_known(const struct masking *masking)
{
    struct snapshot *snapshot = masking->snapshot;
    for (size_t r = 0; r < snapshot->rows; r++) {
        for (size_t c = snapshot->labels; c < snapshot->columns; c++) {
            size_t at = r * snapshot->columns + c;
            struct value *cell = &snapshot->cells[at];
            if (is_small(snapshot->behind[at], masking->minimum))
                hide(masking, cell,
                     cell->kind == VALUE_INTEGER && cell->integer == snapshot->behind[at]);
        }
    }
}

static bool looks_like_few(const struct masking *masking, const struct value *cell)
{
    return cell->kind == VALUE_INTEGER && is_small(cell->integer, masking->minimum);
}

static void mask_guessed(const struct masking *masking)
{
    struct snapshot *snapshot = masking->snapshot;
    masking->out->guessed = true;
    for (size_t r = 0; r < snapshot->rows; r++) {
        struct value *cells = &snapshot->cells[r * snapshot->columns];
        bool any = false;
        for (size_t c = snapshot->labels; c < snapshot->columns; c++)
            any = any || looks_like_few(masking, &cells[c]);
        for (size_t c = snapshot->labels; any && c < snapshot->columns; c++)
            hide(masking, &cells[c], looks_like_few(masking, &cells[c]));
    }
}

bool mask_snapshot(struct arena *arena, struct snapshot *snapshot, int64_t minimum,
                   struct mask_outcome *out)
{
    const char *few = words(arena, TEXT_MASK_COUNT, minimum);
    const char *left_out = words(arena, TEXT_MASK_LEFT_OUT, minimum);
    *out = (struct mask_outcome){0};
    if (!few || !left_out)
        return false;
    const struct masking masking = {
        .snapshot = snapshot,
        .minimum = minimum,
        .few = {.kind = VALUE_TEXT, .text = span_string(few)},
        .left_out = {.kind = VALUE_TEXT, .text = span_string(left_out)},
        .out = out,
    };
    if (minimum <= 1)
        return true;
    if (snapshot->behind)
        mask_known(&masking);
    else
        mask_guessed(&masking);
    return true;
}

const char *mask_rows_words(struct arena *arena, int64_t rows, int64_t minimum)
{
    char text[32];
    if (is_small(rows, minimum))
        return words(arena, TEXT_MASK_COUNT, minimum);
    return arena_string(arena, text_group_digits(text, sizeof text, rows));
}
