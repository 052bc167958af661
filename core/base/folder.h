/* Folders with all that is in them: copied, taken away. */
#ifndef DATAJAM_BASE_FOLDER_H
#define DATAJAM_BASE_FOLDER_H

#include <sys/types.h>

#include "core/base/error.h"

/* Copies a folder; hidden files, links and the like stay behind. What is made can be read by
 * everybody, whatever the umask is. `to` must not exist; on failure a part of it may. */
enum status folder_copy(const char *from, const char *to, struct error *err);

/* Gives it with all that is in it to a Unix group that may write there, too; what is made in it
 * later belongs to that group as well. Files keep what others may do. STATUS_NO_ACCESS: whoever
 * asks is not in that group. */
enum status folder_share(const char *path, gid_t group, struct error *err);

/* Takes it away with all that is in it, and follows no link. What can't be, stays. */
void folder_remove(const char *path);

#endif
