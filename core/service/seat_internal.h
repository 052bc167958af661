/* What the files of the seat share. */
#ifndef DATAJAM_SERVICE_SEAT_INTERNAL_H
#define DATAJAM_SERVICE_SEAT_INTERNAL_H

#include <time.h>

#include "core/base/clock.h"
#include "core/service/seat.h"

#define SEAT_LOCK  ".lock"
#define SEAT_HERE  ".here"
#define SEAT_SHOW  ".show"
#define SEAT_DRAFT ".draft"

enum { SEAT_FILE_MODE = 0660 };

struct seat {
    char *folder;
    char *person;
    char uuid[UUID_SIZE];
    int lock;             /* open while the console lives */
    struct timespec seen; /* of the folder */
    int64_t shown;        /* so many things */
};

/* Of a team file, to be freed; NULL: no memory. */
char *seat_folder_of(const char *team_file);

/* The path of a seat's file, to be freed; NULL: no memory. */
char *seat_path(const struct seat *seat, const char *uuid, const char *ending);
void seat_remove(const struct seat *seat, const char *uuid, const char *ending);
bool seat_is_taken(const struct seat *seat, const char *uuid, int64_t told_ms);

/* "UUID.here" gives the UUID; false: another file. */
bool seat_file_uuid(const char *name, const char *ending, char uuid[UUID_SIZE]);

#endif
