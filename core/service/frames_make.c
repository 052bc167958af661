/*
 * Making a column of a dataset: from its chunks where they are of the state that is wanted,
 * else from the table. What was made from the table is written back, so that the next one
 * finds it; where that can't be, nothing is lost but time.
 */
#include <stdlib.h>

#include "core/frame/chunk.h"
#include "core/service/frames_internal.h"
#include "core/store/chunk.h"

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- blobs of the file ---- */

struct file_source {
    struct chunk_source base;
    struct frames *frames;
    struct chunk_rows *rows;
    int64_t column; /* id */
    uint64_t stamp; /* of the head that was read */
};

/* A blob that belongs to the head that was read. */
static bool is_good(struct file_source *source, uint32_t number, struct span blob)
{
    struct chunk_header header;
    if (!chunk_check(blob, &header))
        return false;
    if (number == 0)
        source->stamp = header.stamp;
    return header.stamp == source->stamp;
}

static enum status read_file(struct chunk_source *base, uint32_t number, struct buffer *out,
                             struct error *err)
{
    struct file_source *source = (struct file_source *)base;
    enum status status = chunk_rows_read(source->rows, number, out, err);
    /* Texts are read long after the column was taken for good: the next one knows better. */
    bool bad = status == STATUS_OK ? !is_good(source, number, buffer_span(out))
                                   : status == STATUS_NOT_FOUND && number > 0;
    if (bad)
        frames_note_spoilt(source->frames, source->column, true);
    return bad && status == STATUS_OK
               ? error_set(err, STATUS_DAMAGED, TEXT_STORE_CHUNK_DAMAGED, NULL)
               : status;
}

static void free_file(struct chunk_source *base)
{
    struct file_source *source = (struct file_source *)base;
    chunk_rows_close(source->rows);
    free(source);
}

static enum status open_file(struct chunk_source **out, struct frame_use *use, size_t position,
                             struct error *err)
{
    struct file_source *source = calloc(1, sizeof *source);
    if (!source)
        return no_memory(err);
    source->base = (struct chunk_source){.read = read_file, .free = free_file, .checks = true};
    source->frames = use->frames;
    source->column = use->dataset.columns[position].id;
    enum status status = chunk_rows_open(&source->rows, use->db, use->dataset.id,
                                         use->dataset.columns[position].place, err);
    if (status != STATUS_OK) {
        free(source);
        return status;
    }
    *out = &source->base;
    return STATUS_OK;
}

/* The stored column is of the state that the use has. STATUS_NOT_FOUND: it is not. */
static enum status check_head(struct frame_use *use, struct chunk_source *source, struct error *err)
{
    struct buffer blob = {0};
    struct chunk_head head;
    const char *pieces = NULL;
    enum status status = source->read(source, 0, &blob, err);
    if (status == STATUS_OK &&
        (!chunk_check_head(buffer_span(&blob), &head, &pieces) ||
         head.edits != use->dataset.edits || head.rows != (uint64_t)use->dataset.rows))
        status = STATUS_NOT_FOUND;
    buffer_free(&blob);
    return status;
}

enum status frames_from_file(struct frame_use *use, size_t position, struct frame_column **out,
                             struct error *err)
{
    const struct column_info *info = &use->dataset.columns[position];
    struct chunk_source *source = NULL;
    enum status status = open_file(&source, use, position, err);
    if (status != STATUS_OK || !source)
        return status;
    status = check_head(use, source, err);
    if (status != STATUS_OK) {
        source->free(source);
        return status;
    }
    return chunk_load(out, source, info->type, info->order, use->watch.cancel, err);
}

/* ---- from the table ---- */

static enum status from_source(struct frame_use *use, size_t position, struct chunk_source *source,
                               struct frame_column **out, struct error *err)
{
    const struct column_info *info = &use->dataset.columns[position];
    bool written = frames_write_back(use, position, source);
    frames_note_spoilt(use->frames, info->id, false);
    enum status status = chunk_load(out, source, info->type, info->order, use->watch.cancel, err);
    /* Texts are better read from the file than kept. */
    if (status == STATUS_OK && written && *out && (*out)->form == FORM_TEXTS) {
        struct frame_column *stored = NULL;
        if (frames_from_file(use, position, &stored, NULL) == STATUS_OK) {
            column_free(*out);
            *out = stored;
        }
    }
    return status;
}

