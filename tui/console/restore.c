/* Owns the way back to a sane terminal. Apart from term.c: it must run without curses. */
#include "tui/console/restore.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 500 };

void restore_add(struct restore *restore, const char *bytes)
{
    size_t len = bytes ? strlen(bytes) : 0;
    if (len > sizeof restore->bytes - restore->len)
        return;
    memcpy(restore->bytes + restore->len, bytes ? bytes : "", len);
    restore->len += len;
}

void restore_now(const struct restore *restore, int fd)
{
    size_t done = 0;
    if (restore->have_modes) /* first: who sees the bytes finds the modes in place */
        tcsetattr(fd, TCSANOW, &restore->modes);
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    while (done < restore->len && poll(&ready, 1, WAIT_MS) == 1 && (ready.revents & POLLOUT)) {
        ssize_t n = write(fd, restore->bytes + done, restore->len - done);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
}

int restore_job(const void *data, size_t size, const int *fds, size_t fd_count)
{
    struct restore restore;
    if (size != sizeof restore || fd_count != 1)
        return 1;
    memcpy(&restore, data, sizeof restore);
    restore_now(&restore, fds[0]);
    return 0;
}
