/*
 * Owners of imports: each holds a lock on a small file beside the database, "team.db-import-"
 * and its number. The kernel gives the lock free when the process dies, however it dies. The
 * database file itself is never opened for this: closing it again would drop SQLite's locks.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/store/staging_internal.h"

enum { OWNER_MODE = 0660 };

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
    if (flock(owner->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return STATUS_OK; /* where there are no such locks, one writer is all there may be */
    close(owner->fd);
    free(owner->path);
    *owner = (struct owner){.fd = -1};
    return error_set(err, STATUS_BUSY, TEXT_STORE_BUSY, TEXT_VALUES(text_string("file", db->path)));
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
