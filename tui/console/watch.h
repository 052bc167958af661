/*
 * Watching for what others do: to the clock of the day, to the team file, by coming and going.
 * The kernel tells of it at once on the machine's own disks; a look now and then is for the
 * others (network folders tell nothing) and for what the kernel may have kept for itself.
 */
#ifndef DATAJAM_CONSOLE_WATCH_H
#define DATAJAM_CONSOLE_WATCH_H

#include <stdbool.h>

struct watch;

/* What is looked at. The paths live as long as the watch; NULL or "": none. */
struct watch_places {
    const char *jam;   /* folder with the clock, the announcements and the rules */
    const char *file;  /* the team's */
    const char *seats; /* folder of those who are at that file (seat.h) */
};

/* NULL: no memory, or no descriptor. */
struct watch *watch_new(const struct watch_places *places);
void watch_free(struct watch *watch); /* NULL is fine */

/* Waits until it is time to look (true), or watch_wake was called (false). */
bool watch_wait(struct watch *watch);

/* From another thread. */
void watch_wake(struct watch *watch);

enum {
    WATCH_DAY = 1,  /* clock, announcements or rules are others than at the last look */
    WATCH_HERE = 2, /* somebody has come, gone or told something */
    WATCH_FILE = 4  /* the team file may have been changed: db_changed_by_others knows */
};

/* What has changed since the last look, as flags. The first one finds no more than who is here:
 * the rest is read at the start anyway. */
unsigned watch_look(struct watch *watch);

#endif
