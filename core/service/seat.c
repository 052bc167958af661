/* Seats: the folder, the lock, who is here. Drafts are in seat_draft.c. */
#include "core/service/seat.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/seat_internal.h"

enum {
    FOLDER_MODE = 0770,
    HERE_LIMIT = 1 << 16,
    OTHERS_MOST = 200,
    SILENT_MS = 90 * 1000 /* where locks don't work: who has said nothing for so long is gone */
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* ---- files ---- */

/* ".team.db-seats" beside "team.db". */
char *seat_folder_of(const char *team_file)
{
    const char *name = file_name(team_file);
    char *path = NULL;
    if (asprintf(&path, "%.*s.%s-seats", (int)(name - team_file), team_file, name) < 0)
        return NULL;
    return path;
}

char *seat_path(const struct seat *seat, const char *uuid, const char *ending)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s%s", seat->folder, uuid, ending) < 0)
        return NULL;
    return path;
}

void seat_remove(const struct seat *seat, const char *uuid, const char *ending)
{
    char *path = seat_path(seat, uuid, ending);
    if (path)
        unlink(path);
    free(path);
}

/* Is the console of that seat alive? Its lock says so, unless locks don't work here. */
bool seat_is_taken(const struct seat *seat, const char *uuid, int64_t told_ms)
{
    char *path = seat_path(seat, uuid, SEAT_LOCK);
    int fd = path ? open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) : -1;
    int reason = fd < 0 ? errno : 0;
    free(path);
    if (fd < 0) /* somebody else's file is one that can't be opened, but it is there */
        return path && reason != ENOENT;
    bool free_now = flock(fd, LOCK_SH | LOCK_NB) == 0;
    bool works = free_now || errno == EWOULDBLOCK;
    close(fd);
    return works ? !free_now : clock_now_ms() - told_ms < SILENT_MS;
}

/* ---- taking ---- */

static enum status take_lock(struct seat *seat, struct error *err)
{
    char *path = seat_path(seat, seat->uuid, SEAT_LOCK);
    if (!path)
        return no_memory(err);
    seat->lock = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, SEAT_FILE_MODE);
    enum status status = seat->lock < 0 ? error_set_errno(err, errno, path) : STATUS_OK;
    if (status == STATUS_OK)
        flock(seat->lock, LOCK_EX | LOCK_NB); /* where that fails, silence tells */
    free(path);
    return status;
}

static enum status make_folder(const struct seat *seat, struct error *err)
{
    if (mkdir(seat->folder, FOLDER_MODE) == 0 || errno == EEXIST)
        return STATUS_OK;
    return error_set_errno(err, errno, seat->folder);
}

enum status seat_take(struct seat **out, const char *team_file, const char *person,
                      struct error *err)
{
    struct seat *seat = calloc(1, sizeof *seat);
    *out = NULL;
    if (!seat)
        return no_memory(err);
    seat->lock = -1;
    seat->folder = seat_folder_of(team_file);
    seat->person = strdup(person);
    uuid_new(seat->uuid);
    enum status status = seat->folder && seat->person ? make_folder(seat, err) : no_memory(err);
    if (status == STATUS_OK)
        status = take_lock(seat, err);
    if (status == STATUS_OK)
        *out = seat;
    else
        seat_leave(seat);
    return status;
}

void seat_leave(struct seat *seat)
{
    if (!seat)
        return;
    if (seat->lock >= 0) {
        seat_remove(seat, seat->uuid, SEAT_HERE);
        seat_remove(seat, seat->uuid, SEAT_SHOW);
        seat_remove(seat, seat->uuid, SEAT_LOCK);
        close(seat->lock);
    }
    free(seat->folder);
    free(seat->person);
    free(seat);
}

/* ---- telling ---- */

enum status seat_tell(struct seat *seat, const struct presence *presence, struct error *err)
{
    json_t *root =
        json_pack("{s:i, s:s, s:s, s:s, s:s*, s:s*, s:s*, s:s*, s:b, s:b, s:I, s:I, s:I, s:I, s:I}",
                  "version", 1, "person", seat->person, "words", presence->words, "mark",
                  presence->mark, "kind", presence->kind, "view", presence->view, "spot",
                  presence->spot, "follows", presence->follows, "closed", presence->closed, "coach",
                  presence->coach, "since_ms", (json_int_t)presence->since_ms, "input_ms",
                  (json_int_t)presence->input_ms, "told_ms", (json_int_t)clock_now_ms(), "view_ms",
                  (json_int_t)presence->view_ms, "undone", (json_int_t)presence->undone);
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    char *path = seat_path(seat, seat->uuid, SEAT_HERE);
    enum status status =
        text && path ? file_swap(path, span_string(text), SEAT_FILE_MODE, err) : no_memory(err);
    free(path);
    free(text);
    json_decref(root);
    return status;
}

/* ---- listening ---- */

