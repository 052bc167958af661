/* Small files and folders: read whole, replaced whole. */
#include "core/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"

static enum status read_all(int fd, const char *path, size_t limit, struct buffer *out,
                            struct error *err)
{
    char block[16384];
    size_t total = 0;
    for (;;) {
        ssize_t n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set_errno(err, errno, path);
        if (n == 0)
            return STATUS_OK;
        total += (size_t)n;
        if (total > limit)
            return error_set_at(err, STATUS_INVALID, path, 0, 0, TEXT_FILE_TOO_LARGE,
                                TEXT_VALUES(text_string("file", path),
                                            text_number("limit", (int64_t)(limit / 1024))));
        if (!buffer_add(out, block, (size_t)n))
            return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
}

enum status file_read(const char *path, size_t limit, struct buffer *out, struct error *err)
{
    /* O_NONBLOCK: opening a pipe that nobody writes to must not hang. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return error_set_errno(err, errno, path);
    enum status status = read_all(fd, path, limit, out, err);
    close(fd);
    return status;
}

static enum status write_all(int fd, const char *path, struct span data, struct error *err)
{
    size_t done = 0;
    while (done < data.len) {
        ssize_t n = write(fd, data.data + done, data.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_set_errno(err, errno, path);
        done += (size_t)n;
    }
    if (fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
        return error_set_errno(err, errno, path);
    return STATUS_OK;
}

/* So that the new name outlives a power cut; where a folder can't be flushed, so be it. */
static void flush_folder_of(const char *path)
{
    char *dir = strdup(path);
    if (!dir)
        return;
    char *slash = strrchr(dir, '/');
    if (slash == dir)
        slash[1] = '\0';
    else if (slash)
        *slash = '\0';
    int fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(dir);
}

enum status file_replace(const char *path, struct span data, unsigned mode, struct error *err)
{
    char *temporary = NULL;
    if (asprintf(&temporary, "%s.%016llx.new", path,
                 (unsigned long long)random_bits() ^ (unsigned long long)getpid()) < 0)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = STATUS_OK;
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
    if (fd < 0) {
        status = error_set_errno(err, errno, path);
        goto out;
    }
    status = write_all(fd, path, data, err);
    if (close(fd) != 0 && status == STATUS_OK)
        status = error_set_errno(err, errno, path);
    if (status == STATUS_OK && rename(temporary, path) != 0)
        status = error_set_errno(err, errno, path);
    if (status == STATUS_OK)
        flush_folder_of(path);
    else
        unlink(temporary);
out:
    free(temporary);
    return status;
}

enum status file_swap(const char *path, struct span data, unsigned mode, struct error *err)
{
    char beside[PATH_MAX];
    if (snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside)
        return error_set(err, STATUS_INVALID, TEXT_FILE_NAME_TOO_LONG,
                         TEXT_VALUES(text_string("file", path)));
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0)
        return error_set_errno(err, errno, beside);
    bool good = true;
    for (size_t done = 0; good && done < data.len;) {
        ssize_t n = write(fd, data.data + done, data.len - done);
        good = n > 0;
        done += n > 0 ? (size_t)n : 0;
    }
    int problem = good ? 0 : errno;
    if (close(fd) != 0 && !problem)
        problem = errno;
    if (!problem && rename(beside, path) != 0)
        problem = errno;
    if (!problem)
        return STATUS_OK;
    unlink(beside);
    return error_set_errno(err, problem, path);
}

enum status file_make_folder(const char *path, struct error *err)
{
    char *copy = strdup(path);
    if (!copy)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = STATUS_OK;
    for (char *p = copy + 1; status == STATUS_OK && *copy; p++) {
        char was = *p;
        if (was != '/' && was != '\0')
            continue;
        *p = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            status = error_set_errno(err, errno, copy);
        else if (errno == EEXIST && !file_is_folder(copy))
            status = error_set_errno(err, EEXIST, copy);
        *p = was;
        if (was == '\0')
            break;
    }
    free(copy);
    return status;
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *file_join(const char *dir, const char *name)
{
    char *out = NULL;
    size_t len = strlen(dir);
    const char *between = len > 0 && dir[len - 1] == '/' ? "" : "/";
    return asprintf(&out, "%s%s%s", dir, between, name) < 0 ? NULL : out;
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
