/*
 * Comparing a stored column with its table. The two may have different forms, since memory
 * decides when words end and texts begin: so each is walked and its values are hashed in order.
 */
#include "core/service/frames_check.h"

#include <string.h>

#include "core/frame/chunk.h"
#include "core/service/frames_internal.h"

#define HASH_START UINT64_C(0xcbf29ce484222325)
#define HASH_PRIME UINT64_C(0x100000001b3)
#define MOST_WHOLE 9007199254740992.0

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ at[i]) * HASH_PRIME;
    return (hash ^ len) * HASH_PRIME;
}

/* A whole number is the same one, whether it came as a decimal or not. */
static uint64_t hash_decimal(uint64_t hash, double decimal)
{
    if (decimal >= -MOST_WHOLE && decimal <= MOST_WHOLE && decimal == (double)(int64_t)decimal) {
        int64_t whole = (int64_t)decimal;
        return hash_bytes(hash, &whole, sizeof whole);
    }
    return hash_bytes(hash, &decimal, sizeof decimal);
}

static uint64_t hash_value(uint64_t hash, const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        return hash_bytes(hash, value->text.data, value->text.len);
    case VALUE_INTEGER:
        return hash_bytes(hash, &value->integer, sizeof value->integer);
    case VALUE_DECIMAL:
        return hash_decimal(hash, value->decimal);
    case VALUE_EMPTY:
        break;
    }
    return (hash ^ UINT64_MAX) * HASH_PRIME;
}

static uint64_t hash_codes(const struct frame_column *column)
{
    char scratch[COLUMN_TEXT_SIZE];
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < column->rows; i++) {
        struct value value = column_value(column, column_code(column, i), scratch);
        hash = hash_value(hash, &value);
    }
    return hash;
}

static bool take_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    uint64_t *hash = context;
    (void)first;
    for (size_t i = 0; i < count; i++) {
        struct value value = {.kind = texts[i].data ? VALUE_TEXT : VALUE_EMPTY, .text = texts[i]};
        *hash = hash_value(*hash, &value);
    }
    return true;
}

static enum status hash_column(const struct frame_column *column, const volatile int *cancel,
                               uint64_t *out, struct error *err)
{
    *out = HASH_START;
    if (column->form == FORM_TEXTS)
        return column_walk_texts(column, take_texts, out, cancel, err);
    *out = hash_codes(column);
    return STATUS_OK;
}

static enum status build(struct frame_use *use, size_t position, struct frame_column **out,
                         struct error *err)
{
    const struct column_info *info = &use->dataset.columns[position];
    struct chunk_source *source = NULL;
    enum status status = frames_build(use, &position, 1, &source, err);
    return status == STATUS_OK && source
               ? chunk_load(out, source, info->type, info->order, use->watch.cancel, err)
               : status;
}

static enum status compare(struct frame_use *use, size_t position,
                           const struct frame_column *stored, enum frame_stored *out,
                           struct error *err)
{
    struct frame_column *fresh = NULL;
    uint64_t then = 0, now = 0;
    enum status status = hash_column(stored, use->watch.cancel, &then, err);
    if (status == STATUS_DAMAGED || status == STATUS_NOT_FOUND)
        return STATUS_OK; /* as it is said in *out */
    if (status == STATUS_OK)
        status = build(use, position, &fresh, err);
    if (status == STATUS_OK && fresh)
        status = hash_column(fresh, use->watch.cancel, &now, err);
    if (status == STATUS_OK && fresh && fresh->rows == stored->rows && now == then)
        *out = STORED_GOOD;
    column_free(fresh);
    return status;
}

enum status frames_check(struct frame_use *use, size_t position, enum frame_stored *out,
                         struct error *err)
{
    struct frame_column *stored = NULL;
    size_t sources[2];
    *out = STORED_NOT;
    if (frames_sources(use, position, sources) > 0)
        return STATUS_OK; /* worked out each time */
    enum status status = frames_from_file(use, position, &stored, err);
    if (status == STATUS_NOT_FOUND) {
        error_clear(err);
        return STATUS_OK;
    }
    *out = STORED_DAMAGED;
    if (status == STATUS_DAMAGED || (status == STATUS_OK && !stored)) {
        error_clear(err);
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = compare(use, position, stored, out, err);
    column_free(stored);
    return status;
}
