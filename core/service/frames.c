/*
 * Owns the cache of columns: what is in it, who uses it, what goes when memory is short. The
 * lock is held for looking things up only, never while something is read or made; two who
 * want the same column at once may both make it, and one of the two is kept.
 */
#include "core/service/frames.h"

#include <stdlib.h>
#include <string.h>

#include "core/service/frames_internal.h"

struct frames *frames_new(size_t budget)
{
    struct frames *frames = calloc(1, sizeof *frames);
    if (!frames)
        return NULL;
    frames->budget = budget;
    if (pthread_mutex_init(&frames->lock, NULL) != 0) {
        free(frames);
        return NULL;
    }
    return frames;
}

static void free_entry(struct frame_entry *entry)
{
    column_free(entry->column);
    free(entry->path);
    free(entry->order);
    free(entry);
}

void frames_free(struct frames *frames)
{
    if (!frames)
        return;
    for (struct frame_entry *entry = frames->entries; entry;) {
        struct frame_entry *next = entry->next;
        free_entry(entry);
        entry = next;
    }
    for (struct frame_bitmap *bitmap = frames->bitmaps; bitmap;) {
        struct frame_bitmap *next = bitmap->next;
        bitmap_free(&bitmap->bitmap);
        free(bitmap->path);
        free(bitmap->key);
        free(bitmap);
        bitmap = next;
    }
    pthread_mutex_destroy(&frames->lock);
    free(frames->counted.path);
    free(frames);
}

static int64_t *find_spoilt(struct frames *frames, int64_t column)
{
    for (size_t i = 0; i < FRAMES_SPOILT; i++) {
        if (frames->spoilt[i] == column)
            return &frames->spoilt[i];
    }
    return NULL;
}

void frames_note_spoilt(struct frames *frames, int64_t column, bool spoilt)
{
    pthread_mutex_lock(&frames->lock);
    int64_t *place = find_spoilt(frames, column);
    if (!spoilt && place)
        *place = 0;
    if (spoilt && !place && (place = find_spoilt(frames, 0)) != NULL)
        *place = column;
    pthread_mutex_unlock(&frames->lock);
}

bool frames_is_spoilt(struct frames *frames, int64_t column)
{
    pthread_mutex_lock(&frames->lock);
    bool spoilt = find_spoilt(frames, column) != NULL;
    pthread_mutex_unlock(&frames->lock);
    return spoilt;
}

bool frames_same_state(const struct frame_state *a, const struct frame_state *b)
{
    return a->dataset == b->dataset && a->edits == b->edits && strcmp(a->path, b->path) == 0;
}

struct frame_state frame_use_state(const struct frame_use *use)
{
    return (struct frame_state){
        .path = db_path(use->db), .dataset = use->dataset.id, .edits = use->dataset.edits};
}

/* ---- a use ---- */

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Rows that another tool has changed are counted once for each state. */
static enum status count_rows(struct frame_use *use, struct error *err)
{
    struct frame_count *counted = &use->frames->counted;
    struct frame_state state = frame_use_state(use);
    pthread_mutex_lock(&use->frames->lock);
    if (counted->path && frames_same_state(&counted->state, &state)) {
        use->dataset.rows = counted->rows;
        use->dataset.contiguous = counted->contiguous;
        use->dataset.dirty = false;
    }
    pthread_mutex_unlock(&use->frames->lock);
    enum status status = dataset_recount(use->db, &use->dataset, use->watch.cancel, err);
    char *path = status == STATUS_OK ? strdup(state.path) : NULL;
    if (!path)
        return status;
    state.path = path;
    pthread_mutex_lock(&use->frames->lock);
    free(counted->path);
    *counted = (struct frame_count){path, state, use->dataset.rows, use->dataset.contiguous};
    pthread_mutex_unlock(&use->frames->lock);
    return status;
}

