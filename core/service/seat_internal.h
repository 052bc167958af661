/* What the files of the seat share. */
#ifndef DATAJAM_SERVICE_SEAT_INTERNAL_H
#define DATAJAM_SERVICE_SEAT_INTERNAL_H

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
    int lock;      /* open while the console lives */
    int64_t shown; /* so many things */
};

/* Of a team file, to be freed; NULL: no memory. */
char *seat_folder_of(const char *team_file);

/* The path of a seat's file, to be freed; NULL: no memory. */
char *seat_path(const struct seat *seat, const char *uuid, const char *ending);
void seat_remove(const struct seat *seat, const char *uuid, const char *ending);
bool seat_is_taken(const struct seat *seat, const char *uuid, int64_t told_ms);

/* What the files of the other seats hold. */
struct seat_gathered {
    struct arena *arena;
    void *all; /* room for most, of which count are there */
    size_t most, count;
};
typedef void seat_reader(const struct seat *seat, const char *uuid, struct seat_gathered *out);

/* Reads the file with that ending ("UUID.here") of each other seat until out has most; what it
 * holds, of size bytes each, is then in order (NULL: in any). arena and most of *out are the
 * caller's; count is 0 when it fails. */
enum status seat_gather(const struct seat *seat, const char *ending, seat_reader *read, size_t size,
                        int (*order)(const void *, const void *), struct seat_gathered *out,
                        struct error *err);

#endif
