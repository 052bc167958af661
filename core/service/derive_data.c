/* What of a recipe is read off the data before it is made: limits of bands, what a pattern
 * finds. From then on it stands in the recipe, and stays when the data change. */
#include <math.h>
#include <stdlib.h>

#include "core/frame/code_tally.h"
#include "core/service/derive_internal.h"

enum { BANDS_MAX = 100 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- bands ---- */

struct cutting {
    const struct frame_column *column;
    struct code_tally tally;
    double low, high;
    int64_t numbers; /* rows that have one */
    double *limits;
    size_t count;
};

static enum status no_numbers(struct frame_use *use, size_t column, struct error *err)
{
    return error_set(
        err, STATUS_INVALID, TEXT_DERIVE_NO_NUMBERS,
        TEXT_VALUES(text_string("column", frame_use_dataset(use)->columns[column].name)));
}

static bool find_ends(struct cutting *cutting)
{
    uint64_t at = 0, code;
    int64_t rows;
    double number;
    while (code_tally_next(&cutting->tally, &at, &code, &rows)) {
        if (!column_number(cutting->column, code, &number) || !isfinite(number))
            continue;
        cutting->low = cutting->numbers > 0 ? fmin(cutting->low, number) : number;
        cutting->high = cutting->numbers > 0 ? fmax(cutting->high, number) : number;
        cutting->numbers += rows;
    }
    return cutting->numbers > 0;
}

static void add_limit(struct cutting *cutting, double limit)
{
    if (cutting->count == 0 || limit > cutting->limits[cutting->count - 1])
        cutting->limits[cutting->count++] = limit;
}

/* From a multiple of the width on, to the first one above all numbers. */
static enum status cut_width(struct cutting *cutting, double width, struct error *err)
{
    if (!(width > 0) || !isfinite(width))
        return error_set(err, STATUS_INVALID, TEXT_DERIVE_BAND_WIDTH, NULL);
    double first = floor(cutting->low / width), last = floor(cutting->high / width) + 1;
    if (last - first > BANDS_MAX)
        return error_set(err, STATUS_INVALID, TEXT_DERIVE_BANDS_MANY,
                         TEXT_VALUES(text_number("count", (int64_t)fmin(last - first, 1e15)),
                                     text_number("most", BANDS_MAX)));
    int bands = (int)(last - first);
    for (int i = 0; i <= bands; i++)
        add_limit(cutting, (first + i) * width);
    return STATUS_OK;
}

/* A number, and how many rows are below it. */
struct step {
    double number, below;
};

/* Each limit is a number that occurs: the one that cuts nearest to the equal part. */
static enum status cut_counts(struct cutting *cutting, double bands, struct error *err)
{
    uint64_t at = 0, code;
    int64_t rows;
    int part = 1;
    struct step last = {cutting->low, 0}, now = {0, 0};
    if (!(bands >= 2) || bands > BANDS_MAX || bands > floor(bands))
        return error_set(err, STATUS_INVALID, TEXT_DERIVE_BAND_COUNT,
                         TEXT_VALUES(text_number("most", BANDS_MAX)));
    double size = (double)cutting->numbers / bands;
    add_limit(cutting, cutting->low);
    while (code_tally_next(&cutting->tally, &at, &code, &rows)) {
        if (!column_number(cutting->column, code, &now.number) || !isfinite(now.number))
            continue;
        for (; part < bands && part * size <= now.below; part++) {
            bool lower = last.below > 0 && part * size - last.below <= now.below - part * size;
            add_limit(cutting, lower ? last.number : now.number);
        }
        last = now;
        now.below += (double)rows;
    }
    if (part < bands && last.below > 0)
        add_limit(cutting, last.number);
    return STATUS_OK;
}

static enum status cut(struct cutting *cutting, enum recipe_bands how, double size,
                       struct arena *arena, struct error *err)
{
    cutting->limits = arena_array(arena, BANDS_MAX + 2, sizeof *cutting->limits);
    if (!cutting->limits)
        return no_memory(err);
    return how == BANDS_WIDTH ? cut_width(cutting, size, err) : cut_counts(cutting, size, err);
}

enum status derive_bands(struct frame_use *use, size_t column, enum recipe_bands how, double size,
                         struct arena *arena, struct recipe *out, struct error *err)
{
    const struct column_info *info = &frame_use_dataset(use)->columns[column];
    struct cutting cutting = {.count = 0};
    if (!column_type_is_number(info->type))
        return no_numbers(use, column, err);
    enum status status = frame_use_column(use, column, &cutting.column, err);
    if (status == STATUS_OK && cutting.column->form == FORM_TEXTS)
        status = no_numbers(use, column, err);
    if (status == STATUS_OK)
        status = code_tally_make(&cutting.tally, cutting.column, NULL, frame_use_cancel(use), err);
    if (status == STATUS_OK && !find_ends(&cutting))
        status = no_numbers(use, column, err);
    if (status == STATUS_OK)
        status = cut(&cutting, how, size, arena, err);
    code_tally_free(&cutting.tally);
    if (status != STATUS_OK)
        return status;
    *out = (struct recipe){.kind = RECIPE_BANDS, .source = info->id};
    out->bands.how = how;
    out->bands.limits = cutting.limits;
    out->bands.count = cutting.count;
    out->bands.names =
        recipe_band_names(cutting.limits, cutting.count, info->type == COLUMN_INTEGER, arena);
    return out->bands.names ? STATUS_OK : no_memory(err);
}

/* ---- values ---- */

static enum status list_codes(const struct frame_column *column, struct arena *arena,
                              struct span **out, size_t *count, struct error *err)
{
    struct code_tally tally = {0};
    uint64_t at = 0, code;
    int64_t rows;
    *out = arena_array(arena, DERIVE_VALUES_MAX, sizeof **out);
    if (!*out)
        return no_memory(err);
    enum status status = code_tally_make(&tally, column, NULL, NULL, err);
    while (status == STATUS_OK && *count < DERIVE_VALUES_MAX &&
           code_tally_next(&tally, &at, &code, &rows)) {
        char scratch[COLUMN_TEXT_SIZE];
        struct value value = column_value(column, code, scratch);
        struct span text = value_text(&value, scratch);
        (*out)[*count] = span_of(arena_copy(arena, text), text.len);
        if (!(*out)[(*count)++].data)
            status = no_memory(err);
    }
    code_tally_free(&tally);
    return status;
}

enum status derive_list_values(struct frame_use *use, int64_t id, struct arena *arena,
                               struct span **out, size_t *count, struct error *err)
{
    const struct frame_column *column = NULL;
    size_t position = 0;
    *count = 0;
    if (!making_find(frame_use_dataset(use), id, &position))
        return error_set(err, STATUS_NOT_FOUND, TEXT_DERIVE_SOURCE_GONE, NULL);
    enum status status = frame_use_column(use, position, &column, err);
    if (status != STATUS_OK)
        return status;
    if (column->form != FORM_TEXTS)
        return list_codes(column, arena, out, count, err);
    *count = DERIVE_VALUES_MAX;
    return STATUS_OK;
}

enum status derive_pattern(struct frame_use *use, struct recipe *recipe, struct arena *arena,
                           struct error *err)
{
    struct span *values = NULL;
    size_t position = 0, count = 0;
    enum status status = derive_list_values(use, recipe->source, arena, &values, &count, err);
    if (status != STATUS_OK)
        return status;
    if (count < DERIVE_VALUES_MAX)
        return recipe_find_pairs(recipe, values, count, arena, err);
    (void)making_find(frame_use_dataset(use), recipe->source, &position);
    return error_set(
        err, STATUS_INVALID, TEXT_DERIVE_PATTERN_MANY,
        TEXT_VALUES(text_string("column", frame_use_dataset(use)->columns[position].name)));
}