static enum status find_dataset(struct frame_use *use, int64_t id, struct error *err)
{
    enum status status = dataset_by_id(use->db, use->arena, id, &use->dataset, err);
    if (status == STATUS_OK && use->dataset.changed_shape)
        return error_set(err, STATUS_STALE, TEXT_STORE_DATASET_ALTERED,
                         TEXT_VALUES(text_string("dataset", use->dataset.name)));
    return status == STATUS_OK && use->dataset.dirty ? count_rows(use, err) : status;
}

enum status frame_use_begin(struct frame_use **out, struct frames *frames, struct db *db,
                            int64_t dataset_id, const struct frames_watch *watch, struct error *err)
{
    *out = NULL;
    struct frame_use *use = calloc(1, sizeof *use);
    if (!use)
        return no_memory(err);
    use->frames = frames;
    use->db = db;
    use->arena = arena_new();
    if (watch)
        use->watch = *watch;
    enum status status = use->arena ? find_dataset(use, dataset_id, err) : no_memory(err);
    if (status == STATUS_OK) {
        use->held = calloc(use->dataset.column_count + 1, sizeof *use->held);
        use->own = calloc(use->dataset.column_count + 1, sizeof *use->own);
        if (!use->held || !use->own)
            status = no_memory(err);
    }
    if (status != STATUS_OK) {
        frame_use_end(use);
        return status;
    }
    *out = use;
    return STATUS_OK;
}

/* None was dropped or changed meanwhile; one more is no harm. */
static bool same_columns(const struct dataset_info *now, const struct dataset_info *before)
{
    if (now->column_count < before->column_count)
        return false;
    for (size_t i = 0; i < before->column_count; i++) {
        if (now->columns[i].id != before->columns[i].id ||
            now->columns[i].revision != before->columns[i].revision)
            return false;
    }
    return true;
}

enum status frame_use_check(struct frame_use *use, struct error *err)
{
    struct dataset_info now;
    struct arena *arena = arena_new();
    enum status status = arena ? STATUS_OK : no_memory(err);
    if (status == STATUS_OK)
        status = dataset_by_id(use->db, arena, use->dataset.id, &now, err);
    if (status == STATUS_OK && (now.edits != use->dataset.edits || now.changed_shape ||
                                !same_columns(&now, &use->dataset)))
        status = error_set(err, STATUS_BUSY, TEXT_FRAMES_CHANGED,
                           TEXT_VALUES(text_string("dataset", use->dataset.name)));
    arena_free(arena);
    return status;
}

const struct dataset_info *frame_use_dataset(const struct frame_use *use)
{
    return &use->dataset;
}

const volatile int *frame_use_cancel(const struct frame_use *use)
{
    return use->watch.cancel;
}

/* ---- the cache; all with the lock held ---- */

/* What a column is known by, in one state of a dataset. */
struct entry_key {
    int64_t id;
    int64_t revision;
    const char *order;
};

static struct frame_entry *find_entry(const struct frame_use *use, const struct entry_key *key)
{
    struct frame_state state = frame_use_state(use);
    for (struct frame_entry *entry = use->frames->entries; entry; entry = entry->next) {
        if (entry->id == key->id && entry->revision == key->revision &&
            frames_same_state(&entry->state, &state) && strcmp(entry->order, key->order) == 0)
            return entry;
    }
    return NULL;
}

/* Frees what nobody uses, the longest unused first, until the rest is within the budget. */
static void keep_budget(struct frames *frames)
{
    for (;;) {
        size_t bytes = 0;
        struct frame_entry **oldest = NULL;
        for (struct frame_entry **link = &frames->entries; *link; link = &(*link)->next) {
            if ((*link)->uses > 0)
                continue;
            bytes += (*link)->column->bytes;
            if (!oldest || (*link)->used < (*oldest)->used)
                oldest = link;
        }
        if (bytes <= frames->budget || !oldest)
            return;
        struct frame_entry *entry = *oldest;
        *oldest = entry->next;
        free_entry(entry);
    }
}

/* Takes it for a use. */
static void hold(struct frame_use *use, size_t position, struct frame_entry *entry)
{
    entry->uses++;
    entry->used = ++use->frames->clock;
    use->held[position] = entry;
}