static enum status from_table(struct frame_use *use, size_t position, struct frame_column **out,
                              struct error *err)
{
    struct chunk_source *source = NULL;
    enum status status = frames_build(use, &position, 1, &source, err);
    return status == STATUS_OK && source ? from_source(use, position, source, out, err) : status;
}

enum status frames_make_column(struct frame_use *use, size_t position, struct frame_column **out,
                               bool *shared, struct error *err)
{
    enum status status = STATUS_NOT_FOUND;
    *shared = true;
    if (position == use->dataset.column_count) {
        struct chunk_source *source = NULL;
        status = frames_build(use, &position, 1, &source, err);
        return status == STATUS_OK && source
                   ? chunk_load(out, source, COLUMN_INTEGER, NULL, use->watch.cancel, err)
                   : status;
    }
    if (frames_derive_column(use, position, out, &status, err)) {
        *shared = status != STATUS_OK || (*out)->form != FORM_TEXTS;
        return status;
    }
    if (!frames_is_spoilt(use->frames, use->dataset.columns[position].id))
        status = frames_from_file(use, position, out, err);
    if (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED) {
        error_clear(err);
        status = from_table(use, position, out, err);
    }
    *shared = status != STATUS_OK || !*out || (*out)->form != FORM_TEXTS;
    return status;
}

/* ---- several at once ---- */

/* The column would have to be made from the table. */
static bool is_missing(struct frame_use *use, size_t position)
{
    struct chunk_source *source = NULL;
    if (frames_is_spoilt(use->frames, use->dataset.columns[position].id))
        return true;
    if (open_file(&source, use, position, NULL) != STATUS_OK || !source)
        return false; /* whoever needs it will be told why */
    enum status status = check_head(use, source, NULL);
    source->free(source);
    return status == STATUS_NOT_FOUND || status == STATUS_DAMAGED;
}

static enum status make_missing(struct frame_use *use, const size_t *positions, size_t count,
                                struct error *err)
{
    struct chunk_source *sources[FRAMES_TOGETHER] = {NULL};
    enum status status = frames_build(use, positions, count, sources, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct frame_column *column = NULL;
        status = from_source(use, positions[i], sources[i], &column, err);
        sources[i] = NULL;
        if (status == STATUS_OK && column)
            status = frames_take_column(use, positions[i], column, column->form != FORM_TEXTS, err);
    }
    for (size_t i = 0; i < count; i++) {
        if (sources[i])
            sources[i]->free(sources[i]);
    }
    return status;
}

/* What of the columns is missing, and of those that others are worked out from. */
struct missing {
    struct frame_use *use;
    size_t positions[FRAMES_TOGETHER];
    size_t count, most;
};

static enum status make_noted(struct missing *missing, struct error *err)
{
    size_t count = missing->count;
    missing->count = 0;
    return count > 0 ? make_missing(missing->use, missing->positions, count, err) : STATUS_OK;
}

static enum status note_missing(struct missing *missing, size_t position, struct error *err)
{
    struct frame_use *use = missing->use;
    size_t sources[2], count;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < missing->count; i++) {
        if (missing->positions[i] == position)
            return STATUS_OK;
    }
    if (frames_has_column(use, position))
        return STATUS_OK;
    count = frames_sources(use, position, sources);
    use->depth++;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = note_missing(missing, sources[i], err);
    use->depth--;
    if (count > 0 || !is_missing(use, position))
        return status;
    missing->positions[missing->count++] = position;
    return missing->count < missing->most ? STATUS_OK : make_noted(missing, err);
}

enum status frame_use_prepare(struct frame_use *use, const size_t *positions, size_t count,
                              struct error *err)
{
    size_t most = FRAMES_BUILD_BYTES / ((size_t)use->dataset.rows * sizeof(uint32_t) + 1);
    struct missing missing = {.use = use,
                              .most = most < 1                 ? 1
                                      : most > FRAMES_TOGETHER ? FRAMES_TOGETHER
                                                               : most};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = note_missing(&missing, positions[i], err);
    return status == STATUS_OK ? make_noted(&missing, err) : status;
}
