/* Walks folders. Apart from file.c, which knows one file at a time. */
#include "core/base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/file.h"

enum { DEPTH_MOST = 8, FILE_MODE = 0644, FOLDER_MODE = 0755 };

static enum status copy_bytes(const char *from, const char *to, struct error *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return error_set_errno(err, errno, from);
    enum status status = STATUS_OK;
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
    ssize_t n = out < 0 || fchmod(out, FILE_MODE) != 0 ? -1 : 1;
    while (n > 0)
        n = sendfile(out, in, NULL, 1 << 20);
    if (n < 0)
        status = error_set_errno(err, errno, to);
    if (out >= 0 && close(out) != 0 && status == STATUS_OK)
        status = error_set_errno(err, errno, to);
    close(in);
    return status;
}

static enum status copy_folder(const char *from, const char *to, int depth, struct error *err)
{
    DIR *dir = opendir(from);
    if (!dir)
        return error_set_errno(err, errno, from);
    enum status status = STATUS_OK;
    if (mkdir(to, FOLDER_MODE) != 0 || chmod(to, FOLDER_MODE) != 0)
        status = error_set_errno(err, errno, to);
    for (const struct dirent *entry; status == STATUS_OK && (entry = readdir(dir)) != NULL;) {
        struct stat info;
        char *source = file_join(from, entry->d_name), *target = file_join(to, entry->d_name);
        if (!source || !target)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        else if (entry->d_name[0] == '.' || lstat(source, &info) != 0)
            status = STATUS_OK;
        else if (S_ISDIR(info.st_mode) && depth < DEPTH_MOST)
            status = copy_folder(source, target, depth + 1, err);
        else if (S_ISREG(info.st_mode))
            status = copy_bytes(source, target, err);
        free(source);
        free(target);
    }
    closedir(dir);
    return status;
}

enum status folder_copy(const char *from, const char *to, struct error *err)
{
    return copy_folder(from, to, 0, err);
}

static enum status share_one(const char *path, mode_t mode, gid_t group, struct error *err)
{
    mode_t more = S_ISDIR(mode) ? S_ISGID | S_IRWXG : S_IRGRP | S_IWGRP;
    if (chown(path, (uid_t)-1, group) != 0 || chmod(path, (mode & 07777) | more) != 0)
        return error_set_errno(err, errno, path);
    return STATUS_OK;
}

static enum status share(const char *path, gid_t group, int depth, struct error *err)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return error_set_errno(err, errno, path);
    if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode))
        return STATUS_OK;
    DIR *dir = S_ISDIR(info.st_mode) ? opendir(path) : NULL;
    enum status status = share_one(path, info.st_mode, group, err);
    for (const struct dirent *entry; dir && status == STATUS_OK && (entry = readdir(dir));) {
        bool self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        if (self || depth > 2 * DEPTH_MOST)
            continue;
        char *inside = file_join(path, entry->d_name);
        status = inside ? share(inside, group, depth + 1, err)
                        : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        free(inside);
    }
    if (dir)
        closedir(dir);
    return status;
}

enum status folder_share(const char *path, gid_t group, struct error *err)
{
    return share(path, group, 0, err);
}

static void remove_in(int around, const char *name, int depth)
{
    int fd = openat(around, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        unlinkat(around, name, 0);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        bool self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        if (!self && depth <= 2 * DEPTH_MOST)
            remove_in(fd, entry->d_name, depth + 1);
    }
    closedir(dir);
    unlinkat(around, name, AT_REMOVEDIR);
}

void folder_remove(const char *path)
{
    remove_in(AT_FDCWD, path, 0);
}
