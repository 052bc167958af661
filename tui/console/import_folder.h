/*
 * What is in a folder, for choosing a file to import: folders, files with their kind and size,
 * and the places where data usually are. Listing is a job: a disk may be slow.
 */
#ifndef DATAJAM_CONSOLE_IMPORT_FOLDER_H
#define DATAJAM_CONSOLE_IMPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/console/job.h"

struct import_entry {
    const char *path;
    const char *text;   /* its name, or what the place is */
    const char *detail; /* kind and size */
    bool folder;
    bool off; /* nothing that could be imported */
    int order;
};

enum { IMPORT_FOLDERS_MAX = 5 };

struct import_folder_request {
    const char *folders[IMPORT_FOLDERS_MAX]; /* the first that can be listed is; NULL: no more */
    const char *topic, *home;                /* places to offer; NULL: none */
};

struct import_folder {
    const char *path;
    struct import_entry *entries;
    size_t count;
    bool is_file;        /* it is no folder but a file: there are no entries */
    const char *refused; /* why the first one that was asked for could not be listed; or NULL */
};

/* Its request and result are the two above. */
extern const struct job_class import_folder_job;

#endif
