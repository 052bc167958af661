/* The rows that are in none of some groups: what a table that shows a few groups only puts
 * together as "others". */
#include <stdlib.h>

#include "core/frame/group_internal.h"
#include "core/frame/parallel.h"

struct others {
    const struct groups *const *fields;
    size_t field_count;
    uint64_t *kept; /* sorted */
    size_t kept_count;
    const struct bitmap *bitmap;
    const volatile int *cancel;
    struct bitmap *out;
};

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static uint64_t key_of(const struct others *others, size_t row)
{
    uint64_t key = 0;
    for (size_t i = 0; i < others->field_count; i++) {
        const struct groups *groups = others->fields[i];
        uint32_t group = groups->of_code ? groups->of_code[column_code(groups->field.column, row)]
                                         : groups->of_row[row];
        key = key << 32 | group;
    }
    return key;
}

static void mark_part(void *context, unsigned part, size_t first, size_t end)
{
    struct others *others = context;
    uint64_t last = UINT64_MAX;
    bool last_kept = false;
    (void)part;
    for (size_t row = first; row < end; row++) {
        if (row % CHUNK_ROWS == 0 && others->cancel && *others->cancel)
            return;
        if (others->bitmap && !bitmap_has(others->bitmap, row))
            continue;
        uint64_t key = key_of(others, row);
        if (key != last)
            last_kept = bsearch(&key, others->kept, others->kept_count, sizeof key, compare_keys);
        last = key;
        if (!last_kept)
            others->out->words[row / 64] |= (uint64_t)1 << (row % 64);
    }
}

enum status groups_others(const struct groups *const fields[], size_t field_count,
                          const uint32_t (*kept)[2], size_t kept_count, const struct bitmap *bitmap,
                          const volatile int *cancel, struct bitmap *out, struct error *err)
{
    size_t rows = fields[0]->field.column->rows;
    struct others others = {fields,     field_count, calloc(kept_count + 1, sizeof *others.kept),
                            kept_count, bitmap,      cancel,
                            out};
    *out = (struct bitmap){0};
    if (!others.kept || !bitmap_make(out, rows, false)) {
        free(others.kept);
        return group_no_memory(err);
    }
    for (size_t i = 0; i < kept_count; i++)
        for (size_t f = 0; f < field_count; f++)
            others.kept[i] = others.kept[i] << 32 | kept[i][f];
    qsort(others.kept, kept_count, sizeof *others.kept, compare_keys);
    parallel_run(rows, mark_part, &others);
    bitmap_recount(out);
    free(others.kept);
    if (cancel && *cancel) {
        bitmap_free(out);
        return error_set(err, STATUS_CANCELLED, TEXT_STORE_CANCELLED, NULL);
    }
    return STATUS_OK;
}
