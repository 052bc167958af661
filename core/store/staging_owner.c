/*
 * Owners of imports: each holds a lock on a small file beside the database, "team.db-import-"
 * and its number. The kernel gives the lock free when the process dies, however it dies. The
 * database file itself is never opened for this: closing it again would drop SQLite's locks.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/staging_internal.h"

enum { OWNER_MODE = 0660, RESERVE_BYTES = 512 * 1024 };

static char *owner_path(const char *database, const char *uuid)
{
    size_t size = strlen(database) + strlen(uuid) + sizeof "-import-";
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s-import-%s", database, uuid);
    return path;
}

enum status owner_take(struct owner *owner, struct db *db, const char *uuid, struct error *err)
{
    *owner = (struct owner){.fd = -1};
    if (!db->path[0])
        return STATUS_OK;
    owner->path = owner_path(db->path, uuid);
    if (!owner->path)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    owner->fd = open(owner->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, OWNER_MODE);
    if (owner->fd < 0) {
        enum status status = error_set_errno(err, errno, db->path);
        free(owner->path);
        owner->path = NULL;
        return status;
    }
    /* Where there are no such locks, one writer is all there may be. A file that a sweep has
     * just removed is nobody's. */
    struct stat info;
    if ((flock(owner->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
        fstat(owner->fd, &info) == 0 && info.st_nlink > 0)
        return STATUS_OK;
    close(owner->fd);
    free(owner->path);
    *owner = (struct owner){.fd = -1};
    return error_set(err, STATUS_BUSY, TEXT_STORE_BUSY, TEXT_VALUES(text_string("file", db->path)));
}

void owner_make_reserve(const struct owner *owner)
{
    /* Where it can't be had, the import itself will meet the full disk soon enough. */
    if (owner->fd >= 0)
        (void)!fallocate(owner->fd, 0, 0, RESERVE_BYTES);
}

void owner_free_reserve(const struct owner *owner)
{
    if (owner->fd >= 0)
        (void)!ftruncate(owner->fd, 0);
}

void owner_release(struct owner *owner)
{
    if (owner->path)
        unlink(owner->path);
    if (owner->fd >= 0)
        close(owner->fd);
    free(owner->path);
    *owner = (struct owner){.fd = -1};
}

struct owner_list {
    DIR *folder;
    char *prefix; /* "team.db-import-" */
};

struct owner_list *owner_list_open(const struct db *db)
{
    struct owner_list *list = calloc(1, sizeof *list);
    char *path = owner_path(db->path, "");
    char *slash = path ? strrchr(path, '/') : NULL;
    if (list && path) {
        list->prefix = strdup(slash ? slash + 1 : path);
        if (slash)
            slash[slash == path] = '\0';
        list->folder = opendir(slash ? path : ".");
    }
    free(path);
    if (list && list->folder && list->prefix)
        return list;
    owner_list_close(list);
    return NULL;
}

bool owner_list_next(struct owner_list *list, char uuid[UUID_SIZE])
{
    const struct dirent *entry;
    while (list && (entry = readdir(list->folder)) != NULL) {
        size_t len = strlen(list->prefix);
        if (strncmp(entry->d_name, list->prefix, len) != 0 ||
            strlen(entry->d_name + len) != UUID_SIZE - 1)
            continue;
        memcpy(uuid, entry->d_name + len, UUID_SIZE);
        return true;
    }
    return false;
}

void owner_list_close(struct owner_list *list)
{
    if (!list)
        return;
    if (list->folder)
        closedir(list->folder);
    free(list->prefix);
    free(list);
}
