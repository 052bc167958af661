/*
 * The sample jam on disk: a jam folder with full-size data, and a team that has begun.
 *
 * While it is being made, the folder holds a file ".unfinished"; what a stopped run left is
 * completed by the next one.
 */
#ifndef DATAJAM_SERVICE_DEMO_H
#define DATAJAM_SERVICE_DEMO_H

#include "core/base/error.h"

/* Who brought the data of the sample: the program itself, and nobody of the team. */
#define DEMO_MAKER "datajam"

/* Told about each step as it is done. */
struct demo_listener {
    void *context;
    void (*say)(void *context, enum text_id id, const struct text_value *values);
};

/*
 * Makes the sample jam in folder, which is new or empty; completes a half-made one; leaves
 * one that is there as it is. STATUS_EXISTS: the folder holds something else; STATUS_BUSY:
 * another process is making it. listener may be NULL.
 */
enum status demo_make(const char *folder, const struct demo_listener *listener, struct error *err);

/* Where it goes when nobody says: a folder in the home folder. In newly allocated memory;
 * NULL: there is no home folder, or no memory. */
char *demo_default_folder(void);

/* The team file of its team, in newly allocated memory; NULL: no memory. */
char *demo_team_file(const char *folder);

#endif
