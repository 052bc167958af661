/* The console from its start to its end: opens the team file and the terminal, asks who is
 * there, runs the loop, gives everything back. */
#ifndef DATAJAM_CONSOLE_RUN_H
#define DATAJAM_CONSOLE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/error.h"
#include "core/base/helper.h"
#include "tui/console/pane.h"

/* In the environment: what --theme, --plain and `present` set, and a person who is not asked. */
#define RUN_THEME_VARIABLE   "DATAJAM_THEME"
#define RUN_PLAIN_VARIABLE   "DATAJAM_PLAIN"
#define RUN_PRESENT_VARIABLE "DATAJAM_PRESENT" /* begins with the slides and ends with them */
#define RUN_PERSON_VARIABLE  "DATAJAM_PERSON"
/* "off": no copies of the team file are made. */
#define RUN_BACKUPS_VARIABLE "DATAJAM_BACKUPS"

struct run_options {
    const struct pane_class *const *classes;
    size_t class_count;
    struct helper *helper; /* restores the terminal if the console is killed; may be NULL */
    const char *team;      /* path of a team file, or JAM/TEAM; NULL: the last one */
    const char *person;    /* NULL: as remembered, else asked */
    bool coach;            /* they come as a coach: the team does not count them as its own */
    const char *jam;       /* a jam's folder, for a console that is on no team file; NULL: none */

    /* Shown first: a view (JSON) and the pane it is of; NULL: what is resumed. */
    const char *kind, *view;
    /* Who is followed from the start if they are there, since they asked that; NULL: nobody.
     * Without words it is what they look at that counts. */
    const char *asker, *words;
    const char *title, *ask;     /* lines that are shown on a card at the start; NULL: none */
    const struct error *trouble; /* went wrong before and is said at the start; NULL: nothing did */
    /* Called when the console was left, while its panes are still there; may be NULL. */
    void (*left)(void *context, const struct pane *focused);
    void *context;
};

/* STATUS_CANCELLED: the person left before there was anything to open. Without a last team
 * file it is STATUS_NOT_FOUND with err telling how to begin. */
enum status run_console(const struct run_options *options, struct error *err);

/* The clock of a jam's folder for everybody in the room, until it is left. */
enum status run_projector(const struct run_options *options, const char *jam, struct error *err);

/* The facilitator's console of a jam's folder; its pane is the first of the classes. */
enum status run_facilitator(const struct run_options *options, const char *jam, struct error *err);

/* The first of the classes by itself, before there is a jam: it may make one. jam: its folder as it
 * is to be called, or "". */
enum status run_before_jam(const struct run_options *options, const char *jam, struct error *err);

/* There is a team file to go on with. */
bool run_can_resume(void);

#endif
