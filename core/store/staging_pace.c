/*
 * Pace: an import writes all the time, and others want to write in between. A program that
 * waits for SQLite's lock tries again after 1, 2, 5, 10 … at most 100 ms, and each attempt
 * reads the file's header. inotify shows those reads: several within a short time are
 * somebody waiting. Then the import commits, and leaves the file alone until that somebody
 * has come back, at most 120 ms. Where nobody waits it runs at full speed.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "core/store/staging_internal.h"

enum {
    MS = 1000000,
    WRITE_NS = 70 * MS, /* adding rows in one transaction; the commit comes on top */
    GOOD_NS = 80 * MS,  /* whole transactions below this may grow */
    LONG_NS = 120 * MS, /* above this they shrink */
    BYTES_LEAST = 256 * 1024,
    BYTES_MOST = 12 * 1024 * 1024, /* what the page cache holds without spilling */
    SIGNS_WAITING = 3,
    SIGN_APART_NS = 1 * MS / 2, /* one read of a page or many: one sign */
    SMALL_GAP_NS = 1 * MS,
    LONG_GAP_MS = 120,      /* more than the longest pause between two attempts */
    AFTER_SIGN_NS = 3 * MS, /* whoever came gets the lock before we ask for it again */
    BLIND_EVERY_NS = 400 * MS
};

void pace_open(struct pace *pace, const char *path)
{
    *pace = (struct pace){.watch = -1, .byte_limit = BYTES_MOST, .shared = path[0] != '\0'};
    pace->gap_ns = clock_steady_ns();
    if (!pace->shared)
        return;
    pace->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (pace->watch >= 0 && inotify_add_watch(pace->watch, path, IN_ACCESS) < 0)
        pace_close(pace);
}

void pace_close(struct pace *pace)
{
    if (pace->watch >= 0)
        close(pace->watch);
    pace->watch = -1;
}

/* Takes what inotify has; true: there was something. */
static bool drain(struct pace *pace)
{
    char events[4096];
    bool any = false;
    while (pace->watch >= 0 && read(pace->watch, events, sizeof events) > 0)
        any = true;
    return any;
}

void pace_begin(struct pace *pace)
{
    drain(pace); /* our own reads */
    pace->begun_ns = clock_steady_ns();
    pace->bytes = 0;
}

static void look_for_signs(struct pace *pace, int64_t now)
{
    if (drain(pace) && now - pace->seen_ns >= SIGN_APART_NS) {
        pace->signs++;
        pace->seen_ns = now;
    }
}

bool pace_add(struct pace *pace, int64_t bytes)
{
    int64_t now = clock_steady_ns();
    pace->bytes += bytes;
    look_for_signs(pace, now);
    return pace->bytes >= pace->byte_limit || now - pace->begun_ns >= WRITE_NS ||
           (pace->shared && pace->signs >= SIGNS_WAITING && now - pace->begun_ns > 5 * MS);
}

static void adapt(struct pace *pace, int64_t took)
{
    if (took > LONG_NS && pace->byte_limit > BYTES_LEAST)
        pace->byte_limit /= 2;
    else if (took < GOOD_NS && pace->byte_limit < BYTES_MOST)
        pace->byte_limit += pace->byte_limit / 4;
}

static void rest(int64_t ns)
{
    struct timespec span = {.tv_nsec = (long)ns};
    while (nanosleep(&span, &span) != 0 && errno == EINTR)
        ;
}

/* Waits until somebody reads the file, and then until that is over. */
static void wait_for_the_other(struct pace *pace)
{
    struct pollfd poller = {.fd = pace->watch, .events = POLLIN};
    int64_t until = clock_steady_ns() + (int64_t)LONG_GAP_MS * MS;
    drain(pace);
    for (int64_t now = clock_steady_ns(); now < until; now = clock_steady_ns()) {
        int ms = (int)((until - now) / MS) + 1;
        if (poll(&poller, 1, ms) > 0 && drain(pace))
            break;
    }
    rest(AFTER_SIGN_NS);
    drain(pace);
}

void pace_leave_room(struct pace *pace)
{
    int64_t now = clock_steady_ns();
    if (!pace->shared)
        return;
    adapt(pace, now - pace->begun_ns);
    if (pace->watch >= 0 && pace->signs >= SIGNS_WAITING) {
        wait_for_the_other(pace);
        pace->signs = 0;
    } else if (pace->watch < 0 && now - pace->gap_ns > BLIND_EVERY_NS) {
        rest((int64_t)LONG_GAP_MS * MS); /* nobody can be seen: room for everybody */
        pace->gap_ns = clock_steady_ns();
    } else {
        rest(SMALL_GAP_NS);
    }
}
