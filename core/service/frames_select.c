/*
 * The rows that filters let pass. The bitmap of each filter is remembered, since people
 * change one chip and leave the others as they are.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/frame/select.h"
#include "core/service/frames_internal.h"

enum { BITMAPS_KEPT = 24, BITMAP_BYTES_KEPT = 8 * 1024 * 1024 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* The same text for the same condition, however it is written. False: no memory. */
static bool write_key(const struct filter *filter, int64_t revision, struct buffer *out)
{
    buffer_printf(out, "%lld.%lld %d %d", (long long)filter->column, (long long)revision,
                  (int)filter->op, (int)filter->exact);
    for (size_t i = 0; i < filter->count; i++) {
        buffer_printf(out, " %zu:", filter->texts[i].len);
        buffer_add_span(out, filter->texts[i]);
    }
    return !out->failed;
}

static bool same_key(const struct frame_bitmap *kept, const struct frame_state *state,
                     const struct buffer *key)
{
    return frames_same_state(&kept->state, state) && strlen(kept->key) == key->len &&
           memcmp(kept->key, key->data, key->len) == 0;
}

static void free_bitmap(struct frame_bitmap *kept)
{
    bitmap_free(&kept->bitmap);
    free(kept->path);
    free(kept->key);
    free(kept);
}

/* A copy of what is remembered; *found false: nothing is. False: no memory. */
static bool recall(struct frame_use *use, const struct buffer *key, struct bitmap *out, bool *found)
{
    struct frame_state state = frame_use_state(use);
    bool good = true;
    *found = false;
    pthread_mutex_lock(&use->frames->lock);
    for (struct frame_bitmap *kept = use->frames->bitmaps; kept && !*found; kept = kept->next) {
        if (!same_key(kept, &state, key))
            continue;
        kept->used = ++use->frames->clock;
        good = bitmap_copy(out, &kept->bitmap);
        *found = true;
    }
    pthread_mutex_unlock(&use->frames->lock);
    return good;
}

/* With the lock held. */
static void forget_oldest(struct frames *frames)
{
    for (;;) {
        size_t count = 0, bytes = 0;
        struct frame_bitmap **oldest = NULL;
        for (struct frame_bitmap **link = &frames->bitmaps; *link; link = &(*link)->next) {
            count++;
            bytes += (*link)->bitmap.rows / 8;
            if (!oldest || (*link)->used < (*oldest)->used)
                oldest = link;
        }
        if (!oldest || (count <= BITMAPS_KEPT && bytes <= BITMAP_BYTES_KEPT))
            return;
        struct frame_bitmap *kept = *oldest;
        *oldest = kept->next;
        free_bitmap(kept);
    }
}

/* Where memory runs out it is not remembered, no more. */
static void remember(struct frame_use *use, const struct buffer *key, const struct bitmap *bitmap)
{
    struct frame_bitmap *kept = calloc(1, sizeof *kept);
    if (!kept)
        return;
    kept->state = frame_use_state(use);
    kept->path = strdup(kept->state.path);
    kept->key = malloc(key->len + 1);
    if (!kept->path || !kept->key || memchr(key->data, '\0', key->len) ||
        !bitmap_copy(&kept->bitmap, bitmap)) {
        free_bitmap(kept);
        return;
    }
    memcpy(kept->key, key->data, key->len + 1);
    kept->state.path = kept->path;
    pthread_mutex_lock(&use->frames->lock);
    kept->used = ++use->frames->clock;
    kept->next = use->frames->bitmaps;
    use->frames->bitmaps = kept;
    forget_oldest(use->frames);
    pthread_mutex_unlock(&use->frames->lock);
}

static enum status find_column(const struct frame_use *use, int64_t id, size_t *position,
                               struct error *err)
{
    for (size_t i = 0; i < use->dataset.column_count; i++) {
        if (use->dataset.columns[i].id == id) {
            *position = i;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_INVALID, TEXT_FRAMES_FILTER_COLUMN,
                     TEXT_VALUES(text_string("dataset", use->dataset.name)));
}

static enum status select_one(struct frame_use *use, const struct filter *filter,
                              struct bitmap *out, struct error *err)
{
    const struct frame_column *column = NULL;
    struct buffer key = {0};
    size_t position = 0;
    bool found = false;
    enum status status = find_column(use, filter->column, &position, err);
    if (status == STATUS_OK && (!write_key(filter, use->dataset.columns[position].revision, &key) ||
                                !recall(use, &key, out, &found)))
        status = no_memory(err);
    if (status == STATUS_OK && !found) {
        status = frame_use_column(use, position, &column, err);
        if (status == STATUS_OK)
            status = select_rows(column, filter, use->dataset.columns[position].name,
                                 use->watch.cancel, out, err);
        if (status == STATUS_OK)
            remember(use, &key, out);
    }
    buffer_free(&key);
    return status;
}

/* All rows but those of the parts. */
static enum status select_none_of(struct frame_use *use, const struct filter *filter,
                                  struct bitmap *out, struct error *err)
{
    enum status status = STATUS_OK;
    if (!bitmap_make(out, (size_t)use->dataset.rows, false))
        return no_memory(err);
    for (size_t i = 0; i < filter->part_count && status == STATUS_OK; i++) {
        struct bitmap part = {0};
        status = frame_use_select(use, &filter->parts[i], 0, &part, err);
        if (status == STATUS_OK)
            bitmap_or(out, &part);
        bitmap_free(&part);
    }
    bitmap_not(out);
    return status;
}

enum status frame_use_select(struct frame_use *use, const struct filter_list *filters, int64_t but,
                             struct bitmap *out, struct error *err)
{
    bool any = false;
    *out = (struct bitmap){0};
    for (size_t i = 0; i < filters->count; i++) {
        const struct filter *filter = &filters->filters[i];
        struct bitmap one = {0};
        if (filter->off || (but && filter->column == but))
            continue;
        struct bitmap *into = any ? &one : out;
        enum status status = filter->op == FILTER_NONE_OF ? select_none_of(use, filter, into, err)
                                                          : select_one(use, filter, into, err);
        if (status == STATUS_OK && any)
            bitmap_and(out, &one);
        bitmap_free(&one);
        if (status != STATUS_OK) {
            bitmap_free(out);
            return status;
        }
        any = true;
    }
    if (!any && !bitmap_make(out, (size_t)use->dataset.rows, true))
        return no_memory(err);
    return STATUS_OK;
}
