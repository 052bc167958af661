/*
 * Settling files: the last step of everything that is written beside its place first.
 * Apart from file.c since those who stream into a file themselves (a database, an export)
 * need only this.
 */
#include "core/base/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"

char *settle_name(const char *path)
{
    const char *name = file_name(path);
    size_t folder = (size_t)(name - path);
    /* Long names are cut, so that the longer one is still allowed. */
    int keep = strlen(name) > 200 ? 200 : (int)strlen(name);
    char *temp = NULL;
    if (asprintf(&temp, "%.*s.%.*s.%08x%08x", (int)folder, path, keep, name, (unsigned)getpid(),
                 (unsigned)(random_bits() & UINT32_MAX)) < 0)
        return NULL;
    return temp;
}

/* Makes the new name last through a power cut. Some file systems can't; that is no error. */
static void flush_folder(const char *path)
{
    char *copy = strdup(path);
    if (!copy)
        return;
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(copy);
}

static int rename_new(const char *temp, const char *path)
{
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    /* File systems that don't know the flag: a second name refuses to replace as well. */
    if (link(temp, path) != 0)
        return -1;
    return unlink(temp);
}

enum status settle_file(const char *temp, const char *path, bool replace, struct error *err)
{
    int rc = replace ? rename(temp, path) : rename_new(temp, path);
    if (rc != 0)
        return error_set_errno(err, errno, path);
    flush_folder(path);
    return STATUS_OK;
}
