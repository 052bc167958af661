/*
 * How teams are called: by their name in any case, or by their folder. One place for it, so that
 * what one command takes for a team is one for all of them.
 */
#ifndef DATAJAM_BASE_TEAM_NAME_H
#define DATAJAM_BASE_TEAM_NAME_H

#include <stdbool.h>
#include <stddef.h>

enum { TEAM_NAME_MOST = 64 }; /* bytes */

/* The folder of a team of that name, below teams/: letters and digits of any script in lower
 * case, with a dash for what stands between them ("Süd / Öst 2" is in süd-öst-2). "": the name
 * has no letter and no digit. At most size - 1 bytes, whole characters. */
void team_name_folder(const char *name, char *out, size_t size);

/* Two names that are the same but for upper and lower case, in any script. */
bool team_name_same(const char *a, const char *b);

/* Whether the folder ("north", or with the folders above it) is that of the team called so, by
 * its name or by its folder. */
bool team_name_in(const char *folder, const char *called);

#endif