static const char *member(struct arena *arena, const json_t *root, const char *name)
{
    const char *text = json_string_value(json_object_get(root, name));
    return arena_string(arena, text ? text : "");
}

static int64_t number(const json_t *root, const char *name)
{
    return json_integer_value(json_object_get(root, name));
}

/* False: it is not to be read, or nobody any more. */
static bool read_one(const struct seat *seat, struct arena *arena, const char *uuid,
                     struct presence *out)
{
    struct buffer bytes = {0};
    char *path = seat_path(seat, uuid, SEAT_HERE);
    json_t *root = NULL;
    if (path && file_read(path, HERE_LIMIT, &bytes, NULL) == STATUS_OK)
        root = json_loadb(buffer_span(&bytes).data, bytes.len, JSON_REJECT_DUPLICATES, NULL);
    bool good = json_is_object(root);
    if (good)
        *out = (struct presence){.uuid = arena_string(arena, uuid),
                                 .person = member(arena, root, "person"),
                                 .words = member(arena, root, "words"),
                                 .mark = member(arena, root, "mark"),
                                 .kind = member(arena, root, "kind"),
                                 .view = member(arena, root, "view"),
                                 .spot = member(arena, root, "spot"),
                                 .follows = member(arena, root, "follows"),
                                 .closed = json_is_true(json_object_get(root, "closed")),
                                 .coach = json_is_true(json_object_get(root, "coach")),
                                 .since_ms = number(root, "since_ms"),
                                 .input_ms = number(root, "input_ms"),
                                 .told_ms = number(root, "told_ms"),
                                 .view_ms = number(root, "view_ms"),
                                 .undone = number(root, "undone")};
    json_decref(root);
    buffer_free(&bytes);
    free(path);
    if (seat_is_taken(seat, uuid, good ? out->told_ms : 0))
        return good && out->uuid && out->person && out->words && out->mark && out->kind &&
               out->view && out->spot && out->follows;
    seat_remove(seat, uuid, SEAT_HERE);
    seat_remove(seat, uuid, SEAT_SHOW);
    seat_remove(seat, uuid, SEAT_LOCK);
    return false;
}

static void read_here(const struct seat *seat, const char *uuid, struct seat_gathered *out)
{
    struct presence *all = out->all;
    if (read_one(seat, out->arena, uuid, &all[out->count]))
        out->count++;
}

/* "UUID.here" gives the UUID; false: another file. */
static bool file_uuid(const char *name, const char *ending, char uuid[UUID_SIZE])
{
    size_t len = strlen(name);
    if (len != UUID_SIZE - 1 + strlen(ending) || strcmp(name + UUID_SIZE - 1, ending) != 0)
        return false;
    memcpy(uuid, name, UUID_SIZE - 1);
    uuid[UUID_SIZE - 1] = '\0';
    return true;
}

enum status seat_gather(const struct seat *seat, const char *ending, seat_reader *read, size_t size,
                        int (*order)(const void *, const void *), struct seat_gathered *out,
                        struct error *err)
{
    char uuid[UUID_SIZE];
    DIR *folder = opendir(seat->folder);
    if (!folder)
        return error_set_errno(err, errno, seat->folder);
    out->count = 0;
    out->all = arena_array(out->arena, out->most, size);
    for (struct dirent *entry;
         out->all && out->count < out->most && (entry = readdir(folder)) != NULL;)
        if (file_uuid(entry->d_name, ending, uuid) && strcmp(uuid, seat->uuid) != 0)
            read(seat, uuid, out);
    closedir(folder);
    if (!out->all)
        return no_memory(err);
    if (order)
        qsort(out->all, out->count, size, order);
    return STATUS_OK;
}

static int by_name(const void *a, const void *b)
{
    const struct presence *left = a, *right = b;
    int order = strcmp(left->person, right->person);
    return order ? order : strcmp(left->uuid, right->uuid);
}

enum status seat_others(struct seat *seat, struct arena *arena, struct presence **out,
                        size_t *count, struct error *err)
{
    struct seat_gathered found = {.arena = arena, .most = OTHERS_MOST};
    enum status status =
        seat_gather(seat, SEAT_HERE, read_here, sizeof **out, by_name, &found, err);
    *out = found.all;
    *count = found.count;
    return status;
}

const char *seat_uuid(const struct seat *seat)
{
    return seat->uuid;
}

enum status seat_look(const char *team_file, struct arena *arena, struct presence **out,
                      size_t *count, struct error *err)
{
    struct seat nobody = {.folder = seat_folder_of(team_file)};
    enum status status = STATUS_OK;
    *count = 0;
    if (!nobody.folder)
        return no_memory(err);
    if (file_is_folder(nobody.folder))
        status = seat_others(&nobody, arena, out, count, err);
    free(nobody.folder);
    return status;
}

const char *seat_folder(const struct seat *seat)
{
    return seat->folder;
}
