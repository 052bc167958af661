/* Unix groups of this machine, as /etc/group has them. */
#ifndef DATAJAM_BASE_GROUP_H
#define DATAJAM_BASE_GROUP_H

#include <stdbool.h>
#include <sys/types.h>

/* The number of a group that is named, or given as a number. False: there is none. */
bool group_find(const char *name, gid_t *out);

/* Its name, or its number where none is known, into out; returns out. */
char *group_name(gid_t group, char *out, size_t size);

#endif
