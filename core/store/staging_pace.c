/*
 * Pace: an import writes all the time, and others want to write in between. A program that
 * waits for SQLite's lock tries again after 1, 2, 5, 10 … at most 100 ms, and each attempt
 * reads the file's header, which inotify shows. (It shows what the import itself reads, too:
 * signs don't count while that goes on.) So do plain readers, and both look the same:
 * after a few signs the import commits and leaves the file alone until somebody has written
 * to it, at most 120 ms. When nobody did, they were readers, who need no such room, and the
 * next long gap has to wait a while. Where nobody is there it runs at full speed.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
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
    BYTES_MOST = 8 * 1024 * 1024, /* what the page cache holds without spilling */
    SIGNS_WAITING = 2,
    SIGN_APART_NS = 1 * MS / 2, /* one read of a page or many: one sign */
    SMALL_GAP_NS = 1 * MS,
    LONG_GAP_MS = 120,       /* more than the longest pause between two attempts */
    AFTER_WRITE_NS = 3 * MS, /* its commit ends */
    READERS_ONLY_NS = 200 * MS,
    BLIND_EVERY_NS = 250 * MS
};

void pace_open(struct pace *pace, const char *path)
{
    *pace = (struct pace){.watch = -1, .byte_limit = BYTES_MOST, .shared = path[0] != '\0'};
    pace->next_gap_ns = clock_steady_ns();
    if (!pace->shared)
        return;
    pace->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (pace->watch >= 0 && inotify_add_watch(pace->watch, path, IN_ACCESS | IN_MODIFY) < 0)
        pace_close(pace);
}

void pace_close(struct pace *pace)
{
    if (pace->watch >= 0)
        close(pace->watch);
    pace->watch = -1;
}

/* Takes what inotify has; tells what happened to the file. */
static uint32_t drain(struct pace *pace)
{
    _Alignas(struct inotify_event) char events[4096];
    uint32_t happened = 0;
    ssize_t len;
    while (pace->watch >= 0 && (len = read(pace->watch, events, sizeof events)) > 0) {
        struct inotify_event event;
        for (ssize_t i = 0; i + (ssize_t)sizeof event <= len;
             i += (ssize_t)sizeof event + (ssize_t)event.len) {
            memcpy(&event, events + i, sizeof event);
            happened |= event.mask;
        }
    }
    return happened;
}

static void look_for_signs(struct pace *pace, int64_t now, int64_t own_reads)
{
    bool ours = own_reads != pace->own_reads;
    pace->own_reads = own_reads;
    if ((drain(pace) & IN_ACCESS) && !ours && now - pace->seen_ns >= SIGN_APART_NS) {
        pace->signs++;
        pace->seen_ns = now;
    }
}

void pace_before_begin(struct pace *pace, int64_t own_reads)
{
    look_for_signs(pace, clock_steady_ns(), own_reads);
}

void pace_begin(struct pace *pace)
{
    drain(pace); /* our own reads */
    pace->begun_ns = clock_steady_ns();
    pace->bytes = 0;
}

static bool somebody_waits(const struct pace *pace, int64_t now)
{
    return pace->signs >= SIGNS_WAITING && now >= pace->next_gap_ns;
}

bool pace_add(struct pace *pace, int64_t bytes, int64_t own_reads)
{
    int64_t now = clock_steady_ns();
    pace->bytes += bytes;
    if (pace->shared)
        look_for_signs(pace, now, own_reads);
    return pace->bytes >= pace->byte_limit || now - pace->begun_ns >= WRITE_NS ||
           (somebody_waits(pace, now) && now - pace->begun_ns > 5 * MS);
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

/* Waits until somebody has written to the file. False: nobody did. */
static bool wait_for_the_other(struct pace *pace)
{
    struct pollfd poller = {.fd = pace->watch, .events = POLLIN};
    int64_t until = clock_steady_ns() + (int64_t)LONG_GAP_MS * MS;
    bool came = false;
    drain(pace); /* our own commit */
    for (int64_t now = clock_steady_ns(); now < until && !came; now = clock_steady_ns()) {
        int ms = (int)((until - now) / MS) + 1;
        came = poll(&poller, 1, ms) > 0 && (drain(pace) & IN_MODIFY);
    }
    if (came)
        rest(AFTER_WRITE_NS);
    return came;
}

void pace_leave_room(struct pace *pace, int64_t own_reads)
{
    int64_t now = clock_steady_ns();
    if (!pace->shared)
        return;
    adapt(pace, now - pace->begun_ns);
    look_for_signs(pace, now, own_reads);
    if (pace->watch >= 0 && somebody_waits(pace, now)) {
        bool came = wait_for_the_other(pace);
        pace->signs = 0;
        pace->next_gap_ns = clock_steady_ns() + (came ? 0 : (int64_t)READERS_ONLY_NS);
    } else if (pace->watch < 0 && now >= pace->next_gap_ns) {
        rest((int64_t)LONG_GAP_MS * MS); /* nobody can be seen: room for everybody */
        pace->next_gap_ns = clock_steady_ns() + BLIND_EVERY_NS;
    } else {
        rest(SMALL_GAP_NS);
    }
}
