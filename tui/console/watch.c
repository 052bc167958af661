#include "tui/console/watch.h"

#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/base/clock.h"

enum {
    LOOK_MS = 220,  /* where nobody tells, and while the team file is written to */
    CALM_MS = 880,  /* where the kernel tells, and nothing has happened */
    SOON_MS = 40,   /* one act changes several files of a folder: they are one look */
    STIR_MS = 1000, /* writing shows before its commit: so long it is looked again */
    ASK_EVERY = 4,  /* looks; then the file is asked, whatever its state says */
    DAY_FILES = 3,
    PATH_BYTES = 1100
};

static const char *const day_files[DAY_FILES] = {"clock", "notices", "rules"};

struct watch {
    struct watch_places places;
    char day_paths[DAY_FILES][PATH_BYTES];
    struct stat day[DAY_FILES], file, seats;
    int wake;
    int events;    /* of inotify; -1: there are none, or not of all places */
    int file_mark; /* the file's among them; it tells of one write: -1 then, until all is calm */
    int64_t looked_ms, stirred_ms;
    bool told; /* of a folder */
    bool first;
    int since_asked;
};

/* ---- what the kernel tells ---- */

/* Others on other machines write to any other kind. The numbers are those of statfs(2). */
static bool is_local(const char *path)
{
    static const uint32_t kinds[] = {0xEF53 /* ext */,
                                     0x58465342 /* xfs */,
                                     0x9123683E /* btrfs */,
                                     0x01021994 /* tmpfs */,
                                     0xF2F52010 /* f2fs */,
                                     0x2FC12FC1 /* zfs */,
                                     0x794C7630 /* overlay */};
    struct statfs info;
    if (statfs(path, &info) != 0)
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if ((uint32_t)info.f_type == kinds[i])
            return true;
    return false;
}

static bool is_set(const char *path)
{
    return path && *path;
}

static int mark(const struct watch *watch, const char *path, uint32_t mask)
{
    return is_local(path) ? inotify_add_watch(watch->events, path, mask) : -1;
}

/* A program that writes does so many times: the first is enough to look more often. */
static bool mark_file(struct watch *watch)
{
    if (is_set(watch->places.file))
        watch->file_mark = mark(watch, watch->places.file, IN_MODIFY | IN_ONESHOT);
    return !is_set(watch->places.file) || watch->file_mark >= 0;
}

static bool mark_folders(struct watch *watch)
{
    const struct watch_places *places = &watch->places;
    const uint32_t names = IN_MOVED_TO | IN_CREATE | IN_DELETE;
    return (!is_set(places->jam) || mark(watch, places->jam, names | IN_MODIFY | IN_ATTRIB) >= 0) &&
           (!is_set(places->seats) || mark(watch, places->seats, names) >= 0);
}

static void stop_listening(struct watch *watch)
{
    if (watch->events >= 0)
        close(watch->events);
    watch->events = -1;
}

static void listen_to_kernel(struct watch *watch)
{
    watch->file_mark = -1;
    watch->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->events >= 0 && !(mark_folders(watch) && mark_file(watch)))
        stop_listening(watch);
}

static void take_event(struct watch *watch, const struct inotify_event *event)
{
    bool lost = event->mask & IN_Q_OVERFLOW;
    if (event->mask & IN_IGNORED) /* the mark has had its time */
        return;
    if (event->wd == watch->file_mark || lost)
        watch->stirred_ms = clock_steady_ms();
    if (event->wd == watch->file_mark)
        watch->file_mark = -1;
    else
        watch->told = true;
}

