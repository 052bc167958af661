/* For backup*.c only: the folder of copies and its names. */
#ifndef DATAJAM_SERVICE_BACKUP_INTERNAL_H
#define DATAJAM_SERVICE_BACKUP_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/service/backup.h"

#define BACKUP_FOLDER "backups"

enum { BACKUP_TIME_SIZE = 16 }; /* "20260512-103300" with its NUL */

/* Where copies of a file go, both newly allocated; false: no memory. */
struct backup_place {
    char *folder; /* of the copies */
    char *stem;   /* "team" */
};
bool backup_place_of(struct backup_place *out, const char *file);
void backup_place_free(struct backup_place *place);

/* What a name in the folder says: "STEM-TIME.db", "STEM-TIME-WORDS.db". False: no copy. */
struct backup_name {
    char time[BACKUP_TIME_SIZE];
    bool plain; /* without words */
};
bool backup_read_name(const char *name, const char *stem, struct backup_name *out);
int64_t backup_time_ms(const char *time);

/* Words as a part of a name: "Analysis 1" gives "analysis-1"; newly allocated. NULL: no memory. */
char *backup_words(const char *words);

#endif
