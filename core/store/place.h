/* What kind of disk a path is on: several programs may write to one file only where locks
 * are known to work. */
#ifndef DATAJAM_STORE_PLACE_H
#define DATAJAM_STORE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* True where locks between programs work. Else false with the name of what it is, for the
 * warning TEXT_STORE_UNKNOWN_PLACE. A path that can't be looked at is taken as fine: its
 * opening will say what is wrong. */
bool place_is_local(const char *path, char *name, size_t size);

#endif