static void take_events(struct watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    struct inotify_event event;
    ssize_t len;
    while ((len = read(watch->events, bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i + (ssize_t)sizeof event <= len;
             i += (ssize_t)sizeof event + (ssize_t)event.len) {
            memcpy(&event, bytes + i, sizeof event);
            take_event(watch, &event);
        }
}

/* ---- waiting ---- */

struct watch *watch_new(const struct watch_places *places)
{
    struct watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        return NULL;
    watch->places = *places;
    watch->first = true;
    for (size_t i = 0; i < DAY_FILES && is_set(places->jam); i++)
        snprintf(watch->day_paths[i], PATH_BYTES, "%s/%s", places->jam, day_files[i]);
    watch->stirred_ms = -STIR_MS;
    watch->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (watch->wake < 0) {
        free(watch);
        return NULL;
    }
    listen_to_kernel(watch);
    return watch;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    stop_listening(watch);
    close(watch->wake);
    free(watch);
}

static bool is_stirred(const struct watch *watch)
{
    return clock_steady_ms() - watch->stirred_ms < STIR_MS;
}

static int64_t next_look_ms(const struct watch *watch)
{
    bool often = watch->events < 0 || is_stirred(watch);
    return watch->looked_ms + (watch->told ? SOON_MS : often ? LOOK_MS : CALM_MS);
}

bool watch_wait(struct watch *watch)
{
    for (int64_t left; (left = next_look_ms(watch) - clock_steady_ms()) > 0;) {
        /* What was told once is looked at anyway. */
        struct pollfd ready[] = {{.fd = watch->wake, .events = POLLIN},
                                 {.fd = watch->told ? -1 : watch->events, .events = POLLIN}};
        if (poll(ready, 2, (int)left) <= 0)
            continue;
        if (ready[1].revents)
            take_events(watch);
        if (ready[0].revents) {
            uint64_t count;
            ssize_t done = read(watch->wake, &count, sizeof count);
            (void)done; /* EAGAIN: it was taken before */
            return false;
        }
    }
    return true;
}

void watch_wake(struct watch *watch)
{
    uint64_t one = 1;
    ssize_t done = write(watch->wake, &one, sizeof one);
    (void)done; /* EAGAIN: it is awake already */
}

/* ---- looking ---- */

/* Replaced, grown, gone, or open to us now: its change of state tells. */
static bool differs(const char *path, struct stat *seen)
{
    struct stat now;
    if (stat(path, &now) != 0)
        memset(&now, 0, sizeof now);
    bool changed = now.st_ino != seen->st_ino || now.st_size != seen->st_size ||
                   now.st_ctim.tv_sec != seen->st_ctim.tv_sec ||
                   now.st_ctim.tv_nsec != seen->st_ctim.tv_nsec;
    *seen = now;
    return changed;
}

static bool day_differs(struct watch *watch)
{
    bool changed = false;
    for (size_t i = 0; i < DAY_FILES; i++)
        changed |= differs(watch->day_paths[i], &watch->day[i]);
    return changed;
}

/* Two commits within a tick of the file system's clock leave one state behind. */
static bool is_file_to_ask(struct watch *watch)
{
    if (watch->events >= 0 && watch->file_mark < 0 && !is_stirred(watch) && !mark_file(watch))
        stop_listening(watch);
    bool differs_now = differs(watch->places.file, &watch->file);
    if (differs_now && !watch->first)
        watch->stirred_ms = watch->looked_ms;
    bool ask = differs_now || is_stirred(watch) || ++watch->since_asked >= ASK_EVERY;
    if (ask)
        watch->since_asked = 0;
    return ask;
}

unsigned watch_look(struct watch *watch)
{
    unsigned found = 0;
    if (watch->events >= 0)
        take_events(watch); /* they are of what is seen now */
    watch->told = false;
    watch->looked_ms = clock_steady_ms();
    if (is_set(watch->places.jam) && day_differs(watch))
        found |= WATCH_DAY;
    if (is_set(watch->places.file) && is_file_to_ask(watch))
        found |= WATCH_FILE;
    if (is_set(watch->places.seats) && differs(watch->places.seats, &watch->seats))
        found |= WATCH_HERE;
    if (watch->first)
        found &= WATCH_HERE;
    watch->first = false;
    return found;
}