void frame_use_end(struct frame_use *use)
{
    if (!use)
        return;
    pthread_mutex_lock(&use->frames->lock);
    for (size_t i = 0; use->held && i <= use->dataset.column_count; i++) {
        if (use->held[i])
            use->held[i]->uses--;
    }
    keep_budget(use->frames);
    pthread_mutex_unlock(&use->frames->lock);
    for (size_t i = 0; use->own && i <= use->dataset.column_count; i++)
        column_free(use->own[i]);
    free(use->held);
    free(use->own);
    arena_free(use->arena);
    free(use);
}

/* ---- columns ---- */

static struct frame_entry *new_entry(const struct frame_use *use, const struct entry_key *key,
                                     struct frame_column *column)
{
    struct frame_entry *entry = calloc(1, sizeof *entry);
    if (!entry)
        return NULL;
    entry->state = frame_use_state(use);
    entry->path = strdup(entry->state.path);
    entry->order = strdup(key->order);
    entry->id = key->id;
    entry->revision = key->revision;
    if (!entry->path || !entry->order) {
        free_entry(entry);
        return NULL;
    }
    entry->state.path = entry->path;
    entry->column = column;
    return entry;
}

static struct entry_key key_of(const struct frame_use *use, size_t position)
{
    if (position == use->dataset.column_count)
        return (struct entry_key){FRAME_IDS, 0, ""};
    const struct column_info *info = &use->dataset.columns[position];
    return (struct entry_key){info->id, info->revision, info->order};
}

enum status frames_take_column(struct frame_use *use, size_t position, struct frame_column *column,
                               bool shared, struct error *err)
{
    struct entry_key key = key_of(use, position);
    if (!shared) {
        use->own[position] = column;
        return STATUS_OK;
    }
    struct frame_entry *entry = new_entry(use, &key, column);
    if (!entry) {
        column_free(column);
        return no_memory(err);
    }
    pthread_mutex_lock(&use->frames->lock);
    struct frame_entry *other = find_entry(use, &key); /* somebody was faster */
    if (!other) {
        entry->next = use->frames->entries;
        use->frames->entries = entry;
    }
    hold(use, position, other ? other : entry);
    pthread_mutex_unlock(&use->frames->lock);
    if (other)
        free_entry(entry);
    return STATUS_OK;
}

bool frames_has_column(struct frame_use *use, size_t position)
{
    struct entry_key key = key_of(use, position);
    if (use->held[position] || use->own[position])
        return true;
    pthread_mutex_lock(&use->frames->lock);
    struct frame_entry *entry = find_entry(use, &key);
    if (entry)
        hold(use, position, entry);
    pthread_mutex_unlock(&use->frames->lock);
    return entry != NULL;
}

enum status frame_use_column(struct frame_use *use, size_t position,
                             const struct frame_column **out, struct error *err)
{
    *out = NULL;
    if (!frames_has_column(use, position)) {
        bool shared = true;
        struct frame_column *column = NULL;
        enum status status = frames_make_column(use, position, &column, &shared, err);
        if (status == STATUS_OK)
            status = frames_take_column(use, position, column, shared, err);
        if (status != STATUS_OK)
            return status;
    }
    *out = use->held[position] ? use->held[position]->column : use->own[position];
    return STATUS_OK;
}

void frame_use_release(struct frame_use *use, size_t position)
{
    column_free(use->own[position]);
    use->own[position] = NULL;
    pthread_mutex_lock(&use->frames->lock);
    if (use->held[position])
        use->held[position]->uses--;
    use->held[position] = NULL;
    keep_budget(use->frames);
    pthread_mutex_unlock(&use->frames->lock);
}

enum status frame_use_ids(struct frame_use *use, const uint32_t *rows, size_t count, int64_t *ids,
                          struct error *err)
{
    const struct frame_column *column = NULL;
    if (!use->dataset.contiguous) {
        enum status status = frame_use_column(use, use->dataset.column_count, &column, err);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        char scratch[COLUMN_TEXT_SIZE];
        ids[i] = column ? column_value(column, column_code(column, rows[i]), scratch).integer
                        : (int64_t)rows[i] + 1;
    }
    return STATUS_OK;
}
