/*
 * Bytes on hold. What was added last is always in `tail`; once that has grown beyond what may
 * be in memory it goes to a file that was never given a name, so that nothing is left behind
 * however the program ends.
 */
#include "core/base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/buffer.h"

enum { TAIL_MAX = 256 * 1024 };

struct spool {
    size_t in_memory;
    int fd; /* -1: all is in tail */
    int64_t written;
    struct buffer tail; /* what comes behind the written */
};

struct spool *spool_new(size_t in_memory)
{
    struct spool *spool = calloc(1, sizeof *spool);
    if (spool) {
        spool->fd = -1;
        spool->in_memory = in_memory;
    }
    return spool;
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    if (spool->fd >= 0)
        close(spool->fd);
    buffer_free(&spool->tail);
    free(spool);
}

int64_t spool_size(const struct spool *spool)
{
    return spool->written + (int64_t)spool->tail.len;
}

static const char *folder(void)
{
    const char *chosen = getenv("TMPDIR");
    return chosen && chosen[0] == '/' ? chosen : "/tmp";
}

static enum status open_file(struct spool *spool, struct error *err)
{
    char path[4096];
    spool->fd = open(folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (spool->fd >= 0)
        return STATUS_OK;
    /* some file systems know no files without a name */
    int len = snprintf(path, sizeof path, "%s/datajam.XXXXXX", folder());
    if (len < 0 || (size_t)len >= sizeof path)
        return error_set_errno(err, ENAMETOOLONG, folder());
    spool->fd = mkostemp(path, O_CLOEXEC);
    if (spool->fd < 0)
        return error_set_errno(err, errno, folder());
    (void)unlink(path);
    return STATUS_OK;
}

static enum status write_tail(struct spool *spool, struct error *err)
{
    size_t done = 0;
    if (spool->fd < 0) {
        enum status status = open_file(spool, err);
        if (status != STATUS_OK)
            return status;
    }
    while (done < spool->tail.len) {
        ssize_t n = pwrite(spool->fd, spool->tail.data + done, spool->tail.len - done,
                           (off_t)(spool->written + (int64_t)done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return error_set_errno(err, n < 0 ? errno : EIO, folder());
        done += (size_t)n;
    }
    spool->written += (int64_t)done;
    buffer_free(&spool->tail); /* it may have been large */
    return STATUS_OK;
}

enum status spool_add(struct spool *spool, struct span bytes, struct error *err)
{
    size_t limit = spool->fd < 0 ? spool->in_memory : TAIL_MAX;
    if (!buffer_add_span(&spool->tail, bytes))
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return spool->tail.len > limit ? write_tail(spool, err) : STATUS_OK;
}

static enum status read_file(const struct spool *spool, int64_t from, char *at, size_t room,
                             size_t *got, struct error *err)
{
    while (*got < room) {
        ssize_t n = pread(spool->fd, at + *got, room - *got, (off_t)(from + (int64_t)*got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return error_set_errno(err, n < 0 ? errno : EIO, folder());
        *got += (size_t)n;
    }
    return STATUS_OK;
}

enum status spool_read(const struct spool *spool, int64_t from, char *at, size_t room, size_t *got,
                       struct error *err)
{
    *got = 0;
    if (from < 0 || from >= spool_size(spool))
        return STATUS_OK;
    if (from < spool->written) {
        int64_t left = spool->written - from;
        enum status status =
            read_file(spool, from, at, left < (int64_t)room ? (size_t)left : room, got, err);
        if (status != STATUS_OK || *got == room)
            return status;
        from += (int64_t)*got;
    }
    size_t start = (size_t)(from - spool->written);
    size_t n = spool->tail.len - start < room - *got ? spool->tail.len - start : room - *got;
    memcpy(at + *got, spool->tail.data ? spool->tail.data + start : "", n);
    *got += n;
    return STATUS_OK;
}
