/*
 * Codes for texts that have none, so that they sort like any other column. All texts that
 * are shown are held for it at once, each with its key of natural order: hence the limit.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/natural.h"
#include "core/frame/order_internal.h"

struct entry {
    uint64_t start; /* the first bytes of the key, so that most comparisons look no further */
    size_t at;      /* of the key in the bytes, the text behind it */
    uint32_t len;
    uint32_t row;
};

struct gathering {
    const struct bitmap *bitmap;
    struct buffer bytes;
    struct entry *entries;
    size_t count, room, limit;
    enum status status;
    struct error *err;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* The first eight bytes as a number that compares as they do. */
static uint64_t start_of(const char *bytes, size_t len)
{
    uint64_t start = 0;
    for (size_t i = 0; i < sizeof start; i++)
        start = start << 8 | (i < len ? (unsigned char)bytes[i] : 0);
    return start;
}

static bool make_room(struct gathering *all)
{
    if (all->count < all->room)
        return true;
    size_t room = all->room ? all->room + all->room / 2 : 1024;
    struct entry *entries = reallocarray(all->entries, room, sizeof *entries);
    if (!entries)
        return false;
    all->entries = entries;
    all->room = room;
    return true;
}

/* Equal keys are told apart by the text, which stands behind the key and a 0. */
static bool gather(struct gathering *all, size_t row, struct span text)
{
    size_t at = all->bytes.len;
    if (!make_room(all) || !natural_key(text, &all->bytes)) {
        all->status = no_memory(all->err);
        return false;
    }
    buffer_add_byte(&all->bytes, '\0');
    buffer_add_span(&all->bytes, text);
    size_t len = all->bytes.len - at;
    if (all->bytes.failed || len > UINT32_MAX ||
        all->bytes.len + all->count * sizeof *all->entries > all->limit) {
        all->status = error_set(all->err, STATUS_INVALID, TEXT_ORDER_TEXTS_TOO_MANY, NULL);
        return false;
    }
    all->entries[all->count++] = (struct entry){.start = start_of(all->bytes.data + at, len),
                                                .at = at,
                                                .len = (uint32_t)len,
                                                .row = (uint32_t)row};
    return true;
}

static bool gather_texts(void *context, size_t first, const struct span *texts, size_t count)
{
    struct gathering *all = context;
    for (size_t i = 0; i < count; i++) {
        bool wanted = texts[i].data && (!all->bitmap || bitmap_has(all->bitmap, first + i));
        if (wanted && !gather(all, first + i, texts[i]))
            return false;
    }
    return true;
}

static int compare_entries(const void *a, const void *b, void *context)
{
    const struct entry *left = a, *right = b;
    const char *bytes = context;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    size_t len = left->len < right->len ? left->len : right->len;
    int order = memcmp(bytes + left->at, bytes + right->at, len);
    return order ? order : (left->len > right->len) - (left->len < right->len);
}

/* Equal texts get the same code. */
static void number_texts(const struct gathering *all, uint32_t *codes, uint64_t *top)
{
    char *bytes = all->bytes.data;
    uint32_t code = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool differs =
            i == 0 || compare_entries(&all->entries[i - 1], &all->entries[i], bytes) != 0;
        code += differs;
        codes[all->entries[i].row] = code;
    }
    *top = code;
}

enum status order_code_texts(struct frame_column *out, const struct frame_column *column,
                             const struct bitmap *bitmap, size_t limit, const volatile int *cancel,
                             struct error *err)
{
    struct gathering all = {.bitmap = bitmap, .limit = limit, .err = err};
    uint32_t *codes = calloc(column->rows + 1, sizeof *codes);
    *out = (struct frame_column){.form = FORM_WORDS, .width = sizeof *codes, .rows = column->rows};
    enum status status =
        codes ? column_walk_texts(column, gather_texts, &all, cancel, err) : no_memory(err);
    if (status == STATUS_OK)
        status = all.status;
    if (status == STATUS_OK && codes) {
        if (all.count)
            qsort_r(all.entries, all.count, sizeof *all.entries, compare_entries, all.bytes.data);
        number_texts(&all, codes, &out->top);
        out->codes = codes;
        codes = NULL;
    }
    free(codes);
    free(all.entries);
    buffer_free(&all.bytes);
    return status;
}
