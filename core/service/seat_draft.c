/* Drafts of a seat: a file that outlives its console, with the name of who wrote it in front,
 * so that nobody is offered what somebody else wrote. */
#include <dirent.h>
#include <errno.h>
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

enum status seat_left(struct seat *seat, struct arena *arena, struct left_draft **out,
                      size_t *count, struct error *err)
{
    char uuid[UUID_SIZE];
    DIR *folder = opendir(seat->folder);
    *count = 0;
    *out = arena_array(arena, LEFT_MOST, sizeof **out);
    if (!folder || !*out) {
        enum status status = *out ? error_set_errno(err, errno, seat->folder) : no_memory(err);
        if (folder)
            closedir(folder);
        return status;
    }
    for (struct dirent *entry; *count < LEFT_MOST && (entry = readdir(folder)) != NULL;)
        if (seat_file_uuid(entry->d_name, SEAT_DRAFT, uuid) && strcmp(uuid, seat->uuid) != 0 &&
            read_left(seat, arena, uuid, &(*out)[*count]))
            (*count)++;
    closedir(folder);
    qsort(*out, *count, sizeof **out, by_age);
    return STATUS_OK;
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

enum status seat_waiting_drafts(const char *team_file, struct arena *arena,
                                struct waiting_draft **out, size_t *count, struct error *err)
{
    char uuid[UUID_SIZE];
    struct seat seat = {.folder = seat_folder_of(team_file)};
    DIR *folder = seat.folder ? opendir(seat.folder) : NULL;
    *count = 0;
    *out = arena_array(arena, LEFT_MOST, sizeof **out);
    for (struct dirent *entry;
         folder && *out && *count < LEFT_MOST && (entry = readdir(folder)) != NULL;)
        if (seat_file_uuid(entry->d_name, SEAT_DRAFT, uuid) &&
            read_waiting(&seat, arena, uuid, &(*out)[*count]))
            (*count)++;
    if (folder)
        closedir(folder);
    bool memory = seat.folder && *out;
    free(seat.folder);
    return memory ? STATUS_OK : no_memory(err);
}
