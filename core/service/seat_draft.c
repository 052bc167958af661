/* Drafts of a seat: a file that outlives its console, with the name of who wrote it in front,
 * so that nobody is offered what somebody else wrote. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/seat_internal.h"

enum { DRAFT_LIMIT = 16 << 20, LEFT_MOST = 100 };

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* The first line is the person. */
enum status seat_keep(struct seat *seat, struct span drafts, struct error *err)
{
    struct buffer bytes = {0};
    char *path = seat_path(seat, seat->uuid, SEAT_DRAFT);
    enum status status = STATUS_OK;
    if (drafts.len == 0) {
        seat_remove(seat, seat->uuid, SEAT_DRAFT);
    } else {
        buffer_add_string(&bytes, seat->person);
        buffer_add_byte(&bytes, '\n');
        buffer_add_span(&bytes, drafts);
        status = path && !bytes.failed ? file_swap(path, buffer_span(&bytes), SEAT_FILE_MODE, err)
                                       : no_memory(err);
    }
    buffer_free(&bytes);
    free(path);
    return status;
}

/* Is it this person's, and nobody's any more? */
static bool read_left(const struct seat *seat, struct arena *arena, const char *uuid,
                      struct left_draft *out)
{
    struct buffer bytes = {0};
    char *path = seat_path(seat, uuid, SEAT_DRAFT);
    size_t name = strlen(seat->person);
    bool good = path && !seat_is_taken(seat, uuid, 0) &&
                file_read(path, DRAFT_LIMIT, &bytes, NULL) == STATUS_OK && bytes.len > name &&
                memcmp(bytes.data, seat->person, name) == 0 && bytes.data[name] == '\n';
    if (good) {
        struct span text = span_of(bytes.data + name + 1, bytes.len - name - 1);
        out->uuid = arena_string(arena, uuid);
        out->text = span_of(arena_copy(arena, text), text.len);
        good = out->uuid && out->text.data;
    }
    buffer_free(&bytes);
    free(path);
    return good;
}

/* UUIDs are ordered by time. */
static int by_age(const void *a, const void *b)
{
    return strcmp(((const struct left_draft *)a)->uuid, ((const struct left_draft *)b)->uuid);
}

static void read_draft(const struct seat *seat, const char *uuid, struct seat_gathered *out)
{
    struct left_draft *all = out->all;
    if (read_left(seat, out->arena, uuid, &all[out->count]))
        out->count++;
}

enum status seat_left(struct seat *seat, struct arena *arena, struct left_draft **out,
                      size_t *count, struct error *err)
{
    struct seat_gathered found = {.arena = arena, .most = LEFT_MOST};
    enum status status =
        seat_gather(seat, SEAT_DRAFT, read_draft, sizeof **out, by_age, &found, err);
    *out = found.all;
    *count = found.count;
    return status;
}

void seat_drop_left(struct seat *seat, const struct left_draft *drafts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        seat_remove(seat, drafts[i].uuid, SEAT_DRAFT);
        seat_remove(seat, drafts[i].uuid, SEAT_LOCK);
    }
}

/* ---- from outside ---- */

static bool read_waiting(const struct seat *seat, struct arena *arena, const char *uuid,
                         struct waiting_draft *out)
{
    struct buffer bytes = {0};
    struct stat info;
    char *path = seat_path(seat, uuid, SEAT_DRAFT);
    bool good = path && !seat_is_taken(seat, uuid, 0) && stat(path, &info) == 0 &&
                file_read(path, DRAFT_LIMIT, &bytes, NULL) == STATUS_OK && bytes.len > 0;
    const char *end = good ? memchr(bytes.data, '\n', bytes.len) : NULL;
    if (end) {
        out->person = arena_copy(arena, span_of(bytes.data, (size_t)(end - bytes.data)));
        out->at_ms = (int64_t)info.st_mtim.tv_sec * 1000;
    }
    buffer_free(&bytes);
    free(path);
    return end && out->person;
}

static void read_waiting_of(const struct seat *seat, const char *uuid, struct seat_gathered *out)
{
    struct waiting_draft *all = out->all;
    if (read_waiting(seat, out->arena, uuid, &all[out->count]))
        out->count++;
}

/* A folder that can't be read has none. */
enum status seat_waiting_drafts(const char *team_file, struct arena *arena,
                                struct waiting_draft **out, size_t *count, struct error *err)
{
    struct seat nobody = {.folder = seat_folder_of(team_file)};
    struct seat_gathered found = {.arena = arena, .most = LEFT_MOST};
    if (!nobody.folder)
        return no_memory(err);
    enum status status =
        seat_gather(&nobody, SEAT_DRAFT, read_waiting_of, sizeof **out, NULL, &found, err);
    free(nobody.folder);
    *out = found.all;
    *count = found.count;
    return status == STATUS_MEMORY ? status : STATUS_OK;
}
